"""The tables of what moved a total: a row a part, shared and own, with its change of rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from chiso.blocks.specs import Cell, Column
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.words import Words
from chiso.facts.frames import Row


def notes_of(kind: str, shown: Sequence[Row], total: Row, say: Words) -> Iterator[str]:
    """Yield the notes below the table of the dimensions or components."""
    if kind == "dimensions":
        yield say.text("drivers-note-shared", units=say.whole(total.units))
    if any(row.weight not in (None, 1.0) for row in shown):
        yield say.text("drivers-note-weight")
    before = str(total.previous_year)
    yield say.text("drivers-note-rank", before=before)
    if any(row.is_notable and not row.core_excluded for row in shown):
        share = say.measured(say.trimmed(100 * total.notable_share), "percent")
        cells = say.measured(say.number(100 * total.notable_cells, 0), "percent")
        yield say.text("drivers-note-mark", word=_mark(total, say), share=share, before=before, cells=cells)
    if any(row.core_excluded and row.comparable for row in shown):
        yield say.text("drivers-note-core")
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
        meaning = say.change(row, value=row.adds)
        # Where parts broke, what the publisher marks is not the change that counts.
        word = _mark(row, say) if row.is_notable and not is_total and not row.core_excluded else ""
        href = say.cite_change(row) or say.cite(row) or say.cite_previous(row)
        change = Cell(text=_change_text(row, say), tone=meaning.tone, word=word, href=href)
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


def _change_text(row: Row, say: Words) -> str:
    """Return what a part adds and, where some of it cannot be compared, what the rest of it adds."""
    adds = say.signed(row.adds)
    core = core_of(row)
    if core is None or not row.comparable or not row.core_excluded:
        return adds
    return say.text("change-with-core", change=adds, core=say.signed(core))


def core_of(row: Row) -> float | None:
    """Return what the comparable core of a part adds to the change of the total; None where it has none."""
    if row.core_change is None or row.weight is None:
        return None
    return cast("float", row.core_change * row.weight)


def core_shared_of(row: Row) -> float | None:
    """Return what all units shared of that."""
    if row.core_shared is None or row.weight is None:
        return None
    return cast("float", row.core_shared * row.weight)


def _ranks(row: Row, say: Words) -> Cell:
    """Return a rank with its change among the units ranked in both years or, where these are not known, the earlier."""
    if row.rank is None:
        return Cell(text=say.text("cell-none"))
    units = say.whole(row.units_ranked)
    if row.previous_rank is None:
        return Cell(text=say.text("rank-alone", rank=say.whole(row.rank), units=units), href=say.cite(row))
    is_first = row.previous_is_estimated and not row.is_estimated
    shown = say.text(
        "rank-was-estimated" if is_first else "rank-was-units",
        rank=say.whole(row.rank),
        units=units,
        previous=say.whole(row.previous_rank),
        previousunits=say.whole(row.previous_units_ranked),
        before=str(row.previous_year),
    )
    if ((not row.comparable and row.reasons) or row.core_excluded) and not is_first:
        # Ranks across a break, of it or of one of its parts, stand beside each other without a difference.
        shown = say.text(
            "rank-was", rank=say.whole(row.rank), previous=say.whole(row.previous_rank), before=str(row.previous_year)
        )
    elif row.common_rank_change is not None and not is_first:
        shown = say.text("rank-moved", rank=say.whole(row.rank), change=say.signed(row.common_rank_change, 0))
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
