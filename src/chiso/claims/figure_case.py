"""Scores, ranks and changes held against the data."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from chiso.claims.case import EXACT
from chiso.claims.judged import Judged, Judgement, Note
from chiso.claims.lookup import Figure
from chiso.claims.names import Named
from chiso.claims.place_case import PlaceCase
from chiso.facts.comparability import breaks_between
from chiso.facts.frames import Row
from chiso.facts.statements import judge as compared
from chiso.locales import LOCALES

_CANNOT = "cannot be told"
_ERRORS = ("published", "estimated")
_NEAR_YEARS = 2
"""Years off within which a rank that is that of another year is said to be so: a rank is soon met by chance."""

_ENOUGH_DIGITS = 2
"""Digits after the point from which on a score that is that of another year is said to be so."""


class FigureCase(PlaceCase):
    """A claim of a score, a rank or a change."""

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
            if found is not None and compared(str(claim.value), Decimal(found)) in EXACT:
                matching.append(year)
        if len(matching) == 1:
            self._notes.append(Note("other-year", {"year": str(matching[0])}))
            return "wrong year"
        return "wrong"

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
        in_points = EXACT.get(compared(str(value), right))
        # Of an index in points a percent sign can only mean a share of the score before.
        if in_points and not (claim.is_relative and self._measure(named) == "points"):
            return in_points
        if claim.is_relative and row.previous_value:
            share = Decimal(str(row.change)) / Decimal(str(row.previous_value)) * 100
            if relative := EXACT.get(compared(str(value), round(share, 6))):
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
                and compared(str(claim.value), now.value - then.value) in EXACT
            ):
                return year
        return None
