"""Word files: what a document says is in them, as Word's own styles, tables, links, formulas and notes."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import nbformat
import pytest
from checkout import Report
from docx.document import Document as WordDocument
from lxml import etree
from nbconvert.exporters import get_exporter
from reading import texts
from real_reports import office
from sample_blocks import SVG, code, cover, every_block, markdown, notebook, png, shown
from word_files import parts_of, text_of_word

from chiso.export import build_document
from chiso.export.attachments import Attachment
from chiso.export.word import render_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

UNSEEN = (
    *(
        "svg",
        "href",
        "id",
        "anchor",
        "tone",
        "align",
        "kind",
        "about",
        "figures",
        "data",
        "alt",
        "locale",
        "author",
        "label",
    ),
    *("description", "keywords", "date", "size", "page_words", "unit_code", "vintage", "year", "group", "groups"),
    "running_title",
)
"""Fields of blocks that a reader of the body does not see."""


def made(*cells: nbformat.NotebookNode, **metadata: object) -> bytes:
    return render_word(build_document(notebook(*cells, **metadata), "study"))


def body(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def full() -> bytes:
    return made(
        shown(*every_block()),
        markdown("# Một\n\nChữ **đậm**, *nghiêng*[^1] và $x^2 + \\frac{1}{2}$\n\n[^1]: chú thích"),
        markdown("## Hai\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- chấm\n\n1. một\n2. hai\n\nrồi\n\n1. lại một\n"),
        code({"image/svg+xml": SVG}),
        code({"image/png": png()}),
    )


def test_every_text_of_every_block_is_in_the_file(full: bytes) -> None:
    said = text_of_word(full)
    for block in every_block():
        for text in texts(block, UNSEEN):
            if not text.startswith("<") and not re.search(r"\n", text):
                assert text.replace("\u00a0", " ") in said, (block.kind, text)


def test_headings_captions_lists_and_tables_are_those_of_word(full: bytes) -> None:
    word = opened(full)
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None}
    assert {"Heading 1", "Title", "Caption", "List Bullet", "List Number"} <= styles
    captions = [one.text for one in word.paragraphs if one.style is not None and one.style.name == "Caption"]
    assert captions[0].startswith(("Bảng\u00a01. ", "Hình\u00a01. "))
    numbers = [one for one in body(full).iter(f"{W}instrText") if " SEQ " in (one.text or "")]
    assert len(numbers) == len(captions)


def test_the_header_row_of_a_table_is_repeated_and_no_row_is_torn(full: bytes) -> None:
    tables = [
        one for one in body(full).iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Figures"
    ]
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
        assert sum(widths) <= 9638
        assert min(widths) > 200


def test_a_list_that_is_numbered_anew_begins_anew(full: bytes) -> None:
    numbers = [
        one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for one in body(full).iter(f"{W}p")
        if one.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    ]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_formulas_are_formulas_and_notes_are_notes(full: bytes) -> None:
    (formula,) = body(full).iter(f"{M}oMath")
    assert "".join(formula.itertext()) == "x2+12"
    assert len(list(body(full).iter(f"{W}footnoteReference"))) == 1
    notes = etree.fromstring(parts_of(full)["word/footnotes.xml"])
    assert "chú thích" in "".join(notes.itertext())


def test_a_formula_has_the_commands_of_its_author_written_out_each_time_that_it_stands() -> None:
    data = made(markdown("# A\n\n$\\newcommand{\\own}[1]{#1_t - m_t} \\own{x}$\n\nrồi $\\own{x}$ và $\\own{x}$"))
    formulas = ["".join(one.itertext()) for one in body(data).iter(f"{M}oMath")]
    assert formulas == ["xt−mt"] * 3


def test_a_chart_is_a_drawing_with_a_picture_of_pixels_before_it_and_a_text_in_its_place(full: bytes) -> None:
    parts = parts_of(full)
    drawings = [name for name in parts if name.endswith(".svg")]
    blips = [one for one in body(full).iter(f"{A}blip") if list(one.iter("{*}svgBlip"))]
    assert len(drawings) == len(blips) >= 2
    names = list(body(full).iter("{*}docPr"))
    assert all(one.get("descr") for one in names)
    assert len({one.get("id") for one in names}) == len(names)


def test_the_language_is_that_of_the_document() -> None:
    for locale, tag in (("vi", "vi-VN"), ("en", "en-GB")):
        data = made(shown(cover(locale=locale)), markdown("# A"))
        styles = etree.fromstring(parts_of(data)["word/styles.xml"])
        assert [one.get(f"{W}val") for one in styles.iter(f"{W}lang")] == [tag]
        assert opened(data).core_properties.language == locale


def test_equal_documents_are_equal_files(full: bytes) -> None:
    cells = (shown(*every_block()), markdown("# Một"))
    first, again = made(*cells), made(*cells)
    assert first == again
    with zipfile.ZipFile(io.BytesIO(full)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None


def test_files_inside_come_out_as_they_went_in() -> None:
    document = build_document(notebook(markdown("# A")), "study")
    one = Attachment(name="a.json", data=b"{}", media="application/ld+json", relationship="supplement", description="a")
    parts = parts_of(render_word(document, [one]))
    assert parts["chiso/a.json"] == b"{}"
    assert "/chiso/a.json" in parts["[Content_Types].xml"].decode()


def test_nothing_of_a_notebook_becomes_markup_of_word() -> None:
    hostile = "</w:t></w:r><w:p/> & <b> \x07 \ud7ff 𝛼"
    data = made(markdown(f"# A\n\n`{hostile}`"))
    assert "<b>" in text_of_word(data)
    assert "�" in text_of_word(data)


@pytest.fixture(scope="module")
def briefing(report: Report) -> bytes:
    nb = nbformat.reads(report.made["ipynb"].decode(), as_version=4)
    exporter = get_exporter("briefing-docx")()
    data, resources = exporter.from_notebook_node(nb, {"metadata": {"name": report.stem}})
    assert resources["output_extension"] == ".docx"
    assert isinstance(data, bytes)
    return data


def test_every_link_of_a_briefing_leads_to_a_bookmark_of_it(briefing: bytes) -> None:
    root = body(briefing)
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    leads = {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} - {None}
    assert len(names) == len(set(names))
    assert len(leads) > 20
    assert leads <= set(names)
    assert all(len(name) <= 40 for name in names)


def test_figures_in_word_are_those_of_the_pdf(briefing: bytes, report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report.made["pdf"])
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        printed = " ".join(page.extract_text() for page in pdf.pages)
    figures = re.compile(r"[+−]?\d+,\d+|\d+/63")
    said = set(figures.findall(text_of_word(briefing)))
    missing = said - set(figures.findall(printed.replace("\n", " ")))
    # Words that a line of the PDF breaks apart are not found there.
    assert len(said) > 150
    assert missing == set()


def test_libreoffice_opens_it_whole(briefing: bytes, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(briefing)
    subprocess.run(  # noqa: S603 - found on the path of the tests
        [office(), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(path)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    import pdfplumber

    with pdfplumber.open(tmp_path / "briefing.pdf") as pdf:
        assert 8 <= len(pdf.pages) <= 20
        shown = " ".join(page.extract_text() for page in pdf.pages)
        assert sum(len(page.images) for page in pdf.pages) >= 8
    for text in ("PAPI năm 2020 giảm 2,49 điểm", "42,89", "Trang 2/", "Cách đọc bản tóm tắt"):
        assert text in shown, text
