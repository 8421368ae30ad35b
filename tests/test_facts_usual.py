"""How usual a change is, and what was to be expected from where a unit stood."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import chiso
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.usual import USUAL, pairs

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def usual(data: Data, changes: pd.DataFrame, unit: str) -> Row:
    (row,) = USUAL.rows(chiso.usual(data, changes, chiso.results(data, changes, unit)))
    return row


def test_moves_as_far_are_counted_over_all_comparable_pairs_of_years(data: Loaded, changes: Compared) -> None:
    row = usual(data(2021), changes(2021), "can-tho")
    assert (row.as_far, row.cases, row.start_as_far, row.start_cases) == (48, 498, 22, 128)
    assert (row.first_year, row.last_year, row.start_first, row.start_last) == (2011, 2020, 1, 16)
    assert row.start_mean_move == pytest.approx(-8.0, abs=0.005)
    table = pairs(data(2025), changes(2025), "papi")
    sizes = table["move"].abs()
    assert (len(table), float(sizes.median()), float(sizes.quantile(0.9))) == (676, 9.0, 24.0)
    assert round(float((sizes >= 5).mean()), 2) == 0.7
    present = table[table["index_year"].isin([2019, 2020])]
    assert (int((present["move"] <= -21).sum()), len(present)) == (17, 124)


def test_a_part_of_a_change_was_to_be_expected_from_the_start(data: Loaded, changes: Compared) -> None:
    row = usual(data(2021), changes(2021), "can-tho")
    assert [round(row[name], 2) for name in ("start_distance", "slope", "expected", "own_change")] == [
        2.1,
        -0.4,
        -0.84,
        -1.99,
    ]


def test_the_expectation_rests_on_earlier_pairs_alone(data: Loaded, changes: Compared) -> None:
    table = pairs(data(2025), changes(2025), "papi")
    for year in (2020, 2021, 2025):
        earlier = table[table["index_year"] < year - 1]
        slope = np.polyfit(earlier["distance"], earlier["own"], 1)[0]
        assert usual(data(year), changes(year), "can-tho").slope == pytest.approx(slope, abs=1e-5)


def test_the_largest_change_of_all_is_known_as_that(data: Loaded, changes: Compared) -> None:
    assert usual(data(2025), changes(2025), "tay-ninh").larger == 1
    assert usual(data(2025), changes(2025), "can-tho").larger > 1


def test_there_is_nothing_to_say_across_a_break_or_of_a_fragment(data: Loaded, changes: Compared) -> None:
    for year in (2019, 2022):
        found = chiso.usual(data(year), changes(year), chiso.results(data(year), changes(year), "can-tho"))
        assert found.empty


def test_own_changes_and_moves_cancel_in_each_pair_of_years(data: Loaded, changes: Compared) -> None:
    table = pairs(data(2025), changes(2025), "papi")
    assert table.groupby("index_year")["own"].sum().abs().max() < 1e-6
    assert table.groupby("index_year")["distance"].sum().abs().max() < 1e-6
    assert (table["start"] - table["move"] >= 1).all()
    assert (table["start"] - table["move"] <= table["units"]).all()
