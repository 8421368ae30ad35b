from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from real_reports import NAMES

if TYPE_CHECKING:
    from browser.conftest import Opener, Pages

CAN_THO = NAMES[0]
NAME_CELLS = "#units tbody tr:visible th"

# What has the focus: a name for it, whether the focus can be seen, and whether it lies within the window.
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one === document.body || one === document.documentElement) return null;
  return {
    name: (one.getAttribute("aria-label") || one.textContent || one.type).trim().slice(0, 40), tag: one.tagName,
    seen: one.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    near: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    place: window.places.get(one),
  };
}"""


def test_tab_leads_through_everything_in_the_order_of_reading_with_visible_focus(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO), width=360)  # where most scrolls, and so most can be reached
    page.evaluate("window.places = new Map([...document.querySelectorAll('*')].map((one, at) => [one, at]))")
    reachable = page.locator("a[href], button, input, select, summary, [tabindex='0']").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => window.places.get(one))"
    )
    stops = []
    while len(stops) <= len(reachable):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert [stop["place"] for stop in stops] == reachable
    assert [stop for stop in stops if not (stop["seen"] and stop["near"])] == []


def test_only_what_scrolls_is_a_stop_of_its_own(pages: Pages, show: Opener) -> None:
    wide, narrow = show(pages(CAN_THO), width=1440), show(pages(CAN_THO), width=360)
    stops = [page.locator(".scroll[tabindex]:visible").count() for page in (wide, narrow)]
    assert stops[0] == 0
    assert stops[1] >= 5
    assert narrow.locator(".scroll[tabindex]:not([role=region])").count() == 0


def test_the_skip_link_comes_first_and_leads_to_the_content(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đi thẳng tới nội dung")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_table_is_sorted_and_filtered_by_keyboard_alone(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO))
    page.get_by_label("Tìm trong cột").focus()
    page.keyboard.type("giang")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # region, reset, first header
    page.keyboard.press("Enter")
    assert page.locator("#units th").first.get_attribute("aria-sort") == "ascending"
    assert page.locator(NAME_CELLS).all_inner_texts() == [
        "An Giang",
        "Bắc Giang",
        "Hà Giang",
        "Hậu Giang",
        "Kiên Giang",
        "Tiền Giang",
    ]
    page.keyboard.press("Space")
    assert page.locator(NAME_CELLS).all_inner_texts()[0] == "Tiền Giang"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert len(page.locator(NAME_CELLS).all_inner_texts()) == 63
