"""Sheets of agencies as a run makes them: whose, under which names, in what, and that nothing else is made anew."""

from __future__ import annotations

import json

import pytest
from running import assert_refused, chiso

from chiso.catalog import SHEET, Catalog, Project
from chiso.errors import ParameterError
from chiso.run.agencies import sheets
from chiso.run.forms import KINDS, OF_AGENCIES, kind_given
from chiso.run.parameters import ReportParameters, report_parameters
from chiso.run.steps import Report, Steps

IDS = ["so-noi-vu", "van-phong-ubnd-thanh-pho", "cac-so-ban-nganh", "ubnd-quan-huyen", "ubnd-thanh-pho",
       "uy-ban-mttq-thanh-pho", "unassigned"]  # fmt: skip


def asked(catalog: Catalog, year: str = "2021", province: str = "can-tho") -> ReportParameters:
    return report_parameters(catalog, year, province, "vi", "", SHEET, ("", OF_AGENCIES))


@pytest.mark.parametrize("text", ["", "all", " ALL "])
def test_all_is_every_agency_of_the_unit_and_what_is_nobodys(catalog: Catalog, text: str) -> None:
    assert [one.agency for one in sheets(catalog, asked(catalog), text)] == IDS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so-noi-vu", ["so-noi-vu"]),
        ("sở nội vụ; unassigned; so-noi-vu", ["so-noi-vu", "unassigned"]),
        ("các sở, ban, ngành", ["cac-so-ban-nganh"]),
        ("Department of Home Affairs", ["so-noi-vu"]),
    ],
)
def test_an_agency_is_known_by_its_id_and_each_of_its_names(catalog: Catalog, text: str, found: list[str]) -> None:
    assert [one.agency for one in sheets(catalog, asked(catalog), text)] == found


@pytest.mark.parametrize(
    ("year", "province", "agency", "told"),
    [
        ("2021", "can-tho", "so-noi-v", "so-noi-vu (Sở Nội vụ)"),
        ("2021", "can-tho", "../x", "has no agency '../x'"),
        ("2020", "can-tho", "all", "known up to 2020"),
        ("2020", "can-tho", "all", "YEAR=2021"),
        ("2021", "ha-noi", "all", "No plan of Hà Nội"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(
    catalog: Catalog, year: str, province: str, agency: str, told: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        sheets(catalog, asked(catalog, year, province), agency)
    assert told in str(caught.value)


def test_a_unit_with_a_plan_and_no_agency_is_told_so_but_for_what_is_nobodys(project: Project) -> None:
    path = project.raw / "plans" / "agencies.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (project.raw / "plans" / "roles.csv").unlink()
    catalog = Catalog(project.raw)
    with pytest.raises(ParameterError, match="No agency of Cần Thơ is known"):
        sheets(catalog, asked(catalog), "all")
    assert [one.agency for one in sheets(catalog, asked(catalog), "unassigned")] == ["unassigned"]


def test_a_sheet_lies_in_a_folder_of_its_own_and_its_command_makes_it_alone(project: Project) -> None:
    catalog = Catalog(project.raw)
    (parameters,) = sheets(catalog, asked(catalog), "so-noi-vu")
    step = Steps(project, catalog).brief(Report(parameters, "vi", KINDS[OF_AGENCIES].formats))
    assert step.command == "make sheets YEAR=2021 PROVINCE=can-tho LOCALE=vi AGENCY=so-noi-vu"
    assert {path.name for path in step.writes} == {
        f"sheet-2021-can-tho-so-noi-vu.vi.{kind}" for kind in ("pdf", "docx", "ipynb", "json")
    }
    assert {path.parent for path in step.writes} == {project.report_folder(2021, "can-tho") / "agencies"}
    assert f"notebooks/{SHEET}" in step.reads
    assert "data/raw/plans/agencies.csv" in step.reads


def test_the_values_of_a_record_tell_the_kind_of_document() -> None:
    assert kind_given({"YEAR": "2021"}) == ("", "")
    assert kind_given({"YEAR": "2021", "AGENCY": "so-noi-vu"}) == ("", OF_AGENCIES)
    assert kind_given({"FORM": "nd30", "KIND": "ke-hoach"}) == ("nd30", "ke-hoach")


def test_a_sheet_is_made_recorded_and_left_as_it_is_while_nothing_changes(ready: Project) -> None:
    given = {"YEAR": "2021", "AGENCY": "unassigned", "LOCALE": "en"}
    done = chiso(ready, "sheets", **given)
    assert done.returncode == 0, done.stderr
    folder = ready.report_folder(2021, "can-tho") / "agencies"
    stem = "sheet-2021-can-tho-unassigned.en"
    assert {path.name for path in folder.iterdir()} == {f"{stem}.{kind}" for kind in ("pdf", "docx", "ipynb", "json")}
    record = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
    named = {one["@id"]: one for one in record["@graph"]}
    assert named["#run"]["name"] == "make sheets YEAR=2021 PROVINCE=can-tho LOCALE=en AGENCY=unassigned"
    assert named["#AGENCY"]["value"] == "unassigned"
    assert "Nothing to do" in chiso(ready, "sheets", **given).stdout
    before = {path: path.read_bytes() for path in folder.iterdir()}
    (folder / f"{stem}.pdf").unlink()
    assert chiso(ready, "sheets", **given).returncode == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    verified = chiso(ready, "verify", str(folder / f"{stem}.pdf"))
    assert "REPRODUCED" in verified.stdout, verified.stdout + verified.stderr


def test_the_notebook_of_sheets_shows_no_briefing(ready: Project) -> None:
    assert_refused(chiso(ready, "report", YEAR="2021", NOTEBOOK=SHEET), "run `make sheets`")
