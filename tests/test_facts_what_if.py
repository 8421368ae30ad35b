"""What one step would bring: arithmetic on a whole table."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.errors import ParameterError
from chiso.facts.data import Data
from chiso.facts.scores import scores
from chiso.facts.what_if import WHAT_IF

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


@settings(max_examples=30)
@given(level=st.floats(0.3, 3.3), unit=st.sampled_from(["92", "22", "01", "72"]))
def test_a_step_up_never_costs_places_and_no_step_changes_nothing(
    data: Loaded, changes: Compared, level: float, unit: str
) -> None:
    totals = scores(changes(2021), "papi")["TOTAL"]
    part = scores(changes(2021), "papi")["3.2"]
    for wanted in (level, float(part[unit])):
        (found,) = WHAT_IF.rows(chiso.what_if(data(2021), changes(2021), unit, "papi", levels={"3.2": wanted}))
        total = totals[unit] + wanted - part[unit]
        assert found.total == pytest.approx(total)
        assert found.place == 1 + sum(totals.drop(unit) > total + 1e-9)
        assert (found.places >= 0) if found.gain >= 0 else (found.places <= 0)
        assert found.places == 0 or found.gain != 0


def test_levels_are_those_of_the_year_before_of_the_best_of_the_region_and_of_the_median(
    data: Loaded, changes: Compared
) -> None:
    now, before = scores(changes(2021), "papi"), scores(changes(2021), "papi", earlier=True)
    region = [unit.code for unit in data(2021).catalog.units.in_region(data(2021).unit("can-tho"))]
    assert len(region) == 13
    rows = WHAT_IF.rows(chiso.what_if(data(2021), changes(2021), "can-tho", "papi", codes=["D3", "3.2"]))
    assert len(rows) == 6
    for row in rows:
        column = now[row.code]
        expected = {"earlier": before[row.code]["92"], "region_best": column[region].max(), "median": column.median()}
        assert row.level == expected[row.aim]
        assert row.gain == pytest.approx(expected[row.aim] - column["92"])
        assert row.total == pytest.approx(42.885496 + row.gain)
        assert row.places == 29 - row.place


def test_without_codes_the_parts_of_the_total_are_looked_at(data: Loaded, changes: Compared) -> None:
    frame = chiso.what_if(data(2021), changes(2021), "can-tho", "papi")
    assert list(frame["code"].unique()) == [f"D{number}" for number in range(1, 9)]


def test_what_is_not_known_gives_no_step(data: Loaded, changes: Compared) -> None:
    assert chiso.what_if(data(2022), changes(2022), "quang-ninh", "papi").empty  # no total
    assert chiso.what_if(data(2021), changes(2021), "can-tho", "par_index", codes=["TOTAL"]).empty  # not whole
    first = WHAT_IF.rows(chiso.what_if(data(2019), changes(2019), "can-tho", "papi", codes=["D7"], aims=["earlier"]))
    assert [(row.level, row.total, row.place) for row in first] == [(None, None, None)]  # D7 is new
    with pytest.raises(ParameterError, match=r"no part '9\.9' in 2020") as caught:
        chiso.what_if(data(2021), changes(2021), "can-tho", "papi", codes=["9.9"])
    assert "D8" in caught.value.remedy
