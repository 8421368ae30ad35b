"""Rank strips: every index a lane from the first place to the last, with unit, cities and region named."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from chiso.blocks.drawing import WIDTH
from chiso.blocks.fonts import text_width
from chiso.blocks.palette import ACCENT, CITY, FAINT, GROUPS, MUTED, PAPER, REGION, SHAPES, TICK
from chiso.charts.frame import Margins, extend, place, slot_of
from chiso.charts.items import Box, Dot, Layer, Strokes, Words
from chiso.charts.labels import room_for, spread, wrap
from chiso.charts.layers import View
from chiso.charts.rows import Row, Say, only_once, rows_of, whole

_LEFT, _RIGHT = 112.0, 18.0
"""Room before the first place and behind the last."""
_NAMES = 100.0
"""Where labels of units begin."""
_SIZE, _GAP, _BETWEEN = 6.8, 6.0, 8.0
_TEXT, _LEADER, _HALF = 8.5, 4.5, 4.0
"""Heights of a row of labels, of the lines that lead to it, and of half a mark."""

NEEDED = ("index", "index_label", "unit_code", "rank", "units_ranked", "is_city", "in_region")


@dataclasses.dataclass(frozen=True)
class _Placed:
    name: str
    rank: int
    mine: bool

    @property
    def label(self) -> str:
        return f"{self.name} {self.rank}"

    @property
    def width(self) -> float:
        return text_width(self.label, _SIZE, bold=self.mine)


@dataclasses.dataclass(frozen=True)
class _Lane:
    label: str
    units_ranked: int
    ranks: tuple[int, ...]
    cities: tuple[_Placed, ...]
    region: tuple[_Placed, ...]
    open: tuple[int, int] | None

    @property
    def has_region(self) -> bool:
        return any(not unit.mine for unit in self.region)

    def both_sides(self, room: float) -> bool:
        """Whether the labels of the region need both sides of their line."""
        return sum(unit.width + _GAP for unit in self.region) > room

    def height(self, room: float) -> float:
        first = 2 * _TEXT + _LEADER + _HALF
        if not self.has_region:
            return first
        beside = _TEXT + _LEADER
        return first + 2 * _HALF + 2.0 + beside * (2 if self.both_sides(room) else 1)


def strip(
    ranking: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    unit: str | None = None,
    labels: Mapping[str, str] | None = None,
    cities_label: str | None = None,
    region_label: str | None = None,
) -> Axes:
    """Draw a lane for every index: all units with the cities named, and below it the unit's region.

    x is the rank, y the number of the lane from 0 at the top.

    Parameters
    ----------
    ranking
        A row for each unit and index, the indices in the order of their lanes; of an index known in part
        only the units whose rank is known:

        ============================  ===============================================
        ``index``, ``index_label``    the id of the index and its short name
        ``unit_code``                 the unit
        ``unit_vi``, ``unit_en``      its names
        ``rank``, ``units_ranked``    its place and the last place; rows without are left out
        ``is_city``, ``in_region``    whether it is named as a city, as of the region
        ``mine``                      optional: whether it is the unit of the report
        ``index_year``                optional: stands behind the name of the index
        ``region_vi``, ``region_en``  optional: the name of the region
        ``rank_low``, ``rank_high``   optional: places that the score of the unit leaves open; a bar
        ============================  ===============================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    unit
        The code of the unit of the report, in the place of ``mine``.
    labels
        The name of each lane by index.
    cities_label, region_label
        What stands before the two lines of a lane.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing or a unit stands twice in a lane.
    """
    rows = rows_of(
        ranking, "strip", NEEDED if unit else (*NEEDED, "mine"), names=("unit",), say=say,
        numbers=("rank", "units_ranked", "rank_low", "rank_high"),
        optional=("mine", "index_year", "region_vi", "region_en", "rank_low", "rank_high"),
    )  # fmt: skip
    only_once(rows, ("index", "unit_code"), "strip")
    if unit:
        for row in rows:
            row["mine"] = row["unit_code"] == unit
    if region_label is None:
        own = next((row for row in rows if row["mine"]), rows[0])
        region_label = say.name(own, "region")
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["index"], []).append(row)
    lanes = [_lane(group, say, (labels or {}).get(index)) for index, group in groups.items()]
    room = (slot_of(ax).width if ax else WIDTH) - _LEFT - _RIGHT + 8.0
    heights = [lane.height(room) for lane in lanes]
    drawing = _Drawing(lanes, room, cities_label or say.text("strip-cities"), region_label)
    total = sum(heights) + _BETWEEN * (len(lanes) - 1)
    ax = place(ax, WIDTH, total, Margins(_LEFT, 0.0, _RIGHT, 0.0), drawing.compose)
    tops = np.cumsum([0.0, *(height + _BETWEEN for height in heights[:-1])])
    ax.set_yscale("function", functions=_lane_scale(tops + _TEXT + _LEADER + _HALF))
    ax.yaxis.set_major_locator(NullLocator())
    ax.set_ylim(*ax.yaxis.get_transform().inverted().transform([total, 0.0]).tolist())
    ax.set_xmargin(0.0)
    last = max([lane.units_ranked for lane in lanes] + [2])
    extend(ax, (1, last), (0, 0))
    return ax


def _lane(rows: list[Row], say: Say, label: str | None) -> _Lane:
    first, ranked = rows[0], [row for row in rows if row["rank"] is not None]
    if label is None:
        year = whole(first.get("index_year"))
        label = say.text("card-label", index=first["index_label"], year=str(year)) if year else first["index_label"]

    def placed(column: str) -> tuple[_Placed, ...]:
        units = [_Placed(say.name(row, "unit"), round(row["rank"]), bool(row["mine"])) for row in ranked if row[column]]
        return tuple(sorted(units, key=lambda unit: (unit.rank, unit.name)))

    ranks = tuple(sorted({round(row["rank"]) for row in ranked}))
    last = [round(row["units_ranked"]) for row in ranked if row["units_ranked"] is not None]
    own = next((row for row in ranked if row["mine"] and row.get("rank_low") and row.get("rank_high")), None)
    left_open = (round(own["rank_low"]), round(own["rank_high"])) if own else None
    return _Lane(label, max([*last, *ranks], default=1), ranks, placed("is_city"), placed("in_region"), left_open)


def _lane_scale(at: np.ndarray) -> tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    """Return the scale on which the lanes stand at some places, and beyond them in even steps."""
    far = 1000.0
    lanes = np.array([-far, *range(len(at)), len(at) - 1 + far])
    places = np.array([at[0] - 60.0 * far, *at, at[-1] + 60.0 * far])
    return (lambda values: np.interp(values, lanes, places)), (lambda values: np.interp(values, places, lanes))


class _Drawing:
    """What the lanes draw, from the limits and places of the moment."""

    def __init__(self, lanes: Sequence[_Lane], room: float, cities: str, region: str) -> None:
        self._lanes, self._room, self._cities, self._region = lanes, room, cities, region

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        for at, lane in enumerate(self._lanes):
            if view.shows(y=at):
                self._draw_lane(view, back, front, lane, view.y(at))

    def _draw_lane(self, view: View, back: Layer, front: Layer, lane: _Lane, y: float) -> None:
        slot, box = view.slot, view.box
        if lane is not self._lanes[0]:
            above = y - _TEXT - _LEADER - _HALF - _BETWEEN / 2
            back.line([(slot.left, above), (slot.right, above)], FAINT)
        front.add(Words(slot.left, y - _TEXT - _LEADER - _HALF + 8.0, lane.label, 8.4, ACCENT, bold=True))
        ends = max(view.x(1), box.left) - 4.0, min(view.x(lane.units_ranked), box.right) + 4.0
        back.line([(ends[0], y), (ends[1], y)], FAINT)
        if lane.open:
            low, high = (min(max(view.x(rank), box.left), box.right) for rank in lane.open)
            back.rectangle(Box(min(low, high) - 2.0, y - 3.6, max(low, high) + 2.0, y + 3.6), GROUPS[-2])
        ticks = [view.x(rank) for rank in lane.ranks if view.shows(rank)]
        if ticks:
            back.add(Strokes(tuple(((x, y - 3.0), (x, y + 3.0)) for x in ticks), TICK, 0.9))
        if view.shows(1):
            front.add(Words(view.x(1) - 8.0, y + 2.2, "1", 6.2, MUTED, anchor="end"))
        if view.shows(lane.units_ranked):
            front.add(Words(view.x(lane.units_ranked) + 8.0, y + 2.2, str(lane.units_ranked), 6.2, MUTED))
        cities = [unit for unit in lane.cities if view.shows(unit.rank)]
        _draw_named(view, back, front, cities, y, above=True, city=True)
        if cities:
            front.add(Words(slot.left + 94.0, y + 2.2, self._cities, 6.4, CITY, anchor="end"))
        if not lane.has_region:
            return
        both = lane.both_sides(self._room)
        y += _HALF + _HALF + 2.0 + (_TEXT + _LEADER if both else 0.0)
        back.line([(ends[0], y), (ends[1], y)], FAINT)
        units = [unit for unit in lane.region if view.shows(unit.rank)]
        if both:
            _draw_named(view, back, front, units[1::2], y, above=True, city=False)
            units = units[0::2]
        _draw_named(view, back, front, units, y, above=False, city=False)
        lines = wrap(self._region, 92.0, 6.4) if self._region else []
        # The lines are centred where there is room above; else they hang down from their strip.
        first = y + 2.2 - (3.9 * (len(lines) - 1) if both else 0.0)
        for at, line in enumerate(lines):
            front.add(Words(slot.left + 94.0, first + 7.8 * at, line, 6.4, REGION, anchor="end"))


def _draw_named(
    view: View, back: Layer, front: Layer, named: Sequence[_Placed], y: float, *, above: bool, city: bool
) -> None:
    """Mark units on a line and write their names beside it, each as near to its mark as the others allow."""
    low, high = view.slot.left + _NAMES, view.slot.right
    written = list(named)
    while written and not room_for([unit.width for unit in written], low, high, _GAP):
        # In axes too narrow for all names the unit itself keeps its own.
        written.remove(next((unit for unit in reversed(written) if not unit.mine), written[-1]))
    middles = spread([view.x(unit.rank) for unit in written], [unit.width for unit in written], low, high, _GAP)
    away = -1.0 if above else 1.0
    for unit, middle in zip(written, middles, strict=True):
        x = view.x(unit.rank)
        foot = min(max(x, middle - unit.width / 2 + 2.0), middle + unit.width / 2 - 2.0)
        back.line([(x, y), (foot, y + away * (_HALF + _LEADER - 0.5))], ACCENT if unit.mine else TICK, 0.7)
        text_y = y - _HALF - _LEADER - 1.2 if above else y + _HALF + _LEADER + 6.2
        colour = ACCENT if unit.mine else CITY if city else REGION
        front.add(Words(middle, text_y, unit.label, _SIZE, colour, unit.mine, "middle"))
    # Marks last, so that no line runs over one; the unit's own in front.
    for unit in sorted(named, key=lambda unit: unit.mine):
        x = view.x(unit.rank)
        if unit.mine:
            front.add(Dot(x, y, 3.8, ACCENT, PAPER, 0.8))
        elif city:
            front.shape(SHAPES["break"], x, y, 6.6, fill=CITY)
        else:
            front.add(Dot(x, y, 2.6, PAPER, REGION, 1.3))
