"""What the figures say first, in three to five sentences."""

from __future__ import annotations

import functools

import pandas as pd

from chiso.blocks.links import Marks
from chiso.blocks.specs import Prose
from chiso.briefing.gap_words import GapWords
from chiso.briefing.plan_words import cite_result, targets_sentence
from chiso.briefing.result_words import move_sentence, result_sentence
from chiso.briefing.section import section
from chiso.briefing.verdicts import counted
from chiso.briefing.words import Words
from chiso.facts.findings import FINDINGS
from chiso.facts.frames import Row
from chiso.facts.named import named
from chiso.facts.results import RESULTS
from chiso.facts.standing import STANDING
from chiso.facts.targets import OUTCOME, TARGETS
from chiso.facts.usual import USUAL


@section
def message(
    findings: pd.DataFrame,
    results: pd.DataFrame,
    standing: pd.DataFrame,
    usual: pd.DataFrame,
    gaps: pd.DataFrame,
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
    say: Words,
) -> Prose:
    """Return a sentence for every finding that was chosen, the weightiest first; figures are links.

    Parameters
    ----------
    findings
        A frame of :func:`chiso.findings`.
    results, standing, usual, gaps, targets, verdicts
        Frames of the functions of these names.
    say
        The words of the briefing.
    """
    rows, plan, outcome = RESULTS.rows(results), TARGETS.rows(targets), OUTCOME.rows(verdicts)
    stands, moves = STANDING.rows(standing), USUAL.rows(usual)
    say.hear("message", results=rows, targets=plan, verdicts=outcome, standing=stands, usual=moves)
    marks, missing = Marks(), GapWords(gaps, say)
    by_index = [{row["index"]: row for row in each} for each in (rows, stands, moves)]
    said = []
    for finding in FINDINGS.only(findings, lambda row: bool(row.is_chosen)):
        result, stand, move = (found.get(finding["index"]) for found in by_index)
        if finding.kind == "result" and result is not None:
            said.append(result_sentence(result, missing, marks, say))
        elif finding.kind == "move" and move is not None:
            said.append(move_sentence(move, marks, say))
        elif finding.kind == "parts" and stand is not None:
            said.append(_parts(stand, marks, say))
        elif finding.kind == "peers" and stand is not None:
            said.append(_peers(stand, marks, say))
        elif finding.kind == "targets":
            said.append(targets_sentence(rows, plan, marks, say))
        elif finding.kind == "plan":
            judged = [row for row in outcome if row.plan_year == rows[0].index_year]
            # Each is noted, and all stand in one entry.
            href = max(cite_result(row, say) for row in judged)
            said.append(counted(judged, say, functools.partial(_marked, marks, href)))
    return Prose(paragraphs=tuple(marks.spans(sentence) for sentence in said if sentence), size="lead", bullets=True)


def sentences(results: pd.DataFrame, gaps: pd.DataFrame, say: Words) -> dict[str, str]:
    """Return the sentence on each index as plain text, by the id of the index."""
    marks, missing = Marks(), GapWords(gaps, say)
    return {row["index"]: marks.plain(result_sentence(row, missing, marks, say)) for row in RESULTS.rows(results)}


def _marked(marks: Marks, href: str, figure: str) -> str:
    return marks(figure, href)


def _parts(row: Row, marks: Marks, say: Words) -> str:
    href = say.cite_all(row)
    counts = {"rose": row.parts_rose, "fell": row.parts_fell, "unclear": row.parts_unclear, "all": row.parts}
    shown = {f"{name}shown": marks(say.whole(count), href) for name, count in counts.items()}
    kind = "parts-sentence" if row.sign > 0 else "parts-sentence-lower"
    return say.text(kind, index=row.index_label, year=str(row.index_year), **counts, **shown)


def _peers(row: Row, marks: Marks, say: Words) -> str:
    which = "region" if row.region_rank == 1 else "city"
    rank = marks(say.rank(named(row, f"{which}_rank"), named(row, f"{which}_units")), say.cite_all(row))
    unit, region = say.name(row, "unit"), say.name(row, "region")
    return say.text(
        f"peers-{which}", index=row.index_label, unit=unit, rank=rank, region=region, year=str(row.index_year)
    )
