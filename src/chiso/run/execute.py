"""Running a notebook through papermill, and turning what can go wrong into one message."""

from __future__ import annotations

import json
import logging
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
from papermill.engines import NBClientEngine, papermill_engines
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


class _KeepingEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's engine, which keeps what was shown when a kernel dies or a cell is endless.

    Papermill could also save the notebook at every cell; for a briefing with its charts that takes a second.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, keep: str, **options: Any) -> None:
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        except Exception:
            nb_man.output_path = keep  # where papermill then saves what was shown until now
            raise


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
        papermill_engines.register("chiso", _KeepingEngine)
        try:
            executed: NotebookNode = papermill.execute_notebook(
                str(notebook),
                str(output),
                parameters=dict(parameters),
                engine_name="chiso",
                keep=str(output),
                kernel_name="python3",
                progress_bar=progress,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_SECONDS,
                # Being told to stop, a kernel may log that it was interrupted; what fails is told by us.
                extra_arguments=["--log-level=CRITICAL"],
                resources={"metadata": {"path": str(project.notebooks)}},
                config=_client_config(Path(folder)),
            )
        except (PapermillExecutionError, CellTimeoutError, RuntimeError) as error:
            _keep(output, failed)
            raise _notebook_error(project, notebook, failed, error) from None
        if any(_has_error(cell) for cell in executed["cells"]):
            _keep(output, failed)
            raise _notebook_error(project, notebook, failed, None)
        return executed


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
    # papermill and nbclient log what they then raise; people get it once, as our own error.
    log = logging.getLogger("papermill")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            # papermill asks nbformat for the schema of its own injected cell in an outdated way.
            warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"papermill|nbformat|nbclient")
            yield
    finally:
        log.setLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _keep(output: Path, failed: Path) -> None:
    if output.exists():
        failed.parent.mkdir(parents=True, exist_ok=True)
        failed.write_bytes(output.read_bytes())


def _notebook_error(project: Project, notebook: Path, failed: Path, error: Exception | None) -> NotebookError:
    number, source = _failed_cell(failed)
    name = project.relative(notebook)
    where = f"{name}, cell {number}: {source}" if number else name
    kept = f"The notebook as it failed: {project.relative(failed)}." if failed.exists() else ""
    if isinstance(error, CellTimeoutError):
        remedy = f"Mend the cell, then run the same command again. {kept}".strip()
        return NotebookError(f"A cell ran longer than {CELL_SECONDS} seconds.", where=where, remedy=remedy)
    if isinstance(error, DeadKernelError):
        why, remedy = "Most often the machine ran out of memory.", "Free memory and run the same command again."
        return NotebookError("The kernel died.", where=where, why=why, remedy=f"{remedy} {kept}".strip())
    again = f"Mend the cell or the code that it calls, then run the same command again. {kept}".strip()
    if error is None:
        # papermill takes sys.exit(0) for a notebook that ended well; what comes after it has not run.
        return NotebookError("A cell ended the notebook before its end.", where=where, remedy=again)
    if not isinstance(error, PapermillExecutionError):
        remedy = f"Run the same command again. {kept}".strip()
        return NotebookError("The kernel did not run.", where=name, why=_first_lines(str(error)), remedy=remedy)
    if str(error.ename).endswith("Error") and "\n  where: " in str(error.evalue):
        # One of our own errors: it says everything itself.
        return NotebookError(str(error.evalue), where=where, remedy=kept)
    frames = _project_frames(error, project)
    return NotebookError(
        f"A notebook failed: {error.ename}: {_first_lines(str(error.evalue))}".rstrip(": "),
        where=where + "".join(f"\n         {frame}" for frame in frames),
        remedy=again,
    )


def _failed_cell(failed: Path) -> tuple[int, str]:
    """Return the place of the failed cell as its author counts, from 1, and its first line; 0 if none was reached.

    It is the cell with the error or, where the kernel could not tell of one, the last cell that was begun.
    """
    if not failed.exists():
        return 0, ""
    # papermill puts cells of its own between the author's: the parameters, and what tells of the failure.
    added = {"papermill-error-cell-tag", "injected-parameters"}
    cells = json.loads(failed.read_text(encoding="utf-8"))["cells"]
    own = [cell for cell in cells if not added & set(cell["metadata"].get("tags", []))]
    begun = [place for place, cell in enumerate(own) if cell["metadata"].get("papermill", {}).get("start_time")]
    broken = [place for place, cell in enumerate(own) if _has_error(cell)] or begun[-1:]
    if not broken:
        return 0, ""
    source = "".join(own[broken[0]]["source"]).strip().splitlines()
    return broken[0] + 1, source[0] if source else ""


def _has_error(cell: Mapping[str, Any]) -> bool:
    return any(output["output_type"] == "error" for output in cell.get("outputs", []))


def _project_frames(error: PapermillExecutionError, project: Project) -> list[str]:
    """Return the last lines of the traceback that lie in the project's own code."""
    text = _ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(r"^File (\S+?):(\d+), in ([^\n(]+)", text, re.MULTILINE)
    return [f"{project.relative(Path(path))}:{line}, in {name}" for path, line, name in frames if "chiso" in path][-3:]


def _first_lines(text: str) -> str:
    return " ".join(_ANSI.sub("", text).strip().splitlines()[:3])
