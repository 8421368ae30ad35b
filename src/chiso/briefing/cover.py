"""The cover band and the index cards."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from chiso.blocks.specs import Card, CardRow, Cover
from chiso.briefing.card_lines import result_lines, scale_of, target_lines
from chiso.briefing.gap_words import GapWords
from chiso.briefing.plan_words import plan_name
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.former import FORMER
from chiso.facts.frames import Row
from chiso.facts.gaps import GAPS
from chiso.facts.named import worked_out
from chiso.facts.results import RESULTS
from chiso.facts.statements import STATEMENTS
from chiso.facts.targets import TARGETS


@section
def cover(results: pd.DataFrame, gaps: pd.DataFrame, targets: pd.DataFrame, former: pd.DataFrame, say: Words) -> Cover:
    """Return the cover band: unit, years in words, and when each index was published.

    Parameters
    ----------
    results, gaps, targets, former
        Frames of :func:`chiso.results`, :func:`chiso.gaps`, :func:`chiso.targets` and :func:`chiso.former`.
    say
        The words of the briefing.
    """
    rows = RESULTS.rows(results)
    say.hear("cover", results=rows, targets=TARGETS.rows(targets))
    first, missing = rows[0], GapWords(gaps, say)
    unit, briefing_year = say.name(first, "unit_full"), first.index_year + 1
    labels = [row.index_label for row in rows]
    days = [row.published_on for row in rows if row.has_edition]
    kind = "-estimated" if first.is_estimated else ""
    return Cover(
        locale=say.locale,
        title=say.text(f"title{kind}", indices=say.listed(labels), year=str(briefing_year), **say.of_set(first)),
        unit=unit,
        subtitle=_subtitle(first, TARGETS.rows(targets), former, say),
        facts=(
            *(
                (say.text("card-label", index=row.index_label, year=str(row.index_year)), _published(row, missing, say))
                for row in rows
            ),
            *_estimate_facts(first, say),
        ),
        author="chiso",
        description=say.text("description", unit=unit, now=str(first.index_year), before=str(first.previous_year)),
        keywords=(*labels, say.name(first, "unit"), str(first.index_year)),
        # The day of the latest publication stands for the date of the briefing: it does not change from run to run.
        # Where one of the days is not known nobody knows the latest, and the year stands alone.
        date=max(days) if days and all(days) else str(briefing_year),
        running_title=say.text(f"running-title{kind}", unit=unit, year=str(briefing_year), **say.of_set(first)),
        unit_code=first.unit_code,
        vintage=str(first.vintage),
        year=str(briefing_year),
        page_words=say.page_words(),
    )


@section
def cards(
    results: pd.DataFrame, gaps: pd.DataFrame, targets: pd.DataFrame, statements: pd.DataFrame, say: Words
) -> CardRow:
    """Return a card for every index.

    Parameters
    ----------
    results, gaps, targets, statements
        Frames of :func:`chiso.results`, :func:`chiso.gaps`, :func:`chiso.targets` and :func:`chiso.statements`.
    say
        The words of the briefing.
    """
    rows, plan = RESULTS.rows(results), TARGETS.rows(targets)
    say.hear("cards", results=rows, targets=plan)
    missing = GapWords(gaps, say)
    wanted = {row["index"]: row for row in plan}
    partly = {row["index"] for row in GAPS.rows(gaps) if row.is_partly}
    printed = STATEMENTS.rows(statements)
    return CardRow(
        label=say.text("cards", count=len(rows)),
        cards=tuple(
            Card(
                label=say.text("card-label", index=row.index_label, year=str(row.index_year)),
                name=say.name(row, "index"),
                score="–" if row.value is None else say.score(row.value, row.measure),
                scale="" if row.value is None else scale_of(row, say),
                lines=(*result_lines(row, missing, say), *target_lines(row, wanted.get(row["index"]), say)),
                note=_note(row, wanted.get(row["index"]), missing, printed, say, is_partly=row["index"] in partly),
                href="" if row.value is None else say.cite(row),
            )
            for row in rows
        ),
    )


def _subtitle(first: Row, plan: list[Row], former: pd.DataFrame, say: Words) -> str:
    """Say which years are compared, whether with a plan, and which figures are estimates."""
    years = {"now": str(first.index_year), "before": str(first.previous_year)}
    if first.is_estimated:
        subtitle = "subtitle-merged" if first.is_merged else "subtitle-unmerged"
        made_of = {}
        if first.is_merged:
            parts = dict.fromkeys(say.name(row, "former") for row in FORMER.rows(former))
            made_of = {"parts": say.listed(list(parts))}
        return say.text(subtitle, **years, unit=say.name(first, "unit"), **made_of, **say.of_set(first))
    wanted = {"year": str(first.index_year + 1), "plan": plan_name(plan, say)} if plan else {}
    said = say.text("subtitle-plan" if plan else "subtitle", **years, **wanted)
    if first.previous_is_estimated:
        said = f"{said}. {say.text('subtitle-first', before=str(first.previous_year), **say.of_set(first))}"
    return said


def _estimate_facts(first: Row, say: Words) -> list[tuple[str, str]]:
    """Say what the estimates are, where there are any in the two years."""
    flags = ((first.previous_year, first.previous_is_estimated), (first.index_year, first.is_estimated))
    years = [str(year) for year, is_estimated in flags if is_estimated]
    if not years:
        return []
    value = say.text("fact-estimated" if first.is_merged else "fact-estimated-ranks", **say.of_set(first))
    return [(say.text("fact-units", year=say.listed(years)), value)]


def _published(row: Row, missing: GapWords, say: Words) -> str:
    if not row.has_edition:
        is_none = missing.first_kind(row["index"], row.index_year) == "not_measured"
        return say.text("fact-no-edition" if is_none else "fact-not-listed", year=str(row.index_year))
    said = say.text("fact-date-unknown")
    if row.published_on:
        said = say.text("fact-published", date=say.date(dt.date.fromisoformat(row.published_on)))
    asked = _asked(row, say)
    return f"{said}; {asked}" if asked else said


def _asked(row: Row, say: Words) -> str:
    """Say how many people were asked, and where; nothing where that is not known."""
    if not row.respondents:
        return ""
    people = say.number(row.respondents, 0)
    if row.units_measured == row.units_in_set:
        return say.text("fact-respondents", people=people)
    # Of an estimate, the units that were measured are none of those that the briefing counts.
    part = {"people": people, "units": say.whole(row.units_measured)}
    return "" if row.is_estimated else say.text("fact-respondents-part", **part)


def _note(row: Row, target: Row | None, missing: GapWords, printed: list[Row], say: Words, *, is_partly: bool) -> str:
    """Return what the card's figures need said: a gap, a break, a figure printed otherwise."""
    notes = []
    index, is_empty = row["index"], row.value is None and row.rank is None
    if is_empty:
        notes.append(missing.clause(index, row.index_year))
    elif row.value is None:
        is_withheld = missing.first_kind(index, row.index_year) == "withheld"
        notes.append(say.text("gap-score-withheld" if is_withheld else "gap-score-not_in_raw"))
    if not is_empty and row.reasons:
        notes.append(_not_comparable(row, missing, say, is_partly=is_partly))
    if row.value is not None and row.is_estimated:
        notes += [say.text("card-estimated")] if row.is_merged else []
        notes += [say.text("card-not-ranked")] if row.rank is None else []
    elif row.is_derived:
        notes.append(say.text("card-derived"))
    notes += _printed_otherwise(row, printed, say)
    if target is not None and not target.same_scale:
        notes.append(say.text("card-other-scale"))
    return " ".join(say.sentence(note) for note in notes)


def _not_comparable(row: Row, missing: GapWords, say: Words, *, is_partly: bool) -> str:
    """Say why the card shows no gain or loss."""
    first, before = row.reasons.split()[0], str(row.previous_year)
    if first in ("gap", "previous_gap"):
        gap = say.text("gap-not_in_raw") if is_partly else missing.clause(row["index"], row.previous_year)
        return say.text("card-no-previous", year=before, gap=gap or missing.clause(row["index"], row.index_year))
    return say.text("card-not-comparable", year=before, reason=say.reason(first, row))


def _printed_otherwise(row: Row, printed: list[Row], say: Words) -> list[str]:
    """Return a note where an official document prints the score otherwise than rounded, so that no reader stumbles."""
    mine = [
        line
        for line in printed
        if (line["index"], line.index_year, line.unit_code) == (row["index"], row.index_year, row.unit_code)
        and line.found is not None
    ]
    notes = []
    for kind in ("cut-off", "off"):
        lines = {line.quantity: line for line in mine if line.verdict.replace("_", "-") == kind}
        if "score" in lines:
            shown = [_as_printed(lines[name], say) for name in ("score", "score_change") if name in lines]
            exact = say.number(lines["score"].found, 4)
            notes.append(say.text(f"card-{kind}", exact=exact, printed=say.listed(shown)))
    return notes


def _as_printed(row: Row, say: Words) -> str:
    stated = worked_out(float(row.stated), row, "stated")
    return say.number(stated, len(row.stated.partition(".")[2]))
