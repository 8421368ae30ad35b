"""Holding the reference tables against one another: codes, units and sources that they name must exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from chiso.catalog import Catalog, Suppression
from chiso.catalog.grids import read_grid
from chiso.catalog.tables import Correction
from chiso.errors import DataError, collect
from chiso.ingest.checks.cells import codes_of, known, named, unique
from chiso.ingest.checks.conflicts import check_conflicts
from chiso.ingest.checks.groups import check_groups
from chiso.ingest.checks.levels import check_levels_seen
from chiso.ingest.checks.meanings import INDEX_WORDS, check_indicators, check_names
from chiso.ingest.checks.merger import check_merger
from chiso.ingest.checks.offices import check_offices
from chiso.ingest.checks.plans import check_plans
from chiso.ingest.checks.units import check_units
from chiso.ingest.checks.weights import check_changed_weights
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
    publications, suppressed = list(store.publications.values()), list(store.suppressions.values())

    units = codes_of(catalog)

    def units_or_none(record: Any) -> Collection[str]:
        return {"", *units(record)}

    checks = [
        *check_units(catalog),
        _sources(catalog),
        check_names(catalog, "column_names"),
        check_names(catalog, "text_names"),
        *check_merger(catalog),
        known(catalog, catalog.raw / "indices.csv", list(catalog.indices.values()), **INDEX_WORDS),
        *(
            check_indicators(catalog.indices[index], catalog.raw / index / "indicators.csv", rows, sources)
            for index, rows in store.structures.items()
        ),
        _publications(
            catalog,
            known(
                catalog,
                reference / "publications.csv",
                publications,
                index=indices,
                source_id={"", *sources},
                errors_source_id={"", *sources},
            ),
        ),
        _codes(
            catalog,
            known(catalog, reference / "series_breaks.csv", catalog.breaks, index=indices, kind=_BREAK_KINDS),
            catalog.breaks,
        ),
        _suppressed(
            catalog, known(catalog, reference / "suppressed.csv", suppressed, index=indices, province_code=units)
        ),
        _corrections(
            catalog,
            known(catalog, reference / "corrections.csv", store.corrections, index=indices, province_code=units),
        ),
        known(
            catalog,
            reference / "national.csv",
            store.national,
            index=indices,
            statistic=_STATISTICS,
            province_code=units_or_none,
        ),
        *check_conflicts(catalog, units_or_none, _STATISTICS),
        *check_plans(catalog),
        *check_offices(catalog),
        *check_groups(catalog, sources),
        *check_levels_seen(catalog),
        *check_changed_weights(catalog),
        _marks(catalog),
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
        for index, rows in store.structures.items()
    ]
    checks += [
        unique(reference / "series_breaks.csv", catalog.breaks, ("index", "code", "first_year_of_new_series", "kind")),
        unique(reference / "corrections.csv", store.corrections, ("index", "index_year", "province_code", "code")),
        unique(reference / "national.csv", store.national, ("index", "index_year", "statistic")),
    ]
    errors = [error for problems in checks if (error := problems.error())]
    for one in catalog.sets:
        try:
            read_grid(catalog.in_vintage(one.vintage))
        except DataError as error:
            errors.append(error)
    if errors:
        raise collect(errors, f"{len(errors)} reference tables have problems:")


def _marks(catalog: Catalog) -> Problems:
    """Check that what a publisher marks is a share, and is said in words."""
    problems = Problems(catalog.raw / "indices.csv")
    for one in catalog.indices.values():
        if one.notable_change is None:
            continue
        if not 0 < one.notable_change < 1:
            why = "Expected: a share of the earlier score, such as 0.05, or an empty cell."
            what = f"A change of {one.notable_change:g} cannot be what the publisher marks."
            problems.add(what, row=one.line, column="notable_change", why=why)
        for column in ("notable_vi", "notable_en"):
            if not getattr(one, column):
                why = "It says whose mark `notable_change` is."
                problems.add("A cell is empty.", row=one.line, column=column, why=why)
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
    for one in catalog.store.publications.values():
        most = len(catalog.in_vintage(catalog.vintage_of(one.index_year)).units)
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
        known = {one.code for one in catalog.store.structures.get(record.index, [])}
        if record.index in catalog.store.structures and record.code not in known:
            problems.add(f"{record.code!r} is no code of {record.index}.", row=record.line, column="code")
    return problems


def _suppressed(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.suppressions.values():
        if not _edition(catalog, one, problems):
            continue
        known = catalog.structure(one.index, one.index_year)
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
                remedy="Name a code that is the sum of others, or remove the row.",
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
