"""Inline text of a document as runs of Word: styles, links, formulas, footnotes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from chiso.blocks.fragments import safe_href
from chiso.blocks.specs import Span
from chiso.export.word_fields import Fields
from chiso.export.word_page import BRIEFING_PAGE, Page
from chiso.export.word_xml import Element, bookmark_name, element, link, paragraph, parted_at_fields, run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from chiso.export.markdown import Node

_MARKS = {"strong": "b", "emph": "i", "strike": "strike", "underline": "u", "mark": "highlight"}
_RAISED = {"sup": "superscript", "sub": "subscript"}


class Text:
    """Writes runs, and keeps what they need elsewhere in the file: addresses, bookmarks, footnotes.

    Parameters
    ----------
    word
        The Word document.
    formulas
        Formulas of Word by their MathML; one that is not among them stays as it was written.
    picture
        What makes a picture within a line, by its name and its alternative text.
    page
        What the page takes.

    Attributes
    ----------
    fields
        The figures of the file.
    """

    def __init__(
        self,
        word: WordDocument,
        formulas: dict[str, Element],
        picture: Callable[[str, str], Element],
        page: Page = BRIEFING_PAGE,
    ) -> None:
        self._word, self._formulas, self._picture = word, formulas, picture
        self.fields = Fields()
        self.page = page
        self._bookmarks = 0
        self.notes: list[list[Element]] = []
        self._known_notes: dict[str, int] = {}

    def bookmark(self, anchor: str) -> list[Element]:
        """Return the two ends of a bookmark; nothing where there is no anchor."""
        if not anchor:
            return []
        self._bookmarks += 1
        return [
            element("w:bookmarkStart", w_id=self._bookmarks, w_name=bookmark_name(anchor)),
            element("w:bookmarkEnd", w_id=self._bookmarks),
        ]

    def linked(self, runs: Sequence[Element], href: str) -> list[Element]:
        """Return runs as a link: to a place of the document, to an address, or as they are.

        Where there are fields among them, each is the link and what stands around is not: LibreOffice puts text that
        follows a field within a link into the instruction of the field.
        """
        href = safe_href(href)
        if not href:
            return list(runs)
        parts = parted_at_fields(runs)
        has_fields = any(is_field for is_field, _ in parts)
        found: list[Element] = []
        for is_field, part in parts:
            found += [self._link(href, part)] if is_field or not has_fields else part
        return found

    def _link(self, href: str, runs: Sequence[Element]) -> Element:
        if href.startswith("#"):
            return link(href[1:], *runs)
        name = self._word.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("w:hyperlink", *runs, w_history=1)
        made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", name)
        return made

    def spans(self, spans: Iterable[Span]) -> list[Element]:
        """Return the runs of a paragraph of a block."""
        return [
            one
            for span in spans
            for one in self.linked(self.fields.runs(span.text, marks=["b"] if span.strong else []), span.href)
        ]

    def inlines(self, nodes: Iterable[Node], marks: tuple[str, ...] = (), raised: str = "") -> list[Element]:
        """Return the runs of inline nodes of :mod:`chiso.export.markdown`."""
        return [one for node in nodes for one in self._inline(node, marks, raised)]

    def _inline(self, node: Node, marks: tuple[str, ...], raised: str) -> list[Element]:
        kind = node["t"]
        match kind:
            case "text":
                return [run(node["s"], marks=marks, raised=raised)]
            case "code":
                return [run(node["s"], marks=marks, style="CodeText")]
            case "break":
                return [element("w:r", element("w:br"))]
            case "math":
                formula = self._formulas.get(node.get("mathml") or "")
                return (
                    [run(node["tex"], marks=marks, style="CodeText")] if formula is None else [copy.deepcopy(formula)]
                )
            case "anchor":
                return self.bookmark(node["id"])
            case "image":
                return [self._picture(node["name"], node["alt"])]
            case "note":
                return [self._note(node)]
            case "link":
                shown = self.inlines(node["c"], marks, raised)
                for one in shown:
                    if one.tag.endswith("}r") and one.find(f"{{{one.nsmap['w']}}}rPr") is None:
                        one.insert(0, element("w:rPr", element("w:rStyle", w_val="Hyperlink")))
                return self.linked(shown, node["href"])
            case "kbd" | "code-words":
                return self.inlines(node["c"], (*marks, "b"), raised)
        if kind in _MARKS:
            return self.inlines(node["c"], (*marks, _MARKS[kind]), raised)
        return self.inlines(node.get("c", ()), marks, _RAISED.get(kind, raised))

    def _note(self, node: Node) -> Element:
        """Return the sign of a footnote; one that several places refer to is written once."""
        number = self._known_notes.get(node["key"])
        if number is None:
            number = self._known_notes[node["key"]] = len(self.notes) + 1
            self.notes.append([])  # a note within a note comes behind this one
            sign = element(
                "w:r", element("w:rPr", element("w:rStyle", w_val="FootnoteReference")), element("w:footnoteRef")
            )
            lines = [
                paragraph(
                    *([sign, run(" ")] if not at else []), *self.inlines(block.get("c", ())), style="FootnoteText"
                )
                for at, block in enumerate(node["c"])
                if block["t"] == "para"
            ]
            self.notes[number - 1] = lines or [paragraph(sign, style="FootnoteText")]
        return element(
            "w:r",
            element("w:rPr", element("w:rStyle", w_val="FootnoteReference")),
            element("w:footnoteReference", w_id=number),
        )
