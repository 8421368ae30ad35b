"""Keeping what was read from a file until the file changes.

The reports of a year read the same tables. A process that makes several of them, or that kernels are forked
from, reads each once.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Read = TypeVar("_Read")

_MOST = 256


def cached_by_file(read: Callable[[Path], _Read]) -> Callable[[Path], _Read]:
    """Let a function of a file's content be called once for each content.

    A content is known by the file's number, time of change and size. What the function returns is shared
    by all who ask: it must not be changed. A file that cannot be looked at is read, and its error raised.
    """

    @functools.lru_cache(maxsize=_MOST)
    def once(path: Path, inode: int, changed: int, size: int) -> _Read:  # noqa: ARG001 - what tells contents apart
        return read(path)

    @functools.wraps(read)
    def ask(path: Path) -> _Read:
        try:
            status = path.stat()
        except OSError:
            return read(path)
        return once(path, status.st_ino, status.st_mtime_ns, status.st_size)

    return ask
