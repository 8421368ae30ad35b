from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from sample_blocks import HOSTILE, SVG, code, cover, every_block, figure, markdown, notebook, png, printed, shown, table

from chiso.blocks import palette
from chiso.export import BriefingHTMLExporter, build_document, render_html
from chiso.export.html import Links


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _page(*cells: nbformat.NotebookNode, **metadata: object) -> str:
    return render_html(build_document(notebook(*cells, **metadata), "study"))


@pytest.fixture(scope="module")
def full() -> str:
    return _page(
        shown(*every_block()),
        markdown("# Một\n\nText[^1] $x^2$\n\n[^1]: note"),
        markdown("# Hai\n\n| a |\n|---|\n| 1 |\n\n[^1] again[^1]\n\n[^1]: other"),
        code({"image/svg+xml": SVG}),
        code({"image/svg+xml": SVG}),
        code({"image/png": png()}),
        printed("print"),
        shown(figure(name="second")),
    )


def test_the_page_asks_for_nothing_from_outside(full: str) -> None:
    page = Page(full)
    for tag, attributes in page.tags:
        assert tag not in ("iframe", "object", "embed", "base", "form")
        for name in ("src", "srcset", "data", "poster"):
            assert (attributes.get(name) or "data:").startswith("data:")
        if tag == "link":
            assert (attributes["href"] or "").startswith("data:")
        elif tag != "a":
            assert not (attributes.get("href") or "#").startswith("http")
    assert "@import" not in full
    assert not re.findall(r"url\((?!\"data:font/woff;base64,|#)", full)


def _policy(page: str) -> dict[str, list[str]]:
    (policy,) = [a["content"] for t, a in Page(page).tags if t == "meta" and "http-equiv" in a]
    return {name: values for name, *values in (rule.split() for rule in (policy or "").split("; "))}


def test_the_policy_allows_the_pages_own_sheets_and_script_by_their_hashes_and_nothing_else(full: str) -> None:
    policy = _policy(full)
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == policy["font-src"] == ["data:"]
    for tag in ("script", "style"):
        texts = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", full, re.DOTALL)
        digests = [hashlib.sha256(unescape(text).encode()).digest() for text in texts]
        assert texts
        assert {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests} == set(policy[f"{tag}-src"])
    assert "unsafe" not in " ".join(itertools.chain.from_iterable(policy.values()))
    assert not [tag for tag, attributes in Page(full).tags if "style" in attributes]


def test_a_page_with_nothing_to_sort_or_scroll_has_no_script() -> None:
    page = _page(shown(cover()), markdown("Text"))
    assert "<script" not in page
    assert "script-src" not in _policy(page)


def test_a_text_that_looks_like_a_place_of_the_template_stays() -> None:
    page = _page(markdown("# `<!--policy-->` `<!--style-->`"))
    assert "<h1>&lt;!--policy--&gt; &lt;!--style--&gt;</h1>" in page
    assert "default-src" in _policy(page)


def test_the_page_links_to_the_files_beside_it_and_only_to_those_that_are_named() -> None:
    document = build_document(notebook(shown(cover())), "study")
    both = render_html(document, Links(pdf="a.vi.pdf", other="a.en.html", other_locale="en"))
    assert '<a href="a.en.html" lang="en" hreflang="en">English</a>' in both
    assert '<a href="a.vi.pdf" type="application/pdf">Bản PDF</a>' in both
    one = render_html(document, Links(pdf="javascript:alert(1)//.pdf"))
    assert "hreflang" not in one
    assert "javascript:" not in one
    assert "Bản PDF" not in render_html(document)


def test_narrow_charts_that_follow_each_other_stand_side_by_side() -> None:
    one, two, three = (
        dataclasses.replace(figure(name=name), narrow=name != "three") for name in ("one", "two", "three")
    )
    page = _page(shown(one, two, three), markdown("Text"), shown(dataclasses.replace(one, id="four", data=None)))
    groups = re.findall(r'<div class="beside">(.*?)</figure>\n</div>', page, re.DOTALL)
    assert [re.findall(r'<figure[^>]* id="(\w+)"', group) for group in groups] == [["one", "two"], ["four"]]


def test_printed_pages_say_what_they_are_and_which_of_how_many() -> None:
    page = _page(shown(cover()))
    assert '@top-left{content:"Cần Thơ 2021"}' in page
    assert '@bottom-right{content:"Trang " counter(page) "/" counter(pages) ""}' in page
    hostile = dataclasses.replace(cover(), running_title='a"}</style>\\')
    assert '@top-left{content:"a\\22 \\7d \\3c /style\\3e \\5c "}' in _page(shown(hostile))


def test_the_page_has_language_title_landmarks_and_a_skip_link(full: str) -> None:
    tags = Counter(tag for tag, _ in Page(full).tags)
    assert '<html lang="vi">' in full
    assert "<title>Cần Thơ trong các chỉ số quản trị – Cần Thơ trong các chỉ số quản trị</title>" in full
    assert [tags[name] for name in ("h1", "header", "main", "footer")] == [1, 1, 1, 1]
    assert '<a class="skip" href="#content">Đi thẳng tới nội dung</a>' in full
    assert '<main id="content" class="chiso" tabindex="-1">' in full
    assert '<meta name="author" content="Sở Nội vụ">' in full


def test_all_ids_are_unique_and_all_links_inside_lead_somewhere(full: str) -> None:
    tags = Page(full).tags
    ids = Counter(attributes["id"] for _, attributes in tags if "id" in attributes)
    assert not [name for name, count in ids.items() if count > 1]
    targets = [a["href"][1:] for _, a in tags if (a.get("href") or "").startswith("#")]  # type: ignore[index]
    assert set(targets) <= set(ids)


def test_every_image_has_alternative_text(full: str) -> None:
    for tag, attributes in Page(full).tags:
        if tag == "img":
            assert attributes["alt"]
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"


def test_headings_skip_no_level(full: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(full).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_regions_that_scroll_can_be_reached_and_have_a_name(full: str) -> None:
    for _, attributes in Page(full).tags:
        if attributes.get("class") == "scroll":
            assert attributes["tabindex"] == "0"
            assert attributes.get("aria-label") or attributes.get("aria-labelledby")


def test_the_page_carries_font_colours_dark_and_print_styles_once(full: str) -> None:
    assert full.count('@font-face{font-family:"Be Vietnam Pro"') in (2, 3)
    assert f"--chiso-gain:{palette.GAIN}" in full
    assert "prefers-color-scheme:dark" in full
    assert "@media print" in full
    assert full.count(".chiso-cards{") == 1 + full.count(".chiso-cards{grid-template-columns:repeat(3")


def test_hostile_text_stays_text_everywhere() -> None:
    page = Page(_page(shown(*every_block(HOSTILE)), markdown(HOSTILE), printed(HOSTILE), code({"text/plain": HOSTILE})))
    assert [tag for tag, _ in page.tags].count("script") == 1  # the page's own
    assert not [a for _, a in page.tags if any(name.startswith("on") for name in a)]
    assert "".join(page.text).count("<script>alert(1)</script>") > 10
    assert [a for t, a in page.tags if t == "img"] == []


def test_a_second_reading_gives_equal_text() -> None:
    cells = (shown(*every_block()), markdown("# A $x$"), code({"image/svg+xml": SVG}))
    assert _page(*cells) == _page(*cells)


def test_a_page_without_cover_has_its_title_too() -> None:
    page = _page(markdown("# My study\n\nText"))
    assert "<h1>My study</h1>" in page
    assert '<html lang="en">' in page
    assert page.count("My study</h") == 1


def test_a_long_page_has_contents_and_a_short_one_has_none() -> None:
    assert "<nav" in _page(shown(cover()), markdown("# A\n\n# B\n\n# C\n\n# D"))
    assert "<nav" not in _page(shown(cover()), markdown("# A"))


def test_the_exporter_is_known_to_nbconvert_and_lets_the_user_choose_it() -> None:
    exporter = get_exporter("briefing-html")()
    assert isinstance(exporter, BriefingHTMLExporter)
    body, resources = exporter.from_notebook_node(notebook(markdown("# T")), {"metadata": {"name": "study"}})
    assert body.startswith("<!DOCTYPE html>")
    assert resources["output_extension"] == ".html"
    assert exporter.output_mimetype == "text/html"
    assert exporter.export_from_notebook


def test_nbconvert_writes_the_page_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "study.ipynb"
    nbformat.write(notebook(shown(cover(), table())), path)
    command = [sys.executable, "-m", "nbconvert", "--to", "briefing-html", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603 - our own interpreter
    assert run.returncode == 0, run.stderr
    assert "<h1>" in (tmp_path / "study.html").read_text(encoding="utf-8")
