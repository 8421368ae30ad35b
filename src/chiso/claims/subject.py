"""Of which index, unit and year a claim is: by what stands around it, never by a guess.

Where two answers are possible there is none, and the claim says what is missing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from chiso.claims.frames import Frame
from chiso.claims.items import Item, named_totals
from chiso.claims.names import Named

_NEAR = 4


@dataclasses.dataclass(slots=True)
class Context:
    """What the sentences before have said, and what a person gave: what a sentence may leave out.

    ``is_far`` says that the index was named in another passage. ``several`` names what was said in two ways at once, so
    that nothing can be carried on.
    """

    named: tuple[Named, ...] = ()
    units: Mapping[int, str] = dataclasses.field(default_factory=dict)
    year: int | None = None
    plan_year: int | None = None
    is_plan: bool = False
    is_far: bool = False
    seen: set[str] = dataclasses.field(default_factory=set)
    several: set[str] = dataclasses.field(default_factory=set)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An answer: what was found, or why there is none (``missing`` or ``several``)."""

    value: Any = None
    problem: str = ""


class Sentence:
    """The items of a sentence with the frames in it, and the answers to of what each of them is.

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
        self._units = [at for at, item in enumerate(items) if item.does("unit")]
        self._beside = {at for at in self._units if self.is_beside(at)}
        self.years = self._sorted_years()

    # --- index -------------------------------------------------------------------------------------------------

    def named(self, first: int, last: int, *, is_weak: bool) -> Found:
        """Return what a claim is about: the names of an index or a part.

        A number that could be of anything, such as a percentage, needs known words only between itself and the
        index, or an earlier figure of the same index.
        """
        right = self._right_index(last)
        if right is not None and is_weak and not self._is_known(self._clause(first), first):
            return Found(problem="words")
        left = next((at for at in range(first - 1, -1, -1) if self.items[at].does("index", "other")), None)
        if right is not None:
            return Found(named_totals(self.items[right]))
        if left is not None and self.items[left].does("other"):
            return Found(problem="other")
        if left is None:
            ahead = [at for at in range(last + 1, len(self.items)) if self.items[at].does("index", "other")]
            is_sure = not is_weak or self._is_known(0, first)
            if ahead and is_sure and self._is_known(last + 1, ahead[0]) and self.items[ahead[0]].does("index"):
                names = {named_totals(self.items[at]) for at in ahead if self.items[at].does("index")}
                return Found(named_totals(self.items[ahead[0]])) if len(names) == 1 else Found(problem="index")
            if ahead and is_weak:
                return Found(problem="index")
            if "index" in self.context.several or not self.context.named:
                return Found(problem="index")
            if is_weak and not self._is_known(0, first):
                return Found(problem="words")
            if is_weak and self.context.is_far and not self._units:
                return Found(problem="far")
            return Found(self.context.named)
        if is_weak and not self._is_known(left + 1, first):
            return Found(problem="words")
        if self._is_listed(left, "index") or self._is_spent(left, first):
            return Found(problem="index")
        return Found(named_totals(self.items[left]))

    def _right_index(self, last: int) -> int | None:
        """Return an index that the words behind a figure lead to: *hạng 29 về PAPI*, *29th in PAPI*."""
        at = last
        bracket = self._behind_bracket(last + 1)
        for at in range(bracket, min(bracket + 1 + _NEAR, len(self.items))):
            item = self.items[at]
            if item.does("index"):
                links = self.items[last + 1 : at]
                is_led = any(link.does("topic") or link.text.lower() in ("of", "của", "điểm") for link in links)
                return at if is_led and not self._is_listed_ahead(at) else None
            if at in self._taken or not item.does("topic", "fill", "national", "counted", "outof", "points"):
                return None
        return None

    def _is_spent(self, left: int, first: int) -> bool:
        """Whether an index belongs to a figure before it, and not to another of its kind: *38th on SIPAS and 29th*."""
        shapes = {frame.shape for frame in self.frames if frame.first >= first}
        own = next((frame for frame in self.frames if frame.first >= first), None)
        for frame in self.frames:
            if frame.last < left and self._right_index(frame.last) == left and own is not None and shapes:
                return frame.shape == own.shape
        return False

    def _clause(self, first: int) -> int:
        """Return where the clause of a figure begins: behind a mark, another figure, or with the sentence."""
        begins = (
            at + 1
            for at in range(first - 1, -1, -1)
            if at in self._taken or self.items[at].text in (",", ";", ":", "(")
        )
        return next(begins, 0)

    def _behind_bracket(self, at: int) -> int:
        """Return the place behind a bracket that begins at one, or that place."""
        if at >= len(self.items) or self.items[at].text != "(":
            return at
        ends = (place + 1 for place in range(at, min(at + 12, len(self.items))) if self.items[place].text == ")")
        return next(ends, at)

    def topic_is_other(self, last: int) -> bool:
        """Whether a figure is of something else: *đứng thứ 5 về dân số*, *100 % số hồ sơ*, *on the 28 parts*."""
        at, led = last + 1, False
        if at < len(self.items) and at not in self._taken and self.items[at].does("beside", "more", "less"):
            own = next((frame for frame in self.frames if frame.last == last), None)
            if own is not None and own.shape in ("score", "mean", "median"):
                return True  # so many points behind or ahead of another
        while (
            at < len(self.items) and at not in self._taken and self.items[at].does("topic", "fill", "counted", "outof")
        ):
            led = led or self.items[at].does("topic")
            if self.items[at].does("and", "than", "rise", "fall", "to", "year"):
                return False
            at += 1
        if at >= len(self.items) or at in self._taken:
            return False
        return self.items[at].does("word", "other", "numbering") or (led and self.items[at].does("num"))

    def is_difference(self, first: int) -> bool:
        """Whether a number says by how much something is higher or lower than something else."""
        for at in range(first - 1, max(first - 1 - _NEAR, -1), -1):
            if self.items[at].does("more", "less", "above", "below") or at in self._beside:
                return True
            if at in self._taken or not self.items[at].does("fill", "year", "previous", "unit"):
                return False
        return False

    def is_among_some(self, first: int, last: int) -> bool:
        """Whether a place may be one among some units only: *trong 5 thành phố*, *trong số các tỉnh vùng ĐBSCL*."""
        for at in range(first):
            if self.items[at].does("region", "place") and at not in self._taken:
                return True
            if self.items[at].does("num") and at not in self._taken and at + 1 < last:
                follower = self.items[at + 1]
                if follower.does("counted") or follower.text.lower() in ("thành phố", "tp"):
                    return True
        return False

    def region(self, last: int) -> tuple[str, int]:
        """Return the region that a place is said to be in, ``own`` without a name, and the last item of it."""
        for at in range(last + 1, min(last + 2 + _NEAR, len(self.items))):
            if self.items[at].does("place"):
                return str(self.items[at].value), at
            if self.items[at].does("region"):
                after = self.items[at + 1] if at + 1 < len(self.items) else None
                return (str(after.value), at + 1) if after is not None and after.does("place") else ("own", at)
            if at in self._taken or not self.items[at].does("topic", "fill", "counted", "outof"):
                break
        return "", last

    def _is_known(self, first: int, last: int) -> bool:
        return all(
            at in self._taken or not self.items[at].does("word", "other", "num", "numbering")
            or self.items[at].does("fill", "points", "rank", "percent")
            for at in range(first, last)
        )  # fmt: skip

    def _is_listed(self, at: int, role: str) -> bool:
        """Whether a name is one of several that stand in a list: *PAR INDEX, SIPAS và PAPI*."""
        place = at - 1
        while (
            place >= 0
            and self.items[place].does("and", "kind", "mark", "fill", "year")
            and (self.items[place].text not in ("(", ")", ";", ":", "/"))
        ):
            place = self._before_bracket(place - 1)
        if place < 0 or not self.items[place].does(role) or place in self._beside:
            return False
        pair = self.items[place].value, self.items[at].value
        if role == "index" and {named.index for named in pair[0]} == {named.index for named in pair[1]}:
            return bool(pair[0][0].concept) == bool(pair[1][0].concept) and pair[0] != pair[1]
        return bool(pair[0] != pair[1])

    def _before_bracket(self, at: int) -> int:
        """Return the place before a bracket that ends at one, or that place."""
        return self.inside[at] - 1 if at > 0 and self.items[at].text == ")" and self.inside[at] else at

    def _is_listed_ahead(self, at: int) -> bool:
        place = at + 1
        while place < len(self.items) and self.items[place].does("and", "mark"):
            place += 1
        return (
            place > at + 1
            and place < len(self.items)
            and self.items[place].does("index")
            and not (any(frame.first > place for frame in self.frames))
        )

    # --- unit --------------------------------------------------------------------------------------------------

    def unit(self, first: int, last: int) -> Found:
        """Return the codes of the unit that a claim is of."""
        if last + 2 < len(self.items) and self.items[last + 1].text == "(":
            inner = next((at for at in range(last + 2, min(last + 5, len(self.items))) if at in self._units), None)
            if inner is not None and self.inside[inner] == last + 1 and not self._figure_in(last + 2):
                return Found(self.items[inner].value)
        left = [at for at in self._units if at < first]
        subjects = [at for at in left if at not in self._beside]
        if subjects:
            nearest = subjects[-1]
            is_object = nearest > 0 and self.items[nearest - 1].does("word") and self.items[nearest - 1].text.islower()
            others = {tuple(self.items[at].value.items()) for at in subjects}
            if left[-1] != nearest or self._is_listed(nearest, "unit") or (is_object and len(others) > 1):
                return Found(problem="unit")
            return Found(self.items[nearest].value)
        if left:
            return Found(problem="unit")
        right = [at for at in self._units if at not in self._beside]
        codes = {tuple(sorted(self.items[at].value.items())) for at in right}
        if len(codes) == 1 and (
            not self.context.units or self._is_led(last, right[0]) or not self._taken_between(last, right[0])
        ):
            return Found(self.items[right[0]].value)
        if right:
            return Found(problem="unit")
        speaks_of_many = any(item.does("counted") for item in self.items[:first])
        if "unit" in self.context.several or not self.context.units or speaks_of_many:
            return Found(problem="unit")
        return Found(self.context.units)

    def _figure_in(self, at: int) -> bool:
        return any(self.inside[frame.at] == self.inside[at] for frame in self.frames)

    def _taken_between(self, first: int, last: int) -> bool:
        return any(first < frame.at < last for frame in self.frames)

    def _is_led(self, last: int, at: int) -> bool:
        return all(self.items[place].does("fill", "topic", "counted") for place in range(last + 1, at))

    def is_beside(self, at: int) -> bool:
        """Whether a unit is only what another one is compared with: *so với Hà Nội*, *sau Hải Phòng*."""
        place = at - 1
        while place >= 0 and self.items[place].does("fill") and not self.items[place].does("beside", "than"):
            place -= 1
        return place >= 0 and self.items[place].does("beside", "than", "above", "below")

    # --- years -------------------------------------------------------------------------------------------------

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
            if place in self._taken or item.text in ("(", ")", ";", ":", ",") or steps > 6:
                break
            is_near = item.does("than_near") and (place == at - 1 or self.items[place + 1].does("fill"))
            if item.does("than") or (is_near and not met_index):
                return "base"
            if item.does("month") or (item.does("num") and self.items[place - 1].does("month") and place):
                return "published"
            if item.does("plan") and not item.does("num"):
                return "plan"
            if item.does("published"):
                return "plain" if met_index else "published"
            if item.does("period"):
                return "period"
            if item.does("index"):
                met_index = True
            if item.does("date"):
                return "published"
            if item.does("word", "and"):
                break
        return "plain"

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
        if scope and self.years.get(scope - 1) in ("plain", "base") and self.number_of(scope - 1) is not None:
            return Found(self.number_of(scope - 1))
        own = [at for at in own if not self.inside[at] or self._is_after(at, last)
               or self.is_of_index(at)]  # fmt: skip
        attached = self._attached(last, own)
        if attached is not None:
            return self._as_year(attached)
        left = [at for at in own if at < first]
        if left:
            return self._as_year(left[-1])
        if len({self.number_of(at) for at in own}) == 1:
            return self._as_year(own[0])
        if own or "period" in self.years.values():
            return Found(problem="year")
        return self.carried_year()

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
        for at in range(last + 1, min(last + 2 + 2 * _NEAR, len(self.items))):
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

    def _nearest(self, places: Sequence[int], first: int) -> int:
        left = [at for at in places if at < first]
        return left[-1] if left else places[0]

    def base(self, first: int, last: int, year: int | None) -> tuple[Found, bool]:
        """Return the year that a change is measured from, and whether the text says it."""
        own = [at for at, kind in self.years.items() if kind == "base"]
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
