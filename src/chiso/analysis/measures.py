"""A plan's measures beside the indicator that each aims at, before the plan and since. No cause is claimed."""

from __future__ import annotations

import dataclasses

from chiso.analysis.comparability import reasons
from chiso.analysis.ranking import rank_scores
from chiso.analysis.tables import scores
from chiso.catalog import Catalog, Indicator
from chiso.catalog.tables import Measure
from chiso.ingest import Observations


@dataclasses.dataclass(frozen=True, slots=True)
class Level:
    """An indicator in one index year: its score, place and change; ``comparable`` with the year before.

    ``change`` is None where a score is missing or nothing of the same meaning went before.
    """

    index_year: int
    indicator: Indicator
    value: float | None
    rank: int | None
    units_ranked: int
    change: float | None
    comparable: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Aimed:
    """A measure with the course of the indicator that it aims at; empty where it aims at none."""

    measure: Measure
    levels: tuple[Level, ...]


def measures_of(
    catalog: Catalog, observations: Observations, unit_code: str, plan_year: int, last_index_year: int
) -> list[Aimed]:
    """Return the measures of a unit's plan, each with its indicator's course.

    Parameters
    ----------
    catalog, observations
        What is known.
    unit_code, plan_year
        The plan.
    last_index_year
        The last index year to show. The course begins in the year before the plan, the last one that
        the plan could know.
    """
    mine = [one for one in catalog.measures if one.province_code == unit_code and one.plan_year == plan_year]
    years = range(plan_year - 1, last_index_year + 1)
    return [Aimed(one, tuple(_levels(catalog, observations, unit_code, one.papi_concept, years))) for one in mine]


def _levels(catalog: Catalog, observations: Observations, unit_code: str, concept: str, years: range) -> list[Level]:
    if not concept:
        return []
    levels = []
    for year in years:
        indicator = _of_concept(catalog, concept, year)
        if indicator is None or ("papi", year) not in catalog.publications:
            continue
        table = scores(observations, "papi", year)
        if indicator.code not in table:
            continue
        column = table[indicator.code]
        ranks = rank_scores(column)
        value = _number(column.get(unit_code))
        before = _of_concept(catalog, concept, year - 1)
        previous = None
        if before is not None and ("papi", year - 1) in catalog.publications:
            earlier = scores(observations, "papi", year - 1)
            previous = _number(earlier[before.code].get(unit_code)) if before.code in earlier else None
        levels.append(
            Level(
                index_year=year,
                indicator=indicator,
                value=value,
                rank=None if value is None else int(ranks[unit_code]),
                units_ranked=int(ranks.notna().sum()),
                change=None if value is None or previous is None else round(value - previous, 6),
                comparable=not reasons(catalog, "papi", indicator.code, year),
            )
        )
    return levels


def _of_concept(catalog: Catalog, concept: str, year: int) -> Indicator | None:
    return next((one for one in catalog.in_year("papi", year).values() if one.concept == concept), None)


def _number(value: object) -> float | None:
    return None if value is None or value != value else float(str(value))  # noqa: PLR0124 - NaN differs from itself
