"""What a next plan could want, in terms of what was seen: places, their scores, and rises of that many places."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.facts.data import Data
from chiso.facts.outlook import rises
from chiso.facts.prospects import PROSPECTS

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


@pytest.fixture
def of(data: Loaded, changes: Compared) -> Callable[..., pd.DataFrame]:
    def make(year: int, unit: str, units: int = 0, **options: object) -> pd.DataFrame:
        known, compared = data(year, units), changes(year, units)
        results = chiso.results(known, compared, unit)
        return chiso.prospects(known, compared, results, chiso.targets(known, results), **options)  # type: ignore[arg-type]

    return make


def test_places_are_the_next_better_multiples_of_five_and_that_of_the_last_plan(
    of: Callable[..., pd.DataFrame],
) -> None:
    found = of(2021, "can-tho")
    papi = found[found["index"] == "papi"]
    assert papi["place"].tolist() == [25, 20, 15, 10]
    assert papi["is_last_target"].tolist() == [False, True, False, False]
    # Of a fragment only a published place has a score; the target stays, though nothing is known of its place.
    par = found[found["index"] == "par_index"]
    assert par["place"].tolist() == [35, 15]
    assert par["place_score"].notna().tolist() == [True, False]
    assert par["cases"].isna().all()


def test_a_place_has_the_score_of_the_unit_there_and_rises_are_those_of_the_outlook(
    of: Callable[..., pd.DataFrame], data: Loaded, changes: Compared
) -> None:
    found = PROSPECTS.rows(of(2021, "can-tho"))
    totals = data(2021).observations.query("index == 'papi' and code == 'TOTAL' and index_year == 2020")["value"]
    ordered = totals.sort_values(ascending=False).tolist()
    for row in (row for row in found if row["index"] == "papi"):
        assert row.place_score == ordered[row.place - 1]
        assert row.score_gap == pytest.approx(row.place_score - row.value)
        assert row.rank_gap == row.rank - row.place
        told = rises(
            data(2021), changes(2021), data(2021).index("papi"), row.rank_gap,
            of_ranks=True, last_year=2020, rank=row.rank,
        )  # fmt: skip
        assert told is not None
        assert [row["count"], row.cases, row.start_count] == [told["count"], told["cases"], told["start_count"]]
        assert row.rise_tables.split() == ["papi/2018.csv", "papi/2019.csv", "papi/2020.csv"]


def test_other_places_can_be_asked_for(of: Callable[..., pd.DataFrame]) -> None:
    found = of(2021, "can-tho", places=[12, 40])
    papi = PROSPECTS.rows(found[found["index"] == "papi"])
    assert [(row.place, row.is_reached) for row in papi] == [(40, True), (20, False), (12, False)]
    assert papi[0].cases is None


def test_the_first_unit_has_its_own_place_and_the_next_year_may_have_other_units(
    of: Callable[..., pd.DataFrame],
) -> None:
    (row,) = PROSPECTS.rows(of(2025, "quang-ninh", 34))
    assert (row.place, row.is_reached, row.units_in_set, row.plan_units) == (1, True, 34, 34)
    assert {row.plan_units for row in PROSPECTS.rows(of(2025, "hai-phong"))} == {34}
    assert {row.units_in_set for row in PROSPECTS.rows(of(2025, "hai-phong"))} == {63}
