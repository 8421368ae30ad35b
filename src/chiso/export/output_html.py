"""The tables of a page of HTML, with the text and the pictures around them, as nodes."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

from chiso.export.outputs import data_image, names_an_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chiso.export.markdown import Node

#: What pandas says, in English, below a table that it has shortened; the dots within tell it in any language.
_DIMENSIONS = re.compile(r"\d+ rows × \d+ columns\Z")
#: What a page shows in the place of something that a report has no form for.
_INSTEAD = ("script", "style", "audio", "video", "object", "iframe", "noscript", "template")
_NUMBER = re.compile(r"[-+−–(]?[\d.,\s%]*\d[\d.,\s%)]*(e[-+]?\d+)?\Z|(NaN|nan|None|<NA>|–|-|)\Z")


def html_nodes(source: str) -> list[Node]:
    """Return the tables and pictures of HTML, and its text as paragraphs, in the order of reading."""
    reader = _TableReader()
    reader.feed(source)
    reader.close()
    nodes: list[Node] = []
    for part in reader.parts:
        if isinstance(part, _Table):
            nodes += [node] if (node := _table_node(part)) else []
        elif isinstance(part, dict):
            nodes.append(part)
        else:
            paragraphs = (" ".join(text.split()) for text in "".join(part).split("\n\n"))
            nodes += [
                {"t": "para", "c": [{"t": "text", "s": text}]}
                for text in paragraphs
                if text and not names_an_object(text) and not _DIMENSIONS.match(text)
            ]
    return nodes


@dataclasses.dataclass
class _Cell:
    head: bool
    cols: int
    rows: int
    text: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class _Table:
    caption: list[str] = dataclasses.field(default_factory=list)
    head: list[list[_Cell]] = dataclasses.field(default_factory=list)
    body: list[list[_Cell]] = dataclasses.field(default_factory=list)


class _TableReader(HTMLParser):
    """Collects tables of HTML as text, and what stands around them; scripts and styles are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Table | Node | list[str]] = []
        self._table = _Table()
        self._depth = 0
        self._skip = 0
        self._in_head = False
        self._in_caption = False
        self._row: list[_Cell] | None = None
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INSTEAD:
            self._skip += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._table = _Table()
                self.parts.append(self._table)
                self._in_head = False
        elif tag == "img":
            self._image({name: value or "" for name, value in attrs})
        elif tag in ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._add("\n\n")
        elif tag == "br":
            self._add(" ")
        if self._depth != 1:
            return
        if tag in ("thead", "tbody", "tfoot"):
            self._in_head = tag == "thead"
        elif tag == "caption":
            self._in_caption = True
        elif tag == "tr":
            self._row = []
            (self._table.head if self._in_head else self._table.body).append(self._row)
        elif tag in ("td", "th") and self._row is not None:
            spans = dict(attrs)
            self._cell = _Cell(tag == "th", _span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._row.append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INSTEAD:
            self._skip = max(0, self._skip - 1)
        elif tag == "table":
            self._depth = max(0, self._depth - 1)
            if not self._depth:
                self._row = self._cell = None
        elif self._depth == 1 and tag in ("td", "th"):
            self._cell = None
        elif tag == "caption":
            self._in_caption = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._add(data)

    def _add(self, data: str) -> None:
        if self._in_caption:
            self._table.caption.append(data)
        elif self._cell is not None:
            self._cell.text.append(data)
        elif not self._depth:
            if not (self.parts and isinstance(self.parts[-1], list)):
                self.parts.append([])
            cast("list[str]", self.parts[-1]).append(data)

    def _image(self, attributes: dict[str, str]) -> None:
        if not self._depth and data_image(attributes.get("src", "")):
            self.parts.append(
                {"t": "image", "name": attributes["src"], "alt": attributes.get("alt", ""), "inline": False}
            )
        else:  # another address is not read, and a cell holds text alone
            self._add(f" {attributes.get('alt', '')} ")


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 200) if value and value.isdecimal() else 1


def _table_node(table: _Table) -> Node | None:
    head, body = [row for row in table.head if row], [row for row in table.body if row]
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
            text = cell["c"][0]["s"] if cell["c"] else ""
            if cell["cols"] == 1 and not _NUMBER.match(text):
                align[cell["at"]] = "start"
    for row in placed_head:
        for cell in row:
            cell["head"] = True
    caption = " ".join("".join(table.caption).split())
    return {"t": "table", "align": align, "header": placed_head, "rows": placed_body, "label": caption}


def _placed(rows: Sequence[Sequence[_Cell]]) -> tuple[list[list[Node]], int]:
    """Place cells in a grid and fill its holes, so that spans never reach out of it or overlap."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[Node]] = []
    for y, row in enumerate(rows):
        nodes, x = [], 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            cols = 1
            while cols < cell.cols and (y, x + cols) not in taken:
                cols += 1
            tall = min(cell.rows, len(rows) - y)
            taken.update((y + dy, x + dx) for dy in range(tall) for dx in range(cols))
            text = " ".join("".join(cell.text).split())
            content = [{"t": "text", "s": text}] if text else []
            nodes.append({"c": content, "cols": cols, "rows": tall, "head": cell.head, "at": x})
            x += cols
        placed.append(nodes)
    columns = max((x for _, x in taken), default=-1) + 1
    for y, nodes in enumerate(placed):
        nodes += [_empty(x) for x in range(columns) if (y, x) not in taken]
        nodes.sort(key=lambda node: cast("int", node["at"]))
    return placed, columns


def _empty(at: int) -> Node:
    return {"c": [], "cols": 1, "rows": 1, "head": False, "at": at}
