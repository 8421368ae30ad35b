"""Rank strips: every index a pair of lines from the first place to the last, with unit, cities and region named."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.report.canvas import WIDTH, Dot, Sheet, Words
from chiso.report.charts.labels import spread, wrap
from chiso.report.fonts import text_width
from chiso.report.palette import ACCENT, CITY, FAINT, MUTED, PAPER, REGION, SHAPES, TICK

_LEFT, _RIGHT = 108.0, WIDTH - 14.0
_SIZE = 6.8
_GAP = 6.0
_TEXT, _LEADER, _HALF = 8.5, 4.5, 4.0
"""Heights of a row of labels, of the lines that lead to it, and of half a mark."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Placed:
    """A unit and its rank; ``mine`` picks out the unit of the report."""

    name: str
    rank: int
    mine: bool = False

    @property
    def label(self) -> str:
        """What stands beside its mark."""
        return f"{self.name} {self.rank}"

    @property
    def width(self) -> float:
        """How wide the label is."""
        return text_width(self.label, _SIZE, bold=self.mine)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lane:
    """One index: its name, the ranks that are known, and who is named.

    ``units_ranked`` is the last place; ``ranks`` are those of all units known; ``cities`` and
    ``region`` hold the unit itself where it belongs to them.
    """

    label: str
    units_ranked: int
    ranks: tuple[int, ...]
    cities: tuple[Placed, ...]
    region: tuple[Placed, ...]


def strip_chart(lanes: Sequence[Lane], *, cities_label: str, region_label: str) -> Sheet:
    """Draw a pair of lines for every index: all units with the cities named, and the unit's region.

    Parameters
    ----------
    lanes
        The indices from the top to the bottom. Of a fragment the lane holds the published ranks alone.
    cities_label, region_label
        What stands before the two lines.
    """
    heights = [_height(lane) for lane in lanes]
    sheet = Sheet(sum(heights) + 10.0 * (len(lanes) - 1))
    top = 0.0
    for lane, height in zip(lanes, heights, strict=True):
        if top:
            sheet.line([(0.0, top - 5.0), (WIDTH, top - 5.0)], FAINT)
        _draw_lane(sheet, lane, top, cities_label, region_label)
        top += height + 10.0
    return sheet


def _height(lane: Lane) -> float:
    first = 2 * _TEXT + _LEADER + _HALF
    if not _has_region(lane):
        return first
    beside = _TEXT + _LEADER
    return first + 2 * _HALF + 2.0 + beside * (2 if _both_sides(lane) else 1)


def _has_region(lane: Lane) -> bool:
    return any(not one.mine for one in lane.region)


def _both_sides(lane: Lane) -> bool:
    """Whether the labels of the region need both sides of their line."""
    return sum(one.width + _GAP for one in lane.region) > _RIGHT - _LEFT


def _draw_lane(sheet: Sheet, lane: Lane, top: float, cities_label: str, region_label: str) -> None:
    y = top + _TEXT + _LEADER + _HALF
    sheet.add(Words(0.0, top + 8.0, lane.label, 8.4, ACCENT, bold=True))
    sheet.line([(_LEFT, y), (_RIGHT, y)], FAINT)
    for rank in sorted(set(lane.ranks)):
        x = _across(rank, lane.units_ranked)
        sheet.line([(x, y - 3.0), (x, y + 3.0)], TICK, 0.9)
    sheet.add(Words(_LEFT - 4.0, y + 2.2, "1", 6.2, MUTED, anchor="end"))
    sheet.add(Words(_RIGHT + 4.0, y + 2.2, str(lane.units_ranked), 6.2, MUTED))
    named = sorted({*lane.cities, *(one for one in lane.region if one.mine)}, key=lambda one: (one.rank, one.name))
    _draw_named(sheet, lane, named, y, above=True, city=True)
    if named:
        sheet.add(Words(_LEFT - 14.0, y + 2.2, cities_label, 6.4, CITY, anchor="end"))
    if not _has_region(lane):
        return
    both = _both_sides(lane)
    y += _HALF + _HALF + 2.0 + (_TEXT + _LEADER if both else 0.0)
    sheet.line([(_LEFT, y), (_RIGHT, y)], FAINT)
    ordered = sorted(lane.region, key=lambda one: (one.rank, one.name))
    if both:
        _draw_named(sheet, lane, ordered[1::2], y, above=True, city=False)
        ordered = ordered[0::2]
    _draw_named(sheet, lane, ordered, y, above=False, city=False)
    lines = wrap(region_label, _LEFT - 16.0, 6.4)
    # The lines are centred where there is room above; else they hang down from their strip.
    first = y + 2.2 - (3.9 * (len(lines) - 1) if both else 0.0)
    for at, line in enumerate(lines):
        sheet.add(Words(_LEFT - 14.0, first + 7.8 * at, line, 6.4, REGION, anchor="end"))


def _draw_named(sheet: Sheet, lane: Lane, named: Sequence[Placed], y: float, *, above: bool, city: bool) -> None:
    """Mark units on a line and write their names beside it, each as near to its mark as the others allow."""
    wanted = [_across(one.rank, lane.units_ranked) for one in named]
    middles = spread(wanted, [one.width for one in named], _LEFT - 8.0, WIDTH, _GAP)
    away = -1.0 if above else 1.0
    for one, x, middle in zip(named, wanted, middles, strict=True):
        foot = min(max(x, middle - one.width / 2 + 2.0), middle + one.width / 2 - 2.0)
        sheet.line([(x, y), (foot, y + away * (_HALF + _LEADER - 0.5))], ACCENT if one.mine else TICK, 0.7)
        text_y = y - _HALF - _LEADER - 1.2 if above else y + _HALF + _LEADER + 6.2
        colour = ACCENT if one.mine else CITY if city else REGION
        sheet.add(Words(middle, text_y, one.label, _SIZE, colour, one.mine, "middle"))
    # Marks last, so that no line runs over one; the unit's own in front.
    for one, x in sorted(zip(named, wanted, strict=True), key=lambda pair: pair[0].mine):
        if one.mine:
            sheet.add(Dot(x, y, 3.8, ACCENT, PAPER, 0.8))
        elif city:
            sheet.shape(SHAPES["break"], x, y, 6.6, fill=CITY)
        else:
            sheet.add(Dot(x, y, 2.6, PAPER, REGION, 1.3))


def _across(rank: int, units_ranked: int) -> float:
    if units_ranked < 2:
        return _LEFT
    return _LEFT + 4.0 + (rank - 1) / (units_ranked - 1) * (_RIGHT - _LEFT - 8.0)
