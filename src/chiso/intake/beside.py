"""Which figure a column of standard errors, limits or numbers of people asked stands beside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from chiso.ingest.precision import KINDS, companion
from chiso.intake.headings import OTHER_WEIGHTS, Heading
from chiso.intake.vocabulary import TOTAL

_WHOSE = "of which figure is not said; COLUMN='{name}={letters}' says it"
_SEVERAL = "one of several that could be {name}; COLUMN='{name}={letters}' takes it"


def beside(
    columns: Sequence[int], headings: Mapping[int, Heading], scores: Mapping[int, str], letters: Mapping[int, str]
) -> tuple[dict[str, int], dict[int, str]]:
    """Find the figure that every such column is about.

    That is the one that its heading names, else the nearest on its left. A column is not taken where that leaves
    a doubt: errors that are given once, behind the last of several figures, may be those of the first.

    Parameters
    ----------
    columns
        The columns of a list, from the left.
    headings
        The readings of those with numbers.
    scores
        The code of each column of scores.
    letters
        Each column as ``COLUMN`` names it.

    Returns
    -------
    taken : dict
        The columns by what they hold, such as ``TOTAL:low``.
    passed : dict
        Why others are not taken.
    """
    bare = [one.role for one in headings.values() if one.role in KINDS and not one.code]
    found: dict[str, list[int]] = {}
    passed: dict[int, str] = {}
    for column in columns:
        one = headings.get(column)
        if one is None or one.role not in KINDS:
            continue
        code, is_across = (one.code, False) if one.code else _left(columns, column, headings, scores)
        if not one.code and len(set(scores.values())) > 1 and bare.count(one.role) == 1 and code != TOTAL:
            code = TOTAL if one.role == "respondents" else ""
        name = companion(code or TOTAL, one.role)
        if not code:
            passed[column] = _WHOSE.format(name=name, letters=letters[column])
        elif is_across and name in found:
            passed[column] = OTHER_WEIGHTS
        else:
            found.setdefault(name, []).append(column)
    for name, several in found.items():
        if len(several) > 1:
            passed |= {column: _SEVERAL.format(name=name, letters=letters[column]) for column in several}
    return {name: several[0] for name, several in found.items() if len(several) == 1}, passed


def without_other(taken: dict[str, int], named: Collection[str]) -> dict[int, str]:
    """Take off limits whose other one is not there, and say so of their columns; ``named`` stay."""
    passed = {}
    for low in [name for name in taken if name.endswith((":low", ":high"))]:
        code, _, kind = low.rpartition(":")
        other = companion(code, "high" if kind == "low" else "low")
        if other not in taken and low not in named:
            passed[taken.pop(low)] = "a limit without the other one"
    return passed


def _left(
    columns: Sequence[int], column: int, headings: Mapping[int, Heading], scores: Mapping[int, str]
) -> tuple[str, bool]:
    """Return the code of the nearest score on the left, and whether one with other weights stands between.

    Beside a single figure it is that one, wherever it stands.
    """
    is_across = False
    for left in reversed([other for other in columns if other < column]):
        if left in scores:
            return scores[left], is_across
        one = headings.get(left)
        is_across |= one is not None and one.why == OTHER_WEIGHTS
        if one is not None and one.role not in (*KINDS, "rank") and one.why != OTHER_WEIGHTS:
            break
    codes = set(scores.values())
    return (codes.pop() if len(codes) == 1 else ""), is_across
