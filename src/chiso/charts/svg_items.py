"""Items straight into SVG: the same marks as through the renderer's plain calls, at a third of their price.

Most of what a report draws are these items; matplotlib works out the style of each from scratch.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, Protocol

import matplotlib as mpl

from chiso.blocks.fonts import FAMILY
from chiso.charts.items import Area, Dot, Item, Point, Stroke, Strokes, Words


class SvgWriter(Protocol):
    """What a renderer writes its SVG with."""

    def element(self, tag: str, text: str | None = None, attrib: dict[str, str] | None = None) -> None:
        """Write an element."""


def writer_of(renderer: Any) -> SvgWriter | None:
    """Return what a renderer writes SVG with; None for one that makes pictures or turns letters into outlines."""
    found: SvgWriter | None = getattr(renderer, "writer", None)
    return found if mpl.rcParams["svg.fonttype"] == "none" and hasattr(found, "element") else None


def write_item(writer: SvgWriter, item: Item) -> bool:
    """Write an item, unless it is hatched: hatches are shared by the whole figure and so left to the renderer."""
    if isinstance(item, Words):
        style = _letters(item.size, item.colour, item.bold)
        place = f"translate({_short(item.left)} {_short(item.y)})"
        writer.element("text", item.text, {"style": style, "transform": place})
    elif isinstance(item, Stroke):
        writer.element("path", None, {"d": _outline(item.points), "style": _pen(item.colour, item.width, item.dashes)})
    elif isinstance(item, Strokes):
        outline = " ".join(map(_outline, item.lines))
        writer.element("path", None, {"d": outline, "style": _pen(item.colour, item.width, ())})
    elif isinstance(item, Dot):
        style = _surface(item.fill, item.edge, item.edge_width)
        circle = {"cx": _short(item.x), "cy": _short(item.y), "r": _short(item.radius), "style": style}
        writer.element("circle", None, circle)
    elif isinstance(item, Area) and not item.hatch:
        style = _surface(item.fill, item.edge, item.edge_width)
        writer.element("path", None, {"d": f"{_outline(item.points)} z", "style": style})
    else:
        return False
    return True


def _outline(points: Iterable[Point]) -> str:
    return "M " + " L ".join([f"{_short(x)} {_short(y)}" for x, y in points])


def _short(value: float) -> str:
    """Return a hundredth of a point at most: nobody sees less, and pages stay small."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if text != "-0.00" else "0"


@functools.lru_cache(maxsize=1024)
def _letters(size: float, colour: str, bold: bool) -> str:
    weight = "font-weight: 600; " if bold else ""
    return f"{weight}font-size: {_short(size)}px; font-family: '{FAMILY}'; fill: {colour}"


@functools.lru_cache(maxsize=1024)
def _pen(colour: str, width: float, dashes: tuple[float, ...]) -> str:
    ends = f"stroke-dasharray: {','.join(map(_short, dashes))}" if dashes else "stroke-linecap: round"
    return f"fill: none; stroke: {colour}; stroke-width: {_short(width)}; {ends}"


@functools.lru_cache(maxsize=1024)
def _surface(fill: str, edge: str, width: float) -> str:
    inner = f"fill: {fill or 'none'}"
    return f"{inner}; stroke: {edge}; stroke-width: {_short(width)}; stroke-linejoin: miter" if edge else inner
