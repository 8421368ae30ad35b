"""Reading CSV and TSV: whichever of comma, semicolon, tab and bar parts the cells; or blanks alone."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection

from chiso.errors import DataError
from chiso.intake.encoding import count_names, decode
from chiso.intake.formats import MOST_CELLS, MOST_ROWS, too_large
from chiso.intake.grid import Grid, Value, rectangle
from chiso.intake.read_aligned import read_aligned

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 100_000


def read_text(data: bytes, name: str, keys: Collection[str]) -> list[Grid]:
    """Read a text file as one table, or as those that stand below one another where blanks part the cells.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces: the right delimiter leaves cells that are exactly such a name.

    Raises
    ------
    DataError
        When the encoding cannot be told, the file has too many rows, or its quotation marks do not pair.
    """
    if data.count(b"\n") > MOST_ROWS or data.count(b"\r") > MOST_ROWS * 2:
        raise too_large(name, f"It has more than {MOST_ROWS} rows.")
    text = decode(data, name, keys)
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        raise DataError(
            "The file holds a NUL character, which no text has.",
            where=f"{name}, row {row}",
            remedy="Download it again, or open it in a spreadsheet and save it as XLSX.",
        )
    best: tuple[tuple[int, int, int], str, list[list[Value]], list[int]] | None = None
    problems: list[csv.Error] = []
    for delimiter in _DELIMITERS:
        if delimiter not in text and best is not None:
            continue
        try:
            rows, numbers = _parse(text, delimiter)
        except csv.Error as error:
            problems.append(error)
            continue
        counts = Counter(len(row) for row in rows if len(row) > 1)
        width, even = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        score = (count_names((str(cell) for row in rows for cell in row), keys), even, width)
        if best is None or score > best[0]:
            best = score, delimiter, rows, numbers
    if best is None:
        raise DataError(
            "The file cannot be read as CSV.",
            where=name,
            why=str(problems[0]),
            remedy="Open it in a spreadsheet and save it as XLSX.",
        )
    score, delimiter, rows, numbers = best
    if not score[0] and (aligned := read_aligned(text, keys)):
        return aligned
    if delimiter == ",":
        _check_commas(rows, numbers, name, keys)
    cells = rectangle(rows)
    if len(cells) * (len(cells[0]) if cells else 0) > MOST_CELLS:
        raise too_large(name, f"It has more than {MOST_CELLS} cells.")
    return [Grid(kind="text", name="", values=cells, rows=numbers[: len(cells)])]


def _check_commas(rows: list[list[Value]], numbers: list[int], name: str, keys: Collection[str]) -> None:
    """Refuse a file whose commas part both cells and the digits of numbers: each row would have a cell too many."""
    named = [place for place, row in enumerate(rows) if count_names(map(str, row), keys)]
    if not named or named[0] == 0:
        return
    heading = max(len(row) for row in rows[: named[0]])
    split = [place for place in named if len(rows[place]) > heading]
    if heading > 1 and len(split) > len(named) / 2:
        raise DataError(
            f"A row has {len(rows[split[0]])} cells where the heading has {heading}.",
            where=f"{name}, row {numbers[split[0]]}",
            why="The commas of the file both part the cells and stand in the numbers, so 83,76 falls into two cells.",
            remedy="Save it as XLSX, or as CSV with semicolons or with numbers such as 83.76.",
        )


def _parse(text: str, delimiter: str) -> tuple[list[list[Value]], list[int]]:
    """Return the rows and the line of the file in which each begins: a quoted cell may hold line breaks."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows: list[list[Value]] = []
    numbers: list[int] = []
    line = 1
    for row in reader:
        rows.append([cell.strip() or None for cell in row])
        numbers.append(line)
        line = reader.line_num + 1
    return rows, numbers
