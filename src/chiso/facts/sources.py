"""The sources that figures name, and the rows of raw tables that all units stand in."""

from __future__ import annotations

import pandas as pd

from chiso.facts.data import Data
from chiso.facts.frames import Field, Schema, fields, names

SOURCES = Schema(
    "sources",
    "Every source by its id",
    fields(
        Field("source_id", "str", "id of the source", required=True),
        names("source", "title as it is cited"),
        Field("published", "str", "date as it was noted: 2021-04-14, 2021-04, 2021, or words; empty where unknown"),
        Field("dated_to", "str", "how far the date is known: day, month, year, words, or empty"),
        Field("url", "str", "address"),
    ),
)

EDITIONS = Schema(
    "editions",
    "When each edition up to the briefing's index year was published",
    fields(
        Field("index", "str", "id of the index", required=True),
        Field("index_label", "str", "short name of the index", required=True),
        Field("has_parts", "bool", "whether its table has the parts of the index, from which the total is worked out"),
        Field("index_year", "int", "year that was measured", required=True),
        Field("raw_table", "str", "its table below data/raw", required=True),
        Field("published_on", "str", "day of publication; empty where it is not known"),
        Field("source_id", "str", "source of the edition"),
    ),
)

ROWS = Schema(
    "raw_rows",
    "Where every unit stands in the raw tables: a row a table and unit, in the order of the table",
    fields(
        Field("raw_table", "str", "table below data/raw", required=True),
        Field("raw_row", "str", "row of the unit, the header being row 1; several separated by spaces", required=True),
        Field("unit_code", "str", "code of the unit in the set of units of the data", required=True),
        *names("unit", "short name of the unit"),
        Field("source_id", "str", "sources of the unit's figures there, separated by spaces"),
        Field("of_table", "str", "table of figures that the row stands beside, as a correction does; else empty"),
    ),
)


def sources(data: Data) -> pd.DataFrame:
    """Return every source; see :data:`SOURCES`.

    Examples
    --------
    >>> sources = chiso.sources(data)
    >>> sources.columns.tolist()
    ['source_id', 'source_vi', 'source_en', 'published', 'dated_to', 'url']
    """
    return SOURCES.frame(
        {
            "source_id": source.source_id,
            "source_vi": source.name("vi"),
            "source_en": source.name("en"),
            "published": source.published,
            "dated_to": source.dated_to,
            "url": source.url,
        }
        for source in data.catalog.sources.values()
        if source.source_id
    )


def editions(data: Data) -> pd.DataFrame:
    """Return the editions of all indices up to the index year; see :data:`EDITIONS`.

    Examples
    --------
    >>> editions = chiso.editions(data)
    >>> editions.query("index == 'papi' and index_year == 2020")["published_on"].item()
    '2021-04-14'
    """
    return EDITIONS.frame(
        {
            "index": index,
            "index_label": data.catalog.indices[index].label,
            "has_parts": data.catalog.indices[index].layout == "parts",
            "index_year": year,
            "raw_table": f"{index}/{year}.csv",
            "published_on": edition.published_on.isoformat() if edition.published_on else "",
            "source_id": edition.source_id,
        }
        for index in data.catalog.indices
        for (edition_of, year), edition in sorted(data.catalog.store.editions.items(), key=lambda item: item[0])
        if edition_of == index and year <= data.index_year
    )


def raw_rows(data: Data) -> pd.DataFrame:
    """Return where every unit stands in the raw tables of figures; see :data:`ROWS`.

    Examples
    --------
    >>> raw_rows = chiso.raw_rows(data)
    >>> raw_rows.query("raw_table == 'papi/2020.csv' and unit_code == '92'")["raw_row"].item()
    '60'
    """
    columns = ["raw_table", "raw_row", "unit_code", "source_id"]
    cells = ([*data.observations[name].tolist(), *data.published_ranks[name].tolist()] for name in columns)
    merged: dict[tuple[str, str, str], dict[str, dict[str, None]]] = {}
    for table, row, unit_code, source_id in dict.fromkeys(zip(*cells, strict=True)):
        names, rows = str(table).split(), str(row).split(";")
        for at, (name, numbers) in enumerate(zip(names, rows, strict=True)):
            key = (name, str(unit_code), names[0] if at else "")
            known = merged.setdefault(key, {"raw_row": {}, "source_id": {}})
            known["raw_row"] |= dict.fromkeys(numbers.split())
            known["source_id"] |= dict.fromkeys(str(source_id).split())
    units = data.catalog.units.by_code
    found = [
        {
            "raw_table": name,
            "raw_row": " ".join(sorted(known["raw_row"], key=int)),
            "unit_code": code,
            "unit_vi": units[code].name("vi"),
            "unit_en": units[code].name("en"),
            "source_id": " ".join(known["source_id"]),
            "of_table": of_table,
        }
        for (name, code, of_table), known in merged.items()
    ]
    return ROWS.frame(sorted(found, key=lambda row: (row["raw_table"], [int(at) for at in row["raw_row"].split()])))
