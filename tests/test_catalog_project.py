from __future__ import annotations

from pathlib import Path

import pytest

from chiso.catalog import Project, find_project
from chiso.errors import RunError


def test_a_project_is_found_from_its_root_and_from_any_folder_inside(project: Project) -> None:
    assert find_project(project.root).root == project.root.resolve()
    assert find_project(project.notebooks).root == project.root.resolve()


def test_the_project_of_the_working_folder_is_found(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.raw / "papi")
    assert find_project().root == project.root.resolve()


def test_outside_of_a_project_there_is_one_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no chiso project") as caught:
        find_project(tmp_path)
    assert str(tmp_path.resolve()) in caught.value.where
    assert caught.value.remedy


def test_every_processed_file_lies_in_the_folder_for_processed_files() -> None:
    project = Project(Path("/p"))
    assert project.observations == Path("/p/data/processed/observations.csv")
    assert project.published_ranks == Path("/p/data/processed/published_ranks.csv")
    assert project.datapackage == Path("/p/data/processed/datapackage.json")
    assert project.comparison(2021) == Path("/p/data/processed/comparisons/2021.csv")


def test_reports_lie_by_year_and_unit() -> None:
    assert Project(Path("/p")).report_folder(2021, "can-tho") == Path("/p/reports/2021/can-tho")


def test_a_path_is_shown_from_the_root_and_another_one_whole() -> None:
    project = Project(Path("/p"))
    assert project.relative(Path("/p/data/raw/papi/2020.csv")) == "data/raw/papi/2020.csv"
    assert project.relative(Path("/elsewhere/x")) == "/elsewhere/x"
