"""The totals of all units in all years: those of the observations and, of the years compared, those of the changes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.facts.data import Data
from chiso.facts.describe import known
from chiso.facts.frames import ORIGIN_NAMES
from chiso.facts.memo import remembered
from chiso.facts.ranking import ranks, shared_ranks

_FIGURES = ("value", "rank", "units_ranked", "is_shared", "status", *ORIGIN_NAMES)


@remembered
def totals_by_year(data: Data, changes: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the totals of all units in all years, with ranks; those of the years compared as ``changes`` has them.

    Returns
    -------
    pandas.DataFrame
        Columns ``index_year, unit_code, value, rank, units_ranked, is_shared, status, raw_table, raw_row, source_id``,
        indexed by year and unit.
    """
    values = data.observations
    values = values[(values["index"] == index) & (values["code"] == "TOTAL")]
    published = data.published_ranks
    published = published[(published["index"] == index) & (published["code"] == "TOTAL")]
    pair = type(data.seen)(values, published)
    table = values.merge(
        ranks(data.catalog, pair),
        how="outer",
        on=["index", "index_year", "vintage", "unit_code", "code"],
        suffixes=("", "_of_rank"),
    )
    for column in ("raw_table", "raw_row"):
        table[column] = table[column].fillna(table[f"{column}_of_rank"])
    value_source, rank_source = table["source_id"].fillna(""), table["rank_source_id"].fillna("")
    both = value_source.where((rank_source == "") | (rank_source == value_source), value_source + " " + rank_source)
    table["source_id"] = both.str.strip()
    table["is_shared"] = shared_ranks(table)
    table = table[["index_year", "unit_code", *_FIGURES]]
    compared = changes[(changes["index"] == index) & (changes["code"] == "TOTAL")]
    parts = [table]
    for prefix, year in (("", "index_year"), ("previous_", "previous_year")):
        wanted = [f"{prefix}{name}" for name in ("value", "rank", "units_ranked", *ORIGIN_NAMES)]
        part = compared[[year, "unit_code", *wanted]].rename(
            columns={year: "index_year"} | {name: name.removeprefix(prefix) for name in wanted}
        )
        parts.append(part)
    together = pd.concat(parts, ignore_index=True).drop_duplicates(["index_year", "unit_code"], keep="last")
    known_before = table.set_index(["index_year", "unit_code"])
    together = together.set_index(["index_year", "unit_code"]).sort_index()
    together["status"] = together["status"].fillna(known_before["status"].reindex(together.index))
    shared = shared_ranks(together.reset_index().assign(index=index, vintage=data.catalog.vintage, code="TOTAL"))
    together["is_shared"] = shared.to_numpy()
    return together


@remembered
def by_year_and_unit(data: Data, changes: pd.DataFrame, index: str) -> dict[tuple[int, str], dict[str, Any]]:
    """Return the totals of all units in all years by year and unit, missing cells as None."""
    table = totals_by_year(data, changes, index)
    columns = [[known(cell) for cell in table[name].tolist()] for name in _FIGURES]
    keys = ((int(year), str(unit)) for year, unit in table.index)
    return {
        key: dict(zip(_FIGURES, cells, strict=True))
        for key, cells in zip(keys, zip(*columns, strict=True), strict=True)
    }
