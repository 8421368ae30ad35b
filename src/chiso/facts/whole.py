"""Which tables are whole, so that anything may be worked out over them, and how many units the others know."""

from __future__ import annotations

import pandas as pd

from chiso.facts.data import Data
from chiso.facts.memo import remembered
from chiso.facts.ranking import whole_editions


@remembered
def _whole(data: Data, changes: pd.DataFrame) -> frozenset[tuple[str, int]]:
    found = set(whole_editions(data.catalog, data.observations))
    # Of the years compared, the changes say what is known.
    totals = changes[changes["code"] == "TOTAL"]
    for column, year in (("value", "index_year"), ("previous_value", "previous_year")):
        counts = totals[totals[column].notna()].groupby(["index", year], sort=False).size()
        compared = {
            (str(index), int(at)) for index, at in totals[["index", year]].drop_duplicates().itertuples(index=False)
        }
        for key in compared:
            edition = data.catalog.publications.get(key)
            found.discard(key)
            if edition is not None and int(counts.get(key, 0)) == edition.units_ranked:
                found.add(key)
    return frozenset(found)


def is_whole(data: Data, changes: pd.DataFrame, index: str, index_year: int) -> bool:
    """Whether the table of an edition is whole: every unit that was ranked has its score here.

    Only over a whole table may a rank, median, quartile or distance be worked out.
    """
    return (index, index_year) in _whole(data, changes)


def whole_years(data: Data, changes: pd.DataFrame, index: str) -> list[int]:
    """Return the index years whose table is whole, in order."""
    return sorted(year for edition, year in _whole(data, changes) if edition == index)


@remembered
def known_units(data: Data, changes: pd.DataFrame) -> dict[str, int]:  # noqa: ARG001 - what changes say depends on it
    """Return how many units have a total or a rank in the index year, by index."""
    totals = changes[(changes["code"] == "TOTAL") & (changes["value"].notna() | changes["rank"].notna())]
    return {str(index): int(count) for index, count in totals.groupby("index", sort=False).size().items()}
