"""What a plan wants and how far it is."""

from __future__ import annotations

import dataclasses

from chiso.analysis.series import Point
from chiso.catalog import Catalog, Target


@dataclasses.dataclass(frozen=True, slots=True)
class Distance:
    """A target beside the last figures that were known when the plan applied.

    ``score_gap`` is the target minus the score and ``place_gap`` the rank minus the wanted place:
    both positive while the target is not reached, None where either side is not known. When
    ``same_scale`` is False the target was set for an index made otherwise, and no gap is worked out.
    """

    target: Target
    point: Point | None
    same_scale: bool
    score_gap: float | None
    place_gap: int | None


def targets_of(catalog: Catalog, unit_code: str, plan_year: int) -> list[Target]:
    """Return the targets of a unit for a year, in the order of the indices."""
    order = list(catalog.indices)
    mine = [one for one in catalog.targets if one.province_code == unit_code and one.plan_year == plan_year]
    return sorted(mine, key=lambda one: order.index(one.index))


def distance(target: Target, point: Point | None) -> Distance:
    """Return how far a target is from a point of the index's course.

    Parameters
    ----------
    target
        A target of the plan.
    point
        The index year to measure from, or None where the index had no edition.
    """
    same_scale = point is None or point.concept == target.concept
    score_gap = place_gap = None
    if point is not None and same_scale:
        if target.target_score is not None and point.value is not None:
            score_gap = round(target.target_score - point.value, 6)
        if target.target_rank_within is not None and point.rank is not None:
            place_gap = point.rank - target.target_rank_within
    return Distance(target, point, same_scale, score_gap, place_gap)
