"""What a text says of an index, as it was understood."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from chiso.claims.names import Named

Kind = Literal[
    "score", "rank", "score change", "rank change", "within", "target score", "target place", "reached", "missed",
    "best", "last", "above mean", "below mean", "above median", "below median", "mean", "median",
]  # fmt: skip
"""What is claimed; *within* is a place among the first so many."""

Bound = Literal["", "over", "under"]


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A claim, as it was understood.

    Attributes
    ----------
    passage, start, end
        The number of the passage, from 0, and the letters of it.
    text
        The claim as written.
    locale
        The language of its sentence.
    kind
        What is claimed.
    named
        What it may be about: the same name may be that of several concepts. Empty where that is not said.
    units
        The code of the unit in each set; empty where it is not said.
    year, base
        The index year (of a target the year of the plan) and the year that it is compared with.
    is_base_said
        Whether the text names that year, or the year before.
    value, decimals
        The number, and its digits after the point. A fall is below 0.
    among
        Of how many units, where that is said.
    scale
        Of how many points, where that is said.
    bound
        Whether the figure is said to be above or below the number.
    is_relative
        Whether a change is written with a percent sign alone, so that it may be a share of the earlier score.
    region
        The region that a place is among: its name, ``own``, or empty for the whole country.
    is_denied
        Whether the text says that it is not so.
    has_caveat
        Whether the text itself says that the years cannot be compared.
    missing
        What is missing, or may be two things; such a claim is judged by nobody.
    """

    passage: int
    start: int
    end: int
    text: str
    locale: str
    kind: Kind
    named: tuple[Named, ...] = ()
    units: Mapping[int, str] = dataclasses.field(default_factory=dict)
    year: int | None = None
    base: int | None = None
    is_base_said: bool = False
    value: Decimal | None = None
    decimals: int = 0
    among: int | None = None
    scale: int | None = None
    bound: Bound = ""
    is_relative: bool = False
    region: str = ""
    is_denied: bool = False
    has_caveat: bool = False
    missing: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Unread:
    """A number near an index that was taken for no claim."""

    passage: int
    start: int
    end: int
    text: str
    why: str
