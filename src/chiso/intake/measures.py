"""Units of measure in headings: what remains beside a name, and which of two columns with one name is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chiso.catalog import Indicator
from chiso.intake.vocabulary import Vocabulary, words_of

_INSIDE = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_MEASURE_WORDS = """
    dong vnd usd eur do la trieu ty nghin ngan tan ta kg ha km2 km m2 nguoi ho lao lan vu phan tram ti le diem tren
    percent percentage points point score scores million billion thousand persons people households tons per on
"""
_MEASURES = frozenset(_MEASURE_WORDS.split())
_PERCENT = frozenset({"%", "percent", "percentage", "phan tram", "ty le", "ti le"})
_POINTS = frozenset({"diem", "point", "points", "score", "scores"})


def is_measure(text: str) -> bool:
    """Whether a text only says in what is counted: *tỷ đồng*, *billion USD*, *%*."""
    words = words_of(text)
    return all(word in _MEASURES or word.isdigit() for word in words) and bool(words or "%" in text)


def of_measure(texts: dict[int, Sequence[str]], code: str, vocabulary: Vocabulary) -> list[int]:
    """Return the columns whose heading gives the unit of measure of a figure, of several that have its name.

    Parameters
    ----------
    texts
        Everything that stands over each column, cells that only give a unit of measure included.
    code, vocabulary
        The figure, and the words of the index and year.

    Returns
    -------
    list of int
        All of them where the unit of measure tells nothing.
    """
    wanted = _wanted(vocabulary.meanings.get(code), vocabulary)
    fitting = [column for column, over in texts.items() if _measures(over) & wanted]
    others = [column for column, over in texts.items() if column not in fitting and _measures(over)]
    return fitting if fitting and len(fitting) + len(others) == len(texts) else list(texts)


def _wanted(meaning: Indicator | None, vocabulary: Vocabulary) -> set[str]:
    """Return the units of measure in the names of a figure and of the index; else what the index is counted in."""
    index = vocabulary.index
    names = [index.name_vi, index.name_en, index.label]
    names += [meaning.name_vi, meaning.name_en] if meaning else []
    found = _measures(names)
    return found or set(_PERCENT if index.measure == "percent" else _POINTS)


def _measures(texts: Sequence[str]) -> set[str]:
    """Return the units of measure that texts give: in brackets, or as the whole of a text."""
    pieces = [piece for text in texts for piece in (text, *_INSIDE.findall(text)) if is_measure(piece)]
    return {" ".join(words_of(piece)) or "%" for piece in pieces}
