"""The texts of a drawn chart with the room that their ink really takes, and snapshots of finished data."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from chiso.blocks.fonts import face
from chiso.charts.items import Box

SNAPSHOTS = Path(__file__).parent / "snapshots"


@dataclasses.dataclass(frozen=True)
class Ink:
    """A text of an SVG and the box of its glyphs."""

    text: str
    box: Box


def ink(svg: str) -> list[Ink]:
    """Return the texts of a chart as they will be seen, measured from the outlines of the font."""
    found = []
    for element in ET.fromstring(svg).iter():  # noqa: S314 - what we made ourselves
        if element.tag.rpartition("}")[2] != "text":
            continue
        style = dict(part.strip().split(": ", 1) for part in element.get("style", "").split(";") if part.strip())
        place = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
        assert place, "a label that is turned or scaled is not expected"
        assert "Be Vietnam Pro" in style["font-family"]
        size, bold = float(style["font-size"].removesuffix("px")), style.get("font-weight") == "600"
        left, top, right, bottom = _glyphs(element.text or "", bold)
        x, y = float(place[1]), float(place[2])
        found.append(Ink(element.text or "", Box(x + left * size, y + top * size, x + right * size, y + bottom * size)))
    return found


def faults(svg: str) -> list[str]:
    """Return what a reader would stumble over: texts that overlap or reach out of the chart."""
    root = ET.fromstring(svg)  # noqa: S314
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    page = Box(-0.5, -0.5, width + 0.5, height + 0.5)
    texts = ink(svg)
    out = [f"{one.text!r} is cut off" for one in texts if not one.box.within(page)]
    over = [
        f"{one.text!r} covers {other.text!r}"
        for one, other in itertools.combinations(texts, 2)
        if one.box.overlaps(other.box)
    ]
    return out + over


@functools.lru_cache(maxsize=4096)
def _glyphs(text: str, bold: bool) -> tuple[float, float, float, float]:
    path = TextPath((0, 0), text, size=100, prop=FontProperties(fname=str(face(600 if bold else 400))))
    extents = path.cleaned(curves=False).get_extents()  # of the drawn lines: the same, without solving each curve
    return extents.x0 / 100, -extents.y1 / 100, extents.x1 / 100, -extents.y0 / 100


def compared(name: str, value: Any) -> None:
    """Hold a value against its snapshot; with ``CHISO_SNAPSHOTS=write`` it becomes the snapshot."""
    path = SNAPSHOTS / f"{name}.json"
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("CHISO_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path} is missing: run with CHISO_SNAPSHOTS=write and look at what it holds"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text), (
        f"{name} changed: if it should, run with CHISO_SNAPSHOTS=write and look at the difference"
    )
