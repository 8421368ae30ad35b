"""Tables that were cut into one for every page, and those that were not."""

from __future__ import annotations

import pytest
from intake_tables import grids, page, workbook

from chiso.catalog import Catalog
from chiso.intake.joined import joined
from chiso.intake.names import Names

HEAD = ["TT", "Tỉnh", "Chỉ số", "Hạng"]


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> list[list[object]]:
    return [[str(n), unit.name_vi, f"{90 - n},25", str(n)] for n, unit in enumerate(catalog.units, 1)]


def sheets(names: Names, **tables: list[list[object]]) -> list[str]:
    found = joined(grids(workbook(dict(tables)), "a.xlsx", names), names)
    return [f"{grid.name}: {grid.height}" for grid in found]


@pytest.mark.parametrize("head", [[], [HEAD], [["1", "2", "3", "4"]], [[], HEAD]])
def test_a_table_goes_on_without_heading_or_with_the_same(names: Names, rows: list[list[object]], head: list) -> None:
    assert sheets(names, P1=[HEAD, *rows[:30]], P2=[*head, *rows[30:]]) == [f"P1: {64 + len(head)}"]


def test_every_row_still_names_the_table_that_it_was_in(names: Names, rows: list[list[object]]) -> None:
    first, second = page([HEAD, *rows[:30]]), page(rows[30:])
    tables = [source.partition("<body>")[2].partition("</body>")[0] for source in (first, second)]
    source = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(tables)}</body></html>"
    (grid,) = joined(grids(source.encode(), "a.html", names), names)
    assert grid.place(1, 2) == "table 1, row 2, column C (C2)"
    assert grid.place(31, 2) == "table 2, row 1, column C (C1)"
    assert grid.section(31, 33).place(0, 2) == "table 2, row 1, column C (C1)"


@pytest.mark.parametrize("head", [["TT", "Tỉnh", "Điểm khác", "Hạng"], ["Năm 2019", None, None, None]])
def test_a_table_with_another_heading_is_another_one(
    names: Names, rows: list[list[object]], head: list[object]
) -> None:
    assert len(sheets(names, P1=[HEAD, *rows[:30]], P2=[head, *rows[30:]])) == 2


def test_a_table_of_the_same_units_or_another_width_is_another_one(names: Names, rows: list[list[object]]) -> None:
    assert len(sheets(names, P1=[HEAD, *rows], P2=[HEAD, *rows])) == 2
    assert len(sheets(names, P1=[HEAD, *rows[:30]], P2=[[*row, "x"] for row in rows[30:]])) == 2


def test_cards_of_single_units_are_no_table_that_was_cut(names: Names, rows: list[list[object]]) -> None:
    assert len(sheets(names, **{f"P{n}": [HEAD, row] for n, row in enumerate(rows[:5])})) == 5
    assert len(sheets(names, P1=rows[:30], P2=rows[30:])) == 2
