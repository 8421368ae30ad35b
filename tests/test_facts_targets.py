"""How far a target is, and what became of it: only on its own scale, and only where both sides are known."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.targets import OUTCOME, TARGETS, targets_of

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def wanted(data: Data, changes: pd.DataFrame, unit: str = "can-tho") -> dict[str, Row]:
    rows = TARGETS.rows(chiso.targets(data, chiso.results(data, changes, unit)))
    return {row["index"]: row for row in rows}


def test_the_plan_of_2021_is_as_far_as_its_figures_say(data: Loaded, changes: Compared) -> None:
    found = wanted(data(2021), changes(2021))
    for index, score, within, score_gap, rank_gap in (
        ("par_index", 86, 15, "2.24", 22),
        ("sipas", 88, 25, "3.86", 13),
        ("papi", 45, 20, "2.114504", 9),
    ):
        row = found[index]
        assert (row.target_score, row.target_rank, row.same_scale) == (score, within, True)
        assert (Decimal(str(row.score_gap)), row.rank_gap) == (Decimal(score_gap), rank_gap)
        assert row.plan_raw_row
    assert list(found) == ["par_index", "sipas", "papi"]


def test_targets_belong_to_their_unit_and_year(data: Loaded) -> None:
    assert [target.index for target in targets_of(data(2025), "24", 2024)] == ["par_index", "sipas"]
    assert targets_of(data(2025), "92", 2019) == targets_of(data(2025), "93", 2021) == []


def test_a_target_of_an_index_made_otherwise_has_no_gap(data: Loaded, changes: Compared) -> None:
    """42.05 for PAPI 2020 was set in 2018, when the total went to 60: 45.71 of 80 does not reach it."""
    row = wanted(data(2020), changes(2020))["papi"]
    assert (row.same_scale, row.score_gap, row.rank_gap) == (False, None, None)


@settings(max_examples=15)
@given(score=st.one_of(st.none(), st.decimals(10, 80, places=6)), rank=st.one_of(st.none(), st.integers(1, 63)))
def test_a_gap_is_there_where_both_sides_are_known_and_positive_until_it_is_reached(
    data: Loaded, changes: Compared, score: Decimal | None, rank: int | None
) -> None:
    results = chiso.results(data(2021), changes(2021), "can-tho")
    papi = results["index"] == "papi"
    results.loc[papi, "value"] = None if score is None else float(score)
    results.loc[papi, "rank"] = pd.NA if rank is None else rank
    (row,) = TARGETS.only(chiso.targets(data(2021), results), lambda row: row["index"] == "papi")
    assert row.score_gap is row.value is None or Decimal(str(row.score_gap)) == 45 - (score or 0)
    assert row.rank_gap == (None if rank is None else rank - 20)


def test_the_plan_of_2021_was_missed(data: Loaded, changes: Compared) -> None:
    rows = {row["index"]: row for row in OUTCOME.rows(chiso.verdicts(data(2022), changes(2022), "can-tho"))}
    for index, score, rank, comparable in (
        ("par_index", "missed", "missed", True),  # 84.97 against 86, 51st against 15th
        ("sipas", "missed", "missed", True),  # 85.54 against 88, 48th against 25th
        ("papi", "missed", "missed", False),  # 41.23 against 45, 42nd of 60 against 20th, across a break
    ):
        row = rows[index]
        assert (row.score_verdict, row.rank_verdict, row.verdict) == (score, rank, "missed"), index
        assert (row.comparable, bool(row.break_en)) == (comparable, not comparable), index


def test_a_rank_without_its_score_is_judged_and_the_score_stays_open(data: Loaded, changes: Compared) -> None:
    edited = changes(2022).copy()
    mine = (edited["index"] == "sipas") & (edited["unit_code"] == "92") & (edited["code"] == "TOTAL")
    for rank, verdict in ((48, "missed"), (25, "unknown")):
        edited.loc[mine, ["value", "rank"]] = [None, rank]
        (row,) = OUTCOME.only(chiso.verdicts(data(2022), edited, "can-tho"), lambda row: row["index"] == "sipas")
        assert (row.value, row.score_verdict, row.verdict) == (None, "unknown", verdict)
        assert row.rank_verdict == ("missed" if rank > 25 else "reached")


def test_a_target_on_another_scale_is_not_judged(data: Loaded, changes: Compared) -> None:
    frame = chiso.verdicts(data(2021), changes(2021), "can-tho", plan_year=2020)
    (row,) = OUTCOME.only(frame, lambda row: row["index"] == "papi")
    assert (row.score_verdict, row.rank_verdict, row.verdict) == ("other_scale", "not_set", "other_scale")


def test_a_target_whose_year_was_not_measured_yet_is_open(data: Loaded, changes: Compared) -> None:
    for row in OUTCOME.rows(chiso.verdicts(data(2021), changes(2021), "can-tho", plan_year=2021)):
        assert (row.score_verdict, row.rank_verdict, row.verdict) == ("unknown", "unknown", "unknown")
        assert (row.value, row.rank) == (None, None)


def test_the_verdict_on_a_whole_target_follows_from_its_parts(data: Loaded, changes: Compared) -> None:
    for value, place, verdict in ((45.0, 20, "reached"), (44.9, 20, "missed"), (50.0, 21, "missed")):
        edited = changes(2022).copy()
        mine = (edited["index"] == "papi") & (edited["unit_code"] == "92") & (edited["code"] == "TOTAL")
        edited.loc[mine, ["value", "rank"]] = [value, place]
        (row,) = OUTCOME.only(chiso.verdicts(data(2022), edited, "can-tho"), lambda row: row["index"] == "papi")
        assert row.verdict == verdict, (value, place)
