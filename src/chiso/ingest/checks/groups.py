"""Holding the bounds of publishers' groups against one another, and against the index that they are for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chiso.catalog import Catalog, GroupCut
from chiso.ingest.checks.cells import known, named, unique
from chiso.ingest.raw import Problems

_WORDS = {"by": ("rank", "score"), "basis": ("publisher", "announced")}
_KEY = ("index", "first_year", "last_year", "units_ranked", "by")


def check_groups(catalog: Catalog, sources: Collection[str]) -> Iterator[Problems]:
    """Check that the groups of an index follow one another from the best on.

    Yields
    ------
    Problems
        One or more for the table of groups.
    """
    path, groups = catalog.raw / "reference" / "groups.csv", catalog.groups
    problems = known(catalog, path, groups, index=set(catalog.indices), source_id={"", *sources}, **_WORDS)
    sets: dict[tuple[object, ...], list[GroupCut]] = {}
    for one in groups:
        sets.setdefault(tuple(getattr(one, column) for column in _KEY), []).append(one)
        _row(catalog, one, problems)
    for cuts in sets.values():
        _order(catalog, cuts, problems)
    yield problems
    yield named(path, groups, ("name_vi", "name_en"))
    yield unique(path, groups, (*_KEY, "number"))


def _row(catalog: Catalog, one: GroupCut, problems: Problems) -> None:
    index = catalog.indices.get(one.index)
    if index is not None and not index.grouped:
        problems.add(
            f"{index.label} is not shown in groups.",
            row=one.line,
            column="index",
            why=f"indices.csv, row {index.line}, column 'grouped'.",
            remedy="Write yes there, or remove the row here.",
        )
    if one.last_year is not None and one.last_year < one.first_year:
        what = f"The groups hold from {one.first_year} to {one.last_year}."
        problems.add(what, row=one.line, column="last_year", why="The last year is not before the first.")
    most = one.units_ranked
    if one.by == "rank" and (one.bound % 1 or one.bound < 1 or (most is not None and one.bound > most)):
        why = f"Expected: the last rank of the group, from 1{f' to {most}' if most else ''}."
        problems.add(f"{one.bound:g} is no rank.", row=one.line, column="bound", why=why)


def _order(catalog: Catalog, cuts: list[GroupCut], problems: Problems) -> None:
    """Check that numbers count from 1, and that each group is worse than the one before."""
    index = catalog.indices.get(cuts[0].index)
    sign = 1 if cuts[0].by == "rank" else -index.sign if index else 0
    before: GroupCut | None = None
    for place, one in enumerate(sorted(cuts, key=lambda cut: cut.number), start=1):
        if one.number != place:
            why = "Groups are numbered from 1, the best, without a gap."
            problems.add(f"The group is numbered {one.number}, not {place}.", row=one.line, column="number", why=why)
        elif before is not None and sign and not sign * one.bound > sign * before.bound:
            problems.add(
                f"Group {one.number} ends at {one.bound:g}, and the better group {before.number} at {before.bound:g}.",
                row=one.line,
                column="bound",
                why="Each group begins where the better one ends.",
            )
        before = one
