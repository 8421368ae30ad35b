"""What ``data/raw`` says of units, indices, editions, breaks and plans, as it applies to one set of units."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from pathlib import Path

from chiso.catalog.agencies import Agency
from chiso.catalog.indices import GroupCut, Index, Indicator
from chiso.catalog.offices import Office
from chiso.catalog.plans import Measure, Statement, Target
from chiso.catalog.sets import UnitSets
from chiso.catalog.store import Store
from chiso.catalog.tables import (
    Break,
    Conflict,
    Correction,
    NationalFigure,
    Publication,
    RegionalFigure,
    Source,
    Suppression,
)
from chiso.catalog.units import Unit, Units
from chiso.catalog.vintages import SetView, plans_in, publications_in, suppressed_in
from chiso.errors import DataError, ParameterError


@dataclasses.dataclass(frozen=True)
class Catalog:
    """The reference tables of one ``data/raw`` folder, seen from one set of units.

    Each table is read at its first use and kept. All of them raise :class:`~chiso.errors.DataError`
    with file, row and column when a table cannot be read.

    Attributes
    ----------
    raw
        The folder.
    chosen
        The set of units, 0 for the first one. Units, editions, what was withheld, national figures,
        corrections and plans are those of this set.
    index_year
        The year at whose end the kinds of units (province or centrally run city) hold; None for those
        at the beginning of the set.
    """

    raw: Path
    chosen: int = 0
    index_year: int | None = None

    @functools.cached_property
    def store(self) -> Store:
        """Every row of every table, whatever set of units it belongs to."""
        return Store(self.raw)

    @property
    def sets(self) -> UnitSets:
        """Every set of units, in the order of time."""
        return self.store.sets

    @functools.cached_property
    def vintage(self) -> int:
        """The set of units of the catalogue."""
        return self.chosen or self.sets.first.vintage

    def vintage_of(self, index_year: int) -> int:
        """Return the set of units in which the indices of a year were measured."""
        return self.sets.vintage_of(index_year)

    @functools.cached_property
    def _family(self) -> dict[tuple[int, int | None], Catalog]:
        return {(self.vintage, self.index_year): self}

    def in_vintage(self, vintage: int, index_year: int | None = None) -> Catalog:
        """Return the catalogue of a set of units; it shares the tables that were read already."""
        is_own = index_year is not None and self.vintage_of(index_year) == vintage
        key = (vintage, index_year if is_own and self.store.changes_kinds(vintage) else None)
        if key not in self._family:
            sibling = Catalog(self.raw, *key)
            sibling.__dict__.update(store=self.store, _family=self._family)
            self._family[key] = sibling
        return self._family[key]

    def view(self, index_year: int, units: int = 0) -> Catalog:
        """Return the catalogue in which the figures of an index year are looked at.

        Parameters
        ----------
        index_year
            The year that was measured.
        units
            The set of units; 0 for the one that the year was measured in.

        Raises
        ------
        ParameterError
            When there is no such set, or the figures cannot be had in it.
        """
        own = self.sets[self.vintage_of(index_year)]
        if units and units not in self.sets:
            raise self.sets.unknown(str(units))
        if units in (one.vintage for one in self.sets.earlier(own.vintage)):
            raise ParameterError(
                f"There are no figures of the set {units} for {index_year}.",
                where="UNITS",
                why=f"The index year {index_year} was measured in the {own.count} units that stand since {own.since}; "
                "the figure of a merged unit cannot be divided among those that it was made of.",
                remedy="Leave UNITS out.",
            )
        return self.in_vintage(units or own.vintage, index_year)

    def is_estimated(self, index_year: int) -> bool:
        """Whether the figures of a year are estimates in this set of units: the year was measured in another."""
        return self.vintage_of(index_year) != self.vintage

    @functools.cached_property
    def units(self) -> Units:
        """The units of the set."""
        return self.store.units(self.vintage, self.index_year)

    def resolve(self, text: str) -> Unit:
        """Return the unit of the set that a person means by ``text``.

        Raises
        ------
        ParameterError
            When none has that code, slug or spelling; for a unit of a former set it says what that
            became part of.
        """
        earlier = () if self.units.find(text) else self.sets.earlier(self.vintage)
        for own in earlier:
            former = self.store.units(own.vintage).find(text)
            if former is None:
                continue
            present = self.units.by_code[self.store.crosswalk(own.vintage, self.vintage).successor[former.code]]
            after = self.sets.after(own.vintage) or own
            raise ParameterError(
                f"{former.name_vi} is none of the {len(self.units)} units.",
                where="PROVINCE",
                why=f"It became part of {present.name_vi} on {after.since}.",
                remedy=f"Give PROVINCE={present.slug}. Without UNITS={self.vintage}, the former {former.name_vi} has "
                f"briefings of its own for the years to {after.first_index_year}.",
            )
        return self.units.resolve(text)

    def parts_of(self, unit_code: str, vintage: int = 0) -> tuple[Unit, ...]:
        """Return the units that a unit was made of, the one that gave its name first.

        Parameters
        ----------
        unit_code
            The unit. An unchanged one is its own only part, and so is each unit of the first set.
        vintage
            The earlier set whose units are wanted; 0 for the set before.
        """
        earlier = self.sets.earlier(self.vintage)
        if vintage == self.vintage or not earlier:
            return (self.units.by_code[unit_code],)
        return self.store.crosswalk(vintage or earlier[0].vintage, self.vintage).parts[unit_code]

    @functools.cached_property
    def _set_view(self) -> SetView:
        return SetView(self.sets, self.vintage, lambda former: self.store.crosswalk(former, self.vintage))

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], Publication]:
        """Every edition by index and index year, as it applies to the units."""
        store = self.store
        return publications_in(self._set_view, store.editions.values(), store.suppressions, store.listed)

    @functools.cached_property
    def suppressed(self) -> dict[tuple[str, int, str], Suppression]:
        """What was withheld of the units, by index, index year and unit."""
        return suppressed_in(self._set_view, self.store.suppressions.values())

    @functools.cached_property
    def corrections(self) -> list[Correction]:
        """Known defects of the tables that were measured in the units."""
        return [one for one in self.store.corrections if self.sets.of(one) == self.vintage]

    @functools.cached_property
    def national(self) -> list[NationalFigure]:
        """Figures for the whole country as published for the units: a mean of other units is another mean."""
        return [one for one in self.store.national if self.sets.of(one) == self.vintage]

    @functools.cached_property
    def regional(self) -> list[RegionalFigure]:
        """Figures for regions of the units as published."""
        return [one for one in self.store.regional if self.sets.of(one) == self.vintage]

    @functools.cached_property
    def conflicts(self) -> list[Conflict]:
        """Published figures of the units, of their regions and of all that contradict one another."""
        return [one for one in self.store.conflicts if self.sets.of(one) == self.vintage]

    @functools.cached_property
    def targets(self) -> list[Target]:
        """The targets of the units' plans."""
        return plans_in(self._set_view, self.store.targets)

    @functools.cached_property
    def measures(self) -> list[Measure]:
        """The measures of the units' plans."""
        return plans_in(self._set_view, self.store.measures)

    def agencies_of(self, measure: Measure, ids: Iterable[str]) -> list[Agency]:
        """Return the agencies that a measure names, of the unit and set whose plan it is; unknown ids are left out."""
        own = self._measures_as_entered[measure.line]
        known = self.store.agencies.by_key
        found = (known.get((self.sets.of(own), own.province_code, one)) for one in ids)
        return [one for one in found if one is not None]

    @functools.cached_property
    def _measures_as_entered(self) -> dict[int, Measure]:
        return {one.line: one for one in self.store.measures}

    @functools.cached_property
    def statements(self) -> list[Statement]:
        """Figures of the units as official documents print them."""
        return plans_in(self._set_view, self.store.statements)

    def office(self, unit: Unit, year: int) -> Office | None:
        """Return the body that issues the official documents of a unit in a briefing year; None where none is known."""
        return next(
            (
                one
                for one in self.store.offices
                if (one.vintage, one.province_code) == (unit.vintage, unit.code) and one.holds_in(year)
            ),
            None,
        )

    @property
    def indices(self) -> dict[str, Index]:
        """Every index by its id, in the order of the briefing."""
        return self.store.indices

    @property
    def groups(self) -> list[GroupCut]:
        """The bounds of the groups in which publishers put units."""
        return self.store.groups

    @property
    def breaks(self) -> list[Break]:
        """Where series must not be read across."""
        return self.store.breaks

    @property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        return self.store.sources

    @property
    def indicators(self) -> dict[str, list[Indicator]]:
        """The meanings of the codes of every index, in the order of their table."""
        return self.store.indicators

    @property
    def tables(self) -> dict[str, dict[int, Path]]:
        """The raw tables: index, then index year, to the file."""
        return self.store.tables

    @property
    def index_years(self) -> list[int]:
        """Index years for which at least one raw table is there."""
        return self.store.index_years

    def in_year(self, index: str, index_year: int) -> dict[str, Indicator]:
        """Return the meanings of the codes of an index in one year, by code; empty where none holds.

        Parts that are known of some units only are left out: nothing may be worked out over them. They are in
        :meth:`structure`.
        """
        return dict(self.store.in_year(index, index_year))

    def structure(self, index: str, index_year: int) -> dict[str, Indicator]:
        """Return the meanings of all codes of an index in one year, by code, whatever is known of their figures."""
        return dict(self.store.structure(index, index_year))

    def parents(self, index: str, index_year: int) -> dict[str, str]:
        """Return what each code of an index is a part of in one year; empty for the total."""
        return {code: one.parent for code, one in self.in_year(index, index_year).items()}

    def indicator(self, index: str, code: str, index_year: int) -> Indicator:
        """Return the meaning of a code in a year.

        Raises
        ------
        DataError
            When ``indicators.csv`` of the index gives the code no meaning in that year.
        """
        try:
            return self.store.structure(index, index_year)[code]
        except KeyError:
            raise DataError(
                f"Code {code!r} of {index} has no meaning in {index_year}.",
                where=str(self.raw / index / "indicators.csv"),
                remedy="Add a row, or extend last_year of the row that still holds.",
            ) from None
