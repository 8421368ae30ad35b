"""An executed notebook as it is shared: the same for the same inputs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from chiso.report.specs import MIME

_WHERE_FROM = re.compile(r"\S*/ipykernel_\d+/")


def published(executed: NotebookNode) -> NotebookNode:
    """Return an executed notebook as it is shared: the same for the same inputs.

    Times, durations, random ids and machine paths that papermill and the kernel leave are dropped, and
    so is the plain-text twin of a block, which nobody reads.
    """
    notebook = _node(executed)
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook["metadata"] = _node({"kernelspec": kernelspec, "language_info": {"name": "python"}})
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        cell["metadata"] = _node({"tags": tags} if tags else {})
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                output["data"].pop("text/plain", None)
            if output["output_type"] == "stream":  # a warning names the cell by the number of the process
                output["text"] = _WHERE_FROM.sub("", output["text"])
    return notebook


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of its file."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()


def _node(value: Mapping[str, Any]) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(value)  # type: ignore[no-untyped-call]
    return node
