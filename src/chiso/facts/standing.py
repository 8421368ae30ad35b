"""Where a unit stands: ahead of how many, against the median, behind the best. The one owner of medians."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from chiso.catalog import Unit
from chiso.facts.data import Data
from chiso.facts.describe import is_merged
from chiso.facts.evidence import counted
from chiso.facts.frames import (
    INDEX,
    MERGED,
    ORIGIN,
    SCORE,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
    names,
)
from chiso.facts.groups import GROUP, group_cells, rank_bounds
from chiso.facts.ranges import group_chances
from chiso.facts.ranking import best_of, place_of
from chiso.facts.results import PLACE, RESULTS
from chiso.facts.scores import scores

STANDING = Schema(
    "standing",
    "Where a unit stands in each index with an edition; of an index known in part, only what is published",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PLACE,
        SCORE,
        Field("is_whole", "bool", "whether the score of every ranked unit is known here"),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        MERGED,
        Field("ahead_of", "float", "share of the other ranked units with a worse score", "%"),
        GROUP,
        Field("median", "float", "median of all ranked units", "as measure"),
        Field("median_distance", "float", "value - median", "as measure"),
        *(
            field
            for which, what in (("region_best", "best unit of the region"), ("city_best", "best centrally run city"))
            for field in (
                Field(f"{which}_code", "str", f"code of the {what}"),
                *names(which, what),
                Field(which, "float", f"score of the {what}", "as measure"),
                Field(f"{which}_distance", "float", "value - that score", "as measure"),
            )
        ),
        *(
            field
            for which, what in (("region", "units of the region"), ("city", "centrally run cities"))
            for field in (
                Field(f"{which}_rank", "int", f"place among the {what}; missing for a unit that is none"),
                Field(f"{which}_units", "int", f"how many {what} have a score"),
            )
        ),
        Field("parts", "int", "parts of the total"),
        Field("parts_rose", "int", "parts that became better, by their verdicts"),
        Field("parts_fell", "int", "parts that became worse"),
        Field("parts_unclear", "int", "parts of which it cannot be told"),
        Field("group_chance", "float", "how likely the unit is in its group, given the errors, from 0 to 1"),
        Field("mean", "float", "mean of the provinces as published", "as measure"),
        Field("highest", "float", "best score as published", "as measure"),
        names("highest", "unit that has it"),
        Field("region_mean", "float", "mean of the provinces of the unit's region as published", "as measure"),
        Field("regional_rows", "str", "row of reference/regional.csv that it stands in"),
        Field("regional_source_id", "str", "id of its source"),
        Field("national_rows", "str", "rows of reference/national.csv that both stand in"),
        Field("national_source", "str", "where they were read, a line a source"),
        Field("cities", "int", "centrally run cities in the set of units"),
        ORIGIN,
    ),
)


def standing(data: Data, changes: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Return where a unit stands in each index of the index year.

    Parameters
    ----------
    data
        The data: units, groups and figures for the whole country.
    changes
        A frame of :func:`chiso.changes`.
    results
        A frame of :func:`chiso.results`: the unit.

    Returns
    -------
    pandas.DataFrame
        See :data:`STANDING`; a row an index with an edition.

    Examples
    --------
    >>> standing = chiso.standing(data, changes, results)
    >>> standing.query("index == 'papi'")[["ahead_of", "region_best_en"]].round(1).values.tolist()
    [[54.8, 'Dong Thap']]
    """
    return STANDING.frame(_row(data, changes, row) for row in RESULTS.rows(results) if row.has_edition)


def median_of(values: pd.Series, units: Collection[str] | None = None) -> float | None:
    """Return the median of scores, of all units or of some; None where none has one."""
    known = values if units is None else values[values.index.isin(list(units))]
    figures = known.to_numpy(dtype="float64", na_value=np.nan)
    figures = figures[~np.isnan(figures)]
    return float(np.median(figures)) if len(figures) else None


def _row(data: Data, changes: pd.DataFrame, result: Row) -> dict[str, Any]:
    unit = data.catalog.units.by_code[result.unit_code]
    cells = {name: result[name] for name in result if name in STANDING.columns}
    cells["cities"] = sum(other.is_city for other in data.catalog.units)
    index = data.catalog.indices[result["index"]]
    if result.value is not None and not (result.is_estimated and not result.is_whole):
        cells |= _among_peers(data, scores(changes, result["index"])["TOTAL"].dropna(), unit, result)
    if result.is_whole and result.value is not None:
        totals = scores(changes, result["index"])["TOTAL"].dropna()
        cells |= _whole(data, totals, unit, result) | _parts(data, changes, result)
    # The groups of published scores were announced for those, not for estimates of them.
    if result.is_whole or not (result.is_estimated and is_merged(data.catalog, unit)):
        cells |= group_cells(data.catalog, index, result)
    if cells.get("group") and result.rank is not None:
        cells["group_chance"] = _chance(data, changes, result, int(cells["group"]))
    return cells if result.is_whole else cells | _published(data, result) | _of_region(data, unit, result)


def _among_peers(data: Data, totals: pd.Series, unit: Unit, result: Row) -> dict[str, Any]:
    """Return the place among the region and the centrally run cities, where the score of each of them is known."""
    cells: dict[str, Any] = {}
    region = [other.code for other in data.catalog.units.in_region(unit)]
    cities = [other.code for other in data.catalog.units if other.is_city]
    for which, codes in (("region", region), ("city", cities)):
        peers = totals[totals.index.isin(codes)]
        if unit.code in codes and len(peers) > 1 and (result.is_whole or len(peers) == len(codes)):
            cells |= {f"{which}_rank": place_of(result.value, peers, result.sign), f"{which}_units": len(peers)}
    return cells


def _whole(data: Data, totals: pd.Series, unit: Unit, result: Row) -> dict[str, Any]:
    """Return what may be said only where the score of every ranked unit is known."""
    value, sign = float(result.value), int(result.sign)
    others = totals.drop(unit.code)
    median = median_of(totals)
    cells: dict[str, Any] = {
        "ahead_of": 100.0 * int((others * sign < value * sign).sum()) / len(others) if len(others) else 100.0,
        "median": median,
        "median_distance": value - (median or 0.0),
    }
    region = [other.code for other in data.catalog.units.in_region(unit)]
    cities = [other.code for other in data.catalog.units if other.is_city]
    for which, codes in (("region_best", region), ("city_best", cities)):
        best = best_of(totals[totals.index.isin(codes)], sign)
        if best is None:
            continue
        peer = data.catalog.units.by_code[best]
        cells |= {
            f"{which}_code": best,
            f"{which}_vi": peer.name("vi"),
            f"{which}_en": peer.name("en"),
            which: float(totals[best]),
            f"{which}_distance": value - float(totals[best]),
        }
    return cells


def _parts(data: Data, changes: pd.DataFrame, result: Row) -> dict[str, Any]:
    """Count the parts of the total that became better, worse, and of which it cannot be told."""
    parts = [
        part.code
        for part in data.catalog.in_year(result["index"], result.index_year).values()
        if part.parent == "TOTAL"
    ]
    if not parts or not result.comparable:
        return {}
    mine = changes[(changes["index"] == result["index"]) & (changes["unit_code"] == result.unit_code)]
    said = mine.set_index("code")["verdict"].reindex(parts).fillna("")
    rose, fell, unclear = counted(said)
    better, worse = (rose, fell) if result.sign > 0 else (fell, rose)
    return {"parts": len(parts), "parts_rose": better, "parts_fell": worse, "parts_unclear": unclear}


def _chance(data: Data, changes: pd.DataFrame, result: Row, group: int) -> float | None:
    """Return how likely a unit is in its group of ranks; None for groups of scores and where errors are not known."""
    bounds = rank_bounds(
        data.catalog, data.catalog.indices[result["index"]], result.index_year, int(result.units_ranked)
    )
    if group not in bounds:
        return None
    chances = group_chances(data, changes, result["index"], result.unit_code, [bounds[group]])
    return chances[0] if chances else None


def _of_region(data: Data, unit: Unit, result: Row) -> dict[str, Any]:
    """Return the published mean of the region of the unit, for an index known in part only."""
    for figure in data.catalog.regional:
        key = figure.index, figure.index_year, figure.region_vi
        if key == (result["index"], result.index_year, unit.region_vi) and figure.statistic == "mean":
            source = {"regional_rows": str(figure.line), "regional_source_id": figure.source_id}
            return {"region_mean": figure.value, **source}
    return {}


def _published(data: Data, result: Row) -> dict[str, Any]:
    """Return the published mean and the best published score of the provinces, for an index known in part only."""
    cells: dict[str, Any] = {}
    best = "max" if result.sign > 0 else "min"
    key = result["index"], result.index_year
    figures = [
        figure
        for figure in data.catalog.national
        if (figure.index, figure.index_year) == key and figure.statistic in ("mean", best)
    ]
    cells["national_rows"] = " ".join(str(figure.line) for figure in figures)
    cells["national_source"] = "\n".join(dict.fromkeys(figure.source for figure in figures if figure.source))
    for figure in figures:
        if figure.statistic == "mean":
            cells["mean"] = figure.value
        else:
            unit = data.catalog.units.by_code.get(figure.province_code)
            cells["highest"] = figure.value
            cells["highest_vi"] = unit.name("vi") if unit else ""
            cells["highest_en"] = unit.name("en") if unit else ""
    return cells
