"""What ``data/raw`` says of units, indices, editions, breaks and plans, as it applies to one set of units."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from pathlib import Path

from chiso.catalog.store import Store
from chiso.catalog.tables import (
    Break,
    Correction,
    Index,
    Indicator,
    Measure,
    NationalFigure,
    Publication,
    Source,
    Statement,
    Suppression,
    Target,
)
from chiso.catalog.units import MERGED_ON, VINTAGES, Unit, Units, vintage_of
from chiso.catalog.vintages import plans_in, publications_in, read_units_34, suppressed_in
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
    vintage
        The set of units: 63 (to 30 June 2025) or 34 (since). Units, editions, what was withheld,
        national figures, corrections and plans are those of this set.
    index_year
        The year at whose end the kinds of units (province or centrally run city) hold; None for those
        at the beginning of the set.
    """

    raw: Path
    vintage: int = VINTAGES[0]
    index_year: int | None = None

    @functools.cached_property
    def store(self) -> Store:
        """Every row of every table, whatever set of units it belongs to."""
        return Store(self.raw)

    @functools.cached_property
    def _family(self) -> dict[tuple[int, int | None], Catalog]:
        return {(self.vintage, self.index_year): self}

    def in_vintage(self, vintage: int, index_year: int | None = None) -> Catalog:
        """Return the catalogue of a set of units; it shares the tables that were read already."""
        key = (vintage, index_year if index_year and vintage_of(index_year) == vintage == VINTAGES[1] else None)
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
        own = vintage_of(index_year)
        if units not in (0, *VINTAGES):
            raise ParameterError(
                f"There is no set of {units} units.",
                where="UNITS",
                why="There were 63 units until 30 June 2025, and there are 34 since.",
                remedy="Give 63 or 34, or leave UNITS out for the set that the year was measured in.",
            )
        if (units or own) != own and own == VINTAGES[1]:
            raise ParameterError(
                f"There are no figures of {units} units for {index_year}.",
                where="UNITS",
                why=f"The index year {index_year} was measured in the {own} units that stand since 1 July 2025; "
                "the figure of a merged unit cannot be divided among those that it was made of.",
                remedy="Leave UNITS out.",
            )
        return self.in_vintage(units or own, index_year)

    def is_estimated(self, index_year: int) -> bool:
        """Whether the figures of a year are estimates in this set of units: the year was measured in the former one."""
        return vintage_of(index_year) != self.vintage

    @functools.cached_property
    def units(self) -> Units:
        """The units of the set."""
        if self.vintage == VINTAGES[0]:
            return self.store.units_63
        on = max(MERGED_ON, dt.date(self.index_year, 12, 31)) if self.index_year else MERGED_ON
        return read_units_34(self.raw / "provinces", on, self.store.units_63)

    def resolve(self, text: str) -> Unit:
        """Return the unit of the set that a person means by ``text``.

        Raises
        ------
        ParameterError
            When none has that code, slug or spelling; for a unit of the former set it says what that
            became part of.
        """
        former = None if self.vintage == VINTAGES[0] else self.store.units_63.find(text)
        if former is None or self.units.find(text):
            return self.units.resolve(text)
        present = self.units.by_code[self.store.crosswalk.successor[former.code]]
        raise ParameterError(
            f"{former.name_vi} is none of the {self.vintage} units.",
            where="PROVINCE",
            why=f"It became part of {present.name_vi} on 1 July 2025.",
            remedy=f"Give PROVINCE={present.slug}. Without UNITS={self.vintage}, the former {former.name_vi} has "
            f"briefings of its own for the years to {MERGED_ON.year}.",
        )

    def parts_of(self, unit_code: str) -> tuple[Unit, ...]:
        """Return the former units that a unit of the 34 was made of, the one that gave its name first.

        An unchanged unit is its own only part, and so is each of the 63.
        """
        if self.vintage == VINTAGES[0]:
            return (self.units.by_code[unit_code],)
        return self.store.crosswalk.parts[unit_code]

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], Publication]:
        """Every edition by index and index year, as it applies to the units."""
        store = self.store
        editions = store.editions.values()
        return publications_in(self.vintage, editions, lambda: store.crosswalk, store.suppressions, store.listed)

    @functools.cached_property
    def suppressed(self) -> dict[tuple[str, int, str], Suppression]:
        """What was withheld of the units, by index, index year and unit."""
        return suppressed_in(self.vintage, self.store.suppressions.values(), lambda: self.store.crosswalk)

    @functools.cached_property
    def corrections(self) -> list[Correction]:
        """Known defects of the tables that were measured in the units."""
        return [one for one in self.store.corrections if one.units == self.vintage]

    @functools.cached_property
    def national(self) -> list[NationalFigure]:
        """Figures for the whole country as published for the units: the mean of 63 is not the mean of 34."""
        return [one for one in self.store.national if one.units == self.vintage]

    @functools.cached_property
    def targets(self) -> list[Target]:
        """The targets of the units' plans."""
        return plans_in(self.vintage, self.store.targets, lambda: self.store.crosswalk)

    @functools.cached_property
    def measures(self) -> list[Measure]:
        """The measures of the units' plans."""
        return plans_in(self.vintage, self.store.measures, lambda: self.store.crosswalk)

    @functools.cached_property
    def statements(self) -> list[Statement]:
        """Figures of the units as official documents print them."""
        return plans_in(self.vintage, self.store.statements, lambda: self.store.crosswalk)

    @property
    def indices(self) -> dict[str, Index]:
        """Every index by its id, in the order of the briefing."""
        return self.store.indices

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
        """Return the meanings of the codes of an index in one year, by code; empty where none holds."""
        return {one.code: one for one in self.indicators[index] if one.holds_in(index_year)}

    def indicator(self, index: str, code: str, index_year: int) -> Indicator:
        """Return the meaning of a code in a year.

        Raises
        ------
        DataError
            When ``indicators.csv`` of the index gives the code no meaning in that year.
        """
        try:
            return self.in_year(index, index_year)[code]
        except KeyError:
            raise DataError(
                f"Code {code!r} of {index} has no meaning in {index_year}.",
                where=str(self.raw / index / "indicators.csv"),
                remedy="Add a row, or extend last_year of the row that still holds.",
            ) from None
