"""Holding the tables of official documents against the catalogue: targets, measures and statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chiso.catalog import Catalog
from chiso.ingest.checks.cells import codes_of, known, unique
from chiso.ingest.checks.ledger import check_ledger
from chiso.ingest.raw import Problems

_QUANTITIES = ("score", "rank", "units", "score_change", "rank_change", "scale_max")
_STATUSES = ("", "adopted", "draft")
_PRINTED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def check_plans(catalog: Catalog) -> Iterator[Problems]:
    """Check targets, statements, and the ledger of measures.

    Yields
    ------
    Problems
        One or more for each table.
    """
    folder, store, units = catalog.raw / "plans", catalog.store, codes_of(catalog)
    indices, sources = set(catalog.indices), set(catalog.sources) - {""}

    path = folder / "targets.csv"
    yield _targets(
        catalog,
        known(
            catalog, path, store.targets, index=indices, province_code=units, source_id={"", *sources}, status=_STATUSES
        ),
    )
    yield unique(path, store.targets, ("plan_year", "vintage", "province_code", "index"))
    yield from check_ledger(catalog)
    path = folder / "statements.csv"
    yield _statements(
        catalog,
        known(
            catalog, path, store.statements, index=indices, province_code=units, quantity=_QUANTITIES, source_id=sources
        ),
    )
    yield unique(path, store.statements, ("document", "province_code", "index_year", "index", "quantity"))


def _targets(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.targets:
        indicators = catalog.indicators.get(one.index, [])
        scales = [indicator for indicator in indicators if indicator.concept == one.concept]
        if indicators and not scales:
            problems.add(f"{one.concept!r} is no concept of {one.index}.", row=one.line, column="concept")
        if one.target_score is None and one.target_rank_within is None:
            problems.add("The target wants neither a score nor a rank.", row=one.line, column="target_score")
        if not 2000 <= one.plan_year < 2100:
            why = "Expected: the year that the plan is for, such as 2021."
            problems.add(f"There is no plan for {one.plan_year}.", row=one.line, column="plan_year", why=why)
            continue
        if scales and one.target_score is not None:
            low, high = min(each.scale_min for each in scales), max(each.scale_max for each in scales)
            if not low <= one.target_score <= high:
                problems.add(
                    f"A score of {one.target_score:g} is wanted.",
                    row=one.line,
                    column="target_score",
                    why=f"The scale of {one.concept} goes from {low:g} to {high:g}.",
                )
        units = catalog.sets[catalog.sets.of(one)].count if catalog.sets.of(one) in catalog.sets else 0
        if units and one.target_rank_within is not None and not 1 <= one.target_rank_within <= units:
            problems.add(
                f"A place of {one.target_rank_within} is wanted.",
                row=one.line,
                column="target_rank_within",
                why=f"There are {units} units.",
            )
    return problems


def _statements(catalog: Catalog, problems: Problems) -> Problems:
    for one in catalog.store.statements:
        if not _PRINTED.fullmatch(one.value):
            problems.add(
                f"A cell holds {one.value!r}, which is not a number.",
                row=one.line,
                column="value",
                why="Expected: the printed digits with a point and a hyphen-minus, such as 83.76 or -2.82.",
                remedy="Write the figure with the digits that the document prints.",
            )
    return problems
