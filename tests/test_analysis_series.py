"""The course of an index for a unit: every edition, its gaps, and the series that each year belongs to."""

from __future__ import annotations

import pytest

from chiso.analysis.series import Point, course, current_series
from chiso.catalog import Catalog
from chiso.ingest import Observations


def points(
    catalog: Catalog, observations: Observations, index: str, unit: str = "92", last: int = 2024
) -> dict[int, Point]:
    return {point.index_year: point for point in course(catalog, observations, index, unit, last)}


@pytest.mark.parametrize("index", ["par_index", "sipas", "papi"])
@pytest.mark.parametrize("unit", ["92", "22", "24", "01"])
def test_a_course_has_a_point_for_every_edition_and_no_other_year(
    catalog: Catalog, observations: Observations, index: str, unit: str
) -> None:
    editions = sorted(year for one, year in catalog.publications if one == index)
    assert list(points(catalog, observations, index, unit)) == editions


def test_a_course_ends_with_the_year_that_is_asked_for(catalog: Catalog, observations: Observations) -> None:
    assert list(points(catalog, observations, "papi", last=2014)) == [2011, 2012, 2013, 2014]
    assert points(catalog, observations, "sipas", last=2014) == {}


def test_the_figures_are_the_published_ones_with_status_and_source(
    catalog: Catalog, observations: Observations
) -> None:
    found = points(catalog, observations, "par_index")[2020]
    assert (found.value, found.rank, found.units_ranked) == (83.76, 37, 63)
    assert (found.status, found.source_id, found.rank_source_id) == ("A", "s0f091648", "s0f091648")
    assert (found.scale_max, found.concept) == (100, "par_index_total")
    assert found.gap is None


def test_papi_points_know_their_scale_their_meaning_and_a_worked_out_rank(
    catalog: Catalog, observations: Observations
) -> None:
    papi = points(catalog, observations, "papi")
    assert {year: point.scale_max for year, point in papi.items()} == {
        year: 60 if year < 2018 else 80 for year in range(2011, 2025)
    }
    assert {point.concept for point in papi.values()} == {"papi_total_6d", "papi_total_8d"}
    assert (papi[2020].rank, papi[2020].units_ranked, papi[2020].rank_source_id) == (29, 63, "")
    assert (papi[2018].rank, papi[2018].units_ranked) == (8, 61)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("papi", {2011: 2011, 2017: 2011, 2018: 2018, 2020: 2018, 2021: 2021, 2024: 2021}),
        ("par_index", {2012: 2012, 2015: 2012, 2016: 2016, 2018: 2016, 2019: 2019, 2021: 2019, 2022: 2022, 2024: 2022}),
        ("sipas", {2015: 2015, 2017: 2017, 2021: 2017, 2022: 2022, 2024: 2022}),
    ],
)
def test_each_point_knows_the_series_that_it_belongs_to(
    catalog: Catalog, observations: Observations, index: str, expected: dict[int, int]
) -> None:
    found = points(catalog, observations, index)
    assert {year: found[year].series for year in expected} == expected


def test_series_never_run_backwards(catalog: Catalog, observations: Observations) -> None:
    for index in catalog.indices:
        series = [point.series for point in course(catalog, observations, index, "92", 2024)]
        assert series == sorted(series)


def test_a_year_without_a_score_says_why(catalog: Catalog, observations: Observations) -> None:
    withheld = points(catalog, observations, "papi", "22")[2023]
    assert (withheld.value, withheld.rank) == (None, None)
    assert withheld.gap is not None
    assert withheld.gap.kind == "withheld"
    pilot = points(catalog, observations, "sipas")[2015]
    assert pilot.gap is not None
    assert pilot.gap.kind == "not_covered"


def test_a_rank_without_a_score_stays_beside_the_reason_for_the_gap(
    catalog: Catalog, observations: Observations
) -> None:
    found = points(catalog, observations, "sipas")[2021]
    assert found.value is None
    assert (found.rank, found.units_ranked) == (48, 63)
    assert found.rank_source_id
    assert found.gap is not None
    assert found.gap.kind == "not_in_raw"


def test_a_score_without_a_rank_has_no_gap(catalog: Catalog, observations: Observations) -> None:
    found = points(catalog, observations, "par_index")[2017]
    assert found.value == 83.53
    assert found.rank is found.units_ranked is found.gap is None


def test_a_gap_stands_exactly_where_there_is_no_value(catalog: Catalog, observations: Observations) -> None:
    for index in catalog.indices:
        for unit in catalog.units.by_code:
            for point in course(catalog, observations, index, unit, 2024):
                assert (point.gap is None) == (point.value is not None)
                assert (point.rank is None) == (point.units_ranked is None)
                assert point.value is None or 0 < point.value <= point.scale_max


def test_the_current_series_is_that_of_the_last_point(catalog: Catalog, observations: Observations) -> None:
    papi = course(catalog, observations, "papi", "92", 2020)
    assert [point.index_year for point in current_series(papi)] == [2018, 2019, 2020]
    assert [point.index_year for point in current_series(papi[:7])] == list(range(2011, 2018))
    assert current_series([]) == []
