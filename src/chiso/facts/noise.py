"""How far a score may be off: published errors, and estimates of ours where none was published."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd

from chiso.catalog import Index, Indicator
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, part_cells
from chiso.facts.error_series import estimates_of
from chiso.facts.frames import INDEX, PART, YEAR, Field, Schema, fields

_BASES = ("estimated", "not_said", "not_survey", "not_whole", "too_short")

NOISE = Schema(
    "noise",
    "What a single score may be off by where no error is published, a row an index and code; an estimate of ours",
    fields(
        INDEX,
        YEAR,
        PART,
        Field("basis", "str", "estimated, or why not", allowed=_BASES),
        Field("noise", "float", "standard error of one score, an upper bound of its sampling error", "as measure"),
        Field("noise_low", "float", "lower limit of the estimate, 95 % by resampling units", "as measure"),
        Field("noise_high", "float", "upper limit of the estimate", "as measure"),
        Field("first_year", "int", "first index year of the series that it is estimated from"),
        Field("last_year", "int", "last index year of it"),
        Field("changes", "int", "changes of a unit over one year that went into it"),
        Field("parts", "int", "finest parts that had no break over these years, on which it stands"),
        Field("published_units", "int", "units whose error was published for a year compared; that stands before ours"),
        Field("published_year", "int", "the last such year"),
        Field("published_low", "float", "smallest published standard error of it", "as measure"),
        Field("published_high", "float", "largest of them", "as measure"),
    ),
)


def noise(data: Data) -> pd.DataFrame:
    """Estimate from successive editions what a single score may be off by.

    Parameters
    ----------
    data
        The data; editions are taken in the units that they were measured in.

    Returns
    -------
    pandas.DataFrame
        See :data:`NOISE`; a row an index with an edition for the index year and a code of it. The square of ``noise``
        is Var(own change over one year) - Var(own change over two years) / 2, over the parts without a break in the
        last series of at least three whole editions. Missing for scores that rest on no survey, for an index whose
        tables are not whole, and before three editions can be compared.

    Examples
    --------
    >>> noise = chiso.noise(data)
    >>> noise.query("index == 'papi' and code == 'TOTAL'")[["noise", "first_year", "parts"]].round(2).values.tolist()
    [[0.65, 2018, 24]]
    """
    rows: list[dict[str, Any]] = []
    values = data.measured.values
    keys = [
        (index.index, code) for index in data.indices for code in data.catalog.in_year(index.index, data.index_year)
    ]
    estimates = estimates_of(data, keys, data.index_year)
    published = values[
        values["standard_error"].notna() & values["index_year"].between(data.index_year - 1, data.index_year)
    ]
    for index in data.indices:
        for code, meaning in data.catalog.in_year(index.index, data.index_year).items():
            if (index.index, data.index_year) in data.catalog.publications:
                best = estimates[index.index, code]
                cells = {"index_year": data.index_year, "vintage": data.catalog.vintage}
                cells |= _published(published, index, meaning)
                rows.append({**index_cells(index), **cells, **part_cells(meaning), **dataclasses.asdict(best)})
    return NOISE.frame(rows)


def _published(published: pd.DataFrame, index: Index, meaning: Indicator) -> dict[str, Any]:
    """Return how many errors of a meaning were published for the later of the two years that has any, and which."""
    if published.empty:
        return {}
    rows = published[(published["index"] == index.index) & (published["concept"] == meaning.concept)]
    rows = rows[rows["index_year"] == rows["index_year"].max()]
    if rows.empty:
        return {}
    errors = rows["standard_error"]
    return {
        "published_units": len(rows),
        "published_year": int(rows["index_year"].iloc[0]),
        "published_low": float(errors.min()),
        "published_high": float(errors.max()),
    }
