"""Places: who is ranked, among how many, and when a rank may be worked out at all."""

from __future__ import annotations

import functools

import pandas as pd

from chiso.catalog import Catalog
from chiso.ingest import Observations

KEY = ["index", "index_year", "vintage", "code"]


def rank_scores(scores: pd.Series) -> pd.Series:
    """Rank scores from the highest, 1 first; equal scores share the better place.

    Parameters
    ----------
    scores
        One score a unit; missing ones are not ranked.

    Returns
    -------
    pandas.Series
        ``Int64`` ranks with the same index, missing where the score is.
    """
    return scores.rank(ascending=False, method="min").astype("Int64")


def is_shared(comparison: pd.DataFrame, index: str, unit_code: str) -> bool:
    """Whether another unit known here has the same rank by its total.

    Parameters
    ----------
    comparison
        The columns of ``comparisons/YEAR.csv`` for all units.
    index, unit_code
        The unit's rank in which index.
    """
    totals = comparison[(comparison["index"] == index) & (comparison["code"] == "TOTAL")]
    mine = totals.loc[totals["unit_code"] == unit_code, "rank"].dropna()
    return bool(len(mine)) and int((totals["rank"] == mine.iloc[0]).sum()) > 1


@functools.lru_cache(maxsize=8)
def whole_editions(catalog: Catalog, observations: Observations) -> frozenset[tuple[str, int]]:
    """Return the editions whose table is whole, as index and index year; see :func:`is_whole`."""
    values = observations.values
    totals = values[(values["code"] == "TOTAL") & values["value"].notna()]
    counts = totals.groupby(["index", "index_year"], sort=False).size().reset_index(name="count")
    ranked = {key: publication.units_ranked for key, publication in catalog.publications.items()}
    return frozenset(
        (str(index), int(year))
        for index, year, count in counts.itertuples(index=False)
        if ranked.get((str(index), int(year))) == count
    )


def is_whole(catalog: Catalog, observations: Observations, index: str, index_year: int) -> bool:
    """Whether the table of an edition is whole: every unit that was ranked has its score here.

    Only over a whole table may a rank, median, quartile or distance be worked out.
    """
    return (index, index_year) in whole_editions(catalog, observations)


def known_units(observations: Observations, index: str, index_year: int) -> int:
    """Return how many units of an edition have a total or a rank here."""
    known: set[str] = set()
    for table, column in ((observations.values, "value"), (observations.ranks, "rank")):
        rows = table[(table["index"] == index) & (table["index_year"] == index_year) & (table["code"] == "TOTAL")]
        known |= set(rows.loc[rows[column].notna(), "unit_code"])
    return len(known)


@functools.lru_cache(maxsize=4)
def ranks(catalog: Catalog, observations: Observations) -> pd.DataFrame:
    """Return the rank of every unit in every index, year and code that can be ranked.

    In a whole table ranks are worked out, a code among the units that have it; a published rank stands
    where there is one, since the publisher ranked on digits that were not printed. Of a fragment only
    the published ranks are given.

    Returns
    -------
    pandas.DataFrame
        Columns ``index, index_year, vintage, unit_code, code, rank, units_ranked``, the last two ``Int64``.
        It is kept for the next caller: copy it before changing it.
    """
    values = observations.values[observations.values["value"].notna()]
    whole = pd.MultiIndex.from_frame(
        pd.DataFrame(sorted(whole_editions(catalog, observations)), columns=["index", "index_year"])
    )
    in_whole = pd.MultiIndex.from_frame(values[["index", "index_year"]]).isin(whole)
    computed = values[in_whole].copy()
    computed["value"] *= computed["index"].map({index: one.sign for index, one in catalog.indices.items()})
    groups = computed.groupby(KEY, sort=False)["value"]
    computed["rank"] = groups.rank(ascending=False, method="min").astype("Int64")
    computed["units_ranked"] = groups.transform("count").astype("Int64")
    columns = ["index", "index_year", "vintage", "unit_code", "code", "rank", "units_ranked"]
    published = observations.ranks[columns].astype({"rank": "Int64", "units_ranked": "Int64"})
    both = pd.concat([published, computed[columns]], ignore_index=True)
    return both.drop_duplicates(["index", "index_year", "vintage", "unit_code", "code"], keep="first")
