"""How far a target is in terms of what was ever seen: the wanted place's score, and jumps of that size."""

from __future__ import annotations

import dataclasses
from typing import Literal

from chiso.analysis.comparability import reasons
from chiso.analysis.ranking import rank_scores
from chiso.analysis.series import Point
from chiso.analysis.tables import whole_totals
from chiso.catalog import Catalog, Target
from chiso.ingest import Observations

Verdict = Literal["reached", "missed", "unknown", "not_set", "other_scale"]


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceScore:
    """The score that a place had: ``score`` None where it is not known here."""

    index_year: int
    place: int
    score: float | None
    units_ranked: int | None


Measured = Literal["score", "places"]


@dataclasses.dataclass(frozen=True, slots=True)
class Jumps:
    """How often any unit rose by at least ``size`` points or places within one comparable year.

    ``count`` of ``unit_years``, over the index years from ``first_year`` to ``last_year``.
    """

    measured: Measured
    size: float
    count: int
    unit_years: int
    first_year: int
    last_year: int


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a target: its score and its place, each reached or not.

    ``comparable`` is False where a break lies between the plan's base year and the result.
    """

    target: Target
    point: Point | None
    score: Verdict
    place: Verdict
    comparable: bool

    @property
    def verdict(self) -> Verdict:
        """The target as a whole: missed where any part was, reached where all that was set was."""
        parts = {self.score, self.place} - {"not_set"}
        if "missed" in parts:
            return "missed"
        return "reached" if parts == {"reached"} else "other_scale" if parts == {"other_scale"} else "unknown"


def place_scores(
    catalog: Catalog, observations: Observations, index: str, place: int, last_index_year: int, count: int = 3
) -> list[PlaceScore]:
    """Return the score that a place had in the last editions.

    In a whole table it is the score of the unit at that place; in a fragment the published score of a
    unit whose published rank is that place, if it is among the known ones.

    Parameters
    ----------
    catalog, observations
        What is known.
    index, place
        The wanted place.
    last_index_year, count
        The editions: the last ``count`` up to ``last_index_year``.

    Returns
    -------
    list of PlaceScore
        The latest first.
    """
    years = sorted((year for one, year in catalog.publications if one == index and year <= last_index_year))[-count:]
    found = []
    for year in reversed(years):
        totals = whole_totals(catalog, observations, index, year)
        if totals is not None:
            ordered = totals.sort_values(ascending=False)
            score = float(ordered.iloc[place - 1]) if place <= len(ordered) else None
            found.append(PlaceScore(year, place, score, len(ordered)))
        else:
            found.append(PlaceScore(year, place, *_published_at(observations, index, year, place)))
    return found


def jumps(
    catalog: Catalog,
    observations: Observations,
    index: str,
    size: float,
    last_index_year: int,
    measured: Measured = "score",
) -> Jumps | None:
    """Count the rises of at least ``size`` within one year, as known in ``last_index_year``.

    Only pairs of whole tables without a break between them count, and only those on the scale of the
    last one; places are compared only where both tables rank the same number of units.

    Parameters
    ----------
    catalog, observations
        What is known.
    index
        The index.
    size
        Points or places.
    last_index_year
        The last edition to look at.
    measured
        Whether ``size`` is in points of the ``score`` or in ``places``.

    Returns
    -------
    Jumps or None
        None where no such pair is known.
    """
    scale = catalog.indicator(index, "TOTAL", last_index_year)
    count, unit_years, first = 0, 0, 0
    for year in range(last_index_year, min(catalog.index_years), -1):
        if catalog.in_year(index, year - 1).get("TOTAL", scale).concept != scale.concept:
            break
        if (index, year) not in catalog.publications or reasons(catalog, index, "TOTAL", year):
            continue
        now = whole_totals(catalog, observations, index, year)
        before = whole_totals(catalog, observations, index, year - 1)
        if now is None or before is None:
            continue
        if measured == "places":
            if len(now) != len(before):
                continue
            now, before = -rank_scores(now).astype(float), -rank_scores(before).astype(float)
        change = (now - before).dropna()
        count += int((change.round(6) >= round(size, 6)).sum())
        unit_years += len(change)
        first = year - 1
    return Jumps(measured, size, count, unit_years, first, last_index_year) if unit_years else None


def judge_target(catalog: Catalog, target: Target, points: list[Point]) -> Judgement:
    """Say whether a target was reached in the index year that its plan was for.

    Parameters
    ----------
    catalog
        Breaks.
    target
        The target; its plan's year is the index year that shows the result.
    points
        The course of the index for the unit.
    """
    point = next((one for one in points if one.index_year == target.plan_year), None)
    score: Verdict = "not_set" if target.target_score is None else "unknown"
    place: Verdict = "not_set" if target.target_rank_within is None else "unknown"
    if point is not None:
        if target.target_score is not None and point.concept != target.concept:
            score = "other_scale"
        elif target.target_score is not None and point.value is not None:
            score = "reached" if point.value >= target.target_score else "missed"
        if target.target_rank_within is not None and point.rank is not None:
            place = "reached" if point.rank <= target.target_rank_within else "missed"
    has_edition = (target.index, target.plan_year) in catalog.publications
    comparable = not (has_edition and reasons(catalog, target.index, "TOTAL", target.plan_year))
    return Judgement(target, point, score, place, comparable)


def _published_at(
    observations: Observations, index: str, index_year: int, place: int
) -> tuple[float | None, int | None]:
    """Return the published score of the unit that was published at a place, and of how many."""
    ranks = observations.ranks
    at_place = ranks[(ranks["index"] == index) & (ranks["index_year"] == index_year) & (ranks["rank"] == place)]
    values = observations.values
    for row in at_place.to_dict("records"):
        mine = values[
            (values["index"] == index)
            & (values["index_year"] == index_year)
            & (values["unit_code"] == row["unit_code"])
            & (values["code"] == "TOTAL")
        ]["value"].dropna()
        if len(mine):
            return float(mine.iloc[0]), int(row["units_ranked"])
    return None, None
