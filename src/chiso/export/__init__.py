"""An executed notebook as one HTML file or one PDF, and the nbconvert exporters for both."""

from __future__ import annotations

from chiso.export.document import Document, build_document
from chiso.export.html import BriefingHTMLExporter, render_html
from chiso.export.pdf import BriefingPDFExporter, render_pdf

__all__ = [
    "BriefingHTMLExporter", "BriefingPDFExporter", "Document", "build_document", "render_html", "render_pdf",
]  # fmt: skip
