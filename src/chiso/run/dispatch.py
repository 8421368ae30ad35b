"""Giving pieces of work to workers and taking back what becomes of each, whatever happens to the workers."""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import TYPE_CHECKING, Any, Protocol

from chiso.errors import ChisoError, RunError

if TYPE_CHECKING:
    from chiso.catalog import Project
    from chiso.run.steps import Report

_TRIES = 2
"""How often a piece of work may lose its worker: once can be another's fault."""


class Pool(Protocol):
    """Where work is done."""

    @property
    def window(self) -> int:
        """How many pieces are given out at a time."""

    def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
        """Give out a piece of work."""

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        """Do ahead, where it pays, what the reports of a year share."""

    def restart(self) -> None:
        """Replace the workers; what they were doing is lost."""


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
        After how long a worker is taken to hang, and is replaced.
    begin
        Told of each piece as it is given out.

    Yields
    ------
    Done
        Exactly one for each piece. Errors of the work are yielded, not raised.
    """
    waiting, running, lost = deque(pieces), dict[Future[Any], tuple[Piece, float]](), dict[str, int]()
    while waiting or running:
        # Those that lost their worker are tried again one by one: the next loss shows whose fault it is.
        window = 1 if lost else pool.window
        while waiting and len(running) < window:
            piece = waiting.popleft()
            begin(piece)
            running[_submitted(pool, piece)] = (piece, time.monotonic())
        oldest = min(started for _, started in running.values())
        interrupted = False
        try:
            finished, _ = wait(running, max(0.0, oldest + seconds - time.monotonic()), FIRST_COMPLETED)
        except KeyboardInterrupt:  # what is done is kept
            finished, interrupted = {future for future in running if future.done()}, True
        broken = []
        for future in finished:
            piece, started = running.pop(future)
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                broken.append((piece, started))
                continue
            lost.pop(piece.name, None)
            yield _done(piece, future, error, started)
        if interrupted:
            raise KeyboardInterrupt
        if not finished:
            yield from _hanging(pool, waiting, running, seconds)
        elif broken:
            broken += running.values()
            running.clear()
            pool.restart()
            yield from _again(broken, waiting, lost)


def _submitted(pool: Pool, piece: Piece) -> Future[Any]:
    try:
        return pool.submit(piece.work, piece.order)
    # A worker, or the process that starts them, was killed while none of them had anything to do.
    except (BrokenExecutor, ConnectionError) as error:
        future: Future[Any] = Future()
        future.set_exception(error if isinstance(error, BrokenExecutor) else BrokenExecutor(str(error)))
        return future


def _done(piece: Piece, future: Future[Any], error: BaseException | None, started: float) -> Done:
    seconds = time.monotonic() - started
    if error is None:
        return Done(piece, future.result(), None, seconds)
    if isinstance(error, Exception):
        return Done(piece, None, error, seconds)
    raise error


def _again(broken: list[tuple[Piece, float]], waiting: deque[Piece], lost: dict[str, int]) -> Iterator[Done]:
    """Put back the pieces whose workers are gone; give up those that lose every worker."""
    for piece, started in reversed(broken):
        lost[piece.name] = lost.get(piece.name, 0) + 1
        if lost[piece.name] < _TRIES:
            waiting.appendleft(piece)
            continue
        del lost[piece.name]
        error = RunError(
            "The process that did this was killed, twice.",
            why="Most often the machine ran out of memory.",
            remedy="Free memory, or make fewer reports at once: JOBS=1.",
        )
        yield Done(piece, None, error, time.monotonic() - started)


def _hanging(
    pool: Pool, waiting: deque[Piece], running: dict[Future[Any], tuple[Piece, float]], seconds: float
) -> Iterator[Done]:
    """Give up the pieces that took too long; the others lose their workers with them and start again."""
    now = time.monotonic()
    pieces = list(running.values())
    running.clear()
    pool.restart()
    for piece, started in pieces:
        if now - started < seconds:
            waiting.appendleft(piece)
            continue
        error: ChisoError = RunError(
            f"This was not done after {seconds:.0f} seconds.",
            remedy="Give more time: REPORT_SECONDS=….",
        )
        yield Done(piece, None, error, now - started)
