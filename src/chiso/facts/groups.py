"""The groups of units that publishers form, and quarters where theirs are not known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Catalog, GroupCut, Index
from chiso.catalog.grids import read_grid
from chiso.facts.availability import gap
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, place_cells, unit_cells
from chiso.facts.frames import INDEX, ORIGIN, SCORE, UNIT, YEAR, Field, Row, Schema, fields, names
from chiso.facts.group_rules import cuts_of, group_of
from chiso.facts.memo import remembered
from chiso.facts.ranges import table_ranges
from chiso.facts.results import PLACE
from chiso.facts.whole import is_whole

GROUP = (
    Field("group", "int", "group of the unit, 1 is the best; missing where it is in none"),
    Field(
        "group_basis", "str", "whose group it is: publisher, announced (by cuts of scores) or quartile; empty for none"
    ),
    *names("group", "name of the group; empty where it has none of its own"),
)

RANKING = Schema(
    "ranking",
    "Every unit in every index with an edition: its score, place and group, also where they are not known",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PLACE,
        Field("unit_slug", "str", "name of the unit as addresses have it"),
        SCORE,
        Field("is_shared", "bool", "whether another unit has the same rank"),
        GROUP,
        Field("gap", "str", "why there is no score or no rank: a kind of chiso.gaps; empty where there are both"),
        Field("is_whole", "bool", "whether the score of every ranked unit is known here"),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        Field("is_merged", "bool", "whether the unit was made of several former ones"),
        Field("rank_low", "int", "best place that the scores leave open, 95 % for all units at once"),
        Field("rank_high", "int", "worst place that they leave open"),
        ORIGIN,
    ),
)

GROUPS = Schema(
    "groups",
    "The groups of every index that is shown in groups: a row a group, with the ranks or scores that it holds",
    fields(
        INDEX,
        YEAR,
        Field("group", "int", "number of the group, 1 is the best", required=True),
        names("group", "name of the group; empty where it has none of its own"),
        Field("group_basis", "str", "whose groups they are: publisher, announced or quartile", required=True),
        Field("first_rank", "int", "best rank of the group; missing where scores bound it"),
        Field("last_rank", "int", "worst rank of the group"),
        Field(
            "bound", "float", "score from which on units are in the group; missing where ranks bound it", "as measure"
        ),
    ),
)

MAP = Schema(
    "tile_map",
    "The places of a tile-grid map: a row a unit or an archipelago",
    fields(
        Field("row", "int", "row of the grid, 1 is the north", required=True),
        Field("column", "int", "column of the grid, 1 is the west", required=True),
        Field("unit_code", "str", "code of the unit; empty for an archipelago"),
        *names("name", "name of the archipelago; empty for a unit"),
        *names("belongs_to", "unit that the archipelago belongs to"),
    ),
)


@remembered
def ranking(data: Data, changes: pd.DataFrame) -> pd.DataFrame:
    """Return all units in all indices that have an edition for the index year.

    Parameters
    ----------
    data
        The data: units and groups.
    changes
        A frame of :func:`chiso.changes`.

    Returns
    -------
    pandas.DataFrame
        See :data:`RANKING`; by index, then in the order of the units.

    Examples
    --------
    >>> ranking = chiso.ranking(data, changes)
    >>> ranking.query("index == 'papi'").sort_values("rank")["unit_en"].head(3).tolist()
    ['Quang Ninh', 'Dong Thap', 'Thai Nguyen']
    """
    catalog = data.catalog
    rows = []
    for row in CHANGES.rows(changes[changes["code"] == "TOTAL"]):
        index, unit = catalog.indices[row["index"]], catalog.units.by_code[row.unit_code]
        cells: dict[str, Any] = {name: row[name] for name in row if name in RANKING.columns}
        cells |= {**index_cells(index), **unit_cells(unit), **place_cells(unit), "unit_slug": unit.slug}
        if row.rank is not None:
            cells |= group_cells(catalog, index, row)
        if row.value is None or row.rank is None:
            cells["gap"] = gap(catalog, index.index, row.index_year, unit.code).kind
        cells["is_whole"] = is_whole(data, changes, index.index, row.index_year)
        cells["is_estimated"] = catalog.is_estimated(row.index_year)
        low, high = table_ranges(data, changes, index.index).get(unit.code, (None, None))
        cells |= {"rank_low": low, "rank_high": high}
        cells["is_merged"] = len(catalog.parts_of(unit.code)) > 1
        rows.append(cells)
    return RANKING.frame(rows)


def groups(data: Data, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of the index year; of groups by rank, only where the table is whole.

    Parameters
    ----------
    data
        The data: the bounds of groups.
    changes
        A frame of :func:`chiso.changes`.

    Returns
    -------
    pandas.DataFrame
        See :data:`GROUPS`.

    Examples
    --------
    >>> groups = chiso.groups(data, changes)
    >>> groups.query("index == 'papi'")[["group_en", "first_rank", "last_rank"]].head(2).values.tolist()
    [['highest', 1, 16], ['upper middle', 17, 32]]
    """
    rows: list[dict[str, Any]] = []
    for index in data.indices:
        edition = data.catalog.publications.get((index.index, data.index_year))
        if edition is None or not index.grouped:
            continue
        base = {**index_cells(index), "index_year": data.index_year, "vintage": data.catalog.vintage}
        cuts = cuts_of(data.catalog, index, data.index_year, edition.units_ranked)
        if cuts and cuts[0].by == "score":
            rows += [base | _named(cut) | {"group_basis": "announced", "bound": float(cut.bound)} for cut in cuts]
        elif is_whole(data, changes, index.index, data.index_year):
            rows += [base | cells for cells in _by_rank(data.catalog, index, data.index_year, edition.units_ranked)]
    return GROUPS.frame(rows)


def _named(cut: GroupCut) -> dict[str, Any]:
    return {"group": cut.number, "group_vi": cut.name_vi, "group_en": cut.name_en}


def _by_rank(catalog: Catalog, index: Index, index_year: int, units_ranked: int) -> list[dict[str, Any]]:
    """Return groups that ranks bound, with the ranks of each."""
    found: dict[int, dict[str, Any]] = {}
    for rank in range(1, units_ranked + 1):
        group = group_of(catalog, index, index_year, rank, units_ranked, None)
        if group is None or group.number is None:
            continue
        cells = {
            "group": group.number,
            "group_vi": group.name_vi,
            "group_en": group.name_en,
            "group_basis": group.basis,
            "first_rank": rank,
        }
        found.setdefault(group.number, cells)["last_rank"] = rank
    return list(found.values())


def rank_bounds(catalog: Catalog, index: Index, index_year: int, units_ranked: int) -> dict[int, tuple[int, int]]:
    """Return the first and the last rank of each group by its number; empty where scores bound the groups."""
    cuts = cuts_of(catalog, index, index_year, units_ranked)
    if not index.grouped or (cuts and cuts[0].by == "score"):
        return {}
    found = _by_rank(catalog, index, index_year, units_ranked)
    return {int(cells["group"]): (int(cells["first_rank"]), int(cells["last_rank"])) for cells in found}


def group_cells(catalog: Catalog, index: Index, row: Row) -> dict[str, Any]:
    """Return the columns of the group that a place or a score is in."""
    found = group_of(catalog, index, row.index_year, row.rank, row.units_ranked, row.value)
    if found is None:
        return {"group_basis": ""}
    return {
        "group": found.number,
        "group_basis": found.basis,
        "group_vi": found.name("vi"),
        "group_en": found.name("en"),
    }


def tile_map(data: Data) -> pd.DataFrame:
    """Return the tile-grid map of the set of units with the archipelagos that belong on it; empty where it has none.

    Examples
    --------
    >>> tile_map = chiso.tile_map(data)
    >>> tile_map.loc[tile_map["unit_code"].isna(), "name_vi"].tolist()
    ['Quần đảo Hoàng Sa', 'Quần đảo Trường Sa']
    """
    grid, units = read_grid(data.catalog), data.catalog.units
    if grid is None:
        return MAP.frame([])
    rows: list[dict[str, Any]] = [
        {"row": place.row, "column": place.col, "unit_code": code} for code, place in grid.places.items()
    ]
    for island in grid.islands:
        unit = units.resolve(island.belongs_to)
        rows.append(
            {
                "row": island.row,
                "column": island.col,
                "name_vi": island.name("vi"),
                "name_en": island.name("en"),
                "belongs_to_vi": unit.name("vi"),
                "belongs_to_en": unit.name("en"),
            }
        )
    return MAP.frame(rows)


def is_tile(tile_map: pd.DataFrame) -> pd.Series:
    """Return of each row of a map whether it is the place of a unit; the others are archipelagos."""
    return tile_map["unit_code"].notna() & (tile_map["unit_code"] != "")
