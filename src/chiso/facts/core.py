"""The comparable core of a change: that of the parts without a break, and what all units shared of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.catalog import Catalog, Index, Indicator, weight_within
from chiso.facts.comparability import predecessor, reasons

_DIGITS = 6


def finest(catalog: Catalog, index: str, index_year: int, code: str = "TOTAL") -> list[Indicator]:
    """Return the parts below a code that have none of their own; the code itself where it has none."""
    parts = catalog.in_year(index, index_year)
    children = [part.code for part in parts.values() if part.parent == code]
    if not children:
        return [parts[code]] if code in parts else []
    return [leaf for child in children for leaf in finest(catalog, index, index_year, child)]


def core_parts(
    catalog: Catalog, index: str, code: str, years: tuple[int, int]
) -> tuple[list[tuple[Indicator, Indicator]], list[str]]:
    """Return the finest parts of a code that can be compared between two years, and those that cannot.

    Parameters
    ----------
    catalog
        Meanings, scales and breaks.
    index, code
        What is compared, by its code in the later year.
    years
        The later year, and the earlier one.

    Returns
    -------
    tuple
        Pairs (now, before) of the parts without a break, and the codes of all others: those of the later year,
        then those that only the earlier year had.
    """
    later, earlier = years
    pairs, broken = [], []
    for part in finest(catalog, index, later, code):
        before = predecessor(catalog, index, part, earlier)
        if before is None or reasons(catalog, index, part.code, later, earlier):
            broken.append(part.code)
        else:
            pairs.append((part, before))
    whole = predecessor(catalog, index, catalog.indicator(index, code, later), earlier)
    kept = {part.concept for part in finest(catalog, index, later)}
    left = finest(catalog, index, earlier, whole.code) if whole else []
    return pairs, broken + [part.code for part in left if part.concept not in kept]


def with_core(catalog: Catalog, table: pd.DataFrame, *, codes: Sequence[str] = ()) -> pd.DataFrame:
    """Add the change of the parts that can be compared, and what the units shared of it.

    Parameters
    ----------
    catalog
        Meanings, scales, weights, breaks, and figures for the whole country.
    table
        Rows of a comparison of one pair of years: values, changes and ranks of every unit, index and code.
    codes
        The codes whose core is wanted; all if not given.

    Returns
    -------
    pandas.DataFrame
        The table with ``core_change``, ``core_excluded`` (the codes left out, separated by spaces) and
        ``core_shared``: the mean of ``core_change`` over all units where the table is whole; of an index known in
        part, the change of the published mean.
    """
    core, shared = np.full(len(table), np.nan), np.full(len(table), np.nan)
    left_out: list[str | None] = [None] * len(table)
    unit_at = np.full(len(table), -1)
    moved = (table["value"] - table["previous_value"]).to_numpy(dtype="float64")
    for index_id, of_index in positions(table, "index").items():
        index, rows = catalog.indices[str(index_id)], table.iloc[of_index]
        years = int(rows["index_year"].iloc[0]), int(rows["previous_year"].iloc[0])
        # A column a code, a row a unit: the steps of all parts.
        unit_at[of_index], named = pd.factorize(rows["unit_code"])
        places = {str(code): of_index[at] for code, at in positions(rows, "code").items()}
        steps = np.full((len(named), len(places)), np.nan)
        for at, where in enumerate(places.values()):
            steps[unit_at[where], at] = moved[where]
        columns = {code: at for at, code in enumerate(places)}
        for code, where in places.items():
            if codes and code not in codes:
                continue
            pairs, excluded = core_parts(catalog, index.index, code, years)
            changes = table["change"].to_numpy(dtype="float64")[where]
            if excluded and pairs:
                meanings = catalog.in_year(index.index, years[0])
                weights = [weight_within(index, meanings, now.code, code) for now, _ in pairs]
                known = np.array([np.nan if weight is None else weight for weight in weights])
                sums = steps[:, [columns[now.code] for now, _ in pairs]] @ known
                changes = np.where(np.isnan(changes), np.nan, sums[unit_at[where]]).round(_DIGITS)
            elif not pairs:
                changes = np.full(len(where), np.nan)
            core[where] = changes
            for place in where if excluded else ():
                left_out[place] = " ".join(excluded)
            shared[where] = _shared(catalog, index, table.iloc[where], changes, years)
    return table.assign(core_change=core, core_excluded=pd.array(left_out, dtype="str"), core_shared=shared)


def positions(table: pd.DataFrame, by: str | list[str]) -> dict[Any, npt.NDArray[np.intp]]:
    """Return at which places of a table each group of rows stands, in the order of the groups."""
    return {key: np.asarray(places) for key, places in table.groupby(by, sort=False).indices.items()}


def is_whole_pair(rows: pd.DataFrame) -> bool:
    """Whether the tables of both years have the score of every unit that was ranked; rows of one index and code."""
    for value, units in (("value", "units_ranked"), ("previous_value", "previous_units_ranked")):
        ranked = rows[units].max()
        if pd.isna(ranked) or int(rows[value].notna().sum()) != int(ranked):
            return False
    return True


def _shared(
    catalog: Catalog, index: Index, rows: pd.DataFrame, changes: npt.NDArray[np.float64], years: tuple[int, int]
) -> float:
    known = changes[~np.isnan(changes)]
    if is_whole_pair(rows) and len(known):
        return round(float(known.mean()), _DIGITS)
    if rows["code"].iloc[0] != "TOTAL" or not len(known):
        return float("nan")
    means = {
        figure.index_year: figure.value
        for figure in catalog.national
        if figure.index == index.index and figure.statistic == "mean"
    }
    return round(means[years[0]] - means[years[1]], _DIGITS) if set(years) <= set(means) else float("nan")
