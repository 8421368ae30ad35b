"""Ranges of ranks of all units in the index year: of the whole table, likely ones, and who may be among the first."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pandas as pd

from chiso.facts.data import Data
from chiso.facts.memo import remembered
from chiso.facts.rank_sets import LikelyRanks, likely_ranks, marginal_sets, simultaneous_sets, top_sets

Range = tuple[int, int]


@dataclasses.dataclass(frozen=True)
class Measured:
    """The totals of all ranked units of an index and their standard errors; more is better."""

    codes: tuple[str, ...]
    scores: tuple[float, ...]
    errors: tuple[float, ...]


def measured(data: Data, changes: pd.DataFrame, index: str) -> Measured | None:
    """Return the totals of an index with their errors; None where the error of one of them is not known."""
    rows = changes[(changes["index"] == index) & (changes["code"] == "TOTAL") & changes["value"].notna()]
    if len(rows) < 2 or rows["standard_error"].isna().any():
        return None
    scores = rows["value"] * data.catalog.indices[index].sign
    return Measured(tuple(rows["unit_code"]), tuple(scores.tolist()), tuple(rows["standard_error"].tolist()))


@remembered
def table_ranges(data: Data, changes: pd.DataFrame, index: str) -> Mapping[str, Range]:
    """Return ranges that hold the ranks of all units at once with 95 %, by unit; empty where errors are not known."""
    found = measured(data, changes, index)
    if found is None:
        return {}
    sets = simultaneous_sets(found.scores, found.errors)
    return {code: (int(low), int(high)) for code, low, high in zip(found.codes, sets.low, sets.high, strict=True)}


@remembered
def first_units(data: Data, changes: pd.DataFrame, index: str, places: int) -> frozenset[str] | None:
    """Return the units that may be among the first ones, none of which is missing with 95 %; None without errors."""
    found = measured(data, changes, index)
    if found is None or places >= len(found.codes):
        return None
    may_be = top_sets(found.scores, found.errors, places)
    return frozenset(code for code, is_in in zip(found.codes, may_be, strict=True) if is_in)


@remembered
def _likely(data: Data, changes: pd.DataFrame, index: str) -> tuple[tuple[str, ...], LikelyRanks] | None:
    found = measured(data, changes, index)
    return None if found is None else (found.codes, likely_ranks(found.scores, found.errors))


def likely_range(data: Data, changes: pd.DataFrame, index: str, unit_code: str) -> Range | None:
    """Return the range that the rank of a unit is in nine times out of ten; None where errors are not known."""
    found = _likely(data, changes, index)
    if found is None or unit_code not in found[0]:
        return None
    at = found[0].index(unit_code)
    return int(found[1].low[at]), int(found[1].high[at])


def group_chances(
    data: Data, changes: pd.DataFrame, index: str, unit_code: str, bounds: Sequence[Range]
) -> list[float] | None:
    """Return how likely a unit is in each group of ranks; None where errors are not known."""
    found = _likely(data, changes, index)
    if found is None or unit_code not in found[0]:
        return None
    chances: list[float] = found[1].group_probabilities(list(bounds))[found[0].index(unit_code)].tolist()
    return chances


def range_with(found: Measured, unit_code: str, score: float) -> Range:
    """Return the places that a unit with another score would leave open, all other units staying as they are."""
    scores = list(found.scores)
    at = found.codes.index(unit_code)
    scores[at] = score
    sets = marginal_sets(scores, found.errors)
    return int(sets.low[at]), int(sets.high[at])
