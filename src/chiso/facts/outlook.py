"""How far a target is in terms of what was ever seen: the wanted place's score, and rises of that size."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index
from chiso.facts.comparability import reasons
from chiso.facts.data import Data
from chiso.facts.describe import set_cells
from chiso.facts.frames import INDEX, ORIGIN, SET, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.ranges import first_units
from chiso.facts.targets import TARGETS
from chiso.facts.totals import totals_by_year
from chiso.facts.usual import pairs
from chiso.facts.whole import is_whole

_EDITIONS = 3
"""How many of the last index years are looked at for the score of a place."""

_REACH = 7
"""A seventh of the units to either side is near: 9 places of 63."""

OUTLOOK = Schema(
    "outlook",
    "The score that a wanted place had in the last editions, and how often rises as large as the gaps were seen",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SET,
        Field("kind", "str", "what the row says", allowed=("place", "score_rise", "rank_rise"), required=True),
        Field("place", "int", "place that the plan wants"),
        Field("plan_year", "int", "year of the plan"),
        Field(
            "score", "float", "of kind place: score of that place in index_year; missing where not known", "as measure"
        ),
        Field("comparable", "bool", "of kind place: whether the year can be compared with the index year"),
        Field("may_be_there", "bool", "of kind place: whether the errors leave open that the unit is there already"),
        Field("size", "float", "of rises: what is to go, in points or places"),
        Field("is_reached", "bool", "of rises: whether nothing is to go"),
        Field("count", "int", "of rises: how often a unit rose by at least size within a year"),
        Field("cases", "int", "of rises: unit-years looked at; missing where no comparable pair of years is known"),
        Field("own_count", "int", "of rises of scores: how often the rise beyond the mean of all was at least size"),
        Field("start_first", "int", "of rises: best place that counts as near that of the unit"),
        Field("start_last", "int", "of rises: worst such place"),
        Field("start_count", "int", "of rises: how often a unit that began there rose by at least size"),
        Field("start_cases", "int", "of rises: unit-years that began there"),
        Field("first_year", "int", "of rises: first index year looked at"),
        Field("last_year", "int", "of rises: last index year looked at"),
        Field(
            "is_estimated", "bool", "whether ranks of index_year (of rises: of first_year) are worked out on estimates"
        ),
        Field("plan_raw_row", "str", "row of plans/targets.csv"),
        Field("plan_source_id", "str", "source of the target"),
        ORIGIN,
    ),
)


def outlook(data: Data, changes: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return what the places that a plan wants took, and how often such rises were seen.

    Parameters
    ----------
    data
        The data of all years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    targets
        A frame of :func:`chiso.targets`.

    Returns
    -------
    pandas.DataFrame
        See :data:`OUTLOOK`; rows for every target that wants a place.

    Examples
    --------
    >>> outlook = chiso.outlook(data, changes, targets)
    >>> outlook.query("index == 'papi' and kind == 'rank_rise'")[["size", "count", "cases"]].values.tolist()
    [[9.0, 35, 124]]
    """
    wanted = [row for row in TARGETS.rows(targets) if row.target_rank]
    return OUTLOOK.frame(cells for row in wanted for cells in _of_index(data, changes, row))


def rises(
    data: Data,
    changes: pd.DataFrame,
    index: Index,
    size: float,
    *,
    of_ranks: bool,
    last_year: int,
    rank: int | None = None,
) -> dict[str, Any] | None:
    """Count the rises of at least a size within one year, as known in the last year.

    Only pairs of whole tables without a break between them count, and only those on the scale of the last one; places
    are those among the units ranked in both years.

    Parameters
    ----------
    data
        The data.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    index
        The index.
    size
        Points or places.
    of_ranks
        Whether ``size`` is in places.
    last_year
        The last edition to look at.
    rank
        The place of a unit: rises of those that began near it are counted apart.

    Returns
    -------
    dict or None
        ``count, cases, first_year, last_year, own_count`` (rises of scores beyond the mean of all) and, with a rank,
        ``start_first, start_last, start_count, start_cases``; None where no such pair is known.
    """
    table = pairs(data, changes, index.index)
    scale = data.catalog.indicator(index.index, "TOTAL", last_year).scale_max
    table = table[(table["scale_max"] == scale) & (table["index_year"] <= last_year)]
    if table.empty:
        return None
    least = round(size, 6)
    rose = (table["move"] if of_ranks else (table["change"] * index.sign).round(6)) >= least
    found: dict[str, Any] = {
        "count": int(rose.sum()),
        "cases": len(table),
        "first_year": int(table["index_year"].min()) - 1,
        "last_year": last_year,
        "own_count": None if of_ranks else int(((table["own"] * index.sign).round(6) >= least).sum()),
    }
    if rank is not None:
        reach = -(-int(table["units"].max()) // _REACH)
        near = (table["start"] - rank).abs() <= reach
        found |= {
            "start_first": max(rank - reach, 1),
            "start_last": min(rank + reach, int(table["units"].max())),
            "start_count": int((rose & near).sum()),
            "start_cases": int(near.sum()),
        }
    return found


def _of_index(data: Data, changes: pd.DataFrame, target: Row) -> list[dict[str, Any]]:
    index = data.catalog.indices[target["index"]]
    totals = totals_by_year(data, changes, index.index)
    base = {name: target[name] for name in target if name in OUTLOOK.columns} | {"place": target.target_rank}
    base |= set_cells(data.catalog)
    may_be = first_units(data, changes, index.index, int(target.target_rank)) or frozenset()
    rows = []
    for back in range(_EDITIONS):
        year = data.index_year - back
        score = None
        if (index.index, year) in data.catalog.publications:
            score = score_at(
                totals, index, year, int(target.target_rank), whole=is_whole(data, changes, index.index, year)
            )
        origin = {"raw_table": f"{index.index}/{year}.csv", "raw_row": ""}
        cells = {"kind": "place", "index_year": year, "score": score, "is_estimated": data.catalog.is_estimated(year)}
        cells["comparable"] = score is not None and not _broken(data, index, year)
        cells["may_be_there"] = year == data.index_year and target.unit_code in may_be
        rows.append(base | origin | cells)
    has_edition = (index.index, data.index_year) in data.catalog.publications
    for kind, size in (("score_rise", target.score_gap), ("rank_rise", target.rank_gap)):
        found = None
        if size is not None and size > 0 and has_edition:
            of_ranks = kind == "rank_rise"
            found = rises(
                data, changes, index, float(size), of_ranks=of_ranks, last_year=data.index_year, rank=target.rank
            )
        cells = {"kind": kind, "size": size, "is_reached": size is not None and size <= 0, **(found or {})}
        if found:
            years = range(found["first_year"], found["last_year"] + 1)
            tables = [year for year in years if (index.index, year) in data.catalog.publications]
            cells["raw_table"] = " ".join(f"{index.index}/{year}.csv" for year in tables)
            cells["raw_row"] = ""
            cells["is_estimated"] = data.catalog.is_estimated(found["first_year"])
        rows.append(base | cells)
    return rows


def _broken(data: Data, index: Index, year: int) -> bool:
    """Whether a break of the total lies between a year and the index year."""
    return year < data.index_year and bool(reasons(data.catalog, index.index, "TOTAL", data.index_year, year))


def score_at(totals: pd.DataFrame, index: Index, year: int, place: int, *, whole: bool) -> float | None:
    """Return the score of a place: of the unit there in a whole table, else of a unit that was published there."""
    if year not in totals.index.get_level_values(0):
        return None
    table = totals.loc[year]
    if whole:
        ordered = (table["value"].dropna() * index.sign).sort_values(ascending=False)
        return float(ordered.iloc[place - 1]) * index.sign if place <= len(ordered) else None
    there = table[(table["rank"] == place) & table["value"].notna()]
    return float(there["value"].iloc[0]) if len(there) else None
