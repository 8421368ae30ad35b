"""Which parts of an index can be worked with in a year: those whose table is whole, and no fragment of one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from chiso.catalog.indices import Indicator
from chiso.catalog.records import read_lines

TOTAL = "TOTAL"
PART_TABLE = re.compile(r"([0-9]{4})-parts")
"""The name of a table of single parts, without its suffix."""


def part_tables(folder: Path) -> dict[int, Path]:
    """Return the tables of single parts in the folder of an index, by index year."""
    named = ((PART_TABLE.fullmatch(path.stem), path) for path in sorted(folder.glob("*.csv")))
    return {int(name[1]): path for name, path in named if name}


def whole_codes(meanings: Mapping[str, Indicator], table: Path | None, units_ranked: int) -> frozenset[str]:
    """Return the total and those of its parts that every ranked unit has a score of.

    Parts that make up one figure count together: one that some unit lacks leaves all of them out, since nothing can
    be said of the rest of the figure. So does a maximum that is not known, and so do the parts of another cut.

    Parameters
    ----------
    meanings
        All codes of an index in one index year.
    table
        Its table of single parts; None where there is none.
    units_ranked
        How many units were ranked.
    """
    children: dict[str, list[Indicator]] = {}
    for one in meanings.values():
        if one.parent and not one.cut:
            children.setdefault(one.parent, []).append(one)
    lines = read_lines(table, ("code", "score"), ("*",)) if table is not None and children else []
    scored = Counter(line.cells["code"] for line in lines if line.cells["score"])
    found: set[str] = set()

    def add(codes: Iterable[str]) -> None:
        for code in codes:
            found.add(code)
            parts = children.get(code, [])
            if all(scored[part.code] == units_ranked > 0 and not math.isnan(part.scale_max) for part in parts):
                add(part.code for part in parts)

    add({TOTAL} & set(meanings))
    return frozenset(found)
