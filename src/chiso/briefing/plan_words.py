"""What the targets of a plan are called, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.blocks.links import Marks
from chiso.briefing.citations import Citation, origin_of
from chiso.briefing.words import Words
from chiso.facts.frames import Row

_TABLE = "plans/targets.csv"


def target_text(target: Row, say: Words) -> str:
    """Return a target in short: *≥ 86 %, top 15*."""
    score, rank = target.target_score, target.target_rank
    shown = "" if score is None else say.measured(say.trimmed(score), target.measure)
    kind = "-most" if target.sign < 0 else ""
    if score is not None and rank is not None:
        return say.text(f"target-both{kind}", score=shown, rank=say.whole(rank))
    return (
        say.text("target-rank", rank=say.whole(rank)) if score is None else say.text(f"target-score{kind}", score=shown)
    )


def plan_name(rows: Sequence[Row], say: Words) -> str:
    """Return what the targets are from, within a sentence: a plan, or a draft of one."""
    return say.text("plan-draft" if all(row.is_draft for row in rows) else "plan-adopted")


def plan_label(target: Row, say: Words) -> str:
    """Return what a target is called where it stands alone: *Target 2021*."""
    return say.text("card-target-draft" if target.is_draft else "card-target", year=str(target.plan_year))


def cite_plan(target: Row, say: Words) -> str:
    """Return the link to where the targets of a plan stand."""
    label = plan_label(target, say)
    citation = Citation(
        label,
        ((_TABLE, target.plan_raw_row),),
        _sources(target),
        unit=say.name(target, "unit"),
        titles=_titles(target, say),
    )
    return say.cite_as(("target", target.plan_year, target.unit_code), citation)


def cite_result(target: Row, say: Words) -> str:
    """Return the link to where the targets of a plan and the results stand that they are held against."""
    label = say.text("origins-result", plan=plan_label(target, say), year=str(target.index_year))
    results = origin_of(target.raw_table, target.raw_row) if target.raw_table else []
    citation = Citation(
        label,
        ((_TABLE, target.plan_raw_row), *results),
        tuple(dict.fromkeys((*_sources(target), *target.source_id.split()))),
        ((target["index"], target.index_year),) if results else (),
        unit=say.name(target, "unit"),
        titles=_titles(target, say),
    )
    return say.cite_as(("target", target.plan_year, target.unit_code, "result", target.index_year), citation)


def targets_sentence(rows: list[Row], plan: list[Row], marks: Marks, say: Words) -> str:
    """Return what is still to go to each target of a plan, in one sentence; empty where nothing can be said."""
    parts = []
    wanted = {row["index"]: row for row in plan}
    for row in rows:
        target = wanted.get(row["index"])
        if target is None or not target.same_scale:
            continue
        label = row.index_label
        if target.score_gap is not None and target.score_gap > 0:
            amount = say.difference(say.number(target.score_gap), row.measure)
            kind = "targets-part-short" if row.sign > 0 else "targets-part-over"
            parts.append(say.text(kind, index=label, amount=marks(amount, cite_result(target, say))))
        elif target.rank_gap is not None and target.rank_gap > 0:
            places = say.places(target.rank_gap)
            parts.append(say.text("targets-part-places", index=label, places=marks(places, cite_result(target, say))))
        elif target.score_gap is not None or target.rank_gap is not None:
            parts.append(say.text("targets-part-reached", index=label, year=str(target.index_year)))
    if not parts:
        return ""
    return say.text("targets-sentence", year=str(plan[0].plan_year), parts=say.listed(parts), plan=plan_name(plan, say))


def _sources(target: Row) -> tuple[str, ...]:
    return (target.plan_source_id,) if target.plan_source_id else ()


def _titles(target: Row, say: Words) -> tuple[str, ...]:
    """Return the plan by its name, where it has no entry among the sources."""
    return () if target.plan_source_id else tuple(filter(None, (say.name(target, "plan"),)))
