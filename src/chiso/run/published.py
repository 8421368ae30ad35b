"""An executed notebook as it is shared: the same for the same inputs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chiso.report.specs import MIME
from chiso.run.steady import Steady

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
"""The kernel that every notebook runs in: this Python."""


def published(executed: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Return an executed notebook as it is shared: the same for the same inputs.

    Times, durations, random ids and machine paths that papermill and the kernel leave are dropped, and
    so is the plain-text twin of a block, which nobody reads. The executed notebook stays as it is.

    Parameters
    ----------
    executed
        The notebook.
    root
        The project's folder.
    """
    steady = Steady(root)
    return {
        "cells": [_cell(cell, steady) for cell in executed["cells"]],
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


def _cell(cell: Mapping[str, Any], steady: Steady) -> dict[str, Any]:
    tags = cell["metadata"].get("tags", [])
    shared = {**cell, "metadata": {"tags": tags} if tags else {}}
    if "injected-parameters" in tags:
        shared["id"] = "injected-parameters"
    if "outputs" in cell:
        shown = (_output(output, steady) for output in _joined(cell["outputs"]))
        shared["outputs"] = [output for output in shown if output.get("text") != ""]
    return shared


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
            yield {**pieces[0], "text": "".join(piece["text"] for piece in pieces)}


def _output(output: Mapping[str, Any], steady: Steady) -> dict[str, Any]:
    if MIME in output.get("data", {}):
        return {**output, "data": {kind: data for kind, data in output["data"].items() if kind != "text/plain"}}
    shared = dict(output)
    if shared["output_type"] == "stream":
        shared["text"] = steady.printed(shared["name"], shared["text"])
    if "data" in shared:
        shared["data"] = {kind: _steady(kind, data, steady) for kind, data in shared["data"].items()}
    return shared


def _steady(kind: str, data: Any, steady: Steady) -> Any:
    """Return the text of an output as it is each time; pictures, which are bytes in base 64, stay as they are."""
    is_text = isinstance(data, str) and (kind.startswith("text/") or kind == "image/svg+xml")
    return steady.shown(data) if is_text else data


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
