"""How wide the columns of a printed table are, measured from the font before Typst sets them.

Typst shares a page's width among automatic columns without knowing that a name may wrap and a figure
may not. Widths are therefore worked out here, and nothing is cut or runs over the margin.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from chiso.blocks.fonts import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Invisible place where a word that is wider than its column may break.
BREAK_HERE = "\u200b"

SMALLEST = 5.5

#: A word that is wider, in multiples of the size of text, may break within.
LONGEST = 11.0

#: The least width of a column of sentences, in multiples of the size of text.
READABLE = 14.0

_AFTER = re.compile(r"(?<=[/_?&=.-])(?=[^/\s])")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Layout:
    """Column widths and the size of text, in points."""

    widths: tuple[float, ...]
    size: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Content:
    """What a column holds.

    ``share`` is its part of the free width (0: as wide as its content); ``mark`` the room for a shape and
    word beside each figure, in points at size 1; ``lead`` empty space before each cell, in points.
    ``figures`` tells that its cells are figures, which keep to one line as long as words can give way.
    """

    header: str
    cells: tuple[str, ...]
    share: float = 0.0
    mark: float = 0.0
    lead: float = 0.0
    figures: bool = False


def fit(columns: Sequence[Content], available: float, size: float, *, padding: float, stretch: bool) -> Layout:
    """Return widths that add up to at most the available one.

    Parameters
    ----------
    columns
        At least one column.
    available
        Width of the text, in points.
    size
        Wanted size of text, in points; made smaller, down to 5.5, if even single words do not fit.
    padding
        Empty space of a cell, both sides together, in points.
    stretch
        Whether a narrow table is drawn out to the available width.
    """
    generous, wanted, least = _measured(columns, size, padding)
    if sum(generous) <= available:
        wanted = generous
    if sum(least) > available:
        empty = sum(padding + column.lead + 0.5 for column in columns)  # stays as it is in smaller text
        smaller = max(SMALLEST, size * (available - empty) / (sum(least) - empty))
        if smaller < size:
            _, wanted, least = _measured(columns, smaller, padding)
            size = smaller
    if sum(least) > available:  # words will break, see `softened`
        return Layout(widths=tuple(width * available / sum(least) for width in least), size=size)
    if not all(column.share for column in columns):  # else whoever made the table has measured its columns
        least = _unbroken(columns, least, available, size, padding)
    wanted = [max(width, low) for width, low in zip(wanted, least, strict=True)]
    shares = [column.share for column in columns]
    if any(shares):
        free = available - sum(width for width, share in zip(wanted, shares, strict=True) if not share)
        wanted = [
            max(low, free * share / sum(shares)) if share else width
            for width, low, share in zip(wanted, least, shares, strict=True)
        ]
    spare = available - sum(wanted)
    if spare < 0:
        above = sum(wanted) - sum(least)
        room = available - sum(least)
        widths = [low + (width - low) * room / above for width, low in zip(wanted, least, strict=True)]
    elif stretch and not any(shares):
        widths = [width + spare * width / sum(wanted) for width in wanted]
    else:
        widths = wanted
    return Layout(widths=tuple(round(width, 3) for width in widths), size=round(size, 3))


def least_widths(columns: Sequence[Content], size: float, padding: float) -> list[float]:
    """Return the widths below which words of columns would break, in points."""
    return _measured(columns, size, padding)[2]


def softened(text: str, width: float, size: float) -> str:
    """Return a text whose words may break where they are wider than a column."""
    return " ".join(_softened_word(word, width, size) for word in text.split(" "))


def _softened_word(word: str, width: float, size: float) -> str:
    if text_width(word, size, bold=True) <= width:
        return word
    parts: list[str] = []
    for piece in _AFTER.split(word):  # an address breaks after its slashes and dots before it breaks elsewhere
        parts.append("")
        line = 0.0
        for character in piece:
            advance = text_width(character, size, bold=True)
            if line + advance > width and parts[-1]:
                parts.append("")
                line = 0.0
            parts[-1] += character
            line += advance
    return BREAK_HERE.join(parts)


def _unbroken(
    columns: Sequence[Content], least: list[float], available: float, size: float, padding: float
) -> list[float]:
    """Return the least widths with figures and short words on one line, as far as the width allows.

    Figures give way before long words are left with a column of single words.
    """
    bodies = [max((text_width(text, size, bold=True) for text in one.cells), default=0.0) for one in columns]
    full = [body + one.mark * size + padding + one.lead + 0.5 for one, body in zip(columns, bodies, strict=True)]
    short = [body <= LONGEST * size for body in bodies]
    readable = [min(width, READABLE * size) for width in full]
    figures = [one.figures for one in columns]
    trials = (
        (full, [width if keep else fair for width, fair, keep in zip(full, readable, short, strict=True)]),
        (readable, [width if keep else fair for width, fair, keep in zip(full, readable, short, strict=True)]),
        (least, readable),
    )
    for of_figures, of_words in trials:
        widths = [
            max(low, figure if is_figures else word)
            for low, figure, word, is_figures in zip(least, of_figures, of_words, figures, strict=True)
        ]
        if sum(widths) <= available:
            return widths
    return least


def _measured(columns: Sequence[Content], size: float, padding: float) -> tuple[list[float], list[float], list[float]]:
    """Return the width of each column with its header on one line, with a folded header, and at the least."""
    generous, wanted, least = [], [], []
    for column in columns:
        mark = column.mark * size
        longest = max((_longest_word(text, size) for text in column.cells), default=0.0)
        low = max(_longest_word(column.header, size), longest + mark)
        body = max((text_width(text, size, bold=True) for text in column.cells), default=0.0) + mark
        # A header may take two or three lines; figures should not.
        header = text_width(column.header, size, bold=True)
        around = padding + column.lead + 0.5
        generous.append(max(low, body, header + mark) + around)
        wanted.append(max(low, body, min(header, header * 0.4 + 3 * size)) + around)
        least.append(low + around)
    return generous, wanted, least


def _longest_word(text: str, size: float) -> float:
    widest = max((text_width(word, size, bold=True) for word in text.split(" ")), default=0.0)
    # Addresses and checksums may break; they must not make all other columns narrow.
    return min(widest, LONGEST * size)
