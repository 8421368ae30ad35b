"""What a forked kernel tells: the same messages as any kernel's, in fewer parcels.

A kernel shows something by handing each message to a thread of its own, and wakes it for each. The thread,
its client and whoever else waits for the interpreter's lock then work in turns, five times a cell.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import zmq
from ipykernel.iostream import BackgroundSocket, IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from tornado.ioloop import PeriodicCallback
from traitlets import default

_MOST = 64
"""Messages that wait at most: a cell that shows thousands of things must not send them all at once."""

_OVERDUE = 50
"""Milliseconds after which what waits for the end of its cell is sent: somebody may be watching, or it never ends."""

_ON_ITS_WAY = 100
"""Milliseconds that the end of a cell waits for what a process that it has forked may still have to tell."""


class ParcelSocket(BackgroundSocket):
    """Sends what a cell shows when the cell has ended or at the next look, in the order in which it was shown."""

    io_thread: IOPubThread

    _forks: ClassVar[list[int]] = []  # of the class: what is set on a socket is an option of its own

    def __init__(self, io_thread: IOPubThread) -> None:
        super().__init__(io_thread)
        os.register_at_fork(after_in_parent=self._note_fork)
        io_thread.io_loop.add_callback(PeriodicCallback(self._look, _OVERDUE).start)

    def send_multipart(self, msg: list[bytes], *args: Any, **kwargs: Any) -> None:
        """Send a message, or put it with those that wait."""
        io_thread = self.io_thread
        # Without its thread, as in a process that a cell has forked, every message goes its way at once.
        if not io_thread.thread.is_alive():
            io_thread.send_multipart(msg, *args, **kwargs)
            return
        send = functools.partial(io_thread._really_send, msg, *args, **kwargs)
        if _ends_a_cell(msg):
            io_thread.schedule(functools.partial(self._end_cell, send))
        elif len(io_thread._events) >= _MOST:
            io_thread.schedule(send)
        else:
            io_thread._events.append(send)

    def _end_cell(self, send: Callable[[], None]) -> None:
        """Hear what forked processes tell before the cell's end is sent: behind it, nobody would take it."""
        pipe = getattr(self.io_thread, "_pipe_in", None)
        wait, has_heard = _ON_ITS_WAY if self._forks else 0, False
        self._forks.clear()
        while pipe is not None and pipe.socket.poll(wait):
            pipe.flush(zmq.POLLIN)
            has_heard = True
        if has_heard:
            self.io_thread.schedule(send)  # what was heard is scheduled too, and first
        else:
            send()

    def _note_fork(self) -> None:
        self._forks.append(os.getpid())

    def _look(self) -> None:
        self.io_thread._handle_event(None)


class QuietStream(OutStream):
    """A stream that wakes the thread to be flushed only when something was written: it is, six times a cell."""

    _is_sending = False

    def flush(self) -> None:
        """Have everything sent that was written."""
        # Emptied first and sent then: in this order, nothing on its way is taken for sent.
        if self._buffers or self._is_sending:
            super().flush()

    def _flush(self) -> None:
        self._is_sending = True
        try:
            super()._flush()
        finally:
            self._is_sending = False


class _NoSecondShell:
    """Stands where a kernel has the thread that lets it begin a second cell: there is none.

    A cell that waits (``await``) asks that thread all the same for the one that it runs in, and would never end.
    """

    parent_thread = threading.main_thread()

    def __bool__(self) -> bool:
        return False


class Kernel(IPythonKernel):
    """A kernel that runs one cell after another."""

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False

    @contextlib.contextmanager
    def _cancel_on_sigint(self, future: Any) -> Iterator[None]:
        """Let an interrupt end what a cell awaits at once: the loop would hear of it when it next has to do."""
        loop = future.get_loop()
        with super()._cancel_on_sigint(future):
            cancel: Any = signal.getsignal(signal.SIGINT)

            def cancel_and_wake(*args: Any) -> None:
                cancel(*args)
                loop.call_soon_threadsafe(lambda: None)

            signal.signal(signal.SIGINT, cancel_and_wake)
            yield


class KernelApp(IPKernelApp):
    """The application of a forked kernel."""

    @default("kernel_class")
    def _one_after_another(self) -> type[Kernel]:
        return Kernel

    @default("outstream_class")
    def _quiet(self) -> str:
        return f"{QuietStream.__module__}.{QuietStream.__name__}"

    def init_control(self, context: zmq.Context[Any]) -> None:
        """Make the control channel, and no thread for the other: it would let a busy kernel run a second cell."""
        super().init_control(context)
        self.shell_channel_thread = _NoSecondShell()

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Make the socket for what is shown, and its thread."""
        # By default what is over a thousand messages that nobody has fetched yet is thrown away, the last one too.
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)
        self.iopub_socket = ParcelSocket(self.iopub_thread)

    def init_kernel(self) -> None:
        """Make the kernel itself."""
        super().init_kernel()
        # The handler says nothing below this level, but would let a record be made each time to find that out.
        self.log.setLevel(self.log_level)


def _ends_a_cell(msg: list[bytes]) -> bool:
    return msg[0].endswith(b".status") and b'"idle"' in msg[-1]
