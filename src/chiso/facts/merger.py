"""Figures of the units of one set turned into those of a later one.

A score of a merged unit is the mean of its parts, weighted by what their set of units has as weights, such as
their population: what a survey over the whole unit would roughly have found. It is an estimate (status E). An
unchanged unit is exactly itself, with its own status and source. Where a part has no score, the merged unit has
none, and it has none of a part of an index that is known of some units only. Ranks that were published count other
units and are left behind.
"""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog
from chiso.catalog.crosswalk import Crosswalk
from chiso.ingest import Observations
from chiso.ingest.raw import DECIMALS
from chiso.ingest.single_parts import is_single


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
        The rows that were measured in the set and, for those measured in earlier ones, :func:`backcast`. What
        is in the set already stays as it is.
    """
    values, ranks = observations.values, observations.ranks
    own = Observations(values[values["vintage"] == catalog.vintage], ranks[ranks["vintage"] == catalog.vintage])
    earlier = [one.vintage for one in catalog.sets.earlier(catalog.vintage)]
    if not values["vintage"].isin(earlier).any():
        return own
    table = pd.concat([backcast(catalog, observations), own.values], ignore_index=True)
    order = {index: place for place, index in enumerate(catalog.indices)}
    keys = table.assign(index=table["index"].map(order), _place=table.index)
    rows = keys.sort_values(["index", "index_year", "unit_code", "_place"]).index
    return Observations(table.loc[rows].reset_index(drop=True), own.ranks.reset_index(drop=True))


def backcast(catalog: Catalog, observations: Observations) -> pd.DataFrame:
    """Estimate the values of the units of a set from those of the sets before.

    Parameters
    ----------
    catalog
        The catalogue of the set.
    observations
        Observations of any set of units; rows of the set itself and of later ones are passed over.

    Returns
    -------
    pandas.DataFrame
        The columns of ``observations.csv`` with the set as vintage. Of a merged unit there is a row for every
        code of which each part has one: the weighted mean with status E, or a missing value with M
        where a part was withheld. Since all codes have the same weights, estimated parts add up to
        estimated sums, to the last digit of a published score. Where each part has a standard error or a number of
        people asked, the estimate has that of the mean, or their sum. ``source_id`` and ``raw_row`` name the sources
        and rows of all parts, separated by spaces.
    """
    values = observations.values
    editions = [
        _edition(catalog, table, own.vintage)
        for own in reversed(catalog.sets.earlier(catalog.vintage))
        for _, table in values[values["vintage"] == own.vintage].groupby(["index", "index_year"], sort=False)
    ]
    if not editions:
        return values.iloc[:0]
    return pd.concat(editions, ignore_index=True).assign(vintage=catalog.vintage)[list(values.columns)]


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


def errors_of_means(errors: pd.DataFrame, groups: pd.Series, weights: pd.Series) -> pd.DataFrame:
    """Return the standard error of the weighted mean of every group of rows, whose samples are drawn apart.

    The parameters are those of :func:`weighted_means`, with standard errors in the place of scores; it is the root
    of Σ(weight² × error²) by Σ weight, and missing where that of a unit of the group is.
    """
    members = errors.reindex(groups.index)
    share = weights / weights.groupby(groups).transform("sum")
    missing = members.isna().groupby(groups).any()
    return (members.mul(share, axis=0) ** 2).groupby(groups).sum().mask(missing) ** 0.5


def _edition(catalog: Catalog, table: pd.DataFrame, former: int) -> pd.DataFrame:
    """Return the rows of the units of the set of one edition that was measured in a former one."""
    crosswalk = catalog.store.crosswalk(former, catalog.vintage)
    renamed = table.assign(unit_code=table["unit_code"].map(crosswalk.successor))
    parts = renamed["unit_code"].map({code: len(made_of) for code, made_of in crosswalk.parts.items()})
    merged = renamed[(parts > 1) & ~is_single(catalog, renamed)]
    groups = merged.groupby(["unit_code", "code"], sort=False)
    # One row stands for all parts where each of them has one.
    found = (
        merged[groups["code"].transform("size") == parts[merged.index]].drop_duplicates(["unit_code", "code"]).copy()
    )
    units = merged.groupby("unit_code", sort=False)
    for column, joined in (("source_id", _listed), ("raw_row", _rows), ("raw_table", _listed)):
        found[column] = found["unit_code"].map({code: joined(table, column) for code, table in units})
    estimates = _estimates(crosswalk, table)
    found = found.drop(columns=[*_COMBINED]).merge(estimates, how="left", on=["unit_code", "code"])
    found["status"] = found["value"].notna().map({True: "E", False: "M"})
    return pd.concat([renamed[parts == 1], found], ignore_index=True)


def _listed(table: pd.DataFrame, column: str) -> str:
    """Return the different words of a column, separated by spaces."""
    return " ".join(dict.fromkeys(word for cell in table[column].unique() for word in str(cell).split()))


def _rows(table: pd.DataFrame, _: str) -> str:
    """Return the rows of all parts, table by table; see ``raw_row`` in ``observations.csv``."""
    found: dict[str, dict[str, None]] = {}
    for names, rows in table[["raw_table", "raw_row"]].drop_duplicates().itertuples(index=False):
        for name, numbers in zip(str(names).split(), str(rows).split(";"), strict=True):
            found.setdefault(name, {}).update(dict.fromkeys(numbers.split()))
    return ";".join(" ".join(sorted(numbers, key=int)) for numbers in found.values())


def _estimates(crosswalk: Crosswalk, table: pd.DataFrame) -> pd.DataFrame:
    """Return value, standard error and respondents of one edition, by present unit and code."""
    units = [(code, part) for code, made_of in crosswalk.parts.items() for part in made_of]
    former = [part.code for _, part in units]
    groups = pd.Series([code for code, _ in units], index=former)
    weights = pd.Series([part.weight for _, part in units], index=former)
    by_unit = table.set_index(["unit_code", "code"])
    columns = []
    for name, combined in _COMBINED.items():
        wide = by_unit[name].astype("float64").unstack()  # noqa: PD010 - pivot_table would aggregate
        found = combined(wide, groups, weights).rename_axis("unit_code").reset_index()
        columns.append(found.melt(id_vars="unit_code", var_name="code", value_name=name))
    value, error, respondents = columns  # in the same order all three
    return value.assign(standard_error=error["standard_error"], respondents=respondents["respondents"].astype("Int64"))


def _sums(table: pd.DataFrame, groups: pd.Series, _: pd.Series) -> pd.DataFrame:
    members = table.reindex(groups.index)
    return members.groupby(groups).sum().mask(members.isna().groupby(groups).any())


_COMBINED = {"value": weighted_means, "standard_error": errors_of_means, "respondents": _sums}
"""What an estimate has, and how it is worked out from that of its parts."""
