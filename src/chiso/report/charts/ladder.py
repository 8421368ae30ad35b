"""The ranks of a unit in the parts of an index: a line from the first place to the last for every part."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.report.canvas import Dot, Sheet, Words
from chiso.report.charts.bump import WIDTH
from chiso.report.charts.labels import wrap
from chiso.report.palette import ACCENT, FAINT, MUTED, PAPER, TICK

_LEFT, _RIGHT = 9.0, WIDTH - 11.0
_LINE, _WIDEST = 8.3, 46.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rung:
    """One part: its name, the rank of the unit and the last place. ``rank`` is None where it was withheld."""

    name: str
    rank: int | None
    units_ranked: int


def ladder_chart(rungs: Sequence[Rung], *, withheld: str, height: float) -> Sheet:
    """Draw the ranks below each other.

    Parameters
    ----------
    rungs
        The parts in their order.
    withheld
        The sign of a part without a rank.
    height
        In points.
    """
    sheet = Sheet(height, WIDTH)
    room = min(height / len(rungs), _WIDEST)
    for at, one in enumerate(rungs):
        lines = wrap(one.name, WIDTH, 7.0)
        y = at * room
        for number, line in enumerate(lines):
            sheet.add(Words(0.0, y + 8.0 + _LINE * number, line, 7.0))
        _draw_rank(sheet, one, y + 8.0 + _LINE * (len(lines) - 1) + 11.0, withheld)
    return sheet


def _draw_rank(sheet: Sheet, one: Rung, y: float, withheld: str) -> None:
    sheet.line([(_LEFT, y), (_RIGHT, y)], FAINT, 0.8)
    last = max(one.units_ranked, 2)
    for place in (1, *range(10, last, 10), last):
        x = _across(place, last)
        sheet.line([(x, y - 2.0), (x, y + 2.0)], TICK, 0.6)
    sheet.add(Words(0.0, y + 2.2, "1", 6.2, MUTED))
    sheet.add(Words(WIDTH, y + 2.2, str(one.units_ranked), 6.2, MUTED, anchor="end"))
    if one.rank is None:
        sheet.add(Words((_LEFT + _RIGHT) / 2, y - 2.0, withheld, 7.0, MUTED, anchor="middle"))
        return
    x = _across(one.rank, last)
    sheet.add(Dot(x, y, 6.0, ACCENT, PAPER, 0.9), Words(x, y + 2.2, str(one.rank), 6.2, PAPER, True, "middle"))


def _across(place: int, last: int) -> float:
    return _LEFT + 6.0 + (place - 1) / (last - 1) * (_RIGHT - _LEFT - 12.0)
