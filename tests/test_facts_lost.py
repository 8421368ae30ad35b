"""Points lost: arithmetic on whole tables, and what single figures of parts can bear."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from other_country import code_of, other_country

import chiso
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.lost import LOST
from chiso.facts.scores import scores

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def single(data: Loaded, changes: Compared, year: int, unit: str) -> dict[str, Row]:
    rows = LOST.rows(chiso.lost(data(year), changes(year), unit, "par_index"))
    return {row.code: row for row in rows}


@settings(max_examples=25)
@given(year=st.sampled_from([2013, 2019, 2021, 2022]), place=st.integers(0, 62))
def test_what_the_parts_of_a_total_lost_is_what_the_total_lies_below_its_maximum(
    data: Loaded, changes: Compared, year: int, place: int
) -> None:
    totals = scores(changes(year), "papi")["TOTAL"]
    unit = str(totals.index[place])
    frame = chiso.lost(data(year), changes(year), unit, "papi")
    parts = frame[frame["depth"] == 1]
    if pd.isna(totals[unit]):
        return
    most = data(year).catalog.indicator("papi", "TOTAL", year - 1).scale_max
    assert parts["of_total"].sum() == pytest.approx(most - totals[unit], abs=1e-5)
    assert (parts["lost"] >= 0).all()
    assert parts["of_total"].is_monotonic_decreasing
    assert (frame["best_gain"] >= frame["region_gain"]).all()
    assert (frame["region_gain"] >= 0).all()
    assert (frame["lost"] + frame["value"] - frame["scale_max"]).abs().max() < 1e-5


def test_the_best_of_the_region_is_named_and_what_it_would_bring_is_weighed(data: Loaded, changes: Compared) -> None:
    (row,) = LOST.only(chiso.lost(data(2021), changes(2021), "can-tho"), lambda row: row.code == "7.3")
    assert (row.region_best_en, row.is_whole, row.weight) == ("Dong Thap", True, 1.0)
    assert row.region_gain == pytest.approx(row.region_best - row.value)


def test_where_less_is_better_a_lost_point_is_the_distance_to_the_least(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    norland = chiso.load(other_country(tmp_path_factory.mktemp("lost")).root, year=2021)
    compared = chiso.changes(norland)
    rows = LOST.only(chiso.lost(norland, compared, code_of("Oak"), "burden"), lambda row: row.value is not None)
    assert rows
    for row in rows:
        assert row.lost == pytest.approx(row.value - row.scale_min)
        assert row.best <= row.value
        assert row.best_gain == pytest.approx((row.value - row.best) * row.weight)


def test_a_part_known_of_some_units_only_is_compared_with_nothing(data: Loaded, changes: Compared) -> None:
    found = single(data, changes, 2024, "kon-tum")
    part = found["D3"]
    assert (part.value, part.scale_max, part.percent, part.rank, part.units_ranked) == (12.38, 13.0, 95.23, 34, 63)
    assert part.lost == part.of_total == pytest.approx(0.62)
    assert not part.is_whole
    assert {part[name] for name in ("region_best", "region_gain", "best", "best_gain")} == {None}
    assert found["D1"].rank == 52
    assert found["D1"].value is None
    assert found["D8"].rank is None
    assert list(found)[:3] == ["D4", "D3", "D2"]
    assert set(changes(2024).query("index == 'par_index'")["code"]) == {"TOTAL"}


def test_its_own_change_is_told_within_one_set_of_criteria_and_is_no_gain_for_want_of_an_error(
    data: Loaded, changes: Compared
) -> None:
    part = single(data, changes, 2024, "kon-tum")["D3"]
    assert part.change == pytest.approx(0.5)
    assert (part.comparable, part.verdict, part.error_basis) == (True, "cannot be told", "not_published")


def test_a_change_across_sets_of_criteria_is_not_comparable(data: Loaded, changes: Compared) -> None:
    part = single(data, changes, 2020, "quang-binh")["D1"]
    assert (part.rank, part.rank_last, part.previous_rank, part.rank_change) == (1, 2, 11, 10)
    assert (part.comparable, part.reasons) == (False, "method")


def test_a_share_without_a_known_maximum_stays_a_share(data: Loaded, changes: Compared) -> None:
    part = single(data, changes, 2020, "quang-binh")["D4"]
    assert (part.percent, part.value, part.lost, part.scale_max) == (82.01, None, None, None)
    assert part.share == pytest.approx(0.8201)
    worked_out = single(data, changes, 2025, "khanh-hoa")["D3"]
    assert (worked_out.value, worked_out.status, worked_out.percent) == (pytest.approx(12.8505), "E", 98.85)


def test_the_figures_of_the_press_come_out(data: Loaded, changes: Compared) -> None:
    found = single(data, changes, 2022, "thanh-hoa")
    domains = [row for code, row in found.items() if code.startswith("D")]
    assert sum(row.value for row in domains) == pytest.approx(87.84)
    assert {code: found[code].rank for code in ("D7", "D8")} == {"D7": 7, "D8": 6}
    assert all(row.lost is None for row in domains)
    given = single(data, changes, 2021, "da-nang")
    assert [given[code].value for code in ("A", "B1", "B2", "B3")] == [58.01, 18.31, 8.24, 2.0]
    assert given["B2"].lost == pytest.approx(1.76)


def test_what_is_not_known_is_there_without_figures_and_the_years_that_are_known_are_told(
    data: Loaded, changes: Compared
) -> None:
    rows = LOST.rows(chiso.lost(data(2021), changes(2021), "can-tho"))
    none = [row for row in rows if row["index"] in ("par_index", "sipas")]
    assert none
    assert all(row.value is None and row.rank is None and row.lost is None for row in none)
    assert {row["index"]: row.known_years for row in none} == {"par_index": "2012", "sipas": ""}


def test_contradicting_figures_bring_their_reading_along(data: Loaded, changes: Compared) -> None:
    assert "misprinted" in single(data, changes, 2024, "hoa-binh")["A"].conflict_en
    assert single(data, changes, 2024, "kon-tum")["A"].conflict_en == ""


def test_no_part_is_estimated_for_a_merged_unit_and_an_unchanged_one_keeps_its_own(data: Loaded) -> None:
    table = data(2021, 34).observations.query("index == 'par_index' and index_year == 2020 and code != 'TOTAL'")
    assert set(table["unit_code"]) == {"01", "22", "46"}
    assert set(table["status"]) == {"A"}
