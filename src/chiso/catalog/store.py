"""The tables of ``data/raw`` as their files have them, each read at its first use and kept."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from chiso.catalog.agencies import Agencies, Agency, Role
from chiso.catalog.crosswalk import Crosswalk, read_crosswalk
from chiso.catalog.folder import check_folder
from chiso.catalog.indices import GroupCut, Index, Indicator
from chiso.catalog.kinds import Kinds, read_kinds
from chiso.catalog.offices import Office
from chiso.catalog.plans import Measure, Statement, Target
from chiso.catalog.records import Line, read_lines, read_records
from chiso.catalog.sets import UnitSets, read_sets
from chiso.catalog.structure import part_tables, whole_codes
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
from chiso.catalog.unit_tables import changes_kinds, namesake, read_unit_lines, read_units
from chiso.catalog.units import Units
from chiso.errors import DataError

_Key = TypeVar("_Key", bound="str | tuple[object, ...]")
_Record = TypeVar("_Record", Index, Publication, Source, Suppression)
_Optional = TypeVar("_Optional", RegionalFigure, Conflict)


class Store:
    """The tables of one ``data/raw`` folder, whatever set of units their rows belong to.

    All of them raise :class:`~chiso.errors.DataError` with file, row and column when a table cannot be read.

    Parameters
    ----------
    raw
        The folder.

    Raises
    ------
    DataError
        When a link in the folder leads out of it.
    """

    def __init__(self, raw: Path) -> None:
        check_folder(raw)
        self.raw = raw
        self._folder = raw / "provinces"
        self._listed: dict[tuple[str, int], frozenset[str]] = {}
        self._units: dict[tuple[int, int | None], Units] = {}
        self._unit_lines: dict[int, list[Line]] = {}
        self._crosswalks: dict[tuple[int, int], Crosswalk] = {}

    @functools.cached_property
    def indices(self) -> dict[str, Index]:
        """Every index by its id, in the order of the briefing."""
        path = self.raw / "indices.csv"
        records = sorted(read_records(path, Index), key=lambda index: index.order)
        return _by_key(path, records, lambda index: index.index)

    @functools.cached_property
    def sets(self) -> UnitSets:
        """The sets of units, in the order of time."""
        return read_sets(self.raw)

    @functools.cached_property
    def kinds(self) -> Kinds:
        """The kinds of units."""
        return read_kinds(self._folder)

    def units(self, vintage: int, index_year: int | None = None) -> Units:
        """Return the units of a set, with their kinds at the end of a year or, for None, when the set began."""
        key = (vintage, index_year if self.changes_kinds(vintage) else None)
        if key not in self._units:
            own = self.sets[vintage]
            began = own.first_day or dt.date.min
            on = max(began, dt.date(index_year, 12, 31)) if index_year else began
            earlier = self.sets.earlier(vintage)
            former = self.units(earlier[0].vintage) if earlier else None
            lines = self._lines_of(vintage)
            self._units[key] = read_units(self._folder, self.sets, own, lines, self.kinds, on, former)
        return self._units[key]

    def changes_kinds(self, vintage: int) -> bool:
        """Whether a unit of a set changed its kind while the set stood."""
        return changes_kinds(self._lines_of(vintage))

    def crosswalk(self, former: int, present: int) -> Crosswalk:
        """Return what the units of a set became in a later one, by way of those between."""
        key = (former, present)
        if key not in self._crosswalks:
            nearest = self.sets.earlier(present)[0].vintage
            if nearest != former:
                found = self.crosswalk(former, nearest).then(self.crosswalk(nearest, present))
            else:
                path = self._folder / self.sets[present].crosswalk
                old, new = self.units(former), self.units(present)
                names = {line.cells["gso_code"]: namesake(line, old) for line in self._lines_of(present)}
                found = read_crosswalk(path, old, new, names)
            self._crosswalks[key] = found
        return self._crosswalks[key]

    def _lines_of(self, vintage: int) -> list[Line]:
        if vintage not in self._unit_lines:
            self._unit_lines[vintage] = read_unit_lines(self._folder, self.sets[vintage])
        return self._unit_lines[vintage]

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], Publication]:
        """Every edition that is known of, by index and index year."""
        path = self.raw / "reference" / "publications.csv"
        return _by_key(path, read_records(path, Publication), lambda one: (one.index, one.index_year))

    @functools.cached_property
    def editions(self) -> dict[tuple[str, int], Publication]:
        """Every edition whose table is here, by index and index year."""
        return {key: one for key, one in self.publications.items() if one.is_collected is not False}

    @functools.cached_property
    def uncollected(self) -> dict[tuple[str, int], Publication]:
        """Every edition that is known of and has no table here, by index and index year."""
        return {key: one for key, one in self.publications.items() if one.is_collected is False}

    @functools.cached_property
    def breaks(self) -> list[Break]:
        """Where series must not be read across."""
        return read_records(self.raw / "reference" / "series_breaks.csv", Break)

    @functools.cached_property
    def suppressions(self) -> dict[tuple[str, int, str], Suppression]:
        """What was withheld, by index, index year and unit."""
        path = self.raw / "reference" / "suppressed.csv"
        return _by_key(
            path, read_records(path, Suppression), lambda one: (one.index, one.index_year, one.province_code)
        )

    @functools.cached_property
    def groups(self) -> list[GroupCut]:
        """The bounds of the groups in which publishers put units."""
        return read_records(self.raw / "reference" / "groups.csv", GroupCut)

    @functools.cached_property
    def corrections(self) -> list[Correction]:
        """Known defects of published tables."""
        return read_records(self.raw / "reference" / "corrections.csv", Correction)

    @functools.cached_property
    def national(self) -> list[NationalFigure]:
        """Figures for the whole country as published."""
        return read_records(self.raw / "reference" / "national.csv", NationalFigure)

    @functools.cached_property
    def regional(self) -> list[RegionalFigure]:
        """Figures for regions as published."""
        return self._optional("regional.csv", RegionalFigure)

    @functools.cached_property
    def conflicts(self) -> list[Conflict]:
        """Published figures that contradict one another."""
        return self._optional("conflicts.csv", Conflict)

    def _optional(self, name: str, record: type[_Optional]) -> list[_Optional]:
        """Return the records of a reference table that may be left out."""
        path = self.raw / "reference" / name
        return read_records(path, record) if path.is_file() else []

    @functools.cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        path = self.raw / "sources.csv"
        return _by_key(path, read_records(path, Source), lambda source: source.source_id)

    @functools.cached_property
    def targets(self) -> list[Target]:
        """The targets of the plans."""
        return read_records(self.raw / "plans" / "targets.csv", Target)

    @functools.cached_property
    def measures(self) -> list[Measure]:
        """The measures of the plans."""
        return read_records(self.raw / "plans" / "measures.csv", Measure)

    def years_of(self, measure: Measure) -> tuple[int, ...]:
        """Return the index years whose meanings of codes a measure may aim at.

        These are the last one that its plan could know and that in which it acts, or the last ones known here.
        """
        last = max((one.last_year for one in self.indicators.get(measure.index, [])), default=measure.plan_year)
        return tuple(dict.fromkeys(min(year, last) for year in (measure.plan_year - 1, measure.plan_year)))

    def concept_of(self, measure: Measure) -> str:
        """Return the concept that a measure aims at, by itself or by its code; empty where it aims at none."""
        if measure.concept or not measure.code or measure.index not in self.indicators:
            return measure.concept
        found = (self.in_year(measure.index, year).get(measure.code) for year in self.years_of(measure))
        return next((one.concept for one in found if one is not None), "")

    @functools.cached_property
    def agencies(self) -> Agencies:
        """The agencies that plans name; none where the file is left out."""
        path = self.raw / "plans" / "agencies.csv"
        return Agencies(self.sets, read_records(path, Agency) if path.is_file() else [])

    @functools.cached_property
    def roles(self) -> list[Role]:
        """What agencies do for whole documents; nothing where the file is left out."""
        path = self.raw / "plans" / "roles.csv"
        return read_records(path, Role) if path.is_file() else []

    @functools.cached_property
    def statements(self) -> list[Statement]:
        """Figures as official documents print them."""
        return read_records(self.raw / "plans" / "statements.csv", Statement)

    @functools.cached_property
    def offices(self) -> list[Office]:
        """The bodies that issue official documents; none where the file is left out."""
        path = self.raw / "office" / "offices.csv"
        return read_records(path, Office) if path.exists() else []

    @functools.cached_property
    def structures(self) -> dict[str, list[Indicator]]:
        """The meanings of all codes of every index, in the order of their table."""
        return {index: read_records(self.raw / index / "indicators.csv", Indicator) for index in self.indices}

    @functools.cached_property
    def indicators(self) -> dict[str, list[Indicator]]:
        """Those of the codes that can be worked with in some year; see :meth:`in_year`."""
        return {
            index: [one for one in rows if self._can_be_worked_with(index, one)]
            for index, rows in self.structures.items()
        }

    def _can_be_worked_with(self, index: str, one: Indicator) -> bool:
        if self.indices[index].layout == "parts" or not one.parent:
            return True
        years = [year for year in self.part_tables[index] if one.holds_in(year)]
        return any(self.in_year(index, year).get(one.code) is one for year in years)

    def structure(self, index: str, index_year: int) -> Mapping[str, Indicator]:
        """Return the meanings of all codes of an index in one year, by code, also of parts known of some units only."""
        key = index, index_year
        if key not in self._structure:
            self._structure[key] = {one.code: one for one in self.structures[index] if one.holds_in(index_year)}
        return self._structure[key]

    def in_year(self, index: str, index_year: int) -> Mapping[str, Indicator]:
        """Return the meanings of the codes of an index that can be worked with in one year, by code.

        Of an index whose tables are of totals these are the total and the parts that every ranked unit has: what is
        known of some units only is compared with nothing.
        """
        key = index, index_year
        if key not in self._in_year:
            meanings = self.structure(index, index_year)
            if self.indices[index].layout == "scores" and len(meanings) > 1:
                edition = self.publications.get(key)
                whole = whole_codes(
                    meanings, self.part_tables[index].get(index_year), edition.units_ranked if edition else 0
                )
                meanings = {code: one for code, one in meanings.items() if code in whole}
            self._in_year[key] = meanings
        return self._in_year[key]

    @functools.cached_property
    def _structure(self) -> dict[tuple[str, int], Mapping[str, Indicator]]:
        return {}

    @functools.cached_property
    def _in_year(self) -> dict[tuple[str, int], Mapping[str, Indicator]]:
        return {}

    @functools.cached_property
    def part_tables(self) -> dict[str, dict[int, Path]]:
        """The raw tables of single parts of indices whose tables are of totals: index, then index year, to the file."""
        return {
            index: part_tables(self.raw / index) if one.layout == "scores" else {}
            for index, one in self.indices.items()
        }

    @functools.cached_property
    def tables(self) -> dict[str, dict[int, Path]]:
        """The raw tables: index, then index year, to the file."""
        return {
            index: {
                int(path.stem): path
                for path in sorted((self.raw / index).glob("*.csv"))
                if re.fullmatch(r"\d{4}", path.stem)
            }
            for index in self.indices
        }

    @functools.cached_property
    def index_years(self) -> list[int]:
        """Index years for which at least one raw table is there."""
        return sorted({year for tables in self.tables.values() for year in tables})

    def listed(self, index: str, index_year: int) -> frozenset[str]:
        """Return the codes of the units that the raw table of an edition gives a score, or scores of parts.

        The table's own units, of the vintage of its year; empty where there is no table.
        """
        key = (index, index_year)
        if key not in self._listed:
            path = self.tables[index].get(index_year)
            lines = read_lines(path, ("province_code",), ("*",)) if path else []
            # A table of parts has no column of scores: all its rows count, and what was withheld is listed.
            scored = [line.cells["province_code"] for line in lines if line.cells.get("score", "-")]
            self._listed[key] = frozenset(scored)
        return self._listed[key]


def _by_key(path: Path, records: Iterable[_Record], key: Callable[[_Record], _Key]) -> dict[_Key, _Record]:
    """Return the records by their key; a second row with the same key would silently take the first one's place."""
    found: dict[_Key, _Record] = {}
    for record in records:
        one = key(record)
        first = found.setdefault(one, record)
        if first is not record:
            shown = one if isinstance(one, str) else ",".join(map(str, one))
            raise DataError(
                f"The row {shown} stands twice.",
                where=f"{path}, rows {first.line} and {record.line}",
                remedy="Make the two rows one.",
            )
    return found
