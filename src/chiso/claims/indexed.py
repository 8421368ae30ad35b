"""Of which index a claim is, by what stands around it, never by a guess.

Where two answers are possible there is none, and the claim says what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from chiso.claims.frames import Frame
from chiso.claims.items import Item, named_totals
from chiso.claims.names import Named
from chiso.claims.orders import orders_of
from chiso.claims.years import Context, Dated, Found

_NEAR = 4


class Indexed(Dated):
    """The items of a sentence with the frames in it, and of which year and index each of them is.

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
        super().__init__(items, frames, context)
        self._units = [at for at, item in enumerate(items) if item.does("unit")]
        self._beside = {at for at in self._units if self.is_beside(at)}
        self._orders = orders_of(items, frames)

    def frame_ending(self, last: int) -> Frame | None:
        """Return what a number says whose last item is given; None where it says nothing known."""
        return next((frame for frame in self.frames if frame.last == last), None)

    def is_ordered(self, at: int) -> bool:
        """Whether a number has its place in a list, and what it is of the same place in another."""
        return at in self._orders

    def _in_order(self, last: int, role: str) -> int | None:
        """Return the name or year that a figure is of by its place in a list."""
        own = self.frame_ending(last)
        ordered = None if own is None else self._orders.get(own.at)
        return ordered.at if ordered is not None and ordered.role == role else None

    def year(self, first: int, last: int, *, kinds: tuple[str, ...] = ("plain",)) -> Found:
        """Return the index year of a claim."""
        if (at := self._in_order(last, "year")) is not None:
            return Found(self.number_of(at)) if self.years.get(at) in kinds else Found(problem="year")
        return super().year(first, last, kinds=kinds)

    def named(self, first: int, last: int, *, is_weak: bool) -> Found:
        """Return what a claim is about: the names of an index or a part.

        A number that could be of anything, such as a percentage, needs known words only between itself and the
        index, or an earlier figure of the same index.
        """
        if (at := self._in_order(last, "index")) is not None:
            is_led = not is_weak or self._is_known(at + 1, first)
            return Found(named_totals(self.items[at])) if is_led else Found(problem="words")
        right = self._right_index(last)
        if right is not None and is_weak and not self._is_known(self._clause(first), first):
            return Found(problem="words")
        left = next((at for at in range(first - 1, -1, -1) if self.items[at].does("index", "other")), None)
        if right is not None:
            return Found(named_totals(self.items[right]))
        if left is not None and self.items[left].does("other"):
            return Found(problem="other")
        if left is None:
            return self._without_left(first, last, is_weak=is_weak)
        if is_weak and not self._is_known(left + 1, first):
            return Found(problem="words")
        if self._is_listed(left, "index") or self._is_spent(left, first):
            return Found(problem="index")
        if last + 1 < len(self.items) and self.items[last + 1].does("overall"):
            return Found(tuple(dict.fromkeys(Named(named.index) for named in self.items[left].value)))
        return Found(named_totals(self.items[left]))

    def _without_left(self, first: int, last: int, *, is_weak: bool) -> Found:
        """Return what a claim is about where no index stands before it: the one behind, or that of before."""
        ahead = [at for at in range(last + 1, len(self.items)) if self.items[at].does("index", "other")]
        is_sure = not is_weak or self._is_known(0, first)
        if ahead and is_sure and self._is_known(last + 1, ahead[0]) and self.items[ahead[0]].does("index"):
            names = {named_totals(self.items[at]) for at in ahead if self.items[at].does("index")}
            return Found(named_totals(self.items[ahead[0]])) if len(names) == 1 else Found(problem="index")
        if ahead and (is_weak or not self._is_parted(last, ahead[0])):
            return Found(problem="index")
        if "index" in self.context.several or not self.context.named:
            return Found(problem="index")
        if is_weak and not self._is_known(0, first):
            return Found(problem="words")
        if is_weak and self.context.is_far and not self._units:
            return Found(problem="far")
        return Found(self.context.named)

    def _is_parted(self, last: int, at: int) -> bool:
        """Whether a mark or another figure stands between a figure and what follows."""
        between = range(last + 1, at)
        return any(place in self._taken or self.items[place].text in (",", ";", "(", ")") for place in between)

    def _right_index(self, last: int) -> int | None:
        """Return an index that the words behind a figure lead to: *hạng 29 về PAPI*, *29th in PAPI*."""
        at = last
        bracket = self._behind_bracket(last + 1)
        for at in range(bracket, min(bracket + 1 + _NEAR, len(self.items))):
            item = self.items[at]
            if item.does("index"):
                links = self.items[last + 1 : at]
                is_led = any(link.does("topic", "a_part", "an_index") or link.text.lower() in ("of", "của", "điểm")
                             for link in links)  # fmt: skip
                return at if is_led and not self._is_listed_ahead(at) else None
            is_link = item.does("topic", "fill", "national", "counted", "outof", "points", "year", "overall")
            if at in self._taken or not is_link:
                return None
        return None

    def _is_spent(self, left: int, first: int) -> bool:
        """Whether an index belongs to a figure before it, and not to another of its kind: *38th on SIPAS and 29th*."""
        shapes = {frame.shape for frame in self.frames if frame.first >= first}
        own = next((frame for frame in self.frames if frame.first >= first), None)
        for frame in self.frames:
            if frame.last < left and self._right_index(frame.last) == left and own is not None and shapes:
                return frame.shape == own.shape and not self._is_another_year(left, own)
        return False

    def _is_another_year(self, left: int, own: Frame) -> bool:
        """Whether a figure is the same of another year: *29th on PAPI in 2020 and 36th in 2022*."""
        at = self._attached(own.last, list(self.years))
        before = {self.number_of(year) for year in self.years if left < year < own.first}
        ahead = any(item.does("index") for item in self.items[own.last :])
        return at is not None and not ahead and bool(before) and self.number_of(at) not in {None, *before}

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

    def is_beside(self, at: int) -> bool:
        """Whether a unit is only what another one is compared with: *so với Hà Nội*, *sau Hải Phòng*."""
        place = at - 1
        while place >= 0 and self.items[place].does("fill") and not self.items[place].does("beside", "than"):
            place -= 1
        return place >= 0 and self.items[place].does("beside", "than", "above", "below")
