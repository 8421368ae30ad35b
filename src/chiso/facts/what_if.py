"""What if one part of an index were at another level: the total and the rank that would follow.

Arithmetic on published figures, not a forecast: all other parts and all other units stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from chiso.catalog import Index, Unit, weight_within
from chiso.errors import ParameterError
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, part_cells, unit_cells
from chiso.facts.frames import INDEX, ORIGIN, PART, PREVIOUS_ORIGIN, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.ranges import measured, range_with
from chiso.facts.ranking import best_of, place_of
from chiso.facts.scores import scores
from chiso.facts.standing import median_of
from chiso.facts.whole import is_whole

Aim = Literal["earlier", "region_best", "median"]
AIMS: tuple[Aim, ...] = ("earlier", "region_best", "median")

WHAT_IF = Schema(
    "what_if",
    "What one step would bring: a row for every part and level that it may be at",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PART,
        Field("aim", "str", "level of the part: earlier, region_best, median, or given", required=True),
        Field("level", "float", "score that the part would have; missing where it is not known", "as measure"),
        Field("score", "float", "score that it has", "as measure"),
        Field("gain", "float", "level - score, by the direction of the index: positive is better", "as measure"),
        Field("total", "float", "total that would follow", "as measure"),
        Field("place", "int", "rank that would follow"),
        Field("places", "int", "places won"),
        Field("place_low", "int", "best place that the total that would follow leaves open, 95 %"),
        Field("place_high", "int", "worst place that it leaves open"),
        Field("comparable", "bool", "whether the earlier score, and that of each finer part, may be gone back to"),
        Field("previous_year", "int", "year of the earlier score"),
        Field("now_total", "float", "total as it is", "as measure"),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        ORIGIN,
        PREVIOUS_ORIGIN,
    ),
)


def what_if(
    data: Data,
    changes: pd.DataFrame,
    unit: Unit | str,
    index: Index | str,
    *,
    codes: Sequence[str] | None = None,
    aims: Sequence[Aim] = AIMS,
    levels: dict[str, float] | None = None,
) -> pd.DataFrame:
    """Return what a unit's total and rank would be if one part at a time were at another level.

    Parameters
    ----------
    data
        The data: the parts of the index, and regions.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label.
    codes
        The parts; the parts of the total if not given.
    aims
        Levels: the unit's own ``earlier`` score, the best of its region, the median of all.
    levels
        Scores of one's own by code; ``codes`` and ``aims`` are then not needed.

    Returns
    -------
    pandas.DataFrame
        See :data:`WHAT_IF`; empty where the table is not whole or the unit has no total.

    Raises
    ------
    ParameterError
        When the index has no such part in the index year.

    Examples
    --------
    >>> what_if = chiso.what_if(data, changes, "can-tho", "papi", codes=["4.1"], aims=["median"])
    >>> round(what_if["total"].item(), 2), int(what_if["place"].item())
    (42.88, 29)
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    index = index if isinstance(index, Index) else data.index(index)
    meanings = data.catalog.in_year(index.index, data.index_year)
    wanted = [(code, "given") for code in levels or ()]
    if levels is None:
        codes = [part.code for part in meanings.values() if part.parent == "TOTAL"] if codes is None else codes
        wanted = [(code, aim) for code in codes for aim in aims]
    for code, _ in wanted:
        if code not in meanings:
            raise ParameterError(
                f"{index.label} has no part {code!r} in {data.index_year}.",
                where="codes",
                remedy=f"Give some of: {', '.join(meanings)}.",
            )
    table = scores(changes, index.index)
    whole = is_whole(data, changes, index.index, data.index_year)
    if not whole or not wanted or pd.isna(table.get("TOTAL", pd.Series(dtype=float)).get(unit.code)):
        return WHAT_IF.frame([])
    mine = changes[(changes["index"] == index.index) & (changes["unit_code"] == unit.code)]
    rows = {row.code: row for row in CHANGES.rows(mine)}
    region = [other.code for other in data.catalog.units.in_region(unit)]
    totals, errors = table["TOTAL"].dropna(), measured(data, changes, index.index)
    found = []
    for code, aim in wanted:
        level = (levels or {}).get(code) if aim == "given" else _level(table[code], aim, rows[code], region, index.sign)
        cells: dict[str, Any] = {name: rows[code][name] for name in rows[code] if name in WHAT_IF.columns}
        cells |= {**index_cells(index), **unit_cells(unit), **part_cells(meanings[code])}
        cells |= {"aim": aim, "level": level, "score": rows[code].value, "now_total": rows["TOTAL"].value}
        cells["is_estimated"] = data.catalog.is_estimated(data.index_year)
        # A level from before the break of a finer part was measured otherwise.
        cells["comparable"] = bool(rows[code].comparable) and not rows[code].core_excluded
        weight = weight_within(index, meanings, code)
        if level is not None and rows[code].value is not None and weight is not None:
            cells |= _step(totals, unit.code, level - rows[code].value, weight, index.sign)
            if errors is not None:
                low, high = range_with(errors, unit.code, cells["total"] * index.sign)
                cells |= {"place_low": low, "place_high": high}
        found.append(cells)
    return WHAT_IF.frame(found)


def _level(column: pd.Series, aim: str, row: Row, region: list[str], sign: int) -> float | None:
    if aim == "earlier":
        return None if row.previous_value is None else float(row.previous_value)
    if aim == "median":
        return median_of(column)
    best = best_of(column[column.index.isin(region)], sign)
    return None if best is None else float(column[best])


def _step(totals: pd.Series, unit_code: str, change: float, weight: float, sign: int) -> dict[str, Any]:
    """Return the total and rank of a unit whose total changes while all others stay."""
    now, others = float(totals[unit_code]), totals.drop(unit_code)
    total = now + change * weight
    place = place_of(total, others, sign)
    return {
        "gain": change * sign,
        "total": total,
        "place": place,
        "places": place_of(now, others, sign) - place,
    }
