"""What moved a total, by dimension and sub-dimension, shared and own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pandas as pd

from chiso.blocks.language import is_zero
from chiso.blocks.links import Marks
from chiso.blocks.specs import Block, Cell, Note, Prose, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.driver_rows import (
    cite_shared,
    columns_of,
    core_of,
    core_shared_of,
    driver_row,
    notes_of,
    part_name,
    total_of,
)
from chiso.briefing.gap_words import GapWords
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.drivers import DRIVERS
from chiso.facts.evidence import counted
from chiso.facts.frames import Row
from chiso.facts.named import worked_out
from chiso.facts.results import RESULTS

_MOST = 3
"""How many of the most unusual losses and gains are named."""

_UNUSUAL = 1.0
"""Standard deviations from which on an own change is named."""


@section
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
    total = total_of(rows)
    marks, shared = Marks(), cite_shared(total, say)
    said = [_intro(total, rows, shared, marks, say)]
    if total.is_merged and total.is_estimated:
        said.append(say.text("drivers-estimated", **say.of_set(total)))
    if total.reasons:
        said.append(say.text("drivers-broken", reason=say.reason(total.reasons.split()[0], total)))
    elif all(row.own is not None for row in rows):
        said[0] = f"{said[0]} {_counted(rows, shared, marks, say)}"
        losses, gains = largest_own(rows)
        less = "" if total.sign > 0 else "-lower"
        said.append(_listed("losses", losses, less, marks, say))
        said.append(_listed("gains", gains, less, marks, say))
    return Prose(paragraphs=tuple(marks.spans(sentence) for sentence in said))


@section
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


@section
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


@section
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
        table_rows.append(TableRow(cells=(Cell(text=part_name(row, say)), *cells)))
    years = (str(first.previous_year), str(first.index_year))
    headers = [say.text("column-component"), *(say.text("column-scale-year", year=year) for year in years)]
    headers += [say.text("column-share-year", year=year) for year in years]
    return Table(
        id=f"rescaled-{first['index'].replace('_', '-')}",
        caption=say.text("rescaled-table"),
        columns=columns_of(headers),
        rows=tuple(table_rows),
        notes=(say.text("rescaled-note"),),
        dense=True,
    )


def largest_own(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the most unusual own losses and gains among the comparable finest parts, the strongest first.

    Parts vary by different amounts, so that each own change is counted in standard deviations of those of all units. A
    loss is what became worse, and by more than elsewhere: who rose less than others lost nothing. A part across a break
    is in neither list. What is a loss follows the direction of the index.
    """

    def spread(row: Row) -> float:
        return cast("float", (row.own_spread or 0.0) * row.sign)

    ordered = sorted((row for row in _finest(rows) if row.comparable), key=spread)
    losses = [row for row in ordered if spread(row) <= -_UNUSUAL and row.adds * row.sign < 0][:_MOST]
    gains = [row for row in reversed(ordered) if spread(row) >= _UNUSUAL and row.adds * row.sign > 0][:_MOST]
    return losses, gains


def _intro(total: Row, rows: Sequence[Row], shared: str, marks: Marks, say: Words) -> str:
    """Say the change of the total, and what all units shared of the part of it that can be compared."""
    values = {
        "index": total.index_label,
        "unit": say.name(total, "unit"),
        "before": str(total.previous_year),
        "now": str(total.index_year),
        "previous": say.amount(marks(say.number(total.previous_value), say.cite_previous(total)), total.measure),
        "score": say.amount(marks(say.number(total.value), say.cite(total)), total.measure),
        "change": _amount(total.adds, total, say.cite_change(total), marks, say),
        "units": marks(say.whole(total.units), shared),
    }
    core, common = core_of(total), core_shared_of(total)
    if not total.comparable or not total.core_excluded or core is None or common is None:
        figures = {"shared": total.shared, "own": total.own}
    else:
        count = len(_finest(rows))
        kept = sum(row.presence == "both" and not row.reasons for row in _finest(rows))
        values |= {
            "core": _amount(core, total, say.cite_change(total), marks, say),
            "kept": marks(say.whole(worked_out(kept, total, "parts_comparable")), shared),
            "all": marks(say.whole(worked_out(count, total, "parts")), shared),
        }
        figures = {"shared": common, "own": worked_out(core - common, total, "core_own")}
    values |= {
        name: say.difference(marks(say.signed(figure), shared), total.measure) for name, figure in figures.items()
    }
    if "core" not in values:
        return say.text("drivers-intro", **values)
    return say.text(
        "drivers-intro-core-estimated" if total.is_merged and total.is_estimated else "drivers-intro-core", **values
    )


def _counted(rows: Sequence[Row], href: str, marks: Marks, say: Words) -> str:
    """Count the dimensions that rose, fell, and of which it cannot be told, as their verdicts say."""
    counts = counted(row.verdict for row in rows if row.parent == "TOTAL")
    figures = dict(zip(("rose", "fell", "unclear", "all"), (*counts, sum(counts)), strict=True))
    named = {name: worked_out(count, rows[0], f"dimensions_{name}") for name, count in figures.items()}
    shown = {name: marks(say.whole(count), href) for name, count in named.items()}
    return say.text("drivers-counted", **shown)


def _amount(change: float, row: Row, href: str, marks: Marks, say: Words) -> str:
    """Return a change in words: *a rise of 0.40 points* where its verdict says so, else *0.40 points more*."""
    if is_zero(change):
        return say.text("amount-none")
    amount = say.difference(marks(say.number(abs(change)), href), row.measure)
    if say.change(row, value=row.core_change).tone in (None, "unclear", "break"):
        return say.text("amount-more" if change > 0 else "amount-less", amount=amount)
    return say.text("amount-rise" if change > 0 else "amount-fall", amount=amount)


def _finest(rows: Sequence[Row]) -> list[Row]:
    parents = {row.parent for row in rows}
    return [row for row in rows if row.code not in parents and row.parent]


def _result(drivers: pd.DataFrame, results: pd.DataFrame, index: str) -> Row:
    rows = RESULTS.rows(results)
    wanted = index or (str(drivers["index"].iloc[0]) if len(drivers) else "")
    named = [row for row in rows if row["index"] == wanted]
    return named[0] if named else next((row for row in reversed(rows) if row.has_parts), rows[-1])


def _table(kind: str, shown: Sequence[Row], rows: Sequence[Row], say: Words) -> Table:
    total = total_of(rows)
    shared = cite_shared(total, say)
    table_rows = [driver_row(row, shared, say) for row in shown]
    if kind == "dimensions":
        table_rows.append(driver_row(total, shared, say))
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
        columns=columns_of(headers),
        rows=tuple(table_rows),
        notes=tuple(notes_of(kind, shown, total, say)),
        dense=True,
    )


def _listed(which: str, rows: list[Row], less: str, marks: Marks, say: Words) -> str:
    said = [
        say.text(
            "drivers-part",
            code=row.code,
            name=say.name(row, "part"),
            own=marks(say.signed(row.own), cite_shared(row, say)),
            spread=marks(say.number(abs(row.own_spread), 1), cite_shared(row, say)),
        )
        for row in rows
        if not is_zero(row.own)
    ]
    if not said:
        return say.text(f"drivers-no-{which}{less}")
    return say.text(f"drivers-{which}{less}", parts="; ".join(said))


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
