"""Putting a table together again that was cut: one table or sheet for every page of what it was made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.catalog.spelling import name_key
from chiso.intake.grid import Grid
from chiso.intake.headings import is_numbering, is_unit
from chiso.intake.layout import LEAST_UNITS, units_in
from chiso.intake.names import Names


def joined(grids: Sequence[Grid], names: Names) -> list[Grid]:
    """Join each table to the one before that it goes on with.

    That is one of the same kind and width, with other units in the same column, and over them nothing or
    what stands over the table before.
    """
    found: list[Grid] = []
    for grid in grids:
        if found and _goes_on(found[-1], grid, names):
            found[-1] = _put_together(found[-1], grid)
        else:
            found.append(grid)
    return found


def _goes_on(before: Grid, grid: Grid, names: Names) -> bool:
    is_alike = (before.kind, before.width, before.hidden) == (grid.kind, grid.width, grid.hidden)
    if not is_alike or grid.kind not in ("table", "sheet") or not grid.width:
        return False
    column, codes, first = _listed(before, names)
    again, more, start = _listed(grid, names)
    if (
        column != again
        or len(codes) < LEAST_UNITS
        or not more
        or codes & more
        or grid.caption not in ("", before.caption)
    ):
        return False
    over = {_key(before, row) for row in range(first)}
    if not any(map(any, over)):
        return False  # pages of cards, one for each unit, are no table that was cut
    return all(_key(grid, row) in over or _only_numbers(grid, row) for row in range(start) if any(_key(grid, row)))


def _listed(grid: Grid, names: Names) -> tuple[int, set[str], int]:
    """Return the column that names most units, their codes, and the row of the first; 0 where it names none."""
    units = [units_in(grid, names, column) for column in range(grid.width)]
    codes = [{unit.code for unit in found.values()} for found in units]
    column = max(range(grid.width), key=lambda one: len(codes[one]))
    return column, codes[column], min(units[column], default=0)


def _key(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(name_key(grid.text(row, column)) for column in range(grid.width))


def _only_numbers(grid: Grid, row: int) -> bool:
    texts = (grid.text(row, column) for column in range(grid.width))
    return all(is_numbering(text) or is_unit(text) for text in texts if text)


def _put_together(before: Grid, grid: Grid) -> Grid:
    start = before.height
    merged = [(top + start, left, bottom + start, right) for top, left, bottom, right in grid.merged]
    rows = [list(one.rows) or list(range(1, one.height + 1)) for one in (before, grid)]
    labels = [list(one.labels) or [one.label] * one.height for one in (before, grid)]
    return dataclasses.replace(
        before,
        values=[*before.values, *grid.values],
        rows=rows[0] + rows[1],
        labels=labels[0] + labels[1],
        merged=[*before.merged, *merged],
        formulas=before.formulas + grid.formulas,
        unseen="; ".join(filter(None, (before.unseen, f"{grid.label}: {grid.unseen}" if grid.unseen else ""))),
    )
