"""Running a notebook through papermill, in a kernel of its own that leaves nothing behind."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from chiso.catalog import Project
from chiso.kernels.client import PromptClient
from chiso.kernels.environment import kernel_environment
from chiso.run.failures import failure, has_error, keep_error
from chiso.run.limits import Limits
from chiso.run.parameters import check_parameters
from chiso.scratch import scratch

_ENGINE = "chiso"
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
        When a parameter does not fit; nothing has run then.
    NotebookFailure
        When a cell fails, runs too long, or the kernel dies. It carries the notebook with everything it
        showed until then.
    """
    check_parameters(notebook, parameters)
    limits = limits or Limits()
    # papermill and nbclient log what they then raise; people get it once, as our own error.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    papermill_engines.register(_ENGINE, _KeepingEngine)
    # Kernels come from the warm server where there is one; the provisioner starts ordinary ones elsewhere.
    KernelProvisionerFactory.instance().default_provisioner_name = "chiso-warm"
    with scratch() as folder:
        shown: list[NotebookNode] = []
        try:
            executed = _execute(
                notebook,
                parameters,
                shown=shown,
                env=kernel_environment() | {"IPYTHONDIR": str(folder / "ipython"), "TMPDIR": str(folder)},
                limits=limits,
                resources={"metadata": {"path": str(project.notebooks)}},
                config=_client_config(folder),
            )
        except (PapermillExecutionError, CellTimeoutError, RuntimeError) as error:
            raise failure(project, notebook, shown, error, limits) from None
        if any(has_error(cell) for cell in executed["cells"]):
            raise failure(project, notebook, shown, None, limits)
        return executed


def _execute(notebook: Path, parameters: Mapping[str, Any], **options: Any) -> NotebookNode:
    """Do what ``papermill.execute_notebook`` does, without writing the notebook out.

    It would write it even where no path is given, and take a third of its own time for that.
    """
    node = load_notebook_node(str(notebook))
    if parameters:
        node = parameterize_notebook(node, dict(parameters), kernel_name="python3", engine_name=_ENGINE)
    node = remove_error_markers(prepare_notebook_metadata(node, str(notebook), None))
    executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
        _ENGINE, node, kernel_name="python3", output_path=None, progress_bar=False, start_timeout=_START, **options
    )
    raise_for_execution_errors(executed, None)
    return executed


class _KeepingEngine(Engine):  # type: ignore[misc]
    """Papermill's engine, which lets the caller have what was shown when a kernel dies or a cell is endless.

    Papermill could also save the notebook at every cell; for a briefing with its charts that takes a
    second. And it leaves no way to give a kernel its environment but to change that of this process,
    which other threads share.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        shown: list[NotebookNode],
        env: dict[str, str],
        limits: Limits,
        start_timeout: int,
        resources: dict[str, Any],
        config: Config,
        **_: Any,
    ) -> None:
        end = time.monotonic() + limits.report
        client = PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            timeout_func=lambda _: max(1, min(limits.cell, round(end - time.monotonic()))),
            log=logging.getLogger("papermill"),
            on_cell_error=keep_error,
            # Being told to stop, a kernel may log that it was interrupted; what fails is told by us. And
            # nobody asks for the history of its cells.
            extra_arguments=["--log-level=CRITICAL", "--HistoryManager.enabled=False"],
            resources=resources,
            config=config,
        )
        shown.append(nb_man.nb)  # filled as cells show something
        client.execute(env=env)


def _client_config(folder: Path) -> Config:
    """Let the kernel talk over sockets in a private folder: no other user reaches them, no port collides."""
    config = Config()
    config.AsyncKernelManager.client_class = f"{PromptClient.__module__}.{PromptClient.__name__}"
    config.KernelManager.connection_file = str(folder / "kernel.json")
    if len(str(folder)) < _LONGEST_SOCKET:  # else over loopback, with the key of the connection file
        config.KernelManager.transport = "ipc"
        # By default the sockets are named relative to the working folder, which is not the kernel's.
        config.KernelManager.ip = str(folder / "kernel")
    return config
