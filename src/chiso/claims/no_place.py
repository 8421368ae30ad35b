"""Ordinals that are no place in a ranking: *thứ tư, 17/4*, *thứ nhất, …*, *kỳ họp thứ 20*, *thứ hai từ cuối bảng*."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.claims.items import Item

_NEAR = 5


def is_no_place(items: Sequence[Item], at: int, rank: int) -> bool:
    """Whether a number that is written like a place is none, or is counted from the end.

    Parameters
    ----------
    items
        The items of the sentence.
    at
        The last item of the number.
    rank
        The word before it that makes it a rank; below 0 for none.
    """
    following = items[at + 1 : at + 2 + _NEAR]
    if _is_from_end(following):
        return True
    if _is_series(following):
        return True
    after = following[0] if following else None
    first = rank if rank >= 0 else at
    is_begin = first == 0 and items[0].start >= 0
    if is_begin and after is not None and after.text in (",", ":"):
        return True  # an enumeration in words, or the day of a week
    if rank < 0:
        if after is not None and after.text == "-":
            return not any(item.does("leading") for item in following[1:2])  # *the fourth-largest city*
        return after is not None and (after.does("word") or (after.does("year") and after.value is None))
    if _is_plain(items[rank]):
        before = items[rank - 1] if rank else None
        is_day = after is not None and (after.does("date") or after.text.lower() in ("ngày", "ngay"))
        is_dated = len(following) > 1 and following[0].text in (",", "(") and following[1].does("date", "numbering")
        return is_day or is_dated or (before is not None and before.does("word"))
    return False


def _is_plain(item: Item) -> bool:
    """Whether a word makes any number an ordinal, and not only a place."""
    return item.does("ordinal")


def _is_series(following: Sequence[Item]) -> bool:
    """Whether further numbers without a word follow, of which nothing says what they are: *thứ 51, 26, 42, 22*."""
    kinds = [item.text == "," if at % 2 == 0 else item.does("num") for at, item in enumerate(following[:3])]
    is_whole = len(following) > 1 and following[1].does("num") and following[1].value.is_whole
    return len(kinds) == len(following[:3]) >= 3 and all(kinds) and is_whole


def _is_from_end(following: Sequence[Item]) -> bool:
    for item in following:
        if item.does("from_end", "trailing"):
            return True
        if not (item.does("fill", "counted", "rank", "outof", "group") or item.text == "-"):
            return False
    return False
