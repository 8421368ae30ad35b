"""Putting a claim together: what a number says, with the index, unit and years that it is of; or why it is no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chiso.claims.claim import Claim, Kind
from chiso.claims.frames import Frame
from chiso.claims.items import Item
from chiso.claims.subject import Sentence
from chiso.claims.years import Found
from chiso.texts.passages import Passage

_KINDS: Mapping[str, Kind] = {
    "score": "score", "rank": "rank", "score change": "score change", "rank change": "rank change",
    "within": "within", "mean": "mean", "median": "median",
}  # fmt: skip
_TARGETS: Mapping[str, Kind] = {"score": "target score", "rank": "target place", "within": "target place"}
FAR_WORDS = "words between it and the index are not understood"
OTHER = "it is about something else"
FOLLOWS = "it follows a figure that is not understood, and may be of the same thing"
_NO_INDEX = {
    "other": OTHER,
    "far": "the index is named in another paragraph, and no unit here",
    "words": FAR_WORDS,
}


class Assembly:
    """One frame of a sentence on its way to a claim.

    Parameters
    ----------
    sentence, frame, place
        The sentence, what one of its numbers says, and the place of that among all of them.
    passage, locale
        The passage that the sentence is of, and its language.
    """

    def __init__(self, sentence: Sentence, frame: Frame, place: int, passage: Passage, locale: str) -> None:
        self._sentence, self._frame, self._place = sentence, frame, place
        self._passage, self._locale = passage, locale
        self._items = sentence.items
        self._is_target = _is_target(sentence, frame)
        self._named = sentence.named(frame.first, frame.last, is_weak=frame.is_weak)
        self._is_denied = _is_denied(self._items, frame.first)
        self._region, self._last = "", frame.last
        if frame.shape in ("rank", "within"):
            self._region, self._last = sentence.region(frame.last)

    def claim(self, number: int) -> Claim | str:
        """Return the claim, or why it is none.

        Parameters
        ----------
        number
            The number of the passage.
        """
        return self._objection() or self._made(number)

    def _objection(self) -> str:
        frame, items = self._frame, self._items
        if frame.shape == "bare":
            return "no words beside it say what it is"
        if self._sentence.topic_is_other(frame.last):
            return OTHER
        if any(item.does("maybe") and not _is_month(items, at) for at, item in enumerate(items[: frame.first])):
            return "it is said to be possible only"
        if not self._is_target and any(item.does("wish") for item in items[: frame.first]):
            return "it may be what is wanted, and not what came of it"
        return self._no_index() or self._no_part() or self._no_figure()

    def _no_index(self) -> str:
        problem = self._named.problem
        if not problem or problem in _NO_INDEX:
            return _NO_INDEX.get(problem, "")
        if self._frame.is_weak and not any(item.does("index") for item in self._items[: self._frame.first]):
            return "of which index it is, is not said"
        if not self._sentence.context.named and not any(item.does("index") for item in self._items):
            return "no index is named"
        return ""

    def _no_part(self) -> str:
        """Say that a figure is of a part that is not known by its name, and so no figure of the total."""
        if not self._named.value or any(named.concept for named in self._named.value):
            return ""
        before = self._items[: self._frame.first]
        is_part = any(item.does("a_part", "partial") for item in before) or _has_topic(before)
        return "it is of a part whose name is not known" if is_part else ""

    def _no_figure(self) -> str:
        frame, items = self._frame, self._items
        if not self._is_target and any(items[at].text in "≥≤<>~≈" for at in range(max(frame.first - 1, 0), frame.at)):
            return "it is a bound"
        if self._passage.kind == "loose" and frame.last >= len(items) - 1:
            return "its line may go on elsewhere on the page"
        if self._is_target and frame.first and items[frame.first - 1].does("by_much"):
            return "it is a difference"
        if frame.shape == "score" and self._sentence.is_difference(frame.first):
            return "it is a difference"
        if frame.shape == "rank" and not frame.among and self._sentence.is_among_some(frame.first, frame.last):
            return "it may be a place among some units only"
        if self._region and (frame.shape == "within" or frame.among):
            return "it is a place among the units of a region"
        if frame.turn == "from" and not self._is_target and not _ends(self._sentence.frames, self._place):
            return "it is the beginning of a movement without an end"
        if self._is_denied and not self._is_target and frame.shape != "within":
            return "it is denied"
        return ""

    def _made(self, number: int) -> Claim:
        frame, sentence = self._frame, self._sentence
        kind: Kind = _KINDS[frame.shape]
        if self._is_target:
            kind = _TARGETS.get(frame.shape, kind)
        year, base, is_said = self._years(kind)
        unit = Found({}) if kind in ("mean", "median") else sentence.unit(frame.first, frame.last)
        problems = [frame.problem] if frame.problem else []
        problems += ["target"] if self._is_target and _is_doubtful(sentence, frame) else []
        problems += [
            called for one, called in ((self._named, "index"), (unit, "unit"), (year, "year"))
            if one.problem or (called == "year" and one.value is None)
        ]  # fmt: skip
        if base.value is not None and year.value is not None and base.value >= year.value:
            problems.append("year")
        if any(item.does("respectively") for item in self._items) and not sentence.is_ordered(frame.at):
            problems.append("order")
        start, end = self._letters(kind)
        value = frame.number.value * (frame.sign if kind.endswith("change") and frame.sign else 1)
        return Claim(
            number, start, end, " ".join(self._passage.text[start:end].split()), self._locale, kind,
            named=self._named.value or (), units=unit.value or {}, year=year.value, base=base.value,
            is_base_said=is_said, value=value, decimals=frame.number.decimals, among=frame.among, scale=frame.scale,
            bound=frame.bound, is_relative=frame.is_relative, region=self._region, is_denied=self._is_denied,
            has_caveat=any(item.does("caveat") for item in self._items), missing=tuple(dict.fromkeys(problems)),
        )  # fmt: skip

    def _years(self, kind: Kind) -> tuple[Found, Found, bool]:
        """Return the year, the year that it is compared with, and whether that is said."""
        frame, sentence = self._frame, self._sentence
        if self._is_target:
            return _plan_year(sentence, frame), Found(), False
        year = sentence.year(frame.first, frame.last)
        if frame.turn == "from":
            attached = _bracket_year(sentence, frame.last) or sentence.attached_year(frame.last)
            return (
                Found(attached) if attached else sentence.base(frame.first, frame.last, year.value)[0], Found(), False
            )  # fmt: skip
        if kind.endswith("change") and (ends := self._ends_of_movement()):
            return Found(ends[1]), Found(ends[0]), True
        if kind.endswith("change"):
            base, is_said = sentence.base(frame.first, frame.last, year.value)
            return year, base, is_said
        return year, Found(), False

    def _ends_of_movement(self) -> tuple[int, int] | None:
        """Return the years of *từ hạng 26 (2022) lên hạng 22 (2024), tăng 4 bậc*."""
        sentence, shape = self._sentence, self._frame.shape.removesuffix(" change")
        turns = {frame.turn: frame.last for frame in sentence.frames if frame.turn and frame.shape == shape}
        if set(turns) != {"from", "to"}:
            return None
        first, last = (_bracket_year(sentence, at) or sentence.attached_year(at) for at in turns.values())
        return (first, last) if first and last and first < last else None

    def _letters(self, kind: Kind) -> tuple[int, int]:
        """Return the first and the last letter of a claim; that of a change begins with the word for it."""
        frame, items = self._frame, self._items
        first = frame.first
        if kind.endswith("change"):
            for at in range(first - 1, max(first - 4, -1), -1):
                if items[at].does("rise", "fall"):
                    first = at
                    break
                if not items[at].does("fill"):
                    break
        start = items[first].start if items[first].start >= 0 else items[frame.at].start
        return start, items[max(self._last, frame.last)].end


def _ends(frames: Sequence[Frame], place: int) -> bool:
    return place + 1 < len(frames) and frames[place + 1].turn == "to"


def _bracket_year(sentence: Sentence, last: int) -> int | None:
    if last + 1 < len(sentence.items) and sentence.items[last + 1].text == "(":
        for at in sentence.years:
            if sentence.inside[at] == last + 1:
                return sentence.number_of(at)
    return None


def _is_target(sentence: Sentence, frame: Frame) -> bool:
    """Whether a figure is one that a plan wants: a word says so before it, and none says that it came about."""
    for place in range(frame.at - 1, -1, -1):
        item = sentence.items[place]
        if item.does("reached", "missed") and not item.does("target"):
            # *không đạt mục tiêu 86%*, but *đạt mục tiêu với 86,2%*
            return all(one.does("of_target", "year") for one in sentence.items[place + 1 : frame.first])
        if item.does("result", "but") and not item.does("target"):
            return False
        if item.does("target"):
            return not _is_past_target(sentence, frame, place)
    return sentence.context.is_plan


def _is_past_target(sentence: Sentence, frame: Frame, mark: int) -> bool:
    """Whether a figure is what came of a target: *against a target of 88%, SIPAS was 85.54%*."""
    before = mark - 1
    while before >= 0 and sentence.items[before].does("fill") and not sentence.items[before].does("than"):
        before -= 1
    is_against = before >= 0 and sentence.items[before].does("than")
    return is_against and any(one.shape == frame.shape and mark < one.at < frame.at for one in sentence.frames)


def _is_doubtful(sentence: Sentence, frame: Frame) -> bool:
    """Whether a figure may be a target or what came of it: *missed its target of 45 points, scoring 41.23*."""
    marks = [at for at in range(frame.at) if sentence.items[at].does("target", "reached", "missed")]
    if not marks:
        return False
    between = range(marks[-1], frame.at)
    names = any(sentence.items[at].does("index") for at in between)
    alike = any(one.shape == frame.shape and marks[-1] < one.at < frame.at for one in sentence.frames)
    return alike and not names and not any(sentence.items[at].does("but", "result") for at in between)


def _plan_year(sentence: Sentence, frame: Frame) -> Found:
    own = [at for at, kind in sentence.years.items() if kind in ("plain", "plan")]
    marks = [at for at in range(frame.at) if sentence.items[at].does("target")]
    if (
        not marks or any(at > marks[-1] for at in own) or any(sentence.years[at] == "plan" for at in own)
        or any(_leads(sentence, at, marks[0]) for at in own)
    ):  # fmt: skip
        found = sentence.year(frame.first, frame.last, kinds=("plain", "plan")) if own else Found(problem="year")
        if not found.problem:
            return found
    # The year of a result that stands before the target is not said to be that of the plan.
    return Found(problem="year") if sentence.context.plan_year is None else Found(sentence.context.plan_year)


def _leads(sentence: Sentence, year: int, mark: int) -> bool:
    """Whether a year begins what a plan wants, without a result of its own: *năm 2021, thành phố phấn đấu …*."""
    between = sentence.items[year + 1 : mark]
    return year < mark and not any(item.does("num", "result", "scored", "than", "previous") for item in between)


def _has_topic(items: Sequence[Item]) -> bool:
    """Whether a score is of something that is not known: *score on land procedures*."""
    for at in range(len(items) - 2):
        if items[at].does("scored") and items[at + 1].does("topic") and items[at + 2].does("word"):
            return True
    return False


def _is_month(items: Sequence[Item], at: int) -> bool:
    """Whether *May* is the month: with a capital, and a year or a day beside it."""
    beside = [items[place] for place in (at - 1, at + 1) if 0 <= place < len(items)]
    return items[at].does("month") and items[at].text[0].isupper() and any(item.does("year", "num") for item in beside)


def _is_denied(items: Sequence[Item], first: int) -> bool:
    for place in range(first - 1, max(first - 5, -1), -1):
        if items[place].does("not"):
            return True
        if items[place].does("mark", "num", "year", "and"):
            return False
    return False
