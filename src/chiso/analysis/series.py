"""The course of one index for one unit, year by year, with its gaps and breaks."""

from __future__ import annotations

import dataclasses

import pandas as pd

from chiso.analysis.availability import Gap, gap
from chiso.analysis.comparability import last_break
from chiso.analysis.ranking import ranks
from chiso.catalog import Catalog
from chiso.ingest import Observations


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One index year of a course.

    ``value`` and ``rank`` are None where they are not known; ``gap`` then says why. ``series`` is the
    first index year of the comparable series that the point belongs to; ``concept`` the meaning of its
    total, and ``scale_max`` what that is out of. ``status`` and ``source_id`` belong to ``value``.
    """

    index_year: int
    value: float | None
    rank: int | None
    units_ranked: int | None
    series: int
    concept: str
    scale_max: float
    status: str = ""
    source_id: str = ""
    rank_source_id: str = ""
    gap: Gap | None = None


def course(
    catalog: Catalog, observations: Observations, index: str, unit_code: str, last_index_year: int
) -> list[Point]:
    """Return the course of an index's total for a unit.

    Parameters
    ----------
    catalog, observations
        What is known.
    index, unit_code
        The series.
    last_index_year
        The last year to show.

    Returns
    -------
    list of Point
        A point for every index year with an edition, from the first to ``last_index_year``, also
        where the unit has no figure.
    """
    mine = observations.values
    mine = mine[(mine["index"] == index) & (mine["unit_code"] == unit_code) & (mine["code"] == "TOTAL")]
    values = mine.set_index("index_year")
    placed = ranks(catalog, observations)
    is_mine = (placed["index"] == index) & (placed["unit_code"] == unit_code) & (placed["code"] == "TOTAL")
    placed = placed[is_mine].set_index("index_year")
    published = observations.ranks
    published = published[(published["index"] == index) & (published["unit_code"] == unit_code)]
    rank_sources = published.set_index("index_year")["source_id"].to_dict()
    first = min((year for one, year in catalog.publications if one == index), default=last_index_year + 1)
    points = []
    for year in range(first, last_index_year + 1):
        if (index, year) not in catalog.publications or "TOTAL" not in catalog.in_year(index, year):
            continue
        total = catalog.indicator(index, "TOTAL", year)
        value = values["value"].get(year)
        rank = placed["rank"].get(year)
        points.append(
            Point(
                index_year=year,
                value=None if pd.isna(value) else float(value),
                rank=None if rank is None else int(rank),
                units_ranked=None if rank is None else int(placed["units_ranked"][year]),
                series=last_break(catalog, index, year) or first,
                concept=total.concept,
                scale_max=total.scale_max,
                status=str(values["status"].get(year, "")),
                source_id=str(values["source_id"].get(year, "")),
                rank_source_id=str(rank_sources.get(year, "")),
                gap=gap(catalog, index, year, unit_code) if pd.isna(value) else None,
            )
        )
    return points


def current_series(points: list[Point]) -> list[Point]:
    """Return the points since the last break: those of the series that the last point belongs to."""
    return [point for point in points if point.series == points[-1].series] if points else []
