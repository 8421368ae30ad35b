"""Drawings as pictures of pixels, for those who show a notebook but no SVG: where nobody trusts it, on code hosts."""

from __future__ import annotations

import functools
import html
import json
from collections.abc import Sequence

from chiso.blocks.fonts import of_scripts, printable
from chiso.blocks.letters import clusters, drawn_letters
from chiso.blocks.palette import PAPER
from chiso.export.pdf import typeset
from chiso.export.typst_data import TEXT_FONTS, drawing_file

#: Dots an inch: as many as a screen has by the measure of CSS. Twice as many would cost as much again as the parsing.
DENSITY = 96

_PAGE = f"""#set page(width: auto, height: auto, margin: 0pt, fill: rgb("{PAPER}"))
#set text(font: ({", ".join(map(json.dumps, TEXT_FONTS))}))
"""


def chart_pngs(drawings: Sequence[str], *, density: int = DENSITY) -> list[bytes]:
    """Return drawings as PNG on white, all in one run of Typst; the same bytes for the same drawings.

    Parameters
    ----------
    drawings
        SVG that was cleaned (:func:`chiso.blocks.svg.clean_svg`).
    density
        Dots an inch.

    Raises
    ------
    ExportError
        When Typst cannot draw one of them.
    """
    wanted = tuple(dict.fromkeys(map(printable, drawings)))
    made = dict(zip(wanted, _drawn(wanted, density), strict=True)) if wanted else {}
    return [made[printable(drawing)] for drawing in drawings]


@functools.lru_cache(maxsize=4)
def _drawn(drawings: tuple[str, ...], density: int) -> tuple[bytes, ...]:
    names = [drawing_file(drawing) for drawing in drawings]
    images = "\n#pagebreak()\n".join(f'#image("{name}")' for name in names)
    files = {name: drawing.encode() for name, drawing in zip(names, drawings, strict=True)}
    letters = sorted({*clusters(map(html.unescape, drawings)), *drawn_letters(drawings)})
    source = {**files, "briefing.typ": f"{_PAGE}{images}".encode()}
    made = typeset(source, letters, of_scripts(map(html.unescape, drawings)), name="chart", density=density)
    return tuple(made) if isinstance(made, list) else (made,)
