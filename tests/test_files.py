from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from chiso import files
from chiso.errors import RunError
from chiso.files import file_sha256, sha256, write_files


def test_the_checksum_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"Can Tho")
    assert file_sha256(path) == sha256(b"Can Tho") == hashlib.sha256(b"Can Tho").hexdigest()


def test_files_are_written_with_the_folders_they_need(tmp_path: Path) -> None:
    write_files({tmp_path / "a" / "b" / "one": b"1", tmp_path / "two": b"2"})
    assert (tmp_path / "a" / "b" / "one").read_bytes() == b"1"
    assert (tmp_path / "two").read_bytes() == b"2"


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    write_files({tmp_path / "one": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert (tmp_path / "one").read_bytes() == b"new"


def test_a_written_file_may_be_read_by_everyone_the_umask_allows(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_files({tmp_path / "one": b"1"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o644


def test_a_disk_that_fills_up_changes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").write_bytes(b"old")
    calls = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fsync)
    with pytest.raises(RunError) as caught:
        write_files({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    assert caught.value.where == str(tmp_path / "two")
    assert caught.value.why == "No space left on device"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert (tmp_path / "one").read_bytes() == b"old"


def test_a_folder_in_the_place_of_a_file_changes_no_file(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    with pytest.raises(RunError) as caught:
        write_files({tmp_path / "one": b"1", tmp_path / "two": b"2"})
    assert caught.value.where == str(tmp_path / "two")
    assert [path.name for path in tmp_path.iterdir()] == ["two"]


def test_a_file_in_the_place_of_a_folder_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"")
    with pytest.raises(RunError, match="cannot be written") as caught:
        write_files({tmp_path / "folder" / "one": b"1"})
    assert caught.value.where == str(tmp_path / "folder" / "one")
