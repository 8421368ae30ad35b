"""What a text consists of, whatever kind of file it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

Kind = Literal["paragraph", "heading", "cell", "loose"]


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands. Everything counts from 1, and 0 means that it does not apply.

    ``part`` is empty in the body, else ``footnote``, ``endnote``, ``header``, ``footer`` or ``box``. ``page`` and
    ``line`` are those of a PDF or plain text, ``paragraph`` and ``table`` count through the part.
    """

    part: str = ""
    page: int = 0
    paragraph: int = 0
    line: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def said(self, lines_on: int = 0) -> str:
        """Return the place in words: *page 2, line 14*; *table 1, row 3, column 2*.

        Parameters
        ----------
        lines_on
            How many lines after its first one something in the passage stands.
        """
        counted = (("page", self.page), ("table", self.table), ("row", self.row), ("column", self.column))
        said = [f"{name} {number}" for name, number in counted if number]
        if self.line:
            said.append(f"line {self.line + lines_on}")
        elif self.paragraph and not self.table:
            said.append(f"paragraph {self.paragraph}")
        return ", ".join([*([self.part] if self.part else []), *said])


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    r"""A paragraph, heading or table cell.

    Attributes
    ----------
    text
        What a reader sees. Of a field it is the shown result, never its instruction; tracked insertions are in it
        and deletions are not; a line break is ``\n``, a tab ``\t``. Offsets into it are the same for every reader
        of the same bytes, so that something found in it can be found again in the file.
    kind
        ``loose`` is a piece of a page beside other pieces, of which it is not known to what they belong.
    above, beside
        For a cell: the headers of its column and of its row, joined by spaces.
    fields
        Of a Word file: from which letter to which the text shows a document property, and the name of that.
    """

    text: str
    kind: Kind
    place: Place
    above: str = ""
    beside: str = ""
    fields: tuple[tuple[int, int, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the passage as JSON values."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, cells: Mapping[str, Any]) -> Passage:
        """Return the passage that :meth:`to_json` wrote."""
        fields = tuple((start, end, name) for start, end, name in cells["fields"])
        return cls(**{**cells, "place": Place(**cells["place"]), "fields": fields})


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A text: its passages in their order, and what of the file was not read, in sentences.

    ``properties`` are those that somebody gave to a Word file.
    """

    name: str
    kind: str
    passages: tuple[Passage, ...]
    unread: tuple[str, ...] = ()
    properties: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a part of a passage: the number of the passage, first and last letter, and what it says."""

    passage: int
    start: int
    end: int
    text: str
