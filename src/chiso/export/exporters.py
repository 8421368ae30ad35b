"""The exporters of nbconvert: ``jupyter nbconvert --to briefing-pdf`` and JupyterLab's export menu.

A run renders without them: nbconvert takes half a second to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert.exporters import Exporter

from chiso.export.attachments import NOTEBOOK, Attachment, file_name
from chiso.export.document import build_document
from chiso.export.html import render_html
from chiso.export.pdf import render_pdf
from chiso.export.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode


class BriefingHTMLExporter(Exporter):
    """``jupyter nbconvert --to briefing-html``: an executed notebook as an accessible HTML page."""

    export_from_notebook = "Briefing (HTML)"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return render_html(build_document(notebook, resources["metadata"].get("name") or "notebook")), resources


class BriefingPDFExporter(Exporter):
    """``jupyter nbconvert --to briefing-pdf``: an executed notebook as an accessible PDF."""

    export_from_notebook = "Briefing (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources["metadata"].get("name") or "notebook"
        document = build_document(notebook, name)
        said = words(document.metadata.locale)["attached_notebook"]
        data = (nbformat.writes(nb, version=nbformat.NO_CONVERT).rstrip("\n") + "\n").encode()  # type: ignore[no-untyped-call]
        attached = Attachment(
            name=f"{file_name(name)}.ipynb", data=data, media=NOTEBOOK, relationship="source", description=said
        )
        return render_pdf(document, [attached]), resources
