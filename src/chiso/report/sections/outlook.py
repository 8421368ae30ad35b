"""Section 6, further tables: how far the targets are, what became of the last plan, what one step would bring."""

from __future__ import annotations

from chiso.analysis.outlook import Judgement, Jumps, Measured, PlaceScore, judge_target, jumps, place_scores
from chiso.analysis.series import course
from chiso.analysis.targets import targets_of
from chiso.analysis.whatif import Aim, Step, step
from chiso.catalog import Index, Target
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.links import entry_link
from chiso.report.sections.cover import target_text
from chiso.report.specs import Cell, Column, Row, Table, Tone

INDEX = "papi"


def outlook_table(context: Context) -> Table | None:
    """Return the score of each wanted place and how often jumps of that size were seen; None without targets."""
    wanted = [one for one in context.indices if (target := _target(context, one)) and target.target_rank_within]
    if not wanted:
        return None
    text = context.language.text
    years = [context.now - back for back in range(3)]
    headers = [text("column-index"), text("column-place")]
    headers += [context.rank_label(text("column-place-score", year=str(year)), year) for year in years]
    headers += [text("column-jumps-score"), text("column-jumps-places")]
    spans: list[Jumps] = []
    rows = tuple(_outlook_row(context, one, years, spans) for one in wanted)
    notes = []
    if spans:
        first, last = min(one.first_year for one in spans), max(one.last_year for one in spans)
        notes.append(text("outlook-note", first=str(first), last=str(last)))
        if context.is_estimated(first):
            notes.append(text("outlook-note-estimated"))
    if any(cell.text == text("jumps-none") for row in rows for cell in row.cells):
        notes.append(text("outlook-note-fragment", unknown=text("jumps-none")))
    return Table(
        id="outlook",
        caption=text("outlook-table"),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=rows,
        notes=tuple(notes),
        dense=True,
    )


def judgement_table(context: Context) -> Table | None:
    """Return what became of the last plan before the briefing's; None where there was none."""
    plan_year = _last_plan(context)
    if plan_year is None:
        return None
    text = context.language.text
    judged = judgements(context, plan_year)
    headers = [text("column-index"), text("card-target", year=str(plan_year))]
    headers += [text("column-result", year=str(plan_year)), text("column-verdict-score"), text("column-verdict-place")]
    return Table(
        id="judgement",
        caption=text("judgement-table", year=str(plan_year)),
        columns=tuple(Column(header=one) for one in headers),
        rows=tuple(_judgement_row(context, index, one) for index, one in judged),
        notes=(
            judgement_summary(context, [one for _, one in judged]),
            text("judgement-note"),
            *_judgement_notes(context, judged),
        ),
        dense=True,
    )


def judgements(context: Context, plan_year: int) -> list[tuple[Index, Judgement]]:
    """Return what became of each target of a plan, in the order of the indices."""
    return [
        (context.catalog.indices[one.index], _judge(context, one))
        for one in targets_of(context.catalog, context.unit.code, plan_year)
    ]


def steps_table(context: Context) -> Table | None:
    """Return what one step in each PAPI dimension would bring; None where the unit has no total."""
    row = context.row(INDEX)
    if row is None or row["value"] is None or row["rank"] is None:
        return None
    text, language = context.language.text, context.language
    dimensions = [one for one in context.catalog.in_year(INDEX, context.now).values() if one.parent == "TOTAL"]
    # Across a break there is no way back: the earlier level was measured otherwise.
    way_back = any((context.row(INDEX, one.code) or {})["comparable"] for one in dimensions)
    aims: tuple[Aim, ...] = ("earlier", "region_best", "median") if way_back else ("region_best", "median")
    rows = tuple(
        Row(
            cells=(
                Cell(text=f"{one.code} {one.name(context.locale)}"),
                Cell(text=language.number((context.row(INDEX, one.code) or {})["value"]), href=context.entry(INDEX)),
                *(_step_cell(context, one.code, aim) for aim in aims),
            )
        )
        for one in dimensions
    )
    headers = [
        text("column-dimension"),
        text("column-score-year", year=str(context.now)),
    ]
    headers += [text("column-step-earlier", year=str(context.before))] if way_back else []
    headers += [text("column-step-region"), text("column-step-median")]
    headers[2:] = [context.rank_label(one) for one in headers[2:]]
    note = text(
        "steps-note",
        unit=context.unit_name,
        total=language.number(row["value"]),
        rank=context.rank_text(INDEX),
    )
    return Table(
        id="steps",
        caption=context.rank_label(text("steps-table", year=str(context.now))),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=rows,
        notes=(note,),
        dense=True,
    )


def _target(context: Context, index: Index) -> Target | None:
    one = context.targets.get(index.index)
    return one.target if one else None


def _outlook_row(context: Context, index: Index, years: list[int], spans: list[Jumps]) -> Row:
    one = context.targets[index.index]
    place = one.target.target_rank_within or 0
    known = {
        found.index_year: found
        for found in place_scores(context.catalog, context.observations, index.index, place, context.now)
    }
    wanted = context.language.text("target-within", rank=str(place))
    cells = [Cell(text=index.label), Cell(text=wanted, href=entry_link("target", context.year))]
    cells += [_place_cell(context, index, known.get(year)) for year in years]
    gaps: tuple[tuple[Measured, float | None], ...] = (("score", one.score_gap), ("places", one.place_gap))
    for measured, size in gaps:
        found = None
        if size is not None and size > 0 and (index.index, context.now) in context.catalog.publications:
            found = jumps(context.catalog, context.observations, index.index, float(size), context.now, measured)
        if found is not None:
            spans.append(found)
        cells.append(_jumps_cell(context, index, found, reached=size is not None and size <= 0))
    return Row(cells=tuple(cells))


def _place_cell(context: Context, index: Index, found: PlaceScore | None) -> Cell:
    if found is None or found.score is None:
        return Cell(text=context.language.text("jumps-none"), tone="missing")
    entry = context.all_entry(index.index, found.index_year)
    return Cell(text=context.language.score(found.score, index.measure), href=entry)


def _jumps_cell(context: Context, index: Index, found: Jumps | None, *, reached: bool) -> Cell:
    text = context.language.text
    if reached:
        return Cell(text=text("word-reached"), tone="gain")
    if found is None:
        return Cell(text=text("jumps-none"), tone="missing")
    entry = context.all_entry(index.index, found.last_year, since=found.first_year)
    return Cell(text=text("jumps-value", count=str(found.count), units=str(found.unit_years)), href=entry)


def _last_plan(context: Context) -> int | None:
    """Return the year of the last plan whose result is known by now."""
    years = [
        one.plan_year
        for one in context.catalog.targets
        if one.province_code == context.unit.code and one.plan_year < context.year
    ]
    return max(years, default=None)


def _judge(context: Context, target: Target) -> Judgement:
    points = course(context.catalog, context.observations, target.index, context.unit.code, target.plan_year)
    return judge_target(context.catalog, target, points)


def _judgement_row(context: Context, index: Index, one: Judgement) -> Row:
    language, text = context.language, context.language.text
    parts = []
    if one.point is not None and one.point.value is not None:
        parts.append(language.score(one.point.value, index.measure))
    if one.point is not None and one.point.rank is not None and one.point.units_ranked is not None:
        parts.append(context.rank(one.point.rank, one.point.units_ranked, one.point.index_year))
    entry = context.entry(index.index, one.target.plan_year) if parts else ""
    return Row(
        cells=(
            Cell(text=index.label),
            Cell(text=target_text(context, index, one.target), href=entry_link("target", one.target.plan_year)),
            Cell(text=", ".join(parts) or text("unknown"), href=entry),
            _verdict_cell(context, one.score, text("judgement-why-score", year=str(one.target.plan_year))),
            _verdict_cell(context, one.place, text("judgement-why-place", year=str(one.target.plan_year))),
        )
    )


def _verdict_cell(context: Context, verdict: str, why: str) -> Cell:
    text = context.language.text
    if verdict == "unknown":
        return Cell(text=text("verdict-target-unknown", why=why), tone="missing")
    tones: dict[str, Tone] = {"reached": "gain", "missed": "loss", "other_scale": "break"}
    return Cell(text=text(f"verdict-target-{verdict}"), tone=tones.get(verdict))


def judgement_summary(context: Context, judged: list[Judgement]) -> str:
    """Count the targets that were reached, missed and cannot be told, in one sentence."""
    verdicts = [one.verdict for one in judged]
    reached, missed = verdicts.count("reached"), verdicts.count("missed")
    year = str(judged[0].target.plan_year)
    unknown = len(verdicts) - reached - missed
    if unknown:
        counts = {"reached": reached, "missed": missed, "unknown": unknown}
        return context.language.text("judgement-summary-unknown", year=year, all=len(verdicts), **counts)
    return context.language.text("judgement-summary", year=year, all=len(verdicts), reached=reached, missed=missed)


def _judgement_notes(context: Context, judged: list[tuple[Index, Judgement]]) -> list[str]:
    """Say for which indices a break lies between the plan and its result."""
    notes = []
    for index, one in judged:
        if one.comparable:
            continue
        year = one.target.plan_year
        what = [
            found.what(context.locale)
            for found in context.catalog.breaks
            if (found.index, found.code, found.first_year_of_new_series) == (index.index, "TOTAL", year)
        ]
        text = context.language.text
        notes.append(text("judgement-note-break", index=index.label, year=str(year), what=" ".join(what)))
    return notes


def _step_cell(context: Context, code: str, aim: Aim) -> Cell:
    text = context.language.text
    row = context.row(INDEX, code) or {}
    if aim == "earlier" and not row["comparable"]:
        return Cell(text=text("step-break"), tone="break")
    found = step(
        context.catalog,
        context.observations,
        INDEX,
        context.unit.code,
        context.now,
        code,
        aim,
        earlier=row["previous_value"],
    )
    if found is None:
        return Cell(text=text("cell-none"), tone="missing")
    return _step(context, found, context.all_entry(INDEX, since=context.before if aim == "earlier" else None))


def _step(context: Context, found: Step, entry: str) -> Cell:
    language = context.language
    if found.gain <= 0 or is_zero(found.gain):
        return Cell(text=language.text("step-above"))
    shown = language.text(
        "step-value",
        gain=language.number(found.gain),
        total=language.number(found.total),
        place=language.place(found.rank),
    )
    return Cell(text=shown, href=entry)
