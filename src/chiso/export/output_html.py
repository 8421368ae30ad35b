"""HTML as nodes, with its structure: headings, lists, paragraphs, tables, pictures, and the styles of words.

What an output of a cell shows and what an author writes as HTML in a Markdown cell are read alike. Nothing of
the source is kept but its text and the few addresses that pass: the nodes are written anew for each target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree

from chiso.export.html_colours import Colours
from chiso.export.html_tables import flattened, table_nodes
from chiso.export.outputs import data_image, names_an_object, text_nodes

if TYPE_CHECKING:
    from chiso.export.markdown import Node

#: Tags that set words in another way, and the node that does.
STYLES = {
    "b": "strong", "strong": "strong", "em": "emph", "i": "emph", "cite": "emph", "var": "emph", "dfn": "emph",
    "s": "strike", "del": "strike", "strike": "strike", "u": "underline", "ins": "underline", "sup": "sup",
    "sub": "sub", "mark": "mark", "kbd": "kbd",
}  # fmt: skip
_CODE = frozenset({"code", "samp", "tt"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "nav", "aside", "main", "address", "figure", "center",
     "form", "fieldset", "details", "dl", "body", "html", "head", "hgroup", "legend", "figcaption", "dd", "li",
     "caption", "tr", "td", "th", "tbody", "thead", "tfoot"}
)  # fmt: skip
_NAMES = frozenset({"summary", "dt"})  # what names that which follows
_HEADING = re.compile(r"h[1-6]\Z")
#: What a page shows in the place of something that a report has no form for.
_INSTEAD = frozenset(
    {"script", "style", "audio", "video", "object", "iframe", "noscript", "template", "canvas", "svg", "title",
     "select", "textarea", "embed", "head"}
)  # fmt: skip
#: What pandas says, in English, below a table that it has shortened; the dots within tell it in any language.
_DIMENSIONS = re.compile(r"\s*\d+ rows × \d+ columns\s*\Z")
_BREAK = re.compile(r"(?:page-)?break-(?P<side>before|after)\s*:\s*(?:always|page|left|right)\b", re.IGNORECASE)
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINK = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]+\Z", re.IGNORECASE)


def html_nodes(source: str, *, is_written: bool = False) -> list[Node]:
    """Return HTML as block nodes, in the order of reading.

    Parameters
    ----------
    source
        A piece of HTML or a whole page, well-formed or not.
    is_written
        Whether an author wrote it in a Markdown cell, where each picture is part of the notebook or an
        error. What a library shows may name pictures elsewhere; those are their alternative texts.
    """
    text = _CONTROL.sub("", source)
    if not text.strip():
        return []
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        return []
    flow = _Flow(Colours("\n".join(_SHEET.findall(text))), is_written=is_written)
    nodes = flow.blocks(page)
    return [node for node in nodes if not _is_noise(node)]


def _is_noise(node: Node) -> bool:
    if node["t"] != "para":
        return False
    text = "".join(part.get("s", "") for part in node["c"])
    return all(part["t"] == "text" for part in node["c"]) and bool(names_an_object(text) or _DIMENSIONS.match(text))


class _Flow:
    """Turns elements into nodes; what stands beside blocks becomes paragraphs."""

    def __init__(self, colours: Colours, *, is_written: bool) -> None:
        self._colours = colours
        self._is_written = is_written

    def blocks(self, parent: Any) -> list[Node]:
        """Return the content of an element as block nodes."""
        found: list[Node] = []
        line: list[Node] = []

        def end() -> None:
            if inlines := trimmed(line):
                is_picture = [node["t"] for node in inlines] == ["image"]
                found.append({**inlines[0], "inline": False} if is_picture else {"t": "para", "c": inlines})
            line.clear()

        for part in _parts(parent):
            if isinstance(part, str):
                line.append({"t": "text", "s": part})
            elif self._is_block(part):
                end()
                found += self._block(part)
            else:
                line += self.inline(part)
        end()
        return found

    def _is_block(self, element: Any) -> bool:
        tag = element.tag
        if tag in _BLOCKS or tag in _NAMES or _HEADING.match(tag) or tag in {"ul", "ol", "table", "pre", "hr"}:
            return True
        if tag in {"blockquote", "menu", "dir"}:
            return True
        # A line of words may be put around blocks; it is as good as not there.
        return tag not in _INSTEAD and any(
            child.tag in _BLOCKS | {"ul", "ol", "table", "pre", "hr", "blockquote"}
            for child in element.iter(etree.Element)
            if child is not element
        )

    def _block(self, element: Any) -> list[Node]:
        sides = {found["side"].lower() for found in _BREAK.finditer(element.get("style") or "")}
        anchor: list[Node] = [{"t": "anchor", "id": element.get("id")}] if element.get("id") else []
        made = self._content(element)
        if anchor and self._is_written:
            made = [{"t": "para", "c": anchor}, *made]
        before, after = ([{"t": "pagebreak"}] if side in sides else [] for side in ("before", "after"))
        return [*before, *made, *after]

    def _content(self, element: Any) -> list[Node]:
        tag = element.tag
        if _HEADING.match(tag):
            inlines = trimmed(self.inlines(element))
            return [{"t": "heading", "level": int(tag[1]), "c": inlines}] if inlines else []
        if tag in {"ul", "ol", "menu", "dir"}:
            return self._list(element)
        if tag == "table":
            return table_nodes(element, self._cell, self._colours)
        if tag == "hr":
            return [{"t": "rule"}]
        if tag == "pre":
            text = "".join(element.itertext()).strip("\n")
            if not self._is_written:
                return text_nodes(text)
            return [{"t": "pre", "s": text}] if text.strip() else []
        inner = self.blocks(element)
        if tag == "blockquote" and inner:
            return [{"t": "quote", "c": inner}]
        if tag in _NAMES:
            return [{**node, "c": [{"t": "strong", "c": node["c"]}]} if node["t"] == "para" else node for node in inner]
        return inner

    def _list(self, element: Any) -> list[Node]:
        items: list[list[Node]] = []
        for child in element.iterchildren(etree.Element):
            if child.tag == "li":
                items.append(self.blocks(child))
            elif items:  # a list put directly into a list
                items[-1] += self._block(child) if self._is_block(child) else []
            else:
                items.append(self.blocks(child))
        items = [item for item in items if item]
        start = element.get("start") or "1"
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        is_ordered = element.tag == "ol"
        return (
            [{"t": "list", "ordered": is_ordered, "start": number if is_ordered else 1, "items": items}]
            if items
            else []
        )

    def _cell(self, element: Any) -> list[Node]:
        """Return what a cell of a table holds, as words: paragraphs and items stand on lines of their own."""
        return flattened(self.blocks(element))

    def inlines(self, parent: Any) -> list[Node]:
        """Return the content of an element as words."""
        found: list[Node] = []
        for part in _parts(parent):
            found += [{"t": "text", "s": part}] if isinstance(part, str) else self.inline(part)
        return found

    def inline(self, element: Any) -> list[Node]:
        """Return an element as words."""
        tag = element.tag
        if tag in _INSTEAD:
            return []
        if tag == "br":
            return [{"t": "break"}]
        if tag == "wbr":
            return [{"t": "text", "s": "\u200b"}]
        if tag == "img":
            return self._image(element)
        if tag in _CODE:
            text = " ".join("".join(element.itertext()).split())
            return [{"t": "code", "s": text}] if text else []
        inner = self.inlines(element)
        if tag in STYLES:
            return [{"t": STYLES[tag], "c": inner}] if inner else []
        if tag == "q":
            return [{"t": "text", "s": "“"}, *inner, {"t": "text", "s": "”"}]
        if tag == "a":
            return self._link(element, inner)
        return inner

    def _link(self, element: Any, inner: list[Node]) -> list[Node]:
        address = (element.get("href") or "").strip()
        named = element.get("id") or element.get("name")
        anchor: list[Node] = [{"t": "anchor", "id": named}] if named and self._is_written else []
        has_words = any(letter.isalnum() for node in inner for letter in node_text(node))
        if has_words and _LINK.match(address) and (self._is_written or not address.startswith("#")):
            return [*anchor, {"t": "link", "href": address, "c": inner}]
        if has_words and address and self._is_written:
            return [*anchor, {"t": "lost-link", "href": address, "c": inner}]
        return anchor + inner

    def _image(self, element: Any) -> list[Node]:
        address, alt = element.get("src") or "", element.get("alt") or ""
        if self._is_written or data_image(address):
            return [{"t": "image", "name": address, "alt": alt, "inline": True}]
        return [{"t": "text", "s": f" {alt} "}] if alt else []


def node_text(node: Node) -> str:
    """Return the text of a node and of those within."""
    cells = (cell for row in (*node.get("header", ()), *node.get("rows", ())) for cell in row if node["t"] == "table")
    inner = (*node.get("c", ()), *(one for item in node.get("items", ()) for one in item))
    held = (*inner, *(one for cell in cells for one in cell["c"]))
    return str(node.get("s") or node.get("tex") or "") + str(node.get("alt", "")) + "".join(map(node_text, held))


def _parts(parent: Any) -> Iterator[Any]:
    """Yield texts and elements below an element, in their order."""
    if parent.text:
        yield parent.text
    for child in parent:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def trimmed(nodes: Iterable[Node]) -> list[Node]:
    """Return words with their white space as a browser sets it: one space between two, none at the ends."""
    line: list[Node] = []
    _spaced(nodes, line, after_space=True)
    while line and (line[-1]["t"] == "break" or (line[-1]["t"] == "text" and not line[-1]["s"].rstrip())):
        line.pop()
    while line and line[0]["t"] == "break":
        line.pop(0)
    if line and line[-1]["t"] == "text":
        line[-1] = {"t": "text", "s": line[-1]["s"].rstrip(" ")}
    return line


def _spaced(nodes: Iterable[Node], line: list[Node], *, after_space: bool) -> bool:
    for node in nodes:
        if node["t"] == "text":
            text = re.sub(r"[ \t\r\n\f]+", " ", node["s"])
            text = text.removeprefix(" ") if after_space else text
            if not text:
                continue
            after_space = text.endswith(" ")
            if line and line[-1]["t"] == "text":
                line[-1] = {"t": "text", "s": line[-1]["s"] + text}
            else:
                line.append({"t": "text", "s": text})
        elif "c" in node and node["t"] != "note":
            inner: list[Node] = []
            after_space = _spaced(node["c"], inner, after_space=after_space)
            if inner:
                line.append({**node, "c": inner})
        else:
            line.append(node)
            after_space = node["t"] == "break" or (after_space and node["t"] == "anchor")
    return after_space
