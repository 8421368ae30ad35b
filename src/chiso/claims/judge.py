"""Holding claims against the data. ``docs/check.md`` gives the rules with their reasons."""

from __future__ import annotations

from chiso.claims.claim import Claim
from chiso.claims.figure_case import FigureCase
from chiso.claims.judged import Judged, Note
from chiso.claims.lookup import Lookup


def judge(lookup: Lookup, claim: Claim) -> Judged:
    """Return what came of a claim.

    Parameters
    ----------
    lookup
        The data.
    claim
        The claim.
    """
    if claim.missing:
        return Judged(claim, "unclear", notes=tuple(Note(f"missing-{what}") for what in dict.fromkeys(claim.missing)))
    return _Judged(lookup, claim).judged()


class _Judged(FigureCase):
    def judged(self) -> Judged:
        claim, lookup = self.claim, self._lookup
        if claim.kind in ("target score", "target place", "reached", "missed"):
            return self._plan(claim.named[0])
        known = [named for named in claim.named if lookup.code(named, self.year) is not None]
        if len(known) > 1:
            return Judged(claim, "unclear", notes=(Note("missing-index"),))
        if not known:
            return self._unknown("no-edition", claim.named[0] if len(claim.named) == 1 else None)
        named = known[0]
        if claim.kind in ("mean", "median"):
            return self._statistic(named)
        unit_code = claim.units.get(self.vintage, "")
        if not unit_code:
            return self._unknown("no-unit", named)
        match claim.kind:
            case "score":
                return self._score(named, unit_code)
            case "rank":
                return self._rank(named, unit_code)
            case "score change" | "rank change":
                return self._change(named, unit_code)
            case "within":
                return self._within(named, unit_code)
            case "best" | "last":
                return self._end(named, unit_code)
        return self._against(named, unit_code)
