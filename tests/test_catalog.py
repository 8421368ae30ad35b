from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project, Suppression
from chiso.errors import DataError


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_three_indices_come_in_the_order_of_the_briefing(catalog: Catalog) -> None:
    assert [(one.index, one.label, one.layout) for one in catalog.indices.values()] == [
        ("par_index", "PAR INDEX", "scores"),
        ("sipas", "SIPAS", "scores"),
        ("papi", "PAPI", "parts"),
    ]
    assert catalog.indices["papi"].name("vi").startswith("Chỉ số hiệu quả quản trị")
    assert catalog.indices["papi"].name("en").startswith("Provincial Governance")


def test_there_are_63_units(catalog: Catalog) -> None:
    assert len(catalog.units) == len(catalog.units.by_code) == 63
    assert {unit.vintage for unit in catalog.units} == {63}


def test_every_edition_has_a_table_and_every_table_an_edition(catalog: Catalog) -> None:
    tables = {(index, year) for index, years in catalog.tables.items() for year in years}
    assert tables == set(catalog.publications)


def test_the_editions_are_those_that_were_published(catalog: Catalog) -> None:
    years = {index: sorted(tables) for index, tables in catalog.tables.items()}
    assert years["papi"] == list(range(2011, 2025))
    assert years["par_index"] == list(range(2012, 2025))
    assert years["sipas"] == [2015, *range(2017, 2025)]  # a pilot, then every year since the first full edition
    assert catalog.index_years == list(range(2011, 2025))


def test_papi_ranks_as_many_units_as_it_published_totals_of(catalog: Catalog) -> None:
    # A unit without one of its dimensions has no total: 61 in 2014, 2018 and 2022 to 2024, 60 in 2021.
    fewer = {
        year: one.units_ranked
        for (index, year), one in catalog.publications.items()
        if index == "papi" and one.units_ranked < 63
    }
    assert fewer == {2014: 61, 2018: 61, 2021: 60, 2022: 61, 2023: 61, 2024: 61}


def test_a_publication_names_its_publisher_in_both_languages(catalog: Catalog) -> None:
    edition = catalog.publications["papi", 2020]
    assert edition.publisher("vi") == "CECODES, VFF-CRT, RTA và UNDP"
    assert edition.publisher("en") == "CECODES, VFF-CRT, RTA and UNDP"
    assert str(edition.published_on) == "2021-04-14"
    assert edition.respondents == 14_732


def test_a_code_has_the_meaning_of_its_year(catalog: Catalog) -> None:
    meanings = {year: catalog.indicator("papi", "2.1", year).concept for year in (2011, 2017, 2018, 2024)}
    assert meanings == {
        2011: "poverty_lists",
        2017: "poverty_lists",
        2018: "access_to_information",
        2024: "access_to_information",
    }


def test_an_indicator_has_a_name_in_both_languages(catalog: Catalog) -> None:
    one = catalog.indicator("papi", "1.4", 2020)
    assert (one.name("vi"), one.name("en")) == ("Đóng góp tự nguyện", "Voluntary Contributions")


def test_the_codes_of_papi_change_with_the_years(catalog: Catalog) -> None:
    counts = {year: Counter(map(kind_of_code, catalog.in_year("papi", year))) for year in range(2011, 2025)}
    assert all(counts[year] == {"total": 1, "dimension": 6, "component": 22} for year in range(2011, 2018))
    assert counts[2018] == {"total": 1, "dimension": 8, "component": 28}
    assert all(counts[year] == {"total": 1, "dimension": 8, "component": 29} for year in (2019, 2020))
    # Construction permits (5.2) left in 2021.
    assert all(counts[year] == {"total": 1, "dimension": 8, "component": 28} for year in range(2021, 2025))


def kind_of_code(code: str) -> str:
    return "total" if code == "TOTAL" else "dimension" if code.startswith("D") else "component"


def test_the_scales_of_the_parts_add_up_to_those_of_their_sums(catalog: Catalog) -> None:
    for year in range(2011, 2025):
        codes = catalog.in_year("papi", year)
        for one in codes.values():
            parts = [part for part in codes.values() if part.parent == one.code]
            if parts:  # three times 3.33 is printed for 10
                assert sum(part.scale_max for part in parts) == pytest.approx(one.scale_max, abs=0.011), (year, one)


def test_a_code_without_meaning_in_a_year_is_one_error(catalog: Catalog) -> None:
    with pytest.raises(DataError, match=r"Code '5\.2' of papi has no meaning in 2021") as caught:
        catalog.indicator("papi", "5.2", 2021)
    assert caught.value.where.endswith("indicators.csv")
    assert "last_year" in caught.value.remedy


def test_a_year_in_which_nothing_holds_has_no_codes(catalog: Catalog) -> None:
    assert catalog.in_year("papi", 2010) == {}


@pytest.mark.parametrize(
    ("codes", "code", "covered"),
    [
        ("all", "TOTAL", True),
        ("all", "D1", True),
        ("all", "1.1", True),
        ("D2 D4", "D2", True),
        ("D2 D4", "2.3", True),
        ("D2 D4", "4.1", True),
        ("D2 D4", "TOTAL", True),  # a total without one of its dimensions is none
        ("D2 D4", "D3", False),
        ("D2 D4", "3.2", False),
        ("D1", "D10", False),
        ("D1", "10.1", False),
        ("2.3", "2.3", True),
        ("2.3", "2.1", False),
        ("2.3", "D2", True),  # nor is a dimension without one of its parts
        ("2.3", "D3", False),
        ("2.3", "TOTAL", True),
    ],
)
def test_what_was_withheld_covers_its_parts_and_its_sums(
    catalog: Catalog, codes: str, code: str, covered: bool
) -> None:
    assert Suppression("papi", 2018, "22", codes, "", "").covers(code, catalog.parents("papi", 2020)) is covered


def test_the_suppressed_cases_are_those_of_the_publisher(catalog: Catalog) -> None:
    cases = {(year, unit): one.codes for (_, year, unit), one in catalog.suppressed.items()}
    assert cases == {
        (2014, "24"): "all",
        (2014, "87"): "all",
        (2018, "22"): "D2 D4",
        (2018, "87"): "D2 D4",
        (2021, "22"): "all",
        (2021, "24"): "all",
        (2021, "27"): "all",
        (2022, "24"): "D1 D2 D4 D5",
        (2022, "27"): "D2 D3 D4 D8",
        (2023, "22"): "all",
        (2023, "74"): "all",
        (2024, "26"): "all",
        (2024, "82"): "all",
    }


def test_the_targets_of_the_plan_of_2021_are_known(catalog: Catalog) -> None:
    # Cần Thơ, August 2021: PAR INDEX from 86 % and first 15, SIPAS from 88 % and first 25, PAPI from 45 and first 20.
    plan = {
        one.index: (one.target_score, one.target_rank_within)
        for one in catalog.targets
        if (one.plan_year, one.province_code) == (2021, "92")
    }
    assert plan == {"par_index": (86, 15), "sipas": (88, 25), "papi": (45, 20)}


def test_a_break_and_a_measure_say_what_in_both_languages(catalog: Catalog) -> None:
    one = next(one for one in catalog.breaks if (one.code, one.first_year_of_new_series) == ("8.3", 2020))
    assert one.what("en") == "Mean of provinces moves from 1.25 to 0.41."
    assert one.what("vi") == "Điểm trung bình của các tỉnh chuyển từ 1,25 xuống 0,41."
    assert not one.official_statement
    assert sum(measure.concept != "" for measure in catalog.measures) == 3


def test_every_figure_for_the_country_names_its_source(catalog: Catalog) -> None:
    assert catalog.national
    assert all(one.source for one in catalog.national)


@pytest.mark.parametrize(
    ("file", "attribute"),
    [
        ("sources.csv", "sources"),
        ("indices.csv", "indices"),
        ("reference/publications.csv", "publications"),
        ("reference/suppressed.csv", "suppressed"),
    ],
)
def test_a_row_that_stands_twice_is_refused_with_both_places(project: Project, file: str, attribute: str) -> None:
    path = project.raw / file
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="stands twice") as caught:
        getattr(Catalog(project.raw), attribute)
    assert caught.value.where == f"{path}, rows 2 and {len(lines) + 1}"


def test_a_province_that_is_missing_or_stands_twice_is_refused(project: Project) -> None:
    path = project.raw / "provinces" / "provinces_63.csv"
    change(path, "\n92,VN-CT", "\n93,VN-CT")
    with pytest.raises(DataError, match="63 rows with 62 different codes") as caught:
        _ = Catalog(project.raw).units
    assert str(path) in caught.value.where


def test_a_population_that_is_no_number_is_found_in_its_cell(project: Project) -> None:
    change(project.raw / "provinces" / "provinces_63.csv", "8717.63", "8717.63x")
    with pytest.raises(DataError, match=r"'8717\.63x'") as caught:
        _ = Catalog(project.raw).units
    assert caught.value.where.endswith("row 2, column 'population_2024_thousand'")


def test_only_files_named_by_a_year_are_tables(project: Project) -> None:
    for name in ("2020-old.csv", "notes.csv", "20200.csv", "2025.xlsx"):
        (project.raw / "papi" / name).write_text("", encoding="utf-8")
    assert sorted(Catalog(project.raw).tables["papi"]) == list(range(2011, 2025))
