"""Checks that any reference table may need: known values, texts that are there, rows that stand once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from chiso.catalog import Catalog
from chiso.ingest.raw import Problems


def codes_of(catalog: Catalog) -> Callable[[Any], Collection[str]]:
    """Return what gives the codes of the units that a row may name: those of its own set of units."""
    return lambda record: set(catalog.in_vintage(catalog.sets.of(record)).units.by_code)


def known(
    catalog: Catalog, path: Path, records: Sequence[Any], **allowed: Collection[str] | Callable[[Any], Collection[str]]
) -> Problems:
    """Check that cells hold what is allowed in their column, or in their column and row.

    Parameters
    ----------
    catalog
        The sets of units.
    path, records
        The table and its rows.
    allowed
        By column: the values that may stand there, or what gives them for a row.
    """
    problems = Problems(path)
    for record in records:
        if (vintage := getattr(record, "vintage", None)) not in (None, *catalog.sets.vintages):
            why = f"Expected: {', '.join(map(str, catalog.sets.vintages))}, or an empty cell."
            problems.add(f"There is no set of units {vintage}.", row=record.line, column="vintage", why=why)
            continue
        for column, expected in allowed.items():
            values = expected(record) if callable(expected) else expected
            value = getattr(record, column)
            if value not in values:
                few = f"Expected one of {', '.join(sorted(filter(None, values)))}." if len(values) < 12 else ""
                what = f"{value!r} is not known as {column}." if value else "A cell is empty."
                problems.add(what, row=record.line, column=column, why=few)
    return problems


def named(path: Path, records: Iterable[Any], columns: Sequence[str]) -> Problems:
    """Check that what a reader will see is there: a briefing cannot be made with a heading that is empty."""
    problems = Problems(path)
    for record in records:
        for column in columns:
            if not getattr(record, column):
                problems.add("A cell is empty.", row=record.line, column=column, why="Briefings show this text.")
    return problems


def unique(path: Path, records: Iterable[Any], columns: Sequence[str]) -> Problems:
    """Check that no two rows are about the same: of two that contradict each other one would silently win."""
    problems = Problems(path)
    seen: dict[tuple[Any, ...], int] = {}
    for record in records:
        key = tuple(getattr(record, column) for column in columns)
        if first := seen.get(key):
            shown = ", ".join(str(part) for part in key if part is not None)
            problems.add(
                f"{shown}: stands in row {first} already.",
                row=record.line,
                column=columns[-1],
                remedy="Remove one of the two rows.",
            )
        seen.setdefault(key, record.line)
    return problems
