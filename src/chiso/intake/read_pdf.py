"""Reading the tables of a PDF that has a text layer, ruled or not, over as many pages as they take."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable, Collection, Sequence

import pdfplumber
import pypdfium2
from pdfplumber.page import Page
from pdfplumber.table import CellGroup
from pdfplumber.utils.exceptions import PdfminerException

from chiso.catalog.spelling import name_key
from chiso.errors import DataError
from chiso.intake.encoding import respell
from chiso.intake.formats import MOST_CELLS, broken, encrypted, too_large
from chiso.intake.grid import Grid, MergedArea, Value
from chiso.intake.pdf_lines import Line, Word, layout, lines_of, parted, unmarked, without_folio, without_marks
from chiso.intake.pdf_pages import pages_with_names, text_pages, wanted_pages

_MOST_EDGES = 20_000
"""A page with more lines than any table has is a drawing; looking for cells in it would take hours."""

_FEW_NAMES = 8
_TITLE_LINES = 4
_RULED_SHARE = 0.8
"""A page is read by its rules when this share of the provinces on it stands inside them."""


@dataclasses.dataclass(frozen=True)
class _Piece:
    """The part of a table that stands on one page, with the lines above it."""

    page: int
    rows: list[list[Value]]
    merged: list[MergedArea]
    above: tuple[str, ...] = ()


def read_pdf(data: bytes, name: str, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read the tables that name provinces.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces: pages without any are passed over.
    wanted
        The pages to read, such as ``3``, ``3-5`` or ``3,7``; all of them when empty.

    Raises
    ------
    DataError
        When the file is damaged, protected, made of pictures, or no page has a table of provinces.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            numbers = wanted_pages(wanted, len(document), name)
            found, convert = pages_with_names(document, numbers, keys, name, chosen=bool(wanted.strip()))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise encrypted(name) from None
        raise broken(name, "pdf", str(error)) from None
    try:
        with pdfplumber.open(io.BytesIO(data), pages=found) as pdf:
            pages = _chosen([_read_page(page, keys, convert) for page in pdf.pages])
    except (PdfminerException, ValueError, KeyError, TypeError, AssertionError, OSError) as error:
        raise broken(name, "pdf", f"{type(error).__name__} {error}".strip()) from None
    grids = _tables(pages, keys)
    if sum(grid.width * grid.height for grid in grids) > MOST_CELLS:
        raise too_large(name, f"Its tables have more than {MOST_CELLS} cells.")
    if not grids:
        raise DataError(
            "No page of the PDF has a table of provinces.",
            where=name,
            why=f"Names of provinces were found on page {', '.join(map(str, found))}, but no figures in columns.",
            remedy="Name the page with PAGE=, or get the table as a workbook.",
        )
    return grids


def read_ruled(data: bytes, name: str, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read every ruled table, whatever is in it: one for each page that it goes over, with the lines above as caption.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of words by which the tables are known, to bring texts of old fonts into Unicode.
    wanted
        The pages to read, such as ``3``, ``3-5`` or ``3,7``; all of them when empty.

    Raises
    ------
    DataError
        When the file is damaged, protected, made of pictures, has too many pages, or no page has a ruled table.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            numbers = text_pages(document, wanted_pages(wanted, len(document), name), name)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise encrypted(name) from None
        raise broken(name, "pdf", str(error)) from None
    grids = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=numbers) as pdf:
            for page in pdf.pages:
                for piece in _pieces(page):
                    grid = _from_pieces([dataclasses.replace(piece, above=())])
                    grids.append(dataclasses.replace(grid, caption="\n".join(piece.above)))
    except (PdfminerException, ValueError, KeyError, TypeError, AssertionError, OSError) as error:
        raise broken(name, "pdf", f"{type(error).__name__} {error}".strip()) from None
    if sum(grid.width * grid.height for grid in grids) > MOST_CELLS:
        raise too_large(name, f"Its tables have more than {MOST_CELLS} cells.")
    if not grids:
        raise DataError(
            "No page of the PDF has a table with rules.",
            where=name,
            why="What belongs to which column cannot be told without the lines between cells.",
            remedy="Get the annex as a Word file or workbook.",
        )
    return [grid.mapped(respell(grid.texts(), keys)) for grid in grids]


def _pieces(page: Page) -> list[_Piece]:
    """Return the ruled tables of a page, each with the lines above it."""
    words = _words(page, str)
    lines = lines_of(words, page.page_number, ())
    pieces, below = [], 0.0
    for table in page.find_tables() if len(page.edges) < _MOST_EDGES else ():
        _, top, _, bottom = table.bbox
        piece = _ruled(table.rows, words, page.page_number)
        pieces.append(dataclasses.replace(piece, above=_between(lines, below, top)))
        below = bottom
    return pieces


def _between(lines: Sequence[Line], below: float, above: float) -> tuple[str, ...]:
    """Return the last lines between two heights, by their middles: a line may reach into the rule of a table."""
    middles = ((line.text, (line.words[0].top + line.words[0].bottom) / 2) for line in lines)
    return tuple(text for text, middle in middles if below < middle < above)[-_TITLE_LINES:]


def _words(page: Page, convert: Callable[[str], str]) -> list[Word]:
    return [
        Word(convert(str(one["text"])), one["x0"], one["x1"], one["top"], one["bottom"], one["size"])
        for one in page.extract_words(x_tolerance_ratio=0.15, extra_attrs=["size"])
        if one["upright"]
    ]


@dataclasses.dataclass(frozen=True)
class _Read:
    """A page read both ways: its ruled tables and its lines, with how many names of provinces are in each."""

    number: int
    pieces: list[_Piece]
    lines: list[Line]
    inside: int
    names: int


def _read_page(page: Page, keys: Collection[str], convert: Callable[[str], str]) -> _Read:
    """Read a page by its rules and by its lines."""
    words = _words(page, convert)
    lines = without_folio(lines_of(words, page.page_number, keys))
    names = sum(len(line.names) for line in lines)
    pieces = []
    inside = 0
    below = 0.0
    for table in page.find_tables() if len(page.edges) < _MOST_EDGES else ():
        piece = _ruled(table.rows, words, page.page_number)
        count = _count_names(piece.rows, keys)
        if count:
            _, top, _, bottom = table.bbox
            pieces.append(dataclasses.replace(piece, above=_between(lines, below, top)))
            inside += count
            below = bottom
    return _Read(page.page_number, pieces, lines, inside, names)


def _chosen(pages: Sequence[_Read]) -> list[list[_Piece] | list[Line]]:
    """Return for each page its ruled tables, or its lines where the rules do not hold its table.

    The few rows at the end of a table are read as the page before: the bars behind every second row of a
    table without rules would make a ruled table of the last one.
    """
    chosen: list[list[_Piece] | list[Line]] = []
    ruled: dict[int, bool] = {}
    for page in pages:
        is_ruled = bool(page.pieces) and page.inside >= _RULED_SHARE * page.names
        if page.names < _FEW_NAMES:
            is_ruled = is_ruled and ruled.get(page.number - 1, True)
        ruled[page.number] = is_ruled
        chosen.append(page.pieces if is_ruled else page.lines)
    return chosen


def _ruled(rows: Sequence[CellGroup], words: Sequence[Word], page: int) -> _Piece:
    """Put the words of a page into the cells of a ruled table."""
    lefts = sorted({cell[0] for row in rows for cell in row.cells if cell})
    tops = sorted({cell[1] for row in rows for cell in row.cells if cell})
    values: list[list[Value]] = [[None] * len(lefts) for _ in tops]
    merged: list[MergedArea] = []
    for row in rows:
        for cell in filter(None, row.cells):
            left, top, right, bottom = cell
            place = tops.index(top), lefts.index(left)
            last = sum(one < bottom - 1 for one in tops) - 1, sum(one < right - 1 for one in lefts) - 1
            if last > place:
                merged.append((*place, max(last[0], place[0]), max(last[1], place[1])))
            inside = [
                word
                for word in words
                if left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
            ]
            cell_lines = [without_marks(line.words) for line in lines_of(inside, page, ())]
            text = "\n".join(" ".join(word.text for word in line) for line in cell_lines)
            values[place[0]][place[1]] = text or None
    return _Piece(page, values, merged)


def _tables(pages: Sequence[list[_Piece] | list[Line]], keys: Collection[str]) -> list[Grid]:
    """Join what continues on the next page: ruled tables with equally many columns, and lines without rules."""
    grids: list[Grid] = []
    pieces: list[_Piece] = []
    lines: list[Line] = []

    def close() -> None:
        if pieces:
            grids.append(_from_pieces(pieces))
            pieces.clear()
        grids.extend(_from_lines(table, keys) for table in parted(lines))
        lines.clear()

    for page in pages:
        for part in page:
            if isinstance(part, Line):
                if pieces:
                    close()
                lines.append(part)
                continue
            if lines or (pieces and len(pieces[-1].rows[0]) != len(part.rows[0])):
                close()
            pieces.append(part)
    close()
    return grids


def _from_pieces(pieces: Sequence[_Piece]) -> Grid:
    values: list[list[Value]] = []
    rows: list[int] = []
    pages: list[int] = []
    merged: list[MergedArea] = []
    for piece in pieces:
        # What stands over the rules may be all that tells one table of a report from the next.
        width = len(piece.rows[0])
        merged += [(len(values) + line, 0, len(values) + line, width - 1) for line in range(len(piece.above))]
        values += [[text, *[None] * (width - 1)] for text in piece.above]
        rows += [1] * len(piece.above)
        pages += [piece.page] * len(piece.above)
        start = len(values)
        merged += [(top + start, left, bottom + start, right) for top, left, bottom, right in piece.merged]
        values += piece.rows
        rows += range(1, len(piece.rows) + 1)
        pages += [piece.page] * len(piece.rows)
    return Grid("page", _span(pages), values, rows=rows, pages=pages, merged=merged)


def _from_lines(lines: Sequence[Line], keys: Collection[str]) -> Grid:
    values, merged = layout(lines, keys)
    pages = [line.page for line in lines]
    return Grid("page", _span(pages), values, rows=[line.number for line in lines], pages=pages, merged=merged)


def _span(pages: Sequence[int]) -> str:
    return str(pages[0]) if pages[0] == pages[-1] else f"{pages[0]}-{pages[-1]}"


def _count_names(rows: Sequence[Sequence[Value]], keys: Collection[str]) -> int:
    texts = (re.sub(r"^\s*\d+[.)]?\s+", "", str(value)) for row in rows for value in row if isinstance(value, str))
    return sum(len(text) < 80 and name_key(unmarked(text)) in keys for text in texts)
