"""Checking all of ``data/raw``, as `chiso check` does at any time and an import does before it writes."""

from __future__ import annotations

from chiso.analysis.merger import in_units
from chiso.analysis.statements import Reconciliation, reconcile
from chiso.catalog import VINTAGES, Catalog
from chiso.errors import DataError, collect
from chiso.ingest import Observations


def reconciliations(catalog: Catalog, observations: Observations) -> list[Reconciliation]:
    """Return every figure of an official document with what the data give for it."""
    results = []
    for vintage in VINTAGES:
        view = catalog.in_vintage(vintage)
        own = [one for one in view.statements if one.units == vintage]
        results += reconcile(view, in_units(view, observations), own) if own else []
    return results


def check_statements(catalog: Catalog, observations: Observations) -> None:
    """Check that the data give what official documents state.

    Raises
    ------
    DataError
        With every statement that the data contradict.
    """
    problems = [
        DataError(
            f"{one.statement.document} states {one.statement.index} {one.statement.index_year} "
            f"{one.statement.quantity} {one.statement.value}; the data give {one.found}.",
            where=f"{catalog.raw / 'plans' / 'statements.csv'}, row {one.statement.line}",
            remedy="Check both against their sources.",
        )
        for one in reconciliations(catalog, observations)
        if one.verdict == "disagrees"
    ]
    if problems:
        raise collect(problems, f"{len(problems)} statements of official documents disagree with the data:")
