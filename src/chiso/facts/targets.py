"""What a plan wants, how far it is, and what became of it."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from chiso.catalog import Target, Unit
from chiso.facts.comparability import reasons
from chiso.facts.course import COURSE, course
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, unit_cells
from chiso.facts.frames import INDEX, ORIGIN, SCORE, UNIT, YEAR, Field, Row, Schema, fields, names
from chiso.facts.ranking import is_reached
from chiso.facts.results import RESULTS

Verdict = Literal["reached", "missed", "unknown", "not_set", "other_scale"]
VERDICTS: tuple[Verdict, ...] = ("reached", "missed", "unknown", "not_set", "other_scale")

_PLAN = (
    Field("plan_year", "int", "year that the plan is for", required=True),
    Field("target_score", "float", "score wanted at least (at most, where less is better)", "as measure"),
    Field("target_rank", "int", "place wanted or better"),
    Field("target_scale_max", "float", "highest possible score when the target was set", "as measure"),
    *names("plan", "where the target was read"),
    Field("plan_source_id", "str", "source of the target"),
    Field("plan_raw_row", "str", "row of plans/targets.csv"),
    Field("is_draft", "bool", "whether the plan is a draft"),
)

TARGETS = Schema(
    "targets",
    "The targets of a plan beside the last results that were known when it applied, a row an index",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SCORE,
        _PLAN,
        Field("scale_max", "float", "highest possible score in the index year", "as measure"),
        Field("has_edition", "bool", "whether the index has an edition for the index year"),
        Field("same_scale", "bool", "whether target and score are on one scale"),
        Field(
            "score_gap", "float", "what is still to go, by the direction of the index; 0 or less: reached", "as measure"
        ),
        Field("rank_gap", "int", "rank - target_rank: places still to go; 0 or less: reached"),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        ORIGIN,
    ),
)

OUTCOME = Schema(
    "verdicts",
    "What became of the targets of a plan: a row an index",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SCORE,
        _PLAN,
        Field("score_verdict", "str", "whether the score was reached", allowed=VERDICTS, required=True),
        Field("rank_verdict", "str", "whether the place was reached", allowed=VERDICTS, required=True),
        Field("verdict", "str", "the target as a whole", allowed=VERDICTS, required=True),
        Field("comparable", "bool", "whether no break lies between plan and result"),
        names("break", "what changed between plan and result"),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        ORIGIN,
    ),
)


def targets(data: Data, results: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of a unit's plan for the briefing year.

    Parameters
    ----------
    data
        The data: the plans.
    results
        A frame of :func:`chiso.results`: the unit and what the targets are held against.

    Returns
    -------
    pandas.DataFrame
        See :data:`TARGETS`; empty where no plan is known.

    Examples
    --------
    >>> targets = chiso.targets(data, results)
    >>> targets[["index_label", "target_score", "target_rank", "rank_gap"]].values.tolist()
    [['PAR INDEX', 86.0, 15, 22], ['SIPAS', 88.0, 25, 13], ['PAPI', 45.0, 20, 9]]
    """
    rows = {row["index"]: row for row in RESULTS.rows(results)}
    unit_code = next((row.unit_code for row in rows.values()), "")
    plan = targets_of(data, unit_code, data.year)
    return TARGETS.frame(_target(data, target, rows[target.index]) for target in plan if target.index in rows)


def verdicts(data: Data, changes: pd.DataFrame, unit: Unit | str, *, plan_year: int | None = None) -> pd.DataFrame:
    """Return what became of a plan in the index year that it was for.

    Parameters
    ----------
    data
        The data: plans and results.
    changes
        A frame of :func:`chiso.changes`, which has the results of the years that it compares.
    unit
        The unit, or its slug, code or name.
    plan_year
        The year of the plan; the last one before the briefing year if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`OUTCOME`; empty where no such plan is known.

    Examples
    --------
    >>> verdicts = chiso.verdicts(data, changes, "can-tho")
    >>> verdicts[["plan_year", "index_label", "verdict"]].values.tolist()
    [[2020, 'PAPI', 'other_scale']]
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    earlier = {
        target.plan_year
        for target in data.catalog.targets
        if target.province_code == unit.code and target.plan_year < data.year
    }
    year = max(earlier, default=0) if plan_year is None else plan_year
    return OUTCOME.frame(_outcome(data, changes, unit, target) for target in targets_of(data, unit.code, year))


def targets_of(data: Data, unit_code: str, plan_year: int) -> list[Target]:
    """Return the targets of a unit for a year, in the order of the indices."""
    order = list(data.catalog.indices)
    mine = [
        target for target in data.catalog.targets if target.province_code == unit_code and target.plan_year == plan_year
    ]
    return sorted(mine, key=lambda target: order.index(target.index))


def _plan_cells(data: Data, target: Target) -> dict[str, Any]:
    then = next((part for part in data.catalog.indicators[target.index] if part.concept == target.concept), None)
    source = data.catalog.sources.get(target.source_id) if target.source_id else None
    return {
        "plan_year": target.plan_year,
        "target_score": target.target_score,
        "target_rank": target.target_rank_within,
        "target_scale_max": then.scale_max if then else None,
        "plan_vi": source.name("vi") if source else target.source("vi"),
        "plan_en": source.name("en") if source else target.source("en"),
        "plan_source_id": target.source_id,
        "plan_raw_row": str(target.line),
        "is_draft": target.status == "draft",
    }


def _target(data: Data, target: Target, result: Row) -> dict[str, Any]:
    total = data.catalog.in_year(target.index, result.index_year).get("TOTAL")
    same_scale = not result.has_edition or total is None or total.concept == target.concept
    score_gap = rank_gap = None
    if result.has_edition and same_scale:
        if target.target_score is not None and result.value is not None:
            score_gap = round((target.target_score - result.value) * result.sign, 6)
        if target.target_rank_within is not None and result.rank is not None:
            rank_gap = result.rank - target.target_rank_within
    cells = {name: result[name] for name in result if name in TARGETS.columns}
    return cells | _plan_cells(data, target) | {"same_scale": same_scale, "score_gap": score_gap, "rank_gap": rank_gap}


def _outcome(data: Data, changes: pd.DataFrame, unit: Unit, target: Target) -> dict[str, Any]:
    index, year = data.catalog.indices[target.index], target.plan_year
    points = COURSE.rows(course(data, changes, unit, index))
    point = next((row for row in points if row.index_year == year), None)
    score: Verdict = "not_set" if target.target_score is None else "unknown"
    rank: Verdict = "not_set" if target.target_rank_within is None else "unknown"
    if point is not None:
        if target.target_score is not None and point.concept != target.concept:
            score = "other_scale"
        elif target.target_score is not None and point.value is not None:
            score = "reached" if is_reached(point.value, target.target_score, index.sign) else "missed"
        if target.target_rank_within is not None and point.rank is not None:
            rank = "reached" if point.rank <= target.target_rank_within else "missed"
    has_edition = (target.index, year) in data.catalog.publications
    met = reasons(data.catalog, target.index, "TOTAL", year) if has_edition else []
    breaks = [
        found
        for found in data.catalog.breaks
        if (found.index, found.code, found.first_year_of_new_series) == (target.index, "TOTAL", year)
    ]
    cells = {name: point[name] for name in point if name in OUTCOME.columns} if point else {}
    return (
        {**index_cells(index), **unit_cells(unit), "index_year": year}
        | cells
        | _plan_cells(data, target)
        | {
            "score_verdict": score,
            "rank_verdict": rank,
            "verdict": _together(score, rank),
            "comparable": not met,
            "break_vi": " ".join(found.what("vi") for found in breaks),
            "break_en": " ".join(found.what("en") for found in breaks),
            "is_estimated": data.catalog.is_estimated(year),
        }
    )


def _together(score: Verdict, rank: Verdict) -> Verdict:
    """Return the verdict on a target as a whole: missed where any part was, reached where all that was set was."""
    parts = {score, rank} - {"not_set"}
    if "missed" in parts:
        return "missed"
    return "reached" if parts == {"reached"} else "other_scale" if parts == {"other_scale"} else "unknown"
