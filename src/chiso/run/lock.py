"""One run at a time in a project: a second one waits until the first has ended."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.files import open_lock, recover


@contextmanager
def only_run(project: Project, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the project for this run.

    The lock belongs to the process: it is gone with it, however it ends. What an earlier run was writing
    when it was ended is then put right first, and its notes that were not finished are removed.

    Parameters
    ----------
    project
        The project.
    waiting
        Called once when another run has to end first.
    """
    path = project.state / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = open_lock(path)
    except OSError as error:
        raise RunError(
            "The project's folder cannot be written.",
            where=str(path),
            why=error.strerror or str(error),
            remedy="Make the folder writable, or work in a copy of your own.",
        ) from None
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(stream, fcntl.LOCK_EX)
        recover(project.journal)
        _sweep(project)
        yield


def _sweep(project: Project) -> None:
    for left in (project.state / "steps").glob(".*"):
        with suppress(OSError):
            left.unlink()
