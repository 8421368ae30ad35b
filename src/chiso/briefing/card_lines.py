"""The lines of an index card: result, change, rank with its range, target."""

from __future__ import annotations

from chiso.blocks.specs import CardLine
from chiso.briefing.gap_words import GapWords, gap_word
from chiso.briefing.plan_words import cite_plan, cite_result, plan_label, target_text
from chiso.briefing.result_words import cite_mean
from chiso.briefing.words import Change, Words
from chiso.facts.frames import Row


def scale_of(row: Row, say: Words) -> str:
    """Say what a score is out of, and whether it is an estimate."""
    scale = say.out_of(row)
    if not (row.is_merged and row.is_estimated):
        return scale
    return say.labelled(scale, estimated=True) if scale else say.text("word-estimated")


def result_lines(row: Row, missing: GapWords, say: Words) -> list[CardLine]:
    """Return the lines on the change, the rank and what may be said of them."""
    before = str(row.previous_year)
    if row.value is None and row.rank is None:
        word = missing.word(row["index"], row.index_year)
        return [CardLine(label=say.text("card-rank"), text=word, tone="missing")]
    lines = []
    lines += _change_lines(row, say)
    if row.rank is None:
        kind = "not_estimated" if row.is_estimated else missing.kind(row["index"], row.index_year) or "not_in_raw"
        lines.append(CardLine(label=say.text("card-rank"), text=gap_word(kind, say), tone="missing"))
        return lines
    shown = _rank_text(row, say)
    href = say.cite(row) if shown == say.rank_of(row) else say.cite_change(row)  # beside the earlier one
    lines.append(CardLine(label=say.text("card-rank"), text=shown, href=href))
    if row.rank_low is not None and row.rank_low != row.rank_high:
        lines.append(_range_line(say.text("card-range"), row.rank_low, row.rank_high, row, say))
        if row.likely_low is not None:
            lines.append(_range_line(say.text("card-likely"), row.likely_low, row.likely_high, row, say))
    places = say.moved(row)
    if places.value is not None and row.rank_change is not None:
        among = row.common_units not in (None, row.units_ranked) or row.units_ranked != row.previous_units_ranked
        label = say.text("card-rank-change", before=before)
        if among:
            label = say.text("card-rank-change-common", before=before, units=say.whole(row.common_units))
        label = say.labelled(label, estimated=row.previous_is_estimated)
        lines.append(_toned(label, say.signed(places.value, 0), places, say.cite_change(row)))
    if _lacks_error(row):
        lines.append(CardLine(label=say.text("card-error"), text=say.text("card-error-not-published")))
    return lines


def _lacks_error(row: Row) -> bool:
    """Whether something is compared here whose error nobody knows; the card says so once, not beside each figure."""
    return row.error_basis == "not_published" and bool(row.comparable) and row.change is not None


def _toned(label: str, text: str, change: Change, href: str) -> CardLine:
    return CardLine(label=label, text=text, tone=change.tone, word=change.word, href=href)


def _range_line(label: str, low: int, high: int, row: Row, say: Words) -> CardLine:
    return CardLine(label=label, text=say.ranks_between(low, high), href=say.cite_all(row))


def _change_lines(row: Row, say: Words) -> list[CardLine]:
    """Return the change as published, that of the parts that can be compared where some cannot, and the mean's."""
    before = str(row.previous_year)
    label = say.text("card-change", before=before)
    if row.change is None:
        why = say.text("card-change-none", year=before if row.value is not None else str(row.index_year))
        return [CardLine(label=label, text=why, tone="missing")]
    href = say.cite_change(row)
    shown = say.difference(say.signed(row.change), row.measure, short=True)
    lines = []
    if row.comparable and row.core_excluded and row.core_change is not None:
        lines.append(CardLine(label=say.text("card-change-published", before=before), text=shown, href=href))
        change = say.change(row, value=row.core_change)
        core = say.difference(say.signed(row.core_change), row.measure, short=True)
        lines.append(_toned(say.text("card-change-core"), core, change, href))
    else:
        lines.append(_toned(label, shown, say.change(row), href))
    if row.comparable and row.core_shared is not None and not row.core_excluded:
        mean = say.difference(say.signed(row.core_shared), row.measure, short=True)
        lines.append(CardLine(label=say.text("card-mean"), text=mean, href=cite_mean(row, say)))
    return lines


def _rank_text(row: Row, say: Words) -> str:
    """Return the rank; with the earlier one where it counted other units."""
    rank = say.rank_of(row)
    is_first = row.previous_is_estimated and not row.is_estimated
    if row.previous_rank is None or (row.previous_units_ranked == row.units_ranked and not is_first):
        return rank
    before = str(row.previous_year)
    if is_first:
        previous = say.rank(row.previous_rank, row.previous_units_ranked)
        return say.text("card-rank-estimated", rank=rank, previous=previous, before=before)
    previous = say.placed(row.previous_rank, row.previous_units_ranked, estimated=row.previous_is_estimated)
    return say.text("card-rank-units", rank=rank, previous=previous, before=before)


def target_lines(row: Row, target: Row | None, say: Words) -> list[CardLine]:
    """Return the lines on the target of the plan and what is still to go; none without a target."""
    if target is None:
        return []
    label = plan_label(target, say)
    lines = [CardLine(label=label, text=target_text(target, say), href=cite_plan(target, say))]
    if target.same_scale and (line := _gap_line(row, target, say)):
        lines.append(line)
    return lines


def _gap_line(row: Row, target: Row, say: Words) -> CardLine | None:
    """Say what is still to go to the target; None where neither side is known."""
    if target.score_gap is None and target.rank_gap is None:
        return None
    parts = []
    if target.score_gap is not None and target.score_gap > 0:
        parts.append(say.difference(say.number(target.score_gap), row.measure, short=True))
    if target.rank_gap is not None and target.rank_gap > 0:
        parts.append(say.places(target.rank_gap))
    label, href = say.text("card-gap" if row.sign > 0 else "card-gap-lower"), cite_result(target, say)
    if parts:
        return CardLine(label=label, text=", ".join(parts), href=href)
    met = say.text("word-reached", year=str(target.index_year))
    return CardLine(label=say.text("card-gap-reached"), text=met, href=href)
