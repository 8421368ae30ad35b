"""Section 7, where each figure stands: raw table and row, source and date. Figures of the page link to their entry."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from chiso.report.context import Context
from chiso.report.sections.entries import Named, Origin, origins
from chiso.report.specs import Cell, Column, Row, Table

_Rows = tuple[Named, ...]


def origins_table(context: Context, wanted: Collection[str]) -> Table | None:
    """Return the entries that figures of the briefing lead to; None where none does.

    Parameters
    ----------
    context
        The unit and the language.
    wanted
        What blocks of the briefing lead to, as addresses: ``#figure-papi-2020``. What is no entry is passed over.
    """
    text = context.language.text
    met = {anchor: make() for anchor, make in origins(context) if f"#{anchor}" in wanted}
    if not met:
        return None
    listed = _listed(met.values())
    headers = (
        ("column-figures", 0.15),
        ("column-raw", 0.38),
        ("column-source", 0.32),
        ("column-figure-published", 0.15),
    )
    return Table(
        id="origins",
        caption=text("origins-table"),
        columns=tuple(Column(header=text(header), width=width) for header, width in headers),
        rows=tuple(_row(context, anchor, one, listed) for anchor, one in met.items()),
        notes=(text("origins-note"),),
        dense=True,
    )


def _listed(entries: Collection[Origin]) -> dict[_Rows, str]:
    """Return which entry lists the rows of all units, of tables that have them in the same rows: the first of them."""
    found: dict[_Rows, str] = {}
    for one in entries:
        for rows in one.named.values():
            found.setdefault(rows, one.label)
    return found


def _row(context: Context, anchor: str, one: Origin, listed: Mapping[_Rows, str]) -> Row:
    none = context.language.text("cell-none")
    raw = "; ".join([*_raw_of_all(context, one, listed), *_raw(context, one)])
    sources = one.sources
    if any(unit.sources for units in one.named.values() for unit in units):
        sources = [f"({at}) {name}" for at, name in enumerate(one.sources, start=1)]
    return Row(
        cells=(
            Cell(text=one.label),
            Cell(text=raw or none),
            Cell(text="; ".join(sources) or none),
            Cell(text="; ".join(one.dates) or none),
        ),
        anchor=anchor,
    )


def _raw(context: Context, one: Origin) -> Iterator[str]:
    """Yield tables with their rows."""
    for path, rows in one.rows.items():
        if rows:
            numbers = context.language.listed(_runs(rows))
            table = _table(context, path)
            yield context.language.text("origins-rows", table=table, count=len(rows), rows=numbers)


def _runs(rows: Sequence[int]) -> list[str]:
    """Return numbers of rows in order, three and more that follow each other as a range."""
    said: list[str] = []
    for _, run in itertools.groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        short = len(numbers) < 3
        said += [str(row) for row in numbers] if short else [f"{numbers[0]}–{numbers[-1]}"]
    return said


def _raw_of_all(context: Context, one: Origin, listed: Mapping[_Rows, str]) -> Iterator[str]:
    """Yield tables with the rows of all units: listed once, of tables that have them in the same rows."""
    alike: dict[_Rows, list[Path]] = {}
    for path, rows in one.named.items():
        alike.setdefault(rows, []).append(path)
    text, language = context.language.text, context.language
    for rows, paths in alike.items():
        tables = language.listed([_table(context, path) for path in paths])
        if listed[rows] != one.label:
            yield text("origins-rows-same", tables=tables, entry=listed[rows])
            continue
        said = "; ".join(_unit(one) for one in rows)
        # Not in one message: none takes a value of more than a thousand characters.
        yield f"{text('origins-rows-all', tables=tables)}: {said}"


def _unit(one: Named) -> str:
    """Return a unit with its rows and, in brackets, which of the sources they have."""
    said = f"{one.unit} {', '.join(str(row) for row in one.rows)}"
    return f"{said} ({', '.join(str(place) for place in one.sources)})" if one.sources else said


def _table(context: Context, path: Path) -> str:
    return context.project.relative(context.project.raw / path.relative_to(context.catalog.raw))
