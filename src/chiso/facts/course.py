"""The course of an index, year by year, with its gaps and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from chiso.catalog import Index, Unit
from chiso.facts.availability import gap
from chiso.facts.comparability import reasons, series_start
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, is_merged, set_cells, unit_cells
from chiso.facts.evidence import EVIDENCE
from chiso.facts.frames import (
    INDEX,
    MERGED,
    ORIGIN,
    ORIGIN_NAMES,
    PREVIOUS_ORIGIN,
    SCALE,
    SCORE,
    SET,
    UNIT,
    YEAR,
    Field,
    Schema,
    fields,
    names,
)
from chiso.facts.history import history
from chiso.facts.totals import by_year_and_unit

COURSE = Schema(
    "course",
    "The total of an index by index year, a row a year with an edition, also where there is no figure; of an index "
    "without any, a row for the index year",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SET,
        SCORE,
        Field("is_shared", "bool", "whether another unit has the same rank"),
        Field("status", "str", "SDMX status of value"),
        Field("series", "int", "first index year of the comparable series that the year belongs to", required=True),
        Field("break_kind", "str", "kind of the first break that begins that series; empty for none"),
        names("break", "what changed there"),
        Field("concept", "str", "meaning of the total"),
        SCALE,
        Field("change", "float", "value - the year before's, within a series", "as measure"),
        Field("rank_change", "int", "the year before's rank - rank, within a series"),
        Field("previous_year", "int", "the year before, within a series"),
        Field("previous_units_ranked", "int", "number of units ranked the year before"),
        Field("has_edition", "bool", "whether the index has an edition for the year"),
        Field("is_current", "bool", "whether it is the index year of the briefing"),
        Field("is_estimated", "bool", "whether ranks of the year are worked out on estimates"),
        MERGED,
        Field("gap", "str", "why there is no score: a kind of chiso.gaps, or not_estimated; empty where there is one"),
        ORIGIN,
        PREVIOUS_ORIGIN,
        EVIDENCE,
    ),
)


def course(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str | None = None) -> pd.DataFrame:
    """Return the course of the total of an index, or of every index, for a unit.

    Parameters
    ----------
    data
        The data; figures of earlier years come from them.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label; all indices of the briefing, one after the other, if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`COURSE`; from the first edition to the index year.

    Examples
    --------
    >>> course = chiso.course(data, changes, "can-tho", "papi")
    >>> course[["index_year", "value", "rank", "series"]].tail(2).values.tolist()
    [[2019, 45.71249, 8, 2018], [2020, 42.885496, 29, 2018]]
    """
    return courses(data, changes, [unit], index)


def courses(
    data: Data, changes: pd.DataFrame, units: Sequence[Unit | str], index: Index | str | None = None
) -> pd.DataFrame:
    """Return the courses of several units as one frame; see :func:`course`.

    Examples
    --------
    >>> chiso.courses(data, changes, ["can-tho", "da-nang"], "papi")["unit_en"].unique().tolist()
    ['Can Tho', 'Da Nang']
    """
    found = [unit if isinstance(unit, Unit) else data.unit(unit) for unit in units]
    wanted = data.indices if index is None else [index if isinstance(index, Index) else data.index(index)]
    return COURSE.frame(row for each in wanted for row in _rows(data, changes, found, each))


def _rows(data: Data, changes: pd.DataFrame, units: list[Unit], index: Index) -> list[dict[str, Any]]:
    catalog = data.catalog
    table, borne = by_year_and_unit(data, changes, index.index), history(data, changes, index.index)
    years = [
        year
        for edition, year in sorted(catalog.publications)
        if edition == index.index and year <= data.index_year and "TOTAL" in catalog.in_year(index.index, year)
    ]
    rows: list[dict[str, Any]] = []
    if not years:
        rows = [_never(data, index, unit) for unit in units]
    for unit in units if years else ():
        before: dict[str, Any] = {}
        for year in years:
            figures = table.get((year, unit.code), {"is_shared": False})
            row = _year_cells(data, index, unit, year, years[0]) | borne.get((year, unit.code), {}) | figures
            missing = row.get("value") is None and gap(catalog, index.index, year, unit.code)
            row["gap"] = "" if not missing else "not_estimated" if missing.parts else missing.kind
            if before and (before["series"], before["index_year"]) == (row["series"], year - 1):
                row |= _moved(before, row)
            rows.append(row)
            before = row
    return rows


def _year_cells(data: Data, index: Index, unit: Unit, year: int, first: int) -> dict[str, Any]:
    catalog = data.catalog
    total = catalog.indicator(index.index, "TOTAL", year)
    start = series_start(catalog, index.index, year)
    met = reasons(catalog, index.index, "TOTAL", start) if start is not None else []
    broken = [reason.series_break for reason in met if reason.series_break is not None]
    return {
        **index_cells(index),
        **unit_cells(unit),
        **set_cells(catalog),
        "index_year": year,
        "series": start or first,
        "break_kind": met[0].kind if met else "",
        "break_vi": " ".join(series_break.what("vi") for series_break in broken),
        "break_en": " ".join(series_break.what("en") for series_break in broken),
        "concept": total.concept,
        "scale_min": total.scale_min,
        "scale_max": total.scale_max,
        "is_estimated": catalog.is_estimated(year),
        "is_merged": is_merged(catalog, unit),
        "has_edition": True,
        "is_current": year == data.index_year,
    }


def _never(data: Data, index: Index, unit: Unit) -> dict[str, Any]:
    """Return the row of an index that had no edition yet."""
    year = data.index_year
    kind = gap(data.catalog, index.index, year, unit.code).kind
    cells = {**index_cells(index), **unit_cells(unit), **set_cells(data.catalog)}
    return {**cells, "index_year": year, "series": year, "gap": kind}


def _moved(before: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return the change from the year before."""
    cells: dict[str, Any] = {f"previous_{name}": before.get(name) for name in ORIGIN_NAMES}
    cells |= {"previous_year": before["index_year"], "previous_units_ranked": before.get("units_ranked")}
    if before.get("value") is not None and row.get("value") is not None:
        cells["change"] = round(row["value"] - before["value"], 6)
    if before.get("rank") is not None and row.get("rank") is not None:
        cells["rank_change"] = before["rank"] - row["rank"]
    return cells
