"""What moved a total: its change taken apart into dimensions and sub-dimensions, exactly.

Every part's change is also split into what all units shared, the mean change of the units that have the
part in both years, and the unit's own. A shift of the whole series, as a new question brings, is shared;
what is left tells where the unit went its own way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.catalog import Catalog, Index, Indicator, Unit, weight_within
from chiso.facts.changes import CHANGES
from chiso.facts.comparability import predecessor
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, is_merged, known, part_cells, set_cells, unit_cells
from chiso.facts.evidence import EVIDENCE
from chiso.facts.frames import (
    ESTIMATED,
    INDEX,
    NOTABLE,
    ORIGIN,
    PART,
    PREVIOUS,
    PREVIOUS_ORIGIN,
    SCALE,
    SCORE,
    SET,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
)
from chiso.facts.memo import remembered
from chiso.facts.notable import is_notable, notable_cells, share_of_range
from chiso.facts.ranking import rank_scores
from chiso.facts.scores import scores

_DUST = 1e-9
"""Differences below this come from binary fractions."""

DRIVERS = Schema(
    "drivers",
    "The change of a total taken apart: a row a part, dimensions before their sub-dimensions, and the total last",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SET,
        PART,
        Field("presence", "str", "years that have the part", allowed=("both", "entered", "left"), required=True),
        SCORE,
        PREVIOUS,
        Field("weight", "float", "points of the total that a point of the part makes; missing where not published"),
        Field("adds", "float", "what the part adds to the change of the total", "as measure"),
        Field("shared", "float", "mean of adds over the units with both totals", "as measure"),
        Field("own", "float", "adds - shared", "as measure"),
        Field("units", "int", "units that have the total in both years"),
        Field("own_spread", "float", "own as a multiple of the standard deviation of own over all units"),
        Field("is_notable", "bool", "whether the publisher would mark the change"),
        Field("notable_cells", "float", "share of all changes of finest parts, of all units, that it would mark"),
        NOTABLE,
        Field("scale_rows", "str", "rows of the index's indicators.csv whose scales held in either year"),
        SCALE,
        Field("previous_scale_min", "float", "lowest possible score in the earlier year", "as measure"),
        Field("previous_scale_max", "float", "highest possible score in the earlier year", "as measure"),
        Field("level", "float", "score as a share of its range, from 0 to 1"),
        Field("previous_level", "float", "the same of the earlier year"),
        ESTIMATED,
        ORIGIN,
        PREVIOUS_ORIGIN,
        EVIDENCE,
    ),
)


def drivers(data: Data, changes: pd.DataFrame, unit: Unit | str, index: Index | str) -> pd.DataFrame:
    """Take the change of the total of an index apart.

    Parameters
    ----------
    data
        The data: the meanings and scales of the parts.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.
    index
        The index, or its id or label.

    Returns
    -------
    pandas.DataFrame
        See :data:`DRIVERS`. ``adds`` of the dimensions make that of the total, ``adds`` of sub-dimensions that of
        their dimension; it is ``change`` but for a part that is there in one of the years only, and where the
        publisher's sum is known to differ from its parts; missing where the parts have weights that were not
        published. Empty where the unit lacks one of the totals or the index has no parts.

    Examples
    --------
    >>> drivers = chiso.drivers(data, changes, "can-tho", "papi")
    >>> drivers.query("parent == 'TOTAL'").nsmallest(1, "adds")[["code", "part_en"]].values.tolist()
    [['D6', 'Public Service Delivery']]
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    index = index if isinstance(index, Index) else data.index(index)
    mine = changes[(changes["index"] == index.index) & (changes["unit_code"] == unit.code)]
    rows = {row.code: row for row in CHANGES.rows(mine)}
    total = rows.get("TOTAL")
    if total is None or total.value is None or total.previous_value is None or len(rows) == 1:
        return DRIVERS.frame([])
    table = _added(data, changes, index.index)
    found = []
    for at, (current, earlier) in enumerate(table.pairs):
        row = rows.get(current.code) if current else None
        found.append(
            _part(
                data,
                index,
                unit,
                (current, earlier),
                row or _left(table.before, earlier, unit, total, index),
                table.of(at, unit),
                notable_cells(data, changes, index.index),
            )
        )
    return DRIVERS.frame(found)


@dataclasses.dataclass(frozen=True)
class _Added:
    """What every part adds to the change of the total, for all units that have it in both years.

    ``pairs`` are the meanings of a part now and before, the total last; ``adds`` has a row a unit and a column a pair;
    ``before`` the scores of the earlier year by its own codes.
    """

    pairs: tuple[tuple[Indicator | None, Indicator | None], ...]
    units: Mapping[str, int]
    adds: npt.NDArray[np.float64]
    means: npt.NDArray[np.float64]
    before: pd.DataFrame

    def of(self, at: int, unit: Unit) -> tuple[float, float, float, int]:
        """Return what a part adds for a unit, its mean and standard deviation over all, and over how many."""
        column = self.adds[:, at]
        return float(column[self.units[unit.code]]), float(self.means[at]), float(column.std()), len(self.units)


@remembered
def _added(data: Data, changes: pd.DataFrame, index_id: str) -> _Added:
    index = data.catalog.indices[index_id]
    of_index = changes[changes["index"] == index_id]
    years = int(of_index["index_year"].iloc[0]), int(of_index["previous_year"].iloc[0])
    now, before = scores(changes, index_id), _earlier(data, changes, index, years)
    both = now.index[now["TOTAL"].notna()].intersection(before.index[before["TOTAL"].notna()])
    adding = _adding_up(data.catalog, index, years[0], now), _adding_up(data.catalog, index, years[1], before)
    pairs = _pairs(data.catalog, index, years)
    columns = [
        _points(data.catalog, index, now, years[0], adding[0], both)
        - _points(data.catalog, index, then, years[1], adding[1], both)
        for now, then in pairs
    ]
    meaning = data.catalog.indicator(index_id, "TOTAL", years[0])
    pairs.append((meaning, predecessor(data.catalog, index_id, meaning, years[1])))
    columns.append(now.loc[both, "TOTAL"] - before.loc[both, "TOTAL"])
    adds = np.column_stack([column.to_numpy(dtype="float64") for column in columns])
    units = {str(code): at for at, code in enumerate(both)}
    return _Added(tuple(pairs), units, adds, adds.mean(axis=0), before)


def _earlier(data: Data, changes: pd.DataFrame, index: Index, years: tuple[int, int]) -> pd.DataFrame:
    """Return the scores of the earlier year by its own codes: those of parts that were left come from the data."""
    table = data.observations
    rows = table[(table["index"] == index.index) & (table["index_year"] == years[1])]
    before = rows.set_index(["unit_code", "code"])["value"].unstack()  # noqa: PD010 - pivot_table would aggregate
    compared = changes[changes["index"] == index.index]
    codes = compared.drop_duplicates("code").set_index("code")["previous_code"].dropna()
    wide = scores(changes, index.index, earlier=True)
    for code, previous in codes.items():
        if previous and previous in before:
            before[previous] = wide[code].reindex(before.index)
    return before


def _pairs(catalog: Catalog, index: Index, years: tuple[int, int]) -> list[tuple[Indicator | None, Indicator | None]]:
    """Pair the parts of two years by meaning: (now, before), None where one year lacks it."""
    now = [part for part in catalog.in_year(index.index, years[0]).values() if part.parent]
    before = {part.concept: part for part in catalog.in_year(index.index, years[1]).values() if part.parent}
    pairs: list[tuple[Indicator | None, Indicator | None]] = [(part, before.pop(part.concept, None)) for part in now]
    pairs += [(None, part) for part in before.values()]
    return pairs


def _left(before: pd.DataFrame, earlier: Indicator | None, unit: Unit, total: Row, index: Index) -> Row:
    """Return the cells of a part that the index had in the earlier year only."""
    code = earlier.code if earlier else ""
    ranks = rank_scores(before[code], index.sign)
    rank = ranks.get(unit.code)
    return Row(
        index_year=total.index_year,
        previous_year=total.previous_year,
        previous_value=float(before[code][unit.code]),
        previous_rank=None if rank is None or pd.isna(rank) else int(rank),
        previous_units_ranked=int(ranks.notna().sum()),
        previous_raw_table=total.previous_raw_table,
        previous_raw_row=total.previous_raw_row,
        previous_source_id=total.previous_source_id,
    )


def _part(
    data: Data,
    index: Index,
    unit: Unit,
    pair: tuple[Indicator | None, Indicator | None],
    row: Row,
    added: tuple[float, float, float, int],
    cells_marked: float | None,
) -> dict[str, Any]:
    now, before = pair
    meaning = now or before
    if meaning is None:
        raise ValueError("a pair of parts cannot be empty on both sides")
    mine, shared, spread, units = added
    years = row.index_year, row.previous_year
    lines = [part.line for part in data.catalog.indicators[index.index] if any(map(part.holds_in, years))]
    value, previous = row.get("value"), row.get("previous_value")
    comparable = bool(now and before) and bool(row.get("comparable"))
    cells = {name: row[name] for name in row if name in DRIVERS.columns}
    return cells | {
        **index_cells(index),
        **unit_cells(unit),
        **set_cells(data.catalog),
        **part_cells(meaning),
        "presence": "both" if now and before else "entered" if now else "left",
        "comparable": comparable,
        "weight": weight_within(index, data.catalog.in_year(index.index, years[0] if now else years[1]), meaning.code),
        "adds": known(mine),
        "shared": known(shared),
        "own": known(mine - shared),
        "own_spread": known((mine - shared) / spread) if spread > _DUST else None,
        "units": units,
        "is_notable": comparable and value is not None and is_notable(index, row.get("change"), previous),
        "notable_share": index.notable_change,
        "notable_cells": cells_marked,
        "scale_rows": " ".join(map(str, lines)),
        "scale_min": now.scale_min if now else None,
        "scale_max": now.scale_max if now else None,
        "previous_scale_min": before.scale_min if before else None,
        "previous_scale_max": before.scale_max if before else None,
        "level": share_of_range(value, now) if now and value is not None else None,
        "previous_level": share_of_range(previous, before) if before and previous is not None else None,
        "is_estimated": data.catalog.is_estimated(row.index_year),
        "previous_is_estimated": data.catalog.is_estimated(row.previous_year),
        "is_merged": is_merged(data.catalog, unit),
    }


def _adding_up(catalog: Catalog, index: Index, index_year: int, table: pd.DataFrame) -> pd.DataFrame:
    """Return the scores with the parts of each sum shifted so that they add up to it.

    Nothing moves but the parts of a corrected sum: some of them are known with fewer digits than the
    publisher used, and which of them carries the difference is not known.
    """
    indicators = catalog.in_year(index.index, index_year)
    shifted = table.copy()
    for code in {part.parent for part in indicators.values()} - {"", "TOTAL"}:
        children = [part.code for part in indicators.values() if part.parent == code]
        rest = table[code] - table[children].sum(axis=1, skipna=False)
        for child in children:
            shifted[child] += rest.where(rest.abs() > _DUST, 0.0) / len(children)
    return shifted


def _points(
    catalog: Catalog, index: Index, indicator: Indicator | None, index_year: int, table: pd.DataFrame, units: pd.Index
) -> pd.Series:
    """Return what a part adds to the total of units: its scores by its weight, missing where that was not published.

    Zeros for a part that the index does not have, for the sums.
    """
    if indicator is None:
        return pd.Series(0.0, index=units)
    weight = weight_within(index, catalog.in_year(index.index, index_year), indicator.code)
    points: pd.Series = table.loc[units, indicator.code] * (float("nan") if weight is None else weight)
    return points
