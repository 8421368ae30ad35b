"""The plan's measures beside the indicators that they aim at, who answers for them, and what became of earlier ones."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.owners import deadline, is_any_told, outcome, owner, owner_deadline_state
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.ledger import LEDGER
from chiso.facts.measures import MEASURES

_MOST_YEARS = 3
"""How many years find room beside the words: the one before the plan, and the last ones."""


@section
def table(measures: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures that aim at an indicator, with its levels in the year before the plan and since.

    None where no such measure is known.

    Parameters
    ----------
    measures
        A frame of :func:`chiso.measures`.
    say
        The words of the briefing.
    """
    rows = [row for row in MEASURES.rows(measures) if row.has_indicator]
    if not rows:
        return None
    say.hear("measures", measures=rows)
    measured = sorted({row.index_year for row in rows})
    years = measured if len(measured) <= _MOST_YEARS else [measured[0], *measured[1 - _MOST_YEARS :]]
    by_measure: dict[int, list[Row]] = {}
    for row in rows:
        by_measure.setdefault(row.measure_id, []).append(row)
    notes = [" ".join([say.text("measures-note"), *_nobody(measures, say)])]
    if years != measured:
        notes.append(say.text("measures-note-years"))
    if any(not row.comparable for row in rows if row.index_year in years):
        notes.append(say.text("measures-note-break"))
    labels = dict.fromkeys(row.index_label for row in rows)
    told = not _is_earlier(rows[0]) and is_any_told(rows)
    return Table(
        id="measures",
        caption=say.text("measures-table", year=str(rows[0].plan_year)),
        columns=(
            Column(header=say.text("column-measure"), width=0.6),
            Column(header=say.text("column-indicator", index=", ".join(labels)), width=0.4),
            *_owner_column(told, say),
            *(Column(header=say.text("column-level-year", year=str(year)), align="end") for year in years),
        ),
        rows=tuple(_row(found, years, say, told=told) for found in by_measure.values()),
        notes=tuple(notes),
        dense=True,
    )


@section
def others(measures: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures of the plan of the year that aim at no indicator here; None where there are none.

    Those of an earlier plan stand with what became of them: :func:`became`.

    Parameters
    ----------
    measures
        A frame of :func:`chiso.measures`.
    say
        The words of the briefing.
    """
    every = MEASURES.rows(measures)
    rows = [row for row in every if not row.has_indicator and not _is_earlier(row)]
    if not rows:
        return None
    told = is_any_told(rows)
    return Table(
        id="measures-others",
        caption=say.text("measures-others", year=str(rows[0].plan_year)),
        columns=(
            Column(header=say.text("column-index")),
            Column(header=say.text("column-measure"), width=0.6 if told else 1.0),
            *_owner_column(told, say),
        ),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(text=row.index_label or say.text("cell-none")),
                    Cell(text=say.name(row, "measure")),
                    *([_owner(row, say)] if told else []),
                )
            )
            for row in rows
        ),
        notes=() if any(row.has_indicator for row in every) else tuple(_nobody(measures, say)),
        dense=True,
    )


@section
def became(ledger: pd.DataFrame, say: Words) -> Table | None:
    """Return what became of the measures of earlier plans, and what their indicators did since; None without any.

    Parameters
    ----------
    ledger
        A frame of :func:`chiso.ledger`.
    say
        The words of the briefing.
    """
    rows = [row for row in LEDGER.rows(ledger) if _is_earlier(row)]
    if not rows:
        return None
    say.hear("measures-became", ledger=rows)
    told = is_any_told(rows)
    several = len({row["plan_year"] for row in rows}) > 1
    notes = [say.text("measures-note-became")]
    if any(row["change"] is not None and not row["comparable"] for row in rows):
        notes.append(say.text("measures-note-break"))
    if not told:
        notes.append(say.text("measures-note-no-owner"))
    return Table(
        id="measures-became",
        caption=say.text("measures-became", date=say.date(dt.date.fromisoformat(rows[0]["as_of"]))),
        columns=(
            Column(header=say.text("column-index")),
            Column(header=say.text("column-measure"), width=0.5),
            Column(header=say.text("measures-column-owner" if told else "measures-column-state"), width=0.3),
            Column(header=say.text("measures-column-since"), width=0.3),
        ),
        rows=tuple(_became(row, say, told=told, several=several) for row in rows),
        notes=tuple(notes),
        dense=True,
    )


def _became(row: Row, say: Words, *, told: bool, several: bool) -> TableRow:
    name = say.name(row, "measure")
    if several:
        name = say.text("measures-plan", measure=name, year=str(row["plan_year"]))
    state = outcome(row, say)
    if told:
        state = "; ".join(filter(None, (owner(row, say), deadline(row, say), state)))
    return TableRow(
        cells=(
            Cell(text=row.index_label or say.text("cell-none")),
            Cell(text=name),
            Cell(text=state, tone="missing" if row["outcome"] == "open" and not told else None),
            since(row, say),
        )
    )


def since(row: Row, say: Words) -> Cell:
    """Return what the indicator of a measure did since the plan, by a row of :func:`chiso.ledger`."""
    if not row.has_indicator or row.change is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    meaning = say.change(row)
    shown = say.text(
        "measures-since",
        before=say.number(row.previous_value),
        beforeyear=str(row["previous_year"]),
        score=say.number(row.value),
        year=str(row["index_year"]),
        change=say.signed(row.change),
    )
    text = f"{row.code} {shown}"
    return Cell(text=text, tone=meaning.tone, word=meaning.word, href=say.cite_change(row))


def _nobody(measures: pd.DataFrame, say: Words) -> list[str]:
    """Return that nobody is named for the measures of the plan of the year, where that is so."""
    rows = MEASURES.rows(measures)
    return [] if _is_earlier(rows[0]) or is_any_told(rows) else [say.text("measures-note-no-owner")]


def _is_earlier(row: Row) -> bool:
    """Whether a measure is one of an earlier plan, of which :func:`became` tells who answers for it."""
    return bool(row["plan_year"] < row["briefing_year"])


def _owner_column(told: bool, say: Words) -> list[Column]:
    return [Column(header=say.text("measures-column-owner"), width=0.4)] if told else []


def _owner(row: Row, say: Words) -> Cell:
    return Cell(text=owner_deadline_state(row, say))


def _row(found: list[Row], years: list[int], say: Words, *, told: bool) -> TableRow:
    last, levels = found[-1], {row.index_year: row for row in found}
    return TableRow(
        cells=(
            Cell(text=say.name(last, "measure")),
            Cell(text=f"{last.code} {say.name(last, 'part')}"),
            *([_owner(last, say)] if told else []),
            *(_level(levels.get(year), say) for year in years),
        )
    )


def _level(row: Row | None, say: Words) -> Cell:
    if row is None or row.value is None or row.rank is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    rank = say.placed(row.rank, row.units_ranked, estimated=row.is_estimated)
    if row.change is None:
        return Cell(text=say.text("level-value", score=say.number(row.value), rank=rank), href=say.cite(row))
    meaning = say.change(row)
    shown = say.text("level-change", score=say.number(row.value), change=say.signed(row.change), rank=rank)
    return Cell(text=shown, tone=meaning.tone, href=say.cite_change(row))
