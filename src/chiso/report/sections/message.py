"""Section 2: what the figures say, in three or four sentences."""

from __future__ import annotations

import re

from chiso.catalog import Index
from chiso.report.context import Context
from chiso.report.language import is_zero
from chiso.report.links import Marks, entry_link
from chiso.report.sections.outlook import judgement_summary, judgements
from chiso.report.specs import Prose


def message(context: Context) -> Prose:
    """Return a sentence for every index, and one on the plan's targets where there are any; figures are links."""
    marks = Marks()
    said = [_sentence(context, index, marks) for index in context.indices]
    if targets := _targets(context, marks):
        said.append(targets)
    judged = [one for _, one in judgements(context, context.now)]
    if any(one.verdict in ("reached", "missed") for one in judged):
        said.append(_counts(judgement_summary(context, judged), context.now, marks))
    return Prose(paragraphs=tuple(marks.spans(one) for one in said), size="lead", bullets=True)


def _counts(text: str, plan_year: int, marks: Marks) -> str:
    """Mark the counts of targets in a sentence on a plan: its only numbers beside the year."""
    entry = entry_link("target", plan_year, "result", plan_year)
    return re.sub(r"\d+", lambda found: found[0] if found[0] == str(plan_year) else marks(found[0], entry), text)


def sentence(context: Context, index: Index) -> str:
    """Return one sentence on an index; which one follows from what is known and comparable."""
    marks = Marks()
    return marks.plain(_sentence(context, index, marks))


def _sentence(context: Context, index: Index, marks: Marks) -> str:
    """Return the sentence on an index with its figures marked."""
    text = context.language.text
    row, point = context.row(index.index), context.point(index.index)
    values = {"year": str(context.now), "unit": context.unit_name, "index": index.label}
    if row is None or point is None or (row["value"] is None and row["rank"] is None):
        gap = context.gap(index.index)
        if gap.kind == "not_in_raw" and not gap.parts:
            return text("sentence-none-not_in_raw", **values)
        return text("sentence-none", **values, gap=context.gap_text(gap))
    entry = context.entry(index.index)
    rank = marks(context.rank_text(index.index), entry)
    if row["value"] is None:
        breaks = [one for one in context.reasons(index.index) if one.gap is None]
        if not breaks:
            clause = _rank_clause(context, index, row, marks)
            return text("sentence-rank", **values, rank=clause, gap=_no_score(context, index))
        return text(
            "sentence-rank-break",
            **values,
            rank=text("rank-first", rank=rank),
            gap=_no_score(context, index),
            before=str(context.before),
            reason=text(f"reason-{breaks[0].kind}"),
        )
    values["score"] = _score(context, index, float(row["value"]), point.scale_max, marks)
    if context.is_merged and context.is_estimated():
        values["score"] = text("estimated", figure=values["score"])
    reasons = context.reasons(index.index)
    ending, place = ("", {"rank": rank}) if rank else ("-no-rank", {})
    gaps = [one.gap for one in reasons if one.gap is not None]
    if row["change"] is None and gaps:
        gap_text = context.gap_text(gaps[0])
        return text(f"sentence-first{ending}", **values, **place, before=str(context.before), gap=gap_text)
    if reasons:
        reason = text(f"reason-{reasons[0].kind}")
        return text(f"sentence-break{ending}", **values, **place, before=str(context.before), reason=reason)
    if row["change"] is None:
        gap_text = context.gap_text(context.gap(index.index, context.before))
        clause = _rank_clause(context, index, row, marks)
        return text("sentence-score-new", **values, rank=clause, before=str(context.before), gap=gap_text)
    change = float(row["change"])
    if not rank:
        kind = "sentence-score-not-ranked" if context.is_estimated() else "sentence-score"
        return text(kind, **values, change=_change_clause(context, index, change, marks))
    join = text("join-but" if _opposed(index.sign * change, row) else "join-and")
    clause = _change_clause(context, index, change, marks)
    return text("sentence-both", **values, change=clause, join=join, rank=_rank_clause(context, index, row, marks))


def _no_score(context: Context, index: Index) -> str:
    """Say why there is a rank but no score."""
    is_withheld = context.gap(index.index).kind == "withheld"
    return context.language.text("gap-score-withheld" if is_withheld else "gap-score-not_in_raw")


def _score(context: Context, index: Index, score: float, scale_max: float, marks: Marks) -> str:
    language, entry = context.language, context.entry(index.index)
    shown = marks(language.score(score, index.measure), entry)
    if index.measure == "percent":
        return shown
    return language.text("score-of-points", score=shown, points=language.trimmed(scale_max))


def _change_clause(context: Context, index: Index, change: float, marks: Marks) -> str:
    language = context.language
    if is_zero(change):
        return language.text("change-same", before=str(context.before))
    amount = language.difference(language.number(abs(change)), index.measure)
    amount = marks(amount, context.change_entry(index.index))
    return language.text("change-rise" if change > 0 else "change-fall", amount=amount, before=str(context.before))


def _rank_clause(context: Context, index: Index, row: dict[str, object], marks: Marks) -> str:
    """Say the rank and its change; where the two years ranked other numbers of units, say both."""
    language = context.language
    rank = marks(context.rank_text(index.index), context.entry(index.index))
    if row["rank_change"] is None:
        return language.text("rank-first", rank=rank)
    if row["previous_units_ranked"] != row["units_ranked"]:
        # A rank among 60 is not a rank among 63: both are told, and neither a rise nor a fall.
        previous = context.rank(row["previous_rank"], row["previous_units_ranked"], context.before)
        previous = marks(previous, context.entry(index.index, context.before))
        return " ".join([language.text("rank-first", rank=rank), language.text("rank-other-units", previous=previous)])
    places = int(str(row["rank_change"]))
    if places == 0:
        return language.text("rank-same", rank=rank)
    moved = marks(language.text("places", count=abs(places)), context.change_entry(index.index))
    return language.text("rank-rise" if places > 0 else "rank-fall", places=moved, rank=rank)


def _opposed(change: float, row: dict[str, object]) -> bool:
    if row["rank_change"] is None or row["previous_units_ranked"] != row["units_ranked"]:
        return False
    return change * float(str(row["rank_change"])) < 0


def _targets(context: Context, marks: Marks) -> str:
    text = context.language.text
    parts = []
    for index in context.indices:
        one = context.targets.get(index.index)
        if one is None or not one.same_scale:
            continue
        if one.score_gap is not None and one.score_gap > 0:
            amount = context.language.difference(context.language.number(one.score_gap), index.measure)
            parts.append(text("targets-part-short", index=index.label, amount=marks(amount, context.gap_entry)))
        elif one.place_gap is not None and one.place_gap > 0:
            places = text("places", count=one.place_gap)
            parts.append(text("targets-part-places", index=index.label, places=marks(places, context.gap_entry)))
        elif one.score_gap is not None or one.place_gap is not None:
            parts.append(text("targets-part-reached", index=index.label))
    return text("targets-sentence", year=str(context.year), parts=context.language.listed(parts)) if parts else ""
