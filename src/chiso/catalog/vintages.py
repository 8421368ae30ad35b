"""What of one set of units applies to a later one: editions, what was withheld, and plans."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from chiso.catalog.crosswalk import Crosswalk
from chiso.catalog.plans import Measure, Statement, Target
from chiso.catalog.sets import UnitSets
from chiso.catalog.tables import Publication, Suppression

_RANK_QUANTITIES = ("rank", "rank_change", "units")
_Placed = TypeVar("_Placed", Target, Measure, Statement)


@dataclasses.dataclass(frozen=True)
class SetView:
    """A set of units, seen from which rows of any set are read.

    ``crosswalk`` returns what the units of an earlier set became in it; it is asked only where rows of that
    set are met, so that its tables are read only then.
    """

    sets: UnitSets
    vintage: int
    crosswalk: Callable[[int], Crosswalk]

    def before(self, vintage: int) -> Crosswalk | None:
        """Return what the units of a set became in this one; None where it is this one or a later one."""
        is_earlier = any(one.vintage == vintage for one in self.sets.earlier(self.vintage))
        return self.crosswalk(vintage) if is_earlier else None


def publications_in(
    view: SetView,
    editions: Iterable[Publication],
    suppressed: Collection[tuple[str, int, str]],
    listed: Callable[[str, int], Collection[str]],
) -> dict[tuple[str, int], Publication]:
    """Return the editions as they apply to a set of units.

    An edition that measured an earlier set counts the units whose parts were all measured, and ranks those of
    them of which nothing was withheld. One that measured only some units of its set ranks none: the few that
    are left are no ranking.

    Parameters
    ----------
    view
        The set of units.
    editions
        All editions.
    suppressed
        What was withheld from the units measured: index, index year, unit.
    listed
        Returns the units that the table of an edition holds.
    """
    found = {}
    for one in editions:
        key = (one.index, one.index_year)
        own = view.sets.vintage_of(one.index_year)
        if own == view.vintage:
            found[key] = one
        elif crosswalk := view.before(own):
            is_pilot = one.units < len(crosswalk.successor)
            measured = listed(*key) if is_pilot else crosswalk.successor
            whole = [parts for parts in crosswalk.parts.values() if all(part.code in measured for part in parts)]
            ranked = [parts for parts in whole if not any((*key, part.code) in suppressed for part in parts)]
            found[key] = dataclasses.replace(one, units=len(whole), units_ranked=0 if is_pilot else len(ranked))
    return found


def suppressed_in(view: SetView, suppressions: Iterable[Suppression]) -> dict[tuple[str, int, str], Suppression]:
    """Return what was withheld from the units of a set: of a merged unit, what was from any of its parts."""
    found: dict[tuple[str, int, str], Suppression] = {}
    for one in suppressions:
        own = view.sets.of(one)
        if own == view.vintage:
            found[one.index, one.index_year, one.province_code] = one
        elif crosswalk := view.before(own):
            code = crosswalk.successor[one.province_code]
            before = found.get((one.index, one.index_year, code))
            together = one if before is None else _joined(before, one)
            found[one.index, one.index_year, code] = dataclasses.replace(together, province_code=code)
    return found


def plans_in(view: SetView, records: Iterable[_Placed]) -> list[_Placed]:
    """Return the targets, measures or statements that are about units of a set.

    The plan of a former unit is not the plan of the unit that it became part of. That of a unit which
    was not merged stays its own, without its places: those were places among other units.
    """
    found: list[_Placed] = []
    for one in records:
        own = view.sets.of(one)
        if own == view.vintage:
            found.append(one)
            continue
        crosswalk = view.before(own)
        code = crosswalk.unchanged(one.province_code) if crosswalk else None
        kept = _without_places(one)
        if code is not None and kept is not None:
            found.append(dataclasses.replace(kept, province_code=code))
    return found


def _without_places(one: _Placed) -> _Placed | None:
    if isinstance(one, Statement):
        return None if one.quantity in _RANK_QUANTITIES else one
    if isinstance(one, Target):
        return None if one.target_score is None else dataclasses.replace(one, target_rank_within=None)
    return one


def _joined(one: Suppression, other: Suppression) -> Suppression:
    codes = (
        "all"
        if "all" in (one.codes, other.codes)
        else " ".join(dict.fromkeys([*one.codes.split(), *other.codes.split()]))
    )
    return dataclasses.replace(
        one,
        codes=codes,
        reason_vi="; ".join(dict.fromkeys(filter(None, (one.reason_vi, other.reason_vi)))),
        reason_en="; ".join(dict.fromkeys(filter(None, (one.reason_en, other.reason_en)))),
    )
