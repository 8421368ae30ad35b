"""The sets of units in the order of time: which stood when, how it is called, and from which tables it is read.

A code is bound to its set: after a merger the same code may name another unit, and of a unit that keeps its
code and its name the borders may be others.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from chiso.catalog.records import read_records
from chiso.errors import DataError, ParameterError
from chiso.file_cache import cached_by_file


@dataclasses.dataclass(frozen=True, slots=True)
class UnitSet:
    """A set of units, one row of ``provinces/sets.csv``.

    ``vintage`` is its id, a whole number. It stands from ``first_day`` on, and index years from
    ``first_index_year`` on were measured in it; both are empty for the first set. ``count`` units are listed in
    the table ``units``, each with a number in the column ``weight`` by which figures of units that were merged
    are averaged: ``weight_vi`` and ``weight_en`` say what that is, the names with ``_name``, ``_unit`` and
    ``_source`` how it is called in short, what it is counted in, and who publishes it. ``crosswalk`` is the table
    of what the units of the set before became, ``grid`` that of the map. Tables are named by their file; without
    one, there is none. ``default_unit`` is the slug of the unit whose briefing is made where none is named.
    """

    vintage: int
    first_day: dt.date | None
    first_index_year: int | None
    count: int
    units: str
    crosswalk: str
    weight: str
    weight_vi: str
    weight_en: str
    name_vi: str
    name_en: str
    grid: str
    default_unit: str = ""
    weight_name_vi: str = ""
    weight_name_en: str = ""
    weight_unit_vi: str = ""
    weight_unit_en: str = ""
    weight_source_vi: str = ""
    weight_source_en: str = ""
    line: int = 0

    def name(self, locale: str) -> str:
        """Return the name of the set, such as *63 provinces and cities (to 30 June 2025)*."""
        return self.name_vi if locale == "vi" else self.name_en

    def weighed_name(self, locale: str) -> str:
        """Return what the weights are called within a sentence, such as *population*."""
        return (self.weight_name_vi or self.weight_vi) if locale == "vi" else (self.weight_name_en or self.weight_en)

    @property
    def since(self) -> str:
        """The first day in English words, such as *1 July 2025*; empty for the first set."""
        return f"{self.first_day.day} {self.first_day:%B %Y}" if self.first_day else ""


class Dated(Protocol):
    """A row of a reference table that names units: those of the set in which ``measured_year`` was measured."""

    @property
    def measured_year(self) -> int:
        """The index year that the row is about."""


class UnitSets:
    """All sets of units of a country, in the order of time; each but the first was made from the one before.

    Parameters
    ----------
    sets
        The sets, the first one first.
    """

    def __init__(self, sets: Sequence[UnitSet]) -> None:
        self._sets = tuple(sets)
        self._by_vintage = {one.vintage: one for one in self._sets}

    def __iter__(self) -> Iterator[UnitSet]:
        return iter(self._sets)

    def __len__(self) -> int:
        return len(self._sets)

    def __contains__(self, vintage: object) -> bool:
        return vintage in self._by_vintage

    def __getitem__(self, vintage: int) -> UnitSet:
        return self._by_vintage[vintage]

    @property
    def first(self) -> UnitSet:
        """The set that stood first."""
        return self._sets[0]

    @property
    def vintages(self) -> tuple[int, ...]:
        """The ids of all sets."""
        return tuple(self._by_vintage)

    @property
    def listed(self) -> str:
        """The sets in words, for errors: *63 – 63 provinces and cities (to 30 June 2025); 34 – …*."""
        return "; ".join(f"{one.vintage} – {one.name_en}" for one in self._sets)

    def vintage_of(self, index_year: int) -> int:
        """Return the set of units in which the indices of a year were measured."""
        found = self.first
        for one in self._sets:
            if one.first_index_year is not None and one.first_index_year <= index_year:
                found = one
        return found.vintage

    def of(self, record: Dated) -> int:
        """Return the set that the units of a row belong to: the one that the row names, else that of its year."""
        return getattr(record, "vintage", None) or self.vintage_of(record.measured_year)

    def earlier(self, vintage: int) -> tuple[UnitSet, ...]:
        """Return the sets that stood before one, the nearest first."""
        return tuple(reversed(self._sets[: self._sets.index(self[vintage])]))

    def after(self, vintage: int) -> UnitSet | None:
        """Return the set that was made from one, or None where it still stands."""
        place = self._sets.index(self[vintage]) + 1
        return self._sets[place] if place < len(self._sets) else None

    def suffix(self, year: int, vintage: int) -> str:
        """Return what names of files of a briefing year have behind them in another set than the year's own: ``-34``.

        ``vintage`` 0 is the set of the index year before ``year``.
        """
        return "" if vintage in (0, self.vintage_of(year - 1)) else f"-{vintage}"

    def given(self, text: str) -> int:
        """Read a set of units as a person typed it: its id, or nothing for 0, the index year's own.

        Raises
        ------
        ParameterError
            When there is no such set.
        """
        asked = text.strip()
        if asked not in ("", *map(str, self.vintages)):
            raise self.unknown(asked)
        return int(asked or 0)

    def unknown(self, asked: str) -> ParameterError:
        """Say that there is no such set, and which there are."""
        choice = " or ".join(map(str, self.vintages))
        return ParameterError(
            f"There is no set of units {asked!r}.",
            where="UNITS",
            why=f"The sets of units: {self.listed}.",
            remedy=f"Give {choice}, or leave UNITS out for the set that the year was measured in.",
        )


def read_sets(raw: Path) -> UnitSets:
    """Read the sets of units of a ``data/raw`` folder.

    Raises
    ------
    DataError
        When the table has no row, an id stands twice, or the sets do not follow one another.
    """
    return _read(raw / "provinces" / "sets.csv")


@cached_by_file
def _read(path: Path) -> UnitSets:
    sets = read_records(path, UnitSet)
    if not sets:
        raise DataError(
            "There is no set of units.",
            where=str(path),
            why="Every project has one at least: the units that its figures are about.",
            remedy="Add its row, or bring the file back from version control.",
        )
    for place, one in enumerate(sets):
        _check(path, one, sets[:place])
    return UnitSets(sets)


def _check(path: Path, one: UnitSet, before: Sequence[UnitSet]) -> None:
    """Refuse what would leave open which set a year belongs to, or how to come from one set to the next."""

    def refuse(what: str, column: str, why: str) -> DataError:
        where = f"{path}, row {one.line}, column {column!r}"
        return DataError(what, where=where, why=why, remedy="Correct the cell; data/raw/README.md describes the table.")

    if one.vintage < 1 or any(other.vintage == one.vintage for other in before):
        why = "Each set has a whole number above 0 of its own."
        raise refuse(f"{one.vintage} cannot be the id of a set.", "vintage", why)
    starts = (one.first_day, one.first_index_year)
    if not before:
        if starts != (None, None) or one.crosswalk:
            column = "crosswalk" if one.crosswalk else "first_day" if one.first_day else "first_index_year"
            raise refuse("The first set of units begins after another.", column, "The cell is empty for the first set.")
        return
    last = before[-1]
    for column, start, earlier in (
        ("first_day", one.first_day, last.first_day),
        ("first_index_year", one.first_index_year, last.first_index_year),
    ):
        if start is None or (earlier is not None and not start > earlier):  # type: ignore[operator]
            shown = "nothing" if start is None else start
            why = "Sets stand in the order of time: each begins after the one in the row above."
            raise refuse(f"The set {one.vintage} begins with {shown}.", column, why)
    for column in ("crosswalk", "weight"):
        if not getattr(one if column == "crosswalk" else last, column):
            what = f"The set {one.vintage} has no {column} from the set {last.vintage}."
            why = "Without it nothing is known of the years before in these units."
            raise refuse(what, column, why)
