"""The papermill engine that runs the notebooks: a kernel with its own environment, and no time lost between cells."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from traitlets.config import Config

from chiso.blocks.specs import MIME
from chiso.kernels.client import OwnManager
from chiso.run.failures import EndedEarlyError, keep_error
from chiso.run.limits import Limits

ENGINE = "chiso"
"""The name of the engine in papermill."""

_KEPT = ("data", "metadata", "execution_count", "name", "text")


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, but that of each cell it notes only that it has begun: no report shows how long it took."""

    _has_ended = False

    def note_end(self, execute_reply: Mapping[str, Any], **_: Any) -> None:
        """Note that a cell has asked its kernel to end; to be called by nbclient when a cell was run."""
        payload = execute_reply["content"].get("payload", ())
        self._has_ended = any(one.get("source") == "ask_exit" and not one.get("keepkernel") for one in payload)

    def papermill_execute_cells(self) -> None:
        """Run the cells in order; the first that fails is the last."""
        run_sync(self._leaving_nobody_listening)()

    async def _leaving_nobody_listening(self) -> None:
        """Run the cells; of one that is given up, end what waits for its output, which nbclient leaves waiting."""
        try:
            await self._execute_cells()
        except Exception as error:
            waiting = asyncio.all_tasks() - {asyncio.current_task()}
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            provisioner = self.km.provisioner
            if isinstance(error, DeadKernelError) and getattr(provisioner, "has_lost_its_server", False):
                raise BrokenExecutor("the server of the kernels has ended") from None
            raise

    async def _execute_cells(self) -> None:
        self.on_cell_executed = self.note_end
        for index, cell in enumerate(self.nb.cells):
            if self._has_ended and any(one.cell_type == "code" for one in self.nb.cells[index:]):
                raise EndedEarlyError
            self.nb_man.cell_start(cell, index)
            try:
                await self.async_execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                break

    def output(self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """Keep a block and what was printed as they came; of anything else do what Jupyter does.

        Whoever renders a block checks it. To check it as an output, and to make attributes of everything in
        it, would take longer than to receive it; so it would with each of a hundred thousand lines.
        """
        content = msg["content"]
        is_asked_for = display_id or self.output_hook_stack[msg["parent_header"].get("msg_id")]
        if is_asked_for or self.clear_before_next_output or not (_is_block(content.get("data")) or _is_printed(msg)):
            return self._checked(outs, msg, display_id, cell_index)
        kept = {name: content[name] for name in _KEPT if name in content}
        outs.append(NotebookNode(output_type=msg["msg_type"], **kept))  # type: ignore[no-untyped-call]
        return outs[-1]

    def _checked(self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """Keep an output of any kind; one that no notebook can hold makes its cell a failed one."""
        try:
            return super().output(outs, msg, display_id, cell_index)
        except ValidationError as error:
            what = "/".join(map(str, error.path)) or "what it shows"
            told = f"{what}: {error.message}"
            outs.append(new_output("error", ename="ValidationError", evalue=told, traceback=[]))  # type: ignore[no-untyped-call]
            return outs[-1]


def _is_block(data: object) -> bool:
    """Whether an output is a block of ours with its twins, which are text."""
    return (
        isinstance(data, dict)
        and isinstance(data.get(MIME), dict)
        and all(isinstance(twin, str) for kind, twin in data.items() if kind != MIME)
    )


def _is_printed(msg: Mapping[str, Any]) -> bool:
    """Whether a message tells what was printed, and is as it must be."""
    content = msg["content"]
    is_text = isinstance(content.get("text"), str) and content.get("name") in ("stdout", "stderr")
    return msg["msg_type"] == "stream" and is_text and content.keys() <= {"name", "text"}


class KeepingEngine(Engine):  # type: ignore[misc]
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
        """Run the cells in a new kernel; what they show is in ``shown`` from the start."""
        end = time.monotonic() + limits.report
        client = _Client(
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=OwnManager,
            startup_timeout=start_timeout,
            timeout_func=lambda _: max(1, min(limits.cell, round(end - time.monotonic()))),
            # By default a cell that has ended fails when not all that it shows is here four seconds later: on a
            # slow machine a cell that shows much did.
            iopub_timeout=limits.cell,
            log=logging.getLogger("papermill"),
            on_cell_error=keep_error,
            # Being told to stop, a kernel may log that it was interrupted; what fails is told by us. And
            # nobody asks for the history of its cells.
            extra_arguments=["--log-level=CRITICAL", "--HistoryManager.enabled=False"],
            record_timing=False,
            resources=resources,
            config=config,
        )
        shown.append(nb_man.nb)  # filled as cells show something
        client.execute(env=env)
