"""What cannot be compared, and what is missing."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Block, Cell, Column, Note, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.breaks import BREAKS
from chiso.facts.frames import Row
from chiso.facts.gaps import GAPS
from chiso.facts.results import RESULTS


@section
def table(breaks: pd.DataFrame, gaps: pd.DataFrame, results: pd.DataFrame, say: Words) -> Block:
    """Return the breaks between the two years in any code, and the totals that the unit lacks; a note without any.

    Parameters
    ----------
    breaks, gaps, results
        Frames of :func:`chiso.breaks`, :func:`chiso.gaps` and :func:`chiso.results`.
    say
        The words of the briefing.
    """
    first = RESULTS.rows(results)[0]
    words = GapWords(gaps, say)
    seen = {(row["index"], row.index_year): row for row in reversed(GAPS.rows(gaps))}
    rows = [_gap(row, words, say) for row in reversed(seen.values())]
    rows += [_break(row, first, say) for row in BREAKS.rows(breaks)]
    if not rows:
        values = {"now": str(first.index_year), "before": str(first.previous_year)}
        said = say.text("breaks-none", unit=say.name(first, "unit_within"), **values)
        return Note(title=say.text("breaks-table"), paragraphs=(said,))
    headers = (("column-where", 0.27), ("column-kind", 0.25), ("column-detail", 0.48))
    return Table(
        id="breaks",
        caption=say.text("breaks-table"),
        columns=tuple(Column(header=say.text(header), width=width) for header, width in headers),
        rows=tuple(rows),
        dense=True,
    )


def _gap(row: Row, words: GapWords, say: Words) -> TableRow:
    title, why = say.text("gap-title"), words.details(row["index"], row.index_year)
    if row.codes and not row.is_estimate:
        why = say.text("gap-parts", gap=why, parts=say.name(row, "parts"))
    if row.has_rank and row.units_ranked is not None:
        rank = say.placed(row.rank, row.units_ranked, estimated=row.is_estimated)
        title, why = say.text("gap-title-score"), say.text("gap-ranked", gap=why, rank=rank)
    where = say.text("gap-where", index=row.index_label, year=str(row.index_year))
    return TableRow(cells=(Cell(text=where), Cell(text=title, tone="missing"), Cell(text=say.sentence(why))))


def _break(row: Row, first: Row, say: Words) -> TableRow:
    where = say.text("break-where-total", index=row.index_label)
    if row.code != "TOTAL":
        where = say.text("break-where", index=row.index_label, code=f"{row.code} {say.name(row, 'part')}")
    title = say.text(f"reason-title-{row.kind}")
    kind = Cell(text=title, tone="break", word=say.text("word-break"))
    return TableRow(cells=(Cell(text=where), kind, Cell(text=_detail(row, first, say))))


def _detail(row: Row, first: Row, say: Words) -> str:
    if what := say.name(row, "what").removesuffix("."):
        return say.sentence(say.text("official-yes" if row.is_official else "official-no", what=what))
    years = {"earlier": str(row.previous_year), "year": str(row.index_year)}
    if row.kind == "scale":
        scales = [
            f"{say.trimmed(low)}–{say.trimmed(high)}"
            for low, high in ((row.previous_scale_min, row.previous_scale_max), (row.scale_min, row.scale_max))
        ]
        return say.text("reason-scale-detail", before=scales[0], now=scales[1], **years)
    if row.kind == "concept":
        return say.text("reason-concept-detail", before=say.name(row, "before"), now=say.name(row, "part"), **years)
    if row.kind == "vintage":
        return say.text("merger-detail", **say.of_set(first))
    return say.text("reason-new-detail", year=str(row.index_year))
