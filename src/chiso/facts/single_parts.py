"""Figures of parts that are known of some units only: which rows of a table they are."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog


def is_single(catalog: Catalog, table: pd.DataFrame) -> pd.Series:
    """Return for each row of a table of ``index, index_year, code`` whether it is of a part known of some units only.

    Such a figure stands for itself: nothing may be ranked, averaged or estimated over it.
    """
    single = pd.Series(False, index=table.index)
    of_totals = [index for index, one in catalog.indices.items() if one.layout == "scores"]
    found = table[table["code"].ne("TOTAL") & table["index"].isin(of_totals)]
    for (index, year), rows in found.groupby(["index", "index_year"], sort=False):
        single[rows.index[~rows["code"].isin(list(catalog.in_year(str(index), int(str(year)))))]] = True
    return single
