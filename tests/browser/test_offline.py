from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from real_reports import NAMES
from sample_blocks import HOSTILE, code, every_block, figure, markdown, notebook, printed, shown

from chiso.export import build_document, render_html

if TYPE_CHECKING:
    from browser.conftest import Opener, Outside, Pages, Watch

CAN_THO = NAMES[0]
MEGABYTE = 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_complaints_asks_for_nothing_and_is_light_enough_to_mail(
    name: str, pages: Pages, show: Opener, watch: Watch
) -> None:
    page = show(pages(name))
    page.mouse.wheel(0, 20_000)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    page.wait_for_load_state("networkidle")
    assert watch.complaints == []
    assert [url for url in watch.requests if not url.startswith("data:")] == [pages(name).as_uri()]
    assert pages(name).stat().st_size < 1.5 * MEGABYTE


def test_a_hostile_notebook_runs_nothing_and_reaches_nothing(
    tmp_path: Path, show: Opener, watch: Watch, outside: Outside
) -> None:
    there = outside.address
    evil = f'<img src="{there}/a.png" onerror="alert(3)"><iframe src="{there}"></iframe>'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(4)"><script>alert(5)</script>'
        f'<image href="{there}/b.png"/><style>@import url({there}/c.css);'
        f'rect{{fill:url({there}/d)}}</style><rect style="fill:url({there}/e)}}body{{top:0"/>'
        f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{there}"/></foreignObject></svg>'
    )
    made = notebook(
        shown(*every_block(HOSTILE + evil)),
        shown(figure(svg=svg, name="second")),
        markdown(f"# {HOSTILE}\n\n{evil}\n\n[x](javascript:alert(6)) $\\href{{javascript:alert(7)}}{{x}}$"),
        code({"image/svg+xml": svg}, {"text/html": f"<table><tr><th>{evil}</th></tr><tr><td>{evil}</td></tr></table>"}),
        printed(HOSTILE + evil),
    )
    path = tmp_path / "page.html"
    path.write_text(render_html(build_document(made, "study")), encoding="utf-8")
    page = show(path)
    page.wait_for_load_state("networkidle")
    assert watch.complaints == []
    assert outside.asked == []
    assert page.evaluate("document.scripts.length") == 1
    assert page.locator("table.sortable thead button").count() > 0  # the page's own script did run


def test_the_policy_blocks_what_gets_into_the_page_as_markup_all_the_same(
    pages: Pages, tmp_path: Path, show: Opener, watch: Watch, outside: Outside
) -> None:
    there = outside.address
    injected = (
        f'<script>document.title = "owned"</script><script src="{there}/a.js"></script>'
        f'<img src="{there}/b.png" onerror="document.title = \'owned\'">'
        '<style>main{display:none}</style><p id="styled" style="position:fixed">x</p>'
        f'<link rel="stylesheet" href="{there}/c.css"><iframe src="{there}/d"></iframe>'
        f'<form action="{there}/e"><input name="q"><button id="send">x</button></form><base href="{there}/">'
    )
    text = pages(CAN_THO).read_text(encoding="utf-8").replace('<main id="content"', f'{injected}<main id="content"', 1)
    path = tmp_path / "injected.html"
    path.write_text(text, encoding="utf-8")
    page = show(path)
    page.wait_for_load_state("networkidle")
    assert "owned" not in page.title()
    assert page.locator("main").is_visible()
    assert page.locator("#styled").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.evaluate("document.baseURI") == path.as_uri()
    blocked = page.evaluate("""() => new Promise((done) => {
      addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
      document.querySelector("#send").click();
    })""")
    assert blocked == "form-action"
    assert outside.asked == []
    assert sum("Content Security Policy" in one for one in watch.complaints) >= 8

    # Without the policy all of it works: what was seen above is the policy's doing.
    path.write_text(re.sub(r"<meta http-equiv[^>]*>", "", text, count=1), encoding="utf-8")
    page = show(path)
    page.wait_for_load_state("networkidle")
    assert page.title() == "owned"
    assert {"/a.js", "/b.png", "/c.css", "/d"} <= set(outside.asked)


def test_the_pages_of_both_languages_and_the_pdf_lead_to_each_other(pages: Pages, show: Opener) -> None:
    page, english = show(pages(CAN_THO)), pages("2021-can-tho.en")
    other = page.get_by_role("link", name="English")
    assert other.get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Bản PDF").get_attribute("href") == f"{CAN_THO}.pdf"
    other.click()
    assert page.url == english.as_uri()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == pages(CAN_THO).as_uri()
