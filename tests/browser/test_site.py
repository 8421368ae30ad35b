"""The site in a real browser, from a server and from a folder: links, search, compare, languages, policy."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from checkout import Briefed, make_once
from lxml import etree
from playwright.sync_api import Page, expect
from running import chiso as run_chiso

from browser.conftest import Opener, Watch
from chiso.site.serve import Handler

KINDS = (
    "vi/index.html", "vi/units/can-tho/index.html", "en/indices/papi/2020/index.html", "vi/2021/can-tho/index.html",
    "en/compare/index.html?units=can-tho,da-nang", "vi/data/index.html", "en/changes/index.html",
    "vi/method/index.html",
)  # fmt: skip
"""A page of each kind."""


@pytest.fixture(scope="session")
def site(briefed: Briefed, shared: Path) -> Path:
    """The site of two units in one year, as the command builds it beside reports that were made before."""

    def make(folder: Path) -> None:
        project = folder / "project"
        shutil.copytree(briefed.project.root, project)
        done = run_chiso(
            type(briefed.project)(project), "site", YEAR="2021", PROVINCES="can-tho, da-nang",
            SITE_URL="https://example.vn/chi-so",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    return make_once(shared / "site", make) / "project" / "site"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(show: Opener, served: str, site: Path) -> Opener:
    """Open a page of the site from its server."""

    def open_page(name: str, **options: object) -> Page:
        page = show(site / "assets" / "icon.svg", **options)
        page.goto(f"{served}/{name}")
        return page

    return open_page


def test_no_link_of_the_whole_site_is_broken(site: Path) -> None:
    pages = {path: etree.parse(path, etree.HTMLParser(encoding="utf-8")) for path in site.rglob("*.html")}
    anchors = {path: {*tree.xpath("//@id")} for path, tree in pages.items()}
    broken = []
    for path, tree in pages.items():
        for link in (*tree.xpath("//@href"), *tree.xpath("//@src")):
            parts = urlsplit(str(link))
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and parts.fragment not in anchors.get(target, ())):
                broken.append((str(path.relative_to(site)), str(link)))
    assert not broken
    assert len(pages) >= 2 * 12


def test_an_address_without_a_language_keeps_its_place(visit: Opener, served: str) -> None:
    page = visit("2021/can-tho/#papi")
    page.wait_for_url(f"{served}/vi/2021/can-tho/index.html#papi")
    assert page.locator("#papi").count() == 1
    assert page.evaluate("document.querySelector('#papi').nextElementSibling.id") == "course-papi"


@pytest.mark.parametrize(("name", "scheme"), [*zip(KINDS, ("light", "dark") * 4, strict=True)])
def test_pages_are_accessible_and_say_nothing_on_the_console(
    visit: Opener, watch: Watch, served: str, name: str, scheme: str
) -> None:
    page = visit(name, scheme=scheme, width=360 if scheme == "dark" else 1280)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.click())")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []
    assert watch.complaints == []
    assert {request for request in watch.requests if not request.startswith((served, "file:", "data:"))} == set()


@pytest.mark.parametrize("name", KINDS)
def test_a_page_fits_a_phone_and_reads_without_scripts(show: Opener, site: Path, watch: Watch, name: str) -> None:
    page = show(site / name.partition("?")[0], width=320, java_script_enabled=False)
    assert page.locator("h1").inner_text().strip()
    assert page.locator("main").inner_text().strip()
    measured = show(site / name.partition("?")[0], width=320)
    assert measured.evaluate("document.documentElement.scrollWidth") <= 320
    assert watch.complaints == []


@pytest.mark.parametrize("asked", ["can tho", "CẦN THƠ", "Can Tho"])
def test_a_search_finds_a_unit_with_or_without_marks(visit: Opener, watch: Watch, asked: str) -> None:
    page = visit("vi/index.html")
    page.get_by_role("searchbox").fill(asked)
    expect(page.locator("#results a").first).to_contain_text("Cần Thơ")
    assert page.locator(".regions li:visible").all_inner_texts() == ["Cần Thơ"]
    page.locator("#results a").first.click()
    page.wait_for_url("**/can-tho/**")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value(asked)
    assert watch.complaints == []


def test_d_with_a_stroke_is_d_in_a_folder_too(show: Opener, site: Path, watch: Watch) -> None:
    page = show(site / "vi" / "index.html")
    page.get_by_role("searchbox").fill("da nang")
    expect(page.locator(".regions li:visible")).to_have_text(["Đà Nẵng"])
    page.locator(".regions li:visible a").click()
    assert page.locator("h1").inner_text() == "Thành phố Đà Nẵng"
    assert watch.complaints == []


def test_a_comparison_is_in_the_address_and_the_back_button_undoes_a_choice(
    show: Opener, site: Path, watch: Watch
) -> None:
    page = show(site / "vi" / "compare" / "index.html")
    page.get_by_label("Đơn vị 1").select_option("can-tho")
    page.get_by_label("Đơn vị 2").select_option("da-nang")
    page.get_by_label("Chỉ số").select_option("papi")
    row = page.get_by_role("row", name=re.compile("^2020"))
    expect(row).to_contain_text("42,89 (hạng 29)")
    expect(page.locator("#compared")).to_contain_text("2017/2018 không so sánh được")
    assert "units=can-tho%2Cda-nang&index=papi&content=TOTAL" in page.url
    page.go_back()
    expect(page.get_by_label("Chỉ số")).to_have_value("par_index")
    page.go_forward()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("row", name=re.compile("^2020"))).to_contain_text("42.89 (rank 29)")
    assert watch.complaints == []


def test_the_language_changes_on_the_same_page(visit: Opener, served: str) -> None:
    page = visit("vi/2021/can-tho/index.html")
    page.get_by_role("link", name="English").first.click()
    assert page.url == f"{served}/en/2021/can-tho/index.html"
    assert page.get_attribute("html", "lang") == "en"


def test_pages_are_light(site: Path, visit: Opener, watch: Watch, served: str) -> None:
    def weight(name: str) -> int:
        watch.requests.clear()
        visit(name).wait_for_load_state("networkidle")
        files = {urlsplit(one).path.lstrip("/") for one in watch.requests if one.startswith(served)}
        return sum((site / one).stat().st_size for one in files)

    assert weight("vi/index.html") <= 150_000
    assert weight("vi/units/can-tho/index.html") <= 400_000
    scripts = (site / "assets" / name for name in ("page.js", "find.js", "compare.js", "redirect.js"))
    assert sum(path.stat().st_size for path in scripts) <= 25_000


def test_each_chart_has_its_link_its_figures_and_its_citation(site: Path) -> None:
    page = etree.parse(site / "en" / "2021" / "can-tho" / "index.html", etree.HTMLParser(encoding="utf-8"))
    figure = page.find(".//figure[@id='course-papi']")
    behind = figure.find(".//div[@class='behind']")
    assert [link.get("href") for link in behind.findall("a")] == ["#papi", "data/course-papi.csv"]
    told = "".join(behind.find("details").itertext())
    assert "https://example.vn/chi-so/en/2021/can-tho/#papi" in told
    assert "@misc{chiso-2021-can-tho-papi," in told
    rows = (site / "en" / "2021" / "can-tho" / "data" / "course-papi.csv").read_text(encoding="utf-8").splitlines()
    assert any(row.startswith("2020,") and "42.89" in row for row in rows)
