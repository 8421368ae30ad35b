"""The draft of the next year's plan: what was reached, what may be wanted and what that would take, and blanks."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Cell, Column, Cover, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.outlook import jumps_text, start_note, within_note
from chiso.briefing.owners import agencies, is_any_told
from chiso.briefing.owners import outcome as became
from chiso.briefing.plan_words import cite_plan, plan_label, target_text
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.measures import MEASURES
from chiso.facts.prospects import PROSPECTS
from chiso.facts.results import RESULTS
from chiso.facts.targets import TARGETS

_EMPTY_ROWS = 3
"""Rows of a table of measures where none is known: enough to see what is wanted, and Word adds more."""


@section
def cover(results: pd.DataFrame, say: Words) -> Cover:
    """Return what the draft is about: unit, the year that it is for, and the years that it rests on.

    Parameters
    ----------
    results
        A frame of :func:`chiso.results`.
    say
        The words of the briefing.
    """
    rows = RESULTS.rows(results)
    say.hear("plan-cover", results=rows)
    first = rows[0]
    unit, labels = say.name(first, "unit_full"), [row.index_label for row in rows]
    years = {"now": str(first.index_year), "before": str(first.previous_year), "next": _next(first)}
    days = [row.published_on for row in rows if row.has_edition]
    return Cover(
        locale=say.locale,
        title=say.text("plan-title", indices=say.listed(labels), next=years["next"]),
        unit=unit,
        subtitle=say.text("plan-subtitle", now=years["now"], before=years["before"]),
        facts=(),
        author="chiso",
        description=say.text("plan-description", unit=unit, **years),
        keywords=(*labels, say.name(first, "unit"), years["next"]),
        date=max(days) if days and all(days) else str(first.index_year + 1),
        running_title=say.text("plan-running-title", unit=unit, next=years["next"]),
        unit_code=first.unit_code,
        vintage=str(first.vintage),
        year=str(first.index_year + 1),
        page_words=say.page_words(),
    )


@section
def outcome(results: pd.DataFrame, gaps: pd.DataFrame, say: Words) -> Table:
    """Return the last result of each index with what may be said of its change.

    Parameters
    ----------
    results, gaps
        Frames of :func:`chiso.results` and :func:`chiso.gaps`.
    say
        The words of the briefing.
    """
    rows, missing = RESULTS.rows(results), GapWords(gaps, say)
    say.hear("plan-results", results=rows)
    now, before = str(rows[0].index_year), str(rows[0].previous_year)
    headers = [say.text("plan-column-score", year=now)]
    headers += [say.text(name) for name in ("column-change", "column-rank", "column-rank-change")]
    return Table(
        id="plan-results",
        caption=say.text("plan-results-table", now=now, before=before),
        columns=(
            Column(header=say.text("column-index")),
            *(Column(header=header, align="end") for header in headers),
        ),
        rows=tuple(_result(row, missing, say) for row in rows),
        notes=(say.text("plan-results-note"),),
    )


@section
def goals(results: pd.DataFrame, targets: pd.DataFrame, say: Words) -> Table:
    """Return the table of targets for the next year, to be filled in, beside result and target of the last one.

    Parameters
    ----------
    results, targets
        Frames of :func:`chiso.results` and :func:`chiso.targets`.
    say
        The words of the briefing.
    """
    rows, plan = RESULTS.rows(results), TARGETS.rows(targets)
    say.hear("plan-goals", results=rows, targets=plan)
    wanted = {row["index"]: row for row in plan}
    first, year = rows[0], _next(rows[0])
    last = plan_label(plan[0], say) if plan else say.text("card-target", year=str(first.index_year + 1))
    headers = [say.text("column-now", year=str(first.index_year)), last]
    headers += [say.text(name, year=year) for name in ("plan-column-goal-score", "plan-column-goal-place")]
    return Table(
        id="plan-goals",
        caption=say.text("plan-goals-table", next=year),
        columns=(Column(header=say.text("column-index")), *(Column(header=header) for header in headers)),
        rows=tuple(_goal(row, wanted.get(row["index"]), say) for row in rows),
        notes=(say.text("plan-goals-note"),),
    )


@section
def takes(prospects: pd.DataFrame, targets: pd.DataFrame, say: Words) -> Table | None:
    """Return what each place that may be wanted would take; None where the unit has no place.

    Parameters
    ----------
    prospects, targets
        Frames of :func:`chiso.prospects` and :func:`chiso.targets`.
    say
        The words of the briefing.
    """
    rows = PROSPECTS.rows(prospects)
    if not rows:
        return None
    plan = {row["index"]: row for row in TARGETS.rows(targets)}
    headers = [say.text("column-place-score", year=str(rows[0].index_year))]
    headers += [say.text(name) for name in ("column-gap-score", "column-gap-places", "column-jumps-places")]
    headers = [say.labelled(header, estimated=rows[0].is_estimated) for header in headers]
    table_rows = tuple(_place(row, plan.get(row["index"]), say) for row in rows)
    return Table(
        id="plan-takes",
        caption=say.text("plan-takes-table"),
        columns=(
            Column(header=say.text("column-index")),
            Column(header=say.text("plan-column-place")),
            *(Column(header=header, align="end") for header in headers),
        ),
        rows=table_rows,
        notes=tuple(_notes(rows, table_rows, say)),
        dense=True,
    )


@section
def tasks(measures: pd.DataFrame, results: pd.DataFrame, say: Words) -> Table:
    """Return the measures of the last plan with the agencies and products that it names, else with blanks for them.

    The deadline of the next year is blank in any case.

    Parameters
    ----------
    measures, results
        Frames of :func:`chiso.measures` and :func:`chiso.results`.
    say
        The words of the briefing.
    """
    first, blank = RESULTS.rows(results)[0], Cell(text=say.text("plan-blank"))
    known = {row.measure_id: row for row in MEASURES.rows(measures)}
    headers = ("plan-column-lead", "plan-column-with", "plan-column-product", "plan-column-deadline")
    note = say.text("plan-tasks-note-none", unit=say.name(first, "unit_within"))
    if known:
        note = say.text("plan-tasks-note", year=str(next(iter(known.values())).plan_year))
    notes = (note, say.text("plan-tasks-note-owners")) if is_any_told(known.values()) else (note,)
    return Table(
        id="plan-tasks",
        caption=say.text("plan-tasks-table", next=_next(first)),
        columns=(
            Column(header=say.text("column-measure"), width=0.4),
            Column(header=say.text("column-index")),
            *(Column(header=say.text(header), width=0.15) for header in headers),
        ),
        rows=tuple(_task(row, blank, say) for row in known.values())
        or (TableRow(cells=(blank,) * (2 + len(headers))),) * _EMPTY_ROWS,
        notes=notes,
        dense=True,
    )


def _task(row: Row, blank: Cell, say: Words) -> TableRow:
    name = say.name(row, "measure")
    if row["outcome"] != "open":
        name = f"{name} ({became(row, say)})"
    told = (agencies(row, "lead", say, now=True), agencies(row, "with", say, now=True), say.name(row, "product"))
    filled = [Cell(text=text) if text else blank for text in told]
    return TableRow(cells=(Cell(text=name), Cell(text=row.index_label or say.text("cell-none")), *filled, blank))


def _next(first: Row) -> str:
    """Return the year that the plan is for: that after the briefing's, which is the one after the index year."""
    return str(first.index_year + 2)


def _result(row: Row, missing: GapWords, say: Words) -> TableRow:
    score = Cell(text=missing.word(row["index"], row.index_year), tone="missing")
    change = place = moved = Cell(text=say.text("cell-none"), tone="missing")
    if row.value is not None:
        score = Cell(text=say.score(row.value, row.measure), href=say.cite(row))
    if row.change is not None:
        meaning = say.change(row)
        amount = say.difference(say.signed(row.change), row.measure)
        change = Cell(text=amount, tone=meaning.tone, word=meaning.word, href=say.cite_change(row))
    if row.rank is not None:
        place = Cell(text=say.ranged(row), href=say.cite(row))
    if row.common_rank_change is not None:
        meaning = say.moved(row)
        text = say.signed(row.common_rank_change, 0)
        moved = Cell(text=text, tone=meaning.tone, word=meaning.word, href=say.cite_change(row))
    return TableRow(cells=(Cell(text=row.index_label), score, change, place, moved))


def _goal(row: Row, target: Row | None, say: Words) -> TableRow:
    now = [] if row.value is None else [say.score(row.value, row.measure)]
    now += [say.rank_of(row)] if row.rank is not None else []
    result = Cell(text=", ".join(now) or say.text("unknown"), href=say.cite(row) if now else "")
    last = Cell(text=say.text("target-not-set"), tone="missing")
    if target is not None:
        last = Cell(text=target_text(target, say), href=cite_plan(target, say))
    blank = Cell(text=say.text("plan-blank"))
    return TableRow(cells=(Cell(text=row.index_label), result, last, blank, blank))


def _place(row: Row, target: Row | None, say: Words) -> TableRow:
    unknown = Cell(text=say.text("jumps-none"), tone="missing")
    within = say.text("plan-first-place") if row.place == 1 else say.text("target-within", rank=say.whole(row.place))
    # A place that nobody has set yet is one of the table of all units.
    href = say.cite_all({**row, "raw_table": f"{row['index']}/{row.index_year}.csv"})
    wanted = Cell(text=within, href=href)
    if row.is_last_target and target is not None:
        named = say.text("plan-last-target", place=within, year=str(target.plan_year))
        wanted = Cell(text=named, href=cite_plan(target, say))
    score = gap = rises = unknown
    if row.place_score is not None:
        score = Cell(text=say.score(row.place_score, row.measure), href=href)
        if row.score_gap is not None:
            amount = say.difference(say.number(max(row.score_gap, 0)), row.measure)
            gap = Cell(text=amount, href=href)
    places = Cell(text=say.places(max(row.rank_gap, 0)), href=say.cite(row))
    if row.is_reached:
        reached = Cell(text=say.text("word-reached", year=str(row.index_year)))
        gap = places = rises = reached
    elif row.cases is not None:
        rises = Cell(
            text=jumps_text(row, say), href=say.cite_all(row, since=row.first_year, tables=row.rise_tables.split())
        )
    return TableRow(cells=(Cell(text=row.index_label), wanted, score, gap, places, rises))


def _notes(rows: list[Row], table_rows: tuple[TableRow, ...], say: Words) -> list[str]:
    notes = [say.text("plan-takes-note")]
    seen = [row for row in rows if row.cases is not None]
    if seen:
        first, last = min(row.first_year for row in seen), max(row.last_year for row in seen)
        rises = say.text("plan-takes-note-rises", first=str(first), last=str(last))
        notes.append(f"{rises} {start_note(seen[0], say)}")
    none = say.text("jumps-none")
    if any(cell.text == none for row in table_rows for cell in row.cells):
        notes.append(say.text("outlook-note-fragment", unknown=none))
    within = [row for row in rows if row.may_be_there and not row.is_reached]
    if within:
        notes.append(within_note(within, say))
    first_row = rows[0]
    if first_row.plan_units != first_row.units_in_set:
        units = {"units": say.whole(first_row.plan_units), "unitsbefore": say.whole(first_row.units_in_set)}
        years = {"next": str(first_row.plan_year), "now": str(first_row.index_year)}
        notes.append(say.text("plan-takes-note-other-set", **units, **years))
    return notes
