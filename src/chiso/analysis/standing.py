"""Where a unit stands among the others in one index year."""

from __future__ import annotations

import dataclasses
from typing import Literal

import pandas as pd

from chiso.catalog import Catalog, Unit

GroupBasis = Literal["publisher", "quartile", "announced"]


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A group of units: ``number`` 1 is the best. ``basis`` says whose groups they are."""

    number: int
    basis: GroupBasis


@dataclasses.dataclass(frozen=True, slots=True)
class Peer:
    """A unit that others are measured against, and how far behind it the unit of the report is (negative)."""

    unit: Unit
    score: float
    distance: float


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """The place of a unit in a whole table.

    ``percentile`` is the share of the other units with a lower score, from 0 to 100. ``median`` is that
    of all ranked units, ``median_distance`` the score minus it. ``best_of_region`` and ``best_city``
    are None where no such unit is ranked; when the unit leads itself, the peer is the unit and the
    distance 0.
    """

    score: float
    rank: int
    units_ranked: int
    percentile: float
    group: Group
    median: float
    median_distance: float
    best_of_region: Peer | None
    best_city: Peer | None


#: PAPI's groups of 63 ranked units: the last rank of each.
_PUBLISHED_OF_63 = (16, 32, 47, 63)

#: In 2023 the publisher named the first two groups of 61 ranked units.
_PUBLISHED_2023 = (15, 30)

#: PAR INDEX groups as the Ministry of Home Affairs announces them: A from 90, B from 80, C from 70.
_ANNOUNCED = (90.0, 80.0, 70.0)


def papi_group(index_year: int, rank: int, units_ranked: int) -> Group:
    """Return PAPI's group of a rank: the publisher's where it is known, else the quartile.

    Parameters
    ----------
    index_year
        The edition.
    rank, units_ranked
        The place and of how many.
    """
    bounds: tuple[int, ...] = ()
    if units_ranked == _PUBLISHED_OF_63[-1]:
        bounds = _PUBLISHED_OF_63
    elif index_year == 2023 and units_ranked == 61:
        bounds = _PUBLISHED_2023
    for number, last in enumerate(bounds, start=1):
        if rank <= last:
            return Group(number, "publisher")
    return Group(-(-4 * rank // units_ranked), "quartile")


def par_group(score: float) -> Group | None:
    """Return the group that the Ministry announces for a PAR INDEX score: 1 is A; None below 70."""
    for number, least in enumerate(_ANNOUNCED, start=1):
        if score >= least:
            return Group(number, "announced")
    return None


def standing(catalog: Catalog, totals: pd.Series, unit: Unit, index_year: int) -> Standing | None:
    """Return the place of a unit in a whole table; None where the unit itself has no total.

    Parameters
    ----------
    catalog
        The units of the table's vintage.
    totals
        All totals by unit code, of a whole table.
    unit
        The unit.
    index_year
        The edition, for the publisher's groups.
    """
    if unit.code not in totals.index:
        return None
    score = float(totals[unit.code])
    rank = int((totals > score).sum()) + 1
    others = len(totals) - 1
    lower = int((totals < score).sum())
    median = float(totals.median())
    region = [one.code for one in catalog.units.in_region(unit)]
    cities = [one.code for one in catalog.units if one.is_city]
    return Standing(
        score=score,
        rank=rank,
        units_ranked=len(totals),
        percentile=100.0 * lower / others if others else 100.0,
        group=papi_group(index_year, rank, len(totals)),
        median=median,
        median_distance=score - median,
        best_of_region=_best(catalog, totals, region, score),
        best_city=_best(catalog, totals, cities, score),
    )


def _best(catalog: Catalog, totals: pd.Series, codes: list[str], score: float) -> Peer | None:
    ranked = totals[totals.index.isin(codes)]
    if ranked.empty:
        return None
    best = str(ranked.idxmax())
    return Peer(catalog.units.by_code[best], float(ranked[best]), score - float(ranked[best]))
