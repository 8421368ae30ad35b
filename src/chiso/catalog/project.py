"""Where things stand: the folders of a project and how to find them from anywhere inside it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from chiso.catalog.sets import read_sets
from chiso.errors import RunError
from chiso.installed import LOCK, OWN_LOCK


@dataclasses.dataclass(frozen=True)
class Project:
    """A project folder. Every path that chiso reads or writes is named here."""

    root: Path

    @property
    def raw(self) -> Path:
        """Published tables, never changed by a run."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """Tables that chiso builds."""
        return self.root / "data" / "processed"

    @property
    def observations(self) -> Path:
        """All values in one long table."""
        return self.processed / "observations.csv"

    @property
    def published_ranks(self) -> Path:
        """Ranks as the publishers give them."""
        return self.processed / "published_ranks.csv"

    @property
    def datapackage(self) -> Path:
        """The Frictionless description of the processed tables."""
        return self.processed / "datapackage.json"

    @property
    def reports(self) -> Path:
        """Finished briefings."""
        return self.root / "reports"

    @property
    def notebooks(self) -> Path:
        """The three notebooks."""
        return self.root / "notebooks"

    @property
    def lock(self) -> Path:
        """The locked versions of everything installed."""
        return self.root / LOCK

    @property
    def locks(self) -> tuple[Path, ...]:
        """The lock files: that of the project and, where there is one, that of libraries of one's own."""
        own = self.root / OWN_LOCK
        return (self.lock, own) if own.is_file() else (self.lock,)

    @property
    def site(self) -> Path:
        """The folder of the site that holds all briefings."""
        return self.root / "site"

    @property
    def state(self) -> Path:
        """What earlier runs read and wrote; see :mod:`chiso.run.freshness`."""
        return self.root / ".chiso"

    @property
    def journal(self) -> Path:
        """What is being written; see :func:`chiso.files.write_files`."""
        return self.state / "journal"

    def comparison(self, year: int, vintage: int = 0) -> Path:
        """Return the table of the comparisons of briefing year ``year``.

        ``vintage`` is the set of units, 0 that of the index year; a view in another set stands beside
        it under the id of that set, such as ``YEAR-34.csv``.
        """
        suffix = read_sets(self.raw).suffix(year, vintage) if vintage else ""
        return self.processed / "comparisons" / f"{year}{suffix}.csv"

    def report_folder(self, year: int, name: str) -> Path:
        """Return the folder of the reports of one unit; ``name`` is its slug and, in another view, ``-34``."""
        return self.reports / str(year) / name

    def relative(self, path: Path) -> str:
        """Return ``path`` as people see it: from the project's root, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find_project(start: Path | None = None) -> Project:
    """Find the project that ``start`` (by default the working folder) lies in.

    Notebooks are opened from their own folder, commands are given from the root: both must work.

    Raises
    ------
    RunError
        When no folder from ``start`` upwards has ``data/raw/indices.csv``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return Project(folder)
    raise RunError(
        "This is no chiso project.",
        where=str(here),
        why="No folder from here upwards has data/raw/indices.csv.",
        remedy="Change to the folder of the clone and try again.",
    )


def project_at(folder: Path) -> Project:
    """Return the project in a folder that a person names: this one, and none above it.

    Raises
    ------
    RunError
        When it is none.
    """
    if not _is_project(folder):
        raise RunError(
            "This is no chiso project.",
            where=f"--project {folder}",
            why="It has no data/raw/indices.csv." if folder.is_dir() else "There is no such folder.",
            remedy="Give the folder of a clone, in which data/raw and notebooks lie.",
        )
    return Project(folder.resolve())


def _is_project(folder: Path) -> bool:
    return (folder / "data" / "raw" / "indices.csv").is_file()
