"""The plan's measures beside the indicators that they aim at."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
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
    notes = [say.text("measures-note")]
    if years != measured:
        notes.append(say.text("measures-note-years"))
    if any(not row.comparable for row in rows if row.index_year in years):
        notes.append(say.text("measures-note-break"))
    labels = dict.fromkeys(row.index_label for row in rows)
    return Table(
        id="measures",
        caption=say.text("measures-table", year=str(rows[0].plan_year)),
        columns=(
            Column(header=say.text("column-measure"), width=0.6),
            Column(header=say.text("column-indicator", index=", ".join(labels)), width=0.4),
            *(Column(header=say.text("column-level-year", year=str(year)), align="end") for year in years),
        ),
        rows=tuple(_row(found, years, say) for found in by_measure.values()),
        notes=tuple(notes),
        dense=True,
    )


@section
def others(measures: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures that aim at no indicator here; None where there are none.

    Parameters
    ----------
    measures
        A frame of :func:`chiso.measures`.
    say
        The words of the briefing.
    """
    rows = [row for row in MEASURES.rows(measures) if not row.has_indicator]
    if not rows:
        return None
    return Table(
        id="measures-others",
        caption=say.text("measures-others", year=str(rows[0].plan_year)),
        columns=(Column(header=say.text("column-index")), Column(header=say.text("column-measure"), width=1.0)),
        rows=tuple(TableRow(cells=(Cell(text=row.index_label), Cell(text=say.name(row, "measure")))) for row in rows),
        dense=True,
    )


def _row(found: list[Row], years: list[int], say: Words) -> TableRow:
    last, levels = found[-1], {row.index_year: row for row in found}
    return TableRow(
        cells=(
            Cell(text=say.name(last, "measure")),
            Cell(text=f"{last.code} {say.name(last, 'part')}"),
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
