"""What became of a plan."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table, Tone
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.plan_words import cite_plan, plan_label, plan_name, target_text
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.targets import OUTCOME

_TONES: dict[str, Tone] = {"other_scale": "break"}


@section
def table(verdicts: pd.DataFrame, say: Words) -> Table | None:
    """Return what became of each target of a plan; None where there are none.

    Parameters
    ----------
    verdicts
        A frame of :func:`chiso.verdicts`.
    say
        The words of the briefing.
    """
    rows = OUTCOME.rows(verdicts)
    if not rows:
        return None
    say.hear("verdicts", verdicts=rows)
    text, year = say.text, str(rows[0].plan_year)
    headers = [text("column-index"), plan_label(rows[0], say), text("column-result", year=year)]
    headers += [text("column-verdict-score"), text("column-verdict-place")]
    return Table(
        id="judgement",
        caption=text("judgement-table", year=year, plan=plan_name(rows, say)),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(_row(row, say) for row in rows),
        notes=(counted(rows, say), text("judgement-note"), *_breaks(rows, say)),
        dense=True,
    )


def counted(rows: list[Row], say: Words, mark: Callable[[str], str] = str) -> str:
    """Count the targets of a plan that were reached, missed and cannot be told, in one sentence.

    Where a break lies between the plan and a result that is counted, the sentence says so.

    Parameters
    ----------
    rows
        The verdicts.
    say
        The words of the briefing.
    mark
        Called with every figure of the sentence as it is written; what it returns stands there.
    """
    verdicts = [row.verdict for row in rows]
    reached, missed = verdicts.count("reached"), verdicts.count("missed")
    unknown = len(verdicts) - reached - missed
    counts = {"all": len(verdicts), "reached": reached, "missed": missed}
    shown = {f"{name}shown": mark(say.number(count, 0)) for name, count in counts.items()}
    named = {"year": str(rows[0].plan_year), "plan": plan_name(rows, say)}
    kind = "judgement-summary"
    if unknown:
        kind = "judgement-summary-unknown"
        counts["unknown"], shown["unknownshown"] = unknown, mark(say.number(unknown, 0))
    said = say.text(kind, **named, **counts, **shown)
    broken = [row.index_label for row in rows if not row.comparable and row.verdict in ("reached", "missed")]
    if not broken:
        return said
    return say.text(
        "judgement-summary-break", summary=said.removesuffix("."), indices=say.listed(broken), plan=named["plan"]
    )


def _row(row: Row, say: Words) -> TableRow:
    parts = [] if row.value is None else [say.score(row.value, row.measure)]
    if row.rank is not None and row.units_ranked is not None:
        parts.append(say.placed(row.rank, row.units_ranked, estimated=row.is_estimated))
    year = str(row.plan_year)
    return TableRow(
        cells=(
            Cell(text=row.index_label),
            Cell(text=target_text(row, say), href=cite_plan(row, say)),
            Cell(text=", ".join(parts) or say.text("unknown"), href=say.cite(row) if parts else ""),
            _verdict(row.score_verdict, say.text("judgement-why-score", year=year), say),
            _verdict(row.rank_verdict, say.text("judgement-why-place", year=year), say),
        )
    )


def _verdict(verdict: str, why: str, say: Words) -> Cell:
    if verdict == "unknown":
        return Cell(text=say.text("verdict-target-unknown", why=why), tone="missing")
    return Cell(text=say.text(f"verdict-target-{verdict}"), tone=_TONES.get(verdict))


def _breaks(rows: list[Row], say: Words) -> list[str]:
    """Say for which indices a break lies between the plan and its result."""
    return [
        say.text(
            "judgement-note-break",
            index=row.index_label,
            year=str(row.plan_year),
            what=say.name(row, "break"),
            plan=plan_name(rows, say),
        )
        for row in rows
        if not row.comparable
    ]
