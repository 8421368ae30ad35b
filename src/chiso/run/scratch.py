"""The folder of a process's temporary files: one for all, so that one removal leaves nothing behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "chiso-"
_OWNER = "owner"
_LONGEST = 60  # of the 107 bytes of a socket's path, what is put after it needs the rest


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a private folder until the end of a ``with`` block, and remove those of processes that were killed.

    It lies where the system keeps temporary files, since sockets need short paths. Its owner holds a lock
    in it, which is gone with the process: a folder whose lock is free has no owner any more.
    """
    _sweep()
    place = _place()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    with (folder / f"{_OWNER}.new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / f"{_OWNER}.new").rename(folder / _OWNER)  # only now may others try it
        usual, tempfile.tempdir = tempfile.tempdir, str(place)  # the socket of worker processes needs it short too
        try:
            yield folder
        finally:
            tempfile.tempdir = usual
            shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    usual = Path(tempfile.gettempdir())
    short = Path("/tmp")  # noqa: S108 - the folder made in it is private
    is_long = len(os.fsencode(usual)) > _LONGEST
    return short if is_long and os.access(short, os.W_OK | os.X_OK) else usual


def _sweep() -> None:
    for folder in _place().glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / _OWNER).open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
    # Python's own server of worker processes keeps its socket in a folder that is gone with a process that
    # ends, but not with one that is killed.
    bound = _bound_sockets()
    for folder in _place().glob("pymp-*"):
        with contextlib.suppress(OSError):
            left = list(folder.iterdir())
            is_ours = not folder.is_symlink() and folder.stat().st_uid == os.getuid()
            if is_ours and left and all(path.is_socket() and str(path) not in bound for path in left):
                shutil.rmtree(folder, ignore_errors=True)


def _bound_sockets() -> str:
    """Return the system's list of sockets that a process holds, or of everything where there is none.

    A socket is never tried by connecting to it: the server of another run ends at a connection that says
    nothing, and one that is bound but does not listen yet would be taken for dead.
    """
    try:
        return Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "\n".join(str(path) for folder in _place().glob("pymp-*") for path in folder.glob("*"))
