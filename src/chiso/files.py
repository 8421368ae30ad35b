"""Writing files whole or not at all, and telling files apart by their content."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from chiso.errors import RunError


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files so that none of them is ever seen half written.

    All contents are on disk beside their places before the first file is put in its place.

    Parameters
    ----------
    contents
        The bytes of each file. Folders that are missing are made.

    Raises
    ------
    RunError
        When a folder cannot be written or the disk is full; no file has changed then.
    """
    with contextlib.ExitStack() as stack:
        staged: list[tuple[Path, Path]] = []
        path = Path()
        try:
            for path, data in contents.items():
                if path.is_dir():
                    raise OSError(errno.EISDIR, "A folder stands in its place")
                path.parent.mkdir(parents=True, exist_ok=True)
                staged.append((stack.enter_context(_staged(path, data)), path))
            for temporary, path in staged:
                temporary.replace(path)
        except OSError as error:
            raise RunError(
                "A file cannot be written.",
                where=str(path),
                why=error.strerror or str(error),
                remedy="Make room on the disk or make the folder writable, then run the same command again.",
            ) from None


@contextlib.contextmanager
def _staged(path: Path, data: bytes) -> Iterator[Path]:
    """Put ``data`` into a temporary file beside ``path``; it is gone afterwards unless it was moved."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files that only their owner may read; a report is there to be shared.
        temporary.chmod(0o666 & ~_umask())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
