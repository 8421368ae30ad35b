"""Holding the tables of the units against one another: their kinds, names, regions and spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chiso.catalog import Catalog, UnitSet
from chiso.catalog.kinds import NAME, Kind
from chiso.catalog.records import read_lines, read_records
from chiso.catalog.unit_tables import alias_lines, alias_vintage
from chiso.ingest.checks.cells import named, unique
from chiso.ingest.raw import Problems

_TEMPLATES = ("full_vi", "within_vi", "full_en", "within_en")
_HISTORICAL = "historical"


def check_units(catalog: Catalog) -> Iterator[Problems]:
    """Check what the tables say of units, whatever set they belong to.

    Yields
    ------
    Problems
        One or more for each table.
    """
    folder = catalog.raw / "provinces"
    yield named(folder / "sets.csv", catalog.sets, ("name_vi", "name_en"))
    yield _defaults(catalog)
    yield from _kinds(catalog)
    for one in catalog.sets:
        yield _names(catalog, one)
        yield _regions(catalog, one)
    yield _aliases(catalog)
    yield _region_names(catalog)


def _region_names(catalog: Catalog) -> Problems:
    """Check that each further name of a region is one of a region that there is."""
    path = catalog.raw / "provinces" / "region_names.csv"
    problems = Problems(path)
    known = {unit.region_vi for one in catalog.sets for unit in catalog.in_vintage(one.vintage).units}
    for line in read_lines(path, ("region", "text")) if path.is_file() else []:
        if line.cells["region"] not in known:
            problems.add(f"{line.cells['region']!r} is no region of any set.", row=line.number, column="region")
        if not line.cells["text"]:
            problems.add("The name is empty.", row=line.number, column="text")
    return problems


def _defaults(catalog: Catalog) -> Problems:
    """Check that the unit that stands where none is named is one of its set."""
    problems = Problems(catalog.raw / "provinces" / "sets.csv")
    for one in catalog.sets:
        if one.default_unit and one.default_unit not in {unit.slug for unit in catalog.in_vintage(one.vintage).units}:
            what = f"{one.default_unit!r} is the slug of no unit of the set {one.vintage}."
            problems.add(what, row=one.line, column="default_unit", remedy="Correct the cell, or leave it empty.")
    return problems


def _kinds(catalog: Catalog) -> Iterator[Problems]:
    """Check that every template has a place for the name, and every kind a row that is for all of its units."""
    path = catalog.raw / "provinces" / "kinds.csv"
    kinds = read_records(path, Kind)
    problems = Problems(path)
    general = {one.type for one in kinds if not one.slug}
    for one in kinds:
        further = ("spellings", one.spellings.split(";") if one.spellings else [])
        for column, templates in (*((column, [getattr(one, column)]) for column in _TEMPLATES), further):
            for template in templates:
                if template.count(NAME) != 1:
                    problems.add(
                        f"{template.strip()!r} has no place for the name." if template else "A cell is empty.",
                        row=one.line,
                        column=column,
                        why=f"Expected: a text with {NAME}, once.",
                        remedy=f"Write {NAME} where the name of the unit stands.",
                    )
        if one.type not in general:
            what = f"The kind {one.type!r} has a row for {one.slug!r} only."
            problems.add(what, row=one.line, column="slug", remedy="Add a row of the kind without a slug.")
    yield problems
    yield unique(path, kinds, ("type", "slug"))


def _names(catalog: Catalog, one: UnitSet) -> Problems:
    """Check that units have names, and names of their own: folders of reports are named after them."""
    problems = Problems(catalog.raw / "provinces" / one.units)
    units = catalog.in_vintage(one.vintage).units
    seen: dict[str, int] = {}
    for line in read_lines(problems.path, ("gso_code",), ("*",)):
        unit = units.by_code[line.cells["gso_code"]]
        for column in ("name_vi", "name_en", "region_vi", "region_en"):
            if not getattr(unit, column):
                problems.add("A cell is empty.", row=line.number, column=column, why="Briefings show this text.")
        if any(letter.isspace() for letter in unit.code):
            what, why = f"{unit.code!r} is no code.", "Codes are listed with spaces between them."
            problems.add(what, row=line.number, column="gso_code", why=why)
        if unit.name_vi and (not unit.slug or unit.slug in seen):
            other = f"row {seen[unit.slug]} has {unit.slug!r} too" if unit.slug else "it has no letter from a to z"
            problems.add(
                f"{unit.name_vi!r} gives no name for a folder.",
                row=line.number,
                column="name_vi",
                why=f"Folders are named after units, in the letters a to z: {other}.",
                remedy="Write the name in Latin letters, and so that it differs from all others.",
            )
        seen.setdefault(unit.slug, line.number)
    return problems


def _regions(catalog: Catalog, one: UnitSet) -> Problems:
    """Check that a region has one name in each language: a slip would make a region of its own of one unit."""
    problems = Problems(catalog.raw / "provinces" / one.units)
    lines = read_lines(problems.path, ("region_vi", "region_en"), ("*",))
    pairs = Counter((line.cells["region_vi"], line.cells["region_en"]) for line in lines)
    usual = [pair for pair, _ in pairs.most_common()]
    for line in lines:
        mine = line.cells["region_vi"], line.cells["region_en"]
        for place, column in ((0, "region_vi"), (1, "region_en")):
            other = next(pair for pair in usual if pair[1 - place] == mine[1 - place])
            if other != mine:
                problems.add(
                    f"The region is called {mine[place]!r}, in other rows {other[place]!r}.",
                    row=line.number,
                    column=column,
                    why=f"Both stand beside {mine[1 - place]!r}.",
                    remedy="Call it the same in every row.",
                )
    return problems


def _aliases(catalog: Catalog) -> Problems:
    """Check that a spelling names the unit of its row: the first place of a spelling counts."""
    problems = Problems(catalog.raw / "provinces" / "name_aliases.csv")
    lines = alias_lines(catalog.raw / "provinces")
    bygone = {line.cells["gso_code"] for line in lines if line.cells["kind"].startswith(_HISTORICAL)}
    for line in lines:
        alias, code = line.cells["alias"], line.cells["gso_code"]
        vintage = alias_vintage(line, catalog.sets)
        if vintage is None:
            what = f"{line.cells['vintage']!r} is no set of units."
            problems.add(what, row=line.number, column="vintage", why=f"The sets of units: {catalog.sets.listed}.")
            continue
        units = catalog.in_vintage(vintage).units
        unit = units.find(alias)
        if not code or (code not in units.by_code and code not in bygone):
            problems.add(
                f"{code!r} is no code of the {len(units)} units.",
                row=line.number,
                column="gso_code",
                remedy=f"Correct the code; one from before the first set has a row of the kind {_HISTORICAL!r}.",
            )
        elif unit is not None and unit.code != code:
            problems.add(
                f"{alias!r} names {unit.name_vi} ({unit.code}) already, not {code!r}.",
                row=line.number,
                column="gso_code",
                remedy="Correct the code, or remove the row.",
            )
    return problems
