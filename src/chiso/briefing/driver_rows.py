"""The tables of what moved a total: a row a part, shared and own, with its change of rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chiso.blocks.specs import Cell, Column
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.words import Words
from chiso.facts.frames import Row


def notes_of(kind: str, shown: Sequence[Row], total: Row, say: Words) -> Iterator[str]:
    """Yield the notes below the table of the dimensions or components."""
    if kind == "dimensions":
        yield say.text("drivers-note-shared", units=str(total.units))
    if any(row.weight not in (None, 1.0) for row in shown):
        yield say.text("drivers-note-weight")
    before = str(total.previous_year)
    yield say.text("drivers-note-rank", before=before)
    if any(row.is_notable for row in shown):
        share = say.measured(say.trimmed(100 * total.notable_share), "percent")
        yield say.text("drivers-note-mark", word=_mark(total, say), share=share, before=before)
    if any(not row.comparable for row in shown):
        yield say.text("drivers-note-break")


def _mark(row: Row, say: Words) -> str:
    return say.text("drivers-mark", share=say.measured(say.trimmed(100 * row.notable_share), "percent"))


def driver_row(row: Row, shared: str, say: Words) -> TableRow:
    """Return a part, or the total, as a row; ``shared`` is the link from its shared and own part."""
    none = Cell(text=say.text("cell-none"), tone="missing")
    is_total = not row.parent
    before = Cell(text=say.text("part-entered") if row.presence == "entered" else none.text)
    if row.previous_value is not None:
        before = Cell(text=say.number(row.previous_value), href=say.cite_previous(row))
    now = Cell(text=say.text("part-left") if row.presence == "left" else none.text)
    if row.value is not None:
        now = Cell(text=say.number(row.value), href=say.cite(row))
    change = none
    if row.adds is not None:
        meaning = say.change(row.adds, comparable=row.comparable, sign=row.sign)
        word = _mark(row, say) if row.is_notable and not is_total else ""
        href = say.cite_change(row) or say.cite(row) or say.cite_previous(row)
        change = Cell(text=say.signed(row.adds), tone=meaning.tone, word=word, href=href)
    return TableRow(
        cells=(
            Cell(text=say.text("total-row") if is_total else part_name(row, say)),
            before,
            now,
            change,
            none if row.shared is None else Cell(text=say.signed(row.shared), href=shared),
            none if row.own is None else Cell(text=say.signed(row.own), href=shared),
            _ranks(row, say),
        ),
        marked=is_total,
    )


def _ranks(row: Row, say: Words) -> Cell:
    """Return a rank with its change or, where another number of units was ranked, with the earlier rank."""
    if row.rank is None:
        return Cell(text=say.text("cell-none"))
    units = str(row.units_ranked)
    if row.previous_rank is None:
        return Cell(text=say.text("rank-alone", rank=str(row.rank), units=units), href=say.cite(row))
    is_first = row.previous_is_estimated and not row.is_estimated
    shown = say.text(
        "rank-was-estimated" if is_first else "rank-was-units",
        rank=str(row.rank),
        units=units,
        previous=str(row.previous_rank),
        previousunits=str(row.previous_units_ranked),
        before=str(row.previous_year),
    )
    if row.units_ranked == row.previous_units_ranked and not is_first:
        shown = say.text("rank-moved", rank=str(row.rank), change=say.signed(row.previous_rank - row.rank, 0))
    return Cell(text=shown, href=say.cite_change(row))


def total_of(rows: Sequence[Row]) -> Row:
    """Return the row of the total."""
    return next(row for row in rows if not row.parent)


def cite_shared(row: Row, say: Words) -> str:
    """Return the link from the shared and the own part of a change to where the figures of all units stand."""
    return say.cite_all(row, since=row.previous_year)


def columns_of(headers: Sequence[str]) -> tuple[Column, ...]:
    """Return columns by their headers: what a row is about first, then figures."""
    return tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers))


def part_name(row: Row, say: Words) -> str:
    """Return a part as tables name it: *3.2 Accountability to citizens*."""
    return f"{row.code} {say.name(row, 'part')}"
