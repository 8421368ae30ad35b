"""The results of one unit: a row an index, with what a reader has to know of the edition."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index, Unit
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, is_merged, known, place_cells, set_cells, unit_cells
from chiso.facts.evidence import EVIDENCE
from chiso.facts.frames import (
    ESTIMATED,
    INDEX,
    ORIGIN,
    ORIGIN_NAMES,
    PREVIOUS,
    PREVIOUS_ORIGIN,
    SCALE,
    SCORE,
    SET,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
    names,
)
from chiso.facts.ranges import likely_range
from chiso.facts.totals import totals_by_year
from chiso.facts.whole import is_whole, known_units

PLACE = (
    Field("is_city", "bool", "whether the unit is a centrally run city"),
    *names("region", "region of the unit"),
)

RESULTS = Schema(
    "results",
    "The total of every index for one unit beside the earlier year, a row an index, also without an edition",
    fields(
        INDEX,
        YEAR,
        UNIT,
        Field("code", "str", "the total", required=True),
        SCORE,
        PREVIOUS,
        Field("status", "str", "SDMX status of value"),
        Field("is_shared", "bool", "whether another unit has the same rank"),
        names("unit_full", "name of the unit with its kind, as a heading"),
        names("unit_within", "name of the unit with its kind, within a sentence"),
        PLACE,
        Field("has_edition", "bool", "whether the index has an edition for the index year"),
        Field("published_on", "str", "day of publication, 2021-04-14; empty where it is not known"),
        names("publisher", "publisher of the edition"),
        Field("previous_publisher_vi", "str", "publisher of the earlier edition, in Vietnamese"),
        Field("previous_publisher_en", "str", "publisher of the earlier edition, in English"),
        Field("respondents", "int", "people asked in the whole country", "people"),
        SCALE,
        Field("has_parts", "bool", "whether the index has parts in the index year"),
        Field("is_whole", "bool", "whether the score of every ranked unit is known here"),
        Field("known_units", "int", "units with a score or rank here"),
        Field("units_measured", "int", "units that the edition measured"),
        Field("edition_ranks", "int", "units that the edition ranked"),
        ESTIMATED,
        Field("is_derived", "bool", "whether the score was worked out from a published change"),
        SET,
        ORIGIN,
        PREVIOUS_ORIGIN,
        EVIDENCE,
        Field("mean_rows", "str", "rows of reference/national.csv that the published means of both years stand in"),
        Field("mean_source", "str", "where those were read, a line a source"),
        Field("likely_low", "int", "best place of the range that the rank is in nine times out of ten"),
        Field("likely_high", "int", "worst place of that range"),
    ),
)


def results(data: Data, changes: pd.DataFrame, unit: Unit | str) -> pd.DataFrame:
    """Return the results of a unit in every index of the briefing.

    Parameters
    ----------
    data
        The data.
    changes
        A frame of :func:`chiso.changes`.
    unit
        The unit, or its slug, code or name.

    Returns
    -------
    pandas.DataFrame
        See :data:`RESULTS`; figures as ``changes`` has them, missing where the index had no edition.

    Examples
    --------
    >>> results = chiso.results(data, changes, "can-tho")
    >>> results[["index_label", "value", "rank", "rank_change"]].values.tolist()
    [['PAR INDEX', 83.76, 37, -8], ['SIPAS', 84.14, 38, 13], ['PAPI', 42.885496, 29, -21]]
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    mine = changes[(changes["unit_code"] == unit.code) & (changes["code"] == "TOTAL")]
    found = {row["index"]: row for row in CHANGES.rows(mine)}
    return RESULTS.frame(_result(data, changes, index, unit, found.get(index.index)) for index in data.indices)


def _result(data: Data, changes: pd.DataFrame, index: Index, unit: Unit, row: Row | None) -> dict[str, Any]:
    catalog = data.catalog
    year = data.index_year if row is None else row.index_year
    earlier = data.previous_year if row is None else row.previous_year
    edition = catalog.publications.get((index.index, year))
    previous = catalog.publications.get((index.index, earlier))
    total = catalog.in_year(index.index, year).get("TOTAL")
    figures = {name: cell for name, cell in (row or Row()).items() if name in RESULTS.columns}
    cells: dict[str, Any] = {
        "code": "TOTAL",
        "index_year": year,
        "previous_year": earlier,
        "comparable": False,
        **figures,
    }
    if row is None:
        cells |= _earlier(data, changes, index, unit, earlier)
    cells |= {**index_cells(index), **unit_cells(unit), **place_cells(unit), **set_cells(catalog)}
    for locale in ("vi", "en"):
        cells[f"unit_full_{locale}"] = unit.full_name(locale)
        cells[f"unit_within_{locale}"] = unit.name_within(locale)
        cells[f"publisher_{locale}"] = edition.publisher(locale) if edition else ""
        cells[f"previous_publisher_{locale}"] = previous.publisher(locale) if previous else ""
    status = row.status if row is not None else ""
    likely = None if row is None else likely_range(data, changes, index.index, unit.code)
    return cells | {
        **_means(data, index, (year, earlier)),
        "likely_low": likely[0] if likely else None,
        "likely_high": likely[1] if likely else None,
        "has_edition": edition is not None,
        "published_on": edition.published_on.isoformat() if edition and edition.published_on else "",
        "respondents": edition.respondents if edition else None,
        "scale_min": total.scale_min if total else None,
        "scale_max": total.scale_max if total else None,
        "has_parts": data.has_parts(index),
        "is_whole": is_whole(data, changes, index.index, year),
        "known_units": known_units(data, changes).get(index.index, 0),
        "units_measured": edition.units if edition else None,
        "edition_ranks": edition.units_ranked if edition else None,
        "is_estimated": catalog.is_estimated(year),
        "previous_is_estimated": catalog.is_estimated(earlier),
        "is_merged": is_merged(catalog, unit),
        "is_derived": status == "E" and index.layout == "scores" and not catalog.is_estimated(year),
    }


def _means(data: Data, index: Index, years: tuple[int, int]) -> dict[str, str]:
    """Return where the published means of two years stand."""
    found = [
        figure
        for figure in data.catalog.national
        if figure.index == index.index and figure.statistic == "mean" and figure.index_year in years
    ]
    sources = dict.fromkeys(figure.source for figure in found if figure.source)
    return {"mean_rows": " ".join(str(figure.line) for figure in found), "mean_source": "\n".join(sources)}


def _earlier(data: Data, changes: pd.DataFrame, index: Index, unit: Unit, year: int) -> dict[str, Any]:
    """Return the earlier figures of an index that has no edition in the index year and so is not compared."""
    totals = totals_by_year(data, changes, index.index)
    if (year, unit.code) not in totals.index:
        return {}
    columns = ("value", "rank", "units_ranked", *ORIGIN_NAMES)
    return {f"previous_{name}": known(totals[name][year, unit.code]) for name in columns}
