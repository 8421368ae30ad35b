"""The least that reports can take: their drawing, HTML and PDF by plain function calls in one warm process.

Prints seconds by the clock, seconds of the processor and bytes of memory at most, without what comes once:
loading, and the first report.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import nbformat

from chiso.catalog import Project
from chiso.export.document import build_document
from chiso.export.html import render_html
from chiso.export.pdf import render_pdf
from chiso.report.briefing import Briefing
from chiso.report.specs import MIME


def make(project: Project, year: int, province: str, locale: str) -> tuple[str, bytes]:
    """Make the blocks that the notebook's cells make, without a kernel, and render them."""
    notebook = nbformat.read(project.notebooks / "3_briefing.ipynb", as_version=4)
    names = {"briefing": Briefing(year, province, locale, project=str(project.root))}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.startswith("briefing."):
            block = eval(cell.source, names)  # noqa: S307 - the project's own notebook
            data = {} if block is None else {MIME: block.to_json()}
            cell.outputs = [nbformat.v4.new_output("display_data", data=data)] if data else []
        elif cell.cell_type == "code":
            cell.outputs = []
    document = build_document(notebook, f"briefing-{year}-{province}.{locale}")
    return render_html(document), render_pdf(document)


def main() -> None:
    """Make one report to warm up, then the reports that are asked for."""
    root, year, asked = Path(sys.argv[1]), int(sys.argv[2]), [one.split(":") for one in sys.argv[3].split(",")]
    for locale in ("vi", "en"):
        make(Project(root), year, "can-tho", locale)
    wall, cpu = time.perf_counter(), time.process_time()
    for province, locale in asked:
        make(Project(root), year, province, locale)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(time.perf_counter() - wall, time.process_time() - cpu, memory)


if __name__ == "__main__":
    main()
