"""What one step would bring: total and rank if one part alone were at another level."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.language import is_zero
from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS
from chiso.facts.what_if import WHAT_IF

_HEADERS = {
    "earlier": "column-step-earlier",
    "region_best": "column-step-region",
    "median": "column-step-median",
    "given": "column-step-given",
}


_HEADERS_LOWER = {**_HEADERS, "region_best": "column-step-region-lower"}


@section
def table(what_if: pd.DataFrame, results: pd.DataFrame, say: Words) -> Table | None:
    """Return what one step in each part would bring; None where the unit has no total.

    Parameters
    ----------
    what_if, results
        Frames of :func:`chiso.what_if` and :func:`chiso.results`.
    say
        The words of the briefing.
    """
    rows = WHAT_IF.rows(what_if)
    if not rows:
        return None
    first = rows[0]
    results_rows = RESULTS.rows(results)
    total = next(row for row in results_rows if row["index"] == first["index"])
    say.hear(
        f"what if of {first['index']}",
        results=results_rows,
        what_if=[Row({**row, "code": "TOTAL", "value": row.now_total, "comparable": None}) for row in rows],
    )
    aims = list(dict.fromkeys(row.aim for row in rows))
    # Across a break there is no way back: the earlier level was measured otherwise.
    if not any(row.comparable for row in rows if row.aim == "earlier"):
        aims = [aim for aim in aims if aim != "earlier"]
    parts: dict[str, dict[str, Row]] = {}
    for row in rows:
        parts.setdefault(row.code, {})[row.aim] = row
    headers = [say.text("column-dimension"), say.text("column-score-year", year=str(first.index_year))]
    for aim in aims:
        year = {"year": str(first.previous_year)} if aim == "earlier" else {}
        header = (_HEADERS if first.sign > 0 else _HEADERS_LOWER)[aim]
        headers.append(say.labelled(say.text(header, **year), estimated=first.is_estimated))
    note = say.text(
        "steps-note" if first.sign > 0 else "steps-note-lower",
        unit=say.name(total, "unit"),
        year=str(first.index_year),
        total=say.amount(say.number(total.value), total.measure),
        rank=say.rank_of(total),
    )
    if any(row.place_low is not None for row in rows):
        note = f"{note} {say.text('steps-note-range')}"
    caption = say.text("steps-table", index=first.index_label, year=str(first.index_year))
    return Table(
        id=f"steps-{first['index'].replace('_', '-')}",
        caption=say.labelled(caption, estimated=first.is_estimated),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(_row(found, aims, say) for found in parts.values()),
        notes=(note,),
        dense=True,
    )


def _row(found: dict[str, Row], aims: list[str], say: Words) -> TableRow:
    first = next(iter(found.values()))
    score = Cell(text=say.text("cell-none"), tone="missing")
    if first.score is not None:
        score = Cell(text=say.number(first.score), href=say.cite(first))
    name = Cell(text=f"{first.code} {say.name(first, 'part')}")
    return TableRow(cells=(name, score, *(_cell(found.get(aim), say) for aim in aims)))


def _cell(row: Row | None, say: Words) -> Cell:
    if row is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    if row.aim == "earlier" and not row.comparable:
        return Cell(text=say.text("step-break"), tone="break")
    if row.gain is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    if row.aim != "given" and (row.gain <= 0 or is_zero(row.gain)):
        return Cell(text=say.text("step-above"))
    values = {"gain": say.signed(row.gain * row.sign), "total": say.number(row.total)}
    shown = say.text("step-value", **values, place=say.place(row.place))
    if row.place_low is not None:
        ranks = {"place": say.whole(row.place), "low": say.whole(row.place_low), "high": say.whole(row.place_high)}
        shown = say.text("step-value-range", **values, **ranks)
    since = row.previous_year if row.aim == "earlier" else None
    return Cell(text=shown, href=say.cite_all(row, since=since))
