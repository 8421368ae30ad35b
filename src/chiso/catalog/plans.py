"""The records of what plans and documents of a unit say: targets, measures, printed figures."""

from __future__ import annotations

import dataclasses


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
    """A measure of a plan and, where it aims at one, the concept of the indicator of its index."""

    plan_year: int
    province_code: str
    index: str
    theme: str
    measure_en: str
    measure_vi: str
    concept: str
    vintage: int | None = None
    line: int = 0

    def text(self, locale: str) -> str:
        """Return the measure in words."""
        return self.measure_vi if locale == "vi" else self.measure_en

    @property
    def measured_year(self) -> int:
        """The index year of the briefing of the plan's year, whose units it is about where ``vintage`` is empty."""
        return self.plan_year - 1


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
