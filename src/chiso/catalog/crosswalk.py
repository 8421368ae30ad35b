"""What units of one set became in a later one."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path

from chiso.catalog.records import Line, read_lines
from chiso.catalog.units import Unit, Units
from chiso.errors import DataError

COLUMNS = ("old_gso_code", "old_name_vi", "new_gso_code", "new_name_vi", "relation")


@dataclasses.dataclass(frozen=True)
class Crosswalk:
    """Which units of a later set those of an earlier one became part of.

    ``parts`` holds the former units of every present one, the one that gave its name first;
    ``successor`` the present code by the former one.
    """

    parts: Mapping[str, tuple[Unit, ...]]

    @functools.cached_property
    def successor(self) -> dict[str, str]:
        """The present code of every former one."""
        return {part.code: code for code, parts in self.parts.items() for part in parts}

    def unchanged(self, old_code: str) -> str | None:
        """Return the present code of a former unit that was not merged, None of one that was."""
        code = self.successor[old_code]
        return code if len(self.parts[code]) == 1 else None

    def then(self, later: Crosswalk) -> Crosswalk:
        """Return what the former units became in the set after the present one."""
        return Crosswalk(
            {code: tuple(old for part in parts for old in self.parts[part.code]) for code, parts in later.parts.items()}
        )


def read_crosswalk(path: Path, former: Units, present: Units, names: Mapping[str, str]) -> Crosswalk:
    """Read which former units each present one was made of.

    Parameters
    ----------
    path
        The table.
    former, present
        The units of the two sets.
    names
        The former unit whose name each present one kept, by the present code.

    Raises
    ------
    DataError
        When a former unit is missing, stands twice or became part of no present one.
    """
    parts: dict[str, list[Unit]] = {unit.code: [] for unit in present}
    seen: dict[str, int] = {}
    for line in read_lines(path, COLUMNS):
        old = _code(path, line, "old_gso_code", former)
        new = _code(path, line, "new_gso_code", present)
        if old in seen:
            raise DataError(
                f"The unit {old} stands twice, first in row {seen[old]}.",
                where=f"{path}, row {line.number}, column 'old_gso_code'",
                why="A unit became one of the present ones, or a part of one: figures cannot be divided among several.",
                remedy="Remove one of the two rows.",
            )
        seen[old] = line.number
        parts[new].append(former.by_code[old])
    lost = [unit.name_vi for unit in former if unit.code not in seen] + [
        present.by_code[code].name_vi for code, made_of in parts.items() if not made_of
    ]
    if lost:
        raise DataError(
            f"The table says nothing of {', '.join(lost)}.",
            where=f"{path}, column 'old_gso_code'",
            why=f"Every one of the {len(former)} units became one of the {len(present)}, or a part of one.",
            remedy="Bring the file back from version control.",
        )
    return Crosswalk(
        {code: tuple(sorted(made_of, key=lambda part: part.code != names.get(code))) for code, made_of in parts.items()}
    )


def _code(path: Path, line: Line, column: str, units: Units) -> str:
    code = line.cells[column]
    if code not in units.by_code:
        raise DataError(
            f"{code!r} is no code of the {len(units)} units.",
            where=f"{path}, row {line.number}, column {column!r}",
            remedy="Correct the code, or bring the file back from version control.",
        )
    return code
