"""A run that is ended keeps what is done, leaves no process and no file, and the next one makes the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from running import until

from chiso.catalog import Project
from chiso.run.interrupts import stoppable, uninterrupted

WORDS = "Interrupted. What was finished stays; run the same command again for the rest."


def start(project: Project, temporary: Path) -> subprocess.Popen[str]:
    variables = {"YEAR": "2021", "PROVINCES": "can-tho ha-noi", "LOCALE": "vi", "JOBS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "chiso", "reports"],
        cwd=project.root,
        env={**os.environ, **variables, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # as a terminal does: the signal is for the command and all that shares its group
    )


def reports(project: Project) -> set[Path]:
    return set(project.reports.rglob("*.json"))


def test_under_nohup_a_run_outlives_its_terminal() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable() as asked:
            signal.raise_signal(signal.SIGHUP)
        with uninterrupted():
            signal.raise_signal(signal.SIGHUP)
        assert asked == []
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_end_of_the_terminal_ends_any_other_run() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored
    try:
        with stoppable() as asked, pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGHUP)
        assert asked == [signal.SIGHUP]
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_check_makes_elsewhere_ends_when_the_check_is_killed(tmp_path: Path) -> None:
    package = tmp_path / "src" / "chiso"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import time\nopen('at_work', 'w').close()\ntime.sleep(120)\n")
    program = (
        "import pathlib, sys\nfrom chiso.catalog import Project\nfrom chiso.proof.project_copy import make_there\n"
    )
    program += "make_there(Project(pathlib.Path(sys.argv[1])), {}, {})"
    check = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)])  # noqa: S603 - our own program
    until((tmp_path / "at_work").exists, 180)
    started = psutil.Process(check.pid).children(recursive=True)
    check.kill()
    check.wait()
    _, alive = psutil.wait_procs(started, timeout=20)
    for process in alive:
        process.kill()
    assert started
    assert alive == []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_what_is_done_stays_and_nothing_else(
    ready: Project, tmp_path_factory: pytest.TempPathFactory, sent: signal.Signals
) -> None:
    temporary = tmp_path_factory.mktemp("t")
    run = start(ready, temporary)
    started: list[psutil.Process] = []

    def at_the_second_report() -> bool:
        started[:] = psutil.Process(run.pid).children(recursive=True)
        return bool(reports(ready)) and len(started) >= 3  # a worker, the server, a kernel

    until(at_the_second_report, 180)
    os.killpg(run.pid, sent)
    told, _ = run.communicate(timeout=60)
    psutil.wait_procs(started, timeout=20)
    assert [one for one in started if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []
    done = reports(ready)
    for record in done:
        assert {path.suffix for path in record.parent.glob(f"{record.stem}.*")} == {".pdf", ".html", ".ipynb", ".json"}
    before = {path: path.stat().st_mtime_ns for path in done}
    if sent == signal.SIGKILL:
        assert run.returncode == -sent
    else:
        assert run.returncode == 128 + sent
        assert WORDS in told
        assert "not made" in told
        assert list(temporary.iterdir()) == []

    with start(ready, temporary) as again:
        told, _ = again.communicate(timeout=300)
    assert again.returncode == 0, told
    assert told.count("] Brief ") == 2 - len(done)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert list(temporary.iterdir()) == []
    assert not [path for path in ready.root.rglob("*") if path.suffix in (".part", ".new", ".old")]
