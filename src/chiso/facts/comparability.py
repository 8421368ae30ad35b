"""Whether two years of a code may be read as a gain or a loss, and if not, why."""

from __future__ import annotations

import dataclasses
from typing import Literal

from chiso.catalog import Break, Catalog, Indicator
from chiso.facts.availability import Gap

ReasonKind = Literal["concept", "scale", "method", "coverage", "level", "vintage", "gap", "previous_gap"]

_INHERITED = ("method", "coverage")
"""A break of the whole index in how it is measured holds for each of its parts; another meaning or
scale of the total does not."""


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a change is no gain or loss.

    At most one of the three details is there: ``series_break`` as the reference table has it, ``gap``
    where a figure is missing, or the two meanings ``before`` and ``now`` of the code. ``vintage``, a change of the
    set of units, has none: the earlier figures are estimates for the present units.
    """

    kind: ReasonKind
    series_break: Break | None = None
    gap: Gap | None = None
    before: Indicator | None = None
    now: Indicator | None = None


def breaks_between(catalog: Catalog, index: str, code: str, index_year: int, earlier: int) -> list[Break]:
    """Return the breaks of what a code means that lie after ``earlier`` and not after ``index_year``."""
    concept = catalog.indicator(index, code, index_year).concept

    def meant(year: int) -> str | None:
        """Return the code that the concept had in a year."""
        if code == "TOTAL" or year == index_year:
            return code
        return next((each.code for each in catalog.structure(index, year).values() if each.concept == concept), None)

    return [
        found
        for found in catalog.breaks
        if found.index == index
        and earlier < found.first_year_of_new_series <= index_year
        and (
            found.code == meant(found.first_year_of_new_series) or (found.code == "TOTAL" and found.kind in _INHERITED)
        )
    ]


def predecessor(catalog: Catalog, index: str, indicator: Indicator, earlier: int) -> Indicator | None:
    """Return what a code is compared with in an earlier year: the same concept, whatever its code was.

    The total always faces the earlier total, so that its figures stand side by side even where the
    index was made anew.
    """
    before = catalog.structure(index, earlier)
    if indicator.parent == "":
        return next((found for found in before.values() if found.parent == ""), None)
    return next((found for found in before.values() if found.concept == indicator.concept), None)


def reasons(catalog: Catalog, index: str, code: str, index_year: int, earlier: int | None = None) -> list[Reason]:
    """Return why the change of a code from an earlier year says nothing of performance.

    Only what holds for every unit; a figure that one unit lacks is a matter of
    :mod:`chiso.facts.availability`.

    Parameters
    ----------
    catalog
        Indicators and breaks.
    index, code, index_year
        The figures.
    earlier
        The year that they are compared with; the year before if not given.

    Returns
    -------
    list of Reason
        Empty where the two years may be compared.
    """
    earlier = index_year - 1 if earlier is None else earlier
    now = catalog.indicator(index, code, index_year)
    found = [Reason("vintage")] if catalog.is_estimated(earlier) and not catalog.is_estimated(index_year) else []
    kinds: dict[str, ReasonKind] = {
        "concept": "concept", "scale": "scale", "method": "method", "coverage": "coverage", "level": "level"
    }  # fmt: skip
    met = breaks_between(catalog, index, code, index_year, earlier)
    found += [Reason(kinds[series_break.kind], series_break=series_break) for series_break in met]
    before = predecessor(catalog, index, now, earlier)
    same_code = catalog.structure(index, earlier).get(code)
    if before is None and same_code is not None:
        found.append(Reason("concept", before=same_code, now=now))
    elif before is not None and before.concept != now.concept and not any(each.kind == "concept" for each in found):
        found.append(Reason("concept", before=before, now=now))
    if before is not None and (before.scale_min, before.scale_max) != (now.scale_min, now.scale_max):
        found.append(Reason("scale", before=before, now=now))
    return found


def series_start(catalog: Catalog, index: str, index_year: int, code: str = "TOTAL") -> int | None:
    """Return the first index year of the series that ``index_year`` belongs to, or None if it never broke."""
    first = min((year for edition, year in catalog.publications if edition == index), default=index_year)
    for year in range(index_year, first, -1):
        if code in catalog.structure(index, year) and reasons(catalog, index, code, year):
            return year
    return None
