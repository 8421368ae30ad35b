"""The profile of a unit: shares of ranges against two medians, and the ranks of its region over the years."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.facts.data import Data
from chiso.facts.places import RANK_COURSE
from chiso.facts.profile import PROFILE
from chiso.facts.scores import scores

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def test_levels_and_medians_are_shares_of_the_range(data: Loaded, changes: Compared) -> None:
    known = data(2021)
    rows = PROFILE.rows(chiso.profile(known, changes(2021), "can-tho", "papi"))
    assert len(rows) == 29
    table = scores(changes(2021), "papi")
    region = [unit.code for unit in known.catalog.units.in_region(known.unit("can-tho"))]
    for row in rows:
        part, column = known.catalog.indicator("papi", row.code, 2020), table[row.code]
        shares = (pd.Series([column["92"], column.median(), column[region].median()]) - part.scale_min) / (
            part.scale_max - part.scale_min
        )
        assert [row.level, row.national, row.regional] == pytest.approx(list(shares))
        assert row.above == row.above_national == pytest.approx(row.level - row.national)
        assert row.above_regional == pytest.approx(row.level - row.regional)
        assert (row.notable_change is not None) == (
            row.comparable and abs(row.value / row.previous_value - 1) > row.notable_share
        )


def test_a_withheld_part_has_no_level_but_the_others_keep_their_medians(data: Loaded, changes: Compared) -> None:
    rows = PROFILE.rows(chiso.profile(data(2024), changes(2024), "binh-duong", "papi"))
    assert any(row.level is row.above is row.above_national is None for row in rows)
    assert all(0 <= row.national <= 1 for row in rows)


def test_nothing_is_worked_out_where_the_table_is_not_whole(data: Loaded, changes: Compared) -> None:
    assert chiso.profile(data(2021), changes(2021), "can-tho", "par_index").empty
    assert chiso.rank_course(data(2021), changes(2021), "can-tho", "par_index").empty


def test_ranks_over_the_years_are_those_of_the_region_since_the_last_break(data: Loaded, changes: Compared) -> None:
    rows = RANK_COURSE.rows(chiso.rank_course(data(2021), changes(2021), "can-tho", "papi"))
    assert {row.index_year for row in rows} == {2018, 2019, 2020}
    assert len({row.unit_code for row in rows}) == 13
    assert [row.rank for row in rows if row.is_mine] == [8, 8, 29]
    assert [row.units_ranked for row in rows if row.is_mine] == [61, 63, 63]


def test_the_ranks_of_dimensions_are_those_of_the_changes(data: Loaded, changes: Compared) -> None:
    frame = chiso.part_ranks(data(2021), changes(2021), "can-tho", "papi")
    mine = changes(2021).query("index == 'papi' and unit_code == '92'").set_index("code")["rank"]
    assert dict(zip(frame["code"], frame["rank"], strict=True)) == {f"D{n}": mine[f"D{n}"] for n in range(1, 9)}
