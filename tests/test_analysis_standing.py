"""Where a unit stands: groups as published, quarters elsewhere, distances by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.analysis.standing import papi_group, par_group, standing
from chiso.analysis.tables import scores, whole_totals
from chiso.catalog import Catalog
from chiso.ingest import Observations


@pytest.mark.parametrize(("rank", "group"), [(1, 1), (16, 1), (17, 2), (32, 2), (33, 3), (47, 3), (48, 4), (63, 4)])
def test_the_groups_of_63_are_the_publishers(rank: int, group: int) -> None:
    assert (papi_group(2020, rank, 63).number, papi_group(2020, rank, 63).basis) == (group, "publisher")


@pytest.mark.parametrize(("rank", "group", "basis"), [
    (1, 1, "publisher"), (15, 1, "publisher"), (16, 2, "publisher"), (30, 2, "publisher"), (31, 3, "quartile"),
])  # fmt: skip
def test_the_first_two_groups_of_2023_are_the_publishers(rank: int, group: int, basis: str) -> None:
    found = papi_group(2023, rank, 61)
    assert (found.number, found.basis) == (group, basis)


@given(units=st.integers(4, 63).filter(lambda units: units != 63), data=st.data())
def test_quarters_are_called_so_and_follow_the_rank(units: int, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.tuples(st.integers(1, units), st.integers(1, units))))
    low, high = papi_group(2021, first, units), papi_group(2021, second, units)
    assert low.number <= high.number
    assert {low.basis, high.basis} == {"quartile"}
    assert papi_group(2021, 1, units).number == 1
    assert papi_group(2021, units, units).number == 4


@pytest.mark.parametrize(("score", "group"), [(95.0, 1), (90.0, 1), (89.99, 2), (80.0, 2), (79.99, 3), (70.0, 3)])
def test_par_index_groups_are_those_announced(score: float, group: int) -> None:
    found = par_group(score)
    assert found is not None
    assert (found.number, found.basis) == (group, "announced")
    assert par_group(69.99) is None


def test_can_tho_stood_in_the_second_group_of_2020(catalog: Catalog, observations: Observations) -> None:
    totals = whole_totals(catalog, observations, "papi", 2020)
    assert totals is not None
    found = standing(catalog, totals, catalog.units.resolve("can-tho"), 2020)
    assert found is not None
    assert (found.rank, found.units_ranked, found.group.number) == (29, 63, 2)
    # 34 of the 62 others had a lower total.
    assert round(found.percentile, 2) == 54.84
    assert round(found.median, 4) == round(sorted(totals)[31], 4)
    assert found.best_of_region is not None
    assert found.best_of_region.unit.slug == "dong-thap"
    assert round(found.best_of_region.distance, 4) == round(42.885496 - 46.961086, 4)
    assert found.best_city is not None
    assert found.best_city.unit.slug == "can-tho"
    assert found.best_city.distance == 0


def test_a_withheld_unit_stands_nowhere(catalog: Catalog, observations: Observations) -> None:
    totals = whole_totals(catalog, observations, "papi", 2021)
    assert totals is not None
    assert len(totals) == 60
    assert standing(catalog, totals, catalog.units.resolve("quang-ninh"), 2021) is None


def test_nothing_is_worked_out_over_a_fragment(catalog: Catalog, observations: Observations) -> None:
    for index in ("par_index", "sipas"):
        whole = [
            year
            for year in catalog.index_years
            if (index, year) in catalog.publications and whole_totals(catalog, observations, index, year) is not None
        ]
        assert whole == ([2015] if index == "sipas" else [])


def test_a_table_has_a_row_for_every_unit_and_a_column_for_every_code(
    catalog: Catalog, observations: Observations
) -> None:
    table = scores(observations, "papi", 2020)
    assert table.shape == (63, len(catalog.in_year("papi", 2020)))
    assert isinstance(table["TOTAL"], pd.Series)
