"""The process that kernels are forked from: it loads modules and data once, and each kernel starts with them.

It has one thread and no event loop, as a fork needs. It lives as long as the pipe at its standard
input stays open, and a kernel as long as the connection that asked for it: a client that is killed
leaves no kernel behind, and an owner that is killed leaves no server.

What a cell has started ends with its kernel, wherever it went: each kernel adopts the orphans below it,
and the server what an ended kernel leaves. So every child of the server that is no kernel is such a one.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from chiso.kernels.child import ASKED, Order, become_kernel
from chiso.kernels.environment import SELDOM
from chiso.kernels.orphans import adopt, end_orphans
from chiso.kernels.wire import receive, send

START_ONLY = (
    "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "LD_PRELOAD", "MPLBACKEND", "MPLCONFIGDIR",
    "MATPLOTLIBRC", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED", "PYTHONHOME", "PYTHONOPTIMIZE",
    "PYTHONPATH", "PYTHONUTF8", "PYTHONWARNINGS",
)  # fmt: skip
"""Variables that count only when a process starts: a kernel that wants another value cannot be forked."""


class _Notebook:
    """What modules find that ask at their loading whether a kernel loads them.

    Without it pandas would take the server for a terminal, and every kernel would show all columns of wide tables.
    """

    kernel = True


class _Server:
    """Forks kernels and looks after them until they end."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._selector = selectors.DefaultSelector()
        self._selector.register(listening, selectors.EVENT_READ, self._accept)
        self._selector.register(0, selectors.EVENT_READ, self._told)
        self._environment = dict(os.environ)
        self._lines = b""
        self._open = True
        self._order: Order | None = None
        self._kernels: dict[socket.socket, tuple[int, int]] = {}  # connection -> process, its descriptor

    def serve(self) -> Order | None:
        """Serve until the owner is gone, then return None; in a forked child, return what it is to become."""
        while self._open:
            for key, _ in self._selector.select():
                key.data(key.fileobj)
                if self._order is not None:
                    return self._order
        for connection in list(self._kernels):
            self._kill(connection)
        return None

    def _told(self, _: Any) -> None:
        """Load what the owner asks for; an empty read means that the owner is gone."""
        data = os.read(0, 65536)
        if not data:
            self._open = False
            return
        *lines, self._lines = (self._lines + data).split(b"\n")
        for line in lines:
            load(json.loads(line))

    def _accept(self, _: Any) -> None:
        connection, _address = self._listening.accept()
        connection.settimeout(5.0)
        self._selector.register(connection, selectors.EVENT_READ, self._asked)

    def _asked(self, connection: socket.socket) -> None:
        try:
            message = receive(connection)
        except (OSError, ValueError):
            message = None
        if message is None:
            self._hang_up(connection)
            return
        asked, files = message
        if "signal" in asked:
            self._signal(connection, int(asked["signal"]))
            return
        why = self._refusal(asked)
        if why:
            send(connection, {"refused": why})
        elif self._fork(connection, asked, files):
            return  # in the child, which needs the files
        for file in files:
            os.close(file)

    def _refusal(self, asked: dict[str, Any]) -> str:
        for name in START_ONLY:
            if asked["env"].get(name) != self._environment.get(name):
                return f"{name} is another one"
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - counted, not walked
        return f"the server has {threads} threads" if threads > 1 else ""

    def _fork(self, connection: socket.socket, asked: dict[str, Any], files: list[int]) -> bool:
        """Fork a kernel; True in the child."""
        server = os.getpid()
        # The child says over this pipe that it has left the server's process group: a signal that came
        # before would reach the server and whoever started it.
        ready, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(ready)
            self._leave(connection)
            # Modules that were loaded may have set variables, as they do in a kernel that loads them.
            loaded = {name: value for name, value in os.environ.items() if self._environment.get(name) != value}
            self._order = Order(asked["argv"], asked["env"] | loaded, asked["cwd"], tuple(files), server, tell)
            return True
        os.close(tell)
        os.read(ready, 1)
        os.close(ready)
        descriptor = os.pidfd_open(pid)
        self._kernels[connection] = (pid, descriptor)
        self._selector.register(descriptor, selectors.EVENT_READ, lambda _: self._ended(connection))
        with contextlib.suppress(OSError):
            send(connection, {"pid": pid})
        return False

    def _leave(self, mine: socket.socket) -> None:
        """Close in a child what belongs to the server."""
        for connection, (_, descriptor) in self._kernels.items():
            connection.close()
            os.close(descriptor)
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        mine.close()
        self._selector.close()

    def _ended(self, connection: socket.socket) -> None:
        if connection not in self._kernels:  # its client hung up in the same moment
            return
        pid, descriptor = self._kernels.pop(connection)
        self._selector.unregister(descriptor)
        os.close(descriptor)
        # What the kernel started must not outlive it: most of it is in its group, the rest went off.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        end_orphans({other for other, _ in self._kernels.values()})
        with contextlib.suppress(OSError):
            send(connection, {"status": status})

    def _signal(self, connection: socket.socket, number: int) -> None:
        # Only the parent can signal a process surely: its number is not given away before it is waited for.
        if connection in self._kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._kernels[connection][0], number)

    def _kill(self, connection: socket.socket) -> None:
        self._signal(connection, signal.SIGKILL)
        if connection in self._kernels:
            self._ended(connection)

    def _hang_up(self, connection: socket.socket) -> None:
        self._kill(connection)
        self._selector.unregister(connection)
        connection.close()


def load(asked: dict[str, Any]) -> None:
    """Import modules and call functions, so that kernels forked from now on find their work done.

    Parameters
    ----------
    asked
        ``modules``: names to import; one that is not installed is passed over. ``calls``: pairs of
        ``module:function`` and its arguments.
    """
    for name in asked.get("modules", ()):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib is not None:  # told how to draw for the first time, it looks through all that is installed
        matplotlib.backends.backend_registry.list_all()
    for place, arguments in asked.get("calls", ()):
        module, _, function = place.partition(":")
        # What cannot be loaded ahead fails again where it is needed, and is told there.
        with contextlib.suppress(Exception):
            getattr(importlib.import_module(module), function)(*arguments)
    # Objects that are there now are left out of collection: looking through them would copy their pages.
    gc.collect()
    gc.freeze()


def main() -> NoReturn:
    """Serve at the listening socket whose descriptor is given; become a kernel in each child."""
    # Started with -m, the folder that the server happens to run in is first on the path; kernels add theirs.
    if sys.path and Path(sys.path[0]) == Path.cwd():
        del sys.path[0]
    vars(builtins)[ASKED] = _Notebook
    adopt()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for a kernel or for the owner
    gc.set_threshold(*SELDOM)  # while it loads, and in its kernels
    order = _Server(socket.socket(fileno=int(sys.argv[1]))).serve()
    if order is None:
        sys.exit(0)
    become_kernel(order)


if __name__ == "__main__":
    main()
