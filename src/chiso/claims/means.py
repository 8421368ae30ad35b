"""Whether a number is the mean or the median of all units, or only something that is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from chiso.claims.items import Item

_FAR = 14


def statistic_before(items: Sequence[Item], at: int) -> Literal["mean", "median"] | None:
    """Return ``mean`` or ``median`` where a number is said to be that of all units."""
    for place in range(at - 1, max(at - _FAR, -1), -1):
        item = items[place]
        if item.does("mean"):
            return "mean"
        if item.does("median"):
            return "median"
        is_link = item.does("fill", "national", "year", "index", "scored", "points", "counted", "rise", "fall", "num")
        if not is_link and item.text not in ("(", ":", ","):
            return None
        if item.does("num") and not (place + 1 < at and items[place + 1].does("counted")):
            return None
        if item.text == "," and not items[place + 1].does("counted", "fill"):
            return None
    return None


def is_distance(items: Sequence[Item], at: int) -> bool:
    """Whether a number may be the distance to a mean and not the mean: *thấp hơn trung bình cả nước 1,34 điểm*."""
    has_mean = False
    for place in range(at - 1, max(at - _FAR, -1), -1):
        item = items[place]
        if item.does("more", "less", "above", "below"):
            return has_mean
        has_mean = has_mean or item.does("mean", "median")
        is_link = not has_mean and item.does("scored", "of_part")
        if is_link or not item.does("mean", "median", "national", "year", "index", "fill", "than"):
            return False
    return False


def held_mean(items: Sequence[Item], first: int) -> int | None:
    """Return the place of the mean that a figure goes on about; None where a unit is named behind, or none is meant."""
    for at in range(first - 1, -1, -1):
        if items[at].does("unit"):
            return None
        if items[at].does("mean", "median"):
            return None if _is_compared(items, at) else at
    return None


def is_of_many(items: Sequence[Item], first: int) -> bool:
    """Whether a region or the country stands where the unit of a figure would: *cả nước 86,37%*."""
    at = first - 1
    is_in_bracket = at > 0 and items[at].text == "("
    if is_in_bracket:
        at -= 1
    passed = ("fill", "scored", "mean", "median", "year", "points", "rise", "fall", "leading", "trailing")
    while at >= 0 and (items[at].does(*passed) or items[at].text == ","):
        if items[at].does("national", "region", "place"):
            break
        at -= 1
    if at < 0 or not items[at].does("national", "region", "place"):
        return False
    is_country = items[at].does("national")
    if is_country and statistic_before(items, first):
        return False
    if is_in_bracket and not is_country and not any(item.does("leading", "trailing", "rank") for item in items[:at]):
        return True  # *thấp hơn bình quân của vùng (87,37%)*
    while at >= 0 and items[at].does("national", "region", "place"):
        at -= 1
    before = items[at] if at >= 0 else None
    if before is not None and before.does("mean", "median"):
        return not is_country  # the mean of a region
    if before is None or before.text in (",", ";", ":", "(", ".") or before.does("and", "than"):
        return True
    return before.does("index", "year") and not any(item.does("unit") for item in items[:at])


def is_of_region(items: Sequence[Item], first: int) -> bool:
    """Whether a mean is that of a region: one is named before it in its clause, and no unit."""
    for at in range(first - 1, -1, -1):
        if items[at].text == ";" or items[at].does("unit"):
            return False
        if items[at].does("region", "place"):
            return True
    return False


def _is_compared(items: Sequence[Item], at: int) -> bool:
    """Whether a mean is only what something else is held against: *thấp hơn trung bình cả nước (85,48%)*."""
    than = ("above", "below", "more", "less", "than")
    at -= 1
    while at >= 0 and items[at].does("fill", "national") and not items[at].does(*than):
        at -= 1
    return at >= 0 and items[at].does(*than)
