"""What if one part of an index were at another level: the total and the rank that would follow.

Arithmetic on published figures, not a forecast: all other parts and all other units stay as they are.
"""

from __future__ import annotations

import dataclasses
from typing import Literal

import pandas as pd

from chiso.analysis.tables import scores, whole_totals
from chiso.catalog import Catalog
from chiso.ingest import Observations

Aim = Literal["earlier", "region_best", "median"]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """What one step would bring.

    ``level`` is the score that the part would have, ``gain`` how much that is more than now (negative
    where the unit is already above), ``total`` and ``rank`` what would follow, ``places`` the places won.
    """

    code: str
    aim: Aim
    level: float
    gain: float
    total: float
    rank: int
    places: int


def with_part(totals: pd.Series, unit_code: str, change: float) -> tuple[float, int]:
    """Return the total and rank of a unit whose total changes by ``change`` while all others stay.

    Parameters
    ----------
    totals
        The totals of a whole table by unit.
    unit_code
        A unit of the table.
    change
        Points to add.
    """
    total = float(totals[unit_code]) + change
    others = totals.drop(unit_code)
    return total, int((others > total + 1e-9).sum()) + 1


def level_of(table: pd.DataFrame, code: str, aim: Aim, *, earlier: float | None, region: list[str]) -> float | None:
    """Return the score that a part would have: its earlier one, the region's best, or the median of all.

    Parameters
    ----------
    table
        The scores of the edition, units down, codes across.
    code
        The part.
    aim
        ``earlier``, ``region_best`` or ``median``.
    earlier
        The unit's own score in the year before, where the two years may be compared.
    region
        The codes of the units of the region.

    Returns
    -------
    float or None
        None where it is not known.
    """
    if aim == "earlier":
        return earlier
    column = table[code].dropna() if code in table else pd.Series(dtype=float)
    if aim == "region_best":
        column = column[column.index.isin(region)]
    if column.empty:
        return None
    return float(column.median() if aim == "median" else column.max())


def step(
    catalog: Catalog,
    observations: Observations,
    index: str,
    unit_code: str,
    index_year: int,
    code: str,
    aim: Aim,
    *,
    earlier: float | None = None,
) -> Step | None:
    """Return what a unit's total and rank would be if one part were at another level.

    Parameters
    ----------
    catalog, observations
        What is known.
    index, unit_code, index_year
        The unit's table.
    code
        A dimension or sub-dimension.
    aim
        The level: see :func:`level_of`.
    earlier
        The score of the part in the year before, for the aim ``earlier``.

    Returns
    -------
    Step or None
        None where the table is not whole, the unit has no total, or the level is not known.
    """
    totals = whole_totals(catalog, observations, index, index_year)
    table = scores(observations, index, index_year)
    if totals is None or unit_code not in totals.index or code not in table:
        return None
    region = [unit.code for unit in catalog.units.in_region(catalog.units.by_code[unit_code])]
    level = level_of(table, code, aim, earlier=earlier, region=region)
    now = float(table[code][unit_code])
    if level is None or pd.isna(now):
        return None
    gain = level - now
    total, rank = with_part(totals, unit_code, gain)
    _, current = with_part(totals, unit_code, 0.0)
    return Step(code, aim, level, gain, total, rank, current - rank)
