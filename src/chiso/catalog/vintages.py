"""The two sets of units, 63 until 30 June 2025 and 34 since, and what of one applies to the other.

A GSO code is bound to its vintage: 15, 24, 44, 52, 80, 82 and 91 name other units before and after, and
92 is Cần Thơ in both, though the city of today is made of three of the former units.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from chiso.catalog.records import Line, convert, read_lines
from chiso.catalog.tables import Measure, Publication, Statement, Suppression, Target
from chiso.catalog.units import CITY, VINTAGES, Unit, Units, vintage_of
from chiso.errors import DataError

_COLUMNS = ("gso_code", "name_vi", "name_en", "region_vi", "region_en")
_RANK_QUANTITIES = ("rank", "rank_change", "units")
_Placed = TypeVar("_Placed", Target, Measure, Statement)


@dataclasses.dataclass(frozen=True)
class Crosswalk:
    """Which units of the 34 the 63 became part of.

    ``parts`` holds the former units of every present one, the one that gave its name first;
    ``successor`` the code among the 34 by the code among the 63.
    """

    parts: Mapping[str, tuple[Unit, ...]]

    @functools.cached_property
    def successor(self) -> dict[str, str]:
        """The code among the 34 of every code among the 63."""
        return {part.code: code for code, parts in self.parts.items() for part in parts}

    def unchanged(self, old_code: str) -> str | None:
        """Return the present code of a former unit that was not merged, None of one that was."""
        code = self.successor[old_code]
        return code if len(self.parts[code]) == 1 else None


def read_units_63(folder: Path) -> Units:
    """Read the units that stood until 30 June 2025, with all spellings of their names."""
    path = folder / "provinces_63.csv"
    units = _read_units(path, 63, "population_2024_thousand", lambda line: line.cells["type"] == CITY, ("type",))
    known = {unit.code for unit in units}
    aliases = {
        line.cells["alias"]: line.cells["gso_code"]
        for line in read_lines(folder / "name_aliases.csv", ("alias", "gso_code", "kind"))
        if line.cells["gso_code"] in known  # Hà Tây (28) joined Hà Nội in 2008, before the first index
    }
    return Units(units, aliases)


def read_units_34(folder: Path, on: dt.date, former: Units) -> Units:
    """Read the units that stand since 1 July 2025.

    Parameters
    ----------
    folder
        The folder of the provinces' tables.
    on
        The day whose kinds of units hold: provinces have become centrally run cities since.
    former
        The 63 units: the spellings of a name go to the unit that kept the name.
    """
    path = folder / "provinces_34.csv"

    def is_city(line: Line) -> bool:
        changed = convert(line.cells["type_changed_on"], dt.date | None, path, line.number, "type_changed_on")
        return line.cells["type_2025_07_01" if changed is None or changed > on else "type"] == CITY

    extra = ("type", "type_2025_07_01", "type_changed_on", "namesake_old_gso_code")
    units = _read_units(path, 34, "population_2024_nso_thousand", is_city, extra)
    namesakes = {line.cells["namesake_old_gso_code"]: line for line in read_lines(path, (*_COLUMNS, *extra), ("*",))}
    aliases = {
        spelling: namesakes[code].cells["gso_code"]
        for spelling, code in former.spellings().items()
        if code in namesakes
    }
    return Units(units, aliases)


def read_crosswalk(folder: Path, former: Units, present: Units) -> Crosswalk:
    """Read which former units each present one was made of.

    Raises
    ------
    DataError
        When a former unit is missing, stands twice or became part of no present one.
    """
    path = folder / "crosswalk_63_to_34.csv"
    parts: dict[str, list[Unit]] = {unit.code: [] for unit in present}
    seen: dict[str, int] = {}
    for line in read_lines(path, ("old_gso_code", "old_name_vi", "new_gso_code", "new_name_vi", "relation")):
        old, new = line.cells["old_gso_code"], line.cells["new_gso_code"]
        for column, code, units in (("old_gso_code", old, former), ("new_gso_code", new, present)):
            if code not in units.by_code:
                raise DataError(
                    f"{code!r} is no GSO code of the {len(units)} units.",
                    where=f"{path}, row {line.number}, column {column!r}",
                    remedy="Bring the file back from version control.",
                )
        if old in seen:
            raise DataError(
                f"The unit {old} stands twice, first in row {seen[old]}.",
                where=f"{path}, row {line.number}, column 'old_gso_code'",
                remedy="Remove one of the two rows.",
            )
        seen[old] = line.number
        parts[new].append(former.by_code[old])
    lost = [unit.name_vi for unit in former if unit.code not in seen] + [
        present.by_code[code].name_vi for code, made_of in parts.items() if not made_of
    ]
    if lost:
        raise DataError(
            f"The table says nothing of {', '.join(lost)}.",
            where=f"{path}, column 'old_gso_code'",
            why="Every one of the 63 units became one of the 34, or a part of one.",
            remedy="Bring the file back from version control.",
        )
    names = {unit.code: unit.slug for unit in present}
    return Crosswalk(
        {code: tuple(sorted(made_of, key=lambda part: part.slug != names[code])) for code, made_of in parts.items()}
    )


def publications_in(
    vintage: int,
    editions: Iterable[Publication],
    crosswalk: Callable[[], Crosswalk],
    suppressed: Collection[tuple[str, int, str]],
    listed: Callable[[str, int], Collection[str]],
) -> dict[tuple[str, int], Publication]:
    """Return the editions as they apply to a set of units.

    For the 34, an edition that measured the 63 counts the units whose parts were all measured, and
    ranks those of them of which nothing was withheld. One that measured only some of the 63 ranks none:
    the few that are left are no ranking of the 34.

    Parameters
    ----------
    vintage
        The set of units.
    editions
        All editions.
    crosswalk
        What the 34 were made of.
    suppressed
        What was withheld from the units measured: index, index year, unit.
    listed
        Returns the units that the table of an edition holds.
    """
    found = {}
    for one in editions:
        key = (one.index, one.index_year)
        if vintage_of(one.index_year) == vintage:
            found[key] = one
        elif vintage == 34:
            is_pilot = one.units < VINTAGES[0]
            measured = listed(*key) if is_pilot else crosswalk().successor
            whole = [parts for parts in crosswalk().parts.values() if all(part.code in measured for part in parts)]
            ranked = [parts for parts in whole if not any((*key, part.code) in suppressed for part in parts)]
            found[key] = dataclasses.replace(one, units=len(whole), units_ranked=0 if is_pilot else len(ranked))
    return found


def suppressed_in(
    vintage: int, suppressions: Iterable[Suppression], crosswalk: Callable[[], Crosswalk]
) -> dict[tuple[str, int, str], Suppression]:
    """Return what was withheld from the units of a set: of a merged unit, what was from any of its parts."""
    found: dict[tuple[str, int, str], Suppression] = {}
    for one in suppressions:
        if one.units == vintage:
            found[one.index, one.index_year, one.province_code] = one
        elif vintage == 34:
            code = crosswalk().successor[one.province_code]
            before = found.get((one.index, one.index_year, code))
            together = one if before is None else _joined(before, one)
            found[one.index, one.index_year, code] = dataclasses.replace(together, province_code=code)
    return found


def plans_in(vintage: int, records: Iterable[_Placed], crosswalk: Callable[[], Crosswalk]) -> list[_Placed]:
    """Return the targets, measures or statements that are about units of a set.

    The plan of a former unit is not the plan of the unit that it became part of. That of a unit which
    was not merged stays its own, without its places: those were places among other units.
    """
    found: list[_Placed] = []
    for one in records:
        if one.units == vintage:
            found.append(one)
            continue
        code = crosswalk().unchanged(one.province_code) if vintage == 34 else None
        kept = _without_places(one)
        if code is not None and kept is not None:
            found.append(dataclasses.replace(kept, province_code=code))
    return found


def _without_places(one: _Placed) -> _Placed | None:
    if isinstance(one, Statement):
        return None if one.quantity in _RANK_QUANTITIES else one
    if isinstance(one, Target):
        return None if one.target_score is None else dataclasses.replace(one, target_rank_within=None)
    return one


def _joined(one: Suppression, other: Suppression) -> Suppression:
    codes = (
        "all"
        if "all" in (one.codes, other.codes)
        else " ".join(dict.fromkeys([*one.codes.split(), *other.codes.split()]))
    )
    return dataclasses.replace(
        one,
        codes=codes,
        reason_vi="; ".join(dict.fromkeys(filter(None, (one.reason_vi, other.reason_vi)))),
        reason_en="; ".join(dict.fromkeys(filter(None, (one.reason_en, other.reason_en)))),
    )


def _read_units(
    path: Path, vintage: int, population: str, is_city: Callable[[Line], bool], extra: tuple[str, ...]
) -> list[Unit]:
    units = [
        Unit(
            vintage=vintage,
            code=line.cells["gso_code"],
            name_vi=line.cells["name_vi"],
            name_en=line.cells["name_en"],
            is_city=is_city(line),
            region_vi=line.cells["region_vi"],
            region_en=line.cells["region_en"],
            population_thousand=convert(line.cells[population], float, path, line.number, population),
        )
        for line in read_lines(path, (*_COLUMNS, population, *extra), ("*",))
    ]
    known = {unit.code for unit in units}
    if len(known) != vintage or len(units) != vintage:
        when = "that stood until 30 June 2025" if vintage == 63 else "that stand since 1 July 2025"
        raise DataError(
            f"The table has {len(units)} rows with {len(known)} different codes.",
            where=f"{path}, column 'gso_code'",
            why=f"It lists the {vintage} units {when}, each once.",
            remedy="Bring the file back from version control.",
        )
    return units
