"""Giving pieces of work to workers and taking back what becomes of each, whatever happens to the workers."""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import TYPE_CHECKING, Any, Protocol

from chiso.errors import RunError

if TYPE_CHECKING:
    from chiso.catalog import Project
    from chiso.run.steps import Report

_TRIES = 2
"""How often a piece of work may lose its worker: once can be chance."""


class Pool(Protocol):
    """Where work is done."""

    @property
    def window(self) -> int:
        """How many pieces are given out at a time."""

    def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
        """Give out a piece of work."""

    def give_up(self, future: Future[Any]) -> None:
        """End a piece of work, whatever it is doing."""

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        """Do ahead, where it pays, what the reports of a year share."""


@dataclasses.dataclass(frozen=True)
class Piece:
    """A piece of work: a function of this package, and its argument, which travels to the worker."""

    name: str
    work: Callable[[Any], Any]
    order: Any


@dataclasses.dataclass(frozen=True)
class Done:
    """What became of a piece: its result, or the error that it ended with, and the seconds it took."""

    piece: Piece
    result: Any
    error: Exception | None
    seconds: float


def dispatch(
    pool: Pool, pieces: Iterable[Piece], seconds: float, begin: Callable[[Piece], None] = lambda _: None
) -> Iterator[Done]:
    """Do pieces of work and yield each as it is done, in the order in which they end.

    Parameters
    ----------
    pool
        Where to do them.
    pieces
        The work.
    seconds
        After how long a piece is given up.
    begin
        Told of each piece as it is given out.

    Yields
    ------
    Done
        Exactly one for each piece. Errors of the work are yielded, not raised. Interrupted, all that are
        done are yielded first.
    """
    waiting, running, lost = deque(pieces), dict[Future[Any], tuple[Piece, float]](), dict[str, int]()
    while waiting or running:
        while waiting and len(running) < pool.window:
            piece = waiting.popleft()
            begin(piece)
            running[pool.submit(piece.work, piece.order)] = (piece, time.monotonic())
        oldest = min(started for _, started in running.values())
        interrupted = False
        try:
            finished, _ = wait(running, max(0.0, oldest + seconds - time.monotonic()), FIRST_COMPLETED)
        except KeyboardInterrupt:
            finished, interrupted = {future for future in running if future.done()}, True
        for future in finished:
            piece, started = running.pop(future)
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                lost[piece.name] = lost.get(piece.name, 0) + 1
                if lost[piece.name] < _TRIES:
                    waiting.appendleft(piece)
                    continue
                error = _killed()
            yield _done(piece, future, error, started)
        if interrupted:
            raise KeyboardInterrupt
        yield from _overdue(pool, running, seconds)


def _done(piece: Piece, future: Future[Any], error: BaseException | None, started: float) -> Done:
    seconds = time.monotonic() - started
    if error is None:
        return Done(piece, future.result(), None, seconds)
    if isinstance(error, Exception):
        return Done(piece, None, error, seconds)
    raise error


def _overdue(pool: Pool, running: dict[Future[Any], tuple[Piece, float]], seconds: float) -> Iterator[Done]:
    """Give up the pieces that take too long."""
    for future, (piece, started) in list(running.items()):
        taken = time.monotonic() - started
        if taken >= seconds and not future.done():
            del running[future]
            pool.give_up(future)
            yield Done(piece, None, _endless(seconds), taken)


def _killed() -> RunError:
    return RunError(
        "The process that did this was killed, twice.",
        why="Most often the machine ran out of memory.",
        remedy="Free memory, or make fewer reports at once: JOBS=1.",
    )


def _endless(seconds: float) -> RunError:
    return RunError(f"This was not done after {seconds:.0f} seconds.", remedy="Give more time: REPORT_SECONDS=….")
