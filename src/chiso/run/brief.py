"""One report: run the briefing notebook, render it, record it, and put all four files in place at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import Project
from chiso.export.document import build_document
from chiso.export.html import render_html
from chiso.export.pdf import render_pdf
from chiso.files import write_files
from chiso.run.execute import execute, notebook_bytes, published
from chiso.run.parameters import ReportParameters
from chiso.run.record import run_record


def brief(
    project: Project,
    parameters: ReportParameters,
    locale: str,
    files: Mapping[str, Path],
    *,
    progress: bool = False,
) -> None:
    """Make the PDF, HTML, notebook and run record of one report.

    Parameters
    ----------
    project, parameters, locale
        What to make.
    files
        Where each kind of file goes.
    progress
        Whether papermill shows its bar.

    Raises
    ------
    NotebookError, ExportError, RunError
        Nothing has been written then.
    """
    notebook = project.notebooks / "3_briefing.ipynb"
    given = {"year": parameters.year, "province": parameters.unit.slug, "locale": locale}
    executed = published(execute(project, notebook, given, progress=progress))
    document = build_document(executed, files["ipynb"].stem)
    outputs = {
        files["pdf"]: render_pdf(document),
        files["html"]: render_html(document).encode(),
        files["ipynb"]: notebook_bytes(executed),
    }
    inputs = [
        *project.raw.rglob("*.csv"),
        project.observations,
        project.published_ranks,
        project.comparison(parameters.year),
        *sorted(project.notebooks.glob("*.ipynb")),
        project.lock,
    ]
    record = run_record(
        project,
        parameters,
        locale,
        inputs,
        {path.name: data for path, data in outputs.items()},
        date=document.metadata.date,
        title=document.metadata.title,
    )
    write_files({**outputs, files["json"]: record}, project.journal)
