"""What a comparison can bear: errors of both years, ranks among the same units, ranges of ranks, verdicts."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.facts.core import positions, with_core
from chiso.facts.data import Data
from chiso.facts.error_series import estimates_of
from chiso.facts.frames import Field
from chiso.facts.rank_sets import likely_ranks, marginal_sets

VERDICTS = ("rose", "probably rose", "cannot be told", "probably fell", "fell")
"""What may be said of a change, from the best to the worst for a score of which more is better."""

SURE, LIKELY = 1.959964, 1.281552
"""Standard errors beyond which a change is sure (95 % of both sides), and likely (80 %)."""

_DIGITS = 6

_DRAWS = 500
"""Simulated ranks by which it is told whether likely ranges meet; what is printed is drawn more often."""

_GROUP = ["index", "code"]

EVIDENCE = (
    Field("core_change", "float", "change of the parts that can be compared; change where all can", "as measure"),
    Field("common_rank_change", "int", "change of rank among the units ranked in both years: positive is better"),
    Field("common_units", "int", "units ranked in both years; missing where they are not all known"),
    Field("rank_low", "int", "best place that the score leaves open, 95 %; missing where no error is known"),
    Field("rank_high", "int", "worst place that it leaves open"),
    Field(
        "verdict", "str", "what may be said of the score; empty where nothing can be compared", allowed=("", *VERDICTS)
    ),
    Field("rank_verdict", "str", "what may be said of the rank, rose being better", allowed=("", *VERDICTS)),
    Field("core_excluded", "str", "codes that core_change leaves out, separated by spaces"),
    Field("core_shared", "float", "mean of core_change over all units, or change of the published mean", "as measure"),
    Field("standard_error", "float", "standard error of value, published or estimated", "as measure"),
    Field("previous_standard_error", "float", "the same of the earlier year", "as measure"),
    Field("error_basis", "str", "whose errors they are", allowed=("", "published", "estimated", "not_published")),
    Field("previous_rank_low", "int", "best place that the score of the earlier year left open"),
    Field("previous_rank_high", "int", "worst place that it left open"),
)
"""What :func:`with_evidence` adds to a comparison, in the order of ``comparisons/YEAR.csv``."""


def with_evidence(data: Data, table: pd.DataFrame, *, codes: Sequence[str] = ()) -> pd.DataFrame:
    """Add to a comparison what it can bear.

    Parameters
    ----------
    data
        The data: breaks, published errors, and the editions that noise is estimated from.
    table
        The comparison: values, changes and ranks of every unit, index and code.
    codes
        The codes that are wanted; all if not given. The others are needed for the core of a total.

    Returns
    -------
    pandas.DataFrame
        Those rows with the columns of :data:`EVIDENCE`. A score *rose* or *fell* where its comparable change, and that
        less what all units shared, are both beyond 1.96 standard errors of such a change, *probably* beyond 1.28; a
        rank where the ranges that the scores of both years leave open (95 %) do not meet, *probably* where the likely
        ones (90 %) do not.
    """
    table = with_core(data.catalog, table, codes=codes)
    if codes:
        table = table[table["code"].isin(codes)]
    table = _with_common_ranks(table, len(data.catalog.units))
    table = _with_errors(data, table)
    signs = table["index"].map({index: entry.sign for index, entry in data.catalog.indices.items()})
    scores, previous = table["value"] * signs, table["previous_value"] * signs
    sets = {}
    for when, values, errors in (
        ("now", scores, table["standard_error"]),
        ("before", previous, table["previous_standard_error"]),
    ):
        for kind in ("open", "likely"):
            sets[kind, when] = _sets(table, values, errors, kind)
    table[["rank_low", "rank_high"]] = sets["open", "now"]
    table[["previous_rank_low", "previous_rank_high"]] = sets["open", "before"]
    table["verdict"] = _verdicts(table)
    table["rank_verdict"] = _rank_verdicts(table, sets)
    return table


def verdicts_of(change: pd.Series, shared: pd.Series | float, error: pd.Series | float) -> pd.Series:
    """Return what may be said of changes: *cannot be told* where the error is not known.

    Parameters
    ----------
    change
        Changes that can be compared.
    shared
        What all units shared of them, 0 where that is not known. A change and the unit's own part of it both have to
        be beyond error, and go one way: what moved with all others, or stood still while they moved, did neither.
    error
        Standard errors of the changes.
    """
    own = change - shared
    least = np.minimum(own.abs(), change.abs())
    told = pd.Series(VERDICTS[2], index=change.index, dtype="str")
    agree = np.sign(own) == np.sign(change)
    for beyond, words in ((LIKELY, (VERDICTS[1], VERDICTS[3])), (SURE, (VERDICTS[0], VERDICTS[4]))):
        clear = agree & (least > beyond * error)
        told = told.mask(clear & (own > 0), words[0]).mask(clear & (own < 0), words[1])
    return told


def counted(verdicts: Iterable[str | None]) -> tuple[int, int, int]:
    """Count the figures that rose or probably rose, that fell or probably fell, and of which it cannot be told."""
    said = [verdict or "" for verdict in verdicts]
    rose, fell = (sum(each in words for each in said) for words in (VERDICTS[:2], VERDICTS[3:]))
    return rose, fell, len(said) - rose - fell


def _with_common_ranks(table: pd.DataFrame, units: int) -> pd.DataFrame:
    """Add changes of rank among the units ranked in both years."""
    keys = [table[name] for name in _GROUP]
    both = table["rank"].notna() & table["previous_rank"].notna()
    complete = pd.Series(True, index=table.index)
    everyone = pd.Series(True, index=table.index)
    for prefix in ("", "previous_"):
        ranked = table[f"{prefix}units_ranked"].astype("float64").groupby(keys).transform("max")
        complete &= table[f"{prefix}rank"].notna().groupby(keys).transform("sum") == ranked
        everyone &= ranked == units
    ranks = {
        prefix: table[f"{prefix}rank"].where(both).astype("float64").groupby(keys).rank(method="min")
        for prefix in ("", "previous_")
    }
    moved = (ranks["previous_"] - ranks[""]).where(complete, table["rank_change"].astype("float64").where(everyone))
    common = both.groupby(keys).transform("sum").where(complete, units)
    return table.assign(
        common_rank_change=moved.astype("Int64"), common_units=common.where(moved.notna()).astype("Int64")
    )


def _with_errors(data: Data, table: pd.DataFrame) -> pd.DataFrame:
    """Add the standard errors of both years: those that were published, else estimates of ours."""
    index_year = int(table["index_year"].iloc[0])
    keys = [(str(index), str(code)) for index, code in table[_GROUP].drop_duplicates().itertuples(index=False)]
    found = {key: estimate.noise for key, estimate in estimates_of(data, keys, index_year).items()}
    noise = pd.Series(pd.MultiIndex.from_frame(table[_GROUP]).map(found), index=table.index, dtype="float64")
    errors, published = {}, {}
    for prefix, year in (("", "index_year"), ("previous_", "previous_year")):
        known = _published(data, table, prefix, year)
        shares = table["unit_code"].map(_shares(data, int(table[year].iloc[0])))
        has_value = table[f"{prefix}value"].notna()
        errors[prefix] = known.fillna(noise * shares).where(has_value).round(_DIGITS)
        published[prefix] = known.notna() | ~has_value
    basis = pd.Series("not_published", index=table.index, dtype="str")
    basis = basis.mask(errors[""].notna() | errors["previous_"].notna(), "estimated")
    both = published[""] & published["previous_"] & (errors[""].notna() | errors["previous_"].notna())
    return table.assign(
        standard_error=errors[""],
        previous_standard_error=errors["previous_"],
        error_basis=basis.mask(both, "published"),
    )


def _published(data: Data, table: pd.DataFrame, prefix: str, year: str) -> pd.Series:
    """Return the published standard errors of the values of a year, missing where there is none."""
    observed = data.observations
    rows = observed[observed["standard_error"].notna()]
    known = rows.set_index(["index", "index_year", "unit_code", "code"])["standard_error"]
    codes = table["code"] if not prefix else table["previous_code"]
    keys = pd.MultiIndex.from_arrays([table["index"], table[year], table["unit_code"], codes])
    return pd.Series(known.reindex(keys).to_numpy(dtype="float64"), index=table.index)


def _shares(data: Data, index_year: int) -> Mapping[str, float]:
    """Return what the error of a unit is of that of one that was measured: less, for a mean of several."""
    catalog = data.catalog
    former = catalog.vintage_of(index_year)
    found: dict[str, float] = {}
    for code in catalog.units.by_code:
        weights = np.array([part.weight for part in catalog.parts_of(code, former)])
        found[code] = float(np.sqrt((weights**2).sum()) / weights.sum()) if len(weights) > 1 else 1.0
    return found


def _sets(table: pd.DataFrame, scores: pd.Series, errors: pd.Series, kind: str) -> pd.DataFrame:
    """Return the ranges of ranks of all units by index and code; missing where the error of one is not known."""
    found = np.full((len(table), 2), np.nan)
    values, precision = scores.to_numpy(dtype="float64"), errors.to_numpy(dtype="float64")
    for rows in positions(table, _GROUP).values():
        known = rows[~np.isnan(values[rows])]
        if len(known) < 2 or np.isnan(precision[known]).any():
            continue
        found[known, 0], found[known, 1] = _ranges(kind, values[known].tobytes(), precision[known].tobytes())
    return pd.DataFrame(found, index=table.index, columns=["low", "high"]).astype("Int64")


@functools.lru_cache(maxsize=4096)
def _ranges(kind: str, scores: bytes, errors: bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return ranges of ranks; a year is the later one of a pair and the earlier one of the next, in every report."""
    values, precision = np.frombuffer(scores), np.frombuffer(errors)
    sets = marginal_sets(values, precision) if kind == "open" else likely_ranks(values, precision, draws=_DRAWS)
    return sets.low, sets.high


def _verdicts(table: pd.DataFrame) -> pd.Series:
    """Return the verdict on each score that can be compared."""
    error = (table["standard_error"] ** 2 + table["previous_standard_error"] ** 2) ** 0.5
    told = verdicts_of(table["core_change"], table["core_shared"].fillna(0.0), error)
    return told.where(table["comparable"] & table["core_change"].notna())


def _rank_verdicts(table: pd.DataFrame, sets: Mapping[Any, pd.DataFrame]) -> pd.Series:
    told = pd.Series(VERDICTS[2], index=table.index, dtype="str")
    for kind, words in (("likely", (VERDICTS[1], VERDICTS[3])), ("open", (VERDICTS[0], VERDICTS[4]))):
        now, before = sets[kind, "now"], sets[kind, "before"]
        told = told.mask((now["high"] < before["low"]).fillna(False).astype(bool), words[0])
        told = told.mask((now["low"] > before["high"]).fillna(False).astype(bool), words[1])
    return told.where(table["comparable"] & table["rank_change"].notna())
