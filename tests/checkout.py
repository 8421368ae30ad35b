"""The project's own checkout, copies of it that a test may damage, and one report as made.

Not in conftest.py: there are two of them, and a test would import whichever was loaded first.
"""

from __future__ import annotations

import csv
import dataclasses
import fcntl
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat

from chiso.catalog import Project
from chiso.run.parameters import ReportParameters

ROOT = Path(__file__).parents[1]

SECRET = "hush-4f1c-do-not-tell"  # noqa: S105 - a word to look for, which opens nothing
"""What an environment holds that must not reach any file."""


@dataclasses.dataclass(frozen=True)
class Report:
    """One report as made: the bytes of its files by kind, the project, the parameters and the files' name."""

    project: Project
    parameters: ReportParameters
    stem: str
    made: dict[str, bytes]


@dataclasses.dataclass(frozen=True)
class Briefed:
    """A project with both reports of 2021, as made by the command from nothing, and what the command said."""

    project: Project
    out: str
    err: str


def copy_project(folder: Path) -> Project:
    """Copy what a run reads: raw data, notebooks and lock file."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy2(ROOT / "requirements.lock", folder / "requirements.lock")
    return Project(folder)


def thin(project: Project, years: Iterable[int]) -> Project:
    """Leave only some index years in ``data/raw``, so that checking all of it takes no time."""
    kept = {str(year) for year in years}
    for folder in ("papi", "par_index", "sipas"):
        for path in (project.raw / folder).glob("2*.csv"):
            if path.stem not in kept:
                path.unlink()
    tables = ("reference/publications", "reference/suppressed", "reference/corrections", "plans/statements")
    for name in tables:
        path = project.raw / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        column = rows[0].index("index_year")
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerows([rows[0], *(row for row in rows[1:] if row[column] in kept)])
    return project


def shorten(project: Project) -> Project:
    """Leave what shows how reports are made, not what they say: two index years, and a briefing of cover and cards."""
    path = project.notebooks / "3_briefing.ipynb"
    notebook = nbformat.read(path, as_version=4)
    last = next(at for at, cell in enumerate(notebook.cells) if "briefing.cover.cards(" in cell.source)
    notebook.cells = notebook.cells[: last + 1]
    nbformat.write(notebook, path)
    return thin(project, (2019, 2020))


def make_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder that ``make`` fills, by whichever process comes first; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir(parents=True)
            make(begun)
            begun.rename(folder)
    return folder
