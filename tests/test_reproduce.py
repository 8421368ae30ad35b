from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from checkout import copy_project as bare_copy
from test_provenance import git

from chiso.catalog import Project
from chiso.cli import main
from chiso.errors import RunError
from chiso.proof import reproduce as reproduce_module
from chiso.proof.project_copy import copy_project
from chiso.proof.reproduce import DAYS_LATER, FIRST, SECOND, difference, reproduce
from chiso.provenance import origin


@pytest.fixture
def versioned(tmp_path: Path) -> Project:
    """A project under version control, with something built, something ignored, something changed, something new."""
    project = bare_copy(tmp_path / "project")
    root = project.root
    (root / ".gitignore").write_text("/reports/*\n/data/processed/*\n/.chiso/\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    for name in ("reports/2021/old.pdf", "data/processed/observations.csv", ".chiso/lock"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"built")
    (root / "data/raw/plans/measures.csv").write_bytes(b"changed")
    (root / "data/raw/papi/2025.csv").write_bytes(b"new")
    (root / "data/raw/papi/2011.csv").unlink()
    return project


def test_a_copy_has_the_commit_the_changes_and_the_new_files_but_nothing_built(
    versioned: Project, tmp_path: Path
) -> None:
    copy = copy_project(versioned, tmp_path / "bản sao" / "copy")
    assert origin(copy.root).commit == origin(versioned.root).commit != ""
    assert origin(copy.root).changed
    assert (copy.raw / "plans" / "measures.csv").read_bytes() == b"changed"
    assert (copy.raw / "papi" / "2025.csv").read_bytes() == b"new"
    assert not (copy.raw / "papi" / "2011.csv").exists()
    assert not copy.reports.exists()
    assert not copy.processed.exists()
    assert not copy.state.exists()


def test_what_is_a_link_to_another_disk_is_copied_with_what_it_leads_to(versioned: Project, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    for folder in (versioned.notebooks, versioned.raw, versioned.root / "docs"):
        folder.mkdir(exist_ok=True)
        folder.rename(away / folder.name)
        folder.symlink_to(os.path.relpath(away / folder.name, folder.parent))
    (away / "docs" / "note.txt").write_text("outside")
    copy = copy_project(versioned, tmp_path / "far" / "away" / "copy")
    for folder in (copy.notebooks, copy.raw):
        assert not folder.is_symlink()
        assert any(folder.iterdir())
    assert (copy.root / "docs" / "note.txt").read_text() == "outside"
    assert (away / "notebooks" / "3_briefing.ipynb").is_file()


def test_copying_writes_nothing_in_the_project(versioned: Project, tmp_path: Path) -> None:
    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in versioned.root.rglob("*")}

    before = state()
    copy_project(versioned, tmp_path / "copy")
    assert state() == before


def test_a_project_without_version_control_is_copied_as_it_stands(tmp_path: Path) -> None:
    project = bare_copy(tmp_path / "project")
    for path in (project.observations, project.report_folder(2021, "can-tho") / "x.pdf", project.state / "lock"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"built")
    copy = copy_project(project, tmp_path / "copy")
    assert (copy.raw / "papi" / "2020.csv").read_bytes() == (project.raw / "papi" / "2020.csv").read_bytes()
    assert not any(path.exists() for path in (copy.processed, copy.reports, copy.state))


def test_a_copy_that_cannot_be_made_is_one_clear_error(versioned: Project, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(RunError, match="cannot be copied"):
        copy_project(versioned, tmp_path / "copy")
    (versioned.root / ".git" / "HEAD").unlink()
    with pytest.raises(RunError, match="cannot be copied"):
        copy_project(versioned, tmp_path / "other")


def test_two_files_differ_from_a_byte_on_or_in_their_length_or_one_is_missing() -> None:
    assert difference(b"a\nbc", b"a\nbd") == "first differs in byte 4, line 2"
    assert difference(b"a", b"ab") == "1 bytes, then 2"
    assert difference(None, b"") == "made only the second time"
    assert difference(b"", None) == "made only the first time"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Build reports that are the same twice but for one that gives its circumstances away."""
    seen: list[dict[str, str]] = []

    def make(project: Project, parameters: Mapping[str, str], environment: Mapping[str, str]) -> str:
        seen.append({**parameters, **environment, "folder": str(project.root)})
        folder = project.report_folder(2021, "can-tho")
        folder.mkdir(parents=True)
        (folder / "same.pdf").write_bytes(b"same")
        (folder / "leaky.html").write_text(f"made in {environment['TZ']}")
        (folder / "mode").write_text(oct(stat.S_IMODE((folder / "same.pdf").stat().st_mode)))
        later = [sys.executable, "-c", "import datetime, time; print(datetime.date.today(), int(time.time()))"]
        run = subprocess.run(later, env={**os.environ, **environment}, capture_output=True, text=True, check=True)  # noqa: S603
        seen[-1] |= {"today": run.stdout}
        return ""

    monkeypatch.setattr(reproduce_module, "make_there", make)
    return seen


def test_what_gives_its_circumstances_away_is_named(tmp_path: Path, builds: list[dict[str, str]]) -> None:
    twice = reproduce(bare_copy(tmp_path), {"YEAR": "2021"}, lambda _text: None)
    assert list(twice.files) == ["reports/2021/can-tho/same.pdf"]
    assert twice.differing == {
        "reports/2021/can-tho/leaky.html": "first differs in byte 9, line 1",
        "reports/2021/can-tho/mode": "first differs in byte 4, line 1",
    }
    assert twice.clock


def test_the_circumstances_differ_in_everything_that_must_not_matter(
    tmp_path: Path, builds: list[dict[str, str]]
) -> None:
    reproduce(bare_copy(tmp_path), {"YEAR": "2021"}, lambda _text: None)
    first, second = builds
    assert set(FIRST) == set(SECOND) == {name for name in FIRST if FIRST[name] != SECOND[name]}
    for name in ("TZ", "LC_ALL", "USER", "HOME", "TMPDIR", "PYTHONHASHSEED", "JOBS", "COLUMNS", "folder"):
        assert first[name] != second[name]
    clocks = [int(build["today"].split()[1]) for build in builds]
    assert DAYS_LATER * 86_400 <= clocks[1] - clocks[0] < (DAYS_LATER + 1) * 86_400
    assert first["today"].split()[0] != second["today"].split()[0]


def test_the_command_ends_with_an_error_where_a_file_differs(
    tmp_path: Path, builds: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bare_copy(tmp_path).root)
    assert main(["reproduce", "--year", "2021"]) == 2
    said = capsys.readouterr().out
    assert "DIFFERENT  reports/2021/can-tho/leaky.html" in said
    assert "2 of 3 files differ" in said
    assert builds[0]["PROVINCE"] == "can-tho"
    assert builds[0]["LOCALE"] == "vi en"
