"""Reading the tables of text documents (DOCX) and of slides (PPTX), with cells that span rows and columns."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from chiso.errors import DataError
from chiso.intake.encoding import respell
from chiso.intake.formats import MOST_CELLS, broken, too_large
from chiso.intake.grid import Grid, MergedArea, Value, rectangle

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide(\d++)\.xml")
_MARK = re.compile(r"[\s\d*†‡()\[\],]++")
_LONGEST_CAPTION = 300
_CAPTION_TEXTS = 2


def read_docx(data: bytes, name: str, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read the tables of a Word document.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces, to bring texts of old fonts into Unicode.
    wanted
        The number of one table from 1, in the order of the document; all of them when empty.

    Raises
    ------
    DataError
        When the document is damaged, has no table, or none of that number.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        grids: list[Grid] = []
        above: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                above = [*above, text][-_CAPTION_TEXTS:] if (text := _word_text(block._p)) else above
                continue
            grids.append(_of_word(block, str(len(grids) + 1), above, name))
            above = []
    except (KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise broken(name, "docx", f"{type(error).__name__} {error}") from None
    return _chosen(grids, name, keys, wanted, "document")


def read_pptx(data: bytes, name: str, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read the tables of slides; see :func:`read_docx` for parameters and errors."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            numbered = sorted((int(match[1]), part) for part in archive.namelist() if (match := _SLIDE.fullmatch(part)))
            slides = [etree.fromstring(archive.read(part), _parser()) for _, part in numbered]
        grids: list[Grid] = []
        for slide in slides:
            titles = [text for one in slide.iter("{*}txBody") if (text := _drawn_text(one)) and not _in_table(one)]
            for table in slide.iter(f"{_DRAWING}tbl"):
                grids.append(_of_slide(table, str(len(grids) + 1), titles[:_CAPTION_TEXTS], name))
    except (KeyError, ValueError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise broken(name, "pptx", f"{type(error).__name__} {error}") from None
    return _chosen(grids, name, keys, wanted, "presentation")


def _chosen(grids: list[Grid], name: str, keys: Collection[str], wanted: str, kind: str) -> list[Grid]:
    if not grids:
        raise DataError(
            f"The {kind} has no table.",
            where=name,
            why="Its figures may be a picture, a chart, or text with blanks between.",
            remedy="Get the table as a workbook or PDF.",
        )
    if wanted and not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(grids)):
        raise DataError(
            f"The {kind} has no table {wanted!r}.",
            where=f"{name}; TABLE",
            remedy=f"Give a number from 1 to {len(grids)}.",
        )
    chosen = [grids[int(wanted) - 1]] if wanted else grids
    return [grid.mapped(respell(grid.texts(), keys)) for grid in chosen]


def _of_word(table: Table, number: str, above: list[str], name: str) -> Grid:
    """Lay out a table of a document: a cell that spans others stands in each of their places there."""
    rows: list[list[Value]] = []
    places: dict[object, list[tuple[int, int]]] = {}
    for row, line in enumerate(table.rows):
        values: list[Value] = [None] * line.grid_cols_before
        for cell in line.cells:
            places.setdefault(cell._tc, []).append((row, len(values)))
            is_first = len(places[cell._tc]) == 1
            values.append(_word_text(cell._tc) or None if is_first else None)
        rows.append(values)
        _check_size(sum(map(len, rows)), number, name)
    merged = [_area(cells) for cells in places.values() if len(cells) > 1]
    return _grid(rows, merged, number, above)


def _of_slide(table: etree._Element, number: str, above: list[str], name: str) -> Grid:
    """Lay out a table of a slide: a cell that another one spans is there, and says so."""
    rows: list[list[Value]] = []
    merged: list[MergedArea] = []
    for row, line in enumerate(table.iterfind(f"{_DRAWING}tr")):
        rows.append([])
        for column, cell in enumerate(line.iterfind(f"{_DRAWING}tc")):
            is_spanned = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
            rows[-1].append(None if is_spanned else _drawn_text(cell) or None)
            down, across = (int(cell.get(one, "1")) for one in ("rowSpan", "gridSpan"))
            if not is_spanned and (down > 1 or across > 1):
                merged.append((row, column, row + down - 1, column + across - 1))
        _check_size(sum(map(len, rows)), number, name)
    return _grid(rows, merged, number, above)


def _grid(rows: list[list[Value]], merged: list[MergedArea], number: str, above: list[str]) -> Grid:
    values = rectangle(rows)
    height, width = len(values), len(values[0]) if values else 0
    inside = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merged
        if top < height and left < width
    ]
    caption = "\n".join(text for text in above if len(text) <= _LONGEST_CAPTION)
    return Grid("table", number, values, merged=inside, caption=caption)


def _area(cells: list[tuple[int, int]]) -> MergedArea:
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return min(rows), min(columns), max(rows), max(columns)


def _check_size(cells: int, number: str, name: str) -> None:
    if cells > MOST_CELLS:
        raise too_large(name, f"Its table {number} has more than {MOST_CELLS} cells.")


def _word_text(element: etree._Element) -> str:
    """Return what a paragraph or cell shows: what was inserted under review is there, what was deleted is not."""
    return _text(element, _WORD, _is_raised_in_word)


def _drawn_text(element: etree._Element) -> str:
    return _text(element, _DRAWING, _is_raised_on_slide)


def _text(element: etree._Element, space: str, is_raised: Callable[[etree._Element], bool]) -> str:
    """Return the text of runs, a line for each paragraph; without raised marks, which would run into a figure."""
    paragraphs = [element] if element.tag == f"{space}p" else element.iter(f"{space}p")
    lines = []
    for paragraph in paragraphs:
        parts = [_run(run, space) for run in paragraph.iter(f"{space}r") if not is_raised(run) and not _is_gone(run)]
        lines += [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _run(run: etree._Element, space: str) -> str:
    shown = {f"{space}tab": " ", f"{space}br": "\n", f"{space}cr": "\n", f"{space}noBreakHyphen": "-"}
    return "".join(one.text or "" if one.tag == f"{space}t" else shown.get(one.tag, "") for one in run)


def _is_gone(run: etree._Element) -> bool:
    """Whether a run was deleted or moved away under review."""
    return any(one.tag in (f"{_WORD}del", f"{_WORD}moveFrom") for one in run.iterancestors())


def _is_raised_in_word(run: etree._Element) -> bool:
    raised = run.find(f"{_WORD}rPr/{_WORD}vertAlign")
    is_up = raised is not None and raised.get(f"{_WORD}val") == "superscript"
    return is_up and bool(_MARK.fullmatch(_run(run, _WORD)))


def _is_raised_on_slide(run: etree._Element) -> bool:
    properties = run.find(f"{_DRAWING}rPr")
    baseline = "" if properties is None else properties.get("baseline", "")
    is_up = baseline not in ("", "0") and not baseline.startswith("-")
    return is_up and bool(_MARK.fullmatch(_run(run, _DRAWING)))


def _in_table(element: etree._Element) -> bool:
    ancestors: Iterator[etree._Element] = element.iterancestors(f"{_DRAWING}tbl")
    return next(ancestors, None) is not None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)
