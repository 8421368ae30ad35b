"""The cells of a notebook one by one: which belong to a report, and what each of them shows."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from chiso.errors import ExportError
from chiso.export import outputs
from chiso.export.output_html import html_nodes
from chiso.report.specs import MIME, Block, BlockError, Cover, Figure, from_json
from chiso.report.svg import SvgError, clean_svg

if TYPE_CHECKING:
    from chiso.export.markdown import Node

LOCALES = ("vi", "en")
_HIDDEN_CELL = frozenset({"notebook-only", "remove_cell", "remove-cell"})
_HIDDEN_OUTPUT = frozenset({"remove_output", "remove-output"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Draft:
    """A piece before its Markdown is read: Markdown text, ready nodes, or a block."""

    cell: int
    markdown: str | None = None
    attachments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    block: Block | None = None
    images: tuple[tuple[Mapping[str, Any], str], ...] = ()  # MIME bundle and alternative text
    is_lost: bool = False  # the notebook shows something for which a report has no form


def drafts_of(cell: Mapping[str, Any], number: int, name: str) -> Iterable[Draft]:
    """Yield what a cell shows: its Markdown, or its outputs in their order."""
    if cell["cell_type"] == "markdown":
        yield Draft(cell=number, markdown=outputs.joined(cell["source"]), attachments=cell.get("attachments") or {})
    elif cell["cell_type"] == "code" and not _HIDDEN_OUTPUT & _tags(cell):
        for output in cell.get("outputs", ()):
            if draft := _output(output, number, name):
                yield draft


def _output(output: Mapping[str, Any], number: int, name: str) -> Draft | None:
    """Choose the form in which an output is shown."""
    if output["output_type"] == "stream":
        # Warnings and progress bars go to stderr: they are for the person at the notebook.
        text = outputs.joined(output.get("text", "")) if output.get("name") != "stderr" else ""
        return Draft(cell=number, nodes=tuple(outputs.text_nodes(text)))
    bundle = output.get("data") or {}
    if MIME in bundle:
        block = _block(bundle[MIME], number, name)
        return None if isinstance(block, Cover) else Draft(cell=number, block=block)
    if any(media.startswith("image/") for media in bundle):
        return Draft(cell=number, images=((bundle, _alt(output.get("metadata") or {})),))
    nodes: list[Node] = []
    if "text/html" in bundle:
        nodes = html_nodes(outputs.joined(bundle["text/html"]))
        if any(node["t"] in ("table", "image") for node in nodes):
            return Draft(cell=number, nodes=tuple(nodes))
    if "text/markdown" in bundle:
        return Draft(cell=number, markdown=outputs.joined(bundle["text/markdown"]))
    latex = outputs.joined(bundle.get("text/latex", ""))
    if "Verbatim}" in latex:  # program text, as its highlighter writes it
        return Draft(cell=number, nodes=tuple(outputs.text_nodes(outputs.joined(bundle.get("text/plain", "")))))
    if latex:
        return Draft(cell=number, markdown=outputs.latex_markdown(latex))
    if "application/json" in bundle:
        said = json.dumps(bundle["application/json"], ensure_ascii=False, indent=2)
        return Draft(cell=number, nodes=tuple(outputs.text_nodes(said)))
    nodes = nodes or outputs.result_nodes(outputs.joined(bundle.get("text/plain", "")))
    return Draft(cell=number, nodes=tuple(nodes), is_lost=not nodes and outputs.has_no_form(bundle))


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
    """Refuse a cell that stopped with an error: what follows it was not computed."""
    for output in cell.get("outputs", ()) if cell["cell_type"] == "code" else ():
        if output["output_type"] == "error":
            source = outputs.joined(cell["source"]).strip().splitlines() or [""]
            raise ExportError(
                "A cell of the notebook stopped with an error",
                where=f"{place(name, number)}: {source[0].strip()}",
                why=outputs.printed(f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"),
                remedy="Mend the cell, run the whole notebook again, then export it.",
            )


def belongs(cell: Mapping[str, Any], locale: str) -> bool:
    """Tell whether a cell is part of the report in a language."""
    tags = _tags(cell)
    if tags & _HIDDEN_CELL:
        return False
    wanted = tags & set(LOCALES)
    return not wanted or re.split(r"[-_]", locale)[0].lower() in wanted


def _tags(cell: Mapping[str, Any]) -> frozenset[str]:
    tags = (cell.get("metadata") or {}).get("tags") or ()
    return frozenset(str(tag) for tag in tags)


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


def find_cover(cells: Iterable[tuple[int, Mapping[str, Any]]], name: str) -> Cover | None:
    """Return the cover of a notebook; a second one is refused."""
    found: Cover | None = None
    for number, cell in cells:
        if cell["cell_type"] != "code" or (_HIDDEN_CELL | _HIDDEN_OUTPUT) & _tags(cell):
            continue
        for output in cell.get("outputs", ()):
            value = (output.get("data") or {}).get(MIME)
            if isinstance(value, dict) and value.get("kind") == Cover.kind:
                block = _block(value, number, name)
                if found is not None:
                    raise ExportError(
                        "The report has a second cover",
                        where=place(name, number),
                        why="A report has one title.",
                        remedy="Show one cover only.",
                    )
                found = cast("Cover", block)
    return found


def _alt(metadata: Mapping[str, Any]) -> str:
    """Return the ``alt`` of an output's metadata, which Jupyter keeps for the output or for each media type."""
    for holder in (metadata, *(value for value in metadata.values() if isinstance(value, Mapping))):
        if isinstance(holder.get("alt"), str) and holder["alt"].strip():
            return str(holder["alt"])
    return ""


def place(name: str, cell: int) -> str:
    """Return how errors name a cell."""
    return f"{name}, cell {cell}"
