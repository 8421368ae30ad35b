"""Telling a person what is going on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from tqdm import tqdm


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
        self.stream = stream or sys.stderr
        self.total = total
        self.done = 0
        self.is_terminal = self.stream.isatty()
        self._bar: tqdm[Any] | None = None
        if self.is_terminal:
            shape = "{desc:<32} {bar} {n_fmt}/{total_fmt} [{elapsed}]"
            self._bar = tqdm(total=total, file=self.stream, bar_format=shape, leave=False, dynamic_ncols=True)

    @contextmanager
    def part(self, name: str, why: str = "") -> Iterator[None]:
        """Show that a part is under way, and then that it is done."""
        started = time.monotonic()
        if self._bar is not None:
            self._bar.set_description_str(name)
        yield
        self.done += 1
        if self._bar is not None:
            self._bar.update()
        else:
            because = f" ({why})" if why else ""
            self._line(f"[{self.done}/{self.total}] {name}{because}: {time.monotonic() - started:.1f} s")

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def _line(self, text: str) -> None:
        self.stream.write(text + "\n")
        self.stream.flush()
