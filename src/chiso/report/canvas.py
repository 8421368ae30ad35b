"""One contract for every chart: size, font, colours, salt, and SVG whose text is text."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from chiso.report.fonts import FAMILY, font_files
from chiso.report.palette import FAINT, INK, MUTED

WIDTH = 6.7
"""Width of a chart in inches: the text block of the page."""


def draw_on(height: float, identifier: str) -> _Canvas:
    """Return a canvas for one chart; see :class:`_Canvas`."""
    return _Canvas(height, identifier)


class _Canvas:
    """A figure of the house's width that becomes SVG.

    Parameters
    ----------
    height
        In inches.
    identifier
        The chart's id in the report. It salts the ids inside the SVG, so that equal charts give equal
        bytes and two charts on a page never share an id.
    """

    def __init__(self, height: float, identifier: str) -> None:
        self.identifier = identifier
        with _style(identifier):
            self.figure = Figure(figsize=(WIDTH, height))

    @contextmanager
    def axes(self, left: float = 0.07, bottom: float = 0.2, right: float = 0.98, top: float = 0.9) -> Iterator[Axes]:
        """Give the axes to draw on; margins are shares of the figure."""
        with _style(self.identifier):
            yield self.figure.add_axes((left, bottom, right - left, top - bottom))

    def svg(self) -> str:
        """Return the chart as an ``<svg>`` element."""
        with _style(self.identifier):
            buffer = io.StringIO()
            # Date and Creator would make each run's bytes differ.
            FigureCanvasSVG(self.figure)
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        text = buffer.getvalue()
        return text[text.index("<svg") :].strip()


@contextmanager
def _style(identifier: str) -> Iterator[None]:
    _add_fonts()
    with mpl.rc_context(
        {
            "font.family": FAMILY,
            "font.size": 8,
            "svg.fonttype": "none",
            "svg.hashsalt": identifier,
            "svg.id": identifier,
            "text.color": INK,
            "axes.edgecolor": MUTED,
            "axes.labelcolor": MUTED,
            "axes.linewidth": 0.6,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.grid": True,
            "axes.grid.axis": "y",
            "axes.axisbelow": True,
            "grid.color": FAINT,
            "grid.linewidth": 0.6,
            "xtick.color": MUTED,
            "ytick.color": MUTED,
            "xtick.labelsize": 8,
            "ytick.labelsize": 7.5,
            "xtick.major.size": 3,
            "ytick.major.size": 0,
            "figure.facecolor": "none",
            "axes.facecolor": "none",
        }
    ):
        yield


@functools.cache
def _add_fonts() -> None:
    for path in font_files():
        font_manager.fontManager.addfont(path)
