"""Reading a text: what a reader sees of it, each piece with its place."""

from __future__ import annotations

from typing import Any

from texts import around, field, pdf, run, word

from chiso.texts.passages import Passage
from chiso.texts.read_html import read_html
from chiso.texts.read_plain import read_plain
from chiso.texts.worker import read


def passages(data: bytes, name: str) -> list[Passage]:
    return read(data, name, frozenset())[1]


def test_a_field_shows_its_result_and_never_its_instruction() -> None:
    def change(document: Any) -> None:
        paragraph = document.add_paragraph("PAPI: ")._p
        for one in field(" DOCPROPERTY papi/2020/can-tho/TOTAL/score ", "42,89"):
            paragraph.append(one)
        paragraph.append(run(" và "))
        paragraph.append(around("w:fldSimple", run("29"), instr=" DOCPROPERTY papi/2020/can-tho/TOTAL/rank "))

    (found,) = passages(word(change=change), "a.docx")
    assert found.text == "PAPI: 42,89 và 29"


def test_links_and_insertions_are_read_and_deletions_and_hidden_runs_are_not() -> None:
    def change(document: Any) -> None:
        paragraph = document.add_paragraph("hạng ")
        hidden = paragraph.add_run("12")
        hidden.font.hidden = True
        paragraph._p.append(around("w:del", run("38", deleted=True)))
        paragraph._p.append(around("w:ins", run("37")))
        paragraph._p.append(around("w:hyperlink", run("/63"), anchor="x"))

    (found,) = passages(word(change=change), "a.docx")
    assert found.text == "hạng 37/63"


def test_a_cell_has_the_headers_of_its_column_and_of_its_row() -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for row, cells in enumerate((("Chỉ số", "Hạng"), ("PAPI", "29/63"))):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text

    found = passages(word("Trước bảng.", change=change), "a.docx")
    assert [(one.kind, one.text, one.beside, one.above) for one in found] == [
        ("paragraph", "Trước bảng.", "", ""),
        ("cell", "Chỉ số", "", ""),
        ("cell", "Hạng", "", ""),
        ("cell", "PAPI", "", "Chỉ số"),
        ("cell", "29/63", "PAPI", "Hạng"),
    ]
    assert found[-1].place.said() == "table 1, row 2, column 2"


def test_headings_are_known_by_their_style() -> None:
    found = passages(word(change=lambda document: document.add_heading("PAPI", 2)), "a.docx")
    assert [(one.kind, one.text) for one in found] == [("heading", "PAPI")]


def test_a_page_shows_neither_scripts_nor_what_is_hidden() -> None:
    page = (
        "<html><head><title>t</title></head><body><h2>PAPI</h2><p>Hạng <b>29</b>/63<script>var x=1</script></p>"
        "<p hidden>hạng 1</p><div style='display: none'>hạng 2</div>"
        "<table><tr><th>Năm</th><th>Điểm</th></tr><tr><td>2020</td><td>42,89</td></tr></table></body></html>"
    )
    found = read_html(page.encode(), "a.html", ())
    assert [(one.kind, one.text) for one in found[:2]] == [("heading", "PAPI"), ("paragraph", "Hạng 29/63")]
    assert [(one.text, one.beside, one.above) for one in found[2:]][-1] == ("42,89", "2020", "Điểm")
    assert not any("hạng 1" in one.text or "hạng 2" in one.text for one in found)


def test_places_to_break_take_no_text_away() -> None:
    page = f"<html><body><p>PAPI {'a<wbr>' * 400} end</p><p>after</p></body></html>"
    assert [one.text for one in read(page.encode(), "a.html", frozenset())[1]] == [f"PAPI {'a' * 400} end", "after"]


def test_lines_of_plain_text_make_paragraphs_and_keep_their_numbers() -> None:
    text = "PAPI năm 2020 của\nCần Thơ đạt 42,89 điểm.\nHạng 29.\n\n- một\n- hai\n"
    found = read_plain(text.encode(), "a.txt", ())
    assert [(one.place.line, one.text) for one in found] == [
        (1, "PAPI năm 2020 của\nCần Thơ đạt 42,89 điểm."),
        (3, "Hạng 29."),
        (5, "- một"),
        (6, "- hai"),
    ]
    assert found[0].place.said(1) == "line 2"


def test_marks_of_markdown_are_no_text() -> None:
    text = "# PAPI\n\n**Cần Thơ** [hạng 29](https://example.org/5)\n\n| Năm | Điểm |\n|---|---|\n| 2020 | 42,89 |\n"
    found = read_plain(text.encode(), "a.md", (), is_markdown=True)
    assert [(one.kind, one.text, one.above) for one in found] == [
        ("heading", "PAPI", ""),
        ("paragraph", "Cần Thơ hạng 29", ""),
        ("cell", "Năm", ""),
        ("cell", "Điểm", ""),
        ("cell", "2020", "Năm"),
        ("cell", "42,89", "Điểm"),
    ]


def test_lines_of_a_pdf_make_paragraphs_and_what_stands_beside_something_is_loose() -> None:
    source = (
        "#set page(width: 8cm)\nNăm 2020, chỉ số PAPI của thành phố Cần Thơ đạt 42,89 trên 80 điểm, hạng 29/63.\n\n"
        "#grid(columns: (1fr, 1fr), gutter: 2cm, [PAPI], [42,89])"
    )
    found = passages(pdf(source), "a.pdf")
    assert [one.kind for one in found] == ["paragraph", "loose", "loose"]
    assert found[0].text.replace("\n", " ") == (
        "Năm 2020, chỉ số PAPI của thành phố Cần Thơ đạt 42,89 trên 80 điểm, hạng 29/63."
    )
    assert found[0].place.said() == "page 1, line 1"
