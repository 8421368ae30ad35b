"""What the figures say, in three or four sentences."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.language import is_zero
from chiso.blocks.links import Marks
from chiso.blocks.specs import Prose
from chiso.briefing.gap_words import GapWords
from chiso.briefing.plan_words import cite_result, plan_name
from chiso.briefing.section import section
from chiso.briefing.verdicts import counted
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.gaps import GAPS
from chiso.facts.results import RESULTS
from chiso.facts.targets import OUTCOME, TARGETS


@section
def message(
    results: pd.DataFrame, gaps: pd.DataFrame, targets: pd.DataFrame, verdicts: pd.DataFrame, say: Words
) -> Prose:
    """Return a sentence for every index, and one on the plan's targets where there are any; figures are links.

    Parameters
    ----------
    results, gaps, targets
        Frames of :func:`chiso.results`, :func:`chiso.gaps` and :func:`chiso.targets`.
    verdicts
        A frame of :func:`chiso.verdicts`: what became of the plan for the index year.
    say
        The words of the briefing.
    """
    rows, plan, outcome = RESULTS.rows(results), TARGETS.rows(targets), OUTCOME.rows(verdicts)
    say.hear("message", results=rows, targets=plan, verdicts=outcome)
    marks, missing = Marks(), _Missing(gaps, say)
    said = [_sentence(row, missing, marks, say) for row in rows]
    if sentence := _targets(rows, plan, marks, say):
        said.append(sentence)
    judged = [row for row in outcome if row.plan_year == rows[0].index_year]
    if any(row.verdict in ("reached", "missed") for row in judged):
        # Each is noted, and all stand in one entry.
        href = max(cite_result(row, say) for row in judged)
        said.append(counted(judged, say, lambda figure: marks(figure, href)))
    return Prose(paragraphs=tuple(marks.spans(sentence) for sentence in said), size="lead", bullets=True)


def sentences(results: pd.DataFrame, gaps: pd.DataFrame, say: Words) -> dict[str, str]:
    """Return the sentence on each index as plain text, by the id of the index."""
    marks, missing = Marks(), _Missing(gaps, say)
    return {row["index"]: marks.plain(_sentence(row, missing, marks, say)) for row in RESULTS.rows(results)}


class _Missing(GapWords):
    """Gaps in words, and where a rank of the earlier year has no score beside it."""

    def __init__(self, gaps: pd.DataFrame, say: Words) -> None:
        super().__init__(gaps, say)
        self._partly = {row["index"] for row in GAPS.rows(gaps) if row.is_partly}

    def previous(self, row: Row) -> str:
        """Return why the earlier year has nothing to compare with."""
        if row["index"] in self._partly:
            return self._say.text("gap-not_in_raw")
        return self.clause(row["index"], row.previous_year) or self.clause(row["index"], row.index_year)


def _sentence(row: Row, missing: _Missing, marks: Marks, say: Words) -> str:
    """Return the sentence on an index with its figures marked; which one follows from what is known and comparable."""
    text, index = say.text, row["index"]
    values = {"year": str(row.index_year), "unit": say.name(row, "unit"), "index": row.index_label}
    kinds = row.reasons.split()
    breaks = [kind for kind in kinds if kind not in ("gap", "previous_gap")]
    before = str(row.previous_year)
    if row.value is None and row.rank is None:
        if missing.kind(index, row.index_year) == "not_in_raw":
            return text("sentence-none-not_in_raw", **values)
        return text("sentence-none", **values, gap=missing.clause(index, row.index_year))
    rank = marks(say.rank_of(row), say.cite(row))
    if row.value is None:
        is_withheld = missing.first_kind(index, row.index_year) == "withheld"
        gap = text("gap-score-withheld" if is_withheld else "gap-score-not_in_raw")
        if not breaks:
            return text("sentence-rank", **values, rank=_rank_clause(row, marks, say), gap=gap)
        reason = say.reason(breaks[0], row)
        clause = text("rank-first", rank=rank)
        return text("sentence-rank-break", **values, rank=clause, gap=gap, before=before, reason=reason)
    values["score"] = _score(row, marks, say)
    ending, place = ("", {"rank": rank}) if rank else ("-no-rank", {})
    if row.change is None and len(kinds) > len(breaks):
        return text(f"sentence-first{ending}", **values, **place, before=before, gap=missing.previous(row))
    if kinds:
        return text(f"sentence-break{ending}", **values, **place, before=before, reason=say.reason(kinds[0], row))
    if row.change is None:
        clause = _rank_clause(row, marks, say)
        return text("sentence-score-new", **values, rank=clause, before=before, gap=missing.previous(row))
    clause = _change_clause(row, marks, say)
    if not rank:
        return text("sentence-score-not-ranked" if row.is_estimated else "sentence-score", **values, change=clause)
    join = text("join-but" if _is_opposed(row) else "join-and")
    return text("sentence-both", **values, change=clause, join=join, rank=_rank_clause(row, marks, say))


def _score(row: Row, marks: Marks, say: Words) -> str:
    shown = marks(say.score(row.value, row.measure), say.cite(row))
    if row.measure != "percent":
        shown = say.text("score-of-points", score=shown, points=say.trimmed(row.scale_max))
    return say.text("estimated", figure=shown) if row.is_merged and row.is_estimated else shown


def _change_clause(row: Row, marks: Marks, say: Words) -> str:
    before = str(row.previous_year)
    if is_zero(row.change):
        return say.text("change-same", before=before)
    amount = marks(say.difference(say.number(abs(row.change)), row.measure), say.cite_change(row))
    return say.text("change-rise" if row.change > 0 else "change-fall", amount=amount, before=before)


def _rank_clause(row: Row, marks: Marks, say: Words) -> str:
    """Say the rank and its change; where the two years ranked other numbers of units, say both."""
    rank = marks(say.rank_of(row), say.cite(row))
    if row.rank_change is None:
        return say.text("rank-first", rank=rank)
    if row.previous_units_ranked != row.units_ranked:
        # A rank among 60 is not a rank among 63: both are told, and neither a rise nor a fall.
        previous = say.placed(row.previous_rank, row.previous_units_ranked, estimated=row.previous_is_estimated)
        previous = marks(previous, say.cite_previous(row))
        other = say.text("rank-other-units", previous=previous, before=str(row.previous_year))
        return f"{say.text('rank-first', rank=rank)} {other}"
    if row.rank_change == 0:
        return say.text("rank-same", rank=rank)
    places = marks(say.text("places", count=abs(row.rank_change)), say.cite_change(row))
    return say.text("rank-rise" if row.rank_change > 0 else "rank-fall", places=places, rank=rank)


def _is_opposed(row: Row) -> bool:
    if row.rank_change is None or row.previous_units_ranked != row.units_ranked:
        return False
    return bool(row.sign * row.change * row.rank_change < 0)


def _targets(rows: list[Row], plan: list[Row], marks: Marks, say: Words) -> str:
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
            places = say.text("places", count=target.rank_gap)
            parts.append(say.text("targets-part-places", index=label, places=marks(places, cite_result(target, say))))
        elif target.score_gap is not None or target.rank_gap is not None:
            parts.append(say.text("targets-part-reached", index=label, year=str(target.index_year)))
    if not parts:
        return ""
    return say.text("targets-sentence", year=str(plan[0].plan_year), parts=say.listed(parts), plan=plan_name(plan, say))
