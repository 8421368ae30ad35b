"""The charts of the briefing. Each takes facts and a language and returns SVG; words come from messages."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from chiso.analysis.series import Point
from chiso.report.canvas import draw_on
from chiso.report.language import Language
from chiso.report.palette import ACCENT, BREAK, INK, MUTED, PAPER, TARGET

_HEIGHT = 1.85


def course_chart(
    points: Sequence[Point],
    measure: str,
    language: Language,
    identifier: str,
    target: tuple[int, float] | None = None,
) -> str:
    """Draw the course of an index with the plan's target.

    Parameters
    ----------
    points
        Index years in order. Those of the last series are drawn in the colour of the unit, earlier ones
        in grey; no line crosses a break or a missing year.
    measure
        ``percent`` or ``points``.
    language
        Language of the labels.
    identifier
        Id of the chart in the report.
    target
        Year and score of the plan's target.

    Returns
    -------
    str
        An ``<svg>`` element.
    """
    canvas = draw_on(_HEIGHT, identifier)
    years = [point.index_year for point in points] + ([target[0]] if target else [])
    with canvas.axes(left=0.075, right=0.985, bottom=0.2, top=0.88) as axes:
        for run in _runs(points):
            _draw_run(axes, run, current=run[-1].series == points[-1].series, language=language)
        for year in _break_years(points):
            axes.axvline(year - 0.5, color=BREAK, linewidth=0.8, linestyle=(0, (1, 2)))
        if target:
            _draw_target(axes, target, language, measure)
        axes.set_ylabel(language.text(f"course-axis-{measure}"), fontsize=7.5)
        _set_years(axes, years)
        _set_room(axes, points, target)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: language.trimmed(round(float(value), 2))))
    return canvas.svg()


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Part points into runs that a line may join: neighbouring years of one series that have a score."""
    runs: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        last = runs[-1][-1] if runs else None
        joined = last is not None and last.series == point.series and last.index_year == point.index_year - 1
        if joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _break_years(points: Sequence[Point]) -> list[int]:
    return sorted({point.series for point in points} - {min(point.series for point in points)}) if points else []


def _draw_run(axes: Axes, run: Sequence[Point], *, current: bool, language: Language) -> None:
    years = [point.index_year for point in run]
    scores = [point.value or 0.0 for point in run]
    colour = ACCENT if current else BREAK
    axes.plot(
        years, scores, color=colour, linewidth=1.8 if current else 1.2, marker="o", markersize=5 if current else 4
    )
    for point, score in zip(run, scores, strict=True):
        axes.annotate(
            language.number(score),
            (point.index_year, score),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8.5 if current else 7.5,
            fontweight=600 if current else 400,
            color=INK if current else BREAK,
        )
        if point.rank is not None and point.units_ranked is not None:
            axes.annotate(
                f"{point.rank}/{point.units_ranked}",
                (point.index_year, score),
                xytext=(0, -6),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=7,
                color=MUTED if current else BREAK,
            )


def _draw_target(axes: Axes, target: tuple[int, float], language: Language, measure: str) -> None:
    year, score = target
    # A short line: one that reached back to the last score would run through its label.
    axes.plot([year - 0.45, year], [score, score], color=TARGET, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.plot([year], [score], color=TARGET, marker="D", markersize=6, markerfacecolor=PAPER, markeredgewidth=1.5)
    axes.annotate(
        language.text("course-target", score=language.measured(language.trimmed(score), measure)),
        (year + 0.45, score),
        xytext=(0, 7),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=8,
        color=TARGET,
    )


def _set_years(axes: Axes, years: Sequence[int]) -> None:
    first, last = min(years), max(years)
    axes.set_xlim(first - 0.5, last + 0.5)
    axes.set_xticks(range(first, last + 1), [str(year) for year in range(first, last + 1)])


def _set_room(axes: Axes, points: Sequence[Point], target: tuple[int, float] | None) -> None:
    """Leave room above and below for the labels; a flat course is not blown up to look steep."""
    scores = [point.value for point in points if point.value is not None] + ([target[1]] if target else [])
    if not scores:
        return
    low, high = min(scores), max(scores)
    span = max(high - low, 2.0)
    middle = (low + high) / 2
    axes.set_ylim(middle - span * 0.95, middle + span * 0.95)
