"""Section 4, the map: every unit a tile, coloured by its PAPI group."""

from __future__ import annotations

import pandas as pd

from chiso.analysis.ranking import rank_scores
from chiso.analysis.standing import Group, papi_group
from chiso.analysis.tables import whole_totals
from chiso.catalog import Unit
from chiso.catalog.grids import Grid, IslandPlace, read_grid
from chiso.report.charts.tilemap import Island, Tile, tile_map
from chiso.report.context import Context
from chiso.report.sections.figures_ranks import HEIGHT, INDEX, estimated_ranks
from chiso.report.specs import Cell, Column, Figure, Row, Table


def map_figure(context: Context) -> Figure | None:
    """Return the map of the PAPI groups in the index year; None where its table is not whole."""
    totals = whole_totals(context.catalog, context.observations, INDEX, context.now)
    return None if totals is None else group_map(context, totals)


def group_map(context: Context, totals: pd.Series) -> Figure:
    """Return the map of the groups of a whole table.

    Parameters
    ----------
    context
        The unit and the language.
    totals
        The totals of all ranked units of the catalogue's set, by code.
    """
    text = context.language.text
    grid = read_grid(context.project.raw, context.catalog.vintage)
    ranks = rank_scores(totals)
    groups = {str(code): papi_group(context.now, int(rank), len(totals)) for code, rank in ranks.items()}
    ranges = _ranges(ranks, groups)
    sheet = tile_map(
        _tiles(context, grid, groups),
        [Island(row=one.row, column=one.col, name=one.name(context.locale)) for one in grid.islands],
        {
            number: _sentence_case(
                text("map-group", group=text(f"group-papi-{number}"), first=str(first), last=str(last))
            )
            for number, (first, last) in ranges.items()
        },
        title=context.rank_label(text(f"map-key-{_basis(groups)}", index=_label(context), year=str(context.now))),
        withheld=text("map-withheld"),
        missing=text("map-missing"),
        height=HEIGHT,
    )
    return Figure(
        id="map",
        title=context.rank_label(_title(context, groups)),
        svg=sheet.svg("map"),
        alt=_alt(context, grid, groups),
        caption=" ".join([text("map-caption"), *estimated_ranks(context)]),
        data=_data(context, ranks, groups),
        narrow=True,
    )


def _label(context: Context) -> str:
    return context.catalog.indices[INDEX].label


def _basis(groups: dict[str, Group]) -> str:
    """Return whose groups they are: the publisher's only where all of them are."""
    return "publisher" if all(one.basis == "publisher" for one in groups.values()) else "quartile"


def _ranges(ranks: pd.Series, groups: dict[str, Group]) -> dict[int, tuple[int, int]]:
    """Return the first and last rank of every group, from the ranks that there are."""
    found: dict[int, list[int]] = {}
    for code, rank in ranks.items():
        found.setdefault(groups[str(code)].number, []).append(int(rank))
    return {number: (min(found[number]), max(found[number])) for number in sorted(found)}


def _tiles(context: Context, grid: Grid, groups: dict[str, Group]) -> list[Tile]:
    return [
        Tile(
            row=place.row,
            column=place.col,
            name=context.catalog.units.by_code[code].name(context.locale),
            group=groups[code].number if code in groups else None,
            mine=code == context.unit.code,
        )
        for code, place in grid.places.items()
    ]


def _title(context: Context, groups: dict[str, Group]) -> str:
    text = context.language.text
    values = {"index": _label(context), "year": str(context.now), "unit": context.unit_name}
    mine = groups.get(context.unit.code)
    if mine is None:
        return text("map-title-none", **values)
    return text(f"map-title-{_basis(groups)}", **values, group=text(f"group-papi-{mine.number}"))


def _alt(context: Context, grid: Grid, groups: dict[str, Group]) -> str:
    text, language = context.language.text, context.language
    by_group: dict[int | None, list[str]] = {}
    for unit in context.catalog.units.in_region(context.unit):
        group = groups.get(unit.code)
        by_group.setdefault(group.number if group else None, []).append(unit.name(context.locale))
    said = [
        text("map-alt-group", group=_group_name(context, number), units=", ".join(names))
        for number, names in sorted(by_group.items(), key=lambda pair: pair[0] or len(by_group) + 9)
    ]
    return text(
        "map-alt",
        units=str(len(grid.places)),
        index=_label(context),
        year=str(context.now),
        islands=language.listed([_island_name(context, one) for one in grid.islands]),
        region=context.unit.region(context.locale),
        groups="; ".join(said),
    )


def _island_name(context: Context, island: IslandPlace) -> str:
    unit = context.catalog.units.resolve(island.belongs_to)
    return context.language.text("map-island", island=island.name(context.locale), unit=unit.name(context.locale))


def _group_name(context: Context, number: int | None) -> str:
    return context.language.text("map-withheld" if number is None else f"group-papi-{number}")


def _data(context: Context, ranks: pd.Series, groups: dict[str, Group]) -> Table:
    text = context.language.text

    def order(unit: Unit) -> tuple[float, str]:
        rank = ranks.get(unit.code)
        return (float("inf") if rank is None else float(rank), unit.name_vi)

    def row(unit: Unit) -> Row:
        group = groups.get(unit.code)
        mine = unit.code == context.unit.code
        rank = Cell(text=text("cell-none"), tone="missing")
        if group:
            rank = Cell(text=str(int(ranks[unit.code])), href=context.unit_entry(INDEX, mine=mine))
        name = _sentence_case(_group_name(context, group.number if group else None))
        return Row(cells=(Cell(text=unit.name(context.locale)), rank, Cell(text=name)), marked=mine)

    return Table(
        id="map-data",
        caption=text("map-data", index=_label(context), year=str(context.now)),
        columns=(
            Column(header=text("column-unit")),
            Column(header=context.rank_label(text("column-rank")), align="end"),
            Column(header=text("standing-group")),
        ),
        rows=tuple(row(unit) for unit in sorted(context.catalog.units, key=order)),
        dense=True,
    )


def _sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]
