from __future__ import annotations

import copy
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chiso.catalog import Project
from chiso.errors import ParameterError
from chiso.run.execute import execute
from chiso.run.source import read_notebook

Notebook = dict[str, Any]


def code(source: str, **more: Any) -> Notebook:
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source, **more}


FIRST = code('project: str = ""', id="parameters", metadata={"tags": ["parameters"]})
PLAIN: Notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [FIRST, code("1 + 1", id="sum")]}


def put(path: Path, change: Callable[[Notebook], Any]) -> Path:
    notebook = copy.deepcopy(PLAIN)
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return [cell["id"] for cell in read_notebook(path)["cells"]]


def test_cells_keep_their_ids(tmp_path: Path) -> None:
    assert ids(put(tmp_path / "a.ipynb", lambda _: None)) == ["parameters", "sum"]


def test_of_cells_with_one_id_after_a_merge_the_first_keeps_it_and_the_others_have_one_by_their_place(
    tmp_path: Path,
) -> None:
    twice = [code("2", id="sum"), code("3", id="cell-3"), code("4", id="sum")]
    path = put(tmp_path / "a.ipynb", lambda notebook: notebook["cells"].extend(twice))
    assert ids(path) == ["parameters", "sum", "cell-3-", "cell-3", "cell-5"]


@pytest.mark.parametrize("minor", [4, 5])
def test_cells_without_an_id_have_one_by_their_place(tmp_path: Path, minor: int) -> None:
    def bare(notebook: Notebook) -> None:
        notebook["nbformat_minor"] = minor
        for cell in notebook["cells"]:
            del cell["id"]

    assert ids(put(tmp_path / "a.ipynb", bare)) == ["cell-1", "cell-2"]


@pytest.mark.parametrize("metadata", [{}, {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}])
def test_a_notebook_runs_in_this_python_whatever_kernel_it_names(project: Project, metadata: Notebook) -> None:
    path = put(project.notebooks / "1_ingest.ipynb", lambda notebook: notebook.update(metadata=metadata))
    executed = execute(project, path, {"project": ""})
    assert executed["cells"][-1]["outputs"][0]["data"]["text/plain"] == "2"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda notebook: notebook["cells"][1].update(source=5), "cells/1/source"),
        (lambda notebook: notebook["cells"][1].update(cell_type="other"), "cell_type"),
        (lambda notebook: notebook["cells"][1].update(metadata={"tags": "vi"}), "tags"),
        (lambda notebook: notebook["cells"].append(7), "object"),
        (lambda notebook: notebook.update(nbformat=5), "nbformat version 5"),
        (lambda notebook: notebook.update(nbformat="four"), "four"),
        (lambda notebook: notebook.update(metadata=[]), "expected"),
    ],
)
def test_what_is_no_notebook_is_one_clear_error(project: Project, change: Callable[[Notebook], Any], why: str) -> None:
    path = put(project.notebooks / "1_ingest.ipynb", change)
    with pytest.raises(ParameterError, match="notebook cannot be read") as caught:
        execute(project, path, {"project": ""})
    assert why in caught.value.why
    assert len(caught.value.why) < 500


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, '"text"', "null", "\ufeff{}", '{"cells": 5}', "\x00"])
def test_a_file_that_holds_something_else_is_one_clear_error(project: Project, text: str) -> None:
    path = project.notebooks / "1_ingest.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match="notebook cannot be read"):
        execute(project, path, {"project": ""})
