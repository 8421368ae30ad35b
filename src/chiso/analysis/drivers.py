"""What moved a total: its change taken apart into dimensions and sub-dimensions, exactly.

Every part's change is also split into what all units shared, the mean change of the units that have the
part in both years, and the unit's own. A shift of the whole series, as a new question brings, is shared;
what is left tells where the unit went its own way.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import Literal

import pandas as pd

from chiso.analysis.comparability import reasons
from chiso.analysis.ranking import rank_scores
from chiso.analysis.tables import scores
from chiso.catalog import Catalog, Indicator
from chiso.ingest import Observations

NOTABLE = 0.05
"""A change of more than this share of the earlier score is marked, as PAPI's publishers do."""

_DUST = 1e-9
"""Differences below this come from binary fractions."""

Presence = Literal["both", "entered", "left"]


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One dimension or sub-dimension in the change of a total.

    Attributes
    ----------
    indicator
        What it means in the index year; in the year before, where it left.
    parent
        The code that it is a part of in the decomposition.
    presence
        ``both``, or ``entered`` / ``left`` where the index has it in one of the years only.
    value, previous_value
        The scores as published; 0 stands in the sums for a part that is not there.
    change
        What it adds to the change of the total, in points: the difference of the two scores. Only where
        the publisher's sum is known to differ from its parts is the difference shared out among them.
    shared, own
        ``change`` split into the mean change of all units and the rest. For a part that entered or
        left, both halves follow the same rule.
    rank, previous_rank, units_ranked, previous_units_ranked
        Places among the units that have the part.
    comparable
        Whether the change may be read as a gain or a loss.
    rescaled, previous_rescaled
        The scores as shares of their ranges, from 0 to 1: the way to set two scales side by side.
    """

    indicator: Indicator
    parent: str
    presence: Presence
    value: float | None
    previous_value: float | None
    change: float
    shared: float
    own: float
    rank: int | None
    previous_rank: int | None
    units_ranked: int
    previous_units_ranked: int
    comparable: bool
    rescaled: float | None
    previous_rescaled: float | None

    @property
    def relative_change(self) -> float | None:
        """The change as a share of the earlier score; None where one of the two is missing."""
        if self.value is None or not self.previous_value:
            return None
        return self.change / self.previous_value

    @property
    def notable(self) -> bool:
        """Whether the publisher would mark the change: more than 5 % up or down, on one scale."""
        return self.comparable and self.relative_change is not None and abs(self.relative_change) > NOTABLE


@dataclasses.dataclass(frozen=True, slots=True)
class Decomposition:
    """The change of a unit's total: ``change`` = ``shared`` + ``own`` = the sum over ``dimensions``.

    ``components`` are the sub-dimensions; those of a dimension add up to its change.
    """

    change: float
    shared: float
    own: float
    dimensions: tuple[Part, ...]
    components: tuple[Part, ...]


@functools.lru_cache(maxsize=8)
def decompose(
    catalog: Catalog, observations: Observations, index: str, unit_code: str, index_year: int
) -> Decomposition | None:
    """Take the change of a unit's total from the year before apart.

    Parameters
    ----------
    catalog, observations
        What is known.
    index, unit_code, index_year
        The total: that of ``index_year`` against the year before.

    Returns
    -------
    Decomposition or None
        None where the unit lacks one of the totals or the index has no parts.
    """
    now, before = scores(observations, index, index_year), scores(observations, index, index_year - 1)
    if "TOTAL" not in now or "TOTAL" not in before or unit_code not in now.index or unit_code not in before.index:
        return None
    if pd.isna(now["TOTAL"][unit_code]) or pd.isna(before["TOTAL"][unit_code]):
        return None
    # Shared changes are means over the units that have both totals: only so do the means of the parts
    # add up to the mean of the total.
    both = now.index[now["TOTAL"].notna()].intersection(before.index[before["TOTAL"].notna()])
    adding = _adding_up(catalog, index, index_year, now), _adding_up(catalog, index, index_year - 1, before)
    parts = [
        _part(catalog, index, index_year, pair, ((now, before), adding), unit_code, both)
        for pair in _pairs(catalog, index, index_year)
    ]
    if not parts:
        return None
    total = now.loc[both, "TOTAL"] - before.loc[both, "TOTAL"]
    change, shared = float(total[unit_code]), float(total.mean())
    dimensions = tuple(part for part in parts if part.parent == "TOTAL")
    components = tuple(part for part in parts if part.parent != "TOTAL")
    return Decomposition(change, shared, change - shared, dimensions, components)


def largest_own(decomposition: Decomposition, count: int = 3) -> tuple[list[Part], list[Part]]:
    """Return the largest own losses and gains among the comparable sub-dimensions.

    A part across a break is in neither list, though its own change may be told beside the shared one;
    see :func:`shifted`.

    Returns
    -------
    losses, gains : lists of Part
        The strongest first; fewer than ``count`` where there are fewer.
    """
    ordered = sorted((part for part in decomposition.components if part.comparable), key=lambda part: part.own)
    losses = [part for part in ordered if part.own < 0][:count]
    gains = [part for part in reversed(ordered) if part.own > 0][:count]
    return losses, gains


def shifted(catalog: Catalog, decomposition: Decomposition, index: str, index_year: int) -> list[Part]:
    """Return the sub-dimensions whose whole series moved, the level of all units at once.

    Their change is mostly shared. What is the unit's own says only whether it moved more or less than
    the others.
    """
    return [
        part
        for part in decomposition.components
        if part.presence == "both"
        and {reason.kind for reason in reasons(catalog, index, part.indicator.code, index_year)} == {"level"}
    ]


def rescale(value: float, indicator: Indicator) -> float:
    """Return a score as the share of its range, from 0 (lowest possible) to 1 (highest)."""
    return (value - indicator.scale_min) / (indicator.scale_max - indicator.scale_min)


def _pairs(catalog: Catalog, index: str, index_year: int) -> list[tuple[Indicator | None, Indicator | None]]:
    """Pair the parts of two years by concept: (now, before), None where one year lacks it."""
    now = [one for one in catalog.in_year(index, index_year).values() if one.parent]
    before = {one.concept: one for one in catalog.in_year(index, index_year - 1).values() if one.parent}
    pairs: list[tuple[Indicator | None, Indicator | None]] = [(one, before.pop(one.concept, None)) for one in now]
    pairs += [(None, one) for one in before.values()]
    return pairs


def _part(
    catalog: Catalog,
    index: str,
    index_year: int,
    pair: tuple[Indicator | None, Indicator | None],
    tables: tuple[tuple[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]],
    unit_code: str,
    both: pd.Index,
) -> Part:
    """Return one part: its scores and places as published, its change as it adds up."""
    now, before = pair
    kept = now or before
    if kept is None:
        raise ValueError("a pair of parts cannot be empty on both sides")
    published, adding = tables
    current = published[0][now.code] if now else None
    earlier = published[1][before.code] if before else None
    change = _column(adding[0], now, both) - _column(adding[1], before, both)
    ranks_now, ranks_before = _ranks(current), _ranks(earlier)
    mine = float(change[unit_code])
    value = None if current is None else float(current[unit_code])
    previous = None if earlier is None else float(earlier[unit_code])
    return Part(
        indicator=kept,
        parent=kept.parent,
        presence="both" if now and before else ("entered" if now else "left"),
        value=value,
        previous_value=previous,
        change=mine,
        shared=float(change.mean()),
        own=mine - float(change.mean()),
        rank=_rank(ranks_now, unit_code),
        previous_rank=_rank(ranks_before, unit_code),
        units_ranked=int(ranks_now.notna().sum()),
        previous_units_ranked=int(ranks_before.notna().sum()),
        comparable=bool(now and before) and not reasons(catalog, index, kept.code, index_year),
        rescaled=rescale(value, now) if now and value is not None else None,
        previous_rescaled=rescale(previous, before) if before and previous is not None else None,
    )


def _adding_up(catalog: Catalog, index: str, index_year: int, table: pd.DataFrame) -> pd.DataFrame:
    """Return the scores with the parts of each sum shifted so that they add up to it.

    Nothing moves but the parts of a corrected sum: some of them are known with fewer digits than the
    publisher used, and which of them carries the difference is not known.
    """
    indicators = catalog.in_year(index, index_year)
    shifted_table = table.copy()
    for code in {one.parent for one in indicators.values()} - {"", "TOTAL"}:
        children = [one.code for one in indicators.values() if one.parent == code]
        rest = table[code] - table[children].sum(axis=1, skipna=False)
        for child in children:
            shifted_table[child] += rest.where(rest.abs() > _DUST, 0.0) / len(children)
    return shifted_table


def _column(table: pd.DataFrame, indicator: Indicator | None, units: pd.Index) -> pd.Series:
    """Return the scores of units; zeros for a part that the index does not have, for the sums."""
    return pd.Series(0.0, index=units) if indicator is None else table.loc[units, indicator.code]


def _ranks(column: pd.Series | None) -> pd.Series:
    return pd.Series(dtype="Int64") if column is None else rank_scores(column)


def _rank(ranks: pd.Series, unit_code: str) -> int | None:
    rank = ranks.get(unit_code)
    return None if rank is None or pd.isna(rank) else int(rank)
