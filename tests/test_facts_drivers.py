"""What moved a total: the parts add up, shared and own are told apart, breaks take part in no statement."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.catalog import Indicator
from chiso.facts.data import Data
from chiso.facts.drivers import DRIVERS
from chiso.facts.frames import Row
from chiso.facts.notable import is_notable, share_of_range

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]
Taken = Callable[..., list[Row]]
CAN_THO = "92"


@pytest.fixture
def drivers(data: Loaded, changes: Compared) -> Taken:
    """What gives the parts of the change of PAPI in a briefing year."""
    return lambda year, unit=CAN_THO, units=0, index="papi": DRIVERS.rows(
        chiso.drivers(data(year, units), changes(year, units), data(year, units).catalog.units.by_code[unit], index)
    )


@pytest.mark.parametrize(("year", "units"), [(2014, 0), (2019, 0), (2021, 0), (2023, 0), (2023, 34)])
def test_parts_add_up_to_their_whole_in_what_they_add_share_and_keep_for_themselves(
    data: Loaded, drivers: Taken, year: int, units: int
) -> None:
    catalog = data(year, units).catalog
    taken = 0
    for unit in catalog.units:
        rows = drivers(year, unit.code, units)
        known = not any(("papi", each, unit.code) in catalog.suppressed for each in (year - 1, year - 2))
        assert bool(rows) == known, unit.name_vi
        taken += known
        for parent in {row.parent for row in rows if row.parent} & {row.code for row in rows if row.presence != "left"}:
            (whole,) = [row for row in rows if row.code == parent and row.presence != "left"]
            for name in ("adds", "shared", "own"):
                found = sum(row[name] for row in rows if row.parent == parent)
                # Each published score has six decimals; sums of rounded estimates may each miss by half of the last.
                assert found == pytest.approx(whole[name], abs=1e-5 if units else 2e-6), (unit.name_vi, parent, name)
        for row in rows:
            assert row.adds == pytest.approx(row.shared + row.own, abs=1e-9)
    assert taken >= (30 if units else 58)


def test_own_changes_cancel_out_over_all_units(data: Loaded, drivers: Taken) -> None:
    owns = [rows[-1].own for unit in data(2023).catalog.units if (rows := drivers(2023, unit.code))]
    assert len(owns) == 60
    assert sum(owns) == pytest.approx(0.0, abs=1e-9)


def test_the_fall_of_can_tho_in_2020_is_taken_apart_as_published(drivers: Taken) -> None:
    # 42.885496 − 45.712490 = −2.826994; the mean of the 63 changes is −0.839754.
    total = drivers(2021)[-1]
    assert total.code == "TOTAL"
    assert (round(total.change, 4), round(total.shared, 2), round(total.own, 2)) == (-2.8270, -0.84, -1.99)
    parts = [row for row in drivers(2021) if row.parent not in ("", "TOTAL") and row.comparable]
    assert [row.code for row in sorted(parts, key=lambda row: row.own)[:3]] == ["3.2", "2.3", "1.3"]


def test_a_shifted_series_is_shared_and_never_marked(drivers: Taken) -> None:
    (part,) = [row for row in drivers(2021) if "level" in row.reasons.split()]
    assert part.code == "8.3"
    assert part.change < -0.3
    assert part.shared < -0.8
    assert part.own > 0.5
    assert not part.comparable
    assert not part.is_notable


def test_across_a_break_no_part_is_marked(drivers: Taken) -> None:
    for year in (2019, 2022):
        assert [row for row in drivers(year) if not row.comparable]
        assert not [row for row in drivers(year) if row.is_notable and not row.comparable]


def test_a_meaning_is_followed_through_its_change_of_code(data: Loaded, drivers: Taken) -> None:
    (lists,) = [row for row in drivers(2019) if row.concept == "poverty_lists"]
    assert (lists.code, lists.presence, lists.comparable) == ("2.2", "both", False)  # its scale went from 3.33 to 2.5
    before = data(2019).observations.query(
        "index == 'papi' and index_year == 2017 and unit_code == '92' and code == '2.1'"
    )
    assert lists.previous_value == before["value"].item()
    assert (lists.scale_max, lists.previous_scale_max) == (2.5, 3.33)


def test_what_is_new_counts_with_its_whole_score_and_what_was_left_with_its_loss(drivers: Taken) -> None:
    (entered,) = [row for row in drivers(2020) if row.presence == "entered"]
    assert (entered.code, entered.adds, entered.previous_value) == ("8.3", entered.value, None)
    left = [row for row in drivers(2019) if row.presence == "left"]
    assert left
    for row in left:
        assert (row.value, row.adds) == (None, pytest.approx(-row.previous_value))
        assert row.previous_rank is not None


def test_a_unit_without_one_of_the_totals_and_an_index_without_parts_are_not_taken_apart(drivers: Taken) -> None:
    assert drivers(2022, "22") == drivers(2023, "22") == drivers(2021, index="par_index") == []


def test_a_change_is_marked_above_the_share_that_the_publisher_names(data: Loaded, drivers: Taken) -> None:
    for row in drivers(2021):
        if row.comparable and row.value is not None and row.previous_value is not None:
            assert row.is_notable == (abs(row.value / row.previous_value - 1) > 0.05), row.code
    papi, sipas = data(2021).index("papi"), data(2021).index("sipas")
    for change, previous, notable in (
        (0.06, 1.0, True), (-0.06, 1.0, True), (0.05, 1.0, False), (None, 1.0, False), (0.1, None, False),
        (0.1, 0.0, False),
    ):  # fmt: skip
        assert is_notable(papi, change, previous) is notable
        assert is_notable(sipas, change, previous) is False


def test_a_changed_score_moves_its_part_the_total_stays_what_the_frame_says(data: Loaded, changes: Compared) -> None:
    edited = changes(2021).copy()
    mine = (edited["index"] == "papi") & (edited["unit_code"] == CAN_THO) & (edited["code"] == "D1")
    edited.loc[mine, "value"] += 1.0
    edited = chiso.rework(edited, data(2021))
    before, after = (
        {row.code: row for row in DRIVERS.rows(chiso.drivers(data(2021), table, CAN_THO, "papi"))}
        for table in (changes(2021), edited)
    )
    assert after["D1"].adds == pytest.approx(before["D1"].adds + 1.0)
    assert after["TOTAL"].adds == before["TOTAL"].adds


@settings(max_examples=200)
@given(low=st.floats(0, 2), width=st.floats(0.5, 10), one=st.floats(0, 1), other=st.floats(0, 1))
def test_the_share_of_a_range_is_monotone_and_ends_at_nought_and_one(
    low: float, width: float, one: float, other: float
) -> None:
    indicator = Indicator("1.1", "x", "D1", "x", "x", low, low + width, 2011, 2024, "official")
    assert share_of_range(indicator.scale_min, indicator) == pytest.approx(0.0)
    assert share_of_range(indicator.scale_max, indicator) == pytest.approx(1.0)
    first, second = sorted((low + one * width, low + other * width))
    assert share_of_range(first, indicator) <= share_of_range(second, indicator)
