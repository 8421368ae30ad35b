from __future__ import annotations

import json

import pytest
from sample_blocks import every_block, table

from chiso.blocks.specs import MIME, Block, BlockError, CardLine, Cell, Column, Figure, Row, Span, Table, from_json


@pytest.mark.parametrize("block", every_block(), ids=lambda block: block.kind)
def test_a_block_comes_back_equal_from_its_json(block: Block) -> None:
    assert from_json(json.loads(json.dumps(block.to_json()))) == block


@pytest.mark.parametrize("block", every_block(), ids=lambda block: block.kind)
def test_a_block_shows_itself_in_jupyter_as_json_and_html(block: Block) -> None:
    bundle = block._repr_mimebundle_()
    assert bundle[MIME] == block.to_json()
    assert 'class="chiso' in bundle["text/html"]
    assert "\n" not in bundle["text/plain"]
    assert bundle["text/plain"].startswith(type(block).__name__)
    assert getattr(block, "caption", "") in bundle["text/plain"] or getattr(block, "title", "") in bundle["text/plain"]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "a block is a JSON object"),
        ({"kind": "chart"}, "unknown block 'chart'"),
        ({"kind": "note", "title": "x", "paragraphs": ["y"], "extra": 1}, "unknown field 'extra'"),
        ({"kind": "note", "title": "x"}, "missing"),
        ({"kind": "note", "title": 1, "paragraphs": ["y"]}, "expected str"),
        ({"kind": "note", "title": "x", "paragraphs": "y"}, "expected a list"),
        ({"kind": "prose", "paragraphs": [], "bullets": 1}, "expected bool"),
    ],
)
def test_json_that_is_no_block_is_refused_with_its_reason(value: object, says: str) -> None:
    with pytest.raises(BlockError, match=says):
        from_json(value)


def test_a_figure_without_alternative_text_cannot_be_built() -> None:
    with pytest.raises(BlockError, match="alt"):
        Figure(id="x", title="x", svg="<svg/>", alt=" ")


def test_a_figure_without_a_title_cannot_be_built() -> None:
    with pytest.raises(BlockError, match="title"):
        Figure(id="x", title="", svg="<svg/>", alt="x")


def test_a_column_without_a_header_cannot_be_built() -> None:
    with pytest.raises(BlockError, match="header"):
        Column(header=" ")


def test_a_table_without_columns_cannot_be_built() -> None:
    with pytest.raises(BlockError, match="columns"):
        Table(id="x", caption="x", columns=(), rows=())


def test_a_coloured_figure_needs_a_word() -> None:
    with pytest.raises(BlockError, match="word"):
        CardLine(label="Hạng", text="+5", tone="gain")


def test_a_row_needs_a_cell_under_each_header() -> None:
    with pytest.raises(BlockError, match="row 1: 0 cells under 1 headers"):
        Table(id="x", caption="x", columns=(Column(header="a"),), rows=(Row(cells=()),))


@pytest.mark.parametrize("made", [Cell, Span])
@pytest.mark.parametrize("text", ["–", " ", "→"])
def test_a_link_needs_a_text_that_names_it(made: type[Cell] | type[Span], text: str) -> None:
    with pytest.raises(BlockError, match="needs a text that names it"):
        made(text=text, href="https://papi.org.vn")


def test_a_row_in_a_group_needs_a_name_for_the_groups() -> None:
    with pytest.raises(BlockError, match="'groups' names none"):
        Table(id="x", caption="x", columns=(Column(header="a"),), rows=(Row(cells=(Cell(text="b"),), group="c"),))


def test_a_table_without_caption_cannot_be_built() -> None:
    data = table().to_json()
    with pytest.raises(BlockError, match="caption"):
        from_json({**data, "caption": ""})
