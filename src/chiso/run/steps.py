"""The steps from raw tables to reports: what each of them reads, writes, and is made by."""

from __future__ import annotations

import dataclasses
import functools
import importlib.util
import os
import shlex
from collections.abc import Iterable
from pathlib import Path

import chiso
from chiso.catalog import BRIEFING, Catalog, Project, files_beside, input_paths, tables_in
from chiso.run.forms import KINDS, USUAL
from chiso.run.orders import ALWAYS
from chiso.run.parameters import ReportParameters

INGEST, COMPARE = "1_ingest.ipynb", "2_compare.ipynb"

_DATA_ROOTS = ("chiso.facts", "chiso.run.execute")
_BRIEF_ROOTS = ("chiso.briefing", "chiso.charts", "chiso.export", "chiso.run.brief")


@dataclasses.dataclass(frozen=True)
class Step:
    """A step of the pipeline.

    ``name`` tells it from every other and is a valid file name; ``reads`` are the names of files in the
    project, ``writes`` are files, ``roots`` the modules of the package that do the work. ``command``
    makes this step alone.
    """

    name: str
    title: str
    reads: tuple[str, ...]
    writes: tuple[Path, ...]
    roots: tuple[str, ...]
    command: str
    notebook: str
    parameters: dict[str, int | str] = dataclasses.field(default_factory=dict, hash=False)


@dataclasses.dataclass(frozen=True)
class Report:
    """One report: a unit, a year, a language, and what it is made as."""

    parameters: ReportParameters
    locale: str
    formats: tuple[str, ...] = USUAL

    @property
    def usual(self) -> tuple[str, ...]:
        """What it is made as where nobody says so."""
        return KINDS[self.parameters.kind].formats


class Steps:
    """The steps of a project.

    Parameters
    ----------
    project
        The project.
    catalog
        Its indices, which tell the tables of index years from those that hold for all.
    """

    def __init__(self, project: Project, catalog: Catalog) -> None:
        self._project = project
        self._catalog = catalog
        self._inputs: dict[tuple[int, str], tuple[str, ...]] = {}
        self._brief_reads: dict[tuple[int, str], tuple[str, ...]] = {}

    @functools.cached_property
    def ingest(self) -> Step:
        """From raw tables to observations."""
        code = (self._project.notebooks / INGEST, *files_beside(self._project), *self._project.locks)
        return Step(
            name="ingest",
            title="Ingest data/raw",
            reads=tuple(map(self._project.relative, (*code, *tables_in(self._project.raw)))),
            writes=(self._project.observations, self._project.published_ranks),
            roots=("chiso.ingest", "chiso.run.execute"),
            command="make ingest",
            notebook=INGEST,
        )

    def compare(self, year: int, units: int = 0) -> Step:
        """Return the step from observations to the comparison of a briefing year; ``units`` 0 is the year's own set."""
        table = self._project.comparison(year, units)
        return Step(
            name=f"compare-{table.stem}",
            title=f"Compare {year - 1} with {year - 2}{f' in {units} units' if units else ''}",
            reads=tuple(name for name in self.inputs(year) if not name.endswith(BRIEFING)),
            writes=(table,),
            roots=_DATA_ROOTS,
            command=f"make report YEAR={year}{f' UNITS={units}' if units else ''}",
            notebook=COMPARE,
            parameters={"year": year, **({"units": units} if units else {})},
        )

    def brief(self, report: Report) -> Step:
        """Return the step from the comparison to a report.

        It reads no processed table by name: those are what ingest and compare made of the raw tables of
        index years before the briefing year. A new figure of a later year then leaves it fresh.
        """
        parameters, locale = report.parameters, report.locale
        year, units = parameters.year, parameters.units
        view = f" in {units} units" if units else ""
        kind = KINDS[parameters.kind]
        other = f" as {parameters.kind}" if parameters.kind else ""
        other += "".join(f" of {value}" for value in parameters.further.values())
        other += f" by {parameters.notebook}" if parameters.notebook != kind.notebook else ""
        return Step(
            name=parameters.stem(locale),
            title=f"Brief {parameters.unit.name('vi')} {year}{view}{other} ({locale})",
            reads=self._reads_of_briefs(year, parameters.notebook),
            writes=report_files(self._project, report),
            roots=(*_DATA_ROOTS, *_BRIEF_ROOTS),
            command=f"make {kind.command} YEAR={year} PROVINCE={parameters.unit.slug} LOCALE={locale}"
            + (f" UNITS={units}" if units else "")
            + (f" FORM={parameters.form} KIND={parameters.kind}" if parameters.form else "")
            + "".join(f" {name.upper()}={value}" for name, value in parameters.further.items())
            + (f" FORMATS='{' '.join(report.formats)}'" if report.formats != report.usual else "")
            + (f" NOTEBOOK={shlex.quote(parameters.notebook)}" if parameters.notebook != kind.notebook else ""),
            notebook=parameters.notebook,
        )

    def inputs(self, year: int, notebook: str = BRIEFING) -> tuple[str, ...]:
        """Return the names of the tables, notebooks and lock file that a year's reports are made from."""
        if (year, notebook) not in self._inputs:
            paths = input_paths(self._project, self._catalog, year, notebook)
            self._inputs[year, notebook] = tuple(map(self._project.relative, paths))
        return self._inputs[year, notebook]

    def _reads_of_briefs(self, year: int, notebook: str) -> tuple[str, ...]:
        if (year, notebook) not in self._brief_reads:
            self._brief_reads[year, notebook] = (*self.inputs(year, notebook), *self._assets)
        return self._brief_reads[year, notebook]

    @functools.cached_property
    def _assets(self) -> tuple[str, ...]:
        rooms = (package_folder() / room for room in ("blocks", "briefing", "export"))
        paths = (path for room in rooms for path in room.rglob("*") if path.suffix not in (".py", ".pyc"))
        return tuple(sorted(self._project.relative(path) for path in paths if path.is_file()))


def report_files(project: Project, report: Report) -> tuple[Path, ...]:
    """Return the files of one report, one of each kind."""
    parameters = report.parameters
    folder = project.report_folder(parameters.year, parameters.name) / KINDS[parameters.kind].folder
    return tuple(folder / f"{parameters.stem(report.locale)}.{kind}" for kind in (*report.formats, *ALWAYS))


def modules_of(project: Project, roots: Iterable[str]) -> list[str]:
    """Return the files of the modules that ``roots`` import, directly or not, themselves included."""
    import grimp  # noqa: PLC0415 - a run with nothing to do has no time to load it

    graph = grimp.build_graph("chiso", cache_dir=None, exclude_type_checking_imports=True)
    needed = {"chiso"}
    for root in roots:
        needed |= {root} | graph.find_upstream_modules(root) | graph.find_descendants(root)
        for module in graph.find_descendants(root):
            needed |= graph.find_upstream_modules(module)
    files = []
    for module in sorted(needed):
        place = package_folder().joinpath(*module.split(".")[1:])
        files.append(project.relative(place / "__init__.py" if place.is_dir() else place.with_suffix(".py")))
    return files


#: The packages that bring fonts along, and where in them these are.
_FONTS = (
    ("fontpkg_be_vietnam_pro", "."),
    ("matplotlib", "mpl-data/fonts/ttf"),
    ("manimgx_fonts", "."),
    ("manimgx_fonts_cjk", "."),
)


def fonts() -> list[str]:
    """Return the files of the fonts, found without loading what reads them."""
    files: list[str] = []
    for package, folder in _FONTS:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            files += sorted(map(str, Path(spec.origin).parent.joinpath(folder).rglob("*.tt[cf]")))
    return files


def package_folder() -> Path:
    """Return the folder of the package's modules and assets."""
    return Path(os.path.dirname(chiso.__file__))  # noqa: PTH120
