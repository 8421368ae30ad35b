"""What the message of a briefing is made of: everything that may be said first, with its weight.

What is unusual for this unit in this year, what is certain, and what bears on its targets leads; what a table says as
well stays in the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from chiso.facts.frames import INDEX, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.results import RESULTS
from chiso.facts.standing import STANDING
from chiso.facts.targets import OUTCOME, TARGETS
from chiso.facts.usual import USUAL

FEWEST, MOST = 3, 5
"""How many findings a message has."""

_LEAST = 0.5
"""Weight from which on a finding stands in the message beyond the fewest."""

_CERTAINTY = {"rose": 1.0, "fell": 1.0, "probably rose": 0.5, "probably fell": 0.5}
_ENDS = 3
"""How many of the first and of the last places are worth saying."""

_RARE = 0.25
"""A move that at most a quarter of all changes reached is unusual."""

_BY_CHANCE = 0.2
"""The share of parts of which something can be told by chance, where none moved: verdicts begin at 80 %."""

KINDS = ("result", "move", "parts", "peers", "targets", "plan")

FINDINGS = Schema(
    "findings",
    "What may be said first, the weightiest first: a row a finding on an index, or on the plan as a whole",
    fields(
        INDEX,
        YEAR,
        UNIT,
        Field(
            "kind", "str", "result, move (how usual it is), parts, peers, targets, plan", allowed=KINDS, required=True
        ),
        Field("weight", "float", "from 0 to 1", required=True),
        Field("is_chosen", "bool", "whether it stands in the message"),
    ),
)


def findings(
    results: pd.DataFrame,
    standing: pd.DataFrame,
    usual: pd.DataFrame,
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
) -> pd.DataFrame:
    """Weigh what may be said of a unit, and choose what its message says.

    Parameters
    ----------
    results, standing, usual, targets, verdicts
        Frames of the functions of these names.

    Returns
    -------
    pandas.DataFrame
        See :data:`FINDINGS`. A result weighs 0.37, and 0.3 more where a rise or fall is sure (half of that where it
        is probable), up to 0.2 the rarer its own change is, 0.1 where the plan has a target for it, and 0.15 for one
        of the first or last three places; a rank without its score weighs 0.1 less. How usual a change of rank is
        weighs 0.35 to 0.75 by its rarity, and never more than the result; what became of the parts 0.25 to 0.75 by
        the share of which it can be told, beyond the fifth that chance would tell of; a first place in the region
        0.6, among the centrally run cities 0.4; the targets of the plan 0.55; what became of the last one 0.6. Chosen
        are three to five, all that weigh at least 0.5 among them.

    Examples
    --------
    >>> findings = chiso.findings(results, standing, usual, targets, verdicts)
    >>> findings[["index_label", "kind"]].head(2).values.tolist()
    [['PAPI', 'result'], ['PAPI', 'move']]
    """
    rows = RESULTS.rows(results)
    plan = {row["index"]: row for row in TARGETS.rows(targets)}
    moved = {row["index"]: row for row in USUAL.rows(usual)}
    stands = {row["index"]: row for row in STANDING.rows(standing)}
    judged = [row for row in OUTCOME.rows(verdicts) if rows and row.plan_year == rows[0].index_year]
    found = [
        cells
        for row in rows
        for cells in _of_index(row, moved.get(row["index"]), stands.get(row["index"]), plan.get(row["index"]))
    ]
    if any(target.same_scale and (target.score_gap, target.rank_gap) != (None, None) for target in plan.values()):
        found.append(_cells(rows[0], "targets", 0.55))
    if any(row.verdict in ("reached", "missed") for row in judged):
        found.append(_cells(rows[0], "plan", 0.6))
    ordered = sorted(found, key=lambda cells: -cells["weight"])
    for place, cells in enumerate(ordered):
        cells["is_chosen"] = place < FEWEST or (place < MOST and cells["weight"] >= _LEAST)
    return FINDINGS.frame(ordered)


def _of_index(row: Row, moved: Row | None, stands: Row | None, target: Row | None) -> Iterator[dict[str, Any]]:
    weight = 0.37 + 0.3 * _CERTAINTY.get(row.verdict or "", 0.0) + (0.1 if target else 0.0)
    if moved is not None and moved.cases:
        weight += 0.2 * (1 - moved.larger / moved.cases)
    if row.rank is not None and (row.rank <= _ENDS or row.rank > row.units_ranked - _ENDS):
        weight += 0.15
    if row.value is None:
        weight = 0.2 if row.rank is None else weight - 0.1
    weight = min(weight, 1.0)
    yield _cells(row, "result", weight)
    if moved is not None and moved.as_far is not None:
        share = moved.as_far / moved.cases
        rarity = 0.35 + (0.4 * (1 - share / _RARE) if share < _RARE else 0.0)
        # How usual a change is tells nothing before the change itself.
        yield _cells(row, "move", min(rarity, weight))
    if stands is None:
        return
    if stands.parts:
        told = (stands.parts_rose + stands.parts_fell) / stands.parts
        yield _cells(row, "parts", 0.25 + 0.5 * max(0.0, (told - _BY_CHANCE) / (1 - _BY_CHANCE)))
    if 1 in (stands.region_rank, stands.city_rank) and row.rank != 1:
        yield _cells(row, "peers", 0.6 if stands.region_rank == 1 else 0.4)


def _cells(row: Row, kind: str, weight: float) -> dict[str, Any]:
    named = {name: row[name] for name in row if name in FINDINGS.columns}
    return named | {"kind": kind, "weight": round(weight, 4)}
