"""A sheet of paper in points for every chart: its items can be looked at, and it becomes SVG whose text is text.

A chart places items, each a frozen record, with the origin at the upper left. Every text has a box,
measured from the font's own advances, so that a chart can keep its labels apart before anything is drawn.
Matplotlib writes the SVG; one artist draws all items, since laying out an axis costs more than a chart has.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from chiso.report.fonts import FAMILY, text_width
from chiso.report.palette import INK

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase

WIDTH = 487.0
"""Width of a chart: the text block of the page."""

SMALLEST = 6.0
"""No text of a chart is smaller."""

ASCENT, DESCENT = 0.98, 0.24
"""How far the letters of a line reach above and below it, in parts of its size; Ấ and ự reach furthest."""

_OF_THE_SESSION = ("backend", "backend_fallback")
"""Settings of matplotlib that a context would not bring back."""

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether less than ``gap`` lies between the two."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: Box) -> bool:
        """Whether it lies inside another, edges included."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """A line of text; ``x`` is its start, middle or end, ``y`` the line that its letters stand on."""

    x: float
    y: float
    text: str
    size: float = 7.0
    colour: str = INK
    bold: bool = False
    anchor: Anchor = "start"

    def __post_init__(self) -> None:
        if not self.text.strip() or self.size < SMALLEST:
            raise ValueError(f"a label needs text of at least {SMALLEST} points: {self.text!r}, {self.size}")

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    @property
    def width(self) -> float:
        """How wide the line is."""
        return text_width(self.text, self.size, bold=self.bold)

    @property
    def box(self) -> Box:
        """The room that the line takes."""
        left = self.left
        return Box(left, self.y - ASCENT * self.size, left + self.width, self.y + DESCENT * self.size)


@dataclasses.dataclass(frozen=True, slots=True)
class Stroke:
    """An open line through points; ``dashes`` are lengths of line and gap."""

    points: tuple[Point, ...]
    colour: str
    width: float = 0.6
    dashes: tuple[float, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """A closed shape; ``hatch`` draws oblique lines in the colour of its edge over it."""

    points: tuple[Point, ...]
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.6
    hatch: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.6


Item = Words | Stroke | Area | Dot


class Sheet:
    """What a chart is drawn on.

    Parameters
    ----------
    height, width
        In points.

    Attributes
    ----------
    items : list
        What was placed, from the back to the front.
    """

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.items: list[Item] = []

    @property
    def box(self) -> Box:
        """The edges of the sheet."""
        return Box(0.0, 0.0, self.width, self.height)

    @property
    def words(self) -> list[Words]:
        """The texts on the sheet."""
        return [item for item in self.items if isinstance(item, Words)]

    def add(self, *items: Item) -> None:
        """Place items in front of those that are there."""
        self.items.extend(items)

    def line(self, points: Iterable[Point], colour: str, width: float = 0.6, dashes: Sequence[float] = ()) -> None:
        """Place an open line."""
        self.add(Stroke(tuple(points), colour, width, tuple(dashes)))

    def rectangle(
        self, box: Box, fill: str = "", *, edge: str = "", edge_width: float = 0.6, hatch: bool = False
    ) -> None:
        """Place an upright rectangle."""
        corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
        self.add(Area(corners, fill, edge, edge_width, hatch))

    def shape(
        self, points: Iterable[Point], x: float, y: float, size: float, *, fill: str = "", edge: str = ""
    ) -> None:
        """Place a shape of the palette (a polygon in a square of 10 × 10) with its middle at a point."""
        placed = tuple((x + (px - 5.0) * size / 10.0, y + (py - 5.0) * size / 10.0) for px, py in points)
        self.add(Area(placed, fill, edge, 0.9))

    def svg(self, identifier: str) -> str:
        """Return the sheet as an ``<svg>`` element.

        Parameters
        ----------
        identifier
            The chart's id in the report. It salts the ids inside the SVG, so that equal charts give
            equal bytes and two charts on a page never share an id.
        """
        style: dict[Any, Any] = {
            "svg.fonttype": "none",
            "svg.hashsalt": identifier,
            "svg.id": identifier,
            "hatch.linewidth": 0.7,
        }
        with mpl.rc_context(_told_otherwise() | style):
            figure = Figure(figsize=(self.width / 72, self.height / 72), facecolor="none")
            figure.add_artist(_Drawing(self.items, self.height))
            buffer = io.StringIO()
            FigureCanvasSVG(figure)
            # Date and Creator would make each run's bytes differ.
            figure.savefig(buffer, format="svg", dpi=72, metadata={"Date": None, "Creator": None})
        text = buffer.getvalue()
        return text[text.index("<svg") :].strip()


def _told_otherwise() -> dict[Any, Any]:
    """Return what matplotlib was told to do otherwise than as it comes, as it comes.

    A user tells it in a file of their own, a researcher in a cell; our charts are the same all the same. To set
    everything takes longer than to draw.
    """
    now = mpl.rcParams
    return {
        name: value
        for name, value in mpl.rcParamsDefault.items()
        if name not in _OF_THE_SESSION and dict.get(now, name) != value
    }


class _Drawing(Artist):
    """Draws items with the plain calls that every renderer of matplotlib has."""

    def __init__(self, items: Sequence[Item], height: float) -> None:
        super().__init__()
        self._items = items
        # Matplotlib measures lines from the lower edge, text from the upper one.
        self._upright = Affine2D().scale(1.0, -1.0).translate(0.0, height)

    def draw(self, renderer: RendererBase) -> None:
        """Draw all items, the first one at the back."""
        for item in self._items:
            gc = renderer.new_gc()
            if isinstance(item, Words):
                gc.set_foreground(item.colour)
                font = FontProperties(family=FAMILY, size=item.size, weight=600 if item.bold else 400)
                renderer.draw_text(gc, round(item.left, 2), item.y, item.text, font, 0.0)
            elif isinstance(item, Stroke):
                gc.set_foreground(item.colour)
                gc.set_linewidth(item.width)
                gc.set_joinstyle("round")
                gc.set_capstyle("butt" if item.dashes else "round")
                if item.dashes:
                    gc.set_dashes(0, item.dashes)
                renderer.draw_path(gc, Path(item.points), self._upright)
            elif isinstance(item, Area):
                path = Path([*item.points, item.points[0]], closed=True)
                self._fill(renderer, gc, path, self._upright, item)
            else:
                place = Affine2D().scale(item.radius).translate(item.x, item.y) + self._upright
                self._fill(renderer, gc, Path.unit_circle(), place, item)
            gc.restore()

    @staticmethod
    def _fill(
        renderer: RendererBase, gc: GraphicsContextBase, path: Path, transform: Transform, item: Area | Dot
    ) -> None:
        gc.set_linewidth(item.edge_width if item.edge else 0.0)
        gc.set_joinstyle("miter")
        if item.edge:
            gc.set_foreground(item.edge)
        if isinstance(item, Area) and item.hatch:
            gc.set_hatch("////")
            gc.set_hatch_color(to_rgba(item.edge))
        renderer.draw_path(gc, path, transform, to_rgba(item.fill) if item.fill else None)
