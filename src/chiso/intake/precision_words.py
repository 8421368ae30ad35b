"""Headings of columns that say how sure a figure is: standard errors, 95% limits, numbers of people asked."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from chiso.catalog.spelling import name_key
from chiso.ingest.precision import KINDS


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases, given with commas between them, as their words, the longest first."""
    return tuple(sorted((tuple(one.split()) for one in text.split(",")), key=len, reverse=True))


_INTERVAL = _phrases(
    "confidence interval, confidence limit, confidence limits, confidence level, confidence, ci, khoang tin cay, "
    "do tin cay, muc tin cay, ktc"
)
_ASKED = _phrases(
    "number of respondents, no of respondents, respondents, sample size, sample sizes, so nguoi tra loi, "
    "so nguoi duoc hoi, so nguoi duoc phong van, so nguoi duoc khao sat, so luong nguoi tra loi, co mau, "
    "kich thuoc mau, so phieu, so luong phieu"
)
_KINDS = {
    "standard_error": _phrases("standard error, standard errors, std error, std err, stderr, se, sai so chuan"),
    "low": _phrases("lower bound, lower limit, can duoi, gioi han duoi, lower, low, duoi, thap"),
    "high": _phrases("upper bound, upper limit, can tren, gioi han tren, upper, high, tren, cao"),
    "respondents": _ASKED,
}
_NOT_ASKED = _phrases("phat ra, khong hop le, ty le, ti le, rate, share, weighted, invalid, planned, du kien")
"""What makes of numbers of forms or people something else: those handed out, a share."""

_BARE = {"ci", "se"}
"""Words that others become without their marks, such as *sẽ*."""

_LINKS = {"of", "for", "the", "in", "cua", "cho"}
_BETWEEN = _LINKS | {
    word for one in _phrases("at level, muc gia tri, trong, and, survey, valid, completed") for word in one
}
_BETWEEN |= {
    word for one in _phrases("n, so luong nguoi phieu, tra loi, hop le, thu ve, khao sat, persons") for word in one
}
"""Words that say nothing of which figure is meant."""

_AS_HERE = re.compile(rf"([^:]+):({'|'.join(KINDS)})")
"""How the tables of ``data/raw`` call such a column."""

_LEVEL = re.compile(r"(?<![\d.,])([89]\d(?:[.,]\d)?)(?!\d|[.,]\d)\s*%?")
_USUAL = re.compile(r"(?<![\d.,])95\s*%")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_EDGES = " ()[]{}:;,–—-_/|%±+.="


@dataclasses.dataclass(frozen=True, slots=True)
class Precise:
    """What the texts over a column say of a figure.

    Attributes
    ----------
    kind
        ``standard_error``, ``low``, ``high`` or ``respondents``.
    rest
        What else the texts say, from the top down: the figure that is meant, where it is named.
    own
        What of that stands in the text that says the kind.
    level
        The level of limits as it is printed, such as *95*; empty where none is.
    """

    kind: str
    rest: tuple[str, ...]
    own: str
    level: str = ""


def read_precision(texts: Sequence[str]) -> Precise | None:
    """Return what the texts over a column say of the precision of a figure, or None where they say nothing of it.

    *Low*, *high* and their kin are limits only where an interval or 95% is spoken of.

    Parameters
    ----------
    texts
        From the top down, each once.
    """
    if own := _AS_HERE.fullmatch(texts[-1]):
        return Precise(own[2], (own[1],), own[1], "95")
    joined = " | ".join(texts)
    is_interval = _has(joined, _INTERVAL) or bool(_USUAL.search(joined))
    for text in reversed(texts):
        for kind, phrases in _KINDS.items():
            if not _has(text, phrases):
                continue
            is_limit = kind in ("low", "high")
            if (is_limit and not is_interval) or (kind == "respondents" and _has(joined, _NOT_ASKED)):
                continue
            levels = _LEVEL.findall(joined) if is_limit else []
            rest = {one: _rest(one, phrases, is_limit=is_limit) for one in texts}
            return Precise(kind, tuple(filter(None, rest.values())), rest[text], levels[-1] if levels else "")
    return None


def _rest(text: str, phrases: Sequence[Sequence[str]], *, is_limit: bool) -> str:
    """Return what a text says beside the phrases, and beside an interval and its level where those are limits."""
    left = _without(text, phrases)
    if is_limit:
        left = _LEVEL.sub(" ", _without(left, _INTERVAL))
    if all(name_key(word) in _BETWEEN for word in _WORD.findall(left)):
        return ""
    words = left.strip(_EDGES).split()
    while words and name_key(words[0]) in _LINKS:  # *Standard error of D1*
        words = words[1:]
    return " ".join(words).strip(_EDGES)


def _has(text: str, phrases: Iterable[Sequence[str]]) -> bool:
    return next(_found(text, phrases), None) is not None


def _without(text: str, phrases: Iterable[Sequence[str]]) -> str:
    text = unicodedata.normalize("NFC", text)
    for start, end in reversed([*_found(text, phrases)]):
        text = f"{text[:start]} {text[end:]}"
    return text


def _found(text: str, phrases: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield where phrases stand in a text, from the left, none within another."""
    words = [*_WORD.finditer(unicodedata.normalize("NFC", text))]
    keys = [name_key(word[0]) if name_key(word[0]) not in _BARE else word[0].casefold() for word in words]
    at = 0
    while at < len(words):
        length = next((len(one) for one in phrases if tuple(keys[at : at + len(one)]) == one), 0)
        if length:
            yield words[at].start(), words[at + length - 1].end()
        at += length or 1
