"""Reading a notebook that is to be run: whole, valid, and the same each time."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import nbformat
from nbformat import NotebookNode, ValidationError
from papermill.iorw import load_notebook_node

from chiso.run.parameters import unreadable

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
"""The kernel that every notebook runs in: this Python."""

_LONGEST = 300


def read_notebook(notebook: Path) -> NotebookNode:
    """Return a notebook as papermill loads it, for a kernel of this Python.

    Cells without an id, and those with that of another one, as after a merge, have one by their place:
    Jupyter would give them another at each run.

    Raises
    ------
    ParameterError
        When it is no notebook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ids
            node: NotebookNode = load_notebook_node(str(notebook))
            nbformat.validate(node)
        ids = [cell.get("id") for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]
    except ValidationError as error:
        raise unreadable(notebook, f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:_LONGEST]) from None
    except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError) as error:
        raise unreadable(notebook, str(error)[:_LONGEST]) from None
    for place, (cell, own) in enumerate(zip(node["cells"], ids, strict=True), 1):
        if cell["id"] != own:
            cell["id"] = _by_place(place, ids)
    node["metadata"]["kernelspec"] = NotebookNode(KERNELSPEC)  # type: ignore[no-untyped-call]
    return node


def _by_place(place: int, taken: list[object]) -> str:
    name = f"cell-{place}"
    while name in taken:
        name += "-"
    return name
