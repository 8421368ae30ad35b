"""A document as one Word file: styles, captions, tables, links, formulas and charts that an office can go on with.

Through python-docx, which its community keeps and which knows Word's packages: pandoc writes Word too, but neither
drawings with a picture of pixels behind them nor rows that are marked. Formulas are pandoc's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from chiso.export.chart_png import chart_pngs
from chiso.export.formulas import word_formulas
from chiso.export.richtext import walk
from chiso.export.word_body import Body, drawings_of
from chiso.export.word_styles import new_document
from chiso.export.word_xml import Element, element, paragraph

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from chiso.export.attachments import Attachment
    from chiso.export.document import Document

#: Dots an inch of a chart for readers without SVG: twice as many as a screen has.
_DENSITY = 192

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INSIDE = "urn:chiso:attachment"


def render_word(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return a document as a Word file.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    attachments
        Files to put inside.

    Returns
    -------
    bytes
        A package of Office Open XML; the same for the same document and files.
    """
    word = new_document(document.metadata, document.words)
    drawings = list(dict.fromkeys(drawings_of(document.pieces, document.pictures)))
    pixels = dict(zip(drawings, chart_pngs(drawings, density=_DENSITY), strict=True)) if drawings else {}
    passages = [node for piece in document.pieces for node in walk(getattr(piece, "nodes", ()))]
    formulas = word_formulas(node["tex"] for node in passages if node["t"] == "math")
    body = Body(word, document.words, document.pictures, pixels, formulas)
    body.cover(document.opening)
    for piece in document.pieces:
        body.add(piece)
    _add_footnotes(word, body.text.notes)
    for one in attachments:
        part = Part(PackURI(f"/chiso/{one.name}"), one.media, one.data, word.part.package)
        word.part.package.relate_to(part, _INSIDE)
    saved = io.BytesIO()
    word.save(saved)
    return _packed(saved.getvalue())


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


def _packed(data: bytes) -> bytes:
    """Return a package without the moment of its making."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, made.read(name))
    return packed.getvalue()
