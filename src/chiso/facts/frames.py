"""What the columns of facts frames are, and the door that every frame passes on its way into a block.

A fact function makes a frame by its :class:`Schema`; a block reads it back by the same schema, row by row. Between
the two a researcher may have changed it in any way that pandas allows, so that types are restored here, and what
cannot be read is told with frame, row and column.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, cast

import numpy as np
import pandas as pd
import pandera.pandas as pa

from chiso.errors import DataError
from chiso.facts.named import named

Kind = Literal["str", "float", "int", "bool"]

_DTYPES: Mapping[str, str] = {"str": "str", "float": "float64", "int": "Int64", "bool": "bool"}
_REMEDY = "Make the frame again with chiso.{name}(…), and change only cells in it."

SCHEMAS: dict[str, Schema] = {}
"""Every schema by its name, which is that of the function that makes such frames."""


class Row(dict[str, Any]):
    """A row of a facts frame, whose cells are attributes too; a missing cell is None.

    A number that is taken as an attribute knows which figure it is.
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return named(self, name)
        except KeyError:
            raise AttributeError(name) from None


@dataclasses.dataclass(frozen=True)
class Field:
    """A column: its name, type, unit of measure (empty for none), meaning, and whether each row has a value."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()

    def column(self, cells: list[Any]) -> Any:
        """Return cells as an array of the column's type; None is missing, and False in a column of yes or no."""
        # Series that pandas makes of lists look at every cell: that takes four times as long for a report.
        if self.kind == "str":
            return pd.array(cells, dtype="str")
        missing = np.array([cell is None or cell is pd.NA or cell != cell for cell in cells], dtype=bool)  # noqa: PLR0124
        if self.kind == "bool":
            return np.array([bool(cell) for cell in cells], dtype=bool)
        known = [0 if is_missing else cell for cell, is_missing in zip(cells, missing, strict=True)]
        if self.kind == "int":
            return pd.arrays.IntegerArray(np.array(known, dtype="int64"), missing)
        return np.where(missing, np.nan, np.array(known, dtype="float64"))

    def cast(self, value: Any) -> Any:
        """Return a cell as plain Python, None where it is missing.

        Raises
        ------
        ValueError
            When it is nothing of the kind.
        """
        if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN differs from itself
            if self.kind == "bool":
                raise ValueError("missing")
            return "" if self.kind == "str" and not self.required else None
        if self.kind == "str":
            return str(value)
        if self.kind == "float":
            return float(value)
        if self.kind == "bool":
            if value in (True, False):
                return bool(value)
            raise ValueError(value)
        number = float(value)
        if not number.is_integer():
            raise ValueError(value)
        return int(number)


@dataclasses.dataclass(frozen=True)
class Schema:
    """The columns of a frame, under the name of the function that makes it."""

    name: str
    description: str
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        SCHEMAS[self.name] = self

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns in their order."""
        return [field.name for field in self.fields]

    @cached_property
    def pandera(self) -> pa.DataFrameSchema:
        """The same as a pandera schema: more columns may be there, and no other order matters."""
        return pa.DataFrameSchema(
            {
                field.name: pa.Column(
                    _DTYPES[field.kind],
                    pa.Check.isin(field.allowed) if field.allowed else None,
                    nullable=not field.required,
                    description=f"{field.meaning}{f' ({field.unit})' if field.unit else ''}",
                )
                for field in self.fields
            },
            description=self.description,
        )

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """Return rows as a frame with the columns, types and order of the schema; what is not given is missing."""
        listed = list(rows)
        columns = {field.name: field.column([row.get(field.name) for row in listed]) for field in self.fields}
        return pd.DataFrame(columns, copy=False)

    def rows(self, frame: pd.DataFrame) -> list[Row]:
        """Return the rows of a frame that anybody may have changed; further columns go along as they are.

        Raises
        ------
        DataError
            When a column is missing, or a cell cannot be what its column holds.
        """
        if not isinstance(frame, pd.DataFrame):
            raise DataError(
                f"A frame of {self.name} is needed, not {type(frame).__name__}.",
                where=self.name,
                remedy=_REMEDY.format(name=self.name),
            )
        given = set(frame.columns)
        missing = [name for name in self.columns if name not in given]
        if missing:
            raise DataError(
                f"The frame lacks the column {', '.join(map(repr, missing))}.",
                where=f"the frame of {self.name}, whose columns are {', '.join(map(str, frame.columns))[:200]}",
                remedy=_REMEDY.format(name=self.name),
            )
        fields = {field.name: field for field in self.fields}
        columns: dict[str, list[Any]] = {}
        # Without a Series for each column, which takes longer than its cells: sections read some 4,000 for a report.
        arrays = cast("Any", frame)._iter_column_arrays()
        for name, array in zip(frame.columns, arrays, strict=True):
            field = fields.get(str(name))
            columns[str(name)] = array.tolist() if field is None else self._read(field, array, frame.index)
        names = list(columns)
        return [Row(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]

    def _read(self, field: Field, array: Any, index: pd.Index) -> list[Any]:
        """Return the cells of a column as plain Python, None for what is missing."""
        if str(array.dtype) == _DTYPES[field.kind]:  # as it was made: nothing but missing cells to look at
            if field.kind == "int":
                return list(array.to_numpy(dtype=object, na_value=None))
            cells: list[Any] = np.asarray(array).tolist()
            if field.kind == "bool":
                return cells
            missing = "" if field.kind == "str" and not field.required else None
            return [missing if cell != cell else cell for cell in cells]  # noqa: PLR0124 - NaN
        cells = array.tolist()
        for at, cell in enumerate(cells):
            try:
                cells[at] = field.cast(cell)
            except (TypeError, ValueError):
                raise DataError(
                    f"A cell holds {cell!r}, which is no {field.kind}.",
                    where=f"the frame of {self.name}, row {index[at]}, column {field.name!r}",
                    why=f"The column is: {field.meaning}.",
                    remedy=_REMEDY.format(name=self.name),
                ) from None
        return cells

    def only(self, frame: pd.DataFrame, where: Callable[[Row], bool]) -> list[Row]:
        """Return the rows of a frame for which something holds."""
        return [row for row in self.rows(frame) if where(row)]


def fields(*groups: Sequence[Field] | Field) -> tuple[Field, ...]:
    """Return groups of columns as one; of two columns with one name the later takes the place of the first."""
    found: dict[str, Field] = {}
    for group in groups:
        for field in [group] if isinstance(group, Field) else group:
            found[field.name] = field
    return tuple(found.values())


def names(what: str, meaning: str) -> tuple[Field, ...]:
    """Return the columns of a name in Vietnamese and English."""
    return Field(f"{what}_vi", "str", f"{meaning}, in Vietnamese"), Field(f"{what}_en", "str", f"{meaning}, in English")


INDEX = (
    Field("index", "str", "id of the index", required=True),
    Field("index_label", "str", "short name of the index", required=True),
    *names("index", "full name of the index"),
    Field("measure", "str", "what scores are measured in", allowed=("percent", "points"), required=True),
    Field("sign", "int", "1 where more is better, -1 where less is", required=True),
)
YEAR = (
    Field("index_year", "int", "year that was measured", required=True),
    Field("vintage", "int", "set of units that unit_code belongs to", required=True),
)
UNIT = (Field("unit_code", "str", "code of the unit", required=True), *names("unit", "short name of the unit"))
SET = (
    Field("units_in_set", "int", "units of the set that unit_code belongs to"),
    Field("units_before", "int", "units of the set before it; missing for the first set"),
    Field("set_since", "str", "day since when the set stands, 2025-07-01; empty for the first set"),
    *names("set_weighed_by", "what estimates for units of the set are weighted by, such as population"),
    Field("set_first_year", "int", "first index year that was measured in the set; missing for the first set"),
)
SCALE = (
    Field("scale_min", "float", "lowest possible score", "as measure"),
    Field("scale_max", "float", "highest possible score", "as measure"),
)
NOTABLE = Field("notable_share", "float", "share of the earlier score above which the publisher marks a change")
MERGED = Field(
    "is_merged", "bool", "whether the unit was made of several former ones, so that scores are estimates too"
)
ESTIMATED = (
    Field("is_estimated", "bool", "whether ranks of the index year are worked out on estimates"),
    Field("previous_is_estimated", "bool", "the same of the earlier year"),
    MERGED,
)
PART = (
    Field("code", "str", "TOTAL, or the code of a part in its year", required=True),
    Field("concept", "str", "meaning of the code, steady while the code may change"),
    *names("part", "name of the part"),
    Field("parent", "str", "code that it is a part of; empty for the total"),
)
ORIGIN = (
    Field("raw_table", "str", "table below data/raw that the figures stand in; several separated by spaces"),
    Field("raw_row", "str", "its rows there, the header being row 1; empty: all rows"),
    Field("source_id", "str", "ids of the sources, separated by spaces"),
)
ORIGIN_NAMES = tuple(field.name for field in ORIGIN)
PREVIOUS_ORIGIN = tuple(
    dataclasses.replace(field, name=f"previous_{field.name}", meaning=f"of the earlier year: {field.meaning}")
    for field in ORIGIN
)
SCORE = (
    Field("value", "float", "score; missing where it is not known", "as measure"),
    Field("rank", "int", "place, 1 is best"),
    Field("units_ranked", "int", "number of units in the ranking"),
)
PREVIOUS = (
    Field("previous_year", "int", "year that is compared with"),
    Field("previous_value", "float", "score of the same meaning in the earlier year", "as measure"),
    Field("change", "float", "value - previous_value; kept across a break, where it says nothing", "as measure"),
    Field("previous_rank", "int", "place in the earlier year"),
    Field("rank_change", "int", "previous_rank - rank: positive is better"),
    Field("previous_units_ranked", "int", "number of units in the ranking of the earlier year"),
    Field("comparable", "bool", "whether the change may be read as a gain or a loss"),
    Field("reasons", "str", "kinds of reasons why not, separated by spaces; empty where comparable"),
)
