"""A total taken apart: the change of every part as a step from the earlier total to the later one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.report.canvas import WIDTH, Box, Sheet, Words
from chiso.report.charts.labels import wrap
from chiso.report.charts.marks import tone_words
from chiso.report.fonts import text_width
from chiso.report.palette import BREAK, FAINT, HOLLOW, INK, LIGHT, MUTED, PAPER, TICK, TONES
from chiso.report.specs import Tone

_NAME, _LEFT, _RIGHT = 150.0, 158.0, 340.0
_CHANGE, _SHARED, _OWN = 398.0, 444.0, WIDTH
_HEAD, _ROW, _LINE = 20.0, 15.0, 8.3
_BAR = 7.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """One part: its change, the change that all units shared, what it means, and the figures in words."""

    name: str
    change: float
    shared: float
    tone: Tone
    texts: tuple[str, str, str]


@dataclasses.dataclass(frozen=True, kw_only=True)
class End:
    """The total of one of the two years: its name, score, and what is written beside it."""

    name: str
    score: float
    label: str


def waterfall_chart(
    start: End, steps: Sequence[Step], end: End, total: Step, *, headers: tuple[str, str, str]
) -> Sheet:
    """Draw the steps between two totals.

    Parameters
    ----------
    start, end
        The totals of the earlier and the later year.
    steps
        The parts in their order; their changes add up to the difference of the totals.
    total
        The whole change, written beside the later total.
    headers
        What stands over the change, its shared part and the unit's own part.
    """
    names = [wrap(step.name, _NAME, 7.0) for step in steps]
    heights = [_ROW if len(lines) == 1 else _ROW + 3.5 for lines in names]
    sheet = Sheet(_HEAD + 2 * _ROW + sum(heights))
    across = _scale(start, steps)
    _draw_headers(sheet, headers)
    y = _HEAD
    _draw_end(sheet, start, across(start.score), y)
    running = start.score
    y += _ROW
    for step, lines, height in zip(steps, names, heights, strict=True):
        middle = y + height / 2
        sheet.line([(0.0, y), (WIDTH, y)], FAINT, 0.4)
        for at, line in enumerate(lines):
            sheet.add(Words(0.0, middle + 2.5 + _LINE * (at - (len(lines) - 1) / 2), line, 7.0))
        _draw_step(sheet, step, across(running), across(running + step.change), across(running + step.shared), middle)
        running += step.change
        # The thread that ties a bar to the next.
        sheet.line([(across(running), middle + _BAR / 2), (across(running), y + height + _ROW / 2)], TICK, 0.5)
        _draw_figures(sheet, step, middle + 2.5, bold=False)
        y += height
    sheet.line([(0.0, y), (WIDTH, y)], INK, 0.7)
    _draw_end(sheet, end, across(end.score), y, bold=True)
    _draw_figures(sheet, total, y + _ROW / 2 + 2.5, bold=True)
    return sheet


@dataclasses.dataclass(frozen=True)
class _Scale:
    low: float
    high: float

    def __call__(self, value: float) -> float:
        return _LEFT + 8.0 + (value - self.low) / (self.high - self.low) * (_RIGHT - _LEFT - 16.0)


def _scale(start: End, steps: Sequence[Step]) -> _Scale:
    running = start.score
    reached = [running]
    for step in steps:
        reached += [running + step.shared, running + step.change]
        running += step.change
    # A change of a hundredth must not fill the page.
    middle, span = (min(reached) + max(reached)) / 2, max(max(reached) - min(reached), 0.5)
    return _Scale(middle - span / 2, middle + span / 2)


def _draw_headers(sheet: Sheet, headers: tuple[str, str, str]) -> None:
    for right, text in zip((_CHANGE, _SHARED, _OWN), headers, strict=True):
        sheet.add(Words(right, 8.5, text, 7.0, MUTED, anchor="end"))
    # The sign of the shared part stands under its name.
    sheet.rectangle(Box(_SHARED - 22.0, 12.0, _SHARED, 14.4), TICK)
    sheet.line([(0.0, _HEAD - 2.0), (WIDTH, _HEAD - 2.0)], INK, 0.7)


def _draw_end(sheet: Sheet, end: End, x: float, y: float, *, bold: bool = False) -> None:
    middle = y + _ROW / 2
    sheet.add(Words(0.0, middle + 2.5, end.name, 7.0, INK, bold))
    sheet.line([(x, middle - 5.0), (x, middle + 5.0)], INK, 1.6)
    beside = x + 4.0
    if beside + text_width(end.label, 7.4, bold=True) > _RIGHT:
        sheet.add(Words(x - 4.0, middle + 2.6, end.label, 7.4, INK, bold=True, anchor="end"))
    else:
        sheet.add(Words(beside, middle + 2.6, end.label, 7.4, INK, bold=True))


def _draw_step(sheet: Sheet, step: Step, before: float, after: float, shared: float, middle: float) -> None:
    colour = LIGHT[TONES[step.tone]]
    left, right = sorted((before, after))
    # A change that rounds to nothing is still a line that can be seen.
    right = max(right, left + 0.8)
    bar = Box(left, middle - _BAR / 2 - 1.0, right, middle + _BAR / 2 - 1.0)
    hollow = step.tone in HOLLOW
    sheet.rectangle(bar, PAPER if hollow else colour, edge=BREAK if hollow else "", edge_width=0.7)
    low, high = sorted((before, shared))
    sheet.rectangle(Box(low, middle + _BAR / 2, max(high, low + 0.8), middle + _BAR / 2 + 2.2), TICK)


def _draw_figures(sheet: Sheet, step: Step, y: float, *, bold: bool) -> None:
    change, shared, own = step.texts
    tone_words(sheet, _CHANGE, y, change, step.tone, size=7.2, bold=bold, anchor="end")
    sheet.add(Words(_SHARED, y, shared, 7.2, INK, bold, "end"), Words(_OWN, y, own, 7.2, INK, bold, "end"))
