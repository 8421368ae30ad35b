"""The tile-grid maps: a place in the grid for every unit of a set, and for every archipelago of the country."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from chiso.catalog.catalog import Catalog
from chiso.catalog.records import read_records
from chiso.errors import DataError

LARGEST = 40
"""Rows and columns of a map at most: it is drawn row by row, and has to fit on a page."""


@dataclasses.dataclass(frozen=True, slots=True)
class GridPlace:
    """The place of a unit in the grid; row and column are counted from 1, from the north-west."""

    gso_code: str
    name_vi: str
    row: int
    col: int
    line: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Island:
    """An archipelago that no map of the country leaves out, one row of ``provinces/islands.csv``."""

    name_vi: str
    name_en: str
    belongs_to: str
    line: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """Where an archipelago lies in the map of one set, one row of ``provinces/grid_islands.csv``."""

    vintage: int
    name_vi: str
    row: int
    col: int
    line: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class IslandPlace:
    """The place of an archipelago in the grid of a set of units, and the name of the unit that it belongs to."""

    name_vi: str
    name_en: str
    belongs_to: str
    row: int
    col: int
    line: int = 0

    def name(self, locale: str) -> str:
        """Return the name of the archipelago."""
        return self.name_vi if locale == "vi" else self.name_en


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """The map of one set of units: places by unit code, and the archipelagos."""

    places: dict[str, GridPlace]
    islands: tuple[IslandPlace, ...]


def read_grid(catalog: Catalog) -> Grid | None:
    """Read the map of the units of a catalogue; None where the set has none.

    Raises
    ------
    DataError
        When a table cannot be read, two places are one or one lies outside the map, a unit has no place, or
        an archipelago of the country is missing.
    """
    own = catalog.sets[catalog.vintage]
    if not own.grid:
        return None
    folder = catalog.raw / "provinces"
    path, islands_path = folder / own.grid, folder / "grid_islands.csv"
    places = read_records(path, GridPlace)
    islands = _islands(folder, own.vintage)
    for name, drawn in ((path, places), (islands_path, islands)):
        for one in drawn:
            _inside(name, one)
    taken: dict[tuple[int, int], int] = {}
    for place in places:
        first = taken.setdefault((place.row, place.col), place.line)
        if first != place.line:
            raise DataError(
                f"Two units have the place {place.row}, {place.col} in the map.",
                where=f"{path}, rows {first} and {place.line}",
                remedy="Give each a place of its own.",
            )
    for one in islands:
        if unit_line := taken.get((one.row, one.col)):
            raise DataError(
                f"{one.name_vi} has the place {one.row}, {one.col} in the map, and so has a unit.",
                where=f"{islands_path}, row {one.line}",
                why=f"{path.name}, row {unit_line}, has the same place.",
                remedy="Give each a place of its own.",
            )
    by_code = {place.gso_code: place for place in places}
    if set(by_code) != set(catalog.units.by_code) or len(places) != len(by_code):
        raise DataError(
            f"The map has {len(by_code)} units.",
            where=f"{path}, column 'gso_code'",
            why=f"It gives a place to each of the {len(catalog.units)} units, once.",
            remedy="Bring the file back from version control.",
        )
    return Grid(by_code, tuple(islands))


def _islands(folder: Path, vintage: int) -> list[IslandPlace]:
    """Return the places of the archipelagos in a map; those of the country all have to be there, once."""
    path = folder / "grid_islands.csv"
    islands = read_records(folder / "islands.csv", _Island)
    places = [one for one in read_records(path, _Place) if one.vintage == vintage]
    by_name = {one.name_vi: one for one in places}
    missing = [one.name_vi for one in islands if one.name_vi not in by_name]
    if missing or len(places) != len(islands):
        whole = ", ".join(one.name_vi for one in islands) or "No archipelago"
        what = f"is without {', '.join(missing)}" if missing else f"has {len(places)} archipelagos"
        raise DataError(
            f"The map of the set {vintage} {what}.",
            where=f"{path}, column 'name_vi'",
            why=f"{whole}: part of every map of the country, by provinces/islands.csv.",
            remedy="Give each a place, once, or bring the file back from version control.",
        )
    return [
        IslandPlace(one.name_vi, one.name_en, one.belongs_to, place.row, place.col, place.line)
        for one in islands
        for place in [by_name[one.name_vi]]
    ]


def _inside(path: Path, one: GridPlace | IslandPlace) -> None:
    if not (1 <= one.row <= LARGEST and 1 <= one.col <= LARGEST):
        raise DataError(
            f"A place lies outside the map: row {one.row}, column {one.col}.",
            where=f"{path}, row {one.line}",
            why=f"Rows and columns are counted from 1 to {LARGEST}, from the north-west.",
            remedy="Correct the place, or bring the file back from version control.",
        )
