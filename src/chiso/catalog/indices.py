"""What is known of an index, its groups, and what each of its codes means."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Literal

from chiso.catalog.records import EMPTY

Layout = Literal["scores", "parts"]


@dataclasses.dataclass(frozen=True, slots=True)
class Index:
    """An index.

    ``layout`` says how its raw tables look: ``scores`` (score and rank) or ``parts`` (components). ``total``
    says how the total of ``parts`` comes about: ``sum`` of the components, or ``published`` beside them,
    as where they have weights. ``better`` is ``higher`` or ``lower``. The publisher is needed for the first
    edition only; later ones have that of the edition before.

    ``grouped`` says whether units are shown in groups (empty: no): those of ``reference/groups.csv``, or quarters.
    ``notable_change`` is the share of the earlier score above which the publisher marks a change, None where it
    marks none, and ``notable_vi`` and ``notable_en`` say so in words. In the citations *{year}* stands for the
    index year. ``rights_vi`` and ``rights_en`` say who keeps which rights; empty for nothing but facts. ``survey`` says
    whether scores rest on asking people, so that they have a sampling error (empty: no).
    """

    index: str
    label: str
    name_vi: str
    name_en: str
    measure: str
    layout: str
    better: str
    order: int
    total: str = "sum"
    publisher_vi: str = ""
    publisher_en: str = ""
    grouped: bool | None = None
    notable_change: float | None = None
    notable_vi: str = ""
    notable_en: str = ""
    citation_vi: str = ""
    citation_en: str = ""
    rights_vi: str = ""
    rights_en: str = ""
    survey: bool | None = None
    line: int = 0

    @property
    def sign(self) -> int:
        """1 where more points are better, -1 where fewer are."""
        return -1 if self.better == "lower" else 1

    def name(self, locale: str) -> str:
        """Return the full name of the index."""
        return self.name_vi if locale == "vi" else self.name_en

    def citation(self, locale: str, index_year: int) -> str:
        """Return how the edition of a year is cited; empty where that is not entered."""
        text = self.citation_vi if locale == "vi" else self.citation_en
        return text.replace("{year}", str(index_year))

    def notable(self, locale: str) -> str:
        """Return what the publisher marks, in words."""
        return self.notable_vi if locale == "vi" else self.notable_en

    def rights(self, locale: str) -> str:
        """Return who keeps which rights in what the index was published in."""
        return self.rights_vi if locale == "vi" else self.rights_en


@dataclasses.dataclass(frozen=True, slots=True)
class GroupCut:
    """A bound of a group of units, one row of ``reference/groups.csv``.

    It holds in the index years from ``first_year`` to ``last_year`` (empty: to this day), where as many units are
    ranked as ``units_ranked`` says (empty: any number). ``by`` says what ``bound`` bounds: the last ``rank`` of
    the group, or the ``score`` that a unit of it has at least. Group 1 is the best. ``basis`` is ``publisher``
    for groups that the publisher puts into its reports, ``announced`` for those that it announces otherwise.
    """

    index: str
    first_year: int
    last_year: int | None
    units_ranked: int | None
    by: str
    number: int
    bound: float
    basis: str
    name_vi: str
    name_en: str
    note: str = ""
    source_id: str = ""
    line: int = 0

    def holds_in(self, index_year: int) -> bool:
        """Whether the bound holds in a year."""
        return self.first_year <= index_year and (self.last_year is None or index_year <= self.last_year)

    def name(self, locale: str) -> str:
        """Return the name of the group."""
        return self.name_vi if locale == "vi" else self.name_en


@dataclasses.dataclass(frozen=True, slots=True)
class Indicator:
    """The meaning and scale that a code has in the index years from ``first_year`` to ``last_year``.

    ``weight`` is what a point of a part of the total adds to the points of the total; None where that is not
    published, and for finer parts: what they are parts of is their sum. ``scale_max`` is NaN where the maximum of a
    part is not known from a source. ``cut`` is empty for the parts that the index is made of; another word names
    another way to take the same total apart, such as by how points were given. ``source_id`` are the sources of
    meaning and scale, where they are not those of the figures.
    """

    code: str
    concept: str
    parent: str
    name_en: str
    name_vi: str
    scale_min: float
    scale_max: float = dataclasses.field(metadata={EMPTY: math.nan})
    first_year: int
    last_year: int
    name_vi_basis: str
    weight: float | None = None
    cut: str = ""
    source_id: str = ""
    line: int = 0

    def holds_in(self, index_year: int) -> bool:
        """Whether this meaning holds in ``index_year``."""
        return self.first_year <= index_year <= self.last_year

    def name(self, locale: str) -> str:
        """Return the name of the indicator."""
        return self.name_vi if locale == "vi" else self.name_en


def weight_within(index: Index, meanings: Mapping[str, Indicator], code: str, within: str = "TOTAL") -> float | None:
    """Return what a point of a part adds to the points of a code above it; None where a weight was not published.

    Parameters
    ----------
    index
        The index; in one whose total is a sum, a point adds a point.
    meanings
        The meanings of one index year, by code.
    code, within
        The part, and the code above it.
    """
    if index.total == "sum" or code == within or not meanings[code].parent:
        return 1.0
    meaning = meanings[code]
    if meaning.parent == "TOTAL":
        return meaning.weight
    return weight_within(index, meanings, meaning.parent, within)
