"""The tables of HTML as nodes: cells in their grid, columns of figures to the right, captions, readable colours."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chiso.export.html_colours import Colours, Paint
    from chiso.export.markdown import Node

_NUMBER = re.compile(r"[-+−–(]?[.,\s%]*+\d[\d.,\s%)]*+(e[-+]?\d+)?\Z|(NaN|nan|None|<NA>|–|-|)\Z")


@dataclasses.dataclass
class _Cell:
    head: bool
    cols: int
    rows: int
    content: list[Node]
    paint: Paint | None


def table_nodes(table: Any, content: Callable[[Any], list[Node]], colours: Colours) -> list[Node]:
    """Return a table, and a remark on colours that were left out; nothing for a table without rows.

    Parameters
    ----------
    table
        The element.
    content
        Gives what a cell holds, as words.
    colours
        What the style sheets around say of its cells.
    """
    left_out = 0
    head: list[list[_Cell]] = []
    body: list[list[_Cell]] = []
    for row in _rows(table):
        cells = []
        for element in row.iterchildren("td", "th"):
            paint, is_lost = colours.of(element)
            left_out += is_lost
            words = content(element)
            if paint and paint.bold and words:
                words = [{"t": "strong", "c": words}]
            if paint and paint.italic and words:
                words = [{"t": "emph", "c": words}]
            spans = _span(element.get("colspan")), _span(element.get("rowspan"))
            cells.append(_Cell(element.tag == "th", *spans, words, paint))
        if cells:
            (head if row.getparent().tag == "thead" else body).append(cells)
    node = _node(head, body)
    if node is None:  # a table of one row or of none is no table: its cells are words
        lines = [cell.content for row in (*head, *body) for cell in row if cell.content]
        return [{"t": "para", "c": words} for words in lines]
    caption = next(iter(table.iterchildren("caption")), None)
    node["label"] = "" if caption is None else " ".join("".join(caption.itertext()).split())
    told: list[Node] = [{"t": "told", "word": "colours_left_out", "values": {"cells": left_out}}] if left_out else []
    return [node, *told]


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table in the order of its HTML, without those of tables within."""
    for child in table.iterchildren(etree.Element):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def flattened(blocks: Sequence[Node]) -> list[Node]:
    """Return blocks as words: each on a line of its own, items with a dot, tables row by row."""
    lines: list[list[Node]] = []
    for node in blocks:
        if node["t"] in ("para", "told"):
            lines.append(node.get("c", []))
        elif node["t"] == "heading":
            lines.append([{"t": "strong", "c": node["c"]}])
        elif node["t"] == "pre":
            lines += [[{"t": "code", "s": line}] for line in node["s"].split("\n")]
        elif node["t"] == "quote":
            lines.append(flattened(node["c"]))
        elif node["t"] == "list":
            for number, item in enumerate(node["items"], start=node["start"]):
                sign = f"{number}. " if node["ordered"] else "• "
                lines.append([{"t": "text", "s": sign}, *flattened(item)])
        elif node["t"] == "table":
            for row in (*node["header"], *node["rows"]):
                held = [cell["c"] for cell in row if cell["c"]]
                lines.append([part for words in held for part in (*words, {"t": "text", "s": " "})])
        elif node["t"] == "image":
            lines.append([{**node, "inline": True}])
    found: list[Node] = []
    for line in filter(None, lines):
        found += [{"t": "break"}] * bool(found) + line
    return found


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 200) if value and value.isdecimal() and len(value) < 6 else 1


def _node(head: list[list[_Cell]], body: list[list[_Cell]]) -> Node | None:
    if not head and body:  # a table must say what its columns are: its first row does
        head, body = body[:1], body[1:]
    if not head or not body:
        return None
    placed_head, head_columns = _placed(head)
    placed_body, body_columns = _placed(body)
    columns = max(head_columns, body_columns)
    for rows, own in ((placed_head, head_columns), (placed_body, body_columns)):
        for row in rows:
            row += [_empty(x) for x in range(own, columns)]
    align = ["end"] * columns
    for row in placed_body:
        for cell in row:
            if cell["cols"] == 1 and not _NUMBER.match(_plain(cell["c"]).strip()):
                align[cell["at"]] = "start"
    for row in placed_head:
        for cell in row:
            cell["head"] = True
    return {"t": "table", "align": align, "header": placed_head, "rows": placed_body}


def _plain(nodes: Sequence[Node]) -> str:
    return "".join(node.get("s", " " if node["t"] == "break" else "") + _plain(node.get("c", ())) for node in nodes)


def _placed(rows: Sequence[Sequence[_Cell]]) -> tuple[list[list[Node]], int]:
    """Place cells in a grid and fill its holes, so that spans never reach out of it or overlap."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[Node]] = []
    for y, row in enumerate(rows):
        nodes: list[Node] = []
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            cols = 1
            while cols < cell.cols and (y, x + cols) not in taken:
                cols += 1
            tall = min(cell.rows, len(rows) - y)
            taken.update((y + dy, x + dx) for dy in range(tall) for dx in range(cols))
            node = {"c": cell.content, "cols": cols, "rows": tall, "head": cell.head, "at": x}
            if cell.paint and cell.paint.ground:
                node["paint"] = {"ink": cell.paint.ink, "ground": cell.paint.ground}
            nodes.append(node)
            x += cols
        placed.append(nodes)
    columns = max((x for _, x in taken), default=-1) + 1
    for y, nodes in enumerate(placed):
        nodes += [_empty(x) for x in range(columns) if (y, x) not in taken]
        nodes.sort(key=lambda node: cast("int", node["at"]))
    return placed, columns


def _empty(at: int) -> Node:
    return {"c": [], "cols": 1, "rows": 1, "head": False, "at": at}
