"""Section 7, first table: every unit with its scores and ranks."""

from __future__ import annotations

import unicodedata
from typing import Any

import pandas as pd

from chiso.analysis.availability import gap
from chiso.analysis.ranking import is_whole, known_units
from chiso.catalog import Index
from chiso.report.context import Context
from chiso.report.specs import Cell, Column, Row, Table

SIGNS = {"withheld": "×", "not_covered": "–", "not_in_raw": "…"}
"""What stands for a missing figure, by why it is missing."""

UNMERGED = "*"
"""What stands behind the name of a unit whose scores are no estimates among such."""


def units_table(context: Context) -> Table:
    """Return scores and ranks of all units in the index year, the unit of the briefing marked.

    Missing figures keep their three meanings apart: withheld, not covered by that edition, and published
    but not collected. The notes explain the signs that are there.
    """
    text = context.language.text
    shown = [one for one in context.indices if (one.index, context.now) in context.catalog.publications]
    columns = [Column(header=text("column-unit"))]
    for index in shown:
        columns.append(Column(header=text("column-index-score", index=index.label), align="end"))
        if _is_ranked(context, index):
            header = context.rank_label(text("column-index-rank", index=index.label))
            columns.append(Column(header=header, align="end"))
    totals = context.comparison[context.comparison["code"] == "TOTAL"]
    figures = {(row["index"], row["unit_code"]): row for row in totals.to_dict("records")}
    rows = tuple(_row(context, shown, code, figures) for code in _ordered(context, figures))
    return Table(
        id="units",
        caption=context.rank_label(text("units-table", year=str(context.now))),
        columns=tuple(columns),
        rows=rows,
        notes=(*_notes(context, shown), *_legend(context, rows)),
        dense=True,
        sortable=True,
        groups=text("column-region"),
    )


def _ordered(context: Context, figures: dict[Any, dict[Any, Any]]) -> list[str]:
    """Return the unit codes by PAPI rank where that table is whole, then by name."""

    def place(code: str) -> tuple[float, str]:
        row = figures.get(("papi", code))
        rank = row["rank"] if row else pd.NA
        name = unicodedata.normalize("NFD", context.catalog.units.by_code[code].name_vi.replace("Đ", "D"))
        return (float("inf") if pd.isna(rank) else float(rank), name)

    return sorted(context.catalog.units.by_code, key=place)


def _row(context: Context, shown: list[Index], code: str, figures: dict[Any, dict[Any, Any]]) -> Row:
    unit = context.catalog.units.by_code[code]
    unmerged = context.is_estimated() and len(context.catalog.parts_of(code)) == 1
    cells = [Cell(text=f"{unit.name(context.locale)}{UNMERGED if unmerged else ''}")]
    for index in shown:
        row = figures[index.index, code]
        missing = _missing(context, index, code)
        entry = context.unit_entry(index.index, mine=code == context.unit.code)
        score = missing if pd.isna(row["value"]) else Cell(text=context.language.number(row["value"]), href=entry)
        cells.append(score)
        if _is_ranked(context, index):
            cells.append(missing if pd.isna(row["rank"]) else Cell(text=str(int(row["rank"])), href=entry))
    return Row(
        cells=tuple(cells),
        marked=code == context.unit.code,
        anchor=f"unit-{unit.slug}",
        group=unit.region(context.locale),
    )


def _missing(context: Context, index: Index, code: str) -> Cell:
    return Cell(text=SIGNS[gap(context.catalog, index.index, context.now, code).kind])


def _is_ranked(context: Context, index: Index) -> bool:
    """Whether the index has ranks to show: none are worked out on the estimates of a fragment."""
    return not context.is_estimated() or is_whole(context.catalog, context.observations, index.index, context.now)


def _notes(context: Context, shown: list[Index]) -> list[str]:
    text, now = context.language.text, context.now
    has_papi = any(one.index == "papi" for one in shown)
    notes = [text("units-note-order" if has_papi else "units-note-order-name")]
    for index in context.indices:
        if index not in shown:
            is_listed = context.gap(index.index).kind != "not_listed"
            message = "units-note-not-measured" if is_listed else "units-note-not-listed"
            notes.append(text(message, index=index.label, year=str(now)))
            continue
        publication = context.catalog.publications[index.index, now]
        kind = "-estimated" if context.is_estimated() else ""
        if is_whole(context.catalog, context.observations, index.index, now):
            units = str(publication.units_ranked)
            notes.append(text(f"units-note-whole{kind}", index=index.label, units=units))
        else:
            known = str(known_units(context.observations, index.index, now))
            units = str(len(context.catalog.units) if kind else publication.units)
            notes.append(text(f"units-note-fragment{kind}", index=index.label, known=known, units=units))
    if context.is_estimated():
        notes.append(text("units-note-unmerged", sign=UNMERGED))
    return notes


def _legend(context: Context, rows: tuple[Row, ...]) -> list[str]:
    """Explain the signs that stand in the table."""
    met = {cell.text for row in rows for cell in row.cells[1:]}
    return [context.language.text(f"units-note-{kind}", sign=sign) for kind, sign in SIGNS.items() if sign in met]
