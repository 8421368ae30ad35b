"""Which pages of a PDF to read: a report of two hundred pages has its table on three of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

import pypdfium2

from chiso.catalog.spelling import name_key
from chiso.errors import DataError
from chiso.intake.encoding import from_tcvn3, from_vni
from chiso.intake.formats import too_large
from chiso.intake.pdf_lines import unmarked

_MOST_PAGES = 2000
_MOST_READ = 40
_MOST_LETTERS = 40_000
_ENOUGH_LINES = 3
_LEAST_TEXT = 20
_LONGEST_NAME = 7
_BROKEN_TEXT = re.compile(r"[\x00-\x08\ufffd\ufffe\uffff\ue000-\uf8ff]")


def wanted_pages(wanted: str, count: int, name: str) -> list[int]:
    """Return the pages that PAGE names, counted from 1; all of them when it is empty.

    Raises
    ------
    DataError
        When it names no pages of the file.
    """
    if not wanted.strip():
        if count > _MOST_PAGES:
            raise too_large(name, f"It has {count} pages; name those of the table with PAGE=.")
        return list(range(1, count + 1))
    pages: set[int] = set()
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", wanted.strip())):
        match = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise DataError(
                f"The PDF has no page {part!r}.",
                where=f"{name}; PAGE",
                remedy=f"Give pages from 1 to {count}, such as 3, 3-5 or 3,7.",
            )
        pages.update(range(first, last + 1))
    return sorted(pages)


def pages_with_names(
    document: pypdfium2.PdfDocument, numbers: Sequence[int], keys: Collection[str], name: str, *, chosen: bool
) -> tuple[list[int], Callable[[str], str]]:
    """Return the pages with lines that name a province beside a figure, and what brings their text into Unicode.

    The pages beside such a page are read too when they name provinces: tables end on a few lines, and in narrow
    columns names are broken over lines.
    Pages that a person chose (``chosen``) are all read.

    Raises
    ------
    DataError
        When the pages have no text, text that means nothing, or no such lines.
    """
    texts = _texts(document, numbers, name)
    whole = "".join(texts.values())
    best: list[int] = []
    convert: Callable[[str], str] = str
    most = 0
    for one in (str, from_tcvn3, from_vni):
        lines = {number: _lines(one(text), keys) for number, text in texts.items()}
        names = {number: _names(one(text), keys) for number, text in texts.items()}
        found = _found(lines, names)
        count = sum(lines[number] + names[number] for number in found)
        if count > most:
            best, convert, most = found, one, count
        if best:
            break  # text that shows names is in no old font
    if chosen and best:
        best = list(numbers)
    if not best:
        unreadable = len(_BROKEN_TEXT.findall(whole)) > len(whole) / 20
        raise DataError(
            "The text of the PDF cannot be read." if unreadable else "No page of the PDF names provinces in lines.",
            where=name,
            why="Its fonts do not say which letters they draw."
            if unreadable
            else "Lines like «1 Hà Giang 83,76» were looked for on every page.",
            remedy="Get the table as a workbook, or name its page with PAGE= if it is there.",
        )
    crowded = [number for number in best if len(texts[number]) > _MOST_LETTERS]
    if crowded:
        raise too_large(name, f"Its page {crowded[0]} has {len(texts[crowded[0]])} letters, as no printed page has.")
    if len(best) > _MOST_READ:
        raise too_large(name, f"{len(best)} of its pages name provinces beside figures; name those of the table: PAGE=")
    return best, convert


def text_pages(document: pypdfium2.PdfDocument, numbers: Sequence[int], name: str) -> list[int]:
    """Return the pages that have text.

    Raises
    ------
    DataError
        When none has, or there are more than any annex has.
    """
    found = [number for number, text in _texts(document, numbers, name).items() if text.strip()]
    if len(found) > _MOST_READ:
        raise too_large(name, f"It has {len(found)} pages; name those of the table with PAGE=.")
    return found


def _texts(document: pypdfium2.PdfDocument, numbers: Sequence[int], name: str) -> dict[int, str]:
    """Return the text of pages; where there is next to none, that is an error."""
    texts: dict[int, str] = {}
    for number in numbers:
        page = document[number - 1]
        texts[number] = page.get_textpage().get_text_bounded()
    whole = "".join(texts.values())
    if len(re.sub(r"\s", "", whole)) < _LEAST_TEXT:
        raise DataError(
            "The PDF has no text, only pictures.",
            where=name,
            why="It was scanned, or its letters were turned into drawings; figures are not read off pictures here.",
            remedy="Ask the publisher for the workbook, or run text recognition over it, check every figure and "
            "import that.",
        )
    return texts


def _found(lines: dict[int, int], names: dict[int, int]) -> list[int]:
    """Return the pages of tables: those with such lines, and their neighbours that go on with names and figures."""
    sure = {number for number, count in lines.items() if count >= _ENOUGH_LINES}
    if not sure:
        sure = {number for number, count in names.items() if count >= _ENOUGH_LINES}
    found = set(sure)
    for step in (1, -1):
        for number in sorted(sure):
            beside = number + step
            while beside not in found and names.get(beside, 0) >= (1 if step == 1 else _ENOUGH_LINES):
                found.add(beside)
                beside += step
    return sorted(found)


def _lines(text: str, keys: Collection[str]) -> int:
    """Return how many lines of a page hold a name of a province and a figure."""
    lines = (line for line in re.split(r"[\r\n]+", text) if any(character.isdigit() for character in line))
    return sum(bool(_in_words(line.split(), keys)) for line in lines)


def _names(text: str, keys: Collection[str]) -> int:
    """Return how many names of provinces a page has that are broken over lines or not; 0 where it has few figures."""
    found = _in_words(text.split(), keys)
    figures = sum(word[:1].isdigit() for word in text.split())
    return len(found) if figures >= len(found) else 0


def _in_words(words: Sequence[str], keys: Collection[str]) -> set[str]:
    parts = [name_key(unmarked(word)) for word in words]
    return {
        key
        for first in range(len(parts))
        for end in range(first + 1, min(first + _LONGEST_NAME, len(parts)) + 1)
        if len(key := "".join(parts[first:end])) > 2 and key in keys and not key.isdigit()
    }
