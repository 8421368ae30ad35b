"""Pandoc's tree as the nodes of :mod:`chiso.export.markdown`, with the HTML that an author wrote into Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chiso.export.html_tables import flattened
from chiso.export.markdown_source import PAGE_BREAK
from chiso.export.output_html import html_nodes, node_text
from chiso.export.pandoc_inlines import COMMENT, SHOWN_AS_WRITTEN, inlines_of, lines_of, plain

if TYPE_CHECKING:
    from chiso.export.markdown import Node

#: What Quarto writes behind a picture or a caption: ``{#fig-trend fig-alt="…"}``.
_ATTRIBUTES = re.compile(r"\s*\{#(?P<label>(?:fig|tbl)-[\w-]+)(?P<rest>[^{}]*)\}\s*\Z")
_ALT = re.compile(r"""fig-alt\s*=\s*(?:"(?P<double>[^"]*)"|“(?P<curly>[^”]*)”|'(?P<single>[^']*)')""")


def pandoc_nodes(document: str) -> list[Node]:
    """Return the block nodes of a document in pandoc's JSON.

    Pandoc repeats a footnote wherever the text refers to it; equal ones of a text are one.
    """
    return _captioned(_blocks(json.loads(document)["blocks"]))


def _blocks(items: Iterable[Node]) -> list[Node]:
    nodes: list[Node] = []
    waiting: list[str] = []  # a table in HTML that has empty lines comes in pieces
    for item in items:
        raw = item["c"][1] if item["t"] == "RawBlock" else None
        if waiting or (raw is not None and _opens_table(raw)):
            waiting.append(raw if raw is not None else _written(item))
            if raw is not None and not _opens_table("\n".join(waiting)):
                nodes += _raw("\n".join(waiting))
                waiting.clear()
            continue
        nodes += _block(item)
    return nodes + (_raw("\n".join(waiting)) if waiting else [])


def _opens_table(html: str) -> bool:
    return len(re.findall(r"<table\b", html, re.IGNORECASE)) > len(re.findall(r"</table\b", html, re.IGNORECASE))


def _written(item: Node) -> str:
    """Return what pandoc took for Markdown within a table in HTML."""
    if item["t"] == "CodeBlock":
        return str(item["c"][1])
    return " ".join(node_text(node) for node in _block(item))


def _raw(html: str) -> list[Node]:
    if COMMENT.match(html):
        return []
    if SHOWN_AS_WRITTEN.search(re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)):
        return [{"t": "para", "c": lines_of(html.strip())}]
    return html_nodes(html, is_written=True)


def _block(item: Node) -> list[Node]:
    content = item.get("c")
    match item["t"], content:
        case (("Para" | "Plain"), list(inlines)):
            return _paragraph(inlines_of(inlines, _blocks)) if inlines else []
        case "Header", [level, _, inlines] if inlines:
            return [{"t": "heading", "level": level, "c": inlines_of(inlines, _blocks)}]
        case "BulletList", list(entries):
            return [{"t": "list", "ordered": False, "start": 1, "items": [_blocks(entry) for entry in entries]}]
        case "OrderedList", [[start, *_], entries]:
            return [{"t": "list", "ordered": True, "start": start, "items": [_blocks(entry) for entry in entries]}]
        case "BlockQuote", list(inner):
            return [{"t": "quote", "c": _blocks(inner)}]
        case "CodeBlock", [_, text]:
            return [{"t": "pre", "s": text}]
        case "RawBlock", [_, text]:
            return _raw(text)
        case "HorizontalRule", _:
            return [{"t": "rule"}]
        case "Table", [_, [_, caption], columns, [_, head], bodies, [_, foot]]:
            return [_table(caption, columns, head, [*(rows for _, _, _, rows in bodies), foot])]
        case "Div", [[label, *_], inner]:
            return _labelled(_blocks(inner), label)
        case "Figure", [[label, *_], [_, caption], inner]:
            return _labelled(_blocks(inner), label, plain(flattened(_blocks(caption))))
    return []


def _labelled(nodes: list[Node], label: str, caption: str = "") -> list[Node]:
    """Return nodes with the first table or picture among them having a label, as LaTeX gives it."""
    for node in nodes:
        if node["t"] in ("table", "image"):
            node["id"] = node.get("id") or label
            node["label"] = node.get("label") or caption
            break
    return nodes


def _paragraph(inlines: list[Node]) -> list[Node]:
    """Return a paragraph, or the picture or the page break that is all it holds."""
    kinds = [node["t"] for node in inlines]
    if kinds == ["image"]:
        return [{**inlines[0], "inline": False}]
    if kinds == ["text"] and inlines[0]["s"].strip() == PAGE_BREAK:
        return [{"t": "pagebreak"}]
    if kinds == ["image", "text"] and (found := _ATTRIBUTES.match(inlines[1]["s"])):
        node = {**inlines[0], "inline": False, "id": found["label"], "label": inlines[0]["alt"]}
        if alt := _ALT.search(found["rest"]):
            node["alt"] = alt["double"] or alt["curly"] or alt["single"] or node["alt"]
        return [node]
    return [{"t": "para", "c": inlines}] if inlines else []


def _captioned(nodes: list[Node]) -> list[Node]:
    """Give tables the captions that stand below them: ``: Growth {#tbl-growth}``."""
    found: list[Node] = []
    for node in nodes:
        words = plain(node["c"]) if node["t"] == "para" else ""
        if words.startswith(": ") and found and found[-1]["t"] == "table" and not found[-1].get("label"):
            attributes = re.search(r"\s*\{#(tbl-[\w-]+)[^{}]*\}\s*\Z", words)
            found[-1]["id"] = attributes[1] if attributes else ""
            found[-1]["label"] = (words[: attributes.start()] if attributes else words)[2:].strip()
        else:
            found.append(node)
    return found


def _table(caption: list[Any], columns: list[Any], head: list[Any], bodies: list[list[Any]]) -> Node:
    def row(cells: list[Any], *, is_head: bool) -> list[Node]:
        found: list[Node] = []
        at = 0
        for _, _, rows, cols, blocks in cells:
            inlines = flattened(_blocks(blocks))
            found.append({"c": inlines, "cols": cols, "rows": rows, "head": is_head, "at": at})
            at += cols
        return found

    header = [row(cells, is_head=True) for _, cells in head]
    rows = [row(cells, is_head=False) for body in bodies for _, cells in body]
    if not header and rows:  # a table of LaTeX may have no rule below its first row
        header, rows = [[{**cell, "head": True} for cell in rows[0]]], rows[1:]
    return {
        "t": "table",
        "align": ["end" if column[0]["t"] == "AlignRight" else "start" for column in columns],
        "header": header,
        "rows": rows,
        "label": plain(flattened(_blocks(caption))),
    }
