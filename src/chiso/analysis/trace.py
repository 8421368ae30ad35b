"""Where a figure comes from: back from a rank or total to the raw cells that it was worked out from."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path

import pandas as pd

from chiso.analysis.availability import Gap, gap
from chiso.analysis.ranking import is_whole, ranks
from chiso.catalog import Catalog, Indicator, Unit
from chiso.catalog.records import Line, read_lines
from chiso.catalog.tables import Correction
from chiso.ingest import Observations


@dataclasses.dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a raw table: ``row`` is the line of the file, the header being line 1; ``text`` what stands in it."""

    path: Path
    row: int
    column: str
    text: str
    source_id: str
    status: str


@dataclasses.dataclass(frozen=True, slots=True)
class Neighbour:
    """A unit beside another in a ranking; ``value`` is None where only its rank is known."""

    unit: Unit
    rank: int
    value: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A rank with its surroundings.

    ``published`` is the raw cell of a published rank, None where it was worked out from the whole table.
    ``above``, ``beside`` and ``below`` are the nearest known units with a better, the same and a worse rank; in a
    fragment there may be others between.
    """

    rank: int
    units_ranked: int
    published: RawCell | None
    is_whole: bool
    above: tuple[Neighbour, ...]
    beside: tuple[Neighbour, ...]
    below: tuple[Neighbour, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Trace:
    """A figure and what it was worked out from.

    Attributes
    ----------
    index, index_year, unit, indicator
        What the figure is.
    value, status
        The figure as the observations have it; None and an empty text where there is none.
    cell
        The raw cell that it stands in; None for a sum or an estimate.
    parts
        What it is the sum of.
    correction
        The known defect because of which the sum gave way to the publisher's own figure.
    estimate
        The former units that it is the mean of, each with its share.
    place
        Its rank; None where there is none, and of what another figure was worked out from.
    gap
        Why there is no figure; None where there is one.
    """

    index: str
    index_year: int
    unit: Unit
    indicator: Indicator
    value: float | None
    status: str
    source_ids: tuple[str, ...]
    cell: RawCell | None
    parts: tuple[Trace, ...]
    correction: Correction | None
    estimate: tuple[tuple[float, Trace], ...]
    place: Place | None
    gap: Gap | None

    def leaves(self) -> tuple[Trace, ...]:
        """Return the traces without parts that this one comes down to, in their order."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    value: float | None
    status: str
    source_id: str


_NOTHING = _Known(None, "", "")


class Tracer:
    """Traces figures back to the raw tables.

    Parameters
    ----------
    catalog
        The reference tables, in the set of units that the figures are looked at in.
    observations
        All observations as they were measured.
    seen
        The observations in the set of units of the catalogue; those measured by default.
    """

    def __init__(self, catalog: Catalog, observations: Observations, seen: Observations | None = None) -> None:
        self._catalog = catalog
        self._measured = observations
        self._seen = observations if seen is None else seen
        self._known: dict[tuple[str, int], dict[tuple[str, str], _Known]] = {}
        self._ranked: dict[tuple[str, int], pd.DataFrame] = {}
        self._read: dict[Path, dict[str, Line]] = {}

    def trace(self, index: str, index_year: int, unit_code: str, code: str = "TOTAL") -> Trace:
        """Trace one figure; the figures that it was worked out from come without their ranks.

        Raises
        ------
        DataError
            When the code has no meaning in the year, or a raw table cannot be read.
        """
        place = self._place(index, index_year, unit_code, code)
        return dataclasses.replace(self._unplaced(index, index_year, unit_code, code), place=place)

    def _unplaced(self, index: str, index_year: int, unit_code: str, code: str) -> Trace:
        indicator = self._catalog.indicator(index, code, index_year)
        unit = self._catalog.units.by_code[unit_code]
        known = self._values(index, index_year).get((unit_code, code), _NOTHING)
        estimate = self._estimate(index, index_year, unit_code, code)
        parts = () if estimate else self._parts(index, index_year, unit_code, code)
        is_part = not parts and not estimate
        column = code if self._catalog.indices[index].layout == "parts" else "score"
        return Trace(
            index=index,
            index_year=index_year,
            unit=unit,
            indicator=indicator,
            value=known.value,
            status=known.status,
            source_ids=tuple(known.source_id.split()),
            cell=self.raw_cell(index, index_year, unit_code, column) if is_part else None,
            parts=parts,
            correction=self._correction(index, index_year, unit_code, code),
            estimate=estimate,
            place=None,
            gap=gap(self._catalog, index, index_year, unit_code, code) if known.value is None else None,
        )

    def raw_cell(self, index: str, index_year: int, unit_code: str, column: str) -> RawCell | None:
        """Return the cell of a unit in the raw table of a year, None where it has no row there or the cell is empty.

        Parameters
        ----------
        index, index_year
            The edition.
        unit_code
            The unit, of the set that the year was measured in.
        column
            ``score`` or ``rank`` of a table of scores; a code of a table of components.
        """
        path = self._catalog.tables[index].get(index_year)
        line = None if path is None else self._rows(path).get(unit_code)
        if path is None or line is None or not line.cells.get(column):
            return None
        edition = self._catalog.store.editions.get((index, index_year))
        return RawCell(
            path=path,
            row=line.number,
            column=column,
            text=line.cells[column],
            source_id=line.cells.get(f"{column}_source") or (edition.source_id if edition else ""),
            status=line.cells.get(f"{column}_status") or "A",
        )

    def _parts(self, index: str, index_year: int, unit_code: str, code: str) -> tuple[Trace, ...]:
        children = [one.code for one in self._catalog.in_year(index, index_year).values() if one.parent == code]
        return tuple(self._unplaced(index, index_year, unit_code, child) for child in children)

    def _estimate(self, index: str, index_year: int, unit_code: str, code: str) -> tuple[tuple[float, Trace], ...]:
        """Return the former units behind a figure of a year that was measured in them, each with its weight."""
        if not self._catalog.is_estimated(index_year):
            return ()
        former = self._catalog.parts_of(unit_code)
        people = sum(one.population_thousand for one in former)
        tracer = self._former
        return tuple(
            (one.population_thousand / people, tracer._unplaced(index, index_year, one.code, code)) for one in former
        )

    @functools.cached_property
    def _former(self) -> Tracer:
        catalog = self._catalog.in_vintage(63)
        values, published = self._measured.values, self._measured.ranks
        return Tracer(catalog, Observations(values[values["vintage"] == 63], published[published["vintage"] == 63]))

    def _correction(self, index: str, index_year: int, unit_code: str, code: str) -> Correction | None:
        key = (index, index_year, unit_code, code)
        known = self._catalog.corrections
        return next((one for one in known if (one.index, one.index_year, one.province_code, one.code) == key), None)

    def _place(self, index: str, index_year: int, unit_code: str, code: str) -> Place | None:
        table = self._ranks(index, index_year)
        table = table[table["code"] == code]
        mine = table[table["unit_code"] == unit_code]
        if mine.empty:
            return None
        rank = int(mine["rank"].iloc[0])
        values = self._values(index, index_year)

        def known(rows: pd.DataFrame) -> tuple[Neighbour, ...]:
            return tuple(
                Neighbour(
                    self._catalog.units.by_code[str(one)], int(place), values.get((str(one), code), _NOTHING).value
                )
                for one, place in zip(rows["unit_code"], rows["rank"], strict=True)
            )

        better, worse = table[table["rank"] < rank], table[table["rank"] > rank]
        is_published = self._catalog.indices[index].layout == "scores" and not self._catalog.is_estimated(index_year)
        return Place(
            rank=rank,
            units_ranked=int(mine["units_ranked"].iloc[0]),
            published=self.raw_cell(index, index_year, unit_code, "rank") if is_published else None,
            is_whole=is_whole(self._catalog, self._seen, index, index_year),
            above=known(better[better["rank"] == better["rank"].max()]),
            beside=known(table[(table["rank"] == rank) & (table["unit_code"] != unit_code)]),
            below=known(worse[worse["rank"] == worse["rank"].min()]),
        )

    def _edition(self, index: str, index_year: int) -> Observations:
        values, published = self._seen.values, self._seen.ranks
        return Observations(
            values[(values["index"] == index) & (values["index_year"] == index_year)],
            published[(published["index"] == index) & (published["index_year"] == index_year)],
        )

    def _values(self, index: str, index_year: int) -> dict[tuple[str, str], _Known]:
        """Return what is known of an edition by unit and code."""
        key = (index, index_year)
        if key not in self._known:
            rows = self._edition(index, index_year).values
            columns = (rows[column] for column in ("unit_code", "code", "value", "status", "source_id"))
            self._known[key] = {
                (str(unit), str(code)): _Known(None if pd.isna(value) else float(value), str(status), str(source))
                for unit, code, value, status, source in zip(*columns, strict=True)
            }
        return self._known[key]

    def _ranks(self, index: str, index_year: int) -> pd.DataFrame:
        key = (index, index_year)
        if key not in self._ranked:
            self._ranked[key] = ranks(self._catalog, self._edition(index, index_year))
        return self._ranked[key]

    def _rows(self, path: Path) -> dict[str, Line]:
        """Return the rows of a raw table by the unit that they are about."""
        if path not in self._read:
            lines = read_lines(path, ("province_code",), ("*",))
            self._read[path] = {line.cells["province_code"]: line for line in lines}
        return self._read[path]
