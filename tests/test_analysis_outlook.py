"""How far targets are in terms of what was seen: wanted places, jumps, and what became of a plan."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chiso.analysis.outlook import judge_target, jumps, place_scores
from chiso.analysis.series import course
from chiso.analysis.tables import whole_totals
from chiso.analysis.targets import targets_of
from chiso.catalog import Catalog
from chiso.ingest import Observations

COMPARABLE = (2019, 2020, 2022, 2023, 2024)
"""Index years of the total of 80 points whose year before may be compared: 2018 and 2021 begin new series."""


def by_hand(catalog: Catalog, observations: Observations, size: float, last: int) -> tuple[int, int]:
    count = pairs = 0
    for year in [one for one in COMPARABLE if one <= last]:
        now, before = (whole_totals(catalog, observations, "papi", one) for one in (year, year - 1))
        assert now is not None
        assert before is not None
        rises = [now[unit] - before[unit] for unit in now.index if unit in before.index]
        pairs += len(rises)
        count += sum(round(rise, 6) >= round(size, 6) for rise in rises)
    return count, pairs


def test_jumps_of_the_gap_are_counted_over_comparable_years(catalog: Catalog, observations: Observations) -> None:
    # 2018 ranked 61 units, 2019 and 2020 all 63: 61 + 63 unit-years. The gap of the plan: 45 − 42.885496.
    found = jumps(catalog, observations, "papi", 45 - 42.885496, 2020)
    assert found is not None
    assert (found.count, found.unit_years) == by_hand(catalog, observations, 45 - 42.885496, 2020) == (6, 124)
    assert (found.first_year, found.last_year) == (2018, 2020)


@settings(max_examples=20)
@given(first=st.floats(0, 6), second=st.floats(0, 6))
def test_larger_jumps_are_rarer(catalog: Catalog, observations: Observations, first: float, second: float) -> None:
    small, large = sorted((first, second))
    few, many = (jumps(catalog, observations, "papi", size, 2024) for size in (large, small))
    assert few is not None
    assert many is not None
    assert few.count <= many.count
    assert few.unit_years == many.unit_years == 302  # 61 + 63 + 60 + 59 + 59


def test_places_count_only_where_as_many_units_were_ranked(catalog: Catalog, observations: Observations) -> None:
    # 2020 on 2019 (63 both) and 2023 and 2024 on the years before (61 each); not 2022 on 2021 (61, 60).
    found = jumps(catalog, observations, "papi", 9, 2024, "places")
    assert found is not None
    assert found.unit_years == 63 + 59 + 59


def test_no_jump_is_counted_in_a_fragment(catalog: Catalog, observations: Observations) -> None:
    for index, year in itertools.product(("par_index", "sipas"), (2020, 2024)):
        assert jumps(catalog, observations, index, 1.0, year) is None


def test_the_score_of_a_place_is_that_of_the_unit_in_it(catalog: Catalog, observations: Observations) -> None:
    found = place_scores(catalog, observations, "papi", 20, 2020)
    assert [one.index_year for one in found] == [2020, 2019, 2018]
    for one in found:
        totals = whole_totals(catalog, observations, "papi", one.index_year)
        assert totals is not None
        assert one.score == sorted(totals, reverse=True)[19]
        assert one.units_ranked == len(totals)


def test_in_a_fragment_only_a_published_score_of_that_very_place_is_given(
    catalog: Catalog, observations: Observations
) -> None:
    ranks = observations.ranks.query("index == 'par_index' and index_year == 2020")
    for place in range(1, 64):
        (found, *_) = place_scores(catalog, observations, "par_index", place, 2020, 1)
        if place not in set(ranks["rank"]):
            assert found.score is None
    (first, *_) = place_scores(catalog, observations, "par_index", 37, 2020, 1)
    assert first.score == 83.76


@pytest.mark.parametrize(("index", "score", "place", "comparable"), [
    ("par_index", "missed", "missed", True),  # 84.97 against 86, 51st against 15th
    ("sipas", "unknown", "missed", True),  # 48th against 25th, the score was not found
    ("papi", "missed", "missed", False),  # 41.23 against 45, 42nd of 60 against 20th, across a break
])  # fmt: skip
def test_the_plan_of_2021_was_missed(
    catalog: Catalog, observations: Observations, index: str, score: str, place: str, comparable: bool
) -> None:
    (target,) = [one for one in targets_of(catalog, "92", 2021) if one.index == index]
    found = judge_target(catalog, target, course(catalog, observations, index, "92", 2021))
    assert (found.score, found.place, found.comparable) == (score, place, comparable)
    assert found.verdict == "missed"


def test_a_target_on_another_scale_is_not_judged(catalog: Catalog, observations: Observations) -> None:
    (target,) = [one for one in targets_of(catalog, "92", 2020) if one.index == "papi"]
    found = judge_target(catalog, target, course(catalog, observations, "papi", "92", 2020))
    assert (found.score, found.place, found.verdict) == ("other_scale", "not_set", "other_scale")


def test_a_target_whose_year_was_not_measured_yet_is_open(catalog: Catalog, observations: Observations) -> None:
    (target,) = [one for one in targets_of(catalog, "92", 2021) if one.index == "papi"]
    found = judge_target(catalog, target, course(catalog, observations, "papi", "92", 2020))
    assert (found.score, found.place, found.verdict, found.point) == ("unknown", "unknown", "unknown", None)
