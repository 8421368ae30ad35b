"""What a briefing is made of: blocks, each a frozen dataclass that knows nothing of its renderer.

A block holds finished text in the reader's language, so that the HTML page and the PDF say the same
thing. It travels inside the notebook's own output as JSON (media type :data:`MIME`) and is read back
by both exporters; it is never pasted into markup by hand.

A block that a reader of a screen reader could not use cannot be built: a figure needs alternative
text and a title, a table needs a caption and a header for every column.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import ClassVar

from chiso.blocks.block import ENTRY, MIME, About, Align, Block, Size, Span, Tone, require, require_link_text
from chiso.blocks.plain_json import BlockError, typed


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cover(Block):
    """The band that opens a briefing, and what the finished file says of itself.

    ``locale`` is the language tag (``vi``, ``en``); ``date`` the ISO date that stands in for "now", so that equal
    inputs give equal files, or a year where no day is known; ``facts`` are pairs of a label and a value.
    ``unit_code``, ``vintage`` and ``year`` say what the document is about, so that it can be held against what was
    asked for.
    ``page_words`` are what page and PDF say themselves, as pairs of :func:`chiso.blocks.page_words.page_words`, in a
    language that does not come with the package.
    """

    kind: ClassVar[str] = "cover"
    locale: str
    title: str
    unit: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    author: str
    description: str
    keywords: tuple[str, ...]
    date: str
    running_title: str
    unit_code: str = ""
    vintage: str = ""
    year: str = ""
    page_words: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require(self, "locale", "title", "author", "date", "running_title")


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardLine:
    """One line of a card: what it is, its figure, and what it means. ``word`` says the tone in words.

    ``href`` as in :class:`Span`.
    """

    label: str
    text: str
    tone: Tone | None = None
    word: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        require(self, "label", "text")
        if self.tone not in (None, "missing") and not self.word:
            raise BlockError(f"card line {self.label!r}: the tone {self.tone!r} needs a word beside its colour")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Card:
    """One index at a glance. ``score`` is the large figure, linked to ``href``; ``scale`` what it is out of."""

    label: str
    name: str
    score: str
    scale: str
    lines: tuple[CardLine, ...]
    note: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        require(self, "label", "name", "score")


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardRow(Block):
    """Cards side by side; ``label`` names the group for a screen reader."""

    kind: ClassVar[str] = "cards"
    label: str
    cards: tuple[Card, ...]

    def __post_init__(self) -> None:
        require(self, "label", "cards")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Prose(Block):
    """Paragraphs written from the figures."""

    kind: ClassVar[str] = "prose"
    paragraphs: tuple[tuple[Span, ...], ...]
    size: Size = "text"
    bullets: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table: its header and which side its cells keep to (``end`` for numbers)."""

    header: str
    align: Align = "start"
    width: float = 0.0  # share of the free width; 0 = as wide as its content

    def __post_init__(self) -> None:
        require(self, "header")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table. ``href`` as in :class:`Span`."""

    text: str
    tone: Tone | None = None
    word: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        require_link_text(self)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table. The first cell is its header; ``marked`` picks out the unit of the report.

    ``group`` is what the row belongs to, such as its region: a sortable table can be cut down to one.
    """

    cells: tuple[Cell, ...]
    marked: bool = False
    anchor: str = ""
    group: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Table(Block):
    """A table. ``id`` is unique in the report, lower-case ASCII; ``dense`` sets long tables smaller.

    ``sortable`` lets readers of the HTML page sort and filter the rows; on paper it changes nothing.
    ``groups`` says what the groups of the rows are, such as *Region*.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    dense: bool = False
    sortable: bool = False
    groups: str = ""

    def __post_init__(self) -> None:
        require(self, "id", "caption", "columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row.cells) != len(self.columns):
                raise BlockError(
                    f"table {self.id!r}, row {number}: {len(row.cells)} cells under {len(self.columns)} headers"
                )
            if row.group and not self.groups:
                raise BlockError(f"table {self.id!r}, row {number}: it is in a group, but 'groups' names none")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Figure(Block):
    """A chart: SVG with real text, the finding as title, alternative text, and the figures behind it.

    ``narrow`` charts that follow each other may stand side by side.
    """

    kind: ClassVar[str] = "figure"
    id: str
    title: str
    svg: str
    alt: str
    caption: str = ""
    data: Table | None = None
    narrow: bool = False

    def __post_init__(self) -> None:
        require(self, "id", "title", "svg", "alt")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Note(Block):
    """A boxed remark: a break, a gap, what a figure does not say."""

    kind: ClassVar[str] = "note"
    title: str
    paragraphs: tuple[str, ...]

    def __post_init__(self) -> None:
        require(self, "title", "paragraphs")


KINDS: Mapping[str, type[Block]] = types.MappingProxyType(
    {block.kind: block for block in (Cover, CardRow, Prose, Table, Figure, Note)}
)


def from_json(value: object) -> Block:
    """Build a block from the JSON of :meth:`Block.to_json`.

    Raises
    ------
    BlockError
        When the value is no object, names no known kind, or a field is missing, unknown or mistyped.
    """
    if not isinstance(value, dict):
        raise BlockError(f"a block is a JSON object, not {type(value).__name__}")
    kind = KINDS.get(str(value.get("kind")))
    if kind is None:
        raise BlockError(f"unknown block {value.get('kind')!r}; known are {', '.join(KINDS)}")
    block: Block = typed(kind, {key: item for key, item in value.items() if key != "kind"}, kind.kind)
    return block


__all__ = [
    "ENTRY",
    "MIME",
    "About",
    "Align",
    "Block",
    "BlockError",
    "Card",
    "CardLine",
    "CardRow",
    "Cell",
    "Column",
    "Cover",
    "Figure",
    "Note",
    "Prose",
    "Row",
    "Span",
    "Table",
    "Tone",
    "from_json",
]
