"""Each index year over year, as a chart and as a table since the last break."""

from __future__ import annotations

import dataclasses

import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.language import is_zero
from chiso.blocks.specs import Block, Cell, Column, Figure, Note, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords, gap_word
from chiso.briefing.plan_words import plan_name
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.course import COURSE
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS
from chiso.facts.targets import TARGETS


@section
def figure(
    course: pd.DataFrame,
    results: pd.DataFrame,
    gaps: pd.DataFrame,
    targets: pd.DataFrame,
    say: Words,
    *,
    ax: Axes | None = None,
) -> Block:
    """Return the chart of an index; a note where the unit has no score to draw, a table where it has a single one.

    Earlier series on the same scale are shown in grey, with a gap at each break.

    Parameters
    ----------
    course, results, gaps, targets
        Frames of :func:`chiso.course`, :func:`chiso.results`, :func:`chiso.gaps` and :func:`chiso.targets`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already: ``ax = chiso.charts.course(drawn(course), say)``.
    """
    rows = COURSE.rows(course)
    index = rows[0]["index"]
    result = next((row for row in RESULTS.rows(results) if row["index"] == index), None)
    target = _target(targets, index)
    say.hear(f"course of {index}", course=rows, results=[result] if result else [], targets=[target] if target else [])
    title = _title(rows, result, say)
    shown = COURSE.rows(drawn(course))
    if not shown:
        words = GapWords(gaps, say).clause(index, result.index_year if result else rows[-1].index_year)
        return Note(title=title, paragraphs=(say.sentence(words or gap_word(rows[-1].gap, say)),))
    identifier = f"course-{index.replace('_', '-')}"
    goal = target if target is not None and target.same_scale and target.target_score is not None else None
    scored = [row for row in shown if row.value is not None]
    if len(scored) == 1 and goal is None and ax is None:
        score = say.score(scored[0].value, scored[0].measure)
        said = say.text("course-single", score=score, year=str(scored[0].index_year))
        notes = (said, *filter(None, [_caption(shown, say, banded=False)]))
        return dataclasses.replace(_data(shown, identifier, say), id=identifier, caption=title, notes=notes)
    if ax is None:
        label = say.labelled(say.text("column-rank"), estimated=shown[-1].is_estimated)
        ax = charts.course(_with_ranks(course), say, target=goal, rank_label=label)
    return Figure(
        id=identifier,
        title=title,
        svg=svg_of(ax, identifier),
        alt=_alt(shown, goal, say),
        caption=_caption(shown, say),
        data=_data(shown, identifier, say),
    )


@section
def table(course: pd.DataFrame, say: Words) -> Table | None:
    """Return the table of an index since its last break: score, change, rank and change of rank.

    None where the index had no edition yet; the note in the place of the chart says so.

    Parameters
    ----------
    course
        A frame of :func:`chiso.course`.
    say
        The words of the briefing.
    """
    rows = [row for row in COURSE.rows(course) if row.has_edition]
    if not rows:
        return None
    first = rows[0]
    say.hear(f"table of {first['index']}", course=rows)
    current = [row for row in rows if row.series == rows[-1].series]
    text = say.text
    change = "column-change-percent" if first.measure == "percent" else "column-change"
    headers = ("column-year", f"column-score-{first.measure}", change, "column-rank", "column-rank-change")
    caption = text("course-table", index=first.index_label, unit=say.name(first, "unit"))
    return Table(
        id=f"table-{first['index'].replace('_', '-')}",
        caption=say.labelled(caption, estimated=_is_estimate(rows[-1])),
        columns=tuple(Column(header=text(name), align="end" if at else "start") for at, name in enumerate(headers)),
        rows=tuple(_row(row, say) for row in current),
        notes=(_series_note(current[0], say),),
        dense=True,
    )


def drawn(course: pd.DataFrame) -> pd.DataFrame:
    """Return the years of a course on the scale of the last one, from the first score on."""
    same = course[course["scale_max"] == course["scale_max"].iloc[-1]]
    scored = same["value"].notna()
    from_first: pd.DataFrame = same.loc[scored.idxmax() :] if scored.any() else same.iloc[:0]
    return from_first


def _with_ranks(course: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn, without estimated ranks beside published ones, for whose word there is no room."""
    found = drawn(course)
    is_alone = found["is_estimated"] & ~bool(found["is_estimated"].iloc[-1])
    return found.assign(rank=found["rank"].mask(is_alone))


def _target(targets: pd.DataFrame, index: str) -> Row | None:
    return next((row for row in TARGETS.rows(targets) if row["index"] == index), None)


def _is_estimate(row: Row) -> bool:
    return bool(row.is_merged and row.is_estimated)


def _caption(rows: list[Row], say: Words, *, banded: bool = True) -> str:
    """Say which scores are estimates, what the band is, and which changes have a comparable part of their own."""
    estimated = [row.index_year for row in rows if row.value is not None and _is_estimate(row)]
    said = [say.text("course-caption-estimated", last=str(max(estimated)))] if estimated else []
    known = [row for row in rows if row.series == rows[-1].series and row.standard_error is not None]
    if known and banded:
        kind = "published" if known[-1].error_basis == "published" else "estimated"
        said.append(say.text(f"course-caption-band-{kind}"))
    parted = [row for row in rows if row.change is not None and row.core_excluded and row.core_change is not None]
    if parted:
        changes = [_core_year(row, say) for row in parted]
        said.append(say.text("course-caption-core", changes="; ".join(changes)))
    return " ".join(said)


def _core_year(row: Row, say: Words) -> str:
    values = {"year": str(row.index_year), "core": say.signed(row.core_change)}
    word = say.change({**row, "comparable": True}, value=row.core_change).word
    return say.text("course-core-year-told", **values, word=word) if word else say.text("course-core-year", **values)


def _title(rows: list[Row], result: Row | None, say: Words) -> str:
    """Return the finding of the index year."""
    last, label = rows[-1], rows[-1].index_label
    if result is None or not result.has_edition or (result.value is None and result.rank is None):
        return say.text("course-title-none", index=label, year=str(result.index_year if result else last.index_year))
    year = str(result.index_year)
    if result.value is None:
        return say.text("course-title-not-known", index=label, year=year)
    if result.change is None:
        score = say.score(result.value, result.measure)
        return say.text("course-title-first", index=label, score=score, year=year)
    if not result.comparable:
        return say.text("course-title-break", index=label, year=year)
    if is_zero(result.change):
        return say.text("course-title-same", index=label, year=year)
    counts = result.change if result.core_change is None else result.core_change
    amount = say.difference(say.number(abs(counts)), result.measure)
    told = say.change(result, value=counts)
    score = say.score(result.value, result.measure)
    values = {"index": label, "amount": amount, "year": year, "score": score}
    if told.tone in (None, "unclear"):
        kind = "no-error" if told.tone is None else "unclear"
        return say.text(f"course-title-{kind}", **values, change=say.signed(result.change))
    likely = "-likely" if str(told.tone).startswith("likely") else ""
    direction = "rise" if counts > 0 else "fall"
    less = "" if result.sign > 0 else "-lower"
    title = say.text(f"course-title{likely}-{direction}{less}", **values)
    return say.text("course-title-core", title=title) if result.core_excluded else title


def _rank_beside(row: Row, last: Row, say: Words) -> str:
    """Return a rank as it stands under a year; beside published ranks there is no room for the word of an estimate."""
    if row.rank is None or row.units_ranked is None or (row.is_estimated and not last.is_estimated):
        return ""
    return f"{say.whole(row.rank)}/{say.whole(row.units_ranked)}"


def _data(rows: list[Row], identifier: str, say: Words) -> Table:
    """Return the figures of the chart, with a row for every year that is drawn."""
    last, none = rows[-1], Cell(text=say.text("cell-none"))
    names = ("column-year", f"column-score-{last.measure}", f"course-row-{last.measure}")
    headers = [*map(say.text, names), say.labelled(say.text("column-rank"), estimated=last.is_estimated)]
    table_rows = []
    for row in rows:
        score = _missing(row, say) if row.value is None else Cell(text=say.number(row.value), href=say.cite(row))
        change = none
        if row.change is not None:
            meaning = say.change({**row, "comparable": True})
            shown = change_text(row, say)
            change = Cell(text=shown, tone=meaning.tone, word=meaning.word, href=say.cite_change(row))
        shown = _rank_beside(row, last, say)
        rank = Cell(text=shown, href=say.cite(row)) if shown else none
        table_rows.append(TableRow(cells=(Cell(text=str(row.index_year)), score, change, rank), marked=row.is_current))
    return Table(
        id=f"{identifier}-data",
        caption=say.text("course-data", index=last.index_label, unit=say.name(last, "unit")),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(table_rows),
    )


def _alt(rows: list[Row], goal: Row | None, say: Words) -> str:
    said, before = [], rows[0]
    for row in rows:
        year = str(row.index_year)
        if row.series != before.series:
            said.append(say.text("course-alt-break", year=str(row.series)))
        before = row
        if row.value is None:
            said.append(say.text("course-alt-point-none", year=year))
            continue
        score = say.score(row.value, row.measure)
        if row.rank is None or row.units_ranked is None:
            said.append(say.text("course-alt-point", year=year, score=score))
        else:
            rank = say.placed(row.rank, row.units_ranked, estimated=row.is_estimated)
            said.append(say.text("course-alt-point-ranked", year=year, score=score, rank=rank))
    wanted = ""
    if goal is not None:
        score = say.measured(say.trimmed(goal.target_score), goal.measure)
        wanted = say.text("course-alt-target", year=str(goal.plan_year), score=score, plan=plan_name([goal], say))
    points = "; ".join(said) + "."
    unit = say.name(rows[-1], "unit")
    return say.text("course-alt", index=rows[-1].index_label, unit=unit, points=points, target=wanted).strip()


def _row(row: Row, say: Words) -> TableRow:
    none = say.text("cell-none")
    score = _missing(row, say) if row.value is None else Cell(text=say.number(row.value), href=say.cite(row))
    rank = Cell(text=none)
    if row.rank is not None and row.units_ranked is not None:
        shown = say.placed(row.rank, row.units_ranked, estimated=row.is_estimated)
        rank = Cell(text=shown, href=say.cite(row))
    change, places = Cell(text=none), Cell(text=none)
    href = say.cite_change(row)
    if row.change is not None:
        meaning = say.change({**row, "comparable": True})
        change = Cell(text=change_text(row, say), tone=meaning.tone, word=meaning.word, href=href)
    if row.rank_change is not None and row.common_rank_change is not None:
        moved = say.moved({**row, "comparable": True})
        places = Cell(text=_places(row, say), tone=moved.tone, word=moved.word, href=href)
    return TableRow(cells=(Cell(text=str(row.index_year)), score, change, rank, places), marked=row.is_current)


def change_text(row: Row, say: Words) -> str:
    """Return the change as published, with that of the parts that can be compared where some cannot."""
    change = say.signed(row.change)
    if not row.core_excluded or row.core_change is None:
        return change
    return say.text("change-with-core", change=change, core=say.signed(row.core_change))


def _places(row: Row, say: Words) -> str:
    """Return the change of rank among the units ranked in both years, with their number where others were ranked."""
    places = say.signed(row.common_rank_change, 0)
    if row.common_units == row.units_ranked == row.previous_units_ranked:
        return places
    return say.text("places-among", places=places, units=say.whole(row.common_units))


def _missing(row: Row, say: Words) -> Cell:
    return Cell(text=gap_word(row.gap, say), tone="missing")


def _series_note(first: Row, say: Words) -> str:
    """Say why the series begins where it does."""
    what = list(filter(None, [say.name(first, "break")]))
    if first.break_kind == "vintage":
        what.append(say.text("merger-detail", **say.of_set(first)))
    if not what:
        return say.text("course-note-break-none", year=str(first.series))
    return say.text("course-note-break", year=str(first.series), what=" ".join(what))
