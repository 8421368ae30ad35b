"""Ending what other processes leave behind: a process that adopts orphans can find them.

Whatever a cell starts can leave its session and outlive its parent; the system then gives it to another
parent. On Linux that is the nearest ancestor that adopts orphans.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_PATIENCE = 2.0
"""Seconds after which what does not end when it is killed is let be: the system holds it in some call."""

_MOMENT = 0.002


def adopt() -> None:
    """Become the parent of all that this process's descendants leave behind, where the system can do that."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - not every command has a use for it

        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def ending_with_parent(number: signal.Signals) -> Callable[[], object] | None:
    """Return what a new process does to be sent a signal when the one that started it ends, however it does.

    None where the system cannot do that. It holds for the thread that starts the process.
    """
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - not every command has a use for it

    return functools.partial(ctypes.CDLL(None).prctl, _PR_SET_PDEATHSIG, number, 0, 0, 0)


def end_orphans(spared: Collection[int] = ()) -> None:
    """Kill all children of this process, and whatever they leave behind, until none is left.

    Parameters
    ----------
    spared
        The numbers of those that stay.
    """
    end = time.monotonic() + _PATIENCE
    while found := [pid for pid in children() if pid not in spared]:
        for pid in found:
            # The number of a child is not given away before it is waited for.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > end:
            return
        time.sleep(_MOMENT)


@contextlib.contextmanager
def leaving_no_orphans() -> Iterator[None]:
    """End at the end of a ``with`` block what it has left behind: for a process that starts nothing else meanwhile."""
    adopt()
    before = children()
    try:
        yield
    finally:
        end_orphans(before)


def children() -> list[int]:
    """Return the numbers of this process's children; none where the system does not tell."""
    if sys.platform != "linux":
        return []
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:  # the usual case, known without looking at every process
        return []
    mine = os.getpid()
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and _parent(name) == mine]  # noqa: PTH208


def _parent(pid: str) -> int:
    """Return the parent of a process, 0 if it is gone; without the layers of a text file, for hundreds of them."""
    try:
        descriptor = os.open(f"/proc/{pid}/stat", os.O_RDONLY)
    except OSError:
        return 0
    try:
        # The name, in brackets, may hold anything; its closing bracket is the last one.
        return int(os.read(descriptor, 1024).rpartition(b")")[2].split()[1])
    except OSError:
        return 0
    finally:
        os.close(descriptor)
