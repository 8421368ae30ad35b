"""A Word document in the form of an official one: page, letters, numbered headings, the number of the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips
from lxml import etree

from chiso.export.form_measures import (
    BOTTOM,
    FONT,
    FONT_ALIKE,
    LEFT,
    LETTER_OF_TABLES,
    NUMBER_FROM_EDGE,
    OTHERS,
    PAPER,
    PARTS,
    RIGHT,
    SCORE,
    TOP,
    Lettering,
)
from chiso.export.word_page import Page
from chiso.export.word_styles import MONO
from chiso.export.word_xml import Element, element, field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

_TWENTIETHS_OF_MM = 1440 / 25.4

OFFICIAL_PAGE = Page(math.floor((PAPER[0] - LEFT - RIGHT) * _TWENTIETHS_OF_MM), LETTER_OF_TABLES)
"""What the page of an official document takes."""

#: Formats and texts of the numbers of headings: of the text, then of an annex, which begins anew.
_TEXT_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
_ANNEX_LEVELS = (("decimal", "%1."), ("lowerLetter", "%2)"))
_BULLET_LEVELS = (("bullet", "-"), ("bullet", "+"), ("bullet", "-"))
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")


def as_official(word: WordDocument) -> int:
    """Give a document of ours, still empty, the form of an official one.

    Parameters
    ----------
    word
        From :func:`chiso.export.word_styles.new_document`.

    Returns
    -------
    int
        The numbering of the headings of an annex, which begins with 1.
    """
    _page(word)
    _letters(word)
    _fonts(word)
    _numbering(word, _HEADINGS, _TEXT_LEVELS)
    _numbering(word, _BULLETS, _BULLET_LEVELS)
    return _numbering(word, [], _ANNEX_LEVELS)


def _page(word: WordDocument) -> None:
    (section,) = word.sections
    section.page_width, section.page_height = Mm(PAPER[0]), Mm(PAPER[1])
    section.top_margin, section.bottom_margin = _at_least(TOP), _at_least(BOTTOM)
    section.left_margin, section.right_margin = _at_least(LEFT), _at_least(RIGHT)
    section.header_distance = section.footer_distance = Mm(NUMBER_FROM_EDGE)
    section.footer.is_linked_to_previous = True  # there is none before: nothing stands below the text
    section.different_first_page_header_footer = True
    (head,) = section.header.paragraphs
    head.clear()
    for part in field("PAGE", "2"):
        head._p.append(part)


def _at_least(millimetres: float) -> Twips:
    """Return a margin in whole twentieths of a point: rounded down, 15 mm would be less than the decree allows."""
    return Twips(math.ceil(millimetres * _TWENTIETHS_OF_MM))


def _letters(word: WordDocument) -> None:
    """Set every style in the letters and the black of the decree."""
    styles = word.styles
    for found in (*styles.element.iter(qn("w:rFonts")),):
        if found.get(qn("w:ascii")) != MONO:
            for name in list(found.attrib):
                del found.attrib[name]
            for script in ("ascii", "hAnsi", "eastAsia", "cs"):
                found.set(qn(f"w:{script}"), FONT)
    for colour in (*styles.element.iter(qn("w:color")),):
        colour.getparent().remove(colour)
    for name, lettering in OTHERS.items():
        _set(styles[name], lettering)
    for name, lettering in PARTS.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set(style, lettering)
    styles["Annex"].element.get_or_add_pPr().append(element("w:outlineLvl", w_val=0))
    styles["Hyperlink"].font.underline = False
    styles["Card Score"].font.size = Pt(SCORE)
    tabs = styles["Header"].element.pPr.find(qn("w:tabs"))
    if tabs is not None:
        styles["Header"].element.pPr.remove(tabs)


def _set(style: ParagraphStyle, lettering: Lettering) -> None:
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.all_caps = (
        Pt(lettering.size), lettering.bold, lettering.italic, lettering.capitals,
    )  # fmt: skip
    form.space_before, form.space_after = Pt(lettering.before), Pt(lettering.after)
    form.line_spacing, form.keep_with_next = lettering.lines, lettering.keep
    properties = style.element.get_or_add_pPr()
    properties.get_or_add_jc().set(qn("w:val"), lettering.align)
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLine"), str(lettering.indent))


def _numbering(word: WordDocument, styles: Sequence[str], levels: Sequence[tuple[str, str]]) -> int:
    """Add a list of several levels, bound to a style each, and return its number."""
    numbering = word.part.numbering_part.element
    names = [name.replace(" ", "") for name in styles]
    for bound in [one for one in numbering.iter(qn("w:pStyle")) if one.get(qn("w:val")) in names]:
        bound.getparent().remove(bound)  # those of the template: a style is in one list
    known = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    made = element("w:abstractNum", element("w:multiLevelType", w_val="multilevel"), w_abstractNumId=max(known) + 1)
    for level, (kind, shown) in enumerate(levels):
        made.append(_level(level, kind, shown, names[level] if names else ""))
    numbering.findall(qn("w:abstractNum"))[-1].addnext(made)
    added = int(numbering.add_num(max(known) + 1).numId)
    for level, name in enumerate(styles):
        number = word.styles[name].element.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val, number.get_or_add_numId().val = level, added
    return added


def _level(level: int, kind: str, shown: str, style: str) -> Element:
    return element(
        "w:lvl",
        element("w:start", w_val=1),
        element("w:numFmt", w_val=kind),
        element("w:pStyle", w_val=style) if style else None,
        element("w:suff", w_val="space"),
        element("w:lvlText", w_val=shown),
        element("w:lvlJc", w_val="left"),
        w_ilvl=level,
    )


def _fonts(word: WordDocument) -> None:
    """Name a font of the same measures, for who has not the first."""
    font = element(
        "w:font",
        element("w:altName", w_val=FONT_ALIKE),
        element("w:charset", w_val="00"),
        element("w:family", w_val="roman"),
        element("w:pitch", w_val="variable"),
        w_name=FONT,
    )
    table = parse_xml(f"<w:fonts {nsdecls('w')}/>")
    table.append(font)
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
