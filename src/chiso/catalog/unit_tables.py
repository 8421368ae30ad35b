"""Reading the units of a set, with their kinds on a day and all spellings of their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from chiso.catalog.kinds import Kind, Kinds
from chiso.catalog.records import Line, convert, read_lines
from chiso.catalog.sets import UnitSet, UnitSets
from chiso.catalog.spelling import slug_of
from chiso.catalog.units import Unit, Units
from chiso.errors import DataError

_COLUMNS = ("gso_code", "name_vi", "name_en", "type", "region_vi", "region_en")


def read_unit_lines(folder: Path, one: UnitSet) -> list[Line]:
    """Read the rows of the table of a set.

    Raises
    ------
    DataError
        When the table does not list as many units as the set has, each once.
    """
    path = folder / one.units
    lines = read_lines(path, (*_COLUMNS, *([one.weight] if one.weight else [])), ("*",))
    codes = {line.cells["gso_code"] for line in lines}
    if not len(codes) == len(lines) == one.count or "" in codes:
        raise DataError(
            f"The table has {len(lines)} rows with {len(codes)} different codes.",
            where=f"{path}, column 'gso_code'",
            why=f"It lists the {one.count} units of provinces/sets.csv, row {one.line}, each once: {one.name_en}.",
            remedy="Bring the file back from version control, or correct the number in provinces/sets.csv.",
        )
    return lines


def read_units(
    folder: Path, sets: UnitSets, one: UnitSet, lines: Sequence[Line], kinds: Kinds, on: dt.date, former: Units | None
) -> Units:
    """Return the units of a set.

    Parameters
    ----------
    folder
        The folder of the units' tables.
    sets, one
        All sets, and the one that is wanted.
    lines
        The rows of its table.
    kinds
        The kinds of units.
    on
        The day whose kinds hold: a province can become a city while the set stands.
    former
        The units of the set before: the spellings of a name go to the unit that kept the name.
    """
    path = folder / one.units
    units = [_unit(path, one, line, kinds, on) for line in lines]
    known = {unit.code for unit in units}
    aliases = {
        line.cells["alias"]: line.cells["gso_code"]
        for line in alias_lines(folder)
        if alias_vintage(line, sets) == one.vintage and line.cells["gso_code"] in known
    }
    if former is not None:
        names = _namesakes(lines, former)
        inherited = {spelling: names[code] for spelling, code in former.spellings().items() if code in names}
        aliases = {**inherited, **aliases}
    return Units(units, aliases, kinds)


def alias_lines(folder: Path) -> list[Line]:
    """Read the table of further spellings."""
    return read_lines(folder / "name_aliases.csv", ("alias", "gso_code", "kind"), ("vintage",))


def alias_vintage(line: Line, sets: UnitSets) -> int | None:
    """Return the set that the code of a spelling belongs to, the first where none is given; None for no set."""
    given = line.cells.get("vintage", "")
    if not given:
        return sets.first.vintage
    return int(given) if given.isdecimal() and int(given) in sets else None


def changes_kinds(lines: Sequence[Line]) -> bool:
    """Whether a unit of a table changed its kind while the set stood."""
    return any(line.cells.get("type_changed_on") for line in lines)


def type_on(path: Path, line: Line, on: dt.date) -> str:
    """Return the word for the kind of a unit on a day."""
    changed = convert(line.cells.get("type_changed_on", ""), dt.date | None, path, line.number, "type_changed_on")
    is_first = changed is None or changed > on
    return (is_first and line.cells.get("first_type")) or line.cells["type"]


def namesake(line: Line, former: Units) -> str:
    """Return the code of the former unit whose name a unit kept: as its row says, else the one of the same name."""
    slug = slug_of(line.cells["name_vi"])
    given = line.cells.get("namesake_old_gso_code", "")
    return given or next((unit.code for unit in former if unit.slug == slug), "")


def _namesakes(lines: Sequence[Line], former: Units) -> dict[str, str]:
    return {namesake(line, former): line.cells["gso_code"] for line in lines}


def _unit(path: Path, one: UnitSet, line: Line, kinds: Kinds, on: dt.date) -> Unit:
    cells = line.cells
    weight = convert(cells[one.weight], float, path, line.number, one.weight) if one.weight else 0.0
    return Unit(
        vintage=one.vintage,
        code=cells["gso_code"],
        name_vi=cells["name_vi"],
        name_en=cells["name_en"],
        kind=_kind(path, line, kinds, type_on(path, line, on)),
        region_vi=cells["region_vi"],
        region_en=cells["region_en"],
        weight=weight,
    )


def _kind(path: Path, line: Line, kinds: Kinds, of_type: str) -> Kind:
    kind = kinds.of(of_type, slug_of(line.cells["name_vi"]))
    if kind is None:
        raise DataError(
            f"{of_type!r} is no kind of units." if of_type else "A unit has no kind.",
            where=f"{path}, row {line.number}, column 'type'",
            why=f"provinces/kinds.csv says how names are written with their kind; it has {', '.join(kinds.types)}.",
            remedy="Correct the cell, or add the kind to provinces/kinds.csv.",
        )
    return kind
