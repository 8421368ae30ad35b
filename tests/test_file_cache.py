"""What is read from a file is kept until the file changes, and nobody can change it for others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import chiso
from chiso.catalog import Project
from chiso.file_cache import cached_by_file
from chiso.ingest import load_observations


def reader() -> tuple[list[Path], object]:
    calls: list[Path] = []

    @cached_by_file
    def read(path: Path) -> str:
        """Read it."""
        calls.append(path)
        return path.read_text()

    return calls, read


def test_a_file_is_read_once_while_it_stays_the_same(tmp_path: Path) -> None:
    calls, read = reader()
    path = tmp_path / "a"
    path.write_text("one")
    assert [read(path), read(path)] == ["one", "one"]
    assert len(calls) == 1


@pytest.mark.parametrize("change", ["content", "time", "another file in its place"])
def test_a_changed_file_is_read_again(tmp_path: Path, change: str) -> None:
    calls, read = reader()
    path = tmp_path / "a"
    path.write_text("one")
    read(path)
    status = path.stat()
    if change == "content":
        path.write_text("two")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    elif change == "time":
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    else:
        other = tmp_path / "b"
        other.write_text("two")
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
        other.replace(path)
    assert read(path) == path.read_text()
    assert len(calls) == 2


def test_a_missing_file_is_the_readers_error_each_time_and_found_when_it_comes(tmp_path: Path) -> None:
    _, read = reader()
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "a")
    (tmp_path / "a").write_text("one")
    assert read(tmp_path / "a") == "one"
    assert read.__doc__ == "Read it."


def test_a_changed_table_stays_with_who_changed_it(processed: Project) -> None:
    first, again = load_observations(processed), load_observations(processed)
    first.values.loc[:, "value"] = 0.0
    first.values["extra"] = 1
    del first.ranks["rank"]
    assert again.values["value"].max() > 40
    later = load_observations(processed)
    assert later.values.equals(again.values)
    assert later.ranks.equals(again.ranks)
    data = chiso.load(processed.root, year=2021)
    table = chiso.read_changes(data)
    table["value"] = 0.0
    assert chiso.read_changes(data)["value"].max() > 40
