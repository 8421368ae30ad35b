"""What facts frames say of an index, a unit and a part beside their figures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Catalog, Index, Indicator, Unit


def index_cells(index: Index) -> dict[str, Any]:
    """Return the columns that describe an index."""
    return {
        "index": index.index,
        "index_label": index.label,
        "index_vi": index.name_vi,
        "index_en": index.name_en,
        "measure": index.measure,
        "sign": index.sign,
    }


def unit_cells(unit: Unit) -> dict[str, Any]:
    """Return the columns that describe a unit."""
    return {
        "vintage": unit.vintage,
        "unit_code": unit.code,
        "unit_vi": unit.name("vi"),
        "unit_en": unit.name("en"),
    }


def set_cells(catalog: Catalog) -> dict[str, Any]:
    """Return the columns that describe the set of units."""
    mine = catalog.sets[catalog.vintage]
    before = catalog.sets.earlier(catalog.vintage)
    return {
        "units_in_set": mine.count,
        "units_before": before[0].count if before else None,
        "set_since": mine.first_day.isoformat() if mine.first_day else "",
        "set_weighed_by_vi": before[0].weighed_name("vi") if before else "",
        "set_weighed_by_en": before[0].weighed_name("en") if before else "",
        "set_first_year": mine.first_index_year,
    }


def place_cells(unit: Unit) -> dict[str, Any]:
    """Return the columns that say which units a unit belongs with."""
    return {"is_city": unit.is_city, "region_vi": unit.region("vi"), "region_en": unit.region("en")}


def part_cells(indicator: Indicator) -> dict[str, Any]:
    """Return the columns that describe a part of an index."""
    return {
        "code": indicator.code,
        "concept": indicator.concept,
        "part_vi": indicator.name("vi"),
        "part_en": indicator.name("en"),
        "parent": indicator.parent,
    }


def is_merged(catalog: Catalog, unit: Unit) -> bool:
    """Whether a unit was made of several former ones, so that its scores of years before are estimates."""
    return len(catalog.parts_of(unit.code)) > 1


def known(value: Any) -> Any:
    """Return a cell of a frame, None where it is missing."""
    return None if value is None or pd.isna(value) else value
