"""The profile of a unit: each sub-dimension against the median of all units and of its region."""

from __future__ import annotations

import dataclasses

import pandas as pd

from chiso.analysis.drivers import NOTABLE, rescale
from chiso.analysis.ranking import rank_scores
from chiso.analysis.tables import scores, whole_totals
from chiso.catalog import Catalog, Indicator, Unit
from chiso.ingest import Observations


@dataclasses.dataclass(frozen=True, slots=True)
class Trait:
    """One sub-dimension in the profile of a unit; all levels are shares of the range, from 0 to 1.

    Attributes
    ----------
    indicator
        What it means in the index year.
    level
        The unit's; None where it was withheld.
    national, regional
        The medians of the units, and of those of the region, that have it. ``regional`` is None where
        none has.
    """

    indicator: Indicator
    level: float | None
    national: float
    regional: float | None

    @property
    def above_national(self) -> float | None:
        """The unit's level minus the national median."""
        return None if self.level is None else self.level - self.national

    @property
    def above_regional(self) -> float | None:
        """The unit's level minus the region's median."""
        return None if self.level is None or self.regional is None else self.level - self.regional


def profile(catalog: Catalog, observations: Observations, index: str, unit: Unit, index_year: int) -> list[Trait]:
    """Return the profile of a unit in a whole table.

    Returns
    -------
    list of Trait
        A trait for every sub-dimension, in the order of the codes; empty where the table is not whole
        or the index has none.
    """
    if whole_totals(catalog, observations, index, index_year) is None:
        return []
    table = scores(observations, index, index_year)
    region = table.index.intersection([one.code for one in catalog.units.in_region(unit)])
    traits = []
    for indicator in catalog.in_year(index, index_year).values():
        if indicator.parent in ("", "TOTAL"):
            continue
        column = table[indicator.code]
        mine = column.get(unit.code)
        beside = column.loc[region].dropna()
        traits.append(
            Trait(
                indicator=indicator,
                level=None if mine is None or pd.isna(mine) else rescale(float(mine), indicator),
                national=rescale(float(column.median()), indicator),
                regional=rescale(float(beside.median()), indicator) if len(beside) else None,
            )
        )
    return traits


def is_notable(change: float | None, previous: float | None) -> bool:
    """Whether PAPI's publishers would mark a change: more than 5 % of the earlier score."""
    return change is not None and bool(previous) and abs(change / float(previous or 1.0)) > NOTABLE


def rank_history(
    catalog: Catalog, observations: Observations, index: str, years: list[int]
) -> dict[int, dict[str, int]]:
    """Return the ranks of all units that have one, by unit code, in every year whose table is whole."""
    return {
        year: {str(code): int(rank) for code, rank in rank_scores(totals).items()}
        for year in years
        if (totals := whole_totals(catalog, observations, index, year)) is not None
    }
