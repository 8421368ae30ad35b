"""An executed notebook as it is shared: the same for the same inputs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chiso.blocks.specs import MIME
from chiso.export.outputs import shows_nothing
from chiso.export.shared_outputs import for_everybody
from chiso.export.widgets import VIEW, Widgets
from chiso.run.source import KERNELSPEC
from chiso.run.stable_outputs import Steady

_KEPT = ("alt", "caption", "label", "chiso")
"""What an author says in the metadata of a cell about its pictures and tables."""


def published(executed: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Return an executed notebook as it is shared: the same for the same inputs.

    Times, durations, random ids and machine paths that papermill and the kernel leave are dropped. What is shown
    gets a form for those who have not said that they trust the notebook, as nobody has who receives it: charts are
    pictures too, blocks are text too, and widgets are what they showed last. The executed notebook stays as it is.

    Parameters
    ----------
    executed
        The notebook.
    root
        The project's folder.

    Raises
    ------
    ExportError
        When a chart cannot be drawn.
    """
    steady = Steady(root)
    widgets = Widgets(executed)
    cells = [_cell(cell, steady, widgets) for cell in executed["cells"]]
    for cell in cells:
        if "outputs" in cell:
            cell["outputs"] = [one for one in cell["outputs"] if not shows_nothing(one.get("data") or {})]
    for_everybody([output for cell in cells for output in cell.get("outputs", ())])
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}},
        "nbformat": executed["nbformat"],
        "nbformat_minor": executed["nbformat_minor"],
    }


def notebook_bytes(notebook: Mapping[str, Any]) -> bytes:
    """Return a notebook as the bytes of its file, a line for each cell.

    Indented as Jupyter does, a briefing would take a tenth of the time of its making to write.
    """
    cells = ",\n".join(map(_json, notebook["cells"]))
    rest = _json({key: value for key, value in notebook.items() if key != "cells"})
    return f'{{"cells":[\n{cells}\n],{rest[1:]}\n'.encode()


def _cell(cell: Mapping[str, Any], steady: Steady, widgets: Widgets) -> dict[str, Any]:
    tags = cell["metadata"].get("tags", [])
    said = {name: cell["metadata"][name] for name in _KEPT if name in cell["metadata"]}
    shared = {**cell, "metadata": {**said, "tags": tags} if tags else said}
    if "injected-parameters" in tags:
        shared["id"] = "injected-parameters"
    if "outputs" in cell:
        outputs = [one for output in cell["outputs"] for one in _without_widget(output, widgets)]
        shown = (_output(output, steady) for output in _joined(outputs))
        shared["outputs"] = [output for output in shown if output.get("text") != ""]
    return shared


def _without_widget(output: Mapping[str, Any], widgets: Widgets) -> Iterable[Mapping[str, Any]]:
    view = (output.get("data") or {}).get(VIEW)
    return [output] if view is None else widgets.outputs(view)


def _joined(outputs: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield outputs with what was printed between two others as one, then what was printed as errors.

    How it comes in pieces, and in which order the two streams do, depends on how long the printing took.
    """
    for is_printed, some in itertools.groupby(outputs, lambda output: output["output_type"] == "stream"):
        if not is_printed:
            yield from some
            continue
        printed: dict[str, list[Mapping[str, Any]]] = {"stdout": [], "stderr": []}
        for output in some:
            printed.setdefault(output["name"], []).append(output)
        for pieces in filter(None, printed.values()):
            yield {**pieces[0], "text": "".join("".join(piece["text"]) for piece in pieces)}


def _output(output: Mapping[str, Any], steady: Steady) -> dict[str, Any]:
    shared = dict(output)
    if shared["output_type"] == "stream":
        shared["text"] = steady.printed(shared["name"], shared["text"])
    if shared["output_type"] == "error":  # of a cell that is meant to fail
        shared |= {"evalue": steady.shown(shared["evalue"]), "traceback": []}
    if MIME in shared.get("data", {}):  # a block's text is made from its data
        shared["data"] = {kind: data for kind, data in shared["data"].items() if kind != "text/plain"}
    elif "data" in shared:
        shared["data"] = {kind: _steady(kind, data, steady) for kind, data in shared["data"].items()}
    return shared


def _steady(kind: str, data: Any, steady: Steady) -> Any:
    """Return the text of an output as it is each time; pictures, which are bytes in base 64, stay as they are."""
    is_text = isinstance(data, str) and (kind.startswith("text/") or kind == "image/svg+xml")
    return steady.shown(data) if is_text else data


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
