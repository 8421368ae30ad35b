"""Reading one raw table of figures: shape, names, numbers and ranges, every problem with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from chiso.catalog import Unit, Units
from chiso.catalog.records import Line, read_lines
from chiso.errors import ChisoError, DataError, collect

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")  # not \d, which takes the digits of every script
_MOST_SHOWN = 20

DECIMALS = 6
"""Digits of a published score. Sums are rounded to them, which only removes the dust of binary fractions."""


class Problems:
    """The problems of one raw table, gathered so that a steward sees all of them at once.

    A cell is named once: what is found wrong with it later mostly follows from its first problem.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[tuple[int, str], ChisoError] = {}

    def add(self, what: str, *, row: int, column: str, why: str = "", remedy: str = "") -> None:
        """Note a problem in a cell; ``row`` is the line of the file, the header being line 1."""
        where = f"{self.path}, row {row}, column {column!r}"
        default = "Correct the cell after the published source."
        self._found.setdefault((row, column), DataError(what, where=where, why=why, remedy=remedy or default))

    def error(self) -> ChisoError | None:
        """Return everything found so far as one error, in the order of the rows, or None."""
        if not self._found:
            return None
        count = len(self._found)
        heading = f"{count} problems in {self.path}" + (f"; the first {_MOST_SHOWN}:" if count > _MOST_SHOWN else ":")
        in_order = [self._found[cell] for cell in sorted(self._found, key=lambda cell: cell[0])]
        return collect(in_order[:_MOST_SHOWN], heading)

    def raise_any(self) -> None:
        """Raise everything found so far as one error.

        Raises
        ------
        DataError
            When there is a problem.
        """
        if error := self.error():
            raise error


def read_raw(
    path: Path,
    units: Units,
    *,
    text: Sequence[str],
    numbers: Sequence[str],
    schema: pa.DataFrameSchema,
    optional: Sequence[str] = (),
) -> tuple[pd.DataFrame, Problems]:
    """Read a raw table and check it against its schema.

    Parameters
    ----------
    path
        The CSV file; its columns are ``province_code``, ``province``, then those named here.
    units
        The units of the table's vintage.
    text, numbers
        The further columns, as text and as numbers.
    schema
        What the table must hold.
    optional
        Further columns of numbers that a table may lack; they are empty then.

    Returns
    -------
    frame : pandas.DataFrame
        The table, a row a unit, with the file's line numbers as its index ``row``; empty cells and
        cells with a problem are missing.
    problems : Problems
        What is wrong with single cells, each with row, column, value and remedy. The caller adds what
        only it can check, and raises them.

    Raises
    ------
    DataError
        When the file is no table with these columns and at least one row.
    """
    lines = read_lines(path, ("province_code", "province", *text, *numbers), tuple(optional))
    if not lines:
        raise DataError(
            "The table has a header but no rows.", where=str(path), remedy="Bring the file back from version control."
        )
    problems = Problems(path)
    columns: dict[str, list[object]] = {
        "province_code": [*_unit_codes(lines, units, problems)],
        **{column: [line.cells[column] or None for line in lines] for column in text},
        **{column: [number_in(line, column, problems) for line in lines] for column in (*numbers, *optional)},
    }
    frame = pd.DataFrame(columns, index=pd.Index([line.number for line in lines], name="row"))
    kinds = {**dict.fromkeys(("province_code", *text), "str"), **dict.fromkeys((*numbers, *optional), "float64")}
    frame = frame.astype(kinds)
    frame = frame[frame["province_code"].notna()]
    try:
        return schema.validate(frame, lazy=True), problems
    except SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            row, column = int(case["index"]), str(case["column"])
            is_empty = case["check"] == "not_nullable"
            problems.add(
                "A cell is empty." if is_empty else f"A cell holds {_shown(case['failure_case'])}, which cannot be.",
                row=row,
                column=column,
                why="Every row has a value here." if is_empty else f"Expected: {case['check']}.",
            )
            frame.loc[row, column] = None
        return frame, problems


def rows_by_unit(frame: pd.DataFrame) -> dict[str, str]:
    """Return the row of the file that each unit of a raw table stands in, as text; the header is row 1."""
    return dict(zip(frame["province_code"], frame.index.astype("str"), strict=True))


def missing_units(present: Iterable[str], units: Units) -> list[Unit]:
    """Return the units that are not among the codes ``present``."""
    codes = set(present)
    return [unit for unit in units if unit.code not in codes]


def _unit_codes(lines: Sequence[Line], units: Units, problems: Problems) -> Iterator[str | None]:
    """Return the unit that each row is about, None where that cannot be told or an earlier row was about it."""
    seen: dict[str, int] = {}
    for line in lines:
        code = unit_of_line(line, units, problems) or line.cells["province_code"]
        if code in seen:
            problems.add(
                f"{line.cells['province']} ({code}) stands twice, first in row {seen[code]}.",
                row=line.number,
                column="province_code",
                remedy="Remove one of the two rows.",
            )
        yield code if code in units.by_code and code not in seen else None
        seen.setdefault(code, line.number)


def unit_of_line(line: Line, units: Units, problems: Problems) -> str | None:
    """Return the code of the unit that a row is about, by its code and its name; None where neither is known."""
    code, name = line.cells["province_code"], line.cells["province"]
    named = units.find(name)
    unit = units.by_code.get(code)
    if unit is None:
        row_is = f"The row is called {name!r}, whose code is {named.code}; a" if named else "A"
        problems.add(
            f"{code!r} is no code of a unit.",
            row=line.number,
            column="province_code",
            why=f"{row_is} leading zero is lost when a spreadsheet reads codes as numbers.",
            remedy="Write the code as the table of units has it, or remove the row if it is no unit.",
        )
        return named.code if named else None
    if named is not unit:
        meant = f", the name of {named.code}" if named else ""
        problems.add(
            f"The code {code} is {unit.name_vi}, but the row is called {name!r}{meant}.",
            row=line.number,
            column="province",
            remedy="Correct the code or the name; new spellings go into provinces/name_aliases.csv.",
        )
    return code


def number_in(line: Line, column: str, problems: Problems) -> float | None:
    """Return the number in a cell; None where it is empty, is not there, or holds something else, which is noted."""
    text = line.cells.get(column, "")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        comma = "Write the decimal point as a point: 83.76." if "," in text else ""
        problems.add(
            f"A cell holds {text!r}, which is not a number.",
            row=line.number,
            column=column,
            why="Expected: the digits 0 to 9 with a decimal point, such as 83.76, or an empty cell.",
            remedy=comma,
        )
        return None
    return float(text)


def _shown(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else repr(value)
