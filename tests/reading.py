"""Reading a briefing as its reader does: the blocks that the notebook shows, and every text in them."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from chiso.analysis.merger import in_units
from chiso.catalog import Catalog, Project
from chiso.ingest import Observations
from chiso.report.briefing import Briefing
from chiso.report.context import Context
from chiso.report.language import Language
from chiso.report.specs import Block, Figure, Row, Span, Table

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "3_briefing.ipynb"

NEVER = re.compile(
    r"\bnan\b|\bNaN\b|\bNone\b(?! of\b)|<NA>|\bTrue\b|\bFalse\b|\binf\b"
    r"|[-−]0(?:[.,]0+)?(?![.,]?\d)"  # a zero with a sign
    r"|\{|\}"  # a message without its value
    r"|\b(?!SHA)[a-z]+_[a-z_0-9]+\b"  # an id of a column, concept or index
    r"|\bnp\.|\bDecimal\b|Timestamp|0x[0-9a-f]{6}"
    r"|(?<!\.)\.\.(?!\.)|;\.|,\.|\( | \)|  | ,| ;"  # sentences that were put together badly
)
"""What no reader may ever meet in a finished sentence."""


def briefing_of(
    catalog: Catalog,
    observations: Observations,
    comparison: pd.DataFrame,
    project: Project,
    year: int,
    province: str,
    locale: str,
) -> Briefing:
    """Return a briefing on tables that are at hand, without reading them again.

    ``observations`` are as they were measured; the briefing looks at them in the catalogue's set of units.
    """
    briefing = Briefing.__new__(Briefing)
    briefing.context = Context(
        project=project,
        catalog=catalog,
        observations=in_units(catalog, observations),
        measured=observations,
        comparison=comparison,
        unit=catalog.resolve(province),
        year=year,
        language=Language(locale),
    )
    return briefing


def block_cells() -> list[str]:
    """Return the cells of the notebook that show a block: ``briefing.…``."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [source for source in sources if source.startswith("briefing.")]


def blocks(briefing: Briefing) -> dict[str, Block]:
    """Return every block that the notebook shows, by the cell that makes it; cells that show nothing are left out."""
    shown = {}
    for cell in block_cells():
        value: object = briefing
        call = ast.parse(cell, mode="eval").body
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Attribute)
        value = getattr(briefing, call.func.attr)(*(ast.literal_eval(one) for one in call.args))
        if value is not None:
            assert isinstance(value, Block), cell
            shown[cell] = value
    return shown


def texts(
    value: object, skip: tuple[str, ...] = ("svg", "href", "id", "anchor", "tone", "align", "kind")
) -> Iterator[str]:
    """Return every text of a block that a person reads, in its order."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple) and value and all(isinstance(item, Span) for item in value):
        yield "".join(span.text for span in value)  # one sentence, some of it linked
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item, skip)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in skip:
                yield from texts(getattr(value, field.name), skip)
    if isinstance(value, Figure):
        yield from re.findall(r"<text[^>]*>([^<]*)</text>", value.svg)


def text_of(value: object) -> str:
    """Return all texts of a block, a line each, with plain spaces."""
    return "\n".join(texts(value)).replace("\u00a0", " ")


def table_row(table: Block, first: str) -> Row:
    """Return the only row of a table that begins with ``first``."""
    assert isinstance(table, Table)
    found = [row for row in table.rows if row.cells[0].text == first]
    assert len(found) == 1, (first, [row.cells[0].text for row in table.rows])
    return found[0]


def cells(row: Row) -> list[str]:
    """Return the texts of a row, with plain spaces."""
    return [cell.text.replace("\u00a0", " ") for cell in row.cells]
