"""Holding the reference tables against one another: codes, units and sources that they name must exist."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from chiso.catalog import VINTAGES, Catalog, Suppression, vintage_of
from chiso.catalog.grids import read_grid
from chiso.catalog.records import read_lines
from chiso.catalog.tables import Correction
from chiso.errors import DataError, collect
from chiso.ingest.cells import codes_of, known, named, unique
from chiso.ingest.meanings import INDEX_WORDS, check_column_names, check_indicators
from chiso.ingest.merger import check_merger
from chiso.ingest.plans import check_plans
from chiso.ingest.raw import Problems

_BREAK_KINDS = ("concept", "scale", "method", "coverage", "level")
_STATISTICS = ("mean", "median", "max", "min")


def check_reference(catalog: Catalog) -> None:
    """Check what the reference tables say of one another.

    Raises
    ------
    DataError
        With every row that names an index, unit, code, concept, edition or source that is not there,
        or contradicts another.
    """
    reference = catalog.raw / "reference"
    store = catalog.store
    indices, sources = set(catalog.indices), set(catalog.sources) - {""}
    publications, suppressed = list(store.editions.values()), list(store.suppressions.values())

    units = codes_of(catalog)

    def units_or_none(record: Any) -> Collection[str]:
        return {"", *units(record)}

    checks = [
        _aliases(catalog),
        *(_regions(catalog, vintage) for vintage in VINTAGES),
        _sources(catalog),
        check_column_names(catalog),
        *check_merger(catalog),
        known(catalog.raw / "indices.csv", list(catalog.indices.values()), **INDEX_WORDS),
        *(
            check_indicators(catalog.indices[index], catalog.raw / index / "indicators.csv", rows)
            for index, rows in catalog.indicators.items()
        ),
        _publications(
            catalog, known(reference / "publications.csv", publications, index=indices, source_id={"", *sources})
        ),
        _codes(
            catalog,
            known(reference / "series_breaks.csv", catalog.breaks, index=indices, kind=_BREAK_KINDS),
            catalog.breaks,
        ),
        _suppressed(catalog, known(reference / "suppressed.csv", suppressed, index=indices, province_code=units)),
        _corrections(
            catalog, known(reference / "corrections.csv", store.corrections, index=indices, province_code=units)
        ),
        known(
            reference / "national.csv",
            store.national,
            index=indices,
            statistic=_STATISTICS,
            province_code=units_or_none,
        ),
        *check_plans(catalog),
    ]
    checks += [
        named(path, records, columns)
        for path, records, columns in (
            (catalog.raw / "indices.csv", catalog.indices.values(), ("label", "name_vi", "name_en")),
            (catalog.raw / "sources.csv", catalog.sources.values(), ("source_id", "title")),
            (reference / "publications.csv", publications, ("publisher_vi", "publisher_en")),
            (reference / "series_breaks.csv", catalog.breaks, ("what_vi", "what_en")),
        )
    ]
    checks += [
        named(catalog.raw / index / "indicators.csv", rows, ("concept", "name_vi", "name_en"))
        for index, rows in catalog.indicators.items()
    ]
    checks += [
        unique(reference / "series_breaks.csv", catalog.breaks, ("index", "code", "first_year_of_new_series", "kind")),
        unique(reference / "corrections.csv", store.corrections, ("index", "index_year", "province_code", "code")),
        unique(reference / "national.csv", store.national, ("index", "index_year", "statistic")),
    ]
    errors = [error for problems in checks if (error := problems.error())]
    for vintage in VINTAGES:
        try:
            read_grid(catalog.raw, vintage)
        except DataError as error:
            errors.append(error)
    if errors:
        raise collect(errors, f"{len(errors)} reference tables have problems:")


def _aliases(catalog: Catalog) -> Problems:
    """Check that a spelling names the unit of its row: the first place of a spelling counts."""
    path = catalog.raw / "provinces" / "name_aliases.csv"
    problems = Problems(path)
    for line in read_lines(path, ("alias", "gso_code", "kind")):
        alias, code = line.cells["alias"], line.cells["gso_code"]
        unit = catalog.store.units_63.find(alias)
        if not re.fullmatch("[0-9]{2}", code) or code == "00":
            problems.add(f"{code!r} is no GSO code.", row=line.number, column="gso_code", why="Expected: two digits.")
        elif unit is not None and unit.code != code:
            problems.add(
                f"{alias!r} names {unit.name_vi} ({unit.code}) already, not {code!r}.",
                row=line.number,
                column="gso_code",
                remedy="Correct the code, or remove the row.",
            )
    return problems


def _regions(catalog: Catalog, vintage: int) -> Problems:
    """Check that a region has one name in each language: a slip would make a region of its own of one unit."""
    problems = Problems(catalog.raw / "provinces" / f"provinces_{vintage}.csv")
    lines = read_lines(problems.path, ("region_vi", "region_en"), ("*",))
    pairs = Counter((line.cells["region_vi"], line.cells["region_en"]) for line in lines)
    usual = [pair for pair, _ in pairs.most_common()]
    for line in lines:
        mine = line.cells["region_vi"], line.cells["region_en"]
        for place, column in ((0, "region_vi"), (1, "region_en")):
            other = next(pair for pair in usual if pair[1 - place] == mine[1 - place])
            if other != mine:
                problems.add(
                    f"The region is called {mine[place]!r}, in other rows {other[place]!r}.",
                    row=line.number,
                    column=column,
                    why=f"Both stand beside {mine[1 - place]!r}.",
                    remedy="Call it the same in every row.",
                )
    return problems


def _sources(catalog: Catalog) -> Problems:
    """Check that what is written as a date is one; what is said in words is printed as it stands."""
    problems = Problems(catalog.raw / "sources.csv")
    for one in catalog.sources.values():
        if one.dated_to in ("words", ""):
            continue
        try:
            dt.date.fromisoformat(f"{one.published}-01-01"[:10])
        except ValueError:
            problems.add(
                f"A cell holds {one.published!r}, which is no date.",
                row=one.line,
                column="published",
                why="Expected: 2021-04-14, 2021-04 where only the month is known, 2021, or an empty cell.",
                remedy="Write the date in this form.",
            )
    return problems


def _publications(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.editions.values():
        most = len(catalog.in_vintage(vintage_of(one.index_year)).units)
        if not 0 < one.units <= most:
            why = f"Expected: 1 to {most}."
            problems.add(f"{one.units} units cannot have been measured.", row=one.line, column="units", why=why)
        elif not 0 < one.units_ranked <= one.units:
            what = f"{one.units_ranked} of {one.units} units cannot have been ranked."
            problems.add(what, row=one.line, column="units_ranked", why=f"Expected: 1 to {one.units}.")
        if one.published_on is not None and one.published_on.year < one.index_year:
            problems.add(
                f"The figures of {one.index_year} cannot have been published on {one.published_on}.",
                row=one.line,
                column="published_on",
                remedy="Correct the date, or the index year: the year that was measured.",
            )
        index = catalog.indices.get(one.index)
        if index is not None and index.layout == "parts" and not one.source_id:
            why = "It is the source of every figure of the table."
            problems.add("The edition has no source.", row=one.line, column="source_id", why=why)
    return problems


def _codes(catalog: Catalog, problems: Problems, records: Sequence[Any]) -> Problems:
    for record in records:
        known = {one.code for one in catalog.indicators.get(record.index, [])}
        if record.index in catalog.indicators and record.code not in known:
            problems.add(f"{record.code!r} is no code of {record.index}.", row=record.line, column="code")
    return problems


def _suppressed(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.suppressions.values():
        if not _edition(catalog, one, problems):
            continue
        known = catalog.in_year(one.index, one.index_year)
        if one.codes != "all" and (not one.codes or set(one.codes.split()) - set(known)):
            problems.add(
                f"{one.codes!r} names no codes of {one.index} in {one.index_year}.",
                row=one.line,
                column="codes",
                why="Expected `all`, or codes parted by spaces such as `D2 D4`.",
            )
    return problems


def _corrections(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.corrections:
        if not _edition(catalog, one, problems):
            continue
        sums = {part.parent for part in catalog.in_year(one.index, one.index_year).values()} - {""}
        if one.code not in sums:
            problems.add(
                f"{one.code!r} is no sum of {one.index} in {one.index_year}.",
                row=one.line,
                column="code",
                why="Only sums are corrected; any other figure stands as published in the raw table.",
                remedy="Name the dimension or TOTAL, or remove the row.",
            )
    return problems


def _edition(catalog: Catalog, one: Suppression | Correction, problems: Problems) -> bool:
    """Whether the edition that a row is about is listed; the row would silently have no effect otherwise."""
    if one.index not in catalog.indices:
        return False
    is_listed = (one.index, one.index_year) in catalog.store.editions
    if not is_listed:
        problems.add(
            f"There is no edition of {one.index} for {one.index_year}.",
            row=one.line,
            column="index_year",
            why="reference/publications.csv does not list it.",
            remedy="Correct the year, or add the edition to reference/publications.csv.",
        )
    return is_listed
