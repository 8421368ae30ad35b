"""The targets of the plan for the briefing year beside the results known when it applied."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Block, Cell, Column, Note, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.plan_words import cite_plan, cite_result, plan_name
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.former import FORMER
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS
from chiso.facts.targets import TARGETS


@section
def table(targets: pd.DataFrame, results: pd.DataFrame, former: pd.DataFrame, say: Words) -> Block:
    """Return the table of targets and gaps, or a note where no plan is known.

    Parameters
    ----------
    targets, results, former
        Frames of :func:`chiso.targets`, :func:`chiso.results` and :func:`chiso.former`.
    say
        The words of the briefing.
    """
    rows, first = TARGETS.rows(targets), RESULTS.rows(results)[0]
    year, now = str(first.index_year + 1), str(first.index_year)
    if not rows:
        within = say.name(first, "unit_within")
        why = [say.text("targets-none", unit=within, year=year)]
        units = dict.fromkeys(
            say.name(row, "former") for row in FORMER.rows(former) if row.has_targets and first.is_merged
        )
        if units:
            why.append(say.text("targets-former", parts=say.listed(list(units)), unit=within, **say.of_set(first)))
        return Note(title=say.text("card-target", year=year), paragraphs=tuple(why))
    say.hear("targets", targets=rows, results=RESULTS.rows(results))
    headers = ("column-target-score", "column-gap-score", "column-target-rank", "column-gap-places")
    columns = [Column(header=say.text("column-index")), Column(header=say.text("column-now", year=now), align="end")]
    columns += [Column(header=say.text(header), align="end") for header in headers]
    return Table(
        id="targets",
        caption=say.text("targets-table", year=year, now=now, plan=plan_name(rows, say)),
        columns=tuple(columns),
        rows=tuple(_row(row, say) for row in rows),
        notes=_notes(rows, say),
    )


def _row(row: Row, say: Words) -> TableRow:
    not_set = Cell(text=say.text("target-not-set"), tone="missing")
    href = cite_plan(row, say)
    score, rank = not_set, not_set
    if row.target_score is not None:
        shown = say.measured(say.trimmed(row.target_score), row.measure)
        kind = "target-at-least" if row.sign > 0 else "target-at-most"
        score = Cell(text=say.text(kind, score=shown), href=href)
    if row.target_rank is not None:
        rank = Cell(text=say.text("target-within", rank=say.whole(row.target_rank)), href=href)
    now = [] if row.value is None else [say.score(row.value, row.measure)]
    if row.rank is not None and row.units_ranked is not None:
        now.append(say.placed(row.rank, row.units_ranked, estimated=row.is_estimated))
    result = Cell(text=", ".join(now) or say.text("unknown"), href=say.cite(row) if now else "")
    return TableRow(cells=(Cell(text=row.index_label), result, score, _score_gap(row, say), rank, _rank_gap(row, say)))


def _score_gap(row: Row, say: Words) -> Cell:
    if row.target_score is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    if not row.same_scale:
        return Cell(text=say.text("gap-other-scale"), tone="break", word=say.text("word-break"))
    if row.score_gap is None:
        return Cell(text=say.text("gap-unknown"), tone="missing")
    if row.score_gap <= 0:
        return Cell(text=say.text("gap-score-reached", year=str(row.index_year)))
    amount = say.difference(say.number(row.score_gap), row.measure)
    return Cell(
        text=say.text("gap-score" if row.sign > 0 else "gap-score-over", amount=amount), href=cite_result(row, say)
    )


def _rank_gap(row: Row, say: Words) -> Cell:
    if row.target_rank is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    if row.rank_gap is None:
        return Cell(text=say.text("gap-unknown"), tone="missing")
    if row.rank_gap <= 0:
        return Cell(text=say.text("gap-places-reached", year=str(row.index_year)))
    places = say.places(row.rank_gap)
    return Cell(text=say.text("gap-places", places=places), href=cite_result(row, say))


def _notes(rows: list[Row], say: Words) -> tuple[str, ...]:
    sources = dict.fromkeys(say.name(row, "plan") for row in rows)
    notes = [say.text("targets-note-source", source="; ".join(sources))]
    notes += [
        say.text(
            "targets-note-scale",
            index=row.index_label,
            then=say.trimmed(row.target_scale_max),
            year=str(row.index_year),
            now=say.trimmed(row.scale_max),
        )
        for row in rows
        if not row.same_scale and row.has_edition
    ]
    return tuple(notes)
