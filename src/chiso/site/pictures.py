"""The picture of a briefing for social networks: the unit, the year, and its indices at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure as Drawing

from chiso.blocks.drawing import add_fonts, as_it_comes, svg_of, told
from chiso.blocks.palette import ACCENT, INK, MUTED, PAPER
from chiso.blocks.specs import CardRow
from chiso.blocks.style import HOUSE
from chiso.blocks.svg import clean_svg
from chiso.export.chart_png import chart_pngs
from chiso.export.document import Document
from chiso.export.pieces import Placed

WIDTH, HEIGHT = 1200, 630
"""In dots, as social networks ask for."""

_DENSITY = 144
_CARDS = 4


def drawing(document: Document) -> str:
    """Return the picture of a document as SVG: what it is called, and the cards of its indices."""
    opening = document.opening
    found = [piece.block for piece in document.pieces if isinstance(piece, Placed) and isinstance(piece.block, CardRow)]
    cards = found[0].cards[:_CARDS] if found else ()
    add_fonts()
    with told(as_it_comes() | dict(HOUSE) | {"figure.constrained_layout.use": False}):
        figure = Drawing(figsize=(WIDTH / _DENSITY, HEIGHT / _DENSITY), facecolor=PAPER)
        figure.text(0.07, 0.83, opening.unit, size=19, color=ACCENT, weight="bold")
        figure.text(0.07, 0.71, document.metadata.title, size=15, color=INK, weight="bold")
        for at, card in enumerate(cards):
            x = 0.07 + at * 0.88 / len(cards)
            figure.text(x, 0.47, card.label, size=11, color=MUTED)
            figure.text(x, 0.31, card.score, size=25, color=ACCENT, weight="bold")
            for line, one in enumerate(card.lines[:2]):
                figure.text(x, 0.21 - line * 0.075, f"{one.label}: {one.text}", size=8, color=INK)
        figure.text(0.93, 0.05, document.metadata.author or "chiso", size=8, color=MUTED, ha="right")
        return clean_svg(svg_of(figure, "picture"), prefix="picture")


def pictures(drawings: Sequence[str]) -> list[bytes]:
    """Return drawings as PNG, all in one run; the same bytes for the same drawings."""
    return chart_pngs(drawings, density=_DENSITY)
