"""Changing single rows of a CSV file of ``data/raw``; all others stay as they are, byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from chiso.catalog.records import read_text
from chiso.errors import DataError

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvRows:
    """The rows of a CSV file, each with its text and its cells.

    Parameters
    ----------
    columns
        The header.
    rows
        For each row its text without the line end, and its cells by column.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[tuple[str, dict[str, str]]] = ()) -> None:
        self.columns = list(columns)
        self._rows = list(rows)

    @classmethod
    def read(cls, path: Path, columns: Sequence[str]) -> CsvRows:
        """Read a file; one that is not there has the given columns and no rows.

        Raises
        ------
        DataError
            When the file lacks a column.
        """
        if not path.exists():
            return cls(columns)
        text = read_text(path)
        lines = text.splitlines(keepends=True)
        reader = csv.reader(io.StringIO(text, newline=""))
        header = next(reader, [])
        start = reader.line_num
        rows = []
        for cells in reader:
            whole = "".join(lines[start : reader.line_num]).rstrip("\r\n")
            start = reader.line_num
            if cells:
                rows.append((whole, dict(zip(header, cells, strict=False))))
        missing = [column for column in columns if column not in header]
        found = cls(header, rows)
        if missing:
            found._add_columns(missing)
        return found

    def _add_columns(self, columns: Sequence[str]) -> None:
        """Add columns that an older file lacks; its rows are empty there."""
        self.columns += columns
        self._rows = [self._row({**cells, **dict.fromkeys(columns, "")}) for _, cells in self._rows]

    def cells(self) -> list[dict[str, str]]:
        """Return the cells of every row."""
        return [dict(cells) for _, cells in self._rows]

    def remove(self, matches: Callable[[Mapping[str, str]], bool]) -> None:
        """Remove the rows that match."""
        self._rows = [row for row in self._rows if not matches(row[1])]

    def put(
        self, cells: Mapping[str, object], key: Sequence[str], order: Callable[[Mapping[str, str]], object]
    ) -> None:
        """Put a row in the place of the one with the same key, or else behind the last one that is not after it.

        Parameters
        ----------
        cells
            The row; columns that are not given are empty.
        key
            The columns that tell rows apart.
        order
            What rows are ordered by. Only the neighbours of the new row matter; others keep their places.
        """
        row = self._row(cells)
        for place, (_, other) in enumerate(self._rows):
            if all(other.get(column, "") == row[1][column] for column in key):
                self._rows[place] = row if other != row[1] else self._rows[place]
                return
        mine = order(row[1])
        place = len(self._rows)
        before = [place for place, (_, other) in enumerate(self._rows) if order(other) < mine]  # type: ignore[operator]
        after = [place for place, (_, other) in enumerate(self._rows) if order(other) > mine]  # type: ignore[operator]
        if before:
            place = before[-1] + 1
        elif after:
            place = after[0]
        self._rows.insert(place, row)

    def change(self, matches: Callable[[Mapping[str, str]], bool], **cells: str) -> int:
        """Set cells of the rows that match, and return how many these were."""
        count = 0
        for place, (_, other) in enumerate(self._rows):
            if matches(other):
                self._rows[place] = self._row({**other, **cells})
                count += 1
        return count

    def to_bytes(self) -> bytes:
        """Return the file."""
        header = _line(self.columns)
        return "".join(f"{line}\n" for line in (header, *(text for text, _ in self._rows))).encode()

    def _row(self, cells: Mapping[str, object]) -> tuple[str, dict[str, str]]:
        texts = {column: _text(cells.get(column)) for column in self.columns}
        return _line(list(texts.values())), texts


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(value)
    return str(value)


def number_text(value: float | None) -> str:
    """Return a number as the tables of ``data/raw`` have it: a point, no zeros behind, at most six decimals."""
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def quoted_text(text: str) -> str:
    """Return text that cannot be given otherwise, such as the name of a file, so that no spreadsheet runs it."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"'{plain}" if plain.startswith(_STARTS_FORMULA) else plain


def safe_text(text: str, where: str) -> str:
    """Return text from outside that is about to be written into a table which people open in a spreadsheet.

    Raises
    ------
    DataError
        When it begins like a formula or holds a control character.
    """
    plain = " ".join(text.split(" ")).strip(" ")
    if plain.startswith(_STARTS_FORMULA) or any(ord(letter) < 32 or ord(letter) == 127 for letter in plain):
        raise DataError(
            f"{plain[:60]!r} cannot be written into a table.",
            where=where,
            why="A cell that begins with =, +, -, @ or a tab is run as a formula by the spreadsheet that opens it, and "
            "one with line breaks or control characters tears its row apart.",
            remedy="Give it as plain text, beginning with a letter or digit.",
        )
    return plain
