from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from playwright.sync_api import expect
from real_reports import NAMES
from sample_blocks import every_block, markdown, notebook, shown, table

from chiso.export import build_document, render_html

if TYPE_CHECKING:
    from browser.conftest import Opener, Pages

CAN_THO = NAMES[0]


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_printed_page_is_whole(name: str, pages: Pages, show: Opener, tmp_path: Path) -> None:
    page = show(pages(name), scheme="dark", width=1440)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, print_background=True)
    rows = page.locator("#units tbody tr").evaluate_all("all => all.map(one => [...one.cells].map(c => c.innerText))")
    with pdfplumber.open(tmp_path / "page.pdf") as printed_pages:
        sheets = printed_pages.pages
        for number, sheet in enumerate(sheets, start=1):
            assert (round(sheet.width), round(sheet.height)) == (595, 842)
            words = sheet.extract_words()
            assert min(word["x0"] for word in words) >= 40
            assert max(word["x1"] for word in words) <= 595 - 40
            wanted = f"Trang {number}/{len(sheets)}" if name.endswith("vi") else f"Page {number} of {len(sheets)}"
            assert wanted in sheet.extract_text()
        text = "\n".join(sheet.extract_text() for sheet in sheets)
    lines = text.splitlines()
    head = " ".join(page.locator("#units thead th").all_inner_texts())
    assert len([line for line in lines if line == head]) >= 2  # repeated on each sheet
    assert [row for row in rows if " ".join(row) not in lines] == []
    for tool in page.locator(".tools button, .editions a, .skip, .up").all_inner_texts():
        assert tool not in lines


def test_what_is_filtered_is_printed_so_and_says_so(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    page.emulate_media(media="print")
    status = page.get_by_role("status")
    expect(status).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("combobox", name="Vùng").select_option("Đồng bằng sông Cửu Long")
    page.emulate_media(media="print")
    expect(status).to_be_visible()
    expect(page.locator("#units select")).to_be_hidden()


def test_a_wide_table_of_a_study_is_not_cut_on_paper(tmp_path: Path, show: Opener) -> None:
    made = notebook(
        shown(*every_block()),
        shown(table(rows=80, name="long")),
        markdown("# T\n\n" + "| x " * 14 + "|\n" + "|---" * 14 + "|\n" + "| Cần Thơ " * 14 + "|"),
    )
    path = tmp_path / "page.html"
    path.write_text(render_html(build_document(made, "study")), encoding="utf-8")
    page = show(path)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "page.pdf") as sheets:
        assert max(word["x1"] for sheet in sheets.pages for word in sheet.extract_words()) <= 595 - 40
