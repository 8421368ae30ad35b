"""Where labels go, so that none overlaps another or is cut off."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from chiso.blocks.fonts import text_width
from chiso.charts.items import ASCENT, DESCENT, Box, Point

Segment = tuple[Point, Point]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float = 0.0) -> list[float]:
    """Place intervals in a row, each as near to where it is wanted as the others allow.

    Parameters
    ----------
    wanted
        The middles that the intervals should have, in rising order.
    sizes
        How long each is.
    low, high
        The ends of the row.
    gap
        The least room between two.

    Returns
    -------
    list of float
        The middles, in the same order; the sum of squared ways is the least possible.

    Raises
    ------
    ValueError
        When they do not fit into the row even side by side.
    """
    room = high - low - sum(sizes) - gap * max(0, len(sizes) - 1)
    if room < -1e-9:
        raise ValueError(f"{len(sizes)} labels need {-room:.1f} points more than the row has")
    # With the room that those before take subtracted, "no overlap" means "in rising order".
    before = list(itertools.accumulate((size + gap for size in sizes), initial=0.0))
    goals = [at - size / 2 - low - taken for at, size, taken in zip(wanted, sizes, before, strict=False)]
    blocks: list[tuple[float, int]] = []  # mean goal, number of intervals that touch
    for goal in goals:
        mean, count = goal, 1
        while blocks and blocks[-1][0] > mean:
            last, number = blocks.pop()
            mean, count = (mean * count + last * number) / (count + number), count + number
        blocks.append((mean, count))
    starts = [min(max(mean, 0.0), max(room, 0.0)) for mean, count in blocks for _ in range(count)]
    return [low + start + taken + size / 2 for start, taken, size in zip(starts, before, sizes, strict=False)]


def room_for(sizes: Sequence[float], low: float, high: float, gap: float = 0.0) -> bool:
    """Whether intervals fit into a row side by side."""
    return sum(sizes) + gap * max(0, len(sizes) - 1) <= high - low + 1e-9


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into as few lines as fit a width, of about equal length.

    A word that is wider than the width keeps a line of its own.
    """
    if text_width(text, size, bold=bold) <= width:
        return [text]
    words = [(word, text_width(word, size, bold=bold)) for word in text.split(" ")]
    space = text_width(" ", size, bold=bold)
    lines = _filled(words, space, width)
    # The narrowest width that needs no line more leaves no short last line.
    low, high = 50, 100
    while low < high:
        part = (low + high) // 2
        narrower = _filled(words, space, width * part / 100)
        if len(narrower) == len(lines):
            lines, high = narrower, part
        else:
            low = part + 1
    return lines


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a text that fits a width: whole, or as much of it as fits with an ellipsis."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


@dataclasses.dataclass
class Ground:
    """What is already on a chart when a label looks for its place.

    ``bounds`` is the part of the sheet that labels may use, ``boxes`` may not be covered, ``lines``
    should not be.
    """

    bounds: Box
    boxes: list[Box] = dataclasses.field(default_factory=list)
    lines: list[Segment] = dataclasses.field(default_factory=list)

    def take(self, candidates: Iterable[Box]) -> Box | None:
        """Take the first place that covers nothing; else the one that crosses the fewest lines.

        Returns
        -------
        Box or None
            None where every place is cut off or covers another label.
        """
        free = [
            box for box in candidates if box.within(self.bounds) and not any(box.overlaps(one) for one in self.boxes)
        ]
        if not free:
            return None
        chosen = min(free, key=lambda box: sum(crosses(box, line) for line in self.lines))
        self.boxes.append(chosen)
        return chosen


def text_box(left: float, top: float, width: float, size: float) -> Box:
    """Return the box of a line of text whose room begins at a corner."""
    return Box(left, top, left + width, top + (ASCENT + DESCENT) * size)


def crosses(box: Box, line: Segment) -> bool:
    """Whether a straight line passes through a box."""
    (x0, y0), (x1, y1) = line
    enters, leaves = 0.0, 1.0
    for start, delta, low, high in ((x0, x1 - x0, box.left, box.right), (y0, y1 - y0, box.top, box.bottom)):
        if delta == 0:
            if not low < start < high:
                return False
            continue
        first, second = sorted(((low - start) / delta, (high - start) / delta))
        enters, leaves = max(enters, first), min(leaves, second)
    return enters < leaves


def _filled(words: Sequence[tuple[str, float]], space: float, width: float) -> list[str]:
    lines, taken = [words[0][0]], words[0][1]
    for word, wide in words[1:]:
        if taken + space + wide <= width:
            lines[-1] = f"{lines[-1]} {word}"
            taken += space + wide
        else:
            lines.append(word)
            taken = wide
    return lines
