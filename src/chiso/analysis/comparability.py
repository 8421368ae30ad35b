"""Whether two years of a code may be read as a gain or a loss, and if not, why."""

from __future__ import annotations

import dataclasses
from typing import Literal

from chiso.analysis.availability import Gap
from chiso.catalog import Break, Catalog, Indicator

ReasonKind = Literal["concept", "scale", "method", "coverage", "level", "vintage", "gap", "previous_gap"]

_INHERITED = ("method", "coverage")
"""A break of the whole index in how it is measured holds for each of its parts; another meaning or
scale of the total does not."""


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a change is no gain or loss.

    At most one of the three details is there: ``series_break`` as the reference table has it, ``gap``
    where a figure is missing, or the two meanings ``before`` and ``now`` of the code. ``vintage``, the
    merger of the provinces, has none: the earlier figures are estimates for the present units.
    """

    kind: ReasonKind
    series_break: Break | None = None
    gap: Gap | None = None
    before: Indicator | None = None
    now: Indicator | None = None


def breaks_between(catalog: Catalog, index: str, code: str, index_year: int) -> list[Break]:
    """Return the breaks that lie between ``index_year - 1`` and ``index_year`` for a code."""
    return [
        one
        for one in catalog.breaks
        if one.index == index
        and one.first_year_of_new_series == index_year
        and (one.code == code or (one.code == "TOTAL" and one.kind in _INHERITED))
    ]


def predecessor(catalog: Catalog, index: str, indicator: Indicator, index_year: int) -> Indicator | None:
    """Return what a code is compared with in the year before: the same concept, whatever its code was.

    The total always faces the earlier total, so that its figures stand side by side even where the
    index was made anew.
    """
    before = catalog.in_year(index, index_year - 1)
    if indicator.code == "TOTAL":
        return before.get("TOTAL")
    return next((one for one in before.values() if one.concept == indicator.concept), None)


def reasons(catalog: Catalog, index: str, code: str, index_year: int) -> list[Reason]:
    """Return why the change of a code from the year before says nothing of performance.

    Only what holds for every unit; a figure that one unit lacks is a matter of
    :mod:`chiso.analysis.availability`.

    Returns
    -------
    list of Reason
        Empty where the two years may be compared.
    """
    now = catalog.indicator(index, code, index_year)
    found = [Reason("vintage")] if catalog.is_estimated(index_year - 1) and not catalog.is_estimated(index_year) else []
    found += [Reason(_break_kind(one), series_break=one) for one in breaks_between(catalog, index, code, index_year)]
    before = predecessor(catalog, index, now, index_year)
    same_code = catalog.in_year(index, index_year - 1).get(code)
    if before is None and same_code is not None:
        found.append(Reason("concept", before=same_code, now=now))
    elif before is not None and before.concept != now.concept and not any(one.kind == "concept" for one in found):
        found.append(Reason("concept", before=before, now=now))
    if before is not None and (before.scale_min, before.scale_max) != (now.scale_min, now.scale_max):
        found.append(Reason("scale", before=before, now=now))
    return found


def last_break(catalog: Catalog, index: str, index_year: int, code: str = "TOTAL") -> int | None:
    """Return the first index year of the series that ``index_year`` belongs to, or None if it never broke."""
    first = min((year for one, year in catalog.publications if one == index), default=index_year)
    for year in range(index_year, first, -1):
        if code in catalog.in_year(index, year) and reasons(catalog, index, code, year):
            return year
    return None


def _break_kind(one: Break) -> ReasonKind:
    kinds: dict[str, ReasonKind] = {
        "concept": "concept",
        "scale": "scale",
        "method": "method",
        "coverage": "coverage",
        "level": "level",
    }
    return kinds[one.kind]
