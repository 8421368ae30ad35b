"""A Jupyter kernel provisioner whose kernels are forked from a warmed server."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from chiso.kernels.environment import SERVER
from chiso.kernels.wire import receive, send

_NO_MATTER = "-Xfrozen_modules=off"  # for the debugger, which a forked kernel has as well
_MOMENT = 0.1
"""Seconds in which a kernel ends; who looks only now and then learns of it twice as late."""

_PATIENCE = 60.0
"""Seconds that a server may take to load before a kernel is started without it."""


class WarmProvisioner(LocalProvisioner):
    """Starts a Python kernel from the server that ``CHISO_KERNEL_SERVER`` names, as isolated as a fresh one.

    Where there is no server, where the kernel is none of this interpreter, or where it wants an
    environment that a running process cannot take on, an ordinary kernel is started.
    """

    _is_ending = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel; see :meth:`jupyter_client.provisioning.LocalProvisioner.launch_kernel`."""
        self._is_ending = False
        kwargs["env"] = {name: value for name, value in (kwargs.get("env") or os.environ).items() if name != SERVER}
        forked = _fork(cmd, kwargs)
        if forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]  # it has the methods that are used of a process
        self.pid = forked.pid
        self.pgid = None  # signals go through the server, which alone knows that the kernel is still there
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    @property
    def has_lost_its_server(self) -> bool:
        """Whether the kernel has ended because its server did: nothing of its own was the cause."""
        return isinstance(self.process, ForkedKernel) and self.process.has_lost_its_server

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Take note that the kernel was asked to end."""
        self._is_ending = True
        await super().shutdown_requested(restart)

    async def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs; wait a moment for one that was asked to end."""
        if self._is_ending and isinstance(self.process, ForkedKernel):
            self.process.near_end(_MOMENT)
        return await super().poll()


class ForkedKernel:
    """A kernel of the server, with the methods of :class:`subprocess.Popen` that provisioners use."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.has_lost_its_server = False
        self._connection = connection

    def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs."""
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            return self.wait()
        return self.returncode

    def near_end(self, seconds: float) -> None:
        """Wait until the kernel has ended, for so many seconds at most."""
        if self.returncode is None:
            select.select([self._connection], [], [], seconds)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the kernel's end and return its exit status."""
        if self.returncode is None:
            self._connection.settimeout(timeout)
            try:
                told = receive(self._connection)
            except ValueError:
                told = None
            # Without an answer the server is gone, and with it every kernel of its.
            self.has_lost_its_server = told is None
            self.returncode = int(told[0]["status"]) if told else -signal.SIGKILL
            self._connection.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and what it has started."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                send(self._connection, {"signal": int(number)})

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


def _fork(cmd: list[str], options: dict[str, Any]) -> ForkedKernel | None:
    """Ask the server for a kernel; None where it has to be an ordinary one."""
    address = os.environ.get(SERVER, "")
    argv = [argument for argument in cmd if argument != _NO_MATTER]
    if not address or argv[:3] != [sys.executable, "-m", "ipykernel_launcher"]:
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_PATIENCE)
    try:
        connection.connect(address)
        order = {"argv": argv[3:], "env": options["env"], "cwd": str(options.get("cwd") or Path.cwd())}
        send(connection, order, [_number(options.get("stdout"), 1), _number(options.get("stderr"), 2)])
        answer = receive(connection)
    except (OSError, ValueError):
        answer = None
    if answer is None or "pid" not in answer[0]:
        connection.close()
        return None
    connection.settimeout(None)
    return ForkedKernel(connection, int(answer[0]["pid"]))


def _number(stream: Any, default: int) -> int:
    return default if stream is None or not hasattr(stream, "fileno") else int(stream.fileno())
