from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from real_reports import NAMES

if TYPE_CHECKING:
    from browser.conftest import Opener, Pages

CAN_THO = NAMES[0]


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_outside_the_window_but_in_regions_that_scroll(
    name: str, width: int, pages: Pages, show: Opener
) -> None:
    page = show(pages(name), width=width)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    outside = page.locator("body *").evaluate_all(
        """(all, width) => all.filter((one) => {
          const box = one.getBoundingClientRect();
          const hidden = one.closest(".scroll, .skip, pre, template") || !one.checkVisibility();
          return !hidden && box.width && (box.left < -0.5 || box.right > width + 0.5);
        }).map((one) => one.outerHTML.slice(0, 100))""",
        width,
    )
    assert outside == []


@pytest.mark.parametrize("width", [360, 1440])
def test_all_letters_are_large_enough_to_read_also_in_charts(width: int, pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO), width=width)
    sizes = page.locator("main svg text").evaluate_all(
        """all => all.map((one) => {
          const matrix = one.getScreenCTM();
          return parseFloat(getComputedStyle(one).fontSize) * Math.hypot(matrix.a, matrix.b);
        })"""
    )
    assert len(sizes) > 20
    assert min(sizes) >= 7.5
    plain = page.locator("main p, main td, main th, main li, main dt, main dd").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(plain) >= 11


def test_buttons_and_links_of_the_tools_are_large_enough_to_touch(pages: Pages, show: Opener) -> None:
    page = show(pages(CAN_THO), width=360)
    sizes = page.locator("main button, main input, main select, .bar a, summary").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().height, one.textContent])"
    )
    assert [one for one in sizes if one[0] < 24] == []


def test_the_dark_scheme_reaches_page_and_charts(pages: Pages, show: Opener) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = show(pages(CAN_THO), scheme=scheme)
        seen[scheme] = page.evaluate(
            """() => [document.body, document.querySelector(".chiso-figure svg text")].map((one) => {
              const style = getComputedStyle(one);
              return one === document.body ? style.backgroundColor : style.fill;
            })"""
        )
        assert page.locator("svg.sheet").count() == 0  # every chart of the briefing follows
    assert not set(seen["light"]) & set(seen["dark"])


@pytest.mark.parametrize(("name", "scheme"), [*zip(NAMES, ("light", "dark"), strict=True)])
def test_axe_finds_nothing(name: str, scheme: str, pages: Pages, show: Opener) -> None:
    page = show(pages(name), scheme=scheme, width=360 if scheme == "dark" else 1280)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    page.locator("#units thead button").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
