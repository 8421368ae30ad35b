"""What every section of a briefing needs: the unit, the years, the data and the language."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
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
from chiso.report.links import entry_link
from chiso.report.specs import Tone


@dataclasses.dataclass(frozen=True)
class Change:
    """A change of a score or of places with its meaning: ``tone`` and ``word`` go with the colour."""

    value: float | None
    tone: Tone
    word: str


@dataclasses.dataclass(frozen=True)
class Context:
    """One briefing's facts.

    Catalogue and observations are of one set of units, in which figures of earlier years may be
    estimates; ``measured`` are the observations as they were measured. ``comparison`` has the columns of
    ``comparisons/YEAR.csv`` for all units.
    """

    project: Project
    catalog: Catalog
    observations: Observations
    measured: Observations
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

    @property
    def is_merged(self) -> bool:
        """Whether the unit was made of several former ones, so that its earlier scores are estimates."""
        return len(self.catalog.parts_of(self.unit.code)) > 1

    def is_estimated(self, index_year: int | None = None) -> bool:
        """Whether the ranks of a year (by default the index year) are worked out on estimates."""
        return self.catalog.is_estimated(self.now if index_year is None else index_year)

    @functools.cached_property
    def former(self) -> list[str]:
        """The codes, in the former set of units, of the units that the unit was merged from; empty of any other."""
        return [part.code for part in self.catalog.parts_of(self.unit.code)] if self.is_merged else []

    @property
    def is_first(self) -> bool:
        """Whether the index year is the first one of its set of units, so that the year before is an estimate."""
        return self.is_estimated(self.before) and not self.is_estimated()

    def rank(self, rank: object, units_ranked: object, index_year: int | None = None, *, shared: bool = False) -> str:
        """Return a place and of how many; never without the word *estimated* where it is an estimate."""
        shown = self.language.rank(int(str(rank)), int(str(units_ranked)), shared=shared)
        return self.language.text("estimated", figure=shown) if self.is_estimated(index_year) else shown

    def rank_label(self, label: str, index_year: int | None = None) -> str:
        """Return the label of ranks, or of what is worked out over all units, saying where it is estimated."""
        return self.language.text("estimated-label", label=label) if self.is_estimated(index_year) else label

    def score_label(self, label: str, index_year: int | None = None) -> str:
        """Return the label of scores of the unit, saying where they are estimated."""
        return self.rank_label(label, index_year) if self.is_merged else label

    @functools.cached_property
    def indices(self) -> list[Index]:
        """The indices in the order of the briefing; one without any edition has nothing to show yet."""
        published = {index for index, _ in self.catalog.publications}
        return [one for one in self.catalog.indices.values() if one.index in published]

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
        return self.rank(row["rank"], row["units_ranked"], shared=shared)

    def entry(self, index: str, index_year: int | None = None) -> str:
        """Return the link from the unit's figures of a year (by default the index year) to their entry in the annex.

        Empty where the unit has no figure.
        """
        year = self.now if index_year is None else index_year
        return entry_link(index, year) if self._is_known(index, year) else ""

    def change_entry(self, index: str, index_year: int | None = None) -> str:
        """Return the link from a change of the unit's figures, from the year before, to its entry in the annex."""
        year = self.now if index_year is None else index_year
        known = self._is_known(index, year) and self._is_known(index, year - 1)
        return entry_link(index, year, "change") if known else ""

    def all_entry(self, index: str, index_year: int | None = None, *, since: int | None = None) -> str:
        """Return the link from what is worked out from the figures of all units to its entry in the annex.

        With ``since``, from those of that year to the other one. Empty where no raw table is there.
        """
        year = self.now if index_year is None else index_year
        if not {year, year if since is None else since} <= self._tables.get(index, frozenset()):
            return ""
        return entry_link(index, year, "all") if since in (None, year) else entry_link(index, since, year, "all")

    def unit_entry(self, index: str, index_year: int | None = None, *, mine: bool) -> str:
        """Return the link from a figure in a table of all units, ``mine`` being this one, to its entry in the annex."""
        return self.entry(index, index_year) if mine else self.all_entry(index, index_year)

    @property
    def gap_entry(self) -> str:
        """The link from what is still to go to the targets to its entry in the annex."""
        return entry_link("target", self.year, "result", self.now)

    @functools.cached_property
    def _tables(self) -> dict[str, frozenset[int]]:
        return {index: frozenset(years) for index, years in self.catalog.tables.items()}

    def _is_known(self, index: str, index_year: int) -> bool:
        """Whether the unit has any figure of a year: where it has no total, it may have parts of one."""
        return index_year in self._totals.get(index, ()) or (index, index_year) in self._parts

    @functools.cached_property
    def _totals(self) -> dict[str, frozenset[int]]:
        """The years in which the unit has a score or a rank, by index."""
        return {
            index: frozenset(one.index_year for one in points if (one.value, one.rank) != (None, None))
            for index, points in self.courses.items()
        }

    @functools.cached_property
    def _parts(self) -> frozenset[tuple[str, int]]:
        """The indices and years in which the unit has a figure of any part."""
        values = self.observations.values
        mine = values[(values["unit_code"] == self.unit.code) & values["value"].notna()]
        return frozenset((str(index), int(year)) for index, year in zip(mine["index"], mine["index_year"], strict=True))

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

    def change(self, value: float | None, *, comparable: bool, decimals: int = 2, sign: int = 1) -> Change:
        """Say what a change means: a gain, a loss, none, or nothing because of a break.

        ``sign`` is -1 for a score of which less is better.
        """
        if value is None:
            return Change(None, "missing", "")
        if not comparable:
            return Change(value, "break", self.language.text("word-break"))
        if is_zero(value, decimals):
            return Change(value, "same", self.language.text("word-same"))
        tone: Tone = "gain" if value * sign > 0 else "loss"
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
        if one.parts:
            named = [
                text("gap-merged-part", units=units, gap=word)
                for units, word in self._parts_without(one, self.gap_word)
            ]
            return text("gap-merged", parts=self.language.listed(named))
        if one.kind == "withheld":
            said = text("gap-withheld")
            if one.codes:
                # A withheld part takes its dimension with it: 1.3 leaves no D1 either.
                numbers = list(dict.fromkeys(code.removeprefix("D").partition(".")[0] for code in one.codes))
                said = text("gap-withheld-parts", count=len(numbers), parts=self.language.listed(numbers))
            reason = one.reason(self.locale)
            return text("gap-because", gap=said, reason=reason) if reason else said
        if one.kind in ("not_measured", "not_measured_yet", "not_listed"):
            return text(f"gap-{one.kind}", year=str(one.index_year))
        return text(f"gap-{one.kind}")

    def gap_details(self, one: Gap) -> str:
        """Say at length why a figure is not there: of an estimate, why each part without a figure has none."""
        if not one.parts:
            return self.gap_text(one)
        details = [
            self.language.text("gap-merged-detail", units=units, gap=why)
            for units, why in self._parts_without(one, self.gap_text)
        ]
        # Not in one message: none takes a value of more than a thousand characters.
        return f"{self.language.text('gap-merged-details')}: {'; '.join(details)}"

    def _parts_without(self, one: Gap, why: Callable[[Gap], str]) -> list[tuple[str, str]]:
        """Return the former units without a figure and why, those with the same reason together."""
        named: dict[str, list[str]] = {}
        for part in one.parts:
            if part.unit is not None:
                named.setdefault(why(part), []).append(part.unit.name(self.locale))
        return [(self.language.listed(units), said) for said, units in named.items()]

    def gap_word(self, one: Gap) -> str:
        """Say in a word or two, where a figure would stand, why it does not."""
        if one.parts:
            return self.language.text("word-not-estimated")
        words = {
            "withheld": "word-withheld",
            "not_covered": "word-not-covered",
            "not_in_raw": "word-not-collected",
            "not_measured": "word-not-measured",
            "not_measured_yet": "word-not-measured",
            "not_listed": "word-not-collected",
        }
        return self.language.text(words[one.kind])

    def points_scale(self, index: Index, scale_max: float) -> str:
        """Say what a score is out of: nothing to add for a percentage."""
        return (
            "" if index.measure == "percent" else self.language.text("out-of", points=self.language.trimmed(scale_max))
        )
