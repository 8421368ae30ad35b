"""A second table or chart with the id of a first one: both are in the report, and links lead to the right one."""

from __future__ import annotations

import collections
import dataclasses
import io

import lxml.html
import pikepdf
import pytest
from sample_blocks import SVG, cover, figure, markdown, notebook, prose, shown, table

from chiso.blocks.specs import Block, Cell, Figure, Prose, Row, Span, Table
from chiso.errors import ExportError
from chiso.export import build_document, render_html, render_pdf
from chiso.export.unique_ids import with_unique_ids


def linked(name: str = "full") -> Table:
    """Return a table whose first row leads to its second one, named by the text."""
    plain = table(name=name)
    first, second = plain.rows
    cells = (Cell(text="41,87", href=f"#{name}-1"), *first.cells[1:])
    return dataclasses.replace(plain, rows=(dataclasses.replace(first, cells=cells), second))


def everything() -> list[Block]:
    leads = Prose(paragraphs=((Span(text="the table", href="#full"),),))
    gradient = SVG.replace("</defs>", '<linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/>')
    chart = figure(svg=gradient)
    return [leads, linked(), chart, linked("full-2"), linked(), chart, linked(), leads]


def test_each_id_stands_once_and_the_first_block_keeps_its_own() -> None:
    blocks = with_unique_ids(everything())
    names = [block.id for block in blocks if isinstance(block, Table | Figure)]
    assert names == ["full", "course", "full-2", "full-3", "course-2", "full-4"]
    assert blocks[:4] == everything()[:4]
    again = blocks[4]
    assert isinstance(again, Table)
    assert [row.anchor for row in again.rows] == ["full-0-2", "full-1-2"]
    assert again.rows[0].cells[0].href == "#full-1-2"
    assert blocks[-1] == everything()[-1]


def test_in_a_page_no_id_stands_twice_and_each_link_has_an_end() -> None:
    page = lxml.html.document_fromstring(
        render_html(build_document(notebook(shown(cover(), *everything()), markdown("# Full")))).encode()
    )
    ids = collections.Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    ends = [str(address)[1:] for address in page.xpath("//@href") if str(address).startswith("#")]
    assert [end for end in ends if end not in ids] == []
    assert {"full-1", "full-2-1", "full-1-2", "full-1-3"} <= set(ends)
    for chart in page.xpath("//figure[contains(@class, 'chiso-figure')]"):
        name = chart.get("id")
        used = [str(address) for address in chart.xpath(".//*[local-name()='use']/@href")]
        assert used == [f"#{name}-p"]
        assert chart.xpath(".//*[local-name()='rect']/@fill") == [f"url(#{name}-g)"]


def test_in_a_pdf_each_link_leads_to_the_row_of_its_own_table() -> None:
    made = render_pdf(build_document(notebook(shown(cover(), linked(), linked()))))
    with pikepdf.open(io.BytesIO(made)) as file:
        links = [
            note
            for sheet in file.pages
            for note in sheet.get("/Annots", ())
            if note.get("/Subtype") == "/Link" and "/URI" not in note.get("/A", {})
        ]
        heights = [(float(note.Rect[1]), _height(note)) for note in links]
    assert len(heights) == 2
    first, second = sorted(heights, reverse=True)
    assert second[0] < first[1] <= first[0] + 30
    assert second[1] <= second[0] + 30


def _height(note: pikepdf.Object) -> float:
    """Return how far above the foot of the page a link leads."""
    end = note.get("/Dest") or note.A.D
    return float(end[3])


def test_the_same_notebook_gives_the_same_bytes() -> None:
    read = notebook(shown(cover(), *everything()))
    first, second = (build_document(read) for _ in range(2))
    assert render_html(first) == render_html(second)
    assert render_pdf(first) == render_pdf(second)


def test_two_rows_of_one_table_with_the_same_anchor_are_refused() -> None:
    row = Row(cells=table().rows[0].cells, anchor="a")
    with pytest.raises(ExportError, match="'a' is used twice"):
        build_document(notebook(shown(dataclasses.replace(table(), rows=(row, row), groups=""))))


def test_blocks_without_ids_stay_as_they_are() -> None:
    blocks = [cover(), prose(), prose()]
    assert with_unique_ids(blocks) == blocks
