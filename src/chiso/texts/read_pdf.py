"""Reading a PDF: stretches of text put together to lines and paragraphs by where they stand on the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pypdfium2

from chiso.texts.formats import MOST_LETTERS, encrypted, too_large, unreadable
from chiso.texts.passages import Passage, Place

_MOST_PAGES = 1000
_LEAST_LETTERS = 3
"""Letters a page from which on a PDF has a text layer: a scan has none, or a page number."""

_WORD_GAP, _CELL_GAP = 0.12, 1.3
"""Gaps in heights of a line: from the first on there is a space between, from the second on another piece begins."""


_BULLETS = ("", "•", "–", "-", "▪", "●", "○", "◦", "∙", "·", "*", "+")
"""What begins an item of a list, beside its first line and no cell beside it."""


@dataclasses.dataclass
class _Line:
    left: float
    right: float
    top: float
    bottom: float
    text: str
    is_alone: bool = True
    is_item: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def read_pdf(data: bytes, name: str) -> list[Passage]:
    """Read a PDF.

    Parameters
    ----------
    data, name
        The file and its name.

    Raises
    ------
    DataError
        When it needs a password, is damaged, has too many pages, or no text, as a scan.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise encrypted(name) if "password" in str(error).lower() else unreadable(name, str(error)) from None
    if len(document) > _MOST_PAGES:
        raise too_large(name, f"It has {len(document)} pages; up to {_MOST_PAGES} are read.")
    passages: list[Passage] = []
    letters = 0
    for number, page in enumerate(document, 1):
        found = list(_passages(_lines(page.get_textpage()), number))
        letters += sum(len(each.text) for each in found)
        if letters > MOST_LETTERS:
            raise too_large(name, f"Up to page {number} it holds {letters} letters.")
        passages += found
    if letters < _LEAST_LETTERS * len(document):
        raise unreadable_scan(name)
    return passages


def unreadable_scan(name: str) -> Exception:
    """Return the error for a PDF of pictures."""
    error = unreadable(name, "")
    return type(error)(
        "The PDF has no text.",
        where=name,
        why="It is a scan: its pages are pictures, and chiso reads no text off pictures.",
        remedy="Get the file that was printed, or run a text recognition over it and check what that gives.",
    )


def _lines(page: pypdfium2.PdfTextPage) -> list[_Line]:
    """Return the lines of a page in the order of its content, as a screen reader has them."""
    lines: list[_Line] = []
    is_item = False
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = page.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ")
        text = text.replace("\ufffe", "-").replace("\u00ad", "")
        if text.strip() in _BULLETS:
            is_item = is_item or bool(text.strip())
            continue
        last = lines[-1] if lines else None
        if last and _meet(last, top, bottom) and -0.5 * last.height <= left - last.right < _CELL_GAP * last.height:
            gap = left - last.right > _WORD_GAP * last.height
            last.text += (" " if gap and not last.text.endswith(" ") and text[0] not in ",.;:)%" else "") + text
            last.right, last.top, last.bottom = right, max(top, last.top), min(bottom, last.bottom)
        else:
            lines.append(_Line(left, right, top, bottom, text, is_item=is_item))
            is_item = False
    ordered = sorted(lines, key=lambda line: -line.top)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top < one.bottom:
                break
            if _meet(one, other.top, other.bottom):
                one.is_alone = other.is_alone = False
    return lines


def _meet(line: _Line, top: float, bottom: float) -> bool:
    """Whether something stands on the height of a line."""
    return min(line.top, top) - max(line.bottom, bottom) > 0.5 * min(line.height, max(top - bottom, 1.0))


def _passages(lines: list[_Line], page: int) -> Iterator[Passage]:
    """Put lines below each other together to paragraphs."""
    kept: list[_Line] = []
    first = 1
    for number, line in enumerate(lines, 1):
        if kept and not _goes_on(kept[-1], line):
            yield _passage(kept, page, first)
            kept, first = [], number
        kept.append(line)
    if kept:
        yield _passage(kept, page, first)


def _goes_on(above: _Line, below: _Line) -> bool:
    alike = 0.6 < above.height / below.height < 1.7
    near = -0.3 * above.height < above.bottom - below.top < 1.1 * max(above.height, below.height)
    return (
        not below.is_item and alike and near and above.is_alone and below.is_alone
        and below.left < above.right and abs(above.left - below.left) < 4 * above.height
    )  # fmt: skip


def _passage(lines: list[_Line], page: int, first: int) -> Passage:
    text = "\n".join(line.text.strip() for line in lines)
    return Passage(text, "paragraph" if all(line.is_alone for line in lines) else "loose", Place(page=page, line=first))
