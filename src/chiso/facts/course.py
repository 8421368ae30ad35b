"""The course of an index, year by year, with its gaps and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from chiso.catalog import Index, Unit
from chiso.facts.availability import gap
from chiso.facts.comparability import reasons, series_start
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, is_merged, known, set_cells, unit_cells
from chiso.facts.frames import (
    INDEX,
    MERGED,
    ORIGIN,
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
from chiso.facts.memo import remembered
from chiso.facts.ranking import ranks, shared_ranks

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
    ),
)

_FIGURES = ("value", "rank", "units_ranked", "is_shared", "status", "raw_table", "raw_row", "source_id")


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


@remembered
def totals_by_year(data: Data, changes: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the totals of all units in all years, with ranks; those of the years compared as ``changes`` has them.

    Returns
    -------
    pandas.DataFrame
        Columns ``index_year, unit_code, value, rank, units_ranked, is_shared, status, raw_table, raw_row, source_id``,
        indexed by year and unit.
    """
    values = data.observations
    values = values[(values["index"] == index) & (values["code"] == "TOTAL")]
    published = data.published_ranks
    published = published[(published["index"] == index) & (published["code"] == "TOTAL")]
    pair = type(data.seen)(values, published)
    table = values.merge(
        ranks(data.catalog, pair),
        how="outer",
        on=["index", "index_year", "vintage", "unit_code", "code"],
        suffixes=("", "_of_rank"),
    )
    for column in ("raw_table", "raw_row"):
        table[column] = table[column].fillna(table[f"{column}_of_rank"])
    value_source, rank_source = table["source_id"].fillna(""), table["rank_source_id"].fillna("")
    both = value_source.where((rank_source == "") | (rank_source == value_source), value_source + " " + rank_source)
    table["source_id"] = both.str.strip()
    table["is_shared"] = shared_ranks(table)
    table = table[["index_year", "unit_code", *_FIGURES]]
    compared = changes[(changes["index"] == index) & (changes["code"] == "TOTAL")]
    parts = [table]
    for prefix, year in (("", "index_year"), ("previous_", "previous_year")):
        wanted = [f"{prefix}{name}" for name in ("value", "rank", "units_ranked", "raw_table", "raw_row", "source_id")]
        part = compared[[year, "unit_code", *wanted]].rename(
            columns={year: "index_year"} | {name: name.removeprefix(prefix) for name in wanted}
        )
        parts.append(part)
    together = pd.concat(parts, ignore_index=True).drop_duplicates(["index_year", "unit_code"], keep="last")
    known_before = table.set_index(["index_year", "unit_code"])
    together = together.set_index(["index_year", "unit_code"]).sort_index()
    together["status"] = together["status"].fillna(known_before["status"].reindex(together.index))
    shared = shared_ranks(together.reset_index().assign(index=index, vintage=data.catalog.vintage, code="TOTAL"))
    together["is_shared"] = shared.to_numpy()
    return together


@remembered
def by_year_and_unit(data: Data, changes: pd.DataFrame, index: str) -> dict[tuple[int, str], dict[str, Any]]:
    """Return the totals of all units in all years by year and unit, missing cells as None."""
    table = totals_by_year(data, changes, index)
    columns = [[known(cell) for cell in table[name].tolist()] for name in _FIGURES]
    keys = ((int(year), str(unit)) for year, unit in table.index)
    return {
        key: dict(zip(_FIGURES, cells, strict=True))
        for key, cells in zip(keys, zip(*columns, strict=True), strict=True)
    }


def _rows(data: Data, changes: pd.DataFrame, units: list[Unit], index: Index) -> list[dict[str, Any]]:
    catalog = data.catalog
    table = by_year_and_unit(data, changes, index.index)
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
            row = _year_cells(data, index, unit, year, years[0]) | figures
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
    cells: dict[str, Any] = {f"previous_{name}": before.get(name) for name in ("raw_table", "raw_row", "source_id")}
    cells |= {"previous_year": before["index_year"], "previous_units_ranked": before.get("units_ranked")}
    if before.get("value") is not None and row.get("value") is not None:
        cells["change"] = round(row["value"] - before["value"], 6)
    if before.get("rank") is not None and row.get("rank") is not None:
        cells["rank_change"] = before["rank"] - row["rank"]
    return cells
