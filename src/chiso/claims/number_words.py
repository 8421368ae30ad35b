"""Numbers in words: *ba mươi bảy*, *thirty-seventh*, *mười ba*. Below one hundred, as places and counts are."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.claims.grammar import Grammar
from chiso.claims.spelling import word_key

_VI_UNITS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "nhất": 1, "nhì": 2}
_EN_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
            "ninety": 90}  # fmt: skip
_EN_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}


def number_in_words(keys: Sequence[str], at: int, grammar: Grammar) -> tuple[int, int, bool] | None:
    """Return how many words a number takes that begins at one, the number, and whether it is an ordinal.

    Parameters
    ----------
    keys
        Keys of the words of a sentence.
    at
        Where to begin.
    grammar
        The language.
    """
    return _vietnamese(keys, at, grammar) if grammar.locale == "vi" else _english(keys, at, grammar)


_VI = {word_key(word): value for word, value in _VI_UNITS.items()}
_TEN, _TENS, _AFTER = word_key("mười"), word_key("mươi"), word_key("thứ")


def _vietnamese(keys: Sequence[str], at: int, grammar: Grammar) -> tuple[int, int, bool] | None:
    small = {word: value for value, word in enumerate(grammar.small)}
    is_ordinal = at > 0 and keys[at - 1] == _AFTER

    def word(place: int) -> str:
        return keys[place] if place < len(keys) else ""

    first = word(at)
    if first == _TEN:
        unit = small.get(word(at + 1), _VI.get(word(at + 1), 0))
        return (2, 10 + unit, is_ordinal) if 0 < unit < 10 else (1, 10, is_ordinal)
    tens = small.get(first, 0)
    if 2 <= tens <= 9 and word(at + 1) == _TENS:
        unit = small.get(word(at + 2), _VI.get(word(at + 2), 0))
        return (3, tens * 10 + unit, is_ordinal) if 0 < unit < 10 else (2, tens * 10, is_ordinal)
    # A single word is a number only after *thứ*: *hai*, *ba*, *năm* are too common, and *thứ hai* may be a Monday.
    if is_ordinal and (unit := small.get(first, _VI.get(first, 0))):
        return 1, unit, True
    return None


def _english(keys: Sequence[str], at: int, grammar: Grammar) -> tuple[int, int, bool] | None:
    small = {word: value for value, word in enumerate(grammar.small)}

    def ordinal(word: str) -> int:
        if word in _EN_ORDINALS:
            return _EN_ORDINALS[word]
        return small.get(word.removesuffix("th"), 0) if word.endswith("th") else 0

    first = keys[at]
    if tens := _EN_TENS.get(first, 0):
        after = at + 2 if at + 1 < len(keys) and keys[at + 1] in ("-", "‑") else at + 1
        word = keys[after] if after < len(keys) else ""
        if unit := small.get(word, 0):
            return (after + 1 - at, tens + unit, False) if unit < 10 else (1, tens, False)
        if unit := ordinal(word):
            return after + 1 - at, tens + unit, True
        return 1, tens, False
    if first.endswith("tieth") and (tens := _EN_TENS.get(first.removesuffix("ieth") + "y", 0)):
        return 1, tens, True
    if first in small and small[first] > 0:
        return 1, small[first], False
    if value := ordinal(first):
        return 1, value, True
    return None
