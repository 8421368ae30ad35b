"""A claim that is judged: what all judgements take of it and of the data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from chiso.claims.claim import Claim
from chiso.claims.judged import Judged, Judgement, Note
from chiso.claims.lookup import Figure, Lookup
from chiso.claims.names import Named
from chiso.facts.statements import judge as compared

EXACT: dict[str, Judgement] = {"agrees": "right", "rounded": "rounded", "cut_off": "cut off"}
"""What the data bear out, by how a printed figure and that of the data compare."""


class Case:
    """A claim beside the data."""

    def __init__(self, lookup: Lookup, claim: Claim) -> None:
        self._lookup, self.claim = lookup, claim
        assert claim.year is not None  # noqa: S101 - what is missing was told before
        self.year = claim.year
        self.vintage = lookup.vintage(self.year)
        self._notes: list[Note] = []

    def _of_number(self, found: Decimal) -> Judgement:
        claim = self.claim
        value = claim.value or Decimal()
        if claim.bound:
            holds = found > value if claim.bound == "over" else found < value
            self._notes.append(Note("bound"))
            return "right" if holds else "wrong"
        return EXACT.get(compared(str(value), found), "wrong")

    def _measure(self, named: Named) -> str:
        return self._lookup.index(named).measure

    def _made(
        self, verdict: Judgement, named: Named, unit_code: str, right: Decimal | None, measure: str, figure: Figure
    ) -> Judged:
        return Judged(
            self.claim, verdict, named, unit_code, self.vintage, right, figure.among if not measure else None, measure,
            tuple(self._notes), figure.table, figure.row, figure.source_id,
        )  # fmt: skip

    def _unknown(self, why: str, named: Named | None, unit_code: str = "", figure: Any = None) -> Judged:
        return Judged(
            self.claim, "not known here", named, unit_code, self.vintage, notes=(*self._notes, Note(why)),
            table=figure.table if figure else "", row=figure.row if figure else "",
        )  # fmt: skip
