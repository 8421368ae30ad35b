"""Lines of an explanation: words at the left, figures as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chiso.catalog.tables import Source
from chiso.facts.frames import Row

_FIRST = 10  # width of the words at the left
DERIVED = "worked out from a published change or order (status E), not printed as such"


def source(one: Source) -> str:
    """Say where a source was published."""
    return ", ".join(filter(None, (one.title, one.published, one.url)))


def change(row: Row) -> Iterator[str]:
    """Say what a row of two years says of the change of score and rank, and whether it may be read as one."""
    if row.change is not None:
        yield f"{number(row.value)} − {number(row.previous_value)} = {number(row.change)}"
    if row.rank_change is not None:
        yield (
            f"from {row.previous_rank} of {row.previous_units_ranked} to {row.rank} of {row.units_ranked}: "
            f"{signed(row.rank_change)} places (+ is better)"
        )
    yield "comparable" if row.comparable else f"not to be read as a gain or a loss: {row.reason}"


def labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    """Set a word before the first of some lines, and the others below it."""
    for at, line in enumerate(lines):
        yield f"  {label if at == 0 else '':<{_FIRST}}{line}".rstrip()


def signed(value: int) -> str:
    """Return a whole number with its sign."""
    return f"{value:+d}".replace("-", "−")


def number(value: float) -> str:
    """Return a figure with the digits that it has."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace("-", "−")
