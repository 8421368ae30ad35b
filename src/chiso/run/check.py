"""Checking all of ``data/raw``, as `chiso check` does at any time and an import does before it writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chiso.catalog import Catalog, Project
from chiso.errors import DataError, collect
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.merger import in_units
from chiso.facts.statements import STATEMENTS, all_statements
from chiso.ingest import Observations, read_observations
from chiso.ingest.checks.conflicts import conflicts
from chiso.ingest.checks.levels import level_shifts, said_of
from chiso.intake.gaps import gaps, strays
from chiso.intake.precision import narrow_limits
from chiso.intake.unusual_moves import all_jumps


def told_data(catalog: Catalog) -> Iterator[str]:
    """Yield what `chiso check` prints of ``data/raw``.

    Raises
    ------
    DataError
        When the raw tables have problems, or contradict official documents.
    """
    observations = read_observations(catalog)
    counts = f"{len(observations.values)} observations and {len(observations.ranks)} published ranks"
    yield f"data/raw: {counts}, no problem."
    results = reconciliations(catalog, observations)
    yield f"Statements: {sum(row.verdict != 'disagrees' for row in results)} of {len(results)} reconcile."
    refuse_disagreement(catalog, results)
    shifts = (said_of(catalog, one) for one in level_shifts(catalog, observations.values))
    for title, lines in (
        ("To look at:", (*strays(catalog), *narrow_limits(catalog), *shifts, *all_jumps(catalog, observations))),
        ("Known conflicts between sources:", conflicts(catalog)),
        ("What is not there (no errors):", gaps(catalog, observations)),
    ):
        yield title
        yield from (f"  {line}" for line in lines)


def reconciliations(catalog: Catalog, observations: Observations) -> list[Row]:
    """Return every figure of an official document with what the data give for it; see ``chiso.statements``."""
    rows: list[Row] = []
    year = max(catalog.index_years, default=0) + 1
    project = Project(catalog.raw.parents[1])
    for vintage in catalog.sets.vintages:
        view = catalog.in_vintage(vintage)
        if not view.statements:
            continue
        seen = in_units(view, observations)
        data = Data(project, view, year, seen.values, seen.ranks, observations)
        rows += STATEMENTS.rows(all_statements(data, CHANGES.frame([])))
    return rows


def check_statements(catalog: Catalog, observations: Observations) -> None:
    """Check that the data give what official documents state; see :func:`refuse_disagreement`."""
    refuse_disagreement(catalog, reconciliations(catalog, observations))


def refuse_disagreement(catalog: Catalog, rows: Iterable[Row]) -> None:
    """Refuse data that contradict official documents.

    Raises
    ------
    DataError
        With every statement that the data contradict.
    """
    problems = [
        DataError(
            f"{row.document} states {row['index']} {row.index_year} {row.quantity} {row.stated}; "
            f"the data give {row.found:.12g}.",
            where=f"{catalog.raw / 'plans' / 'statements.csv'}, row {row.statement_row}",
            remedy="Check both against their sources.",
        )
        for row in rows
        if row.verdict == "disagrees"
    ]
    if problems:
        raise collect(problems, f"{len(problems)} statements of official documents disagree with the data:")
