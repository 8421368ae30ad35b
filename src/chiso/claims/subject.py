"""Of which unit and region a claim is, and whether it is of something else: by what stands around it, never by a guess.

Where two answers are possible there is none, and the claim says what is missing.
"""

from __future__ import annotations

from chiso.claims.bodies import is_of_another
from chiso.claims.indexed import Indexed
from chiso.claims.years import Found

_NEAR = 4


class Sentence(Indexed):
    """The items of a sentence with the frames in it, and the answers to of what each of them is."""

    def topic_is_other(self, last: int) -> bool:
        """Whether a figure is of something else: *đứng thứ 5 về dân số*, *100 % số hồ sơ*, *on the 28 parts*."""
        at, led = last + 1, False
        if at < len(self.items) and at not in self._taken and self.items[at].does("beside", "more", "less"):
            own = self.frame_ending(last)
            if own is not None and own.shape in ("score", "mean", "median"):
                return True  # so many points behind or ahead of another
        if at < len(self.items) and self.items[at].does("target"):
            return True  # *98,8% mục tiêu*
        while (
            at < len(self.items) and at not in self._taken and self.items[at].does("topic", "fill", "counted", "outof")
        ):
            led = led or self.items[at].does("topic")
            if led and at + 1 < len(self.items) and self.items[at + 1].does("rise", "fall", "change"):
                return True  # *đứng thứ hai về mức giảm*
            if self.items[at].does("and", "than", "rise", "fall", "to", "year"):
                return False
            at += 1
        if at >= len(self.items) or at in self._taken:
            return False
        is_time = self.items[at].does("num") and at + 1 < len(self.items) and self.items[at + 1].does("year")
        return self.items[at].does("word", "other", "numbering") or (led and self.items[at].does("num") and not is_time)

    def is_difference(self, first: int) -> bool:
        """Whether a number says by how much something is higher or lower than something else, or what share of it."""
        if self.is_after_gap(first) or (first and self.items[first - 1].does("ratio")):
            return True
        for at in range(first - 1, max(first - 1 - _NEAR, -1), -1):
            if self.items[at].does("more", "less", "above", "below") or at in self._beside:
                return True
            if at in self._taken or not self.items[at].does("fill", "year", "previous", "unit"):
                return False
        return False

    def is_after_gap(self, first: int) -> bool:
        """Whether it is the distance between two that is spoken of: *khoảng cách giữa … và …*, *the gap to …*."""
        for at in range(first - 1, -1, -1):
            if self.items[at].does("gap"):
                return True
            begins_anew = self.items[at].text == "," and at + 2 < first and at + 1 in self._units
            if self.items[at].text == ";" or (begins_anew and self.items[at + 2].does("scored")):
                return False
        return False

    def is_among_some(self, first: int, last: int) -> bool:
        """Whether a place may be one among some units only: *trong 5 thành phố*, *trong số các tỉnh vùng ĐBSCL*."""
        taken = {
            place for frame in self.frames if frame.shape != "bare" for place in range(frame.first, frame.last + 1)
        }
        if last + 1 < len(self.items) and self.items[last + 1].does("cities"):
            return True  # *đứng thứ nhất khối thi đua các thành phố*
        for at in range(first):
            if self.items[at].does("region", "place") and at not in taken:
                return True
            if self.items[at].does("cities") and at not in taken and not self._is_all(at):
                return True
            if self.items[at].does("num") and at not in taken and at + 1 < last:
                follower = self.items[at + 1]
                if follower.does("counted") or follower.text.lower() in ("thành phố", "tp"):
                    return True
        return False

    def _is_all(self, at: int) -> bool:
        """Whether *cities* are those of *provinces and cities*."""
        at -= 1
        while at >= 0 and (self.items[at].does("and") or self.items[at].text in (",", "/")):
            at -= 1
        return at >= 0 and self.items[at].does("counted", "one_unit") and not self.items[at].does("cities")

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
        return self._left_unit(first) or self._right_unit(first, last)

    def _left_unit(self, first: int) -> Found | None:
        """Return the unit that stands before a figure; None where none does."""
        left = [at for at in self._units if at < first]
        if any(item.does("we") for item in self.items[left[-1] if left else 0 : first]):
            return Found(self.context.own) if self.context.own else Found(problem="unit")
        subjects = [at for at in left if at not in self._beside]
        if subjects:
            nearest = subjects[-1]
            is_object = nearest > 0 and self.items[nearest - 1].does("word") and self.items[nearest - 1].text.islower()
            others = {tuple(self.items[at].value.items()) for at in subjects}
            if left[-1] != nearest or self._is_listed(nearest, "unit") or (is_object and len(others) > 1):
                return Found(problem="unit")
            return Found(self.items[nearest].value)
        return Found(problem="unit") if left else None

    def _right_unit(self, first: int, last: int) -> Found:
        """Return the unit that stands behind a figure, or that of the sentences before."""
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
        own = self.frame_ending(last)
        if own is None or own.shape != "rank":
            return None
        if last + 2 in self._units and self.items[last + 1].does("of_whom"):
            return last + 2  # *bỏ xa vị trí thứ ba của Hà Nội*
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
