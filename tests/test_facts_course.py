"""The course of an index for a unit: every edition, its gaps, and the series that each year belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import chiso
from chiso.facts.course import COURSE
from chiso.facts.data import Data
from chiso.facts.frames import Row

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]
Points = Callable[..., dict[int, Row]]


@pytest.fixture
def points(data: Loaded, changes: Compared) -> Points:
    """What gives the course of an index by index year."""
    return lambda index, unit="92", year=2025: {
        row.index_year: row for row in COURSE.rows(chiso.course(data(year), changes(year), unit, index))
    }


def test_every_course_has_each_edition_once_and_says_why_a_score_is_missing(data: Loaded, changes: Compared) -> None:
    known = data(2025)
    table = chiso.courses(known, changes(2025), list(known.catalog.units))
    for (index, _), rows in table.groupby(["index", "unit_code"]):
        editions = sorted(year for edition, year in known.catalog.publications if edition == index)
        assert list(rows["index_year"]) == editions
        assert rows["series"].is_monotonic_increasing
    for row in COURSE.rows(table):
        assert (row.gap == "") == (row.value is not None)
        assert (row.rank is None) == (row.units_ranked is None)
        assert row.value is None or 0 < row.value <= row.scale_max
        assert row.is_current == (row.index_year == 2024)


def test_changes_are_told_within_a_series_only(data: Loaded, changes: Compared) -> None:
    for index in ("papi", "par_index", "sipas"):
        rows = COURSE.rows(chiso.course(data(2025), changes(2025), "92", index))
        for before, row in zip([None, *rows], rows, strict=False):
            follows = before and (before.series, before.index_year) == (row.series, row.index_year - 1)
            scores = before and before.value is not None and row.value is not None
            assert (row.change is not None) == bool(follows and scores), (index, row.index_year)
            if follows and scores:
                assert row.change == round(row.value - before.value, 6)
                assert row.previous_year == before.index_year


def test_a_course_ends_with_the_index_year_of_the_briefing(points: Points) -> None:
    assert list(points("papi", year=2015)) == [2011, 2012, 2013, 2014]
    (never,) = points("sipas", year=2015).values()
    assert (never.has_edition, never.gap, never.value) == (False, "not_listed", None)


def test_figures_have_status_origin_scale_and_meaning(points: Points) -> None:
    found = points("par_index")[2020]
    assert (found.value, found.rank, found.units_ranked) == (83.76, 37, 63)
    assert (found.status, found.source_id, found.raw_table) == ("A", "s0f091648", "par_index/2020.csv")
    assert (found.scale_max, found.concept) == (100, "par_index_total")
    papi = points("papi")
    assert all(row.scale_max == (60 if year < 2018 else 80) for year, row in papi.items())
    assert {row.concept for row in papi.values()} == {"papi_total_6d", "papi_total_8d"}
    assert [(papi[year].rank, papi[year].units_ranked) for year in (2018, 2020)] == [(8, 61), (29, 63)]


def test_each_year_knows_the_series_that_it_belongs_to_and_what_began_it(points: Points) -> None:
    for index, expected in (
        ("papi", {2011: 2011, 2017: 2011, 2018: 2018, 2020: 2018, 2021: 2021, 2024: 2021}),
        ("par_index", {2012: 2012, 2015: 2012, 2016: 2016, 2018: 2016, 2019: 2019, 2021: 2019, 2022: 2022, 2024: 2022}),
        ("sipas", {2015: 2015, 2017: 2017, 2021: 2017, 2022: 2022, 2024: 2022}),
    ):
        found = points(index)
        assert {year: found[year].series for year in expected} == expected
    assert [points("papi")[year].break_kind for year in (2017, 2018, 2021, 2024)] == ["", "concept", "method", "method"]


def test_a_year_without_a_score_or_without_a_rank_keeps_the_other(points: Points) -> None:
    withheld = points("papi", "22")[2023]
    assert (withheld.value, withheld.rank, withheld.gap) == (None, None, "withheld")
    assert points("sipas")[2015].gap == "not_covered"
    rank_only = points("sipas", "22")[2020]
    assert (rank_only.value, rank_only.rank, rank_only.units_ranked, rank_only.gap) == (None, 1, 63, "not_in_raw")
    score_only = points("par_index")[2017]
    assert (score_only.value, score_only.rank, score_only.units_ranked, score_only.gap) == (83.53, None, None, "")


def test_the_years_compared_are_as_the_changes_have_them(data: Loaded, changes: Compared) -> None:
    edited = changes(2021).copy()
    mine = (edited["index"] == "papi") & (edited["unit_code"] == "92") & (edited["code"] == "TOTAL")
    edited.loc[mine, ["value", "previous_value"]] = [79.0, 10.0]
    rows = COURSE.rows(chiso.course(data(2021), chiso.rework(edited, data(2021)), "92", "papi"))
    found = {row.index_year: (row.value, row.rank) for row in rows}
    assert (found[2020], found[2019], found[2018][1]) == ((79.0, 1), (10.0, 63), 8)
