"""Worker processes on this machine, which share one server of warm kernels and end with the run."""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from chiso.catalog import Project
from chiso.kernels.environment import SERVER
from chiso.kernels.warm import WarmServer, can_fork, fits
from chiso.run.steps import Report

MODULES = ("pandas", "matplotlib.backends.backend_svg", "chiso.run.warm_up", "chiso.charts")
"""What the notebooks of chiso import. The server lives no longer than the run, so no module in it is out of date."""

REHEARSAL_PAYS = 3
"""From this many reports for a worker on, doing shared work ahead takes less time than it saves."""

_PATIENCE = 5
"""Seconds that a worker may take to end."""


class LocalPool:
    """Worker processes that each do one piece of work at a time.

    Parameters
    ----------
    jobs
        How many there are.
    folder
        A private folder with a short path, for sockets and temporary files.
    warm
        Whether kernels are forked from a warm server, where the system can.
    modules
        What that server loads ahead.
    """

    def __init__(self, jobs: int, folder: Path, *, warm: bool = True, modules: Sequence[str] = MODULES) -> None:
        self.window = jobs
        environment = {**os.environ, "TMPDIR": str(folder)}
        self._server = WarmServer(folder) if warm and can_fork() and fits(folder) else None
        if self._server:
            self._server.load(modules=modules)
            environment[SERVER] = self._server.address
        self._workers = [_Worker(environment) for _ in range(jobs)]
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._busy: dict[Future[Any], _Worker] = {}
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="worker")
        self._closed = False
        self._lock = threading.Lock()

    def submit(self, work: Callable[[Any], Any], order: Any) -> Future[Any]:
        """Give a piece of work to the next free worker.

        Returns
        -------
        concurrent.futures.Future
            Raises :class:`~concurrent.futures.BrokenExecutor` when its worker ends before it; the others go on.
        """
        future: Future[Any] = Future()
        self._threads.submit(self._do, future, work, order)
        return future

    def give_up(self, future: Future[Any]) -> None:
        """End the worker that is busy with a piece of work."""
        worker = self._busy.get(future)
        if worker is not None:
            worker.hang_up()

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:
        """Let the server do ahead what the reports of a year share, where there are enough of them."""
        if self._server is None or len(reports) < REHEARSAL_PAYS * self.window:
            return
        first = {(one.parameters.year, one.parameters.units): one.parameters for one in reversed(reports)}
        for (year, units), parameters in sorted(first.items()):
            given = [str(project.root), year, parameters.unit.slug, units]
            self._server.load(calls=[("chiso.run.warm_up:warm_up", given)])

    def close(self) -> None:
        """End all workers and kernels, whatever they are doing."""
        with self._lock:
            self._closed = True
        for worker in self._workers:
            worker.hang_up()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.end()
        if self._server:
            self._server.stop()

    def _do(self, future: Future[Any], work: Callable[[Any], Any], order: Any) -> None:
        worker = self._idle.get()
        self._busy[future] = worker
        try:
            result, error = worker.do(work, order)
        except Exception as lost:
            result, error = None, lost
            worker.end()
            with self._lock, contextlib.suppress(OSError):  # then the next piece is lost as well, and tries again
                if not self._closed:
                    worker.start()
        del self._busy[future]
        self._idle.put(worker)
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


class _Worker:
    """One worker process, which can be started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.start()

    def start(self) -> None:
        """Start the process; an earlier one has ended."""
        self._socket, theirs = socket.socketpair()
        self._connection = Connection(os.dup(self._socket.fileno()))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, no shell
                [sys.executable, "-m", "chiso.run.worker", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                env=self._environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C at the terminal is for the run, which then ends its workers
            )

    def do(self, work: Callable[[Any], Any], order: Any) -> tuple[Any, Exception | None]:
        """Have a piece of work done; return its result or the error that it ended with."""
        try:
            self._connection.send((work, order))
            result, error = self._connection.recv()
        except (EOFError, OSError):
            raise BrokenExecutor("a worker has ended") from None
        return result, error

    def hang_up(self) -> None:
        """Let the process end, whatever it is doing, and :meth:`do` raise: closing alone would not wake its thread."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Let go of the process and wait until it has ended; no thread has anything to do with it any more."""
        self.hang_up()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with self._socket, self._connection:
            pass
