"""The figures that the page to compare units draws on: scores, ranks, medians, and where a series breaks."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from chiso.catalog import Index, Indicator, Unit
from chiso.facts.data import Data
from chiso.facts.ranking import ranks, whole_editions
from chiso.locales import LOCALES
from chiso.site.words import site_words

TOTAL = "TOTAL"
_DIGITS = 4


def figures(data: Data) -> bytes:
    """Return the figures of all index years as a script that names them, since a page in a folder may read no data.

    A part of an index is followed by its concept, whatever code it had; only years in which the table
    of the index is whole have medians.

    Parameters
    ----------
    data
        What is known as of the last briefing year.
    """
    units = list(data.catalog.units)
    regions = {unit.region_slug: {one: unit.region(one) for one in LOCALES} for unit in units}
    found = {
        "units": {
            unit.slug: {**{one: unit.name(one) for one in LOCALES}, "region": unit.region_slug} for unit in units
        },
        "regions": regions,
        "indices": {index.index: {"parts": list(_parts(data, index, units))} for index in data.indices},
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.chisoFigures={text};\n".encode()


def _parts(data: Data, index: Index, units: list[Unit]) -> Iterator[dict[str, Any]]:
    mine = data.observations[data.observations["index"] == index.index]
    years = [year for year in sorted(set(mine["index_year"])) if year <= data.index_year]
    if not years:
        return
    last = data.catalog.in_year(index.index, years[-1])
    slugs = {unit.code: unit.slug for unit in units}
    ranked = ranks(data.catalog, data.seen)
    ranked = ranked[(ranked["index"] == index.index) & (ranked["code"] == TOTAL)]
    whole = {year for one, year in whole_editions(data.catalog, data.observations) if one == index.index}
    for indicator in _shown(last):
        is_total = indicator.code == TOTAL
        # The total faces the earlier total even where the index was made anew; a line marks the break.
        same = mine[mine["code"] == TOTAL] if is_total else mine[mine["concept"] == indicator.concept]
        values: dict[str, dict[str, float]] = {}
        for unit, year, value in zip(same["unit_code"], same["index_year"], same["value"], strict=True):
            if value == value and unit in slugs:  # noqa: PLR0124 - NaN differs from itself
                values.setdefault(slugs[unit], {})[str(year)] = round(float(value), _DIGITS)
        known = [year for year in years if any(str(year) in of_unit for of_unit in values.values())]
        if known:
            names = {one: indicator.name_vi if one == "vi" else indicator.name_en for one in LOCALES}
            total = {one: site_words(one).text("compare-total") for one in LOCALES}
            yield {
                "id": indicator.code,
                **(total if is_total else names),
                "years": known,
                "series": _series(data, index, indicator.code, known),
                "values": values,
                "median": _medians(values, units, whole & {*known}),
                "regions": {
                    region: _medians(values, [unit for unit in units if unit.region_slug == region], whole & {*known})
                    for region in sorted({unit.region_slug for unit in units})
                },
                **({"ranks": _ranks(ranked, slugs)} if is_total else {}),
            }


def _shown(indicators: Mapping[str, Indicator]) -> Iterable[Indicator]:
    """Return the total and the parts that it is made of."""
    return [one for one in indicators.values() if TOTAL in (one.code, one.parent)]


def _series(data: Data, index: Index, code: str, years: list[int]) -> dict[str, int]:
    """Return the first year of the series that each year belongs to."""
    broken = {
        one.first_year_of_new_series
        for one in data.catalog.breaks
        if one.index == index.index and one.code in (code, "all", "")
    }
    return {str(year): max([start for start in broken if start <= year], default=0) for year in years}


def _medians(
    values: Mapping[str, Mapping[str, float]], units: Iterable[Unit], years: Iterable[int]
) -> dict[str, float]:
    """Return the median of the units that have a figure, in some years."""
    found = {}
    for year in map(str, years):
        known = [values[unit.slug][year] for unit in units if year in values.get(unit.slug, {})]
        if known:
            found[year] = round(statistics.median(known), _DIGITS)
    return found


def _ranks(ranked: pd.DataFrame, slugs: Mapping[str, str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for unit, year, rank in zip(ranked["unit_code"], ranked["index_year"], ranked["rank"], strict=True):
        if unit in slugs and rank == rank and rank is not pd.NA:  # noqa: PLR0124 - NaN differs from itself
            found.setdefault(slugs[unit], {})[str(year)] = int(rank)
    return found
