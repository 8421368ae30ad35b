"""Which files a briefing is made from, and where their figures come from."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from chiso.catalog.catalog import Catalog
from chiso.catalog.folder import is_hidden, tables_in
from chiso.catalog.project import Project
from chiso.catalog.records import read_lines
from chiso.catalog.tables import Publication
from chiso.file_cache import cached_by_file

_SOURCE_COLUMNS = ("source_id", "score_source", "rank_source")
_TABLES = ("1_ingest.ipynb", "2_compare.ipynb")
BRIEFING = "3_briefing.ipynb"
"""The notebook that shows the briefing, where no other is named."""
PLAN = "3_plan.ipynb"
"""The notebook that drafts the plan of the next year."""
SHEET = "4_agency.ipynb"
"""The notebook that shows what the plans give an agency to do."""


@dataclasses.dataclass(frozen=True, slots=True)
class Input:
    """A file that a briefing is made from.

    ``sources`` are the ids of the sources that its figures name; ``publication`` is the edition whose
    table it is, None for every other file.
    """

    path: Path
    sources: tuple[str, ...] = ()
    publication: Publication | None = None


def report_inputs(project: Project, catalog: Catalog, year: int, notebook: str = BRIEFING) -> list[Input]:
    """Return every file that the briefings of a year depend on, in the order of their paths.

    These are the reference tables, the tables of all index years before the briefing year, the notebooks
    with the modules beside them, and the lock files. What is built from them is not among them, nor are
    tables of later index years: they change what stands in ``data/processed``, but nothing that the
    briefing shows. ``notebook`` is the one that shows the briefing.

    Raises
    ------
    DataError
        When a table cannot be read.
    """
    found = []
    for path in input_paths(project, catalog, year, notebook):
        is_table = path.is_relative_to(project.raw)
        found.append(Input(path, _sources(catalog, path), _publication(catalog, path)) if is_table else Input(path))
    return found


def input_paths(project: Project, catalog: Catalog, year: int, notebook: str = BRIEFING) -> list[Path]:
    """Return the files of :func:`report_inputs` without reading them."""
    raw = [path for path in tables_in(project.raw) if (_index_year(catalog, path) or 0) < year]
    others = [project.notebooks / name for name in (*_TABLES, notebook)]
    return sorted([*raw, *others, *files_beside(project), *project.locks], key=project.relative)


def files_beside(project: Project) -> list[Path]:
    """Return what the notebooks can import or read from their own folder: modules and messages of other languages.

    Packages that are links count too. Hidden ones are an editor's copies.
    """
    return sorted([*_modules(project.notebooks, set()), *project.notebooks.glob("messages.*.ftl")])


def _modules(folder: Path, seen: set[Path]) -> Iterator[Path]:
    place = folder.resolve()
    if place in seen:  # a link that leads back
        return
    seen.add(place)
    for path in folder.rglob("*"):
        if is_hidden(path, folder):
            continue
        if path.suffix == ".py" and path.is_file():
            yield path
        elif path.is_symlink() and (path / "__init__.py").is_file():  # another may lead to a whole disk
            yield from _modules(path, seen)


def _index_year(catalog: Catalog, path: Path) -> int | None:
    """Return the index year of a table of figures, None for every other file."""
    year = re.match(r"([0-9]{4})(?![0-9])", path.stem)
    return int(year[1]) if year and path.parent.name in catalog.indices else None


def _publication(catalog: Catalog, path: Path) -> Publication | None:
    index_year = _index_year(catalog, path)
    return None if index_year is None else catalog.store.editions.get((path.parent.name, index_year))


def _sources(catalog: Catalog, path: Path) -> tuple[str, ...]:
    if path == catalog.raw / "sources.csv":
        return ()
    publication = _publication(catalog, path)
    first = [publication.source_id] if publication else []
    return tuple(one for one in dict.fromkeys([*first, *_named(path)]) if one in catalog.sources)


@cached_by_file
def _named(path: Path) -> tuple[str, ...]:
    lines = read_lines(path, (), ("*",))
    return tuple(dict.fromkeys(line.cells.get(column, "") for line in lines for column in _SOURCE_COLUMNS))
