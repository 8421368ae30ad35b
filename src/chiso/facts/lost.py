"""Points lost: how far each part of an index lies from its maximum, and what of the total it would bring to get there.

Arithmetic on published figures, not a forecast: a lost point is the distance to the end of the scale, and no part
need ever get there. Parts that are known of some units only stand for themselves: nothing is compared over them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from chiso.catalog import Index, Indicator, Unit, weight_within
from chiso.facts.changes import CHANGES
from chiso.facts.comparability import predecessor, reasons
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, known, part_cells, unit_cells
from chiso.facts.evidence import VERDICTS
from chiso.facts.frames import (
    INDEX,
    ORIGIN,
    ORIGIN_NAMES,
    PART,
    PREVIOUS,
    PREVIOUS_ORIGIN,
    SCALE,
    SCORE,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
    names,
)
from chiso.facts.ranking import best_of
from chiso.facts.scores import scores
from chiso.facts.whole import is_whole

_DIGITS = 6
_OF_CHANGES = {
    *(field.name for field in (*SCORE, *PREVIOUS, *ORIGIN, *PREVIOUS_ORIGIN)),
    *("status", "verdict", "error_basis"),
}

LOST = Schema(
    "lost",
    "What each part of an index lost to its maximum: a row for every part of every index that has any in the year",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PART,
        Field("cut", "str", "empty for the parts that the index is made of; else another way to take its total apart"),
        Field("depth", "int", "1 for the parts of the total, 2 for theirs", required=True),
        Field("is_leaf", "bool", "whether the part has none of its own"),
        Field("is_whole", "bool", "whether the part is known of every unit that was ranked, so that it is compared"),
        SCALE,
        SCORE,
        Field("rank_last", "int", "last place of a rank that was printed as shared; missing for one place"),
        Field("status", "str", "SDMX status of value"),
        Field("percent", "float", "share of the maximum as published, for a part that was published so", "%"),
        Field("share", "float", "share of the way from the worst to the best possible score, from 0 to 1"),
        Field("lost", "float", "distance to the best possible score; missing where that is not known", "as measure"),
        Field("weight", "float", "what a point of the part adds to the points of the total"),
        Field("of_total", "float", "points of the total that it would bring to reach the best score", "as measure"),
        PREVIOUS,
        Field("verdict", "str", "what may be said of the change by its error; empty where nothing can be compared"),
        Field("error_basis", "str", "whose errors the verdict stands on"),
        names("region", "region of the unit"),
        Field("region_best", "float", "best score of the region, where the part is known of every unit", "as measure"),
        names("region_best", "name of the first unit that has it"),
        Field("region_gain", "float", "points of the total that it would bring to reach it", "as measure"),
        Field("best", "float", "best score of all units, where the part is known of every unit", "as measure"),
        names("best", "name of the first unit that has it"),
        Field("best_gain", "float", "points of the total that it would bring to reach it", "as measure"),
        names("conflict", "how published scores of the unit are read that contradict one another"),
        Field("known_years", "str", "index years, up to this one, of which some part of the unit is known"),
        Field("is_estimated", "bool", "whether what is compared with is worked out on estimates"),
        ORIGIN,
        PREVIOUS_ORIGIN,
    ),
)


def lost(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str | None = None) -> pd.DataFrame:
    """Return what each part of each index lost to its maximum, those first that would bring the total most.

    Parameters
    ----------
    data
        The data: the parts of the indices, and what is known of single ones.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label; all of them if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`LOST`, index by index: the parts of the total before finer ones, each by ``of_total``, and what is
        not known last. Of a part that was published for some units only there is the unit's own figure, the rank that
        was published, and nothing else to compare with; one that is not known has no figures at all.

    Examples
    --------
    >>> lost = chiso.lost(data, changes, "can-tho")
    >>> papi = lost[(lost["index"] == "papi") & (lost["depth"] == 1)]
    >>> papi["code"].iloc[0], round(float(papi["of_total"].sum()), 2)
    ('D8', 37.11)
    >>> lost.loc[lost["index"] == "par_index", "value"].notna().any().item()
    False
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    found: list[dict[str, Any]] = []
    one = data.index(index) if isinstance(index, str) else index
    for each in data.indices if one is None else [one]:
        if (each.index, data.index_year) in data.catalog.publications:
            found += sorted(_parts(data, changes, unit, each), key=_order)
    return LOST.frame(found)


def _order(cells: Mapping[str, Any]) -> tuple[bool, int, float, int]:
    amount = cells.get("of_total")
    return bool(cells["cut"]), cells["depth"], math.inf if amount is None else -amount, cells["place"]


def _parts(data: Data, changes: pd.DataFrame, unit: Unit, index: Index) -> list[dict[str, Any]]:
    catalog, year = data.catalog, data.index_year
    meanings = catalog.structure(index.index, year)
    worked = catalog.in_year(index.index, year)
    whole = is_whole(data, changes, index.index, year)
    rows = {
        row.code: row
        for row in CHANGES.rows(changes[(changes["index"] == index.index) & (changes["unit_code"] == unit.code)])
    }
    table = scores(changes, index.index) if whole else pd.DataFrame()
    inner = {one.parent for one in meanings.values()}
    known_years, conflict = _known_years(data, unit, index), _conflict(data, unit, index)
    earlier = int(changes["previous_year"].iloc[0]) if len(changes) else data.previous_year
    found = []
    for place, (code, meaning) in enumerate(meanings.items()):
        if not meaning.parent:
            continue
        cells: dict[str, Any] = {**index_cells(index), **unit_cells(unit), **part_cells(meaning)}
        cells |= {"index_year": year, "place": place, "cut": meaning.cut, "depth": _depth(meanings, code)}
        cells |= {"is_leaf": code not in inner, "is_whole": whole and code in worked, "comparable": False}
        cells |= {"scale_min": meaning.scale_min, "scale_max": meaning.scale_max}
        cells |= {"region_vi": unit.region("vi"), "region_en": unit.region("en")}
        cells |= {"is_estimated": catalog.is_estimated(year), "known_years": known_years}
        cells |= conflict
        if code in worked:
            row = rows[code]
            cells |= {name: row[name] for name in row if name in _OF_CHANGES}
        else:
            cells |= _single(data, unit, index, meaning, earlier)
        cells |= _distance(index, meanings, meaning, cells)
        if cells["is_whole"]:
            cells |= _bests(data, unit, index, table[code], cells)
        found.append(cells)
    return found


def _known_years(data: Data, unit: Unit, index: Index) -> str:
    years = {
        int(year)
        for table in (data.observations, data.published_ranks)
        for year in table.loc[
            (table["index"] == index.index) & (table["unit_code"] == unit.code) & (table["code"] != "TOTAL"),
            "index_year",
        ]
    }
    return " ".join(map(str, sorted(years)))


def _conflict(data: Data, unit: Unit, index: Index) -> dict[str, str]:
    """Return how the scores of the unit are read that contradict one another."""
    key = (index.index, data.index_year, unit.code, "score")
    found = [
        one for one in data.catalog.conflicts if (one.index, one.index_year, one.province_code, one.quantity) == key
    ]
    return {
        "conflict_vi": "; ".join(one.reading_vi for one in found),
        "conflict_en": "; ".join(one.reading_en for one in found),
    }


def _depth(meanings: Mapping[str, Indicator], code: str) -> int:
    parent = meanings[code].parent
    return 1 + _depth(meanings, parent) if parent else 0


def _single(data: Data, unit: Unit, index: Index, meaning: Indicator, earlier: int) -> dict[str, Any]:
    """Return the figures of a part that is known of some units only, beside those of the earlier year."""
    catalog = data.catalog
    before = predecessor(catalog, index.index, meaning, earlier)
    now = _figures(data, unit, index, data.index_year, meaning.code)
    then = _figures(data, unit, index, earlier, before.code) if before is not None else {}
    cells = {**now, "previous_year": earlier}
    cells |= {f"previous_{name}": then.get(name) for name in ("value", "rank", "units_ranked", *ORIGIN_NAMES)}
    found = reasons(catalog, index.index, meaning.code, data.index_year, earlier)
    value, previous = now.get("value"), then.get("value")
    if value is not None and previous is not None:
        cells["change"] = round(value - previous, _DIGITS)
    cells["reasons"] = " ".join(dict.fromkeys(each.kind for each in found))
    cells["comparable"] = not found and cells.get("change") is not None
    if cells["comparable"]:  # nobody published how sure a part of an index of appraisals is
        cells |= {"verdict": VERDICTS[2], "error_basis": "not_published"}
    if now.get("rank") is not None and then.get("rank") is not None:
        cells["rank_change"] = then["rank"] - now["rank"]
    return cells


def _figures(data: Data, unit: Unit, index: Index, year: int, code: str) -> dict[str, Any]:
    """Return the score, the share and the published rank of one part of a unit in one year, with where they stand."""
    cells: dict[str, Any] = {}
    origins: list[dict[str, Any]] = []
    for table, wanted in (
        (data.observations, ("value", "percent", "status")),
        (data.published_ranks, ("rank", "rank_last", "units_ranked")),
    ):
        mine = (table["index"] == index.index) & (table["index_year"] == year)
        for row in table[mine & (table["unit_code"] == unit.code) & (table["code"] == code)].to_dict("records"):
            cells |= {name: known(row[name]) for name in wanted}
            origins.append({name: str(row[name]) for name in ORIGIN_NAMES})
    if origins:  # score and rank stand in one row
        cells |= origins[0]
    return cells


def _distance(
    index: Index, meanings: Mapping[str, Indicator], meaning: Indicator, cells: Mapping[str, Any]
) -> dict[str, Any]:
    """Return how far a score lies from the best one, and what the way there is worth."""
    weight = weight_within(index, meanings, meaning.code)
    value, low, high = cells.get("value"), meaning.scale_min, meaning.scale_max
    found: dict[str, Any] = {"weight": weight}
    if value is not None and not math.isnan(high):
        amount = round((high - value) if index.sign > 0 else (value - low), _DIGITS)
        found |= {"lost": amount, "share": 1 - amount / (high - low)}
        found["of_total"] = None if weight is None else round(amount * weight, _DIGITS)
    elif cells.get("percent") is not None:
        share = cells["percent"] / 100
        found["share"] = share if index.sign > 0 else 1 - share
    return found


def _bests(data: Data, unit: Unit, index: Index, column: pd.Series, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the best score of the region and of all units, and what the way there is worth."""
    region = [other.code for other in data.catalog.units.in_region(unit)]
    found: dict[str, Any] = {}
    for name, among in (("region_best", column[column.index.isin(region)]), ("best", column)):
        best = best_of(among, index.sign)
        if best is None:
            continue
        named, level = data.catalog.units.by_code[best], float(column[best])
        found |= {name: level, f"{name}_vi": named.name("vi"), f"{name}_en": named.name("en")}
        if cells.get("value") is not None and cells["weight"] is not None:
            gain = round((level - float(cells["value"])) * index.sign * cells["weight"], _DIGITS)
            found["region_gain" if name == "region_best" else "best_gain"] = gain
    return found


def is_known(row: Row) -> bool:
    """Whether anything was published of a part."""
    return any(row[name] is not None for name in ("value", "percent", "rank"))
