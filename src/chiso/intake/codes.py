"""Codes in headings: *1.1*, *Nội dung 1*, *Sub-dimension 1.1*, *sd1_1*, and parts numbered within their dimension."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from chiso.catalog.spelling import name_key

_WORD = r"(?:(?:diem|score of|scores?|tong|overall|total|composite) ){0,2}"
_SUB = r"sub[ -]?dim(?:ension)?"
_DIMENSION = re.compile(
    _WORD + r"(?:d|dim|dimension|chi so noi dung|chi so thanh phan|noi dung|truc noi dung|truc|linh vuc|cstp|csnd|nd|"
    r"sub ?index|subindices|index|component|chi so|thanh phan|pillar|tieu chi)\s*[.:]?\s*(\d{1,2}|[ivx]{1,4})"
    r"(?![\w.,]*\d)\b[\s:.)–-]*(?P<rest>.*)"
)
_PART = re.compile(
    _WORD + rf"(?:(?:{_SUB}|chi so noi dung thanh phan|chi so thanh phan|noi dung thanh phan|noi dung|thanh phan|truc|"
    r"tieu chi|muc|dim|sub|sd|s|d|nd|tp)\s*)?(\d{1,2})\.(\d{1,2})(?![.,]?\d)[\s:.)–-]*(?P<rest>.*)"
)
_TOGETHER = re.compile(rf"(?:{_SUB}|sub|sd|s)\s*([1-9])([1-9])(?![\w.,]*\d)\b[\s:.)–-]*(?P<rest>.*)")
_BARE = re.compile(r"(\d{1,2}|[ivx]{1,4})\s*[:.)]\s*(?P<rest>[^\d\s].*)")
_PLACED = re.compile(
    rf"(?:{_SUB}|noi dung thanh phan|truc thanh phan|truc noi dung thanh phan|chi so thanh phan|s)\s*"
    r"[.:]?\s*(\d{1,2})(?![.,]?\d)(?P<rest>.*)"
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def stated_code(text: str) -> tuple[str, str, bool]:
    """Return the code that a text begins with, the text behind it, and whether a bare number gives it (*1. Tham gia*).

    The code is empty where there is none. Names of variables in data files count: *dim_1*, *sd1_1*, *s11*.
    """
    text, plain = _plain(text)
    if match := _PART.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        return f"{int(match[1])}.{int(match[2])}", _tail(text, match["rest"]), False
    for pattern in (_DIMENSION, _BARE):
        if (match := pattern.fullmatch(plain)) and (number := _number(match[1])):
            return f"D{number}", _tail(text, match["rest"]), pattern is _BARE
    return "", "", False


def place_below(texts: Sequence[str]) -> tuple[int, str]:
    """Return the number of a part within its dimension (*Nội dung thành phần 2*), and its name; 0 where there is none.

    Such numbers begin again in every dimension: only the dimension before them tells the code.
    """
    for text in texts:
        composed, plain = _plain(text)
        if match := _PLACED.fullmatch(plain):
            return int(match[1]), _tail(composed, match["rest"]).strip(" .:)–-")
    return 0, ""


def _plain(text: str) -> tuple[str, str]:
    """Return a text as it is written and without its marks, letter for letter, so that places in both are the same."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    plain = "".join(map(_letter, composed))
    return composed, re.sub(r"(?<=\d)_(?=\d)", ".", plain).replace("_", " ")


def _letter(letter: str) -> str:
    plain = name_key(letter)
    return plain if len(plain) == 1 else ("-" if letter in "–—" else letter)


def _tail(text: str, rest: str) -> str:
    return text[len(text) - len(rest) :] if rest else ""


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _ROMANS.index(text) + 1 if text in _ROMANS else 0
