"""A report is about what was asked for: the right unit, year, language and set of units, or it is not made."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from checkout import Report
from running import assert_refused, chiso, files
from sample_blocks import cover

from chiso.blocks.specs import Cover
from chiso.catalog import Catalog, Project
from chiso.errors import ParameterError, RunError
from chiso.facts.data import Data, load
from chiso.facts.inputs import Making, making
from chiso.run.brief import finished
from chiso.run.subject import refuse_another_subject

RIGHT = dataclasses.replace(cover("vi", "Hà Nội"), unit_code="01", vintage="63", year="2021")


@pytest.fixture(scope="module")
def asked(processed: Project, catalog: Catalog) -> Making:
    return making(processed, catalog, 2021, catalog.resolve("ha-noi"), "vi")


def executed(shown: Cover, *sources: str) -> dict[str, Any]:
    """Return a notebook whose last cell shows a cover."""
    tagged = {"tags": ["parameters"]}
    cells = [nbformat.v4.new_code_cell('year = 2020\nprovince = "can-tho"\nlocale = "en"', metadata=tagged)]
    given = 'province = "ha-noi"\nlocale = "vi"'
    cells.append(nbformat.v4.new_code_cell(given, metadata={"tags": ["injected-parameters"]}))
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    output = nbformat.v4.new_output("display_data", data=json.loads(json.dumps(shown._repr_mimebundle_())))
    cells.append(nbformat.v4.new_code_cell("briefing.cover.cover(results)", outputs=[output]))
    return dict(nbformat.v4.new_notebook(cells=cells))


def refusal(asked: Making, shown: Cover, *sources: str) -> RunError:
    with pytest.raises(RunError) as caught:
        refuse_another_subject(asked, executed(shown, *sources), shown)
    return caught.value


def test_a_report_of_what_was_asked_for_passes_and_so_does_one_that_does_not_say(asked: Making) -> None:
    for shown in (RIGHT, cover("vi"), None):
        refuse_another_subject(asked, executed(shown or RIGHT, 'data.unit("can-tho")'), shown)


def test_another_unit_is_told_with_the_cell_of_the_cover_and_the_cell_of_the_value(asked: Making) -> None:
    other = dataclasses.replace(RIGHT, unit="Thành phố Cần Thơ", unit_code="92")
    for written in ('"can-tho"', '"92"', "92", "'TP. Cần Thơ'"):
        error = refusal(asked, other, "%time x = 1", f"say = 1\nunit = data.unit({written})")
        assert error.where == "notebooks/3_briefing.ipynb, cell 4: briefing.cover.cover(results)"
        assert "PROVINCE=ha-noi was asked for, and the cover says Thành phố Cần Thơ (92)." in error.why
        assert f"Cell 3 has {eval(written)!r} written in it: unit = data.unit({written})" in error.why  # noqa: S307
        assert "`province`" in error.remedy
    assert "Cell" not in refusal(asked, other, "unit = data.unit(names[0])").why


def test_another_year_language_or_set_of_units_is_told(asked: Making) -> None:
    for changes, said, source in (
        ({"year": "2022"}, "YEAR=2021 was asked for, and the cover says 2022.", "data = chiso.load(year=2022)"),
        ({"locale": "en"}, "LOCALE=vi was asked for, and the cover says en.", 'say = chiso.Words("en")'),
        ({"vintage": "34"}, "UNITS=63 was asked for, and the cover says 34.", "data = chiso.load(units=34)"),
    ):
        error = refusal(asked, dataclasses.replace(RIGHT, **changes), source)
        assert said in error.why
        assert source in error.why
    both = refusal(asked, dataclasses.replace(RIGHT, year="2022", locale="en"))
    assert "`year` and `locale`" in both.remedy


def test_a_report_under_another_name_is_not_finished(report: Report) -> None:
    unit = Catalog(report.project.raw).resolve("ha-noi")
    parameters = dataclasses.replace(report.parameters, unit=unit)
    before = making(report.project, Catalog(report.project.raw), 2021, unit, "vi")
    with pytest.raises(RunError, match="not about what was asked for"):
        finished(before, parameters, nbformat.reads(report.made["ipynb"].decode(), as_version=4))


def short(project: Project, *pairs: tuple[str, str]) -> Path:
    """Cut the briefing to its cover, and change its cells as a person would."""
    path = project.notebooks / "3_briefing.ipynb"
    content = nbformat.read(path, as_version=4)
    content.cells = [cell for cell in content.cells if cell.id in ("parameters", "setup", "facts", "cover")]
    for before, after in pairs:
        for cell in content.cells:
            cell.source = cell.source.replace(before, after)
    nbformat.write(content, path)
    return path


def test_the_command_refuses_it_and_writes_nothing(ready: Project) -> None:
    short(ready, ("data.unit(province)", 'data.unit("can-tho"), province\nunit, _ = unit'))
    done = chiso(ready, "report", YEAR="2021", PROVINCE="ha-noi", LOCALE="vi")
    assert_refused(done, "PROVINCE=ha-noi", "Cần Thơ", "cell 4: briefing.cover.cover(", "Cell 2 has 'can-tho'")
    assert [name for name in files(ready.reports) if "briefing" in name] == []


# What comes from papermill's own command line


def test_what_the_command_line_of_papermill_makes_of_values_is_understood(
    processed: Project, data: Callable[..., Data]
) -> None:
    for year in (2021, "2021", np.int64(2021)):
        assert load(processed.root, year=year).year == 2021
    for units in (34, "34"):
        assert load(processed.root, year=2021, units=units).catalog.vintage == 34
    for units in (0, "0", "", None):
        assert load(processed.root, year=2021, units=units).catalog.vintage == 63
    known = data(2021)
    for asked, slug in ((92, "can-tho"), (1, "ha-noi"), (np.int64(1), "ha-noi"), ("01", "ha-noi")):
        assert known.unit(asked).slug == slug


def test_other_values_are_refused_as_under_make(processed: Project, data: Callable[..., Data]) -> None:
    for year in (20211, "20211", 2021.0, "2021.0", True, "", "two", 1999, [2021]):
        with pytest.raises(ParameterError, match=r"no year|No year|no briefing") as caught:
            load(processed.root, year=year)
        assert (caught.value.where, "2012 to 2025" in caught.value.remedy) == ("YEAR", True), year
    for units in (34.0, "34.0", 35, True, -34):
        with pytest.raises(ParameterError, match="no set of units") as caught:
            load(processed.root, year=2021, units=units)
        assert "63 or 34" in caught.value.remedy
    for unit in (0, 97, 2021, -1, True, None, 92.5, "xyz"):
        with pytest.raises(ParameterError, match="No province or city") as caught:
            data(2021).unit(unit)
        assert caught.value.where == "PROVINCE"


def test_stock_papermill_ends_in_the_same_report_or_message(project: Project) -> None:
    notebook = short(project)
    content = nbformat.read(notebook, as_version=4)
    content.cells = [cell for cell in content.cells if cell.id in ("parameters", "setup")]
    content.cells.append(nbformat.v4.new_code_cell("print(data.year, data.catalog.vintage, unit.slug)"))
    nbformat.write(content, notebook)

    def run(*given: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-k", "python3", notebook.name, "-", *given]
        return subprocess.Popen(command, cwd=project.notebooks, stdout=-1, stderr=-1, text=True)  # noqa: S603

    right = run("-p", "province", "01", "-r", "year", "2021", "-p", "units", "34")
    wrong = run("-p", "year", "20211")
    said, told = right.communicate(timeout=120)
    assert right.returncode == 0, told
    assert "2021 34 ha-noi" in said
    _, told = wrong.communicate(timeout=120)
    assert wrong.returncode == 1
    assert "ParameterError: 20211 is no year." in told
    assert "Give a year from 2012 to 2025" in told
