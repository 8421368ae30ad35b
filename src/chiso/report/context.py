"""What every section of a briefing needs: the unit, the years, the data and the language."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import pandas as pd

from chiso.analysis.availability import Gap, gap
from chiso.analysis.change import unit_reasons
from chiso.analysis.comparability import Reason
from chiso.analysis.ranking import is_shared
from chiso.analysis.series import Point, course
from chiso.analysis.targets import Distance, distance, targets_of
from chiso.catalog import Catalog, Index, Project, Unit
from chiso.ingest import Observations
from chiso.report.language import Language, is_zero
from chiso.report.specs import Tone


@dataclasses.dataclass(frozen=True)
class Change:
    """A change of a score or of places with its meaning: ``tone`` and ``word`` go with the colour."""

    value: float | None
    tone: Tone
    word: str


@dataclasses.dataclass(frozen=True)
class Context:
    """One briefing's facts. ``comparison`` has the columns of ``comparisons/YEAR.csv`` for all units."""

    project: Project
    catalog: Catalog
    observations: Observations
    comparison: pd.DataFrame
    unit: Unit
    year: int
    language: Language

    @property
    def now(self) -> int:
        """The index year of the briefing."""
        return self.year - 1

    @property
    def before(self) -> int:
        """The index year that it is compared with."""
        return self.year - 2

    @property
    def locale(self) -> str:
        """The language tag."""
        return self.language.locale

    @property
    def unit_name(self) -> str:
        """The short name of the unit in the language."""
        return self.unit.name(self.locale)

    @functools.cached_property
    def indices(self) -> list[Index]:
        """The indices in the order of the briefing."""
        return list(self.catalog.indices.values())

    @functools.cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, Any]]:
        mine = self.comparison[self.comparison["unit_code"] == self.unit.code]
        return {
            (str(row["index"]), str(row["code"])): {str(k): v for k, v in row.items()}
            for row in mine.to_dict("records")
        }

    def row(self, index: str, code: str = "TOTAL") -> dict[str, Any] | None:
        """Return the unit's row of the comparison, missing cells as None; None where there was no edition."""
        row = self._rows.get((index, code))
        return None if row is None else {name: None if pd.isna(cell) else cell for name, cell in row.items()}

    @functools.cached_property
    def courses(self) -> dict[str, list[Point]]:
        """The course of every index up to the index year."""
        return {
            one.index: course(self.catalog, self.observations, one.index, self.unit.code, self.now)
            for one in self.indices
        }

    def point(self, index: str) -> Point | None:
        """Return the point of the index year, or None where the index had no edition."""
        points = self.courses[index]
        return points[-1] if points and points[-1].index_year == self.now else None

    def rank_text(self, index: str) -> str:
        """Return the unit's rank of how many, and whether it is shared; empty where it has none."""
        row = self.row(index)
        if row is None or row["rank"] is None:
            return ""
        shared = is_shared(self.comparison, index, self.unit.code)
        return self.language.rank(int(row["rank"]), int(row["units_ranked"]), shared=shared)

    def gap(self, index: str, index_year: int | None = None) -> Gap:
        """Say why the unit has no total in a year (by default the index year)."""
        return gap(self.catalog, index, self.now if index_year is None else index_year, self.unit.code)

    def reasons(self, index: str, code: str = "TOTAL") -> list[Reason]:
        """Return why the change of a code is no gain or loss; empty where it is one."""
        row = self._rows.get((index, code))
        if row is None:
            return []
        return unit_reasons(self.catalog, index, code, self.now, self.unit.code, row)

    @functools.cached_property
    def targets(self) -> dict[str, Distance]:
        """The targets of the plan for the briefing year, by index."""
        return {
            one.index: distance(one, self.point(one.index))
            for one in targets_of(self.catalog, self.unit.code, self.year)
        }

    def change(self, value: float | None, *, comparable: bool, decimals: int = 2) -> Change:
        """Say what a change means: a gain, a loss, none, or nothing because of a break."""
        if value is None:
            return Change(None, "missing", "")
        if not comparable:
            return Change(value, "break", self.language.text("word-break"))
        if is_zero(value, decimals):
            return Change(value, "same", self.language.text("word-same"))
        tone: Tone = "gain" if value > 0 else "loss"
        return Change(value, tone, self.language.text(f"word-{tone}"))

    def moved(self, places: float | None, units: object, previous_units: object, *, comparable: bool) -> Change:
        """Say what a change of rank means: nothing where the two years ranked other numbers of units."""
        one = self.change(places, comparable=comparable, decimals=0)
        if one.value is None or units == previous_units:
            return one
        return Change(one.value, "break", self.language.text("word-other-units"))

    def gap_text(self, one: Gap) -> str:
        """Say in words why a figure is not there."""
        text = self.language.text
        if one.kind == "withheld":
            said = text("gap-withheld")
            if one.codes:
                # A withheld part takes its dimension with it: 1.3 leaves no D1 either.
                numbers = list(dict.fromkeys(code.removeprefix("D").partition(".")[0] for code in one.codes))
                said = text("gap-withheld-parts", count=len(numbers), parts=self.language.listed(numbers))
            reason = one.reason(self.locale)
            return text("gap-because", gap=said, reason=reason) if reason else said
        if one.kind in ("not_measured", "not_measured_yet"):
            return text(f"gap-{one.kind}", year=str(one.index_year))
        return text(f"gap-{one.kind}")

    def gap_word(self, one: Gap) -> str:
        """Say in a word or two, where a figure would stand, why it does not."""
        words = {
            "withheld": "word-withheld",
            "not_covered": "word-not-covered",
            "not_in_raw": "word-not-collected",
            "not_measured": "word-not-measured",
            "not_measured_yet": "word-not-measured",
        }
        return self.language.text(words[one.kind])

    def points_scale(self, index: Index, scale_max: float) -> str:
        """Say what a score is out of: nothing to add for a percentage."""
        return (
            "" if index.measure == "percent" else self.language.text("out-of", points=self.language.trimmed(scale_max))
        )
