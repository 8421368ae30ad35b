"""An official document in a Word file: what stands before its text, the text, who signs it, and the annex."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from chiso.export.form_measures import ADDRESSED, COLUMNS, PARTS, width_of
from chiso.export.word_form import OFFICIAL_PAGE
from chiso.export.word_xml import Element, element, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from chiso.export.document import Document
    from chiso.export.letter import Letter
    from chiso.export.word_body import Body

#: Dots of what an office would know; day and number have fewer, and stay for the pen.
_TO_FILL = re.compile("(…{3,})")

_HALF, _SIGNATURE = 0.42, 4
"""The share of the line below a name in the length of the name, and the empty lines for a signature."""

_KEPT_ROWS = 10
"""Tables of so many rows stand on one page."""


def write_official(word: WordDocument, body: Body, document: Document, letter: Letter, annex_numbers: int) -> None:
    """Write a document into an empty Word document of the form.

    Parameters
    ----------
    word
        From :func:`chiso.export.word_form.as_official`.
    body
        What writes the pieces of a document into it.
    document, letter
        The document, and what stands around its text.
    annex_numbers
        The numbering of the headings of its annex.
    """
    word.core_properties.title = f"{letter.name}: {letter.subject}"
    end = word.element.body.sectPr
    pieces = document.pieces
    at = next(
        (at for at, piece in enumerate(pieces) if document.annex_cell and piece.cell >= document.annex_cell), None
    )
    for made in _head(letter):
        end.addprevious(made)
    for made in _said_by_cover(document, body):
        end.addprevious(made)
    for piece in pieces[:at]:
        body.add(piece)
    for made in _foot(letter, has_annex=at is not None):
        end.addprevious(made)
    if at is not None:
        # The pages of an annex are counted by themselves.
        end.addprevious(element("w:p", element("w:pPr", element("w:pStyle", w_val="Gap"), copy.deepcopy(end))))
        _count_anew(end)
        before = len(word.element.body)
        for piece in pieces[at:]:
            body.add(piece)
        _dress_annex(list(word.element.body)[before - 1 : -1], letter, annex_numbers)
    else:
        end.addprevious(paragraph(style="Gap"))  # Word wants a paragraph behind a table
    _dress(word.element.body)


def _said_by_cover(document: Document, body: Body) -> Iterator[Element]:
    """Say what the cover says beside the title: which years are compared, and when the figures were published."""
    fields = body.text.fields
    cover = fields.names.put_back(document.opening)
    if cover.subtitle:
        yield _line(f"{cover.subtitle.rstrip('.')}.", "FormText")
    for label, value in cover.facts:
        yield paragraph(*fields.runs(f"{label}: {value.rstrip('.')}."), style="ListBullet")


def _head(letter: Letter) -> Iterator[Element]:
    if letter.translation:
        yield _line(letter.translation, "FormTranslation")
    left = [_line(one, "FormSuperior") for one in letter.superior]
    left += [_line(one, "FormIssuer") for one in letter.body]
    widths = [round(OFFICIAL_PAGE.width * share) for share in COLUMNS]
    size = PARTS["Form Issuer"].size
    longest = max(width_of(one, size) for one in letter.body)
    left.append(_rule(min(longest, widths[0]) * _HALF, widths[0]))
    motto = width_of(letter.motto, PARTS["Form Motto"].size)
    right = [_line(letter.nation, "FormNation"), _line(letter.motto, "FormMotto"), _rule(motto, widths[1])]
    below = ([_line(letter.number, "FormNumber")], [_line(letter.place_and_date, "FormDate")])
    yield _columns([(left, right), below], widths)
    yield _line(letter.name, "FormName")
    yield _line(letter.subject, "FormSubject")
    shown = min(width_of(letter.subject, PARTS["Form Subject"].size), OFFICIAL_PAGE.width)
    yield _rule(shown * _HALF / 1.2, OFFICIAL_PAGE.width, after=10)
    if len(letter.addressees) == 1:
        yield _line(f"{letter.addressed} {letter.addressees[0]}", "FormAddressee")
    elif letter.addressees:
        # Dashes stand one below the other, below the colon.
        yield _shifted(_line(letter.addressed, "FormAddressee"), ADDRESSED)
        for number, one in enumerate(letter.addressees, start=1):
            shown = _line(f"- {one}{'.' if number == len(letter.addressees) else ';'}", "FormAddressee")
            yield _shifted(shown, ADDRESSED + width_of(letter.addressed, PARTS["Form Addressee"].size))
    for one in letter.grounds:
        yield _line(one, "FormGround")
    yield _line(letter.opening, "FormText")


def _foot(letter: Letter, *, has_annex: bool) -> Iterator[Element]:
    if has_annex:
        yield _line(letter.mentions_annex, "FormText")
    # A signature never stands alone on a page: nobody could tell what it is for.
    yield _line(letter.closing, "FormText", keep=True)
    yield paragraph(style="Gap", keep=True)
    left = [_line(letter.received, "FormReceived"), *(_line(one, "FormRecipient") for one in letter.recipients)]
    right = [_line(one, "FormCapacity") for one in letter.capacity]
    right += [paragraph(style="FormCapacity") for _ in range(_SIGNATURE)]
    right.append(_line(letter.signatory, "FormSignatory"))
    half = OFFICIAL_PAGE.width // 2
    yield _columns([(left, right)], [half, half])


def _line(text: str, style: str, *, keep: bool = False) -> Element:
    """Return a paragraph; what an office has to fill in is marked."""
    parts = [one for one in _TO_FILL.split(text) if one]
    runs = (run(one, marks=["highlight"] if _TO_FILL.fullmatch(one) else []) for one in parts)
    return paragraph(*runs, style=style, keep=keep)


def _shifted(line: Element, left: int) -> Element:
    """Return a line of a centred style that begins at a distance from the margin."""
    properties = line.get_or_add_pPr()
    properties.get_or_add_ind().set(qn("w:left"), str(left))
    properties.get_or_add_jc().set(qn("w:val"), "left")
    return line


def _rule(length: float, width: int, *, after: int = 6) -> Element:
    """Return a line of a length, in the middle of a width."""
    side = round(max(width - length, 0) / 2)
    properties = element(
        "w:pPr",
        element("w:pStyle", w_val="Gap"),
        element("w:pBdr", element("w:top", w_val="single", w_sz=6, w_space=1, w_color="000000")),
        element("w:spacing", w_before=40, w_after=after * 20),
        element("w:ind", w_left=side, w_right=side, w_firstLine=0),
    )
    return element("w:p", properties)


def _columns(rows: Sequence[tuple[list[Element], list[Element]]], widths: Sequence[int]) -> Element:
    """Return two columns without lines."""
    none = element("w:tblCellMar", element("w:left", w_w=0, w_type="dxa"), element("w:right", w_w=0, w_type="dxa"))
    properties = element(
        "w:tblPr",
        element("w:tblW", w_w=sum(widths), w_type="dxa"),
        element("w:tblLayout", w_type="fixed"),
        none,
    )
    made = element("w:tbl", properties, element("w:tblGrid", *(element("w:gridCol", w_w=width) for width in widths)))
    for row in rows:
        cells = (
            element("w:tc", element("w:tcPr", element("w:tcW", w_w=width, w_type="dxa")), *content)
            for content, width in zip(row, widths, strict=True)
        )
        made.append(element("w:tr", element("w:trPr", element("w:cantSplit")), *cells))
    return made


def _count_anew(section: Element) -> None:
    """Let a section count its pages from 1."""
    number = element("w:pgNumType", w_start=1)
    before = next(one for one in section if one.tag in (qn("w:cols"), qn("w:titlePg")))
    before.addprevious(number)


def _dress(body: Element) -> None:
    """Give paragraphs of the text their style, and all letters the black of the form: tones keep shapes and words."""
    for one in body.findall(qn("w:p")):
        if one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is None:
            is_picture = next(one.iter(qn("w:drawing")), None) is not None
            one.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), "FormPicture" if is_picture else "FormText")
    for colour in [*body.iter(qn("w:color"))]:
        colour.getparent().remove(colour)
    for table in body.findall(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        for row in rows[:-1] if len(rows) <= _KEPT_ROWS else ():
            for one in row.iter(qn("w:p")):
                one.get_or_add_pPr().get_or_add_keepNext()


def _dress_annex(written: Sequence[Element], letter: Letter, numbers: int) -> None:
    """Make headings of the first level those of an annex, say what it is of, and number the others from 1."""
    is_named = False
    for one in written:
        style = one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else style.get(qn("w:val"))
        if name == "Heading1":
            style.set(qn("w:val"), "Annex")
            if not is_named:
                one.addnext(_line(letter.annex_of, "AnnexNote"))
                one.addnext(_line(letter.annex_name, "AnnexName"))
            is_named = True
        elif name in ("Heading2", "Heading3"):
            number = one.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val, number.get_or_add_numId().val = int(name[-1]) - 2, numbers
    if not is_named and written:
        written[0].addprevious(_line(letter.annex_name, "AnnexName"))
        written[0].addprevious(_line(letter.annex_of, "AnnexNote"))
