"""Section 3: each index year over year, as a chart and a table, since the last break."""

from __future__ import annotations

import dataclasses

from chiso.analysis.comparability import reasons
from chiso.analysis.series import Point, current_series
from chiso.catalog import Index
from chiso.report.charts.course import Goal, Stop, course_chart
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.specs import Block, Cell, Column, Figure, Note, Row, Table


def course_figure(context: Context, index: Index) -> Block:
    """Return the chart of an index; a note where the unit has no score to draw, a table where it has a single one.

    Earlier series on the same scale are shown in grey, parted by a gap at each break.
    """
    text = context.language.text
    points = _drawn(context.courses[index.index])
    if not points:
        return Note(title=_title(context, index), paragraphs=(_why_empty(context, index),))
    identifier = f"course-{index.index.replace('_', '-')}"
    goal = _goal(context, index)
    scored = [point for point in points if point.value is not None]
    if len(scored) == 1 and goal is None:
        said = _single(context, index, scored[0]), *filter(None, [_caption(context, scored)])
        table = _data(context, index, points, identifier)
        return dataclasses.replace(table, id=identifier, caption=_title(context, index), notes=said)
    breaks = {
        point.series: text(f"series-{found[0].kind}")
        for point in points[1:]
        if point.series != points[0].series and (found := reasons(context.catalog, index.index, "TOTAL", point.series))
    }
    sheet = course_chart(
        [_stop(context, index, point, before) for before, point in zip([None, *points[:-1]], points, strict=True)],
        rank_label=context.rank_label(text("column-rank")),
        change_label=text(f"course-row-{index.measure}"),
        none=text("cell-none"),
        breaks=breaks,
        goal=goal,
    )
    return Figure(
        id=identifier,
        title=_title(context, index),
        svg=sheet.svg(identifier),
        alt=_alt(context, index, points, goal),
        caption=_caption(context, points),
        data=_data(context, index, points, identifier),
    )


def course_table(context: Context, index: Index) -> Table | None:
    """Return the table of an index since its last break: score, change, rank and change of rank.

    None where the index had no edition yet; the note in the place of the chart says so.
    """
    text = context.language.text
    points = current_series(context.courses[index.index])
    if not points:
        return None
    change = "column-change-percent" if index.measure == "percent" else "column-change"
    headers = ("column-year", f"column-score-{index.measure}", change, "column-rank", "column-rank-change")
    earlier: list[Point | None] = [None, *points[:-1]]
    rows = tuple(_row(context, index, point, before) for point, before in zip(points, earlier, strict=True))
    return Table(
        id=f"table-{index.index.replace('_', '-')}",
        caption=context.score_label(
            text("course-table", index=index.label, unit=context.unit_name), points[-1].index_year
        ),
        columns=tuple(Column(header=text(one), align="start" if one == "column-year" else "end") for one in headers),
        rows=rows,
        notes=(_series_note(context, index, points),),
        dense=True,
    )


def _estimated_years(context: Context, points: list[Point]) -> list[int]:
    known = [one.index_year for one in points if one.value is not None]
    return [year for year in known if context.is_merged and context.is_estimated(year)]


def _single(context: Context, index: Index, point: Point) -> str:
    """Say that a single score makes no course."""
    score = context.language.score(point.value or 0.0, index.measure)
    return context.language.text("course-single", score=score, year=str(point.index_year))


def _caption(context: Context, points: list[Point]) -> str:
    """Say which of the scores are estimates."""
    estimated = _estimated_years(context, points)
    return context.language.text("course-caption-estimated", last=str(max(estimated))) if estimated else ""


def _drawn(points: list[Point]) -> list[Point]:
    """Return the points on the scale of the last one, from the first score on."""
    if not points:
        return []
    same = [point for point in points if point.scale_max == points[-1].scale_max]
    scored = [place for place, point in enumerate(same) if point.value is not None]
    return same[scored[0] :] if scored else []


def _title(context: Context, index: Index) -> str:
    """Return the finding of the index year."""
    text, year = context.language.text, str(context.now)
    row, point = context.row(index.index), context.point(index.index)
    if row is None or point is None or (row["value"] is None and row["rank"] is None):
        return text("course-title-none", index=index.label, year=year)
    if point.value is None:
        return text("course-title-not-known", index=index.label, year=year)
    if row["change"] is None:
        score = context.language.score(point.value, index.measure)
        return text("course-title-first", index=index.label, score=score, year=year)
    if not row["comparable"]:
        return text("course-title-break", index=index.label, year=year)
    if is_zero(row["change"]):
        return text("course-title-same", index=index.label, year=year)
    amount = context.language.difference(context.language.number(abs(row["change"])), index.measure)
    direction = "rise" if row["change"] > 0 else "fall"
    return text(f"course-title-{direction}", index=index.label, amount=amount, year=year)


def _stop(context: Context, index: Index, point: Point, before: Point | None) -> Stop:
    """Return a year as it is drawn; a change only where the year before belongs to the series."""
    language = context.language
    rank = ""
    # Beside published ranks there is no room for the word that an estimated one needs.
    is_shown = context.is_estimated() or not context.is_estimated(point.index_year)
    if point.rank is not None and point.units_ranked is not None and is_shown:
        rank = f"{point.rank}/{point.units_ranked}"
    stop = Stop(
        year=point.index_year,
        score=point.value,
        series=point.series,
        label="" if point.value is None else language.number(point.value),
        rank=rank,
    )
    if point.value is None or before is None or before.value is None:
        return stop
    if (before.series, before.index_year) != (point.series, point.index_year - 1):
        return stop
    change = context.change(point.value - before.value, comparable=True, sign=index.sign)
    return dataclasses.replace(stop, change=language.signed(point.value - before.value), tone=change.tone)


def _goal(context: Context, index: Index) -> Goal | None:
    """Return the plan's target where it is a score on the scale of the index year."""
    language, text = context.language, context.language.text
    one = context.targets.get(index.index)
    if one is None or not one.same_scale or one.target.target_score is None:
        return None
    wanted = language.trimmed(one.target.target_score)
    score = language.measured(wanted, index.measure)
    if index.measure == "points":
        score = language.difference(wanted, index.measure)
    lines = [text("course-target", score=score)]
    if one.score_gap is not None and one.score_gap <= 0:
        lines.append(text("course-target-reached"))
    elif one.score_gap is not None:
        amount = language.difference(language.number(one.score_gap), index.measure)
        lines.append(text("course-target-gap", amount=amount))
    return Goal(year=context.year, score=one.target.target_score, lines=tuple(lines))


def _data(context: Context, index: Index, points: list[Point], identifier: str) -> Table:
    """Return the figures of the chart, with a row for every year that is drawn."""
    text = context.language.text
    headers = [text(one) for one in ("column-year", f"column-score-{index.measure}", f"course-row-{index.measure}")]
    headers.append(context.rank_label(text("column-rank")))
    none = Cell(text=text("cell-none"))
    rows = []
    for before, point in zip([None, *points[:-1]], points, strict=True):
        stop = _stop(context, index, point, before)
        entry = context.entry(index.index, point.index_year)
        score = Cell(text=stop.label, href=entry) if stop.label else _missing_cell(context, point)
        change = none
        if stop.change:
            leads = context.change_entry(index.index, point.index_year)
            change = Cell(text=stop.change, tone=stop.tone, word=text(f"word-{stop.tone}"), href=leads)
        rank = Cell(text=stop.rank, href=entry) if stop.rank else none
        rows.append(
            Row(
                cells=(Cell(text=str(point.index_year)), score, change, rank),
                marked=point.index_year == context.now,
            )
        )
    return Table(
        id=f"{identifier}-data",
        caption=text("course-data", index=index.label, unit=context.unit_name),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=tuple(rows),
    )


def _alt(context: Context, index: Index, points: list[Point], goal: Goal | None) -> str:
    language, text = context.language, context.language.text
    said = []
    for before, point in zip([None, *points[:-1]], points, strict=True):
        year = str(point.index_year)
        if before is not None and before.series != point.series:
            said.append(text("course-alt-break", year=str(point.series)))
        if point.value is None:
            said.append(text("course-alt-point-none", year=year))
            continue
        score = language.score(point.value, index.measure)
        if point.rank is None or point.units_ranked is None:
            said.append(text("course-alt-point", year=year, score=score))
        else:
            rank = context.rank(point.rank, point.units_ranked, point.index_year)
            said.append(text("course-alt-point-ranked", year=year, score=score, rank=rank))
    wanted = ""
    if goal:
        score = language.measured(language.trimmed(goal.score), index.measure)
        wanted = text("course-alt-target", year=str(goal.year), score=score)
    points_text = "; ".join(said) + "."
    return text("course-alt", index=index.label, unit=context.unit_name, points=points_text, target=wanted).strip()


def _row(context: Context, index: Index, point: Point, before: Point | None) -> Row:
    language = context.language
    none = language.text("cell-none")
    if before is not None and before.index_year != point.index_year - 1:
        before = None  # a year without an edition lies between: no change from one year to the next
    entry = context.entry(index.index, point.index_year)
    score = _missing_cell(context, point)
    if point.value is not None:
        score = Cell(text=language.number(point.value), href=entry)
    ranked = point.rank is not None and point.units_ranked is not None
    shown = context.rank(point.rank, point.units_ranked, point.index_year) if ranked else none
    rank = Cell(text=shown, href=entry if ranked else "")
    change, places = Cell(text=none), Cell(text=none)
    leads = context.change_entry(index.index, point.index_year)
    if before is not None and before.value is not None and point.value is not None:
        one = context.change(point.value - before.value, comparable=True, sign=index.sign)
        change = Cell(text=language.signed(one.value or 0.0), tone=one.tone, word=one.word, href=leads)
    if before is not None and before.rank is not None and point.rank is not None and ranked:
        two = context.moved(before.rank - point.rank, point.units_ranked, before.units_ranked, comparable=True)
        places = Cell(text=language.signed(two.value or 0, 0), tone=two.tone, word=two.word, href=leads)
    cells = (Cell(text=str(point.index_year)), score, change, rank, places)
    return Row(cells=cells, marked=point.index_year == context.now)


def _missing_cell(context: Context, point: Point) -> Cell:
    word = context.gap_word(point.gap) if point.gap else context.language.text("cell-none")
    return Cell(text=word, tone="missing")


def _series_note(context: Context, index: Index, points: list[Point]) -> str:
    """Say why the series begins where it does."""
    text, start = context.language.text, points[0].series
    found = reasons(context.catalog, index.index, "TOTAL", start)
    what = [one.series_break.what(context.locale) for one in found if one.series_break is not None]
    if any(one.kind == "vintage" for one in found):
        what.append(text("merger-detail"))
    if not what:
        return text("course-note-break-none", year=str(start))
    return text("course-note-break", year=str(start), what=" ".join(what))


def _why_empty(context: Context, index: Index) -> str:
    return context.language.sentence(context.gap_text(context.gap(index.index)))
