"""Writing files all or none, and telling files apart by their content.

Several files cannot be put in their places in one step, and a run can end at any moment: killed, without
room on the disk, without power. So a journal says what is being written, and whoever comes next reads it.
Until all contents are on disk beside their places, the old files stand and the next run removes what is
beside them; from then on the next run puts in place what is not there yet.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from chiso.errors import RunError

STAGING, PLACING, UNDOING = "staging", "placing", "undoing"
"""What a journal can be in: contents are put beside their places, into them, or back out of them."""

_PART = f"{STAGING}.part"

_REMEDY = "Make room on the disk or make the folder writable, then run the same command again."


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Raises
    ------
    OSError
        When it cannot be read, or is a pipe or a device, which could be read for ever.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "It is no ordinary file", str(path))
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_new(path: Path, data: bytes) -> None:
    """Write one file that a person asked for, whole or not at all.

    Raises
    ------
    RunError
        When it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _unwritten(path, error) from None


def open_lock(path: Path) -> IO[bytes]:
    """Open a file that is only there to be locked, and that nothing is written to.

    Raises
    ------
    OSError
        When it cannot be opened, or is a link: what that leads to is no business of ours.
    """
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666), "rb")


def write_files(contents: Mapping[Path, bytes | Callable[[], bytes]], journal: Path) -> None:
    """Write several files, all of them or none.

    Nobody ever sees one of them half written. Who looks while they are put in place can see new files
    beside old ones; that takes the time of a few renamings, and if the run ends within it, the next one
    puts the rest in place.

    Parameters
    ----------
    contents
        The bytes of each file, or a function that returns them; it is called when nobody else writes.
        Folders that are missing are made.
    journal
        The folder of the journal, two floors below the one that all files are in. All who write the same files
        give the same one; they take turns.

    Raises
    ------
    RunError
        When a folder cannot be written or the disk is full. No file has changed then; where a change
        cannot be undone at once, the next run undoes it.
    """
    with _turn(journal):
        _recover(journal)
        changes = [_Change(path, os.path.lexists(path)) for path in contents]
        at = journal
        try:
            _note(journal, changes)
            for change, data in zip(changes, contents.values(), strict=True):
                at = change.path
                change.stage(data() if callable(data) else data)
            at = journal
            _turn_page(journal, STAGING, PLACING)
        except BaseException as error:
            _discard(journal, changes)
            if isinstance(error, OSError):
                raise _unwritten(at, error) from None
            raise
        try:
            for change in changes:
                at = change.path
                change.place()
        except OSError as error:
            with contextlib.suppress(OSError):  # what cannot be undone now, the next run undoes
                _turn_page(journal, PLACING, UNDOING)
                _undo(journal, changes)
            raise _unwritten(at, error) from None
        finally:
            # Interrupted by a person, too, all are put in place; what then is left beside them can wait.
            if _page(journal, PLACING).exists():
                with contextlib.suppress(OSError):
                    _finish(journal, changes)


def recover(journal: Path) -> None:
    """Finish or undo what an earlier run was writing when it was ended.

    Raises
    ------
    RunError
        When that is not possible.
    """
    if any(_page(journal, page).exists() for page in (STAGING, PLACING, UNDOING, _PART)):
        with _turn(journal):
            _recover(journal)


@dataclasses.dataclass(frozen=True, slots=True)
class _Change:
    """A file that is being written; ``existed`` says whether an earlier one stood in its place."""

    path: Path
    existed: bool

    @property
    def new(self) -> Path:
        """The new content, until it is put in place."""
        return self.path.with_name(f".{self.path.name}.new")

    @property
    def old(self) -> Path:
        """The earlier file, until all are in place."""
        return self.path.with_name(f".{self.path.name}.old")

    def stage(self, data: bytes) -> None:
        """Put the new content on disk beside its place, and keep a second name of the old file."""
        if self.path.is_dir():
            raise OSError(errno.EISDIR, "A folder stands in its place")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.clear()
        _write(self.new, data)
        if self.existed:
            try:
                os.link(self.path, self.old, follow_symlinks=False)
            except OSError:  # a file system without hard links
                shutil.copy2(self.path, self.old, follow_symlinks=False)
        _sync_folder(self.path.parent)

    def place(self) -> None:
        """Put the new content in place, unless it is there already."""
        if self.new.exists():
            self.new.replace(self.path)

    def undo(self) -> None:
        """Bring back what was there."""
        if self.existed and os.path.lexists(self.old):
            self.old.replace(self.path)
        elif not self.existed:
            _unlink(self.path)
        # Two names of the same file are both left by a renaming of one to the other.
        self.clear()

    def clear(self) -> None:
        """Remove what is beside the place."""
        _unlink(self.new)
        _unlink(self.old)


def _unlink(path: Path) -> None:
    """Remove a file, if there is one and a folder that could hold it."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()


def _recover(journal: Path) -> None:
    """Do what the journal asks for; the caller has the turn."""
    try:
        for phase, way in ((STAGING, _discard), (PLACING, _finish), (UNDOING, _undo)):
            with contextlib.suppress(FileNotFoundError):
                way(journal, _read(journal, phase))
        _page(journal, _PART).unlink(missing_ok=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            "What an earlier run was writing can be neither finished nor undone.",
            where=str(journal),
            why=error.strerror if isinstance(error, OSError) and error.strerror else str(error),
            remedy=f"{_REMEDY} If it stays so, remove the folder {journal} and what was built: `make clean`.",
        ) from None


def _discard(journal: Path, changes: list[_Change]) -> None:
    with contextlib.suppress(OSError):  # the journal stays then, and the next run tries again
        for change in changes:
            change.clear()
        _page(journal, STAGING).unlink(missing_ok=True)


def _finish(journal: Path, changes: list[_Change]) -> None:
    for change in changes:
        change.place()
    for folder in {change.path.parent for change in changes}:
        _sync_folder(folder)
    for change in changes:
        change.clear()
    _page(journal, PLACING).unlink(missing_ok=True)


def _undo(journal: Path, changes: list[_Change]) -> None:
    for change in changes:
        change.undo()
    _page(journal, UNDOING).unlink(missing_ok=True)


def _note(journal: Path, changes: list[_Change]) -> None:
    # From the journal's folder: a project may be moved before anybody comes back to it.
    listed = [{"path": os.path.relpath(one.path, journal), "existed": one.existed} for one in changes]
    part = _page(journal, _PART)
    part.unlink(missing_ok=True)
    _write(part, json.dumps({"files": listed}).encode())
    part.replace(_page(journal, STAGING))
    _sync_folder(journal)


def _read(journal: Path, phase: str) -> list[_Change]:
    listed = json.loads(_page(journal, phase).read_text(encoding="utf-8"))["files"]
    changes = [_Change(Path(os.path.normpath(journal / one["path"])), bool(one["existed"])) for one in listed]
    project = journal.parent.parent
    if outside := [str(one.path) for one in changes if not one.path.is_relative_to(project)]:
        # No run writes there. A project that was received with such a journal would have files removed.
        raise ValueError(f"it names {outside[0]}, which lies outside {project}")
    return changes


def _page(journal: Path, phase: str) -> Path:
    return journal / f"{phase}.json"


def _turn_page(journal: Path, before: str, after: str) -> None:
    _page(journal, before).replace(_page(journal, after))
    _sync_folder(journal)


@contextlib.contextmanager
def _turn(journal: Path) -> Iterator[None]:
    """Wait for the turn to write; it belongs to the process and is gone with it."""
    try:
        journal.mkdir(parents=True, exist_ok=True)
        stream = open_lock(journal / "turn")
    except OSError as error:
        raise _unwritten(journal, error) from None
    with stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Let names outlast a power cut, where the file system can promise that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _unwritten(path: Path, error: OSError) -> RunError:
    return RunError("A file cannot be written.", where=str(path), why=error.strerror or str(error), remedy=_REMEDY)
