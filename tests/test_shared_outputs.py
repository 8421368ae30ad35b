"""A notebook that is shared shows everything where nobody trusts it, and needs no drawing, style sheet or widget."""

from __future__ import annotations

import base64
import copy
import io
import re
from pathlib import Path
from typing import Any

import bleach
import lxml.html
import nbformat
import pytest
from PIL import Image
from sample_blocks import SVG, code, cover, every_block, figure, notebook, png, printed, shown, table

from chiso.blocks.fragments import fragment
from chiso.blocks.in_words import in_words
from chiso.blocks.specs import MIME, Block
from chiso.export import build_document, chart_png, render_html
from chiso.export.shared_outputs import for_everybody
from chiso.export.widgets import STATE, VIEW
from chiso.run.published import notebook_bytes, published

TAGS = {"p", "div", "span", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "img", "h1", "section",
        "article", "aside", "dl", "dt", "dd", "details", "summary", "ul", "ol", "li", "strong", "a", "br"}  # fmt: skip


def outputs(*blocks: Block) -> list[dict[str, Any]]:
    made = [
        {"output_type": "display_data", "data": {MIME: one.to_json(), "text/html": fragment(one)}, "metadata": {}}
        for one in blocks
    ]
    for_everybody(made)
    return made


def untrusted(html: str) -> Any:
    """Return HTML as JupyterLab and code hosts leave it: without style sheets, of drawings only the words."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for element in tree.xpath("//style"):
        element.drop_tree()
    allowed = {"*": ["class", "id"], "img": ["src", "alt"], "a": ["href"]}
    kept = bleach.clean(
        lxml.html.tostring(tree, encoding="unicode"),
        tags=TAGS, attributes=allowed, protocols=["https", "data"], strip=True,
    )  # fmt: skip
    return lxml.html.fromstring(kept)


@pytest.mark.parametrize("block", every_block(), ids=lambda block: block.kind)
def test_a_block_keeps_every_word_and_its_cells_apart_where_nobody_trusts_it(block: Block) -> None:
    (output,) = outputs(block)
    page = untrusted(output["data"]["text/html"])
    assert "<svg" not in output["data"]["text/html"]
    words = " ".join(page.itertext())
    live = re.sub(r"<svg\b.*?</svg>|<style>.*?</style>", "", fragment(block), flags=re.DOTALL)
    for word in " ".join(lxml.html.fromstring(live).itertext()).split():
        assert word in words.split(), word
    for row in page.findall(".//tr"):
        assert all(cell.tag in ("th", "td") for cell in row)


def test_a_figure_is_a_picture_with_its_alternative_text_title_and_data() -> None:
    (output,) = outputs(figure())
    page = untrusted(output["data"]["text/html"])
    (image,) = page.findall(".//img")
    assert image.get("alt") == figure().alt
    drawn = Image.open(io.BytesIO(base64.b64decode(output["data"]["image/png"])))
    assert image.get("src") == f"data:image/png;base64,{output['data']['image/png']}"
    assert (drawn.width, drawn.height) == (round(200 * chart_png.DENSITY / 72), round(100 * chart_png.DENSITY / 72))
    assert len(drawn.convert("RGB").getcolors(1 << 20)) > 3, "text is drawn"
    assert figure().title in output["data"]["text/plain"]
    assert figure().alt in output["data"]["text/plain"]


def test_a_tone_is_a_sign_and_a_word_without_its_drawing() -> None:
    (output,) = outputs(table())
    assert "▲ tăng" in " ".join(" ".join(untrusted(output["data"]["text/html"]).itertext()).split())


def test_a_drawing_of_a_library_gets_a_picture_beside_it_and_one_that_has_one_none() -> None:
    made: list[dict[str, Any]] = [
        {"output_type": "display_data", "data": {"image/svg+xml": SVG.splitlines(keepends=True)}},
        {"output_type": "display_data", "data": {"image/svg+xml": SVG, "image/png": "kept"}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg"}},
        {"output_type": "display_data", "data": {MIME: {"kind": "unknown"}}},
    ]
    before = copy.deepcopy(made)
    for_everybody(made)
    assert base64.b64decode(made[0]["data"]["image/png"]).startswith(b"\x89PNG")
    assert made[1:] == before[1:], "what cannot be drawn is told of by whoever renders the report"


def test_pictures_are_the_same_each_time_and_made_in_one_run_of_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    real = chart_png.typeset
    monkeypatch.setattr(
        chart_png, "typeset", lambda files, *some, **named: runs.append(1) or real(files, *some, **named)
    )
    drawings = [SVG.replace("Cần Thơ", f"x̄ {number} 漢") for number in range(5)]
    chart_png._drawn.cache_clear()
    first = chart_png.chart_pngs([*drawings, drawings[0]])
    assert runs == [1]
    chart_png._drawn.cache_clear()
    assert chart_png.chart_pngs([*drawings, drawings[0]]) == first
    assert len(set(first)) == 5
    assert chart_png.chart_pngs([]) == []


def test_a_block_in_words_says_all_that_its_fields_say() -> None:
    for block in every_block():
        text = in_words(block)
        assert "<" not in text
        assert "None" not in text
    lines = in_words(table()).splitlines()
    assert len({len(line) for line in lines[1:3]}) <= 2
    assert in_words(cover()).startswith(cover().unit)


def test_what_is_shared_keeps_what_its_author_says_and_what_widgets_show(tmp_path: Path) -> None:
    drawn = code({"image/png": png()})
    drawn.metadata.update(alt="A", caption="B", label="fig-x", chiso={"alt": "C"}, papermill={"duration": 1})
    slider = {"model_name": "IntSliderModel", "state": {"description": "Năm", "value": 5}}
    inner = {"output_type": "stream", "name": "stdout", "text": "within\n"}
    box = {"model_name": "OutputModel", "state": {"outputs": [inner]}}
    failed = nbformat.v4.new_code_cell("1/0", metadata={"tags": ["raises-exception"]}, outputs=[
        nbformat.v4.new_output("error", ename="E", evalue=f"<a at 0x7f1234> {tmp_path}/x", traceback=["at 0x7f12"]),
    ])  # fmt: skip
    made = notebook(
        shown(cover("en"), figure()), drawn, failed, printed("end"),
        *(code({VIEW: {"model_id": one}, "text/plain": "Widget()"}) for one in ("a", "b", "gone")),
        widgets={STATE: {"state": {"a": slider, "b": box}}},
    )  # fmt: skip
    result = published(made, tmp_path)
    text = notebook_bytes(result).decode()
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert "0x7f12" not in text
    assert str(tmp_path) not in text
    assert result["cells"][1]["metadata"] == {"alt": "A", "caption": "B", "label": "fig-x", "chiso": {"alt": "C"}}
    assert [one["data"]["text/plain"] for one in result["cells"][4]["outputs"]] == ["Năm: 5"]
    assert [one["text"] for one in result["cells"][5]["outputs"]] == ["within\n"]
    html = render_html(build_document(result))
    for said in ("Năm: 5", "within", "What cell 7 shows", "E: &lt;a&gt;"):
        assert said in html
    assert notebook_bytes(published(made, tmp_path)).decode() == text


def test_the_cover_in_jupyter_brings_the_fonts_that_charts_are_measured_in() -> None:
    assert fragment(cover()).count("@font-face") == 2
    assert "@font-face" not in fragment(cover(), picture=b"")
    assert "@font-face" not in fragment(cover(), style=False)
