"""What stands on a course beside its lines: breaks, points, scores, the target, and the figures under the years."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import NullLocator

from chiso.blocks.fonts import text_width
from chiso.blocks.palette import ACCENT, BREAK, CITY, FAINT, GAIN, INK, LOSS, MUTED, PAPER, REGION, SHAPES, TARGET
from chiso.blocks.tones import tone_of_printed
from chiso.charts.items import DESCENT, Area, Box, Dot, Layer, Point, Words
from chiso.charts.labels import Ground, room_for, spread, text_box
from chiso.charts.layers import View
from chiso.charts.marks import tone_width, tone_words
from chiso.charts.rows import Row, Say, rows_of, whole

LOOKS = ((ACCENT, "dot"), (CITY, "break"), (REGION, "same"), (TARGET, "gain"), (LOSS, "loss"), (GAIN, "dot"))
"""Colour and shape of the lines of several courses."""

_ROW = 10.5
_CROWDED = 28.0
"""Years that stand closer, in points, have smaller figures below them."""
_MOST_YEARS = 200


@dataclasses.dataclass(frozen=True)
class Goal:
    """The target of a plan: its year, score and the lines that stand beside it."""

    year: int
    score: float
    lines: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Figures:
    """The names of the rows under the years."""

    rank: str
    change: str


@dataclasses.dataclass(frozen=True)
class End:
    """The name at the end of a line, and where the line ends."""

    text: str
    point: Point
    colour: str


def goal_of(
    target: Mapping[str, Any] | pd.DataFrame | None, say: Say, measure: str, lines: Sequence[str] | None, last: int
) -> Goal | None:
    """Return the target with its words; None where there is none or it is no score. ``last`` is the year it faces."""
    if target is None:
        return None
    frame = target if isinstance(target, pd.DataFrame) else pd.DataFrame([dict(target)])
    if frame.empty:
        return None
    needed = ("plan_year", "target_score", "score_gap")
    row = rows_of(frame, "course(target=...)", needed, numbers=needed, optional=("sign",))[0]
    year, score, gap = whole(row["plan_year"]), row["target_score"], row["score_gap"]
    if year is None or score is None:
        return None
    if lines is None:
        trimmed = say.trimmed(score)
        wanted = say.measured(trimmed, measure) if measure == "percent" else say.difference(trimmed, measure)
        less = row.get("sign") is not None and row["sign"] < 0
        said = [say.text("course-target-most" if less else "course-target", score=wanted)]
        if gap is not None and gap <= 0:
            said.append(say.text("course-target-reached", year=str(last)))
        elif gap is not None:
            amount = say.difference(say.number(gap), measure)
            said.append(say.text("course-target-over" if less else "course-target-gap", amount=amount))
        lines = said
    return Goal(year, float(score), tuple(lines))


def draw_breaks(back: Layer, ground: Ground, view: View, breaks: Mapping[int, str]) -> None:
    """Draw a dotted line before each series, with words beside it."""
    box = view.box
    names = Ground(Box(box.left, box.top - 11.0, view.slot.right, box.bottom))
    for year, text in sorted(breaks.items()):
        at = view.x(year - 0.5)
        if not box.left < at < box.right:
            continue
        back.line([(at, box.top - 9.0), (at, box.bottom)], BREAK, 0.7, (1.0, 2.0))
        ground.lines.append(((at, box.top - 11.0), (at, box.bottom)))
        width = text_width(text, 6.5)
        # Beside its line, on the right if there is room, on the line below if there is none on either side.
        tops = (box.top - 9.5, box.top - 1.5)
        found = names.take([text_box(left, top, width, 6.5) for top in tops for left in (at + 4.0, at - 4.0 - width)])
        if found is not None:
            ground.boxes.append(found)
            back.add(Words(found.left, found.bottom - DESCENT * 6.5, text, 6.5, BREAK))


def draw_point(front: Layer, x: float, y: float, shape: str, colour: str, *, now: bool) -> None:
    """Draw the mark of a score; one of an earlier series is hollow."""
    if shape == "dot":
        front.add(Dot(x, y, 2.6 if now else 2.0, colour if now else PAPER, colour, 1.0))
    elif now:
        front.shape(SHAPES[shape], x, y, 6.0, fill=colour)
    else:
        front.shape(SHAPES[shape], x, y, 5.0, fill=PAPER, edge=colour)


def draw_score(front: Layer, ground: Ground, at: Point, text: str, size: float, colour: str, *, bold: bool) -> None:
    """Write a score above or below its point, or aside, wherever there is room."""
    x, y = at
    width = text_width(text, size, bold=bold)
    height = text_box(0.0, 0.0, width, size).height
    places = [
        text_box(x - width / 2 + aside, top, width, size)
        for aside in (0.0, -width / 2 - 2.0, width / 2 + 2.0)
        for top in (y - 3.5 - height, y + 2.5)
    ]
    if (box := ground.take(places)) is not None:
        front.add(Words(box.left, box.bottom - DESCENT * size, text, size, colour, bold))


def draw_ends(front: Layer, ground: Ground, view: View, goal: Goal | None, ends: Sequence[End]) -> None:
    """Draw the target, and write beside the plot what stands at the right: its words and the names of lines."""
    box, slot = view.box, view.slot
    blocks: list[tuple[float, float, End | Goal]] = [(end.point[1], 9.5, end) for end in ends]
    if goal and view.shows(goal.year, goal.score):
        x, y = view.point(goal.year, goal.score)
        # A short line: one that reached back to the last score would run through its label.
        step = abs(view.x(goal.year) - view.x(goal.year - 1))
        front.line([(x - min(step * 0.45, 24.0), y), (x, y)], TARGET, 1.0, (3.0, 2.0))
        front.add(Area(_around(x, y, 3.5), PAPER, TARGET, 0.9))
        blocks.append((y, 9.0 * len(goal.lines), goal))
    blocks.sort(key=lambda block: block[0])
    sizes = [size for _, size, _ in blocks]
    low, high = box.top - 9.0, box.bottom
    while blocks and not room_for(sizes, low, high):
        blocks.pop(len(blocks) // 2)
        sizes = [size for _, size, _ in blocks]
    for middle, (wanted, size, block) in zip(spread([b[0] for b in blocks], sizes, low, high), blocks, strict=True):
        if isinstance(block, End):
            left = box.right + 10.0
            front.line([(block.point[0] + 4.0, wanted), (left - 2.0, middle)], block.colour, 0.5)
            front.add(Words(left, middle + 2.6, block.text, 7.5, block.colour, bold=True))
            continue
        # To its right, where no score can be in the way.
        left = view.x(block.year) + 8.0
        for at, line in enumerate(block.lines):
            width = text_width(line, 7.5, bold=at == 0)
            x = max(slot.left, min(left, slot.right - width))
            words = Words(x, middle - size / 2 + 7.0 + 9.0 * at, line, 7.5, TARGET, at == 0)
            front.add(words)
            ground.boxes.append(words.box)


def draw_years(back: Layer, front: Layer, view: View, years: Sequence[int], goal: Goal | None) -> None:
    """Write the years below the plot, as many as stand apart; the last one of the course stands out."""
    box = view.box
    back.line([(view.slot.left, box.bottom), (view.slot.right, box.bottom)], MUTED, 0.6)
    first, last = math.ceil(view.x_range[0] - 1e-9), math.floor(view.x_range[1] + 1e-9)
    if last - first > _MOST_YEARS:
        first, last = years[0], max(years[-1], goal.year if goal else 0)
    if not isinstance(view.ax.xaxis.get_major_locator(), NullLocator):
        return  # a researcher's own ticks
    size = _size(view) + 0.5
    placed: list[Box] = []
    wanted = [years[-1], *([goal.year] if goal else []), *range(last, first - 1, -1)]
    for year in dict.fromkeys(year for year in wanted if first <= year <= last):
        words = Words(view.x(year), box.bottom + 8.5, str(year), size, INK, year == years[-1], "middle")
        found = words.box
        is_cut_off = found.left < view.slot.left or found.right > view.slot.right + 0.5
        if not is_cut_off and not any(found.overlaps(other, 2.0) for other in placed):
            front.add(words)
            placed.append(found)


def draw_figures(back: Layer, front: Layer, view: View, rows: Sequence[Row], figures: Figures, say: Say) -> None:
    """Write rank and change under the years, as a table whose columns are the years."""
    base, slot, size = view.box.bottom, view.slot, _size(view)
    back.line([(slot.left, base + 2 * _ROW + 1.0), (slot.right, base + 2 * _ROW + 1.0)], FAINT, 0.5)
    for at, label in enumerate((figures.rank, figures.change), start=1):
        front.add(Words(slot.left, base + at * _ROW + 8.5, label, 7.0, MUTED))
    series, last = rows[-1]["series"], rows[-1]["index_year"]
    # Beside published ranks there is no room for the word that an estimated one needs.
    estimated = bool(rows[-1].get("estimated"))
    taken = [math.inf, math.inf]
    for row in reversed(rows):
        year, bold = row["index_year"], row["index_year"] == last
        if not view.shows(year):
            continue
        x = view.x(year)
        rank = ""
        if row["rank"] is not None and row["units_ranked"] is not None and (estimated or not row.get("estimated")):
            rank = f"{whole(row['rank'])}/{whole(row['units_ranked'])}"
        change = "" if row["change"] is None else say.signed(row["change"])
        tone = tone_of_printed(row, row["change"])
        widths = text_width(rank, size, bold=bold), tone_width(change, tone, size=size, bold=bold)
        if rank and _fits(x, widths[0], taken[0], view):
            colour = INK if row["series"] == series else BREAK
            front.add(Words(x, base + _ROW + 8.5, rank, size, colour, bold, "middle"))
            taken[0] = x - widths[0] / 2
        if change and _fits(x, widths[1], taken[1], view):
            tone_words(front, x, base + 2 * _ROW + 8.5, change, tone, size=size, bold=bold, anchor="middle")
            taken[1] = x - widths[1] / 2


def _fits(x: float, width: float, taken: float, view: View) -> bool:
    return x + width / 2 + 2.0 <= taken and x - width / 2 >= view.box.left - 2.0 and x + width / 2 <= view.slot.right


def _size(view: View) -> float:
    return 7.0 if abs(view.x(view.x_range[0] + 1.0) - view.x(view.x_range[0])) >= _CROWDED else 6.4


def _around(x: float, y: float, reach: float) -> tuple[Point, ...]:
    return tuple((x + (px - 5.0) * reach / 5.0, y + (py - 5.0) * reach / 5.0) for px, py in SHAPES["break"])
