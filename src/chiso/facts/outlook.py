"""How far a target is in terms of what was ever seen: the wanted place's score, and rises of that size."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index
from chiso.facts.comparability import reasons
from chiso.facts.course import totals_by_year
from chiso.facts.data import Data
from chiso.facts.describe import set_cells
from chiso.facts.frames import INDEX, ORIGIN, SET, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.ranking import rank_scores
from chiso.facts.targets import TARGETS
from chiso.facts.whole import is_whole, whole_years

_EDITIONS = 3
"""How many of the last index years are looked at for the score of a place."""

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
        Field("size", "float", "of rises: what is to go, in points or places"),
        Field("is_reached", "bool", "of rises: whether nothing is to go"),
        Field("count", "int", "of rises: how often a unit rose by at least size within a year"),
        Field("cases", "int", "of rises: unit-years looked at; missing where no comparable pair of years is known"),
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
    [[9.0, 17, 63]]
    """
    wanted = [row for row in TARGETS.rows(targets) if row.target_rank]
    return OUTLOOK.frame(cells for row in wanted for cells in _of_index(data, changes, row))


def rises(
    data: Data, changes: pd.DataFrame, index: Index, size: float, *, of_ranks: bool, last_year: int
) -> dict[str, Any] | None:
    """Count the rises of at least a size within one year, as known in the last year.

    Only pairs of whole tables without a break between them count, and only those on the scale of the last one;
    places are compared only where both tables rank the same number of units.

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

    Returns
    -------
    dict or None
        ``count, cases, first_year, last_year``; None where no such pair is known.
    """
    catalog, whole = data.catalog, set(whole_years(data, changes, index.index))
    totals = totals_by_year(data, changes, index.index)
    scale = catalog.indicator(index.index, "TOTAL", last_year)
    count, cases, first = 0, 0, 0
    for year in range(last_year, min(catalog.index_years), -1):
        if catalog.in_year(index.index, year - 1).get("TOTAL", scale).concept != scale.concept:
            break
        if (index.index, year) not in catalog.publications or reasons(catalog, index.index, "TOTAL", year):
            continue
        if not {year, year - 1} <= whole:
            continue
        now, before = (totals.loc[each]["value"].dropna() * index.sign for each in (year, year - 1))
        if of_ranks:
            if len(now) != len(before):
                continue
            now, before = -rank_scores(now).astype(float), -rank_scores(before).astype(float)
        change = (now - before).dropna()
        count += int((change.round(6) >= round(size, 6)).sum())
        cases += len(change)
        first = year - 1
    return {"count": count, "cases": cases, "first_year": first, "last_year": last_year} if cases else None


def _of_index(data: Data, changes: pd.DataFrame, target: Row) -> list[dict[str, Any]]:
    index = data.catalog.indices[target["index"]]
    totals = totals_by_year(data, changes, index.index)
    base = {name: target[name] for name in target if name in OUTLOOK.columns} | {"place": target.target_rank}
    base |= set_cells(data.catalog)
    rows = []
    for back in range(_EDITIONS):
        year = data.index_year - back
        score = None
        if (index.index, year) in data.catalog.publications:
            score = _score_at(
                totals, index, year, int(target.target_rank), whole=is_whole(data, changes, index.index, year)
            )
        origin = {"raw_table": f"{index.index}/{year}.csv", "raw_row": ""}
        cells = {"kind": "place", "index_year": year, "score": score, "is_estimated": data.catalog.is_estimated(year)}
        rows.append(base | origin | cells)
    has_edition = (index.index, data.index_year) in data.catalog.publications
    for kind, size in (("score_rise", target.score_gap), ("rank_rise", target.rank_gap)):
        found = None
        if size is not None and size > 0 and has_edition:
            of_ranks = kind == "rank_rise"
            found = rises(data, changes, index, float(size), of_ranks=of_ranks, last_year=data.index_year)
        cells = {"kind": kind, "size": size, "is_reached": size is not None and size <= 0, **(found or {})}
        if found:
            years = range(found["first_year"], found["last_year"] + 1)
            tables = [year for year in years if (index.index, year) in data.catalog.publications]
            cells["raw_table"] = " ".join(f"{index.index}/{year}.csv" for year in tables)
            cells["raw_row"] = ""
            cells["is_estimated"] = data.catalog.is_estimated(found["first_year"])
        rows.append(base | cells)
    return rows


def _score_at(totals: pd.DataFrame, index: Index, year: int, place: int, *, whole: bool) -> float | None:
    """Return the score of a place: of the unit there in a whole table, else of a unit that was published there."""
    if year not in totals.index.get_level_values(0):
        return None
    table = totals.loc[year]
    if whole:
        ordered = (table["value"].dropna() * index.sign).sort_values(ascending=False)
        return float(ordered.iloc[place - 1]) * index.sign if place <= len(ordered) else None
    there = table[(table["rank"] == place) & table["value"].notna()]
    return float(there["value"].iloc[0]) if len(there) else None
