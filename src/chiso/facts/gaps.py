"""Why totals of a unit are not there, in words' reach: a row a gap, or a row for each former unit behind one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from chiso.facts.availability import Gap, gap
from chiso.facts.data import Data
from chiso.facts.frames import INDEX, UNIT, YEAR, Field, Schema, fields, names
from chiso.facts.results import RESULTS
from chiso.facts.unit_reasons import unit_reasons

KINDS = ("withheld", "not_covered", "not_in_raw", "not_measured", "not_collected", "not_listed")

GAPS = Schema(
    "gaps",
    "Why the total of an index is not there in one of the two years; of an estimate, of which former units",
    fields(
        INDEX,
        YEAR,
        UNIT,
        Field("kind", "str", "why the figure is not there", allowed=KINDS, required=True),
        Field("codes", "str", "parts that were withheld, separated by spaces; empty where it was everything"),
        Field("parts_vi", "str", "those parts with their names, in Vietnamese"),
        Field("parts_en", "str", "those parts with their names, in English"),
        names("reason", "the publisher's reason"),
        Field("is_partly", "bool", "whether there is a figure, but not one to set beside the other year's"),
        Field("has_rank", "bool", "whether there is a rank"),
        Field("rank", "int", "place, 1 is best"),
        Field("units_ranked", "int", "number of units in the ranking"),
        Field("is_estimated", "bool", "whether ranks of the year are worked out on estimates"),
        Field("is_estimate", "bool", "whether an estimate is missing for want of former units' figures"),
        names("former", "former unit without a figure"),
    ),
)


def gaps(data: Data, results: pd.DataFrame) -> pd.DataFrame:
    """Return why totals of a unit are not there in the index year or the earlier one.

    Parameters
    ----------
    data
        The data.
    results
        A frame of :func:`chiso.results`.

    Returns
    -------
    pandas.DataFrame
        See :data:`GAPS`; empty where every total is there.

    Examples
    --------
    >>> gaps = chiso.gaps(data, results)
    >>> len(gaps)  # every total of both years is there
    0
    """
    return GAPS.frame(row for result in RESULTS.rows(results) for row in _of_index(data, result))


def _of_index(data: Data, result: Any) -> Iterator[dict[str, Any]]:
    years = (
        (result.index_year, result.value, result.rank, result.units_ranked),
        (result.previous_year, result.previous_value, result.previous_rank, result.previous_units_ranked),
    )
    for year, value, rank, units_ranked in years:
        if value is not None:
            continue
        missing = gap(data.catalog, result["index"], year, result.unit_code)
        if year == result.previous_year and rank is not None and result.rank is None and result.value is not None:
            missing = _partly(data, result) or missing
        cells = {name: result[name] for name in result if name in GAPS.columns}
        cells |= {
            "index_year": year,
            "has_rank": rank is not None,
            "rank": rank,
            "units_ranked": units_ranked,
            "is_estimated": data.catalog.is_estimated(year),
            "is_estimate": bool(missing.parts),
            "is_partly": missing.partly,
        }
        for part in missing.parts or (missing,):
            yield cells | _gap_cells(data, part)


def _partly(data: Data, result: Any) -> Gap | None:
    """Return the gap of a year that has a rank but no score to set beside a score."""
    years = (result.index_year, result.previous_year)
    for reason in unit_reasons(data.catalog, result["index"], "TOTAL", years, result.unit_code, result):
        if reason.gap is not None and reason.gap.partly:
            return reason.gap
    return None


def _gap_cells(data: Data, missing: Gap) -> dict[str, Any]:
    known = data.catalog.in_year(missing.index, missing.index_year)
    named = {
        locale: "; ".join(f"{code} {known[code].name(locale)}" for code in missing.codes if code in known)
        for locale in ("vi", "en")
    }
    unit = missing.unit
    return {
        "kind": missing.kind,
        "codes": " ".join(missing.codes),
        "parts_vi": named["vi"],
        "parts_en": named["en"],
        "reason_vi": missing.reason_vi,
        "reason_en": missing.reason_en,
        "former_vi": unit.name("vi") if unit else "",
        "former_en": unit.name("en") if unit else "",
    }
