"""The ranks of a unit and of its region over the years: a line for each unit, named at its end."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping, Sequence

from chiso.report.canvas import Dot, Sheet, Words
from chiso.report.charts.labels import spread
from chiso.report.fonts import text_width
from chiso.report.palette import ACCENT, FAINT, INK, MUTED, NEIGHBOUR, PAPER, REGION

WIDTH = 182.0
_TOP, _BOTTOM, _LEFT = 26.0, 9.0, 14.0
_SIZE, _ROW, _ALONG = 6.8, 8.2, 8.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """The ranks of one unit by index year, missing years left out."""

    name: str
    ranks: Mapping[int, int]
    mine: bool = False


def bump_chart(lines: Sequence[Line], years: Mapping[int, str], *, last_place: int, height: float) -> Sheet:
    """Draw the ranks of a unit, with those of its region faintly behind it.

    Parameters
    ----------
    lines
        One for every unit.
    years
        The index years in order, each with the words that stand below it.
    last_place
        The lowest rank that there is.
    height
        In points.
    """
    sheet = Sheet(height, WIDTH)
    first, last = min(years), max(years)
    named = sorted(
        (one for one in lines if last in one.ranks), key=lambda one: (one.ranks[last], not one.mine, one.name)
    )
    right = WIDTH - max((_label_width(one, last) for one in named), default=0.0) - _ALONG - 7.0
    left = _LEFT + 10.0

    def across(year: int) -> float:
        return left + (year - first) / max(last - first, 1) * (right - left)

    def down(rank: int) -> float:
        return _TOP + 6.0 + (rank - 1) / max(last_place - 1, 1) * (height - _TOP - _BOTTOM - 6.0)

    for rank in (1, *range(10, last_place - 4, 10), last_place):
        sheet.line([(_LEFT, down(rank)), (right + 7.0, down(rank))], FAINT, 0.5)
        sheet.add(Words(_LEFT - 3.0, down(rank) + 2.2, str(rank), 6.2, MUTED, anchor="end"))
    for year in _written(years, (right - left) / max(last - first, 1)):
        sheet.add(Words(across(year), 8.5, str(year), 7.4, INK, year == last, "middle"))
        sheet.add(Words(across(year), 17.0, years[year], 6.2, MUTED, anchor="middle"))
    radius = min(6.0, (right - left) / max(last - first, 1) * 0.42)
    for one in sorted(lines, key=lambda one: one.mine):
        _draw_line(sheet, one, tuple(years), across, down, radius)
    middles = spread([down(one.ranks[last]) for one in named], [_ROW] * len(named), _TOP, height, 0.0)
    for one, middle in zip(named, middles, strict=True):
        start = right + (7.0 if one.mine else 3.0)
        colour = ACCENT if one.mine else REGION
        sheet.line([(start, down(one.ranks[last])), (right + _ALONG + 4.0, middle)], colour, 0.5)
        sheet.add(Words(right + _ALONG + 6.0, middle + 2.4, _label(one, last), _SIZE, colour, one.mine))
    return sheet


def _written(years: Mapping[int, str], step: float) -> list[int]:
    """Return the years that are written: the last and, going back, as many as stand apart."""
    widest = max(max(text_width(str(year), 7.4, bold=True), text_width(below, 6.2)) for year, below in years.items())
    every = math.ceil((widest + 3.0) / step) if step else 1
    return list(years)[::-1][::every]


def _label(one: Line, year: int) -> str:
    return f"{one.ranks[year]} {one.name}"


def _label_width(one: Line, year: int) -> float:
    return text_width(_label(one, year), _SIZE, bold=one.mine)


def _draw_line(
    sheet: Sheet,
    one: Line,
    years: Sequence[int],
    across: Callable[[int], float],
    down: Callable[[int], float],
    radius: float,
) -> None:
    """Draw one unit's line; it is broken where a year has no rank."""
    for before, year in itertools.pairwise(years):
        if before in one.ranks and year in one.ranks:
            ends = [(across(before), down(one.ranks[before])), (across(year), down(one.ranks[year]))]
            sheet.line(ends, ACCENT if one.mine else NEIGHBOUR, 2.2 if one.mine else 0.9)
    for year, rank in one.ranks.items():
        x, y = across(year), down(rank)
        if one.mine:
            sheet.add(Dot(x, y, radius, ACCENT, PAPER, 0.9), Words(x, y + 2.2, str(rank), 6.2, PAPER, True, "middle"))
        else:
            sheet.add(Dot(x, y, 1.7, NEIGHBOUR))
