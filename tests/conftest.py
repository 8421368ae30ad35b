"""What the tests share: the real catalogue and observations, and copies of the project that a test may damage."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from checkout import ROOT, SECRET, Report, copy_project

from chiso.analysis.change import compare, write_comparison
from chiso.analysis.merger import in_units
from chiso.catalog import Catalog, Project
from chiso.ingest import Observations, read_observations, write_observations
from chiso.run.brief import compose
from chiso.run.parameters import report_parameters


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalogue of the project's own data/raw."""
    return Catalog(ROOT / "data" / "raw")


@pytest.fixture(scope="session")
def observations(catalog: Catalog) -> Observations:
    """All observations of the project's own data/raw."""
    return read_observations(catalog)


@pytest.fixture(scope="session")
def present(catalog: Catalog) -> Catalog:
    """The catalogue of the 34 units that stand since 1 July 2025."""
    return catalog.in_vintage(34)


@pytest.fixture(scope="session")
def estimates(present: Catalog, observations: Observations) -> Observations:
    """All observations as estimated for the 34 units."""
    return in_units(present, observations)


@pytest.fixture(scope="session")
def comparisons(catalog: Catalog, observations: Observations) -> dict[int, pd.DataFrame]:
    """The comparison of every year that can be made."""
    return {year + 1: compare(catalog, observations, year + 1) for year in catalog.index_years}


@pytest.fixture(scope="session")
def processed(
    tmp_path_factory: pytest.TempPathFactory,
    catalog: Catalog,
    observations: Observations,
    comparisons: dict[int, pd.DataFrame],
) -> Project:
    """A project with all tables processed, to be read only."""
    project = copy_project(tmp_path_factory.mktemp("processed"))
    write_observations(project, catalog, observations)
    for year, table in comparisons.items():
        write_comparison(project, catalog, table, year)
    return project


@pytest.fixture(scope="session")
def report(processed: Project, catalog: Catalog) -> Report:
    """The Vietnamese briefing of Cần Thơ for 2021."""
    parameters = report_parameters(catalog, "2021", "can-tho", "vi")
    stem = "briefing-2021-can-tho.vi"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHISO_TEST_SECRET", SECRET)
        return Report(processed, parameters, stem, compose(processed, parameters, "vi"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project with nothing processed, that a test may change and damage."""
    return copy_project(tmp_path)
