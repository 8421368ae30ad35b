"""Telling a person what is going on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
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
        self._stream = stream or sys.stderr
        self._total = total
        self._done = 0
        self._bar: tqdm[Any] | None = None
        if self._stream.isatty():
            shape = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}, {remaining} left, {rate_fmt}]"
            self._bar = tqdm(
                total=total, file=self._stream, bar_format=shape, leave=False, dynamic_ncols=True, unit="step"
            )
            self._bar.refresh()

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
        if self._bar is not None:
            self._bar.close()
