"""The finest parts of an index against the medians of all units and of the region."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Change, Words
from chiso.facts.frames import Row
from chiso.facts.named import worked_out
from chiso.facts.profile import PROFILE


@section
def figure(profile: pd.DataFrame, say: Words, *, ax: Axes | None = None) -> Figure | None:
    """Return the heat table of the finest parts; None where the unit has not a single one, or the table is not whole.

    Parameters
    ----------
    profile
        A frame of :func:`chiso.profile`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already.
    """
    rows = PROFILE.rows(profile)
    if all(row.level is None for row in rows):
        return None
    first = rows[0]
    say.hear(f"profile of {first['index']}", profile=rows)
    headers = [say.text("heat-level"), say.text("heat-national"), say.text("heat-regional")]
    has_changes = any(row.notable_change is not None for row in rows)
    if has_changes:
        headers.append(say.text("heat-change", year=str(first.previous_year)))
    identifier = f"heat-{first['index'].replace('_', '-')}"
    axes = ax or charts.heat(cells(profile), say, headers=headers)
    known = [row for row in rows if row.above is not None]
    above = sum(row.above > 0 for row in known)
    title = say.text(
        "heat-title" if first.sign > 0 else "heat-title-lower",
        unit=say.name(first, "unit"),
        above=say.whole(worked_out(above, first, "parts_above_median")),
        count=say.whole(worked_out(len(known), first, "parts_with_median")),
        index=first.index_label,
        year=str(first.index_year),
    )
    return Figure(
        id=identifier,
        title=say.labelled(title, estimated=first.is_estimated),
        svg=svg_of(axes, identifier),
        alt=_alt(rows, say),
        caption=_caption(rows, say, has_changes=has_changes),
        data=_data(rows, identifier, say, has_changes=has_changes),
    )


def cells(profile: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a profile as the heat table takes them, each part with the head that it stands under."""
    heads = profile.drop_duplicates("parent")
    names = {"parent": "code", "group_part_vi": "part_vi", "group_part_en": "part_en"}
    heads = heads[list(names)].rename(columns=names).assign(parent="TOTAL")
    shown = profile.assign(relative_change=profile["notable_change"], notable=profile["notable_change"].notna())
    return pd.concat([heads, shown], ignore_index=True)


def _name(row: Row, say: Words) -> str:
    return f"{row.code} {say.name(row, 'part')}"


def _marked(row: Row, say: Words) -> Change:
    """Return a marked change, with its tone and word; an open diamond stands alone across a break."""
    if row.value is not None and not row.comparable:
        return Change(None, "break", say.text("word-break"))
    if row.value is None or row.notable_change is None:
        return Change(None, None, "")
    return say.change(row, value=100 * row.notable_change)


def _alt(rows: list[Row], say: Words) -> str:
    said = []
    for row in rows:
        if row.level is None or row.above_national is None:
            said.append(say.text("heat-alt-none", name=_name(row, say)))
            continue
        regional = say.text("cell-none") if row.above_regional is None else say.signed(100 * row.above_regional, 0)
        said.append(
            say.text(
                "heat-alt-entry",
                name=_name(row, say),
                level=say.number(100 * row.level, 0),
                national=say.signed(100 * row.above_national, 0),
                regional=regional,
            )
        )
    first = rows[0]
    # A message takes no value of more than a thousand characters.
    opening = say.text("heat-alt", unit=say.name(first, "unit"), year=str(first.index_year))
    return f"{opening} {'; '.join(said)}."


def _caption(rows: list[Row], say: Words, *, has_changes: bool) -> str:
    first = rows[0]
    before = str(first.previous_year)
    said = [say.text("heat-caption" if first.sign > 0 else "heat-caption-lower", region=say.name(first, "region"))]
    broken = [kind for kind in first.total_reasons.split() if kind not in ("gap", "previous_gap")]
    if has_changes:
        share = say.measured(say.trimmed(100 * first.notable_share), "percent")
        cells = say.measured(say.number(100 * first.notable_cells, 0), "percent")
        said.append(say.text("heat-caption-change", year=before, share=share, cells=cells))
        if any(_marked(row, say).tone == "break" for row in rows):
            said.append(say.text("heat-caption-mark"))
    elif broken:
        said.append(say.text("heat-caption-break", year=before, reason=say.reason(broken[0], first)))
    if any(row.level is None for row in rows):
        said.append(say.text("heat-caption-withheld", sign=say.text("map-missing")))
    return " ".join(said)


def _data(rows: list[Row], identifier: str, say: Words, *, has_changes: bool) -> Table:
    none = Cell(text=say.text("cell-none"), tone="missing")

    def share(value: float | None, href: str) -> Cell:
        return none if value is None else Cell(text=say.number(100 * value, 0), href=href)

    headers = [say.text(name) for name in ("column-component", "heat-level", "heat-median", "heat-median-region")]
    if has_changes:
        headers.append(say.text("heat-change", year=str(rows[0].previous_year)))
    table_rows = []
    for row in rows:
        of_all = say.cite_all(row)
        cells = [
            Cell(text=_name(row, say)),
            share(row.level, say.cite(row)),
            share(row.national, of_all),
            share(row.regional, of_all),
        ]
        if has_changes:
            marked = _marked(row, say)
            shown = "" if row.notable_change is None else say.signed(100 * row.notable_change, 1)
            href = say.cite_change(row) if shown else ""
            cells.append(Cell(text=shown or say.text("cell-none"), tone=marked.tone, word=marked.word, href=href))
        table_rows.append(TableRow(cells=tuple(cells)))
    return Table(
        id=f"{identifier}-data",
        caption=say.text("heat-data"),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(table_rows),
        dense=True,
    )
