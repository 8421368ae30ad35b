"""The exporters of nbconvert: ``jupyter nbconvert --to briefing-pdf`` and JupyterLab's export menu.

A run renders without them: nbconvert takes half a second to load.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient.exceptions import CellControlSignal
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from nbformat.reader import NotJSONError
from traitlets.config import Application

from chiso.errors import ChisoError, ExportError, for_terminal
from chiso.export.attachments import NOTEBOOK, Attachment, file_name
from chiso.export.document import Document, build_document
from chiso.export.html import render_html
from chiso.export.pdf import render_pdf
from chiso.export.word import render_word

if TYPE_CHECKING:
    from nbformat import NotebookNode


class _BriefingExporter(Exporter):
    """What the exporters have in common: they say what is wrong in one message."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """Convert a notebook that is read from a file; see :meth:`nbconvert.exporters.Exporter.from_file`."""
        with _told(str(((resources or {}).get("metadata") or {}).get("name") or "notebook")):
            converted: tuple[Any, dict[str, Any]] = super().from_file(file_stream, resources, **kw)
            return converted

    def _document(self, nb: NotebookNode, resources: Any, **kw: Any) -> tuple[Document, dict[str, Any]]:
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        document = build_document(notebook, resources["metadata"].get("name") or "notebook")
        for notice in document.notices:
            self.log.warning("%s: %s", document.name, notice)
        return document, resources


class BriefingHTMLExporter(_BriefingExporter):
    """``jupyter nbconvert --to briefing-html``: an executed notebook as an accessible HTML page."""

    export_from_notebook = "Briefing (HTML)"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        document, resources = self._document(nb, resources, **kw)
        return render_html(document), resources


class BriefingPDFExporter(_BriefingExporter):
    """``jupyter nbconvert --to briefing-pdf``: an executed notebook as an accessible PDF."""

    export_from_notebook = "Briefing (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        document, resources = self._document(nb, resources, **kw)
        return render_pdf(document, [_attached(nb, document)]), resources


class BriefingDocxExporter(_BriefingExporter):
    """``jupyter nbconvert --to briefing-docx``: an executed notebook as a Word file."""

    export_from_notebook = "Briefing (Word)"
    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        document, resources = self._document(nb, resources, **kw)
        return render_word(document, [_attached(nb, document)]), resources


def _attached(nb: NotebookNode, document: Document) -> Attachment:
    """Return the notebook itself as a file inside of what is made from it."""
    data = (nbformat.writes(nb, version=nbformat.NO_CONVERT).rstrip("\n") + "\n").encode()  # type: ignore[no-untyped-call]
    return Attachment(
        name=f"{file_name(document.name)}.ipynb", data=data, media=NOTEBOOK, relationship="source",
        description=document.words["attached_notebook"],
    )  # fmt: skip


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """End the command with one message where a notebook cannot be exported.

    Only the command: nbconvert would print a traceback beside it, while JupyterLab shows an error itself and must
    not be ended.
    """
    try:
        yield
    except Exception as error:
        refusal = _refusal(error, name)
        if refusal is None:
            raise
        if not Application.initialized() or type(Application.instance()).__name__ != "NbConvertApp":
            raise refusal from None
        sys.stderr.write(f"{for_terminal(str(refusal))}\n")
        raise SystemExit(1) from None


def _refusal(error: Exception, name: str) -> ChisoError | None:
    """Return an error as a person is told of it; None for a defect, which keeps its traceback."""
    if isinstance(error, ChisoError):
        return error
    if isinstance(error, (NotJSONError, nbformat.ValidationError, UnicodeDecodeError)):
        return ExportError(
            "The file is no notebook",
            where=name,
            why=str(error).splitlines()[0][:300] if str(error) else type(error).__name__,
            remedy="Open it in JupyterLab and save it again, or take the file as it was before it was edited by hand.",
        )
    if isinstance(error, (CellControlSignal, ConversionException)):
        said = [line for line in str(error).strip().splitlines() if line.strip()] or [type(error).__name__]
        return ExportError(
            "The notebook could not be run to its end",
            where=name,
            why=said[-1][:300],
            remedy="Mend the cell, run the whole notebook again, then export it.",
        )
    return None
