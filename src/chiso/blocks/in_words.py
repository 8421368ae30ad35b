"""A block as plain text, for what shows neither HTML nor pictures: a console, a mail, the text beside a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chiso.blocks import palette
from chiso.blocks.specs import Block, CardLine, CardRow, Cell, Cover, Figure, Note, Prose, Table

_WIDEST = 40


def in_words(block: Block) -> str:
    """Return a block as text that reads well in a font of one width."""
    match block:
        case Cover():
            facts = [f"{name}: {value}" for name, value in block.facts]
            return _lines(block.unit, block.title, block.subtitle, *facts)
        case CardRow():
            return "\n\n".join(
                _lines(" – ".join(filter(None, (card.label, card.name))), f"{card.score} {card.scale}".strip(),
                       *(f"{line.label}: {marked(line)}" for line in card.lines), card.note)
                for card in block.cards
            )  # fmt: skip
        case Prose():
            sign = "• " if block.bullets else ""
            return "\n".join(sign + "".join(span.text for span in paragraph) for paragraph in block.paragraphs)
        case Table():
            return _lines(block.caption, _table(block), *block.notes)
        case Figure():
            said = "" if block.data is None else f"\n{_table(block.data)}"
            return _lines(block.title, block.alt, block.caption, said)
        case Note():
            return _lines(block.title, *block.paragraphs)
    return type(block).__name__


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def marked(one: Cell | CardLine) -> str:
    """Return a figure with the sign and the word of its tone."""
    return " ".join(filter(None, (one.text, mark_of(one))))


def mark_of(one: Cell | CardLine) -> str:
    """Return the sign and the word of the tone of a figure; nothing where it has neither."""
    sign = palette.SIGNS[one.tone] if one.tone not in (None, "missing") else ""
    return " ".join(filter(None, (sign, one.word)))


def _table(table: Table) -> str:
    rows = [[column.header for column in table.columns], *([marked(cell) for cell in row.cells] for row in table.rows)]
    widths = [min(max(map(len, column)), _WIDEST) for column in zip(*rows, strict=True)]
    ends = [column.align == "end" for column in table.columns]
    return "\n".join(_row(row, widths, ends) for row in rows)


def _row(cells: Sequence[str], widths: Iterable[int], ends: Iterable[bool]) -> str:
    parts = (
        f"{cell:>{width}}" if end else f"{cell:<{width}}" for cell, width, end in zip(cells, widths, ends, strict=True)
    )
    return "  ".join(parts).rstrip()
