"""The comparable core: the change of the parts without a break, what all units shared of it, and each unit's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import pandas as pd
import pytest

import chiso
from chiso.catalog import Catalog, Indicator, weight_within
from chiso.facts.comparability import reasons
from chiso.facts.core import core_parts, finest
from chiso.facts.data import Data

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def total(changes: pd.DataFrame, index: str = "papi") -> pd.DataFrame:
    rows = changes[(changes["index"] == index) & (changes["code"] == "TOTAL")].set_index("unit_code")
    return rows[rows["core_change"].notna()]


def test_the_core_is_the_sum_of_the_parts_without_a_break(
    catalog: Catalog, comparisons: Mapping[int, pd.DataFrame]
) -> None:
    for year, table in comparisons.items():
        papi = table[table["index"] == "papi"]
        steps = papi.pivot_table(index="unit_code", columns="code", values="change")
        for code, rows in papi.groupby("code"):
            leaves = [part.code for part in finest(catalog, "papi", year - 1, str(code))]
            kept = [leaf for leaf in leaves if leaf in steps and not reasons(catalog, "papi", leaf, year - 1)]
            known = rows[rows["core_change"].notna()].set_index("unit_code")
            expected = steps.reindex(columns=kept).loc[known.index].sum(axis=1, skipna=False)
            whole = known["core_excluded"].fillna("") == ""
            # Sums that the publisher corrected differ from their parts; where all can be compared the sum counts.
            assert (known.loc[~whole, "core_change"] - expected[~whole]).abs().max() < 1e-5 or whole.all(), (year, code)
            assert (known.loc[whole, "core_change"] == known.loc[whole, "change"]).all(), (year, code)
            if not kept:
                assert known.empty, (year, code)


def test_what_all_units_shared_is_the_mean_of_the_core_and_own_parts_cancel(
    comparisons: Mapping[int, pd.DataFrame],
) -> None:
    for table in comparisons.values():
        for _, rows in table[table["core_shared"].notna() & (table["index"] == "papi")].groupby("code"):
            own = rows["core_change"] - rows["core_shared"]
            assert abs(own.mean()) < 2e-6


def test_the_core_of_the_city_is_what_was_worked_out_by_hand(changes: Compared) -> None:
    fall, rise = total(changes(2021)), total(changes(2020))
    assert fall.loc["92", ["change", "core_change", "core_shared"]].astype(float).round(2).tolist() == [
        -2.83,
        -2.49,
        0.01,
    ]
    own = fall["core_change"] - fall["core_shared"]
    assert (round(own["92"], 2), int(own.rank()["92"])) == (-2.5, 2)
    assert rise.loc["92", ["change", "core_change"]].astype(float).round(2).tolist() == [-0.35, 0.97]
    assert fall.loc["89", ["change", "core_change"]].astype(float).round(2).tolist() == [-0.52, 0.75]
    for table, turned, units in ((rise, 20, 61), (fall, 18, 63)):
        assert (int((table["change"] * table["core_change"] < 0).sum()), len(table)) == (turned, units)
    assert fall["core_excluded"].unique().tolist() == ["8.3"]


def test_across_a_break_of_the_whole_index_there_is_no_core(changes: Compared) -> None:
    table = changes(2022)
    assert table.loc[table["index"] == "papi", "core_change"].isna().all()


def test_a_part_that_left_is_no_part_of_the_core(catalog: Catalog) -> None:
    pairs, broken = core_parts(catalog, "papi", "TOTAL", (2018, 2017))
    assert {now.concept for now, _ in pairs} == {before.concept for _, before in pairs}
    kept = {before.code for _, before in pairs}
    assert kept | set(broken) >= {part.code for part in finest(catalog, "papi", 2017) if part.code not in kept}


def test_of_an_index_known_in_part_the_published_mean_tells_what_was_shared(changes: Compared) -> None:
    table = changes(2021)
    rows = table[table["code"] == "TOTAL"].groupby("index")["core_shared"].first()
    assert rows[["par_index", "sipas"]].round(2).tolist() == [2.57, 1.03]
    assert changes(2022).query("index == 'par_index'")["core_shared"].iloc[0] == pytest.approx(2.65)
    assert changes(2025).query("index == 'sipas'")["core_shared"].iloc[0] == pytest.approx(1.28)


def test_a_value_changed_by_hand_changes_the_core_with_it(data: Loaded, changes: Compared) -> None:
    table = changes(2021).copy()
    mine = (table["unit_code"] == "92") & (table["index"] == "papi")
    part = mine & (table["code"] == "5.3")
    before = total(table).loc["92", "core_change"]
    table.loc[part, "value"] += 0.5
    again = total(chiso.rework(table, data(2021))).loc["92", "core_change"]
    assert again == pytest.approx(before + 0.5, abs=2e-6)


def test_a_part_below_a_weighted_one_weighs_in_the_total_as_that_does(catalog: Catalog) -> None:
    """Only the parts of a total have weights; each of them is the sum of its own parts."""
    meanings = {
        code: Indicator(code, code, parent, code, code, 0, 10, 2020, 2021, "official", weight)
        for code, parent, weight in (
            ("TOTAL", "", None),
            ("D1", "TOTAL", 0.5),
            ("D2", "TOTAL", 2.0),
            ("2.1", "D2", None),
        )
    }
    plain = catalog.indices["papi"]
    weighted = dataclasses.replace(plain, total="published")
    assert [weight_within(weighted, meanings, code) for code in ("D1", "D2", "2.1")] == [0.5, 2.0, 2.0]
    assert weight_within(weighted, meanings, "2.1", "D2") == 1.0
    assert weight_within(plain, meanings, "2.1") == 1.0
