"""A document as one Word file: styles, captions, tables, links, formulas and charts that an office can go on with.

Through python-docx, which its community keeps and which knows Word's packages: pandoc writes Word too, but neither
drawings with a picture of pixels behind them nor rows that are marked. Formulas are pandoc's.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from chiso.blocks.living import Subject
from chiso.export.chart_png import chart_pngs
from chiso.export.formulas import word_formulas
from chiso.export.richtext import walk
from chiso.export.word_body import Body, drawings_of
from chiso.export.word_form import OFFICIAL_PAGE, as_official
from chiso.export.word_letter import write_official
from chiso.export.word_page import BRIEFING_PAGE
from chiso.export.word_seal import SEAL, sealed
from chiso.export.word_styles import new_document
from chiso.export.word_xml import Element, element, paragraph

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from chiso.export.attachments import Attachment
    from chiso.export.document import Document
    from chiso.export.letter import Letter

#: Dots an inch of a chart for readers without SVG: twice as many as a screen has.
_DENSITY = 192

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INSIDE = "urn:chiso:attachment"


def render_word(document: Document, attachments: Sequence[Attachment] = (), letter: Letter | None = None) -> bytes:
    """Return a document as a Word file.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    attachments
        Files to put inside.
    letter
        What stands around the text of an official document, which the file then is.

    Returns
    -------
    bytes
        A package of Office Open XML; the same for the same document and files.
    """
    word = new_document(document.metadata, document.words)
    drawings = drawings_of(document.pieces, document.pictures)
    alike = list(dict.fromkeys(drawings.values()))
    pixels = dict(zip(alike, chart_pngs(alike, density=_DENSITY), strict=True))
    passages = [node for piece in document.pieces for node in walk(getattr(piece, "nodes", ()))]
    formulas = word_formulas(node.get("mathml") or "" for node in passages if node["t"] == "math")
    page = BRIEFING_PAGE if letter is None else OFFICIAL_PAGE
    body = Body(word, document.words, document.pictures, drawings, pixels, formulas, page)
    if letter is None:
        body.cover(document.opening)
        for piece in document.pieces:
            body.add(piece)
    else:
        write_official(word, body, document, letter, as_official(word))
    _add_footnotes(word, body.text.notes)
    cover = document.cover
    is_told = cover is not None and cover.year.isdecimal() and cover.vintage.isdecimal() and bool(cover.unit_code)
    about = Subject(int(cover.year), int(cover.vintage), cover.unit_code, cover.locale) if cover and is_told else None
    body.text.fields.put_into(word, about)
    for one in attachments:
        part = Part(PackURI(f"/chiso/{one.name}"), one.media, one.data, word.part.package)
        word.part.package.relate_to(part, _INSIDE)
    package = word.part.package
    package.relate_to(Part(PackURI(f"/{SEAL}"), "text/plain", b"", package), _INSIDE)
    saved = io.BytesIO()
    word.save(saved)
    return sealed(saved.getvalue())


def _add_footnotes(word: WordDocument, notes: Sequence[Sequence[Element]]) -> None:
    if not notes:
        return
    lines = ((-1, "separator"), (0, "continuationSeparator"))
    content = [
        element("w:footnote", paragraph(element("w:r", element(f"w:{kind}"))), w_id=number, w_type=kind)
        for number, kind in lines
    ]
    content += [element("w:footnote", *note, w_id=number) for number, note in enumerate(notes, start=1)]
    made: Any = parse_xml(f'<w:footnotes xmlns:w="{_WORD}"/>')
    made.extend(content)
    data = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
