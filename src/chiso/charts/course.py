"""The course of scores over the years: a line for each index and unit, with rank and change under the years."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from chiso.blocks.drawing import WIDTH, as_it_comes, told
from chiso.blocks.fonts import text_width
from chiso.blocks.palette import ACCENT, BREAK, GROUPS, INK, MUTED
from chiso.charts import course_marks as marks
from chiso.charts.course_lines import Course, breaks_of, courses_of
from chiso.charts.frame import Margins, extend, keep_off_others, place
from chiso.charts.items import Box, Layer, Words
from chiso.charts.labels import Ground
from chiso.charts.layers import View, root_of
from chiso.charts.rows import Row, Say, rows_of, whole

_LEFT, _TOP, _PLOT, _ROW = 62.0, 11.0, 55.0, 10.5
_PAD = 15.0
"""Room above the highest and below the lowest score, for their labels."""
_FLATTEST = 2.0
"""A course that moves less, in points of score, is not blown up to look steep."""
_SEVERAL = 96.0
"""Height of the plot where lines are compared."""

CI_95 = 1.959964
"""Standard errors on each side of a score that 95 % of errors lie within."""

NEEDED = ("index_year", "value", "series", "break_kind", "rank", "units_ranked", "change")


def course(
    course: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    target: Mapping[str, Any] | pd.DataFrame | None = None,
    rank_label: str | None = None,
    change_label: str | None = None,
    breaks: Mapping[int, str] | None = None,
    target_lines: Sequence[str] | None = None,
    none: str | None = None,
) -> Axes:
    """Draw the course of an index, or compare the courses of several units or indices.

    x is the index year, y the score. No line crosses a break or a missing year. A single course has its
    ranks and changes under the years, and its earlier series are grey; of several, each has its own colour
    and shape and is named at its end, and earlier series are thin.

    Parameters
    ----------
    course
        A row for each year (and unit, and index):

        ==========================  =========================================================
        ``index_year``              whole number
        ``value``                   the score; missing where there is none
        ``series``                  the first year of the comparable series
        ``break_kind``              the kind of break with which the series begins, or ""
        ``rank``, ``units_ranked``  the place and of how many; may be missing
        ``change``                  against the year before; missing where not comparable
        ``sign``                    optional: +1 more is better, −1 less is better
        ``verdict``                 optional: what may be said of the change by its error
        ``standard_error``          optional: of the score; a band of 95 % lies around the last series
        ``measure``                 optional: "percent" or "points"
        ``estimated``               optional: whether the score is an estimate
        ``unit_code``, ``unit_vi``, ``unit_en``, ``index``, ``index_label``
                                    optional: what tells several courses apart, and their names
        ==========================  =========================================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    target
        The target of a plan: ``plan_year``, ``target_score``, ``score_gap``; a frame has one row.
    rank_label, change_label, none
        The names of the rows under the years, and the sign of a year without a score.
    breaks
        What stands at the beginning of a series: its first year to a few words.
    target_lines
        The words beside the target.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing or says something twice.
    """
    optional = (
        "sign", "measure", "estimated", "unit_code", "unit_vi", "unit_en", "index", "index_label", "mine", "verdict",
        "standard_error", "error_basis", "core_excluded",
    )  # fmt: skip
    numbers = ("index_year", "value", "rank", "units_ranked", "change", "standard_error")
    rows = rows_of(course, "course", NEEDED, numbers=numbers, optional=optional)
    courses = courses_of(rows, say)
    last = max(filter(None, (whole(row["index_year"]) for row in rows)), default=0)
    goal = marks.goal_of(target, say, rows[-1].get("measure") or "points", target_lines, last)
    if breaks is None:
        breaks = breaks_of(rows, say)
    several = len(courses) > 1
    figures = None
    if not several:
        measure = rows[-1].get("measure") or "points"
        figures = marks.Figures(
            rank_label if rank_label is not None else say.text("column-rank"),
            change_label if change_label is not None else say.text(f"course-row-{measure}"),
        )
    drawing = _Drawing(say, courses, goal, breaks, figures, none if none is not None else say.text("cell-none"))
    plot = _SEVERAL if several else _PLOT
    below = (3 if figures else 1) * _ROW + 3.0
    ax = place(
        ax, WIDTH, _TOP + plot + below,
        Margins(_LEFT if figures else 12.0, _TOP, drawing.beside, below), drawing.compose,
    )  # fmt: skip
    with told(as_it_comes()):
        drawing.plot(ax)
    return ax


def _draw_band(ax: Axes, course: Course) -> list[float]:
    """Lay a band of 95 % around the scores of the last series; return its limits."""
    limits: list[float] = []
    known = [row for row in course.scored if row["series"] == course.series and row.get("standard_error") is not None]
    for _, group in itertools.groupby(enumerate(known), lambda one: one[1]["index_year"] - one[0]):
        rows = [row for _, row in group]
        low, high = ([row["value"] + side * CI_95 * row["standard_error"] for row in rows] for side in (-1, 1))
        limits += low + high
        years = [row["index_year"] for row in rows]
        if len(rows) > 1:
            ax.fill_between(years, low, high, color=GROUPS[-1], linewidth=0, zorder=1.5)
        else:
            ax.vlines(years, low, high, colors=GROUPS[-1], linewidth=6.0, zorder=1.5)
    return limits


class _Drawing:
    """What a course draws, from the limits and places of the moment."""

    def __init__(
        self,
        say: Say,
        courses: list[Course],
        goal: marks.Goal | None,
        breaks: Mapping[int, str],
        figures: marks.Figures | None,
        none: str,
    ) -> None:
        self._say, self._courses, self._goal, self._breaks = say, courses, goal, breaks
        self._figures, self._none = figures, none
        self._lines: list[tuple[Course, Any, Line2D]] = []

    @property
    def beside(self) -> float:
        """How much room the words at the right end need."""
        widths = (
            [text_width(line, 7.5, bold=at == 0) + 9.0 for at, line in enumerate(self._goal.lines)]
            if self._goal
            else []
        )
        if len(self._courses) > 1:
            widths += [text_width(self._end(one), 7.5, bold=True) + 16.0 for one in self._courses if one.scored]
        return max(widths, default=0.0)

    def plot(self, ax: Axes) -> None:
        """Put the lines on the axes, and let their limits reach around them."""
        for one in self._courses:
            parts: dict[Any, list[tuple[float, float]]] = {}
            before: Row | None = None
            for row in one.rows:
                line = parts.setdefault(row["series"], [])
                if (
                    before is not None
                    and line
                    and (before["value"] is None or row["index_year"] != before["index_year"] + 1)
                ):
                    line.append((math.nan, math.nan))
                if row["value"] is not None:
                    line.append((row["index_year"], row["value"]))
                before = row
            for series, line in parts.items():
                now = series == one.series
                drawn = Line2D(
                    [x for x, _ in line], [y for _, y in line],
                    color=one.strong if now or self._figures is None else BREAK, linewidth=1.8 if now else 1.0,
                    linestyle="-", marker="",
                    solid_capstyle="round", solid_joinstyle="round", zorder=1.9,
                    label=one.name if now and one.name else "_",
                )  # fmt: skip
                self._lines.append((one, series, ax.add_line(drawn)))
        years = [row["index_year"] for one in self._courses for row in one.rows]
        scores = [row["value"] for one in self._courses for row in one.scored]
        if self._figures:
            scores += _draw_band(ax, self._courses[0])
        last = max(years) + 0.5
        if self._goal:
            scores.append(self._goal.score)
            last = max(last, self._goal.year) if self._goal.year > max(years) else last
        low, high = (min(scores), max(scores)) if scores else (0.0, 0.0)
        middle, span = (low + high) / 2, max(high - low, _FLATTEST)
        ax.set_xmargin(0.0)
        room = ax.bbox.height * 72.0 / root_of(ax).dpi
        ax.set_ymargin(_PAD / max(room - 2 * _PAD, 10.0))
        extend(ax, (min(years) - 0.5, last), (middle - span / 2, middle + span / 2))

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        """Fill the layers."""
        box = view.box
        ground = Ground(Box(box.left, box.top, view.slot.right, box.bottom))
        keep_off_others(ground, view, [line for _, _, line in self._lines])
        marks.draw_breaks(back, ground, view, self._breaks)
        for _, _, line in self._lines:
            data: Any = line.get_xydata()
            shown = [view.point(x, y) for x, y in data.tolist() if math.isfinite(x)]
            ground.lines += itertools.pairwise(shown)
        marks.draw_ends(front, ground, view, self._goal, self._ends(view))
        for one, series, line in self._lines:
            for row in one.scored:
                if row["series"] == series and view.shows(row["index_year"], row["value"]):
                    x, y = view.point(row["index_year"], row["value"])
                    marks.draw_point(front, x, y, one.shape, str(line.get_color()), now=series == one.series)
                    ground.boxes.append(Box(x - 2.5, y - 2.5, x + 2.5, y + 2.5))
        if self._figures:
            self._label(front, ground, view, self._courses[0])
        years = sorted({row["index_year"] for one in self._courses for row in one.rows})
        marks.draw_years(back, front, view, years, self._goal)
        if self._figures:
            marks.draw_figures(back, front, view, self._courses[0].rows, self._figures, self._say)

    def _label(self, front: Layer, ground: Ground, view: View, one: Course) -> None:
        for row in one.rows:
            if row["value"] is None and view.shows(row["index_year"]):
                sign = Words(view.x(row["index_year"]), view.box.bottom - 4.0, self._none, 7.0, MUTED, anchor="middle")
                front.add(sign)
                ground.boxes.append(sign.box)
        # The latest year has the first choice.
        for row in reversed(one.rows):
            if row["value"] is not None and view.shows(row["index_year"], row["value"]):
                now, latest = row["series"] == one.series, row is one.rows[-1]
                size, bold = (9.0, True) if latest else (7.5, now)
                at = view.point(row["index_year"], row["value"])
                colour = INK if now else BREAK
                marks.draw_score(front, ground, at, self._say.number(row["value"]), size, colour, bold=bold)

    def _end(self, one: Course) -> str:
        return f"{one.name} {self._say.number(one.scored[-1]['value'])}".strip()

    def _ends(self, view: View) -> list[marks.End]:
        if len(self._courses) < 2:
            return []
        colours = {id(one): str(line.get_color()) for one, series, line in self._lines if series == one.series}
        ends = []
        for one in self._courses:
            if one.scored and view.shows(one.scored[-1]["index_year"], one.scored[-1]["value"]):
                last = one.scored[-1]
                point = view.point(last["index_year"], last["value"])
                ends.append(marks.End(self._end(one), point, colours.get(id(one), ACCENT)))
        return ends
