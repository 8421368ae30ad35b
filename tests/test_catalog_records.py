from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog.records import convert, read_lines, read_records
from chiso.errors import DataError


@dataclasses.dataclass(frozen=True)
class Edition:
    index: str
    year: int
    mean: float | None
    published_on: dt.date | None
    official: bool
    note: str = ""
    line: int = 0


HEADER = "index,year,mean,published_on,official"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(tmp_path: Path, content: str | bytes) -> DataError:
    path = written(tmp_path, content)
    with pytest.raises(DataError) as caught:
        read_lines(path, ("a", "b"))
    assert str(path) in caught.value.where
    assert caught.value.remedy
    return caught.value


def test_a_row_becomes_a_record_with_typed_fields_and_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER}\npapi,2020,42.5,2021-04-14,yes\n\nsipas,2020,,,no\n")
    assert read_records(path, Edition) == [
        Edition("papi", 2020, 42.5, dt.date(2021, 4, 14), True, line=2),
        Edition("sipas", 2020, None, None, False, line=4),
    ]


def test_a_field_with_a_default_may_have_a_column(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER},note\npapi,2020,,,no,one\n")
    assert read_records(path, Edition)[0].note == "one"


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = read_lines(written(tmp_path, "b,a\n2,1\n"), ("a", "b"))
    assert lines[0].cells == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a,b\n1,2\n3,4\n", id="as it should be"),
        pytest.param(b"\xef\xbb\xbfa,b\n1,2\n3,4\n", id="with a byte-order mark"),
        pytest.param("a,b\r\n1,2\r\n3,4\r\n", id="with the line ends of Windows"),
        pytest.param("a,b\r1,2\r3,4\r", id="with the line ends of old Macs"),
        pytest.param("a,b\n1,2\n3,4", id="without a last line end"),
        pytest.param(' a , b \n 1 ,2\u00a0\n"3", 4\n', id="with spaces around the cells"),
        pytest.param("a,b\n1,2\n,\n\n3,4\n , \n", id="with empty rows"),
    ],
)
def test_a_table_is_the_same_however_it_was_saved(tmp_path: Path, content: str | bytes) -> None:
    lines = read_lines(written(tmp_path, content), ("a", "b"))
    assert [line.cells for line in lines] == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_a_row_after_a_cell_with_line_breaks_is_known_by_the_line_it_begins_in(tmp_path: Path) -> None:
    lines = read_lines(written(tmp_path, 'a,b\n1,"x\ny\nz"\n2,w\n'), ("a", "b"))
    assert [(line.number, line.cells["a"]) for line in lines] == [(2, "1"), (5, "2")]


def test_further_columns_are_read_where_any_are_allowed(tmp_path: Path) -> None:
    assert read_lines(written(tmp_path, "a,x\n1,2\n"), ("a",), ("*",))[0].cells["x"] == "2"


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing") as caught:
        read_lines(tmp_path / "gone.csv", ("a",))
    assert caught.value.where == str(tmp_path / "gone.csv")


def test_a_pipe_in_the_place_of_a_table_is_one_error_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "table.csv")
    with pytest.raises(DataError, match="A table cannot be read") as caught:
        read_lines(tmp_path / "table.csv", ("a",))
    assert caught.value.why == "It is no ordinary file"


def test_a_folder_in_the_place_of_a_table_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "table.csv").mkdir()
    with pytest.raises(DataError, match="cannot be read") as caught:
        read_lines(tmp_path / "table.csv", ("a",))
    assert caught.value.remedy


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", ",,\n", "\n\na,b\n1,2\n"])
def test_a_file_that_does_not_begin_with_a_header_is_refused(tmp_path: Path, content: str) -> None:
    error = refused(tmp_path, content)
    assert "empty" in error.what
    assert "a, b" in error.why


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,c\n1,2\n").what == "The table lacks column 'b'."


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,b,c\n1,2,3\n").what == "The table has an unknown column 'c'."


def test_a_repeated_column_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,b,b\n1,2,3\n").what == "The table repeats column 'b'."


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_with_another_mark_between_its_cells_is_told_so(tmp_path: Path, mark: str, word: str) -> None:
    error = refused(tmp_path, f"a{mark}b\n1{mark}2\n")
    assert word in error.what
    assert "commas" in error.remedy


@pytest.mark.parametrize("row", ["1", "1,2,3", "1,2,"])
def test_a_row_of_another_length_is_shown(tmp_path: Path, row: str) -> None:
    error = refused(tmp_path, f"a,b\n1,2\n{row}\n")
    assert f"row 3: {row}" in error.where


def test_a_quote_without_partner_is_found_in_the_row_where_it_opens(tmp_path: Path) -> None:
    error = refused(tmp_path, 'a,b\n1,2\n"3,4\n5,6\n7,8\n')
    assert error.where.endswith("row 3")
    assert "double quote" in error.why


def test_text_after_a_closing_quote_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, 'a,b\n1,2\n"3"x,4\n').where.endswith("row 3")


@pytest.mark.parametrize(("encoding", "row"), [("utf-16", 1), ("latin-1", 3)])
def test_a_file_in_another_encoding_is_told_so(tmp_path: Path, encoding: str, row: int) -> None:
    error = refused(tmp_path, "a,b\n1,2\nThanh Hóa,4\n".encode(encoding))
    assert error.what == "The file is not UTF-8 text."
    assert f"row {row}:" in error.where


def test_a_nul_byte_is_found_in_its_row(tmp_path: Path) -> None:
    error = refused(tmp_path, b"a,b\n1,2\n3,\x004\n")
    assert "NUL" in error.what
    assert error.where.endswith("row 3")


@pytest.mark.parametrize("text", ["", "x", "1.5", "1_000", "٣", "２", "1e3", "0x10", " "])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        convert(text, int, Path("t.csv"), 7, "year")
    assert caught.value.what == f"A cell holds {text!r}, which is not a whole number."
    assert caught.value.where == "t.csv, row 7, column 'year'"


@pytest.mark.parametrize(
    "text", ["9" * 400, "-" + "9" * 400, "", "nan", "NaN", "inf", "-inf", "1e3", "1_0.5", "83,76", "１.２", ".5", "5."]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="is not a number such as"):
        convert(text, float, Path("t.csv"), 2, "value")


@pytest.mark.parametrize("text", ["20210414", "2021-W15-3", "14/04/2021", "2021-02-30", "2021-4-14"])
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="which is not a date such as 2021-04-14"):
        convert(text, dt.date | None, Path("t.csv"), 2, "published_on")


@pytest.mark.parametrize("text", ["", "Yes", "true", "1"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="which is not yes or no"):
        convert(text, bool, Path("t.csv"), 2, "official")


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert convert(str(number), int, Path("t.csv"), 2, "n") == number


@given(st.decimals(-1000, 1000, places=6))
def test_a_number_is_read_as_it_is_written(number: object) -> None:
    assert convert(f"{number:f}", float, Path("t.csv"), 2, "n") == pytest.approx(float(str(number)), abs=1e-12)
