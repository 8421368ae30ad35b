"""Every piece of work ends exactly once, whatever happens to the workers."""

from __future__ import annotations

import importlib.util
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from running import until

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
        self.given_up: list[Future[Any]] = []

    def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
        assert work is print
        future: Future[Any] = Future()
        self.given.append(order["name"])
        ends = order["ends"].pop(0)
        if isinstance(ends, Exception):
            future.set_exception(ends)
        elif ends != "hangs":
            future.set_result(ends)
        return future

    def give_up(self, future: Future[Any]) -> None:
        self.given_up.append(future)

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        raise AssertionError(f"{project} {reports}: dispatching is no reason to rehearse")


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


def test_no_more_than_the_window_is_given_out_at_a_time() -> None:
    pool = Scripted(window=2)
    run = dispatch(pool, pieces(**{name: [name] for name in "abcdef"}), 60)
    next(run)
    assert len(pool.given) == 2


def test_a_piece_that_loses_its_worker_once_is_done_again() -> None:
    broken = BrokenExecutor("a worker was killed")
    pool = Scripted(window=3)
    found = by_name(dispatch(pool, pieces(a=[1], b=[broken, 2], c=[3], d=[broken, 4]), 60))
    assert {name: one.result for name, one in found.items()} == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert sorted(pool.given) == ["a", "b", "b", "c", "d", "d"]


def test_a_piece_that_kills_its_worker_is_given_up_and_the_others_are_done() -> None:
    broken = BrokenExecutor("a worker was killed")
    found = by_name(dispatch(Scripted(), pieces(a=[1], b=[broken, broken], c=[3]), 60))
    assert [found["a"].result, found["c"].result] == [1, 3]
    assert "killed, twice" in str(found["b"].error)
    assert "JOBS=1" in str(found["b"].error)


def test_a_piece_that_hangs_is_given_up_and_the_others_are_done() -> None:
    pool = Scripted()
    found = by_name(dispatch(pool, pieces(a=["hangs"], b=[2], c=[3]), 0.05))
    assert [found["b"].result, found["c"].result] == [2, 3]
    assert "REPORT_SECONDS" in str(found["a"].error)
    assert len(pool.given_up) == 1


def test_an_interruption_yields_what_is_done_and_then_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("chiso.run.dispatch.wait", interrupted)
    run = dispatch(Scripted(window=3), pieces(a=[1], b=["hangs"], c=[3]), 60)
    assert {next(run).piece.name, next(run).piece.name} == {"a", "c"}
    with pytest.raises(KeyboardInterrupt):
        next(run)


# What follows is done by real worker processes, with what they can import.


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalPool]:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pool = LocalPool(2, tmp_path, warm=False)
    yield pool
    pool.close()


def test_a_killed_worker_takes_no_other_with_it_and_errors_arrive_whole(pool: LocalPool, tmp_path: Path) -> None:
    work = [Piece(str(number), abs, -number) for number in range(5)]
    work.insert(2, Piece("killer", made(tmp_path, KILLING).work, str(tmp_path / "mark")))
    work.append(Piece("failing", made(tmp_path, FAILING).work, 7))
    work.append(Piece("unfit", made(tmp_path, UNFIT).work, 8))
    found = by_name(dispatch(pool, work, 60))
    assert [found[str(number)].result for number in range(5)] == [0, 1, 2, 3, 4]
    assert found["killer"].result == "done"
    error = found["failing"].error
    assert isinstance(error, NotebookFailure)
    assert (error.what, error.where, error.remedy, error.notebook) == ("7", "a notebook", "mend it", b"kept")
    assert str(found["unfit"].error) == "ValueError: 8"


def test_a_piece_that_hangs_is_ended_with_its_worker_and_another_takes_its_place(
    pool: LocalPool, tmp_path: Path
) -> None:
    sleeping = made(tmp_path, SLEEPING).work
    found = by_name(dispatch(pool, [Piece("hangs", sleeping, str(tmp_path / "pid")), Piece("a", abs, -1)], 4))
    assert "REPORT_SECONDS" in str(found["hangs"].error)
    assert found["a"].result == 1
    assert by_name(dispatch(pool, [Piece(str(number), abs, number) for number in range(4)], 60)).keys() == set("0123")
    until(lambda: not alive((tmp_path / "pid").read_text()))


def test_a_closed_pool_ends_what_its_workers_are_doing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pool = LocalPool(1, tmp_path, warm=False)
    pool.submit(made(tmp_path, SLEEPING).work, str(tmp_path / "pid"))
    until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    pool.close()
    assert not alive((tmp_path / "pid").read_text())


KILLING = """
import os, signal
from pathlib import Path
def work(mark):
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"
"""
FAILING = """
from chiso.errors import NotebookFailure
def work(number):
    error = NotebookFailure(str(number), where="a notebook", remedy="mend it")
    error.notebook = b"kept"
    raise error
"""
UNFIT = """
def work(number):
    error = ValueError(number)
    error.held = lambda: None
    raise error
"""
SLEEPING = """
import os, time
from pathlib import Path
def work(mark):
    Path(mark).write_text(str(os.getpid()))
    time.sleep(600)
"""


def made(folder: Path, source: str) -> types.ModuleType:
    """Return a module that workers can import from ``folder``, too."""
    name = f"work_{abs(hash(source))}"
    (folder / f"{name}.py").write_text(source)
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
