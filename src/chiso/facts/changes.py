"""Year over year: every unit, index and code of an index year beside an earlier one. The one owner of comparing."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.facts.comparability import predecessor, reasons
from chiso.facts.data import Data
from chiso.facts.evidence import EVIDENCE, with_evidence
from chiso.facts.frames import ORIGIN, ORIGIN_NAMES, PREVIOUS, PREVIOUS_ORIGIN, SCORE, YEAR, Field, Schema, fields
from chiso.facts.ranking import rank_scores, ranks, shared_ranks
from chiso.facts.unit_reasons import describe_reasons, unit_reasons
from chiso.ingest import Observations

_DIGITS = 6
_CELLS = ("value", "rank", "units_ranked", "status", *ORIGIN_NAMES)
_ADDED = frozenset(field.name for field in EVIDENCE)
_KEY = ["index", "index_year", "vintage", "unit_code", "code"]

CHANGES = Schema(
    "changes",
    "Every unit, index and code of the index year beside an earlier one: the columns of comparisons/YEAR.csv and more",
    fields(
        Field("index", "str", "id of the index", required=True),
        YEAR,
        Field("unit_code", "str", "code of the unit", required=True),
        Field("code", "str", "TOTAL, or the code of a part", required=True),
        Field("concept", "str", "meaning of the code in the index year", required=True),
        SCORE,
        PREVIOUS,
        Field("reason", "str", "why the change is no gain or loss, in English; empty where it may be one"),
        Field("status", "str", "SDMX status of value"),
        Field("is_shared", "bool", "whether another unit has the same rank"),
        Field("previous_code", "str", "code that the meaning had in the earlier year"),
        ORIGIN,
        PREVIOUS_ORIGIN,
        EVIDENCE,
    ),
)


def changes(data: Data, *, against: int | None = None) -> pd.DataFrame:
    """Compare the index year with an earlier one.

    Parameters
    ----------
    data
        The data; those of a briefing year compare the index year before it.
    against
        The earlier index year; the year before the index year if not given.

    Returns
    -------
    pandas.DataFrame
        A row for every unit, every index with an edition for the index year and every code of it, also where
        the figure is not known; see :data:`CHANGES`.

    Raises
    ------
    DataError
        When no index has an edition for the index year, or ``against`` is not before it.

    Examples
    --------
    >>> changes = chiso.changes(data)
    >>> papi = changes.query("index == 'papi' and code == 'TOTAL' and unit_code == '92'").iloc[0]
    >>> round(float(papi["change"]), 4), int(papi["rank_change"]), bool(papi["comparable"])
    (-2.827, -21, True)
    >>> chiso.changes(data, against=2018)["previous_year"].unique().tolist()
    [2018]
    """
    earlier = data.previous_year if against is None else against
    compared = compare(data.catalog, data.seen, data.index_year, earlier)
    return with_evidence(data, compared)[CHANGES.columns]


def compare(
    catalog: Catalog, observations: Observations, index_year: int, earlier: int, *, only: str = ""
) -> pd.DataFrame:
    """Compare two index years of observations that are in the catalogue's set of units.

    Parameters
    ----------
    catalog, observations
        What is compared.
    index_year, earlier
        The years.
    only
        The id of the one index that is wanted; all if not given.

    Returns
    -------
    pandas.DataFrame
        What :func:`changes` gives, without what :func:`chiso.facts.evidence.with_evidence` adds.
    """
    if earlier >= index_year:
        raise DataError(
            f"{index_year} cannot be compared with {earlier}.",
            where="against",
            why="What a year is compared with lies before it.",
            remedy=f"Give an index year before {index_year}.",
        )
    pair = Observations(
        *(
            table[table["index_year"].isin((earlier, index_year)) & (table["index"].eq(only) | (only == ""))]
            for table in (observations.values, observations.ranks)
        )
    )
    placed = _placed(catalog, pair)
    tables = [
        _compare_code(catalog, placed, index, code, (index_year, earlier))
        for index in catalog.indices
        if (index, index_year) in catalog.publications and only in ("", index)
        for code in catalog.in_year(index, index_year)
    ]
    if not tables:
        raise DataError(
            f"Nothing can be compared for {index_year + 1}.",
            where=str(catalog.raw / "reference" / "publications.csv"),
            why=f"It lists no edition of any index for {index_year}, the year before, "
            f"that can be seen in {catalog.vintage} units.",
            remedy="Choose a year for which data/raw has tables, or add those.",
        )
    table = pd.concat(tables, ignore_index=True)
    table["is_shared"] = shared_ranks(table)
    order = {index: place for place, index in enumerate(catalog.indices)}
    keys = table.assign(_index=table["index"].map(order), _place=table.index)
    table = table.loc[keys.sort_values(["_index", "unit_code", "_place"]).index].reset_index(drop=True)
    return table[[name for name in CHANGES.columns if name not in _ADDED]]


def rework(changes: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Work out anew what follows from values and previous values that were changed by hand: changes and ranks.

    Parameters
    ----------
    changes
        A frame of :func:`changes` in which ``value`` or ``previous_value`` was changed.
    data
        The data that it was made from.

    Returns
    -------
    pandas.DataFrame
        The frame with ``change``, ``rank_change``, ``is_shared``, verdicts and, of whole tables whose ranks were worked
        out, the ranks of both years, as they follow from the values.

    Examples
    --------
    >>> is_mine = changes["unit_code"].eq("92") & changes["index"].eq("papi") & changes["code"].eq("TOTAL")
    >>> changed = changes.copy()
    >>> changed.loc[is_mine, "value"] = 50.0
    >>> int(chiso.rework(changed, data).loc[is_mine, "rank"].iloc[0])
    1
    """
    table = changes.copy()
    published = data.published_ranks
    signs = table["index"].map({index: entry.sign for index, entry in data.catalog.indices.items()})
    for prefix, year in (("", table["index_year"]), ("previous_", table["previous_year"])):
        keys = pd.MultiIndex.from_arrays([table["index"], year])
        printed = pd.MultiIndex.from_frame(published[["index", "index_year"]])
        scores = table[f"{prefix}value"] * signs
        groups = [table["index"], table["code"]]
        worked_out = rank_within(scores, groups)
        counts = scores.groupby(groups, sort=False).transform("count").astype("Int64").where(worked_out.notna())
        # A table whose ranks were printed keeps them: its publisher ranked on digits that were not.
        anew = ~keys.isin(printed) & table[f"{prefix}rank"].notna().groupby(groups, sort=False).transform("any")
        table[f"{prefix}rank"] = table[f"{prefix}rank"].mask(anew, worked_out)
        table[f"{prefix}units_ranked"] = table[f"{prefix}units_ranked"].mask(anew, counts)
    table["change"] = (table["value"] - table["previous_value"]).round(_DIGITS)
    table["rank_change"] = table["previous_rank"] - table["rank"]
    table["is_shared"] = shared_ranks(table)
    return with_evidence(data, table)[list(changes.columns)]


def rank_within(scores: pd.Series, groups: list[pd.Series]) -> pd.Series:
    """Rank scores of which more is better within groups of rows."""
    return scores.groupby(groups, sort=False, group_keys=False).transform(rank_scores).astype("Int64")


def _placed(catalog: Catalog, observations: Observations) -> pd.DataFrame:
    """Return values and ranks side by side, with the origin of both."""
    placed = observations.values.merge(ranks(catalog, observations), how="outer", on=_KEY, suffixes=("", "_of_rank"))
    for column in ("raw_table", "raw_row"):
        placed[column] = placed[column].fillna(placed[f"{column}_of_rank"])
    value_source, rank_source = placed["source_id"].fillna(""), placed["rank_source_id"].fillna("")
    both = value_source.where((rank_source == "") | (rank_source == value_source), value_source + " " + rank_source)
    placed["source_id"] = both.str.strip()
    return placed


def _compare_code(
    catalog: Catalog, placed: pd.DataFrame, index: str, code: str, years: tuple[int, int]
) -> pd.DataFrame:
    """Compare one code of one index for every unit."""
    index_year, earlier_year = years
    now = catalog.indicator(index, code, index_year)
    before = predecessor(catalog, index, now, earlier_year)
    shared = reasons(catalog, index, code, index_year, earlier_year)
    current = _year(placed, index, index_year, code)
    earlier = _year(placed, index, earlier_year, before.code if before else None)
    table = pd.DataFrame({"unit_code": list(catalog.units.by_code)})
    table = table.join(current, on="unit_code").join(earlier.add_prefix("previous_"), on="unit_code")
    table["change"] = (table["value"] - table["previous_value"]).round(_DIGITS)
    table["rank_change"] = table["previous_rank"] - table["rank"]
    table = table.assign(
        index=index,
        index_year=index_year,
        vintage=catalog.vintage,
        code=code,
        concept=now.concept,
        previous_year=earlier_year,
        previous_code=before.code if before else None,
    )
    # Where there is a change, only what holds for every unit can stand against it.
    found = [shared] * len(table)
    without = table["change"].isna() & table["rank_change"].isna()
    for at, row in zip(table.index[without], table[without].to_dict("records"), strict=True):
        found[at] = unit_reasons(catalog, index, code, years, str(row["unit_code"]), row, shared)
    table["reason"] = pd.Series([describe_reasons(met) for met in found], index=table.index, dtype="str")
    kinds = [" ".join(each.kind for each in met) or None for met in found]
    table["reasons"] = pd.Series(kinds, index=table.index, dtype="str")
    table["comparable"] = table["reason"].isna()
    for column in ("status", *ORIGIN_NAMES):
        table[column] = table[column].astype("str")
        table[f"previous_{column}"] = table[f"previous_{column}"].astype("str")
    return table


def _year(placed: pd.DataFrame, index: str, index_year: int, code: str | None) -> pd.DataFrame:
    rows = placed[(placed["index"] == index) & (placed["index_year"] == index_year) & (placed["code"] == code)]
    return rows.set_index("unit_code")[list(_CELLS)]
