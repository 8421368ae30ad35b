"""A column is taken as a figure for a reason that is told, and never without a word."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import time

import openpyxl
import pytest
from intake_tables import grids, text, vi, workbook

from chiso.catalog import Catalog, Unit
from chiso.errors import DataError
from chiso.intake.columns import parse_columns
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.headings import years_in
from chiso.intake.names import Names
from chiso.intake.numbers import column_marks, read_number
from chiso.intake.pdf_lines import Word, without_marks
from chiso.intake.pick_table import choose_table
from chiso.intake.vocabulary import vocabulary

YEAR = 2020


def read(
    catalog: Catalog, names: Names, data: bytes, file: str = "a.xlsx", columns: str = ""
) -> tuple[Table, Findings]:
    findings = Findings(file)
    given = parse_columns(columns)
    words = vocabulary(catalog, "par_index", YEAR)
    table = choose_table(grids(data, file, names), catalog, names, words, given, findings, is_chosen=bool(given))
    return table, findings


def totals(table: Table) -> dict[str, float | None]:
    return {unit: figures["TOTAL"].value for unit, figures in table.scores.items()}


@pytest.mark.parametrize("kind", ["running numbers", "places", "years", "codes of the units"])
@pytest.mark.parametrize("heading", [None, "Chỉ số CCHC"])
def test_what_only_counts_or_names_is_never_taken_for_scores(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float], kind: str, heading: str | None
) -> None:
    count = len(units)
    values = {
        "running numbers": range(1, count + 1),
        "places": range(count, 0, -1),
        "years": [1991 + place % 7 for place in range(count)],
        "codes of the units": [int(unit.code) for unit in units],
    }[kind]
    rows: list[list[object]] = [[heading, "Tỉnh", "Kết quả đo lường"]]
    rows += [[value, unit.name_vi, scores[unit.code]] for value, unit in zip(values, units, strict=True)]
    with pytest.raises(DataError, match="No table of the file has a column") as caught:
        read(catalog, names, workbook({"Bảng": rows}))
    assert kind in caught.value.why
    assert "TOTAL=C" in caught.value.remedy
    table, _ = read(catalog, names, workbook({"Bảng": rows}), columns="TOTAL=C")
    assert totals(table) == scores
    assert table.taken["TOTAL"] == "column C, by COLUMN"


@pytest.mark.parametrize(
    ("heading", "by"),
    [("Chỉ số CCHC", "its name"), ("Tổng điểm", "its words"), (None, "being the only column of figures left")],
)
def test_what_a_column_was_taken_by_is_told(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float], heading: str | None, by: str
) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", heading]]
    rows += [[place, unit.name_vi, scores[unit.code]] for place, unit in enumerate(units, 1)]
    table, _ = read(catalog, names, workbook({"Bảng": rows}))
    assert totals(table) == scores
    assert table.taken == {"TOTAL": f"column C, by {by}"}


@pytest.mark.parametrize("longer", ["PAR INDEX - Cải cách thể chế", "PAR INDEX (Cải cách thể chế)"])
def test_an_exact_name_goes_before_a_longer_heading_and_that_one_is_told(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float], longer: str
) -> None:
    rows: list[list[object]] = [["Tỉnh", longer, "PAR INDEX"]]
    rows += [[unit.name_vi, scores[unit.code] - 3, scores[unit.code]] for unit in units]
    table, findings = read(catalog, names, workbook({"Bảng": rows}))
    assert totals(table) == scores
    assert longer in table.passed
    assert not findings.notes
    alone, findings = read(catalog, names, workbook({"Bảng": [row[:2] for row in rows]}))
    assert alone.taken == {"TOTAL": "column B, by a part of its heading"}
    assert "Cải cách thể chế" in " ".join(findings.notes)


def test_of_two_columns_with_one_name_the_one_in_the_unit_of_the_index_is_meant(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    rows: list[list[object]] = [["Tỉnh", "PAR INDEX", "PAR INDEX"], [None, "(điểm)", "(%)"]]
    rows += [[unit.name_vi, scores[unit.code] / 2, scores[unit.code]] for unit in units]
    table, findings = read(catalog, names, workbook({"Bảng": rows}))
    assert totals(table) == scores
    assert not findings.problems


def test_a_box_of_statistics_beside_the_table_is_not_the_figure(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    rows: list[list[object]] = [["Tỉnh", "Điểm", None, "Thống kê", "Điểm"]]
    rows += [[unit.name_vi, scores[unit.code]] for unit in units]
    for row, (name, value) in zip(
        rows[1:4], (("Trung bình", 80.1), ("Cao nhất", 95.0), ("Thấp nhất", 70.2)), strict=True
    ):
        row += [None, name, value]
    table, findings = read(catalog, names, workbook({"Bảng": rows}))
    assert totals(table) == scores
    assert not findings.problems


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.353.223", "512.047", "98.700"], [1353223, 512047, 98700]),
        (["1,353,223", "512,047"], [1353223, 512047]),
        (["83.76", "512.047"], [83.76, 512.047]),
        (["83,76", "84.100"], [83.76, 84100]),
        (["1.234,5", "2.345"], [1234.5, 2345]),
    ],
)
def test_a_column_has_one_way_of_writing_numbers(cells: list[str], expected: list[float]) -> None:
    thousands = column_marks(cells).thousands
    assert [read_number(cell, thousands).value for cell in cells] == expected


def test_a_column_that_uses_a_mark_for_both_is_told(catalog: Catalog, names: Names, units: list[Unit]) -> None:
    rows = [["Tỉnh", "Chỉ số CCHC"], *([unit.name_vi, "83.76"] for unit in units)]
    rows[5][1] = "1.353.223"
    _, findings = read(catalog, names, text(rows, ";").encode(), "a.csv")
    assert any("one mark before fractions and between thousands" in str(one) for one in findings.problems)


def test_what_a_spreadsheet_made_a_day_is_told_with_the_figure_that_it_was(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số CCHC"], *([unit.name_vi, scores[unit.code]] for unit in units)]
    rows[3][1] = dt.date(2021, 5, 12)
    rows[4][1] = dt.date(1985, 12, 1)
    _, findings = read(catalog, names, workbook({"Bảng": rows}))
    first, second = map(str, findings.problems)
    assert "the day '2021-05-12', which a spreadsheet made of a figure: 12.5 or 5.12" in first
    assert "12.85" in second
    assert "B4" in first


def test_the_error_of_a_formula_is_told_as_one(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook({"Bảng": [["Tỉnh", "Chỉ số CCHC"], *([one.name_vi, scores[one.code]] for one in units)]}))
    )
    for row, error in ((3, "#N/A"), (4, "#REF!")):
        book.active.cell(row, 2, error).data_type = "e"
    stream = io.BytesIO()
    book.save(stream)
    table, findings = read(catalog, names, stream.getvalue())
    assert [table.scores[units[place].code]["TOTAL"].said for place in (1, 2)] == ["#N/A", "#REF!"]
    told = "\n".join(findings.notes)
    assert "#N/A, the error of a formula" in told
    assert "#REF!, the error of a formula" in told
    assert "B4" in told


def test_hidden_rows_and_columns_are_told(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số CCHC"]]
    rows += [[place, unit.name_vi, scores[unit.code]] for place, unit in enumerate(units, 1)]
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Bảng": rows})))
    book.active.row_dimensions[7].hidden = True
    book.active.column_dimensions["A"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    table, findings = read(catalog, names, stream.getvalue())
    assert len(totals(table)) == len(units)
    assert "does not show row 7 and column A" in "\n".join(findings.notes)


@pytest.mark.parametrize(
    "printed", ["Transparency (as PCI 2005)", "Minh bạch (như PCI 2005)", "Thu ngân sách (theo giá 2010)"]
)
def test_a_year_that_a_figure_is_counted_like_is_not_the_year_of_the_column(printed: str) -> None:
    assert years_in(printed) == set()
    assert years_in(f"{printed} 2020") == {2020}
    assert years_in("Chỉ số (giá trị năm 2019, theo kết quả khảo sát)") == {2019}


@pytest.mark.parametrize("cell", ["1 87,48", "¹87,48", "8 7,48"])
def test_a_note_before_a_figure_never_becomes_a_digit_of_it(cell: str) -> None:
    assert read_number(cell).value in (0, 87.48)


def test_a_rank_and_a_score_in_one_cell_are_both_read(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float]
) -> None:
    ordered = sorted(scores, key=lambda code: -scores[code])
    place = {code: number for number, code in enumerate(ordered, 1)}
    rows = [["Tỉnh", "Chỉ số CCHC"]]
    rows += [[unit.name_vi, f"{place[unit.code]:02d} ({vi(scores[unit.code])})"] for unit in units]
    table, findings = read(catalog, names, text(rows, ";").encode(), "a.csv")
    assert totals(table) == scores
    assert {unit: int(ranks["TOTAL"].value or 0) for unit, ranks in table.ranks.items()} == place
    assert not findings.problems


def test_many_problems_with_one_cause_are_one_with_their_number_and_three_places() -> None:
    findings = Findings("a.csv")
    for row in range(2, 13):
        findings.problem(f"Cell {row} is wrong.", f"row {row}", many="{count} cells are wrong.")
    findings.problem("Something else.", "row 1")
    told = str(findings.error())
    assert "2 problems" in told
    assert "11 cells are wrong." in told
    assert "row 2; row 3; row 4 and 8 more" in told


@pytest.mark.parametrize("place", [0, 1], ids=["before", "behind"])
def test_a_raised_note_of_a_page_runs_into_no_figure_on_either_side(place: int) -> None:
    figure = Word("87,48", 20.0, 44.0, 100.0, 109.0, 9.0)
    note = Word("1", *((16.6, 19.8), (44.1, 47.3))[place], 99.0, 104.4, 5.4)
    words = sorted([figure, note], key=lambda one: one.left)
    assert without_marks(words) == (figure,)


@pytest.mark.parametrize("run", [" ", ".", "(", "*", "¹", "\u00a0", "- "])
def test_a_long_run_of_one_mark_in_any_cell_takes_no_time(
    catalog: Catalog, names: Names, units: list[Unit], scores: dict[str, float], run: str
) -> None:
    long = f"Đơn{run * 300}vị"
    rows: list[list[object]] = [[long, None, long], [f"Tỉnh{long}", f"Chỉ số CCHC{long}", f"Hạng{long}"]]
    rows += [[unit.name_vi, scores[unit.code], None] for unit in units]
    rows[5][0] = f"{units[3].name_vi}{run * 300}x"
    rows[6][1] = f"83,{run * 300}x"
    rows[7][2] = f"thứ{run * 300}x"
    rows.append([long, long, long])
    start = time.process_time()
    with contextlib.suppress(DataError):
        read(catalog, names, workbook({"Bảng": rows}))
    assert time.process_time() - start < 2
