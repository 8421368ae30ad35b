"""The former units that a unit was made of: their weights, scores, plans and statements."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Unit
from chiso.catalog.records import read_lines
from chiso.catalog.sets import UnitSet
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, unit_cells
from chiso.facts.frames import INDEX, ORIGIN, ORIGIN_NAMES, UNIT, Field, Schema, fields, names
from chiso.facts.results import RESULTS

FORMER = Schema(
    "former",
    "The former units that a unit was made of, a row a unit, index and estimated year; empty where there is none",
    fields(
        INDEX,
        Field("index_year", "int", "one of the years compared whose figures are estimates", required=True),
        Field("vintage", "int", "set of units that unit_code belongs to", required=True),
        UNIT,
        Field("former_code", "str", "code of the former unit, in the set of units before", required=True),
        *names("former", "short name of the former unit"),
        Field("weighed", "float", "what the estimates are weighted by, such as a population"),
        *names("weighed_by", "what that is"),
        *names("weighed_name", "that in short"),
        *names("weighed_unit", "what it is counted in"),
        *names("weighed_source", "who publishes it"),
        Field("weight", "float", "its share of that of the present unit, from 0 to 1"),
        Field("units_table", "str", "table below provinces/ that it stands in"),
        Field("unit_row", "str", "row of the former unit there"),
        Field("crosswalk", "str", "table below provinces/ that says what the former unit became"),
        Field("crosswalk_row", "str", "row of the former unit there"),
        Field("value", "float", "score of the former unit in index_year", "as measure"),
        Field("has_edition", "bool", "whether the index has an edition for index_year"),
        Field("has_targets", "bool", "whether the former unit had a plan for the briefing year"),
        Field("has_statements", "bool", "whether documents state its figures of the briefing's index year"),
        ORIGIN,
    ),
)


def former(data: Data, results: pd.DataFrame) -> pd.DataFrame:
    """Return the former units of a unit, with what their estimates are made of.

    Parameters
    ----------
    data
        The data: units, what they were made of, and figures as they were measured.
    results
        A frame of :func:`chiso.results`: the unit and the years.

    Returns
    -------
    pandas.DataFrame
        See :data:`FORMER`. A unit that was not merged is its own only part.

    Examples
    --------
    >>> former = chiso.former(data, results)
    >>> len(former)  # neither year is an estimate
    0
    """
    rows: list[dict[str, Any]] = []
    for result in RESULTS.rows(results):
        years = [year for year in (result.index_year, result.previous_year) if data.catalog.is_estimated(year)]
        for year in years:
            rows += _of_index(data, result["index"], data.catalog.units.by_code[result.unit_code], year)
    return FORMER.frame(rows)


def _of_index(data: Data, index: str, unit: Unit, year: int) -> list[dict[str, Any]]:
    catalog = data.catalog
    own = catalog.vintage_of(year)
    parts = catalog.parts_of(unit.code, own)
    together = sum(part.weight for part in parts)
    scores = _scores(data, index, year)
    after = catalog.sets.after(own)
    tables = catalog.sets[own].units, after.crosswalk if after else ""
    lines = [_lines(data, name, column) for name, column in zip(tables, ("gso_code", "old_gso_code"), strict=True)]
    before = catalog.in_vintage(own)
    rows = []
    for part in parts:
        plans = [target for target in before.targets if target.province_code == part.code]
        said = [line for line in before.statements if line.province_code == part.code]
        last = {line.document: max(each.index_year for each in said if each.document == line.document) for line in said}
        rows.append(
            {
                **index_cells(catalog.indices[index]),
                **unit_cells(unit),
                "index_year": year,
                "former_code": part.code,
                "former_vi": part.name("vi"),
                "former_en": part.name("en"),
                "weighed": part.weight,
                "weight": part.weight / together,
                **_weighed(catalog.sets[own]),
                "units_table": tables[0],
                "unit_row": lines[0].get(part.code, ""),
                "crosswalk": tables[1],
                "crosswalk_row": lines[1].get(part.code, ""),
                "has_edition": (index, year) in catalog.publications,
                "has_targets": any(target.plan_year == data.year for target in plans),
                "has_statements": data.index_year in last.values(),
                **scores.get(part.code, {}),
            }
        )
    return rows


def _weighed(own: UnitSet) -> dict[str, str]:
    return {
        "weighed_by_vi": own.weight_vi,
        "weighed_by_en": own.weight_en,
        "weighed_name_vi": own.weighed_name("vi"),
        "weighed_name_en": own.weighed_name("en"),
        "weighed_unit_vi": own.weight_unit_vi,
        "weighed_unit_en": own.weight_unit_en,
        "weighed_source_vi": own.weight_source_vi,
        "weighed_source_en": own.weight_source_en,
    }


def _lines(data: Data, name: str, column: str) -> dict[str, str]:
    """Return the row of each unit in a table below provinces/."""
    if not name:
        return {}
    lines = read_lines(data.catalog.raw / "provinces" / name, (column,), ("*",))
    return {line.cells[column]: str(line.number) for line in lines}


def _scores(data: Data, index: str, year: int) -> dict[str, dict[str, Any]]:
    """Return the published totals of a year by unit, as they were measured."""
    table = data.measured.values
    rows = table[
        (table["index"] == index)
        & (table["index_year"] == year)
        & (table["vintage"] == data.catalog.vintage_of(year))
        & (table["code"] == "TOTAL")
        & table["value"].notna()
    ]
    columns = ["value", *ORIGIN_NAMES]
    return {str(row["unit_code"]): {name: row[name] for name in columns} for row in rows.to_dict("records")}
