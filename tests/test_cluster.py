"""On a real scheduler with two workers, one of them killed midway, every report arrives, and equal to the local one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from checkout import Briefed
from running import until

from chiso.catalog import Catalog, Project
from chiso.errors import RunError
from chiso.run.cluster import Cluster, packed
from chiso.run.limits import Limits
from chiso.run.orders import BriefOrder
from chiso.run.remote import brief_from, installed
from chiso.run.selection import selected
from chiso.run.steps import Steps

PROVINCES = "can-tho, ha-noi, da-nang"


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    """A scheduler on loopback and two workers of one thread, in folders of their own; the tests run in their order."""
    with contextlib.ExitStack() as stack:
        folder = tmp_path_factory.mktemp("cluster")
        log = folder / "scheduler.log"
        scheduler = start(stack, folder, log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        until(lambda: found(r"Scheduler at:\s+(tcp://\S+)", log) != "")
        address = found(r"Scheduler at:\s+(tcp://\S+)", log)
        workers = []
        for name in ("first", "second"):
            own = folder / name
            own.mkdir()
            options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
            workers.append(start(stack, own, own / "log", "worker", address, *options))
        until(lambda: all(found("Registered to", folder / name / "log") for name in ("first", "second")))
        yield address, scheduler, workers


def start(stack: contextlib.ExitStack, folder: Path, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT)  # noqa: S603
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def found(pattern: str, log: Path) -> str:
    match = re.search(pattern, log.read_text(errors="replace"))
    return "" if match is None else match[match.lastindex or 0]


def command(project: Project, **variables: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "YEAR": "2021", "PROVINCES": PROVINCES, "LOCALE": "vi", "JOBS": "2", **variables}
    return subprocess.Popen(
        [sys.executable, "-m", "chiso", "reports"],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def kernels_of(worker: int) -> int:
    """Count the kernels of a worker: they are children of its server, which is its child."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return sum(len(server.children()) for server in psutil.Process(worker).children())
    return 0


def made(project: Project) -> dict[str, bytes]:
    return {project.relative(path): path.read_bytes() for path in project.reports.rglob("*.*") if path.is_file()}


def test_every_report_arrives_once_and_equal_to_the_local_one_though_a_worker_is_killed(
    ready: Project,
    short_briefed: Briefed,
    cluster: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]],
) -> None:
    address, _, workers = cluster
    local = {name: data for name, data in made(short_briefed.project).items() if ".vi." in name}
    assert len(local) == 4
    with command(ready, SCHEDULER=address) as remote:
        until(lambda: kernels_of(workers[0].pid) > 0, 180)
        workers[0].send_signal(signal.SIGKILL)
        told, _ = remote.communicate(timeout=300)
    assert remote.returncode == 0, told
    assert "3 reports: 3 made, 0 reused, 0 failed, 0 not made." in told
    lines = [line for line in told.splitlines() if re.match(r"\[\d/3\] Brief ", line)]
    assert len(lines) == len({line.split(" ", 1)[1].partition(" (it")[0] for line in lines}) == 3
    assert len(made(ready)) == 3 * 4
    assert {name: data for name, data in made(ready).items() if name in local} == local
    assert workers[1].poll() is None


def test_a_scheduler_that_ends_midway_is_told_for_each_report_that_it_took_along(
    ready: Project, cluster: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]
) -> None:
    address, scheduler, workers = cluster
    with command(ready, SCHEDULER=address) as run:
        until(lambda: kernels_of(workers[1].pid) > 0, 180)  # the one that is left
        scheduler.send_signal(signal.SIGKILL)
        told, _ = run.communicate(timeout=120)
    assert run.returncode == 2, told
    assert "Traceback" not in told
    lost = re.findall(
        r"^failed .*The scheduler is not there any more\.  make report YEAR=2021 PROVINCE=", told, re.MULTILINE
    )
    assert len(lost) >= 1
    assert f"3 reports: {3 - len(lost)} made, 0 reused, {len(lost)} failed, 0 not made." in told


def test_a_scheduler_that_is_not_there_is_told_in_one_message_before_anything_is_made(project: Project) -> None:
    with command(project, SCHEDULER="tcp://127.0.0.1:9", PROVINCES="can-tho", LOCALE="vi") as run:
        told, _ = run.communicate(timeout=120)
    assert run.returncode == 2
    assert "error: The scheduler cannot be reached." in told
    assert "tcp://127.0.0.1:9" in told
    assert "Traceback" not in told
    assert not project.observations.exists()


def test_an_encrypted_connection_without_certificates_is_told_at_once(project: Project) -> None:
    with pytest.raises(RunError, match="no certificates") as caught:
        Cluster("tls://127.0.0.1:9", project)
    assert "distributed.comm.tls" in caught.value.remedy


def order(project: Project) -> BriefOrder:
    catalog = Catalog(project.raw)
    (report,) = selected(catalog, "2021", "can-tho", "vi")
    inputs = Steps(project, catalog).inputs(2021)
    return BriefOrder(project.root, report.parameters, report.locale, inputs, Limits())


def test_what_is_sent_is_what_the_year_shows_and_the_same_each_time(processed: Project, tmp_path: Path) -> None:
    project = Project(shutil.copytree(processed.root, tmp_path / "project"))
    (project.notebooks / "helper.py").write_text("ONE = 1\n")
    data = packed(project, order(project))
    assert data == packed(project, order(project))
    (tmp_path / "archive.zip").write_bytes(data)
    names = zipfile.ZipFile(tmp_path / "archive.zip").namelist()
    assert {"data/raw/papi/2020.csv", "data/processed/comparisons/2021.csv", "notebooks/3_briefing.ipynb"} <= set(names)
    assert "notebooks/helper.py" in names
    assert "data/raw/papi/2021.csv" not in names
    assert not [name for name in names if name.startswith(("/", "..")) or "reports/" in name]


def test_a_worker_with_other_software_refuses(processed: Project) -> None:
    data = packed(processed, order(processed))
    with pytest.raises(RunError) as caught:
        brief_from(data, order(processed), installed() | {"typst": "0.0.1"}, rehearse=False)
    assert "typst" in caught.value.why
    assert "0.0.1" in caught.value.why
    assert "requirements.lock" in caught.value.remedy
