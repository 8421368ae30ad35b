"""An executed notebook as it is shared: the same for the same inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from chiso.report.specs import MIME

_WHERE_FROM = re.compile(r"\S*/ipykernel_\d+/")


def published(executed: Mapping[str, Any]) -> dict[str, Any]:
    """Return an executed notebook as it is shared: the same for the same inputs.

    Times, durations, random ids and machine paths that papermill and the kernel leave are dropped, and
    so is the plain-text twin of a block, which nobody reads. The executed notebook stays as it is.
    """
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [_cell(cell) for cell in executed["cells"]],
        "metadata": {"kernelspec": kernelspec, "language_info": {"name": "python"}},
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


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    tags = cell["metadata"].get("tags", [])
    shared = {**cell, "metadata": {"tags": tags} if tags else {}}
    if "injected-parameters" in tags:
        shared["id"] = "injected-parameters"
    if "outputs" in cell:
        shared["outputs"] = [_output(output) for output in cell["outputs"]]
    return shared


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    if MIME in output.get("data", {}):
        return {**output, "data": {kind: data for kind, data in output["data"].items() if kind != "text/plain"}}
    if output["output_type"] == "stream":  # a warning names the cell by the number of the process
        return {**output, "text": _WHERE_FROM.sub("", output["text"])}
    return dict(output)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
