"""What one step would bring: arithmetic on a whole table."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.analysis.tables import scores, whole_totals
from chiso.analysis.whatif import step, with_part
from chiso.catalog import Catalog
from chiso.ingest import Observations


@given(totals=st.lists(st.floats(10, 80), min_size=2, max_size=63), change=st.floats(-5, 5))
def test_more_points_never_cost_places(totals: list[float], change: float) -> None:
    table = pd.Series(totals, index=[f"{place:02d}" for place in range(len(totals))])
    total, rank = with_part(table, "00", change)
    assert total == pytest.approx(totals[0] + change)
    assert 1 <= rank <= len(totals)
    _, now = with_part(table, "00", 0.0)
    assert (rank <= now) if change >= 0 else (rank >= now)


def test_without_a_step_the_rank_is_the_published_one(catalog: Catalog, observations: Observations) -> None:
    totals = whole_totals(catalog, observations, "papi", 2020)
    assert totals is not None
    assert with_part(totals, "92", 0.0) == (totals["92"], 29)


def test_back_at_its_earlier_level(catalog: Catalog, observations: Observations) -> None:
    # Dimension 3 of Cần Thơ: 2019 against 2020, added to 42.885496.
    earlier = float(scores(observations, "papi", 2019)["D3"]["92"])
    now = float(scores(observations, "papi", 2020)["D3"]["92"])
    found = step(catalog, observations, "papi", "92", 2020, "D3", "earlier", earlier=earlier)
    assert found is not None
    assert found.gain == pytest.approx(earlier - now)
    assert found.total == pytest.approx(42.885496 + earlier - now)
    assert found.places == 29 - found.rank > 0


def test_at_the_best_of_the_region_and_at_the_median(catalog: Catalog, observations: Observations) -> None:
    table = scores(observations, "papi", 2020)
    region = [unit.code for unit in catalog.units.in_region(catalog.units.resolve("can-tho"))]
    assert len(region) == 13
    best = step(catalog, observations, "papi", "92", 2020, "3.2", "region_best")
    median = step(catalog, observations, "papi", "92", 2020, "3.2", "median")
    assert best is not None
    assert median is not None
    assert best.level == max(table["3.2"][code] for code in region)
    assert median.level == sorted(table["3.2"])[31]


def test_what_is_not_known_gives_no_step(catalog: Catalog, observations: Observations) -> None:
    assert step(catalog, observations, "papi", "92", 2020, "D3", "earlier") is None
    assert step(catalog, observations, "papi", "22", 2021, "D1", "median") is None  # no total
    assert step(catalog, observations, "par_index", "92", 2020, "TOTAL", "median") is None  # a fragment
    assert step(catalog, observations, "papi", "92", 2020, "9.9", "median") is None
