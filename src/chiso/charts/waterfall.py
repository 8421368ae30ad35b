"""A total taken apart: the change of every part as a step from the earlier total to the later one."""

from __future__ import annotations

import dataclasses
import itertools

import pandas as pd
from matplotlib.axes import Axes

from chiso.blocks.drawing import WIDTH
from chiso.blocks.fonts import text_width
from chiso.blocks.palette import FAINT, HOLLOW, INK, LIGHT, MUTED, PAPER, TICK, TONES
from chiso.blocks.specs import Tone
from chiso.blocks.tones import tone_in, tone_of_printed
from chiso.charts.frame import Margins, extend, place
from chiso.charts.items import Box, Layer, Words
from chiso.charts.labels import wrap
from chiso.charts.layers import View
from chiso.charts.marks import tone_words
from chiso.charts.rows import Row, Say, only_once, rows_of, whole
from chiso.errors import DataError

_NAME, _LEFT, _RIGHT = 150.0, 166.0, 155.0
"""Width of the names, and the room before and behind the steps."""
_SHARED, _CHANGE = 43.0, 89.0
"""How far from the right edge the columns of figures end."""
_HEAD, _ROW, _TWO_LINES, _GAP, _LINE = 18.0, 14.0, 16.2, 1.2, 8.3
_BAR = 7.0
_NARROWEST = 0.5
"""A change of a hundredth must not fill the page."""

NEEDED = ("code", "change", "shared", "own", "comparable", "previous_value", "value")


@dataclasses.dataclass(frozen=True)
class _Step:
    lines: list[str]
    change: float
    shared: float
    tone: Tone | None
    texts: tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class _End:
    name: str
    score: float
    label: str


def waterfall(
    drivers: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    totals: tuple[str, str] | None = None,
    headers: tuple[str, str, str] | None = None,
) -> Axes:
    """Draw the steps that lead from the total of the year before to that of the index year.

    x is the score; y counts the rows from 0 at the top: the earlier total, the parts, the later total.

    Parameters
    ----------
    drivers
        The total in a row with the code TOTAL, and a row for each part, in order:

        =============================  ===================================================================
        ``code``                       the part, or TOTAL
        ``part_vi``, ``part_en``       its names
        ``previous_value``, ``value``  of the row TOTAL: where the steps begin and end
        ``change``                     what the part adds; together they make the change of the total
        ``shared``, ``own``            the change that all units shared, and what is left
        ``comparable``                 whether it is a gain or a loss; where that of the total is not, none is
        ``parent``                     optional: where given, only parts of TOTAL are drawn
        ``presence``                   optional: tells a part that left from one that entered with its code
        ``sign``                       optional: +1 more is better, −1 less is better
        ``verdict``                    optional: what may be said of the change by its error
        ``index_year``                 optional: the year of ``value``, for the names of the totals
        =============================  ===================================================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    totals
        The names of the earlier and the later total.
    headers
        What stands over the change, its shared and the unit's own part.

    Raises
    ------
    chiso.errors.DataError
        When a column or the row TOTAL is missing, or a figure of a row that is drawn.
    """
    rows = rows_of(
        drivers, "waterfall", NEEDED, names=("part",), say=say,
        optional=("parent", "presence", "sign", "verdict", "error_basis", "core_excluded", "index_year"),
        numbers=("change", "shared", "own", "previous_value", "value"),
    )  # fmt: skip
    rows = [row for row in rows if row["code"] == "TOTAL" or row.get("parent", "TOTAL") == "TOTAL"]
    # A part that left may have had the code of one that entered.
    only_once(rows, ("code", "presence"), "waterfall")
    total = next((row for row in rows if row["code"] == "TOTAL"), None)
    if total is None:
        raise DataError(
            "The frame has no row with the code TOTAL.",
            where="charts.waterfall, column 'code'",
            why="The steps lead from its 'previous_value' to its 'value'.",
            remedy="Keep the row of the total beside those of the parts.",
        )
    parts = [row for row in rows if row is not total]
    _require(total, ("previous_value", "value"))
    for row in [total, *parts]:
        _require(row, ("change", "shared", "own"))
    comparable = bool(total["comparable"])
    drawing = _Drawing(
        _ends(total, say, totals),
        [_step(row, say, comparable=comparable) for row in parts],
        _step(total, say, comparable=comparable),
        headers or (say.text("column-change"), say.text("column-shared"), say.text("column-own")),
    )
    height = _HEAD + _row_height([len(step.lines) > 1 for step in drawing.steps]) * (len(parts) + 2)
    ax = place(ax, WIDTH, height, Margins(_LEFT, _HEAD, _RIGHT, 0.0), drawing.compose)
    ax.set_ylim(len(parts) + 1.5, -0.5)
    ax.set_xmargin(0.0)
    extend(ax, drawing.reach(), (0, 0))
    return ax


def _row_height(two_lines: list[bool]) -> float:
    """Return what a row needs for labels of two lines, and more where two of them are neighbours."""
    if any(first and second for first, second in itertools.pairwise(two_lines)):
        return _TWO_LINES + _GAP
    return _TWO_LINES if any(two_lines) else _ROW


def _require(row: Row, columns: tuple[str, ...]) -> None:
    for column in columns:
        if row[column] is None:
            raise DataError(
                f"Column {column!r} is empty in the row {row['code']}.",
                where="charts.waterfall",
                why="Without it the steps do not lead from one total to the other.",
                remedy="Draw no waterfall of a year in which a total or a part is not known.",
            )


def _step(row: Row, say: Say, *, comparable: bool) -> _Step:
    can_be = comparable and bool(row["comparable"])
    tone = (tone_of_printed if row["code"] == "TOTAL" else tone_in)(row, row["change"], comparable=can_be)
    texts = say.signed(row["change"]), say.signed(row["shared"]), say.signed(row["own"])
    lines = wrap(say.name(row, "part") or str(row["code"]), _NAME, 7.0)
    return _Step(lines, row["change"], row["shared"], tone, texts)


def _ends(total: Row, say: Say, names: tuple[str, str] | None) -> tuple[_End, _End]:
    if names is None:
        year = whole(total.get("index_year"))
        plain = say.name(total, "part") or "TOTAL"
        names = (plain, plain)
        if year is not None:
            names = say.text("waterfall-total", year=str(year - 1)), say.text("waterfall-total", year=str(year))
    before, now = total["previous_value"], total["value"]
    return _End(names[0], before, say.number(before)), _End(names[1], now, say.number(now))


class _Drawing:
    """What the steps draw, from the limits and places of the moment."""

    def __init__(
        self, ends: tuple[_End, _End], steps: list[_Step], total: _Step, headers: tuple[str, str, str]
    ) -> None:
        self._start, self._end = ends
        self.steps, self._total, self._headers = steps, total, headers

    def reach(self) -> tuple[float, float]:
        """Return the lowest and the highest score that the steps come to."""
        running = self._start.score
        reached = [running, self._end.score]
        for step in self.steps:
            reached += [running + step.shared, running + step.change]
            running += step.change
        middle, span = (min(reached) + max(reached)) / 2, max(max(reached) - min(reached), _NARROWEST)
        return middle - span / 2, middle + span / 2

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        """Fill the layers."""
        slot, running, half = view.slot, self._start.score, abs(view.y(1) - view.y(0)) / 2
        self._draw_headers(view, back, front)
        if view.shows(y=0):
            _draw_end(view, front, self._start, 0, bold=False)
        for row, step in enumerate(self.steps, start=1):
            before, running = running, running + step.change
            if not view.shows(y=row):
                continue
            y = view.y(row)
            back.line([(slot.left, y - half), (slot.right, y - half)], FAINT, 0.4)
            for at, line in enumerate(step.lines):
                front.add(Words(slot.left, y + 2.5 + _LINE * (at - (len(step.lines) - 1) / 2), line, 7.0))
            _draw_bar(view, back, step, before, y)
            if view.shows(running) and view.shows(y=row + 1):
                # The thread that ties a bar to the next.
                back.line([(view.x(running), y + _BAR / 2), (view.x(running), view.y(row + 1))], TICK, 0.5)
            _draw_figures(view, front, step, y + 2.5, bold=False)
        last = len(self.steps) + 1
        if view.shows(y=last):
            y = view.y(last)
            back.line([(slot.left, y - half), (slot.right, y - half)], INK, 0.7)
            _draw_end(view, front, self._end, last, bold=True)
            _draw_figures(view, front, self._total, y + 2.5, bold=True)

    def _draw_headers(self, view: View, back: Layer, front: Layer) -> None:
        slot, top = view.slot, view.box.top - _HEAD
        for aside, text in zip((_CHANGE, _SHARED, 0.0), self._headers, strict=True):
            front.add(Words(slot.right - aside, top + 8.5, text, 7.0, MUTED, anchor="end"))
        # The sign of the shared part stands under its name.
        right = slot.right - _SHARED
        back.rectangle(Box(right - 22.0, top + 12.0, right, top + 14.4), TICK)
        back.line([(slot.left, top + _HEAD - 2.0), (slot.right, top + _HEAD - 2.0)], INK, 0.7)


def _draw_end(view: View, front: Layer, end: _End, row: int, *, bold: bool) -> None:
    y = view.y(row)
    front.add(Words(view.slot.left, y + 2.5, end.name, 7.0, INK, bold))
    if not view.shows(end.score):
        return
    x = view.x(end.score)
    front.line([(x, y - 5.0), (x, y + 5.0)], INK, 1.6)
    if x + 4.0 + text_width(end.label, 7.4, bold=True) > view.box.right + 8.0:
        front.add(Words(x - 4.0, y + 2.6, end.label, 7.4, INK, bold=True, anchor="end"))
    else:
        front.add(Words(x + 4.0, y + 2.6, end.label, 7.4, INK, bold=True))


def _draw_bar(view: View, back: Layer, step: _Step, before: float, y: float) -> None:
    tone = step.tone or "unclear"
    colour, hollow = LIGHT[TONES[tone]], tone in HOLLOW
    found = _between(view, before, before + step.change)
    if found:
        bar = Box(found[0], y - _BAR / 2 - 1.0, found[1], y + _BAR / 2 - 1.0)
        fill = FAINT if tone == "unclear" else PAPER if hollow else colour
        back.rectangle(bar, fill, edge=colour if hollow else "", edge_width=0.7)
    found = _between(view, before, before + step.shared)
    if found:
        back.rectangle(Box(found[0], y + _BAR / 2, found[1], y + _BAR / 2 + 2.2), TICK)


def _between(view: View, start: float, end: float) -> tuple[float, float] | None:
    """Return the part of a bar within the axes; what rounds to nothing is still a line that can be seen."""
    left, right = sorted((view.x(start), view.x(end)))
    left, right = max(left, view.box.left), min(max(right, left + 0.8), view.box.right + 0.8)
    return (left, right) if left < right else None


def _draw_figures(view: View, front: Layer, step: _Step, y: float, *, bold: bool) -> None:
    change, shared, own = step.texts
    right = view.slot.right
    tone_words(front, right - _CHANGE, y, change, step.tone, size=7.2, bold=bold, anchor="end")
    front.add(Words(right - _SHARED, y, shared, 7.2, INK, bold, "end"), Words(right, y, own, 7.2, INK, bold, "end"))
