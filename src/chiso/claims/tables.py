"""The headers of a table cell as items before what it says; a column that names no index belongs to one at its left."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from chiso.claims.grammar import Grammar
from chiso.claims.items import Item, items_of, tokens_of
from chiso.claims.names import Names
from chiso.texts.passages import Passage

_HEADERS = (
    *("index", "unit", "year", "previous", "rank", "points", "percent", "pp", "places", "change", "scored", "counted"),
    *("mark", "fill", "than", "target", "date"),
)
"""What a header may consist of."""

_BEHIND_NUMBERS = 2
_RUNNING = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5})[.)]?\s*")
"""What counts the rows of a table: *TT*, *STT*."""

_Table = tuple[str, int, int]


class Headers:
    """The headers of the tables of a text.

    Parameters
    ----------
    passages
        The text.
    names
        What it may call indices and units.
    """

    def __init__(self, passages: Sequence[Passage], names: Names) -> None:
        self._names = names
        self._items: dict[tuple[str, str], list[Item]] = {}
        self._above: dict[_Table, dict[int, str]] = {}
        self._second: dict[tuple[_Table, int], str] = {}
        for passage in passages:
            if passage.kind == "cell" and passage.above:
                self._above.setdefault(_table(passage), {}).setdefault(passage.place.column, passage.above)
                if passage.place.column == _BEHIND_NUMBERS:
                    self._second[_table(passage), passage.place.row] = passage.text

    def items(self, passage: Passage, grammar: Grammar) -> tuple[list[Item], bool]:
        """Return the headers of a cell as items without a place, and whether they say it all.

        A header that says more than an index, unit, year and kind of figure makes its cells something else: then a
        single word stands for all.
        """
        heads: list[Item] = []
        for head in (self._beside(passage), passage.above):
            found = self._read(head, grammar)
            if passage.kind == "cell" and any(not item.does(*_HEADERS) for item in found):
                return [Item(-1, -1, head, frozenset(("word",)))], True
            heads += found + _end(found)
        if passage.kind != "cell" or any(item.does("index", "unit") for item in self._read(passage.above, grammar)):
            return heads, True
        columns = self._above.get(_table(passage), {})
        for role in ("index", "year"):
            if not any(item.does(role) and item.value is not None for item in heads):
                found = self._at_left(columns, passage.place.column, role, grammar)
                heads = found + _end(found) + heads
        is_said = any(item.does("index") for item in heads)
        return heads, is_said or not self._names_index(columns, grammar)

    def _beside(self, passage: Passage) -> str:
        """Return the header of a row: what its first cell says, or the second where the first only counts the rows."""
        if not _RUNNING.fullmatch(passage.beside):
            return passage.beside
        is_further = passage.place.column > _BEHIND_NUMBERS
        return self._second.get((_table(passage), passage.place.row), "") if is_further else ""

    def _at_left(self, columns: Mapping[int, str], column: int, role: str, grammar: Grammar) -> list[Item]:
        """Return what the nearest header at the left names of a kind: the index of *PAPI | Hạng*."""
        for at in sorted((at for at in columns if at < column), reverse=True):
            found = [item for item in self._read(columns[at], grammar) if item.does(role) and item.value is not None]
            if found:
                return found
        return []

    def _names_index(self, columns: Mapping[int, str], grammar: Grammar) -> bool:
        return any(item.does("index") for head in columns.values() for item in self._read(head, grammar))

    def _read(self, head: str, grammar: Grammar) -> list[Item]:
        key = head, grammar.locale
        if key not in self._items:
            found = items_of(tokens_of(head), grammar, self._names) if head else []
            self._items[key] = [dataclasses.replace(item, start=-1, end=-1) for item in found]
        return [dataclasses.replace(item) for item in self._items[key]]  # who reads a sentence changes its items


def _table(passage: Passage) -> _Table:
    return passage.place.part, passage.place.page, passage.place.table


def _end(found: Sequence[Item]) -> list[Item]:
    return [Item(-1, -1, ":", frozenset(("mark",)))] if found else []
