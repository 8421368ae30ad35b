"""Reading workbooks: XLSX, XLSB, XLS and ODS, their saved values only. Formulas and links are never followed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import math
import zipfile
from collections.abc import Collection

import python_calamine as calamine

from chiso.errors import DataError
from chiso.intake.encoding import respell
from chiso.intake.formats import MOST_CELLS, MOST_ROWS, Format, broken, encrypted, too_large
from chiso.intake.grid import Grid, Value, rectangle
from chiso.intake.sheet_facts import SheetFacts, sheet_facts, without_wrong_dimensions

_MOST_MERGED = 20_000


def read_sheets(data: bytes, name: str, kind: Format, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read the sheets of a workbook.

    Parameters
    ----------
    data, name, kind
        The file, its name and its format.
    keys
        The keys of all spellings of all provinces, to bring texts of old fonts into Unicode.
    wanted
        The name of one sheet, or its number from 1; all of them when empty.

    Raises
    ------
    DataError
        When the workbook is damaged, protected or too large, or has no sheet of that name.
    """
    try:
        try:
            return _read(data, name, kind, keys, wanted)
        except calamine.CalamineError:
            mended = without_wrong_dimensions(data) if kind == "xlsx" else None
            if mended is None:
                raise
            return _read(mended, name, kind, keys, wanted)
    except calamine.PasswordError:
        raise encrypted(name) from None
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise broken(name, kind, str(error)) from None


def _read(data: bytes, name: str, kind: Format, keys: Collection[str], wanted: str) -> list[Grid]:
    grids = []
    cells = 0
    with calamine.load_workbook(io.BytesIO(data)) as book:
        shown = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        names = [one.name for one in shown]
        chosen = {_find(names, wanted, name)} if wanted else set(range(len(names)))
        facts = sheet_facts(data, (names[place] for place in chosen)) if kind == "xlsx" else {}
        for place in sorted(chosen):
            sheet = book.get_sheet_by_name(names[place])
            cells += sheet.total_height * sheet.total_width
            if cells > MOST_CELLS or sheet.total_height > MOST_ROWS:
                raise too_large(name, f"Its sheet {names[place]!r} reaches to row {sheet.total_height}.")
            is_hidden = shown[place].visible != calamine.SheetVisibleEnum.Visible
            if len(sheet.merged_cell_ranges or ()) > _MOST_MERGED:
                raise too_large(name, f"Its sheet {names[place]!r} has more than {_MOST_MERGED} merged cells.")
            grids.append(_grid(sheet, is_hidden and not wanted, facts.get(names[place], SheetFacts()), keys))
    return grids


def _grid(sheet: calamine.CalamineSheet, is_hidden: bool, facts: SheetFacts, keys: Collection[str]) -> Grid:
    rows = [[_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), error in facts.errors.items():
        # The values that are read have nothing there, as if the publisher had left the cell empty.
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error or None
    cells = rectangle(rows)
    height, width = len(cells), len(cells[0]) if cells else 0
    merged = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top < height and left < width
    ]
    grid = Grid("sheet", sheet.name, cells, merged=merged, hidden=is_hidden, formulas=facts.unsaved)
    grid = dataclasses.replace(grid, unseen=facts.hidden(height, width))
    return grid.mapped(respell(grid.texts(), keys))


def _value(value: object) -> Value:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return str(value)
    return str(value) or None


def _find(names: list[str], wanted: str, name: str) -> int:
    """Return the place of the sheet that a person means by its name or number."""
    for place, one in enumerate(names):
        if one == wanted:
            return place
    loose = [place for place, one in enumerate(names) if one.strip().casefold() == wanted.strip().casefold()]
    if len(loose) == 1:
        return loose[0]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise DataError(
        f"The workbook has no sheet {wanted!r}.",
        where=f"{name}; SHEET",
        why=f"Its sheets: {', '.join(map(repr, names))}.",
        remedy="Give the name of one of them, or its number from 1.",
    )
