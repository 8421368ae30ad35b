"""Section 1: the cover band and the index cards."""

from __future__ import annotations

from chiso.analysis.comparability import Reason
from chiso.analysis.statements import reconcile, statements_for
from chiso.analysis.targets import Distance
from chiso.catalog import Index, Target
from chiso.report.context import Context
from chiso.report.links import entry_link
from chiso.report.specs import Card, CardLine, CardRow, Cover


def cover(context: Context) -> Cover:
    """Return the cover band: unit, years in words, and when each index was published."""
    text = context.language.text
    unit = context.unit.full_name(context.locale)
    year, now, before = str(context.year), str(context.now), str(context.before)
    dates = [
        publication.published_on
        for one in context.indices
        if (publication := context.catalog.publications.get((one.index, context.now))) and publication.published_on
    ]
    return Cover(
        locale=context.locale,
        title=text("title-estimated" if context.is_estimated() else "title", indices=_listed(context), year=year),
        unit=unit,
        subtitle=_subtitle(context),
        facts=(
            *((text("card-label", index=one.label, year=now), _published(context, one)) for one in context.indices),
            *_estimate_facts(context),
        ),
        author="chiso",
        description=text("description", unit=unit, now=now, before=before),
        keywords=(*(one.label for one in context.indices), context.unit_name, now),
        # The day of the latest publication stands for the date of the briefing: it does not change from run to run.
        date=max(dates).isoformat() if dates else f"{context.year}-01-01",
        running_title=text(
            "running-title-estimated" if context.is_estimated() else "running-title", unit=unit, year=year
        ),
    )


def cards(context: Context) -> CardRow:
    """Return a card for every index."""
    return CardRow(label=context.language.text("cards"), cards=tuple(_card(context, one) for one in context.indices))


def _listed(context: Context) -> str:
    return context.language.listed([one.label for one in context.indices])


def _subtitle(context: Context) -> str:
    """Say which years are compared, whether with a plan, and which figures are estimates."""
    text = context.language.text
    years = {"now": str(context.now), "before": str(context.before)}
    if context.is_estimated():
        subtitle = "subtitle-merged" if context.is_merged else "subtitle-unmerged"
        return text(subtitle, **years, unit=context.unit_name, **_made_of(context))
    plan = {"year": str(context.year)} if context.targets else {}
    said = text("subtitle-plan" if plan else "subtitle", **years, **plan)
    if context.is_estimated(context.before):
        said = f"{said}. {text('subtitle-first', before=str(context.before))}"
    return said


def _made_of(context: Context) -> dict[str, str]:
    if not context.is_merged:
        return {}
    parts = context.catalog.parts_of(context.unit.code)
    return {"parts": context.language.listed([one.name(context.locale) for one in parts])}


def _estimate_facts(context: Context) -> list[tuple[str, str]]:
    """Say what the estimates are, where there are any in the two years."""
    text = context.language.text
    years = [year for year in (context.before, context.now) if context.is_estimated(year)]
    if not years:
        return []
    value = text("fact-estimated" if context.is_merged else "fact-estimated-ranks")
    return [(text("fact-units", year=context.language.listed([str(year) for year in years])), value)]


def _published(context: Context, index: Index) -> str:
    publication = context.catalog.publications.get((index.index, context.now))
    if publication is None:
        is_listed = context.gap(index.index).kind != "not_listed"
        return context.language.text("fact-no-edition" if is_listed else "fact-not-listed", year=str(context.now))
    if publication.published_on is None:
        return context.language.text("fact-date-unknown")
    return context.language.text("fact-published", date=context.language.date(publication.published_on))


def _card(context: Context, index: Index) -> Card:
    language = context.language
    point = context.point(index.index)
    label = language.text("card-label", index=index.label, year=str(context.now))
    scored = point is not None and point.value is not None
    return Card(
        label=label,
        name=index.name(context.locale),
        score=language.score(point.value, index.measure) if point and point.value is not None else "–",
        scale=_scale(context, index, point.scale_max) if point and scored else "",
        lines=(*_result_lines(context, index), *_target_lines(context, index)),
        note=_note(context, index),
        href=context.entry(index.index) if scored else "",
    )


def _scale(context: Context, index: Index, scale_max: float) -> str:
    scale = context.points_scale(index, scale_max)
    if not (context.is_merged and context.is_estimated()):
        return scale
    return context.score_label(scale) if scale else context.language.text("word-estimated")


def _result_lines(context: Context, index: Index) -> list[CardLine]:
    language = context.language
    row = context.row(index.index)
    before = str(context.before)
    if row is None or (row["value"] is None and row["rank"] is None):
        word = context.gap_word(context.gap(index.index))
        return [CardLine(label=language.text("card-rank"), text=word, tone="missing")]
    comparable = bool(row["comparable"])
    lines = []
    change = context.change(row["change"], comparable=comparable, sign=index.sign)
    label = language.text("card-change", before=before)
    if change.value is None:
        why = language.text("card-change-none", year=before if row["value"] is not None else str(context.now))
        lines.append(CardLine(label=label, text=why, tone="missing"))
    else:
        shown = language.difference(language.signed(change.value), index.measure, short=True)
        entry = context.change_entry(index.index)
        lines.append(CardLine(label=label, text=shown, tone=change.tone, word=change.word, href=entry))
    if row["rank"] is None:
        word = context.gap_word(context.gap(index.index))
        if context.is_estimated():
            word = language.text("word-not-estimated")
        lines.append(CardLine(label=language.text("card-rank"), text=word, tone="missing"))
        return lines
    rank = _rank_text(context, index, row)
    entry = context.entry(index.index)
    if rank != context.rank_text(index.index):  # beside the earlier one
        entry = context.change_entry(index.index)
    lines.append(CardLine(label=language.text("card-rank"), text=rank, href=entry))
    units = row["units_ranked"], row["previous_units_ranked"]
    places = context.moved(row["rank_change"], *units, comparable=comparable)
    if places.value is not None:
        lines.append(
            CardLine(
                label=context.rank_label(language.text("card-rank-change", before=before), context.before),
                text=language.signed(places.value, 0),
                tone=places.tone,
                word=places.word,
                href=context.change_entry(index.index),
            )
        )
    return lines


def _rank_text(context: Context, index: Index, row: dict[str, object]) -> str:
    """Return the rank; with the earlier one where it counted other units."""
    rank = context.rank_text(index.index)
    same = row["previous_units_ranked"] == row["units_ranked"] and not context.is_first
    if row["previous_rank"] is None or same:
        return rank
    if context.is_first:
        previous = context.language.rank(int(str(row["previous_rank"])), int(str(row["previous_units_ranked"])))
        return context.language.text("card-rank-estimated", rank=rank, previous=previous)
    previous = context.rank(row["previous_rank"], row["previous_units_ranked"], context.before)
    return context.language.text("card-rank-units", rank=rank, previous=previous)


def _target_lines(context: Context, index: Index) -> list[CardLine]:
    one = context.targets.get(index.index)
    if one is None:
        return []
    text = context.language.text
    label, wanted = text("card-target", year=str(context.year)), target_text(context, index, one.target)
    lines = [CardLine(label=label, text=wanted, href=entry_link("target", context.year))]
    if one.same_scale and (line := _gap_line(context, index, one)):
        lines.append(line)
    return lines


def target_text(context: Context, index: Index, target: Target) -> str:
    """Return a target in short: *≥ 86 %, top 15*."""
    language = context.language
    score, rank = target.target_score, target.target_rank_within
    shown = "" if score is None else language.measured(language.trimmed(score), index.measure)
    if score is not None and rank is not None:
        return language.text("target-both", score=shown, rank=str(rank))
    return language.text("target-rank", rank=str(rank)) if score is None else language.text("target-score", score=shown)


def _gap_line(context: Context, index: Index, one: Distance) -> CardLine | None:
    """Say what is still to go to the target; None where neither side is known."""
    language, text = context.language, context.language.text
    if one.score_gap is None and one.place_gap is None:
        return None
    parts = []
    if one.score_gap is not None and one.score_gap > 0:
        parts.append(language.difference(language.number(one.score_gap), index.measure, short=True))
    if one.place_gap is not None and one.place_gap > 0:
        parts.append(text("places", count=one.place_gap))
    if parts:
        return CardLine(label=text("card-gap"), text=", ".join(parts), href=context.gap_entry)
    return CardLine(label=text("card-gap"), text="0", tone="gain", word=text("word-reached"), href=context.gap_entry)


def _note(context: Context, index: Index) -> str:
    """Return what the card's figures need said: a gap, a break, a figure printed otherwise."""
    language = context.language
    row, point = context.row(index.index), context.point(index.index)
    notes = []
    if row is None or (row["value"] is None and row["rank"] is None):
        notes.append(context.gap_text(context.gap(index.index)))
    elif row["value"] is None:
        kind = context.gap(index.index).kind
        notes.append(language.text("gap-score-withheld" if kind == "withheld" else "gap-score-not_in_raw"))
    if row is not None and not (row["value"] is None and row["rank"] is None):
        notes += [_not_comparable(context, one) for one in context.reasons(index.index)[:1]]
    if point is not None and point.value is not None and context.is_estimated():
        notes += _estimated(context, index)
    elif point is not None and point.status == "E" and index.layout == "scores":
        notes.append(language.text("card-derived"))
    notes += _printed_otherwise(context, index)
    if (one := context.targets.get(index.index)) and not one.same_scale:
        notes.append(language.text("card-other-scale"))
    return " ".join(language.sentence(note) for note in notes)


def _estimated(context: Context, index: Index) -> list[str]:
    """Say what of an index is an estimate, and why a rank is not."""
    text = context.language.text
    row = context.row(index.index)
    notes = [text("card-estimated")] if context.is_merged else []
    if row is not None and row["rank"] is None:
        notes.append(text("card-not-ranked"))
    return notes


def _not_comparable(context: Context, reason: Reason) -> str:
    """Say why the card shows no gain or loss."""
    text, before = context.language.text, str(context.before)
    if reason.gap is not None:
        return text("card-no-previous", year=before, gap=context.gap_text(reason.gap))
    return text("card-not-comparable", year=before, reason=text(f"reason-{reason.kind}"))


def _printed_otherwise(context: Context, index: Index) -> list[str]:
    """Return a note where an official document prints the score cut off, so that readers do not stumble."""
    lines = statements_for(context.catalog, context.unit.code, context.now)
    mine = [one for one in lines if (one.index, one.index_year) == (index.index, context.now)]
    language = context.language
    cut = {
        one.statement.quantity: one
        for one in reconcile(context.catalog, context.observations, mine)
        if one.verdict == "cut_off" and one.found is not None
    }
    if not (score := cut.get("score")) or score.found is None:
        return []
    printed = [_as_printed(context, score.statement.value)]
    if change := cut.get("score_change"):
        printed.append(_as_printed(context, change.statement.value))
    return [
        language.text("card-cut-off", exact=language.number(float(score.found), 4), printed=language.listed(printed))
    ]


def _as_printed(context: Context, value: str) -> str:
    return context.language.number(float(value), len(value.partition(".")[2]))
