"""Section 3: each index year over year, as a chart and a table, since the last break."""

from __future__ import annotations

from chiso.analysis.comparability import reasons
from chiso.analysis.series import Point, current_series
from chiso.catalog import Index
from chiso.report.charts import course_chart
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.specs import Block, Cell, Column, Figure, Note, Row, Table


def course_figure(context: Context, index: Index) -> Block:
    """Return the chart of an index; a note where the unit has no score to draw.

    Earlier series on the same scale are shown in grey, parted by a gap at each break.
    """
    points = _drawn(context.courses[index.index])
    if not points:
        return Note(title=_title(context, index), paragraphs=(_why_empty(context, index),))
    one = context.targets.get(index.index)
    has_target = one is not None and one.same_scale and one.target.target_score is not None
    target = (context.year, float(one.target.target_score or 0)) if one and has_target else None
    identifier = f"course-{index.index.replace('_', '-')}"
    return Figure(
        id=identifier,
        title=_title(context, index),
        svg=course_chart(points, index.measure, context.language, identifier, target),
        alt=_alt(context, index, points, target),
        caption=_caption(context, index, points),
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
    rows = tuple(_row(context, point, before) for point, before in zip(points, earlier, strict=True))
    return Table(
        id=f"table-{index.index.replace('_', '-')}",
        caption=text("course-table", index=index.label, unit=context.unit_name),
        columns=tuple(Column(header=text(one), align="start" if one == "column-year" else "end") for one in headers),
        rows=rows,
        notes=(_series_note(context, index, points),),
    )


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


def _caption(context: Context, index: Index, points: list[Point]) -> str:
    text = context.language.text
    first = str(points[0].index_year)
    caption = "course-caption-single" if len(points) == 1 else "course-caption"
    parts = [text(caption, index=index.label, unit=context.unit_name, first=first)]
    if points[0].series != points[-1].series:
        parts.append(text("course-caption-earlier"))
    return " ".join(parts)


def _alt(context: Context, index: Index, points: list[Point], target: tuple[int, float] | None) -> str:
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
            rank = language.rank(point.rank, point.units_ranked)
            said.append(text("course-alt-point-ranked", year=year, score=score, rank=rank))
    wanted = ""
    if target:
        score = language.measured(language.trimmed(target[1]), index.measure)
        wanted = text("course-alt-target", year=str(target[0]), score=score)
    points_text = "; ".join(said) + "."
    return text("course-alt", index=index.label, unit=context.unit_name, points=points_text, target=wanted).strip()


def _row(context: Context, point: Point, before: Point | None) -> Row:
    language = context.language
    none = language.text("cell-none")
    if before is not None and before.index_year != point.index_year - 1:
        before = None  # a year without an edition lies between: no change from one year to the next
    score = Cell(text=language.number(point.value)) if point.value is not None else _missing_cell(context, point)
    ranked = point.rank is not None and point.units_ranked is not None
    rank = Cell(text=language.rank(point.rank, point.units_ranked) if point.rank and point.units_ranked else none)
    change, places = Cell(text=none), Cell(text=none)
    if before is not None and before.value is not None and point.value is not None:
        one = context.change(point.value - before.value, comparable=True)
        change = Cell(text=language.signed(one.value or 0.0), tone=one.tone, word=one.word)
    if before is not None and before.rank is not None and point.rank is not None and ranked:
        two = context.moved(before.rank - point.rank, point.units_ranked, before.units_ranked, comparable=True)
        places = Cell(text=language.signed(two.value or 0, 0), tone=two.tone, word=two.word)
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
    if not what:
        return text("course-note-break-none", year=str(start))
    return text("course-note-break", year=str(start), what=" ".join(what))


def _why_empty(context: Context, index: Index) -> str:
    return context.language.sentence(context.gap_text(context.gap(index.index)))
