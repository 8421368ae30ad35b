"""Holding what official documents state against what the data give."""

from __future__ import annotations

import dataclasses
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

from chiso.analysis.series import Point, course
from chiso.catalog import Catalog, Statement
from chiso.ingest import Observations

Verdict = Literal["agrees", "cut_off", "disagrees", "not_checkable"]


@dataclasses.dataclass(frozen=True, slots=True)
class Reconciliation:
    """A statement beside the data.

    ``found`` is what the data give, None where they do not have it. ``carried`` says that the data
    took this very figure from the same document, so that agreement proves no more than a faithful copy.
    """

    statement: Statement
    found: Decimal | None
    verdict: Verdict
    carried: bool


def judge(stated: str, found: Decimal | None) -> Verdict:
    """Compare a printed figure with a computed one.

    A figure reconciles when it differs by less than one unit of its last printed digit: official
    documents often cut digits off instead of rounding them.

    Parameters
    ----------
    stated
        The figure with the digits that were printed, such as ``"-2.82"``.
    found
        What the data give, or None.

    Returns
    -------
    str
        ``agrees`` when it is the rounded figure, ``cut_off`` when it differs by less than one unit of
        the last digit, ``disagrees`` otherwise, ``not_checkable`` without data.
    """
    if found is None:
        return "not_checkable"
    printed = Decimal(stated)
    unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    if found.quantize(unit, ROUND_HALF_UP) == printed:
        return "agrees"
    if found.quantize(unit, ROUND_DOWN) == printed or abs(found - printed) < unit:
        return "cut_off"
    return "disagrees"


def reconcile(catalog: Catalog, observations: Observations, statements: list[Statement]) -> list[Reconciliation]:
    """Reconcile statements, in their order.

    Parameters
    ----------
    catalog, observations
        What is known.
    statements
        The lines to check.
    """
    courses: dict[tuple[str, str], dict[int, Point]] = {}
    results = []
    last = max((one.index_year for one in statements), default=0)
    for one in statements:
        key = (one.index, one.province_code)
        if key not in courses:
            courses[key] = {point.index_year: point for point in course(catalog, observations, *key, last)}
        points = courses[key]
        found = _found(one, points.get(one.index_year), points.get(one.index_year - 1))
        results.append(
            Reconciliation(one, found, judge(one.value, found), _is_carried(one, points.get(one.index_year)))
        )
    return results


def statements_for(catalog: Catalog, unit_code: str, index_year: int) -> list[Statement]:
    """Return the lines of the documents that speak of a unit's figures for ``index_year``.

    A document is shown whole, with its lines on earlier years, in the briefing on the last index year
    that it speaks of.
    """
    last: dict[str, int] = {}
    for one in catalog.statements:
        if one.province_code == unit_code:
            last[one.document] = max(one.index_year, last.get(one.document, 0))
    return [one for one in catalog.statements if one.province_code == unit_code and last[one.document] == index_year]


def _found(one: Statement, now: Point | None, before: Point | None) -> Decimal | None:
    """Return the figure that a statement is about, as the data give it."""
    if now is None:
        return None
    if one.quantity == "score":
        return _decimal(now.value)
    if one.quantity == "rank":
        return _decimal(now.rank)
    if one.quantity == "units":
        return _decimal(now.units_ranked)
    if one.quantity == "scale_max":
        return _decimal(now.scale_max)
    if before is None:
        return None
    if one.quantity == "score_change":
        scores = _decimal(now.value), _decimal(before.value)
        return None if scores[0] is None or scores[1] is None else scores[0] - scores[1]
    places = _decimal(before.rank), _decimal(now.rank)
    return None if places[0] is None or places[1] is None else places[0] - places[1]


def _is_carried(one: Statement, now: Point | None) -> bool:
    if now is None or one.quantity in ("units", "scale_max"):
        return False
    source = now.source_id if one.quantity.startswith("score") else now.rank_source_id
    return source == one.source_id


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
