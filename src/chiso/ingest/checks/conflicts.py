"""Figures of regions, and published figures that contradict one another: what they may name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from chiso.catalog import Catalog
from chiso.ingest.checks.cells import known, named, unique
from chiso.ingest.raw import Problems

_QUANTITIES = ("score", "rank", "units", "score_change", "rank_change")


def check_conflicts(
    catalog: Catalog, units_or_none: Callable[[Any], Collection[str]], statistics: Collection[str]
) -> Iterator[Problems]:
    """Check what is published of regions, and which published figures are known to contradict one another.

    Parameters
    ----------
    catalog
        The catalogue.
    units_or_none
        The codes that a record may have, with none at all.
    statistics
        What may be published of several units together.
    """
    store, reference = catalog.store, catalog.raw / "reference"
    indices, path = set(catalog.indices), reference / "conflicts.csv"
    yield known(
        catalog,
        reference / "regional.csv",
        store.regional,
        index=indices,
        statistic=statistics,
        region_vi=lambda record: _regions(catalog, record),
        source_id=set(catalog.sources) - {""},
    )
    yield unique(reference / "regional.csv", store.regional, ("index", "index_year", "region_vi", "statistic"))
    problems = known(
        catalog,
        path,
        store.conflicts,
        index=indices,
        province_code=units_or_none,
        region_vi=lambda record: {"", *_regions(catalog, record)},
        quantity=lambda record: _QUANTITIES if record.province_code else statistics,
    )
    for one in store.conflicts:
        for column in ("value", "other_value"):
            if not _is_number(getattr(one, column)):
                problems.add(f"{getattr(one, column)!r} is no figure.", row=one.line, column=column)
        if one.province_code and one.region_vi:
            why = "A figure is of a unit, of a region, or of the whole country."
            problems.add("A unit and a region are named.", row=one.line, column="region_vi", why=why)
    yield problems
    yield named(path, store.conflicts, ("source", "other_source", "reading_vi", "reading_en"))
    yield unique(path, store.conflicts, ("index", "index_year", "province_code", "region_vi", "quantity", "value"))


def conflicts(catalog: Catalog) -> Iterator[str]:
    """Yield each known conflict in words."""
    for one in catalog.store.conflicts:
        unit = catalog.in_vintage(catalog.sets.of(one)).units.by_code.get(one.province_code)
        whose = unit.name_vi if unit else one.region_vi or "national"
        yield (
            f"{one.index} {one.index_year}, {whose}, {one.quantity}: {one.value} ({one.source}), "
            f"{one.other_value} ({one.other_source}): {one.reading_en}."
        )


def _regions(catalog: Catalog, record: Any) -> set[str]:
    """Return the names of the regions of the set of units that a record is about."""
    return {unit.region_vi for unit in catalog.in_vintage(catalog.sets.of(record)).units}


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
