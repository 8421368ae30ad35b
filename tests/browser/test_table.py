from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from real_reports import NAMES

if TYPE_CHECKING:
    from browser.conftest import Opener, Pages

CAN_THO = NAMES[0]


def _names(page: Page) -> list[str]:
    return page.locator("#units tbody tr:visible th").all_inner_texts()


def _column(page: Page, at: int) -> list[str]:
    return page.locator(f"#units tbody tr:visible > :nth-child({at + 1})").all_inner_texts()


def _numbers(texts: list[str], decimal: str) -> list[float | None]:
    # A range is sorted by its better end.
    return [float(text.partition("–")[0].replace(decimal, ".")) if re.search(r"\d", text) else None for text in texts]


@pytest.mark.parametrize(("locale", "decimal"), [("vi", ","), ("en", ".")])
def test_a_click_on_a_header_sorts_numbers_as_numbers_with_what_is_missing_last(
    locale: str, decimal: str, pages: Pages, show: Opener
) -> None:
    page = show(pages(f"2024-binh-duong.{locale}"))
    heads = page.locator("#units thead th")
    for at in range(1, heads.count()):
        for direction in ("ascending", "descending"):
            heads.nth(at).get_by_role("button").click()
            assert [head.get_attribute("aria-sort") for head in heads.all()] == [
                direction if place == at else None for place in range(heads.count())
            ]
            found = _numbers(_column(page, at), decimal)
            known = [number for number in found if number is not None]
            assert len(found) == 63
            assert len(known) >= 2
            assert found == sorted(known, reverse=direction == "descending") + [None] * (63 - len(known))


def test_names_are_sorted_as_vietnamese_readers_expect(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    page.locator("#units thead th").first.get_by_role("button").click()
    names = _names(page)
    expected = [
        "An Giang",
        "Bà Rịa – Vũng Tàu",
        "Bạc Liêu",
        "Bắc Giang",
        "Bắc Kạn",
        "Bắc Ninh",
        "Bến Tre",
        "Bình Dương",
    ]
    assert names[:8] == expected
    assert names.index("Cao Bằng") < names.index("Cần Thơ") < names.index("Đà Nẵng") < names.index("Đắk Lắk")
    assert names.index("Đồng Tháp") < names.index("Gia Lai")
    assert names[-3:] == ["Vĩnh Long", "Vĩnh Phúc", "Yên Bái"]


def test_equal_figures_keep_the_order_of_the_table(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    before = _names(page)
    page.locator("#units thead th").nth(5).get_by_role("button").click()  # PAPI scores, two decimals
    scores, names = _column(page, 5), _names(page)
    ties = [(one, other) for at, (one, other) in enumerate(itertools.pairwise(names)) if scores[at] == scores[at + 1]]
    assert len(ties) >= 3
    assert all(before.index(one) < before.index(other) for one, other in ties)


def test_rows_are_filtered_by_name_with_or_without_marks_and_by_region(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    status = page.get_by_role("status")
    expect(status).to_have_text("Đang hiện 63 trên 63 dòng.")
    search = page.get_by_label("Tìm trong cột: Tỉnh, thành phố")
    for typed in ("can tho", "Cần Thơ", "CẦN", " cân thơ "):
        search.fill(typed)
        assert _names(page) == ["Cần Thơ"]
        expect(status).to_have_text("Đang hiện 1 trên 63 dòng.")
    search.fill("dong")
    assert set(_names(page)) == {"Đồng Tháp", "Đồng Nai", "Lâm Đồng"}
    search.fill("x?")
    expect(status).to_have_text("Không có dòng nào phù hợp.")
    page.get_by_role("button", name="Đặt lại").click()
    assert len(_names(page)) == 63
    page.get_by_role("combobox", name="Vùng").select_option("Đồng bằng sông Cửu Long")
    assert len(_names(page)) == 13
    assert "Cần Thơ" in _names(page)
    search.fill("an")
    assert set(_names(page)) == {"An Giang", "Cần Thơ", "Long An", "Tiền Giang", "Hậu Giang", "Kiên Giang", "Sóc Trăng"}


def test_reset_brings_back_all_rows_in_their_order(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    before = _names(page)
    page.locator("#units thead th").first.get_by_role("button").click()
    page.get_by_label("Tìm trong cột").fill("a")
    assert _names(page) != before
    page.get_by_role("button", name="Đặt lại").click()
    assert _names(page) == before
    assert page.locator("#units [aria-sort]").count() == 0
    assert page.get_by_label("Tìm trong cột").input_value() == ""


def test_a_link_to_a_row_that_is_filtered_out_brings_it_back(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    page.get_by_label("Tìm trong cột").fill("hà nội")
    page.evaluate("location.hash = '#unit-can-tho'")
    expect(page.locator("#unit-can-tho")).to_be_in_viewport()


def test_the_header_of_the_table_stays_in_sight_on_a_wide_screen(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO), width=1440)
    page.locator("#units tbody tr").nth(40).evaluate(
        "row => row.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    expect(page.locator("#units thead th").nth(5)).to_be_in_viewport(ratio=0.9)


def test_without_scripts_the_table_is_complete_and_has_no_dead_tools(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO), java_script_enabled=False)
    assert page.locator("#units tbody tr").count() == 63
    assert page.locator("#units tbody tr").last.is_visible()
    assert page.locator("button, input, select").count() == 0
