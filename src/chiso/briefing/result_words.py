"""The result of an index in one sentence: what may be said of its score and its rank, and what may not."""

from __future__ import annotations

from chiso.blocks.language import is_zero
from chiso.blocks.links import Marks
from chiso.blocks.tones import tone_of
from chiso.briefing.gap_words import GapWords
from chiso.briefing.words import Words
from chiso.facts.frames import Row

_WORTH_SAYING = 0.25
"""A mean that moved less than this share of the unit's own change is left to the card."""

_DIRECTED = ("gain", "loss", "likely-gain", "likely-loss")


def result_sentence(row: Row, missing: GapWords, marks: Marks, say: Words) -> str:
    """Return the sentence on an index with its figures marked; which one follows from what is known and comparable.

    Parameters
    ----------
    row
        A row of :func:`chiso.results`.
    missing
        Why figures are missing.
    marks
        Makes links of figures.
    say
        The words of the briefing.
    """
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
            return text("sentence-rank", **values, rank=rank_clause(row, marks, say), gap=gap)
        reason = say.reason(breaks[0], row)
        return text(
            "sentence-rank-break", **values, rank=text("rank-first", rank=rank), gap=gap, before=before, reason=reason
        )
    values["score"] = _score(row, marks, say)
    ending, place = ("", {"rank": marks(say.ranged(row), say.cite(row))}) if rank else ("-no-rank", {})
    if row.change is None and len(kinds) > len(breaks):
        return text(f"sentence-first{ending}", **values, **place, before=before, gap=missing.previous(row))
    if kinds:
        return text(f"sentence-break{ending}", **values, **place, before=before, reason=say.reason(kinds[0], row))
    if row.change is None:
        clause = rank_clause(row, marks, say)
        return text("sentence-score-new", **values, rank=clause, before=before, gap=missing.previous(row))
    return _compared(row, values, rank, marks, say)


def rank_clause(row: Row, marks: Marks, say: Words) -> str:
    """Say the rank, and its change among the units ranked in both years as far as the errors let it be told."""
    rank = marks(say.ranged(row), say.cite(row))
    if row.rank_change is None:
        return say.text("rank-first", rank=rank)
    if row.common_rank_change is None:
        previous = say.placed(row.previous_rank, row.previous_units_ranked, estimated=row.previous_is_estimated)
        other = say.text(
            "rank-other-units", previous=marks(previous, say.cite_previous(row)), before=str(row.previous_year)
        )
        return f"{say.text('rank-first', rank=rank)} {other}"
    moved = row.common_rank_change
    among = ""
    if row.common_units != row.units_ranked or row.common_units != row.previous_units_ranked:
        among = f" {say.text('rank-among-common', units=marks(say.whole(row.common_units), say.cite_change(row)))}"
    if moved == 0:
        return say.text("rank-same", rank=rank) + among
    places = marks(say.places(abs(moved)), say.cite_change(row))
    tone = tone_of(moved, comparable=row.comparable, verdict=row.rank_verdict, decimals=0)
    kind = "unclear"
    if row.error_basis == "not_published":
        kind = "printed"
    elif tone in _DIRECTED:
        kind = "likely" if tone.startswith("likely") else "told"
    return say.text(f"rank-{kind}-{'rise' if moved > 0 else 'fall'}", places=places, rank=rank, among=among)


def move_sentence(row: Row, marks: Marks, say: Words) -> str:
    """Say how often units moved as far, and what was to be expected from where one stood; of :func:`chiso.usual`."""
    href = say.cite_all(row, since=row.first_year, tables=row.raw_table.split())
    direction = "rise" if row.common_rank_change > 0 else "fall"
    said = say.text(
        f"usual-{direction}",
        index=say.text("estimated", figure=row.index_label) if row.is_estimated else row.index_label,
        places=marks(say.places(abs(row.common_rank_change)), href),
        count=row.as_far,
        shown=marks(say.whole(row.as_far), href),
        cases=marks(say.whole(row.cases), href),
        first=str(row.first_year),
        last=str(row.last_year),
        startfirst=marks(say.whole(row.start_first), href),
        startlast=marks(say.whole(row.start_last), href),
        startcount=marks(say.whole(row.start_as_far), href),
        startcases=marks(say.whole(row.start_cases), href),
    )
    if row.larger == 1:
        return f"{said} {say.text('usual-largest', cases=marks(say.whole(row.cases), href))}"
    if row.expected is None or row.expected * row.own_change <= 0 or is_zero(row.expected):
        return said
    expected = say.text(
        "usual-expected",
        own=marks(say.signed(row.own_change), href),
        expected=marks(say.signed(row.expected), href),
        distance=marks(say.signed(row.start_distance), href),
        before=str(row.previous_year),
    )
    return f"{said} {expected}"


def cite_mean(row: Row, say: Words) -> str:
    """Return the link to what the mean change of all was worked out from; of a fragment, to the published means."""
    if row.is_whole:
        return say.cite_all(row, since=row.previous_year)
    return say.cite_national(row, rows=row.mean_rows, sources=row.mean_source, since=row.previous_year)


def _compared(row: Row, values: dict[str, str], rank: str, marks: Marks, say: Words) -> str:
    """Return the sentence on a score that can be compared with the year before."""
    text = say.text
    values = values | {"change": _change_clause(row, marks, say), "core": _core(row, marks, say)}
    values["mean"] = _mean(row, marks, say)
    values["rank"] = text("rank-none-estimated" if row.is_estimated else "rank-none")
    if rank:
        values["rank"] = rank_clause(row, marks, say)
    if is_zero(row.change):
        return text("sentence-same", **values)
    if row.error_basis == "not_published":
        return text("sentence-no-error", **values)
    # In words a score rises or falls; whether that is good is told by shape and colour.
    tone = tone_of(row.core_change, verdict=row.verdict)
    return text(f"sentence-{tone if tone in _DIRECTED else 'unclear'}", **values)


def _score(row: Row, marks: Marks, say: Words) -> str:
    shown = marks(say.score(row.value, row.measure), say.cite(row))
    if row.measure != "percent":
        shown = say.text("score-of-points", score=shown, points=say.trimmed(row.scale_max))
    return say.text("estimated", figure=shown) if row.is_merged and row.is_estimated else shown


def _change_clause(row: Row, marks: Marks, say: Words) -> str:
    before, change = str(row.previous_year), row.change
    if is_zero(change):
        return say.text("change-same", before=before)
    amount = marks(say.difference(say.number(abs(change)), row.measure), say.cite_change(row))
    return say.text("change-rise" if change > 0 else "change-fall", amount=amount, before=before)


def _core(row: Row, marks: Marks, say: Words) -> str:
    """Say the change of the parts that can be compared, where some cannot."""
    if not row.core_excluded or row.core_change is None:
        return ""
    amount = marks(say.number(abs(row.core_change)), say.cite_change(row))
    if is_zero(row.core_change):
        return f" {say.text('core-same')}"
    return f" {say.text('core-rise' if row.core_change > 0 else 'core-fall', amount=amount)}"


def _mean(row: Row, marks: Marks, say: Words) -> str:
    """Say how the mean of all units moved, where it is known."""
    if row.core_shared is None or abs(row.core_shared) < _WORTH_SAYING * abs(row.core_change or 0.0):
        return ""
    amount = marks(say.number(abs(row.core_shared)), cite_mean(row, say))
    return say.text("mean-rise" if row.core_shared > 0 else "mean-fall", amount=amount)
