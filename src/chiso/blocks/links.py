"""Links of blocks: figures marked within a sentence, what blocks lead to, and links whose end is not there."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Collection, Iterator

from chiso.blocks.specs import ENTRY, Block, Card, CardLine, CardRow, Cell, Figure, Prose, Span, Table

# Marks are characters without a meaning or a shape, so that no message, no number and no name has them.
_FIRST, _LAST, _END = 0xF0000, 0xFFFFD, "\U0010fffd"
_MARKED = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])([^{chr(_FIRST)}-{chr(_LAST)}{_END}]*){_END}")


@functools.lru_cache(maxsize=1024)
def entry_id(*parts: str | int) -> str:
    """Return the anchor of an entry that says where figures stand: *figure-INDEX-2020*, *figure-INDEX-2020-change*."""
    return ENTRY + "-".join(str(part).replace("_", "-") for part in parts)


class Marks:
    """Figures of one text that are links.

    A sentence is put together of clauses, in an order that each language has for itself. Each figure is
    therefore marked where it is written, and the finished text taken apart at the marks.
    """

    def __init__(self) -> None:
        self._addresses: list[str] = []

    def __call__(self, figure: str, address: str) -> str:
        """Return a figure as one that leads to an address; unmarked where there is none."""
        if not address or not any(letter.isalnum() for letter in figure):
            return figure
        self._addresses.append(address)
        return f"{chr(_FIRST + len(self._addresses) - 1)}{figure}{_END}"

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return a text with marks as runs of text, those that were marked as links."""
        found: list[Span] = []
        for at, piece in enumerate(_MARKED.split(text)):
            kind, place = at % 3, ord(piece) - _FIRST if at % 3 == 1 else 0
            if kind == 1:
                href = self._addresses[place] if place < len(self._addresses) else ""
            elif piece:
                found.append(Span(text=piece, href=href if kind == 2 else ""))
        return tuple(found)

    def plain(self, text: str) -> str:
        """Return a text without its marks."""
        return _MARKED.sub(lambda found: found[2], text)


def links_of(block: Block | None) -> frozenset[str]:
    """Return the addresses that a block leads to, with those of the table behind a figure."""
    return frozenset(one.href for one in _holders(block) if one.href)


def without_dead(block: Block, targets: Collection[str]) -> Block:
    """Return a block whose links to an id that is none of the targets are plain text.

    They are dead where a person has taken the cell out of the notebook that they led to.
    """
    dead = {one for one in links_of(block) if one.startswith("#") and one[1:] not in targets}
    return with_links(block, lambda address: "" if address in dead else address) if dead else block


def _holders(block: Block | None) -> Iterator[Span | Cell | Card | CardLine]:
    if isinstance(block, Figure):
        block = block.data
    if isinstance(block, Table):
        for row in block.rows:
            yield from row.cells
    elif isinstance(block, Prose):
        for paragraph in block.paragraphs:
            yield from paragraph
    elif isinstance(block, CardRow):
        for card in block.cards:
            yield card
            yield from card.lines


def with_links(block: Block, address: Callable[[str], str]) -> Block:
    """Return a block with other addresses of its links, and of those of the table behind a figure."""
    if isinstance(block, Figure) and block.data is not None:
        data = with_links(block.data, address)
        return dataclasses.replace(block, data=data if isinstance(data, Table) else None)
    if isinstance(block, Table):
        rows = tuple(
            dataclasses.replace(
                row, cells=tuple(dataclasses.replace(cell, href=address(cell.href)) for cell in row.cells)
            )
            for row in block.rows
        )
        return dataclasses.replace(block, rows=rows)
    if isinstance(block, Prose):
        paragraphs = tuple(
            tuple(dataclasses.replace(span, href=address(span.href)) for span in paragraph)
            for paragraph in block.paragraphs
        )
        return dataclasses.replace(block, paragraphs=paragraphs)
    if isinstance(block, CardRow):
        cards = tuple(
            dataclasses.replace(
                card,
                href=address(card.href),
                lines=tuple(dataclasses.replace(line, href=address(line.href)) for line in card.lines),
            )
            for card in block.cards
        )
        return dataclasses.replace(block, cards=cards)
    return block
