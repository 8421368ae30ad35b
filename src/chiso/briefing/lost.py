"""Points lost: how far each part of an index lies from its maximum, and which measure of the plan aims at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import pandas as pd

from chiso.blocks.language import is_zero
from chiso.blocks.specs import Cell, Column, Prose, Span, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.lost import LOST, is_known
from chiso.facts.measures import MEASURES

_MOST_FINER = 10
"""How many finer parts are listed, beside those that a measure aims at: the others lost less."""


@section
def table(lost: pd.DataFrame, measures: pd.DataFrame, say: Words) -> Table | None:
    """Return what the parts of one index lost, those first that would bring its total most.

    None where no part of it is known; :func:`unknown` says so.

    Parameters
    ----------
    lost
        The rows of one index of a frame of :func:`chiso.lost`.
    measures
        A frame of :func:`chiso.measures`.
    say
        The words of the briefing.
    """
    rows = [row for row in LOST.rows(lost) if is_known(row)]
    if not rows:
        return None
    say.hear(f"points lost of {rows[0]['index']}", lost=rows)
    aims = _aims(rows[0], measures, say)
    shown = _short(rows, aims)
    columns = [one for one in _columns(shown[0], say) if any(one.cell(row).text for row in shown)]
    first, none = shown[0], Cell(text=say.text("cell-none"), tone="missing")
    cells = [[cell if (cell := one.cell(row)).text else none for one in columns] for row in shown]
    return Table(
        id=f"lost-{first['index'].replace('_', '-')}",
        caption=say.labelled(
            say.text(
                "lost-table" if any(row.lost is not None for row in rows) else "lost-table-parts",
                index=first.index_label,
                year=str(first.index_year),
            ),
            estimated=first.is_whole and first.is_estimated,
        ),
        columns=tuple(one.column for one in columns),
        rows=tuple(TableRow(cells=tuple(found)) for found in cells),
        notes=tuple(_notes(LOST.rows(lost), rows, shown, aims, say)),
        dense=True,
    )


@section
def unknown(lost: pd.DataFrame, say: Words) -> Prose | None:
    """Say of which indices no part of the unit is known; None where there is none.

    Parameters
    ----------
    lost
        A frame of :func:`chiso.lost`.
    say
        The words of the briefing.
    """
    rows = LOST.rows(lost)
    known = {row["index"] for row in rows if is_known(row)}
    without = {row["index"]: row for row in rows if row["index"] not in known}
    if not without:
        return None
    of = []
    for row in without.values():
        years = say.listed(row.known_years.split())
        of.append(
            say.text("lost-unknown-now", index=row.index_label, years=years)
            if years
            else say.text("lost-unknown-ever", index=row.index_label)
        )
    first = next(iter(without.values()))
    said = say.text("lost-unknown", unit=say.name(first, "unit"), year=str(first.index_year), indices=say.listed(of))
    return Prose(paragraphs=((Span(text=said),),))


@dataclasses.dataclass(frozen=True)
class _Column:
    """A column of the table, and what makes its cells; one that is empty in every row is left out."""

    column: Column
    cell: Callable[[Row], Cell]


def _columns(first: Row, say: Words) -> list[_Column]:
    year = str(first.index_year)
    before = str(first.previous_year)

    def end(header: str, cell: Callable[[Row], Cell]) -> _Column:
        return _Column(Column(header=header, align="end"), cell)

    return [
        _Column(Column(header=say.text("column-lost-part"), width=0.36), lambda row: Cell(text=_name(row, say))),
        end(say.text("column-lost-score", year=year), lambda row: _score(row, say)),
        end(say.text("column-lost"), lambda row: _amount(row, "lost", say)),
        end(say.text("column-lost-total"), lambda row: _total(row, say)),
        end(say.text("column-lost-rank"), lambda row: _rank(row, say)),
        end(say.text("column-lost-change", year=before), lambda row: _change(row, say)),
        end(say.text("column-lost-region"), lambda row: _gain(row, "region", say)),
        end(say.text("column-lost-best"), lambda row: _gain(row, "", say)),
    ]


def _name(row: Row, say: Words) -> str:
    return f"{row.code} {say.name(row, 'part')}"


def _score(row: Row, say: Words) -> Cell:
    """Return the score with the most that it can be; the published share where there is no score."""
    if row.value is not None:
        shown = say.number(row.value)
        if row.scale_max is not None:
            shown = say.text("lost-score", score=shown, most=say.trimmed(row.scale_max))
        return Cell(text=shown, href=say.cite(row))
    if row.percent is not None:
        return Cell(text=say.text("lost-share", share=say.score(row.percent, "percent")), href=say.cite(row))
    return Cell(text="")


def _amount(row: Row, name: str, say: Words) -> Cell:
    amount = getattr(row, name)
    return Cell(text="") if amount is None else Cell(text=say.number(amount), href=say.cite(row))


def _total(row: Row, say: Words) -> Cell:
    """Return what it would bring the total, where that is another figure than the points lost."""
    return Cell(text="") if row.weight == 1 else _amount(row, "of_total", say)


def _rank(row: Row, say: Words) -> Cell:
    """Return the rank that was published; one that was worked out stands in the tables of all units."""
    if row.is_whole or row.rank is None:
        return Cell(text="")
    shown = say.rank(row.rank, row.units_ranked)
    if row.rank_last is not None:
        between = say.ranks_between(row.rank, row.rank_last)
        shown = say.text("lost-rank-shared", ranks=between, units=say.whole(row.units_ranked))
    return Cell(text=shown, href=say.cite(row))


def _change(row: Row, say: Words) -> Cell:
    if row.change is None:
        return Cell(text="")
    meaning = say.change(row)
    return Cell(text=say.signed(row.change), tone=meaning.tone, href=say.cite_change(row))


def _gain(row: Row, among: str, say: Words) -> Cell:
    """Return what it would bring the total to reach the best score of the region or of all, and whose that is."""
    prefix = f"{among}_" if among else ""
    gain = getattr(row, f"{prefix or 'best_'}gain")
    if gain is None:
        return Cell(text="")
    if gain <= 0 or is_zero(gain):
        return Cell(text=say.text("lost-best"))
    shown = say.text("lost-gain", gain=say.signed(gain), unit=say.name(row, f"{prefix}best"))
    return Cell(text=shown, href=say.cite_all(row))


def _aims(first: Row, measures: pd.DataFrame, say: Words) -> dict[str, str]:
    """Return the measures of the plan by the concept that they aim at, each with who answers for it, and by when."""
    found: dict[str, dict[str, None]] = {}
    for row in MEASURES.rows(measures):
        if (row["index"], row.has_indicator) != (first["index"], True):
            continue
        owner = [say.name(row, "lead") if "lead_vi" in row else "", str(row.get("deadline_written") or "")]
        text = say.name(row, "measure")
        if named := ", ".join(filter(None, owner)):
            text = say.text("lost-measure", measure=text, owner=named)
        found.setdefault(row.concept, {})[text] = None
    return {concept: "; ".join(texts) for concept, texts in found.items()}


def _short(rows: Sequence[Row], aims: dict[str, str]) -> list[Row]:
    """Return the parts of the total, and of finer ones those that lost most and those that a measure aims at."""
    finer = [row for row in rows if row.depth > 1 and row.is_whole]
    kept = {row.code for row in finer[:_MOST_FINER]} | {row.code for row in finer if row.concept in aims}
    return [row for row in rows if row.depth == 1 or not row.is_whole or row.code in kept]


def _notes(
    every: Sequence[Row], rows: Sequence[Row], shown: Sequence[Row], aims: dict[str, str], say: Words
) -> list[str]:
    """Return what has to be known beside the table."""
    first = rows[0]
    notes = []
    if any(row.lost is not None for row in rows):
        notes.append(say.text("lost-note" if first.sign > 0 else "lost-note-lower"))
    if any(row.is_whole for row in rows):
        notes.append(say.text("lost-note-best"))
    if len(shown) < len(rows):
        notes.append(say.text("lost-note-short", left=len(rows) - len(shown)))
    notes += [
        say.text("lost-note-measure", part=_name(row, say), measures=aims[row.concept])
        for row in shown
        if row.concept in aims
    ]
    single = [row for row in rows if not row.is_whole]
    if single:
        notes.append(say.text("lost-note-single", index=first.index_label))
    if any(row.value is not None and row.lost is None for row in single):
        notes.append(say.text("lost-note-maximum"))
    if any(row.status == "E" for row in single):
        notes.append(say.text("lost-note-share"))
    if cut := [row.code for row in shown if row.cut]:
        notes.append(say.text("lost-note-cut", codes=say.listed(sorted(cut))))
    if reading := say.name(first, "conflict"):
        notes.append(say.text("lost-note-conflict", reading=reading))
    missing = [_name(row, say) for row in every if not is_known(row) and not row.cut and row.depth == 1]
    if missing:
        notes.append(say.text("lost-note-missing", parts=say.listed(missing)))
    return notes
