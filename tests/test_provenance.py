from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import chiso
from chiso.files import sha256
from chiso.provenance import inputs, origin


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "requirements.lock").write_bytes(b"numpy==1")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return tmp_path


def test_the_origin_of_a_clone_is_its_commit_and_lock_file(repository: Path) -> None:
    found = origin(repository)
    assert found.commit == git(repository, "rev-parse", "HEAD")
    assert not found.changed
    assert found.version == chiso.__version__
    assert found.lock_sha256 == sha256(b"numpy==1")


def test_a_changed_file_marks_the_origin_as_changed(repository: Path) -> None:
    (repository / "requirements.lock").write_bytes(b"numpy==2")
    assert origin(repository).changed


def test_a_new_file_without_version_control_does_not_mark_the_origin(repository: Path) -> None:
    (repository / "new").write_bytes(b"")
    assert not origin(repository).changed


def test_a_folder_without_version_control_and_lock_file_has_an_origin_too(tmp_path: Path) -> None:
    found = origin(tmp_path)
    assert (found.commit, found.changed, found.lock_sha256) == ("", False, "")


def test_a_folder_inside_another_repository_does_not_take_its_commit(repository: Path) -> None:
    inner = repository / "inner"
    inner.mkdir()
    assert origin(inner).commit == ""


def test_a_repository_without_any_commit_has_no_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert (origin(tmp_path).commit, origin(tmp_path).changed) == ("", False)


def test_a_machine_without_git_has_no_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    assert origin(repository).commit == ""


def test_inputs_are_named_from_the_root_in_order_with_their_checksums(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("b", "a"):
        (tmp_path / "data" / name).write_text(name)
    found = inputs(tmp_path, [tmp_path / "data" / "b", tmp_path / "data" / "a"])
    assert list(found.items()) == [("data/a", sha256(b"a")), ("data/b", sha256(b"b"))]
