"""What a figure comes from: back from a rank or total to the raw cells that it was worked out from."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from chiso.catalog import Catalog, Indicator, Unit
from chiso.catalog.records import Line, read_lines
from chiso.catalog.tables import Correction
from chiso.facts.availability import Gap, gap
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.describe import known
from chiso.facts.whole import is_whole
from chiso.ingest.checks.weights import weights as weights_of
from chiso.ingest.precision import KINDS, Precision, companion


@dataclasses.dataclass(frozen=True)
class Cell:
    """A cell of a raw table: ``row`` is the line of the file, the header being row 1; ``text`` what stands in it."""

    table: str
    row: int
    column: str
    text: str
    source_id: str
    status: str


@dataclasses.dataclass(frozen=True)
class Figure:
    """A figure and what it was worked out from.

    Attributes
    ----------
    unit, indicator, index_year
        What the figure is.
    value, status
        The figure as the observations have it; None and an empty text where there is none.
    cell
        The raw cell that it stands in; None for a sum or an estimate, and where the cell is empty.
    parts
        What it is the sum of.
    weighted
        The parts of a total that was published beside them, each with the points that one of its points makes; empty
        where not all of these weights were published.
    correction
        The known defect because of which the sum gave way to the publisher's own figure.
    former
        The former units that it is the mean of, each with its share.
    gap
        Why there is no figure; None where there is one.
    precision, beside
        Its standard error and the number of people asked, as the observations have them, and the limits as they
        were published; the raw cells that say so, by kind.
    """

    unit: Unit
    indicator: Indicator
    index_year: int
    value: float | None
    status: str
    cell: Cell | None = None
    parts: tuple[Figure, ...] = ()
    weighted: tuple[tuple[float, Figure], ...] = ()
    correction: Correction | None = None
    former: tuple[tuple[float, Figure], ...] = ()
    gap: Gap | None = None
    precision: Precision = dataclasses.field(default_factory=Precision)
    beside: Mapping[str, Cell] = dataclasses.field(default_factory=dict)

    def leaves(self) -> tuple[Figure, ...]:
        """Return the figures without parts that this one comes down to, in their order."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)


@dataclasses.dataclass(frozen=True)
class Neighbour:
    """A unit in a ranking; ``value`` is None where only its rank is known."""

    unit: Unit
    rank: int
    value: float | None


@dataclasses.dataclass(frozen=True)
class Place:
    """A rank with its surroundings.

    ``published`` is the raw cell of a published rank, None where it was worked out from the whole table. ``around``
    are the unit itself and the nearest known units with a better, the same and a worse rank, from the best; in a
    table that is not whole there may be others between.
    """

    rank: int
    units_ranked: int
    published: Cell | None
    is_whole: bool
    around: tuple[Neighbour, ...]


class Chain:
    """The chain behind the figures of one index.

    Parameters
    ----------
    data
        The data, read anew from the raw tables whose cells are told.
    changes
        A frame of :func:`chiso.changes`: the ranks of the two years.
    index
        The id of the index.
    """

    def __init__(self, data: Data, changes: pd.DataFrame, index: str) -> None:
        self._data, self._index = data, index
        self._changes = changes[changes["index"] == index]
        self._whole = {year: is_whole(data, changes, index, year) for year in (data.index_year, data.previous_year)}
        # Kept by instance: another chain reads the files again.
        self._edition = functools.cache(self._read_edition)
        self._lines = functools.cache(self._read_table)

    def figure(self, index_year: int, unit_code: str, code: str, catalog: Catalog | None = None) -> Figure:
        """Return a figure with what it was worked out from.

        Parameters
        ----------
        index_year, unit_code, code
            The figure.
        catalog
            The catalogue of the set of units of ``unit_code``; that of the data if not given.

        Raises
        ------
        DataError
            When the code has no meaning in the year, or a raw table cannot be read.
        """
        catalog = catalog or self._data.catalog
        indicator = catalog.indicator(self._index, code, index_year)
        row = self._edition(index_year, catalog.vintage).get((unit_code, code), {})
        value = known(row.get("value"))
        found = Figure(catalog.units.by_code[unit_code], indicator, index_year, value, str(row.get("status", "")))
        if value is None:
            found = dataclasses.replace(found, gap=gap(catalog, self._index, index_year, unit_code, code))
        error, asked = known(row.get("standard_error")), known(row.get("respondents"))
        found = dataclasses.replace(found, precision=Precision(error, respondents=asked))
        if catalog.is_estimated(index_year):
            return dataclasses.replace(found, former=self._former(catalog, index_year, unit_code, code))
        column = code if catalog.indices[self._index].layout == "parts" else "score"
        found = self._with_beside(found, row, column)
        meanings = catalog.in_year(self._index, index_year).values()
        is_read = code == "TOTAL" and catalog.indices[self._index].total == "published"
        if is_read:
            weighted = self._weighted(catalog, index_year, unit_code)
            return dataclasses.replace(found, cell=self._cell(row, column), weighted=weighted)
        parts = [part.code for part in meanings if part.parent == code]
        if not parts:
            return dataclasses.replace(found, cell=self._cell(row, column))
        key = (self._index, index_year, unit_code, code)
        corrections = {
            (each.index, each.index_year, each.province_code, each.code): each for each in catalog.corrections
        }
        return dataclasses.replace(
            found,
            parts=tuple(self.figure(index_year, unit_code, part, catalog) for part in parts),
            correction=corrections.get(key),
        )

    def place(self, unit_code: str, code: str, *, earlier: bool = False) -> Place | None:
        """Return the rank of a unit in the index year or the earlier one; None where it has none.

        Parameters
        ----------
        unit_code
            The unit.
        code
            The code in the index year.
        earlier
            Whether the rank of the earlier year is wanted.
        """
        rows = CHANGES.rows(self._changes[self._changes["code"] == code])
        prefix, year = ("previous_", "previous_year") if earlier else ("", "index_year")
        mine = next(row for row in rows if row.unit_code == unit_code)
        rank = mine[f"{prefix}rank"]
        if rank is None:
            return None
        ranks = {row[f"{prefix}rank"] for row in rows} - {None}
        better, worse = {each for each in ranks if each < rank}, {each for each in ranks if each > rank}
        shown = {*sorted(better)[-1:], rank, *sorted(worse)[:1]}
        units = self._data.catalog.units.by_code
        around = [
            Neighbour(units[row.unit_code], row[f"{prefix}rank"], row[f"{prefix}value"])
            for row in rows
            if row[f"{prefix}rank"] in shown
        ]
        around.sort(key=lambda each: (each.rank, each.unit.code != unit_code))
        return Place(
            rank=rank,
            units_ranked=mine[f"{prefix}units_ranked"],
            published=self._published(mine[year], unit_code, mine["previous_code"] if earlier else code),
            is_whole=self._whole[mine[year]],
            around=tuple(around),
        )

    def _weighted(self, catalog: Catalog, index_year: int, unit_code: str) -> tuple[tuple[float, Figure], ...]:
        """Return the parts of a published total by the weights of that year; none where one was not published."""
        weights = weights_of(catalog.in_year(self._index, index_year)) or {}
        return tuple((weight, self.figure(index_year, unit_code, part, catalog)) for part, weight in weights.items())

    def _former(self, catalog: Catalog, index_year: int, unit_code: str, code: str) -> tuple[tuple[float, Figure], ...]:
        before = catalog.in_vintage(catalog.vintage_of(index_year))
        parts = catalog.parts_of(unit_code, before.vintage)
        together = sum(part.weight for part in parts)
        return tuple((part.weight / together, self.figure(index_year, part.code, code, before)) for part in parts)

    def _published(self, index_year: int, unit_code: str, code: str) -> Cell | None:
        table = self._data.published_ranks
        is_it = (table["index"] == self._index) & (table["index_year"] == index_year)
        rows = table[is_it & (table["unit_code"] == unit_code) & (table["code"] == code)].to_dict("records")
        return self._cell(rows[0], "rank") if rows else None

    def _with_beside(self, figure: Figure, row: Mapping[Hashable, Any], column: str) -> Figure:
        """Return a figure with the raw cells that say how sure it is, and the limits in them."""
        cells = {kind: cell for kind in KINDS if (cell := self._cell(row, companion(column, kind))) is not None}
        limits = {kind: float(cells[kind].text) for kind in ("low", "high") if kind in cells}
        return dataclasses.replace(figure, precision=dataclasses.replace(figure.precision, **limits), beside=cells)

    def _cell(self, row: Mapping[Hashable, Any], column: str) -> Cell | None:
        """Return the cell that a row of the observations or of the published ranks was read from, if any."""
        if not row:
            return None
        table, number = str(row["raw_table"]).split()[0], int(str(row["raw_row"]).split(";")[0])
        text = self._lines(table)[number].cells.get(column, "")
        return Cell(table, number, column, text, str(row["source_id"]), str(row["status"])) if text else None

    def _read_edition(self, index_year: int, vintage: int) -> dict[tuple[str, str], Mapping[Hashable, Any]]:
        own = vintage == self._data.catalog.vintage
        table = self._data.observations if own else self._data.measured.values
        is_it = (table["index"] == self._index) & (table["index_year"] == index_year) & (table["vintage"] == vintage)
        return {(str(row["unit_code"]), str(row["code"])): row for row in table[is_it].to_dict("records")}

    def _read_table(self, name: str) -> dict[int, Line]:
        return {line.number: line for line in read_lines(self._data.project.raw / name, ("province_code",), ("*",))}
