"""`chiso check` says what is there and what is wrong, whatever is missing; it never breaks down."""

from __future__ import annotations

import csv
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkout import copy_project, thin
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chiso.cli import main

INDICES = ("papi", "par_index", "sipas")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def only_heading(*names: str) -> Callable[[Path], None]:
    def change(raw: Path) -> None:
        for name in names:
            write(raw / f"{name}.csv", rows_of(raw / f"{name}.csv")[:1])

    return change


def without_tables(*indices: str) -> Callable[[Path], None]:
    def change(raw: Path) -> None:
        for path in itertools.chain.from_iterable((raw / index).glob("2*.csv") for index in indices):
            path.unlink()

    return change


def without_index(index: str) -> Callable[[Path], None]:
    """Take the tables of an index away with its editions, as in a project that has not begun with it."""

    def change(raw: Path) -> None:
        without_tables(index)(raw)
        for name in ("reference/publications", "reference/suppressed", "reference/corrections"):
            heading, *rows = rows_of(raw / f"{name}.csv")
            write(raw / f"{name}.csv", [heading, *(row for row in rows if row[0] != index)])

    return change


def without_figure(figure: str) -> Callable[[Path], None]:
    def change(raw: Path) -> None:
        for path in itertools.chain.from_iterable((raw / index).glob("2*.csv") for index in ("par_index", "sipas")):
            heading, *rows = rows_of(path)
            places = [heading.index(name) for name in (figure, f"{figure}_status", f"{figure}_source")]
            other = heading.index("rank" if figure == "score" else "score")
            emptied = [["" if at in places else cell for at, cell in enumerate(row)] for row in rows]
            write(path, [heading, *(row for row in emptied if row[other])])

    return change


TAKEN: dict[str, Callable[[Path], None]] = {
    **{f"{index} and its editions": without_index(index) for index in INDICES},
    "tables": without_tables(*INDICES),
    "editions": only_heading("reference/publications"),
    "ranks": without_figure("rank"),
    "scores": without_figure("score"),
    "statements": only_heading("plans/statements"),
    "plans": only_heading("plans/targets", "plans/measures"),
    "breaks": only_heading("reference/series_breaks", "reference/groups"),
    "what was withheld": only_heading("reference/suppressed", "reference/corrections"),
    "sources": only_heading("sources"),
    "meanings": only_heading(*(f"{index}/indicators" for index in INDICES)),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("small")
    thin(copy_project(folder), (2020,))
    shutil.rmtree(folder / "notebooks")
    yield folder
    shutil.rmtree(folder)


EVERY_INDEX = {f"{index} and its editions" for index in INDICES} | {"statements"}


@pytest.mark.parametrize("left", [set(), {"papi and its editions"}, {"par_index and its editions"}])
def test_a_project_that_has_not_begun_with_an_index_passes(
    small: Path, left: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(small, EVERY_INDEX - left, tmp_path / "copy", monkeypatch) == 0
    told = capsys.readouterr().out
    assert "no problem" in told
    assert ("0 observations and 0 published ranks" in told) == (not left)


@example(taken=EVERY_INDEX - {"papi and its editions"} | {"plans"})
@example(taken={"tables", "editions", "statements", "what was withheld"})
@example(taken={"scores", "ranks", "statements"})
@given(taken=st.sets(st.sampled_from(sorted(TAKEN)), max_size=6))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_missing_is_told_in_words(
    small: Path, taken: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = checked(small, taken, tmp_path / "copy", monkeypatch)
    told = capsys.readouterr()
    assert (status, bool(told.err)) in ((0, False), (2, True))
    assert "what to do:" in told.err or not told.err


def checked(small: Path, taken: set[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the command on a copy without some things; what it does not catch itself fails the test."""
    shutil.copytree(small, folder)
    try:
        for name, change in TAKEN.items():
            if name in taken:
                change(folder / "data" / "raw")
        monkeypatch.chdir(folder)
        return main(["check"])
    finally:
        shutil.rmtree(folder)
