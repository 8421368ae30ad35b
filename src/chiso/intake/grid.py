"""A table as it stands in a file: cells, and where each of them is for the person who has the file open."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Literal

Value = str | float | None
"""A cell: text, a number that the file itself marks as one, or nothing."""

Kind = Literal["sheet", "table", "page", "text"]

_LONGEST = 1000
"""No name, heading or figure has more letters; what a cell holds beyond them is cut off."""

MergedArea = tuple[int, int, int, int]
"""First row, first column, last row, last column of cells that were made one; all counted from 0."""


@dataclasses.dataclass(frozen=True)
class Grid:
    """One table of a file.

    Parameters
    ----------
    kind
        ``sheet`` of a workbook, ``table`` of a page of HTML, ``page`` of a PDF, ``text`` for CSV and TSV.
    name
        The sheet's name, the number of the table, the pages of the PDF; empty for text.
    values
        The cells row by row; all rows are equally long.
    rows
        For each row its number in the file, counted from 1. In a PDF that is the row on its page.
    pages
        For each row the page that it stands on, 0 where the file has no pages.
    merged
        Areas that were merged; their text stands in the first cell.
    hidden
        Whether the sheet is hidden.
    formulas
        How many cells hold a formula whose result was not saved.
    caption
        What stands over a table of a page: its own caption, or the text before it.
    labels
        For each row the table that it was in, where several were put together; else empty.
    turned
        Whether rows and columns have been exchanged: a unit stands in a row here and in a column of the file.
    unseen
        Which rows and columns of the sheet are hidden.
    """

    kind: Kind
    name: str
    values: Sequence[Sequence[Value]]
    rows: Sequence[int] = ()
    pages: Sequence[int] = ()
    merged: Sequence[MergedArea] = ()
    hidden: bool = False
    formulas: int = 0
    caption: str = ""
    labels: Sequence[str] = ()
    turned: bool = False
    unseen: str = ""

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.values)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.values[0]) if self.values else 0

    @property
    def label(self) -> str:
        """The table as people call it: ``sheet 'Kết quả'``, ``table 2``, ``page 3``."""
        if self.kind == "sheet":
            return f"sheet {self.name!r}"  # quoted, so that control characters in it are shown as such
        return f"{self.kind} {self.name}" if self.name else ""

    def text(self, row: int, column: int) -> str:
        """Return a cell as text: composed letters, no outer or repeated spaces; a number as it would be typed."""
        value = self.values[row][column]
        if value is None:
            return ""
        if isinstance(value, float):
            return f"{value:.15g}"
        # What a terminal would act on, and what turns the direction of text, is shown to nobody.
        plain = "".join(letter if letter.isprintable() else " " for letter in value)
        return unicodedata.normalize("NFC", " ".join(plain.split()))

    def place(self, row: int, column: int) -> str:
        """Return where a cell is, in words and as a spreadsheet's address."""
        if self.turned:
            row, column = column, row
        number = self.rows[row] if self.rows else row + 1
        page = self.pages[row] if self.pages else 0
        address = f"row {number}, column {column_letters(column)} ({column_letters(column)}{number})"
        where = f"page {page}" if page else (self.labels[row] if self.labels else self.label)
        return f"{where}, {address}" if where else address

    def turn(self) -> Grid:
        """Return the table with rows and columns exchanged; places still name the cells of the file."""
        values = [list(column) for column in zip(*self.values, strict=True)]
        merged = [(left, top, right, bottom) for top, left, bottom, right in self.merged]
        return dataclasses.replace(self, values=values, merged=merged, turned=not self.turned)

    def section(self, first: int, last: int) -> Grid:
        """Return the rows from ``first`` to before ``last`` as a table of their own."""
        if self.turned:
            raise ValueError("only an unturned table has sections")
        rows = self.rows or range(1, self.height + 1)
        inside = [area for area in self.merged if area[0] >= first and area[2] < last]
        return dataclasses.replace(
            self,
            values=self.values[first:last],
            rows=list(rows[first:last]),
            pages=list(self.pages[first:last]),
            labels=list(self.labels[first:last]),
            merged=[(top - first, left, bottom - first, right) for top, left, bottom, right in inside],
        )

    def texts(self) -> set[str]:
        """Return every text of the table once."""
        return {value for row in self.values for value in row if isinstance(value, str)}

    def mapped(self, convert: Callable[[str], str] | None) -> Grid:
        """Return the table with every text converted; as it is where there is nothing to convert."""
        if convert is None:
            return self
        values = [[convert(value) if isinstance(value, str) else value for value in row] for row in self.values]
        return dataclasses.replace(self, values=values)

    def to_json(self) -> dict[str, Any]:
        """Return the table as JSON values."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, cells: dict[str, Any]) -> Grid:
        """Return the table that :meth:`to_json` gave."""
        merged = [(int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in cells["merged"]]
        return cls(**{**cells, "merged": merged})


def column_letters(column: int) -> str:
    """Return a column as spreadsheets name it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from 0, the reverse of :func:`column_letters`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def rectangle(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Return rows filled up to equal length, without the empty rows and columns after the last cell with content."""
    kept = [[value[:_LONGEST] if isinstance(value, str) else value for value in row] for row in rows]
    while kept and not any(_holds(value) for value in kept[-1]):
        kept.pop()
    width = max((place + 1 for row in kept for place, value in enumerate(row) if _holds(value)), default=0)
    return [[value if _holds(value) else None for value in row[:width]] + [None] * (width - len(row)) for row in kept]


def _holds(value: Value) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
