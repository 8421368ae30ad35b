"""How far targets are in terms of what was seen: wanted places, rises of their size."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.facts.data import Data
from chiso.facts.outlook import OUTLOOK, rises

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]

COMPARABLE = (2019, 2020, 2022, 2023, 2024)
"""Index years of the total of 80 points whose year before may be compared: 2018 and 2021 begin new series."""


def by_hand(data: Data, size: float, last: int) -> tuple[int, int]:
    totals = data.observations.query("index == 'papi' and code == 'TOTAL'")
    wide = totals.set_index(["unit_code", "index_year"])["value"].unstack()  # noqa: PD010
    found = pd.concat([(wide[year] - wide[year - 1]).dropna() for year in COMPARABLE if year <= last])
    return int((found.round(6) >= round(size, 6)).sum()), len(found)


def test_rises_of_the_gap_are_counted_over_comparable_years(data: Loaded, changes: Compared) -> None:
    # 2018 ranked 61 units, 2019 and 2020 all 63: 61 + 63 unit-years. The gap of the plan: 45 − 42.885496.
    known, papi = data(2021), data(2021).index("papi")
    found = rises(known, changes(2021), papi, 45 - 42.885496, of_ranks=False, last_year=2020)
    assert found == {"count": 6, "cases": 124, "first_year": 2018, "last_year": 2020, "own_count": 9}
    assert by_hand(known, 45 - 42.885496, 2020) == (6, 124)


@settings(max_examples=20)
@given(first=st.floats(0, 6), second=st.floats(0, 6))
def test_larger_rises_are_rarer(data: Loaded, changes: Compared, first: float, second: float) -> None:
    counts = []
    for size in sorted((first, second)):
        found = rises(data(2025), changes(2025), data(2025).index("papi"), size, of_ranks=False, last_year=2024)
        assert found is not None
        assert (found["count"], found["cases"]) == by_hand(data(2025), size, 2024)
        assert found["cases"] == 302  # 61 + 63 + 60 + 59 + 59
        counts.append(found["count"])
    assert counts[0] >= counts[1]


def test_places_count_among_the_units_ranked_in_both_years(data: Loaded, changes: Compared) -> None:
    known, papi = data(2025), data(2025).index("papi")
    found = rises(known, changes(2025), papi, 9, of_ranks=True, last_year=2024)
    assert found is not None
    assert found["cases"] == 61 + 63 + 60 + 59 + 59


def test_rises_from_where_the_unit_stands_are_counted_apart(data: Loaded, changes: Compared) -> None:
    known, papi = data(2021), data(2021).index("papi")
    score = rises(known, changes(2021), papi, 45 - 42.885496, of_ranks=False, last_year=2020, rank=29)
    places = rises(known, changes(2021), papi, 9, of_ranks=True, last_year=2020, rank=29)
    assert score is not None
    assert places is not None
    assert [score[name] for name in ("start_first", "start_last", "start_count", "start_cases")] == [20, 38, 0, 38]
    # 17 of 63 in 2020, of which 2 of the 19 from there; the pair before it ranked 61 units in common.
    assert [places[name] for name in ("count", "cases", "start_count", "start_cases")] == [35, 124, 9, 38]


def test_what_the_errors_leave_open_is_not_called_out_of_reach(data: Loaded, changes: Compared) -> None:
    results = chiso.results(data(2021), changes(2021), "can-tho")
    frame = chiso.outlook(data(2021), changes(2021), chiso.targets(data(2021), results))
    papi = frame[(frame["index"] == "papi") & (frame["kind"] == "place")]
    assert papi["may_be_there"].tolist() == [True, False, False]
    assert not frame.loc[frame["index"] != "papi", "may_be_there"].any()


def test_no_rise_is_counted_in_a_table_that_is_not_whole(data: Loaded, changes: Compared) -> None:
    for index, year in itertools.product(("par_index", "sipas"), (2021, 2025)):
        known = data(year)
        assert rises(known, changes(year), known.index(index), 1.0, of_ranks=False, last_year=year - 1) is None


def test_the_score_of_a_place_is_that_of_the_unit_in_it(data: Loaded, changes: Compared) -> None:
    known = data(2021)
    targets = chiso.targets(known, chiso.results(known, changes(2021), "can-tho"))
    rows = OUTLOOK.rows(chiso.outlook(known, changes(2021), targets))
    papi = [row for row in rows if (row["index"], row.kind) == ("papi", "place")]
    assert [row.index_year for row in papi] == [2020, 2019, 2018]
    for row in papi:
        totals = known.observations.query("index == 'papi' and code == 'TOTAL' and index_year == @row.index_year")
        assert row.score == sorted(totals["value"].dropna(), reverse=True)[row.place - 1]


def test_where_the_table_is_not_whole_only_a_printed_score_of_that_very_place_is_given(
    data: Loaded, changes: Compared
) -> None:
    known = data(2021)
    targets = chiso.targets(known, chiso.results(known, changes(2021), "can-tho"))
    scored = changes(2021).query("index == 'par_index' and value.notna()")
    there = dict(zip(scored["rank"], scored["value"], strict=True))
    for place in (*range(1, 64, 6), 62, 63):
        wanted = targets.assign(target_rank=place)
        frame = chiso.outlook(known, changes(2021), wanted)
        (found,) = OUTLOOK.only(
            frame, lambda row: (row["index"], row.kind, row.index_year) == ("par_index", "place", 2020)
        )
        assert found.score == there.get(place), place
    assert there[37] == 83.76


def test_a_target_that_is_reached_needs_no_rise(data: Loaded, changes: Compared) -> None:
    known = data(2021)
    targets = chiso.targets(known, chiso.results(known, changes(2021), "can-tho"))
    reached = targets.assign(score_gap=-0.5, rank_gap=pd.array([0] * len(targets), dtype="Int64"))
    for row in OUTLOOK.only(chiso.outlook(known, changes(2021), reached), lambda row: row.kind != "place"):
        assert row.is_reached
        assert (row.count, row.cases) == (None, None)
