"""Whatever ends a run or keeps it from writing: what stands afterwards is whole, and the next run makes the rest."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import Briefed

from chiso.catalog import Project
from chiso.files import PLACING, STAGING, UNDOING, sha256

KILLS = 2
STEM = "briefing-2021-can-tho.vi"


def start(project: Project, limit: int = 0, **variables: str) -> subprocess.Popen[str]:
    """Start `chiso report`; no file of its run may become larger than ``limit`` bytes."""

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing on is then an error, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    given = {"YEAR": "2021", "PROVINCE": "can-tho", "LOCALE": "vi", "JOBS": "1", "TMPDIR": str(temporary(project))}
    return subprocess.Popen(
        [sys.executable, "-m", "chiso", "report"],
        cwd=project.root,
        env={**os.environ, **given, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=prepare if limit else None,  # noqa: PLW1509 - the tests start no threads
    )


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = run.communicate(timeout=300)
    return run.returncode, out + err


def temporary(project: Project) -> Path:
    folder = project.root / "t"
    folder.mkdir(exist_ok=True)
    return folder


def results(project: Project) -> dict[str, bytes]:
    paths = [path for folder in (project.processed, project.reports) for path in folder.rglob("*") if path.is_file()]
    return {project.relative(path): path.read_bytes() for path in paths}


def leftovers(project: Project) -> list[str]:
    kinds = {".new", ".old", ".part"}
    found = [path for path in project.root.rglob("*") if path.suffix in kinds or path.parent.name == "t"]
    pages = [project.journal / f"{page}.json" for page in (STAGING, PLACING, UNDOING)]
    notes = list((project.state / "steps").glob(".*"))
    return [project.relative(path) for path in (*found, *pages, *notes) if path.exists()]


def is_consistent(project: Project) -> bool:
    """Whether every record names the files that stand beside it, and the data package the tables that stand there."""
    for path in project.reports.rglob("*.json"):
        graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        for one in graph:
            if one["@type"] == "File" and not one["@id"].startswith("#"):
                other = path.parent / one["@id"]
                if not other.exists() or sha256(other.read_bytes()) != one["sha256"]:
                    return False
    if project.datapackage.exists():
        for one in json.loads(project.datapackage.read_text(encoding="utf-8"))["resources"]:
            if f"sha256:{sha256((project.processed / one['path']).read_bytes())}" != one["hash"]:
                return False
    return True


def until(condition: Callable[[], bool], run: subprocess.Popen[str]) -> bool:
    """Wait for a condition; False if the run ends before."""
    while run.poll() is None:
        if condition():
            return True
        time.sleep(0.001)
    return False


@pytest.fixture(scope="module")
def undisturbed(short_briefed: Briefed, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a report that nobody disturbed."""
    folder = tmp_path_factory.mktemp("u") / "project"
    shutil.copytree(short_briefed.project.root, folder, ignore=shutil.ignore_patterns("*.en.*"))
    return Project(folder)


@pytest.fixture(scope="module")
def reference(undisturbed: Project) -> dict[str, bytes]:
    return results(undisturbed)


@pytest.fixture
def made(undisturbed: Project, tmp_path: Path) -> Project:
    """A copy of that project, up to date."""
    shutil.copytree(undisturbed.root, tmp_path / "made")
    return Project(tmp_path / "made")


def reports_of(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in found.items() if name.startswith("reports/")}


def test_killed_at_random_moments_a_run_leaves_whole_files_and_the_last_one_makes_all(
    short: Project, reference: dict[str, bytes]
) -> None:
    moments = random.Random(20210805)  # noqa: S311 - no secret
    for number in range(KILLS):
        run = start(short)
        time.sleep(moments.uniform(0.5, 4))
        os.killpg(run.pid, signal.SIGTERM if number % 2 else signal.SIGKILL)
        ended(run)
        # Only while files are being renamed can new ones stand beside old ones; the journal tells of it.
        assert is_consistent(short) or (short.journal / f"{PLACING}.json").exists()
    status, said = ended(start(short))
    assert status == 0, said
    assert results(short) == reference
    assert leftovers(short) == []


def test_killed_while_it_writes_a_report_the_next_run_puts_it_right(made: Project, reference: dict[str, bytes]) -> None:
    html = made.report_folder(2021, "can-tho") / f"{STEM}.html"
    html.write_bytes(b"somebody changed it")
    run = start(made)
    assert until(lambda: any((made.journal / f"{page}.json").exists() for page in (STAGING, PLACING)), run)
    os.killpg(run.pid, signal.SIGKILL)
    ended(run)
    status, said = ended(start(made))
    assert status == 0, said
    assert results(made) == reference
    assert leftovers(made) == []


def test_without_room_for_the_data_nothing_is_written_and_one_message_says_why(short: Project) -> None:
    status, said = ended(start(short, limit=200_000))
    assert status not in (0, -signal.SIGKILL)
    assert "Ingest data/raw" in said
    assert "File too large" in said
    assert "Traceback" not in said
    assert results(short) == {}
    assert leftovers(short) == []


def test_without_room_for_a_report_the_last_one_stands(made: Project, reference: dict[str, bytes]) -> None:
    notebook = made.notebooks / "3_briefing.ipynb"
    notebook.write_bytes(notebook.read_bytes().replace(b"briefing.cover.cards(", b"briefing.cover.cards( "))
    status, said = ended(start(made, limit=20_000))
    assert status not in (0, -signal.SIGKILL)
    assert "File too large" in said
    assert "Traceback" not in said
    assert results(made) == reference
    assert leftovers(made) == []


def test_a_file_where_the_folder_of_reports_should_be_is_one_message(made: Project) -> None:
    shutil.rmtree(made.reports / "2021")
    (made.reports / "2021").write_bytes(b"mine")
    status, said = ended(start(made))
    assert status not in (0, -signal.SIGKILL)
    assert "A file cannot be written." in said
    assert "Traceback" not in said
    assert reports_of(results(made)) == {"reports/2021": b"mine"}
    assert leftovers(made) == []


def test_a_raw_file_that_goes_midway_leaves_the_last_reports(made: Project, reference: dict[str, bytes]) -> None:
    for note in (made.state / "steps").iterdir():
        note.unlink()
    run = start(made)
    assert until((made.journal / f"{STAGING}.json").exists, run)  # the observations are being written
    (made.raw / "plans" / "measures.csv").unlink()
    status, said = ended(run)
    assert status not in (0, -signal.SIGKILL), said
    assert "measures.csv" in said
    assert "Traceback" not in said
    assert reports_of(results(made)) == reports_of(reference)
    assert leftovers(made) == []


def test_a_raw_file_that_changes_after_the_data_were_made_from_it_keeps_the_report_back(
    made: Project, reference: dict[str, bytes]
) -> None:
    (made.report_folder(2021, "can-tho") / f"{STEM}.html").unlink()
    notebook = made.notebooks / "3_briefing.ipynb"
    # The change comes from within the run, so that it surely lies between ingest and the report.
    change = f"open({str(made.raw / 'plans' / 'targets.csv')!r}, 'ab').write(bytes([10])); briefing.cover.cover("
    notebook.write_bytes(notebook.read_bytes().replace(b"briefing.cover.cover(", change.encode()))
    status, said = ended(start(made))
    assert status not in (0, -signal.SIGKILL), said
    assert "An input changed" in said
    assert "targets.csv" in said
    assert f"reports/2021/can-tho/{STEM}.html" not in results(made)


def test_runs_at_once_wait_for_one_another_and_make_each_report_once(
    made: Project, reference: dict[str, bytes]
) -> None:
    (made.report_folder(2021, "can-tho") / f"{STEM}.html").unlink()
    runs = [start(made), start(made), start(made, LOCALE="en")]
    told = [ended(run) for run in runs]
    assert [status for status, _ in told] == [0, 0, 0], told
    assert sum("waiting for it to end" in said for _, said in told) == 2
    assert sum("Nothing to do" in said for _, said in told) == 1
    found = results(made)
    assert {name: found[name] for name in reference} == reference
    assert f"reports/2021/can-tho/{STEM.replace('.vi', '.en')}.pdf" in found
    assert leftovers(made) == []
