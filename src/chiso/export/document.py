"""An executed notebook as a document: what it says of itself, and its pieces in the order of reading.

Both exporters start here, so what a reader sees is decided once: which cells belong to the report, which
form of an output is shown, what the headings' levels are. Inputs of code cells are never part of it.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from chiso.errors import ExportError
from chiso.export import outputs
from chiso.export.cells import Draft, belongs, drafts_of, find_cover, place, refuse_errors, refuse_unrun
from chiso.export.markdown import Node, plain_text, read_markdown
from chiso.export.outputs import OutputError, Picture
from chiso.export.richtext import order_headings, settle_links, walk
from chiso.export.words import words
from chiso.report.links import without_dead
from chiso.report.specs import Block, Cover, Figure, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Stands in for "now" where no cover gives a date, so that equal notebooks give equal files.
NO_DATE = "1980-01-01"

#: How much of an address an error shows: an image may be written into it.
_LONGEST = 120

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\Z")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Metadata:
    """What the finished file says of itself."""

    locale: str
    title: str
    author: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    date: str = NO_DATE
    running_title: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Passage:
    """Text, pictures and tables of one cell as nodes of :mod:`chiso.export.markdown`."""

    cell: int
    nodes: tuple[Node, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Placed:
    """A block of the briefing and the cell that showed it."""

    cell: int
    block: Block


@dataclasses.dataclass(frozen=True, kw_only=True)
class Document:
    """A report before it is set in HTML or PDF. ``cover`` is not among the ``pieces``."""

    name: str
    metadata: Metadata
    cover: Cover | None
    pieces: tuple[Passage | Placed, ...]
    pictures: Mapping[str, Picture]

    @property
    def opening(self) -> Cover:
        """The cover, or one with the title alone."""
        meta = self.metadata
        return self.cover or Cover(
            locale=meta.locale, title=meta.title, unit="", subtitle="", facts=(), author="-", description="",
            keywords=(), date=meta.date, running_title=meta.title,
        )  # fmt: skip


def build_document(notebook: Mapping[str, Any], name: str = "notebook") -> Document:
    """Turn an executed notebook into a document.

    Parameters
    ----------
    notebook
        A notebook of nbformat 4, run to its end.
    name
        Names the notebook in errors, and the document if it has neither cover nor heading.

    Raises
    ------
    ExportError
        When no code has been run, a cell holds an error, a block is malformed or shown twice, or an image
        cannot be read. The error names the cell by its number, counted from 1.
    """
    cells = list(enumerate(notebook.get("cells", ()), start=1))
    refuse_unrun(cells, name)
    for number, cell in cells:
        refuse_errors(cell, number, name)
    cover = find_cover(cells, name)
    locale = cover.locale if cover else _language(notebook)
    drafts = [draft for number, cell in cells if belongs(cell, locale) for draft in drafts_of(cell, number, name)]
    builder = _Builder(name, locale)
    pieces = builder.assemble(drafts)
    metadata = _metadata(cover, pieces, name, locale)
    if cover is None:
        pieces = _without_title(pieces)
    targets = builder.settle(pieces)
    settled = tuple(
        dataclasses.replace(piece, block=without_dead(piece.block, targets)) if isinstance(piece, Placed) else piece
        for piece in pieces
    )
    return Document(name=name, metadata=metadata, cover=cover, pieces=settled, pictures=builder.pictures)


class _Builder:
    """Puts drafts together: reads all Markdown at once, names pictures, orders headings."""

    def __init__(self, name: str, locale: str) -> None:
        self._name = name
        self._words = words(locale)
        self._heading = ""
        self.pictures: dict[str, Picture] = {}

    def assemble(self, drafts: Iterable[Draft]) -> list[Passage | Placed]:
        drafts = list(drafts)
        texts = iter(read_markdown([draft.markdown for draft in drafts if draft.markdown is not None]))
        pieces: list[Passage | Placed] = []
        for draft in drafts:
            if draft.block is not None:
                pieces.append(Placed(cell=draft.cell, block=draft.block))
                continue
            nodes = list(draft.nodes) if draft.markdown is None else next(texts)
            for bundle, alt in draft.images:
                nodes.append(self._image(bundle, alt, draft.cell))
            if draft.is_lost:
                said = self._words["only_in_notebook"].format(cell=draft.cell)
                nodes.append({"t": "para", "c": [{"t": "text", "s": said}]})
            for node in walk(nodes):
                if node["t"] == "heading":
                    self._heading = plain_text(node["c"])
                elif node["t"] == "image" and node["name"] not in self.pictures:
                    self._attach(node, draft)
            if nodes:
                pieces.append(Passage(cell=draft.cell, nodes=tuple(nodes)))
        return pieces

    def settle(self, pieces: Iterable[Passage | Placed]) -> frozenset[str]:
        """Order headings and links; return all ids that a link can point to."""
        pieces = list(pieces)
        taken: set[str] = set()
        for piece in pieces:
            if isinstance(piece, Placed):
                for anchor in _anchors(piece.block):
                    if anchor in taken:
                        raise ExportError(
                            f"The id {anchor!r} is used twice in the report",
                            where=place(self._name, piece.cell),
                            why="Links would lead to the wrong place.",
                            remedy="Give each table, figure and anchored row an id of its own.",
                        )
                    taken.add(anchor)
        nodes = [node for piece in pieces if isinstance(piece, Passage) for node in piece.nodes]
        order_headings([node for node in walk(nodes) if node["t"] == "heading"], taken)
        targets = frozenset(taken)
        settle_links(nodes, targets)
        return targets

    def _image(self, bundle: Mapping[str, Any], alt: str, cell: int) -> Node:
        picture = self._picture(bundle, cell)
        if not alt:
            sentence = self._words["chart_from_cell"].format(cell=cell)
            alt = f"{self._heading}. {sentence}" if self._heading else sentence
        return {"t": "image", "name": picture.name, "alt": alt, "inline": False}

    def _attach(self, node: Node, draft: Draft) -> None:
        label = node["name"]
        attached = outputs.data_image(label)
        if label.startswith("attachment:"):
            attached = draft.attachments.get(label.removeprefix("attachment:"))
        if attached is None:
            short = label if len(label) <= _LONGEST else f"{label[:_LONGEST]}…"
            raise ExportError(
                f"The image {short!r} is not part of the notebook",
                where=place(self._name, draft.cell),
                why="A report is made from the notebook alone; other files and addresses are not read.",
                remedy="Drag the image file into the Markdown cell in JupyterLab, which makes it an attachment.",
            )
        node["name"] = self._picture(attached, draft.cell).name
        node["alt"] = node["alt"] or self._words["image_from_cell"].format(cell=draft.cell)

    def _picture(self, bundle: Mapping[str, Any], cell: int) -> Picture:
        name = f"picture-{len(self.pictures) + 1}"
        try:
            picture = outputs.picture(name, bundle)
        except OutputError as error:
            why = str(error)
        else:
            if picture:
                self.pictures[name] = picture
                return picture
            why = f"Its kinds are {', '.join(sorted(bundle))}; SVG, PNG and JPEG can be shown."
        raise ExportError(
            "An image cannot be shown", where=place(self._name, cell), why=why, remedy="Save it as SVG or PNG."
        )


def _metadata(cover: Cover | None, pieces: Iterable[Passage | Placed], name: str, locale: str) -> Metadata:
    if cover:
        plain = cover.title.replace("\u00a0", " ")  # what keeps words on one line is of no use to who looks for them
        return Metadata(
            locale=cover.locale, title=plain, author=cover.author, description=cover.description,
            keywords=cover.keywords, date=cover.date, running_title=cover.running_title,
        )  # fmt: skip
    first = _first_heading(pieces)
    title = (plain_text(first["c"]).strip() if first else "") or name
    return Metadata(locale=locale, title=title, running_title=title)


def _first_heading(pieces: Iterable[Passage | Placed]) -> Node | None:
    nodes = (node for piece in pieces if isinstance(piece, Passage) for node in piece.nodes)
    return next((node for node in nodes if node["t"] == "heading"), None)


def _without_title(pieces: list[Passage | Placed]) -> list[Passage | Placed]:
    """Leave out the heading that became the title."""
    title = _first_heading(pieces)
    kept: list[Passage | Placed] = []
    for piece in pieces:
        if isinstance(piece, Passage):
            nodes = tuple(node for node in piece.nodes if node is not title)
            kept += [dataclasses.replace(piece, nodes=nodes)] if nodes else []
        else:
            kept.append(piece)
    return kept


def _language(notebook: Mapping[str, Any]) -> str:
    language = str((notebook.get("metadata") or {}).get("language") or "en")
    return language if _LANGUAGE.match(language) else "en"


def _anchors(block: Block) -> Iterable[str]:
    if isinstance(block, Figure):
        yield block.id
    if isinstance(block, Table):
        yield block.id
        yield from (row.anchor for row in block.rows if row.anchor)
