"""Where a unit stands: groups as published, quarters elsewhere, distances by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.catalog import Catalog
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.group_rules import group_of
from chiso.facts.standing import STANDING

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def grouped(
    catalog: Catalog, index: str, year: int, rank: int, units: int, score: float | None = None
) -> tuple[int | None, str] | None:
    found = group_of(catalog, catalog.indices[index], year, rank, units, score)
    return found and (found.number, found.basis)


def test_groups_are_the_publisher_s_where_their_bounds_are_known(catalog: Catalog) -> None:
    for rank, group in ((1, 1), (16, 1), (17, 2), (32, 2), (33, 3), (47, 3), (48, 4), (63, 4)):
        assert grouped(catalog, "papi", 2020, rank, 63) == (group, "publisher"), rank
    for rank, group in ((1, 1), (15, 1), (16, 2), (30, 2)):
        assert grouped(catalog, "papi", 2023, rank, 61) == (group, "publisher"), rank
    assert grouped(catalog, "papi", 2023, 31, 61) == (3, "quartile")


@given(units=st.integers(4, 62), ranks=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_quarters_are_called_so_and_follow_the_rank(catalog: Catalog, units: int, ranks: tuple[float, float]) -> None:
    first, second = (grouped(catalog, "papi", 2021, 1 + round(at * (units - 1)), units) for at in sorted(ranks))
    assert first is not None
    assert second is not None
    assert (first[0] or 0) <= (second[0] or 0)
    assert {first[1], second[1]} == {"quartile"}
    assert grouped(catalog, "papi", 2021, 1, units) == (1, "quartile")
    assert grouped(catalog, "papi", 2021, units, units) == (4, "quartile")


def test_groups_by_score_are_those_announced_and_an_index_without_groups_has_none(catalog: Catalog) -> None:
    for score, group in ((95.0, 1), (90.0, 1), (89.99, 2), (80.0, 2), (79.99, 3), (70.0, 3), (69.99, None)):
        assert grouped(catalog, "par_index", 2020, 5, 63, score=score) == (group, "announced"), score
    assert grouped(catalog, "sipas", 2020, 1, 63, score=95.0) is None


def standing(data: Data, changes: pd.DataFrame, unit: str, index: str) -> Row:
    frame = chiso.standing(data, changes, chiso.results(data, changes, unit))
    (found,) = STANDING.only(frame, lambda row: row["index"] == index)
    return found


def test_can_tho_stood_in_the_second_group_of_2020(data: Loaded, changes: Compared) -> None:
    found = standing(data(2021), changes(2021), "can-tho", "papi")
    assert (found.rank, found.units_ranked, found.group, found.group_basis) == (29, 63, 2, "publisher")
    # 34 of the 62 others had a lower total.
    assert round(found.ahead_of, 2) == 54.84
    assert (found.region_best_en, round(found.region_best_distance, 4)) == (
        "Dong Thap",
        round(42.885496 - 46.961086, 4),
    )
    assert (found.city_best_en, found.city_best_distance) == ("Can Tho", 0)


def test_what_is_said_of_a_whole_table_is_what_one_counts(data: Loaded, changes: Compared) -> None:
    for year, units in ((2024, 0), (2025, 34)):
        known, table = data(year, units), changes(year, units)
        totals = table.query("index == 'papi' and code == 'TOTAL'").set_index("unit_code")["value"].dropna()
        for unit in known.catalog.units:
            found = standing(known, table, unit.code, "papi")
            if unit.code not in totals:
                assert (found.ahead_of, found.median, found.region_best) == (None, None, None)
                continue
            mine, others = totals[unit.code], totals.drop(unit.code)
            assert found.ahead_of == pytest.approx(100 * (others < mine).mean())
            assert found.median == totals.median()
            assert found.median_distance == pytest.approx(mine - totals.median())
            region = [other.code for other in known.catalog.units.in_region(unit)]
            assert found.region_best == totals[totals.index.isin(region)].max()
            assert totals[found.region_best_code] == found.region_best


def test_where_the_table_is_not_whole_only_what_is_published_is_said(data: Loaded, changes: Compared) -> None:
    for index in ("par_index", "sipas"):
        found = standing(data(2021), changes(2021), "can-tho", index)
        assert found.ahead_of is found.median is found.region_best is found.city_best is None
        published = {
            figure.statistic: figure.value
            for figure in data(2021).catalog.national
            if (figure.index, figure.index_year) == (index, 2020)
        }
        assert (found.mean, found.highest) == (published.get("mean"), published.get("max"))
        assert found.mean is not None
