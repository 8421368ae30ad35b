from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import chiso
from chiso.errors import RunError
from chiso.files import sha256
from chiso.provenance import checksums, fingerprint, origin, package_sha256


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def of_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git take every repository for that of another user."""
    program = folder / "git"
    program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


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


def test_looking_at_the_working_tree_writes_nothing_and_runs_no_program_of_it(repository: Path) -> None:
    marker = repository / "marker"
    git(repository, "config", "core.fsmonitor", f"touch {marker}")
    index = (repository / ".git" / "index").stat().st_mtime_ns
    (repository / "requirements.lock").write_bytes(b"numpy==1")  # as before, but with another time
    assert not origin(repository).changed
    assert not marker.exists()
    assert (repository / ".git" / "index").stat().st_mtime_ns == index


def test_variables_that_name_another_repository_name_no_commit_here(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, other = git(repository, "rev-parse", "HEAD"), tmp_path_factory.mktemp("other")
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    found = origin(repository)
    assert (found.commit, found.changed) == (commit, False)


def test_a_project_of_another_user_has_its_commit(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    of_another(tmp_path_factory.mktemp("bin"), monkeypatch)
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "status")  # as git takes it without being told otherwise
    found = origin(repository)
    assert (found.commit, found.changed) == (commit, False)


def test_checksums_are_named_from_the_root_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("b", "a"):
        (tmp_path / "data" / name).write_text(name)
    found = checksums(tmp_path, [tmp_path / "data" / "b", tmp_path / "data" / "a"])
    assert list(found.items()) == [("data/a", sha256(b"a")), ("data/b", sha256(b"b"))]


def test_a_fingerprint_is_what_the_usual_tool_gives_for_its_own_list(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    listed = subprocess.run(["sha256sum", "a", "b"], capture_output=True, check=True, cwd=tmp_path).stdout  # noqa: S607
    assert fingerprint(checksums(tmp_path, [tmp_path / "b", tmp_path / "a"])) == sha256(listed)


def test_a_fingerprint_tells_names_and_contents_apart() -> None:
    assert len({fingerprint(files) for files in ({}, {"a": "1"}, {"b": "1"}, {"a": "2"}, {"a": "1", "b": "1"})}) == 5


def test_the_fingerprint_of_the_package_follows_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__init__.py").write_text("")
    monkeypatch.setattr(chiso, "__file__", str(tmp_path / "__init__.py"))
    package_sha256.cache_clear()
    before = package_sha256()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    package_sha256.cache_clear()
    assert package_sha256() == before
    (tmp_path / "style.css").write_text("p {}")
    package_sha256.cache_clear()
    assert package_sha256() != before
    package_sha256.cache_clear()


@pytest.mark.parametrize(
    "told", ["", "{]", "[]", "[" * 100_000, '{"version": "1", "more": 1}', '{"version": 1}', "\x00"]
)
def test_a_copy_that_does_not_say_of_what_is_one_clear_error(tmp_path: Path, told: str) -> None:
    (tmp_path / ".chiso").mkdir()
    (tmp_path / ".chiso" / "origin.json").write_text(told, encoding="utf-8")
    with pytest.raises(RunError, match="what this project is a copy of") as caught:
        origin(tmp_path)
    assert caught.value.where.endswith(".chiso/origin.json")


def test_a_copy_whose_commit_is_no_text_is_refused(tmp_path: Path) -> None:
    told = dataclasses.asdict(origin(tmp_path))
    (tmp_path / ".chiso").mkdir()
    (tmp_path / ".chiso" / "origin.json").write_text(json.dumps(told), encoding="utf-8")
    assert dataclasses.asdict(origin(tmp_path)) == told
    (tmp_path / ".chiso" / "origin.json").write_text(json.dumps(told | {"commit": ["x"]}), encoding="utf-8")
    with pytest.raises(RunError) as caught:
        origin(tmp_path)
    assert "commit is of another type" in caught.value.why
