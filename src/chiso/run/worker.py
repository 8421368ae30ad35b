"""A process that does pieces of work, one after another, for the run that started it."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from chiso.addresses import leave_out_grammar
from chiso.kernels.environment import SELDOM
from chiso.kernels.orphans import adopt, end_orphans


def _serve(connection: Connection) -> None:
    asked: queue.SimpleQueue[tuple[Callable[[Any], Any], Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, asked), daemon=True).start()
    gc.set_threshold(*SELDOM)
    while True:
        work, order = asked.get()
        done = _done(work, order)
        end_orphans()
        connection.send_bytes(done)
        if not gc.get_freeze_count():  # what the first piece has loaded stays until the end
            gc.collect()
            gc.freeze()


def _listen(connection: Connection, asked: queue.SimpleQueue[tuple[Callable[[Any], Any], Any]]) -> None:
    """Take orders, also while one is being worked on: when the run is gone, so is the worker, at once."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            asked.put(connection.recv())
    end_orphans()  # an ordinary kernel, and whatever its cells have started
    os._exit(1)


def _done(work: Callable[[Any], Any], order: Any) -> bytes:
    try:
        return pickle.dumps((work(order), None))
    except Exception as error:
        # The frames stay here; the run keeps their text if the error turns out to be a defect.
        error.add_note("".join(traceback.format_exception(error)))
        try:
            return pickle.dumps((None, error))
        except Exception:  # an error that holds what cannot travel
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))


if __name__ == "__main__":
    tempfile.tempdir = os.environ["TMPDIR"]
    leave_out_grammar()
    adopt()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the run, which then ends its workers
    _serve(Connection(int(sys.argv[1])))
