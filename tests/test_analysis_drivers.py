"""What moved a total: the parts add up, shared and own are told apart, breaks take part in no statement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chiso.analysis.drivers import decompose, largest_own, rescale, shifted
from chiso.catalog import Catalog, Indicator
from chiso.ingest import Observations

CAN_THO = "92"
YEARS = range(2012, 2025)


def known(catalog: Catalog, year: int, unit: str) -> bool:
    """Whether nothing of the unit was withheld in either year."""
    return not any(("papi", one, unit) in catalog.suppressed for one in (year - 1, year))


@pytest.mark.parametrize("year", YEARS)
def test_dimensions_and_sub_dimensions_add_up_to_the_change_of_the_total(
    catalog: Catalog, observations: Observations, year: int
) -> None:
    for unit in catalog.units:
        found = decompose(catalog, observations, "papi", unit.code, year)
        if not known(catalog, year, unit.code):
            continue
        assert found is not None
        for parts in (found.dimensions, found.components):
            for name in ("change", "shared", "own"):
                # Each published score has six decimals: sums agree to the last of them.
                assert sum(getattr(part, name) for part in parts) == pytest.approx(getattr(found, name), abs=2e-6)
        assert found.change == pytest.approx(found.shared + found.own, abs=1e-9)


@pytest.mark.parametrize("year", YEARS)
def test_the_parts_of_a_dimension_add_up_to_its_change(catalog: Catalog, observations: Observations, year: int) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, year)
    assert found is not None
    for dimension in found.dimensions:
        mine = [part.change for part in found.components if part.parent == dimension.indicator.code]
        assert sum(mine) == pytest.approx(dimension.change, abs=2e-6)


def test_own_changes_cancel_out_over_all_units(catalog: Catalog, observations: Observations) -> None:
    owns = [
        found.own
        for unit in catalog.units
        if (found := decompose(catalog, observations, "papi", unit.code, 2022)) is not None
    ]
    assert len(owns) == 60
    assert sum(owns) == pytest.approx(0.0, abs=1e-9)


def test_the_fall_of_can_tho_in_2020_is_taken_apart_as_published(catalog: Catalog, observations: Observations) -> None:
    # 42.885496 − 45.712490 = −2.826994; the mean of the 63 changes is −0.839754.
    found = decompose(catalog, observations, "papi", CAN_THO, 2020)
    assert found is not None
    assert round(found.change, 4) == -2.8270
    assert round(found.shared, 2) == -0.84
    assert round(found.own, 2) == -1.99
    losses, gains = largest_own(found)
    assert [part.indicator.code for part in losses] == ["3.2", "2.3", "1.3"]
    assert len(gains) == 3
    assert min(part.own for part in gains) > 0


def test_a_shifted_series_is_no_loss_though_its_score_fell(catalog: Catalog, observations: Observations) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, 2020)
    assert found is not None
    (part,) = shifted(catalog, found, "papi", 2020)
    assert part.indicator.code == "8.3"
    assert part.change < -0.3
    assert part.shared < -0.8
    assert part.own > 0.5
    assert not part.comparable
    assert not part.notable
    losses, gains = largest_own(found, count=99)
    assert part not in losses + gains


@pytest.mark.parametrize("year", [2018, 2021])
def test_across_a_break_of_the_whole_index_no_part_that_changed_is_a_gain_or_loss(
    catalog: Catalog, observations: Observations, year: int
) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, year)
    assert found is not None
    broken = {part.indicator.code for part in found.components if not part.comparable}
    losses, gains = largest_own(found, count=99)
    assert not broken & {part.indicator.code for part in losses + gains if not part.comparable}
    assert not any(part.notable for part in found.components if not part.comparable)


def test_poverty_lists_are_followed_through_their_change_of_code(catalog: Catalog, observations: Observations) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, 2018)
    assert found is not None
    (lists,) = [part for part in found.components if part.indicator.concept == "poverty_lists"]
    assert lists.indicator.code == "2.2"
    assert lists.presence == "both"
    before = observations.values.query("index == 'papi' and index_year == 2017 and unit_code == '92' and code == '2.1'")
    assert lists.previous_value == before["value"].item()
    assert not lists.comparable  # its scale went from 3.33 to 2.5


def test_what_is_new_counts_with_its_whole_score(catalog: Catalog, observations: Observations) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, 2019)
    assert found is not None
    (entered,) = [part for part in found.components if part.presence == "entered"]
    assert entered.indicator.code == "8.3"
    assert entered.change == entered.value
    assert entered.previous_value is None
    assert entered.relative_change is None


def test_a_unit_without_one_of_the_totals_is_not_taken_apart(catalog: Catalog, observations: Observations) -> None:
    assert decompose(catalog, observations, "papi", "22", 2021) is None  # Quảng Ninh, withheld
    assert decompose(catalog, observations, "papi", "22", 2022) is None
    assert decompose(catalog, observations, "par_index", CAN_THO, 2020) is None  # no parts


def test_a_change_above_five_percent_is_marked(catalog: Catalog, observations: Observations) -> None:
    found = decompose(catalog, observations, "papi", CAN_THO, 2020)
    assert found is not None
    for part in (*found.dimensions, *found.components):
        if part.comparable:
            assert part.value is not None
            assert part.previous_value is not None
            assert part.notable == (abs(part.value / part.previous_value - 1) > 0.05)


@settings(max_examples=200)
@given(
    low=st.floats(0, 2),
    width=st.floats(0.5, 10),
    one=st.floats(0, 1),
    other=st.floats(0, 1),
)
def test_rescaling_is_monotone_and_ends_at_nought_and_one(low: float, width: float, one: float, other: float) -> None:
    indicator = Indicator("1.1", "x", "D1", "x", "x", low, low + width, 2011, 2024, "official")
    assert rescale(indicator.scale_min, indicator) == pytest.approx(0.0)
    assert rescale(indicator.scale_max, indicator) == pytest.approx(1.0)
    first, second = sorted((low + one * width, low + other * width))
    assert rescale(first, indicator) <= rescale(second, indicator)
