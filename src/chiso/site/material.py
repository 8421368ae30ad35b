"""What a page is made of: an executed notebook, or blocks of the facts put in the order of reading."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable
from typing import Any

from chiso.blocks.block import Block
from chiso.blocks.specs import MIME, Cover, Figure, Table
from chiso.export.document import Document, build_document
from chiso.export.pieces import Placed

Piece = Block | str | None
"""A block, a Markdown text, or nothing where a section has nothing to show."""


def as_document(name: str, pieces: Iterable[Piece]) -> Document:
    """Return blocks and texts as a document, as if a notebook had shown them in this order.

    Parameters
    ----------
    name
        Names the page in errors.
    pieces
        Blocks of the sections of the briefing, and headings and texts in Markdown.

    Raises
    ------
    ExportError
        When a block cannot be shown.
    """
    return build_document({"cells": [_cell(piece) for piece in pieces if piece is not None]}, name)


def _cell(piece: Block | str) -> dict[str, Any]:
    if isinstance(piece, str):
        return {"cell_type": "markdown", "metadata": {}, "source": piece}
    shown = {"output_type": "display_data", "data": {MIME: piece.to_json()}, "metadata": {}}
    return {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "", "outputs": [shown]}


def cover(locale: str, *, title: str, unit: str, subtitle: str, author: str, date: str) -> Cover:
    """Return the band that opens a page of the site."""
    return Cover(
        locale=locale, title=title, unit=unit, subtitle=subtitle, facts=(), author=author, description=subtitle,
        keywords=(), date=date, running_title=f"{title} – {unit}" if unit else title,
    )  # fmt: skip


def tables_of(document: Document) -> dict[str, bytes]:
    """Return the figures of each table, and those behind each chart, as CSV by the id of the block.

    Numbers stand as the page shows them, in the language of the page; a word beside a figure has a column of its own.
    """
    found = {}
    for piece in document.pieces:
        block = piece.block if isinstance(piece, Placed) else None
        table = table_of(block) if block is not None else None
        if block is not None and table is not None:
            found[str(getattr(block, "id", ""))] = as_csv(table)
    return found


def table_of(block: Block) -> Table | None:
    """Return the table that a block is or has behind it."""
    if isinstance(block, Figure):
        return block.data
    return block if isinstance(block, Table) else None


def as_csv(table: Table) -> bytes:
    """Return a table as CSV with its headers."""
    worded = [any(row.cells[at].word for row in table.rows) for at in range(len(table.columns))]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    heads = [column.header for column in table.columns]
    writer.writerow([one for at, head in enumerate(heads) for one in ([head, f"{head}: *"] if worded[at] else [head])])
    for row in table.rows:
        writer.writerow([
            one for at, cell in enumerate(row.cells) for one in ([cell.text, cell.word] if worded[at] else [cell.text])
        ])  # fmt: skip
    return text.getvalue().encode()


def anchors(document: Document, indices: Iterable[str]) -> dict[str, str]:
    """Return short anchors by the ids of the blocks that they stand at: ``papi`` at the first block about PAPI.

    Parameters
    ----------
    document
        The document.
    indices
        The ids of the indices; the ids of blocks end in them, with hyphens.
    """
    names = [index.replace("_", "-") for index in indices]
    found: dict[str, str] = {}
    for piece in document.pieces:
        identifier = str(getattr(piece.block, "id", "")) if isinstance(piece, Placed) else ""
        anchor = next((one for one in names if identifier.endswith(f"-{one}") and one not in found.values()), None)
        if anchor is not None:
            found[identifier] = anchor
    return found


@dataclasses.dataclass(frozen=True, kw_only=True)
class Link:
    """A link of a page to another one, with what it says."""

    href: str
    text: str
    note: str = ""
    more: str = ""
