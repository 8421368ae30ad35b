"""Running a notebook through papermill, and turning what can go wrong into one message."""

from __future__ import annotations

import json
import os
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from chiso.catalog import Project
from chiso.errors import NotebookError
from chiso.report.specs import MIME
from chiso.run.parameters import check_parameters

CELL_SECONDS = 600
"""After this long a cell is taken to be endless."""

_KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # The kernel's debugger is of no use here, and its warning about frozen modules ends up in the log.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def execute(project: Project, notebook: Path, parameters: Mapping[str, Any], *, progress: bool = False) -> NotebookNode:
    """Run a notebook with parameters and return it as executed.

    Parameters
    ----------
    project
        The project; the kernel works in its folder of notebooks, as JupyterLab does.
    notebook
        The notebook, which stays as it is.
    parameters
        Values for names that the notebook's schema knows.
    progress
        Whether papermill shows its progress bar over the cells.

    Raises
    ------
    ParameterError
        When a parameter does not fit; nothing has run then.
    NotebookError
        When a cell fails, runs too long, or the kernel dies. The notebook with everything it showed
        until then is kept in ``.chiso/failed``.
    """
    check_parameters(notebook, parameters)
    failed = project.state / "failed" / notebook.name
    failed.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder, _kernel_environment():
        output = Path(folder) / notebook.name
        try:
            executed: NotebookNode = papermill.execute_notebook(
                str(notebook),
                str(output),
                parameters=dict(parameters),
                kernel_name="python3",
                progress_bar=progress,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_SECONDS,
                resources={"metadata": {"path": str(project.notebooks)}},
                config=_client_config(Path(folder)),
            )
            return executed
        except (PapermillExecutionError, CellTimeoutError, DeadKernelError) as error:
            if output.exists():
                failed.parent.mkdir(parents=True, exist_ok=True)
                failed.write_bytes(output.read_bytes())
            raise _notebook_error(project, notebook, failed, error) from None


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
    return notebook


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of its file."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()


def _node(value: Mapping[str, Any]) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(value)  # type: ignore[no-untyped-call]
    return node


def _client_config(folder: Path) -> Config:
    """Let the kernel talk over sockets in a private folder: no other user reaches them, no port collides."""
    config = Config()
    config.KernelManager.transport = "ipc"
    # By default the sockets are named relative to the working folder, which is not the kernel's.
    config.KernelManager.ip = str(folder / "kernel")
    return config


@contextmanager
def _kernel_environment() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _KERNEL_ENVIRONMENT}
    os.environ.update(_KERNEL_ENVIRONMENT)
    try:
        with warnings.catch_warnings():
            # papermill asks nbformat for the schema of its own injected cell in an outdated way.
            warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"papermill|nbformat|nbclient")
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _notebook_error(project: Project, notebook: Path, failed: Path, error: Exception) -> NotebookError:
    name = project.relative(notebook)
    kept = f"The notebook as it failed: {project.relative(failed)}." if failed.exists() else ""
    if isinstance(error, CellTimeoutError):
        return NotebookError(
            f"A cell ran longer than {CELL_SECONDS} seconds.", where=name, why=_first_lines(str(error)), remedy=kept
        )
    if not isinstance(error, PapermillExecutionError):
        return NotebookError(
            "The kernel died.",
            where=name,
            why="Most often the machine ran out of memory.",
            remedy=f"Free memory and run the same command again. {kept}".strip(),
        )
    # papermill puts a cell of its own, which tells of the failure, before the one that failed.
    source = str(error.source).strip().splitlines()
    where = f"{name}, cell {_cell_number(failed, error)}: {source[0] if source else ''}"
    if str(error.ename).endswith("Error") and "\n  where: " in str(error.evalue):
        # One of our own errors: it says everything itself.
        return NotebookError(str(error.evalue), where=where, remedy=kept)
    frames = _project_frames(error, project)
    return NotebookError(
        f"A notebook failed: {error.ename}: {_first_lines(str(error.evalue))}",
        where=where + "".join(f"\n         {frame}" for frame in frames),
        remedy=f"Mend the cell or the code that it calls, then run the same command again. {kept}".strip(),
    )


def _cell_number(failed: Path, error: PapermillExecutionError) -> int:
    """Return the place of the failed cell in the notebook as its author sees it, counted from 1."""
    if not failed.exists():
        return int(error.cell_index) + 1
    cells = json.loads(failed.read_text(encoding="utf-8"))["cells"]
    added = ("papermill-error-cell-tag", "injected-parameters")
    number = 0
    for cell in cells:
        if set(added) & set(cell["metadata"].get("tags", [])):
            continue
        number += 1
        if any(output["output_type"] == "error" for output in cell.get("outputs", [])):
            return number
    return int(error.cell_index) + 1


def _project_frames(error: PapermillExecutionError, project: Project) -> list[str]:
    """Return the last lines of the traceback that lie in the project's own code."""
    text = _ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(r"^File (\S+?):(\d+), in ([^\n(]+)", text, re.MULTILINE)
    return [f"{project.relative(Path(path))}:{line}, in {name}" for path, line, name in frames if "chiso" in path][-3:]


def _first_lines(text: str) -> str:
    return " ".join(_ANSI.sub("", text).strip().splitlines()[:3])
