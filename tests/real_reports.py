"""Real briefings without a kernel, and the browser that looks at them."""

from __future__ import annotations

import ast
import json
import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from chiso.catalog import Project

#: A report with a plan, and one whose province was withheld; one in each language.
NAMES = ("2021-can-tho.vi", "2024-binh-duong.en")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def briefing_notebook(
    project: Project, year: int, province: str, locale: str, name: str = "3_briefing.ipynb"
) -> nbformat.NotebookNode:
    """Return the briefing notebook as if it had been run: its cells run here, one after the other, as Jupyter does."""
    notebook = nbformat.read(project.notebooks / name, as_version=4)
    outputs: list[nbformat.NotebookNode] = []

    def display(*blocks: Any) -> None:
        for block in blocks:
            data = {"text/plain": "None"} if block is None else json.loads(json.dumps(block._repr_mimebundle_()))
            outputs.append(nbformat.v4.new_output("display_data", data=data))

    names: dict[str, Any] = {"display": display}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        body = ast.parse(cell.source).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), cell.id, "exec"), names)  # noqa: S102 - the project's own notebook
        shown = eval(compile(ast.Expression(last.value), cell.id, "eval"), names) if last else None  # noqa: S307
        if hasattr(shown, "_repr_mimebundle_"):
            display(shown)
        cell.outputs = [*outputs]
        outputs.clear()
        if "parameters" in cell.metadata.get("tags", ()):
            names.update(year=year, province=province, locale=locale, project=str(project.root))
    return notebook


def chromium() -> str:
    """Return the path of Chromium; without one the test is skipped, or fails where CI would miss it."""
    named = os.environ.get("CHISO_CHROMIUM")
    if named:
        if not Path(named).is_file():
            pytest.fail(f"CHISO_CHROMIUM names {named}, which is not there")
        return named
    return _installed(
        BROWSERS, "no Chromium here: install Debian's package chromium, or name a browser in CHISO_CHROMIUM"
    )


def office() -> str:
    """Return the path of LibreOffice; without it the test is skipped, or fails where CI would miss it."""
    return _installed(("soffice", "libreoffice"), "no LibreOffice here: install Debian's libreoffice-writer-nogui")


def _installed(names: tuple[str, ...], message: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
