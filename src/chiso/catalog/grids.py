"""The tile-grid maps of Việt Nam: a place in the grid for every unit and for both archipelagos."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from chiso.catalog.records import read_records
from chiso.errors import DataError

ISLANDS = 2
"""Hoàng Sa and Trường Sa: a map that leaves one out is not of Việt Nam."""

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
class IslandPlace:
    """The place of an archipelago in the grid of one set of units, and the unit that it belongs to."""

    grid: int
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


def read_grid(raw: Path, vintage: int) -> Grid:
    """Read the map of the 63 or the 34 units.

    Parameters
    ----------
    raw
        The folder ``data/raw``.
    vintage
        63 or 34.

    Raises
    ------
    DataError
        When a table cannot be read, two places are one or one lies outside the map, or an archipelago is missing.
    """
    folder = raw / "provinces"
    path = folder / f"grid_{vintage}.csv"
    places = read_records(path, GridPlace)
    islands_path = folder / "grid_islands.csv"
    islands = [one for one in read_records(islands_path, IslandPlace) if one.grid == vintage]
    drawn: list[tuple[Path, GridPlace | IslandPlace]] = [(path, one) for one in places]
    drawn += [(islands_path, one) for one in islands]
    for name, one in drawn:
        if not (1 <= one.row <= LARGEST and 1 <= one.col <= LARGEST):
            raise DataError(
                f"A place lies outside the map: row {one.row}, column {one.col}.",
                where=f"{name}, row {one.line}",
                why=f"Rows and columns are counted from 1 to {LARGEST}, from the north-west.",
                remedy="Correct the place, or bring the file back from version control.",
            )
    taken: dict[tuple[int, int], int] = {}
    for place in places:
        first = taken.setdefault((place.row, place.col), place.line)
        if first != place.line:
            raise DataError(
                f"Two units have the place {place.row}, {place.col} in the map.",
                where=f"{path}, rows {first} and {place.line}",
                remedy="Give each a place of its own.",
            )
    by_code = {place.gso_code: place for place in places}
    if len(by_code) != vintage or len(places) != vintage:
        raise DataError(
            f"The map has {len(by_code)} units.",
            where=f"{path}, column 'gso_code'",
            why=f"It gives a place to each of the {vintage} units, once.",
            remedy="Bring the file back from version control.",
        )
    if len(islands) != ISLANDS:
        raise DataError(
            f"The map of {vintage} units has {len(islands)} archipelagos.",
            where=f"{folder / 'grid_islands.csv'}, column 'grid'",
            why="Hoàng Sa and Trường Sa are part of every map of Việt Nam.",
            remedy="Bring the file back from version control.",
        )
    return Grid(by_code, tuple(islands))
