"""A claim with what came of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, cast

from chiso.claims.claim import Claim
from chiso.claims.names import Named
from chiso.facts.named import FigureName

Judgement = Literal[
    "right", "rounded", "cut off", "wrong", "wrong number of units", "wrong year", "compared across a break",
    "within noise", "not known here", "unclear",
]  # fmt: skip

BAD: tuple[Judgement, ...] = ("wrong", "wrong number of units", "wrong year", "compared across a break")
"""What makes a check end with the status 1."""


FigureJudgement = Literal["right", "stale", "altered by hand", "no longer supported", "unclear"]
"""What becomes of a figure that knows what it is: of one in a Word file of ours."""


@dataclasses.dataclass(frozen=True, slots=True)
class JudgedFigure:
    """A figure of a Word file of ours with what came of it.

    Attributes
    ----------
    passage, start, end
        The number of the passage, from 0, and the letters of it.
    text
        What stands there.
    name
        The name of the figure: index, year, set and unit, code, quantity.
    made
        What stood there when the file was made.
    judgement
        One of :data:`FigureJudgement`.
    now
        What would stand there if the file were made now; empty where the data do not give it.
    """

    passage: int
    start: int
    end: int
    text: str
    name: str
    made: str
    judgement: FigureJudgement
    now: str

    @property
    def figure(self) -> FigureName:
        """Which figure it is."""
        return cast("FigureName", FigureName.read(self.name))

    @property
    def is_bad(self) -> bool:
        """Whether the text should not stand as it is."""
        return self.judgement not in ("right", "unclear")


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """Something to be said beside a judgement: the id of a message, and its values; numbers as such."""

    message: str
    values: Mapping[str, str | Decimal] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what came of it.

    Attributes
    ----------
    judgement
        One of :data:`Judgement`.
    named, unit_code, vintage
        What was looked up; None or empty where nothing could be.
    right
        The figure that the data have, of a score or change with all its digits; None where there is none.
    right_among
        Of how many units, for a rank.
    measure
        ``percent`` or ``points``, for a score or its change; ``places`` for changes of rank; empty otherwise.
    notes
        What else is to be known.
    table, row, source_id
        Where the right figure stands in ``data/raw``, and the ids of its sources.
    """

    claim: Claim
    judgement: Judgement
    named: Named | None = None
    unit_code: str = ""
    vintage: int = 0
    right: Decimal | None = None
    right_among: int | None = None
    measure: str = ""
    notes: tuple[Note, ...] = ()
    table: str = ""
    row: str = ""
    source_id: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether the text should not stand as it is."""
        return self.judgement in BAD
