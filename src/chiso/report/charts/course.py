"""The course of one index: scores as a line, and under each year its rank and change."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from chiso.report.canvas import DESCENT, WIDTH, Box, Dot, Sheet, Words
from chiso.report.charts.labels import Ground, text_box
from chiso.report.charts.marks import tone_words
from chiso.report.fonts import text_width
from chiso.report.palette import ACCENT, BREAK, FAINT, INK, MUTED, PAPER, SHAPES, TARGET
from chiso.report.specs import Tone

_LEFT, _TOP, _PLOT, _ROW = 62.0, 11.0, 58.0, 10.5
_CROWDED = 28.0
"""Years that stand closer, in points, have smaller figures below them."""
_FLATTEST = 2.0
"""A course that moves less, in points of score, is not blown up to look steep."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stop:
    """One index year. ``score`` is None where there is none; the texts are finished, empty for nothing.

    ``series`` tells the comparable series apart; ``tone`` says what the change means.
    """

    year: int
    score: float | None
    series: int
    label: str = ""
    rank: str = ""
    change: str = ""
    tone: Tone | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Goal:
    """The target of a plan: its year, score and the lines that stand beside it."""

    year: int
    score: float
    lines: tuple[str, ...]


def course_chart(
    stops: Sequence[Stop],
    *,
    rank_label: str,
    change_label: str,
    none: str,
    breaks: Mapping[int, str],
    goal: Goal | None = None,
) -> Sheet:
    """Draw the course of an index with the plan's target.

    Parameters
    ----------
    stops
        Index years in order. Those of the last series are in the colour of the unit, earlier ones in
        grey; no line crosses a break or a missing year.
    rank_label, change_label, none
        The names of the rows under the years, and the sign of a year without a score.
    breaks
        What stands at the beginning of a series: its first year to a few words.
    goal
        The target.
    """
    years = range(stops[0].year, max(stops[-1].year, goal.year if goal else 0) + 1)
    sheet = Sheet(_TOP + _PLOT + 3 * _ROW + 3.0)
    # The words of the target stand to its right, where no score can be in their way.
    right = WIDTH - (max(_goal_widths(goal)) + 9.0 if goal else 0.0)
    step = (right - _LEFT) / (len(years) - (0.5 if goal else 0.0))
    across = {year: _LEFT + (at + 0.5) * step for at, year in enumerate(years)}
    plot = Box(_LEFT, _TOP, WIDTH, _TOP + _PLOT)
    scores = [stop.score for stop in stops if stop.score is not None] + ([goal.score] if goal else [])
    heights = _scale(scores, plot)
    ground = Ground(plot)
    current = stops[-1].series
    _draw_breaks(sheet, ground, {year: text for year, text in breaks.items() if year in across}, across, step)
    lines = _lines(stops, across, heights)
    for series, line in lines:
        colour, width = (ACCENT, 1.8) if series == current else (BREAK, 1.0)
        sheet.line(line, colour, width)
        ground.lines += itertools.pairwise(line)
    if goal:
        _draw_goal(sheet, goal, across[goal.year], heights(goal.score), step)
    _draw_stops(sheet, ground, stops, across, heights, none)
    size = 7.0 if step >= _CROWDED else 6.4
    _draw_rows(sheet, stops, across, (rank_label, change_label), years, size)
    return sheet


def _scale(scores: Sequence[float], plot: Box) -> _Scale:
    low, high = (min(scores), max(scores)) if scores else (0.0, 0.0)
    middle, span = (low + high) / 2, max(high - low, _FLATTEST)
    return _Scale(middle - span / 2, span, plot.bottom - 15.0, plot.height - 30.0)


@dataclasses.dataclass(frozen=True)
class _Scale:
    low: float
    span: float
    bottom: float
    room: float

    def __call__(self, score: float) -> float:
        return self.bottom - (score - self.low) / self.span * self.room


def _lines(
    stops: Sequence[Stop], across: Mapping[int, float], heights: _Scale
) -> list[tuple[int, list[tuple[float, float]]]]:
    """Return the lines that may be drawn: neighbouring years of one series that have a score."""
    lines: list[tuple[int, list[tuple[float, float]]]] = []
    before: Stop | None = None
    for stop in stops:
        if stop.score is not None:
            point = (across[stop.year], heights(stop.score))
            if before and before.score is not None and (before.series, before.year) == (stop.series, stop.year - 1):
                lines[-1][1].append(point)
            else:
                lines.append((stop.series, [point]))
        before = stop
    return [(series, line) for series, line in lines if len(line) > 1]


def _draw_breaks(
    sheet: Sheet, ground: Ground, breaks: Mapping[int, str], across: Mapping[int, float], step: float
) -> None:
    names = Ground(Box(_LEFT, 0.0, WIDTH, _TOP + _PLOT))
    for year, text in sorted(breaks.items()):
        at = across[year] - step / 2
        if at <= _LEFT:
            continue
        sheet.line([(at, 2.0), (at, _TOP + _PLOT)], BREAK, 0.7, (1.0, 2.0))
        ground.lines.append(((at, 0.0), (at, _TOP + _PLOT)))
        width = text_width(text, 6.5)
        # Beside its line, on the right if there is room, on the line below if there is none on either side.
        places = [text_box(left, top, width, 6.5) for top in (1.5, 9.5) for left in (at + 4.0, at - 4.0 - width)]
        box = names.take(places)
        if box is not None:
            ground.boxes.append(box)
            sheet.add(Words(box.left, box.bottom - DESCENT * 6.5, text, 6.5, BREAK))


def _goal_widths(goal: Goal) -> list[float]:
    return [text_width(line, 7.5, bold=at == 0) for at, line in enumerate(goal.lines)]


def _draw_goal(sheet: Sheet, goal: Goal, x: float, y: float, step: float) -> None:
    # A short line: one that reached back to the last score would run through its label.
    sheet.line([(x - min(step * 0.45, 24.0), y), (x, y)], TARGET, 1.0, (3.0, 2.0))
    sheet.shape(SHAPES["break"], x, y, 7.0, fill=PAPER, edge=TARGET)
    top = y - 4.5 * len(goal.lines) + 7.0
    for at, line in enumerate(goal.lines):
        sheet.add(Words(x + 8.0, top + 9.0 * at, line, 7.5, TARGET, at == 0))


def _draw_stops(
    sheet: Sheet, ground: Ground, stops: Sequence[Stop], across: Mapping[int, float], heights: _Scale, none: str
) -> None:
    current = stops[-1].series
    scored = [(stop, stop.score) for stop in stops if stop.score is not None]
    for stop, score in scored:
        x, y = across[stop.year], heights(score)
        now = stop.series == current
        sheet.add(Dot(x, y, 2.6 if now else 2.0, ACCENT if now else PAPER, ACCENT if now else BREAK, 1.0))
        ground.boxes.append(Box(x - 2.5, y - 2.5, x + 2.5, y + 2.5))
    # The latest year has the first choice.
    for stop, score in reversed(scored):
        now, latest = stop.series == current, stop is stops[-1]
        size, bold = (9.0, True) if latest else (7.5, now)
        x, y, width = across[stop.year], heights(score), text_width(stop.label, size, bold=bold)
        height = text_box(0.0, 0.0, width, size).height
        places = [
            text_box(x - width / 2 + aside, top, width, size)
            for aside in (0.0, -width / 2 - 2.0, width / 2 + 2.0)
            for top in (y - 3.5 - height, y + 2.5)
        ]
        if (box := ground.take(places)) is not None:
            sheet.add(Words(box.left, box.bottom - DESCENT * size, stop.label, size, INK if now else BREAK, bold))
    for stop in stops:
        if stop.score is None:
            sheet.add(Words(across[stop.year], _TOP + _PLOT - 4.0, none, 7.0, MUTED, anchor="middle"))


def _draw_rows(
    sheet: Sheet,
    stops: Sequence[Stop],
    across: Mapping[int, float],
    labels: tuple[str, str],
    years: range,
    size: float,
) -> None:
    """Write year, rank and change below the plot, as a table whose columns are the years."""
    base = _TOP + _PLOT
    sheet.line([(0.0, base), (WIDTH, base)], MUTED, 0.6)
    sheet.line([(0.0, base + 2 * _ROW + 1.0), (WIDTH, base + 2 * _ROW + 1.0)], FAINT, 0.5)
    last = stops[-1].year
    for year in years:
        sheet.add(Words(across[year], base + 8.5, str(year), size + 0.5, INK, year == last, "middle"))
    for at, label in enumerate(labels, start=1):
        sheet.add(Words(0.0, base + at * _ROW + 8.5, label, 7.0, MUTED))
    for stop in stops:
        now = stop.series == stops[-1].series
        if stop.rank:
            colour = INK if now else BREAK
            sheet.add(Words(across[stop.year], base + _ROW + 8.5, stop.rank, size, colour, stop.year == last, "middle"))
        if stop.change:
            x, y = across[stop.year], base + 2 * _ROW + 8.5
            tone_words(sheet, x, y, stop.change, stop.tone, size=size, bold=stop.year == last, anchor="middle")
