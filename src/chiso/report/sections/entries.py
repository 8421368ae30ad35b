"""Entries of the annex: which raw tables and rows figures come from, by the anchor that their links lead to."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from chiso.analysis.statements import statements_for
from chiso.analysis.targets import targets_of
from chiso.catalog import Index
from chiso.catalog.records import read_lines
from chiso.kept import kept
from chiso.report.context import Context
from chiso.report.links import entry_id
from chiso.report.sections.annex import point_sources, published


@dataclasses.dataclass(frozen=True)
class Named:
    """The rows of one unit in a raw table, and the places of their sources among those of the entry."""

    unit: str
    rows: tuple[int, ...]
    sources: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True)
class Origin:
    """Where the figures of an entry stand.

    ``rows`` are the numbers of rows by raw table, the header being row 1. ``named`` has, by raw table, the rows
    of every unit that it knows, where figures are worked out from all of them. ``sources`` are names, ``dates``
    the days of publication in words.
    """

    label: str
    rows: Mapping[Path, Sequence[int]] = dataclasses.field(default_factory=dict)
    named: Mapping[Path, tuple[Named, ...]] = dataclasses.field(default_factory=dict)
    sources: Sequence[str] = ()
    dates: Sequence[str] = ()


@dataclasses.dataclass(frozen=True)
class RawRow:
    """A row of a raw table of scores: its number, and the sources that it names."""

    number: int
    sources: tuple[str, ...]


def origins(context: Context) -> Iterator[tuple[str, Callable[[], Origin]]]:
    """Yield every entry that figures of a briefing may lead to, in the order of the annex, by its anchor."""
    for index in context.indices:
        one = index.index
        years = sorted(year for year in context.catalog.tables[one] if year <= context.now)
        for year in years:
            yield entry_id(one, year), functools.partial(_own, context, index, (year,))
            yield entry_id(one, year, "change"), functools.partial(_own, context, index, (year, year - 1))
        for last in reversed(years):
            yield entry_id(one, last, "all"), functools.partial(_all, context, index, (last,))
        for last in reversed(years):
            for first in (year for year in years if year < last):
                between = tuple(year for year in years if first <= year <= last)
                yield entry_id(one, first, last, "all"), functools.partial(_all, context, index, between)
            yield entry_id(one, last, "national"), functools.partial(_national, context, index, last)
        yield entry_id(one, "scales"), functools.partial(_scales, context, index)
    for plan_year in sorted({one.plan_year for one in context.catalog.targets}):
        yield entry_id("target", plan_year), functools.partial(_targets, context, plan_year)
        for year in (plan_year - 1, plan_year):
            yield entry_id("target", plan_year, "result", year), functools.partial(_result, context, plan_year, year)
    yield entry_id("statements", context.now), functools.partial(_statements, context)
    yield entry_id("parts"), functools.partial(_parts, context)


def _own(context: Context, index: Index, years: tuple[int, ...]) -> Origin:
    """Return where the unit's figures of a year stand or, with the year before, those that a change is between."""
    text, unit = context.language.text, context.unit.code
    label = text("card-label", index=index.label, year=str(years[0]))
    if len(years) > 1:
        label = text("origins-change", figures=label, before=str(years[1]))
    tables = context.catalog.tables[index.index]
    points = {point.index_year: point for point in context.courses[index.index]}
    rows: dict[Path, list[int]] = {}
    sources: dict[str, None] = {}
    dates: dict[str, None] = {}
    for year in years:
        known = raw_rows(tables[year])
        rows[tables[year]] = sorted(known[code].number for code in _codes(context, unit, year) if code in known)
        named = list(point_sources(context, index, points[year])) if year in points else []
        # Where the total was withheld but not its parts, the edition is the source of those.
        named = named or [context.catalog.store.editions[index.index, year].source_id]
        sources |= dict.fromkeys(named)
        dates |= dict.fromkeys(_dates(context, index, year, named))
    rows |= _corrections(context, index, years, {code for year in years for code in _codes(context, unit, year)})
    return Origin(label, rows=rows, sources=_names(context, sources), dates=tuple(dates))


def _all(context: Context, index: Index, years: tuple[int, ...]) -> Origin:
    """Return where the figures of all units stand, of a year or of several."""
    text = context.language.text
    tables = context.catalog.tables[index.index]
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    label = text("origins-all", figures=text("card-label", index=index.label, year=span))
    sources: dict[str, None] = {}
    dates: dict[str, None] = {}
    for year in years:
        met = dict.fromkeys(source for row in raw_rows(tables[year]).values() for source in row.sources)
        found = met or {context.catalog.store.editions[index.index, year].source_id: None}
        sources |= found
        dates |= dict.fromkeys(_dates(context, index, year, found))
    places = {source: at for at, source in enumerate(sources, start=1)} if len(sources) > 1 else {}
    named = {tables[year]: _named(context, tables[year], year, places) for year in years}
    rows = _corrections(context, index, years)
    return Origin(label, rows=rows, named=named, sources=_names(context, sources), dates=tuple(dates))


def _corrections(
    context: Context, index: Index, years: Sequence[int], codes: Collection[str] | None = None
) -> dict[Path, list[int]]:
    """Return the corrections of figures of some units, by their codes, or of all."""
    lines = [
        one.line
        for one in context.catalog.store.corrections
        if one.index == index.index and one.index_year in years and (codes is None or one.province_code in codes)
    ]
    return {context.catalog.raw / "reference" / "corrections.csv": lines} if lines else {}


def _named(context: Context, path: Path, year: int, places: Mapping[str, int]) -> tuple[Named, ...]:
    """Return the rows of all units that a raw table knows, in the order of the table."""
    found = raw_rows(path)
    units = []
    for unit in context.catalog.units:
        mine = [found[code] for code in _codes(context, unit.code, year) if code in found]
        if mine:
            numbers = tuple(sorted(row.number for row in mine))
            sources = sorted({places[source] for row in mine for source in row.sources if source in places})
            units.append(Named(unit.name(context.locale), numbers, tuple(sources)))
    return tuple(sorted(units, key=lambda one: one.rows))


def _national(context: Context, index: Index, year: int) -> Origin:
    lines = [
        one
        for one in context.catalog.national
        if (one.index, one.index_year) == (index.index, year) and one.statistic in ("mean", "max")
    ]
    figures = context.language.text("card-label", index=index.label, year=str(year))
    return Origin(
        context.language.text("origins-national", figures=figures),
        rows={context.catalog.raw / "reference" / "national.csv": [one.line for one in lines]},
        sources=tuple(dict.fromkeys(one.source for one in lines if one.source)),
        dates=_dates(context, index, year, ()),
    )


def _scales(context: Context, index: Index) -> Origin:
    """Return where the scales of an index that held in either year stand."""
    years = context.before, context.now
    lines = [one.line for one in context.catalog.indicators[index.index] if any(one.holds_in(year) for year in years)]
    sources = dict.fromkeys(context.catalog.store.editions[index.index, year].source_id for year in years)
    return Origin(
        context.language.text("origins-scales", index=index.label),
        rows={context.catalog.raw / index.index / "indicators.csv": lines},
        sources=_names(context, sources),
        dates=tuple(dict.fromkeys(date for year in years for date in _dates(context, index, year, sources))),
    )


def _targets(context: Context, plan_year: int) -> Origin:
    wanted = targets_of(context.catalog, context.unit.code, plan_year)
    ids = [one.source_id for one in wanted if one.source_id]
    return Origin(
        context.language.text("card-target", year=str(plan_year)),
        rows={context.catalog.raw / "plans" / "targets.csv": sorted(one.line for one in wanted)},
        sources=_names(context, ids) or tuple(dict.fromkeys(one.source(context.locale) for one in wanted)),
        dates=_published(context, ids),
    )


def _result(context: Context, plan_year: int, index_year: int) -> Origin:
    """Return where the targets of a plan stand, and the results of a year that they are held against."""
    plan = _targets(context, plan_year)
    held = [one.index for one in targets_of(context.catalog, context.unit.code, plan_year)]
    owns = [
        _own(context, index, (index_year,))
        for index in context.indices
        if index.index in held and context.entry(index.index, index_year)
    ]
    rows = dict(plan.rows)
    for one in owns:
        rows |= one.rows
    return Origin(
        context.language.text("origins-result", plan=plan.label, year=str(index_year)),
        rows=rows,
        sources=tuple(dict.fromkeys(name for one in (plan, *owns) for name in one.sources)),
        dates=tuple(dict.fromkeys(date for one in (plan, *owns) for date in one.dates)),
    )


def _statements(context: Context) -> Origin:
    lines = statements_for(context.catalog, context.unit.code, context.now)
    ids = [one.source_id for one in lines]
    return Origin(
        context.language.text("statements-table"),
        rows={context.catalog.raw / "plans" / "statements.csv": sorted(one.line for one in lines)},
        sources=_names(context, ids),
        dates=_published(context, ids),
    )


def _parts(context: Context) -> Origin:
    """Return where the populations of the former units stand, and that they became part of the unit."""
    codes = [part.code for part in context.catalog.parts_of(context.unit.code)]
    folder = context.catalog.raw / "provinces"
    tables = {"provinces_63.csv": "gso_code", "crosswalk_63_to_34.csv": "old_gso_code"}
    rows = {
        folder / name: sorted(
            line.number for line in read_lines(folder / name, (column,), ("*",)) if line.cells[column] in codes
        )
        for name, column in tables.items()
    }
    text = context.language.text
    return Origin(text("origins-parts"), rows=rows, sources=(text("origins-population"),))


def _codes(context: Context, unit_code: str, year: int) -> list[str]:
    """Return the codes that a unit's figures of a year stand under: of an estimate, those of all former units."""
    if context.is_estimated(year):
        return [part.code for part in context.catalog.parts_of(unit_code)]
    return [unit_code]


def _names(context: Context, source_ids: Iterable[str]) -> tuple[str, ...]:
    known = context.catalog.sources
    return tuple(known[one].name(context.locale) for one in dict.fromkeys(source_ids) if one in known)


def _published(context: Context, source_ids: Iterable[str]) -> tuple[str, ...]:
    known = context.catalog.sources
    return tuple(dict.fromkeys(published(context, known[one]) for one in source_ids if one in known))


def _dates(context: Context, index: Index, year: int, source_ids: Iterable[str]) -> tuple[str, ...]:
    """Return when figures were published: the day of the edition or, where that is not known, of the sources."""
    edition = context.catalog.store.editions.get((index.index, year))
    if edition is not None and edition.published_on is not None:
        return (context.language.date(edition.published_on),)
    return _published(context, source_ids)


@kept
def raw_rows(path: Path) -> Mapping[str, RawRow]:
    """Return the row of each unit in a raw table of an index; the header is row 1."""
    return {
        line.cells["province_code"]: RawRow(
            line.number,
            tuple(
                dict.fromkeys(
                    source for name in ("score_source", "rank_source") if (source := line.cells.get(name, ""))
                )
            ),
        )
        for line in read_lines(path, ("province_code",), ("*",))
    }
