"""A real browser, and the pages of two reports in both languages for it to open."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from checkout import make_once
from playwright.sync_api import Browser, Page, sync_playwright
from real_reports import briefing_notebook, chromium

from chiso.catalog import Project
from chiso.export import build_document, render_html
from chiso.export.html import Links

Pages = Callable[[str], Path]
Opener = Callable[..., Page]


@dataclasses.dataclass
class Watch:
    """What pages said on the console and in dialogs, and what they asked for."""

    complaints: list[str] = dataclasses.field(default_factory=list)
    requests: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Outside:
    """A server that no page may reach, and the paths that were asked of it all the same."""

    address: str
    asked: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()  # before Playwright starts, which a skipped test has no need of
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def pages(processed: Project, shared: Path) -> Pages:
    """Give the page of a report by its name, such as ``2021-can-tho.vi``; each links to its other language."""

    def make(folder: Path, report: str) -> None:
        year, _, unit = report.partition("-")
        for locale, other in (("vi", "en"), ("en", "vi")):
            name = f"{report}.{locale}"
            document = build_document(briefing_notebook(processed, int(year), unit, locale), name)
            links = Links(pdf=f"{name}.pdf", other=f"{report}.{other}.html", other_locale=other)
            (folder / f"{name}.html").write_text(render_html(document, links), encoding="utf-8")

    @functools.cache
    def page(name: str) -> Path:
        report, _, _ = name.rpartition(".")
        return make_once(shared / f"page-{report}", lambda folder: make(folder, report)) / f"{name}.html"

    return page


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def show(browser: Browser, watch: Watch) -> Iterator[Opener]:
    """Open a file in a window of its own."""
    contexts = []

    def open_page(path: Path, *, width: int = 1280, scheme: str = "light", **options: Any) -> Page:
        size = {"width": width, "height": 900}
        # Without movement, or the focus would be looked for while the page still scrolls to it.
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: watch.complaints.append(message.text))
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (watch.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: watch.requests.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def outside() -> Iterator[Outside]:
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Outside(f"http://127.0.0.1:{server.server_port}", asked)
        server.shutdown()
        thread.join()
