"""The file of offices: who issues the documents of a unit in a year, and what is wrong with a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.checks.reference import check_reference

HEADER = (
    "province_code,vintage,body_vi,body_en,symbol,place_vi,place_en,capacity_vi,capacity_en,"
    "first_year,last_year,grounds_vi,grounds_en\n"
)
GOOD = (
    "92,63,Ủy ban A,Committee A,UBND,Cần Thơ,Can Tho,TM. A | Chủ tịch,For A | Chair,"
    "2020,2024,Luật B | Luật C,Law B | Law C"
)


def offices(project: Project, *rows: str) -> Path:
    path = project.raw / "office" / "offices.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_row_holds_for_its_unit_in_its_years_and_its_lines_are_parted(project: Project) -> None:
    offices(project, GOOD)
    catalog = Catalog(project.raw)
    check_reference(catalog)
    unit = catalog.resolve("can-tho")
    assert [catalog.office(unit, year) is not None for year in (2019, 2020, 2024, 2025)] == [False, True, True, False]
    office = catalog.office(unit, 2021)
    assert office is not None
    assert office.lines("capacity", "vi") == ("TM. A", "Chủ tịch")
    assert office.lines("grounds", "en") == ("Law B", "Law C")
    assert office.lines("recipients", "vi") == ()
    assert catalog.office(catalog.in_vintage(34).resolve("can-tho"), 2021) is None


def test_a_project_without_the_file_has_no_offices(project: Project) -> None:
    (project.raw / "office" / "offices.csv").unlink()
    catalog = Catalog(project.raw)
    check_reference(catalog)
    assert catalog.office(catalog.resolve("can-tho"), 2021) is None


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        ("92,63", "00,63", "province_code", "'00'"),
        ("92,63", "92,65", "vintage", "no set of units 65"),
        ("Ủy ban A,", ",", "body_vi", "empty"),
        (",UBND,", ",,", "symbol", "empty"),
        ("2020,2024", "2024,2020", "last_year", "ends in 2020, before it begins in 2024"),
        ("For A | Chair", "For A", "capacity_en", "2 lines in Vietnamese and 1 in English"),
        ("Law B | Law C", "", "grounds_en", "2 lines in Vietnamese and 0 in English"),
    ],
)
def test_what_is_wrong_is_told_with_file_row_and_column(
    project: Project, old: str, new: str, column: str, said: str
) -> None:
    assert GOOD.count(old) == 1
    path = offices(project, GOOD.replace(old, new))
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    assert f"{path}, row 2, column {column!r}" in str(caught.value)
    assert said in str(caught.value)


def test_two_rows_that_hold_in_the_same_year_are_told(project: Project) -> None:
    offices(project, GOOD, GOOD.replace("2020,2024", "2024,"), GOOD.replace("2020,2024", ",2019"))
    with pytest.raises(DataError, match=r"row 3, column 'first_year'") as caught:
        check_reference(Catalog(project.raw))
    assert "row 4" not in str(caught.value)
