"""Being asked to end: at once where nothing is at stake, and after what must not be left half done."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def stoppable() -> Iterator[list[int]]:
    """Let every request to end do what Ctrl-C does, and list it: no kernel and no temporary file must stay behind."""
    asked: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    with _handled(stop):
        yield asked


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a request to end wait until the end of a ``with`` block."""
    asked: list[int] = []
    with _handled(lambda number, _: asked.append(number)):
        yield
    if asked:
        signal.raise_signal(asked[0])


@contextlib.contextmanager
def _handled(handler: signal._HANDLER) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield
        return
    # Under nohup the end of the terminal is to be no reason to end.
    asking = [one for one in _ASKING if one != signal.SIGHUP or signal.getsignal(one) != signal.SIG_IGN]
    before = {number: signal.signal(number, handler) for number in asking}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
