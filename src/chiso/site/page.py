"""A page of the site: a document with the links, data and citations that let it be found, taken along and cited."""

from __future__ import annotations

import dataclasses
import functools
import html
import re
from collections.abc import Mapping
from importlib import resources

import jinja2
from markupsafe import Markup

from chiso.blocks.block import Block
from chiso.blocks.fonts import FACES, FAMILY, of_scripts
from chiso.blocks.fragments import headline, templates
from chiso.blocks.letters import clusters, drawn_letters, in_letters, letter_css
from chiso.blocks.own import without_marks
from chiso.blocks.scripts import script_css
from chiso.export.document import NO_DATE, Document
from chiso.export.html import hashes, parts_of, sheets_of
from chiso.export.shown_date import shown_date
from chiso.locales import LOCALES
from chiso.site.addresses import ASSETS, FRONT, Place, home
from chiso.site.material import Link, table_of, tables_of
from chiso.site.words import site_words

_MARKS = re.compile(r"<!--(policy|style)-->")
_TAGS = re.compile(r"<[^>]*>|data:[^\"]*")

SEARCHING = "'wasm-unsafe-eval'"
"""What a policy allows beside the scripts of the site where its search runs, which is a program for WebAssembly."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """A page.

    ``anchors`` are short anchors by the ids of the blocks at which they stand; ``links`` are groups of links to
    other pages, each with its heading; ``files`` are links to files beside the page, such as a PDF; ``picture`` is
    the file that social networks show, from the root of the site; ``before`` is HTML in front of the pieces, made by
    a template; ``scripts`` are those of the page alone; ``words`` are further words by which it can be found.
    """

    place: Place
    document: Document
    anchors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    files: tuple[Link, ...] = ()
    picture: str = ""
    before: str = ""
    scripts: tuple[str, ...] = ()
    words: str = ""
    searches: bool = False


def render(page: Page, root: str) -> dict[str, bytes]:
    """Return the files of a page by their names from the root of the site: the page, and a table for each block.

    Parameters
    ----------
    page
        The page.
    root
        The address of the site, such as ``https://example.vn/indices``; empty where it is not known.
    """
    place, document = page.place, page.document
    tables = tables_of(document)
    parts = parts_of(document, functools.partial(_behind, page, root))
    text = site_words(place.locale).text
    others = [place.within(one) for one in LOCALES if one != place.locale]
    meta = document.metadata
    body = environment().get_template("page.html.j2").render(
        page=page,
        before=Markup(page.before),  # noqa: S704 - escaped by its template
        place=place,
        meta=meta,
        words=document.words,
        text=text,
        languages=[(one.locale, place.to(one), site_words(one.locale).text("other-language")) for one in others],
        address=place.address(root),
        root=root,
        picture=(f"{root.rstrip('/')}/{page.picture}" if root else place.to_file(page.picture)) if page.picture else "",
        nav=[(place.to(home(place.locale)), text("nav-home"))]
        + [(place.to(Place(place.locale, one)), text(f"nav-{one}")) for one in FRONT],
        asset=lambda name: place.to_file(f"{ASSETS}/{name}"),
        unit=document.opening.unit,
        cover=parts.cover,
        contents=parts.contents,
        pieces=[_anchored(piece, page.anchors) for piece in parts.pieces],
        notes=parts.notes,
        scripts=(("page.js",) if parts.scrolls else ()) + page.scripts,
        scrolls=parts.scrolls,
        no_date=NO_DATE,
        date=shown_date(meta.date, place.locale),
        folded=without_marks(f"{meta.title} {document.opening.unit} {page.words}"),
        feed=place.to_file(f"{place.locale}/feed.xml"),
    )  # fmt: skip
    body = in_letters(body)
    shown = html.unescape(_TAGS.sub("", body))
    style = (
        letter_css((*clusters([shown]), *drawn_letters(parts.drawings)), italic="<em>" in body)
        + script_css(of_scripts([shown]), FAMILY, FACES[:2])
        + parts.paints
    )
    sheets = [*([style] if style else []), *sheets_of(parts.drawings)]
    values = {"style": f"<style>{style}</style>" if style else "", "policy": policy(sheets, searches=page.searches)}
    made = {place.file: (_MARKS.sub(lambda found: values[found[1]], body) + "\n").encode()}
    return made | {f"{place.folder}/data/{name}.csv": data for name, data in tables.items()}


def policy(sheets: list[str], *, searches: bool = False) -> str:
    """Return the Content-Security-Policy of a page: the site's own files, and sheets within it by their hashes."""
    scripts = f"script-src 'self'{f' {SEARCHING}' if searches else ''}"
    rest = "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    styles = " ".join(filter(None, ["'self'", hashes(sheets)]))
    return f"default-src 'none'; {scripts}; style-src {styles}; {rest}"


def _anchored(piece: Markup, anchors: Mapping[str, str]) -> Markup:
    text = str(piece)
    for identifier, anchor in anchors.items():
        text = re.sub(rf'(<figure class="[^"]*" id="{re.escape(identifier)}")', rf'<span id="{anchor}"></span>\1', text)
    return Markup(text)  # noqa: S704 - ids are lower-case ASCII


def _behind(page: Page, root: str, block: Block) -> Markup:
    """Return what stands at the end of a chart or table: its link, its figures, how to cite it."""
    identifier = str(getattr(block, "id", ""))
    if not identifier:
        return Markup("")
    made = (
        environment()
        .get_template("behind.html.j2")
        .render(
            id=page.anchors.get(identifier, identifier),
            data=f"data/{identifier}.csv" if table_of(block) is not None else "",
            text=site_words(page.place.locale).text,
            **_citation(page, root, headline(block).split(": ", 1)[-1], page.anchors.get(identifier, identifier)),
        )
    )
    return Markup(made)  # noqa: S704 - escaped by its template


def _citation(page: Page, root: str, title: str, anchor: str) -> dict[str, str]:
    meta, place = page.document.metadata, page.place
    unit = page.document.opening.unit
    whole = f"{unit}. {meta.title}" if unit else meta.title
    address = place.address(root, anchor)
    author = meta.author or "chiso"
    year = meta.date[:4] if meta.date != NO_DATE else ""
    line = site_words(place.locale).text(
        "cite-line", author=author, title=title, page=whole, date=shown_date(meta.date, place.locale) or year,
        address=address,
    )  # fmt: skip
    key = re.sub(r"[^a-z0-9]+", "-", f"{author}-{place.path}-{anchor}".lower()).strip("-")
    fields = {"author": f"{{{author}}}", "title": title, "booktitle": whole, "year": year, "url": address}
    entry = "".join(f",\n  {name} = {{{_bib(value)}}}" for name, value in fields.items() if value)
    return {"line": line, "entry": f"@misc{{{key}{entry}\n}}"}


def _bib(text: str) -> str:
    """Return a text as BibTeX takes it: signs with a meaning of their own are escaped."""
    return re.sub(r"([%&#_$])", r"\\\1", text) if "://" not in text else text


@functools.cache
def asset(name: str) -> str:
    """Return a file of the site that comes along with the package."""
    return resources.files("chiso.site").joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def environment() -> jinja2.Environment:
    """Return the templates of the site, which escape every text."""
    return templates("chiso.site")
