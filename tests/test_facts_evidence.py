"""What a comparison can bear: ranks among the same units, errors, ranges of ranks, verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.facts.data import Data
from chiso.facts.evidence import VERDICTS, verdicts_of

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def totals(changes: pd.DataFrame, index: str = "papi") -> pd.DataFrame:
    return changes[(changes["index"] == index) & (changes["code"] == "TOTAL")].set_index("unit_code")


def moved(changes: pd.DataFrame, data: Data, slug: str) -> tuple[int, int]:
    row = totals(changes).loc[data.unit(slug).code]
    return int(row["rank_change"]), int(row["common_rank_change"])


def test_a_change_of_rank_is_taken_among_the_units_ranked_in_both_years(data: Loaded, changes: Compared) -> None:
    for slug, printed, common in (
        ("gia-lai", -1, 0), ("ben-tre", -1, 0), ("thanh-hoa", 0, 2), ("bac-kan", 0, 1), ("can-tho", -6, -5),
    ):  # fmt: skip
        assert moved(changes(2025), data(2025), slug) == (printed, common), slug
    assert moved(changes(2025, 34), data(2025, 34), "hai-phong") == (-1, 0)
    assert moved(changes(2016), data(2016), "can-tho") == (53, 53)
    both = totals(changes(2025))
    off = (both["rank_change"] - both["common_rank_change"]).dropna().abs()
    assert (len(off), int(off.isin([1, 2]).sum())) == (59, 57)
    assert both["common_units"].dropna().unique().tolist() == [59]


def test_common_ranks_are_those_of_the_common_units_ranked_anew(comparisons: Mapping[int, pd.DataFrame]) -> None:
    for year, table in comparisons.items():
        for key, rows in table[table["index"] == "papi"].groupby("code"):
            both = rows[rows["rank"].notna() & rows["previous_rank"].notna()]
            now, before = (both[name].astype(float).rank(method="min") for name in ("rank", "previous_rank"))
            assert (both["common_rank_change"].astype(float) == before - now).all(), (year, key)
            assert (both["common_units"] == len(both)).all()


def test_of_a_fragment_ranks_are_compared_only_where_every_unit_was_ranked(changes: Compared) -> None:
    for year in (2021, 2025):
        rows = totals(changes(year), "par_index").dropna(subset=["rank_change"])
        assert (rows["common_rank_change"] == rows["rank_change"]).all()
        assert (rows["common_units"] == 63).all()


def test_a_published_error_stands_before_an_estimate(data: Loaded, changes: Compared) -> None:
    table = totals(changes(2024))
    known = {
        data(2024).unit(slug).code: error
        for slug, error in (("ha-noi", 0.158), ("cao-bang", 0.193), ("ha-giang", 0.887))
    }
    for code, row in table[table["value"].notna()].iterrows():
        expected = known.get(str(code), round(float(table.loc["92", "standard_error"]), 6))
        assert row["standard_error"] == pytest.approx(expected)
    assert (totals(changes(2025)).loc[list(known), "error_basis"] == "estimated").all()


def test_an_estimate_for_a_merged_unit_has_the_error_of_a_mean(data: Loaded, changes: Compared) -> None:
    known, table = data(2021, 34), totals(changes(2021, 34))
    single = float(totals(changes(2021)).loc["92", "standard_error"])
    for code, row in table[table["standard_error"].notna()].iterrows():
        weights = np.array([part.weight for part in known.catalog.parts_of(str(code))])
        expected = single * float(np.sqrt((weights**2).sum()) / weights.sum())
        assert row["standard_error"] == pytest.approx(expected, abs=1e-6)


def test_the_verdicts_that_the_press_got_wrong(data: Loaded, changes: Compared) -> None:
    code = data(2025).unit("ha-giang").code
    assert totals(changes(2025)).loc[code, ["verdict", "rank_verdict"]].tolist() == ["cannot be told"] * 2
    assert totals(changes(2025), "sipas").loc["92", "verdict"] == "cannot be told"
    assert totals(changes(2021)).loc["92", ["verdict", "rank_verdict"]].tolist() == ["fell", "cannot be told"]
    assert totals(changes(2016)).loc["92", ["verdict", "rank_verdict"]].tolist() == ["rose", "probably rose"]


def test_a_verdict_follows_from_the_change_of_the_core_the_unit_s_own_part_of_it_and_the_errors(
    comparisons: Mapping[int, pd.DataFrame],
) -> None:
    for year, table in comparisons.items():
        told = table["verdict"].fillna("")
        assert set(told) <= {"", *VERDICTS}
        assert ((told != "") == (table["comparable"] & table["core_change"].notna())).all(), year
        own = table["core_change"] - table["core_shared"].fillna(0.0)
        least = np.minimum(own.abs(), table["core_change"].abs())
        beyond = least / np.hypot(table["standard_error"], table["previous_standard_error"])
        sure = told.isin(["rose", "fell"])
        assert (beyond[sure] > 1.9599).all()
        assert (beyond[told.str.startswith("probably")] > 1.2815).all()
        assert (np.sign(own)[sure] == np.where(told[sure] == "rose", 1, -1)).all()
        unclear = (told == "cannot be told") & beyond.notna() & (np.sign(own) == np.sign(table["core_change"]))
        assert (beyond[unclear] < 1.2816).all()
        assert (told[(told != "") & beyond.isna()] == "cannot be told").all()


def test_a_rank_moved_only_where_the_ranges_of_both_years_do_not_meet(comparisons: Mapping[int, pd.DataFrame]) -> None:
    for table in comparisons.values():
        told = table["rank_verdict"].fillna("")
        rose, fell = table[told == "rose"], table[told == "fell"]
        assert (rose["rank_high"] < rose["previous_rank_low"]).all()
        assert (fell["rank_low"] > fell["previous_rank_high"]).all()
        held = table.dropna(subset=["rank_low", "rank"])
        assert ((held["rank_low"] <= held["rank"]) & (held["rank"] <= held["rank_high"])).all()


@given(change=st.floats(-50, 50), error=st.floats(0.001, 20), factor=st.floats(1, 10))
def test_a_verdict_grows_weaker_with_the_error_and_turns_with_the_sign(
    change: float, error: float, factor: float
) -> None:
    strength = {"fell": 2, "probably fell": 1, "cannot be told": 0, "probably rose": 1, "rose": 2}
    errors = pd.Series([error, error * factor, error])
    said, weaker, turned = verdicts_of(pd.Series([change, change, -change]), 0.0, errors)
    assert strength[weaker] <= strength[said]
    assert turned == VERDICTS[::-1][VERDICTS.index(said)]


def test_working_out_anew_what_was_not_changed_changes_nothing(data: Loaded, changes: Compared) -> None:
    for year in (2021, 2025):
        table = changes(year)
        pd.testing.assert_frame_equal(chiso.rework(table, data(year)), table, check_dtype=False)
