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

import chiso
from chiso.catalog import Project
from chiso.errors import NotebookFailure
from chiso.run.limits import Limits

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST = 300
_MOST_ERRORS = 3
_PART_OF_GROUP = re.compile(r"^\s*\+-[-+]* \d+ -+$")
_ERROR_IN_GROUP = re.compile(r"^[ |]*\| ([^\W\d][\w.]*(?:: .*)?)$")
_IS_GROUP = re.compile(r"\(\d+ sub-exceptions?\)$")


class EndedEarlyError(RuntimeError):
    """A cell let its kernel end, as ``quit()`` does, while others were to come."""


def keep_error(cell: NotebookNode, execute_reply: Mapping[str, Any], **_: Any) -> None:
    """Note in a cell that failed the error that its kernel tells but does not show as one.

    IPython prints groups of errors, and magics that are not known, as text; papermill would tell of a
    ``CellExecutionError`` and nothing else. To be called by nbclient at a cell's error.
    """
    if has_error(cell):
        return
    told = execute_reply["content"]
    name, value = (_utf8(str(told.get(part, ""))) for part in ("ename", "evalue"))
    if within := _errors_within(cell):
        value = f"{value}: {'; '.join(within)}"
    cell["outputs"].append(nbformat.v4.new_output("error", ename=name, evalue=value, traceback=[]))  # type: ignore[no-untyped-call]


def _errors_within(cell: Mapping[str, Any]) -> list[str]:
    """Return the first errors of the group that was printed last, without the groups between."""
    printed = "".join("".join(one["text"]) for one in cell["outputs"] if one.get("name") == "stderr")
    found: list[str] = []
    is_open = False
    for line in printed.rpartition("  + Exception Group Traceback (most recent call last)")[2].splitlines():
        if _PART_OF_GROUP.match(line):
            is_open = True
        elif is_open and (error := _ERROR_IN_GROUP.match(line)):
            is_open = False
            if not _IS_GROUP.search(error[1]):
                found.append(_cut(error[1]))
    return found[:_MOST_ERRORS] + ([f"and {len(found) - _MOST_ERRORS} more"] if len(found) > _MOST_ERRORS else [])


def _utf8(text: str) -> str:
    """Return text as it can be written: an error may hold halves of letters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


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
        found.notebook = nbformat.writes(shown[0]).encode("utf-8", "backslashreplace")  # type: ignore[no-untyped-call]
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
    if error is None or isinstance(error, EndedEarlyError):
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
    broken = [place for place, cell in enumerate(own) if has_failed(cell)] or begun[-1:]
    if not broken:
        return 0, ""
    source = own[broken[0]]["source"].strip().splitlines()
    return broken[0] + 1, _cut(source[0]) if source else ""


def has_error(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell stopped with an error."""
    return any(output["output_type"] == "error" for output in cell.get("outputs", []))


def may_fail(cell: Mapping[str, Any]) -> bool:
    """Tell whether the author of a cell expects an error of it, by the tag that nbclient goes by."""
    return "raises-exception" in cell["metadata"].get("tags", [])


def has_failed(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell stopped with an error that its author did not expect."""
    return has_error(cell) and not may_fail(cell)


def _project_frames(error: PapermillExecutionError, project: Project) -> list[str]:
    """Return the last lines of the traceback that lie in the package or in modules of the project's own."""
    text = _ANSI.sub("", "\n".join(error.traceback))
    found = re.findall(r"^File (.+?):(\d+), in ([^\n(]+)", text, re.MULTILINE)
    frames = [(Path(path).expanduser(), line, name) for path, line, name in found]  # IPython shortens the home folder
    return [f"{project.relative(path)}:{line}, in {name}" for path, line, name in frames if _is_own(path, project)][-3:]


def _is_own(path: Path, project: Project) -> bool:
    is_installed = (
        "site-packages" in path.relative_to(project.root).parts if path.is_relative_to(project.root) else True
    )
    return path.is_relative_to(Path(chiso.__file__).parent) or not is_installed


def _first_lines(text: str) -> str:
    return _cut(" ".join(_ANSI.sub("", text).strip().splitlines()[:3]))


def _cut(text: str) -> str:
    """Return the beginning of a text that may be of any length, such as what an error says of a whole table."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
