"""Matplotlib figures as SVG whose text is text: our charts, and any figure of a researcher."""

from __future__ import annotations

import contextlib
import functools
import io
import math
from collections.abc import Iterator, Mapping
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import is_color_like, to_hex, to_rgba
from matplotlib.figure import Figure, FigureBase

from chiso.blocks import palette
from chiso.blocks.fonts import font_files
from chiso.blocks.plain_json import BlockError

WIDTH = 487.0
"""Width of the page's text block in points: that of a chart."""

_NOTHING_ELSE = dict.fromkeys(("Date", "Creator", "Format", "Type"))
"""Date and creator would make each run's bytes differ; the rest is of no use within a page."""

_RECOLOURED = "_chiso_colours"
"""Where a figure notes which colours are to be others."""

_OF_THE_SESSION = ("backend", "backend_fallback")
"""Settings of matplotlib that are no matter of looks."""


def svg_of(drawn: Axes | FigureBase, identifier: str) -> str:
    """Return a figure as an ``<svg>`` element for a :class:`chiso.blocks.specs.Figure`.

    Parameters
    ----------
    drawn
        A figure of matplotlib, or any of its axes: the whole figure is drawn.
    identifier
        The figure's id in the report. It salts the ids inside the SVG, so that equal figures give equal
        bytes and two figures on a page never share an id.

    Returns
    -------
    str
        As large in points as the figure, with its text as text, whatever matplotlib was told about saving.

    Raises
    ------
    BlockError
        When it is no figure, has no size, or the id is empty.
    """
    figure = drawn if isinstance(drawn, FigureBase) else getattr(drawn, "figure", None)
    if isinstance(figure, FigureBase):
        figure = figure.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise BlockError(
            f"figure {identifier!r}: {type(drawn).__name__} cannot be shown; give an Axes or a Figure of matplotlib"
        )
    if not identifier.strip():
        raise BlockError("a figure needs an id: it tells its parts from those of other figures on the page")
    size = figure.get_size_inches()
    if not all(math.isfinite(side) and side > 0 for side in size):
        raise BlockError(f"figure {identifier!r} is {size[0]} × {size[1]} inches: nothing of it could be seen")
    canvas, dpi, buffer = figure.canvas, figure.dpi, io.StringIO()
    ground = figure.patch.get_visible()
    try:
        # A ground that cannot be seen need not be drawn.
        shows = to_rgba(figure.patch.get_facecolor())[3] > 0 or figure.patch.get_linewidth() > 0
        figure.patch.set_visible(ground and shows)
        with told(_rendering() | {"svg.hashsalt": identifier, "svg.id": identifier}):
            FigureCanvasSVG(figure).print_svg(buffer, metadata=_NOTHING_ELSE)  # type: ignore[no-untyped-call]
    finally:
        figure.patch.set_visible(ground)
        figure.dpi = dpi
        figure.set_canvas(canvas)
    text = buffer.getvalue()
    text = text[text.index("<svg") :].strip()
    for known, other in getattr(figure, _RECOLOURED, {}).items():
        text = text.replace(known, other)
    return text


def recolour(ax: Axes, **colours: str) -> Axes:
    """Give the colours of a chart's palette others, when it becomes a figure of the briefing.

    Parameters
    ----------
    ax
        The chart.
    colours
        Colours by their names in the palette, such as ``accent="#8a1538"``: accent, region, city, gain, loss, break,
        target, tick, neighbour, ink, muted, faint, group_1 … group_4, far_below, below, above, far_above.

    Returns
    -------
    matplotlib.axes.Axes
        The chart.

    Raises
    ------
    BlockError
        When the palette has no such colour, or a colour is none.

    Examples
    --------
    >>> ax = chiso.charts.recolour(chiso.charts.course(course, say), accent="#8a1538")
    """
    changed = dict(getattr(ax.figure, _RECOLOURED, {}))
    for name, colour in colours.items():
        known = palette.LIGHT.get(name.replace("_", "-"))
        if known is None:
            listed = ", ".join(sorted(each.replace("-", "_") for each in palette.LIGHT))
            raise BlockError(f"the palette has no colour {name!r}; it has {listed}")
        if not is_color_like(colour):
            raise BlockError(f"{name} cannot be {colour!r}, which is no colour of matplotlib")
        changed[known] = to_hex(colour)
    setattr(ax.figure, _RECOLOURED, changed)
    return ax


@contextlib.contextmanager
def told(settings: Mapping[str, Any]) -> Iterator[None]:
    """Tell matplotlib some settings for a while; unlike ``rc_context`` it neither checks nor copies all of them.

    To check and copy takes as long as to draw a small chart.
    """
    params: Any = mpl.rcParams
    before = {name: params._get(name) for name in settings}
    try:
        for name, value in settings.items():
            params._set(name, value)
        yield
    finally:
        for name, value in before.items():
            params._set(name, value)


def as_it_comes() -> dict[str, Any]:
    """Return what matplotlib was told to do otherwise than as it comes, as it comes.

    A user tells it in a file of their own, a researcher in a cell; our charts are the same all the same.
    """
    params: Any = mpl.rcParams
    return {name: value for name, value in _default() if params._get(name) != value}


@functools.cache
def _default() -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in mpl.rcParamsDefault.items() if name not in _OF_THE_SESSION)


@functools.cache
def _rendering() -> dict[str, Any]:
    """Return the settings of how lines and text are written, as matplotlib comes, with text as text.

    What a figure looks like is settled as it is made; these would change it as it is saved.
    """
    kinds = ("svg.", "path.", "hatch.")
    default = {name: value for name, value in _default() if name.startswith(kinds)}
    return default | {"svg.fonttype": "none", "hatch.linewidth": 0.7}


@functools.cache
def add_fonts() -> None:
    """Make the house font known to matplotlib, which draws pictures with it; SVG needs only its name."""
    for path in font_files():
        font_manager.fontManager.addfont(path)
