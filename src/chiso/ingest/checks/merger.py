"""Holding the tables of one set of units against those of the set that it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.catalog import Catalog, Unit, UnitSet
from chiso.catalog.crosswalk import COLUMNS
from chiso.catalog.records import read_lines
from chiso.ingest.raw import Problems

_ROUNDING = 0.005
"""Half a unit of the last digit of a weight, which a sum may miss for each of its parts."""


def check_merger(catalog: Catalog) -> Iterator[Problems]:
    """Check that crosswalk and units agree on names, parts, namesakes and weights.

    The weights of every estimate come from these tables: those of another source would shift them unseen.

    Yields
    ------
    Problems
        One for each table of each set that was made from another.
    """
    for one in catalog.sets:
        for former in catalog.sets.earlier(one.vintage)[:1]:
            yield _crosswalk(catalog, former, one)
            yield _units(catalog, former, one)


def _crosswalk(catalog: Catalog, former: UnitSet, one: UnitSet) -> Problems:
    old, own = catalog.in_vintage(former.vintage).units.by_code, catalog.in_vintage(one.vintage)
    problems = Problems(catalog.raw / "provinces" / one.crosswalk)
    for line in read_lines(problems.path, COLUMNS):
        code = line.cells["new_gso_code"]
        expected = {
            "old_name_vi": old[line.cells["old_gso_code"]].name_vi,
            "new_name_vi": own.units.by_code[code].name_vi,
            "relation": "unchanged" if len(own.parts_of(code)) == 1 else "merged",
        }
        for column, value in expected.items():
            if line.cells[column] != value:
                what = f"A cell holds {line.cells[column]!r}, not {value!r}."
                problems.add(what, row=line.number, column=column, why="So the codes of the row have it.")
    return problems


def _units(catalog: Catalog, former: UnitSet, one: UnitSet) -> Problems:
    own = catalog.in_vintage(one.vintage)
    problems = Problems(catalog.raw / "provinces" / one.units)
    for line in read_lines(problems.path, ("gso_code",), ("*",)):
        made_of = own.parts_of(line.cells["gso_code"])
        codes = " ".join(sorted(part.code for part in made_of))
        if line.cells.get("merged_from_old_gso_codes", codes) != codes:
            why = f"By {one.crosswalk} it was made of {codes}."
            what = f"The unit is said to be made of {line.cells['merged_from_old_gso_codes']!r}."
            problems.add(what, row=line.number, column="merged_from_old_gso_codes", why=why)
        named_after = line.cells.get("namesake_old_gso_code", "")
        if named_after and named_after not in codes.split():
            what = f"{named_after!r} is none of the unit's parts."
            problems.add(what, row=line.number, column="namesake_old_gso_code", why=f"Expected one of {codes}.")
        _weights(own.units.by_code[line.cells["gso_code"]], made_of, former, one, problems, line.number)
    return problems


def _weights(unit: Unit, parts: tuple[Unit, ...], former: UnitSet, one: UnitSet, problems: Problems, row: int) -> None:
    together = sum(part.weight for part in parts)
    column = one.weight or "gso_code"
    if any(part.weight <= 0 for part in parts):
        what = f"A part of the unit has no {former.weight_en or former.weight}."
        problems.add(what, row=row, column=column, remedy=f"Correct {former.units}.")
    elif one.weight and abs(unit.weight - together) > _ROUNDING * (len(parts) + 1):
        problems.add(
            f"The weight is {unit.weight:g}, that of the parts together {together:g}.",
            row=row,
            column=column,
            why=f"Both are the {one.weight_en or 'same quantity'}; one counted otherwise must not be mixed in.",
            remedy=f"Correct the weight here or in {former.units}.",
        )
