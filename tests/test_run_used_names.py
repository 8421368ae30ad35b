"""Whether a notebook uses its parameters, told before it runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checkout import ROOT

from chiso.catalog import Project
from chiso.errors import ParameterError
from chiso.run.parameters import NOTEBOOKS, check_parameters
from chiso.run.used_names import unused

USES = (
    "unit = data.unit(province)",
    "print(f'{province!r}')",
    "def f():\n    return province",
    "%time data.unit(province)",
    "  !echo {province}",
    "%%time\ndata.unit(province)",
    "%%bash -s {province}\nfor x in a; do echo $x; done",
    "files = !ls $province",
    "data.observations.query('unit_code == @province')",
    "province += ' '",
    "del province",
    "province?",
    "globals()['prov' + 'ince']",
    "exec(code)",
    "%run other.ipynb",
    "x = '\\d'\nprovince",
    "broken(\n province",
)

USES_NOT = (
    "",
    "province = 'can-tho'",
    "# province\n'province'",
    "data.province",
    "f(province=1)",
    "%matplotlib inline\nx = 1",
    "!ls",
)


def test_a_name_is_used_where_a_cell_reads_it_in_python_in_a_magic_or_in_a_query() -> None:
    for source in USES:
        assert unused(["province"], ["x = 1", source]) == [], source


def test_a_name_is_not_used_where_it_is_only_set_or_stands_in_words() -> None:
    for source in USES_NOT:
        assert unused(["province"], ["x = 1", source]) == ["province"], source


def test_a_name_is_not_used_where_a_cell_gives_it_another_value_first() -> None:
    assert unused(["province"], ["province = 'ha-noi'", "data.unit(province)"]) == ["province"]
    assert unused(["province"], ["province: str = 'ha-noi'\ndata.unit(province)"]) == ["province"]
    for source in ("province = province.strip()", "data.unit(province)"):
        assert unused(["province"], [source, "province = 'ha-noi'", "data.unit(province)"]) == [], source
    assert unused(["province"], ["if x:\n    province = 'ha-noi'", "data.unit(province)"]) == []


def test_the_notebooks_use_all_their_parameters() -> None:
    for name in NOTEBOOKS:
        check_parameters(ROOT / "notebooks" / f"{name}.ipynb", {})


def edited(notebook: Path, *pairs: tuple[str, str]) -> Path:
    """Change the source of cells as a person would."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    for before, after in pairs:
        changed = 0
        for cell in content["cells"]:
            source = "".join(cell["source"])
            changed += before in source
            cell["source"] = source.replace(before, after)
        assert changed, before
    notebook.write_text(json.dumps(content), encoding="utf-8")
    return notebook


def test_a_parameter_that_no_later_cell_uses_is_refused_by_name(project: Project) -> None:
    notebook = edited(project.notebooks / "3_briefing.ipynb", ("data.unit(province)", 'data.unit("can-tho")'))
    with pytest.raises(ParameterError, match="No cell uses the parameter 'province'") as caught:
        check_parameters(notebook, {"year": 2021, "province": "ha-noi", "locale": "vi"})
    assert str(notebook) in caught.value.where
    assert "`province`" in caught.value.remedy
    edited(notebook, ("chiso.Words(locale)", 'chiso.Words("vi")'), ("locale)", '"vi")'))
    with pytest.raises(ParameterError, match="the parameters 'province', 'locale'"):
        check_parameters(notebook, {})


def test_the_folder_of_the_project_need_not_be_used_as_it_is_the_one_of_the_notebook(project: Project) -> None:
    notebook = edited(project.notebooks / "3_briefing.ipynb", ("chiso.load(project, ", "chiso.load("))
    check_parameters(notebook, {"year": 2021})
    with pytest.raises(ParameterError, match="'project'"):
        check_parameters(notebook, {"project": "/elsewhere"})
