"""What a deadline as written means: the last day that it leaves, where its words say one."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from chiso.intake.assignments.words import DeadlineWords, Words, annex_words, find_words, without, words_of

Reading = Literal["none", "day", "continuing", "unknown", "impossible"]

_LONGEST_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# One mark on both sides: in 9 - 10/2021 it stands between two months, in 9/10/2021 between day and month.
_DAY = re.compile(r"(?<![\d/.-])(?:(\d{4})-(\d{1,2})-(\d{1,2})"
                  r"|(\d{1,2})\s*(?P<mark>[/.-])\s*(\d{1,2})\s*(?P=mark)\s*(\d{4}))"
                  r"(?:\s+00:00:00)?(?![\d/.-])")  # fmt: skip
_FROM_TO = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[-–]\s*(\d{1,2})\s*[/.]\s*(\d{4})(?![\d/.-])")
_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{4})(?![\d/.-])")
_BARE_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*/\s*(1[0-2]|0?[1-9])(?![\d/.-])")
_NAMES_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–]\s*(20\d\d)(?!\d)")


@dataclasses.dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, and what it was read as: ``last`` is there for a day, month, quarter or year."""

    written: str
    reading: Reading
    last: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _Span:
    """What a text names: its first and last day."""

    first: dt.date
    last: dt.date


def read_deadline(text: str, plan_year: int) -> Deadline:
    """Read a deadline.

    Parameters
    ----------
    text
        The cell, on one line.
    plan_year
        The year of a day, month or quarter that names none.

    Returns
    -------
    Deadline
        Of several days the last counts. *Before* a day, month or quarter ends on the day before it begins. Where a
        word stands that is not known, nothing is taken: ``unknown``.
    """
    words = annex_words().deadlines
    if not text:
        return Deadline("", "none")
    try:
        spans, left = _spans(text, plan_year, words)
    except ValueError:  # no such day or month
        return Deadline(text, "impossible")
    is_continuing = _has(words_of(text), words.continuing)
    if is_continuing and (all(map(_is_year, spans)) or not _NAMES_A_YEAR.search(text)):
        return Deadline(text, "continuing")
    rest = without(left, (*words.continuing, *words.fill, *words.before, *words.day, *words.month))
    begins = len(spans) == 1 and _has(left, words.since) and not _has(left, words.until)
    if rest or not spans or begins:
        return Deadline(text, "unknown")
    is_before = _has(left, words.before)
    last = max(spans, key=lambda span: span.last)
    return Deadline(text, "day", last.first - dt.timedelta(days=1) if is_before else last.last)


def _has(text: Words, phrases: Sequence[Words]) -> bool:
    return any(find_words(text, phrase) >= 0 for phrase in phrases)


def _is_year(span: _Span) -> bool:
    return (span.last - span.first).days >= 364


def _spans(text: str, plan_year: int, words: DeadlineWords) -> tuple[list[_Span], Words]:
    """Return what a text names, and the words that are left."""
    spans: list[_Span] = []

    def take_day(match: re.Match[str]) -> str:
        year, month, day = (int(match[at]) for at in ((1, 2, 3) if match[1] else (7, 6, 4)))
        one = dt.date(year, month, day)
        spans.append(_Span(one, one))
        return " "

    def follows(match: re.Match[str], phrases: Sequence[Words]) -> bool:
        before = words_of(match.string[: match.start()])
        return any(before[-len(phrase) :] == phrase for phrase in phrases)

    def take_months(match: re.Match[str]) -> str:
        *numbers, year = match.groups()
        # Behind the word for a quarter the number is that of a quarter.
        if follows(match, words.quarter):
            return f" {' '.join(numbers)} {words.year[0][0]} {year} "
        if len(numbers) > 1 and follows(match, words.day):
            return match[0]  # from a day to a day, or to a month: no more can be told
        spans.append(_months(int(year), int(numbers[0]), int(numbers[-1])))
        return " "

    def take_years(match: re.Match[str]) -> str:
        spans.append(_Span(dt.date(int(match[1]), 1, 1), dt.date(int(match[2]), 12, 31)))
        return " "

    def take_bare_day(match: re.Match[str]) -> str:
        one = dt.date(plan_year, int(match[2]), int(match[1]))
        spans.append(_Span(one, one))
        return " "

    rest = re.sub(r"\b[Qq]([1-4])\b", rf" {words.quarter[0][0]} \1 ", text)
    rest = _FROM_TO.sub(take_months, _YEARS.sub(take_years, _DAY.sub(take_day, rest)))
    rest = _MONTH.sub(take_months, rest)
    rest = _BARE_DAY.sub(take_bare_day, rest)
    left = list(words_of(rest))
    spans += _worded(left, plan_year, words)
    return spans, tuple(left)


def _worded(left: list[str], plan_year: int, words: DeadlineWords) -> Iterator[_Span]:
    """Yield days, months, quarters, halves and years that are named in words, and take those words away."""
    year = next((int(one) for one in left if re.fullmatch("20[0-9]{2}", one)), plan_year)
    for phrase, month in sorted(words.half.items(), key=lambda one: -len(one[0])):
        if (at := find_words(left, phrase)) >= 0:
            del left[at : at + len(phrase)]
            yield _months(year, month - 5, month)
            _take_years(left, words)
    yield from _named_months(left, year, words)
    for phrases, size in ((words.quarter, 3), (words.month, 1)):
        for phrase in phrases:
            while (at := find_words(left, phrase)) >= 0:
                numbers = _numbers(left, at + len(phrase))
                if not numbers:
                    break
                day = _day_before(left, at, words) if size == 1 else None
                del left[at : at + len(phrase) + len(numbers)]
                own = _take_years(left, words, at) or year
                if day is not None:
                    start = (
                        at - 1 - next(len(one) for one in words.day if tuple(left[at - 1 - len(one) : at - 1]) == one)
                    )
                    del left[start:at]
                    one = dt.date(own, numbers[-1], day)
                    yield _Span(one, one)
                else:
                    yield _months(own, (numbers[-1] - 1) * size + 1, numbers[-1] * size)
    while (alone := _take_years(left, words)) is not None:
        yield _Span(dt.date(alone, 1, 1), dt.date(alone, 12, 31))


def _named_months(left: list[str], year: int, words: DeadlineWords) -> Iterator[_Span]:
    for name, month in words.months.items():
        while name in left:
            at = left.index(name)
            day = int(left[at - 1]) if at and re.fullmatch("[0-9]{1,2}", left[at - 1]) else None
            del left[at]
            own = _take_years(left, words, at) or year
            if day is None:
                yield _months(own, month, month)
            else:
                del left[at - 1]
                yield _Span(dt.date(own, month, day), dt.date(own, month, day))


def _numbers(left: Sequence[str], at: int) -> list[int]:
    """Return the numbers that stand from a place on: 3, III, or several."""
    found = []
    for word in left[at:]:
        number = _LONGEST_ROMAN.get(word, int(word) if re.fullmatch("[0-9]{1,2}", word) else 0)
        if not number:
            break
        found.append(number)
    return found


def _day_before(left: Sequence[str], at: int, words: DeadlineWords) -> int | None:
    """Return the day before the word for a month: *ngày 30 tháng 9*."""
    if at < 2 or not re.fullmatch("[0-9]{1,2}", left[at - 1]):
        return None
    return int(left[at - 1]) if _day_word(left, at, words) else None


def _day_word(left: Sequence[str], at: int, words: DeadlineWords) -> int:
    """Return of how many words the one for a day is that stands before a number and the word for a month."""
    return next((len(one) for one in words.day if tuple(left[at - 1 - len(one) : at - 1]) == one), 0)


def _take_years(left: list[str], words: DeadlineWords, at: int = 0) -> int | None:
    """Take away the first year from a place on, with the word for a year before it, and return it."""
    for place in range(at, len(left)):
        if re.fullmatch("20[0-9]{2}", left[place]):
            year, start = int(left[place]), place
            for phrase in words.year:
                if tuple(left[place - len(phrase) : place]) == phrase:
                    start = place - len(phrase)
            del left[start : place + 1]
            return year
        if at and place > at + 1:  # a year further on belongs to something else
            break
    return None


def _months(year: int, first: int, last: int) -> _Span:
    if not 1 <= first <= last <= 12:
        raise ValueError(last)
    return _Span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
