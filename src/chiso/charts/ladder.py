"""The ranks of a unit in the parts of an index: a line from the first place to the last for every part."""

from __future__ import annotations

import dataclasses

import pandas as pd
from matplotlib.axes import Axes

from chiso.blocks.palette import ACCENT, FAINT, MUTED, PAPER, TICK
from chiso.charts.bump import HEIGHT, WIDTH
from chiso.charts.frame import Margins, extend, place, slot_of
from chiso.charts.items import Dot, Layer, Strokes, Words
from chiso.charts.labels import wrap
from chiso.charts.layers import View
from chiso.charts.rows import Say, only_once, rows_of, whole

_LEFT, _RIGHT = 15.0, 17.0
_LINE, _WIDEST, _DOT = 8.3, 46.0, 6.0

NEEDED = ("code", "rank", "units_ranked")


@dataclasses.dataclass(frozen=True)
class _Rung:
    lines: list[str]
    rank: int | None
    units_ranked: int


def ladder(
    parts: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    height: float = HEIGHT,
    withheld: str | None = None,
) -> Axes:
    """Draw the ranks of a unit in the parts of an index below each other.

    x is the rank, y the number of the part from 0 at the top.

    Parameters
    ----------
    parts
        A row for each part, in order:

        ========================  ==================================
        ``code``                  the part
        ``part_vi``, ``part_en``  its names
        ``rank``                  missing where it was withheld
        ``units_ranked``          the last place
        ========================  ==================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    height
        Of that figure, in points; more where the names need it.
    withheld
        The sign of a part without a rank.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing or a part stands there twice.
    """
    rows = rows_of(parts, "ladder", NEEDED, names=("part",), say=say, numbers=("rank", "units_ranked"))
    only_once(rows, ("code",), "ladder")
    width = slot_of(ax).width if ax else WIDTH
    rungs = [
        _Rung(
            wrap(say.name(row, "part") or str(row["code"]), width, 7.0),
            whole(row["rank"]),
            max(round(row["units_ranked"] or 0), whole(row["rank"]) or 0, 1),
        )
        for row in rows
    ]
    above = 19.0 + _LINE * (max(len(rung.lines) for rung in rungs) - 1)
    step = max(min(height / len(rungs), _WIDEST), above + _DOT + 1.0)
    height = max(height, step * len(rungs))
    drawing = _Drawing(rungs, withheld if withheld is not None else say.text("map-missing"))
    ax = place(ax, WIDTH, height, Margins(_LEFT, 0.0, _RIGHT, 0.0), drawing.compose)
    ax.set_ylim((height - above) / step, -above / step)
    ax.set_xmargin(0.0)
    extend(ax, (1, max([rung.units_ranked for rung in rungs] + [2])), (0, 0))
    return ax


class _Drawing:
    """What the rungs draw, from the limits and places of the moment."""

    def __init__(self, rungs: list[_Rung], withheld: str) -> None:
        self._rungs, self._withheld = rungs, withheld

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        for at, rung in enumerate(self._rungs):
            if view.shows(y=at):
                self._draw(view, back, front, rung, view.y(at))

    def _draw(self, view: View, back: Layer, front: Layer, rung: _Rung, y: float) -> None:
        slot, box = view.slot, view.box
        for above, line in enumerate(reversed(rung.lines)):
            front.add(Words(slot.left, y - 11.0 - _LINE * above, line, 7.0))
        last = rung.units_ranked
        ends = max(view.x(1), box.left), min(view.x(last), box.right)
        back.line([(ends[0] - 6.0, y), (ends[1] + 6.0, y)], FAINT, 0.8)
        places = [view.x(place) for place in dict.fromkeys((1, *range(10, last, 10), last)) if view.shows(place)]
        if places:
            back.add(Strokes(tuple(((x, y - 2.0), (x, y + 2.0)) for x in places), TICK, 0.6))
        if view.shows(1):
            front.add(
                Words(
                    max(view.x(1) - 9.0, slot.left),
                    y + 2.2,
                    "1",
                    6.2,
                    MUTED,
                    anchor="end" if ends[0] > slot.left + 14.0 else "start",
                )
            )
        if view.shows(last) and last > 1:
            front.add(Words(view.x(last) + 8.0, y + 2.2, str(last), 6.2, MUTED))
        if rung.rank is None:
            front.add(Words((ends[0] + ends[1]) / 2, y - 2.0, self._withheld, 7.0, MUTED, anchor="middle"))
        elif view.shows(rung.rank):
            x = view.x(rung.rank)
            front.add(Dot(x, y, _DOT, ACCENT, PAPER, 0.9))
            front.add(Words(x, y + 2.2, str(rung.rank), 6.2, PAPER, True, "middle"))
