"""Running a notebook through papermill, in a kernel of its own that leaves nothing behind."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from chiso.catalog import Project
from chiso.kernels.client import PromptClient, unpacked
from chiso.kernels.environment import SESSION, kernel_environment
from chiso.run.engine import ENGINE, KeepingEngine
from chiso.run.failures import failure, has_failed, may_fail
from chiso.run.limits import Limits
from chiso.run.parameters import check_parameters
from chiso.run.source import read_notebook
from chiso.scratch import scratch

_START = 60
"""Seconds that a kernel may take to start."""

_LONGEST_SOCKET = 90  # of about 107 characters that Linux takes, less what is put after it


def execute(
    project: Project, notebook: Path, parameters: Mapping[str, Any], *, limits: Limits | None = None
) -> NotebookNode:
    """Run a notebook with parameters and return it as executed.

    Parameters
    ----------
    project
        The project; the kernel works in its folder of notebooks, as JupyterLab does.
    notebook
        The notebook, which stays as it is.
    parameters
        Values for names that the notebook's schema knows.
    limits
        After how long it is taken to be endless.

    Raises
    ------
    ParameterError
        When a parameter does not fit, or the file is no notebook; nothing has run then.
    NotebookFailure
        When a cell fails, runs too long, or the kernel dies. It carries the notebook with everything it
        showed until then.
    concurrent.futures.BrokenExecutor
        When the server of the kernels ended, and the kernel with it: it is worth another try.
    """
    check_parameters(notebook, parameters)
    limits = limits or Limits()
    # papermill and nbclient log what they then raise; people get it once, as our own error.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    papermill_engines.register(ENGINE, KeepingEngine)
    # Kernels come from the warm server where there is one; the provisioner starts ordinary ones elsewhere.
    KernelProvisionerFactory.instance().default_provisioner_name = "chiso-warm"
    with scratch() as folder:
        shown: list[NotebookNode] = []
        try:
            executed = _execute(
                notebook,
                parameters,
                shown=shown,
                env={
                    **kernel_environment(),
                    "IPYTHONDIR": str(folder / "ipython"),
                    "TMPDIR": str(folder),
                    SESSION: str(notebook),
                },
                limits=limits,
                resources={"metadata": {"path": str(project.notebooks)}},
                config=_client_config(folder),
            )
        except BrokenExecutor:
            raise
        except (PapermillExecutionError, CellTimeoutError, RuntimeError) as error:
            raise failure(project, notebook, shown, error, limits) from None
        if any(has_failed(cell) for cell in executed["cells"]):
            raise failure(project, notebook, shown, None, limits)
        return executed


def _execute(notebook: Path, parameters: Mapping[str, Any], **options: Any) -> NotebookNode:
    """Do what ``papermill.execute_notebook`` does, without writing the notebook out.

    It would write it even where no path is given, and take a third of its own time for that.
    """
    node = read_notebook(notebook)
    if parameters:
        node = parameterize_notebook(node, dict(parameters), kernel_name="python3", engine_name=ENGINE)
    node = remove_error_markers(prepare_notebook_metadata(node, str(notebook), None))
    executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
        ENGINE,
        node,
        kernel_name="python3",
        output_path=None,
        progress_bar=False,
        autosave_cell_every=0,
        start_timeout=_START,
        **options,
    )
    _raise_for_errors(executed)
    return executed


def _raise_for_errors(executed: NotebookNode) -> None:
    """Raise the error of the first cell that may not fail; papermill knows of none that may."""
    expected = {place: cell["outputs"] for place, cell in enumerate(executed["cells"]) if may_fail(cell)}
    cells = list(executed["cells"])  # papermill puts cells of its own among them
    try:
        for place in expected:
            cells[place]["outputs"] = []
        raise_for_execution_errors(executed, None)
    finally:
        for place, outputs in expected.items():
            cells[place]["outputs"] = outputs


def _client_config(folder: Path) -> Config:
    """Let the kernel talk over sockets in a private folder: no other user reaches them, no port collides."""
    config = Config()
    config.AsyncKernelManager.client_class = f"{PromptClient.__module__}.{PromptClient.__name__}"
    config.Session.unpacker = f"{unpacked.__module__}.{unpacked.__name__}"
    config.KernelManager.connection_file = str(folder / "kernel.json")
    if len(str(folder)) < _LONGEST_SOCKET:  # else over loopback, with the key of the connection file
        config.KernelManager.transport = "ipc"
        # By default the sockets are named relative to the working folder, which is not the kernel's.
        config.KernelManager.ip = str(folder / "kernel")
    return config
