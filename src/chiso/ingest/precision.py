"""How sure a published figure is: its standard error, its confidence limits, and how many people were asked.

A raw table gives them in optional columns beside the column of the figure: ``TOTAL:standard_error``, ``TOTAL:low``,
``TOTAL:high``, ``TOTAL:respondents``. No code holds a colon, so none can be taken for one of these.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from chiso.catalog.records import read_lines, read_text
from chiso.errors import DataError
from chiso.ingest.checks.weights import unit_of
from chiso.ingest.raw import DECIMALS, Problems

KINDS = ("standard_error", "low", "high", "respondents")
"""What may stand beside a figure, as the columns are called behind the colon."""

LIMIT = 1.959964
"""How many standard errors lie between a figure and either of its 95% limits, by the normal distribution."""

_WIDEST = 12.7062
"""The same by Student's t with one degree of freedom: no sample, however small, makes 95% limits wider."""

_WORDS = {
    "standard_error": "standard error",
    "low": "lower limit",
    "high": "upper limit",
    "respondents": "number of people asked",
}
_REMEDY = "Correct the cell after the published source."


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one of the cells beside a figure; ``kind`` is one of :data:`KINDS`."""

    kind: str
    what: str
    why: str
    remedy: str = _REMEDY


@dataclasses.dataclass(frozen=True, slots=True)
class Precision:
    """What was published of the precision of one figure; each may be None.

    ``low`` and ``high`` are 95% limits. ``limit_unit`` and ``error_unit`` are one unit of the last digit that the
    limits and errors of the table have: of a single one, zeros at its end may be gone. 0 for what the cell shows.
    """

    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    respondents: float | None = None
    limit_unit: float = 0.0
    error_unit: float = 0.0

    @property
    def given(self) -> dict[str, float]:
        """What is there, by its kind."""
        return {kind: value for kind in KINDS if (value := getattr(self, kind)) is not None}

    @property
    def error(self) -> float | None:
        """The standard error as published, or that which the limits make; None where neither is there."""
        if self.standard_error is not None or self.low is None or self.high is None:
            return self.standard_error
        return round((self.high - self.low) / (2 * LIMIT), DECIMALS)

    @property
    def stretch(self) -> float | None:
        """How many standard errors the limits lie to either side, where that cannot be so; else None.

        95% limits lie 1.96 standard errors to either side, or further where few were asked, which Student's t tells.
        """
        if not self.standard_error or self.low is None or self.high is None:
            return None
        half, slack = (self.high - self.low) / 2, 0.5 * (self.limit_unit or unit_of((self.low, self.high)))
        error, unsure = self.standard_error, 0.5 * (self.error_unit or unit_of((self.standard_error,)))
        can_be = half + slack >= LIMIT * (error - unsure) and half - slack <= _WIDEST * (error + unsure)
        return None if can_be else half / error

    def limits(self, value: float) -> tuple[float, float] | None:
        """Return the 95% limits of a figure: as published, or those that the standard error makes beside others."""
        if self.low is not None and self.high is not None and self.stretch is None:
            return self.low, self.high
        return None if self.error is None else (value - LIMIT * self.error, value + LIMIT * self.error)

    def faults(self, value: float | None) -> Iterator[Fault]:
        """Yield what cannot be beside a figure; ``value`` is None where there is no figure."""
        if value is None:
            for kind, number in self.given.items():
                yield Fault(
                    kind,
                    f"There is a {_WORDS[kind]}, {number:.12g}, but no figure.",
                    "It tells of a figure that was published.",
                    "Enter the figure, or empty the cell.",
                )
        yield from self.own_faults()
        if value is None or self.low is None or self.high is None:
            return
        slack = 0.5 * (self.limit_unit or unit_of((self.low, self.high))) + 0.5 * unit_of((value,)) + 1e-9
        if self.low < self.high and not self.low - slack <= value <= self.high + slack:
            yield Fault(
                "low" if value < self.low else "high",
                f"The figure {value:.12g} does not lie between its limits {self.low:.12g} and {self.high:.12g}.",
                "A figure lies within its confidence limits; these belong to another unit, code or way of counting.",
            )

    def own_faults(self) -> Iterator[Fault]:
        """Yield what cannot be, whatever the figure is."""
        if self.standard_error is not None and round(self.standard_error, DECIMALS) <= 0:
            what = f"The standard error is {self.standard_error:.12g}."
            yield Fault("standard_error", what, "Expected: a number above 0, or an empty cell if not published.")
        if self.respondents is not None and (self.respondents < 1 or self.respondents % 1):
            what = f"The number of people asked is {self.respondents:.12g}."
            yield Fault("respondents", what, "Expected: a whole number above 0, or an empty cell if not published.")
        if (self.low is None) != (self.high is None):
            there, lacking = ("low", "high") if self.high is None else ("high", "low")
            yield Fault(
                lacking,
                f"There is a {_WORDS[there]} without its {_WORDS[lacking]}.",
                "Confidence limits are a pair.",
                "Enter both as published, or neither.",
            )
        elif self.low is not None and self.high is not None and round(self.high - self.low, DECIMALS) <= 0:
            what = f"The upper limit {self.high:.12g} is not above the lower one, {self.low:.12g}."
            yield Fault("high", what, "Expected: the lower limit, then the upper one.")


def companion(column: str, kind: str) -> str:
    """Return what the column is called that stands beside another: ``TOTAL:low``."""
    return f"{column}:{kind}"


def companions_in(path: Path, columns: Collection[str]) -> list[str]:
    """Return the columns of a raw table that stand beside others.

    Parameters
    ----------
    path
        The CSV file.
    columns
        What they may stand beside, whether or not the table has that column.

    Raises
    ------
    DataError
        When one is of no known kind, or stands beside something else.
    """
    header = [cell.strip() for cell in next(csv.reader(io.StringIO(read_text(path), newline="")), [])]
    found = [column for column in header if ":" in column]
    for column in found:
        beside, _, kind = column.rpartition(":")
        if beside not in columns or kind not in KINDS:
            raise DataError(
                f"The table has a column {column!r}, which is not known.",
                where=f"{path}, row 1 (header)",
                why=f"Behind the colon stands one of {', '.join(KINDS)}, before it one of {', '.join(columns)}.",
                remedy="Correct the header; data/raw/README.md describes these columns.",
            )
    return found


def with_precision(
    table: pd.DataFrame, frame: pd.DataFrame, codes: Mapping[str, str], problems: Problems
) -> pd.DataFrame:
    """Return observations of a raw table with their standard errors and the numbers of people asked.

    Parameters
    ----------
    table
        The observations: ``unit_code, code, value`` and others, a row a unit and code.
    frame
        The raw table, as :func:`chiso.ingest.raw.read_raw` gives it.
    codes
        For each column that others may stand beside, the code that it is about.
    problems
        Where cells that cannot be are noted.
    """
    values = {(unit, code): value for unit, code, value in _rows(table[["unit_code", "code", "value"]])}
    errors: dict[tuple[str, str], float | None] = {}
    respondents: dict[tuple[str, str], float | None] = {}
    for column, code in codes.items():
        for row, unit, precision in _beside(frame, column):
            value = values.get((unit, code))
            faults = [*precision.faults(None if pd.isna(value) else value)]
            for fault in faults:
                problems.add(
                    fault.what, row=row, column=companion(column, fault.kind), why=fault.why, remedy=fault.remedy
                )
            errors[unit, code] = None if faults else precision.error
            respondents[unit, code] = None if faults else precision.respondents
    keys = [*zip(table["unit_code"], table["code"], strict=True)]
    return table.assign(
        standard_error=pd.array([errors.get(key) for key in keys], dtype="Float64").to_numpy(
            "float64", na_value=float("nan")
        ),
        respondents=pd.array([respondents.get(key) for key in keys], dtype="Int64"),
    )


def stretched(path: Path, columns: Collection[str]) -> dict[str, dict[str, float]]:
    """Return where the limits of a raw table cannot be 95% limits, given the standard errors beside them.

    Returns
    -------
    dict
        By the column that they stand beside and the unit, how many standard errors they lie to either side.
    """
    present = companions_in(path, columns)
    lines = read_lines(path, ("province_code",), ("*",)) if present else []
    cells = {name: [float(line.cells[name] or "nan") for line in lines] for name in present}
    frame = pd.DataFrame({"province_code": [line.cells["province_code"] for line in lines], **cells})
    found: dict[str, dict[str, float]] = {}
    for column in dict.fromkeys(name.rpartition(":")[0] for name in present):
        for _, unit, precision in _beside(frame, column):
            if precision.stretch is not None:
                found.setdefault(column, {})[unit] = precision.stretch
    return found


def _beside(frame: pd.DataFrame, column: str) -> Iterator[tuple[int, str, Precision]]:
    """Yield row, unit and what stands beside a column, where anything does."""
    kinds = [kind for kind in KINDS if companion(column, kind) in frame]
    if not kinds:
        return
    cells = frame[["province_code", *(companion(column, kind) for kind in kinds)]].set_axis(["unit", *kinds], axis=1)
    limits = [number for kind in ("low", "high") if kind in cells for number in cells[kind]]
    units = {"limit_unit": unit_of(limits), "error_unit": unit_of(cells.get("standard_error", ()))}
    for row, (unit, *numbers) in zip(cells.index, _rows(cells), strict=True):
        given = {kind: number for kind, number in zip(kinds, numbers, strict=True) if pd.notna(number)}
        if given:
            yield int(row), unit, Precision(**given, **units)


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return frame.itertuples(index=False, name=None)
