"""Places: who is ranked, among how many, and when a rank may be worked out at all. The one owner of directions."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog
from chiso.ingest import Observations
from chiso.ingest.single_parts import is_single

KEY = ["index", "index_year", "vintage", "code"]
_UNIT_KEY = [*KEY[:3], "unit_code", "code"]

_TIED = 1e-9
"""Scores that differ by less come from binary fractions: they are equal."""


def rank_scores(scores: pd.Series, sign: int = 1) -> pd.Series:
    """Rank scores from the best, 1 first; equal scores share the better place.

    Parameters
    ----------
    scores
        One score a unit; missing ones are not ranked.
    sign
        1 where more is better, -1 where less is.

    Returns
    -------
    pandas.Series
        ``Int64`` ranks with the same index, missing where the score is.
    """
    return (scores * sign).rank(ascending=False, method="min").astype("Int64")


def place_of(score: float, others: pd.Series, sign: int = 1) -> int:
    """Return the place that a score takes beside the scores of other units."""
    known = others.to_numpy(dtype="float64", na_value=float("nan"))  # without the Series that pandas would compare
    return int((known * sign > score * sign + _TIED).sum()) + 1


def best_of(scores: pd.Series, sign: int = 1) -> str | None:
    """Return the label of the best score, the first of equal ones; None where there is none."""
    known = scores.dropna()
    return None if known.empty else str((known * sign).idxmax())


def is_reached(score: float, target: float, sign: int = 1) -> bool:
    """Whether a score is as good as a target, or better."""
    return (score - target) * sign >= 0


def whole_editions(catalog: Catalog, observations: pd.DataFrame) -> frozenset[tuple[str, int]]:
    """Return the editions whose table is whole, as index and index year.

    Whole is a table that has the total of every unit that was ranked. Only over it may a rank, median, quartile or
    distance be worked out.
    """
    totals = observations[(observations["code"] == "TOTAL") & observations["value"].notna()]
    counts = totals.groupby(["index", "index_year"], sort=False).size().reset_index(name="count")
    ranked = {key: publication.units_ranked for key, publication in catalog.publications.items()}
    return frozenset(
        (str(index), int(year))
        for index, year, count in counts.itertuples(index=False)
        if ranked.get((str(index), int(year))) == count
    )


def ranks(catalog: Catalog, observations: Observations) -> pd.DataFrame:
    """Return the rank of every unit in every index, year and code that can be ranked.

    In a whole table ranks are worked out, a code among the units that have it; a published rank stands
    where there is one, since the publisher ranked on digits that were not printed. Of a fragment, and of a part that is
    known of some units only, the published ranks alone are given.

    Returns
    -------
    pandas.DataFrame
        Columns ``index, index_year, vintage, unit_code, code, rank, units_ranked, rank_source_id, raw_table, raw_row``,
        ranks ``Int64``; the last three only of published ranks.
    """
    values = observations.values[observations.values["value"].notna()]
    values = values[~is_single(catalog, values)]
    whole = pd.MultiIndex.from_frame(
        pd.DataFrame(sorted(whole_editions(catalog, observations.values)), columns=["index", "index_year"])
    )
    computed = values[pd.MultiIndex.from_frame(values[["index", "index_year"]]).isin(whole)][[*_UNIT_KEY, "value"]]
    signs = {index: entry.sign for index, entry in catalog.indices.items()}
    computed = computed.assign(value=computed["value"] * computed["index"].map(signs))
    groups = computed.groupby(KEY, sort=False)["value"]
    computed["rank"] = groups.rank(ascending=False, method="min").astype("Int64")
    computed["units_ranked"] = groups.transform("count").astype("Int64")
    published = observations.ranks.rename(columns={"source_id": "rank_source_id"})
    columns = [*_UNIT_KEY, "rank", "units_ranked", "rank_source_id", "raw_table", "raw_row"]
    published = published[columns].astype({"rank": "Int64", "units_ranked": "Int64"})
    both = pd.concat([published, computed.drop(columns="value")], ignore_index=True)
    return both.drop_duplicates(_UNIT_KEY, keep="first")


def shared_ranks(table: pd.DataFrame) -> pd.Series:
    """Return for each row of a table of ranks whether another unit of the same index, year and code has its rank."""
    counts = table.groupby([*KEY[:3], "code", "rank"], sort=False)["unit_code"].transform("size")
    return (counts > 1) & table["rank"].notna()
