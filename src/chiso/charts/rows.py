"""What a chart reads from a frame: rows with the columns it needs, or a message that says what is missing."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from chiso.blocks.language import Language
from chiso.errors import DataError

Row = dict[str, Any]
"""A row by the names of its columns; what is missing in the frame is None."""


Say = Language
"""The words of a language: all that a chart says comes from here or from its caller."""


def rows_of(
    frame: pd.DataFrame,
    chart: str,
    needed: Sequence[str],
    *,
    names: Sequence[str] = (),
    numbers: Iterable[str] = (),
    optional: Sequence[str] = (),
    say: Say | None = None,
) -> list[Row]:
    """Return the rows of a frame, having looked whether a chart can be drawn from them.

    Parameters
    ----------
    frame, chart
        The frame and the chart's name, for messages.
    needed
        The columns that must be there.
    names
        Names that stand in a column for each language: ``unit`` for ``unit_vi`` and ``unit_en``.
    numbers
        Columns whose values are numbers or missing.
    optional
        Columns that are read where they are there.
    say
        The language, for ``names``.

    Raises
    ------
    DataError
        When the frame has no rows, lacks a column, or holds a text where a number belongs.
    """
    where = f"charts.{chart}"
    if not isinstance(frame, pd.DataFrame):
        raise DataError(
            f"The chart needs a frame of pandas, not {type(frame).__name__}.",
            where=where, remedy="Give it a DataFrame with a row for each thing that is drawn.",
        )  # fmt: skip
    missing = [column for column in needed if column not in frame.columns]
    for name in names:
        own = f"{name}_{say.locale}" if say else f"{name}_en"
        if own not in frame.columns and f"{name}_en" not in frame.columns:
            missing.append(own)
    if missing:
        there = ", ".join(map(str, frame.columns)) or "none"
        raise DataError(
            f"The frame lacks {'a column' if len(missing) == 1 else 'columns'}: {', '.join(missing)}.",
            where=where,
            why=f"The chart cannot be drawn without. The frame has: {there}.",
            remedy="Add the column, or rename the one that holds it, with frame.rename(columns={...}).",
        )
    if frame.empty:
        raise DataError(
            "The frame has no rows: there is nothing to draw.",
            where=where, remedy="Look at what the frame was filtered by.",
        )  # fmt: skip
    wanted = [*needed, *optional, *(f"{name}_{tongue}" for name in names for tongue in ("vi", "en"))]
    if say and say.locale not in ("vi", "en"):
        wanted += [f"{name}_{say.locale}" for name in names]
    rows = records(frame, [column for column in dict.fromkeys(wanted) if column in frame.columns])
    for column in numbers:
        _check_numbers(rows, column, where)
    return rows


def records(frame: pd.DataFrame, names: Sequence[str]) -> list[Row]:
    """Return the rows of some columns of a frame as dicts, None for what is missing."""
    columns = [[None if _absent(value) else value for value in frame[name].tolist()] for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _absent(value: Any) -> bool:
    # Value by value: asking pandas for the columns of a small frame takes ten times as long.
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def whole(value: Any) -> int | None:
    """Return a rank or a year, which arrives as a float from many a join."""
    return None if value is None else round(value)


def only_once(rows: Iterable[Row], keys: Sequence[str], chart: str) -> None:
    """Refuse rows that say twice where something stands.

    Raises
    ------
    DataError
        Which row is there twice.
    """
    seen: set[tuple[Hashable, ...]] = set()
    for row in rows:
        key = tuple(row.get(name) for name in keys)
        if key in seen:
            said = ", ".join(f"{name} {value}" for name, value in zip(keys, key, strict=True))
            raise DataError(
                f"The frame has two rows of {said}.",
                where=f"charts.{chart}",
                why="A chart shows each of them once; which row is meant?",
                remedy=f"Keep one with frame.drop_duplicates({list(keys)!r}), or filter the frame.",
            )
        seen.add(key)


def _check_numbers(rows: list[Row], column: str, where: str) -> None:
    for at, row in enumerate(rows):
        value = row.get(column)
        if value is None or (not isinstance(value, str) and hasattr(value, "__float__") and math.isfinite(value)):
            continue
        raise DataError(
            f"Column {column!r} holds {value!r} in row {at + 1}.",
            where=where,
            why="The chart sets it to scale: it is a number or missing.",
            remedy=f"Use pandas.to_numeric(frame[{column!r}], errors='coerce') or leave the row out.",
        )
