"""The years of a sentence: which is that of a figure, which one it is compared with, which are of something else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from chiso.claims.frames import Frame
from chiso.claims.items import Item
from chiso.claims.names import Named

_NEAR = 4


@dataclasses.dataclass(slots=True)
class Context:
    """What the sentences before have said, and what a person gave: what a sentence may leave out.

    ``is_far`` says that the index was named in another passage. ``several`` names what was said in two ways at once, so
    that nothing can be carried on. ``own`` is the unit that a person named, of which *we* and *our city* speak.
    """

    named: tuple[Named, ...] = ()
    units: Mapping[int, str] = dataclasses.field(default_factory=dict)
    year: int | None = None
    plan_year: int | None = None
    is_plan: bool = False
    is_far: bool = False
    own: Mapping[int, str] = dataclasses.field(default_factory=dict)
    seen: set[str] = dataclasses.field(default_factory=set)
    several: set[str] = dataclasses.field(default_factory=set)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An answer: what was found, or why there is none (``missing`` or ``several``)."""

    value: Any = None
    problem: str = ""


class Dated:
    """The items of a sentence with the frames in it, and of which year each of them is.

    Parameters
    ----------
    items
        The items.
    frames
        What its numbers say.
    context
        What was said before.
    """

    def __init__(self, items: Sequence[Item], frames: Sequence[Frame], context: Context) -> None:
        self.items, self.frames, self.context = items, frames, context
        self._taken = {place for frame in frames for place in range(frame.first, frame.last + 1)}
        self.inside = _brackets(items)
        self.years = self._sorted_years()

    def _figure_in(self, at: int) -> bool:
        return any(self.inside[frame.at] == self.inside[at] for frame in self.frames)

    def _sorted_years(self) -> dict[int, str]:
        """Return of each year by its place what it is: ``plain``, ``base``, ``published``, ``plan``, ``period``."""
        found: dict[int, str] = {}
        for at, item in enumerate(self.items):
            if not item.does("year", "previous") or (item.does("year") and item.value is None):
                continue
            found[at] = self._year_kind(at)
        years = list(found)
        for one, other in pairwise(years):
            between = [self.items[place] for place in range(one + 1, other)]
            if len(between) == 1 and between[0].text in ("-", "–", "—"):
                found[one] = found[other] = "period"
            elif (
                all(item.does("to", "fill") for item in between) and any(item.does("to") for item in between)
                and any(self.items[place].does("from") for place in range(max(one - 2, 0), one))
            ):  # fmt: skip
                found[one], found[other] = "base", "plain"
        return found

    def _year_kind(self, at: int) -> str:
        met_index = False
        for steps, place in enumerate(range(at - 1, -1, -1)):
            item = self.items[place]
            if item.text == "," and steps == 0 and self._is_day(place - 1):
                return "published"  # *April 19, 2023*
            if place in self._taken or item.text in ("(", ")", ";", ":", ",") or steps > 6:
                break
            is_near = item.does("than_near") and (place == at - 1 or self.items[place + 1].does("fill"))
            is_beside = place == at - 1 or all(one.does("fill", "year") for one in self.items[place + 1 : at])
            if item.does("than") or (is_near and not met_index) or (item.does("more", "less") and is_beside):
                return "base"
            if item.does("month") or (item.does("num") and self.items[place - 1].does("month") and place):
                return "published"
            if item.does("plan") and not item.does("num"):
                return "plan"
            if item.does("published"):
                is_of_index = at + 1 < len(self.items) and self.items[at + 1].does("index")
                return "plain" if met_index or is_of_index else "published"  # *released the 2022 PAR Index*
            if item.does("period"):
                return "period"
            if item.does("index"):
                met_index = True
            if item.does("date"):
                return "published"
            if item.does("word", "and"):
                break
        return "plain"

    def _is_day(self, at: int) -> bool:
        return at > 0 and self.items[at].does("num") and self.items[at - 1].does("month")

    def number_of(self, at: int) -> int | None:
        """Return the number of a year; None of *the year before*."""
        item = self.items[at]
        return item.value if isinstance(item.value, int) else None

    def year(self, first: int, last: int, *, kinds: tuple[str, ...] = ("plain",)) -> Found:
        """Return the index year of a claim."""
        own = [at for at, kind in self.years.items() if kind in kinds]
        scope = self.inside[first]
        if scope and (within := [at for at in own if self.inside[at] == scope]):
            return self._as_year(within[0] if len(within) == 1 else self._nearest(within, first))
        before = self._year_before(scope) if scope else -1
        if self.years.get(before) in ("plain", "base") and self.number_of(before) is not None:
            return Found(self.number_of(before))
        own = [at for at in own if not self.inside[at] or self._is_after(at, last)
               or self.is_of_index(at)]  # fmt: skip
        attached = self._attached(last, own)
        if attached is not None:
            return self._as_year(attached)
        left = [at for at in own if at < first and not self._begins_movement(at)]
        since = left[-1] if left else 0
        if any(self.items[at].does("other_time") for at in range(since, first)):
            return Found(problem="year")  # *năm sau*, *a year later*
        if left:
            return Found(problem="year") if self._is_one_of(left) else self._as_year(left[-1])
        if len({self.number_of(at) for at in own}) == 1:
            return self._as_year(own[0])
        if own or {"period", "published"} & set(self.years.values()):
            return Found(problem="year")
        return self.carried_year()

    def _year_before(self, opening: int) -> int:
        """Return what stands before a bracket and the word for what is in it: *its 2019 score (45.71)*."""
        at = opening - 1
        while at > 0 and at not in self.years and self.items[at].does("scored", "points", "rank", "index"):
            at -= 1
        return at

    def _is_one_of(self, left: Sequence[int]) -> bool:
        """Whether the last year is one of several in a list: *hai năm liên tiếp (2023, 2024)*."""
        between = self.items[left[-2] + 1 : left[-1]] if len(left) > 1 else ()
        return bool(between) and all(item.does("and", "year") or item.text == "," for item in between)

    def _begins_movement(self, at: int) -> bool:
        """Whether a year is that of the beginning of a movement before it: *tăng từ 82,66% năm 2023; …*."""
        return any(
            frame.turn == "from" and frame.last < at and self._attached(frame.last, [at]) == at for frame in self.frames
        )

    def _is_after(self, at: int, last: int) -> bool:
        """Whether a year in brackets stands right behind a figure: *hạng 29 (năm 2019)*."""
        return self.inside[at] == last + 1 and not self._figure_in(at)

    def is_of_index(self, at: int) -> bool:
        """Whether a year in brackets stands right behind an index: *PAPI (2020)*."""
        return self.items[self.inside[at] - 1].does("index") if self.inside[at] else False

    def carried_year(self) -> Found:
        """Return the year of the sentences before."""
        if "year" in self.context.several or self.context.year is None:
            return Found(problem="year")
        return Found(self.context.year)

    def _as_year(self, at: int) -> Found:
        number = self.number_of(at)
        if number is not None:
            return Found(number)
        around = [self.number_of(other) for other, kind in self.years.items() if kind == "plain" and other != at]
        known = {year for year in around if year is not None}
        if len(known) == 1:
            return Found(known.pop() - 1)
        carried = self.carried_year()
        return Found(carried.value - 1) if not known and carried.value else Found(problem="year")

    def attached_year(self, last: int) -> int | None:
        """Return the year right behind a figure: *hạng 29 năm 2019*, *29th in 2019*."""
        at = self._attached(last, [place for place, kind in self.years.items() if kind != "published"])
        return None if at is None else self.number_of(at)

    def _attached(self, last: int, own: Sequence[int]) -> int | None:
        start = self._past_bracket(last)
        for at in range(start, min(start + 1 + 2 * _NEAR, len(self.items))):
            if at in own and (not self.inside[at] or self._is_after(at, last)):
                return at
            item = self.items[at]
            if item.text == "(" and at == last + 1:
                continue
            if (
                at in self._taken
                or item.does("and", "than")
                or not item.does(
                    "fill", "topic", "index", "counted", "outof", "national", "unit", "year", "upward", "points"
                )
            ):
                return None
        return None

    def _past_bracket(self, last: int) -> int:
        """Return what follows a figure and the bracket that it shares with another one: *80,39% (hạng 51)*."""
        at = last + 1
        opening = self.inside[at] if at < len(self.items) else 0
        if not opening or not self._figure_in(at):
            return at
        while at < len(self.items) and self.inside[at] == opening:
            at += 1
        return at

    def _nearest(self, places: Sequence[int], first: int) -> int:
        left = [at for at in places if at < first]
        return left[-1] if left else places[0]

    def base(self, first: int, last: int, year: int | None) -> tuple[Found, bool]:
        """Return the year that a change is measured from, and whether the text says it."""
        plain = [at for at, kind in self.years.items() if kind == "plain" and at < first]
        own = [at for at, kind in self.years.items() if kind == "base"
               and (at > first or not (plain and plain[-1] > at and self._has_change_before(at)))]  # fmt: skip
        if not own:
            return Found(None if year is None else year - 1), False
        ahead = [at for at in own if at > last]
        left = [at for at in own if at < first]
        between = [frame for frame in self.frames if left and left[-1] < frame.at < first and frame.shape == "score"]
        nearest = left[-1] if left and (not ahead or not between) else ahead[0] if ahead else left[-1]
        if left and ahead and self._attached_base(last, ahead[0]):
            nearest = ahead[0]
        number = self.number_of(nearest)
        if number is None:
            return Found(None if year is None else year - 1), True
        return Found(number), True

    def _has_change_before(self, at: int) -> bool:
        """Whether a year that is compared with belongs to a change before it."""
        return any(frame.shape.endswith("change") and frame.last < at for frame in self.frames)

    def _attached_base(self, last: int, at: int) -> bool:
        return not any(last < frame.at < at for frame in self.frames)


def _brackets(items: Sequence[Item]) -> list[int]:
    """Return for each item the place of the bracket that it stands in; 0 for none, as for the first item."""
    inside, open_at = [], 0
    for at, item in enumerate(items):
        if item.text == "(":
            open_at = at
        inside.append(open_at)
        if item.text == ")":
            open_at = 0
    return inside
