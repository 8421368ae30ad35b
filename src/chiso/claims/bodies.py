"""Who else a figure may be of: an office, a district, a name that is not known; and units that are no subject."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.claims.items import Item

_NEAR = 8
_FEWEST_WORDS = 2


def without_successors(items: Sequence[Item]) -> None:
    """Take units that say only what became of another for no units: *Sóc Trăng (nay thuộc Cần Thơ)*."""
    for at, item in enumerate(items):
        if not item.does("now_of"):
            continue
        for follower in items[at + 1 :]:
            if follower.does("unit"):
                follower.roles = frozenset(("fill",))
            elif not (follower.does("fill", "and", "counted", "now_of") or follower.text == ","):
                break


def with_results(items: Sequence[Item]) -> None:
    """Pass over the word before the unit that has a result: *Kết quả PAPI năm 2020 cho thấy Cần Thơ đạt …*.

    Without a unit it leads to something else: *SIPAS 2020 cho thấy 84 % người dân …*.
    """
    for at, item in enumerate(items):
        if item.does("shown"):
            place = at + 1
            while place < len(items) and items[place].does("fill") and not items[place].does("unit"):
                place += 1
            is_of_unit = place < len(items) and items[place].does("unit")
            item.roles = frozenset(("fill" if is_of_unit else "word",))


def is_of_another(items: Sequence[Item], first: int, units: Sequence[int]) -> bool:
    """Whether a figure may be that of an office, a district or a name that is not known.

    Parameters
    ----------
    items
        The items of the sentence.
    first
        The first item of the figure.
    units
        The places of units in the sentence.
    """
    for at in range(first - 1, -1, -1):
        if _is_body(items, at):
            if at and items[at - 1].does("by_whom") and not items[at - 1].does("numbering"):
                return False
            if any(item.does("says") for item in items[at:first]):
                return False
            return not any(at < unit < first and not _is_attached(items, at, unit) for unit in units)
    return _is_unknown_name(items, first, units) or _is_unknown_clause(items, first)


def _is_body(items: Sequence[Item], at: int) -> bool:
    """Whether an office or a district is named: *Sở Y tế*, *quận Ninh Kiều*, *Ministry of Justice*."""
    item = items[at]
    if not item.does("body", "town"):
        return False
    following = items[at + 1 : at + 3]
    before = items[at - 1] if at else None
    if item.does("body") and item.text[0].isupper() and before is not None and _may_be_name(before):
        return True  # *Binh Thuy District*
    if following and following[0].does("word") and _is_name(following[0]):
        return True
    return item.does("body") and item.text[0].isupper() and any(_is_name(one) for one in following[1:])


def _is_attached(items: Sequence[Item], body: int, unit: int) -> bool:
    """Whether a unit only says where an office or a district is: *Sở Y tế Cần Thơ*, *quận Ninh Kiều, Cần Thơ*."""
    between = items[body + 1 : unit]
    return len(between) <= _NEAR and all(
        (item.does("word", "fill", "and") and not item.does("says")) or item.text == "," for item in between
    )


def _is_unknown_name(items: Sequence[Item], first: int, units: Sequence[int]) -> bool:
    """Whether two words with capitals lead to a figure that are no name known here: *Thủ Đức xếp thứ 3*."""
    at = first - 1
    while at > 0 and items[at].does("fill", "rank", "ranked", "scored", "rise", "fall", "leading") and at not in units:
        at -= 1
    return at > 0 and _is_name(items[at]) and _is_name(items[at - 1])


def _is_unknown_clause(items: Sequence[Item], first: int) -> bool:
    """Whether only words that are not known lead to a figure: *…, nhu cầu mong đợi xếp thứ 30*."""
    at = first - 1
    while at >= 0 and items[at].does("rank", "ranked", "scored") and not items[at].does("word"):
        at -= 1
    end = at
    while at >= 0 and items[at].does("word", "regarding"):
        at -= 1
    begins = at >= 0 and items[at].text in (",", ";", ":")
    return begins and sum(item.does("word") for item in items[at + 1 : end + 1]) >= _FEWEST_WORDS


def _may_be_name(item: Item) -> bool:
    return item.text[0].isupper() and not item.text.isupper() and not item.does("unit", "index", "place", "fill")


def _is_name(item: Item) -> bool:
    return item.does("word") and item.text[0].isupper() and (len(item.text) == 1 or not item.text.isupper())
