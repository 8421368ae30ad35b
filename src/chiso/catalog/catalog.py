"""Everything that ``data/raw`` says about units, indices, editions, breaks and plans, read once and on demand."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from chiso.catalog.records import convert, read_lines, read_records
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
from chiso.catalog.units import CITY, Unit, Units
from chiso.errors import DataError

_Key = TypeVar("_Key", bound="str | tuple[object, ...]")
_Record = TypeVar("_Record", Index, Publication, Source, Suppression)

VINTAGE = 63
"""The set of units that every index year to 2024 was measured in."""


@dataclasses.dataclass(frozen=True)
class Catalog:
    """The reference tables of one ``data/raw`` folder.

    Each table is read at its first use and kept. All of them raise :class:`~chiso.errors.DataError`
    with file, row and column when a table cannot be read.
    """

    raw: Path

    @functools.cached_property
    def indices(self) -> dict[str, Index]:
        """Every index by its id, in the order of the briefing."""
        path = self.raw / "indices.csv"
        records = sorted(read_records(path, Index), key=lambda index: index.order)
        return _by_key(path, records, lambda index: index.index)

    @functools.cached_property
    def units(self) -> Units:
        """The 63 units that stood until 30 June 2025."""
        path = self.raw / "provinces" / "provinces_63.csv"
        columns = ("gso_code", "name_vi", "name_en", "type", "region_vi", "region_en", "population_2024_thousand")
        units = [
            Unit(
                vintage=VINTAGE,
                code=line.cells["gso_code"],
                name_vi=line.cells["name_vi"],
                name_en=line.cells["name_en"],
                is_city=line.cells["type"] == CITY,
                region_vi=line.cells["region_vi"],
                region_en=line.cells["region_en"],
                population_thousand=convert(
                    line.cells["population_2024_thousand"], float, path, line.number, "population_2024_thousand"
                ),
            )
            for line in read_lines(path, columns, ("*",))
        ]
        known = {unit.code for unit in units}
        if len(known) != VINTAGE or len(units) != VINTAGE:
            raise DataError(
                f"The table has {len(units)} rows with {len(known)} different codes.",
                where=f"{path}, column 'gso_code'",
                why=f"It lists the {VINTAGE} units that stood until 30 June 2025, each once.",
                remedy="Bring the file back from version control.",
            )
        aliases = {
            line.cells["alias"]: line.cells["gso_code"]
            for line in read_lines(self.raw / "provinces" / "name_aliases.csv", ("alias", "gso_code", "kind"))
            if line.cells["gso_code"] in known  # Hà Tây (28) joined Hà Nội in 2008, before the first index
        }
        return Units(units, aliases)

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], Publication]:
        """Every edition by index and index year."""
        path = self.raw / "reference" / "publications.csv"
        return _by_key(path, read_records(path, Publication), lambda one: (one.index, one.index_year))

    @functools.cached_property
    def breaks(self) -> list[Break]:
        """Where series must not be read across."""
        return read_records(self.raw / "reference" / "series_breaks.csv", Break)

    @functools.cached_property
    def suppressed(self) -> dict[tuple[str, int, str], Suppression]:
        """What was withheld, by index, index year and unit."""
        path = self.raw / "reference" / "suppressed.csv"
        return _by_key(
            path, read_records(path, Suppression), lambda one: (one.index, one.index_year, one.province_code)
        )

    @functools.cached_property
    def corrections(self) -> list[Correction]:
        """Known defects of published tables."""
        return read_records(self.raw / "reference" / "corrections.csv", Correction)

    @functools.cached_property
    def national(self) -> list[NationalFigure]:
        """Figures for the whole country as published."""
        return read_records(self.raw / "reference" / "national.csv", NationalFigure)

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

    @functools.cached_property
    def statements(self) -> list[Statement]:
        """Figures as official documents print them."""
        return read_records(self.raw / "plans" / "statements.csv", Statement)

    @functools.cached_property
    def indicators(self) -> dict[str, list[Indicator]]:
        """The meanings of the codes of every index, in the order of their table."""
        return {index: read_records(self.raw / index / "indicators.csv", Indicator) for index in self.indices}

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
