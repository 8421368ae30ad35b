"""Places in a group, the first and the last, means, targets and what became of them, held against the data."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from chiso.claims.case import Case
from chiso.claims.judged import Judged, Judgement, Note
from chiso.claims.lookup import Figure
from chiso.claims.names import Named
from chiso.facts.evidence import SURE
from chiso.facts.frames import Row


class PlaceCase(Case):
    """A claim of a place among others, or of a plan."""

    def _within(self, named: Named, unit_code: str) -> Judged:
        figure = self._lookup.figure(named, self.year, unit_code, self.vintage)
        if figure is None or figure.rank is None or self.claim.value is None:
            return self._unknown("no-rank", named, unit_code, figure)
        holds = figure.rank <= self.claim.value
        verdict = self._held(holds, named, unit_code, int(self.claim.value))
        return self._made(verdict, named, unit_code, Decimal(figure.rank), "", figure)

    def _end(self, named: Named, unit_code: str) -> Judged:
        claim, lookup = self.claim, self._lookup
        figure = lookup.figure(named, self.year, unit_code, self.vintage)
        if figure is None:
            return self._unknown("no-figure", named, unit_code, figure)
        if claim.region:
            return self._in_region(named, unit_code, figure)
        if figure.rank is None:
            return self._unknown("no-rank", named, unit_code, figure)
        holds = figure.rank == 1
        if claim.kind == "last":
            scores = lookup.scores(named, self.year, self.vintage)
            holds = figure.rank == figure.among
            if not holds and lookup.is_whole(named, self.year) and unit_code in scores.index:
                sign = lookup.index(named).sign
                holds = bool(float(scores[unit_code]) * sign == float((scores * sign).min()))
        verdict = self._held(holds, named, unit_code, 1 if claim.kind == "best" else None)
        return self._made(verdict, named, unit_code, Decimal(figure.rank), "", figure)

    def _in_region(self, named: Named, unit_code: str, figure: Figure | None) -> Judged:
        claim, lookup = self.claim, self._lookup
        unit = lookup.unit(unit_code, self.year, self.vintage)
        if figure is None or unit is None:
            return self._unknown("no-figure", named, unit_code, figure)
        if claim.region not in ("own", unit.region_vi):
            return Judged(claim, "unclear", named, unit_code, self.vintage, notes=(Note("missing-region"),))
        place = lookup.place_in_region(named, self.year, unit)
        if place is None:
            return self._unknown("no-region", named, unit_code, figure)
        best, worst, among = place
        self._notes.append(Note("in-region", {"rank": str(best), "among": str(among)}))
        holds = best == claim.value if claim.kind == "rank" else (best if claim.kind == "best" else worst) == 1
        verdict: Judgement = "right" if holds != claim.is_denied else "wrong"
        return self._made(verdict, named, unit_code, Decimal(best), "", dataclasses.replace(figure, among=among))

    def _held(self, holds: bool, named: Named, unit_code: str, bound: int | None) -> Judgement:
        """Return what came of a comparison of places, and whether the errors of the scores leave it open."""
        if holds == self.claim.is_denied:
            return "wrong"
        row = self._evidence(named, unit_code)
        low, high = (None, None) if row is None else (row.rank_low, row.rank_high)
        if low is not None and high is not None and bound is not None and low <= bound < high:
            self._notes.append(Note("open-ranks", {"low": str(low), "high": str(high)}))
            return "within noise"
        return "right"

    def _against(self, named: Named, unit_code: str) -> Judged:
        side, which = self.claim.kind.split()
        figure = self._lookup.figure(named, self.year, unit_code, self.vintage)
        if figure is None or figure.value is None:
            return self._unknown("no-figure", named, unit_code, figure)
        found = self._lookup.statistic(which, named, self.year)
        if found is None:
            return self._unknown(f"no-{which}", named, unit_code, figure)
        middle, is_published, _ = found
        self._notes.append(Note(f"{which}-{'published' if is_published else 'of-units'}", {"value": middle}))
        holds = figure.value > middle if side == "above" else figure.value < middle
        verdict: Judgement = "right" if holds != self.claim.is_denied else "wrong"
        row = self._evidence(named, unit_code) if verdict == "right" else None
        error = row.standard_error if row is not None else None
        if error and abs(float(figure.value - middle)) < SURE * error:
            verdict = "within noise"
        return self._made(verdict, named, unit_code, figure.value, self._measure(named), figure)

    def _evidence(self, named: Named, unit_code: str) -> Row | None:
        """Return a row with the errors of the figure, where the index has an earlier year."""
        if not any(year < self.year for year in self._lookup.years(named.index)):
            return None
        return self._lookup.change(named, self.year, self.year - 1, unit_code)

    def _statistic(self, named: Named) -> Judged:
        found = self._lookup.statistic(self.claim.kind, named, self.year)
        if found is None:
            return self._unknown(f"no-{self.claim.kind}", named)
        right, is_published, row = found
        verdict = self._of_number(right)
        if not is_published:
            self._notes.append(Note(f"{self.claim.kind}-of-units", {"value": right}))
            if verdict == "wrong" and self.claim.kind == "mean":
                # What a publisher calls the country's mean may be weighted: it is not refuted by the mean of units.
                return self._unknown("no-mean", named)
        figure = Figure(right, None, None, 0.0, "reference/national.csv" if is_published else "", row)
        return self._made(verdict, named, "", right, self._measure(named), figure)

    def _plan(self, named: Named) -> Judged:
        claim, lookup = self.claim, self._lookup
        target = None if named.concept else lookup.target(named.index, self.year, claim.units)
        unit_code = claim.units.get(self.vintage, "")
        if target is None:
            return self._unknown("no-target", named, unit_code)
        if claim.kind in ("reached", "missed"):
            unit = lookup.unit(unit_code, self.year, self.vintage)
            row = None if unit is None else lookup.outcome(named.index, self.year, unit)
            if row is None or row.verdict not in ("reached", "missed"):
                return self._unknown("no-outcome", named, unit_code)
            holds = (row.verdict == claim.kind) != claim.is_denied
            self._notes.append(Note(f"outcome-{row.verdict}"))
            figure = Figure(
                None, row.rank, row.units_ranked, 0.0, "plans/targets.csv", str(target.line), target.source_id
            )
            right = None if row.value is None else Decimal(str(row.value))
            return self._made("right" if holds else "wrong", named, unit_code, right, self._measure(named), figure)
        wanted = target.target_score if claim.kind == "target score" else target.target_rank_within
        if wanted is None:
            return self._unknown("no-target", named, unit_code)
        if target.status == "draft":
            self._notes.append(Note("draft"))
        right = Decimal(str(wanted)) if wanted != int(wanted) else Decimal(int(wanted))
        figure = Figure(None, None, None, 0.0, "plans/targets.csv", str(target.line), target.source_id)
        measure = self._measure(named) if claim.kind == "target score" else ""
        return self._made("right" if right == claim.value else "wrong", named, unit_code, right, measure, figure)
