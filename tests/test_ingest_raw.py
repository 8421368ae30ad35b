"""Reading one raw table, shown on a small table of three provinces."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.ingest.raw import Problems, missing_units, read_raw

SCHEMA = pa.DataFrameSchema(
    {
        "province_code": pa.Column(str),
        "score": pa.Column(float, pa.Check.in_range(0, 100, error="a score from 0 to 100"), nullable=True),
        "rank": pa.Column(float, nullable=False),
        "note": pa.Column(str, nullable=True),
    },
    strict="filter",
)
ROWS = ("01,Hà Nội,83.5,2,x", "02,Hà Giang,,3,", "92,Cần Thơ,84.14,1,y")


def table(folder: Path, *rows: str) -> Path:
    path = folder / "2020.csv"
    path.write_text("\n".join(["province_code,province,score,rank,note", *rows]) + "\n", encoding="utf-8")
    return path


def read(catalog: Catalog, path: Path) -> tuple[pd.DataFrame, Problems]:
    return read_raw(path, catalog.units, text=("note",), numbers=("score", "rank"), schema=SCHEMA)


def problem(catalog: Catalog, folder: Path, *rows: str) -> DataError:
    _, problems = read(catalog, table(folder, *rows))
    error = problems.error()
    assert isinstance(error, DataError)
    return error


def test_a_right_table_is_read_with_its_line_numbers(catalog: Catalog, tmp_path: Path) -> None:
    frame, problems = read(catalog, table(tmp_path, *ROWS))
    problems.raise_any()
    assert problems.error() is None
    assert list(frame.index) == [2, 3, 4]
    assert list(frame["province_code"]) == ["01", "02", "92"]
    assert frame["score"].isna().tolist() == [False, True, False]
    assert frame["note"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("text", ["1.1a", "NaN", "inf", "1e3", "1_0", "１.２", "٣", "83.76%", "--1", "+", ".", "1 000"])
def test_a_cell_that_is_no_number_is_named_with_row_column_and_value(
    catalog: Catalog, tmp_path: Path, text: str
) -> None:
    error = problem(catalog, tmp_path, ROWS[0], f"02,Hà Giang,{text},3,")
    assert error.what == f"A cell holds {text!r}, which is not a number."
    assert error.where == f"{tmp_path / '2020.csv'}, row 3, column 'score'"
    assert "83.76" in error.why
    assert error.remedy


def test_a_decimal_comma_is_told_how_to_write_it(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, '92,Cần Thơ,"84,14",1,')
    assert "'84,14'" in error.what
    assert "point" in error.remedy


@pytest.mark.parametrize("text", ["84.14", " 84.14 ", "\u00a084.14", "+84.14", "084.140"])
def test_a_number_may_be_written_with_spaces_around_it(catalog: Catalog, tmp_path: Path, text: str) -> None:
    frame, problems = read(catalog, table(tmp_path, f"92,Cần Thơ,{text},1,"))
    problems.raise_any()
    assert frame["score"].tolist() == [84.14]


def test_a_value_outside_its_range_is_shown_with_all_its_digits(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, "92,Cần Thơ,100.000001,1,")
    assert "100.000001" in error.what
    assert error.why == "Expected: a score from 0 to 100."


def test_an_empty_cell_that_must_be_filled_is_named(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, "92,Cần Thơ,1,,")
    assert error.what == "A cell is empty."
    assert error.where.endswith("row 2, column 'rank'")


def test_a_code_that_lost_its_zero_is_told_from_the_name(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, "1,Hà Nội,1,1,", *ROWS[1:])
    assert error.what == "'1' is no code of a unit."
    assert "'Hà Nội', whose code is 01" in error.why
    assert "leading zero" in error.why


@pytest.mark.parametrize("name", ["Cần Thơ", "Ha Noi City X", "", "Hà Tây"])
def test_a_name_that_is_not_that_of_the_code_is_refused(catalog: Catalog, tmp_path: Path, name: str) -> None:
    error = problem(catalog, tmp_path, f"01,{name},1,1,")
    assert error.what.startswith("The code 01 is Hà Nội")
    assert error.where.endswith("row 2, column 'province'")
    assert ("the name of 92" in error.what) == (name == "Cần Thơ")


def test_a_row_that_stands_twice_is_named_with_both_places(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, *ROWS, ROWS[0])
    assert error.what == "Hà Nội (01) stands twice, first in row 2."
    assert error.where.endswith("row 5, column 'province_code'")


def test_a_row_of_the_whole_country_is_no_province(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, *ROWS, "00,Cả nước,1,1,")
    assert error.what == "'00' is no code of a unit."
    assert "remove the row" in error.remedy


def test_a_table_without_rows_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="a header but no rows"):
        read(catalog, table(tmp_path))


def test_all_problems_of_all_kinds_are_shown_at_once_in_the_order_of_the_rows(catalog: Catalog, tmp_path: Path) -> None:
    error = problem(catalog, tmp_path, "1,Hà Nội,101,2,", "02,Hà Giang,x,3,", "92,Hậu Giang,1,,")
    text = str(error)
    assert text.startswith(f"5 problems in {tmp_path / '2020.csv'}:")
    places = ["row 2, column 'province_code'", "row 2, column 'score'", "row 3, column 'score'"]
    places += ["row 4, column 'province'", "row 4, column 'rank'"]
    found = [text.index(place) for place in places]
    assert sorted(found[:2]) + found[2:3] + sorted(found[3:]) == sorted(found)


def test_no_more_than_twenty_problems_are_shown_but_all_are_counted(catalog: Catalog, tmp_path: Path) -> None:
    rows = [f"{unit.code},{unit.name_vi},x,1," for unit in catalog.units]
    text = str(problem(catalog, tmp_path, *rows))
    assert text.startswith("63 problems in ")
    assert "; the first 20:" in text
    assert text.count("which is not a number") == 20
    assert "row 21," in text
    assert "row 22," not in text


def test_a_cell_is_named_once(tmp_path: Path) -> None:
    problems = Problems(tmp_path / "t.csv")
    problems.add("first", row=2, column="a")
    problems.add("follows from the first", row=2, column="a")
    assert str(problems.error()).startswith("first\n")


def test_missing_units_are_those_that_are_not_present(catalog: Catalog) -> None:
    present = [unit.code for unit in catalog.units if unit.code not in ("01", "92")]
    assert [unit.code for unit in missing_units(present, catalog.units)] == ["01", "92"]


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters='\0\r\n",'), max_size=8))
def test_any_text_in_a_cell_is_a_number_or_one_error(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    frame, problems = read(catalog, table(tmp_path_factory.mktemp("raw"), f"92,Cần Thơ,{text},1,"))
    stripped = text.strip()
    if problems.error() is None:
        assert not stripped or 0 <= float(stripped) <= 100
        assert frame["score"].isna().tolist() == [not stripped]
    else:
        assert "row 2, column 'score'" in str(problems.error())
        assert frame["score"].isna().tolist() == [True]
