"""Tables of a document as tables of Word, with headers that are repeated on each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chiso.blocks import palette
from chiso.blocks.in_words import mark_of, marked
from chiso.blocks.living import unnamed
from chiso.blocks.specs import Card, CardLine, CardRow, Cell, Table
from chiso.export.markdown import plain_text
from chiso.export.word_page import BRIEFING_PAGE, Page
from chiso.export.word_xml import Element, element, paragraph, run

if TYPE_CHECKING:
    from chiso.export.markdown import Node
    from chiso.export.word_text import Text

_PADDING, _WIDEST, _SHORT = 160, 34, 12
_ACCENT, _PANEL = (palette.LIGHT[name].removeprefix("#") for name in ("accent", "panel"))


def block_table(table: Table, text: Text) -> Element:
    """Return a table of a briefing; its caption and its notes stand around it."""
    shown = [[column.header for column in table.columns], *([marked(cell) for cell in row.cells] for row in table.rows)]
    widths = column_widths([[unnamed(cell) for cell in row] for row in shown], text.page)
    runs = text.fields.runs
    style = "DenseCell" if table.dense else "Cell"
    ends = ["right" if column.align == "end" else "" for column in table.columns]
    head = [
        _cell([paragraph(*runs(column.header, marks=["b"]), style=style, keep=True, align=end)], width)
        for column, width, end in zip(table.columns, widths, ends, strict=True)
    ]
    rows = [_row(head, is_head=True)]
    for row in table.rows:
        cells = []
        for at, (cell, width, end) in enumerate(zip(row.cells, widths, ends, strict=True)):
            content = [*(text.bookmark(row.anchor) if not at else []), *_cell_runs(cell, text, strong=row.marked)]
            cells.append(_cell([paragraph(*content, style=style, align=end)], width, _PANEL if row.marked else ""))
        rows.append(_row(cells))
    return _table(rows, widths, unnamed(table.caption))


def card_table(row: CardRow, text: Text) -> Element:
    """Return index cards side by side."""
    widths = [text.page.width // len(row.cards)] * len(row.cards)
    cells = [_cell(_card(card, text), width, _PANEL) for card, width in zip(row.cards, widths, strict=True)]
    return _table([_row(cells)], widths, unnamed(row.label), is_grid=False)


def node_table(node: Node, text: Text) -> Element:
    """Return a table that an author wrote into Markdown or that a frame shows."""
    every = [*node["header"], *node["rows"]]
    count = max((cell["at"] + cell["cols"] for row in every for cell in row), default=1)
    shown = [
        [plain_text(next((cell["c"] for cell in row if cell["at"] == at), [])) for at in range(count)] for row in every
    ]
    widths = column_widths(shown, text.page)
    held: dict[int, tuple[int, int]] = {}
    rows = [
        _node_row(cells, node, widths, held, text, is_head=number < len(node["header"]))
        for number, cells in enumerate(every)
    ]
    return _table(rows, widths, str(node.get("label") or ""))


def column_widths(rows: Sequence[Sequence[str]], page: Page = BRIEFING_PAGE) -> list[int]:
    """Return widths of columns that together fill the width of the text, each by its longest word and its texts."""
    columns = list(zip(*rows, strict=True))
    least = [max((_unbroken(cell) for cell in column), default=1) for column in columns]
    wanted = [max(narrow, min(max(map(len, column)), _WIDEST)) for narrow, column in zip(least, columns, strict=True)]
    free = page.width - _PADDING * len(columns)
    shares = [wide * free / sum(wanted) for wide in wanted]
    # What is too narrow for its longest word takes from the others what they can spare.
    floors = [min(narrow * page.letter, free / len(columns)) for narrow in least]
    lacking = sum(max(floor - share, 0) for floor, share in zip(floors, shares, strict=True))
    spare = sum(max(share - floor, 0) for floor, share in zip(floors, shares, strict=True)) or 1
    fitted = [
        floor if share < floor else share - (share - floor) * lacking / spare
        for floor, share in zip(floors, shares, strict=True)
    ]
    return [int(width) + _PADDING for width in fitted]


def _unbroken(text: str) -> int:
    """Return the letters that have to stand on one line: those of a short text, or of the longest word."""
    return len(text) if len(text) <= _SHORT else max(map(len, text.split()), default=0)


def _node_row(
    cells: Iterable[Node],
    node: Node,
    widths: Sequence[int],
    held: dict[int, tuple[int, int]],
    text: Text,
    *,
    is_head: bool,
) -> Element:
    """Return a row; ``held`` are the columns that cells of rows before still take, with rows and columns to go."""
    made, at = [], 0
    waiting = {cell["at"]: cell for cell in cells}
    while at < len(widths):
        if at in held:
            rows, cols = held.pop(at)
            made.append(_cell([paragraph(style="Cell")], sum(widths[at : at + cols]), cols=cols, merged="continue"))
            if rows > 1:
                held[at] = (rows - 1, cols)
            at += cols
            continue
        cell = waiting.get(at)
        if cell is None:
            made.append(_cell([paragraph(style="Cell")], widths[at]))
            at += 1
            continue
        marks = ("b",) if cell["head"] else ()
        end = "right" if node["align"][at : at + 1] == ["end"] else ""
        content = paragraph(*text.inlines(cell["c"], marks), style="Cell", align=end, keep=is_head)
        starts = "restart" if cell["rows"] > 1 else ""
        made.append(_cell([content], sum(widths[at : at + cell["cols"]]), cols=cell["cols"], merged=starts))
        if cell["rows"] > 1:
            held[at] = (cell["rows"] - 1, cell["cols"])
        at += cell["cols"]
    return _row(made, is_head=is_head)


def _card(card: Card, text: Text) -> list[Element]:
    runs = text.fields.runs
    score = text.linked(runs(card.score, style="CardScore"), card.href)
    scale = runs(f"\u00a0{card.scale}") if card.scale else []
    lines = [
        paragraph(*runs(f"{line.label}: "), *_cell_runs(line, text, strong=True), style="Cell") for line in card.lines
    ]
    return [
        paragraph(*runs(card.label, marks=["b"], colour=_ACCENT), style="Cell"),
        paragraph(run(card.name), style="DenseCell"),
        paragraph(*score, *scale, style="Cell"),
        *lines,
        *([paragraph(*runs(card.note), style="DenseCell")] if card.note else []),
    ]


def _cell_runs(cell: Cell | CardLine, text: Text, *, strong: bool = False) -> list[Element]:
    """Return the figure of a cell, linked to where it stands, with shape and word of its tone behind it."""
    marks = ["b"] if strong else []
    if cell.tone is None:
        return text.linked(text.fields.runs(cell.text, marks=marks), cell.href)
    colour = palette.LIGHT[palette.TONES[cell.tone]].removeprefix("#")
    behind = mark_of(cell)
    shown = text.linked(text.fields.runs(cell.text, marks=marks, colour=colour), cell.href)
    return [*shown, *text.fields.runs(f"\u00a0{behind}", colour=colour)] if behind else shown


def _cell(content: Sequence[Element], width: int, fill: str = "", *, cols: int = 1, merged: str = "") -> Element:
    properties = [
        element("w:tcW", w_w=width, w_type="dxa"),
        element("w:gridSpan", w_val=cols) if cols > 1 else None,
        element("w:vMerge", w_val=merged) if merged else None,
        element("w:shd", w_val="clear", w_color="auto", w_fill=fill) if fill else None,
    ]
    return element("w:tc", element("w:tcPr", *properties), *content)


def _row(cells: Sequence[Element], *, is_head: bool = False) -> Element:
    properties = element("w:trPr", element("w:cantSplit"), element("w:tblHeader") if is_head else None)
    return element("w:tr", properties, *cells)


def _table(rows: Sequence[Element], widths: Sequence[int], caption: str, *, is_grid: bool = True) -> Element:
    properties = element(
        "w:tblPr",
        element("w:tblStyle", w_val="Figures" if is_grid else "Cards"),
        element("w:tblW", w_w=sum(widths), w_type="dxa"),
        element("w:tblLayout", w_type="fixed"),
        element("w:tblLook", w_val="0020" if is_grid else "0000", w_firstRow=int(is_grid), w_lastRow=0, w_firstColumn=0,
                w_lastColumn=0, w_noHBand=1, w_noVBand=1),
        element("w:tblCaption", w_val=caption) if caption else None,
    )  # fmt: skip
    grid = element("w:tblGrid", *(element("w:gridCol", w_w=width) for width in widths))
    return element("w:tbl", properties, grid, *rows)
