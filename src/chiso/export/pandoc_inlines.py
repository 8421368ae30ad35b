"""Pandoc's words as nodes, with the tags of HTML that an author wrote among them, and its formulas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from chiso.export.html_tables import flattened
from chiso.export.macros import split
from chiso.export.output_html import STYLES, html_nodes, node_text

if TYPE_CHECKING:
    from chiso.export.markdown import Node

    Blocks = Callable[[Iterable[Node]], list[Node]]

_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", re.IGNORECASE)
#: Addresses that say nothing to a reader and may do something.
_ACTIVE = re.compile(r"\s*(?:javascript|data|vbscript|blob):", re.IGNORECASE)
COMMENT = re.compile(r"\s*<!--.*?-->\s*\Z", re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>]*)>\Z", re.DOTALL)
#: Tags that would do something, and those that mean nothing in HTML: an author who writes them sees them as written.
SHOWN_AS_WRITTEN = re.compile(
    r"</?(?!(?:a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|data|dd|"
    r"del|details|dfn|dir|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hgroup|hr|i|img|ins|kbd|label|li|"
    r"main|mark|menu|nav|nobr|ol|output|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|"
    r"summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr|style)\b)[a-z]"
    r"|<[a-z][^<>]*[\s\"'/]on[a-z]+\s*=",
    re.IGNORECASE,
)
_STYLE_ATTRIBUTE = re.compile(r"""(<\w[^<>]*?)\s+style="[^"<>]*\"""")
_STYLES = {"Emph": "emph", "Strong": "strong", "Strikeout": "strike", "Superscript": "sup", "Subscript": "sub",
           "Underline": "underline", "SmallCaps": "strong"}  # fmt: skip


def plain(nodes: Sequence[Node]) -> str:
    """Return the text of words, their line breaks as spaces."""
    return " ".join("".join(" " if node["t"] == "break" else node_text(node) for node in nodes).split())


def inlines_of(items: Iterable[Node], blocks: Blocks) -> list[Node]:
    """Return words; tags of HTML among them set those up to their end.

    Parameters
    ----------
    items
        Inlines of pandoc.
    blocks
        Turns what a footnote holds into nodes.
    """
    lines: list[list[Node]] = [[]]
    open_tags: list[tuple[str, Node | None]] = []

    def close() -> None:
        _, node = open_tags.pop()
        inner = lines.pop()
        for part in [{**node, "c": inner}] if node and inner else inner:
            _append(lines[-1], part)

    for item in items:
        found = _TAG.match(item["c"][1]) if item["t"] == "RawInline" else None
        if found is None or SHOWN_AS_WRITTEN.match(found[0]):
            for node in _inline(item, blocks):
                _append(lines[-1], node)
            continue
        name = found["name"].lower()
        if found["end"]:
            if any(tag == name for tag, _ in open_tags):
                while open_tags[-1][0] != name:
                    close()
                close()
        elif name in ("br", "img", "wbr", "hr") or found["rest"].endswith("/"):
            for node in _alone(found[0], name):
                _append(lines[-1], node)
        else:
            anchors, opened = _opened(found[0], name)
            for part in anchors:
                _append(lines[-1], part)
            open_tags.append((name, opened))
            lines.append([])
    while open_tags:
        close()
    return lines[0]


def _append(line: list[Node], node: Node) -> None:
    if node["t"] == "text" and line and line[-1]["t"] == "text":
        line[-1] = {"t": "text", "s": line[-1]["s"] + node["s"]}
    else:
        line.append(node)


def _alone(tag: str, name: str) -> list[Node]:
    """Return what a tag without content shows."""
    if name in ("br", "hr"):
        return [{"t": "break"}]
    return [
        {**node, "inline": True} if node["t"] == "image" else node
        for node in flattened(html_nodes(tag, is_written=True))
    ]


def _opened(tag: str, name: str) -> tuple[list[Node], Node | None]:
    """Return the place that a tag names, and the node for what stands within it, or None where that is as it was."""
    (holder,) = html_nodes(f"{tag}x</{name}>", is_written=True) or [{"t": "para", "c": []}]
    anchors = [node for node in holder.get("c", ()) if node["t"] == "anchor"]
    link = next((node for node in holder.get("c", ()) if node["t"] in ("link", "lost-link")), None)
    if link is not None:
        return anchors, {"t": link["t"], "href": link["href"]}
    if name in STYLES:
        return anchors, {"t": STYLES[name]}
    return anchors, {"t": "code-words"} if name in ("code", "samp", "tt") else None


def _inline(item: Node, blocks: Blocks) -> list[Node]:
    content = item.get("c")
    match item["t"], content:
        case "Str", str(text):
            return [{"t": "text", "s": text}]
        case (("Space" | "SoftBreak"), _):
            return [{"t": "text", "s": " "}]
        case "LineBreak", _:
            return [{"t": "break"}]
        case str(name), list(inner) if name in _STYLES:
            return [{"t": _STYLES[name], "c": inlines_of(inner, blocks)}]
        case "Quoted", [kind, inner]:
            left, right = ("“", "”") if kind["t"] == "DoubleQuote" else ("‘", "’")
            return [{"t": "text", "s": left}, *inlines_of(inner, blocks), {"t": "text", "s": right}]
        case "Code", [_, text]:
            return [{"t": "code", "s": text}]
        case "Link", [_, inner, [address, _]]:
            return _link(inlines_of(inner, blocks), address)
        case "Image", [_, inner, [address, title]]:
            return [{"t": "image", "name": address, "alt": plain(inlines_of(inner, blocks)) or title, "inline": True}]
        case "Note", list(inner):
            return [{"t": "note", "c": blocks(inner), "key": json.dumps(inner, ensure_ascii=False)}]
        case "RawInline", [_, text]:
            return [] if COMMENT.match(text) else [{"t": "text", "s": text}]
        case "Span", [[_, classes, attributes], inner]:
            return _math(dict(attributes)) if "chiso-math" in classes else inlines_of(inner, blocks)
        case "Cite", [_, inner]:
            return inlines_of(inner, blocks)
    return []


def _link(shown: list[Node], address: str) -> list[Node]:
    # A link without a word or picture could be neither seen nor read aloud.
    named = any(letter.isalnum() for letter in plain(shown)) or any(node["t"] == "image" for node in shown)
    if not named:
        return shown
    if _LINK.match(address) or address.startswith("#"):
        return [{"t": "link", "href": address, "c": shown}]
    if not address or _ACTIVE.match(address):
        return shown
    return [{"t": "lost-link", "href": address, "c": shown}]


def _math(found: dict[str, str]) -> list[Node]:
    """Return a formula, or its TeX as code where pandoc's converter does not know a command."""
    tex = split(found["tex"])[1].strip()
    typst = found["typst"].strip()
    if not (typst.startswith("$") and typst.endswith("$") and "<math" in found["mathml"]):
        return [{"t": "code", "s": tex, "unset": True}]
    return [
        {
            "t": "math",
            "tex": tex,
            "typst": typst[1:-1].strip(),
            # The page's policy allows no style attributes; its style sheet goes by columnalign.
            "mathml": _STYLE_ATTRIBUTE.sub(r"\1", found["mathml"].strip()),
            "display": found["display"] == "true",
        }
    ]


def lines_of(text: str) -> list[Node]:
    """Return text as it was written, line by line."""
    nodes: list[Node] = []
    for line in text.splitlines():
        nodes += [{"t": "break"}] * bool(nodes) + [{"t": "text", "s": line}]
    return nodes
