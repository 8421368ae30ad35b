"""The HTML of one block, used by Jupyter and by the HTML exporter alike.

Templates escape every text (Jinja autoescape); the only markup that passes is the SVG of a figure,
after :func:`chiso.blocks.page_svg.page_svg`.
"""

from __future__ import annotations

import base64
import functools
import math
import re
from importlib import resources

import jinja2
from markupsafe import Markup, escape

from chiso.blocks import palette
from chiso.blocks.fonts import font_face_css
from chiso.blocks.page_svg import page_svg
from chiso.blocks.specs import Block, CardLine, Cell, Cover, Figure, Table, Tone

#: The style sheet has a class for each width up to this one: a strict policy allows no style attribute.
WIDEST_MARK = 12

_LONG_WORD = re.compile(r"[^\s\0]{25,}")
_PIECE = re.compile(r"[^/_?&=.-]{1,16}[/_?&=.-]*|[/_?&=.-]+")
_HREF = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]+\Z", re.IGNORECASE)


def fragment(block: Block, *, style: bool = True, picture: bytes | None = None) -> str:
    """Return the accessible HTML of a block.

    Parameters
    ----------
    block
        Any block of :mod:`chiso.blocks.specs`.
    style
        Whether a cover brings the style sheet along, as it must in Jupyter. The exporter passes False:
        there the page's head holds it once.
    picture
        The drawing of a figure as PNG. With it, or with empty bytes for another block, the HTML is that of a
        notebook that is shared: whoever receives it has not said that it can be trusted, so Jupyter and code
        hosts take away every drawing in SVG and leave its labels as one long word.

    Returns
    -------
    str
        HTML inside an element of class ``chiso``.

    Raises
    ------
    chiso.blocks.svg.SvgError
        When the SVG of a figure cannot be shown safely.
    """
    is_shared = picture is not None
    figure = block if isinstance(block, Figure) and not is_shared else None
    html = (
        _environment()
        .get_template(f"{block.kind}.html.j2")
        .render(
            block=block,
            svg=Markup(page_svg(figure.svg, prefix=figure.id, label=figure.alt)) if figure else "",  # noqa: S704
            picture=base64.b64encode(picture).decode("ascii") if picture else "",
            is_shared=is_shared,
            style=Markup(_notebook_sheet(fonts=not is_shared)) if style and isinstance(block, Cover) else "",  # noqa: S704
        )
    )
    return html.strip() + "\n"


def headline(block: Block) -> str:
    """Return a block in one line, for what shows no HTML: a console, or the text beside a page.

    Without it Jupyter would put a chart's drawing into every message a third time.
    """
    said = next(filter(None, (getattr(block, name, "") for name in ("title", "caption", "label"))), "")
    return ": ".join(filter(None, (type(block).__name__, said)))


def _marks(table: Table) -> list[int]:
    """Return the room for shape and word in each column of figures, in ``ch``; 0 where there is none.

    With it the figures of a column stand below each other whatever the length of the words.
    """
    rooms = []
    for at, column in enumerate(table.columns):
        words = [len(cell.word) for row in table.rows if (cell := row.cells[at]).tone not in (None, "missing")]
        rooms.append(min(math.ceil(2.3 + 0.8 * max(words)), WIDEST_MARK) if words and column.align == "end" else 0)
    return rooms


def _soft(text: str) -> str:
    """Return a text with places where its longest words, such as addresses and checksums, may break."""
    if not _LONG_WORD.search(text):
        return text
    pieces = _LONG_WORD.sub(lambda found: "\0".join(_PIECE.findall(found[0])), text).split("\0")
    return Markup("<wbr>").join(pieces)


# Written here and not in a template: a report has thousands, each three times, and calls there cost most.
def _linked(text: str, href: str) -> Markup:
    """Return a text, as a link where it leads anywhere."""
    words, address = escape(_soft(text)), safe_href(href)
    return Markup(f'<a href="{escape(address)}">{words}</a>') if address else words  # noqa: S704 - escaped


def _toned(one: Cell | CardLine, is_shared: bool) -> Markup:
    """Return a text with the shape and the word of its tone; where drawings are taken away, a sign is the shape."""
    words = _linked(one.text, one.href)
    word = f'<span class="word">{escape(one.word)}</span>' if one.word else ""
    if not one.tone:
        return Markup(f"{words} {word}") if word else words  # noqa: S704 - escaped
    shape = "" if one.tone == "missing" else _shape(one.tone, is_shared=is_shared, is_alone=not word)
    return Markup(  # noqa: S704 - escaped
        f'<span class="tone tone-{escape(one.tone)}"><span class="value">{words}</span> '
        f'<span class="mark">{shape}{word}</span></span>'
    )


@functools.cache
def _shape(tone: Tone, *, is_shared: bool, is_alone: bool) -> str:
    sign = palette.SIGNS[tone]
    if is_shared:
        return f"{sign} "
    read = f'role="img" aria-label="{sign}"' if is_alone else 'aria-hidden="true"'
    points = " ".join(f"{x:g},{y:g}" for x, y in palette.SHAPES[tone])
    return (
        f'<svg class="shape" viewBox="0 0 10 10" width="10" height="10" {read} focusable="false">'
        f'<polygon points="{points}"/></svg>{"" if is_alone else " "}'
    )


def safe_href(address: str) -> str:
    """Return an address that may be a link (http, https, mailto, ``#id``), else an empty string."""
    return address if _HREF.match(address) else ""


@functools.cache
def blocks_css() -> str:
    """Return the style sheet of the blocks; colours are the variables of :mod:`chiso.blocks.palette`."""
    return resources.files("chiso.blocks").joinpath("assets", "blocks.css").read_text(encoding="utf-8")


@functools.cache
def _notebook_sheet(*, fonts: bool) -> str:
    """Return the style sheet for Jupyter with the fonts of the charts, whose labels are as wide as in these fonts.

    In others a label would be cut: "+1.1" for +1.18. A shared notebook has pictures of its charts.
    """
    return f"{font_face_css('', italic=False)}{notebook_css()}" if fonts else notebook_css()


def notebook_css() -> str:
    """Return the style sheet for Jupyter, which follows the theme of JupyterLab rather than of the desktop."""
    light, dark = palette.css_variables(palette.LIGHT), palette.css_variables(palette.DARK)
    # Themes have grounds of their own: what covers a part of it must not stand out.
    ground = "[data-jp-theme-light] .chiso{--chiso-paper:var(--jp-layout-color0)}"
    return f".chiso{{{light}}}\n[data-jp-theme-light=false] .chiso{{{dark}}}\n{ground}\n{blocks_css()}"


def templates(package: str) -> jinja2.Environment:
    """Return the templates of a room of the package, which escape every text."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, "templates"),
        autoescape=True,
        auto_reload=False,  # that asks for the times of the files at each use
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _environment() -> jinja2.Environment:
    environment = templates("chiso.blocks")
    environment.globals.update(linked=_linked, toned=_toned, zip=zip)
    environment.filters.update(marks=_marks)
    return environment
