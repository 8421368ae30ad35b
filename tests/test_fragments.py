from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from measured import compared
from sample_blocks import HOSTILE, SVG, cards, cover, every_block, figure, note, prose, table

from chiso.blocks.fragments import blocks_css, fragment
from chiso.blocks.specs import Block, Cell, Column, Row, Span, Table
from chiso.blocks.specs import Prose as ProseBlock
from chiso.blocks.svg import SvgError, clean_svg


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("block", every_block(), ids=lambda block: block.kind)
def test_the_markup_of_every_kind_of_block_is_what_it_was(block: Block) -> None:
    compared(f"html-{block.kind}", fragment(block, style=False).splitlines())


@pytest.mark.parametrize("block", every_block(HOSTILE), ids=lambda block: block.kind)
def test_hostile_text_stays_text_in_every_field(block: Block) -> None:
    html = fragment(block, style=False)
    assert html.count("<style") == 2 * (block.kind == "figure")  # the figure's own, kept within it
    for tag, attributes in Tags(html).found:
        assert tag not in ("script", "img")
        assert not [name for name in attributes if name.startswith("on")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html.replace("<wbr>", "")
    assert "49" not in html


def test_a_cover_brings_the_style_sheet_only_to_jupyter() -> None:
    assert "<style>" in fragment(cover())
    assert "<style>" not in fragment(cover(), style=False)
    assert fragment(cover(), style=False).count("<h1>") == 1


def test_every_tone_has_a_word_and_a_drawn_shape() -> None:
    html = fragment(cards())
    assert '<span class="word">tăng</span>' in html
    assert html.count('<polygon points="5,1 9.6,9 0.4,9"/>') == 3
    assert 'aria-hidden="true"' in html


def test_a_tone_without_a_word_names_its_shape() -> None:
    bare = Table(
        id="t",
        caption="c",
        columns=(Column(header="a"), Column(header="b", align="end")),
        rows=(Row(cells=(Cell(text="x"), Cell(text="−1", tone="loss"))),),
    )
    assert 'role="img" aria-label="▼"' in fragment(bare)


def test_a_table_has_headers_with_scope_and_a_region_that_scrolls() -> None:
    html = fragment(table())
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="row"') == 2
    assert '<div class="scroll" role="region" aria-labelledby="full-title" tabindex="0">' in html
    assert '<tr class="marked" id="full-0" data-group="Cần Thơ 2">' in html


def test_a_figure_has_a_name_its_data_and_ids_of_its_own() -> None:
    html = fragment(figure())
    assert 'role="img" aria-label="PAPI giảm"' in html
    assert "<title" not in html  # it would show as a tooltip
    assert 'href="#course-p"' in html
    assert "<details><summary" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd"])
def test_only_harmless_addresses_become_links(address: str) -> None:
    html = fragment(ProseBlock(paragraphs=((Span(text="x", href=address),),)))
    assert "<a" not in html
    assert ">x<" in html


def test_the_markup_has_no_style_attributes_so_that_a_strict_policy_can_hold() -> None:
    for block in every_block():
        assert not [tag for tag, attributes in Tags(fragment(block, style=False)).found if "style" in attributes]


def test_a_sortable_table_tells_the_group_of_its_rows() -> None:
    rows = tuple(Row(cells=(Cell(text=name),), group=name.upper()) for name in ("a", "b"))
    one = Table(id="t", caption="c", columns=(Column(header="h"),), rows=rows, sortable=True, dense=True, groups="Vùng")
    html = fragment(one)
    assert 'class="dense sortable" data-groups="Vùng"' in html
    assert '<tr data-group="A">' in html


def test_the_style_sheet_has_a_width_for_every_room_that_shape_and_word_can_take() -> None:
    for length in (1, 6, 60):
        cells = (Cell(text="x"), Cell(text="+1", tone="gain", word="w" * length))
        columns = (Column(header="a"), Column(header="b", align="end"))
        html = fragment(Table(id="t", caption="c", columns=columns, rows=(Row(cells=cells),)))
        (width,) = set(re.findall(r"marks (m\d+)", html))
        assert f".chiso .{width}{{--mark:" in blocks_css()


def test_a_note_and_prose_keep_their_text() -> None:
    assert "<aside" in fragment(note())
    assert '<a href="#full">PAPI giảm.</a>' in fragment(prose())


def test_a_checksum_in_a_table_may_break() -> None:
    one = Table(id="t", caption="c", columns=(Column(header="h"),), rows=(Row(cells=(Cell(text="a1" * 32),)),))
    assert "<wbr>" in fragment(one)


def test_an_svg_loses_all_that_acts_or_loads() -> None:
    source = SVG.replace(
        "<defs>",
        "<script>x</script><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>y</p></foreignObject>"
        "<image href='https://evil.example/x.png'/><a href='javascript:x'><text onclick='x'>kept</text></a>"
        "<style>@import url(https://evil.example);rect{fill:url(https://evil.example/a)}</style><defs>",
    )
    clean = clean_svg(source, prefix="f", label="x")
    for gone in ("script", "foreignObject", "evil", "javascript", "onclick", "@import"):
        assert gone not in clean
    assert "kept" in clean


def test_the_style_of_an_svg_stays_within_it() -> None:
    assert "#f-svg *{stroke-linejoin: round}" in clean_svg(SVG, prefix="f")


@pytest.mark.parametrize("source", ["", "text", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "<svg>"])
def test_what_is_no_plain_svg_is_refused(source: str) -> None:
    with pytest.raises(SvgError):
        clean_svg(source, prefix="f")


def test_an_svg_is_well_formed_after_cleaning() -> None:
    clean = clean_svg(SVG, prefix="f", label="a <b> & c")
    assert ET.fromstring(clean).tag.endswith("svg")  # noqa: S314 - what we made ourselves
