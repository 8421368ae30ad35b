"""Figures of the 63 former units turned into those of the 34 that stand since 1 July 2025.

A score of a merged unit is the mean of its parts, weighted by their population of 2024: what a survey
over the whole unit would roughly have found. It is an estimate (status E). An unchanged unit is exactly
itself, with its own status and source. Where a part has no score, the merged unit has none. Ranks that
were published count other units and are left behind.
"""

from __future__ import annotations

import pandas as pd

from chiso.catalog import VINTAGES, Catalog
from chiso.ingest import Observations
from chiso.ingest.parts import DECIMALS


def in_units(catalog: Catalog, observations: Observations) -> Observations:
    """Return the observations in the set of units of a catalogue.

    Parameters
    ----------
    catalog
        The catalogue, in the set of units that is wanted.
    observations
        Observations of any set of units, as they were published.

    Returns
    -------
    Observations
        For the 63, the rows that were measured in them. For the 34, the rows that were measured in
        them and, for the years before, :func:`backcast`. What is in the set already stays as it is.
    """
    values, ranks = observations.values, observations.ranks
    own = Observations(values[values["vintage"] == catalog.vintage], ranks[ranks["vintage"] == catalog.vintage])
    if catalog.vintage == VINTAGES[0] or len(own.values) == len(values):
        return own
    table = pd.concat([backcast(catalog, observations), own.values], ignore_index=True)
    order = {index: place for place, index in enumerate(catalog.indices)}
    keys = table.assign(index=table["index"].map(order), _place=table.index)
    rows = keys.sort_values(["index", "index_year", "unit_code", "_place"]).index
    return Observations(table.loc[rows].reset_index(drop=True), own.ranks.reset_index(drop=True))


def backcast(catalog: Catalog, observations: Observations) -> pd.DataFrame:
    """Estimate the values of the 34 units from those of the 63.

    Parameters
    ----------
    catalog
        The catalogue of the 34 units.
    observations
        Observations of the 63; rows of the 34 are passed over.

    Returns
    -------
    pandas.DataFrame
        The columns of ``observations.csv`` with vintage 34. Of a merged unit there is a row for every
        code of which each part has one: the weighted mean with status E, or a missing value with M
        where a part was withheld. Since all codes have the same weights, estimated parts add up to
        estimated sums, to the last digit of a published score. ``source_id`` names the sources of all
        parts, parted by spaces.
    """
    values = observations.values
    former = values[values["vintage"] == VINTAGES[0]]
    editions = [_edition(catalog, table) for _, table in former.groupby(["index", "index_year"], sort=False)]
    if not editions:
        return values.iloc[:0]
    return pd.concat(editions, ignore_index=True).assign(vintage=VINTAGES[1])[list(values.columns)]


def weighted_means(table: pd.DataFrame, groups: pd.Series, weights: pd.Series) -> pd.DataFrame:
    """Return the weighted mean of every group of rows.

    Parameters
    ----------
    table
        Scores, a row a unit.
    groups
        The group that each unit belongs to, by unit.
    weights
        The weight of each unit, above 0, by unit.

    Returns
    -------
    pandas.DataFrame
        A row a group, with the digits of a published score; missing where a unit of the group has no
        row or no score. A mean lies between the lowest and the highest score of its group.
    """
    members = table.reindex(groups.index)
    share = weights / weights.groupby(groups).transform("sum")
    weighted = members.mul(share, axis=0)
    missing = members.isna().groupby(groups).any()
    return weighted.groupby(groups).sum().mask(missing).round(DECIMALS)


def _edition(catalog: Catalog, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the 34 units of one edition."""
    renamed = table.assign(unit_code=table["unit_code"].map(catalog.store.crosswalk.successor))
    parts = renamed["unit_code"].map({code: len(catalog.parts_of(code)) for code in catalog.units.by_code})
    merged = renamed[parts > 1]
    groups = merged.groupby(["unit_code", "code"], sort=False)
    # One row stands for all parts where each of them has one.
    found = merged[groups["code"].transform("size") == parts[parts > 1]].drop_duplicates(["unit_code", "code"])
    sources = merged[["unit_code", "source_id"]].drop_duplicates().groupby("unit_code")["source_id"].agg(" ".join)
    found = found.assign(source_id=found["unit_code"].map(sources))
    means = _estimates(catalog, table).rename_axis("unit_code").reset_index()
    long = means.melt(id_vars="unit_code", var_name="code", value_name="value")
    found = found.drop(columns="value").merge(long, how="left", on=["unit_code", "code"])
    found["status"] = found["value"].notna().map({True: "E", False: "M"})
    return pd.concat([renamed[parts == 1], found], ignore_index=True)


def _estimates(catalog: Catalog, table: pd.DataFrame) -> pd.DataFrame:
    """Return the estimates of one edition: present units down, codes across."""
    units = [(code, part) for code in catalog.units.by_code for part in catalog.parts_of(code)]
    former = [part.code for _, part in units]
    groups = pd.Series([code for code, _ in units], index=former)
    weights = pd.Series([part.population_thousand for _, part in units], index=former)
    wide = table.set_index(["unit_code", "code"])["value"].unstack()  # noqa: PD010 - pivot_table would aggregate
    return weighted_means(wide, groups, weights)
