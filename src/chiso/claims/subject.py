"""Of which index, unit and year a claim is: by what stands around it, never by a guess.

Where two answers are possible there is none, and the claim says what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from chiso.claims.bodies import is_of_another
from chiso.claims.frames import Frame
from chiso.claims.items import Item, named_totals
from chiso.claims.names import Named
from chiso.claims.orders import orders_of
from chiso.claims.years import Context, Dated, Found

_NEAR = 4


class Sentence(Dated):
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
        super().__init__(items, frames, context)
        self._units = [at for at, item in enumerate(items) if item.does("unit")]
        self._beside = {at for at in self._units if self.is_beside(at)}
        self._orders = orders_of(items, frames)

    def is_ordered(self, at: int) -> bool:
        """Whether a number has its place in a list, and what it is of the same place in another."""
        return at in self._orders

    def _in_order(self, last: int, role: str) -> int | None:
        """Return the name or year that a figure is of by its place in a list."""
        own = next((frame.at for frame in self.frames if frame.last == last), None)
        ordered = None if own is None else self._orders.get(own)
        return ordered.at if ordered is not None and ordered.role == role else None

    # --- index -------------------------------------------------------------------------------------------------

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
        if is_weak and not self._is_known(left + 1, first):
            return Found(problem="words")
        if self._is_listed(left, "index") or self._is_spent(left, first):
            return Found(problem="index")
        if last + 1 < len(self.items) and self.items[last + 1].does("overall"):
            return Found(tuple(dict.fromkeys(Named(named.index) for named in self.items[left].value)))
        return Found(named_totals(self.items[left]))

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

    def topic_is_other(self, last: int) -> bool:
        """Whether a figure is of something else: *đứng thứ 5 về dân số*, *100 % số hồ sơ*, *on the 28 parts*."""
        at, led = last + 1, False
        if at < len(self.items) and at not in self._taken and self.items[at].does("beside", "more", "less"):
            own = next((frame for frame in self.frames if frame.last == last), None)
            if own is not None and own.shape in ("score", "mean", "median"):
                return True  # so many points behind or ahead of another
        if at < len(self.items) and self.items[at].does("target"):
            return True  # *98,8% mục tiêu*
        while (
            at < len(self.items) and at not in self._taken and self.items[at].does("topic", "fill", "counted", "outof")
        ):
            led = led or self.items[at].does("topic")
            if self.items[at].does("and", "than", "rise", "fall", "to", "year"):
                return False
            at += 1
        if at >= len(self.items) or at in self._taken:
            return False
        is_time = self.items[at].does("num") and at + 1 < len(self.items) and self.items[at + 1].does("year")
        return self.items[at].does("word", "other", "numbering") or (led and self.items[at].does("num") and not is_time)

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

    def year(self, first: int, last: int, *, kinds: tuple[str, ...] = ("plain",)) -> Found:
        """Return the index year of a claim."""
        if (at := self._in_order(last, "year")) is not None:
            return Found(self.number_of(at)) if self.years.get(at) in kinds else Found(problem="year")
        return super().year(first, last, kinds=kinds)

    def unit(self, first: int, last: int) -> Found:
        """Return the codes of the unit that a claim is of."""
        if (at := self._in_order(last, "unit")) is not None:
            return Found(self.items[at].value)
        if last + 2 < len(self.items) and self.items[last + 1].text == "(":
            inner = next((at for at in range(last + 2, min(last + 5, len(self.items))) if at in self._units), None)
            if inner is not None and self.inside[inner] == last + 1 and not self._figure_in(last + 2):
                return Found(self.items[inner].value)
        scope = self.inside[first]
        if scope and scope - 1 in self._units:
            return Found(self.items[scope - 1].value)  # *sau Quảng Ninh (92,18%)*
        if (at := self._behind(last)) is not None:
            return Found(self.items[at].value)
        if is_of_another(self.items, first, self._units):
            return Found(problem="unit")
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
        speaks_of_many = any(self._counts_units(at) for at in range(first))
        if "unit" in self.context.several or not self.context.units or speaks_of_many:
            return Found(problem="unit")
        return Found(self.context.units)

    def _behind(self, last: int) -> int | None:
        """Return the unit behind a place: *thứ hai là Hải Phòng*, *first was Quảng Ninh*."""
        own = next((frame for frame in self.frames if frame.last == last), None)
        if own is None or own.shape != "rank":
            return None
        for at in range(last + 1, min(last + 2 + _NEAR, len(self.items))):
            if self.items[at].does("is_who"):
                return at + 1 if at + 1 in self._units else None
            if at in self._taken or not self.items[at].does("index", "year", "fill", "national", "topic"):
                return None
        return None

    def _counts_units(self, at: int) -> bool:
        """Whether *provinces* are spoken of, other than of how many a rank is: *37/63 tỉnh, thành phố*."""
        if not self.items[at].does("counted"):
            return False
        ranks = {place for frame in self.frames if frame.shape in ("rank", "within")
                 for place in range(frame.first, frame.last + 1)}  # fmt: skip
        is_one = self.items[at].does("one_unit")
        while at >= 0 and (self.items[at].does("counted", "fill", "and", "many") or self.items[at].text == ","):
            if at in ranks:
                return False
            is_one = is_one and not self.items[at].does("many")
            at -= 1
        return at not in ranks and not (is_one and not (at >= 0 and self.items[at].does("num")))

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
