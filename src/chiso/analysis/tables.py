"""Whole tables as frames: units down, codes or concepts across."""

from __future__ import annotations

import functools

import pandas as pd

from chiso.analysis.ranking import is_whole
from chiso.catalog import Catalog
from chiso.ingest import Observations


@functools.lru_cache(maxsize=64)
def scores(observations: Observations, index: str, index_year: int) -> pd.DataFrame:
    """Return the scores of one edition.

    Returns
    -------
    pandas.DataFrame
        A row for every unit with any figure, indexed by ``unit_code``; a column for every code, missing
        where a score was withheld. Empty where there is no table. It is kept for the next caller: copy
        it before changing it.
    """
    rows = observations.values
    rows = rows[(rows["index"] == index) & (rows["index_year"] == index_year)]
    return rows.set_index(["unit_code", "code"])["value"].unstack()  # noqa: PD010 - pivot_table would aggregate


def whole_totals(catalog: Catalog, observations: Observations, index: str, index_year: int) -> pd.Series | None:
    """Return the totals of a whole table by unit, or None where only some units are known.

    Nothing may be worked out over a fragment: no median, no best, no place of a score.
    """
    if not is_whole(catalog, observations, index, index_year):
        return None
    return scores(observations, index, index_year)["TOTAL"].dropna()
