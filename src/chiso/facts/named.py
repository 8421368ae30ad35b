"""Numbers of a row of a frame that know which figure they are, until something is worked out from them.

A figure is named *INDEX/YEAR/SET-UNIT/CODE/QUANTITY*: the column that it stands in is its quantity, the frame's other
columns say the rest. So a sentence or a cell need not be told what its figures are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

_OF_A_PLAN, _BEFORE = "target_", "previous_"
_LACKING = "-"
_TELL_APART = ("aim", "quantity", "kind")
"""Columns that tell apart rows of one index, year, unit and code."""

_BETWEEN_YEARS = frozenset({"adds", "shared", "own"})

_SETTINGS = frozenset({"vintage", "sign", "series"})
"""Whole numbers that say what figures are; with the years, they are no figures themselves."""


@dataclasses.dataclass(frozen=True, slots=True)
class FigureName:
    """The parts of the name of a figure, a hyphen for what is not said; as text they are parted by strokes."""

    index: str
    year: str
    unit: str
    code: str
    quantity: str

    def __str__(self) -> str:
        return "/".join((self.index, self.year, self.unit, self.code, self.quantity))

    @classmethod
    def read(cls, text: str) -> FigureName | None:
        """Return the name that a text is, without the number of a way of showing it; None for a text that is none."""
        parts = text.partition("#")[0].split("/")
        return cls(*parts) if len(parts) == len(dataclasses.fields(cls)) else None

    @property
    def vintage(self) -> int | None:
        """The set of units; None where it is not said."""
        vintage = self.unit.partition("-")[0]
        return int(vintage) if vintage.isdecimal() else None

    @property
    def unit_code(self) -> str:
        """The code of the unit in its set; empty for what all units have."""
        return self.unit.partition("-")[2]


class _OfRow:
    """A number that knows the row and the column that it stands in."""

    __slots__ = ()

    row: Mapping[str, Any]
    column: str

    @property
    def figure_name(self) -> str:
        """The name of the figure."""
        return name_of(self.row, self.column)


class NamedFloat(_OfRow, float):
    """A number of a row; the same with another sign, or as a percentage, is the same figure."""

    __slots__ = ("column", "row")

    def __new__(cls, value: float, row: Mapping[str, Any], column: str) -> NamedFloat:
        """Return a number with the row and the column that it stands in."""
        made = super().__new__(cls, value)
        made.row, made.column = row, column
        return made

    def _same(self, value: float) -> NamedFloat:
        return NamedFloat(value, self.row, self.column)

    def __abs__(self) -> NamedFloat:
        return self._same(super().__abs__())

    def __neg__(self) -> NamedFloat:
        return self._same(super().__neg__())

    def __mul__(self, factor: float) -> NamedFloat:
        return self._same(super().__mul__(factor))

    __rmul__ = __mul__


class NamedInt(_OfRow, int):
    """A whole number of a row; the same with another sign is the same figure."""

    def __new__(cls, value: int, row: Mapping[str, Any], column: str) -> NamedInt:
        """Return a whole number with the row and the column that it stands in."""
        made = super().__new__(cls, value)
        made.row, made.column = row, column
        return made

    def __abs__(self) -> NamedInt:
        return NamedInt(super().__abs__(), self.row, self.column)

    def __neg__(self) -> NamedInt:
        return NamedInt(super().__neg__(), self.row, self.column)


def named(row: Mapping[str, Any], column: str) -> Any:
    """Return a cell of a row; a number that is a figure as one that knows which.

    Raises
    ------
    KeyError
        When the row has no such column.
    """
    cell = row[column]
    kind = type(cell)
    if kind is float:
        return NamedFloat(cell, row, column)
    if kind is int and column not in _SETTINGS and not column.endswith("year"):
        return NamedInt(cell, row, column)
    return cell


def _is_between_years(column: str) -> bool:
    """Whether the figures of a column lie between two years, of which a name has the later one."""
    return "change" in column or column.startswith("core_") or column in _BETWEEN_YEARS


def worked_out(value: float, row: Mapping[str, Any], quantity: str) -> Any:
    """Return a number that is worked out from a row, or counted, as the figure of a quantity of its own."""
    return NamedInt(value, row, quantity) if isinstance(value, int) else NamedFloat(value, row, quantity)


def name_of(row: Mapping[str, Any], column: str) -> str:
    """Return the name of the figure in a column of a row; what the row does not say is a hyphen.

    A figure of the earlier year has the name that it had in its own year, and a target is of the year of its plan.
    Where a frame has several rows of one code, what tells them apart stands behind the quantity: *gain.median*; and
    the earlier year of a change that is not one over a year: *change.against2018*.

    Examples
    --------
    >>> row = {"index": "papi", "index_year": 2020, "previous_year": 2019, "vintage": 63, "unit_code": "92"}
    >>> name_of(row, "rank"), name_of(row, "previous_rank")
    ('papi/2020/63-92/TOTAL/rank', 'papi/2019/63-92/TOTAL/rank')
    """
    year, quantity = row.get("index_year"), column
    if column.startswith(_BEFORE) and row.get("previous_year") is not None:
        year, quantity = row["previous_year"], column.removeprefix(_BEFORE)
    elif column.startswith(_OF_A_PLAN) and row.get("plan_year") is not None:
        year = row["plan_year"]
    apart = [str(row[name]) for name in _TELL_APART if row.get(name)]
    if not row.get("unit_code") and row.get("group"):
        apart.append(f"group{row['group']}")
    if year is not None and row.get("previous_year") not in (None, year - 1) and _is_between_years(column):
        apart.append(f"against{row['previous_year']}")
    quantity = ".".join((quantity, *apart))
    unit = "-".join(str(row[name]) for name in ("vintage", "unit_code", "former_code") if row.get(name))
    parts = (row.get("index"), year, unit, row.get("code") or "TOTAL", quantity)
    return str(FigureName(*(str(part) if part else _LACKING for part in parts)))
