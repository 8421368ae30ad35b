"""Why a figure is not there: withheld, not covered, not collected, not measured, not listed."""

from __future__ import annotations

from chiso.catalog import Catalog
from chiso.facts.availability import Gap, gap
from chiso.ingest import Observations

KINDS = (
    ("papi", 2021, "22", "TOTAL", "withheld"),  # Quảng Ninh, the whole result
    ("papi", 2023, "74", "D6", "withheld"),  # Bình Dương, the whole result
    ("papi", 2022, "24", "TOTAL", "withheld"),  # Bắc Giang, four dimensions and so the total
    ("papi", 2022, "24", "D1", "withheld"),
    ("papi", 2022, "24", "1.3", "withheld"),  # a part of what was withheld
    ("papi", 2022, "27", "8.2", "withheld"),
    ("sipas", 2015, "92", "TOTAL", "not_covered"),  # the pilot asked in ten provinces
    ("par_index", 2014, "92", "TOTAL", "not_in_raw"),
    ("sipas", 2017, "92", "TOTAL", "not_in_raw"),
    ("sipas", 2016, "92", "TOTAL", "not_measured"),  # no edition between the pilot and 2017
    ("sipas", 2014, "92", "TOTAL", "not_listed"),  # what went before the first listed edition, nobody here knows
    ("par_index", 2011, "92", "TOTAL", "not_listed"),
    ("papi", 2010, "92", "TOTAL", "not_collected"),  # 5,568 people in 30 provinces, published on 31 March 2011
    ("papi", 2009, "92", "TOTAL", "not_listed"),
    ("papi", 2025, "92", "TOTAL", "not_listed"),
)


def test_each_kind_of_gap_is_told_from_the_others(catalog: Catalog) -> None:
    for index, year, unit, code, kind in KINDS:
        found = gap(catalog, index, year, unit, code)
        assert (found.kind, found.index, found.index_year) == (kind, index, year), (index, year, unit, code)
        assert not found.partly


def test_the_publisher_s_reason_goes_with_what_it_withheld_in_both_languages(catalog: Catalog) -> None:
    found = gap(catalog, "papi", 2023, "22")
    assert found.reason("vi") == "kết quả vượt sai số thống kê cho phép (theo báo chí)"
    assert found.reason("en") == "results beyond the permitted statistical error (press)"


def test_where_no_reason_was_given_there_is_none(catalog: Catalog) -> None:
    found = gap(catalog, "papi", 2021, "22")
    assert found.reason("vi") == found.reason("en") == ""


def test_only_what_was_withheld_is_called_withheld(catalog: Catalog) -> None:
    """D6 of Bắc Giang was published in 2022: were it missing, it would be missing from data/raw."""
    assert gap(catalog, "papi", 2022, "24", "D6").kind == "not_in_raw"
    assert gap(catalog, "papi", 2022, "24", "6.1").kind == "not_in_raw"


def test_every_missing_value_of_papi_was_withheld(catalog: Catalog, observations: Observations) -> None:
    missing = observations.values[observations.values["value"].isna() & observations.values["index"].eq("papi")]
    assert len(missing) > 0
    kinds = {
        gap(catalog, row["index"], row["index_year"], row["unit_code"], row["code"]).kind
        for row in missing.to_dict("records")
    }
    assert kinds == {"withheld"}


def test_of_an_index_without_any_edition_nothing_is_known(catalog: Catalog) -> None:
    assert gap(catalog, "another", 2020, "92") == Gap("not_listed", "another", 2020)


def test_an_edition_without_a_table_is_known_of_and_changes_nothing_else(catalog: Catalog) -> None:
    edition = catalog.store.publications["papi", 2010]
    assert (edition.units, edition.respondents, str(edition.published_on)) == (30, 5568, "2011-03-31")
    assert catalog.sources[edition.source_id].published == "2011-03-31"
    for editions in (catalog.store.editions, catalog.publications, catalog.in_vintage(34).publications):
        assert min(year for index, year in editions if index == "papi") == 2011
