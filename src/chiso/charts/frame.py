"""The axes that a chart is drawn on: given ones, or those of a figure of the right size, with room around for words."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Bbox, ScaledTranslation

from chiso.charts.items import Box
from chiso.charts.labels import Ground
from chiso.charts.layers import Compose, Inscription, View, root_of
from chiso.charts.own_axes import (
    ABOVE,
    BELOW,
    ChartAxes,
    figure_title_height,
    label_height,
    own_axes,
    settle,
    title_height,
    titles_of,
)

_LEAST = 20.0
"""Axes are not pressed together further by what is written around them, in points."""


@dataclasses.dataclass(frozen=True, slots=True)
class Margins:
    """The room around the axes for what is written beside them, in points."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


def place(ax: Axes | None, width: float, height: float, margins: Margins, compose: Compose) -> Axes:
    """Return the axes of a chart, ready to be drawn on.

    Parameters
    ----------
    ax
        Axes to draw on. Their part of the figure becomes the chart's; if it is too low for the chart, the
        figure grows. None for axes of a figure of the chart's own.
    width, height
        What the chart takes, in points.
    margins
        How much of that is around the axes.
    compose
        Fills the layers as the chart is drawn.
    """
    if ax is None:
        ax = own_axes(width, height)
    else:
        _make_room(ax, height)
        ax.xaxis.set_major_locator(NullLocator())
        ax.yaxis.set_major_locator(NullLocator())
    ax.set_frame_on(False)
    ax.xaxis.labelpad, ax.yaxis.labelpad = margins.bottom + BELOW, margins.left + BELOW
    room = _Room(margins)
    ax.set_axes_locator(room)
    back = Inscription(compose, slot_of)
    ax.add_artist(back)
    ax.add_artist(Inscription(compose, slot_of, back))
    settle(ax)
    return ax


def slot_of(ax: Axes) -> Box:
    """Return the part of the figure that a chart may use, in points from the upper left corner."""
    figure = root_of(ax)
    scale = 72.0 / figure.dpi
    within = (ax.get_figure(root=False) or figure).bbox
    slot = ax.get_position(original=True)
    high = figure.bbox.height
    return Box(
        (within.x0 + slot.x0 * within.width) * scale,
        (high - within.y0 - slot.y1 * within.height) * scale,
        (within.x0 + slot.x1 * within.width) * scale,
        (high - within.y0 - slot.y0 * within.height) * scale,
    )


def extend(ax: Axes, x: Iterable[float], y: Iterable[float]) -> None:
    """Let the limits of the data reach to some values; they stay free to grow by whatever is drawn later."""
    left, right = min(x), max(x)
    low, high = min(y), max(y)
    ax.update_datalim([(left, low), (right, high)])
    ax.autoscale_view()


def keep_off_others(ground: Ground, view: View, own: Iterable[object]) -> None:
    """Let labels keep off the lines and texts that a researcher put on a chart."""
    known = set(map(id, own))
    for line in view.ax.lines:
        if id(line) not in known and line.get_visible():
            points = view.points(line.get_transform().transform(line.get_path().vertices))
            ground.lines += itertools.pairwise(points)
    for text in view.ax.texts:
        if text.get_visible() and text.get_text():
            # Without its arrow, if it has one: that may cross everything.
            ground.boxes.append(view.box_of(Text.get_window_extent(text, view.renderer)))


class _Room:
    """Places the axes within their slot, so that names, titles and headings around them have room."""

    def __init__(self, margins: Margins) -> None:
        self._margins = margins

    def __call__(self, ax: Any, renderer: RendererBase | None) -> Bbox:
        del renderer
        figure = ax.get_figure(root=False) or root_of(ax)
        slot, scale = ax.get_position(original=True), figure.dpi / 72.0
        titles = [one for one in titles_of(ax) if one.get_text()]
        one = self._margins
        for title in titles:
            # Above everything that is written over the axes, and where the chart begins.
            aside = (
                -one.left
                if title.get_horizontalalignment() == "left"
                else one.right
                if title.get_horizontalalignment() == "right"
                else 0.0
            )
            shift = ScaledTranslation(aside / 72.0, (one.top + ABOVE) / 72.0, figure.dpi_scale_trans)
            title.set_transform(ax.transAxes + shift)
        left, top, bottom = one.left, one.top, one.bottom
        if isinstance(ax, ChartAxes):
            # Of a shared figure titles stand where matplotlib has them: in the room between the axes.
            left += label_height(ax.get_ylabel(), ax.yaxis.label)
            top += max((title_height(title) for title in titles), default=0.0) + figure_title_height(figure)
            bottom += label_height(ax.get_xlabel(), ax.xaxis.label)
        wide, high = figure.bbox.width / scale, figure.bbox.height / scale
        x0, x1 = _kept(slot.x0 * wide, slot.x1 * wide, left, one.right)
        y0, y1 = _kept(slot.y0 * high, slot.y1 * high, bottom, top)
        return Bbox.from_extents(x0 / wide, y0 / high, x1 / wide, y1 / high)


def _kept(low: float, high: float, before: float, after: float) -> tuple[float, float]:
    """Return what is left of a side; where nothing is, a sliver, so that a small figure is drawn all the same."""
    least = min(high - low, _LEAST)
    if high - low - before - after < least:
        part = (high - low - least) / (before + after)
        before, after = before * part, after * part
    return low + before, high - after


def _make_room(ax: Axes, height: float) -> None:
    """Let a figure grow in which a chart has too little room: labels that do not fit would cover each other."""
    slot = slot_of(ax)
    if slot.height < height - 0.5:
        figure = root_of(ax)
        wide, high = figure.get_size_inches()
        figure.set_size_inches(wide, high * height / slot.height)
