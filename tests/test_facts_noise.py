"""Errors of scores where none is published: estimated from how units move over one and over two years."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.facts.data import Data
from chiso.facts.error_series import _from_changes, estimates_of

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def of_total(data: Data, index: str = "papi") -> list[object]:
    found = chiso.noise(data).query("index == @index and code == 'TOTAL'").iloc[0]
    return [round(float(found["noise"]), 2), int(found["first_year"]), int(found["last_year"]), int(found["parts"])]


def test_the_error_of_the_total_comes_out_as_worked_out_by_hand(data: Loaded) -> None:
    assert of_total(data(2018)) == [0.88, 2011, 2017, 20]
    assert of_total(data(2021)) == [0.65, 2018, 2020, 24]
    assert of_total(data(2025)) == [0.74, 2021, 2024, 28]


def test_a_series_that_is_too_short_has_the_error_of_the_one_before(data: Loaded) -> None:
    assert of_total(data(2020)) == of_total(data(2018))
    assert of_total(data(2022)) == of_total(data(2021))


def test_a_small_estimate_of_three_editions_does_not_outweigh_a_larger_one_before(data: Loaded) -> None:
    """2021 to 2023 alone give 0.32; a year later the same series gave 0.74, and one published error is 0.89."""
    assert of_total(data(2024)) == of_total(data(2021))


def test_published_errors_are_told_beside_the_estimate(data: Loaded) -> None:
    row = chiso.noise(data(2025)).query("index == 'papi' and code == 'TOTAL'").iloc[0]
    assert [row["published_units"], row["published_year"]] == [3, 2023]
    assert [round(float(row[name]), 3) for name in ("published_low", "published_high")] == [0.158, 0.887]


def test_where_nothing_can_be_estimated_there_is_no_error_and_never_zero(data: Loaded) -> None:
    for year, basis in ((2013, "too_short"), (2021, "estimated")):
        rows = chiso.noise(data(year)).set_index(["index", "code"])
        assert rows.loc[("papi", "TOTAL"), "basis"] == basis
    rows = chiso.noise(data(2025)).set_index(["index", "code"])
    assert rows.loc[[("par_index", "TOTAL"), ("sipas", "TOTAL")], "basis"].tolist() == ["not_survey", "not_whole"]
    assert rows.loc[rows["basis"] != "estimated", "noise"].isna().all()
    assert (rows.loc[rows["basis"] == "estimated", "noise"] > 0).all()


def test_the_limits_hold_the_estimate(data: Loaded) -> None:
    rows = chiso.noise(data(2025)).query("basis == 'estimated'")
    assert (rows["noise_low"] <= rows["noise"]).all()
    assert (rows["noise"] <= rows["noise_high"]).all()


def test_nothing_later_than_the_index_year_is_looked_at(data: Loaded) -> None:
    late, keys = data(2025), [("papi", "TOTAL")]
    assert estimates_of(late, keys, 2020) == estimates_of(data(2021), keys, 2020)
    for year in (2015, 2018, 2021):
        assert chiso.noise(data(year))["last_year"].dropna().max() <= year - 1


@settings(max_examples=15, deadline=None)
@given(error=st.floats(0.3, 2.0), drift=st.floats(0.0, 1.0), shift=st.floats(-5.0, 5.0), seed=st.integers(0, 2**32 - 1))
def test_the_error_is_found_again_in_scores_that_wander(error: float, drift: float, shift: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    years, units = list(range(2001, 2009)), 4000
    steps = generator.normal(0.0, drift, (len(years), units)) + shift * np.arange(len(years))[:, None]
    scores = steps.cumsum(axis=0) + generator.normal(0.0, error, steps.shape)
    found = _from_changes(scores, years, 1)
    assert found is not None
    # The square is a mean of products of two changes that follow one another; six of its standard errors.
    spread = (drift**2 + 2 * error**2) / (units * (len(years) - 2)) ** 0.5
    assert found.noise**2 == pytest.approx(error**2, abs=6 * spread)
    assert found.noise_low <= found.noise <= found.noise_high


def test_real_movement_that_is_gone_a_year_later_counts_as_error() -> None:
    generator = np.random.default_rng(7)
    scores = generator.normal(0.0, 1.0, (6, 3000)) + generator.normal(0.0, 0.5, (6, 3000))
    found = _from_changes(scores, list(range(6)), 1)
    assert found is not None
    assert found.noise == pytest.approx(np.hypot(1.0, 0.5), abs=0.05)


def test_equal_inputs_give_equal_estimates(data: Loaded) -> None:
    known = data(2021)
    again = dataclasses.replace(
        known, measured=type(known.measured)(known.measured.values.copy(), known.measured.ranks)
    )
    pd.testing.assert_frame_equal(chiso.noise(known), chiso.noise(again))
