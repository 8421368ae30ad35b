"""Why a figure is not there, in words: a word or two where it would stand, a clause, or at length."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.gaps import GAPS

_WORDS = {
    "withheld": "word-withheld",
    "not_covered": "word-not-covered",
    "not_in_raw": "word-not-collected",
    "not_measured": "word-not-measured",
    "not_collected": "word-not-collected",
    "not_listed": "word-not-collected",
    "not_estimated": "word-not-estimated",
}


def gap_word(kind: str, say: Words) -> str:
    """Return a kind of gap in a word or two, as it stands where a figure would."""
    return say.text(_WORDS[kind]) if kind else say.text("cell-none")


class GapWords:
    """The gaps of a unit's totals in words.

    Parameters
    ----------
    gaps
        A frame of :func:`chiso.gaps`.
    say
        The words of the briefing.
    """

    def __init__(self, gaps: pd.DataFrame, say: Words) -> None:
        self._say = say
        self._rows: dict[tuple[str, int], list[Row]] = {}
        self._partly: set[str] = set()
        for row in GAPS.rows(gaps):
            if row.is_partly:
                self._partly.add(row["index"])
            self._rows.setdefault((row["index"], row.index_year), []).append(row)

    def kind(self, index: str, year: int) -> str:
        """Return the kind of a gap, ``not_estimated`` of an estimate; empty where there is a total."""
        rows = self._rows.get((index, year))
        return "" if not rows else "not_estimated" if rows[0].is_estimate else str(rows[0].kind)

    def first_kind(self, index: str, year: int) -> str:
        """Return the kind of a gap, of an estimate that of the first former unit without a figure."""
        rows = self._rows.get((index, year))
        return str(rows[0].kind) if rows else ""

    def word(self, index: str, year: int) -> str:
        """Return a gap in a word or two."""
        return gap_word(self.kind(index, year), self._say)

    def clause(self, index: str, year: int) -> str:
        """Return a gap as a clause."""
        rows = self._rows.get((index, year))
        if not rows:
            return ""
        if not rows[0].is_estimate:
            return self._clause(rows[0])
        named = [
            self._say.text("gap-merged-part", units=units, gap=word)
            for units, word in self._former(rows, lambda row: gap_word(str(row.kind), self._say))
        ]
        return self._say.text("gap-merged", parts=self._say.listed(named))

    def previous(self, row: Row) -> str:
        """Return why the earlier year of a result has nothing to compare with."""
        if row["index"] in self._partly:
            return self._say.text("gap-not_in_raw")
        return self.clause(row["index"], row.previous_year) or self.clause(row["index"], row.index_year)

    def details(self, index: str, year: int) -> str:
        """Return a gap at length: of an estimate, why each former unit without a figure has none."""
        rows = self._rows[index, year]
        if not rows[0].is_estimate:
            return self.clause(index, year)
        details = [
            self._say.text("gap-merged-detail", units=units, gap=why) for units, why in self._former(rows, self._clause)
        ]
        # Not in one message: none takes a value of more than a thousand characters.
        return f"{self._say.text('gap-merged-details')}: {'; '.join(details)}"

    def _clause(self, row: Row) -> str:
        text = self._say.text
        if row.kind == "withheld":
            said = text("gap-withheld")
            if row.codes:
                # A withheld part takes what it is a part of with it: 1.3 leaves no D1 either.
                numbers = list(dict.fromkeys(code.removeprefix("D").partition(".")[0] for code in row.codes.split()))
                said = text("gap-withheld-parts", count=len(numbers), parts=self._say.listed(numbers))
            reason = self._say.name(row, "reason")
            return text("gap-because", gap=said, reason=reason) if reason else said
        if row.kind in ("not_measured", "not_collected", "not_listed"):
            return text(f"gap-{row.kind}", year=str(row.index_year))
        return text(f"gap-{row.kind}")

    def _former(self, rows: list[Row], why: Callable[[Row], str]) -> list[tuple[str, str]]:
        """Return the former units without a figure and why, those with the same reason together."""
        named: dict[str, list[str]] = {}
        for row in rows:
            named.setdefault(why(row), []).append(self._say.name(row, "former"))
        return [(self._say.listed(units), said) for said, units in named.items()]
