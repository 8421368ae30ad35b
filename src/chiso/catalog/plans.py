"""The records of what plans and documents of a unit say: targets, measures, printed figures."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
import unicodedata

STATES = ("", "planned", "under_way", "done", "dropped")
"""What may be told of a measure; nothing where nobody told."""

_DEADLINE = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """What a plan wants for one index: a score at least, a place at most, on the scale of ``concept``.

    ``status`` is ``draft`` where the document is a draft, and ``adopted`` or empty otherwise.
    """

    plan_year: int
    province_code: str
    index: str
    concept: str
    target_score: float | None
    target_rank_within: int | None
    source_vi: str
    source_en: str
    source_id: str
    vintage: int | None = None
    status: str = ""
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year of the briefing of the plan's year, whose units it is about where ``vintage`` is empty."""
        return self.plan_year - 1

    def source(self, locale: str) -> str:
        """Return where the target was read."""
        return self.source_vi if locale == "vi" else self.source_en


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a plan: what it aims at, who answers for it, by when, and what became of it.

    ``id`` names it for good within its unit, ``plan`` the document. It aims at ``concept``, or at what ``code`` means
    in the last year that the plan could know. ``lead_agency`` and ``with_agencies`` are ids of agencies,
    parted by ``;``. ``deadline`` is a day, month or year, ``deadline_written`` what the plan writes; a continuing task
    has only that. ``state`` is one of :data:`STATES`, since ``state_on``.
    """

    plan_year: int
    province_code: str
    measure_vi: str
    id: str
    plan: str
    index: str = ""
    theme: str = ""
    measure_en: str = ""
    concept: str = ""
    code: str = ""
    lead_agency: str = ""
    with_agencies: str = ""
    product_vi: str = ""
    product_en: str = ""
    deadline: str = ""
    deadline_written: str = ""
    state: str = ""
    state_on: str = ""
    evidence: str = ""
    source_id: str = ""
    vintage: int | None = None
    line: int = 0

    def text(self, locale: str) -> str:
        """Return the measure in words; in those of the document where there are no others."""
        return self.measure_vi if locale == "vi" else self.measure_en or self.measure_vi

    def product(self, locale: str) -> str:
        """Return what comes of it, in the words of the document where there are no others."""
        return self.product_vi if locale == "vi" else self.product_en or self.product_vi

    @property
    def measured_year(self) -> int:
        """The index year of the briefing of the plan's year, whose units it is about where ``vintage`` is empty."""
        return self.plan_year - 1

    @property
    def due(self) -> dt.date | None:
        """The last day that the deadline leaves; None where there is none, or it is no day, month or year."""
        return last_day(self.deadline)

    @property
    def state_day(self) -> dt.date | None:
        """The day since which the state holds; None where there is none, or it is no day."""
        return day_of(self.state_on)


def text_key(text: str) -> str:
    """Return the key under which two ways of writing one measure meet: letters with their marks, and digits."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def day_of(text: str) -> dt.date | None:
    """Return a day such as ``2021-09-30``; else None."""
    return last_day(text) if text.count("-") == 2 else None


def last_day(text: str) -> dt.date | None:
    """Return the last day of a day, month or year such as ``2021-09-30``, ``2021-09`` or ``2021``; else None."""
    match = _DEADLINE.fullmatch(text)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"] or 12)
    try:
        return dt.date(year, month, int(match["day"] or calendar.monthrange(year, month)[1]))
    except ValueError:  # no such month or day
        return None


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A figure as an official document prints it; ``value`` keeps the printed digits."""

    document: str
    province_code: str
    index_year: int
    index: str
    quantity: str
    value: str
    source_id: str
    vintage: int | None = None
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year, whose units it is about where ``vintage`` is empty."""
        return self.index_year
