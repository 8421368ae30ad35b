"""Which numbers of a sentence say something, by the words that stand right beside them.

Nothing here knows of which index, unit or year; :mod:`chiso.claims.subject` finds that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal

from chiso.claims.items import Item, Number
from chiso.claims.means import is_distance, statistic_before
from chiso.claims.names import Names
from chiso.claims.no_place import is_no_place

Shape = Literal["score", "rank", "score change", "rank change", "within", "mean", "median", "bare"]

_FAR = 14
"""Words back to the one that says whether something rose or fell."""

_NEAR = 5

_SIGNS = ("+", "-", "−", "–")

_LEAST_GROUP = 10
"""*nhóm 3* may be the third group; *nhóm 20* is the first twenty."""

_MISCOUNT = 3
"""How far from the number of all units a number of units may be to be taken for a wrong one of those."""


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """A number that says something.

    ``first`` and ``last`` are the items that it takes. ``is_weak`` says that many other things are written in the same
    way, such as a percentage. ``turn`` is *from* or *to* for the ends of a movement. ``problem`` says why it is not
    clear.
    """

    first: int
    at: int
    last: int
    shape: Shape
    number: Number
    sign: int = 0
    among: int | None = None
    scale: int | None = None
    is_weak: bool = False
    is_relative: bool = False
    turn: Literal["", "from", "to"] = ""
    bound: Literal["", "over", "under"] = ""
    problem: str = ""


def frames_of(items: Sequence[Item], names: Names) -> list[Frame]:
    """Return what the numbers of a sentence say, in their order; a number that says nothing known has no frame."""
    found: list[Frame] = []
    at = 0
    while at < len(items):
        frame = _Reading(items, names, found).at(at) if items[at].does("num") else None
        if frame is not None:
            found.append(frame)
            at = frame.last
        at += 1
    return found


class _Reading:
    """One number with what stands before and behind it."""

    def __init__(self, items: Sequence[Item], names: Names, before: Sequence[Frame]) -> None:
        self._items, self._names, self._before = items, names, before

    def at(self, at: int) -> Frame | None:
        """Return what a number says; None where nothing known says what it is."""
        number: Number = self._items[at].value
        is_numbering = self._does(at - 1, "numbering") and not self._does(at - 1, "rank")
        is_numbering = is_numbering or (at == 0 and self._text(1) in (".", ")"))
        is_enumerator = self._text(at - 1) == "(" and self._text(at + 1) == ")" and number.is_whole
        if is_numbering or is_enumerator or self._text(at - 1) == "/" or self._is_range(at):
            return None
        frame = self._bounded(Frame(self._lead(at), at, at, "bare", number, number.sign, turn=self._turn(at)))
        rank_before = self._rank_before(at)
        if (group := self._group(at)) and number.is_whole:
            first = min(frame.first, group[0])
            return dataclasses.replace(frame, first=first, last=group[1], shape="within", bound="", is_weak=True)
        if (among := self._pair(at)) is not None:
            return self._of_many(frame, among, rank_before)
        direction = self._direction(at) or self._against_year(at)
        if self._does(at + 1, "pp", "percent", "points"):
            return self._measured(frame, direction)
        if self._does(at + 1, "places") and number.is_whole and not rank_before and (number.sign or direction):
            if self._does(at + 2, "upward") or frame.turn == "from":
                return None
            return dataclasses.replace(frame, last=at + 1, shape="rank change", sign=number.sign or direction, turn="")
        is_th = number.is_ordinal or self._does(rank_before - 1, "ordinal")
        if self._does(at + 1, "places") and rank_before and not is_th:
            return None  # *its score fell 2.83 points and its rank 21 places*
        if (rank_before or number.is_ordinal) and number.is_whole and not number.sign:
            if is_no_place(self._items, at, rank_before - 1):
                return None
            first = min(frame.first, rank_before - 1) if rank_before else frame.first
            last = at + 1 if number.is_ordinal and self._does(at + 1, "rank") else at
            return dataclasses.replace(frame, first=first, shape="rank", last=last, bound="")
        return self._bare(frame, direction)

    def _bounded(self, frame: Frame) -> Frame:
        at = frame.at
        if self._does(frame.first, "about") or self._does(at - 1, "about"):
            return dataclasses.replace(frame, problem="number")
        if self._does(at - 1, "over") and not self._does(at - 2, "num") and not frame.number.sign:
            return dataclasses.replace(frame, bound="over")
        return dataclasses.replace(frame, bound="under") if self._does(at - 1, "under") else frame

    def _measured(self, frame: Frame, direction: int) -> Frame | None:
        """Read a number of points or per cent: a score, or by a word or a sign a change of it."""
        at = frame.at
        sign = self._signed(at) or (0 if frame.turn else direction)
        if (frame.number.sign and not sign) or (sign and self._does(at + 2, "upward")):
            return None
        if not sign and frame.number.is_whole and int(frame.number.value) in self._names.scales:
            return None  # the highest possible score, which no unit has
        if self._does(at + 1, "pp"):
            # A difference without a direction may be one between any two things.
            return self._amount(frame, at + 1, sign, is_weak=False) if sign else None
        return self._amount(frame, at + 1, sign, is_weak=True, is_relative=self._does(at + 1, "percent"))

    def _does(self, at: int, *roles: str) -> bool:
        return 0 <= at < len(self._items) and self._items[at].does(*roles)

    def _text(self, at: int) -> str:
        return self._items[at].text if 0 <= at < len(self._items) else ""

    def _is_range(self, at: int) -> bool:
        """Whether a number is an end of a span, as of the ranks that a score leaves open: *4–60*."""
        dashes = ("-", "–", "—", "−")
        after = self._text(at + 1) in dashes and self._does(at + 2, "num")
        before = self._text(at - 1) in dashes and self._does(at - 2, "num") and not self._items[at].value.sign
        return after or before

    def _signed(self, at: int) -> int:
        """Return the sign of a number where some word says that it is a change."""
        sign: int = self._items[at].value.sign
        near = self._items[max(at - _FAR, 0) : at + 4]
        is_said = any(item.does("change", "than", "rise", "fall") for item in near)
        return sign if is_said or self._is_in_bracket_of_score(at) else 0

    def _is_in_bracket_of_score(self, at: int) -> bool:
        """Whether a number stands alone in the bracket behind a score: *42,89 (−2,83)*."""
        before = self._before[-1] if self._before else None
        opening = at - 2 if self._text(at - 1) in _SIGNS else at - 1
        after = at + 2 if self._does(at + 1, "points", "pp", "percent") else at + 1
        return (
            before is not None and before.last == opening - 1 and before.shape in ("score", "bare")
            and not (before.number.is_whole or self._items[at].value.is_whole)
            and self._text(opening) == "(" and self._text(after) == ")"
        )  # fmt: skip

    def _against_year(self, at: int) -> int:
        """Return the direction of *thấp hơn 2,83 điểm so với năm 2019*, *2.83 points less than in 2019*."""
        place = at + 2
        sign = 0
        for side in (at - 1, place):
            if self._does(side, "more", "less", "over", "under"):
                sign = 1 if self._does(side, "more", "over") else -1
                place = place if side < at or self._does(side, "than") else place + 1
                break
        while self._does(place, "than", "fill") and place < at + 2 + _NEAR:
            if self._does(place, "than"):
                while self._does(place, "than", "fill", "year") and not self._is_year(place):
                    place += 1
                return sign if self._is_year(place) else 0
            place += 1
        return 0

    def _is_year(self, at: int) -> bool:
        return self._does(at, "previous") or (self._does(at, "year") and self._items[at].value is not None)

    def _lead(self, at: int) -> int:
        return at - 1 if self._does(at - 1, "about", "over", "under", "from", "to", "least") else at

    def _turn(self, at: int) -> Literal["", "from", "to"]:
        """Whether a number is the beginning or the end of a movement: *từ hạng 29 xuống hạng 37*, *to 38th*."""
        place = at - 1
        while self._does(place, "rank", "shared") and not self._does(place, "to", "from"):
            place -= 1
        if self._does(place, "from", "least"):
            return "from"
        return "to" if self._does(place, "to") else ""

    def _pair(self, at: int) -> tuple[int, int, bool] | None:
        """Return the second number of *37/63*, *42,88 trên 80*, *29th of 63*: number, last item, whether words part."""
        if self._does(at + 1, "mark") and self._items[at + 1].text == "/" and self._does(at + 2, "num"):
            second: Number = self._items[at + 2].value
            return (int(second.value), at + 2, False) if second.is_whole else None
        place = at + 1
        while self._does(place, "points", "rank") and place < at + 2 and not self._does(place, "outof"):
            place += 1
        if not self._does(place, "outof"):
            return None
        place += 1
        while self._does(place, "fill", "outof") and not self._does(place, "num") and place < at + _NEAR:
            place += 1
        if self._does(place, "num") and not self._items[place].value.in_words:
            second = self._items[place].value
            return (int(second.value), place, True) if second.is_whole else None
        return None

    def _of_many(self, frame: Frame, among: tuple[int, int, bool], rank_before: int) -> Frame | None:
        """Read a pair of numbers: a place of how many, or a score of how many points."""
        count, last, _ = among
        number = frame.number
        is_counted = self._does(last + 1, "counted")
        has_points = self._does(last + 1, "points") or self._does(frame.at + 1, "points")
        is_scale = count in self._names.scales
        is_rank = rank_before > 0 or number.is_ordinal or self._does(frame.at - 1, "ranked")
        if not any(abs(count - known) <= _MISCOUNT for known in self._names.counts) and not is_scale:
            return None  # a place among the units of a region, the cities, or something else
        if is_scale and not is_rank and (has_points or not number.is_whole):
            end = last + 1 if self._does(last + 1, "points") else last
            return dataclasses.replace(frame, last=end, shape="score", scale=count)
        # *37/63 tỉnh* may be so many of them: without a word for a rank only what stands for itself is one.
        if is_rank and is_no_place(self._items, last, rank_before - 1):
            return None
        before = self._items[frame.at - 1] if frame.at else None
        stands_alone = before is None or before.start < 0 or before.text in ("(", ":", ",", ";") or before.does("index")
        if not number.is_whole or number.value > count or not (is_rank or stands_alone):
            return None
        if is_rank or (count in self._names.counts and not has_points):
            first = min(frame.first, rank_before - 1) if rank_before else frame.first
            problem = "number" if is_scale and not is_rank else frame.problem
            end = last + 1 if is_counted else last
            return dataclasses.replace(
                frame, first=first, last=end, shape="rank", among=count, problem=problem, bound="", is_weak=not is_rank
            )
        return None

    def _rank_before(self, at: int) -> int:
        """Return one more than the place of a word that makes a number a rank; 0 for none."""
        for place in range(at - 1, max(at - 4, -1), -1):
            if self._does(place, "rank"):
                return place + 1
            if not (self._does(place, "shared", "to", "from", "over") or self._items[place].text in (":", "#")):
                break
        return 0

    def _group(self, at: int) -> tuple[int, int] | None:
        """Return the items of *nhóm 15 đứng đầu*, *top 20*, *15 tỉnh dẫn đầu* around a number."""
        place = at + 1
        while (
            place < at + 5
            and not self._does(place, "leading")
            and (
                self._does(place, "counted", "fill") or (self._text(place) == "," and self._does(place - 1, "counted"))
            )
        ):
            place += 1
        leads = place if self._does(place, "leading") else 0
        place = at - 1
        while self._does(place, "fill") and not self._does(place, "group") and place > at - 3:
            place -= 1
        if self._does(place, "group"):
            if any(self._does(one, "trailing") for one in range(at + 1, at + 6)):
                return None
            is_top = self._items[place].text.lower().endswith(("top", "tốp"))
            is_many = self._items[at].value.value >= _LEAST_GROUP
            return (place, leads or at) if leads or is_top or is_many else None
        return (at, leads) if leads and self._does(at + 1, "counted") else None

    def _direction(self, at: int) -> int:
        """Return 1 where what stands before says that something rose, -1 for fell, 0 where nothing is said."""
        for place in range(at - 1, max(at - _FAR, -1), -1):
            item = self._items[place]
            if item.does("mean", "median") or (item.text in (";", "(", ")", ":") and place < at - 1):
                return 0
            if item.does("rise"):
                return 1
            if item.does("fall"):
                return -1
            earlier = next((one for one in self._before if one.first <= place <= one.last), None)
            if earlier is not None:
                # *giảm 2,82 điểm và 21 bậc*: the second of two changes shares the word of the first.
                linked = all(self._items[one].does("and") for one in range(earlier.last + 1, at))
                return earlier.sign if linked and earlier.shape.endswith("change") and at > earlier.last + 1 else 0
            if not item.does("fill", "than", "year", "previous", "index", "about", "over", "under", "rank", "points"):
                return 0
        return 0

    def _amount(self, frame: Frame, last: int, sign: int, *, is_weak: bool, is_relative: bool = False) -> Frame:
        shape: Shape = "score change" if sign else "score"
        if not sign and (statistic := statistic_before(self._items, frame.at)):
            shape = statistic
            if is_distance(self._items, frame.at):
                frame = dataclasses.replace(frame, problem="number")
        end = last
        if self._does(last + 1, "pp"):
            end = last + 1
        return dataclasses.replace(
            frame, last=end, shape=shape, sign=sign, is_weak=is_weak, is_relative=is_relative and bool(sign),
            turn="" if sign else frame.turn,
        )  # fmt: skip

    def _bare(self, frame: Frame, direction: int) -> Frame | None:
        """Read a number without any unit of measure: only right behind a word that says what it is."""
        at, number = frame.at, frame.number
        if number.in_words or number.is_ordinal:
            return None
        sign = self._signed(at) or (0 if frame.turn else direction)
        if self._does(at + 1, "word", "num", "index", "other") or (number.sign and not sign):
            return None
        if sign and not number.is_whole:
            return dataclasses.replace(frame, shape="score change", sign=sign, is_weak=True, turn="")
        if not number.is_whole and (statistic := statistic_before(self._items, at)):
            problem = "number" if is_distance(self._items, at) else frame.problem
            return dataclasses.replace(frame, shape=statistic, is_weak=True, problem=problem)
        return dataclasses.replace(frame, is_weak=True, sign=number.sign)
