"""Holding the reference tables against one another: codes, units and sources that they name must exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from chiso.catalog import Catalog
from chiso.ingest.raw import Problems

_BREAK_KINDS = ("concept", "scale", "method", "coverage", "level")
_QUANTITIES = ("score", "rank", "units", "score_change", "rank_change", "scale_max")


def check_reference(catalog: Catalog) -> None:
    """Check what the reference tables say of one another.

    Raises
    ------
    DataError
        With every row that names an index, unit, code, concept or source that is not there.
    """
    reference, plans = catalog.raw / "reference", catalog.raw / "plans"
    codes = {one.code for indicators in catalog.indicators.values() for one in indicators}
    concepts = {one.concept for indicators in catalog.indicators.values() for one in indicators}
    units, sources = set(catalog.units.by_code), {"", *catalog.sources}
    indices = set(catalog.indices)

    publications, suppressed = list(catalog.publications.values()), list(catalog.suppressed.values())
    _check(reference / "publications.csv", publications, index=indices, source_id=sources)
    _check(reference / "series_breaks.csv", catalog.breaks, index=indices, code=codes, kind=_BREAK_KINDS)
    _check(reference / "suppressed.csv", suppressed, index=indices, province_code=units)
    _check(reference / "corrections.csv", catalog.corrections, index=indices, province_code=units, code=codes)
    _check(reference / "national.csv", catalog.national, index=indices, province_code={"", *units})
    _check(
        plans / "targets.csv",
        catalog.targets,
        index=indices,
        province_code=units,
        concept=concepts,
        source_id=sources,
    )
    _check(plans / "measures.csv", catalog.measures, index=indices, province_code=units, papi_concept={"", *concepts})
    _check(
        plans / "statements.csv",
        catalog.statements,
        index=indices,
        province_code=units,
        quantity=_QUANTITIES,
        source_id=set(catalog.sources),
    )
    _check_codes(reference / "suppressed.csv", suppressed, {"all", *codes})


def _check(path: Path, records: Sequence[Any], **allowed: Collection[str]) -> None:
    problems = Problems(path)
    for record in records:
        for column, values in allowed.items():
            value = getattr(record, column)
            if value not in values:
                few = f"Expected one of {', '.join(sorted(filter(None, values)))}." if len(values) < 12 else ""
                problems.add(f"{value!r} is not known as {column}.", row=record.line, column=column, why=few)
    problems.raise_any()


def _check_codes(path: Path, records: Sequence[Any], known: Collection[str]) -> None:
    problems = Problems(path)
    unknown: Callable[[Any], list[str]] = lambda record: [code for code in record.codes.split() if code not in known]  # noqa: E731
    for record in records:
        if not record.codes.split() or unknown(record):
            problems.add(
                f"{record.codes!r} names no dimensions.",
                row=record.line,
                column="codes",
                why="Expected `all`, or dimension codes parted by spaces such as `D2 D4`.",
            )
    problems.raise_any()
