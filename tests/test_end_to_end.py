"""The whole way, through the real command: raw tables in, shared files out; damage in, nothing lost."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from checkout import Briefed
from running import assert_refused, chiso, files

from chiso.catalog import Project

NAMES = [
    f"briefing-2021-can-tho.{locale}.{kind}" for locale in ("en", "vi") for kind in ("html", "ipynb", "json", "pdf")
]

FIGURES = {
    "vi": [
        *("83,76 %", "37/63", "+2,51 điểm phần trăm", "−8"),
        *("84,14 %", "38/63", "+3,75 điểm phần trăm", "+13"),
        *(
            "42,89 trên 80 điểm",
            "42,8855",
            "42,88 và −2,82",
            "29/63",
            "−2,83 điểm",
            "−2,49 điểm",
            "−21",
            "(khoảng 4–60)",
        ),
        *("≥ 86 %, nhóm 15 đầu", "≥ 88 %, nhóm 25 đầu", "≥ 45, nhóm 20 đầu"),
        "168/KH-UBND",
    ],
    "en": [
        *("83.76%", "37th of 63", "+2.51 pp", "−8"),
        *("84.14%", "38th of 63", "+3.75 pp", "+13"),
        *("42.89 of 80 points", "42.8855", "42.88 and −2.82", "29th of 63", "−2.49 points", "−21", "(range 4–60)"),
        *("≥ 86% and top 15", "≥ 88% and top 25", "≥ 45 and top 20"),
        "168/KH-UBND",
    ],
}


@pytest.fixture(scope="module")
def made(briefed: Briefed, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with the report of 2021; the tests here run in their order."""
    folder = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(briefed.project.root, folder)
    return Project(folder)


def folder(project: Project) -> Path:
    return project.root / "reports" / "2021" / "can-tho"


def text_of_pdf(path: Path) -> str:
    pages = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(path)]
    return re.sub(r"\s+", " ", " ".join(pages))


def test_the_eight_files_are_made_and_named_at_the_end(briefed: Briefed) -> None:
    assert sorted(path.name for path in folder(briefed.project).iterdir()) == NAMES
    last = briefed.out.splitlines()[-8:]
    assert sorted(line.strip() for line in last) == [f"reports/2021/can-tho/{name}" for name in NAMES]


def test_what_goes_on_is_told_in_plain_lines_where_there_is_no_terminal(briefed: Briefed) -> None:
    assert "\r" not in briefed.err
    assert "\x1b" not in briefed.err + briefed.out
    assert "Warning" not in briefed.err
    assert len(briefed.err.splitlines()) >= 4


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_figures_of_the_city_s_plan_stand_in_the_pdf(made: Project, locale: str) -> None:
    text = text_of_pdf(folder(made) / f"briefing-2021-can-tho.{locale}.pdf")
    for figure in FIGURES[locale]:
        assert figure in text, figure
    assert "nan" not in text.split()
    assert "None" not in text.replace("None of", "")


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_page_shows_the_same_figures(made: Project, locale: str) -> None:
    html = (folder(made) / f"briefing-2021-can-tho.{locale}.html").read_text(encoding="utf-8")
    html = re.sub(r"</?a\b[^>]*>", "", html)  # a figure that is a link stands in the words around it
    text = re.sub(r"\s+", " ", re.sub(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", " ", html, flags=re.DOTALL))
    for figure in FIGURES[locale][:4]:
        assert figure in text, figure


def test_the_notebook_that_is_shared_has_run_whole_and_has_no_traces(made: Project) -> None:
    for locale in ("vi", "en"):
        path = folder(made) / f"briefing-2021-can-tho.{locale}.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["execution_count"] for cell in code)
        assert not any(output["output_type"] == "error" for cell in code for output in cell["outputs"])
        assert str(made.root) not in path.read_text(encoding="utf-8")


def test_the_record_names_every_file_that_was_made(made: Project) -> None:
    record = (folder(made) / "briefing-2021-can-tho.vi.json").read_text(encoding="utf-8")
    assert json.loads(record)
    for kind in ("pdf", "html", "ipynb"):
        assert f"briefing-2021-can-tho.vi.{kind}" in record
    assert str(made.root) not in record


def test_the_processed_tables_are_there_with_the_figures(made: Project) -> None:
    assert set(files(made.processed)) == {
        "observations.csv",
        "published_ranks.csv",
        "datapackage.json",
        "comparisons/2021.csv",
    }
    with (made.processed / "comparisons" / "2021.csv").open(encoding="utf-8", newline="") as stream:
        rows = {(row["index"], row["unit_code"], row["code"]): row for row in csv.DictReader(stream)}
    plan = {index: rows[index, "92", "TOTAL"] for index in ("par_index", "sipas", "papi")}
    assert [(one["value"], one["change"], one["rank"], one["rank_change"]) for one in plan.values()] == [
        ("83.76", "2.51", "37", "-8"),
        ("84.14", "3.75", "38", "13"),
        ("42.885496", "-2.826994", "29", "-21"),
    ]
    assert {one["comparable"] for one in plan.values()} == {"true"}


def test_a_second_run_has_nothing_to_do_and_says_so(made: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in made.root.rglob("*") if path.is_file()}
    done = chiso(made, "report", YEAR="2021")
    assert done.returncode == 0
    assert "up to date" in done.stdout
    assert "briefing-2021-can-tho.vi.pdf" in done.stdout
    reports = {path: path.stat().st_mtime_ns for path in made.root.rglob("*") if path in before}
    unchanged = {path for path, time in reports.items() if time == before[path]}
    assert {path for path in before if ".chiso" not in path.parts} <= unchanged


def test_the_same_report_asked_for_by_another_spelling_is_there_already(made: Project) -> None:
    for province in ("Cần Thơ", "92", "TP. Can Tho", "can-tho"):
        done = chiso(made, "report", YEAR="2021", PROVINCE=province)
        assert "up to date" in done.stdout, province


def test_a_damaged_raw_table_leaves_the_last_good_data_and_reports_as_they_were(made: Project) -> None:
    processed, reports = files(made.processed), files(made.root / "reports")
    path = made.raw / "papi" / "2020.csv"
    good = path.read_bytes()
    path.write_bytes(good.replace("92,Cần Thơ,".encode(), "92,Cần Thơ,zero".encode(), 1))
    assert_refused(chiso(made, "report", YEAR="2021"), "papi/2020.csv, row", "column '1.1'", "'zero")
    assert files(made.processed) == processed
    assert files(made.root / "reports") == reports
    assert not [name for name in files(made.root) if name.endswith(".part")]
    path.write_bytes(good)
    done = chiso(made, "ingest")
    assert done.returncode == 0, done.stderr
    assert files(made.processed) == processed
