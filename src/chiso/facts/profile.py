"""The profile of a unit: the parts that have none of their own against the median of all units and of its region."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index, Unit
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, part_cells, set_cells, unit_cells
from chiso.facts.evidence import EVIDENCE
from chiso.facts.frames import (
    INDEX,
    NOTABLE,
    ORIGIN,
    PART,
    PREVIOUS,
    PREVIOUS_ORIGIN,
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
from chiso.facts.notable import is_notable, notable_cells, share_of_range
from chiso.facts.scores import scores
from chiso.facts.standing import median_of
from chiso.facts.whole import is_whole

PROFILE = Schema(
    "profile",
    "The finest parts of an index for a unit, as shares of their ranges, against two medians",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SET,
        PART,
        names("group_part", "name of the part that it is a part of"),
        names("region", "region of the unit"),
        SCORE,
        PREVIOUS,
        Field("level", "float", "score as a share of its range, from 0 to 1"),
        Field("national", "float", "median of all units that have the part, as a share of the range"),
        Field("regional", "float", "median of those of the region, as a share of the range"),
        Field("national_score", "float", "median of all units that have the part", "as measure"),
        Field("above_national", "float", "level - national"),
        Field("above_regional", "float", "level - regional"),
        Field("above", "float", "level - national, by the direction of the index: positive is better"),
        Field("notable_change", "float", "change as a share of the earlier score where the publisher would mark it"),
        NOTABLE,
        Field("total_reasons", "str", "kinds of reasons why the totals of the two years cannot be compared"),
        Field("is_estimated", "bool", "whether medians are worked out on estimates"),
        Field("notable_cells", "float", "share of all such changes, of all units, that the publisher would mark"),
        ORIGIN,
        PREVIOUS_ORIGIN,
        EVIDENCE,
    ),
)


def profile(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str) -> pd.DataFrame:
    """Return the profile of a unit in an index whose table is whole.

    Parameters
    ----------
    data
        The data: meanings and scales of the parts, and regions.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label.

    Returns
    -------
    pandas.DataFrame
        See :data:`PROFILE`; empty where the table is not whole or the index has no parts.

    Examples
    --------
    >>> profile = chiso.profile(data, changes, "can-tho", "papi")
    >>> profile.nlargest(1, "above")["part_en"].item()
    'Quality of Water'
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    index = index if isinstance(index, Index) else data.index(index)
    year = data.index_year
    if not data.has_parts(index) or not is_whole(data, changes, index.index, year):
        return PROFILE.frame([])
    meanings = data.catalog.in_year(index.index, year)
    mine = changes[(changes["index"] == index.index) & (changes["unit_code"] == unit.code)]
    rows = {row.code: row for row in CHANGES.rows(mine)}
    table, medians = scores(changes, index.index), _medians(data, changes, index.index)
    region = [other.code for other in data.catalog.units.in_region(unit)]
    beside = table[table.index.isin(region)]
    parents = {part.parent for part in meanings.values()}
    found = []
    for code, meaning in meanings.items():
        if code in parents or not meaning.parent:
            continue
        national, regional = medians[code], median_of(beside[code])
        row = rows[code]
        level, of_all, of_region = (
            None if score is None else share_of_range(score, meaning) for score in (row.value, national, regional)
        )
        above = None if level is None or of_all is None else level - of_all
        marked = row.comparable and row.value is not None and is_notable(index, row.change, row.previous_value)
        cells: dict[str, Any] = {name: row[name] for name in row if name in PROFILE.columns}
        parent = meanings[meaning.parent]
        found.append(
            cells
            | {**index_cells(index), **unit_cells(unit), **set_cells(data.catalog), **part_cells(meaning)}
            | {
                "group_part_vi": parent.name("vi"),
                "group_part_en": parent.name("en"),
                "region_vi": unit.region("vi"),
                "region_en": unit.region("en"),
                "level": level,
                "national": of_all,
                "regional": of_region,
                "national_score": national,
                "above_national": above,
                "above_regional": None if level is None or of_region is None else level - of_region,
                "above": None if above is None else above * index.sign,
                "notable_change": row.change / row.previous_value if marked else None,
                "notable_share": index.notable_change,
                "notable_cells": notable_cells(data, changes, index.index),
                "total_reasons": rows["TOTAL"].reasons,
                "is_estimated": data.catalog.is_estimated(year),
            }
        )
    return PROFILE.frame(found)


@remembered
def _medians(data: Data, changes: pd.DataFrame, index: str) -> dict[str, float | None]:  # noqa: ARG001 - by the changes
    table = scores(changes, index)
    return {str(code): median_of(table[code]) for code in table}
