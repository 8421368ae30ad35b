"""Reading the tables of a page of HTML, with cells that span rows and columns. Nothing is fetched, nothing runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import lxml.html
from lxml import etree

from chiso.errors import DataError
from chiso.intake.encoding import decode, respell
from chiso.intake.formats import MOST_CELLS, MOST_ROWS, broken, too_large
from chiso.intake.grid import Grid, MergedArea, Value, rectangle

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_SKIPPED = {"script", "style", "template", "noscript", "head", "title", "object", "svg", "select"}
_BREAKS = {"br", "p", "div", "li", "tr"}
_MARK = re.compile(r"[\s\d*†‡()\[\],]+")
_WIDEST_SPAN = 1000
_LONGEST_CAPTION = 300
_CAPTION_STEPS = 20
_CAPTION_TEXTS = 2


def read_html(data: bytes, name: str, keys: Collection[str], wanted: str = "", charset: str = "") -> list[Grid]:
    """Read the tables of a page.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces.
    wanted
        The number of one table from 1, in the order of the page; all of them when empty.
    charset
        The encoding that stands outside of the page, where it was sent or saved with one.

    Raises
    ------
    DataError
        When the page cannot be read, has no table, or none of that number.
    """
    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, keys, declared[1].decode("ascii") if declared else charset)
    if text.count("<tr") > MOST_ROWS:
        raise too_large(name, f"It has more than {MOST_ROWS} rows.")
    try:
        # A declaration of an encoding contradicts text that is decoded already.
        page = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError) as error:
        raise broken(name, "html", str(error)) from None
    tables = list(page.iter("table"))
    if not tables:
        raise DataError(
            "The page has no table.",
            where=name,
            why="The figures may be a picture, or be fetched by the page when it is opened.",
            remedy="Save the page after it was shown in full, or get the table as a workbook or PDF.",
        )
    if wanted and not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(tables)):
        raise DataError(
            f"The page has no table {wanted!r}.",
            where=f"{name}; TABLE",
            remedy=f"Give a number from 1 to {len(tables)}.",
        )
    grids = []
    cells = 0
    for number, table in enumerate(tables, start=1):
        if wanted and number != int(wanted):
            continue
        grid = _grid(table, str(number), name)
        cells += grid.width * grid.height
        if cells > MOST_CELLS:
            raise too_large(name, f"Its tables have more than {MOST_CELLS} cells.")
        grids.append(grid.mapped(respell(grid.texts(), keys)))
    return grids


def _grid(table: lxml.html.HtmlElement, number: str, name: str) -> Grid:
    """Lay out a table: a cell takes the first free place of its row and those that it spans."""
    rows: list[dict[int, Value]] = []
    merged: list[MergedArea] = []
    taken: dict[int, set[int]] = {}
    spanned = 0
    for row, line in enumerate(_rows(table)):
        cells: dict[int, Value] = {}
        column = 0
        for cell in line:
            while column in taken.get(row, ()):
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            spanned += across * down
            if spanned > MOST_CELLS:
                raise too_large(name, f"Its table {number} has more than {MOST_CELLS} cells.")
            cells[column] = _text(cell) or None
            if across > 1 or down > 1:
                merged.append((row, column, row + down - 1, column + across - 1))
            for below in range(row + 1, row + down):
                taken.setdefault(below, set()).update(range(column, column + across))
            column += across
            if column > _WIDEST_SPAN:
                raise too_large(name, f"A row of its table {number} has more than {_WIDEST_SPAN} columns.")
        rows.append(cells)
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    values = rectangle([[row.get(column) for column in range(width)] for row in rows])
    height, width = len(values), len(values[0]) if values else 0
    inside = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merged
        if top < height and left < width
    ]
    return Grid("table", number, values, merged=inside, caption=_caption(table))


def _caption(table: lxml.html.HtmlElement) -> str:
    """Return a table's caption, or the last short texts before it: they may be all that says which year it is of."""
    own = table.find("caption")
    if own is not None:
        return _text(own)[:_LONGEST_CAPTION]
    found: list[str] = []
    element = table
    for _ in range(_CAPTION_STEPS):
        before = element.getprevious()
        if before is None:
            element = element.getparent()
            if element is None or element.tag in ("body", "td", "th", "html"):
                break
            continue
        element = before
        if not isinstance(element.tag, str):
            continue
        if element.tag == "table" or element.find(".//table") is not None:
            break
        if text := _text(element):
            found.insert(0, text)
        if len(found) == _CAPTION_TEXTS:
            break
    return "\n".join(text for text in found if len(text) <= _LONGEST_CAPTION)


def _rows(table: lxml.html.HtmlElement) -> Iterator[list[lxml.html.HtmlElement]]:
    """Yield the cells of each row of the table itself, not those of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: lxml.html.HtmlElement, attribute: str) -> int:
    text = (cell.get(attribute) or "").strip()
    return min(max(int(text), 1), _WIDEST_SPAN) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _is_skipped(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is not shown, or is a table of its own: one that holds a single cell only frames its text."""
    if element.tag == "table":
        return sum(1 for _ in element.iter("td", "th")) > 1
    style = "".join((element.get("style") or "").split()).casefold()
    return element.tag in _SKIPPED or "display:none" in style or element.get("hidden") is not None


def _text(cell: lxml.html.HtmlElement) -> str:
    """Return the text of a cell; without raised footnote marks, which would run into its figure."""
    parts: list[str] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        for child in element:
            if isinstance(child.tag, str) and not _is_skipped(child):
                if child.tag in _BREAKS:
                    parts.append("\n")
                is_mark = child.tag == "sup" and _MARK.fullmatch(child.text_content() or "")
                if not is_mark:
                    parts.append(child.text or "")
                    walk(child)
            parts.append(child.tail or "")

    parts.append(cell.text or "")
    walk(cell)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
