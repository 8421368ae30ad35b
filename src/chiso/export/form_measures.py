"""The measures of official documents, as Annex I of Decree 30/2020/NĐ-CP wants them; docs/office.md has its table.

Where the decree leaves a choice, the size of its own examples is taken.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

FONT = "Times New Roman"
FONT_ALIKE = "Liberation Serif"
"""A font of the same measures, for machines without the first."""

PAPER = (210, 297)
"""Width and height of A4, in millimetres."""

TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
"""Margins in millimetres: of 20 to 25, 20 to 25, 30 to 35 and 15 to 20."""

NUMBER_FROM_EDGE = 10
"""Where the number of the page stands in the margin above, in millimetres from the edge."""

INDENT = 720
"""What the first line of a paragraph is set in by, in twentieths of a point: 1.27 cm."""

LINES = 1.15
"""Between the lines of the text: of single to one and a half."""

COLUMNS = (0.4, 0.6)
"""The shares of the width that the issuing body has, and the nation's name and motto."""

ADDRESSED = 2268
"""Where *Kính gửi* begins if it is followed by several lines, in twentieths of a point from the margin: 4 cm."""

Align = Literal["left", "center", "both"]


@dataclasses.dataclass(frozen=True)
class Lettering:
    """How a part is set: size in points, weight, slope, capitals, side, space around and between in points, indent."""

    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = "center"
    before: float = 0
    after: float = 0
    indent: int = 0
    lines: float = 1.0
    keep: bool = False


PARTS: Mapping[str, Lettering] = {
    "Form Superior": Lettering(12),
    "Form Issuer": Lettering(12, bold=True),
    "Form Nation": Lettering(12, bold=True),
    "Form Motto": Lettering(13, bold=True),
    "Form Number": Lettering(13),
    "Form Date": Lettering(13, italic=True),
    "Form Translation": Lettering(11, italic=True, after=6),
    "Form Name": Lettering(14, bold=True, before=12),
    "Form Subject": Lettering(14, bold=True),
    "Form Addressee": Lettering(14, after=6),
    "Form Ground": Lettering(14, italic=True, align="both", after=6, indent=INDENT, lines=LINES),
    "Form Text": Lettering(14, align="both", after=6, indent=INDENT, lines=LINES),
    "Form Picture": Lettering(14, after=6),
    "Form Received": Lettering(12, bold=True, italic=True, align="left"),
    "Form Recipient": Lettering(11, align="left"),
    "Form Capacity": Lettering(14, bold=True, keep=True),
    "Form Signatory": Lettering(14, bold=True),
    "Annex": Lettering(14, bold=True, keep=True),
    "Annex Name": Lettering(14, bold=True, keep=True),
    "Annex Note": Lettering(14, italic=True, after=12, keep=True),
}
"""The parts of a document by the style of each; the body of the text is *Form Text*."""

OTHERS: Mapping[str, Lettering] = {
    "Normal": Lettering(14, align="both", after=6, lines=LINES),
    "Heading 1": Lettering(14, bold=True, capitals=True, align="both", before=12, after=6, indent=INDENT, keep=True),
    "Heading 2": Lettering(14, bold=True, align="both", before=8, after=6, indent=INDENT, keep=True),
    "Heading 3": Lettering(14, align="both", before=6, after=6, indent=INDENT, keep=True),
    "Heading 4": Lettering(14, italic=True, align="both", before=6, after=6, indent=INDENT, keep=True),
    "Heading 5": Lettering(14, italic=True, align="both", before=6, after=6, indent=INDENT, keep=True),
    "Heading 6": Lettering(14, italic=True, align="both", before=6, after=6, indent=INDENT, keep=True),
    "List Bullet": Lettering(14, align="both", after=4, indent=INDENT, lines=LINES),
    "List Bullet 2": Lettering(14, align="both", after=4, indent=INDENT, lines=LINES),
    "List Bullet 3": Lettering(14, align="both", after=4, indent=INDENT, lines=LINES),
    "Caption": Lettering(12, bold=True, before=8, after=4, keep=True),
    "Cell": Lettering(11, align="left", after=1),
    "Dense Cell": Lettering(10, align="left"),
    "Small": Lettering(11, italic=True, align="both", after=3),
    "Note": Lettering(12, align="both", after=4),
    "Header": Lettering(14),
    "Footnote Text": Lettering(11, align="both"),
    "Gap": Lettering(6),
}
"""Styles that any Word file of ours has, as an official document has them."""

LETTER_OF_TABLES = 140
"""The mean width of a letter of a table, in twentieths of a point: wide enough for the larger of the two cells."""

SCORE = 16
"""The size of the large figure of a card, in points."""

#: Widths of letters of the bold font in thousandths of its size, for lines as long as the words above them.
_NARROW, _WIDE, _CAPITAL, _SMALL = 300, 800, 710, 530


def width_of(text: str, size: float) -> int:
    """Return about how wide a bold text is, in twentieths of a point."""
    letters = 0
    for letter in text:
        if letter in " .,;:-–'’()ijltfr|!1I":
            letters += _NARROW
        elif letter in "mwMW":
            letters += _WIDE
        else:
            letters += _CAPITAL if letter.isupper() else _SMALL
    return round(letters * size / 50)
