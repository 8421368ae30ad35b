"""Markdown to plain nodes, through pandoc, with nothing in it that could run.

Pandoc only reads: its document tree becomes a small tree of our own (JSON values), which
:mod:`chiso.export.richtext` writes as HTML and the Typst template walks as data. No Typst markup is ever
made from a notebook's text, with one exception: formulas, which pandoc's TeX converter rewrites. It turns
letters into single-letter variables, text into escaped strings, and refuses what it does not know, which
then stays text.

A node is a dictionary with its type under ``"t"``:

=============  ==============================================================================
inline         ``text`` (s) · ``emph strong strike underline mark kbd sup sub code-words`` (c) · ``code`` (s, unset) ·
               ``link lost-link`` (c, href) · ``math`` (tex, typst, mathml, display) · ``anchor`` (id) · ``break`` ·
               ``image`` (name, alt, inline) · ``note`` (c: blocks; key of the one that it repeats)
block          ``para`` (c) · ``heading`` (c, level, id) · ``list`` (ordered, start, items: blocks) · ``quote`` (c) ·
               ``pre`` (s) · ``rule`` · ``pagebreak`` · ``image`` (also: id, label) · ``told`` (word, values) ·
               ``table`` (align, header, rows, label, id; each cell: c, cols, rows, head, paint)
=============  ==============================================================================
"""

from __future__ import annotations

import functools
import json
import subprocess
from importlib import resources
from typing import TYPE_CHECKING, Any

import pypandoc  # type: ignore[import-untyped]

from chiso.errors import ExportError
from chiso.export.macros import Macros
from chiso.export.markdown_source import jupyter_markdown
from chiso.export.output_html import node_text
from chiso.export.pandoc_nodes import pandoc_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Node = dict[str, Any]

#: CommonMark as Jupyter reads it, with its tables, footnotes, strikeout, lists of tasks and formulas, and nothing raw.
#: ``smart`` stays off: quotes and dashes are printed as written.
READER = (
    "commonmark+pipe_tables+footnotes+strikeout+tex_math_dollars+autolink_bare_uris+task_lists"
    "-raw_html-raw_attribute-smart-yaml_metadata_block-attributes-fenced_divs-bracketed_spans"
)

LATEX = "latex"

_TIMEOUT = 60.0

Source = tuple[str, str]
"""The reader and the text that it is to read."""

_parsed: dict[Source, str] = {}


def read_markdown(texts: Sequence[str | Source]) -> list[list[Node]]:
    r"""Read Markdown texts, each on its own, with at most one run of pandoc for all of them.

    Commands that a formula defines (``\newcommand``) are known to the formulas after it, in all texts.

    Parameters
    ----------
    texts
        Markdown of cells, or pairs of :data:`LATEX` and LaTeX that an output shows; what was read before in
        this process is not read again.

    Returns
    -------
    list of list of dict
        The block nodes of each text, fresh for each call.

    Raises
    ------
    ExportError
        When pandoc does not run or fails.
    """
    macros = Macros()
    sources = [
        (READER, jupyter_markdown(text, macros))
        if isinstance(text, str)
        else (text[0], macros.before(text[1]) + text[1])
        for text in texts
    ]
    missing = [source for source in dict.fromkeys(sources) if source not in _parsed]
    if missing:
        if len(_parsed) > 2000:  # a long-lived process such as JupyterLab must not grow without end
            _parsed.clear()
            missing = list(dict.fromkeys(sources))
        _parsed.update(zip(missing, _pandoc(missing), strict=True))
    return [_nodes(source) for source in sources]


def _nodes(source: Source) -> list[Node]:
    nodes = pandoc_nodes(_parsed[source])
    if source[0] == LATEX and not any(map(node_text, nodes)):  # nothing that pandoc understands
        return [{"t": "pre", "s": source[1]}]
    return nodes


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


def _pandoc(sources: Sequence[Source]) -> list[str]:
    with resources.as_file(resources.files("chiso.export").joinpath("assets", "read.lua")) as script:
        run = run_pandoc(["lua", str(script)], json.dumps(sources).encode())
    if run.returncode:
        raise _failed(run.stderr.decode(errors="replace").strip()[:500])
    documents: list[str] = json.loads(run.stdout)
    return documents


def run_pandoc(arguments: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run pandoc to its end on what it is given, whether it fails or not.

    Raises
    ------
    ExportError
        When it cannot be run, or hangs.
    """
    try:
        return subprocess.run(  # noqa: S603 - pandoc of our own dependency; text goes by standard input only
            [_binary(), *arguments], input=given, capture_output=True, check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error


@functools.cache
def _binary() -> str:
    return str(pypandoc.get_pandoc_path())


def _failed(message: str) -> ExportError:
    return ExportError(
        "pandoc could not read the Markdown cells",
        why=message,
        remedy="Run `make clean` and try again; if it stays, report the cell's text.",
    )
