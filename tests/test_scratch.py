"""The temporary files of a run are gone with it, or with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from chiso.catalog import Project
from chiso.scratch import scratch


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("t")  # a short name, as sockets need it
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_folder_is_private_and_gone_afterwards_whatever_happens(temporary: Path) -> None:
    def use() -> None:
        with scratch() as folder:
            assert folder.stat().st_mode & 0o077 == 0
            (folder / "some" / "where").mkdir(parents=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        use()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_is_removed_by_the_next(temporary: Path) -> None:
    code = f"""
import os, signal, tempfile
tempfile.tempdir = {str(temporary)!r}
from chiso.scratch import scratch
with scratch() as folder:
    (folder / "left").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - code of this test
    assert len(list(temporary.iterdir())) == 1
    with scratch() as folder:
        assert list(temporary.iterdir()) == [folder]


KILLED = {
    "a notebook": """
import nbformat
from chiso.run.execute import execute
cell = nbformat.v4.new_code_cell("import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
given = nbformat.v4.new_code_cell("project: str = ''", metadata={"tags": ["parameters"]})
nbformat.write(nbformat.v4.new_notebook(cells=[given, cell], metadata=metadata), project.notebooks / "1_ingest.ipynb")
execute(project, project.notebooks / "1_ingest.ipynb", {})
""",
    "a server of kernels": "from chiso.kernels.warm import warm_server\nwith warm_server():\n    end()",
    "an import": """
from chiso.intake import receive
from chiso.intake.raw_changes import Plan
receive.read_observations = end
plan = Plan.__new__(Plan)
object.__setattr__(plan, "contents", {project.raw / "papi" / "2030.csv": b""})
receive.try_out(project, plan.contents, end)
""",
    "a PDF": """
import sys
sys.path.insert(0, tests)
from sample_blocks import markdown, notebook
from chiso.export import build_document, pdf
pdf._compiler = end
pdf.render_pdf(build_document(notebook(markdown("# T"))))
""",
}


@pytest.mark.parametrize("what", KILLED)
def test_whatever_is_killed_leaves_nothing_beyond_the_next(what: str, temporary: Path, project: Project) -> None:
    before = f"""
import os, pathlib, signal
from chiso.catalog import Project
project, tests = Project(pathlib.Path({str(project.root)!r})), {str(Path(__file__).parent)!r}
def end(*_):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", before + KILLED[what]]
    done = subprocess.run(command, check=False, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
    assert done.returncode == -signal.SIGKILL
    assert len(list(temporary.glob("chiso-*"))) == 1
    with scratch() as folder:
        assert list(temporary.glob("chiso-*")) == [folder]


def test_a_folder_that_never_had_an_owner_is_removed_after_a_day(temporary: Path) -> None:
    old, begun, new, work = (temporary / f"chiso-{name}" for name in ("old", "begun", "new", "work"))
    for folder in (old, begun, new, work):
        folder.mkdir()
    (begun / ".chiso-owner.new").touch()
    (work / "notes.txt").touch()
    for folder in (old, begun, work):
        os.utime(folder, (0, 0))
    with scratch() as folder:
        assert set(temporary.iterdir()) == {folder, new, work}


def test_the_folder_of_a_living_process_stays(temporary: Path) -> None:
    with scratch() as first, scratch() as second:
        assert first != second
        assert {first, second} == set(temporary.iterdir())


def test_where_temporary_files_have_long_paths_the_folder_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("a long name " * 8)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with scratch() as folder:
        assert len(str(folder)) < 60
    assert not folder.exists()
    assert list(long.iterdir()) == []


def test_what_is_not_a_runs_is_left_alone(temporary: Path) -> None:
    (temporary / "chiso-notes").mkdir()
    (temporary / "chiso-file").touch()
    precious = temporary / "precious"
    precious.mkdir()
    (precious / ".chiso-owner").touch()
    (temporary / "chiso-link").symlink_to(precious)
    with scratch():
        pass
    assert {path.name for path in temporary.iterdir()} == {"chiso-notes", "chiso-file", "chiso-link", "precious"}
