"""The tables of ``data/raw`` as their files have them, each read at its first use and kept."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from chiso.catalog.folder import check_folder
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
from chiso.catalog.units import MERGED_ON, Units
from chiso.catalog.vintages import Crosswalk, read_crosswalk, read_units_34, read_units_63
from chiso.errors import DataError

_Key = TypeVar("_Key", bound="str | tuple[object, ...]")
_Record = TypeVar("_Record", Index, Publication, Source, Suppression)


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
        self._listed: dict[tuple[str, int], frozenset[str]] = {}

    @functools.cached_property
    def indices(self) -> dict[str, Index]:
        """Every index by its id, in the order of the briefing."""
        path = self.raw / "indices.csv"
        records = sorted(read_records(path, Index), key=lambda index: index.order)
        return _by_key(path, records, lambda index: index.index)

    @functools.cached_property
    def units_63(self) -> Units:
        """The 63 units that stood until 30 June 2025."""
        return read_units_63(self.raw / "provinces")

    @functools.cached_property
    def editions(self) -> dict[tuple[str, int], Publication]:
        """Every edition by index and index year."""
        path = self.raw / "reference" / "publications.csv"
        return _by_key(path, read_records(path, Publication), lambda one: (one.index, one.index_year))

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

    @functools.cached_property
    def crosswalk(self) -> Crosswalk:
        """Which units of the 34 the 63 became part of."""
        folder = self.raw / "provinces"
        return read_crosswalk(folder, self.units_63, read_units_34(folder, MERGED_ON, self.units_63))

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
