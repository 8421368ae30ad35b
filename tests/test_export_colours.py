"""Colours of tables that a library paints: kept where words on them can be read, told of elsewhere."""

from __future__ import annotations

import io
import re

import pandas as pd
import pypdfium2
import pytest
from sample_blocks import code, markdown, notebook

from chiso.export import build_document, render_html, render_pdf
from chiso.export.document import Document
from chiso.export.html_colours import LEAST_CONTRAST, Colours, colour, contrast


def styled(css: str, *, inline: bool = False) -> Document:
    attribute = f' style="{css}"' if inline else ""
    sheet = "" if inline else f"<style>#T_1_c, #T_1_other {{ {css} }}</style>"
    table = f'<table><tr><th>a</th></tr><tr><td id="T_1_c"{attribute}>42</td></tr></table>'
    return build_document(notebook(markdown("# T"), code({"text/html": sheet + table}), language="en"))


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("background-color: yellow", ("#1b2630", "#ffff00")),
        ("background-color: #000080", ("#ffffff", "#000080")),
        ("background: rgb(255, 0, 0); color: white", None),
        ("background-color: #08306b; color: #f1f1f1;", ("#f1f1f1", "#08306b")),
        ("color: red", None),
        ("color: darkred !important", ("#8b0000", "#ffffff")),
        ("color: hsl(240 100% 25%)", ("#000080", "#ffffff")),
        ("color: rgba(0,0,128,1); background-color: transparent", ("#000080", "#ffffff")),
        ("background: linear-gradient(90deg, #d65f5f 50%, transparent 50%)", None),
        ("color: grey; background: grey", None),
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_a_colour_is_kept_where_words_can_be_read_and_told_of_elsewhere(css: str, kept: object, inline: bool) -> None:
    made = styled(css, inline=inline)
    html = render_html(made)
    rule = re.search(r"td\.p0,.*?\{color:(#\w+);background:(#\w+)\}", html)
    assert (rule.groups() if rule else None) == kept
    assert ("Colours of 1 cells" in html) == (kept is None)
    assert "style=" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def test_every_colour_that_is_kept_has_enough_contrast() -> None:
    steps = range(0, 256, 51)
    tones = [f"#{red:02x}{green:02x}{blue:02x}" for red in steps for green in steps for blue in steps]
    cell = type("Cell", (), {"get": lambda self, name: self.style if name == "style" else None})()
    for number, ground in enumerate(tones):
        for css in (
            f"background:{ground}",
            f"background:{ground};color:{tones[number * 7 % len(tones)]}",
            f"color:{ground}",
        ):
            cell.style = css
            paint, lost = Colours("").of(cell)
            assert paint is not None
            assert lost or contrast(paint.ink, paint.ground) >= LEAST_CONTRAST, css
        cell.style = f"background:{ground}"
        assert not Colours("").of(cell)[1], "on any ground either black or white can be read"


def test_a_styler_keeps_its_highlight_on_paper_and_its_bold_words() -> None:
    frame = (
        pd.DataFrame({"a": [1, 2], "b": [4, 3]}).style.highlight_max(color="yellow").map(lambda _: "font-weight: bold")
    )
    made = build_document(notebook(markdown("# T"), code({"text/html": frame.to_html()})))
    html = render_html(made)
    assert len(re.findall(r'<td class="end p0">', html)) == 2
    assert html.count("<strong>") == 4
    page = pypdfium2.PdfDocument(io.BytesIO(render_pdf(made)))[0].render(scale=1).to_pil().convert("RGB")
    counts = {tone: count for count, tone in page.getcolors(maxcolors=1 << 24)}
    assert counts[(255, 255, 0)] > 50


def test_colours_of_css_in_each_of_its_forms() -> None:
    for written in (
        "#f00",
        "#ff0000",
        "red",
        "RED",
        "rgb(255,0,0)",
        "rgb(100%, 0%, 0%)",
        "hsl(0,100%,50%)",
        "#ff0000ff",
    ):
        assert colour(written) == "#ff0000", written
    for nothing in ("", "none", "inherit", "#12", "rgb(1)", "url(x)", "notacolour", "rgba(1,2,3,0)", "rgb(a,b,c)"):
        assert colour(nothing) is None, nothing
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
