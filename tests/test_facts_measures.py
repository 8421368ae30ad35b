"""A plan's measures beside the indicators that they aim at."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.measures import MEASURES, _Scores

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]
Planned = Callable[..., list[Row]]


@pytest.fixture
def measures(data: Loaded, changes: Compared) -> Planned:
    """What gives the measures of a plan as known in a briefing year."""
    return lambda year, unit="can-tho", plan_year=2021: MEASURES.rows(
        chiso.measures(data(year), changes(year), unit, plan_year=plan_year)
    )


def test_every_measure_of_the_plan_is_there_with_or_without_an_indicator(measures: Planned) -> None:
    rows = measures(2021)
    assert {row.measure_id for row in rows} == set(range(1, 15))
    assert [row.concept for row in rows if row.has_indicator] == [
        "voluntary_contributions",
        "willingness_to_fight_corruption",
        "interaction_with_authorities",
    ]


def test_the_course_begins_with_the_last_year_that_the_plan_could_know(measures: Planned) -> None:
    rows = [row for row in measures(2024) if row.concept == "voluntary_contributions"]
    assert [row.index_year for row in rows] == [2020, 2021, 2022, 2023]
    assert [row.comparable for row in rows] == [True, False, True, True]
    assert [row.units_ranked for row in rows] == [63, 60, 62, 61]  # those that have the indicator


def test_a_level_has_the_score_change_and_place_of_the_indicator(data: Loaded, measures: Planned) -> None:
    (row,) = [row for row in measures(2021) if row.concept == "voluntary_contributions"]
    scores = data(2021).observations.query("index == 'papi' and code == '1.4'")
    mine = scores.set_index(["index_year", "unit_code"])["value"]
    assert row.value == mine[2020, "92"]
    assert row.change == round(mine[2020, "92"] - mine[2019, "92"], 6)
    assert row.rank == 1 + sum(mine[2020] > mine[2020, "92"])


def test_a_unit_without_a_plan_has_no_measures_and_the_last_plan_is_taken_where_none_is_named(
    measures: Planned,
) -> None:
    assert measures(2021, "ha-noi") == []
    assert {row.plan_year for row in measures(2023, plan_year=None)} == {
        max(row.plan_year for year in (2021, 2022, 2023) for row in measures(2023, plan_year=year))
    }


def test_a_verdict_of_an_earlier_year_goes_by_the_meaning_and_not_by_the_code(data: Loaded, changes: Compared) -> None:
    """The lists of poor households were 2.1 until 2017 and are 2.2 since: in 2018 2.1 is something else."""
    known = data(2019)
    then, now = (
        next(part for part in known.catalog.in_year("papi", year).values() if part.concept == "poverty_lists")
        for year in (2017, 2018)
    )
    assert (then.code, now.code) == ("2.1", "2.2")
    unit = known.unit("can-tho")
    moved = pd.Series(0.0, index=[other.code for other in known.catalog.units])
    moved[unit.code] = 1.0
    scores = _Scores(known, changes(2019))
    assert scores.verdict(known.index("papi"), unit, then, moved, 2017) == "rose"
