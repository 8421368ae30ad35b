"""Reading a page of HTML: what a reader sees of it. No script is run and no address is followed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from chiso.intake.encoding import decode
from chiso.texts.formats import unreadable
from chiso.texts.passages import Kind, Passage, Place

_HIDDEN = {"script", "style", "noscript", "template", "head", "svg", "math", "select", "textarea", "iframe", "object"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
_PLACES_TO_BREAK = re.compile(r"<wbr\s{0,9}/?>", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})")
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_DEPTH = 200


def read_html(data: bytes, name: str, keys: Collection[str]) -> list[Passage]:
    """Read a page.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all units, by which encodings are told apart.

    Raises
    ------
    DataError
        When the encoding cannot be told or there is no page in it.
    """
    declared = _DECLARED.search(data[:4096])
    text = decode(data, name, keys, declared[1].decode("ascii") if declared else "")
    # Places to break show nothing, and this parser takes each for an element around all that follows: a long cell
    # would go too deep, and its end be lost.
    text = _PLACES_TO_BREAK.sub("", text)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        raise unreadable(name, "there is no page in it")
    return list(_Walk().all(root))


class _Walk:
    """The passages of one page."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0
        self._kept: list[str] = []

    def all(self, root: Any) -> Iterator[Passage]:
        yield from self._block(root, "paragraph", 0)
        yield from self._flush("paragraph")

    def _block(self, element: Any, kind: Kind, depth: int) -> Iterator[Passage]:
        self._kept.append(element.text or "")
        for child in element:
            yield from self._child(child, kind, depth)
            self._kept.append(child.tail or "")

    def _child(self, child: Any, kind: Kind, depth: int) -> Iterator[Passage]:
        if not isinstance(child.tag, str) or child.tag in _HIDDEN or _is_hidden(child) or depth > _MOST_DEPTH:
            return
        if child.tag == "br":
            self._kept.append("\n")
        elif child.tag in _INLINE:
            yield from self._block(child, kind, depth + 1)
        elif child.tag == "table":
            yield from self._flush(kind)
            yield from self._table(child)
        else:
            yield from self._flush(kind)
            own: Kind = "heading" if _HEADING.fullmatch(child.tag) else "paragraph"
            yield from self._block(child, own, depth + 1)
            yield from self._flush(own)

    def _flush(self, kind: Kind) -> Iterator[Passage]:
        text, self._kept = _tidy("".join(self._kept)), []
        if text:
            self._paragraphs += 1
            yield Passage(text, kind, Place(paragraph=self._paragraphs))

    def _table(self, table: Any) -> Iterator[Passage]:
        self._tables += 1
        for caption in table.iter("caption"):
            self._kept.append(_shown(caption))
            yield from self._flush("paragraph")
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        above: dict[int, str] = {}
        for number, row in enumerate(rows):
            cells = [cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)]
            in_head = row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells)
            is_head = in_head or (number == 0 and len(rows) > 1)
            column, beside = 0, ""
            for cell in cells:
                text = _shown(cell)
                wide = min(int(cell.get("colspan", "1")) if cell.get("colspan", "1").isdigit() else 1, 100)
                place = Place(table=self._tables, row=number + 1, column=column + 1)
                if is_head:
                    for at in range(column, column + wide):
                        above[at] = " ".join(filter(None, (above.get(at, ""), text)))
                if text:
                    heads = ("", "") if is_head else (above.get(column, ""), beside)
                    yield Passage(text, "cell", place, *heads)
                if cell.tag == "th" or column == 0:
                    beside = " ".join(filter(None, (beside, text)))
                column += wide


def _shown(element: Any) -> str:
    found: list[str] = []

    def gather(one: Any, depth: int) -> None:
        found.append(one.text or "")
        for child in one:
            if (
                isinstance(child.tag, str)
                and child.tag not in _HIDDEN
                and not _is_hidden(child)
                and depth < _MOST_DEPTH
            ):
                if child.tag not in _INLINE:
                    found.append(" ")
                gather(child, depth + 1)
            found.append(child.tail or "")

    gather(element, 0)
    return _tidy("".join(found))


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _NONE.search(element.get("style", "")) is not None
    )


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
