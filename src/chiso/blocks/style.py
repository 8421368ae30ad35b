"""The looks of the briefing for charts that a researcher draws with matplotlib in a notebook."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib import rcsetup
from matplotlib_inline.backend_inline import set_matplotlib_formats

from chiso.blocks.drawing import WIDTH, add_fonts
from chiso.blocks.fonts import FALLBACK, FAMILY
from chiso.blocks.palette import ACCENT, BREAK, CITY, FAINT, GAIN, INK, LOSS, MUTED, REGION, TARGET

HOUSE: Mapping[str, Any] = types.MappingProxyType(
    {
        "font.family": [FAMILY, FALLBACK],
        "font.size": 8,
        "svg.fonttype": "none",
        "figure.figsize": (WIDTH / 72, WIDTH / 144),
        "figure.constrained_layout.use": True,
        "axes.prop_cycle": rcsetup.cycler(color=[ACCENT, CITY, TARGET, GAIN, LOSS, REGION, BREAK]),
        "text.color": INK,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": MUTED,
        "axes.titlecolor": INK,
        "axes.titlesize": 9.6,
        "axes.titleweight": 600,
        "axes.titlelocation": "left",
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": FAINT,
        "grid.linewidth": 0.6,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "legend.frameon": False,
        "lines.linewidth": 1.8,
    }
)
"""Settings of matplotlib for the looks of the briefing."""


def use_house_style() -> None:
    """Give all further charts of the notebook the font, colours and width of the briefing.

    Their text stays text in the page and in the PDF, and the colours stay apart for readers with any of the
    common colour deficiencies. A chart still needs a title that says what it shows.
    """
    add_fonts()
    # Drawn as SVG: a picture made of pixels has no text and is not sharp in print.
    set_matplotlib_formats("svg", bbox_inches=None)
    mpl.rcParams.update(dict[Any, Any](HOUSE))
