"""Blocks as a notebook shows them in a real browser: to their author, and to whoever receives the notebook."""

from __future__ import annotations

import base64
import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sample_blocks import SVG, cover, figure, table

from chiso.blocks.fonts import text_width
from chiso.blocks.fragments import fragment
from chiso.export.chart_png import chart_pngs

LABELS = ("+1,18", "Bà Rịa – Vũng Tàu", "1 Quảng Ninh", "Mục tiêu: ≥ 86 %", "W" * 30)


def test_labels_of_charts_are_as_wide_as_they_were_measured_on_a_machine_without_the_font(
    browser: Browser, tmp_path: Path
) -> None:
    texts = "".join(
        f'<text y="{20 * at}" style="font: {weight} 10px \'Be Vietnam Pro\'">{label}</text>'
        for at, (label, weight) in enumerate((label, weight) for label in LABELS for weight in (400, 600))
    )
    drawn = figure(svg=f'<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="300pt">{texts}</svg>')
    path = tmp_path / "live.html"
    path.write_text(f"<meta charset=utf-8>{fragment(cover())}{fragment(drawn)}", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    found = page.eval_on_selector_all(".plate text", "all => all.map(one => one.getComputedTextLength())")
    wanted = [text_width(label, 10, bold=bold) for label in LABELS for bold in (False, True)]
    assert found == pytest.approx(wanted, rel=0.02)
    page.close()


def test_a_received_notebook_shows_its_chart_and_keeps_the_cells_of_tables_apart(
    browser: Browser, tmp_path: Path
) -> None:
    (picture,) = chart_pngs([SVG])
    shared = fragment(figure(), picture=picture) + fragment(table(), picture=b"")
    assert base64.b64encode(picture).decode() in shared
    path = tmp_path / "received.html"
    path.write_text(f"<meta charset=utf-8>{shared}", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    width = page.eval_on_selector("img", "one => one.naturalWidth")
    assert width > 100
    cells = page.eval_on_selector_all(
        ".chiso-table tbody tr:first-child > *", "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(cells) >= 3
    for left, right in itertools.pairwise(cells):
        assert left["right"] <= right["left"] + 0.5
    page.close()
