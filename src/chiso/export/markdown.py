"""Markdown to plain nodes, through pandoc, with nothing in it that could run.

Pandoc only reads: its document tree becomes a small tree of our own (JSON values), which
:mod:`chiso.export.richtext` writes as HTML and the Typst template walks as data. No Typst markup is ever
made from a notebook's text, with one exception: formulas, which pandoc's TeX converter rewrites. It turns
letters into single-letter variables, text into escaped strings, and refuses what it does not know, which
then stays text.

A node is a dictionary with its type under ``"t"``:

=============  ==============================================================================
inline         ``text`` (s) · ``emph strong strike sup sub`` (c) · ``code`` (s) · ``link`` (c, href) ·
               ``math`` (tex, typst, mathml, display) · ``image`` (name, alt, inline) · ``break`` · ``note`` (c: blocks)
block          ``para`` (c) · ``heading`` (c, level, id) · ``list`` (ordered, start, items: blocks) · ``quote`` (c) ·
               ``pre`` (s) · ``rule`` · ``image`` · ``table`` (align, header, rows; each cell: c, cols, rows, head)
=============  ==============================================================================
"""

from __future__ import annotations

import functools
import json
import re
import subprocess
from importlib import resources
from typing import TYPE_CHECKING, Any

import pypandoc  # type: ignore[import-untyped]

from chiso.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Node = dict[str, Any]

#: CommonMark as Jupyter reads it, with its tables, footnotes, strikeout and formulas, and nothing raw.
#: ``smart`` stays off: quotes and dashes are printed as written.
READER = (
    "commonmark+pipe_tables+footnotes+strikeout+tex_math_dollars+autolink_bare_uris"
    "-raw_html-raw_attribute-smart-yaml_metadata_block-attributes-fenced_divs-bracketed_spans"
)

_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*\Z", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"""(<\w[^<>]*?)\s+style="[^"<>]*\"""")
_TIMEOUT = 60.0

_parsed: dict[str, str] = {}


def read_markdown(texts: Sequence[str]) -> list[list[Node]]:
    """Read Markdown texts, each on its own, with at most one run of pandoc for all of them.

    Parameters
    ----------
    texts
        Markdown of cells; what was read before in this process is not read again.

    Returns
    -------
    list of list of dict
        The block nodes of each text, fresh for each call.

    Raises
    ------
    ExportError
        When pandoc does not run or fails.
    """
    missing = [text for text in dict.fromkeys(texts) if text not in _parsed]
    if missing:
        if len(_parsed) > 2000:  # a long-lived process such as JupyterLab must not grow without end
            _parsed.clear()
            missing = list(dict.fromkeys(texts))
        _parsed.update(zip(missing, _pandoc(missing), strict=True))
    return [_nodes(text) for text in texts]


def plain_text(nodes: Iterable[Node]) -> str:
    """Return the text of inline nodes without its styling."""
    parts = []
    for node in nodes:
        match node["t"]:
            case "text" | "code":
                parts.append(node["s"])
            case "math":
                parts.append(node["tex"])
            case "break":
                parts.append(" ")
            case "image":
                parts.append(node["alt"])
            case "note":
                pass
            case _:
                parts.append(plain_text(node.get("c", ())))
    return "".join(parts)


def _nodes(text: str) -> list[Node]:
    return _blocks(json.loads(_parsed[text])["blocks"])


def _pandoc(texts: Sequence[str]) -> list[str]:
    with resources.as_file(resources.files("chiso.export").joinpath("assets", "read.lua")) as script:
        try:
            run = subprocess.run(  # noqa: S603 - pandoc of our own dependency; text goes by standard input only
                [_binary(), "lua", str(script)],
                input=json.dumps({"reader": READER, "texts": list(texts)}).encode(),
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(str(error)) from error
    if run.returncode:
        raise _failed(run.stderr.decode(errors="replace").strip()[:500])
    documents: list[str] = json.loads(run.stdout)
    return documents


@functools.cache
def _binary() -> str:
    return str(pypandoc.get_pandoc_path())


def _failed(message: str) -> ExportError:
    return ExportError(
        "pandoc could not read the Markdown cells",
        why=message,
        remedy="Run `make clean` and try again; if it stays, report the cell's text.",
    )


def _blocks(items: Iterable[Node]) -> list[Node]:
    return [node for item in items for node in _block(item)]


def _block(item: Node) -> list[Node]:
    content = item.get("c")
    match item["t"], content:
        case (("Para" | "Plain"), list(inlines)):
            return [_paragraph(_inlines(inlines))] if inlines else []
        case "Header", [level, _, inlines] if inlines:
            return [{"t": "heading", "level": level, "c": _inlines(inlines)}]
        case "BulletList", list(entries):
            return [{"t": "list", "ordered": False, "start": 1, "items": [_blocks(entry) for entry in entries]}]
        case "OrderedList", [[start, *_], entries]:
            return [{"t": "list", "ordered": True, "start": start, "items": [_blocks(entry) for entry in entries]}]
        case "BlockQuote", list(inner):
            return [{"t": "quote", "c": _blocks(inner)}]
        case "CodeBlock", [_, text]:
            return [{"t": "pre", "s": text}]
        case "RawBlock", [_, text]:
            return [] if _COMMENT.match(text) else [{"t": "para", "c": _lines(text.strip())}]
        case "HorizontalRule", _:
            return [{"t": "rule"}]
        case "Table", [_, _, columns, [_, head], bodies, _]:
            return [_table(columns, head, bodies)]
        case "Div", [_, inner]:
            return _blocks(inner)
        case "LineBlock", list(lines):
            return [{"t": "para", "c": _inlines(line)} for line in lines]
        case "Figure", [_, _, inner]:
            return _blocks(inner)
    return []


def _paragraph(inlines: list[Node]) -> Node:
    """Return a paragraph, or the picture that is all it holds."""
    if [node["t"] for node in inlines] == ["image"]:
        return {**inlines[0], "inline": False}
    return {"t": "para", "c": inlines}


def _table(columns: list[Any], head: list[Any], bodies: list[Any]) -> Node:
    def row(cells: list[Any], *, is_head: bool) -> list[Node]:
        return [{"c": _flat(blocks), "cols": cols, "rows": rows, "head": is_head} for _, _, rows, cols, blocks in cells]

    return {
        "t": "table",
        "align": ["end" if column[0]["t"] == "AlignRight" else "start" for column in columns],
        "header": [row(cells, is_head=True) for _, cells in head],
        "rows": [row(cells, is_head=False) for _, _, _, rows in bodies for _, cells in rows],
    }


def _flat(blocks: list[Any]) -> list[Node]:
    """Return the inlines of a pipe table's cell, which holds one paragraph at most."""
    return [
        inline
        for node in _blocks(blocks)
        for inline in (node["c"] if node["t"] == "para" else [{**node, "inline": True}])
    ]


def _inlines(items: Iterable[Node]) -> list[Node]:
    nodes: list[Node] = []
    for item in items:
        for node in _inline(item):
            if node["t"] == "text" and nodes and nodes[-1]["t"] == "text":
                nodes[-1] = {"t": "text", "s": nodes[-1]["s"] + node["s"]}
            else:
                nodes.append(node)
    return nodes


_STYLES = {"Emph": "emph", "Strong": "strong", "Strikeout": "strike", "Superscript": "sup", "Subscript": "sub",
           "Underline": "emph"}  # fmt: skip


def _inline(item: Node) -> list[Node]:
    content = item.get("c")
    match item["t"], content:
        case "Str", str(text):
            return [{"t": "text", "s": text}]
        case (("Space" | "SoftBreak"), _):
            return [{"t": "text", "s": " "}]
        case "LineBreak", _:
            return [{"t": "break"}]
        case ("Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript" | "Underline") as name, list(inner):
            return [{"t": _STYLES[name], "c": _inlines(inner)}]
        case "Code", [_, text]:
            return [{"t": "code", "s": text}]
        case "Link", [_, inner, [address, _]]:
            shown = _inlines(inner)
            # A link without a word or picture could be neither seen nor read aloud.
            named = any(letter.isalnum() for letter in plain_text(shown)) or any(one["t"] == "image" for one in shown)
            if named and (_LINK.match(address) or address.startswith("#")):
                return [{"t": "link", "href": address, "c": shown}]
            return shown
        case "Image", [_, inner, [address, title]]:
            return [{"t": "image", "name": address, "alt": plain_text(_inlines(inner)) or title, "inline": True}]
        case "Note", list(blocks):
            return [{"t": "note", "c": _blocks(blocks)}]
        case "RawInline", [_, text]:
            if _BREAK.match(text):
                return [{"t": "break"}]
            return [] if _COMMENT.match(text) else [{"t": "text", "s": text}]
        case "Span", [[_, classes, attributes], inner]:
            return _math(dict(attributes)) if "chiso-math" in classes else _inlines(inner)
    return []


def _math(found: dict[str, str]) -> list[Node]:
    """Return a formula, or its TeX as code where pandoc's converter does not know a command."""
    typst = found["typst"].strip()
    if not (typst.startswith("$") and typst.endswith("$") and "<math" in found["mathml"]):
        return [{"t": "code", "s": found["tex"]}]
    return [
        {
            "t": "math",
            "tex": found["tex"].strip(),
            "typst": typst[1:-1].strip(),
            # The page's policy allows no style attributes; its style sheet goes by columnalign.
            "mathml": _STYLE_ATTRIBUTE.sub(r"\1", found["mathml"].strip()),
            "display": found["display"] == "true",
        }
    ]


def _lines(text: str) -> list[Node]:
    nodes: list[Node] = []
    for line in text.splitlines():
        nodes += [{"t": "break"}] * bool(nodes) + [{"t": "text", "s": line}]
    return nodes
