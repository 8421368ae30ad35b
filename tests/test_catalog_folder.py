"""What lies in data/raw is read; what lies elsewhere is not, wherever a link leads."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT
from running import assert_refused, chiso, files

from chiso.catalog import Catalog, Project, tables_in
from chiso.catalog.folder import check_folder
from chiso.errors import ChisoError, DataError
from chiso.files import write_files
from chiso.ingest import read_observations
from chiso.proof.project_copy import copy_project
from chiso.run.lock import only_run

WORDS = "root:x:0:0:do-not-tell"

GIT = ["git", "-c", "user.name=t", "-c", "user.email=t@t.invalid"]


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is none of the project's, with a file that is nobody's business."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "passwd").write_text(f"{WORDS}\n", encoding="utf-8")
    return folder


def link_instead(path: Path, target: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("name", ["sources.csv", "papi/2020.csv", "papi/2031.csv", "plans/notes.txt", "grids"])
def test_a_link_out_of_the_folder_is_refused_before_anything_is_read(
    project: Project, outside: Path, name: str
) -> None:
    link_instead(project.raw / name, outside if name == "grids" else outside / "passwd")
    with pytest.raises(DataError, match="leads out of it") as caught:
        _ = Catalog(project.raw).indices
    assert caught.value.where == f"{project.raw / name}, which leads to {(project.raw / name).readlink()}"
    assert WORDS not in str(caught.value)


IMPORT = (
    "import --file x.csv --index papi --index-year 2020 --source s --url https://papi.org.vn --published 2021-04-14"
)


@pytest.mark.parametrize("command", ["check", "report --year 2021", IMPORT], ids=["check", "report", "import"])
def test_every_command_refuses_it_with_one_message(project: Project, outside: Path, command: str) -> None:
    link_instead(project.raw / "plans" / "measures.csv", outside / "passwd")
    done = chiso(project, *command.split())
    assert_refused(
        done, "A link in data/raw leads out of it.", "plans/measures.csv", "let data/raw as a whole be a link"
    )
    assert WORDS not in done.stdout + done.stderr
    assert files(project.processed) == {}


def test_a_folder_whose_name_begins_alike_is_outside(project: Project, outside: Path) -> None:
    beside = project.raw.with_name("raw-of-others")
    beside.mkdir()
    (project.raw / "papi" / "2031.csv").symlink_to(beside / "2031.csv")
    with pytest.raises(DataError, match="leads out of it"):
        check_folder(project.raw)


def test_what_is_no_ordinary_file_is_refused(project: Project) -> None:
    os.mkfifo(project.raw / "reference" / "more.csv")
    with pytest.raises(DataError, match="no ordinary file") as caught:
        _ = Catalog(project.raw).indices
    assert caught.value.where.endswith("reference/more.csv")


def test_links_within_the_folder_and_hidden_files_do_no_harm(project: Project, outside: Path) -> None:
    (project.raw / "papi" / "2020.csv").rename(project.raw / "papi" / "2020-final.csv")
    (project.raw / "papi" / "2020.csv").symlink_to("2020-final.csv")
    before = tables_in(project.raw)
    (project.raw / "papi" / ".#2020.csv").symlink_to("somebody@machine.1234:1700000000")  # an editor that is open
    (project.raw / ".trash").mkdir()
    (project.raw / ".trash" / "2020.csv").symlink_to(outside / "passwd")
    check_folder(project.raw)
    assert tables_in(project.raw) == before
    assert len(read_observations(Catalog(project.raw)).values) > 1000


@pytest.mark.parametrize(("moved", "command"), [("data", "ingest"), (".", "check")])
def test_the_data_as_a_whole_and_the_project_may_lie_behind_a_link(
    short: Project, outside: Path, moved: str, command: str
) -> None:
    there = outside / "disk"
    shutil.move(short.root / moved, there)
    (short.root / moved).symlink_to(there)
    done = chiso(short, command)
    assert done.returncode == 0, done.stderr
    made = {"observations.csv", "published_ranks.csv", "datapackage.json"} if command == "ingest" else set()
    assert set(files(short.processed)) == made


@pytest.mark.parametrize("moved", ["data/raw", "data", "reports"])
def test_a_copy_of_a_project_on_several_disks_shares_nothing_with_it(
    project: Project, outside: Path, tmp_path_factory: pytest.TempPathFactory, moved: str
) -> None:
    project.reports.mkdir()
    (project.reports / "mine").write_bytes(b"mine")
    shutil.copy2(ROOT / ".gitignore", project.root)
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "t"]):
        subprocess.run([*GIT, *command], check=True, cwd=project.root)  # noqa: S603 - fixed arguments
    before = files(project.raw)
    shutil.move(project.root / moved, outside / "disk")
    (project.root / moved).symlink_to(outside / "disk")
    copy = copy_project(project, tmp_path_factory.mktemp("copies") / "copy")
    assert files(copy.raw) == before
    for path in (copy.raw, copy.reports, copy.processed):
        assert path.resolve().is_relative_to(copy.root.resolve())
    assert not (copy.reports / "mine").exists()


def test_a_file_is_written_in_the_place_of_a_link_and_not_through_it(project: Project, outside: Path) -> None:
    path = project.reports / "2021" / "briefing.html"
    path.parent.mkdir(parents=True)
    path.symlink_to(outside / "passwd")
    write_files({path: b"new"}, project.journal)
    assert not path.is_symlink()
    assert path.read_bytes() == b"new"
    assert (outside / "passwd").read_text(encoding="utf-8") == f"{WORDS}\n"


def test_the_links_of_a_copy_from_elsewhere_are_not_written_through(project: Project, outside: Path) -> None:
    kept = project.state / "failed" / "ingest.ipynb"
    kept.parent.mkdir(parents=True)
    kept.symlink_to(outside / "passwd")
    notebook = project.notebooks / "1_ingest.ipynb"
    notebook.write_bytes(notebook.read_bytes().replace(b"read_observations", b"no_such_function"))
    assert_refused(chiso(project, "ingest"), "no_such_function", ".chiso/failed/ingest.ipynb")
    assert not kept.is_symlink()
    for lock in (project.state / "lock", project.journal / "turn"):
        lock.parent.mkdir(exist_ok=True)
        lock.unlink(missing_ok=True)
        lock.symlink_to(outside / "passwd")
        with pytest.raises(ChisoError, match="cannot be written"), only_run(project, lambda: None):
            write_files({project.reports / "x": b""}, project.journal)
        lock.unlink()
    assert (outside / "passwd").read_text(encoding="utf-8") == f"{WORDS}\n"
