"""The breaks between the two years that a briefing compares, in any code of any index."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index
from chiso.facts.comparability import Reason, reasons
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, part_cells
from chiso.facts.frames import INDEX, PART, YEAR, Field, Schema, fields, names
from chiso.facts.results import RESULTS

_KINDS = ("concept", "scale", "method", "coverage", "level", "vintage", "new")

BREAKS = Schema(
    "breaks",
    "Where the two years must not be read across: a row a break; one of the whole index stands once, at its total",
    fields(
        INDEX,
        YEAR,
        PART,
        Field("previous_year", "int", "year that is compared with", required=True),
        Field("kind", "str", "what broke", allowed=_KINDS, required=True),
        names("what", "what changed, in words; empty where the columns that follow say it"),
        Field("is_official", "bool", "whether the publisher says so"),
        names("before", "name that the code had before"),
        Field("scale_min", "float", "lowest possible score now", "as measure"),
        Field("scale_max", "float", "highest possible score now", "as measure"),
        Field("previous_scale_min", "float", "lowest possible score before", "as measure"),
        Field("previous_scale_max", "float", "highest possible score before", "as measure"),
    ),
)


def breaks(data: Data, results: pd.DataFrame) -> pd.DataFrame:
    """Return the breaks between the two years of the results.

    Parameters
    ----------
    data
        The data: meanings, scales and breaks.
    results
        A frame of :func:`chiso.results`: the indices and years.

    Returns
    -------
    pandas.DataFrame
        See :data:`BREAKS`.

    Examples
    --------
    >>> breaks = chiso.breaks(data, results)
    >>> breaks[["index_label", "code", "kind"]].values.tolist()
    [['PAPI', '8.3', 'level']]
    """
    rows: list[dict[str, Any]] = []
    for result in RESULTS.rows(results):
        index = data.catalog.indices[result["index"]]
        years = result.index_year, result.previous_year
        if (index.index, years[0]) not in data.catalog.publications:
            continue
        for code in data.catalog.in_year(index.index, years[0]):
            rows += [
                _row(data, index, code, years, reason)
                for reason in _reasons(data, index, code, years)
                if not _is_inherited(reason, code)
            ]
    return BREAKS.frame(rows)


def _reasons(data: Data, index: Index, code: str, years: tuple[int, int]) -> list[Reason]:
    """Return the breaks of a code, and that it is new where nothing of its meaning went before."""
    catalog = data.catalog
    met = reasons(catalog, index.index, code, *years)
    before = catalog.in_year(index.index, years[1])
    now = catalog.indicator(index.index, code, years[0])
    is_new = before and code != "TOTAL" and now.concept not in {part.concept for part in before.values()}
    if is_new and not any(reason.kind == "concept" and reason.now for reason in met):
        met.insert(0, Reason("concept", before=before.get(code), now=now))
    return met


def _is_inherited(reason: Reason, code: str) -> bool:
    """Whether a break is that of the whole index, which is told once at the total."""
    if reason.kind == "vintage":
        return code != "TOTAL"
    return reason.series_break is not None and reason.series_break.code == "TOTAL" != code


def _row(data: Data, index: Index, code: str, years: tuple[int, int], reason: Reason) -> dict[str, Any]:
    meaning = data.catalog.indicator(index.index, code, years[0])
    cells: dict[str, Any] = {
        **index_cells(index),
        **part_cells(meaning),
        "index_year": years[0],
        "vintage": data.catalog.vintage,
        "previous_year": years[1],
        "kind": reason.kind,
    }
    if reason.series_break is not None:
        broken = reason.series_break
        return cells | {
            "what_vi": broken.what("vi"),
            "what_en": broken.what("en"),
            "is_official": broken.official_statement,
        }
    if reason.before is None and reason.kind != "vintage":
        return cells | {"kind": "new"}
    if reason.before is not None and reason.kind == "scale":
        before = reason.before
        return cells | {
            "scale_min": meaning.scale_min,
            "scale_max": meaning.scale_max,
            "previous_scale_min": before.scale_min,
            "previous_scale_max": before.scale_max,
        }
    if reason.before is not None:
        return cells | {"before_vi": reason.before.name("vi"), "before_en": reason.before.name("en")}
    return cells
