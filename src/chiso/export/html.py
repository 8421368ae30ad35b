"""A document as one HTML file: no request to anywhere, for screens from phone to desk and for paper.

The page's policy forbids everything but its own style sheets and its own script, each by its hash, so that
what slipped through as markup by a defect of ours could still neither run nor load.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import hashlib
import html
import itertools
import re
from importlib import resources
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from chiso.blocks import palette
from chiso.blocks.fonts import FACES, FAMILY, font_face_css, of_scripts
from chiso.blocks.fragments import blocks_css, fragment, templates
from chiso.blocks.letters import clusters, drawn_letters, in_letters, letter_css
from chiso.blocks.page_svg import page_svg
from chiso.blocks.page_words import page_words
from chiso.blocks.scripts import script_css
from chiso.blocks.specs import Figure
from chiso.export.document import NO_DATE, Document, Metadata, Passage, Placed
from chiso.export.html_writer import HtmlWriter
from chiso.export.markdown import plain_text
from chiso.export.richtext import TOP_LEVEL, walk
from chiso.export.shown_date import shown_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chiso.blocks.block import Block


#: With fewer sections a table of contents is in the way.
CONTENTS_FROM = 4

_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
#: What the template leaves open; escaped text cannot look like it.
_PLACEHOLDERS = re.compile(r"<!--(policy|style)-->")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Links:
    """Names of the files beside the page that it links to; an empty one is not linked."""

    pdf: str = ""
    other: str = ""
    other_locale: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """What a document holds, as HTML, before a page stands around it.

    ``drawings`` are the charts and pictures in SVG that are within the pieces, each with a style sheet of its own;
    ``paints`` is the style sheet of coloured cells; ``scrolls`` says whether a piece may need to be scrolled.
    """

    cover: Markup
    contents: list[dict[str, str]]
    pieces: list[Markup]
    notes: Markup
    drawings: list[str]
    paints: str

    @property
    def scrolls(self) -> bool:
        """Whether a piece has something that may be wider than the page, or a table to sort."""
        return any('scroll"' in piece or "<pre" in piece for piece in self.pieces)


def render_html(document: Document, links: Links | None = None) -> str:
    """Return a document as one HTML page.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    links
        The same report as PDF and in the other language, where they lie beside the page.

    Returns
    -------
    str
        HTML with style, script, fonts and images inside; the same for the same document.
    """
    meta = document.metadata
    spoken = document.words
    parts = parts_of(document)
    script = page_script() if parts.scrolls else ""
    body = _environment().get_template("page.html.j2").render(
        meta=meta,
        unit=document.opening.unit,
        words=spoken,
        links=links,
        other_words=page_words(links.other_locale if links else ""),
        no_date=NO_DATE,
        date=shown_date(meta.date, meta.locale),
        cover=parts.cover,
        contents=parts.contents,
        pieces=parts.pieces,
        notes=parts.notes,
        script=Markup(script),  # noqa: S704 - our own
    )  # fmt: skip
    body = in_letters(body)
    # The fonts hold the characters of the whole page, so the style sheet comes last, and its hash after it.
    text = re.sub(r"<[^>]*>|data:[^\"]*", "", body)
    italic = "<em>" in body or "italic" in body
    css = (
        letter_css((*clusters([text]), *drawn_letters(parts.drawings)), italic=italic)
        + font_face_css(text, italic=italic)
        + page_css()
        + _running(meta, spoken["page"])
        + script_css(of_scripts([html.unescape(text)]), FAMILY, FACES if italic else FACES[:2])
        + parts.paints
    )
    values = {"style": css, "policy": _policy(script, [css, *sheets_of(parts.drawings)])}
    return _PLACEHOLDERS.sub(lambda found: values[found[1]], body) + "\n"


def parts_of(document: Document, behind: Callable[[Block], Markup] | None = None) -> Parts:
    """Return what a document holds as HTML.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    behind
        What stands at the end of a block beside what the block itself says; nothing if not given.
    """
    drawings = [
        page_svg(piece.block.svg, prefix=piece.block.id, label=piece.block.alt)
        for piece in document.pieces
        if isinstance(piece, Placed) and isinstance(piece.block, Figure)
    ]

    def picture(name: str, alt: str) -> Markup:
        found = document.pictures[name]
        if found.media == "image/svg+xml":
            svg = page_svg(found.data.decode(), prefix=f"{name}-in", label=alt)
            drawings.append(svg)
            return Markup('<span class="plate">{}</span>').format(Markup(svg))  # noqa: S704 - cleaned
        code = base64.b64encode(found.data).decode("ascii")
        return Markup('<span class="plate"><img src="data:{};base64,{}" alt="{}"></span>').format(
            found.media, code, alt
        )

    spoken = document.words
    writer = HtmlWriter(picture, table_label=spoken["table"], note_label=spoken["note"])
    pieces = _pieces(document, writer, behind)
    return Parts(
        cover=Markup(fragment(document.opening, style=False)),  # noqa: S704 - escaped by its template
        contents=_contents(document),
        pieces=pieces,
        notes=writer.endnotes(),
        drawings=drawings,
        paints=writer.paints(),
    )


def sheets_of(drawings: Iterable[str]) -> list[str]:
    """Return the style sheets that drawings bring along, as a policy has to name them by their hashes."""
    return [html.unescape(sheet) for one in drawings for sheet in _SHEET.findall(one)]


def hashes(texts: Iterable[str]) -> str:
    """Return sheets or scripts as a Content-Security-Policy names them, each once."""
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def page_script() -> str:
    """Return what a page can do more with a script: tables that can be sorted, regions that can be reached."""
    return _asset("page.js")


def page_css() -> str:
    """Return the style sheet of a page and its blocks, light and dark, without fonts."""
    light, dark = palette.css_variables(palette.LIGHT), palette.css_variables(palette.DARK)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"{blocks_css()}{_asset('page.css')}"
    )


def _pieces(document: Document, writer: HtmlWriter, behind: Callable[[Block], Markup] | None) -> list[Markup]:
    """Return the pieces of a document as HTML; narrow charts that follow each other stand side by side."""
    made: list[Markup] = []
    for narrow, group in itertools.groupby(document.pieces, key=_is_narrow):
        pieces = [
            _block(piece.block, behind)
            if isinstance(piece, Placed)
            else Markup('<div class="text">\n{}\n</div>').format(writer.blocks(piece.nodes))
            for piece in group
        ]
        made += [Markup('<div class="beside">\n{}</div>').format(Markup("").join(pieces))] if narrow else pieces
    return made


def _block(block: Block, behind: Callable[[Block], Markup] | None) -> Markup:
    """Return a block with what stands behind it, within the same element."""
    made = fragment(block, style=False)
    more, end = (behind(block) if behind else Markup("")), "</figure>\n"
    if more and made.endswith(end):
        made = f"{made.removesuffix(end)}{more}{end}"
    return Markup(made)  # noqa: S704 - escaped by its template


def _is_narrow(piece: Passage | Placed) -> bool:
    return isinstance(piece, Placed) and isinstance(piece.block, Figure) and piece.block.narrow


def _policy(script: str, sheets: Iterable[str]) -> str:
    """Return the Content-Security-Policy that allows these and nothing else."""
    rules = ["default-src 'none'"]
    if script:
        rules.append(f"script-src {hashes([script])}")
    rules += [f"style-src {hashes(sheets)}", "img-src data:", "font-src data:", "base-uri 'none'", "form-action 'none'"]
    return "; ".join(rules)


def _contents(document: Document) -> list[dict[str, str]]:
    headings = [
        {"id": node["id"], "text": plain_text(node["c"])}
        for piece in document.pieces
        if isinstance(piece, Passage)
        for node in walk(piece.nodes)
        if node["t"] == "heading" and node["level"] == TOP_LEVEL
    ]
    return headings if len(headings) >= CONTENTS_FROM else []


def _running(meta: Metadata, page: str) -> str:
    """Return the header and footer of printed pages: what it is, and the page of how many."""
    title = _css_string(meta.running_title or meta.title)
    texts = re.split(r"\{(pages?)\}", page)
    pages = " ".join(f"counter({text})" if at % 2 else _css_string(text) for at, text in enumerate(texts))
    boxes = f"@top-left{{content:{title}}}@bottom-right{{content:{pages}}}"
    return f"@page{{{boxes}}}@page:first{{@top-left{{content:none}}}}"


def _css_string(text: str) -> str:
    return '"{}"'.format(re.sub(r"[^\w ·–/:,.-]", lambda found: f"\\{ord(found[0]):x} ", text))


@functools.cache
def _asset(name: str) -> str:
    return resources.files("chiso.export").joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    return templates("chiso.export")
