"""What the tests share: the real catalogue, data and changes, and copies of the project that a test may damage.

What takes long is made once for all processes that run tests, in the folder that they share.
"""

from __future__ import annotations

import functools
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest

from chiso.addresses import leave_out_grammar

leave_out_grammar()  # before anything imports what reads notebooks
from checkout import ROOT, SECRET, Briefed, Report, copy_project, make_once, shorten
from hypothesis import settings
from intake_tables import made_ranks, made_scores
from reading import Brief, Briefing
from running import chiso as run_chiso

import chiso
from chiso.catalog import Catalog, Project, Unit
from chiso.facts.data import Data
from chiso.facts.merger import in_units
from chiso.ingest import Observations, load_observations, read_observations, write_observations
from chiso.intake.names import Names
from chiso.kernels.environment import SELDOM
from chiso.run.options import Options
from chiso.run.parameters import report_parameters

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")  # how long an example takes says how busy the machine is

Changes = Callable[..., pd.DataFrame]


LONGEST = (
    *("crash", "run_pipeline", "run_execute", "cluster", "verify", "run_interrupted", "notebooks", "end_to_end"),
    *("run_chosen", "intake_receive", "examples", "run_subject", "security", "letters", "run_record", "load"),
    *("intake_new_index", "kernels_provisioner", "kernels_orphans", "kept_notebook", "scratch", "table", "look"),
)
"""Begun first: of two processes that take file after file, none is then left alone with a long one at the end."""


def pytest_xdist_auto_num_workers() -> int:
    """Run a file more at once than there are processors: many tests wait for processes of their own."""
    return Options().at_once + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, the others in their order."""
    place = {f"test_{name}.py": at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


def pytest_collection_finish() -> None:
    """Look seldom for unreachable objects, and never among the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


class Comparisons(Mapping[int, pd.DataFrame]):
    """The changes of every year that can be made, read at their first use."""

    def __init__(self, years: list[int], changes: Changes) -> None:
        self._years, self._changes = years, changes

    def __getitem__(self, year: int) -> pd.DataFrame:
        if year not in self._years:
            raise KeyError(year)
        return self._changes(year)

    def __iter__(self) -> Iterator[int]:
        return iter(self._years)

    def __len__(self) -> int:
        return len(self._years)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what is made once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalogue of the project's own data/raw."""
    return Catalog(ROOT / "data" / "raw")


@pytest.fixture(scope="session")
def processed(shared: Path) -> Project:
    """A project with all tables processed, to be read only."""

    def make(folder: Path) -> None:
        project = copy_project(folder)
        view = Catalog(project.raw)
        write_observations(project, view, read_observations(view))
        for index_year in view.index_years:
            data = chiso.load(project.root, year=index_year + 1)
            chiso.write_changes(data, chiso.changes(data))

    return Project(make_once(shared / "processed", make))


@pytest.fixture(scope="session")
def observations(processed: Project) -> Observations:
    """All observations of the project's own data/raw."""
    return load_observations(processed)


@pytest.fixture(scope="session")
def present(catalog: Catalog) -> Catalog:
    """The catalogue of the 34 units that stand since 1 July 2025."""
    return catalog.in_vintage(34)


@pytest.fixture(scope="session")
def names(catalog: Catalog) -> Names:
    """What tables as received call units and indices."""
    return Names(catalog)


@pytest.fixture(scope="session")
def units(catalog: Catalog) -> list[Unit]:
    """The 63 units."""
    return list(catalog.units)


@pytest.fixture(scope="session")
def scores(units: list[Unit]) -> dict[str, float]:
    """A made-up score of every unit, by its code."""
    return made_scores(units, 7)


@pytest.fixture(scope="session")
def ranks(scores: dict[str, float]) -> dict[str, int]:
    """The ranks of these scores."""
    return made_ranks(scores)


@pytest.fixture(scope="session")
def estimates(present: Catalog, observations: Observations) -> Observations:
    """All observations as estimated for the 34 units."""
    return in_units(present, observations)


@pytest.fixture(scope="session")
def data(processed: Project) -> Callable[..., Data]:
    """What gives the data of a briefing year: ``data(2021)``, ``data(2021, 34)``."""

    @functools.cache
    def load(year: int, units: int = 0) -> Data:
        return chiso.load(processed.root, year=year, units=units)

    return load


@pytest.fixture(scope="session")
def changes(data: Callable[..., Data], shared: Path) -> Changes:
    """What gives the changes of a briefing year: ``changes(2021)``, ``changes(2021, 34)``."""

    @functools.cache
    def compare(year: int, units: int = 0) -> pd.DataFrame:
        if not units:
            return chiso.read_changes(data(year))

        def make(folder: Path) -> None:
            chiso.changes(data(year, units)).to_pickle(folder / "frame")

        found: pd.DataFrame = pd.read_pickle(make_once(shared / f"changes-{year}-{units}", make) / "frame")  # noqa: S301
        return found

    return compare


@pytest.fixture(scope="session")
def brief(data: Callable[..., Data], changes: Changes, shared: Path) -> Brief:
    """What gives the briefing of a unit: ``brief(2021, "can-tho", "en")``, ``brief(2021, "can-tho", "vi", 34)``."""

    @functools.cache
    def make(year: int, unit: str, locale: str, units: int = 0) -> Briefing:
        kept = shared / f"blocks-{year}-{unit}-{locale}-{units}"
        return Briefing(data(year, units), unit, chiso.Words(locale), kept=kept, changes=changes(year, units))

    return make


@pytest.fixture(scope="session")
def comparisons(catalog: Catalog, changes: Changes) -> Comparisons:
    """The changes of every year that can be made."""
    return Comparisons([index_year + 1 for index_year in catalog.index_years], changes)


@pytest.fixture(scope="session")
def report(processed: Project, catalog: Catalog, briefed: Briefed) -> Report:
    """The Vietnamese briefing of Cần Thơ for 2021."""
    parameters = report_parameters(catalog, "2021", "can-tho", "vi")
    made = {path.suffix[1:]: path.read_bytes() for path in briefed.project.reports.rglob("*.vi.*")}
    return Report(processed, parameters, "briefing-2021-can-tho.vi", made)


@pytest.fixture(scope="session")
def briefed(shared: Path) -> Briefed:
    """A project with the reports of Cần Thơ for 2021 as the command makes them, to be read and copied only."""
    return _briefed(shared / "briefed", copy_project)


@pytest.fixture(scope="session")
def short_briefed(shared: Path) -> Briefed:
    """The same of a short project; see :func:`checkout.shorten`."""
    return _briefed(shared / "short", lambda folder: shorten(copy_project(folder)))


def _briefed(folder: Path, copy: Callable[[Path], Project]) -> Briefed:
    def make(folder: Path) -> None:
        (folder / "project").mkdir()
        done = run_chiso(copy(folder / "project"), "report", YEAR="2021", CHISO_TEST_SECRET=SECRET)
        assert done.returncode == 0, done.stderr
        (folder / "out").write_text(done.stdout, encoding="utf-8")
        (folder / "err").write_text(done.stderr, encoding="utf-8")

    made = make_once(folder, make)
    out, err = ((made / name).read_text(encoding="utf-8") for name in ("out", "err"))
    return Briefed(Project(made / "project"), out, err)


@pytest.fixture
def ready(short_briefed: Briefed, tmp_path: Path) -> Project:
    """A copy of the short project with the tables of 2021 made and no report, that a test may change and damage."""
    shutil.copytree(short_briefed.project.root, tmp_path / "ready", ignore=shutil.ignore_patterns("can-tho"))
    return Project(tmp_path / "ready")


@pytest.fixture
def short(project: Project) -> Project:
    """A copy of the short project with nothing processed, that a test may change and damage."""
    return shorten(project)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project with nothing processed, that a test may change and damage."""
    return copy_project(tmp_path)
