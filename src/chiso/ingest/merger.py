"""Holding the tables of the 63 and the 34 units against one another."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.catalog import Catalog, Unit
from chiso.catalog.records import read_lines
from chiso.ingest.raw import Problems

_ROUNDING = 0.005
"""Half a unit of the last digit of a population, which a sum may miss for each of its parts."""


def check_merger(catalog: Catalog) -> Iterator[Problems]:
    """Check that crosswalk and units agree on names, parts, namesakes and populations.

    The weights of every estimate come from these tables: a population of another source would shift
    them unseen.

    Yields
    ------
    Problems
        One for each table.
    """
    folder = catalog.raw / "provinces"
    former, present = catalog.in_vintage(63).units.by_code, catalog.in_vintage(34).units.by_code
    parts = {code: catalog.in_vintage(34).parts_of(code) for code in present}

    problems = Problems(folder / "crosswalk_63_to_34.csv")
    for line in read_lines(problems.path, ("old_gso_code", "old_name_vi", "new_gso_code", "new_name_vi", "relation")):
        code = line.cells["new_gso_code"]
        relation = "unchanged" if len(parts[code]) == 1 else "merged"
        expected = {
            "old_name_vi": former[line.cells["old_gso_code"]].name_vi,
            "new_name_vi": present[code].name_vi,
            "relation": relation,
        }
        for column, value in expected.items():
            if line.cells[column] != value:
                what = f"A cell holds {line.cells[column]!r}, not {value!r}."
                problems.add(what, row=line.number, column=column, why="So the codes of the row have it.")
    yield problems

    problems = Problems(folder / "provinces_34.csv")
    columns = ("gso_code", "namesake_old_gso_code", "merged_from_old_gso_codes", "population_2024_nso_thousand")
    for line in read_lines(problems.path, columns, ("*",)):
        made_of = parts[line.cells["gso_code"]]
        codes = " ".join(sorted(part.code for part in made_of))
        if line.cells["merged_from_old_gso_codes"] != codes:
            why = f"By crosswalk_63_to_34.csv it was made of {codes}."
            what = f"The unit is said to be made of {line.cells['merged_from_old_gso_codes']!r}."
            problems.add(what, row=line.number, column="merged_from_old_gso_codes", why=why)
        if line.cells["namesake_old_gso_code"] not in codes.split():
            what = f"{line.cells['namesake_old_gso_code']!r} is none of the unit's parts."
            problems.add(what, row=line.number, column="namesake_old_gso_code", why=f"Expected one of {codes}.")
        _population(present[line.cells["gso_code"]], made_of, problems, line.number)
    yield problems


def _population(unit: Unit, parts: tuple[Unit, ...], problems: Problems, row: int) -> None:
    together = sum(part.population_thousand for part in parts)
    if abs(unit.population_thousand - together) > _ROUNDING * (len(parts) + 1):
        problems.add(
            f"The population is {unit.population_thousand:g} thousand, that of the parts {together:g} thousand.",
            row=row,
            column="population_2024_nso_thousand",
            why="Both are the average population of 2024 of the National Statistics Office; the population in the "
            "resolution on the merger is another count and must not be mixed in.",
            remedy="Correct the population here or in provinces_63.csv.",
        )
    elif any(part.population_thousand <= 0 for part in parts):
        what = "A part of the unit has no inhabitants."
        problems.add(what, row=row, column="population_2024_nso_thousand", remedy="Correct provinces_63.csv.")
