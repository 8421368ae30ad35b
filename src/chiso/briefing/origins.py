"""Where each figure stands that a block leads to: raw table and row, source and date."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.citations import Citation
from chiso.briefing.section import section
from chiso.briefing.sources import published
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.sources import EDITIONS, ROWS, SOURCES

_Units = tuple[tuple[str, str, tuple[int, ...]], ...]
"""Units with their rows and, where an entry has several sources, the places of theirs among them."""

_LARGE = 1000

_MANY = 4
"""Tables of more years that follow each other, and days of more, are given by the first and the last."""


@section
def table(sources: pd.DataFrame, editions: pd.DataFrame, raw_rows: pd.DataFrame, say: Words) -> Table | None:
    """Return the entries that figures of the briefing so far lead to; None where none does.

    Parameters
    ----------
    sources, editions, raw_rows
        Frames of :func:`chiso.sources`, :func:`chiso.editions` and :func:`chiso.raw_rows`.
    say
        The words of the briefing, which noted what was linked.
    """
    if not say.citations:
        return None
    book = _Book(sources, editions, raw_rows, say)
    ordered = sorted(say.citations.items(), key=lambda entry: book.place(*entry))
    units = {citation.unit for _, citation in ordered if citation.unit}
    listed: dict[_Units, str] = {}
    rows = [_row(anchor, citation, book, listed, say, name_unit=len(units) > 1) for anchor, citation in ordered]
    headers = (
        ("column-figures", 0.15),
        ("column-raw", 0.38),
        ("column-source", 0.32),
        ("column-figure-published", 0.15),
    )
    return Table(
        id="origins",
        caption=say.text("origins-table"),
        columns=tuple(Column(header=say.text(header), width=width) for header, width in headers),
        rows=tuple(rows),
        notes=(_note(book, say),),
        dense=True,
    )


def _note(book: _Book, say: Words) -> str:
    """Say how to find a figure in a row."""
    labels = dict.fromkeys(row.index_label for row in book.editions.values() if row.has_parts)
    said = [say.text("origins-note-header")]
    if labels:
        said.append(say.text("origins-note-parts", indices=say.listed(list(labels))))
    return " ".join([*said, say.text("origins-note")])


class _Book:
    """What is known of sources, editions and the rows of all units."""

    def __init__(self, sources: pd.DataFrame, editions: pd.DataFrame, raw_rows: pd.DataFrame, say: Words) -> None:
        self._say = say
        self.sources = {row.source_id: row for row in SOURCES.rows(sources)}
        self.editions = {(row["index"], row.index_year): row for row in EDITIONS.rows(editions)}
        self._order = {index: at for at, index in enumerate(dict.fromkeys(index for index, _ in self.editions))}
        self._rows: dict[str, list[Row]] = {}
        self._beside: dict[str, list[Row]] = {}
        for row in ROWS.rows(raw_rows):
            found = self._beside if row.of_table else self._rows
            found.setdefault(row.of_table or row.raw_table, []).append(row)

    def place(self, anchor: str, citation: Citation) -> tuple[int, int, int, int, str]:
        """Return where an entry stands in the annex: figures by index and year, what comes of all units, then plans."""
        kinds = ("-all", "-regional", "-national", "-scales")
        kind = next((at for at, ending in enumerate(kinds, start=1) if anchor.endswith(ending)), 0)
        is_plan = not citation.editions or anchor.startswith("figure-target")
        index, year = citation.editions[0] if citation.editions else ("", 0)
        at = _LARGE if is_plan else self._order.get(index, _LARGE - 1)
        return at, kind, -year if kind else year, len(citation.editions), anchor

    def beside(self, table: str) -> dict[str, set[int]]:
        """Return the rows of other tables that figures of a raw table come from, too, such as corrections."""
        found: dict[str, set[int]] = {}
        for row in self._beside.get(table, []):
            found.setdefault(row.raw_table, set()).update(map(int, row.raw_row.split()))
        return found

    def units(self, table: str, source_ids: Sequence[str]) -> _Units:
        """Return the rows of all units in a raw table."""
        found = []
        for row in self._rows.get(table, []):
            places = [at for at, known in enumerate(source_ids, start=1) if known in row.source_id.split()]
            numbers = ", ".join(row.raw_row.split())
            found.append((self._say.name(row, "unit"), numbers, tuple(places) if len(source_ids) > 1 else ()))
        return tuple(found)

    def source_ids(self, citation: Citation) -> tuple[str, ...]:
        """Return the sources of an entry; of all units, those that their rows name, or that of the edition."""
        if citation.source_ids or citation.titles:
            return citation.source_ids
        named: dict[str, None] = {}
        for name, rows in citation.tables:
            mine = [] if rows else [source for row in self._rows.get(name, []) for source in row.source_id.split()]
            named |= dict.fromkeys(mine)
        if named:
            return tuple(named)
        known = [self.editions[edition] for edition in citation.editions if edition in self.editions]
        return tuple(dict.fromkeys(row.source_id for row in known if row.source_id))

    def dates(self, citation: Citation, source_ids: Sequence[str]) -> list[str]:
        """Return when figures were published: the day of the edition or, where that is not known, of the sources."""
        said: dict[str, None] = {}
        by_edition = dict(citation.edition_sources)
        for key in citation.editions:
            edition = self.editions.get(key)
            if edition is not None and edition.published_on:
                said[self._say.date(dt.date.fromisoformat(edition.published_on))] = None
            else:
                said |= dict.fromkeys(self._of_sources(by_edition.get(key, source_ids)))
        if not citation.editions or any(name.startswith("plans/") for name, _ in citation.tables):
            plan = [known for known in source_ids if known in self.sources]
            said = {**dict.fromkeys(self._of_sources(plan[:1] if citation.editions else plan)), **said}
        return list(said)

    def _of_sources(self, source_ids: Sequence[str]) -> list[str]:
        return [published(self.sources[known], self._say) for known in source_ids if known in self.sources]


def _row(
    anchor: str,
    citation: Citation,
    book: _Book,
    listed: dict[_Units, str],
    say: Words,
    *,
    name_unit: bool,
) -> TableRow:
    none = say.text("cell-none")
    label = citation.label
    if name_unit and citation.unit:
        label = say.text("origins-of", figures=label, unit=citation.unit)
    source_ids = book.source_ids(citation)
    of_all = [name for name, rows in citation.tables if not rows]
    raw = [*_raw_of_all(of_all, source_ids, label, book, listed, say), *_raw(citation, book, say)]
    names = [say.name(book.sources[known], "source") for known in source_ids if known in book.sources]
    names += citation.titles
    if any(places for name in of_all for _, _, places in book.units(name, source_ids)):
        names = [f"({at}) {name}" for at, name in enumerate(names, start=1)]
    dates = book.dates(citation, source_ids)
    return TableRow(
        cells=(
            Cell(text=label),
            Cell(text="; ".join(raw) or none),
            Cell(text="; ".join(names) or none),
            Cell(text=(f"{dates[0]} – {dates[-1]}" if len(dates) > _MANY else "; ".join(dates)) or none),
        ),
        anchor=anchor,
    )


def _raw(citation: Citation, book: _Book, say: Words) -> Iterator[str]:
    """Yield tables with their rows."""
    merged: dict[str, set[int]] = {}
    for name, rows in citation.tables:
        named = {name: set(map(int, rows.split()))} if rows else book.beside(name)
        for table_name, numbers in named.items():
            merged.setdefault(table_name, set()).update(numbers)
    for name, numbers in merged.items():
        said = say.listed(_runs(sorted(numbers)))
        yield say.text("origins-rows", table=f"data/raw/{name}", count=len(numbers), rows=said)


def _runs(rows: Sequence[int]) -> list[str]:
    """Return numbers of rows in order, three and more that follow each other as a range."""
    said: list[str] = []
    for _, run in itertools.groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        short = len(numbers) < 3
        said += [str(row) for row in numbers] if short else [f"{numbers[0]}–{numbers[-1]}"]
    return said


def _raw_of_all(
    names: Sequence[str], source_ids: Sequence[str], label: str, book: _Book, listed: dict[_Units, str], say: Words
) -> Iterator[str]:
    """Yield tables with the rows of all units: listed once, of tables that have them in the same rows."""
    alike: dict[_Units, list[str]] = {}
    for name in names:
        alike.setdefault(book.units(name, source_ids), []).append(f"data/raw/{name}")
    for units, tables in alike.items():
        if not units:
            continue
        first = listed.setdefault(units, label)
        shown = say.listed(_in_a_row(tables))
        if first != label:
            yield say.text("origins-rows-same", tables=shown, entry=first)
            continue
        said = "; ".join(_unit(*unit) for unit in units)
        # Not in one message: none takes a value of more than a thousand characters.
        yield f"{say.text('origins-rows-all', tables=shown)}: {said}"


def _in_a_row(tables: Sequence[str]) -> list[str]:
    """Return tables of many years that follow each other as a range: *data/raw/papi/2011.csv–2020.csv*."""
    found = [re.fullmatch(r"(.*/)(\d{4})\.csv", table) for table in tables]
    years = [int(one[2]) for one in found if one]
    follows = len(years) == len(tables) > _MANY and years == list(range(years[0], years[0] + len(years)))
    return [f"{tables[0]}–{years[-1]}.csv"] if follows and len({one[1] for one in found if one}) == 1 else list(tables)


def _unit(name: str, rows: str, places: tuple[int, ...]) -> str:
    """Return a unit with its rows and, in brackets, which of the sources they have."""
    return f"{name} {rows} ({', '.join(map(str, places))})" if places else f"{name} {rows}"
