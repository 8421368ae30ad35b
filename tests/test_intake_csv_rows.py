"""Changing single rows of a CSV file and no others."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.intake.csv_rows import CsvRows, number_text, quoted_text, safe_text


def test_every_table_of_the_project_survives_unchanged(catalog: Catalog) -> None:
    for path in catalog.raw.rglob("*.csv"):
        assert CsvRows.read(path, ()).to_bytes() == path.read_bytes(), path


def test_a_row_goes_behind_those_before_it_and_others_keep_their_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,name\n1,"a"\n3,"c, d"\n', encoding="utf-8")
    rows = CsvRows.read(path, ("id", "name"))
    rows.put({"id": "2", "name": 'b "x"'}, ("id",), lambda row: row["id"])
    assert rows.to_bytes().decode() == 'id,name\n1,"a"\n2,"b ""x"""\n3,"c, d"\n'


def test_a_row_takes_the_place_of_the_one_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\n1,a\n2,b\n", encoding="utf-8")
    rows = CsvRows.read(path, ("id", "name"))
    rows.put({"id": "1", "name": "x"}, ("id",), lambda row: row["id"])
    rows.put({"id": "0", "name": "y"}, ("id",), lambda row: row["id"])
    assert rows.to_bytes().decode() == "id,name\n0,y\n1,x\n2,b\n"
    rows.remove(lambda row: row["id"] == "2")
    assert rows.change(lambda row: row["id"] == "1", name="z") == 1
    assert rows.to_bytes().decode() == "id,name\n0,y\n1,z\n"


def test_a_file_that_is_not_there_has_its_columns_only(tmp_path: Path) -> None:
    assert CsvRows.read(tmp_path / "a.csv", ("id", "name")).to_bytes() == b"id,name\n"


def test_a_column_that_an_older_file_lacks_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id\n1\n", encoding="utf-8")
    assert CsvRows.read(path, ("id", "name")).to_bytes() == b"id,name\n1,\n"


def test_a_cell_with_a_line_break_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,name\n1,"a\nb"\n2,c\n', encoding="utf-8")
    rows = CsvRows.read(path, ("id", "name"))
    assert [row["name"] for row in rows.cells()] == ["a\nb", "c"]
    assert rows.to_bytes() == path.read_bytes()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "a\tb", "a\nb", "\x7f"])
def test_text_that_a_spreadsheet_would_run_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        safe_text(text, "SOURCE")


@given(st.text(max_size=40))
def test_a_quoted_name_never_begins_like_a_formula(text: str) -> None:
    shown = quoted_text(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown.isprintable() or not shown


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_a_number_is_written_without_zeros_behind_and_comes_back(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    shown = number_text(value)
    assert float(shown) == pytest.approx(value, abs=5e-7)
    assert "," not in shown
    assert not ("." in shown and shown.endswith("0"))


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=10),
        min_size=1,
        max_size=4,
    )
)
def test_any_cells_come_back_as_they_were(cells: list[str]) -> None:
    columns = [f"c{n}" for n in range(len(cells))]
    rows = CsvRows(columns)
    rows.put(dict(zip(columns, cells, strict=True)), columns, lambda row: row["c0"])
    lines = list(csv.reader(io.StringIO(rows.to_bytes().decode(), newline="")))
    assert lines[1] == cells or cells == [""]
