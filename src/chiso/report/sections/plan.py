"""Section 6: the targets of the plan for the briefing year beside the results known when it applied."""

from __future__ import annotations

from chiso.analysis.targets import Distance, targets_of
from chiso.catalog import VINTAGES, Index
from chiso.report.context import Context
from chiso.report.links import entry_link
from chiso.report.specs import Block, Cell, Column, Note, Row, Table


def targets(context: Context) -> Block:
    """Return the table of targets and gaps, or a note where no plan is known."""
    text = context.language.text
    year, now = str(context.year), str(context.now)
    if not context.targets:
        why = text("targets-none", unit=context.unit.name_within(context.locale), year=year)
        return Note(title=text("card-target", year=year), paragraphs=(why, *_of_former_units(context)))
    rows = tuple(
        _row(context, index, context.targets[index.index])
        for index in context.indices
        if index.index in context.targets
    )
    columns = (
        Column(header=text("column-index")),
        Column(header=text("column-now", year=now), align="end"),
        Column(header=text("column-target-score"), align="end"),
        Column(header=text("column-gap-score"), align="end"),
        Column(header=text("column-target-rank"), align="end"),
        Column(header=text("column-gap-places"), align="end"),
    )
    caption = text("targets-table", year=year, now=now)
    return Table(id="targets", caption=caption, columns=columns, rows=rows, notes=_notes(context))


def _of_former_units(context: Context) -> list[str]:
    """Name the former units that had targets of their own for the year: they are not those of the present unit."""
    former = context.catalog.in_vintage(VINTAGES[0])
    wanted = [code for code in context.former if targets_of(former, code, context.year)]
    if not wanted:
        return []
    units = context.language.listed([former.units.by_code[code].name(context.locale) for code in wanted])
    return [context.language.text("targets-former", units=units, unit=context.unit.name_within(context.locale))]


def _row(context: Context, index: Index, one: Distance) -> Row:
    language, text = context.language, context.language.text
    score, rank = one.target.target_score, one.target.target_rank_within
    not_set = Cell(text=text("target-not-set"), tone="missing")
    entry = entry_link("target", context.year)
    wanted_score = not_set
    if score is not None:
        shown = language.measured(language.trimmed(score), index.measure)
        wanted_score = Cell(text=text("target-at-least", score=shown), href=entry)
    wanted_rank = not_set if rank is None else Cell(text=text("target-within", rank=str(rank)), href=entry)
    now = _now(context, index, one)
    return Row(
        cells=(
            Cell(text=index.label),
            Cell(text=now or text("unknown"), href=context.entry(index.index) if now else ""),
            wanted_score,
            _score_gap(context, index, one),
            wanted_rank,
            _place_gap(context, one),
        )
    )


def _now(context: Context, index: Index, one: Distance) -> str:
    """Return the score and rank of the index year; empty where neither is known."""
    language, point = context.language, one.point
    parts: list[str] = []
    if point is None:
        return ""
    if point.value is not None:
        parts.append(language.score(point.value, index.measure))
    if point.rank is not None and point.units_ranked is not None:
        parts.append(context.rank(point.rank, point.units_ranked, point.index_year))
    return ", ".join(parts)


def _score_gap(context: Context, index: Index, one: Distance) -> Cell:
    text = context.language.text
    if one.target.target_score is None:
        return Cell(text=text("cell-none"), tone="missing")
    if not one.same_scale:
        return Cell(text=text("gap-other-scale"), tone="break", word=text("word-break"))
    if one.score_gap is None:
        return Cell(text=text("gap-unknown"), tone="missing")
    if one.score_gap <= 0:
        return Cell(text=text("gap-score-reached"), tone="gain")
    amount = context.language.difference(context.language.number(one.score_gap), index.measure)
    return Cell(text=text("gap-score", amount=amount), href=context.gap_entry)


def _place_gap(context: Context, one: Distance) -> Cell:
    text = context.language.text
    if one.target.target_rank_within is None:
        return Cell(text=text("cell-none"), tone="missing")
    if one.place_gap is None:
        return Cell(text=text("gap-unknown"), tone="missing")
    if one.place_gap <= 0:
        return Cell(text=text("gap-places-reached"), tone="gain")
    return Cell(text=text("gap-places", places=text("places", count=one.place_gap)), href=context.gap_entry)


def _source(context: Context, one: Distance) -> str:
    if one.target.source_id:
        return context.catalog.sources[one.target.source_id].name(context.locale)
    return one.target.source(context.locale)


def _notes(context: Context) -> tuple[str, ...]:
    text, language = context.language.text, context.language
    sources = dict.fromkeys(_source(context, one) for one in context.targets.values())
    notes = [text("targets-note-source", source="; ".join(sources))]
    for index, one in context.targets.items():
        if one.same_scale or one.point is None:
            continue
        then = next(i for i in context.catalog.indicators[index] if i.concept == one.target.concept)
        notes.append(
            text(
                "targets-note-scale",
                index=context.catalog.indices[index].label,
                then=language.trimmed(then.scale_max),
                year=str(context.now),
                now=language.trimmed(one.point.scale_max),
            )
        )
    return tuple(notes)
