"""Holding claims against the data. ``docs/check.md`` gives the rules with their reasons."""

from __future__ import annotations

import dataclasses
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from chiso.claims.claim import Claim
from chiso.claims.judged import Judged, Judgement, Note
from chiso.claims.lookup import Figure, Lookup
from chiso.claims.names import Named
from chiso.facts.comparability import breaks_between
from chiso.facts.evidence import SURE
from chiso.facts.frames import Row
from chiso.facts.statements import judge as compared
from chiso.locales import LOCALES

_EXACT: dict[str, Judgement] = {"agrees": "right", "rounded": "rounded", "cut_off": "cut off"}
_CANNOT = "cannot be told"
_ERRORS = ("published", "estimated")
_NEAR_YEARS = 2
"""Years off within which a rank that is that of another year is said to be so: a rank is soon met by chance."""

_ENOUGH_DIGITS = 2
"""Digits after the point from which on a score that is that of another year is said to be so."""


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
    return _Case(lookup, claim).judged()


class _Case:
    def __init__(self, lookup: Lookup, claim: Claim) -> None:
        self._lookup, self.claim = lookup, claim
        assert claim.year is not None  # noqa: S101 - what is missing was told before
        self.year = claim.year
        self.vintage = lookup.vintage(self.year)
        self._notes: list[Note] = []

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

    # --- figures -----------------------------------------------------------------------------------------------

    def _score(self, named: Named, unit_code: str) -> Judged:
        claim = self.claim
        figure = self._lookup.figure(named, self.year, unit_code, self.vintage)
        if figure is None or figure.value is None or claim.value is None:
            return self._unknown("no-figure", named, unit_code, figure)
        verdict = self._of_number(figure.value)
        own = self._lookup.catalog.vintage_of(self.year)
        if verdict == "wrong" and own != self.vintage and own in claim.units:
            measured = self._lookup.figure(named, self.year, claim.units[own], own)
            if measured is not None and measured.value is not None and self._of_number(measured.value) != "wrong":
                self._notes.append(Note("measured"))
                verdict = self._of_number(measured.value)
                return self._made(verdict, named, claim.units[own], measured.value, self._measure(named), measured)
        if verdict == "wrong":
            verdict = self._of_other_year(named, "value")
        if claim.scale is not None and claim.scale != figure.scale:
            verdict = "wrong"
            self._notes.append(Note("other-scale", {"scale": f"{figure.scale:g}"}))
        return self._made(verdict, named, unit_code, figure.value, self._measure(named), figure)

    def _rank(self, named: Named, unit_code: str) -> Judged:
        claim, lookup = self.claim, self._lookup
        figure = lookup.figure(named, self.year, unit_code, self.vintage)
        if claim.region:
            return self._in_region(named, unit_code, figure)
        counts = {len(lookup.catalog.in_vintage(one).units): one for one in lookup.catalog.sets.vintages}
        other = counts.get(claim.among or 0, self.vintage)
        if figure is not None and claim.among not in (None, figure.among) and other != self.vintage:
            later = lookup.figure(named, self.year, claim.units[other], other) if other in claim.units else None
            if (
                later is not None
                and later.rank is not None
                and later.rank == claim.value
                and later.among == claim.among
            ):
                self._notes.append(Note("estimated", {"units": str(claim.among)}))
                return self._made("right", named, claim.units[other], Decimal(later.rank), "", later)
        if figure is None or figure.rank is None or claim.value is None:
            return self._unknown("no-rank", named, unit_code, figure)
        verdict: Judgement = "right" if figure.rank == claim.value else "wrong"
        if verdict == "wrong":
            verdict = self._of_other_year(named, "rank")
        elif claim.among is not None and figure.among is not None and claim.among != figure.among:
            verdict = "wrong number of units"
        return self._made(verdict, named, unit_code, Decimal(figure.rank), "", figure)

    def _of_number(self, found: Decimal) -> Judgement:
        claim = self.claim
        value = claim.value or Decimal()
        if claim.bound:
            holds = found > value if claim.bound == "over" else found < value
            self._notes.append(Note("bound"))
            return "right" if holds else "wrong"
        return _EXACT.get(compared(str(value), found), "wrong")

    def _of_other_year(self, named: Named, what: str) -> Judgement:
        """Return *wrong year* where the figure is that of one other year of the unit, else *wrong*."""
        claim, matching = self.claim, list[int]()
        if claim.bound or (what == "value" and claim.decimals < _ENOUGH_DIGITS):
            return "wrong"
        for year in self._lookup.years(named.index):
            if year == self.year or (what == "rank" and abs(year - self.year) > _NEAR_YEARS):
                continue
            own = claim.units.get(self._lookup.vintage(year), "")
            figure = self._lookup.figure(named, year, own) if own else None
            found: Decimal | int | None = None
            if figure is not None:
                found = figure.value if what == "value" else figure.rank
            if found is not None and compared(str(claim.value), Decimal(found)) in _EXACT:
                matching.append(year)
        if len(matching) == 1:
            self._notes.append(Note("other-year", {"year": str(matching[0])}))
            return "wrong year"
        return "wrong"

    # --- changes -----------------------------------------------------------------------------------------------

    def _change(self, named: Named, unit_code: str) -> Judged:
        claim = self.claim
        row = None if claim.base is None else self._lookup.change(named, self.year, claim.base, unit_code)
        is_rank = claim.kind == "rank change"
        found = None if row is None else row.rank_change if is_rank else row.change
        if row is None or found is None or claim.value is None:
            return self._unknown("no-change", named, unit_code)
        right = Decimal(str(found))
        verdict: Judgement = "right" if right == claim.value else "wrong"
        if not is_rank:
            verdict = self._of_change(named, row, right)
        if verdict == "wrong" and not claim.is_base_said and (year := self._matching_base(named, unit_code)):
            return Judged(claim, "unclear", named, unit_code, self.vintage, right, None, self._measure(named),
                          (Note("missing-base", {"year": str(year)}),))  # fmt: skip
        if verdict != "wrong":
            verdict = self._borne(row, verdict, is_rank=is_rank)
        if not claim.is_base_said:
            self._notes.append(Note("base", {"year": str(claim.base)}))
        figure = Figure(None, None, None, 0.0, row.raw_table, row.raw_row, row.source_id)
        return self._made(verdict, named, unit_code, right, "places" if is_rank else self._measure(named), figure)

    def _of_change(self, named: Named, row: Row, right: Decimal) -> Judgement:
        claim = self.claim
        value = claim.value or Decimal()
        in_points = _EXACT.get(compared(str(value), right))
        # Of an index in points a percent sign can only mean a share of the score before.
        if in_points and not (claim.is_relative and self._measure(named) == "points"):
            return in_points
        if claim.is_relative and row.previous_value:
            share = Decimal(str(row.change)) / Decimal(str(row.previous_value)) * 100
            if relative := _EXACT.get(compared(str(value), round(share, 6))):
                self._notes.append(Note("relative"))
                return relative
        if row.value is not None and row.previous_value is not None and not claim.is_relative | (in_points is not None):
            unit = Decimal(1).scaleb(-claim.decimals)
            figures = [Decimal(str(one)) for one in (row.value, row.previous_value)]
            for rounding in (ROUND_DOWN, ROUND_HALF_UP):
                now, before = (one.quantize(unit, rounding) for one in figures)
                if now - before == value:
                    self._notes.append(Note("of-printed"))
                    return "cut off"
        elif claim.is_relative and row.value is not None and row.previous_value is not None:
            unit = Decimal(1).scaleb(-claim.decimals)
            now, before = (Decimal(str(one)).quantize(unit, ROUND_HALF_UP) for one in (row.value, row.previous_value))
            if now - before == value and self._measure(named) == "percent":
                self._notes.append(Note("of-printed"))
                return "cut off"
        return "wrong"

    def _borne(self, row: Row, verdict: Judgement, *, is_rank: bool) -> Judgement:
        """Return what a right change can bear: nothing across a break, and less where it is within error."""
        if not row.comparable:
            if self.claim.has_caveat:
                self._notes.append(Note("caveat"))
                return verdict
            self._notes.append(self._break(row))
            return "compared across a break"
        if row.core_excluded:
            self._notes.append(
                Note("broken-parts", {"codes": row.core_excluded, "core": Decimal(str(row.core_change))})
            )
        told = row.verdict if not is_rank else _CANNOT if row.verdict == row.rank_verdict == _CANNOT else ""
        if row.error_basis in _ERRORS and told == _CANNOT and row.change:
            self._notes.append(Note(f"exact-{verdict.replace(' ', '-')}"))
            return "within noise"
        return verdict

    def _break(self, row: Row) -> Note:
        """Return why two years cannot be compared, in each language where the tables say it in each."""
        catalog = self._lookup.view(self.year, self.vintage)
        met = breaks_between(catalog, row["index"], row.code, self.year, row.previous_year)
        said = {locale: " ".join(one.what(locale) for one in met) or row.reason for locale in LOCALES}
        return Note("break", {f"reason_{locale}": text for locale, text in said.items()})

    def _matching_base(self, named: Named, unit_code: str) -> int | None:
        """Return a year from which a change without a year would be right."""
        claim = self.claim
        now = self._lookup.figure(named, self.year, unit_code, self.vintage)
        for year in reversed(self._lookup.years(named.index)):
            own = claim.units.get(self._lookup.vintage(year), "")
            if year >= (claim.base or 0) or not own or now is None:
                continue
            then = self._lookup.figure(named, year, own)
            if then is None:
                continue
            if claim.kind == "rank change" and None not in (then.rank, now.rank):
                if (then.rank or 0) - (now.rank or 0) == claim.value:
                    return year
            elif (
                claim.kind == "score change"
                and then.value is not None
                and now.value is not None
                and compared(str(claim.value), now.value - then.value) in _EXACT
            ):
                return year
        return None

    # --- places and comparisons --------------------------------------------------------------------------------

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

    # --- plans -------------------------------------------------------------------------------------------------

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

    # --- results -----------------------------------------------------------------------------------------------

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
