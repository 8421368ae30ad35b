"""A document as one HTML file: no script, no request to anywhere, for screens from phone to desk and for paper."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2
from babel.dates import format_date
from markupsafe import Markup
from nbconvert.exporters import Exporter

from chiso.export.document import NO_DATE, Document, Metadata, Passage, Placed, build_document
from chiso.export.markdown import plain_text
from chiso.export.richtext import TOP_LEVEL, HtmlWriter, walk
from chiso.export.words import words
from chiso.report import palette
from chiso.report.fonts import font_face_css
from chiso.report.fragments import blocks_css, fragment
from chiso.report.svg import clean_svg

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: With fewer sections a table of contents is in the way.
CONTENTS_FROM = 4


def render_html(document: Document) -> str:
    """Return a document as one HTML page.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.

    Returns
    -------
    str
        HTML with style, fonts and images inside; the same for the same document.
    """
    meta = document.metadata
    spoken = words(meta.locale)

    def picture(name: str, alt: str) -> Markup:
        found = document.pictures[name]
        if found.media == "image/svg+xml":
            # The figures of matplotlib carry their colours: a white plate keeps them readable in the dark.
            svg = clean_svg(found.data.decode(), prefix=f"{name}-in", label=alt)
            return Markup('<span class="plate">{}</span>').format(Markup(svg))  # noqa: S704 - cleaned
        code = base64.b64encode(found.data).decode("ascii")
        return Markup('<span class="plate"><img src="data:{};base64,{}" alt="{}"></span>').format(
            found.media, code, alt
        )

    writer = HtmlWriter(picture, table_label=spoken["table"], note_label=spoken["note"])
    pieces = [
        Markup(fragment(piece.block, style=False))  # noqa: S704 - escaped by its template
        if isinstance(piece, Placed)
        else Markup('<div class="text">\n{}\n</div>').format(writer.blocks(piece.nodes))
        for piece in document.pieces
    ]
    body = _environment().get_template("page.html.j2").render(
        meta=meta,
        words=spoken,
        no_date=NO_DATE,
        date=_long_date(meta),
        css=Markup("/*style*/"),
        cover=Markup(fragment(document.opening, style=False)),  # noqa: S704 - escaped by its template
        contents=_contents(document),
        pieces=pieces,
        notes=writer.endnotes(),
    )  # fmt: skip
    # The fonts hold the characters of the whole page, so the style sheet comes last.
    text = re.sub(r"<[^>]*>|data:[^\"]*", "", body)
    return body.replace("/*style*/", _css(text, italic="<em>" in body or "italic" in body), 1) + "\n"


class BriefingHTMLExporter(Exporter):
    """``jupyter nbconvert --to briefing-html``: an executed notebook as an accessible HTML page."""

    export_from_notebook = "Briefing (HTML)"
    file_extension = ".html"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, its exporters return text
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; see :meth:`nbconvert.exporters.Exporter.from_notebook_node`."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return render_html(build_document(notebook, resources["metadata"].get("name") or "notebook")), resources


def _contents(document: Document) -> list[dict[str, str]]:
    headings = [
        {"id": node["id"], "text": plain_text(node["c"])}
        for piece in document.pieces
        if isinstance(piece, Passage)
        for node in walk(piece.nodes)
        if node["t"] == "heading" and node["level"] == TOP_LEVEL
    ]
    return headings if len(headings) >= CONTENTS_FROM else []


def _css(text: str, *, italic: bool) -> str:
    light, dark = palette.css_variables(palette.LIGHT), palette.css_variables(palette.DARK)
    return (
        f"{font_face_css(text, italic=italic)}"
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"{blocks_css()}{_page_css()}"
    )


def _long_date(meta: Metadata) -> str:
    try:
        return str(format_date(dt.date.fromisoformat(meta.date), "long", locale=meta.locale.replace("-", "_")))
    except ValueError:  # no date, or a language that Babel does not know
        return meta.date


@functools.cache
def _page_css() -> str:
    return resources.files("chiso.export").joinpath("assets", "page.css").read_text(encoding="utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("chiso.export", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
