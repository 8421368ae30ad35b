"""Tables that are wider than a page, in parts below each other; each begins with the columns that name its rows.

Squeezed into one page, the figures of a table with forty columns stood in it digit below digit.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from chiso.export.richtext import walk
from chiso.export.tables import Content, least_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chiso.export.markdown import Node


def parted(node: Node, available: float, size: float, *, smallest: float, padding: float) -> list[Node]:
    """Return a node, or the parts of a table none of whose sizes fits the page.

    Parameters
    ----------
    node
        Any node; all but tables come back as they are.
    available
        Width of the text, in points.
    size, smallest
        Wanted size of text and the least that a table is set in, in points. A table that fits in the least
        stays whole, and the parts of another one are set in the wanted size.
    padding
        Empty space of a cell, both sides together, in points.
    """
    if node["t"] != "table":
        return [node]
    columns = contents(node)
    if sum(least_widths(columns, smallest, padding)) <= available:
        return [node]
    widths = least_widths(columns, size, padding)
    stub = _stub(node, len(columns))
    room = available - sum(widths[:stub])
    if stub == len(columns) or room < available / 2:  # the names of the rows alone are as wide as the page
        return [node]
    spans: list[list[int]] = []
    left = 0.0
    for at in range(stub, len(columns)):
        if not spans or widths[at] > left:
            spans.append([])
            left = room
        spans[-1].append(at)
        left -= widths[at]
    parts = [_part(node, stub, span[0], span[-1] + 1) for span in spans]
    for part in parts[1:]:
        part.pop("label", None)  # the caption stands above the first
    return parts


def contents(node: Node) -> list[Content]:
    """Return what the columns of a table hold, cells over several columns apart."""
    columns: list[list[str]] = [[] for _ in node["align"]]
    heads = [""] * len(columns)
    for row in (*node["header"], *node["rows"]):
        for at, cell in enumerate(row):
            place = min(cell.get("at", at), len(columns) - 1)
            if cell["cols"] == 1:
                text = _text(cell["c"])
                if row in node["header"]:
                    heads[place] = max(heads[place], text, key=len)
                else:
                    columns[place].append(text)
    return [Content(header=head, cells=tuple(cells)) for head, cells in zip(heads, columns, strict=True)]


def _text(nodes: Sequence[Node]) -> str:
    return "".join(node.get("s") or node.get("tex") or "" for node in walk(nodes))


def _stub(node: Node, columns: int) -> int:
    """Return how many columns, from the first on, name the rows."""
    names = set(range(columns))
    for row in node["rows"]:
        for at, cell in enumerate(row):
            place = cell.get("at", at)
            if not cell["head"]:
                names -= set(range(place, place + cell["cols"]))
    return next((at for at in range(columns) if at not in names), columns)


def _part(node: Node, stub: int, start: int, end: int) -> Node:
    def row(cells: Sequence[Node]) -> list[Node]:
        found = []
        for index, cell in enumerate(cells):
            at = cell.get("at", index)
            for first, last, to in ((0, stub, 0), (start, end, stub)):
                low, high = max(at, first), min(at + cell["cols"], last)
                if low < high:
                    found.append({**copy.deepcopy(cell), "at": to + low - first, "cols": high - low})
        return found

    return {
        **node,
        "align": [*node["align"][:stub], *node["align"][start:end]],
        "header": [row(cells) for cells in node["header"]],
        "rows": [row(cells) for cells in node["rows"]],
    }
