"""Section 6, the plan's measures beside the indicators that they aim at."""

from __future__ import annotations

from chiso.analysis.measures import Aimed, Level, measures_of
from chiso.report.context import Context
from chiso.report.specs import Cell, Column, Row, Table

_MOST_YEARS = 3
"""How many years find room beside the words: the one before the plan, and the last ones."""


def measures_table(context: Context) -> Table | None:
    """Return the measures that aim at an indicator, with its levels in the year before the plan and since.

    The plan is the briefing year's, or the last one before it. None where no such measure is known.
    """
    aimed = [one for one in _measures(context) if one.levels]
    if not aimed:
        return None
    text = context.language.text
    measured = sorted({level.index_year for one in aimed for level in one.levels})
    years = measured if len(measured) <= _MOST_YEARS else [measured[0], *measured[1 - _MOST_YEARS :]]
    rows = tuple(_row(context, one, years) for one in aimed)
    notes = [text("measures-note")]
    if years != measured:
        notes.append(text("measures-note-years"))
    if any(not level.comparable for one in aimed for level in one.levels if level.index_year in years):
        notes.append(text("measures-note-break"))
    return Table(
        id="measures",
        caption=text("measures-table", year=str(aimed[0].measure.plan_year)),
        columns=(
            Column(header=text("column-measure"), width=0.6),
            Column(header=text("column-indicator"), width=0.4),
            *(Column(header=text("column-level-year", year=str(year)), align="end") for year in years),
        ),
        rows=rows,
        notes=tuple(notes),
        dense=True,
    )


def measures_others(context: Context) -> Table | None:
    """Return the measures that aim at no indicator here; None where there are none."""
    others = [one.measure for one in _measures(context) if not one.levels]
    if not others:
        return None
    text = context.language.text
    rows = tuple(
        Row(cells=(Cell(text=context.catalog.indices[one.index].label), Cell(text=one.text(context.locale))))
        for one in others
    )
    return Table(
        id="measures-others",
        caption=text("measures-others", year=str(others[0].plan_year)),
        columns=(Column(header=text("column-index")), Column(header=text("column-measure"), width=1.0)),
        rows=rows,
        dense=True,
    )


def _measures(context: Context) -> list[Aimed]:
    years = [
        one.plan_year
        for one in context.catalog.measures
        if one.province_code == context.unit.code and one.plan_year <= context.year
    ]
    if not years:
        return []
    return measures_of(context.catalog, context.observations, context.unit.code, max(years), context.now)


def _row(context: Context, one: Aimed, years: list[int]) -> Row:
    indicator = one.levels[-1].indicator
    levels = {level.index_year: level for level in one.levels}
    return Row(
        cells=(
            Cell(text=one.measure.text(context.locale)),
            Cell(text=f"{indicator.code} {indicator.name(context.locale)}"),
            *(_level_cell(context, levels.get(year)) for year in years),
        )
    )


def _level_cell(context: Context, level: Level | None) -> Cell:
    text, language = context.language.text, context.language
    if level is None or level.value is None or level.rank is None:
        return Cell(text=text("cell-none"), tone="missing")
    score, rank = language.number(level.value), context.rank(level.rank, level.units_ranked, level.index_year)
    if level.change is None:
        entry = context.entry("papi", level.index_year)
        return Cell(text=text("level-value", score=score, rank=rank), href=entry)
    change = context.change(level.change, comparable=level.comparable)
    shown = text("level-change", score=score, change=language.signed(level.change), rank=rank)
    return Cell(text=shown, tone=change.tone, href=context.change_entry("papi", level.index_year))
