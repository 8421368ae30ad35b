"""Worker processes on this machine, which share one server of warm kernels and end with the run."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from chiso.catalog import Project
from chiso.kernels.environment import SERVER
from chiso.kernels.warm import WarmServer, can_fork, fits
from chiso.run.steps import Report

_Order = TypeVar("_Order")
_Result = TypeVar("_Result")

MODULES = ("pandas", "matplotlib.backends.backend_svg", "chiso.report.briefing", "chiso.report.charts")
"""What the notebooks of chiso import. The server lives no longer than the run, so no module in it is out of date."""

REHEARSAL_PAYS = 3
"""From this many reports for a worker on, doing shared work ahead takes less time than it saves."""


class LocalPool:
    """Worker processes that each make one report at a time.

    Parameters
    ----------
    jobs
        How many reports are made at once.
    folder
        A private folder for sockets and temporary files.
    warm
        Whether kernels are forked from a warm server, where the system can.
    """

    def __init__(self, jobs: int, folder: Path, *, warm: bool = True) -> None:
        self.window = jobs
        self._folder = folder
        self._server = WarmServer(folder) if warm and can_fork() and fits(folder) else None
        if self._server:
            self._server.load(modules=MODULES)
        self._start()

    def submit(self, work: Callable[[_Order], _Result], order: _Order) -> Future[_Result]:
        """Give a piece of work to the next free worker.

        Raises
        ------
        concurrent.futures.process.BrokenProcessPool
            Here or from the future, when a worker was killed; see :meth:`restart`.
        """
        return self._executor.submit(work, order)

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        """Let the server do ahead what the reports of a year share, where there are enough of them."""
        if self._server is None or len(reports) < REHEARSAL_PAYS * self.window:
            return
        first = {(one.parameters.year, one.parameters.units): one.parameters for one in reversed(reports)}
        for (year, units), parameters in sorted(first.items()):
            given = [str(project.root), year, parameters.unit.slug, units]
            self._server.load(calls=[("chiso.report.rehearsal:rehearse", given)])

    def restart(self) -> None:
        """Start new workers, after one of them was killed or is to be."""
        self._end_workers()
        self._start()

    def close(self) -> None:
        """End all workers and kernels, whatever they are doing."""
        self._end_workers()
        if self._server:
            self._server.stop()

    def _start(self) -> None:
        # Forked from a clean process that has loaded the modules once: workers start at once, share
        # their memory, and get nothing from the threads and open files of this one.
        linux = sys.platform == "linux"
        context: Any = multiprocessing.get_context("forkserver" if linux else "spawn")
        if linux:
            context.set_forkserver_preload(["chiso.run.brief"])
        ends, self._lifeline = multiprocessing.Pipe(duplex=False)
        environment = {**os.environ, "TMPDIR": str(self._folder)}
        if self._server:
            environment[SERVER] = self._server.address
        self._executor = ProcessPoolExecutor(
            self.window, mp_context=context, initializer=_prepare, initargs=(ends, environment)
        )

    def _end_workers(self) -> None:
        self._lifeline.close()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _prepare(lifeline: Connection, environment: dict[str, str]) -> None:
    """Make this process a worker: deaf to the terminal, and gone with the run."""
    os.setsid()  # Ctrl-C at the terminal is for the run, which then ends its workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = environment["TMPDIR"]
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)
