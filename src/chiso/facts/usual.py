"""How usual a change is: how often units moved as far, and what was to be expected from where one stood."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from chiso.facts.comparability import reasons
from chiso.facts.data import Data
from chiso.facts.describe import known
from chiso.facts.frames import ESTIMATED, INDEX, ORIGIN, PREVIOUS, SCORE, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.groups import rank_bounds
from chiso.facts.memo import remembered
from chiso.facts.results import RESULTS
from chiso.facts.totals import totals_by_year
from chiso.facts.whole import whole_years

_QUARTERS = 4

USUAL = Schema(
    "usual",
    "How usual the change of a unit is among all changes from one year to the next, a row an index with whole tables",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SCORE,
        PREVIOUS,
        ESTIMATED,
        Field("common_rank_change", "int", "change of rank among the units ranked in both years"),
        Field("as_far", "int", "how often a unit moved at least as many places the same way"),
        Field("cases", "int", "changes looked at, of all units"),
        Field("first_year", "int", "first index year of them"),
        Field("last_year", "int", "last index year of them"),
        Field("start_rank", "int", "place that the unit came from, among the common units"),
        Field(
            "start_first",
            "int",
            "best place of the group that it came from, or of the quarter where there are no groups",
        ),
        Field("start_last", "int", "worst place of that group"),
        Field("start_as_far", "int", "how often one from that group moved as far the same way"),
        Field("start_cases", "int", "changes of those from that group"),
        Field("start_mean_move", "float", "mean change of rank of those from that group", "places"),
        Field("start_distance", "float", "previous_value - mean of all units then", "as measure"),
        Field("slope", "float", "own change per point above the mean, by least squares over earlier changes"),
        Field("expected", "float", "own change to be expected from start_distance", "as measure"),
        Field("own_change", "float", "change - mean change of all units", "as measure"),
        Field("larger", "int", "own changes at least as large as that of the unit, its own one counted"),
        ORIGIN,
    ),
)

PAIRS = (
    "index_year", "unit_code", "start", "units", "move", "change", "own", "distance", "scale_max"
)  # fmt: skip
"""Columns of :func:`pairs`."""


def usual(data: Data, changes: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Set the change of a unit against all changes of all units.

    Parameters
    ----------
    data
        The data of all years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    results
        A frame of :func:`chiso.results`: the unit.

    Returns
    -------
    pandas.DataFrame
        See :data:`USUAL`; a row for each index whose two years are whole and can be compared. ``expected`` is
        regression to the mean: who stands high in one year stands less high in the next.

    Examples
    --------
    >>> usual = chiso.usual(data, changes, results)
    >>> usual[["as_far", "cases", "start_as_far", "start_cases"]].values.tolist()
    [[48, 498, 22, 128]]
    """
    rows = [_row(data, changes, row) for row in RESULTS.rows(results) if row.has_edition and row.comparable]
    return USUAL.frame(row for row in rows if row)


@remembered
def pairs(data: Data, changes: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the changes of all units over one year, of whole tables without a break between them.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`PAIRS`: ``start`` is the place among the units ranked in both years (``units`` of them), ``move``
        the change of that place, positive being better; ``change`` that of the score, ``own`` less the mean of all,
        ``distance`` the score of the earlier year less the mean of all, and ``scale_max`` that of the total.
    """
    catalog, whole = data.catalog, set(whole_years(data, changes, index))
    totals, sign = totals_by_year(data, changes, index), catalog.indices[index].sign
    found = []
    for year in sorted(whole):
        if year - 1 not in whole or reasons(catalog, index, "TOTAL", year):
            continue
        both = pd.DataFrame({each: totals.loc[each]["value"] for each in (year - 1, year)}).dropna()
        places = (both * -sign).rank(method="min")
        change = both[year] - both[year - 1]
        found.append(
            pd.DataFrame(
                {
                    "index_year": year,
                    "unit_code": both.index,
                    "start": places[year - 1].to_numpy(),
                    "units": len(both),
                    "move": (places[year - 1] - places[year]).to_numpy(),
                    "change": change.to_numpy(),
                    "own": (change - change.mean()).to_numpy(),
                    "distance": (both[year - 1] - both[year - 1].mean()).to_numpy(),
                    "scale_max": catalog.indicator(index, "TOTAL", year).scale_max,
                }
            )
        )
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(PAIRS), dtype="float64")


def _row(data: Data, changes: pd.DataFrame, result: Row) -> dict[str, Any] | None:
    table = pairs(data, changes, result["index"])
    mine = table[(table["index_year"] == result.index_year) & (table["unit_code"] == result.unit_code)]
    if mine.empty or result.previous_year != result.index_year - 1:
        return None
    start, units, move = int(mine["start"].iloc[0]), int(mine["units"].iloc[0]), int(mine["move"].iloc[0])
    first, last = _alike(data, result, start, units)
    alike = table[(table["start"] >= first) & (table["start"] <= last)]
    as_far = table["move"] >= move if move > 0 else table["move"] <= move
    earlier = table[table["index_year"] < result.index_year]
    slope = _slope(earlier["distance"], earlier["own"])
    distance, own = float(mine["distance"].iloc[0]), float(mine["own"].iloc[0])
    cells = {name: result[name] for name in result if name in USUAL.columns}
    years = range(int(table["index_year"].min()) - 1, result.index_year + 1)
    tables = [year for year in years if (result["index"], year) in data.catalog.publications]
    return cells | {
        "raw_table": " ".join(f"{result['index']}/{year}.csv" for year in tables),
        "raw_row": "",
        "as_far": int(as_far.sum()) if move else None,
        "cases": len(table),
        "first_year": years[0],
        "last_year": result.index_year,
        "start_rank": start,
        "start_first": first,
        "start_last": last,
        "start_as_far": int(as_far[alike.index].sum()) if move else None,
        "start_cases": len(alike),
        "start_mean_move": float(alike["move"].mean()),
        "start_distance": distance,
        "slope": slope,
        "expected": known(None if slope is None else slope * distance),
        "own_change": own,
        "larger": int((table["own"].abs().round(6) >= round(abs(own), 6)).sum()),
    }


def _alike(data: Data, result: Row, start: int, units: int) -> tuple[int, int]:
    """Return the best and the worst place of the group that a place is in; of a quarter where there are no groups."""
    index = data.catalog.indices[result["index"]]
    bounds = rank_bounds(data.catalog, index, result.index_year, int(result.units_ranked or units))
    for first, last in bounds.values():
        if first <= start <= last:
            return first, last
    quarter = math.ceil(_QUARTERS * start / units)
    return (quarter - 1) * units // _QUARTERS + 1, quarter * units // _QUARTERS


def _slope(distance: pd.Series, own: pd.Series) -> float | None:
    """Return the least-squares slope of own changes on distances from the mean; None without a spread of these."""
    if len(distance) < 3 or not float(distance.std()) > 0:
        return None
    return float(np.polyfit(distance.to_numpy(dtype="float64"), own.to_numpy(dtype="float64"), 1)[0])
