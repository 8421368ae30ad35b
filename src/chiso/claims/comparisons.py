"""Claims without a number: first or last of the country or a region, above or below the mean, a target reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from chiso.claims.claim import Claim, Kind
from chiso.claims.items import Item, named_totals
from chiso.claims.subject import Sentence
from chiso.claims.years import Found

_NEAR = 5

_WITHIN = ("fill", "of_part", "counted", "topic", "outof", "scored", "index", "points", "year")
"""What may stand between *đứng đầu* and the region, or the end."""


def comparisons_of(sentence: Sentence, number: int, text: str, locale: str, taken: Collection[int]) -> Iterator[Claim]:
    """Yield the comparisons of a sentence.

    Parameters
    ----------
    sentence
        The sentence.
    number, text, locale
        The number of its passage, the passage's text, and the language.
    taken
        The items that claims with a number took.
    """
    items = sentence.items
    for at, item in enumerate(items):
        if at in taken or item.start < 0:
            continue
        found = _kind_at(items, at, taken)
        if found is None:
            continue
        kind, last, region = found
        within = [items[place] for place in range(at, last + 1) if items[place].does("index")]
        named = Found(named_totals(within[0])) if within else sentence.named(at, last, is_weak=True)
        if named.problem:
            continue
        unit, year = sentence.unit(at, last), sentence.year(at, last)
        if kind in ("reached", "missed"):
            year = sentence.year(at, last, kinds=("plain", "plan"))
        is_other = sentence.topic_is_other(last) or sentence.is_among_some(at, last) or sentence.is_after_gap(at)
        if kind in ("best", "last") and is_other:
            continue
        if any(one.does("ever") for one in items):
            year = Found(problem="year")
        problems = [called for one, called in ((unit, "unit"), (year, "year")) if one.problem]
        is_denied = any(items[place].does("not") for place in range(max(at - 2, 0), at))
        start, end = item.start, items[last].end
        yield Claim(
            number, start, end, " ".join(text[start:end].split()), locale, kind, named=named.value or (),
            units=unit.value or {}, year=year.value, region=region, is_denied=is_denied, missing=tuple(problems),
        )  # fmt: skip


def _kind_at(items: Sequence[Item], at: int, taken: Collection[int]) -> tuple[Kind, int, str] | None:
    item = items[at]
    if item.does("missed"):
        return "missed", at, ""
    if item.does("reached"):
        return "reached", at, ""
    if item.does("above", "below"):
        return _against(items, at, taken)
    if item.does("leading", "trailing") and not (at and items[at - 1].does("group", "num")):
        scope = _scope(items, at, taken)
        if scope is None:
            return None
        last, region = scope
        return ("best" if item.does("leading") else "last"), last, region
    return None


def _against(items: Sequence[Item], at: int, taken: Collection[int]) -> tuple[Kind, int, str] | None:
    """Read *cao hơn trung bình cả nước*: the mean or median has to be that of the whole country."""
    is_above = items[at].does("above")
    statistic = ""
    last = at
    is_national = False
    for place in range(at + 1, min(at + 2 + _NEAR, len(items))):
        item = items[place]
        if place in taken:
            break
        if item.does("mean", "median") and not statistic:
            statistic, last = ("mean" if item.does("mean") else "median"), place
        elif item.does("national"):
            is_national, last = True, place
        elif item.does("region", "place"):
            return None
        elif not item.does("fill", "of_part"):
            break
    if not statistic or not is_national:
        return None
    kinds: dict[tuple[bool, str], Kind] = {
        (True, "mean"): "above mean", (False, "mean"): "below mean",
        (True, "median"): "above median", (False, "median"): "below median",
    }  # fmt: skip
    return kinds[is_above, statistic], last, ""


def _scope(items: Sequence[Item], at: int, taken: Collection[int]) -> tuple[int, str] | None:
    """Return the last item and the region of *đứng đầu vùng ĐBSCL*, *last of the region*, *best in the country*.

    Who *led* or *topped* an index and nothing narrower led the country.
    """
    region = ""
    is_national = False
    last, place = at, at + 1
    while place < min(at + 2 + _NEAR, len(items)) and place not in taken:
        item = items[place]
        if item.does("place"):
            region, last = str(item.value), place
        elif item.does("region"):
            region, last = region or "own", place
        elif item.does("national"):
            is_national, last = True, place
        elif item.does("group") or not item.does(*_WITHIN):
            break
        place += 1
    if region:
        return last, region
    if items[at].does("heads") and not any(items[one].does("counted") for one in range(at, place)):
        is_national = is_national or _ends(items, place)
        last = max([last, *(one for one in range(at, place) if items[one].does("index"))])
    return (last, "") if is_national or items[at].text.lower() in ("đầu cả nước",) else None


def _ends(items: Sequence[Item], at: int) -> bool:
    """Whether nothing follows that narrows what somebody leads: *đứng đầu 5 thành phố* is not the country."""
    if at >= len(items):
        return True
    if items[at].does("num"):
        return not items[at].value.is_whole or (at + 1 < len(items) and items[at + 1].does("points", "percent"))
    return items[at].does("mark", "and", "than", "previous")
