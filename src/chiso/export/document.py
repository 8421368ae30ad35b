"""An executed notebook as a document: what it says of itself, and its pieces in the order of reading.

Both exporters start here, so what a reader sees is decided once: which cells belong to the report, which
form of an output is shown, what the headings' levels are. Inputs of code cells are never part of it.
"""

from __future__ import annotations

import collections
import dataclasses
import unicodedata
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from chiso.blocks.links import without_dead
from chiso.blocks.page_words import page_words
from chiso.blocks.specs import Cover
from chiso.errors import ExportError
from chiso.export import outputs
from chiso.export.cells import (
    Draft,
    drafts_of,
    find_cover,
    place,
    raw_cells,
    refuse_errors,
    refuse_unrun,
    spoken,
    unseen,
    warned,
)
from chiso.export.markdown import Node, plain_text, read_markdown
from chiso.export.outputs import OutputError, Picture
from chiso.export.pieces import (
    NO_DATE,
    Metadata,
    Passage,
    Placed,
    heading_notices,
    language_of,
    metadata_of,
    title_cell,
    with_single_breaks,
    without_title,
)
from chiso.export.references import Numbers
from chiso.export.richtext import order_headings, settle_anchors, settle_links, walk
from chiso.export.tags import ANNEX, belongs, numbered, tags_of, tongue_of
from chiso.export.unique_ids import anchors_of, with_unique_ids
from chiso.export.widgets import Widgets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: How much of an address an error shows: an image may be written into it.
_LONGEST = 120


@dataclasses.dataclass(frozen=True, kw_only=True)
class Document:
    """A report before it is set in HTML or PDF. ``cover`` is not among the ``pieces``.

    ``title_cell`` is the number of the cell that shows the cover or, without one, the first heading; ``annex_cell``
    that of the first cell of the annex, 0 where none is tagged as such. ``notices`` tell the author what of the
    notebook a report cannot have: links to nothing, raw cells.
    """

    name: str
    metadata: Metadata
    cover: Cover | None
    pieces: tuple[Passage | Placed, ...]
    pictures: Mapping[str, Picture]
    title_cell: int = 0
    annex_cell: int = 0
    notices: tuple[str, ...] = ()

    @property
    def opening(self) -> Cover:
        """The cover, or one with the title alone."""
        meta = self.metadata
        return self.cover or Cover(
            locale=meta.locale, title=meta.title, unit="", subtitle="", facts=(), author="-", description="",
            keywords=(), date=meta.date, running_title=meta.title,
        )  # fmt: skip

    @property
    def words(self) -> Mapping[str, str]:
        """What the page or PDF says itself, in the language of the document."""
        return _words(self.cover, self.metadata.locale)


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
        When no code has been run, a cell holds an error, a block is malformed, or an image
        cannot be read. The error names the cell by its number, counted from 1.
    """
    cells = numbered(notebook.get("cells", ()))
    refuse_unrun(cells, name)
    for number, cell in cells:
        refuse_errors(cell, number, name)
    cover, titled = find_cover(cells, name)
    locale = cover.locale if cover else language_of(notebook, spoken(cells))
    widgets = Widgets(notebook)
    tongue = tongue_of((cell for _, cell in cells), locale)
    shown = [(number, cell) for number, cell in cells if belongs(cell, tongue)]
    drafts = [
        draft
        for number, cell in cells
        for draft in (drafts_of(cell, number, name, widgets) if belongs(cell, tongue) else unseen(cell, number))
    ]
    builder = _Builder(name, _words(cover, locale))
    builder.notices += [f"Cell {number} is a raw cell, which a report leaves out." for number in raw_cells(shown)]
    builder.notices += [
        f"Cell {number} wrote to the error stream, which a report leaves out: {line[:_LONGEST]}"
        for number, line in warned(shown)
    ]
    pieces = builder.assemble(drafts)
    builder.notices += heading_notices(pieces, has_cover=cover is not None)
    metadata = metadata_of(cover, pieces, name, locale)
    if cover is None:
        titled = title_cell(pieces)
        pieces = without_title(pieces)
    pieces = with_single_breaks(pieces)
    targets = builder.settle(pieces)
    settled = tuple(
        dataclasses.replace(piece, block=without_dead(piece.block, targets)) if isinstance(piece, Placed) else piece
        for piece in pieces
    )
    return Document(
        name=name,
        metadata=metadata,
        cover=cover,
        pieces=settled,
        pictures=builder.pictures,
        title_cell=titled,
        annex_cell=next((number for number, cell in shown if ANNEX in tags_of(cell)), 0),
        notices=tuple(builder.notices),
    )


def _words(cover: Cover | None, locale: str) -> Mapping[str, str]:
    return dict(cover.page_words) if cover and cover.page_words else page_words(locale)


class _Builder:
    """Puts drafts together: reads all Markdown at once, names pictures, orders headings."""

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        self._name = name
        self._words = words
        self._heading = ""
        self._lost: set[int] = set()
        self._numbers = Numbers(self._words)
        self.pictures: dict[str, Picture] = {}
        self.notices: list[str] = []

    def assemble(self, drafts: Iterable[Draft]) -> list[Passage | Placed]:
        drafts = list(drafts)
        texts = iter(read_markdown([draft.markdown for draft in drafts if draft.markdown is not None]))
        blocks = iter(with_unique_ids(draft.block for draft in drafts if draft.block is not None))
        pieces: list[Passage | Placed] = []
        shown: collections.Counter[int] = collections.Counter()  # pictures of each cell
        for at, draft in enumerate(drafts):
            if draft.block is not None:
                block = self._numbers.described(next(blocks), draft.options)
                pieces.append(Placed(cell=draft.cell, block=block))
                continue
            nodes = list(draft.nodes) if draft.markdown is None else next(texts)
            for bundle, alt in draft.images:
                nodes.append(self._image(bundle, alt, draft, shown[draft.cell]))
            if draft.is_lost and draft.cell not in self._lost:  # a library often shows its program beside its chart
                self._lost.add(draft.cell)
                nodes.append({"t": "told", "word": "only_in_notebook", "values": {"cell": draft.cell}})
                self.notices.append(
                    f"What cell {draft.cell} shows can only be seen in the notebook: the output has no picture beside "
                    "it. Libraries of charts add one if asked, for instance plotly by "
                    'pio.renderers.default = "plotly_mimetype+png" and altair by alt.renderers.enable("png").'
                )
            self._numbers.describe(nodes, draft.options, before=shown[draft.cell])
            shown[draft.cell] += sum(node["t"] in ("image", "table") for node in nodes)
            for node in walk(nodes):
                if node["t"] == "told":
                    node |= {"t": "para", "c": [{"t": "text", "s": self._words[node["word"]].format(**node["values"])}]}
                elif node["t"] == "note":
                    node["key"] = f"{at} {node['key']}"  # the notes of two cells are two
            for node in walk(nodes):
                if node["t"] == "heading":
                    self._heading = plain_text(node["c"])
                elif node.get("unset"):
                    cut = node["s"] if len(node["s"]) <= _LONGEST else f"{node['s'][:_LONGEST]}…"
                    self.notices.append(f"Cell {draft.cell} has a formula that a report can only show as TeX: {cut}")
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
                for anchor in anchors_of(piece.block):
                    if anchor in taken:
                        raise ExportError(
                            f"The id {anchor!r} is used twice in the report",
                            where=place(self._name, piece.cell),
                            why="Links would lead to the wrong place.",
                            remedy="Give each anchored row of the table an id of its own.",
                        )
                    taken.add(anchor)
        nodes = [node for piece in pieces if isinstance(piece, Passage) for node in piece.nodes]
        self._numbers.resolve(nodes)
        for node in nodes:
            if node.get("id") in taken:
                node["id"] = ""
            elif node["t"] in ("image", "table") and node.get("id"):
                taken.add(node["id"])
        order_headings([node for node in walk(nodes) if node["t"] == "heading"], taken)
        names = settle_anchors(nodes, taken)
        targets = frozenset(taken)
        lost = [*settle_links(nodes, targets, names), *self._numbers.unknown]
        self.notices += [f"The link to {address!r} leads nowhere in a report." for address in dict.fromkeys(lost)]
        return targets

    def _image(self, bundle: Mapping[str, Any], alt: str, draft: Draft, before: int) -> Node:
        cell = draft.cell
        picture = self._picture(bundle, cell)
        alt = alt or draft.options.alt(before) or draft.options.caption(before)
        if not alt:
            sentence = self._words["chart_from_cell"].format(cell=cell)
            alt = f"{self._heading}. {sentence}" if self._heading else sentence
        return {"t": "image", "name": picture.name, "alt": alt, "inline": False}

    def _attach(self, node: Node, draft: Draft) -> None:
        label = node["name"]
        attached: Mapping[str, Any] | None = outputs.data_image(label)
        if label.startswith("attachment:"):
            attached = _attached(draft.attachments, label.removeprefix("attachment:"))
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


def _attached(attachments: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return an attachment by its name, which Markdown may write with %20 or with a space, in any form of Unicode."""
    for form in (_composed, lambda one: _composed(unquote(one))):
        known = {form(key): value for key, value in attachments.items()}
        for wanted in (name, unquote(name)):
            if form(wanted) in known:
                return cast("Mapping[str, Any]", known[form(wanted)])
    return None


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


__all__ = ["NO_DATE", "Document", "Metadata", "Passage", "Placed", "build_document"]
