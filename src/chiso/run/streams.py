"""Standard output and error as people have them: other encodings, readers that went away, full disks."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from pathlib import Path

from chiso.errors import RunError


def make_streams_usable() -> None:
    """Let everything that is said pass.

    A letter that the terminal's encoding does not have is shown as its code; where a stream is closed, as
    behind ``>&-``, what is written to it vanishes.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def is_abandoned() -> bool:
    """Whether nobody reads standard output any more, as behind ``chiso provinces | head -1``."""
    try:
        poll = select.poll()
        poll.register(sys.stdout.fileno(), 0)
        return any(event & select.POLLERR for _, event in poll.poll(0))
    except (OSError, ValueError):
        return False


def discard_output() -> None:
    """Let everything that is still to be written vanish: Python would complain about it at its exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def refusal(error: OSError) -> RunError | None:
    """Return what the operating system refused as a message for people, or None where it may be a defect."""
    if error.filename is None and error.errno != errno.ENOSPC:
        return None
    return RunError(
        "The system refused to read or write.",
        where=str(error.filename or "standard output"),
        why=error.strerror or str(error),
        remedy="Make room on the disk or give access to it, then run the same command again.",
    )
