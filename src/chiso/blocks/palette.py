"""The colours and shapes of a briefing, in one place for charts, HTML and PDF.

Green against burnt orange, and each of the two against the grey of a break, stay apart for readers with
any of the common colour deficiencies. Every colour that carries text has a contrast of at least 4.5 : 1
against :data:`PAPER` and :data:`PANEL`; ``tests/test_palette.py`` computes both.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPER = "#ffffff"
PANEL = "#f4f7f8"  # cards, notes, the row of the unit
INK = "#1b2630"
MUTED = "#55616c"
FAINT = "#d8dfe4"  # grid lines and rules; never text
ACCENT = "#0b4f6c"  # the unit of the report, links, the cover band
REGION = "#3d7890"  # the unit's region, in charts
CITY = "#7d6226"  # the centrally run cities, in charts
GAIN = "#077a58"
LOSS = "#a5460a"
BREAK = "#5f6973"
TARGET = "#7d2f96"
TICK = "#a3b0ba"  # marks and leading lines in charts; never text
NEIGHBOUR = "#a9bfca"  # lines in charts that stand behind the unit's; never text
BAND = "#0b4f6c"
ON_BAND = "#ffffff"

#: The four groups of a map, the best first, and the colour of text on each.
GROUPS = ("#0b4f6c", "#34748e", "#9cc3d2", "#e3eef2")
ON_GROUPS = (PAPER, PAPER, INK, INK)

#: Grounds of the cells of a heat table, from far below to far above; INK stands on all of them.
HEAT = ("#f3bd98", "#fae3d3", PANEL, "#d3e9e6", "#94cdc6")

#: Colours by the names that the style sheet and the Typst template use.
LIGHT: Mapping[str, str] = types.MappingProxyType({
    "paper": PAPER, "panel": PANEL, "ink": INK, "muted": MUTED, "faint": FAINT, "accent": ACCENT,
    "region": REGION, "city": CITY, "gain": GAIN, "loss": LOSS, "break": BREAK, "target": TARGET,
    "tick": TICK, "neighbour": NEIGHBOUR, "band": BAND, "on-band": ON_BAND,
    "group-1": GROUPS[0], "group-2": GROUPS[1], "group-3": GROUPS[2], "group-4": GROUPS[3],
    "far-below": HEAT[0], "below": HEAT[1], "above": HEAT[3], "far-above": HEAT[4],
})  # fmt: skip

#: The same names for a dark screen. In charts the best group is the lightest there.
DARK: Mapping[str, str] = types.MappingProxyType({
    "paper": "#11181e", "panel": "#1a242c", "ink": "#e6ecf0", "muted": "#a8b4be", "faint": "#36434e",
    "accent": "#7fc6e3", "region": "#8db9cb", "city": "#cdb27a", "gain": "#5ed2b2", "loss": "#f2a56d",
    "break": "#aab4bd", "target": "#d88ff2", "tick": "#6b7a86", "neighbour": "#56707f",
    "band": "#0d3a50", "on-band": "#eef4f7",
    "group-1": "#8fd0ea", "group-2": "#4f9bb9", "group-3": "#2b5468", "group-4": "#1c2f3a",
    "far-below": "#7a4420", "below": "#47311f", "above": "#1e403a", "far-above": "#1d6455",
})  # fmt: skip

#: The colour of each tone of :data:`chiso.blocks.specs.Tone`, by name in :data:`LIGHT` and :data:`DARK`.
TONES: Mapping[str, str] = types.MappingProxyType(
    {
        "gain": "gain",
        "loss": "loss",
        "likely-gain": "gain",
        "likely-loss": "loss",
        "unclear": "muted",
        "same": "ink",
        "break": "break",
        "missing": "muted",
    }
)

#: The shape of each tone as a polygon in a square of 10 × 10, and the sign that it stands for. They are
#: drawn because Be Vietnam Pro has none of the signs.
SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = types.MappingProxyType({
    "gain": ((5.0, 1.0), (9.6, 9.0), (0.4, 9.0)),
    "loss": ((5.0, 9.0), (0.4, 1.0), (9.6, 1.0)),
    "same": ((1.5, 1.5), (8.5, 1.5), (8.5, 8.5), (1.5, 8.5)),
    "break": ((5.0, 0.8), (9.2, 5.0), (5.0, 9.2), (0.8, 5.0)),
    "missing": ((1.0, 4.4), (9.0, 4.4), (9.0, 5.6), (1.0, 5.6)),
    "likely-gain": ((5.0, 1.4), (9.2, 8.8), (0.8, 8.8)),
    "likely-loss": ((5.0, 8.6), (0.8, 1.2), (9.2, 1.2)),
    "unclear": (
        (5.0, 1.2), (6.9, 1.7), (8.3, 3.1), (8.8, 5.0), (8.3, 6.9), (6.9, 8.3),
        (5.0, 8.8), (3.1, 8.3), (1.7, 6.9), (1.2, 5.0), (1.7, 3.1), (3.1, 1.7),
    ),
})  # fmt: skip

#: Shapes that are drawn as an outline.
HOLLOW = frozenset({"break", "likely-gain", "likely-loss", "unclear"})

SIGNS: Mapping[str, str] = types.MappingProxyType({
    "gain": "▲", "loss": "▼", "likely-gain": "△", "likely-loss": "▽", "unclear": "○", "same": "■", "break": "◇",
    "missing": "–",
})  # fmt: skip


def css_variables(colours: Mapping[str, str]) -> str:
    """Return CSS declarations ``--chiso-NAME: COLOUR`` of a palette."""
    return ";".join(f"--chiso-{name}:{colour}" for name, colour in colours.items())
