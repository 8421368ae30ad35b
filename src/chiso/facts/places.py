"""Ranks over the years and by part: the course of a unit's place beside those of its region, and its places by part."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from chiso.catalog import Index, Unit
from chiso.facts.changes import CHANGES
from chiso.facts.comparability import series_start
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, part_cells, place_cells, unit_cells
from chiso.facts.frames import INDEX, ORIGIN, ORIGIN_NAMES, PART, UNIT, YEAR, Field, Schema, fields
from chiso.facts.history import history
from chiso.facts.results import PLACE
from chiso.facts.totals import by_year_and_unit
from chiso.facts.whole import whole_years

_RANK = (
    Field("rank", "int", "place, 1 is best; missing where there is none"),
    Field("units_ranked", "int", "number of units in the ranking"),
    Field("rank_low", "int", "best place that the score leaves open, 95 %; missing where no error is known"),
    Field("rank_high", "int", "worst place that it leaves open"),
)

RANK_COURSE = Schema(
    "rank_course",
    "Ranks of a unit and of the others in its region by index year since the last break, of years whose table is whole",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PLACE,
        _RANK,
        Field("is_mine", "bool", "whether the row is of the unit asked for"),
        Field("is_estimated", "bool", "whether ranks of the year are worked out on estimates"),
        ORIGIN,
    ),
)

PART_RANKS = Schema(
    "part_ranks",
    "Ranks of a unit in the parts of a total in the index year, a row a part",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PART,
        _RANK,
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        ORIGIN,
    ),
)


def rank_course(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str) -> pd.DataFrame:
    """Return the ranks of a unit and of its region over the years since the last break.

    Parameters
    ----------
    data
        The data of all years.
    changes
        A frame of :func:`chiso.changes`, which has the ranks of the years that it compares.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label.

    Returns
    -------
    pandas.DataFrame
        See :data:`RANK_COURSE`.

    Examples
    --------
    >>> rank_course = chiso.rank_course(data, changes, "can-tho", "papi")
    >>> rank_course.query("is_mine")[["index_year", "rank", "units_ranked"]].values.tolist()
    [[2018, 8, 61], [2019, 8, 63], [2020, 29, 63]]
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    index = index if isinstance(index, Index) else data.index(index)
    catalog = data.catalog
    last = max(
        (year for edition, year in catalog.publications if edition == index.index and year <= data.index_year),
        default=0,
    )
    start = series_start(catalog, index.index, last) or 0
    years = [year for year in whole_years(data, changes, index.index) if start <= year <= last]
    totals, borne = by_year_and_unit(data, changes, index.index), history(data, changes, index.index)
    counts = Counter(year for (year, _), cells in totals.items() if cells["rank"] is not None)
    rows: list[dict[str, Any]] = []
    for other in catalog.units.in_region(unit):
        for year in years:
            cells = totals.get((year, other.code), {})
            rows.append(
                {
                    **index_cells(index),
                    **unit_cells(other),
                    **place_cells(other),
                    "index_year": year,
                    "rank": cells.get("rank"),
                    "units_ranked": cells.get("units_ranked") or counts[year],
                    **{name: borne.get((year, other.code), {}).get(name) for name in ("rank_low", "rank_high")},
                    "is_mine": other.code == unit.code,
                    "is_estimated": catalog.is_estimated(year),
                    **{name: cells.get(name) for name in ORIGIN_NAMES},
                }
            )
    return RANK_COURSE.frame(rows)


def part_ranks(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str) -> pd.DataFrame:
    """Return the ranks of a unit in the parts of the total of an index.

    Parameters
    ----------
    data
        The data: the parts.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label.

    Returns
    -------
    pandas.DataFrame
        See :data:`PART_RANKS`; empty where the index has no parts in the index year.

    Examples
    --------
    >>> part_ranks = chiso.part_ranks(data, changes, "can-tho", "papi")
    >>> part_ranks.set_index("code")["rank"].nsmallest(1).to_dict()
    {'D7': 7}
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    index = index if isinstance(index, Index) else data.index(index)
    of_index = changes[changes["index"] == index.index]
    counts = of_index.groupby("code")["rank"].count()
    rows = {row.code: row for row in CHANGES.rows(of_index[of_index["unit_code"] == unit.code])}
    meanings = data.catalog.in_year(index.index, data.index_year)
    return PART_RANKS.frame(
        {name: cell for name, cell in rows[code].items() if name in PART_RANKS.columns}
        | {**index_cells(index), **unit_cells(unit), **part_cells(meaning)}
        | {"units_ranked": int(counts[code]), "is_estimated": data.catalog.is_estimated(data.index_year)}
        for code, meaning in meanings.items()
        if meaning.parent == "TOTAL" and code in rows
    )
