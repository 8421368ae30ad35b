"""Reading one raw table of figures: shape, names, numbers and ranges, every problem with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from chiso.catalog import Unit, Units
from chiso.catalog.records import Line, read_lines
from chiso.errors import ChisoError, DataError, collect

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MOST_SHOWN = 20


class Problems:
    """The problems of one raw table, gathered so that a steward sees all of them at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: list[ChisoError] = []

    def add(self, what: str, *, row: int, column: str, why: str = "", remedy: str = "") -> None:
        """Note a problem in a cell; ``row`` is the line of the file, the header being line 1."""
        where = f"{self.path}, row {row}, column {column!r}"
        default = "Correct the cell after the published source."
        self._found.append(DataError(what, where=where, why=why, remedy=remedy or default))

    def raise_any(self) -> None:
        """Raise everything found so far as one error.

        Raises
        ------
        DataError
            When there is a problem.
        """
        if self._found:
            count = len(self._found)
            heading = f"{count} problems in {self.path}" + (
                f"; the first {_MOST_SHOWN}:" if count > _MOST_SHOWN else ":"
            )
            raise collect(self._found[:_MOST_SHOWN], heading)


def read_raw(
    path: Path, units: Units, *, text: Sequence[str], numbers: Sequence[str], schema: pa.DataFrameSchema
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

    Returns
    -------
    frame : pandas.DataFrame
        The table, a row a unit, with the file's line numbers as its index ``row``; empty cells are missing.
    problems : Problems
        No problem so far; the caller adds what only it can check.

    Raises
    ------
    DataError
        When any cell is wrong; the message lists all of them with row, column, value and remedy.
    """
    lines = read_lines(path, ("province_code", "province", *text, *numbers))
    problems = Problems(path)
    _check_units(lines, units, problems)
    columns: dict[str, list[object]] = {
        "province_code": [line.cells["province_code"] for line in lines],
        **{column: [line.cells[column] or None for line in lines] for column in text},
        **{column: [_number(line, column, problems) for line in lines] for column in numbers},
    }
    problems.raise_any()
    frame = pd.DataFrame(columns, index=pd.Index([line.number for line in lines], name="row"))
    frame = frame.astype({**dict.fromkeys(("province_code", *text), "str"), **dict.fromkeys(numbers, "float64")})
    try:
        return schema.validate(frame, lazy=True), problems
    except SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            problems.add(
                f"A cell holds {_shown(case['failure_case'])}, which cannot be.",
                row=int(case["index"]) if case["index"] is not None else 1,
                column=str(case["column"]),
                why=f"Expected: {case['check']}.",
            )
        problems.raise_any()
        raise


def missing_units(present: Iterable[str], units: Units) -> list[Unit]:
    """Return the units that are not among the codes ``present``."""
    codes = set(present)
    return [unit for unit in units if unit.code not in codes]


def _check_units(lines: Sequence[Line], units: Units, problems: Problems) -> None:
    seen: dict[str, int] = {}
    for line in lines:
        code, name = line.cells["province_code"], line.cells["province"]
        unit = units.by_code.get(code)
        if unit is None:
            problems.add(
                f"{code!r} is no GSO code of a province.",
                row=line.number,
                column="province_code",
                why="Codes are two digits; a leading zero is lost when a spreadsheet reads them as numbers.",
            )
        elif (named := units.find(name)) is not unit:
            meant = f", the name of {named.code}" if named else ""
            problems.add(
                f"The code {code} is {unit.name_vi}, but the row is called {name!r}{meant}.",
                row=line.number,
                column="province",
                remedy="Correct the code or the name; new spellings go into provinces/name_aliases.csv.",
            )
        if code in seen:
            problems.add(
                f"{name} ({code}) stands twice, first in row {seen[code]}.",
                row=line.number,
                column="province_code",
                remedy="Remove one of the two rows.",
            )
        seen.setdefault(code, line.number)


def _number(line: Line, column: str, problems: Problems) -> float | None:
    text = line.cells[column]
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        comma = "Write the decimal point as a point, 83.76." if "," in text else ""
        problems.add(f"A cell holds {text!r}, which is not a number.", row=line.number, column=column, remedy=comma)
        return None
    return float(text)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value)
