"""What a chart draws beside its lines: words, strokes, areas and dots in points, each with the room it takes.

The origin is the upper left corner of the figure. Every text has a box, measured from the font's own
advances, so that a chart can keep its labels apart before anything is drawn.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Literal

from chiso.blocks.fonts import text_width
from chiso.blocks.palette import INK

SMALLEST = 6.0
"""No text of a chart is smaller, in points."""

ASCENT, DESCENT = 0.98, 0.24
"""How far the letters of a line reach above and below it, in parts of its size; Ấ and ự reach furthest."""

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


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
        return self.x - _BEFORE[self.anchor] * self.width if self.anchor != "start" else self.x

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
class Strokes:
    """Straight lines of one look, drawn as one path."""

    lines: tuple[tuple[Point, Point], ...]
    colour: str
    width: float = 0.6


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


Item = Words | Stroke | Strokes | Area | Dot


class Layer(list[Item]):
    """Items from the back to the front."""

    def add(self, *items: Item) -> None:
        """Place items in front of those that are there."""
        self.extend(items)

    def line(self, points: Iterable[Point], colour: str, width: float = 0.6, dashes: Sequence[float] = ()) -> None:
        """Place an open line."""
        self.append(Stroke(tuple(points), colour, width, tuple(dashes)))

    def rectangle(
        self, box: Box, fill: str = "", *, edge: str = "", edge_width: float = 0.6, hatch: bool = False
    ) -> None:
        """Place an upright rectangle."""
        corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
        self.append(Area(corners, fill, edge, edge_width, hatch))

    def shape(
        self, points: Iterable[Point], x: float, y: float, size: float, *, fill: str = "", edge: str = ""
    ) -> None:
        """Place a shape of the palette (a polygon in a square of 10 × 10) with its middle at a point."""
        placed = tuple((x + (px - 5.0) * size / 10.0, y + (py - 5.0) * size / 10.0) for px, py in points)
        self.append(Area(placed, fill, edge, 0.9))
