"""Section 7: all units, sources, breaks and gaps, statements reconciled, how to read, how it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from chiso.analysis.comparability import Reason
from chiso.analysis.series import Point
from chiso.analysis.statements import Reconciliation, reconcile, statements_for
from chiso.catalog import VINTAGES, Index
from chiso.catalog.tables import Source
from chiso.report.context import Context
from chiso.report.links import entry_link
from chiso.report.making import making
from chiso.report.method import reading
from chiso.report.sections.parts import part_scores
from chiso.report.specs import Block, Cell, Column, Note, Prose, Row, Span, Table


def sources_table(context: Context) -> Table:
    """Return every source of the unit's figures of both years and of its plan, with date and address."""
    text = context.language.text
    used: dict[str, list[str]] = {}
    for index in context.indices:
        for point in context.courses[index.index]:
            if point.index_year in (context.now, context.before):
                for source_id in point_sources(context, index, point):
                    label = text("card-label", index=index.label, year=str(point.index_year))
                    used.setdefault(source_id, []).append(label)
    for one in context.targets.values():
        if one.target.source_id:
            used.setdefault(one.target.source_id, []).append(text("card-target", year=str(context.year)))
    rows = tuple(_source_row(context, source_id, figures) for source_id, figures in used.items())
    headers = (("column-figures", 0.2), ("column-source", 0.32), ("column-published", 0.0), ("column-address", 0.48))
    return Table(
        id="sources",
        caption=text("sources-table"),
        columns=tuple(Column(header=text(header), width=width) for header, width in headers),
        rows=rows,
        notes=tuple(_publishers(context)),
        dense=True,
    )


def point_sources(context: Context, index: Index, point: Point) -> Iterable[str]:
    """Return the sources of a point's figures; of an estimate, those of all its parts that are shown."""
    if not context.is_estimated(point.index_year):
        return filter(None, dict.fromkeys((point.source_id, point.rank_source_id)))
    found = part_scores(context, index, point.index_year)
    return dict.fromkeys(source_id for _, source_id in found.values())


def breaks_block(context: Context) -> Block:
    """Return the breaks between the two years in any code, and the totals that the unit lacks."""
    text = context.language.text
    rows = [*_gap_rows(context), *_break_rows(context)]
    if not rows:
        said = text(
            "breaks-none",
            unit=context.unit.name_within(context.locale),
            now=str(context.now),
            before=str(context.before),
        )
        return Note(title=text("breaks-table"), paragraphs=(said,))
    headers = (("column-where", 0.27), ("column-kind", 0.25), ("column-detail", 0.48))
    return Table(
        id="breaks",
        caption=text("breaks-table"),
        columns=tuple(Column(header=text(header), width=width) for header, width in headers),
        rows=tuple(rows),
        dense=True,
    )


def statements_block(context: Context) -> Block:
    """Return each line of the official documents on the index year with what the data give."""
    text = context.language.text
    lines = statements_for(context.catalog, context.unit.code, context.now)
    if not lines:
        unit = context.unit.name_within(context.locale)
        said = text("statements-none", year=str(context.now), unit=unit)
        return Note(title=text("statements-table"), paragraphs=(said, *_of_former_units(context)))
    headers = ("column-quantity", "column-stated", "column-found", "column-verdict")
    ends = ("column-stated", "column-found")
    widths = {"column-quantity": 0.5, "column-verdict": 0.5}
    documents = dict.fromkeys(context.catalog.sources[one.source_id].name(context.locale) for one in lines)
    return Table(
        id="statements",
        caption=text("statements-caption", document="; ".join(documents)),
        columns=tuple(
            Column(header=text(one), align="end" if one in ends else "start", width=widths.get(one, 0.0))
            for one in headers
        ),
        rows=tuple(_statement_row(context, one) for one in reconcile(context.catalog, context.observations, lines)),
        notes=(text("statements-note"),),
        dense=True,
    )


def reading_guide(context: Context) -> Prose:
    """Return how to read the briefing, point by point."""
    said = reading(context.language, context.year, estimates=context.is_estimated(context.before))
    return Prose(paragraphs=tuple((Span(text=one),) for one in said), size="small", bullets=True)


def record_table(context: Context) -> Table:
    """Return the colophon: parameters, software and input, as the run record has them."""
    text = context.language.text
    made = making(context.project, context.catalog, context.year, context.unit, context.locale)
    commit = text("record-commit-unknown")
    if made.origin.commit:
        message = "record-commit-changed" if made.origin.changed else "record-commit"
        commit = text(message, commit=made.origin.commit[:12])
    items = (
        (text("record-parameters"), ", ".join(f"{name}={value}" for name, value in made.parameters.items())),
        (text("record-software"), text("record-software-value", version=made.origin.version, commit=commit)),
        (text("record-lock"), f"SHA-256 {made.origin.lock_sha256}"),
        (text("record-inputs"), text("record-inputs-value", count=len(made.digests), digest=made.fingerprint)),
    )
    return Table(
        id="record",
        caption=text("record-table"),
        columns=(Column(header=text("column-item"), width=0.3), Column(header=text("column-value"), width=0.7)),
        rows=tuple(Row(cells=(Cell(text=item), Cell(text=value))) for item, value in items),
        notes=(text("record-note", unit=context.unit.name_within(context.locale)),),
        dense=True,
    )


def _of_former_units(context: Context) -> list[str]:
    """Name the former units whose figures documents state: they are not those of the present unit."""
    former = context.catalog.in_vintage(VINTAGES[0])
    stated = [code for code in context.former if statements_for(former, code, context.now)]
    if not stated:
        return []
    units = context.language.listed([former.units.by_code[code].name(context.locale) for code in stated])
    return [context.language.text("statements-former", units=units, unit=context.unit.name_within(context.locale))]


def _source_row(context: Context, source_id: str, figures: list[str]) -> Row:
    source = context.catalog.sources[source_id]
    is_address = source.url.startswith(("https://", "http://")) and " " not in source.url
    return Row(
        cells=(
            Cell(text=", ".join(dict.fromkeys(figures))),
            Cell(text=source.name(context.locale)),
            Cell(text=published(context, source)),
            Cell(text=source.url, href=source.url if is_address else ""),
        ),
        anchor=f"source-{source_id}",
    )


def published(context: Context, source: Source) -> str:
    """Return the date of publication of a source as far as it is known: to the day, the month, or as it was noted."""
    if source.dated_to == "day":
        return context.language.date(dt.date.fromisoformat(source.published))
    if source.dated_to == "month":
        return context.language.month(dt.date.fromisoformat(f"{source.published}-01"))
    return source.published or context.language.text("source-no-date")


def _publishers(context: Context) -> Iterable[str]:
    """Name the publisher of every index once."""
    publishers: dict[str, list[str]] = {}
    for index in context.indices:
        editions = [
            publication
            for year in (context.now, context.before)
            if (publication := context.catalog.publications.get((index.index, year)))
        ]
        names = dict.fromkeys(one.publisher(context.locale) for one in editions)
        for one in editions if len(names) > 1 else editions[:1]:
            # With the year only where the publishers changed in between.
            year = str(one.index_year)
            label = context.language.text("card-label", index=index.label, year=year) if len(names) > 1 else index.label
            publishers.setdefault(one.publisher(context.locale), []).append(label)
    for publisher, labels in publishers.items():
        yield context.language.text("source-publisher", figures=context.language.listed(labels), publisher=publisher)


def _gap_rows(context: Context) -> Iterable[Row]:
    text = context.language.text
    for index in context.indices:
        known = {point.index_year: point for point in context.courses[index.index]}
        for year in (context.now, context.before):
            point = known.get(year)
            if point is not None and point.value is not None:
                continue
            gap = context.gap(index.index, year)
            title, why = text("gap-title"), context.gap_details(gap)
            if gap.codes:
                known_as = context.catalog.in_year(index.index, year)
                parts = "; ".join(f"{code} {known_as[code].name(context.locale)}" for code in gap.codes)
                why = text("gap-parts", gap=why, parts=parts)
            if point is not None and point.rank is not None and point.units_ranked is not None:
                rank = context.rank(point.rank, point.units_ranked, year)
                title, why = text("gap-title-score"), text("gap-ranked", gap=why, rank=rank)
            where = text("gap-where", index=index.label, year=str(year))
            detail = Cell(text=context.language.sentence(why))
            yield Row(cells=(Cell(text=where), Cell(text=title, tone="missing"), detail))


def _break_rows(context: Context) -> Iterable[Row]:
    for index in context.indices:
        if (index.index, context.now) not in context.catalog.publications:
            continue
        for code in context.catalog.in_year(index.index, context.now):
            for reason in context.reasons(index.index, code):
                if reason.gap is None and not _is_inherited(reason, code):
                    yield _break_row(context, index, code, reason)


def _is_inherited(reason: Reason, code: str) -> bool:
    """Whether a break is that of the whole index, which is told once at the total."""
    if reason.kind == "vintage":
        return code != "TOTAL"
    return reason.series_break is not None and reason.series_break.code != code


def _break_row(context: Context, index: Index, code: str, reason: Reason) -> Row:
    text, language = context.language.text, context.language
    if code == "TOTAL":
        where = text("break-where-total", index=index.label)
    else:
        name = context.catalog.indicator(index.index, code, context.now).name(context.locale)
        where = text("break-where", index=index.label, code=f"{code} {name}")
    if reason.series_break is not None:
        what = reason.series_break.what(context.locale).removesuffix(".")
        said = text("official-yes" if reason.series_break.official_statement else "official-no", what=what)
        detail = language.sentence(said)
    elif reason.before is not None and reason.now is not None and reason.kind == "scale":
        scales = [
            f"{language.trimmed(one.scale_min)}–{language.trimmed(one.scale_max)}"
            for one in (reason.before, reason.now)
        ]
        detail = text("reason-scale-detail", before=scales[0], now=scales[1])
    elif reason.before is not None and reason.now is not None:
        names = reason.before.name(context.locale), reason.now.name(context.locale)
        detail = text("reason-concept-detail", before=names[0], now=names[1])
    elif reason.kind == "vintage":
        detail = text("merger-detail")
    else:
        detail = text("reason-new-detail", year=str(context.now))
    is_new = reason.series_break is None and reason.before is None and reason.kind != "vintage"
    kind = Cell(text=text(f"reason-title-{'new' if is_new else reason.kind}"), tone="break", word=text("word-break"))
    return Row(cells=(Cell(text=where), kind, Cell(text=detail)))


def _found_entry(context: Context, one: Reconciliation) -> str:
    """Return the link from what the data give for a statement to where it stands."""
    index, year = one.statement.index, one.statement.index_year
    if one.found is None:
        return ""
    if one.statement.quantity == "scale_max":
        return entry_link(index, "scales")
    if one.statement.quantity.endswith("_change"):
        return context.change_entry(index, year)
    return context.entry(index, year)


def _statement_row(context: Context, one: Reconciliation) -> Row:
    language, text = context.language, context.language.text
    statement = one.statement
    label = context.catalog.indices[statement.index].label
    quantity = text(f"quantity-{statement.quantity}", index=label, year=str(statement.index_year))
    signed = statement.quantity.endswith("_change")
    decimals = len(statement.value.partition(".")[2])
    shown = language.signed if signed else language.number
    found = text("unknown")
    if one.found is not None:
        exact = 4 if one.verdict == "cut_off" else decimals
        found = shown(float(one.found), exact)
    verdict = text(f"verdict-{one.verdict}")
    if one.carried:
        verdict = text("verdict-carried", verdict=verdict)
    return Row(
        cells=(
            Cell(text=quantity),
            Cell(text=shown(float(statement.value), decimals), href=entry_link("statements", context.now)),
            Cell(text=found, href=_found_entry(context, one)),
            Cell(text=verdict, tone="loss" if one.verdict == "disagrees" else None),
        )
    )
