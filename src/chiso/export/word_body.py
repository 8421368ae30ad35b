"""The pieces of a document in the body of a Word file: headings, paragraphs, lists, pictures, captions, tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Emu
from lxml import etree

from chiso.blocks.fonts import printable
from chiso.blocks.living import unnamed
from chiso.blocks.specs import Block, CardRow, Cover, Figure, Note, Prose, Table
from chiso.blocks.svg import clean_svg
from chiso.export.word_page import BRIEFING_PAGE, Page
from chiso.export.word_tables import block_table, card_table, node_table
from chiso.export.word_text import Text
from chiso.export.word_xml import Element, element, field, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from chiso.export.document import Passage, Placed
    from chiso.export.markdown import Node
    from chiso.export.outputs import Picture

_EMU_OF_TWENTIETH = 635
_EMU_OF_INCH = 914_400
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DEEPEST_LIST = 3
_DEEPEST_HEADING = 6


class Body:
    """Writes pieces one after the other.

    Parameters
    ----------
    word
        The Word document, with its styles.
    words
        What the file says itself.
    pictures
        The pictures of the document by their names.
    drawings
        Drawings as SVG, of :func:`drawings_of`.
    pixels
        The same as PNG at twice the points of a screen, by the SVG.
    formulas
        Formulas of Word by their MathML.
    page
        What the page takes.
    """

    def __init__(
        self,
        word: WordDocument,
        words: Mapping[str, str],
        pictures: Mapping[str, Picture],
        drawings: Mapping[str, str],
        pixels: Mapping[str, bytes],
        formulas: dict[str, Element],
        page: Page = BRIEFING_PAGE,
    ) -> None:
        self._word, self._words, self._pictures = word, words, pictures
        self._drawings, self._pixels = drawings, pixels
        self.text = Text(word, formulas, self._inline_picture, page)
        self._counts = {"table": 0, "figure": 0}
        self._end = word.element.body.sectPr

    def cover(self, cover: Cover) -> None:
        """Write the title and what stands around it."""
        cover, runs = self.text.fields.names.put_back(cover), self.text.fields.runs
        if cover.unit:
            self._put(paragraph(*runs(cover.unit), style="Unit"))
        self._put(paragraph(*runs(cover.title), style="Title"))
        if cover.subtitle:
            self._put(paragraph(*runs(cover.subtitle), style="Subtitle"))
        for label, value in cover.facts:
            self._put(paragraph(*runs(f"{label}: "), *runs(value, marks=["b"]), style="Cell"))

    def add(self, piece: Passage | Placed) -> None:
        """Write a piece."""
        block: Block | None = getattr(piece, "block", None)
        if block is None:
            self._nodes(piece.nodes)  # type: ignore[union-attr]
            return
        runs = self.text.fields.runs
        match self.text.fields.names.put_back(block):
            case Prose() as block:
                style = "ListBullet" if block.bullets else ""
                for spans in block.paragraphs:
                    self._put(paragraph(*self.text.spans(spans), style=style))
            case CardRow() as block:
                self._gap()
                self._put(card_table(block, self.text))
                self._gap()
            case Table() as block:
                self._table(block)
            case Figure() as block:
                self._figure(block)
            case Note() as block:
                self._put(paragraph(*runs(block.title, marks=["b"]), style="Note", keep=True))
                for text in block.paragraphs:
                    self._put(paragraph(*runs(text), style="Note"))
            case Cover() as block:
                self.cover(block)

    def _table(self, block: Table) -> None:
        self._caption("table", block.caption, block.id)
        self._put(block_table(block, self.text))
        for note in block.notes:
            self._put(paragraph(*self.text.fields.runs(note), style="Small"))
        self._gap()

    def _figure(self, block: Figure) -> None:
        self._caption("figure", block.title, block.id)
        self._put(paragraph(self._drawing(block.id, unnamed(block.alt))))
        if block.caption:
            self._put(paragraph(*self.text.fields.runs(block.caption), style="Small"))

    def _caption(self, kind: str, text: str, anchor: str) -> None:
        """Write a numbered caption: Word counts it anew, and a reference to it finds its bookmark."""
        self._counts[kind] += 1
        word = self._words[kind]
        number = field(f"SEQ {word} \\* ARABIC", str(self._counts[kind]))
        start, end = self.text.bookmark(anchor) or (None, None)
        shown = self.text.fields.runs(f". {text}")
        self._put(paragraph(start, run(f"{word}\u00a0"), *number, end, *shown, style="Caption", keep=True))

    def _nodes(self, nodes: Iterable[Node], style: str = "") -> None:
        for node in nodes:
            self._node(node, style)

    def _node(self, node: Node, style: str) -> None:
        match node["t"]:
            case "para":
                self._put(paragraph(*self.text.inlines(node["c"]), style=style))
            case "heading":
                level = min(max(node["level"] - 1, 1), _DEEPEST_HEADING)
                mark = self.text.bookmark(node.get("id", ""))
                self._put(paragraph(*mark, *self.text.inlines(node["c"]), style=f"Heading{level}"))
            case "list":
                self._list(node, 1)
            case "quote":
                self._nodes(node["c"], "Quote")
            case "pre":
                self._put(paragraph(run(node["s"]), style="CodeBlock"))
            case "rule":
                self._put(paragraph(style="Rule"))
            case "pagebreak":
                self._put(paragraph(element("w:r", element("w:br", w_type="page"))))
            case "image":
                shown = self._inline_picture(node["name"], node["alt"])
                if node.get("label"):
                    self._caption("figure", node["label"], node.get("id", ""))
                self._put(paragraph(shown))
            case "table":
                if node.get("label"):
                    self._caption("table", node["label"], node.get("id", ""))
                self._put(node_table(node, self.text))
                self._gap()

    def _list(self, node: Node, level: int) -> None:
        kind = "ListNumber" if node["ordered"] else "ListBullet"
        style = kind if level == 1 else f"{kind}{min(level, _DEEPEST_LIST)}"
        numbering = self._restarted(style, node["start"]) if node["ordered"] else None
        for item in node["items"]:
            for at, inner in enumerate(item):
                if inner["t"] == "list":
                    self._list(inner, level + 1)
                elif inner["t"] == "para" and not at:
                    self._put(paragraph(*self.text.inlines(inner["c"]), style=style, numbering=numbering))
                else:
                    self._node(inner, "ListContinue")

    def _restarted(self, style: str, start: int) -> tuple[int, int]:
        """Return a numbering of its own for a list, so that it does not go on counting another one."""
        numbering = self._word.part.numbering_part.element
        base = self._word.styles.element.find(f"w:style[@w:styleId='{style}']", numbering.nsmap)
        number = base.find("w:pPr/w:numPr/w:numId", numbering.nsmap).val
        known = next(num for num in numbering.num_lst if num.numId == number)
        made = numbering.add_num(known.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return made.numId, 0

    def _inline_picture(self, name: str, alt: str) -> Element:
        picture = self._pictures[name]
        if picture.media != "image/svg+xml":
            return element("w:r", self._picture(picture.data, alt))
        return self._drawing(name, alt)

    def _drawing(self, name: str, alt: str) -> Element:
        drawing = self._drawings[name]
        return element("w:r", self._picture(self._pixels[drawing], alt, svg=drawing.encode()))

    def _picture(self, data: bytes, alt: str, *, svg: bytes = b"") -> Element:
        """Return a picture as wide as it is, at most as the text; a drawing stands behind its picture of pixels."""
        part = self._word.part
        _, image = part.get_or_add_image(io.BytesIO(data))
        across = image.px_width * (_EMU_OF_INCH // (2 * 96 if svg else max(image.horz_dpi, 72)))
        across = min(across, self.text.page.width * _EMU_OF_TWENTIETH)
        inline = part.new_pic_inline(io.BytesIO(data), Emu(across), Emu(across * image.px_height // image.px_width))
        inline.docPr.set("descr", alt)
        for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice keeps text at a distance
            inline.set(side, "0")
        inline.docPr.set("name", f"{self._words['figure']} {inline.docPr.id}")
        if svg:
            number = inline.docPr.id
            drawing = Part(PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", svg, part.package)
            blip = next(inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
            blip.append(_svg_reference(part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE)))
        return element("w:drawing", inline)

    def _gap(self) -> None:
        self._put(paragraph(style="Gap"))

    def _put(self, made: Element) -> None:
        self._end.addprevious(made)


def _svg_reference(name: str) -> Element:
    """Return what tells Word of the drawing behind a picture of pixels."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    listed = etree.Element(f"{{{space}}}extLst")
    extension = etree.SubElement(listed, f"{{{space}}}ext", uri=_SVG)
    reference = etree.SubElement(extension, f"{{{_SVG_SPACE}}}svgBlip", nsmap={"asvg": _SVG_SPACE})
    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", name)
    return listed


def drawings_of(pieces: Iterable[Passage | Placed], pictures: Mapping[str, Picture]) -> dict[str, str]:
    """Return the drawings of a document, as a Word file shows them, by the ids of figures and names of pictures."""
    blocks = [block for piece in pieces if isinstance(block := getattr(piece, "block", None), Figure)]
    found = {block.id: clean_svg(block.svg, prefix=block.id, label=block.alt) for block in blocks}
    found |= {name: one.data.decode() for name, one in pictures.items() if one.media == "image/svg+xml"}
    return {name: printable(drawing) for name, drawing in found.items()}
