"""Everything that ``data/raw`` says about units, indices, editions, breaks and plans, read once and on demand."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path

from chiso.catalog.records import read_lines, read_records
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
        records = read_records(self.raw / "indices.csv", Index)
        return {index.index: index for index in sorted(records, key=lambda index: index.order)}

    @functools.cached_property
    def units(self) -> Units:
        """The 63 units that stood until 30 June 2025."""
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
                population_thousand=float(line.cells["population_2024_thousand"]),
            )
            for line in read_lines(self.raw / "provinces" / "provinces_63.csv", columns, ("*",))
        ]
        known = {unit.code for unit in units}
        aliases = {
            line.cells["alias"]: line.cells["gso_code"]
            for line in read_lines(self.raw / "provinces" / "name_aliases.csv", ("alias", "gso_code", "kind"))
            if line.cells["gso_code"] in known  # Hà Tây (28) joined Hà Nội in 2008, before the first index
        }
        return Units(units, aliases)

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], Publication]:
        """Every edition by index and index year."""
        records = self._reference("publications.csv", Publication)
        return {(record.index, record.index_year): record for record in records}

    @functools.cached_property
    def breaks(self) -> list[Break]:
        """Where series must not be read across."""
        return self._reference("series_breaks.csv", Break)

    @functools.cached_property
    def suppressed(self) -> dict[tuple[str, int, str], Suppression]:
        """What was withheld, by index, index year and unit."""
        records = self._reference("suppressed.csv", Suppression)
        return {(record.index, record.index_year, record.province_code): record for record in records}

    @functools.cached_property
    def corrections(self) -> list[Correction]:
        """Known defects of published tables."""
        return self._reference("corrections.csv", Correction)

    @functools.cached_property
    def national(self) -> list[NationalFigure]:
        """Figures for the whole country as published."""
        return self._reference("national.csv", NationalFigure)

    @functools.cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        return {source.source_id: source for source in read_records(self.raw / "sources.csv", Source)}

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

    def _reference(self, name: str, record: type) -> list:  # type: ignore[type-arg]
        return read_records(self.raw / "reference" / name, record)
