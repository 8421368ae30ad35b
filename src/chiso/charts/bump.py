"""The ranks of a unit and of its region over the years: a line for each unit, named at its end."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from chiso.blocks.drawing import as_it_comes, told
from chiso.blocks.fonts import text_width
from chiso.blocks.palette import ACCENT, FAINT, GROUPS, INK, MUTED, NEIGHBOUR, PAPER, REGION
from chiso.charts.frame import Margins, extend, place
from chiso.charts.items import Dot, Layer, Words
from chiso.charts.labels import room_for, shortened, spread
from chiso.charts.layers import View
from chiso.charts.rows import Say, only_once, rows_of

WIDTH, HEIGHT = 182.0, 284.0
"""Of charts that stand beside each other, in points."""

_TOP, _BOTTOM, _LEFT, _ALONG = 32.0, 9.0, 24.0, 15.0
_SIZE, _ROW = 6.8, 8.2
_LONGEST = 88.0
"""Names that are longer are shortened: the lines need the rest of the width."""

NEEDED = ("index_year", "unit_code", "rank", "units_ranked", "mine")


@dataclasses.dataclass(frozen=True)
class _Unit:
    name: str
    ranks: dict[int, int]
    mine: bool
    ranges: dict[int, tuple[int, int]]

    def label(self, year: int) -> str:
        return f"{self.ranks[year]} {self.name}"

    def width(self, year: int) -> float:
        return text_width(self.label(year), _SIZE, bold=self.mine)


def bump(
    ranks: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    height: float = HEIGHT,
    below: Mapping[int, str] | None = None,
) -> Axes:
    """Draw the ranks of a unit over the years, with those of its region faintly behind it.

    x is the index year, y the rank, the first place at the top.

    Parameters
    ----------
    ranks
        A row for each unit and year; a line is broken where a year is missing:

        ========================  ===========================================================
        ``index_year``            whole number
        ``unit_code``             the unit
        ``unit_vi``, ``unit_en``  its names
        ``rank``                  its place; missing where it has none
        ``units_ranked``          how many were ranked in the year
        ``mine``                  whether it is the unit of the report
        ``rank_low``              optional: the best place that the score leaves open; a band, for the unit
        ``rank_high``             optional: the worst one
        ========================  ===========================================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    height
        Of that figure, in points.
    below
        The words below each year; without, of how many the ranks are.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing or a unit has two ranks in a year.
    """
    numbers = ("index_year", "rank", "units_ranked", "rank_low", "rank_high")
    rows = rows_of(ranks, "bump", NEEDED, names=("unit",), say=say, numbers=numbers, optional=("rank_low", "rank_high"))
    only_once(rows, ("unit_code", "index_year"), "bump")
    units: dict[str, _Unit] = {}
    counts: dict[int, int] = {}
    for row in rows:
        year = round(row["index_year"])
        counts[year] = max(counts.get(year, 1), round(row["units_ranked"] or row["rank"] or 1))
        unit = units.setdefault(row["unit_code"], _Unit(say.name(row, "unit"), {}, bool(row["mine"]), {}))
        if row["rank"] is not None:
            unit.ranks[year] = round(row["rank"])
        if row.get("rank_low") is not None and row.get("rank_high") is not None:
            unit.ranges[year] = round(row["rank_low"]), round(row["rank_high"])
    counts = dict(sorted(counts.items()))
    words = {year: (below or {}).get(year, say.text("ranks-of", units=str(count))) for year, count in counts.items()}
    drawing = _Drawing(sorted(units.values(), key=lambda unit: unit.mine), words, max(counts.values()))
    ax = place(ax, WIDTH, height, Margins(_LEFT, _TOP, drawing.beside, _BOTTOM), drawing.compose)
    with told(as_it_comes()):
        drawing.plot(ax)
    return ax


class _Drawing:
    """What the course of ranks draws, from the limits and places of the moment."""

    def __init__(self, units: list[_Unit], words: Mapping[int, str], last_place: int) -> None:
        self._units, self._words, self._last_place = units, words, last_place
        self._last = max(words)
        self._lines: list[tuple[_Unit, Line2D]] = []

    @property
    def beside(self) -> float:
        """How much room the names need."""
        widths = [unit.width(self._last) for unit in self._units if self._last in unit.ranks]
        return min(max(widths, default=0.0), _LONGEST) + _ALONG

    def plot(self, ax: Axes) -> None:
        """Put the lines on the axes, and let their limits reach from the first place to the last."""
        years = range(min(self._words), self._last + 1)
        for unit in self._units:
            line = Line2D(
                years, [unit.ranks.get(year, math.nan) for year in years],
                color=ACCENT if unit.mine else NEIGHBOUR, linewidth=2.2 if unit.mine else 0.9, linestyle="-", marker="",
                solid_capstyle="round", solid_joinstyle="round", zorder=2.0 if unit.mine else 1.9, label=unit.name,
                clip_on=True,
            )  # fmt: skip
            self._lines.append((unit, ax.add_line(line)))
            if unit.mine and unit.ranges:
                low, high = ([unit.ranges.get(year, (math.nan,) * 2)[at] for year in years] for at in (0, 1))
                ax.fill_between(years, low, high, color=GROUPS[-1], linewidth=0, zorder=1.5)
        ax.set_xmargin(0.0)
        ax.set_ymargin(0.0)
        alone = 0.5 if len(years) == 1 else 0.0
        extend(ax, (years[0] - alone, years[-1] + alone), (1, max(self._last_place, 2)))
        ax.yaxis.set_inverted(True)

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        """Fill the layers."""
        box = view.box
        last = self._last_place
        taken = -math.inf
        for rank in dict.fromkeys((1, *range(10, last - 4, 10), last)):
            if view.shows(y=rank):
                y = view.y(rank)
                back.line([(box.left - 10.0, y), (box.right + 7.0, y)], FAINT, 0.5)
                if abs(y - taken) >= 7.5:
                    front.add(Words(box.left - 13.0, y + 2.2, str(rank), 6.2, MUTED, anchor="end"))
                    taken = y
        step = abs(view.x(self._last) - view.x(self._last - 1))
        for year in self._written(step):
            if view.shows(year):
                x = view.x(year)
                front.add(Words(x, box.top - 23.5, str(year), 7.4, INK, year == self._last, "middle"))
                front.add(Words(x, box.top - 15.0, self._words[year], 6.2, MUTED, anchor="middle"))
        radius = min(6.0, step * 0.42)
        for unit, line in self._lines:
            self._draw_marks(view, front, unit, str(line.get_color()), radius)
        self._draw_names(view, front)

    def _draw_marks(self, view: View, front: Layer, unit: _Unit, colour: str, radius: float) -> None:
        for year, rank in unit.ranks.items():
            if not view.shows(year, rank):
                continue
            x, y = view.point(year, rank)
            if not unit.mine:
                front.add(Dot(x, y, 1.7, colour))
                continue
            front.add(Dot(x, y, radius, colour, PAPER, 0.9))
            if text_width(str(rank), 6.2, bold=True) < 2 * radius:
                front.add(Words(x, y + 2.2, str(rank), 6.2, PAPER, True, "middle"))

    def _draw_names(self, view: View, front: Layer) -> None:
        last, box = self._last, view.box
        named = sorted(
            (unit for unit in self._units if last in unit.ranks and view.shows(last, unit.ranks[last])),
            key=lambda unit: (unit.ranks[last], not unit.mine, unit.name),
        )
        low, high = box.top - 6.0, box.bottom + _BOTTOM
        while not room_for([_ROW] * len(named), low, high):
            named.remove(next((unit for unit in reversed(named) if not unit.mine), named[-1]))
        if view.y(1) > view.y(2):
            named.reverse()
        end = view.x(last)
        middles = spread([view.y(unit.ranks[last]) for unit in named], [_ROW] * len(named), low, high)
        for unit, middle in zip(named, middles, strict=True):
            start = end + (7.0 if unit.mine else 3.0)
            colour = ACCENT if unit.mine else REGION
            front.line([(start, view.y(unit.ranks[last])), (box.right + _ALONG - 3.0, middle)], colour, 0.5)
            left = box.right + _ALONG - 1.0
            label = shortened(unit.label(last), view.slot.right - left, _SIZE, bold=unit.mine)
            front.add(Words(left, middle + 2.4, label, _SIZE, colour, unit.mine))

    def _written(self, step: float) -> list[int]:
        """Return the years that are written: the last and, going back, as many as stand apart."""
        widest = max(
            max(text_width(str(year), 7.4, bold=True), text_width(word, 6.2)) for year, word in self._words.items()
        )
        every = math.ceil((widest + 3.0) / step) if step else 1
        return sorted(self._words)[::-1][::every]
