"""How large a change is by the publisher's own mark, and a score as a share of its range."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Index, Indicator
from chiso.facts.core import finest
from chiso.facts.data import Data
from chiso.facts.memo import remembered


def share_of_range(value: float, indicator: Indicator) -> float:
    """Return a score as the share of its range, from 0 (lowest possible) to 1 (highest)."""
    return (value - indicator.scale_min) / (indicator.scale_max - indicator.scale_min)


def is_notable(index: Index, change: float | None, previous: float | None) -> bool:
    """Whether the publisher of an index would mark a change, by its share of the earlier score."""
    least = index.notable_change
    return least is not None and change is not None and bool(previous) and abs(change / float(previous or 1.0)) > least


@remembered
def notable_cells(data: Data, changes: pd.DataFrame, index: str) -> float | None:
    """Return the share of the changes of finest parts, of all units, that the publisher of an index would mark."""
    least = data.catalog.indices[index].notable_change
    rows = changes[(changes["index"] == index) & changes["comparable"] & changes["change"].notna()]
    codes = [part.code for part in finest(data.catalog, index, int(rows["index_year"].iloc[0]))] if len(rows) else []
    rows = rows[rows["code"].isin(codes) & (rows["previous_value"] != 0)]
    if least is None or rows.empty:
        return None
    return float(((rows["change"] / rows["previous_value"]).abs() > least).mean())
