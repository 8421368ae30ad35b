"""What a forked process does to become a kernel that nothing but its haste tells from a fresh one."""

from __future__ import annotations

import atexit
import builtins
import dataclasses
import decimal
import importlib.util
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from typing import Any, NoReturn

from chiso.kernels.orphans import adopt, ending_with_parent

ASKED = "get_ipython"
"""The function of a kernel's that modules ask for at their loading; the server has one until it forks."""

_PATIENCE = 2.0
"""Seconds that the control thread may take to end; it does not when the kernel ends by itself."""


@dataclasses.dataclass(frozen=True)
class Order:
    """A kernel as it was asked for: ``files`` become its standard output and error streams."""

    argv: list[str]
    env: dict[str, str]
    cwd: str
    files: tuple[int, ...]
    server: int
    tell: int


def become_kernel(order: Order) -> NoReturn:
    """Turn this process, just forked, into an IPython kernel; it ends with the kernel."""
    _leave_the_server(order)
    atexit.unregister(shutil.rmtree)  # folders that modules made for the server, which removes them
    tempfile.tempdir = None  # the kernel has a place of its own
    _take_environment(order)
    _reseed()
    vars(builtins).pop(ASKED, None)  # the kernel has its own
    decimal.getcontext().clear_flags()
    from chiso.kernels.output import KernelApp  # noqa: PLC0415 - loaded by the server where it is of use

    spec = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(spec.origin) if spec else "ipykernel_launcher", *order.argv]
    status = 0
    try:
        app = KernelApp.instance()
        # A number above 0 says that somebody looks after this kernel: it prints no hints at its start. 1 is
        # nobody to watch for: the server ends it when it has to end.
        app.initialize([*order.argv, "--IPKernelApp.parent_handle=1"])
        _draw_into_the_notebook()
        app.start()
        # Told to end, it stops this thread's loop while another still writes out what was printed. Were the
        # writer taken away now, at exit, they would wait for one another until somebody kills the kernel.
        if app.control_thread is not None:
            app.control_thread.join(_PATIENCE)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    # As the interpreter does at its end, without taking apart all that the server had loaded.
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            stream.flush()
    os._exit(status)


def _leave_the_server(order: Order) -> None:
    os.setsid()
    if end_with_server := ending_with_parent(signal.SIGKILL):
        end_with_server()
    if os.getppid() != order.server:  # it ended before it could have told us
        os._exit(1)
    adopt()  # what a cell starts then stays below this kernel, and comes to the server when the kernel ends
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for number, file in zip((1, 2), order.files, strict=False):
        os.dup2(file, number)
    for file in order.files:
        os.close(file)
    os.write(order.tell, b".")
    os.close(order.tell)


def _take_environment(order: Order) -> None:
    os.environ.clear()
    os.environ.update(order.env)
    time.tzset()
    os.chdir(order.cwd)


def _reseed() -> None:
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _draw_into_the_notebook() -> None:
    """Let matplotlib find out again that it draws for a notebook: loaded by the server, it would lose every figure."""
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]  # of the user, or set by the kernel
    # At its first figure pyplot loads this module, which then tells the kernel how to show figures.
    sys.modules.pop("matplotlib_inline.backend_inline", None)
