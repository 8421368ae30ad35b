"""The map: every unit a tile, coloured by its group."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.standing import group_name
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.groups import GROUPS, MAP, RANKING, is_tile
from chiso.facts.results import RESULTS


@section
def figure(
    ranking: pd.DataFrame,
    tile_map: pd.DataFrame,
    groups: pd.DataFrame,
    results: pd.DataFrame,
    say: Words,
    *,
    index: str = "",
    ax: Axes | None = None,
) -> Figure | None:
    """Return the map of the groups of an index; None where its table is not whole or the set of units has no map.

    Parameters
    ----------
    ranking, tile_map, groups, results
        Frames of :func:`chiso.ranking`, :func:`chiso.tile_map`, :func:`chiso.groups` and, for the unit,
        :func:`chiso.results`.
    say
        The words of the briefing.
    index
        The id of the index; the last one whose table is whole and shown in groups if not given.
    ax
        The chart, where it was drawn and changed already.
    """
    mine = RESULTS.rows(results)
    grouped = {row["index"] for row in GROUPS.rows(groups) if row.first_rank is not None}
    index = index or next((row["index"] for row in reversed(mine) if row.is_whole and row["index"] in grouped), "")
    result = next((row for row in mine if row["index"] == index), None)
    if result is None or index not in grouped or not result.is_whole or tile_map.empty:
        return None
    rows = {row.unit_code: row for row in RANKING.rows(ranking[ranking["index"] == index])}
    say.hear(f"map of {index}", results=mine, ranking=rows.values())
    key = {row.group: row for row in GROUPS.rows(groups) if row["index"] == index}
    basis = "publisher" if any(row.group_basis == "publisher" for row in key.values()) else "quartile"
    values = {"index": result.index_label, "year": str(result.index_year)}
    axes = ax or charts.tilemap(
        tiles(ranking, tile_map, result),
        say,
        islands=tile_map[~is_tile(tile_map)],
        title=say.labelled(say.text(f"map-key-{basis}", **values), estimated=result.is_estimated),
        key={
            number: _sentence_case(
                say.text("map-group", group=group_name(row, say), first=str(row.first_rank), last=str(row.last_rank))
            )
            for number, row in key.items()
        },
    )
    unit = rows[result.unit_code]
    title = say.text("map-title-none", **values, unit=say.name(unit, "unit"))
    title = say.labelled(title, estimated=result.is_estimated)
    if unit.group is not None:
        # The place is what was published; the group follows from it.
        named = {"unit": say.name(unit, "unit"), "group": group_name(unit, say), "rank": say.rank_of(result)}
        whose = "quartile" if unit.group_basis == "quartile" else "publisher"
        title = say.text(f"map-title-{whose}", **values, **named)
    caption = [say.text("map-caption"), *([say.text("ranks-estimated")] if result.is_estimated else [])]
    return Figure(
        id="map",
        title=title,
        svg=svg_of(axes, "map"),
        alt=_alt(rows, MAP.rows(tile_map), result, say),
        caption=" ".join(caption),
        data=_data(rows, result, say),
        narrow=True,
    )


def tiles(ranking: pd.DataFrame, tile_map: pd.DataFrame, result: Row) -> pd.DataFrame:
    """Return the units of the map with their groups in the index of a result; ``mine`` is its unit."""
    mine = ranking[ranking["index"] == result["index"]]
    placed = tile_map[is_tile(tile_map)][["row", "column", "unit_code"]]
    found = placed.merge(mine, on="unit_code", how="left", validate="one_to_one")
    return found.assign(mine=found["unit_code"] == result.unit_code)


def _alt(rows: dict[str, Row], places: list[Row], result: Row, say: Words) -> str:
    by_group: dict[int, list[Row]] = {}
    for row in rows.values():
        if row.region_en == result.region_en:
            by_group.setdefault(row.group or _LAST, []).append(row)
    said = [
        say.text(
            "map-alt-group",
            group=_group(found[0], say),
            units=", ".join(say.name(row, "unit") for row in found),
        )
        for _, found in sorted(by_group.items())
    ]
    islands = [
        say.text("map-island", island=say.name(place, "name"), unit=say.name(place, "belongs_to"))
        for place in places
        if not place.unit_code
    ]
    values = {"index": result.index_label, "year": str(result.index_year)}
    opening = say.text("map-alt", **values, units=str(sum(1 for place in places if place.unit_code)))
    if islands:
        opening = f"{opening} {say.text('map-alt-islands', islands=say.listed(islands))}"
    return f"{opening} {say.text('map-alt-region', region=say.name(result, 'region'), groups='; '.join(said))}"


_LAST = 1000
"""Units in no group come after all groups."""


def _group(row: Row, say: Words) -> str:
    return say.text("map-withheld") if row.group is None else group_name(row, say)


def _data(rows: dict[str, Row], result: Row, say: Words) -> Table:
    ordered = sorted(rows.values(), key=lambda row: (float("inf") if row.rank is None else row.rank, row.unit_vi))
    table_rows = []
    for row in ordered:
        is_mine = row.unit_code == result.unit_code
        rank = Cell(text=say.text("cell-none"), tone="missing")
        if row.group is not None:
            rank = Cell(text=say.whole(row.rank), href=say.cite(row) if is_mine else say.cite_all(row))
        name = _sentence_case(_group(row, say))
        table_rows.append(TableRow(cells=(Cell(text=say.name(row, "unit")), rank, Cell(text=name)), marked=is_mine))
    return Table(
        id="map-data",
        caption=say.text("map-data", index=result.index_label, year=str(result.index_year)),
        columns=(
            Column(header=say.text("column-unit")),
            Column(header=say.labelled(say.text("column-rank"), estimated=result.is_estimated), align="end"),
            Column(header=say.text("standing-group")),
        ),
        rows=tuple(table_rows),
        dense=True,
    )


def _sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]
