"""The least that reports can take: the same files, byte for byte, by plain function calls in one warm process.

Prints the seconds by the clock, the seconds of the processor and the largest memory in bytes, then the
SHA-256 of each PDF and HTML page. What comes once, loading and the first report, is not counted.
"""

from __future__ import annotations

import ast
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from chiso.catalog import Catalog, Project
from chiso.facts.inputs import making
from chiso.files import sha256
from chiso.run.brief import finished
from chiso.run.parameters import report_parameters
from chiso.run.published import published
from chiso.run.warm_up import warm_up


def make(project: Project, year: str, province: str, locale: str) -> dict[str, bytes]:
    """Make what the notebook's cells make without a kernel, and the files of the report from it."""
    parameters = report_parameters(Catalog(project.raw), year, province, locale)
    before = making(project, Catalog(project.raw), parameters.year, parameters.unit, locale)
    given = {"year": parameters.year, "province": parameters.unit.slug, "locale": locale}
    notebook = load_notebook_node(str(project.notebooks / "3_briefing.ipynb"))
    notebook = parameterize_notebook(notebook, given, kernel_name="python3")
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = shown(cell.source, names, count)
    return finished(before, parameters, published(notebook, project.root))


def shown(source: str, names: dict[str, Any], count: int) -> list[nbformat.NotebookNode]:
    """Run a cell; what it displays and what its last line gives is shown, as Jupyter does."""
    outputs: list[nbformat.NotebookNode] = []

    def display(*values: Any) -> None:
        outputs.extend(nbformat.v4.new_output("display_data", bundle(value)) for value in values)

    names["display"] = display
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 - the project's own notebook
    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None  # noqa: S307
    if value is not None:
        outputs.append(nbformat.v4.new_output("execute_result", bundle(value), execution_count=count))
    return outputs


def bundle(value: Any) -> dict[str, Any]:
    """Return what a value shows of itself."""
    made: dict[str, Any] = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {}
    return made or {"text/plain": repr(value)}


def _seconds() -> float:
    """Return the seconds of the processor of this process, and of the commands that it has asked."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def main() -> None:
    """Make what warms up, then the reports that are asked for."""
    project, year = Project(Path(sys.argv[1])), sys.argv[2]
    asked = [name.split(":") for name in sys.argv[3].split(",")]
    os.chdir(project.notebooks)  # as a kernel does
    warm_up(str(project.root), int(year), "can-tho")
    for locale in ("vi", "en"):
        make(project, year, "can-tho", locale)
    wall, cpu = time.perf_counter(), _seconds()
    made = {f"{province}:{locale}": make(project, year, province, locale) for province, locale in asked}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(time.perf_counter() - wall, _seconds() - cpu, memory)
    for name, files in made.items():
        print(name, sha256(files["pdf"]), sha256(files["html"]))


if __name__ == "__main__":
    main()
