"""Where the heading of a table of assignments stands, over one row or two, and what each column holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from chiso.intake.assignments.words import AnnexWords
from chiso.intake.grid import Grid
from chiso.intake.headings import is_numbering

BESIDE = ("lead", "with", "both", "deadline", "product")
"""What stands beside a measure; without one of these a table assigns nothing."""

_MOST_ROWS = 3
_LEAST_ROLES = 2
"""A title may speak of tasks, too; it does so in one cell."""
_LEAST_NUMBERS = 3


@dataclasses.dataclass(frozen=True)
class Columns:
    """The columns of a table: what each role is read from, the texts over them, and those that are not taken.

    ``start`` is the first row behind the heading, 0 where a table goes on without one.
    """

    roles: Mapping[str, int]
    headings: Mapping[str, str]
    passed: tuple[str, ...]
    width: int
    start: int = 0
    doubled: tuple[str, ...] = ()


def find_columns(grid: Grid, words: AnnexWords) -> Columns | None:
    """Return the columns of a table by its first heading; None where nothing in it assigns measures."""
    for top in range(grid.height):
        if sum(bool(words.roles(grid.text(top, column))) for column in range(grid.width)) < _LEAST_ROLES:
            continue
        for bottom in range(min(top + _MOST_ROWS, grid.height), top, -1):
            if bottom > top + 1 and not _goes_on(grid, top, bottom - 1, words):
                continue
            found = _columns(grid, top, bottom, words)
            if found is not None:
                return found
    return None


def _goes_on(grid: Grid, top: int, row: int, words: AnnexWords) -> bool:
    """Whether a row is still of the heading: every text in it says what a column holds, and cells of it are merged."""
    texts = [grid.text(row, column) for column in range(grid.width)]
    said = [text for text in texts if text]
    spans = any(area[0] <= row - 1 and area[2] >= row for area in grid.merged if area[0] >= top)
    splits = any(area[0] == row - 1 == area[2] and area[3] > area[1] for area in grid.merged)
    is_empty_beside = len(said) < sum(bool(grid.text(row - 1, column)) for column in range(grid.width))
    return bool(said) and (spans or splits or is_empty_beside) and all(words.roles(text) for text in said)


def _columns(grid: Grid, top: int, bottom: int, words: AnnexWords) -> Columns | None:
    roles: dict[str, int] = {}
    headings: dict[str, str] = {}
    passed, doubled = [], []
    for column in range(grid.width):
        texts = [text for row in range(top, bottom) if (text := _over(grid, row, column, top))]
        texts = list(dict.fromkeys(texts))
        heading = " / ".join(texts)
        role = _role(texts, words)
        if not role or role == "passed":
            passed += [heading] if heading else []
        elif role == "measure" and role in roles:
            # A task with several solutions: the finer column holds the measures, the other what they are under.
            headings["theme"], roles["theme"] = headings[role], roles[role]
            headings[role], roles[role] = heading, column
        elif role in roles:
            doubled.append(f"{headings[role]!r} and {heading!r}")
        else:
            roles[role], headings[role] = column, heading
    if "measure" not in roles or not set(BESIDE) & roles.keys():
        return None
    return Columns(roles, headings, tuple(passed), grid.width, bottom, tuple(doubled))


def _over(grid: Grid, row: int, column: int, top: int) -> str:
    """Return the text of a cell of the heading, that of the area that it is merged into included."""
    for first, left, last, right in grid.merged:
        if first <= row <= last and left <= column <= right and first >= top:
            return grid.text(first, left)
    return grid.text(row, column)


def _role(texts: list[str], words: AnnexWords) -> str:
    """Return what a column holds by the lowest text over it that says something."""
    for text in reversed(texts):
        found = words.roles(text)
        if {"lead", "with"} <= set(found):
            return "both"
        if found:
            return found[0]
    return ""


def is_row_of_numbers(grid: Grid, row: int) -> bool:
    """Whether a row counts the columns: (1), (2), (3)."""
    texts = [text for column in range(grid.width) if (text := grid.text(row, column))]
    return len(texts) >= _LEAST_NUMBERS and all(map(is_numbering, texts))
