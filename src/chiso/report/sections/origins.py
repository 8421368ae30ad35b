"""Section 7, where each figure stands: raw table and row, source and date. Figures of the page link to their entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from chiso.analysis.series import Point
from chiso.catalog import Index
from chiso.catalog.records import read_lines
from chiso.catalog.tables import Publication
from chiso.kept import kept
from chiso.report.context import Context, entry_id
from chiso.report.sections.annex import point_sources, published
from chiso.report.specs import Cell, Column, Row, Table


def origins_table(context: Context) -> Table | None:
    """Return the entry of every figure of the unit that the briefing shows; None where it shows none."""
    text = context.language.text
    rows = [
        _row(context, index, point)
        for index in context.indices
        for point in context.courses[index.index]
        if context.entry(index.index, point.index_year)
    ]
    rows += _target_row(context)
    if not rows:
        return None
    headers = (("column-figures", 0.0), ("column-raw", 0.0), ("column-source", 1.0), ("column-figure-published", 0.0))
    return Table(
        id="origins",
        caption=text("origins-table", unit=context.unit_name),
        columns=tuple(Column(header=text(header), width=width) for header, width in headers),
        rows=tuple(rows),
        notes=(text("origins-note"),),
        dense=True,
    )


def _row(context: Context, index: Index, point: Point) -> Row:
    text = context.language.text
    year = point.index_year
    path = context.catalog.tables[index.index].get(year)
    codes = [context.unit.code]
    if context.is_estimated(year):
        codes = [part.code for part in context.catalog.parts_of(context.unit.code)]
    found = {} if path is None else _rows(path)
    raw = "" if path is None else _raw(context, path, sorted(found[code] for code in codes if code in found))
    return _entry(
        context,
        entry_id(index.index, year),
        text("card-label", index=index.label, year=str(year)),
        raw,
        point_sources(context, index, point),
        context.catalog.store.editions.get((index.index, year)),
    )


def _target_row(context: Context) -> Iterator[Row]:
    """Yield the entry of the plan's targets."""
    wanted = [one.target for one in context.targets.values()]
    if wanted:
        raw = _raw(context, context.catalog.raw / "plans" / "targets.csv", sorted(one.line for one in wanted))
        sources = dict.fromkeys(one.source_id for one in wanted if one.source_id)
        label = context.language.text("card-target", year=str(context.year))
        yield _entry(context, entry_id("target", context.year), label, raw, sources)


def _entry(
    context: Context, anchor: str, label: str, raw: str, source_ids: Iterable[str], edition: Publication | None = None
) -> Row:
    none = context.language.text("cell-none")
    sources = [context.catalog.sources[source_id] for source_id in source_ids]
    dates = dict.fromkeys(published(context, one.published) for one in sources)
    if edition is not None and edition.published_on is not None:  # a workbook of all years has no date of its own
        dates = {context.language.date(edition.published_on): None}
    return Row(
        cells=(
            Cell(text=label),
            Cell(text=raw or none),
            Cell(text="; ".join(one.name(context.locale) for one in sources) or none),
            Cell(text="; ".join(dates) or none),
        ),
        anchor=anchor,
    )


def _raw(context: Context, path: Path, rows: list[int]) -> str:
    file = context.project.raw / path.relative_to(context.catalog.raw)
    numbers = context.language.listed([str(row) for row in rows])
    return context.language.text("origins-rows", table=context.project.relative(file), count=len(rows), rows=numbers)


@kept
def _rows(path: Path) -> Mapping[str, int]:
    """Return the row of each unit in a raw table; the header is row 1."""
    return {line.cells["province_code"]: line.number for line in read_lines(path, ("province_code",), ("*",))}
