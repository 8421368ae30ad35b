"""What all pages of the site share: the style sheet, the fonts, the scripts."""

from __future__ import annotations

import base64
import re

from chiso.blocks.fonts import font_face_css
from chiso.blocks.palette import GROUPS, ON_GROUPS
from chiso.export.html import page_css, page_script
from chiso.site.addresses import ASSETS
from chiso.site.page import asset

_FONT = re.compile(r'url\("data:font/woff;base64,([^"]+)"\)')
_OURS = ("find.js", "compare.js", "redirect.js", "icon.svg")
_TILES = 40
"""Rows and columns that a map of tiles may have: no policy would let a style attribute say them."""


def shared() -> dict[str, bytes]:
    """Return the files that all pages share, by their names from the root of the site.

    The fonts have all letters of Vietnamese and common signs, whatever the pages hold, so that a changed figure
    leaves them as they are.
    """
    faces, fonts = font_face_css(""), {}
    for number, code in enumerate(dict.fromkeys(_FONT.findall(faces)), start=1):
        name = f"letters-{number}.woff"
        fonts[f"{ASSETS}/{name}"] = base64.b64decode(code)
        faces = faces.replace(f"data:font/woff;base64,{code}", name)
    faces = faces.replace("}", ";font-display:swap}")
    places = "".join(f".row-{at}{{grid-row:{at}}}.column-{at}{{grid-column:{at}}}\n" for at in range(1, _TILES))
    groups = "".join(
        f".chiso .tiles .group-{at}>*{{background:{ground};color:{ink}}}\n"
        for at, (ground, ink) in enumerate(zip(GROUPS, ON_GROUPS, strict=True), start=1)
    )
    made = {f"{ASSETS}/site.css": (faces + page_css() + asset("site.css") + places + groups).encode(), **fonts}
    made[f"{ASSETS}/page.js"] = page_script().encode()
    return made | {f"{ASSETS}/{name}": asset(name).encode() for name in _OURS}
