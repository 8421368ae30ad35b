"""A plan's measures beside the indicator that each aims at, before the plan and since. No cause is claimed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from chiso.catalog import Index, Indicator, Unit
from chiso.facts.comparability import reasons
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, known, part_cells, unit_cells
from chiso.facts.entries import COURSE_OF_WORK, MEASURE, NO_INDEX, OWNER, as_of_day, entry_cells, given_day
from chiso.facts.error_series import estimates_of
from chiso.facts.evidence import VERDICTS, verdicts_of
from chiso.facts.frames import ORIGIN, ORIGIN_NAMES, PART, PREVIOUS_ORIGIN, SCORE, UNIT, YEAR, Field, Schema, fields
from chiso.facts.ranking import rank_scores
from chiso.facts.whole import is_whole

MEASURES = Schema(
    "measures",
    "The measures of a plan: a row a measure and index year of the indicator that it aims at, or one row without",
    fields(
        NO_INDEX,
        YEAR,
        UNIT,
        PART,
        SCORE,
        MEASURE,
        Field("has_indicator", "bool", "whether the measure aims at an indicator that is known here"),
        Field("change", "float", "value - that of the year before, of the same meaning", "as measure"),
        Field("comparable", "bool", "whether the change may be read as a gain or a loss"),
        Field("verdict", "str", "what may be said of the change by its error", allowed=("", *VERDICTS)),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        Field("previous_year", "int", "the year before"),
        ORIGIN,
        PREVIOUS_ORIGIN,
        OWNER,
        COURSE_OF_WORK,
    ),
)


def measures(
    data: Data,
    changes: pd.DataFrame,
    unit: Unit | str,
    *,
    plan_year: int | None = None,
    as_of: dt.date | str | None = None,
) -> pd.DataFrame:
    """Return the measures of a unit's plan, each with the course of its indicator.

    Parameters
    ----------
    data
        The data: plans, and figures of earlier years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    unit
        The unit, or its slug, code or name.
    plan_year
        The year of the plan; that of the briefing, or the last one before it, if not given.
    as_of
        The day as of which it is told what became of a measure; that of the latest publication or plan of the
        unit that the briefing year knows if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`MEASURES`. Who answers for a measure, by when, and what became of it is said in each of its rows.
        The course begins in the year before the plan, the last one that the plan could know.

    Examples
    --------
    >>> measures = chiso.measures(data, changes, "can-tho")
    >>> measures["plan_year"].unique().tolist()
    [2021]
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    years = plan_years(data, unit)
    year = max(years, default=0) if plan_year is None else plan_year
    day = as_of_day(data, unit) if as_of is None else given_day(as_of)
    plan = [one for one in data.catalog.measures if (one.province_code, one.plan_year) == (unit.code, year)]
    rows: list[dict[str, Any]] = []
    for number, measure in enumerate(plan, start=1):
        index = data.catalog.indices.get(measure.index)
        base = {**(index_cells(index) if index else {}), **unit_cells(unit)}
        base |= entry_cells(data, measure, number, day)
        base |= {"index_year": data.index_year, "code": "", "has_indicator": False}
        concept = data.catalog.store.concept_of(measure)
        span = range(year - 1, data.index_year + 1)
        course = levels(data, changes, index, unit, concept, span) if index and concept else []
        rows += [base | level for level in course] or [base]
    return MEASURES.frame(rows)


def plan_years(data: Data, unit: Unit) -> list[int]:
    """Return the years that a unit has plans with measures for, up to that of the briefing."""
    found = {one.plan_year for one in data.catalog.measures if one.province_code == unit.code}
    return sorted(year for year in found if year <= data.year)


class _Scores:
    """The scores of an edition by unit and code; those of the years compared as the changes have them."""

    def __init__(self, data: Data, changes: pd.DataFrame) -> None:
        self._data, self._changes = data, changes

    def column(self, index: Index, part: Indicator, year: int) -> pd.DataFrame:
        """Return value, raw_table, raw_row and source_id of all units."""
        changes, cells = self._changes, ["value", *ORIGIN_NAMES]
        for prefix, code in (("", "code"), ("previous_", "previous_code")):
            at = f"{prefix}year" if prefix else "index_year"
            rows = changes[(changes["index"] == index.index) & (changes[at] == year) & (changes[code] == part.code)]
            if len(rows):
                named = {f"{prefix}{name}": name for name in cells}
                return rows.set_index("unit_code")[list(named)].rename(columns=named)
        table = self._data.observations
        rows = table[(table["index"] == index.index) & (table["index_year"] == year) & (table["code"] == part.code)]
        return rows.set_index("unit_code")[cells]

    def has_all(self, index: Index, column: pd.DataFrame, year: int) -> bool:
        """Whether a part is known of every unit whose total is."""
        table = self._data.observations
        totals = table[(table["index"] == index.index) & (table["index_year"] == year) & (table["code"] == "TOTAL")]
        return int(column["value"].notna().sum()) >= int(totals["value"].notna().sum())

    def verdict(self, index: Index, unit: Unit, part: Indicator, moved: pd.Series, year: int) -> str:
        """Return what may be said of the change of a unit from the year before, given that of all units.

        As the changes have it; of earlier years by the error that is estimated from scores.
        """
        changes = self._changes
        years = (changes["index_year"] == year) & (changes["previous_year"] == year - 1)
        rows = changes[years & (changes["index"] == index.index) & (changes["unit_code"] == unit.code)]
        told = rows.loc[rows["code"] == part.code, "verdict"]
        if len(told):
            return str(known(told.iloc[0]) or "")
        # Estimates go by the codes of the index year; the meaning may have had another before.
        now = part_of_concept(self._data, index, part.concept, self._data.index_year)
        key = index.index, now.code if now else ""
        noise = estimates_of(self._data, [key], year)[key].noise
        error = float("nan") if noise is None else noise * 2**0.5
        return str(verdicts_of(moved, float(moved.mean()), error)[unit.code])


def levels(
    data: Data, changes: pd.DataFrame, index: Index, unit: Unit, concept: str, years: range
) -> list[dict[str, Any]]:
    """Return the score of a unit by what a concept means, a row a year that measures it, with change and verdict.

    Ranks are worked out over whole tables alone.
    """
    tables, found = _Scores(data, changes), []
    for year in years:
        part = part_of_concept(data, index, concept, year)
        if part is None or (index.index, year) not in data.catalog.publications:
            continue
        column = tables.column(index, part, year)
        if column.empty:
            continue
        ranks = rank_scores(column["value"], index.sign)
        is_ranked = is_whole(data, changes, index.index, year) and tables.has_all(index, column, year)
        value = known(column["value"].get(unit.code))
        before = part_of_concept(data, index, concept, year - 1)
        previous, origin, verdict = None, {}, None
        comparable = not reasons(data.catalog, index.index, part.code, year)
        if before is not None and (index.index, year - 1) in data.catalog.publications:
            earlier = tables.column(index, before, year - 1)
            previous = known(earlier["value"].get(unit.code))
            if value is not None and previous is not None:
                moved = column["value"] - earlier["value"]
                verdict = tables.verdict(index, unit, part, moved, year) if comparable else ""
            origin = {f"previous_{name}": known(earlier[name].get(unit.code)) for name in ORIGIN_NAMES}
        found.append(
            {
                **part_cells(part),
                "has_indicator": True,
                "index_year": year,
                "value": value,
                "rank": None if value is None or not is_ranked else int(ranks[unit.code]),
                "units_ranked": int(ranks.notna().sum()) if is_ranked else None,
                "change": None if value is None or previous is None else round(value - previous, 6),
                "comparable": comparable,
                "verdict": verdict,
                "is_estimated": data.catalog.is_estimated(year),
                "previous_year": year - 1,
                **{name: known(column[name].get(unit.code)) for name in ORIGIN_NAMES},
                **origin,
            }
        )
    return found


def part_of_concept(data: Data, index: Index, concept: str, year: int) -> Indicator | None:
    """Return what a concept is in a year, under whatever code; None where it is not measured."""
    return next((part for part in data.catalog.in_year(index.index, year).values() if part.concept == concept), None)
