"""What went wrong in a notebook, as one message: where, why, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from chiso.catalog import Project
from chiso.errors import NotebookFailure
from chiso.run.limits import Limits

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST = 300


def failure(
    project: Project, notebook: Path, shown: Sequence[NotebookNode], error: Exception | None, limits: Limits
) -> NotebookFailure:
    """Say what is wrong with a notebook that failed.

    Parameters
    ----------
    project, notebook
        What was run.
    shown
        The notebook as far as it ran; empty where it did not start.
    error
        What papermill or nbclient raised; None where a cell ended the notebook by itself.
    limits
        How long a cell and the whole notebook could take.
    """
    number, source = _failed_cell(shown[0]) if shown else (0, "")
    name = project.relative(notebook)
    found = _told(project, error, limits, f"{name}, cell {number}: {source}" if number else name)
    if shown:
        found.notebook = nbformat.writes(shown[0]).encode()  # type: ignore[no-untyped-call]
    return found


def _told(project: Project, error: Exception | None, limits: Limits, where: str) -> NotebookFailure:
    if isinstance(error, CellTimeoutError):
        return NotebookFailure(
            f"A cell was not done when its time was over: {limits.cell} seconds for a cell, "
            f"{limits.report} for the whole notebook.",
            where=where,
            remedy="Mend the cell, or give more time: CELL_SECONDS=… REPORT_SECONDS=….",
        )
    if isinstance(error, DeadKernelError):
        return NotebookFailure(
            "The kernel died.",
            where=where,
            why="Most often the machine ran out of memory.",
            remedy="Free memory, or make fewer reports at once: JOBS=1.",
        )
    mend = "Mend the cell or the code that it calls."
    if error is None:
        # papermill takes sys.exit(0) for a notebook that ended well; what comes after it has not run.
        return NotebookFailure("A cell ended the notebook before its end.", where=where, remedy=mend)
    if not isinstance(error, PapermillExecutionError):
        return NotebookFailure("The kernel did not run.", where=where, why=_first_lines(str(error)))
    if str(error.ename).endswith("Error") and "\n  where: " in str(error.evalue):
        # One of our own errors: it says everything itself.
        return NotebookFailure(str(error.evalue), where=where)
    frames = _project_frames(error, project)
    return NotebookFailure(
        f"A notebook failed: {error.ename}: {_first_lines(str(error.evalue))}".rstrip(": "),
        where=where + "".join(f"\n         {frame}" for frame in frames),
        remedy=mend,
    )


def _failed_cell(shown: NotebookNode) -> tuple[int, str]:
    """Return the place of the failed cell as its author counts, from 1, and its first line; 0 if none was reached.

    It is the cell with the error or, where the kernel could not tell of one, the last cell that was begun.
    """
    # papermill puts cells of its own between the author's: the parameters, and what tells of the failure.
    added = {"papermill-error-cell-tag", "injected-parameters"}
    own = [cell for cell in shown["cells"] if not added & set(cell["metadata"].get("tags", []))]
    begun = [place for place, cell in enumerate(own) if cell["metadata"].get("papermill", {}).get("start_time")]
    broken = [place for place, cell in enumerate(own) if has_error(cell)] or begun[-1:]
    if not broken:
        return 0, ""
    source = own[broken[0]]["source"].strip().splitlines()
    return broken[0] + 1, _cut(source[0]) if source else ""


def has_error(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell stopped with an error."""
    return any(output["output_type"] == "error" for output in cell.get("outputs", []))


def _project_frames(error: PapermillExecutionError, project: Project) -> list[str]:
    """Return the last lines of the traceback that lie in the project's own code."""
    text = _ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(r"^File (\S+?):(\d+), in ([^\n(]+)", text, re.MULTILINE)
    return [f"{project.relative(Path(path))}:{line}, in {name}" for path, line, name in frames if "chiso" in path][-3:]


def _first_lines(text: str) -> str:
    return _cut(" ".join(_ANSI.sub("", text).strip().splitlines()[:3]))


def _cut(text: str) -> str:
    """Return the beginning of a text that may be of any length, such as what an error says of a whole table."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
