"""Frames that contradict themselves or each other are refused, with frames, unit, index, year and figures."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.errors import DataError
from chiso.facts.agreement import Witness, agree
from chiso.facts.changes import CHANGES
from chiso.facts.course import COURSE
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


@pytest.fixture
def results(data: Loaded, changes: Compared) -> pd.DataFrame:
    return chiso.results(data(2021), changes(2021), "can-tho")


def changed(frame: pd.DataFrame, index: str, **cells: float) -> pd.DataFrame:
    """Return a copy of a frame with other figures in the rows of an index."""
    edited = frame.copy()
    for column, figure in cells.items():
        edited.loc[edited["index"] == index, column] = figure
    return edited


def test_the_frames_of_a_briefing_agree(data: Loaded, changes: Compared, results: pd.DataFrame) -> None:
    for year, units in ((2018, 0), (2021, 0), (2024, 34)):
        known, table = data(year, units), changes(year, units)
        frames = {
            "changes": CHANGES.rows(table),
            "results": RESULTS.rows(chiso.results(known, table, "can-tho")),
            "course": COURSE.rows(chiso.course(known, table, "can-tho")),
        }
        assert len(agree(**frames)) > 1000


def test_a_change_that_is_not_the_difference_of_its_figures_is_refused(results: pd.DataFrame) -> None:
    with pytest.raises(DataError) as caught:
        agree(results=RESULTS.rows(changed(results, "papi", value=43.885496)))
    told = str(caught.value)
    for what in ("change is -2.82699", "43.8855 − 45.7125 = -1.82699", "frame of results", "unit 92", "papi", "2020"):
        assert what in told
    assert "chiso.rework" in caught.value.remedy
    with pytest.raises(DataError, match="rank_change is -21, but 8 − 30 = -22"):
        agree(results=RESULTS.rows(changed(results, "papi", rank=30)))


def test_two_frames_that_give_a_figure_differently_are_refused_by_their_names(
    data: Loaded, changes: Compared, results: pd.DataFrame
) -> None:
    other = changed(results, "papi", value=43.885496, change=43.885496 - 45.71249)
    with pytest.raises(DataError) as caught:
        agree(results=RESULTS.rows(other), course=COURSE.rows(chiso.course(data(2021), changes(2021), "can-tho")))
    told = str(caught.value)
    for what in ("value of unit 92 for papi TOTAL in 2020", "42.8855 in course", "43.8855 in results"):
        assert what in told


def test_what_an_earlier_year_was_has_to_agree_too(data: Loaded, changes: Compared, results: pd.DataFrame) -> None:
    other = changed(results, "sipas", previous_rank=50, rank_change=12)
    with pytest.raises(DataError, match="rank of unit 92 for sipas TOTAL in 2019"):
        agree(results=RESULTS.rows(other), course=COURSE.rows(chiso.course(data(2021), changes(2021), "can-tho")))


def test_a_code_that_came_to_mean_something_else_is_no_contradiction() -> None:
    base = {"index": "papi", "vintage": 63, "unit_code": "92", "code": "3.2", "index_year": 2020}
    agree(a=[Row(base, concept="one", value=1.0)], b=[Row(base, concept="other", value=2.0)])
    with pytest.raises(DataError, match="contradict"):
        agree(a=[Row(base, concept="one", value=1.0)], b=[Row(base, concept="one", value=2.0)])


def test_a_witness_refuses_a_block_that_says_otherwise_than_one_before_it(results: pd.DataFrame) -> None:
    first = agree(results=RESULTS.rows(results))
    second = agree(results=RESULTS.rows(changed(results, "papi", value=43.885496, change=43.885496 - 45.71249)))
    witness = Witness()
    witness.hear("message", first)
    with pytest.raises(DataError, match="the block cards, after the block message"):
        witness.hear("cards", second)


def test_a_block_that_is_made_again_takes_back_what_was_said(results: pd.DataFrame) -> None:
    first = agree(results=RESULTS.rows(results))
    second = agree(results=RESULTS.rows(changed(results, "papi", value=43.885496, change=43.885496 - 45.71249)))
    witness = Witness()
    witness.hear("message", first)
    witness.hear("cards", first)
    witness.hear("message", second)
    with pytest.raises(DataError):
        witness.hear("ranking", first)
    witness.hear("cards", second)
