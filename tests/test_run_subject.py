"""A report is about what was asked for: the right unit, year, language and set of units, or it is not made."""

from __future__ import annotations

import collections
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

from chiso.blocks.specs import About, Block, Cover, Note
from chiso.catalog import Catalog, Project
from chiso.errors import ParameterError, RunError
from chiso.export import build_document
from chiso.export.document import Placed
from chiso.facts.data import Data, load
from chiso.facts.inputs import Making, making
from chiso.run.brief import finished
from chiso.run.subject import refuse_another_subject

RIGHT = dataclasses.replace(cover("vi", "Hà Nội"), unit_code="01", vintage="63", year="2021")


@pytest.fixture(scope="module")
def asked(processed: Project, catalog: Catalog) -> Making:
    return making(processed, catalog, 2021, catalog.resolve("ha-noi"), "vi")


def executed(shown: Cover | None, *cells: str | tuple[str, Block] | nbformat.NotebookNode) -> dict[str, Any]:
    """Return a notebook of cells, some with the block that they show, whose last one shows a cover."""
    tagged = {"tags": ["parameters"]}
    made = [
        nbformat.v4.new_code_cell(
            'year = 2020\nprovince = "can-tho"\nlocale = "en"', metadata=tagged, execution_count=1
        )
    ]
    given = 'province = "ha-noi"\nlocale = "vi"'
    made.append(nbformat.v4.new_code_cell(given, metadata={"tags": ["injected-parameters"]}))
    last = [("briefing.cover.cover(results)", shown)] if shown else []
    for cell in (*cells, *last):
        if isinstance(cell, nbformat.NotebookNode):
            made.append(cell)
            continue
        source, block = (cell, None) if isinstance(cell, str) else cell
        bundle = json.loads(json.dumps(block._repr_mimebundle_())) if block else {}
        shows = [nbformat.v4.new_output("display_data", data=bundle)] if block else []
        made.append(nbformat.v4.new_code_cell(source, outputs=shows, execution_count=1))
    return dict(nbformat.v4.new_notebook(cells=made))


def about(code: str = "01", locale: str = "vi", year: str = "2021") -> tuple[str, Block]:
    """Return a cell with a block that says what it is about."""
    said = About(unit_code=code, vintage="63" if code else "", year=year, locale=locale)
    return f"about {code}", Note(title="x", paragraphs=("y",), about=said)


def check(asked: Making, shown: Cover | None, *cells: str | tuple[str, Block] | nbformat.NotebookNode) -> None:
    notebook = executed(shown, *cells)
    refuse_another_subject(asked, notebook, build_document(notebook))


def refusal(asked: Making, shown: Cover | None, *cells: str | tuple[str, Block] | nbformat.NotebookNode) -> RunError:
    with pytest.raises(RunError) as caught:
        check(asked, shown, *cells)
    return caught.value


def test_a_report_of_what_was_asked_for_passes_with_its_cover_or_without(asked: Making) -> None:
    check(asked, RIGHT, 'data.unit("can-tho")')
    check(asked, None, about(), nbformat.v4.new_markdown_cell("# Một tiêu đề"))
    check(asked, cover("vi", "Bản tóm tắt"), about())


def test_other_units_beside_the_one_asked_for_are_an_ordinary_thing(asked: Making) -> None:
    check(asked, RIGHT, about(), about("92"), about("48"), about("92", locale="en", year="2019"))
    check(asked, None, about(), about("92"), about("", year=""), nbformat.v4.new_markdown_cell("## So sánh"))
    at_length = nbformat.v4.new_code_cell("more", metadata={"tags": ["beside"]})
    source, block = about("92")
    at_length.outputs = executed(None, (source, block))["cells"][-1].outputs * 9
    check(asked, RIGHT, at_length)


def test_a_report_that_is_mainly_of_another_unit_is_told_with_the_cells_of_both(asked: Making) -> None:
    hard = refusal(asked, None, 'province = "can-tho"', about("92"), about("92"))
    assert hard.where == "notebooks/3_briefing.ipynb, cell 3: about 92"
    assert "no block is about it; 2 blocks are about Thành phố Cần Thơ (92), the first in cell 3." in hard.why
    assert "Cell 2 has 'can-tho' written in it" in hard.why
    half_way = refusal(asked, RIGHT, about(), about("92"), about("92"), about("92"))
    assert "2 blocks are about it; 3 blocks are about Thành phố Cần Thơ (92)" in half_way.why
    assert "beside" in half_way.remedy


def test_another_language_or_year_throughout_is_told_without_a_cover_too(asked: Making) -> None:
    error = refusal(asked, None, 'say = chiso.Words("en")', about(locale="en"))
    assert "LOCALE=vi was asked for, and no block is about it; 1 block is about en" in error.why
    assert "Cell 2 has 'en' written in it" in error.why
    assert "YEAR=2021" in refusal(asked, None, about(year="2020")).why


def test_a_report_that_says_nowhere_what_it_is_about_is_refused(asked: Making) -> None:
    for cells in ((), ("x = 1",), (nbformat.v4.new_markdown_cell("# Hà Nội 2021"), "x = 1"), (about("", year=""),)):
        error = refusal(asked, None, *cells)
        assert "PROVINCE=ha-noi was asked for, and no block says which unit it is about." in error.why
        assert (error.where, "briefing.cover.cover" in error.remedy) == ("notebooks/3_briefing.ipynb", True)


def test_a_title_or_cover_by_hand_that_names_another_unit_is_told(asked: Making) -> None:
    for title in ("# Bản tóm tắt của Cần Thơ", "# CẦN THƠ 2021", "# Bà Rịa – Vũng Tàu", "# Can Tho City"):
        error = refusal(asked, None, about(), nbformat.v4.new_markdown_cell(title))
        assert "the title says" in error.why
        assert "Write the title" in error.remedy
        assert error.where == f"notebooks/3_briefing.ipynb, cell 3: {title}"
    for title in ("# Hà Nội và Cần Thơ", "# Việt Nam định hướng đến 2030", "# Báo cáo"):
        check(asked, None, about(), nbformat.v4.new_markdown_cell(title))
    by_hand = cover("vi", "Cần Thơ")
    assert "the cover says Thành phố Cần Thơ (92)." in refusal(asked, by_hand, about()).why
    assert "the title says Cần Thơ" in refusal(asked, cover("vi", "Tóm tắt Cần Thơ"), about()).why


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


def test_every_block_of_a_briefing_says_what_it_is_about(report: Report) -> None:
    shown = nbformat.reads(report.made["ipynb"].decode(), as_version=4)  # type: ignore[no-untyped-call]
    document = build_document(shown)
    said = [piece.block.about for piece in document.pieces if isinstance(piece, Placed)]
    assert len(said) > 25
    assert all(one is not None and one.locale == "vi" for one in said)
    units = collections.Counter(one.unit_code for one in said if one)
    assert units["92"] >= len(said) - 3
    assert set(units) == {"92", ""}
    assert {one.year for one in said if one} <= {"2021", ""}


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
