from __future__ import annotations

import dataclasses
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import page
import pdfplumber
import pikepdf
import pypdf
import pytest
from measured import compared
from nbconvert.exporters import get_exporter
from sample_blocks import HOSTILE, SVG, code, cover, every_block, figure, markdown, notebook, png, printed, shown, table

from chiso.blocks.fonts import text_width
from chiso.blocks.specs import Card, CardRow, Cell, Column, Row, Table
from chiso.errors import ExportError
from chiso.export import BriefingPDFExporter, build_document, render_html, render_pdf
from chiso.export import typst_data as typst_data_module
from chiso.export.tables import BREAK_HERE, Content, fit, least_widths, softened
from chiso.export.typst_data import MARGIN, typst_data


def _pdf(*cells: nbformat.NotebookNode, **metadata: object) -> bytes:
    return render_pdf(build_document(notebook(*cells, **metadata), "study"))


def _text(data: bytes) -> str:
    text = "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.replace(BREAK_HERE, "").split())


def _refusals(data: bytes) -> list[str]:
    profiles = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in profiles
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


@pytest.fixture(scope="module")
def full() -> bytes:
    return _pdf(
        shown(*every_block()),
        markdown("# Một\n\nText[^1] $x^2$ and ~~gone~~ `code`\n\n$$\\sum_i x_i$$\n\n[^1]: note **bold**"),
        markdown("#### Hai\n\n| a | $x$ |\n|---|--:|\n| 1 | 2[^1] |\n\n> quote\n\n1. a\n   - b\n\n[^1]: other\n\n---"),
        code({"image/svg+xml": SVG}),
        code({"image/png": png()}),
        code({"text/html": "<table><tr><th></th><th>a</th></tr><tr><th>0</th><td>1.5</td></tr></table>"}),
        printed("│ ▲ 漢 " + "x" * 300),
        shown(table(rows=63, name="all")),
    )


def test_the_file_conforms_to_pdf_a_3a_and_pdf_ua_1(full: bytes) -> None:
    assert _refusals(full) == []


def test_the_file_says_what_it_is(full: bytes) -> None:
    with pikepdf.open(io.BytesIO(full)) as file:
        assert file.Root.Lang == "vi"
        assert "/StructTreeRoot" in file.Root
        assert "/Outlines" in file.Root
        assert file.docinfo["/Title"] == "Cần Thơ trong các chỉ số quản trị"
        assert file.docinfo["/Author"] == "Sở Nội vụ"
        assert "PAPI" in str(file.docinfo["/Keywords"])
        assert str(file.docinfo["/CreationDate"]).startswith("D:20210801")
        assert file.Root.ViewerPreferences.DisplayDocTitle
        width, height = (float(side) for side in file.pages[0].MediaBox[2:])
        assert (round(width), round(height)) == (595, 842)


def test_every_font_is_embedded(full: bytes) -> None:
    with pikepdf.open(io.BytesIO(full)) as file:
        fonts = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        descriptors = [item for item in fonts if "/FontDescriptor" in item]
        assert descriptors
        for font in descriptors:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        assert any("BeVietnamPro" in str(font.BaseFont) for font in descriptors)


def test_text_can_be_read_again_with_header_and_page_numbers(full: bytes) -> None:
    text = _text(full)
    count = len(pypdf.PdfReader(io.BytesIO(full)).pages)
    for expected in ("Bà Rịa – Vũng Tàu 7", "không so sánh được", "tăng", f"Trang 1/{count}", f"Trang {count}/{count}"):
        assert expected in text
    # The first page names unit and year in its band, each further one in its header.
    assert text.count("Cần Thơ 2021") == count - 1
    assert text.count("Số liệu công bố đến ngày 1/8/2021") == count


def test_a_document_of_a_year_shows_no_day_and_has_the_first_of_the_year_as_its_time() -> None:
    undated = dataclasses.replace(cover(), date="2017")
    data = _pdf(shown(undated))
    assert "Số liệu công bố" not in _text(data)
    assert data == _pdf(shown(undated))
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20170101")
    page = render_html(build_document(notebook(shown(undated)), "study"))
    assert "<time" not in page
    assert '<meta name="date" content="2017">' in page


def test_the_header_of_a_long_table_is_repeated(full: bytes) -> None:
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(full)).pages]
    assert sum("Thay đổi" in sheet and "Vũng Tàu" in sheet for sheet in sheets) >= 2


def test_headings_are_bookmarks(full: bytes) -> None:
    outline = pypdf.PdfReader(io.BytesIO(full)).outline
    assert outline[0]["/Title"] == "Một"  # type: ignore[call-overload,index]


def test_equal_notebooks_give_equal_bytes() -> None:
    cells = (shown(*every_block()), markdown("# A $x$[^1]\n\n[^1]: n"), code({"image/svg+xml": SVG}))
    assert _pdf(*cells) == _pdf(*cells)


def test_threads_can_render_at_once() -> None:
    documents = [build_document(notebook(shown(cover(text=f"Tỉnh {number}")))) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(render_pdf, documents))
    assert all(f"Tỉnh {number}" in _text(data) for number, data in enumerate(files))


def test_hostile_text_stays_text_everywhere() -> None:
    data = _pdf(
        shown(*every_block(HOSTILE)), markdown(HOSTILE), printed(HOSTILE), code({"text/html": f"<p>{HOSTILE}</p>"})
    )
    assert _refusals(data) == []
    text = _text(data)
    assert text.count('#read("/etc/passwd")') > 10
    assert "root:" not in text


@pytest.mark.parametrize(
    "text",
    [
        '#read("data.json")',
        "`#panic()`{=typst}",
        "```{=typst}\n#panic()\n```",
        r'$\text{#panic()}$ $\mathrm{"#panic()}$ $x" #panic() "$ $\text{\\"#panic()}$',
        "= Heading\n/ term: x\n@label <label> // x /* y",
        "$ #panic() $ and $a\\$ #panic()$",
        '#{eval("1")} \\#x [a](#x") ![](#)'.replace("![](#)", ""),
    ],
)
def test_markdown_cannot_run_typst(text: str) -> None:
    data = _pdf(shown(cover()), markdown(text))
    assert _refusals(data) == []


def test_an_english_report_counts_pages_in_english() -> None:
    assert "Page 1 of 1" in _text(_pdf(shown(cover("en"))))


def test_a_notebook_without_cover_is_set_as_well() -> None:
    data = _pdf(markdown("# My study\n\nText"))
    assert _refusals(data) == []
    assert _text(data).startswith("My study Text")
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.Root.Lang == "en"


def test_rendering_a_pdf_leaves_the_document_as_it_was() -> None:
    document = build_document(notebook(printed("x" * 300)))
    before = render_html(document)
    render_pdf(document)
    assert render_html(document) == before


def test_many_cards_and_a_wide_table_stay_on_the_page() -> None:
    card = Card(label="PAPI", name="n" * 60, score="41,87", scale="", lines=())
    wide = Table(
        id="wide",
        caption="Wide",
        columns=tuple(Column(header=f"Cột số {at}") for at in range(22)),
        rows=(Row(cells=(Cell(text="Thừa Thiên – Huế 0123456789"),) * 22),),
    )
    data = _pdf(shown(CardRow(label="x", cards=(card,) * 5), wide))
    assert _refusals(data) == []
    edges: list[float] = []
    reader = pypdf.PdfReader(io.BytesIO(data))
    for sheet in reader.pages:
        sheet.extract_text(visitor_text=lambda _text, _cm, tm, _font, _size: edges.append(tm[4]))
    assert max(edges) < 595 - MARGIN


def test_a_warning_of_typst_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst_data_module, "TEXT_FONTS", ["No Such Font"])
    with pytest.raises(ExportError, match="could not be set") as caught:
        _pdf(shown(cover()))
    assert "no such font" in caught.value.why.lower()


def test_an_error_of_typst_names_the_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst_data_module, "clean_svg", lambda *_args, **_kw: "broken")
    with pytest.raises(ExportError) as caught:
        _pdf(shown(*every_block()))
    assert caught.value.where == "study"


def test_columns_fill_the_page_and_never_more() -> None:
    columns = [Content(header="Tỉnh", cells=("Bà Rịa – Vũng Tàu",)), Content(header="PAPI", cells=("41,87",), mark=3.0)]
    assert sum(fit(columns, 400, 8, padding=8, stretch=True).widths) == pytest.approx(400)
    assert sum(fit(columns, 400, 8, padding=8, stretch=False).widths) < 250
    narrow = fit(columns * 8, 400, 8, padding=8, stretch=True)
    assert sum(narrow.widths) <= 400.1
    assert narrow.size < 8


def test_figures_keep_to_one_line_as_long_as_words_can_give_way() -> None:
    words = Content(header="Chỉ số nội dung", cells=("Công khai, minh bạch trong việc ra quyết định ở địa phương",))
    figures = Content(header="Bằng mức cao nhất trong vùng", cells=("+0,36 → 43,25, thứ 22",), figures=True)
    layout = fit([words, figures, figures, figures], 450, 8, padding=8, stretch=True)
    wanted = text_width(figures.cells[0], layout.size, bold=True) + 8
    assert all(width >= wanted for width in layout.widths[1:])
    assert sum(layout.widths) <= 450.1
    # Sentences keep a column that can be read, whatever stands beside them.
    assert fit([words, *[figures] * 5], 450, 8, padding=8, stretch=True).widths[0] > 80


def test_narrow_charts_in_a_row_stand_side_by_side_and_wide_ones_do_not() -> None:
    one, two, three = (
        dataclasses.replace(
            figure(text=f"Hình {name}", name=name, svg=SVG.replace("200pt", f"{width}pt", 1)), narrow=True, data=None
        )
        for name, width in (("a", 290), ("b", 180), ("c", 180))
    )
    files: dict[str, bytes] = {}
    document = build_document(notebook(shown(cover()), shown(one), shown(two), shown(three), shown(figure(name="d"))))
    pieces = typst_data(document, files)["pieces"]
    assert [[one["id"] for one in piece.get("figures", [])] for piece in pieces] == [["a", "b"], ["c"], []]
    data = render_pdf(document)
    assert _refusals(data) == []
    sheet = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert all(f"Hình {name}" in sheet for name in "abc")


def test_what_follows_a_chart_that_has_no_room_fills_the_page_before_it() -> None:
    tall = SVG.replace('height="100pt"', 'height="480pt"').replace('"0 0 200 100"', '"0 0 200 480"')
    chart = dataclasses.replace(figure(text="Bản đồ", svg=tall, name="map"), narrow=True, data=None)
    text = markdown("\n\n".join(["Đoạn văn."] * 14))
    data = _pdf(shown(cover()), text, shown(chart), shown(table(text="Bảng", name="t")), markdown("# Phần sau"))
    first, second = (sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "Bản đồ" not in first
    assert "Vũng Tàu 1" in first
    # The next section waits for it.
    assert second.index("Bản đồ") < second.index("Phần sau")


def test_what_typst_is_given_is_what_it_was() -> None:
    data = typst_data(build_document(notebook(shown(*every_block()), markdown("# A\n\ntext[^1]\n\n[^1]: n"))), {})
    compared("typst-data", json.loads(json.dumps({key: data[key] for key in ("meta", "dated", "cover", "pieces")})))


def test_a_table_keeps_its_notes_and_a_long_one_does_not_begin_with_a_single_row() -> None:
    tables = shown(table(rows=40, name="long")), shown(table(text="Bảng ngắn", name="short"))
    for count in range(20, 36, 3):
        data = _pdf(shown(cover()), markdown("\n\n".join(["Đoạn văn."] * count)), *tables)
        for sheet in pypdf.PdfReader(io.BytesIO(data)).pages:
            rows = sheet.extract_text().count("Vũng Tàu")
            assert rows == 0 or rows > 2


def test_a_few_rows_of_long_texts_go_on_over_pages() -> None:
    said = "; ".join(f"Bà Rịa – Vũng Tàu {number}" for number in range(60))
    few = dataclasses.replace(table(), rows=tuple(Row(cells=(Cell(text=said),) * 3) for _ in range(6)))
    data = _pdf(shown(few))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        assert len(opened.pages) > 1
        for sheet in opened.pages:
            words = [word for word in sheet.extract_words() if "Tàu" in word["text"]]
            assert words, "no page without a part of the table"
            assert max(word["bottom"] for word in words) < sheet.height - 50, "nothing runs into the footer"
    assert _text(data).count("59") >= 18


def test_a_share_of_the_width_is_kept() -> None:
    columns = [Content(header="a", cells=("x",), share=3), Content(header="b", cells=("y",), share=1)]
    assert fit(columns, 400, 8, padding=8, stretch=True).widths == pytest.approx((300, 100))


def test_a_word_wider_than_its_column_may_break_and_loses_nothing() -> None:
    broken = softened("https://papi.org.vn/a/very/long/address ngắn", 60, 8)
    assert BREAK_HERE in broken
    assert broken.replace(BREAK_HERE, "") == "https://papi.org.vn/a/very/long/address ngắn"
    assert broken.endswith(" ngắn")


def test_words_wider_than_a_line_break_instead_of_running_over_the_margin() -> None:
    long = "Z" * 300
    blocks = f"{long} [{long}](https://example.org) `{long}`\n\n* * {long}\n\n> {long}\n\n## {long}"
    data = _pdf(markdown(f"# T\n\n{blocks}"))
    with pdfplumber.open(io.BytesIO(data)) as file:
        letters = [letter for sheet in file.pages for letter in sheet.chars if letter["text"] == "Z"]
        assert len(letters) == 6 * len(long)
        assert max(letter["x1"] for letter in letters) <= file.pages[0].width - MARGIN + 0.5


def test_a_table_that_fits_in_small_text_breaks_no_figure() -> None:
    columns = [Content(header=str(at), cells=("0.39", "0.11")) for at in range(21)]
    layout = fit(columns, 487.0, 8.4, padding=8.0, stretch=False)
    least = least_widths(columns, layout.size, 8.0)
    assert sum(layout.widths) <= 487.1
    assert all(width > low - 0.1 for width, low in zip(layout.widths, least, strict=True))


def test_a_table_wider_than_the_page_goes_on_below_with_the_names_of_its_rows() -> None:
    groups = "".join(f"<th colspan='10'>Group{group}</th>" for group in range(4))
    heads = "".join(f"<th>c{at}</th>" for at in range(40))
    rows = "".join(
        f"<tr><th>row{row}</th>" + "".join(f"<td>{row}{at:02}123456</td>" for at in range(40)) + "</tr>"
        for row in range(1, 4)
    )
    source = f"<table><thead><tr><th></th>{groups}</tr><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    data = _pdf(markdown("# Wide"), code({"text/html": source}))
    words = _text(data).split()
    parts = words.count("row1")
    assert parts > 1
    assert words.count("row3") == parts
    for row in range(1, 4):
        for at in range(40):
            assert words.count(f"{row}{at:02}123456") == 1  # on one line, and once
    assert [words.count(f"c{at}") for at in range(40)] == [1] * 40
    assert all(f"Group{group}" in words for group in range(4))
    assert not _refusals(data)


def test_the_exporter_is_known_to_nbconvert_and_lets_the_user_choose_it() -> None:
    exporter = get_exporter("briefing-pdf")()
    assert isinstance(exporter, BriefingPDFExporter)
    body, resources = exporter.from_notebook_node(notebook(markdown("# T")), {"metadata": {"name": "study"}})
    assert body.startswith(b"%PDF-1.7")
    assert resources["output_extension"] == ".pdf"
    assert exporter.output_mimetype == "application/pdf"
    assert exporter.export_from_notebook


def test_nbconvert_writes_the_file_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "study.ipynb"
    nbformat.write(notebook(shown(cover(), table())), path)
    command = [sys.executable, "-m", "nbconvert", "--to", "briefing-pdf", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603 - our own interpreter
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "study.pdf").read_bytes().startswith(b"%PDF")
