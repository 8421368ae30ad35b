"""Reading the small reference tables of ``data/raw`` into typed records.

The tables are read with the standard library, not with pandas: checking the parameters of a run needs
them, and a run with nothing to do has to end in well under a second.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import errno
import io
import math
import re
import types
import typing
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from chiso.errors import DataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

EMPTY = "empty"
"""The key of a field's metadata that says what an empty cell stands for."""

Record = TypeVar("Record", bound="DataclassInstance")

_SHAPES = {
    # Python reads more as a number or date than a table should hold: 1_000, nan, 1e3, ١٢, 2021-W15.
    int: re.compile(r"[+-]?[0-9]+"),
    float: re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?"),
    dt.date: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One row of a CSV file: its line number in the file (the header is line 1) and its cells by column."""

    number: int
    cells: dict[str, str]


def read_lines(path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Line]:
    """Read a UTF-8 CSV file with a header and check its shape.

    Parameters
    ----------
    path
        The file.
    required
        Columns that must be there, in any order.
    optional
        Columns that may be there. With a single ``"*"`` any further column may.

    Returns
    -------
    list of Line
        The rows in the order of the file, their text in NFC; rows without any text are passed over.

    Raises
    ------
    DataError
        When the file is missing, empty or no UTF-8 text, lacks a column, has an unknown or repeated
        one, or a row has more or fewer cells than the header.
    """
    # Names are held against one another by their letters; some editors save these decomposed.
    text = unicodedata.normalize("NFC", read_text(path))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header, required, optional)
        lines = []
        row = reader.line_num + 1
        for cells in reader:
            # A quoted cell may hold line breaks: a row is known by the line that it begins in.
            number, row = row, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise DataError(
                    f"A row has {len(cells)} cells where the header has {len(header)}.",
                    where=f"{path}, row {number}: {','.join(cells)[:80]}",
                    remedy="Write decimals with a point, put text that holds a comma in double quotes, "
                    "and keep the commas of empty cells.",
                )
            named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            lines.append(Line(number, named))
    except csv.Error as error:
        raise DataError(
            "The file is no readable CSV.",
            where=f"{path}, row {row}",
            why=f"{error}; most often a double quote in that row has no partner.",
            remedy="Mend the row, or save the table again as CSV, UTF-8, with commas.",
        ) from None
    return lines


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte-order mark."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited for without end
            raise OSError(errno.EINVAL, "It is no ordinary file")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(
            "The file is not UTF-8 text.",
            where=f"{path}, row {row}: byte {error.object[error.start]:#04x}",
            remedy="Save it again with the encoding UTF-8.",
        ) from None
    except FileNotFoundError:
        raise DataError(
            "A table is missing.", where=str(path), remedy="Bring the file back from version control."
        ) from None
    except OSError as error:
        raise DataError(
            "A table cannot be read.",
            where=str(path),
            why=error.strerror or str(error),
            remedy="Make it a file that you may read, then run the same command again.",
        ) from None
    before, nul, _ = text.partition("\0")
    if nul:
        raise DataError(
            "The file holds a NUL byte, which no text has.",
            where=f"{path}, row {before.count(chr(10)) + 1}",
            remedy="Bring the file back from version control, or save it again as CSV with the encoding UTF-8.",
        )
    return text


def read_records(path: Path, record: type[Record]) -> list[Record]:
    """Read a table whose columns are the fields of a dataclass.

    A field of type ``X | None`` may be empty, and so may one whose metadata say what that stands for; a field with a
    default may be absent from the table; a field named ``line`` receives the row's line number.

    Raises
    ------
    DataError
        As :func:`read_lines`, and when a cell cannot be read as its field's type.
    """
    hints = typing.get_type_hints(record)
    fields = [field for field in dataclasses.fields(record) if field.name != "line"]
    required = tuple(field.name for field in fields if field.default is dataclasses.MISSING)
    optional = tuple(field.name for field in fields if field.default is not dataclasses.MISSING)
    records: list[Record] = []
    for line in read_lines(path, required, optional):
        values: dict[str, Any] = {
            field.name: field.metadata[EMPTY]
            if EMPTY in field.metadata and not line.cells[field.name]
            else convert(line.cells[field.name], hints[field.name], path, line.number, field.name)
            for field in fields
            if field.name in line.cells
        }
        if "line" in hints:
            values["line"] = line.number
        records.append(record(**values))
    return records


def convert(text: str, kind: Any, path: Path, row: int, column: str) -> Any:
    """Read one cell as ``str``, ``int``, ``float``, ``bool`` (yes/no) or ``date``, each also ``| None``."""
    if isinstance(kind, types.UnionType):
        if not text:
            return None
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
    if kind is str:
        return text
    try:
        if kind in _SHAPES and not _SHAPES[kind].fullmatch(text):
            raise ValueError(text)
        if kind is bool:
            return {"yes": True, "no": False}[text]
        if kind is dt.date:
            return dt.date.fromisoformat(text)
        value = kind(text)
        if kind is float and not math.isfinite(value):  # hundreds of digits
            raise ValueError(text)
        return value
    except (KeyError, ValueError):
        expected = {int: "a whole number", float: "a number such as 83.76", bool: "yes or no"}
        raise DataError(
            f"A cell holds {text!r}, which is not {expected.get(kind, 'a date such as 2021-04-14')}.",
            where=f"{path}, row {row}, column {column!r}",
            remedy="Correct the cell after the published source.",
        ) from None


def _check_header(path: Path, header: list[str], required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    if not any(header):
        raise DataError(
            "The file is empty or does not begin with its header.",
            where=f"{path}, row 1",
            why=f"Expected: {', '.join(required)}.",
            remedy="Bring the file back from version control.",
        )
    if len(header) == 1 and (mark := next((mark for mark in ";\t" if mark in header[0]), "")):
        raise DataError(
            f"The cells are parted by {'tabs' if mark != ';' else 'semicolons'}, not by commas.",
            where=f"{path}, row 1 (header): {header[0][:120]}",
            remedy="Save the table again as CSV, UTF-8, with commas between the cells and points in the numbers.",
        )
    missing = [column for column in required if column not in header]
    unknown = [column for column in header if column not in required + optional and "*" not in optional]
    repeated = sorted({column for column in header if header.count(column) > 1})
    for columns, what in ((missing, "lacks"), (repeated, "repeats"), (unknown, "has an unknown")):
        if columns:
            raise DataError(
                f"The table {what} column {', '.join(map(repr, columns))}.",
                where=f"{path}, row 1 (header): {','.join(header)[:120]}",
                why=f"Expected: {', '.join(required)}{' and optionally ' if optional else ''}{', '.join(optional)}.",
                remedy="Correct the header.",
            )
