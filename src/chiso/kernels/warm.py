"""Starting and stopping the server that kernels are forked from."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from chiso.kernels.environment import kernel_environment
from chiso.scratch import scratch

MODULES = (
    "chiso.kernels.output",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
"""What every kernel loads at its start."""

_QUEUE = 128
_SOCKET = "kernels"
_LONGEST_PATH = 108
"""Bytes that Linux takes for the path of a socket, its closing zero included."""


def can_fork() -> bool:
    """Tell whether this system has what the server needs: only Linux does."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def fits(folder: Path) -> bool:
    """Tell whether the path of a folder leaves room for that of the server's socket."""
    return len(os.fsencode(folder / _SOCKET)) < _LONGEST_PATH


class WarmServer:
    """A server of this process; it ends with :meth:`stop`, and with the process however that ends.

    Parameters
    ----------
    folder
        A private folder with a short path, for the socket.
    """

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / _SOCKET)
        # It listens before the server is there: who asks early waits, and is not turned away.
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
            listening.bind(self.address)
            listening.listen(_QUEUE)
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, no shell
                [sys.executable, "-m", "chiso.kernels.server", str(listening.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                # As kernels will want it: some variables count only at the start.
                env={**kernel_environment(), "TMPDIR": str(folder)},
                pass_fds=[listening.fileno()],
                start_new_session=True,  # Ctrl-C at the terminal is for the owner, who then lets go of the server
            )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self.load(modules=MODULES)

    @property
    def process_id(self) -> int:
        """The number of the server's process."""
        return self._process.pid

    def load(self, *, modules: Sequence[str] = (), calls: Iterable[tuple[str, list[Any]]] = ()) -> None:
        """Let the server import modules and call functions; kernels asked for later have them. Does not wait."""
        line = json.dumps({"modules": list(modules), "calls": list(calls)}) + "\n"
        with contextlib.suppress(BrokenPipeError):  # the server is gone: kernels start without it
            self._orders.write(line.encode())
            self._orders.flush()

    def stop(self) -> None:
        """End the server and every kernel that it still has."""
        with contextlib.suppress(BrokenPipeError):
            self._orders.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:  # in the middle of loading something; its kernels end with it
            self._process.kill()
            self._process.wait()
        Path(self.address).unlink(missing_ok=True)


@contextlib.contextmanager
def warm_server() -> Iterator[WarmServer]:
    """Run a server for the time of a ``with`` block."""
    with scratch() as folder:
        server = WarmServer(folder)
        try:
            yield server
        finally:
            server.stop()
