"""What lies in ``data/raw``: its tables, and what must not lie there."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from chiso.catalog.sets import read_sets
from chiso.catalog.structure import PART_TABLE
from chiso.errors import DataError

_YEAR = re.compile("[0-9]{4}")

_REMEDY = (
    "Put the file itself in its place, or take it away. To keep the data on another disk, let data/raw as a whole "
    "be a link to the folder there."
)


_TABLES = {
    ".": ("indices", "sources"),
    "office": ("offices",),
    "plans": ("agencies", "measures", "roles", "statements", "targets"),
    "provinces": ("grid_islands", "islands", "kinds", "name_aliases", "non_province_rows", "region_names", "sets"),
    "reference": (
        *("column_names", "conflicts", "corrections", "groups", "levels_seen", "method", "national"),
        *("publications", "regional", "series_breaks", "suppressed", "text_names"),
    ),
}
"""The tables of each folder that is none of an index; those of a set of units are named in ``provinces/sets.csv``."""

_FORMATS = (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")


def tables_in(raw: Path) -> list[Path]:
    """Return the CSV files of the folder in order; hidden ones are none of ours, such as those of an open editor."""
    return sorted(path for path in raw.rglob("*.csv") if not is_hidden(path, raw))


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a path below a folder is hidden there, itself or by a folder on the way."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def unread_tables(raw: Path, indices: Collection[str]) -> list[Path]:
    """Return tables that lie in the folder and that nothing reads, such as one under another name, in order.

    Parameters
    ----------
    raw
        The folder.
    indices
        The ids of the indices.
    """
    found = []
    of_sets = {name for one in read_sets(raw) for name in (one.units, one.crosswalk, one.grid)}
    for entry in _entries(raw):
        path = Path(entry.path)
        folder = path.parent.relative_to(raw).as_posix()
        is_known = path.stem in _TABLES.get(folder, ()) or (folder == "provinces" and path.name in of_sets)
        if folder in indices:
            is_known = path.stem == "indicators" or any(one.fullmatch(path.stem) for one in (_YEAR, PART_TABLE))
        if path.suffix.casefold() in _FORMATS and entry.is_file() and not (is_known and path.suffix == ".csv"):
            found.append(path)
    return sorted(found)


def check_folder(raw: Path) -> None:
    """Refuse what would be read though it lies elsewhere, or waited for though it is no file.

    The folder itself may be a link, and what lies in it may link to what lies in it. Hidden files are
    passed over: nothing reads them.

    Raises
    ------
    DataError
        When a link leads out of the folder, or something in it is neither a file nor a folder.
    """
    inside = os.path.realpath(raw)
    for entry in _entries(raw):
        if entry.is_symlink():
            leads_to = os.path.realpath(entry.path)
            if os.path.commonpath([inside, leads_to]) != inside:
                raise DataError(
                    "A link in data/raw leads out of it.",
                    where=f"{entry.path}, which leads to {leads_to}",
                    why="What is read as published figures has to lie in the project: whatever that file holds could "
                    "be shown in a message or a report.",
                    remedy=_REMEDY,
                )
        elif not entry.is_file() and not entry.is_dir():
            raise DataError(
                "What lies in data/raw is no ordinary file.",
                where=entry.path,
                why="It is a pipe, a device or a socket.",
                remedy=_REMEDY,
            )


def _entries(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder and in those below, links not followed; a folder that cannot be read has nothing."""
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:  # told where a table of it is read
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
