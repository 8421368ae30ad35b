"""An executed notebook as one HTML file, one PDF or one Word file, and the nbconvert exporters for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chiso.export.document import Document, build_document
from chiso.export.html import render_html
from chiso.export.pdf import render_pdf

if TYPE_CHECKING:
    from chiso.export.exporters import BriefingDocxExporter, BriefingHTMLExporter, BriefingPDFExporter

__all__ = [
    "BriefingDocxExporter", "BriefingHTMLExporter", "BriefingPDFExporter", "Document", "build_document", "render_html",
    "render_pdf",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the exporters when they are asked for: who only renders need not wait for nbconvert."""
    if name.endswith("Exporter") and name in __all__:
        from chiso.export import exporters  # noqa: PLC0415

        return getattr(exporters, name)
    raise AttributeError(name)
