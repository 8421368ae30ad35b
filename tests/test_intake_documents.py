"""Tables in documents, slides, saved pages and copied text; boxes below tables, and ministries above provinces."""

from __future__ import annotations

import email.message
import io
import re
import stat
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from intake_tables import Rows, grids, page, vi, workbook
from packages import compound

from chiso.catalog import Catalog, Unit
from chiso.errors import DataError
from chiso.intake import convert_doc
from chiso.intake.bounded import read_file
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.formats import detect
from chiso.intake.grid import Grid
from chiso.intake.names import Names
from chiso.intake.pick_table import choose_table
from chiso.intake.vocabulary import vocabulary
from chiso.intake.worker import Choice


@pytest.fixture(scope="module")
def rows(units: list[Unit], scores: dict[str, float], ranks: dict[str, int]) -> Rows:
    heading = ["TT", "Tỉnh, thành phố", "PAR INDEX 2020", "Xếp hạng"]
    return [
        heading,
        *([n, one.name_vi, vi(scores[one.code]), ranks[one.code]] for n, one in enumerate(units, 1)),
    ]


def understood(catalog: Catalog, names: Names, found: list[Grid]) -> tuple[Table, Findings]:
    findings = Findings("a")
    words = vocabulary(catalog, "par_index", 2020)
    return choose_table(found, catalog, names, words, {}, findings, is_chosen=False), findings


def figures(table: Table) -> tuple[dict[str, float | None], dict[str, float | None]]:
    return (
        {unit: one["TOTAL"].value for unit, one in table.scores.items()},
        {unit: one["TOTAL"].value for unit, one in table.ranks.items() if "TOTAL" in one},
    )


def document(rows: Rows) -> bytes:
    """Return rows as a Word document."""
    made = docx.Document()
    made.add_paragraph("Chỉ số cải cách hành chính 2020")
    table = made.add_table(len(rows), len(rows[0]))
    for line, row in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, value in zip(line.tc_lst, row, strict=True):
            cell.p_lst[0].add_r().text = str(value)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def slides(rows: Rows) -> bytes:
    """Return rows as the table of the one slide of a presentation, as far as its tables are looked for."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    lines = "".join(f"<a:tr>{''.join(cell.format(value) for value in row)}</a:tr>" for row in rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("ppt/slides/slide1.xml", f'<s xmlns:a="{space}"><a:tbl>{lines}</a:tbl></s>')
    return stream.getvalue()


def saved_page(rows: Rows) -> bytes:
    """Return rows as the page of an MHT file."""
    message = email.message.EmailMessage()
    message["Subject"] = "PAR INDEX 2020"
    message.set_content("<p>nothing</p>", subtype="css")
    message.make_related()
    message.add_related(page(rows), subtype="html")
    return message.as_bytes()


def copied(rows: Rows, between: str) -> bytes:
    """Return rows as plain text with nothing but blanks between the cells."""
    widths = [max(len(str(row[place])) for row in rows) if len(between) > 1 else 0 for place in range(len(rows[0]))]
    lines = (between.join(f"{value!s:<{width}}" for value, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("make", "name"),
    [(document, "a.docx"), (slides, "a.pptx"), (saved_page, "a.mht"), (lambda rows: copied(rows, "   "), "a.txt")],
    ids=["docx", "pptx", "mht", "aligned"],
)
def test_a_table_comes_in_from_other_kinds_of_file(
    catalog: Catalog,
    names: Names,
    rows: Rows,
    scores: dict[str, float],
    ranks: dict[str, int],
    make: object,
    name: str,
) -> None:
    data = make(rows)  # type: ignore[operator]
    table, findings = understood(catalog, names, grids(data, name, names))
    assert figures(table) == (scores, ranks)
    assert not findings.problems


def test_lines_parted_by_single_blanks_give_figures_and_their_heading_stands_over_all(
    catalog: Catalog, names: Names, rows: Rows, scores: dict[str, float]
) -> None:
    (grid,) = grids(copied(rows, " "), "a.txt", names)
    assert "PAR INDEX 2020" in grid.caption
    table, findings = understood(catalog, names, [grid])
    assert figures(table)[0] == scores
    assert table.taken["TOTAL"] == "column C, by being the only column of figures left"
    assert not findings.problems


def test_raised_marks_and_deleted_text_of_a_document_never_run_into_a_figure(names: Names, rows: Rows) -> None:
    made = docx.Document(io.BytesIO(document(rows)))
    cell = made.tables[0]._tbl.tr_lst[1].tc_lst[2]
    mark = made.tables[0].cell(1, 2).paragraphs[0].insert_paragraph_before().add_run("1")
    mark.font.superscript = True
    gone = OxmlElement("w:del")
    gone.append(OxmlElement("w:r"))
    gone[0].append(OxmlElement("w:t"))
    gone[0][0].text = "99,99"
    cell.p_lst[0].append(gone)
    added = OxmlElement("w:ins", {qn("w:id"): "1"})
    added.append(OxmlElement("w:r"))
    added[0].append(OxmlElement("w:t"))
    added[0][0].text = "5"
    cell.p_lst[-1].append(added)
    stream = io.BytesIO()
    made.save(stream)
    (grid,) = grids(stream.getvalue(), "a.docx", names)
    assert grid.text(1, 2) == f"{rows[1][2]}5"


def test_cells_that_span_others_in_a_document_are_merged_ones(names: Names, rows: Rows) -> None:
    made = docx.Document(io.BytesIO(document([["", "", "Năm 2020", ""], *rows])))
    made.tables[0].cell(0, 2).merge(made.tables[0].cell(0, 3))
    stream = io.BytesIO()
    made.save(stream)
    (grid,) = grids(stream.getvalue(), "a.docx", names)
    assert grid.merged == [(0, 2, 0, 3)]


def test_a_document_of_word_97_is_read_with_the_help_of_libreoffice(
    names: Names, rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = "Book Title".encode("utf-16-le")  # one of every document; workbooks have an entry called Book
    old = compound("WordDocument", style)
    assert detect(old, "a.doc") == "doc"
    (tmp_path / "made.docx").write_bytes(document(rows))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "{tmp_path}/made.docx" "$2/table.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(convert_doc.shutil, "which", lambda name: str(program) if name == "soffice" else None)
    (grid,) = read_file(old, "a.doc", names.keys, Choice())
    assert grid.text(1, 2) == rows[1][2]
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(convert_doc, "MOST_SECONDS", 0.2)
    with pytest.raises(DataError, match=r"was stopped after 0\.2 seconds") as caught:
        read_file(old, "a.doc", names.keys, Choice())
    assert caught.value.where == "a.doc"
    monkeypatch.setattr(convert_doc.shutil, "which", {}.get)
    with pytest.raises(DataError, match=r"Word document of 97") as caught:
        read_file(old, "a.doc", names.keys, Choice())
    assert "LibreOffice, which is not installed here" in caught.value.why


def test_a_box_for_looking_up_below_a_table_is_not_read_and_told(
    catalog: Catalog, names: Names, rows: Rows, scores: dict[str, float], ranks: dict[str, int]
) -> None:
    box = [[], rows[0], [None, *rows[9][1:]], [None, "Xếp hạng", rows[9][3]]]
    table, findings = understood(catalog, names, grids(workbook({"Bảng": [*rows, *box]}), "a.xlsx", names))
    assert figures(table) == (scores, ranks)
    assert not findings.problems
    assert any("row 66" in note and "a box below the table" in note for note in findings.notes)


@pytest.mark.parametrize("again", [False, True], ids=["one heading", "a heading of its own"])
def test_ministries_above_the_provinces_are_no_part_of_the_heading(
    catalog: Catalog, names: Names, rows: Rows, scores: dict[str, float], ranks: dict[str, int], again: bool
) -> None:
    ministries = [[n, f"Bộ thứ {n} của Chính phủ", 95.5 - n, n] for n in range(1, 18)]
    between = [["II", "Các tỉnh, thành phố"], *([rows[0]] if again else [])]
    sheet = [rows[0], ["I", "Các bộ, cơ quan"], *ministries, *between, *rows[1:]]
    table, findings = understood(catalog, names, grids(workbook({"2020": sheet}), "a.xlsx", names))
    assert figures(table) == (scores, ranks)
    assert not findings.problems


def test_a_sheet_that_says_an_impossible_extent_of_itself_is_read(names: Names, rows: Rows) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"Bảng": rows}))) as book, zipfile.ZipFile(out, "w") as wrong:
        for part in book.infolist():
            content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="1:69"', book.read(part))
            wrong.writestr(part.filename, content)
    assert b'ref="1:69"' in zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml")
    (grid,) = grids(out.getvalue(), "a.xlsx", names)
    assert grid.height == len(rows)


@pytest.mark.parametrize(
    ("parts", "said"),
    [({"ppt/slides/slide1.xml": b"<s/>"}, "The presentation has no table"), ({"a.txt": b"x"}, "a ZIP archive")],
)
def test_a_package_is_called_what_it_is(names: Names, parts: dict[str, bytes], said: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(DataError, match=said):
        grids(stream.getvalue(), "a", names)
