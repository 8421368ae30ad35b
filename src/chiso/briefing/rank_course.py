"""The course of a unit's ranks beside those of its region or, where there is none, its ranks by part."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.places import PART_RANKS, RANK_COURSE


@section
def figure(rank_course: pd.DataFrame, part_ranks: pd.DataFrame, say: Words, *, ax: Axes | None = None) -> Figure | None:
    """Return the course of the ranks since the last break; where the unit has none, its ranks by part.

    Parameters
    ----------
    rank_course, part_ranks
        Frames of :func:`chiso.rank_course` and :func:`chiso.part_ranks`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already.
    """
    rows = RANK_COURSE.rows(rank_course)
    own = [row for row in rows if row.is_mine and row.rank is not None]
    last = max((row.index_year for row in rows), default=0)
    if len(own) < 2 or own[-1].index_year != last:
        return by_part(part_ranks, say, ax=ax)
    first, now = own[0], own[-1]
    say.hear(f"ranks of {now['index']}", rank_course=rows)
    counts = {row.index_year: row for row in sorted(rows, key=lambda row: row.index_year)}
    identifier = f"ranks-{now['index'].replace('_', '-')}"
    axes = ax or charts.bump(
        rank_course.assign(mine=rank_course["is_mine"]),
        say,
        below={year: say.text("ranks-of", units=str(row.units_ranked)) for year, row in counts.items()},
    )
    points = [say.text("ranks-point", year=str(row.index_year), rank=_placed(row, say)) for row in own]
    others = sorted(
        (row for row in rows if row.index_year == last and not row.is_mine and row.rank is not None),
        key=lambda row: row.rank,
    )
    values = {"index": now.index_label, "unit": say.name(now, "unit"), "region": say.name(now, "region")}
    banded = any(row.is_mine and row.rank_low is not None for row in rows)
    caption = [
        say.text("ranks-caption", **values),
        *([say.text("ranks-caption-band")] if banded else []),
        *([say.text("ranks-estimated")] if now.is_estimated else []),
    ]
    return Figure(
        id=identifier,
        title=say.text(
            f"ranks-title-{_direction(first, now)}",
            index=now.index_label,
            before=_placed(first, say),
            now=_placed(now, say),
            first=str(first.index_year),
            last=str(last),
        ),
        svg=svg_of(axes, identifier),
        alt=say.text(
            "ranks-alt",
            **values,
            points="; ".join(points),
            last=str(last),
            others=", ".join(f"{say.name(row, 'unit')} {row.rank}" for row in others),
        ),
        caption=" ".join(caption),
        data=_data(rows, counts, identifier, say),
        narrow=True,
    )


@section
def by_part(part_ranks: pd.DataFrame, say: Words, *, ax: Axes | None = None) -> Figure | None:
    """Return the ranks of the unit by part in the index year; None where it has not a single one.

    Parameters
    ----------
    part_ranks
        A frame of :func:`chiso.part_ranks`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already.
    """
    rows = PART_RANKS.rows(part_ranks)
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return None
    first = rows[0]
    say.hear(f"ranks of the parts of {first['index']}", part_ranks=rows)
    identifier = f"part-ranks-{first['index'].replace('_', '-')}"
    axes = ax or charts.ladder(part_ranks, say)
    values = {"index": first.index_label, "year": str(first.index_year)}
    best, worst = min(row.rank for row in ranked), max(row.rank for row in ranked)
    said = [
        say.text("ladder-rung", name=say.name(row, "part"), rank=_placed(row, say))
        if row.rank is not None
        else say.text("heat-alt-none", name=say.name(row, "part"))
        for row in rows
    ]
    caption = [say.text("ladder-caption"), *([say.text("ranks-estimated")] if first.is_estimated else [])]
    if len(ranked) < len(rows):
        caption.append(say.text("heat-caption-withheld", sign=say.text("map-missing")))
    title = "ladder-title-one" if best == worst else "ladder-title"
    return Figure(
        id=identifier,
        title=say.labelled(say.text(title, **values, best=str(best), worst=str(worst)), estimated=first.is_estimated),
        svg=svg_of(axes, identifier),
        alt=f"{say.text('ladder-alt', **values, unit=say.name(first, 'unit'))} {'; '.join(said)}.",
        caption=" ".join(caption),
        data=_part_data(rows, identifier, say),
        narrow=True,
    )


def _placed(row: Row, say: Words) -> str:
    return say.placed(row.rank, row.units_ranked, estimated=row.is_estimated)


def _direction(before: Row, now: Row) -> str:
    """Say whether a rank rose; where the ranges of both years meet, and among other units, that cannot be told."""
    if before.units_ranked != now.units_ranked:
        return "other"
    if before.rank == now.rank:
        return "same"
    if (
        None not in (before.rank_low, now.rank_low)
        and before.rank_low <= now.rank_high
        and now.rank_low <= before.rank_high
    ):
        return "open"
    return "rise" if now.rank < before.rank else "fall"


def _data(rows: list[Row], counts: dict[int, Row], identifier: str, say: Words) -> Table:
    none = Cell(text=say.text("cell-none"), tone="missing")
    headers = [say.text("column-unit")]
    for year, row in counts.items():
        label = f"{year} ({say.text('ranks-of', units=say.whole(row.units_ranked))})"
        headers.append(say.labelled(label, estimated=row.is_estimated))
    units: dict[str, dict[int, Row]] = {}
    for row in rows:
        units.setdefault(row.unit_code, {})[row.index_year] = row

    def cell(row: Row | None) -> Cell:
        if row is None or row.rank is None:
            return none
        return Cell(text=say.whole(row.rank), href=say.cite(row) if row.is_mine else say.cite_all(row))

    table_rows = []
    for found in units.values():
        unit = next(iter(found.values()))
        cells = (Cell(text=say.name(unit, "unit")), *(cell(found.get(year)) for year in counts))
        table_rows.append(TableRow(cells=cells, marked=unit.is_mine))
    return Table(
        id=f"{identifier}-data",
        caption=say.text("ranks-data", index=rows[0].index_label),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(table_rows),
    )


def _part_data(rows: list[Row], identifier: str, say: Words) -> Table:
    none = Cell(text=say.text("cell-none"), tone="missing")

    def rank(row: Row) -> Cell:
        return none if row.rank is None else Cell(text=say.rank(row.rank, row.units_ranked), href=say.cite(row))

    return Table(
        id=f"{identifier}-data",
        caption=say.text("ladder-data"),
        columns=(
            Column(header=say.text("column-dimension")),
            Column(header=say.labelled(say.text("column-rank"), estimated=rows[0].is_estimated), align="end"),
        ),
        rows=tuple(TableRow(cells=(Cell(text=say.name(row, "part")), rank(row))) for row in rows),
    )
