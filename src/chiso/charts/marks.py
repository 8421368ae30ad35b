"""Figures whose colour has a shape beside it."""

from __future__ import annotations

from chiso.blocks.fonts import text_width
from chiso.blocks.palette import HOLLOW, LIGHT, SHAPES, TONES
from chiso.blocks.specs import Tone
from chiso.charts.items import Anchor, Layer, Words


def tone_words(
    layer: Layer,
    x: float,
    y: float,
    text: str,
    tone: Tone | None,
    *,
    size: float = 7.0,
    bold: bool = False,
    anchor: Anchor = "start",
) -> None:
    """Write a figure with the shape of its tone before it; shape and figure together keep to the anchor."""
    if tone is None:
        layer.add(Words(x, y, text, size, bold=bold, anchor=anchor))
        return
    colour = LIGHT[TONES[tone]]
    width = text_width(text, size, bold=bold)
    across = tone_width(text, tone, size=size, bold=bold)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * across
    if tone != "missing":
        tone_shape(layer, left + 0.36 * size, y - 0.36 * size, tone, 0.72 * size)
    layer.add(Words(left + across - width, y, text, size, colour, bold))


def tone_width(text: str, tone: Tone | None, *, size: float = 7.0, bold: bool = False) -> float:
    """Return how much room :func:`tone_words` takes."""
    beside = 0.0 if tone in (None, "missing") else size
    return text_width(text, size, bold=bold) + beside


def tone_shape(layer: Layer, x: float, y: float, tone: Tone, size: float) -> None:
    """Place the shape of a tone with its middle at a point."""
    colour = LIGHT[TONES[tone]]
    hollow = tone in HOLLOW
    layer.shape(SHAPES[tone], x, y, size * (0.86 if hollow else 1.0), **{"edge" if hollow else "fill": colour})
