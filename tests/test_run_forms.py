"""Which form a report takes: what may be asked for, how its files are called, and what a run makes of it."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest
from running import assert_refused, chiso
from test_run_chosen import add
from word_files import parts_of, text_of_word

from chiso.catalog import BRIEFING, PLAN, SHEET, Catalog, Project
from chiso.errors import ParameterError
from chiso.export.word_seal import is_untouched
from chiso.run.chosen import chosen_notebook
from chiso.run.forms import IN_FORM, KINDS, USUAL, formats_of, read_form
from chiso.run.options import read_formats
from chiso.run.parameters import report_parameters
from chiso.run.steps import Report, Steps


def test_without_a_form_nothing_changes() -> None:
    assert read_form("", " ") == ("", "")
    assert formats_of("", "", USUAL) == USUAL


def test_a_report_is_the_usual_kind_and_case_does_not_matter() -> None:
    assert read_form(" ND30 ", "") == ("nd30", "bao-cao")
    assert read_form("nd30", "KE-HOACH") == ("nd30", "ke-hoach")


@pytest.mark.parametrize(
    ("form", "kind", "where", "remedy"),
    [
        ("nd31", "", "FORM", "Give nd30"),
        ("nd30", "to-trinh", "KIND", "ke-hoach"),
        ("", "ke-hoach", "KIND", "FORM=nd30"),
    ],
)
def test_what_cannot_be_asked_for_is_told_with_what_can(form: str, kind: str, where: str, remedy: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_form(form, kind)
    assert caught.value.where == where
    assert remedy in caught.value.remedy


def test_a_form_is_made_as_word_alone_and_is_refused_where_word_is_left_out() -> None:
    assert formats_of("nd30", "", read_formats("")) == ("docx",)
    assert formats_of("nd30", "docx, pdf", read_formats("docx, pdf")) == ("pdf", "docx")
    with pytest.raises(ParameterError, match="FORMATS leaves it out"):
        formats_of("nd30", "html", read_formats("html"))


def test_files_of_forms_meet_no_others(catalog: Catalog) -> None:
    stems = [
        report_parameters(catalog, "2021", "", "vi", "", notebook, form).stem("vi")
        for notebook in (BRIEFING, PLAN, "my.ipynb")
        for form in (("", ""), *(("nd30", kind) for kind in IN_FORM))
    ]
    assert len(set(stems)) == len(stems)
    assert stems[1] == "bao-cao-2021-can-tho.vi"
    assert stems[5] == "ke-hoach-2022-can-tho.vi"


def test_a_kind_has_its_own_notebook_and_no_notebook_has_its_name(project: Project) -> None:
    assert [chosen_notebook(project, "", kind) for kind in KINDS] == [BRIEFING, BRIEFING, PLAN, SHEET]
    for kind in filter(None, KINDS):
        with pytest.raises(ParameterError, match="cannot be named after"):
            chosen_notebook(project, add(project, f"{kind}.ipynb").name)


def test_the_command_that_makes_a_document_alone_names_its_form(project: Project) -> None:
    catalog = Catalog(project.raw)
    parameters = report_parameters(catalog, "2021", "", "vi", "", PLAN, ("nd30", "ke-hoach"))
    step = Steps(project, catalog).brief(Report(parameters, "vi", ("docx",)))
    assert step.command == "make report YEAR=2021 PROVINCE=can-tho LOCALE=vi FORM=nd30 KIND=ke-hoach"
    assert {path.name for path in step.writes} == {
        f"ke-hoach-2022-can-tho.vi.{kind}" for kind in ("docx", "ipynb", "json")
    }
    assert f"notebooks/{PLAN}" in step.reads
    assert "data/raw/office/offices.csv" in step.reads


def test_a_run_makes_both_languages_records_the_form_and_keeps_what_was_written_on(ready: Project) -> None:
    done = chiso(ready, "report", YEAR="2021", FORM="nd30")
    assert done.returncode == 0, done.stderr
    folder = ready.report_folder(2021, "can-tho")
    assert {path.suffix for path in folder.glob("bao-cao-2021-can-tho.*")} == {".docx", ".ipynb", ".json"}
    assert not list(folder.glob("briefing-*"))
    english, word = (folder / f"bao-cao-2021-can-tho.{locale}.docx" for locale in ("en", "vi"))
    made = word.read_bytes()
    assert "BÁO CÁO" in text_of_word(made)
    assert "REPORT" in text_of_word(english.read_bytes())
    record = json.loads(word.with_suffix(".json").read_text(encoding="utf-8"))
    named = {one["@id"]: one for one in record["@graph"]}
    assert named["#run"]["name"] == "make report YEAR=2021 PROVINCE=can-tho LOCALE=vi FORM=nd30 KIND=bao-cao"
    inside = json.loads(parts_of(made)["chiso/bao-cao-2021-can-tho.vi.json"])
    assert {"#FORM", "#KIND"} <= {one["@id"] for one in inside["@graph"]} & named.keys()

    again = chiso(ready, "report", YEAR="2021", FORM="nd30")
    assert "Nothing to do" in again.stdout
    edited = docx.Document(io.BytesIO(made))
    edited.paragraphs[0].add_run("Kính trình")
    edited.save(str(word))
    written = word.read_bytes()
    assert not is_untouched(written)
    assert chiso(ready, "report", YEAR="2021", FORM="nd30", LOCALE="vi").returncode == 0
    assert word.read_bytes() == made
    assert (folder / "bao-cao-2021-can-tho.vi.edited-1.docx").read_bytes() == written
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None


def test_a_wrong_form_ends_with_one_message_before_anything_is_made(ready: Project) -> None:
    assert_refused(chiso(ready, "reports", YEAR="2021", FORM="nd30", FORMATS="pdf"), "FORM=nd30 makes a Word file")
