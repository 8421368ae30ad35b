"""Parameters: read as people type them, refused with what can be given instead, before anything starts."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import papermill
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog, Project, briefing_year
from chiso.errors import ParameterError
from chiso.run.parameters import NOTEBOOKS, check_parameters, report_parameters
from chiso.run.steps import Report, Steps

ROOT = Path(__file__).parents[1]


SPELLINGS = (
    *("", "can-tho", "Cần Thơ", "92", "TP. Can Tho", "TP. Cần Thơ", "Thành phố Cần Thơ", "CẦN THƠ", "Can Tho City"),
    *("cantho", "  Cần  Thơ ", unicodedata.normalize("NFD", "Cần Thơ")),
)


@pytest.mark.parametrize("province", SPELLINGS)
def test_every_spelling_of_can_tho_means_can_tho(catalog: Catalog, province: str) -> None:
    assert report_parameters(catalog, "2021", province, "").unit.slug == "can-tho"


@pytest.mark.parametrize(
    ("province", "near"),
    [("xyz", "-"), ("can-too", "can-tho"), ("quang-nim", "quang-ninh"), ("Tây Nguyên", "tay-ninh")],
)
def test_an_unknown_province_lists_close_slugs(catalog: Catalog, province: str, near: str) -> None:
    with pytest.raises(ParameterError) as caught:
        report_parameters(catalog, "2021", province, "")
    assert repr(province) in caught.value.what
    assert near in caught.value.why
    assert caught.value.where == "PROVINCE"
    slugs = caught.value.why.rpartition(": ")[2].rstrip(".").split(", ")
    assert all(catalog.units.find(slug) for slug in slugs)


@pytest.mark.parametrize("year", [str(year) for year in range(2012, 2026)])
def test_every_year_with_figures_can_be_made(catalog: Catalog, year: str) -> None:
    assert briefing_year(catalog, year) == int(year)


@pytest.mark.parametrize("year", ["2011", "2026", "2035", "1999"])
def test_a_year_without_figures_says_which_years_can_be_made_and_why(catalog: Catalog, year: str) -> None:
    with pytest.raises(ParameterError) as caught:
        briefing_year(catalog, year)
    assert year in caught.value.what
    assert str(int(year) - 1) in caught.value.why
    assert "2011 to 2024" in caught.value.why
    assert "2012 to 2025" in caught.value.remedy
    assert caught.value.where == "YEAR"


@pytest.mark.parametrize(
    "year",
    [
        "",
        "21",
        "20210",
        "2021.0",
        "two",
        "2021 ",
        " 2021",
        "-2021",
        "+2021",
        "2e3",
        "２０２１",
        "2_021",
        "0x7e5",
        "0000",
    ],
)
def test_what_is_no_year_is_refused(catalog: Catalog, year: str) -> None:
    with pytest.raises(ParameterError) as caught:
        briefing_year(catalog, year)
    assert caught.value.where == "YEAR"
    assert "2012 to 2025" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "locales"),
    [
        ("", ("vi", "en")),
        ("vi", ("vi",)),
        ("en", ("en",)),
        ("vi en", ("vi", "en")),
        ("en,vi", ("en", "vi")),
        (" en , en ", ("en",)),
    ],
)
def test_languages_may_be_parted_by_spaces_or_commas(catalog: Catalog, text: str, locales: tuple[str, ...]) -> None:
    assert report_parameters(catalog, "2021", "", text).locales == locales


@pytest.mark.parametrize("text", ["fr", "vi fr", "VI", "vi-VN", "en;vi", "../vi"])
def test_another_language_is_refused_and_the_two_are_named(catalog: Catalog, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        report_parameters(catalog, "2021", "", text)
    assert "vi (Vietnamese)" in caught.value.remedy
    assert "en (English)" in caught.value.remedy


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_understood_or_refused_with_a_remedy(
    catalog: Catalog, year: str, province: str, locale: str
) -> None:
    refusals = []
    for typed in ((year, "can-tho", "vi"), ("2021", province, "vi"), ("2021", "can-tho", locale)):
        try:
            report_parameters(catalog, *typed)
        except ParameterError as error:
            refusals.append(error)
    assert all(one.where in ("YEAR", "PROVINCE", "LOCALE") and one.remedy for one in refusals)


# Notebooks


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_each_notebook_declares_the_parameters_of_its_schema_with_types_and_defaults(name: str) -> None:
    notebook = ROOT / "notebooks" / f"{name}.ipynb"
    assert set(papermill.inspect_notebook(notebook)) == set(NOTEBOOKS[name])
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    (source,) = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    for parameter, kind in NOTEBOOKS[name].items():
        assert f"{parameter}: {kind.__name__} = " in source


def test_there_is_a_notebook_for_every_schema() -> None:
    assert {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} >= set(NOTEBOOKS)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"year": "2021"}, "'year' is '2021', not a whole number"),
        ({"year": 2021.0}, "'year' is 2021.0, not a whole number"),
        ({"year": True}, "'year' is True, not a whole number"),
        ({"year": None}, "'year' is None, not a whole number"),
        ({"province": 92}, "'province' is 92, not text"),
        ({"yaer": 2021}, "no parameter 'yaer'"),
    ],
)
def test_an_unknown_or_mistyped_value_is_refused_with_the_valid_names(values: dict[str, Any], says: str) -> None:
    notebook = ROOT / "notebooks" / "3_briefing.ipynb"
    with pytest.raises(ParameterError) as caught:
        check_parameters(notebook, values)
    assert says in caught.value.what
    assert "year (a whole number), province (text), locale (text)" in caught.value.remedy


def test_fitting_values_are_accepted() -> None:
    check_parameters(ROOT / "notebooks" / "3_briefing.ipynb", {"year": 2021, "province": "can-tho", "locale": "vi"})


def test_a_notebook_that_lost_a_parameter_says_which_line_to_add(project: Project) -> None:
    notebook = project.notebooks / "2_compare.ipynb"
    text = notebook.read_text(encoding="utf-8")
    assert text.count("year: int = 2021") == 1
    notebook.write_text(text.replace("year: int = 2021", "jahr: int = 2021"), encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        check_parameters(notebook, {"year": 2021})
    assert "'year'" in caught.value.what
    assert "`year: int = …`" in caught.value.remedy


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"metadata": {"tags": ["parameters"]}}]}']
)
def test_a_damaged_notebook_is_one_error(tmp_path: Path, content: str) -> None:
    notebook = tmp_path / "2_compare.ipynb"
    notebook.write_text(content, encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        check_parameters(notebook, {})
    assert "cannot be read" in caught.value.what
    assert str(notebook) in caught.value.where
    assert caught.value.remedy


def test_a_notebook_without_its_parameters_cell_is_refused(project: Project) -> None:
    notebook = project.notebooks / "2_compare.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace('"parameters"\n', '"settings"\n'), encoding="utf-8")
    with pytest.raises(ParameterError, match="does not declare"):
        check_parameters(notebook, {"year": 2021})


def test_a_view_in_another_set_of_units_has_names_of_its_own(catalog: Catalog) -> None:
    own, view = (report_parameters(catalog, "2021", "92", "", units) for units in ("", "34"))
    assert (own.unit.vintage, own.units, own.name) == (63, 0, "can-tho")
    assert (view.unit.vintage, view.units, view.name) == (34, 34, "can-tho-34")
    assert report_parameters(catalog, "2021", "92", "", " 63 ") == own


def test_a_name_is_read_in_the_set_of_units(catalog: Catalog) -> None:
    assert report_parameters(catalog, "2021", "15", "").unit.slug == "yen-bai"
    assert report_parameters(catalog, "2021", "15", "", "34").unit.slug == "lao-cai"
    assert report_parameters(catalog, "2021", "soc-trang", "").unit.slug == "soc-trang"
    with pytest.raises(ParameterError, match="none of the 34 units") as caught:
        report_parameters(catalog, "2021", "soc-trang", "", "34")
    assert "Cần Thơ on 1 July 2025" in caught.value.why


@pytest.mark.parametrize("units", ["36", "063", "34.0", "thirty", "-34", "34 63", "３４"])
def test_another_set_of_units_is_refused(catalog: Catalog, units: str) -> None:
    with pytest.raises(ParameterError) as caught:
        report_parameters(catalog, "2021", "", "", units)
    assert caught.value.where == "UNITS"
    assert "63 or 34" in caught.value.remedy


def test_a_view_in_another_set_of_units_stands_beside_the_own_one(catalog: Catalog, project: Project) -> None:
    steps = Steps(project, catalog)
    parameters = report_parameters(catalog, "2021", "", "vi", "34")
    compare, brief = steps.compare(2021, parameters.units), steps.brief(Report(parameters, "vi"))
    assert [project.relative(path) for path in compare.writes] == ["data/processed/comparisons/2021-34.csv"]
    assert compare.parameters == {"year": 2021, "units": 34}
    assert "reports/2021/can-tho-34/briefing-2021-can-tho-34.vi.pdf" in map(project.relative, brief.writes)
    own = Report(report_parameters(catalog, "2021", "", "vi"), "vi")
    assert not set(brief.writes) & set(steps.brief(own).writes)
    assert brief.name != steps.brief(own).name
    assert steps.compare(2021).name != compare.name
