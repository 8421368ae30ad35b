"""What a cell's tags ask for, with the names that Jupyter Book gives them, and how its author counts the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from chiso.locales import LOCALES

_FALLBACK = "en"

#: Hidden is as good as removed: nobody can unfold what is on paper.
HIDDEN_CELL = frozenset({"notebook-only", "remove-cell", "hide-cell"})
HIDDEN_OUTPUT = frozenset({"remove-output", "hide-output"})
HIDDEN_STREAM: Mapping[str, str] = {"stdout": "remove-stdout", "stderr": "remove-stderr"}
#: What a cell shows is of another unit, year or language than the report, and meant so.
BESIDE = "beside"
PAGE_BREAK = frozenset({"page-break", "pagebreak"})
#: Where the annex of an official document begins.
ANNEX = "annex"
MAY_FAIL = "raises-exception"

#: Cells that papermill puts between those of the author.
_ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})


def tags_of(cell: Mapping[str, Any]) -> frozenset[str]:
    """Return the tags of a cell; of the two spellings ``remove_cell`` and ``remove-cell`` the second."""
    tags = (cell.get("metadata") or {}).get("tags") or ()
    return frozenset(str(tag).replace("_", "-") for tag in tags)


def belongs(cell: Mapping[str, Any], tongue: str) -> bool:
    """Tell whether a cell is part of the report in a language, by its tag; see :func:`tongue_of`."""
    tags = tags_of(cell)
    if tags & HIDDEN_CELL:
        return False
    wanted = tags & {*LOCALES, tongue}
    return not wanted or tongue in wanted


def tongue_of(cells: Iterable[Mapping[str, Any]], locale: str) -> str:
    """Return the tag of the cells that appear in a language: its own or, where no cell has that, English."""
    tongue = re.split(r"[-_]", locale)[0].lower()
    has_own = tongue in LOCALES or any(tongue in tags_of(cell) for cell in cells)
    return tongue if has_own else _FALLBACK


def shows_outputs(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell is one of code whose outputs may be seen, by its tags."""
    return cell["cell_type"] == "code" and not (HIDDEN_CELL | HIDDEN_OUTPUT) & tags_of(cell)


def may_fail(cell: Mapping[str, Any]) -> bool:
    """Tell whether the author expects a cell to end with an error (``raises-exception``)."""
    return MAY_FAIL in tags_of(cell)


def numbered(cells: Iterable[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """Return cells with their numbers as the author counts them, from 1; those that papermill added have 0."""
    found = []
    number = 0
    for cell in cells:
        is_own = not _ADDED & tags_of(cell)
        number += is_own
        found.append((number if is_own else 0, cell))
    return found
