"""Ids of blocks that are unique in a report: a second table or chart of the same kind gets a number behind its own."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping

from chiso.blocks.links import with_links
from chiso.blocks.specs import Block, Figure, Table


def anchors_of(block: Block) -> Iterator[str]:
    """Yield the ids of a block that a link can point to: its own, and those of its rows."""
    if isinstance(block, Figure):
        yield block.id
    if isinstance(block, Table):
        yield block.id
        yield from (row.anchor for row in block.rows if row.anchor)


def with_unique_ids(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a report in their order without an id that two of them have.

    The first block keeps its ids; in a later one ``strip`` becomes ``strip-2``, and the links inside of
    it follow. Links of other blocks lead to the first.
    """
    blocks = list(blocks)
    known = {name for block in blocks for name in _ids(block)}
    taken: set[str] = set()
    unique = []
    for block in blocks:
        own = set(_ids(block))
        other: dict[str, str] = {}
        for anchor in sorted(own & taken):
            other[anchor] = _free(anchor, known)
            known.add(other[anchor])
        taken |= own
        unique.append(_renamed(block, other) if other else block)
    return unique


def _ids(block: Block) -> Iterator[str]:
    """Yield the ids of a block in a page, which has the table behind a figure, too."""
    yield from anchors_of(block)
    if isinstance(block, Figure) and block.data is not None:
        yield from anchors_of(block.data)


def _free(anchor: str, known: Collection[str]) -> str:
    return next(name for number in itertools.count(2) if (name := f"{anchor}-{number}") not in known)


def _renamed(block: Block, other: Mapping[str, str]) -> Block:
    block = with_links(block, lambda address: f"#{other[address[1:]]}" if address[1:] in other else address)
    if isinstance(block, Figure):
        data = _renamed(block.data, other) if block.data is not None else None
        return dataclasses.replace(
            block, id=other.get(block.id, block.id), data=data if isinstance(data, Table) else None
        )
    if isinstance(block, Table):
        rows = tuple(dataclasses.replace(row, anchor=other.get(row.anchor, row.anchor)) for row in block.rows)
        return dataclasses.replace(block, id=other.get(block.id, block.id), rows=rows)
    return block
