"""Reading a briefing as its reader does: the blocks of all sections, and every text in them."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from checkout import make_once

import chiso
from chiso.blocks.specs import Block, CardRow, Figure, Row, Span, Table
from chiso.facts.data import Data
from chiso.run.warm_up import Facts, blocks

NEVER = re.compile(
    r"\bnan\b|\bNaN\b|\bNone\b(?! of\b)|<NA>|\bTrue\b|\bFalse\b|\binf\b"
    r"|[-−]0(?:[.,]0+)?(?![.,]?\d)"  # a zero with a sign
    r"|\{|\}"  # a message without its value
    r"|\b(?!SHA)[a-z]+_[a-z_0-9]+\b"  # an id of a column, concept or index
    r"|\bnp\.|\bDecimal\b|Timestamp|0x[0-9a-f]{6}"
    r"|(?<!\.)\.\.(?!\.)|;\.|,\.|\( | \)|  | ,| ;"  # sentences that were put together badly
)
"""What no reader may ever meet in a finished sentence."""


class Briefing:
    """The blocks of one unit's briefing by section and function: ``briefing["cover.cards"]``.

    Those about one index have its id behind the name: ``briefing["course.table papi"]``.

    Parameters
    ----------
    data, unit, say
        As sections take them.
    kept
        A folder that all processes share, for the blocks: whichever comes first makes them.
    given
        Facts to take in the place of those that the data give, by the names of their functions.
    """

    def __init__(self, data: Data, unit: str, say: chiso.Words, *, kept: Path | None = None, **given: object) -> None:
        self.data, self.unit, self.say, self._kept = data, data.unit(unit), say, kept
        self.given = given
        self._facts: dict[str, Facts] = {}
        self._made: dict[str, Block | None] = {}

    def facts(self, index: str = "") -> Facts:
        """Return the facts of the briefing, those of one index where it is given."""
        if index not in self._facts:
            made = Facts(self.data, self.unit, self.say, self.data.index(index) if index else None)
            made.known |= {**self.given, **({"results": self.facts()["results"]} if index else {})}
            self._facts[index] = made
        return self._facts[index]

    @functools.cached_property
    def blocks(self) -> dict[str, Block]:
        """Every block, in the order in which they are made."""
        if self._kept is None:
            return self._blocks()

        def make(folder: Path) -> None:
            (folder / "blocks").write_bytes(pickle.dumps((self._blocks(), self.say.citations)))

        found: dict[str, Block]
        found, citations = pickle.loads((make_once(self._kept, make) / "blocks").read_bytes())  # noqa: S301 - our own
        self.say.citations.update(citations)
        return found

    def _blocks(self) -> dict[str, Block]:
        return dict(blocks(self.data, self.facts()["changes"], self.unit, self.say))

    def __getitem__(self, name: str) -> Block | None:
        if name.startswith("origins") or "blocks" in vars(self):
            return self.blocks.get(name)
        if name not in self._made:
            section, _, index = name.partition(" ")
            module, _, function = section.partition(".")
            made = self.facts(index).call(getattr(importlib.import_module(f"chiso.briefing.{module}"), function))
            self._made[name] = made
        return self._made[name]


Brief = Callable[..., Briefing]
"""What the fixture ``brief`` gives: ``brief(2021, "can-tho", "en")``, ``brief(2021, "can-tho", "en", 34)``."""


def is_prose(text: str) -> bool:
    """Whether a text is meant to be read as a sentence or a word: an address or the place of a table is not."""
    return not text.startswith(("http", "data/raw/"))


def texts(
    value: object, skip: tuple[str, ...] = ("svg", "href", "id", "anchor", "tone", "align", "kind", "about", "figures")
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


def table_row(table: object, first: str) -> Row:
    """Return the only row of a table that begins with ``first``."""
    assert isinstance(table, Table)
    found = [row for row in table.rows if row.cells[0].text == first]
    assert len(found) == 1, (first, [row.cells[0].text for row in table.rows])
    return found[0]


def cells(row: Row) -> list[str]:
    """Return the texts of a row, with plain spaces."""
    return [cell.text.replace("\u00a0", " ") for cell in row.cells]


def card(row: object, index: str) -> str:
    """Return all texts of the card of an index."""
    assert isinstance(row, CardRow)
    (found,) = [card for card in row.cards if card.label.startswith(index)]
    return text_of(found)
