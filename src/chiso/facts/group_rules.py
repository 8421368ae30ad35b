"""The group that a place or a score is in: the publisher's where its bounds are known, else the quarter of its rank."""

from __future__ import annotations

import dataclasses
from typing import Literal

from chiso.catalog import Catalog, GroupCut, Index

Basis = Literal["publisher", "announced", "quartile"]


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A group of units: ``number`` 1 is the best, None of a score that is worse than the last group takes.

    ``basis`` says whose groups they are; quarters have no names.
    """

    number: int | None
    basis: Basis
    name_vi: str = ""
    name_en: str = ""

    def name(self, locale: str) -> str:
        """Return the name of the group; empty where it has none of its own."""
        return self.name_vi if locale == "vi" else self.name_en


def cuts_of(catalog: Catalog, index: Index, index_year: int, units_ranked: int | None) -> list[GroupCut]:
    """Return the bounds of an index's groups in a year, the best group first; empty where they are not known."""
    if not index.grouped:
        return []
    holding = [cut for cut in catalog.groups if cut.index == index.index and cut.holds_in(index_year)]
    cuts = [cut for cut in holding if cut.units_ranked == units_ranked is not None]
    return sorted(cuts or [cut for cut in holding if cut.units_ranked is None], key=lambda cut: cut.number)


def group_of(
    catalog: Catalog, index: Index, index_year: int, rank: int | None, units_ranked: int | None, score: float | None
) -> Group | None:
    """Return the group of a unit; None where the index is not shown in groups or what bounds them is not known.

    Parameters
    ----------
    catalog
        The bounds of groups.
    index, index_year
        The edition.
    rank, units_ranked
        The place and of how many; None where it is not known.
    score
        The score, for groups that are bounded by it; None where it is not known.
    """
    cuts = cuts_of(catalog, index, index_year, units_ranked)
    by_score = [cut for cut in cuts if cut.by == "score"]
    if by_score:
        if score is None:
            return None
        reached = [cut for cut in by_score if index.sign * score >= index.sign * cut.bound]
        return _published(reached[0]) if reached else Group(None, _published(by_score[0]).basis)
    if not index.grouped or rank is None or not units_ranked:
        return None
    within = [cut for cut in cuts if rank <= cut.bound]
    return _published(within[0]) if within else Group(-(-4 * rank // units_ranked), "quartile")


def _published(cut: GroupCut) -> Group:
    return Group(cut.number, "announced" if cut.basis == "announced" else "publisher", cut.name_vi, cut.name_en)
