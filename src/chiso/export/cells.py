"""The cells of a notebook one by one: which belong to a report, and what each of them shows."""

from __future__ import annotations

import ast
import collections
import dataclasses
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from chiso.blocks.specs import MIME, Block, BlockError, Cover, Figure, from_json
from chiso.blocks.svg import SvgError, clean_svg
from chiso.errors import ExportError
from chiso.export import outputs
from chiso.export.markdown_source import definitions
from chiso.export.options import UNSAID, Options, options_of
from chiso.export.output_html import html_nodes
from chiso.export.outputs import LATEX_TABLE
from chiso.export.tags import HIDDEN_CELL, HIDDEN_STREAM, PAGE_BREAK, may_fail, shows_outputs, tags_of
from chiso.export.widgets import VIEW, Widgets

if TYPE_CHECKING:
    from chiso.export.markdown import Node, Source

_BAR = re.compile(r"\d+%\||\bit/s\b|\bs/it\b")
"""What a line of a progress bar has, in text."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Draft:
    """A piece before its Markdown is read: Markdown or LaTeX, ready nodes, or a block."""

    cell: int
    markdown: str | Source | None = None
    attachments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    block: Block | None = None
    images: tuple[tuple[Mapping[str, Any], str], ...] = ()  # MIME bundle and alternative text
    options: Options = UNSAID
    is_lost: bool = False  # the notebook shows something for which a report has no form


def drafts_of(cell: Mapping[str, Any], number: int, name: str, widgets: Widgets) -> Iterator[Draft]:
    """Yield what a cell shows: its Markdown, or its outputs in their order."""
    if PAGE_BREAK & tags_of(cell):
        yield Draft(cell=number, nodes=({"t": "pagebreak"},))
    source = outputs.joined(cell["source"])
    if cell["cell_type"] == "markdown":
        yield Draft(cell=number, markdown=source, attachments=cell.get("attachments") or {})
    elif shows_outputs(cell):
        options = options_of(cell, source)
        for output in _joined(cell):
            for draft in _output(output, number, name, widgets):
                yield dataclasses.replace(draft, options=options)


def unseen(cell: Mapping[str, Any], number: int) -> Iterator[Draft]:
    """Yield what counts of a cell that a report leaves out: the commands that it defines for formulas."""
    found = definitions(outputs.joined(cell["source"])) if cell["cell_type"] == "markdown" else ""
    if found:
        yield Draft(cell=number, markdown=found)


def _joined(cell: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the outputs of a cell with what was printed between two others as one, in how many pieces it may come.

    Warnings and progress bars go to stderr: they are for the person at the notebook.
    """
    is_hidden = HIDDEN_STREAM["stdout"] in tags_of(cell)
    for is_printed, some in itertools.groupby(cell.get("outputs", ()), lambda one: one["output_type"] == "stream"):
        if not is_printed:
            yield from some
        elif not is_hidden:
            pieces = [outputs.joined(one.get("text", "")) for one in some if one.get("name") != "stderr"]
            yield {"output_type": "stream", "name": "stdout", "text": "".join(pieces)}


def _output(output: Mapping[str, Any], number: int, name: str, widgets: Widgets) -> Iterator[Draft]:
    """Choose the form in which an output is shown."""
    if output["output_type"] == "stream":
        text = outputs.joined(output.get("text", "")) if output.get("name") != "stderr" else ""
        yield from _printed(text, number)
        return
    if output["output_type"] == "error":
        said = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}".rstrip(": ")
        yield Draft(cell=number, nodes=tuple(outputs.text_nodes(said)))
        return
    bundle = output.get("data") or {}
    if outputs.shows_nothing(bundle):
        return
    if MIME in bundle:
        block = _block(bundle[MIME], number, name)
        if not isinstance(block, Cover):
            yield Draft(cell=number, block=block)
    elif any(media.startswith("image/") for media in bundle):
        yield Draft(cell=number, images=((bundle, _alt(output.get("metadata") or {})),))
    elif VIEW in bundle:
        yield from _widget(widgets.shown(bundle[VIEW]), number, name, widgets)
    else:
        yield from _text(bundle, number)


def _text(bundle: Mapping[str, Any], number: int) -> Iterator[Draft]:
    """Yield the form of an output that is neither block, picture nor widget."""
    nodes: list[Node] = html_nodes(outputs.joined(bundle["text/html"])) if "text/html" in bundle else []
    plain = outputs.joined(bundle.get("text/plain", ""))
    latex = outputs.joined(bundle.get("text/latex", ""))
    if any(node["t"] in ("table", "image") for node in nodes):
        yield Draft(cell=number, nodes=tuple(nodes))
    elif "text/markdown" in bundle:
        yield Draft(cell=number, markdown=outputs.joined(bundle["text/markdown"]))
    elif "Verbatim}" in latex:  # program text, as its highlighter writes it
        yield Draft(cell=number, nodes=tuple(outputs.text_nodes(plain)))
    elif latex:
        yield Draft(cell=number, markdown=outputs.latex_source(latex))
    elif "application/json" in bundle:
        said = json.dumps(bundle["application/json"], ensure_ascii=False, indent=2)
        yield Draft(cell=number, nodes=tuple(outputs.text_nodes(said)))
    elif nodes:
        yield Draft(cell=number, nodes=tuple(nodes))
    elif outputs.has_no_form(bundle):
        yield Draft(cell=number, is_lost=True)
    elif LATEX_TABLE.search(plain):  # the text that to_latex() gives, as Python writes it
        yield from _printed(_evaluated(plain), number)
    else:
        yield Draft(cell=number, nodes=tuple(outputs.result_nodes(plain)))


def _evaluated(text: str) -> str:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return value if isinstance(value, str) else text


def _printed(text: str, number: int) -> Iterator[Draft]:
    """Yield printed text, with the tables of LaTeX in it set as tables."""
    end = 0
    if "\\begin{" in text:
        for found in LATEX_TABLE.finditer(text):
            yield Draft(cell=number, nodes=tuple(outputs.text_nodes(text[end : found.start()])))
            yield Draft(cell=number, markdown=outputs.latex_source(found[0]))
            end = found.end()
    yield Draft(cell=number, nodes=tuple(outputs.text_nodes(text[end:] if end else text)))


def _widget(shown: list[tuple[str, Any]] | None, number: int, name: str, widgets: Widgets) -> Iterator[Draft]:
    if shown is None:  # the notebook was saved without the state of its widgets
        yield Draft(cell=number, is_lost=True)
    for kind, value in shown or ():
        if kind == "output":
            yield from _output(value, number, name, widgets)
        elif kind == "picture":
            yield Draft(cell=number, images=((value, ""),))
        else:
            yield Draft(cell=number, nodes=tuple(value or ()), is_lost=kind == "lost")


def refuse_unrun(cells: Iterable[tuple[int, Mapping[str, Any]]], name: str) -> None:
    """Refuse a notebook of which no code has been run: its headings alone would look like a report."""
    code = [cell for _, cell in cells if cell["cell_type"] == "code" and outputs.joined(cell["source"]).strip()]
    if code and not any(cell.get("outputs") or cell.get("execution_count") for cell in code):
        raise ExportError(
            "The notebook has not been run",
            where=name,
            why=f"None of its {len(code)} code cells has an output: there would be headings and no figures.",
            remedy="Run all cells and save the notebook, then export it.",
        )


def refuse_errors(cell: Mapping[str, Any], number: int, name: str) -> None:
    """Refuse a cell that stopped with an error: what follows it was not computed, unless its author expects it."""
    if cell["cell_type"] != "code" or may_fail(cell):
        return
    for output in cell.get("outputs", ()):
        if output["output_type"] == "error":
            source = outputs.joined(cell["source"]).strip().splitlines() or [""]
            raise ExportError(
                "A cell of the notebook stopped with an error",
                where=f"{place(name, number)}: {source[0].strip()}",
                why=outputs.printed(f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"),
                remedy="Mend the cell, run the whole notebook again, then export it. One that is meant to fail has "
                "the tag raises-exception.",
            )


def _block(value: object, number: int, name: str) -> Block:
    try:
        block = from_json(value)
        if isinstance(block, Figure):
            clean_svg(block.svg, prefix=block.id, label=block.alt)
    except (BlockError, SvgError) as error:
        raise ExportError(
            "A block of the report is malformed",
            where=place(name, number),
            why=str(error),
            remedy="Run the notebook again with this version of chiso.",
        ) from None
    return block


def find_cover(cells: Iterable[tuple[int, Mapping[str, Any]]], name: str) -> tuple[Cover | None, int]:
    """Return the cover of a notebook and the number of its cell; a second one is refused."""
    found: Cover | None = None
    shown = 0
    for number, cell in cells:
        for value in _blocks_of(cell):
            if value.get("kind") == Cover.kind:
                block = _block(value, number, name)
                if found is not None:
                    raise ExportError(
                        "The report has a second cover",
                        where=place(name, number),
                        why="A report has one title.",
                        remedy="Show one cover only.",
                    )
                found, shown = cast("Cover", block), number
    return found, shown


def spoken(cells: Iterable[tuple[int, Mapping[str, Any]]]) -> str:
    """Return the language that most blocks of a notebook are in; empty where none says."""
    said = [value.get("about") for _, cell in cells for value in _blocks_of(cell)]
    counted = collections.Counter(str(one.get("locale") or "") for one in said if isinstance(one, dict))
    counted.pop("", None)
    return counted.most_common(1)[0][0] if counted else ""


def _blocks_of(cell: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the blocks that a cell shows, as JSON."""
    for output in cell.get("outputs", ()) if shows_outputs(cell) else ():
        value = (output.get("data") or {}).get(MIME)
        if isinstance(value, dict):
            yield value


def warned(cells: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[int, str]]:
    """Yield the cells that wrote to the error stream, with the first line of it that is no progress bar.

    A report leaves the stream out; whoever has it made with a command would never see a warning.
    """
    for number, cell in cells:
        if HIDDEN_STREAM["stderr"] in tags_of(cell):
            continue
        streams = [one for one in cell.get("outputs", ()) if one.get("name") == "stderr"]
        text = "".join(outputs.joined(one.get("text", "")) for one in streams)
        lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
        if found := next((line for line in lines if line and not _BAR.search(line)), ""):
            yield number, found


def raw_cells(cells: Iterable[tuple[int, Mapping[str, Any]]]) -> list[int]:
    """Return the numbers of the raw cells, which are meant for another exporter."""
    return [
        number
        for number, cell in cells
        if cell["cell_type"] == "raw" and outputs.joined(cell["source"]).strip() and not HIDDEN_CELL & tags_of(cell)
    ]


def _alt(metadata: Mapping[str, Any]) -> str:
    """Return the ``alt`` of an output's metadata, which Jupyter keeps for the output or for each media type."""
    for holder in (metadata, *(value for value in metadata.values() if isinstance(value, Mapping))):
        if isinstance(holder.get("alt"), str) and holder["alt"].strip():
            return str(holder["alt"])
    return ""


def place(name: str, cell: int) -> str:
    """Return how errors name a cell."""
    return f"{name}, cell {cell}" if cell else f"{name}, the parameters put in"
