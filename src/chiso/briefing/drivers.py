"""What moved a total, by dimension and sub-dimension, shared and own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from chiso.blocks.language import is_zero
from chiso.blocks.links import Marks
from chiso.blocks.specs import Block, Cell, Column, Note, Prose, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.words import Words
from chiso.facts.drivers import DRIVERS
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS

_MOST = 3
"""How many of the largest own losses and gains are named."""


def message(drivers: pd.DataFrame, results: pd.DataFrame, gaps: pd.DataFrame, say: Words, *, index: str = "") -> Block:
    """Return in words what moved a total: shared and own, the largest own losses and gains.

    Parameters
    ----------
    drivers, results, gaps
        Frames of :func:`chiso.drivers`, :func:`chiso.results` and :func:`chiso.gaps`.
    say
        The words of the briefing.
    index
        The id of the index, where the frame of drivers is empty; the last one with parts if not given.
    """
    rows, result = DRIVERS.rows(drivers), _result(drivers, results, index)
    if not rows:
        return Note(title=say.text("drivers-title", index=result.index_label), paragraphs=(_none(result, gaps, say),))
    say.hear(f"drivers of {result['index']}", drivers=rows, results=RESULTS.rows(results))
    total = _total(rows)
    marks, shared = Marks(), _cite_shared(total, say)
    said = [
        say.text(
            "drivers-intro",
            index=total.index_label,
            unit=say.name(total, "unit"),
            before=str(total.previous_year),
            now=str(total.index_year),
            previous=marks(say.number(total.previous_value), say.cite_previous(total)),
            score=marks(say.number(total.value), say.cite(total)),
            change=marks(say.signed(total.adds), say.cite_change(total)),
            shared=marks(say.signed(total.shared), shared),
            own=marks(say.signed(total.own), shared),
        )
    ]
    if total.is_merged and total.is_estimated:
        said.append(say.text("drivers-estimated"))
    if total.reasons:
        said.append(say.text("drivers-broken", reason=say.reason(total.reasons.split()[0], total)))
    elif all(row.own is not None for row in rows):
        losses, gains = largest_own(rows)
        less = "" if total.sign > 0 else "-lower"
        said.append(_listed("losses", losses, less, marks, say))
        said.append(_listed("gains", gains, less, marks, say))
        said += [_shift(row, marks, say) for row in _finest(rows) if row.presence == "both" and row.reasons == "level"]
    return Prose(paragraphs=tuple(marks.spans(sentence) for sentence in said))


def dimensions(
    drivers: pd.DataFrame, results: pd.DataFrame, gaps: pd.DataFrame, say: Words, *, index: str = ""
) -> Block:
    """Return the change by dimension; a note where there is none to take apart. Parameters as of :func:`message`."""
    rows, result = DRIVERS.rows(drivers), _result(drivers, results, index)
    if not rows:
        years = {"before": str(result.previous_year), "now": str(result.index_year)}
        title = say.text("drivers-dimensions", index=result.index_label, **years)
        return Note(title=title, paragraphs=(_none(result, gaps, say),))
    say.hear(f"dimensions of {result['index']}", drivers=rows)
    return _table("dimensions", [row for row in rows if row.parent == "TOTAL"], rows, say)


def components(drivers: pd.DataFrame, say: Words) -> Table | None:
    """Return the change by sub-dimension; None where there is none to take apart.

    Parameters
    ----------
    drivers
        A frame of :func:`chiso.drivers`.
    say
        The words of the briefing.
    """
    rows = DRIVERS.rows(drivers)
    finest = [row for row in rows if row.parent not in ("", "TOTAL")]
    return _table("components", finest, rows, say) if finest else None


def rescaled(drivers: pd.DataFrame, say: Words) -> Table | None:
    """Return the sub-dimensions whose scale changed, as shares of their ranges; None where none did.

    Parameters
    ----------
    drivers
        A frame of :func:`chiso.drivers`.
    say
        The words of the briefing.
    """
    rows = DRIVERS.rows(drivers)
    changed = [
        row
        for row in rows
        if row.parent not in ("", "TOTAL")
        and row.presence == "both"
        and row.level is not None
        and row.previous_level is not None
        and "scale" in row.reasons.split()
    ]
    if not changed:
        return None
    first, table_rows = changed[0], []
    for row in changed:
        scales = [
            say.text("scale-range", low=say.trimmed(low), high=say.trimmed(high))
            for low, high in ((row.previous_scale_min, row.previous_scale_max), (row.scale_min, row.scale_max))
        ]
        shares = [say.measured(say.number(100 * share, 0), "percent") for share in (row.previous_level, row.level)]
        href = say.cite_scales(row)
        cells = [Cell(text=scale, href=href) for scale in scales]
        cells += [Cell(text=shares[0], href=say.cite_previous(row)), Cell(text=shares[1], href=say.cite(row))]
        table_rows.append(TableRow(cells=(Cell(text=_name(row, say)), *cells)))
    headers = [say.text("column-component"), say.text("column-scale-before"), say.text("column-scale-now")]
    headers += [say.text("column-share-year", year=str(year)) for year in (first.previous_year, first.index_year)]
    return Table(
        id=f"rescaled-{first['index'].replace('_', '-')}",
        caption=say.text("rescaled-table"),
        columns=_columns(headers),
        rows=tuple(table_rows),
        notes=(say.text("rescaled-note"),),
        dense=True,
    )


def largest_own(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the largest own losses and gains among the comparable finest parts, the strongest first.

    A part across a break is in neither list. What is a loss follows the direction of the index.
    """
    ordered = sorted((row for row in _finest(rows) if row.comparable), key=lambda row: row.own * row.sign)
    losses = [row for row in ordered if row.own * row.sign < 0][:_MOST]
    gains = [row for row in reversed(ordered) if row.own * row.sign > 0][:_MOST]
    return losses, gains


def _finest(rows: Sequence[Row]) -> list[Row]:
    parents = {row.parent for row in rows}
    return [row for row in rows if row.code not in parents and row.parent]


def _total(rows: Sequence[Row]) -> Row:
    return next(row for row in rows if not row.parent)


def _result(drivers: pd.DataFrame, results: pd.DataFrame, index: str) -> Row:
    rows = RESULTS.rows(results)
    wanted = index or (str(drivers["index"].iloc[0]) if len(drivers) else "")
    named = [row for row in rows if row["index"] == wanted]
    return named[0] if named else next((row for row in reversed(rows) if row.has_parts), rows[-1])


def _cite_shared(row: Row, say: Words) -> str:
    """Return the link from the shared and the own part of a change to where the figures of all units stand."""
    return say.cite_all(row, since=row.previous_year)


def _columns(headers: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers))


def _table(kind: str, shown: Sequence[Row], rows: Sequence[Row], say: Words) -> Table:
    total = _total(rows)
    shared = _cite_shared(total, say)
    table_rows = [_row(row, shared, say) for row in shown]
    if kind == "dimensions":
        table_rows.append(_row(total, shared, say))
    years = (
        (total.previous_year, total.is_merged and total.previous_is_estimated),
        (total.index_year, total.is_merged and total.is_estimated),
    )
    headers = [say.text("column-dimension" if kind == "dimensions" else "column-component")]
    headers += [say.labelled(say.text("column-score-year", year=str(year)), estimated=flag) for year, flag in years]
    headers += [say.text(name) for name in ("column-change", "column-shared", "column-own")]
    headers.append(say.labelled(say.text("column-rank-moved"), estimated=total.is_estimated))
    values = {"before": str(total.previous_year), "now": str(total.index_year)}
    return Table(
        id=f"{total['index'].replace('_', '-')}-{kind}",
        caption=say.text(f"drivers-{kind}", index=total.index_label, **values),
        columns=_columns(headers),
        rows=tuple(table_rows),
        notes=tuple(_notes(kind, shown, total, say)),
        dense=True,
    )


def _notes(kind: str, shown: Sequence[Row], total: Row, say: Words) -> Iterator[str]:
    if kind == "dimensions":
        yield say.text("drivers-note-shared", units=str(total.units))
    if any(row.weight not in (None, 1.0) for row in shown):
        yield say.text("drivers-note-weight")
    yield say.text("drivers-note-rank")
    if any(row.is_notable for row in shown):
        share = say.measured(say.trimmed(100 * total.notable_share), "percent")
        yield say.text("drivers-note-mark", word=_mark(total, say), share=share)
    if any(not row.comparable for row in shown):
        yield say.text("drivers-note-break")


def _mark(row: Row, say: Words) -> str:
    return say.text("drivers-mark", share=say.measured(say.trimmed(100 * row.notable_share), "percent"))


def _row(row: Row, shared: str, say: Words) -> TableRow:
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
            Cell(text=say.text("total-row") if is_total else _name(row, say)),
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
    )
    if row.units_ranked == row.previous_units_ranked and not is_first:
        shown = say.text("rank-moved", rank=str(row.rank), change=say.signed(row.previous_rank - row.rank, 0))
    return Cell(text=shown, href=say.cite_change(row))


def _listed(which: str, rows: list[Row], less: str, marks: Marks, say: Words) -> str:
    said = [
        say.text(
            "drivers-part",
            code=row.code,
            name=say.name(row, "part"),
            own=marks(say.signed(row.own), _cite_shared(row, say)),
        )
        for row in rows
        if not is_zero(row.own)
    ]
    if not said:
        return say.text(f"drivers-no-{which}{less}")
    return say.text(f"drivers-{which}{less}", parts="; ".join(said))


def _shift(row: Row, marks: Marks, say: Words) -> str:
    kind, own = "drivers-shift-same", {}
    if not is_zero(row.own):
        side = "better" if row.own * row.sign > 0 else "worse"
        kind = f"drivers-shift-{side}{'' if row.sign > 0 else '-lower'}"
        own = {"own": marks(say.number(abs(row.own)), _cite_shared(row, say))}
    return say.text(
        kind,
        code=row.code,
        name=say.name(row, "part"),
        unit=say.name(row, "unit"),
        shared=marks(say.signed(row.shared), _cite_shared(row, say)),
        **own,
    )


def _name(row: Row, say: Words) -> str:
    return f"{row.code} {say.name(row, 'part')}"


def _none(result: Row, gaps: pd.DataFrame, say: Words) -> str:
    words = GapWords(gaps, say)
    year = result.index_year if result.value is None else result.previous_year
    gap = words.clause(result["index"], year) or words.clause(result["index"], result.previous_year)
    return say.text(
        "drivers-none",
        unit=say.name(result, "unit"),
        before=str(result.previous_year),
        now=str(result.index_year),
        gap=gap or say.text("gap-no-parts"),
    )
