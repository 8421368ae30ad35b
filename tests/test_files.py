from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from chiso import files
from chiso.errors import DataError, RunError
from chiso.files import file_sha256, recover, sha256, write_files

OLD = {"one": b"old 1", "folder/two": b"old 2"}
NEW = {"one": b"new 1", "folder/two": b"new 2", "folder/three": b"new 3"}


def content(folder: Path) -> dict[str, bytes]:
    """Return everything that stands in a folder but the journal's own lock."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != ".chiso/journal/turn"}


def write(folder: Path, wanted: dict[str, bytes]) -> None:
    write_files({folder / name: data for name, data in wanted.items()}, folder / ".chiso" / "journal")


class Killed(BaseException):
    """The process is gone: nothing after it may touch a file."""


@contextmanager
def failing(at: int, error: Callable[[], BaseException], *, lasting: bool) -> Iterator[Callable[[], int]]:
    """Let the call number ``at`` that changes the disk fail; all later ones too if the failure lasts."""
    calls = 0

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at or (lasting and calls > at):
                raise error()
            return real(*arguments, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
            patch.setattr(owner, name, guarded(getattr(owner, name)))
        yield lambda: calls


def count_of_calls(folder: Path) -> int:
    write(folder, OLD)
    with failing(0, Killed, lasting=False) as calls:
        write(folder, NEW)
    return calls()


def test_the_checksum_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"Can Tho")
    assert file_sha256(path) == sha256(b"Can Tho") == hashlib.sha256(b"Can Tho").hexdigest()


def test_no_checksum_is_made_of_what_could_be_read_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="no ordinary file") as caught:
            file_sha256(path)
        assert caught.value.filename == str(path)


def test_files_are_written_with_the_folders_they_need(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/one": b"1", "two": b"2"})
    assert content(tmp_path) == {"a/b/one": b"1", "two": b"2"}


def test_writing_replaces_files_and_leaves_nothing_beside_them(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    write(tmp_path, NEW)
    assert content(tmp_path) == NEW


def test_a_written_file_may_be_read_by_everyone_the_umask_allows(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write(tmp_path, {"one": b"1"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o644


def test_a_content_that_depends_on_other_files_is_made_when_nobody_else_writes(tmp_path: Path) -> None:
    journal = tmp_path / ".chiso" / "journal"
    counter = tmp_path / "counter"
    counter.write_bytes(b"0")

    def add() -> None:
        write_files({counter: lambda: str(int(counter.read_bytes()) + 1).encode()}, journal)

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.read_bytes() == b"8"


def test_a_content_that_cannot_be_made_changes_no_file(tmp_path: Path) -> None:
    write(tmp_path, OLD)

    def fail() -> bytes:
        raise DataError("No such figure.")

    with pytest.raises(DataError):
        write_files({tmp_path / "one": b"new", tmp_path / "two": fail}, tmp_path / ".chiso" / "journal")
    assert content(tmp_path) == OLD


def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_files_once_the_next_run_begins(tmp_path: Path) -> None:
    count = count_of_calls(tmp_path / "count")
    assert count > 15
    outcomes = []
    for at in range(1, count + 1):
        folder = tmp_path / str(at)
        write(folder, OLD)
        with failing(at, Killed, lasting=True), pytest.raises(Killed):
            write(folder, NEW)
        recover(folder / ".chiso" / "journal")
        assert content(folder) in (OLD, NEW)
        outcomes.append(content(folder) == NEW)
    # Old files until the moment from which all are new: never back and forth.
    assert outcomes == sorted(outcomes)
    assert {True, False} == set(outcomes)


def test_writing_anything_puts_right_what_a_killed_run_left(tmp_path: Path) -> None:
    for at in range(1, count_of_calls(tmp_path / "count") + 1):
        folder = tmp_path / str(at)
        write(folder, OLD)
        with failing(at, Killed, lasting=True), pytest.raises(Killed):
            write(folder, NEW)
        write(folder, {"other": b"4"})
        assert content(folder) in ({**OLD, "other": b"4"}, {**NEW, "other": b"4"})


@pytest.mark.parametrize("lasting", [False, True])
def test_any_call_that_fails_leaves_the_old_or_the_new_files(tmp_path: Path, lasting: bool) -> None:
    count = count_of_calls(tmp_path / "count")
    for at in range(1, count + 1):
        folder = tmp_path / str(at)
        write(folder, OLD)
        with failing(at, lambda: OSError(errno.ENOSPC, "No space left on device"), lasting=lasting):
            failed = False
            try:
                write(folder, NEW)
            except RunError as error:
                failed = error.why == "No space left on device"
        recover(folder / ".chiso" / "journal")
        # A failure that passes is either told, and nothing has changed, or did no harm.
        assert content(folder) in ((OLD, NEW) if lasting else (OLD,) if failed else (NEW,))


def test_killed_while_it_recovers_the_next_run_recovers(tmp_path: Path) -> None:
    for at in range(1, count_of_calls(tmp_path / "count") + 1):
        for again in (1, 2, 3, 5, 8):
            folder = tmp_path / f"{at}-{again}"
            write(folder, OLD)
            with failing(at, Killed, lasting=True), pytest.raises(Killed):
                write(folder, NEW)
            with failing(again, Killed, lasting=True), suppress(Killed):
                recover(folder / ".chiso" / "journal")
            recover(folder / ".chiso" / "journal")
            assert content(folder) in (OLD, NEW)


def test_an_interruption_by_a_person_needs_no_next_run(tmp_path: Path) -> None:
    for at in range(1, count_of_calls(tmp_path / "count") + 1):
        folder = tmp_path / str(at)
        write(folder, OLD)
        with failing(at, KeyboardInterrupt, lasting=False), suppress(KeyboardInterrupt):
            write(folder, NEW)
        assert {name: content(folder).get(name) for name in NEW} in ({**OLD, "folder/three": None}, NEW)


def test_a_moved_project_still_recovers(tmp_path: Path) -> None:
    for at in range(1, count_of_calls(tmp_path / "count") + 1):
        folder, moved = tmp_path / f"here-{at}", tmp_path / f"there-{at}"
        write(folder, OLD)
        with failing(at, Killed, lasting=True), pytest.raises(Killed):
            write(folder, NEW)
        folder.rename(moved)
        recover(moved / ".chiso" / "journal")
        assert content(moved) in (OLD, NEW)


def test_without_hard_links_a_failed_write_is_undone_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)

    def refused(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", refused)
    replaced = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == tmp_path / "folder" / "two" and not replaced:
            replaced.append(target)
            raise OSError(errno.EPERM, "Operation not permitted")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(RunError) as caught:
        write(tmp_path, NEW)
    assert caught.value.where == str(tmp_path / "folder" / "two")
    assert content(tmp_path) == OLD


def test_a_folder_in_the_place_of_a_file_changes_no_file(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    with pytest.raises(RunError) as caught:
        write(tmp_path, {"one": b"1", "two": b"2"})
    assert caught.value.where == str(tmp_path / "two")
    assert content(tmp_path) == {}


def test_a_file_in_the_place_of_a_folder_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"")
    with pytest.raises(RunError, match="cannot be written") as caught:
        write(tmp_path, {"folder/one": b"1"})
    assert caught.value.where == str(tmp_path / "folder" / "one")
    assert content(tmp_path) == {"folder": b""}


@pytest.mark.parametrize("phase", ["staging", "placing", "undoing"])
def test_a_journal_that_names_files_elsewhere_touches_none(tmp_path: Path, phase: str) -> None:
    victim, journal = tmp_path / "victim", tmp_path / "project" / ".chiso" / "journal"
    journal.mkdir(parents=True)
    beside = {tmp_path / f".victim.{kind}": kind.encode() for kind in ("new", "old")}
    for path, data in {victim: b"mine", **beside}.items():
        path.write_bytes(data)
    told = {"files": [{"path": "../../../victim", "existed": False}]}
    (journal / f"{phase}.json").write_text(json.dumps(told))
    with pytest.raises(RunError, match="neither finished nor undone") as caught:
        recover(journal)
    assert str(victim) in caught.value.why
    assert {path: path.read_bytes() for path in [victim, *beside]} == {victim: b"mine", **beside}


def test_a_damaged_journal_is_one_error_that_says_what_to_do(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    journal.mkdir()
    (journal / "placing.json").write_text("{")
    with pytest.raises(RunError, match="neither finished nor undone") as caught:
        recover(journal)
    assert str(journal) in caught.value.remedy


def test_a_project_in_which_nothing_was_written_needs_no_recovery_and_stays_untouched(tmp_path: Path) -> None:
    recover(tmp_path / ".chiso" / "journal")
    assert list(tmp_path.iterdir()) == []
