"""Reading text, workbooks, pages and PDFs into tables."""

from __future__ import annotations

import io
from pathlib import Path

import odfdo
import openpyxl
import pytest
import xlwt
from intake_tables import grids, in_tcvn3, made_ranks, made_scores, page, pdf, text, vi, workbook

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.intake.grid import Grid, column_letters, column_number
from chiso.intake.names import Names

HEAD = ["TT", "Tỉnh, thành phố", "Chỉ số (%)", "Xếp hạng"]


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> list[list[object]]:
    scores = made_scores(catalog.units, 1)
    ranks = made_ranks(scores)
    return [
        [str(place), unit.name_vi, vi(scores[unit.code]), str(ranks[unit.code])]
        for place, unit in enumerate(catalog.units, start=1)
    ]


def cells(grid: Grid) -> list[list[str]]:
    return [[grid.text(row, column) for column in range(grid.width)] for row in range(grid.height)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_parted_by_whichever_mark_it_has(names: Names, rows: list[list[object]], delimiter: str) -> None:
    (grid,) = grids(text([HEAD, *rows], delimiter).encode(), "a.csv", names)
    assert cells(grid) == [HEAD, *rows]


def test_a_row_of_text_is_known_by_the_line_that_it_begins_in(names: Names) -> None:
    data = 'Tỉnh,"Điểm\nscore"\n"Cần\nThơ",83.76\nHà Nội,86.07\n'
    (grid,) = grids(data.encode(), "a.csv", names)
    assert grid.place(1, 1) == "row 3, column B (B3)"
    assert grid.place(2, 1) == "row 5, column B (B5)"
    assert grid.text(1, 0) == "Cần Thơ"


def test_a_nul_in_text_is_named(names: Names) -> None:
    with pytest.raises(DataError, match="NUL") as caught:
        grids("Tỉnh,Điểm\nCần Thơ,8\x003\nHà Nội,86\n".encode() + b"An Giang,80\n" * 20, "a.csv", names)
    assert caught.value.where == "a.csv, row 2"


def test_a_workbook_gives_its_sheets_with_merged_cells(names: Names) -> None:
    data = workbook(
        {"Chính": [["Tiêu đề"], ["a", 1.5], [None, None, "x"]], "Phụ": [[1]], "Ẩn": [[2]]},
        {"Chính": ["A1:C1"]},
        hidden=["Ẩn"],
    )
    found = grids(data, "a.xlsx", names)
    assert [(grid.name, grid.hidden) for grid in found] == [("Chính", False), ("Phụ", False), ("Ẩn", True)]
    assert found[0].merged == [(0, 0, 0, 2)]
    assert found[0].values[1] == ["a", 1.5, None]
    assert found[0].place(2, 2) == "sheet 'Chính', row 3, column C (C3)"


@pytest.mark.parametrize("wanted", ["Phụ", "phụ ", "2"])
def test_a_sheet_is_chosen_by_name_or_number(names: Names, wanted: str) -> None:
    data = workbook({"Chính": [["a"]], "Phụ": [["b"]]})
    (grid,) = grids(data, "a.xlsx", names, sheet=wanted)
    assert grid.name == "Phụ"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(names: Names) -> None:
    with pytest.raises(DataError, match="no sheet 'Khác'") as caught:
        grids(workbook({"Chính": [["a"]], "Phụ": [["b"]]}), "a.xlsx", names, sheet="Khác")
    assert "'Chính', 'Phụ'" in caught.value.why


def test_a_hidden_sheet_can_be_named(names: Names) -> None:
    (grid,) = grids(workbook({"A": [["a"]], "Ẩn": [["b"]]}, hidden=["Ẩn"]), "a.xlsx", names, sheet="Ẩn")
    assert not grid.hidden


def test_an_old_workbook_in_an_old_font_is_read(names: Names) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("PCI")
    for row, name in enumerate(["Cần Thơ", "Hà Nội", "Hải Dương", "Lạng Sơn", "Đồng Nai", "Quảng Trị"]):
        sheet.write(row, 0, in_tcvn3(name).decode("cp1252"))
        sheet.write(row, 1, 60.5 + row)
    stream = io.BytesIO()
    book.save(stream)
    (grid,) = grids(stream.getvalue(), "a.xls", names)
    assert [grid.text(row, 0).casefold() for row in range(2)] == ["cần thơ", "hà nội"]
    assert grid.values[0][1] == 60.5


def test_an_opendocument_workbook_is_read(names: Names) -> None:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Bảng")
    for name, score in (("Cần Thơ", 83.76), ("Hà Nội", 86.07)):
        row = odfdo.Row()
        row.set_values([name, score])
        table.append_row(row)
    document.body.append(table)
    stream = io.BytesIO()
    document.save(stream)
    (grid,) = grids(stream.getvalue(), "a.ods", names)
    assert cells(grid) == [["Cần Thơ", "83.76"], ["Hà Nội", "86.07"]]


def test_formulas_without_saved_results_are_counted_and_never_worked_out(names: Names) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Cần Thơ"
    book.active["B1"] = "=1+1"
    book.active["C1"] = '=HYPERLINK("https://example.org","x")'
    stream = io.BytesIO()
    book.save(stream)
    (grid,) = grids(stream.getvalue(), "a.xlsx", names)
    assert grid.formulas == 2
    assert cells(grid) == [["Cần Thơ"]]


def test_a_page_gives_each_table_with_its_spans(names: Names) -> None:
    head = "<tr><th rowspan=2>Tỉnh</th><th colspan='2'>Năm 2020</th></tr><tr><th>Điểm</th><th>Hạng</th></tr>"
    source = page([["Cần Thơ", "83,76<sup>1</sup>", "37"]], head=head)
    (grid,) = grids(source.encode(), "a.html", names)
    assert cells(grid) == [["Tỉnh", "Năm 2020", ""], ["", "Điểm", "Hạng"], ["Cần Thơ", "83,76", "37"]]
    assert sorted(grid.merged) == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_tables_inside_tables_are_tables_of_their_own(names: Names) -> None:
    inner = "<table><tr><td>Cần Thơ</td><td>83,76</td></tr></table>"
    found = grids(page([["Menu", inner]]).encode(), "a.html", names)
    assert [cells(grid) for grid in found] == [[["Menu"]], [["Cần Thơ", "83,76"]]]
    (only,) = grids(page([["Menu", inner]]).encode(), "a.html", names, table="2")
    assert only.name == "2"


def test_scripts_of_a_page_are_neither_run_nor_read(names: Names) -> None:
    source = page([["Cần Thơ<script>alert(1)</script>", "<b>83</b>,76<style>td{}</style>"]])
    (grid,) = grids(source.encode(), "a.html", names)
    assert cells(grid) == [["Cần Thơ", "83,76"]]


def test_what_a_page_does_not_show_is_not_read_and_a_frame_of_one_cell_is(names: Names) -> None:
    hidden = '<span style="display: none">092</span><i hidden>x</i>'
    source = page([[f"Cần Thơ{hidden}", "<table><tr><td>83,76</td></tr></table>"]])
    assert cells(grids(source.encode(), "a.html", names)[0]) == [["Cần Thơ", "83,76"]]


def test_a_table_of_a_page_has_its_caption_or_the_text_before_it(names: Names) -> None:
    table = "<tr><td>Cần Thơ</td><td>1</td></tr></table>"
    source = (
        f"<html><body><h2>Năm 2019</h2><div><p></p><table>{table}</div>"
        f"<table><caption>Năm 2020</caption>{table}<table>{table}</body></html>"
    )
    assert [grid.caption for grid in grids(source.encode(), "a.html", names)] == ["Năm 2019", "Năm 2020", ""]


@pytest.mark.parametrize("source", ["<html><body>không có bảng</body></html>", "<!doctype html><p>x"])
def test_a_page_without_a_table_is_refused(names: Names, source: str) -> None:
    with pytest.raises(DataError, match="no table"):
        grids(source.encode(), "a.html", names)


def test_a_page_declares_its_encoding(names: Names) -> None:
    shown = "<html><head><meta charset=windows-1252></head><table><tr><td>" + "</td></tr><tr><td>".join(
        ["Can Tho", "Ha Noi", "Hai Duong", "Lang Son", "Dong Nai", "na\u00efve"]
    )
    (grid,) = grids(shown.encode("cp1252"), "a.html", names)
    assert grid.text(5, 0) == "na\u00efve"


@pytest.mark.parametrize("ruled", [True, False])
def test_a_pdf_table_is_read_over_all_its_pages(names: Names, rows: list[list[object]], ruled: bool) -> None:
    data = pdf([HEAD, *rows], ruled=ruled, title="Kết quả năm 2020. Cần Thơ đạt 83,76% và xếp thứ 37.")
    (grid,) = grids(data, "a.pdf", names)
    read = {grid.text(row, 1): grid.text(row, 2) for row in range(grid.height) if names.find(grid.text(row, 1))}
    assert read == {row[1]: row[2] for row in rows}
    assert grid.pages[-1] > 1
    last = next(row for row in range(grid.height) if grid.text(row, 1) == rows[-1][1])
    assert grid.place(last, 2).startswith(f"page {grid.pages[last]}, row ")


@pytest.mark.parametrize("ruled", [True, False])
def test_a_raised_mark_does_not_run_into_the_figure(names: Names, catalog: Catalog, ruled: bool) -> None:
    import typst

    lines = "".join(
        f"[{unit.name_vi}], [{70 + place},25#super(typographic: false)[1]], "
        for place, unit in enumerate(list(catalog.units)[:20])
    )
    stroke = "0.5pt" if ruled else "none"
    data = typst.compile(f"#table(columns: (auto, auto), stroke: {stroke}, [Tỉnh], [Điểm], {lines})".encode())
    (grid,) = grids(data, "a.pdf", names)
    found = [grid.text(row, 1) for row in range(grid.height) if names.find(grid.text(row, 0))]
    assert found == [f"{70 + place},25" for place in range(20)]


def test_a_name_that_wraps_in_a_ruled_cell_is_one_cell(names: Names, rows: list[list[object]]) -> None:
    data = pdf([HEAD, *rows], ruled=True, columns="(2em, 4.5em, 5em, 5em)")
    found = {
        code.code
        for grid in grids(data, "a.pdf", names)
        for row in range(grid.height)
        if (code := names.find(str(grid.values[row][1] or "")))
    }
    assert len(found) == 63


def test_the_number_of_a_page_below_its_table_is_no_figure(names: Names, rows: list[list[object]]) -> None:
    import typst

    lines = "".join("".join(f"[{cell}], " for cell in row) for row in rows)
    table = f"#table(columns: (auto, 1fr, auto, auto), stroke: none, [TT], [Tỉnh], [Chỉ số], [Hạng], {lines})"
    found = grids(typst.compile(f'#set page(numbering: "1 / 1")\n{table}'.encode()), "a.pdf", names)
    assert [cells(grid)[1:] for grid in found] == [rows]


def test_what_stands_over_a_ruled_table_is_its_title(names: Names, rows: list[list[object]]) -> None:
    import typst

    lines = "".join("".join(f"[{cell}], " for cell in row) for row in rows[:12])
    table = f"#table(columns: 4, [TT], [Tỉnh], [Chỉ số], [Hạng], {lines})"
    source = f"= PAR INDEX 2020\n{table}\n#pagebreak()\n= SIPAS 2020\n{table}"
    (grid,) = grids(typst.compile(source.encode()), "a.pdf", names)
    assert [text for text in (grid.text(row, 0) for row in range(grid.height)) if "2020" in text] == [
        "PAR INDEX 2020",
        "SIPAS 2020",
    ]


def test_headings_that_touch_two_columns_go_with_the_one_that_no_other_has(
    names: Names, rows: list[list[object]]
) -> None:
    import typst

    lines = "".join("".join(f"[{cell}], " for cell in row) for row in rows[:12])
    align = "align: (center, left, right, right)"
    table = f"#table(columns: (auto, 1fr, 1fr, 1fr), stroke: none, {align}, [TT], [Tỉnh, thành phố], "
    (grid,) = grids(typst.compile(f"{table} [Chỉ số (%)], [Xếp hạng], {lines})".encode()), "a.pdf", names)
    assert cells(grid)[0] == HEAD


@pytest.mark.parametrize("ruled", [True, False])
def test_a_mark_that_stands_on_every_name_hides_none(names: Names, rows: list[list[object]], ruled: bool) -> None:
    marked = [[row[0], f"{row[1]}(1)", *row[2:]] for row in rows]
    (grid,) = grids(pdf([HEAD, *marked], ruled=ruled), "a.pdf", names)
    assert sum(names.find(grid.text(row, 1)) is not None for row in range(grid.height)) == 63


def test_pages_are_chosen(names: Names, rows: list[list[object]]) -> None:
    data = pdf([HEAD, *rows], ruled=True)
    (first,) = grids(data, "a.pdf", names, page="1")
    (later,) = grids(data, "a.pdf", names, page="2-3")
    assert set(first.pages) == {1}
    assert set(later.pages) == {2, 3}
    with pytest.raises(DataError, match="no page '9'"):
        grids(data, "a.pdf", names, page="9")


def test_two_tables_without_rules_are_parted_where_the_units_begin_again(
    names: Names, rows: list[list[object]]
) -> None:
    import typst

    lines = "".join("".join(f"[{cell}], " for cell in row) for row in rows[:15])
    table = f"#table(columns: (auto, 1fr, auto, auto), stroke: none, [TT], [Tỉnh], [Chỉ số], [Hạng], {lines})"
    found = grids(typst.compile(f"{table}\nBảng 2\n{table}".encode()), "a.pdf", names)
    assert len(found) == 2


def test_a_pdf_of_pictures_says_so(names: Names) -> None:
    import typst

    data = typst.compile(b"#rect(width: 100%, height: 50%, fill: red)\n#pagebreak()\n#circle(radius: 3cm)")
    with pytest.raises(DataError, match="only pictures"):
        grids(data, "a.pdf", names)


def test_a_pdf_without_provinces_says_so(names: Names) -> None:
    import typst

    with pytest.raises(DataError, match="names provinces in lines"):
        grids(typst.compile("Chỉ là một đoạn văn về Cần Thơ và Hà Nội.".encode()), "a.pdf", names)


def test_a_choice_goes_with_its_kind_of_file(names: Names) -> None:
    with pytest.raises(DataError, match="PAGE does not go with this file"):
        grids(workbook({"A": [["a"]]}), "a.xlsx", names, page="1")
    with pytest.raises(DataError, match="SHEET does not go with this file"):
        grids(page([["a"]]).encode(), "a.html", names, sheet="A")


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_number(column_letters(column)) == column for column in range(0, 2000, 7))


def test_a_turned_table_still_names_the_cells_of_the_file() -> None:
    grid = Grid("sheet", "S", [["a", "b", "c"], ["d", "e", "f"]], merged=[(0, 1, 0, 2)])
    turned = grid.turn()
    assert turned.values == [["a", "d"], ["b", "e"], ["c", "f"]]
    assert turned.place(2, 1) == "sheet 'S', row 2, column C (C2)"
    assert turned.merged == [(1, 0, 2, 0)]
    assert turned.turn().values == [list(row) for row in grid.values]
    assert Grid.from_json(turned.to_json()).place(2, 1) == turned.place(2, 1)


def test_reading_writes_nothing(names: Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    grids(workbook({"A": [["a"]]}), "../../x.xlsx", names)
    assert not list(tmp_path.iterdir())
