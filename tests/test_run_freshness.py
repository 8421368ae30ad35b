"""A step runs again when something that it depends on has changed, and only then."""

from __future__ import annotations

import functools
import json
import os
import platform
import shutil
from pathlib import Path

import nbformat
import pytest
from checkout import copy_project

from chiso.catalog import Catalog, Project, files_beside
from chiso.errors import RunError
from chiso.run.freshness import FIRST_TIME, Look
from chiso.run.parameters import report_parameters
from chiso.run.steps import Report, Step, Steps, fonts, modules_of, package_folder

YEARS = (2019, 2020, 2021, 2022, 2025)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which every step of some years has run, as far as files tell."""
    project = copy_project(tmp_path_factory.mktemp("once"))
    look = Look(project)
    for step in all_steps(project).values():
        for path in step.writes:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.name)
        look.remember(step, found(step.roots))
    return project


@pytest.fixture
def made(once: Project, tmp_path: Path) -> Project:
    """A copy of it, which has the times of its files."""
    return Project(shutil.copytree(once.root, tmp_path / "made"))


@functools.cache
def found(roots: tuple[str, ...]) -> list[str]:
    """Return what lies outside of every project here: its names are the same in each."""
    return modules_of(Project(Path("elsewhere")), roots) + fonts()


def all_steps(project: Project) -> dict[str, Step]:
    catalog = Catalog(project.raw)
    steps = Steps(project, catalog)
    found = [steps.ingest]
    for year in YEARS:
        found.append(steps.compare(year))
        for province in ("can-tho", "ha-noi"):
            parameters = report_parameters(catalog, str(year), province, "")
            found += [steps.brief(Report(parameters, locale)) for locale in parameters.locales]
    return {step.name: step for step in found}


def stale(project: Project) -> dict[str, list[str]]:
    look = Look(project)
    reasons = {name: look.reasons(step) for name, step in all_steps(project).items()}
    return {name: why for name, why in reasons.items() if why}


def alter(path: Path) -> None:
    """Change a byte of a file, of a notebook one of a cell; it keeps its size, and is younger by a moment."""
    status, data = path.stat(), path.read_bytes()
    if path.suffix == ".ipynb":
        assert b"# folder of" in data
        path.write_bytes(data.replace(b"# folder of", b"# Folder of"))
    else:
        path.write_bytes(data[:-1] + (b" " if data[-1:] != b" " else b"\n"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))


def years_of(names: dict[str, list[str]]) -> set[int]:
    return {int(name.split("-")[1]) for name in names if name != "ingest"}


def test_nothing_has_to_run_twice(made: Project) -> None:
    assert stale(made) == {}


def test_what_was_never_made_is_made(project: Project) -> None:
    assert set(map(tuple, stale(project).values())) == {(FIRST_TIME,)}


@pytest.mark.parametrize("index", ["papi", "par_index", "sipas"])
def test_a_changed_table_of_an_index_year_makes_ingest_and_the_years_that_show_it(made: Project, index: str) -> None:
    alter(made.raw / index / "2020.csv")
    why = stale(made)
    assert "ingest" in why
    assert years_of(why) == {2021, 2022, 2025}
    assert len(why) == 1 + 3 * (1 + 4)
    assert set(map(tuple, why.values())) == {(f"data/raw/{index}/2020.csv changed",)}


def test_what_was_only_touched_or_came_back_has_not_changed(made: Project) -> None:
    table, notebook = made.raw / "papi" / "2020.csv", made.notebooks / "3_briefing.ipynb"
    before = table.read_bytes()
    table.write_bytes(before.replace(b"0", b"1"))
    notebook.touch()
    assert set(map(tuple, stale(made).values())) == {("data/raw/papi/2020.csv changed",)}
    table.write_bytes(before)
    assert stale(made) == {}


def test_a_table_of_a_new_year_leaves_earlier_years_as_they_are(made: Project) -> None:
    (made.raw / "papi" / "2025.csv").write_text("unit_code\n")
    assert stale(made) == {"ingest": ["data/raw/papi/2025.csv is new"]}


@pytest.mark.parametrize(
    "name", ["sources.csv", "reference/series_breaks.csv", "plans/targets.csv", "provinces/provinces_63.csv"]
)
def test_a_table_that_holds_for_all_years_makes_all(made: Project, name: str) -> None:
    alter(made.raw / name)
    assert set(stale(made)) == set(all_steps(made))


def test_explanations_beside_the_tables_make_nothing(made: Project) -> None:
    alter(made.raw / "README.md")
    (made.raw / "papi" / ".2020.csv.swp").touch()
    assert stale(made) == {}


@pytest.mark.parametrize(
    ("notebook", "kinds"),
    [
        ("1_ingest.ipynb", {"ingest", "compare", "briefing"}),
        ("2_compare.ipynb", {"compare", "briefing"}),
        ("3_briefing.ipynb", {"briefing"}),
    ],
)
def test_a_notebook_makes_what_comes_of_it(made: Project, notebook: str, kinds: set[str]) -> None:
    alter(made.notebooks / notebook)
    assert {name.partition("-")[0] for name in stale(made)} == kinds


def test_a_notebook_that_was_run_and_saved_makes_nothing(made: Project) -> None:
    path = made.notebooks / "3_briefing.ipynb"
    content = nbformat.read(path, as_version=4)
    cell = next(cell for cell in content.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="printed")]
    cell.execution_count = 3
    nbformat.write(content, path)
    assert stale(made) == {}


def test_a_module_or_messages_beside_the_notebooks_make_all(made: Project) -> None:
    for name in (".helper.py.swp.py", ".ipynb_checkpoints/helper-checkpoint.py", "notes.txt"):
        (made.notebooks / name).parent.mkdir(exist_ok=True)
        (made.notebooks / name).touch()
    assert stale(made) == {}
    for name in ("helper.py", "messages.fr.ftl"):
        (made.notebooks / name).write_text("# nothing\n")
        why = stale(made)
        assert set(why) == set(all_steps(made))
        assert set(map(tuple, why.values())) == {(f"notebooks/{name} is new",)}
        (made.notebooks / name).unlink()


def test_a_package_that_is_a_link_counts_once_even_where_it_leads_back(made: Project, tmp_path: Path) -> None:
    package = tmp_path / "shared"
    package.mkdir()
    for name in ("__init__.py", "rates.py"):
        (package / name).write_text("ONE = 1\n")
    (package / "again").symlink_to(package)
    (made.notebooks / "shared").symlink_to(package)
    (made.notebooks / "data").symlink_to(made.root)  # no package: not looked through
    names = {made.relative(path) for path in files_beside(made)}
    assert names == {"notebooks/shared/__init__.py", "notebooks/shared/rates.py"}
    assert {reason for reasons in stale(made).values() for reason in reasons} == {f"{name} is new" for name in names}


def test_the_lock_file_makes_all(made: Project) -> None:
    alter(made.lock)
    assert set(stale(made)) == set(all_steps(made))


def test_a_file_that_is_missing_or_was_changed_by_hand_is_made_again_alone(made: Project) -> None:
    report = made.report_folder(2021, "can-tho") / "briefing-2021-can-tho.vi.pdf"
    report.unlink()
    alter(made.comparison(2020))
    assert stale(made) == {
        "briefing-2021-can-tho.vi": ["reports/2021/can-tho/briefing-2021-can-tho.vi.pdf is not there"],
        "compare-2020": ["data/processed/comparisons/2020.csv was changed"],
    }


def test_a_module_makes_what_imports_it(made: Project) -> None:
    """Times of the package's own files are not touched here: the note of the last run is made to differ."""
    for module, kinds in (
        ("export/pdf.py", {"briefing"}),
        ("facts/ranking.py", {"compare", "briefing"}),
        ("ingest/parts.py", {"ingest", "compare", "briefing"}),
        ("run/summary.py", set()),
        ("run/pool.py", set()),
    ):
        name = made.relative(package_folder() / module)
        for state in (made.state / "steps").iterdir():
            noted = json.loads(state.read_text())
            if name in noted["reads"]:
                noted["reads"][name][0] += 1
                noted["contents"][name] = "another"
                state.write_text(json.dumps(noted))
        why = stale(made)
        assert {one.partition("-")[0] for one in why} == kinds, module
        assert all(one == [f"{name} changed"] for one in why.values())
        look = Look(made)
        for step in all_steps(made).values():
            look.remember(step, found(step.roots))


def test_style_sheets_messages_and_fonts_make_the_reports(made: Project) -> None:
    step = all_steps(made)["briefing-2021-can-tho.vi"]
    noted = json.loads((made.state / "steps" / f"{step.name}.json").read_text())["reads"]
    for one in ("briefing/locales/vi.ftl", "blocks/assets/blocks.css", "export/templates/briefing.typ"):
        assert made.relative(package_folder() / one) in noted
    assert any(name.endswith("BeVietnamPro-Regular.ttf") for name in noted)
    assert any(name.endswith("DejaVuSans.ttf") for name in noted)


def test_another_python_makes_all(made: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert set(stale(made)) == set(all_steps(made))


def test_a_damaged_note_counts_as_none(made: Project) -> None:
    (made.state / "steps" / "ingest.json").write_text("{")
    assert stale(made) == {"ingest": [FIRST_TIME]}


def test_a_note_that_cannot_be_written_is_one_error_that_names_it(made: Project) -> None:
    steps = Steps(made, Catalog(made.raw))
    (made.state / "steps" / "ingest.json").unlink()
    (made.state / "steps" / "ingest.json").mkdir()
    with pytest.raises(RunError, match="cannot be noted") as caught:
        Look(made).remember(steps.ingest, [])
    assert caught.value.where.endswith("steps/ingest.json")
    assert [path for path in (made.state / "steps").iterdir() if path.name.startswith(".")] == []


def test_what_changes_after_the_look_counts_as_changed_the_next_time(made: Project) -> None:
    step = all_steps(made)["compare-2021"]
    look = Look(made)
    assert look.reasons(step) == []
    alter(made.raw / "papi" / "2020.csv")  # while the step runs
    look.remember(step, [])
    assert Look(made).reasons(step) == ["data/raw/papi/2020.csv changed"]
    alter(made.raw / "papi" / "2020.csv")  # back to what it was: the step may have read it before
    assert Look(made).reasons(step) == ["data/raw/papi/2020.csv changed"]


def test_the_run_record_names_the_tables_notebooks_and_lock_file_of_its_years(project: Project) -> None:
    inputs = Steps(project, Catalog(project.raw)).inputs(2021)
    assert "data/raw/papi/2020.csv" in inputs
    assert "data/raw/papi/2021.csv" not in inputs
    assert "data/raw/papi/indicators.csv" in inputs
    assert "requirements.lock" in inputs
    assert not [name for name in inputs if name.startswith("data/processed")]


@pytest.mark.parametrize("name", ["notebooks/1_ingest.ipynb", "requirements.lock"])
def test_a_pipe_in_the_place_of_what_is_read_is_refused_and_not_waited_for(made: Project, name: str) -> None:
    (made.root / name).unlink()
    os.mkfifo(made.root / name)
    with pytest.raises(RunError, match="no ordinary file") as caught:
        Look(made).reasons(Steps(made, Catalog(made.raw)).ingest)
    assert caught.value.where == name


def test_a_pipe_in_the_place_of_what_is_written_counts_as_not_made(made: Project) -> None:
    made.observations.unlink()
    os.mkfifo(made.observations)
    why = Look(made).reasons(Steps(made, Catalog(made.raw)).ingest)
    assert why == ["data/processed/observations.csv is not there"]
