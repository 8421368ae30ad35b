"""The artists that draw a chart's own items: where things are is asked of the axes at the moment of drawing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from chiso.blocks.drawing import add_fonts
from chiso.blocks.fonts import FAMILY
from chiso.charts.items import Area, Box, Dot, Layer, Point, Stroke, Strokes, Words
from chiso.charts.svg_items import write_item, writer_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase

BACK, FRONT = 0.7, 3.2
"""Where the layers stand: behind everything, and before lines (2) and texts (3)."""


def root_of(ax: Axes | Artist) -> Figure:
    """Return the figure that axes belong to, whatever subfigures lie between.

    Raises
    ------
    ValueError
        When they were removed from it.
    """
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise ValueError("the axes of a chart were removed from their figure")
    return figure


class View:
    """Where everything is at the moment of drawing, in points from the upper left corner of the figure.

    Attributes
    ----------
    box, slot
        The axes, and the room that they and all that is written around them may take.
    renderer
        What draws, and so knows how wide a text of others is.
    x_range, y_range
        The limits of the data that are shown, the lower one first.
    """

    def __init__(self, ax: Axes, slot: Box, renderer: RendererBase) -> None:
        figure = root_of(ax)
        self.ax, self.slot, self.renderer = ax, slot, renderer
        self._scale, self._height = 72.0 / figure.dpi, figure.bbox.height * 72.0 / figure.dpi
        left, low, right, high = ax.bbox.extents
        self.box = Box(*self._upright(left, high), *self._upright(right, low))
        self.x_range, self.y_range = ax.get_xbound(), ax.get_ybound()
        self._lines = (
            self._straight(0) if ax.get_xscale() == "linear" else None,
            self._straight(1) if ax.get_yscale() == "linear" else None,
        )

    def point(self, x: float, y: float) -> Point:
        """Return where a point of the data is."""
        return self.x(x), self.y(y)

    def x(self, value: float) -> float:
        """Return how far right a value of the x axis is."""
        return self._along(0, value)

    def y(self, value: float) -> float:
        """Return how far down a value of the y axis is."""
        return self._along(1, value)

    def shows(self, x: float | None = None, y: float | None = None) -> bool:
        """Whether a value lies within the limits of its axis."""
        return all(
            value is None or low - 1e-9 * (1 + abs(low)) <= value <= high + 1e-9 * (1 + abs(high))
            for value, (low, high) in ((x, self.x_range), (y, self.y_range))
        )

    def box_of(self, extent: Bbox) -> Box:
        """Return an extent in pixels as a box in points."""
        return Box(*self._upright(extent.x0, extent.y1), *self._upright(extent.x1, extent.y0))

    def points(self, pixels: np.ndarray) -> list[Point]:
        """Return points in pixels in points."""
        return [self._upright(x, y) for x, y in pixels.tolist()]

    def _straight(self, axis: int) -> tuple[float, float]:
        """Return offset and slope along an axis: asking matplotlib for each value takes too long."""
        low, high = (self.ax.get_xlim(), self.ax.get_ylim())[axis]
        start, end = (self.box.left, self.box.right) if axis == 0 else (self.box.bottom, self.box.top)
        slope = (end - start) / (high - low)
        return start - low * slope, slope

    def _along(self, axis: int, value: float) -> float:
        if line := self._lines[axis]:
            return line[0] + value * line[1]
        at = (value, self.y_range[0]) if axis == 0 else (self.x_range[0], value)
        return self._upright(*self.ax.transData.transform(at).tolist())[axis]

    def _upright(self, x: float, y: float) -> Point:
        # Matplotlib measures from the lower edge, in pixels.
        return x * self._scale, self._height - y * self._scale


Compose = Callable[[View, Layer, Layer], None]
"""Fills the layer behind the lines and the one before them."""


class Inscription(Artist):
    """One layer of a chart; the back one composes both, the front one draws what was composed."""

    def __init__(self, compose: Compose, slot: Callable[[Axes], Box], back: Inscription | None = None) -> None:
        super().__init__()
        self._compose, self._slot, self._back = compose, slot, back
        self._waiting: Layer | None = None
        self.set_zorder(FRONT if back else BACK)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the layer as the axes are now."""
        if not self.get_visible():
            return
        if self._back is None:
            layer, self._waiting = self._composed(renderer)
        else:
            # A back layer that was hidden has composed nothing.
            layer, self._back._waiting = self._back._waiting or self._composed(renderer)[1], None
        paint(renderer, layer, root_of(self).bbox.height)
        self.stale = False

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the room that the chart may take, for those who lay out figures."""
        del renderer
        figure = root_of(self)
        slot, scale = self._slot(self._ax), figure.dpi / 72.0
        high = figure.bbox.height
        return Bbox([[slot.left * scale, high - slot.bottom * scale], [slot.right * scale, high - slot.top * scale]])

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the same: nothing is written outside."""
        return self.get_window_extent(renderer)

    @property
    def _ax(self) -> Axes:
        return cast("Axes", self.axes)

    def _composed(self, renderer: RendererBase) -> tuple[Layer, Layer]:
        back, front = Layer(), Layer()
        self._compose(View(self._ax, self._slot(self._ax), renderer), back, front)
        return back, front


def paint(renderer: RendererBase, layer: Layer, height: float) -> None:
    """Draw items with the plain calls that every renderer of matplotlib has.

    Parameters
    ----------
    renderer, layer
        What draws, and what is drawn.
    height
        Of the figure in pixels.
    """
    writer = writer_of(renderer)
    if writer is None:
        add_fonts()
    scale = float(cast("Any", renderer.points_to_pixels(1.0)))
    # Matplotlib measures lines from the lower edge, text from the upper one.
    upright = Affine2D.from_values(scale, 0.0, 0.0, -scale, 0.0, height)
    turned = not renderer.flipy()
    gc = renderer.new_gc()
    gc.set_antialiased(True)
    for item in layer:
        if writer is not None and write_item(writer, item):
            continue
        if isinstance(item, Words):
            gc.set_foreground(item.colour)
            x, y = round(item.left * scale, 2), round(item.y * scale, 2)
            renderer.draw_text(gc, x, height - y if turned else y, item.text, _font(item.size, item.bold), 0.0)
        elif isinstance(item, Stroke | Strokes):
            _stroke(renderer, gc, item, upright, scale)
        else:
            _fill(renderer, gc, item, upright, scale)
    gc.restore()


def _stroke(
    renderer: RendererBase, gc: GraphicsContextBase, item: Stroke | Strokes, upright: Affine2D, scale: float
) -> None:
    if isinstance(item, Strokes):
        points = [point for line in item.lines for point in line]
        path = Path(points, np.array([Path.MOVETO, Path.LINETO] * len(item.lines), dtype=Path.code_type))
        dashes: tuple[float, ...] = ()
    else:
        path, dashes = Path(item.points), item.dashes
    gc.set_foreground(item.colour)
    gc.set_linewidth(item.width * scale)
    gc.set_joinstyle("round")
    gc.set_capstyle("butt" if dashes else "round")
    gc.set_dashes(0, [length * scale for length in dashes] if dashes else None)
    renderer.draw_path(gc, path, upright)
    if dashes:
        gc.set_dashes(0, None)


def _fill(renderer: RendererBase, gc: GraphicsContextBase, item: Area | Dot, upright: Affine2D, scale: float) -> None:
    gc.set_linewidth(item.edge_width * scale if item.edge else 0.0)
    gc.set_joinstyle("miter")
    gc.set_capstyle("butt")
    if item.edge:
        gc.set_foreground(item.edge)
    fill = _colour(item.fill) if item.fill else None
    if isinstance(item, Dot):
        place = Affine2D.from_values(item.radius, 0.0, 0.0, item.radius, item.x, item.y) + upright
        renderer.draw_path(gc, Path.unit_circle(), place, fill)
        return
    if item.hatch:
        gc.set_hatch("////")
        gc.set_hatch_color(_colour(item.edge))
        gc.set_hatch_linewidth(0.7)
    renderer.draw_path(gc, Path([*item.points, item.points[0]], _closed(len(item.points))), upright, fill)
    if item.hatch:
        gc.set_hatch(None)


@functools.cache
def _closed(corners: int) -> np.ndarray:
    codes = np.full(corners + 1, Path.LINETO, dtype=Path.code_type)
    codes[0], codes[-1] = Path.MOVETO, Path.CLOSEPOLY
    codes.flags.writeable = False
    return codes


@functools.cache
def _font(size: float, bold: bool) -> FontProperties:
    # With a family of its own, so that no setting of a user's is asked.
    return FontProperties(
        family=[FAMILY], size=size, weight=600 if bold else 400,
        style="normal", variant="normal", stretch="normal",
    )  # fmt: skip


_colour = functools.cache(to_rgba)
