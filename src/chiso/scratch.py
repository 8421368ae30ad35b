"""Folders for temporary files, which go with what they were made for or, if that was killed, with the next."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "chiso-"
_OWNER = ".chiso-owner"
_ABANDONED = 86_400.0
_LONGEST = 60  # of the 107 bytes of a socket's path, what is put after it needs the rest


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a private folder until the end of a ``with`` block, and remove those of processes that were killed.

    It lies where the system keeps temporary files, since sockets need short paths. Its owner holds a lock
    in it, which is gone with the process: a folder whose lock is free has no owner any more.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_place()))
    with (folder / f"{_OWNER}.new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / f"{_OWNER}.new").rename(folder / _OWNER)  # only now may others try it
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    usual = Path(tempfile.gettempdir())
    short = Path("/tmp")  # noqa: S108 - the folder made in it is private
    is_long = len(os.fsencode(usual)) > _LONGEST
    return short if is_long and os.access(short, os.W_OK | os.X_OK) else usual


def _sweep() -> None:
    for folder in _place().glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
                continue
            if time.time() - status.st_mtime > _ABANDONED:
                _remove_never_owned(folder)
            with (folder / _OWNER).open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


def _remove_never_owned(folder: Path) -> None:
    """Remove what a process left that was killed before it said that the folder is its own, and nothing else."""
    if {path.name for path in folder.iterdir()} <= {f"{_OWNER}.new"}:
        shutil.rmtree(folder, ignore_errors=True)
