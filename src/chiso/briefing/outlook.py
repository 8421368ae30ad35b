"""Targets in the light of the past: the score of each wanted place, and how often such rises were seen."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.plan_words import cite_plan
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.named import named
from chiso.facts.outlook import OUTLOOK
from chiso.facts.targets import TARGETS


@section
def table(outlook: pd.DataFrame, targets: pd.DataFrame, say: Words) -> Table | None:
    """Return the score of each wanted place and how often rises of that size were seen; None without such targets.

    Parameters
    ----------
    outlook, targets
        Frames of :func:`chiso.outlook` and :func:`chiso.targets`.
    say
        The words of the briefing.
    """
    rows = OUTLOOK.rows(outlook)
    if not rows:
        return None
    plan = {row["index"]: row for row in TARGETS.rows(targets)}
    by_index: dict[str, list[Row]] = {}
    for row in rows:
        by_index.setdefault(row["index"], []).append(row)
    places = [row for row in next(iter(by_index.values())) if row.kind == "place"]
    headers = [say.text("column-index"), say.text("column-place")]
    headers += [
        say.labelled(say.text("column-place-score", year=str(row.index_year)), estimated=row.is_estimated)
        for row in places
    ]
    headers += [say.text(f"column-jumps-score{_less(rows)}"), say.text("column-jumps-places")]
    table_rows = tuple(_row(found, plan[index], say) for index, found in by_index.items())
    return Table(
        id="outlook",
        caption=say.text(f"outlook-table{_less(rows)}"),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=table_rows,
        notes=tuple(_notes(rows, table_rows, say)),
        dense=True,
    )


def _less(rows: list[Row]) -> str:
    """Return what messages have behind their ids where less is better in one of the indices."""
    return "-lower" if any(row.sign < 0 for row in rows) else ""


def _notes(rows: list[Row], table_rows: tuple[TableRow, ...], say: Words) -> list[str]:
    notes = []
    seen = [row for row in rows if row.cases]
    if seen:
        first, last = min(row.first_year for row in seen), max(row.last_year for row in seen)
        notes.append(say.text(f"outlook-note{_less(rows)}", first=str(first), last=str(last)))
        started = next((row for row in seen if row.start_cases is not None), None)
        if started is not None:
            notes[-1] += f" {start_note(started, say)}"
        if any(row.own_count is not None for row in seen):
            notes[-1] += f" {say.text('outlook-note-own')}"
        if any(row.is_estimated for row in seen if row.first_year == first):
            notes.append(say.text("outlook-note-estimated", year=str(seen[0].set_first_year), **say.of_set(seen[0])))
    none = say.text("jumps-none")
    if any(cell.text == none for row in table_rows for cell in row.cells):
        notes.append(say.text("outlook-note-fragment", unknown=none))
    within = [row for row in rows if row.may_be_there]
    return [*notes, *([within_note(within, say)] if within else [])]


def jumps_text(row: Row, say: Words) -> str:
    """Say how often a rise was seen, of all cases and of those that began near the place of the unit."""
    shown = say.text("jumps-value", count=say.whole(named(row, "count")), units=say.whole(row.cases))
    if row.start_cases is None:
        return shown
    near = {"startcount": say.whole(row.start_count), "startcases": say.whole(row.start_cases)}
    first, last = say.whole(row.start_first), say.whole(row.start_last)
    return say.text("jumps-value-start", all=shown, first=first, last=last, **near)


def start_note(row: Row, say: Words) -> str:
    """Say which places count as near that of the unit."""
    return say.text("outlook-note-start", startfirst=say.whole(row.start_first), startlast=say.whole(row.start_last))


def within_note(rows: list[Row], say: Words) -> str:
    """Say in which of the wanted places the unit may be already, given the errors."""
    places = [say.text("outlook-within-part", index=row.index_label, rank=say.whole(row.place)) for row in rows]
    return say.text("outlook-within", parts=say.listed(places))


def _row(found: list[Row], target: Row, say: Words) -> TableRow:
    wanted = say.text("target-within", rank=say.whole(found[0].place))
    cells = [Cell(text=found[0].index_label), Cell(text=wanted, href=cite_plan(target, say))]
    cells += [_place(row, say) for row in found if row.kind == "place"]
    cells += [_rise(row, say) for row in found if row.kind != "place"]
    return TableRow(cells=tuple(cells))


def _place(row: Row, say: Words) -> Cell:
    if row.score is None:
        return Cell(text=say.text("jumps-none"), tone="missing")
    score, href = say.score(row.score, row.measure), say.cite_all(row)
    if not row.comparable:
        return Cell(text=score, tone="break", word=say.text("word-break"), href=href)
    return Cell(text=score, href=href)


def _rise(row: Row, say: Words) -> Cell:
    if row.is_reached:
        return Cell(text=say.text("word-reached", year=str(row.index_year)))
    if row.cases is None:
        return Cell(text=say.text("jumps-none"), tone="missing")
    href = say.cite_all({**row, "index_year": row.last_year}, since=row.first_year, tables=row.raw_table.split())
    shown = jumps_text(row, say)
    if row.own_count is not None:
        shown = say.text("jumps-value-own", all=shown, own=say.whole(row.own_count))
    return Cell(text=shown, href=href)
