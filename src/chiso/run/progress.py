"""Telling a person what is going on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, TextIO

from tqdm import tqdm

_COLUMNS, _ROWS = 80, 24
_SHAPE = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}, {remaining} left, {rate_fmt}]"


class Progress:
    """The progress of a run over a known number of parts.

    Parameters
    ----------
    total
        How many parts there are.
    stream
        Where to show it; by default the standard error stream, so that results can be piped.
    """

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total = total
        self._done = 0
        self._bar: tqdm[Any] | None = None
        self._closed = threading.Event()
        if self._stream.isatty():
            # A terminal that does not say how large it is, as in a container, would be given a bar of no width.
            known = os.get_terminal_size(self._stream.fileno()).columns > 0
            self._bar = tqdm(
                total=total,
                file=self._stream,
                bar_format=_SHAPE,
                leave=False,
                dynamic_ncols=known,
                ncols=None if known else _COLUMNS,
                nrows=None if known else _ROWS,
                unit="step",
            )
            self._bar.refresh()
            threading.Thread(target=self._tick, args=(self._bar,), daemon=True).start()

    def begin(self, title: str) -> None:
        """Show what is under way."""
        if self._bar is not None:
            self._bar.set_description_str(f"{title:.40}")

    def end(self, title: str, seconds: float, note: str = "") -> None:
        """Show that a part is done, or what became of it."""
        self._done += 1
        if self._bar is not None:
            self._bar.set_description_str(f"{title:.40}", refresh=False)
            self._bar.update()
        else:
            told = f" ({note})" if note else ""
            self._stream.write(f"[{self._done}/{self._total}] {title}{told}: {seconds:.1f} s\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        self._closed.set()
        if self._bar is not None:
            self._bar.close()

    def _tick(self, bar: tqdm[Any]) -> None:
        """Let the clock of the bar go on during a long part."""
        while not self._closed.wait(1.0):
            bar.refresh()
