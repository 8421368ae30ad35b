"""An empty Word document of ours: page, styles, header and footer, and what the file says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from chiso.blocks import palette
from chiso.export.shown_date import shown_date, timestamp
from chiso.export.word_xml import Element, element, field, run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

    from chiso.export.pieces import Metadata

#: In every Word; LibreOffice has one of the same measures.
FONT, MONO = "Arial", "Courier New"

_MARGIN = Mm(20)
_HEADINGS = (15.0, 12.5, 11.0, 10.5, 10.0, 10.0)
_COUNTRIES = {"vi": "vi-VN", "en": "en-GB"}


def new_document(metadata: Metadata, words: Mapping[str, str]) -> WordDocument:
    """Return a Word document without content.

    Parameters
    ----------
    metadata
        What the file says of itself.
    words
        What it says in its footer.
    """
    word = docx.Document()
    word.element.body.clear_content()
    _leave_out(word)
    _page(word)
    _styles(word, _COUNTRIES.get(metadata.locale, metadata.locale))
    _around(word, metadata, words)
    stamp = timestamp(metadata.date)
    said = word.core_properties
    said.title, said.author, said.subject = metadata.title, metadata.author, metadata.description
    said.keywords, said.language, said.comments = ", ".join(metadata.keywords), metadata.locale, ""
    said.created = said.modified = dt.datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001 - a day, no moment
    said.last_modified_by, said.revision = metadata.author, 1
    return word


def _leave_out(word: WordDocument) -> None:
    """Take away what the template has and nothing needs: a picture of it, and styles of tables."""
    for relations in (word.part.package.rels, word.part.rels):
        for name in [
            key for key, one in relations.items() if one.reltype.endswith(("/thumbnail", "/stylesWithEffects"))
        ]:
            del relations[name]
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)


def _page(word: WordDocument) -> None:
    (section,) = word.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(10)


def _around(word: WordDocument, metadata: Metadata, words: Mapping[str, str]) -> None:
    (section,) = word.sections
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text, head.style = metadata.running_title, word.styles["Header"]
    foot.style = word.styles["Footer"]
    dated = shown_date(metadata.date, metadata.locale)
    if dated:
        foot._p.append(run(words["dated"].replace("{date}", dated)))
    foot._p.append(element("w:r", element("w:tab")))
    before, _, after = words["page"].partition("{page}")
    between, _, behind = after.partition("{pages}")
    for part in (run(before), *field("PAGE", "1"), run(between), *field("NUMPAGES", "1"), run(behind)):
        foot._p.append(part)


def _styles(word: WordDocument, language: str) -> None:
    styles = word.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for tag in ("w:rFonts", "w:lang"):
        for one in defaults.findall(qn(tag)):
            defaults.remove(one)
    defaults.insert(0, _fonts(FONT))
    defaults.append(element("w:lang", w_val=language, w_eastAsia=language, w_bidi=language))
    normal = styles["Normal"]
    normal.font.size, normal.font.name = Pt(10), FONT
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.1
    accent, muted = (RGBColor.from_string(palette.LIGHT[name].removeprefix("#")) for name in ("accent", "muted"))
    for level, size in enumerate(_HEADINGS, start=1):
        heading = styles[f"Heading {level}"]
        _plain(heading, size, accent, bold=True, before=14 if level == 1 else 9, after=4)
        heading.paragraph_format.keep_with_next = True
    _plain(styles["Title"], 22, accent, bold=True, before=0, after=4, border=False)
    _plain(styles["Subtitle"], 11, muted, after=6)
    _plain(styles["Caption"], 9.5, None, bold=True, before=9, after=3)
    _plain(styles["Header"], 8, muted)
    _plain(styles["Footer"], 8, muted)
    for edge in ("Header", "Footer"):
        stops = styles[edge].paragraph_format.tab_stops
        for at in range(len(stops) - 1, -1, -1):
            del stops[at]
        stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    for name, size, after in (
        ("Unit", 10, 2),
        ("Cell", 8.5, 1),
        ("Dense Cell", 7.5, 0),
        ("Small", 8, 3),
        ("Gap", 4, 0),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    styles["Small"].font.color.rgb = muted
    styles["Unit"].font.bold, styles["Unit"].font.color.rgb = True, accent
    note = styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    note.element.get_or_add_pPr().append(
        element("w:pBdr", element("w:left", w_val="single", w_sz=18, w_space=8, w_color=_hex("break")))
    )
    note.element.pPr.append(element("w:shd", w_val="clear", w_color="auto", w_fill=_hex("panel")))
    rule = styles.add_style("Rule", WD_STYLE_TYPE.PARAGRAPH)
    rule.element.get_or_add_pPr().append(
        element("w:pBdr", element("w:bottom", w_val="single", w_sz=4, w_space=1, w_color=_hex("faint")))
    )
    code = styles.add_style("Code Block", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style, code.font.name, code.font.size = normal, MONO, Pt(8)
    note_text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    note_text.base_style, note_text.font.size = normal, Pt(8)
    for name in ("Code Text", "Card Score", "Hyperlink", "Footnote Reference"):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    styles["Code Text"].font.name = MONO
    score = styles["Card Score"].font
    score.size, score.bold = Pt(18), True
    styles["Hyperlink"].font.underline, styles["Hyperlink"].font.color.rgb = True, accent
    styles["Footnote Reference"].font.superscript = True
    styles.element.append(_table_style("Figures", is_grid=True))
    styles.element.append(_table_style("Cards", is_grid=False))


def _plain(
    style: ParagraphStyle,
    size: float,
    colour: RGBColor | None,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    border: bool = True,
) -> None:
    """Give a style of the template our letters, without those of its theme."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    properties.append(_fonts(FONT))
    style.font.size, style.font.bold = Pt(size), bold
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if not border:
        for one in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(one)


def _fonts(name: str) -> Element:
    return element("w:rFonts", w_ascii=name, w_hAnsi=name, w_eastAsia=name, w_cs=name)


def _hex(name: str) -> str:
    return palette.LIGHT[name].removeprefix("#")


def _table_style(name: str, *, is_grid: bool) -> Element:
    """Return a style of tables: lines between rows and a heavier one below the header, or none."""
    faint, ink = _hex("faint"), _hex("ink")
    borders = element(
        "w:tblBorders",
        element("w:bottom", w_val="single", w_sz=4, w_space=0, w_color=faint),
        element("w:insideH", w_val="single", w_sz=4, w_space=0, w_color=faint),
    )
    gaps = element("w:tblBorders", *(
        element(f"w:{edge}", w_val="single", w_sz=48, w_space=0, w_color="FFFFFF")
        for edge in ("left", "right", "insideV")
    ))  # fmt: skip
    margins = element("w:tblCellMar", element("w:left", w_w=60, w_type="dxa"), element("w:right", w_w=60, w_type="dxa"))
    head = element(
        "w:tblStylePr",
        element("w:tcPr", element("w:tcBorders", element("w:bottom", w_val="single", w_sz=8, w_space=0, w_color=ink))),
        w_type="firstRow",
    )
    return element(
        "w:style",
        element("w:name", w_val=name),
        element("w:basedOn", w_val="TableNormal"),
        element("w:uiPriority", w_val=99),
        element("w:tblPr", borders if is_grid else gaps, margins),
        head if is_grid else None,
        w_type="table", w_customStyle=1, w_styleId=name,
    )  # fmt: skip
