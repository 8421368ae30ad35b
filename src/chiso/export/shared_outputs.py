"""The outputs of a notebook that is shared, in forms that are shown where nobody trusts it.

Jupyter takes drawings in SVG and style sheets out of the HTML of a notebook that its reader has not said to trust, and
so do code hosts. What is left must stand by itself: charts as pictures, signs as characters, and text for the rest.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from chiso.blocks.fragments import fragment
from chiso.blocks.in_words import in_words
from chiso.blocks.plain_json import BlockError
from chiso.blocks.specs import MIME, Block, Figure, from_json
from chiso.blocks.svg import SvgError, clean_svg
from chiso.export.chart_png import chart_pngs
from chiso.export.outputs import joined

#: What is not left in HTML that nobody trusts.
_TAKEN_AWAY = re.compile(r"<(?:svg|style)\b", re.IGNORECASE)
_SVG, _PNG = "image/svg+xml", "image/png"


def for_everybody(outputs: Sequence[dict[str, Any]]) -> None:
    """Give outputs the forms that everybody sees; those of blocks are made anew from their data.

    Parameters
    ----------
    outputs
        All outputs of a notebook, changed in place. A malformed block or drawing stays as it is: whoever renders
        the report says what is wrong with it, and where.

    Raises
    ------
    ExportError
        When a chart cannot be drawn.
    """
    blocks: list[tuple[dict[str, Any], Block]] = []
    drawings: list[tuple[dict[str, Any], str]] = []
    for output in outputs:
        bundle = output.get("data") or {}
        block = _block(bundle)
        if block is not None:
            blocks.append((output, block))
        # As the files of the report have them, so that each drawing is cleaned once.
        clean = _clean(block.svg, block.id, block.alt) if isinstance(block, Figure) else _clean(_alone(bundle), "f")
        if clean:
            drawings.append((output, clean))
    pictures = dict(zip((id(output) for output, _ in drawings), chart_pngs([one for _, one in drawings]), strict=True))
    for output, block in blocks:
        picture = pictures.get(id(output), b"")
        if isinstance(block, Figure) and not picture:
            continue
        html = joined(output["data"].get("text/html", ""))
        if not html or _TAKEN_AWAY.search(html):
            html = fragment(block, picture=picture)
        output["data"] = {**output["data"], "text/html": html, "text/plain": in_words(block)}
    for output, _ in drawings:
        code = base64.b64encode(pictures[id(output)]).decode("ascii")
        output["data"] = {**output["data"], _PNG: code}


def _block(bundle: Mapping[str, Any]) -> Block | None:
    try:
        return from_json(bundle[MIME]) if MIME in bundle else None
    except BlockError:
        return None


def _alone(bundle: Mapping[str, Any]) -> str:
    """Return a drawing that has no picture beside it."""
    return joined(bundle[_SVG]) if _SVG in bundle and not {_PNG, "image/jpeg"} & bundle.keys() else ""


def _clean(drawing: str, prefix: str, label: str = "") -> str:
    try:
        return clean_svg(drawing, prefix=prefix, label=label) if drawing else ""
    except SvgError:
        return ""
