"""What a column was taken by, as a steward is told it; and what stands over it besides."""

from __future__ import annotations

from chiso.intake.findings import Findings
from chiso.intake.headings import PART_OF_NAME, Heading, is_unit
from chiso.intake.layout import Layout
from chiso.intake.measures import is_measure


def all_over(layout: Layout, column: int) -> list[str]:
    """Return what stands over a column, with the cells that only say in what it is counted."""
    above = (layout.grid.text(row, column) for row in range(max(0, layout.first - 3), layout.first))
    return [*layout.headings[column], *(text for text in above if is_unit(text) or is_measure(text))]


def reasons_for(
    layout: Layout, columns: dict[str, int], readings: dict[int, Heading], given: dict[str, int]
) -> dict[str, str]:
    """Say of every column that is taken which it is, and what it was known by."""
    kind = "row" if layout.grid.turned else "column"
    named = set(given.values())
    return {
        code: f"{kind} {layout.lettered(column)}, by {'COLUMN' if column in named else readings[column].by}"
        for code, column in columns.items()
    }


def note_parts(
    layout: Layout, scores: dict[str, int], readings: dict[int, Heading], named: dict[str, int], findings: Findings
) -> None:
    """Name headings that say more than the name of the figure that they are taken for."""
    for code, column in scores.items():
        if readings[column].strength == PART_OF_NAME and code not in named and readings[column].why:
            findings.note(
                f"{' / '.join(layout.headings[column])!r} is taken for {code}, though {readings[column].why}: make "
                "sure that it is the whole",
                layout.grid.place(layout.first, column),
            )
