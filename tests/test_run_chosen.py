"""A notebook of one's own stands in the place of the briefing, from any folder, and nothing official is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from running import assert_refused, chiso, files

from chiso.catalog import Catalog, Project
from chiso.errors import ParameterError
from chiso.run.chosen import chosen_notebook
from chiso.run.parameters import report_parameters
from chiso.run.selection import selected
from chiso.run.steps import Report, Steps

OWN = "của tôi.ipynb"


def add(project: Project, name: str) -> Path:
    """Copy the cover and the colophon of the briefing to a notebook of another name."""
    content = nbformat.read(project.notebooks / "3_briefing.ipynb", as_version=4)
    content.cells = [one for one in content.cells if one.id in ("parameters", "setup", "facts", "cover")]
    content.cells.append(nbformat.v4.new_code_cell("print(chiso.making(data, unit, locale)['value'].tolist())"))
    nbformat.write(content, project.notebooks / name)
    return project.notebooks / name


def test_a_report_is_made_of_it_from_another_folder_beside_the_official_one(ready: Project, tmp_path: Path) -> None:
    add(ready, OWN)
    away = Project(tmp_path)
    given = ("--year", "2021", "--locale", "vi", "--notebook", OWN, "--project", str(ready.root))
    done = chiso(away, "report", *given)
    assert done.returncode == 0, done.stderr
    assert f"Made in {ready.root}:" in done.stdout
    folder = ready.report_folder(2021, "can-tho")
    stem = "cua-toi-2021-can-tho.vi"
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{stem}.{kind}" for kind in ("html", "ipynb", "json", "pdf")
    ]

    made = {one["@id"]: one for one in json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))["@graph"]}
    assert made["#run"]["name"].endswith(f"LOCALE=vi NOTEBOOK='{OWN}'")
    named = [one["name"] for one in made.values() if one["@id"].endswith(".ipynb") and one["@id"].startswith("#")]
    assert named == ["notebooks/1_ingest.ipynb", "notebooks/2_compare.ipynb", f"notebooks/{OWN}"]
    shared = (folder / f"{stem}.ipynb").read_text(encoding="utf-8")
    assert f"NOTEBOOK={OWN}" in shared
    assert made["#inputsSha256"]["value"] in shared

    assert "Nothing to do" in chiso(away, "report", *given).stdout
    official = ready.notebooks / "3_briefing.ipynb"
    official.write_bytes(official.read_bytes() + b"\n\n")
    assert "Nothing to do" in chiso(away, "report", *given).stdout

    checked = chiso(away, "verify", str(folder / f"{stem}.pdf"), "--project", str(ready.root))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "REPRODUCED" in checked.stdout


def test_an_edit_of_it_makes_its_reports_again_and_no_others(project: Project, catalog: Catalog) -> None:
    notebook = chosen_notebook(project, add(project, "my.ipynb").name)
    steps = Steps(project, catalog)
    own, official = (
        steps.brief(Report(report_parameters(catalog, "2021", "", "vi", "", name), "vi"))
        for name in (notebook, chosen_notebook(project, ""))
    )
    assert "notebooks/my.ipynb" in own.reads
    assert "notebooks/3_briefing.ipynb" not in own.reads
    assert "notebooks/my.ipynb" not in official.reads
    assert not {own.name, *own.writes} & {official.name, *official.writes}
    assert own.command.endswith("LOCALE=vi NOTEBOOK=my.ipynb")
    many = selected(catalog, "2021", "can-tho, ha-noi", "", "", notebook)
    assert {one.parameters.notebook for one in many} == {"my.ipynb"}


def test_it_is_named_by_itself_or_by_a_path(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = add(project, "my.ipynb")
    monkeypatch.chdir(project.root)
    for text in ("my.ipynb", " my.ipynb ", "notebooks/my.ipynb", "./notebooks/../notebooks/my.ipynb", str(path)):
        assert chosen_notebook(project, text) == "my.ipynb"
    for text in ("", " ", "3_briefing.ipynb", "notebooks/3_briefing.ipynb"):
        assert chosen_notebook(project, text) == "3_briefing.ipynb"


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        ("mine.ipynb", "no notebook 'mine.ipynb'", "Copy notebooks/3_briefing.ipynb to notebooks/mine.ipynb"),
        ("mine", "no notebook 'mine'", "to notebooks/my.ipynb"),
        ("../data", "no notebook '../data'", "to notebooks/my.ipynb"),
        ("a\0b", "no notebook", "to notebooks/my.ipynb"),
        ("../requirements.lock", "is no notebook", "NOTEBOOK=my.ipynb"),
        ("examples/04_scatter.ipynb", "does not lie in the folder", "Copy it to notebooks/04_scatter.ipynb"),
        ("1_ingest.ipynb", "shows no briefing", "made from 3_briefing.ipynb"),
        ("broken.ipynb", "cannot be read", "mend it in JupyterLab"),
        ("empty.ipynb", "does not declare its parameter 'year'", "`year: int = …`"),
        ("Briefing.ipynb", "cannot be named after Briefing.ipynb", "another name"),
        ("My work.ipynb", "cannot be named after My work.ipynb", "another name"),
        ("….ipynb", "cannot be named after ….ipynb", "another name"),
    ],
)
def test_any_other_is_refused_with_what_to_do(project: Project, text: str, says: str, remedy: str) -> None:
    for name in ("Briefing.ipynb", "My work.ipynb", "my-work.ipynb", "….ipynb"):
        add(project, name)
    (project.notebooks / "broken.ipynb").write_text("{", encoding="utf-8")
    nbformat.write(nbformat.v4.new_notebook(), project.notebooks / "empty.ipynb")
    with pytest.raises(ParameterError) as caught:
        chosen_notebook(project, text)
    assert says in caught.value.what
    assert remedy in caught.value.remedy


def test_the_command_refuses_in_one_message_and_writes_nothing(project: Project) -> None:
    before = files(project.root)
    for command in ("report", "reports", "reproduce"):
        assert_refused(chiso(project, command, YEAR="2021", NOTEBOOK="mine.ipynb"), "no notebook 'mine.ipynb'")
    assert files(project.root) == before


@pytest.mark.parametrize("where", ["nowhere", "notebooks"])
def test_a_folder_that_is_no_project_is_refused_though_one_lies_above_it(project: Project, where: str) -> None:
    done = chiso(project, "check", "--project", where)
    assert_refused(done, "no chiso project", f"--project {where}", "folder of a clone")


def test_each_command_takes_a_project(project: Project, tmp_path: Path) -> None:
    away = Project(tmp_path / "away")
    away.root.mkdir()
    moved = shutil.move(project.raw.parent, away.root / "data")  # of `project` nothing is left that could be found
    assert Path(moved).is_dir()
    done = chiso(project, "provinces", "--project", "away")
    assert done.returncode == 0, done.stderr
    assert "can-tho" in done.stdout
