"""Every piece of work ends exactly once, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest

from chiso.catalog import Project
from chiso.errors import NotebookFailure, RunError
from chiso.run.dispatch import Done, Piece, dispatch
from chiso.run.pool import LocalPool
from chiso.run.steps import Report


class Scripted:
    """A pool whose pieces end as their order says, in the order in which they are given out."""

    def __init__(self, window: int = 2) -> None:
        self.window = window
        self.given: list[str] = []
        self.restarts = 0
        self._hanging: list[Future[Any]] = []

    def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
        assert work is print
        future: Future[Any] = Future()
        self.given.append(order["name"])
        ends = order["ends"].pop(0)
        if ends == "hangs":
            self._hanging.append(future)
        elif isinstance(ends, Exception):
            future.set_exception(ends)
        else:
            future.set_result(ends)
        return future

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        raise AssertionError(f"{project} {reports}: dispatching is no reason to rehearse")

    def restart(self) -> None:
        self.restarts += 1


def pieces(**ends: list[Any]) -> list[Piece]:
    return [Piece(name, print, {"name": name, "ends": list(one)}) for name, one in ends.items()]


def by_name(done: Iterator[Done]) -> dict[str, Done]:
    found: dict[str, Done] = {}
    for one in done:
        assert one.piece.name not in found
        found[one.piece.name] = one
    return found


def test_each_piece_ends_once_with_its_result_or_error() -> None:
    found = by_name(dispatch(Scripted(), pieces(a=[1], b=[RunError("no")], c=[3]), 60))
    assert [found[name].result for name in "abc"] == [1, None, 3]
    assert str(found["b"].error) == "no"


def test_each_piece_is_told_of_as_it_is_given_out() -> None:
    begun: list[str] = []
    pool = Scripted(window=1)
    for done in dispatch(pool, pieces(a=[1], b=[2]), 60, lambda piece: begun.append(piece.name)):
        assert begun[-1] == done.piece.name
    assert begun == pool.given == ["a", "b"]


def test_a_pool_that_lost_the_process_which_starts_workers_is_restarted() -> None:
    class Lost(Scripted):
        def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
            if not self.restarts:
                raise ConnectionRefusedError(111, "Connection refused")
            return super().submit(work, order)

    pool = Lost()
    found = by_name(dispatch(pool, pieces(a=[1], b=[2]), 60))
    assert [found[name].result for name in "ab"] == [1, 2]
    assert pool.restarts == 1


def test_no_more_than_the_window_is_given_out_at_a_time() -> None:
    pool = Scripted(window=2)
    run = dispatch(pool, pieces(**{name: [name] for name in "abcdef"}), 60)
    next(run)
    assert len(pool.given) == 2


def test_a_piece_that_loses_its_worker_once_is_done_again_and_no_other_is_lost() -> None:
    broken = BrokenExecutor("a worker was killed")
    pool = Scripted(window=3)
    found = by_name(dispatch(pool, pieces(a=[broken, 1], b=[broken, 2], c=[broken, 3], d=[4], e=[5]), 60))
    assert {name: one.result for name, one in found.items()} == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    assert pool.restarts == 1


def test_a_piece_that_kills_its_worker_is_given_up_and_the_others_are_done() -> None:
    broken = BrokenExecutor("a worker was killed")
    found = by_name(dispatch(Scripted(), pieces(a=[broken, 1], b=[broken, broken], c=[3]), 60))
    assert [found["a"].result, found["c"].result] == [1, 3]
    assert "killed, twice" in str(found["b"].error)
    assert "JOBS=1" in str(found["b"].error)


def test_a_piece_that_hangs_is_given_up_and_what_ran_beside_it_is_done_again() -> None:
    pool = Scripted()
    found = by_name(dispatch(pool, pieces(a=["hangs"], b=[2], c=[3]), 0.05))
    assert [found["b"].result, found["c"].result] == [2, 3]
    assert "REPORT_SECONDS" in str(found["a"].error)
    assert pool.restarts == 1


def test_an_interruption_yields_what_is_done_and_then_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("chiso.run.dispatch.wait", interrupted)
    run = dispatch(Scripted(window=3), pieces(a=[1], b=["hangs"], c=[3]), 60)
    assert {next(run).piece.name, next(run).piece.name} == {"a", "c"}
    with pytest.raises(KeyboardInterrupt):
        next(run)


# What follows is done by real worker processes.


def square(number: int) -> int:
    return number * number


def fail(number: int) -> int:
    raise NotebookFailure(f"number {number}", where="a notebook", remedy="mend it")


def kill_the_worker_once(mark: str) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def sleep_long(mark: str) -> None:
    Path(mark).write_text(str(os.getpid()))
    time.sleep(600)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[LocalPool]:
    pool = LocalPool(2, tmp_path, warm=False)
    yield pool
    pool.close()


def test_workers_outlive_neither_a_killed_colleague_nor_the_pool(pool: LocalPool, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    work = [Piece(str(number), square, number) for number in range(5)]
    work.insert(2, Piece("killer", kill_the_worker_once, str(mark)))
    work.append(Piece("failing", fail, 7))
    found = by_name(dispatch(pool, work, 60))
    assert [found[str(number)].result for number in range(5)] == [0, 1, 4, 9, 16]
    assert found["killer"].result == "done"
    error = found["failing"].error
    assert isinstance(error, NotebookFailure)
    assert (error.what, error.where, error.remedy) == ("number 7", "a notebook", "mend it")


def test_a_closed_pool_ends_what_its_workers_are_doing(tmp_path: Path) -> None:
    pool = LocalPool(1, tmp_path, warm=False)
    mark = tmp_path / "mark"
    pool.submit(sleep_long, str(mark))
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.01)
    pool.close()
    worker = Path(f"/proc/{mark.read_text()}/stat")
    assert not worker.exists() or worker.read_text().rpartition(")")[2].split()[0] == "Z"
