"""What a cell says: a number in any usual writing, that there is none, or something else."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import Literal

from chiso.catalog.spelling import name_key
from chiso.intake.grid import Value

NOISE_DIGITS = 9
"""Digits after the point beyond which a number saved by a program holds nothing but the dust of binary fractions."""

_NOTHING = {"na", "nan", "null", "none", "nd", "khongco", "khongcodulieu", "khongcongbo", "khongxephang", "khongdo"}
_NOTHING |= {"chuacongbo", "khongdanhgia", "chuacosolieu", "kxh", "kcb", "notavailable", "notpublished", "notranked"}
_NOTHING |= {"nodata", "missing", "withheld", "x", "div0", "ref", "value", "num"}
_BLANK = re.compile(r"[\s\-–—−‐_.…*†‡/×]*")
_MARKS = re.compile(r"(?:\s*(?:[*†‡§¶ᵃ-ᶻ¹²³⁰-⁹]+|[(\[]\s*(?:\d{1,2}|[*†‡]+|[a-z])\s*[)\]]))+$")
_UNIT = re.compile(r"(?<=\d)\s*(?:điểm|diem|points?|pts?\.?)$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:(?:đồng|cùng|xếp|thứ|hạng|vị trí|tied|joint|ranked|rank|no\.|#|=)\s*)*[:(]?\s*"
    r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\s*(?:=|[.)]|(?:/|trên|of)\s*\d{1,2}|(?:st|nd|rd|th)(?:\s+of\s+\d{1,2})?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*)")
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """What was read in a cell.

    ``kind`` is ``number``, ``nothing`` (empty, a dash, *N/A*, a lone footnote mark) or ``other`` (text).
    ``decimals`` are the digits after the point; ``is_percent`` says that a percent sign stood behind.
    """

    kind: Literal["number", "nothing", "other"]
    value: float = 0.0
    decimals: int = 0
    is_percent: bool = False


_EMPTY = Number("nothing")


def read_number(value: Value) -> Number:
    """Read a cell.

    83,76 and 83.76 are the same: the only separator of a number, and the last one of two different
    ones, is the decimal point, since no score reaches a thousand. Footnote marks behind are passed over.
    """
    if value is None:
        return _EMPTY
    if isinstance(value, float):
        exact = round(value, NOISE_DIGITS)
        return Number("number", exact, _decimals(exact))
    text = unicodedata.normalize("NFKC", _MARKS.sub("", value.strip())).strip()
    if _BLANK.fullmatch(text) or name_key(text) in _NOTHING:
        return _EMPTY
    text = _UNIT.sub("", text)
    text = re.sub(r"[\s\u00a0\u2007\u2009\u202f']", "", text).translate(str.maketrans("−–—‐", "----"))
    is_percent = text.endswith("%")
    match = _PLAIN.fullmatch(text.removesuffix("%"))
    if match is None or not text.isascii():
        return Number("other")
    sign, digits = match[1], match[2]
    marks = [mark for mark in digits if not mark.isdigit()]
    if len(set(marks)) == 1 and len(marks) > 1:
        if not _THOUSANDS.fullmatch(digits):
            return Number("other")
        whole, fraction = digits.replace(marks[0], ""), ""
    elif marks:
        whole, _, fraction = digits.rpartition(marks[-1])
        if marks.count(marks[-1]) > 1:
            return Number("other")
        whole = re.sub(r"[.,]", "", whole)
    else:
        whole, fraction = digits, ""
    number = float(f"{sign}{whole}.{fraction or '0'}")
    return Number("number", number, len(fraction), is_percent)


def read_place(value: Value) -> Number:
    """Read a cell of a rank, which may be in words (*Thứ 37*), say of how many (*37/63*) or that it is shared.

    Units that share places 5 and 6 (*5-6*) have the better one, as with *5=*.
    """
    number = read_number(value)
    if number.kind == "other" and isinstance(value, str):
        text = unicodedata.normalize("NFKC", _MARKS.sub("", value.strip())).strip()
        if (match := _PLACE.fullmatch(text)) and (match[2] is None or int(match[1]) < int(match[2])):
            return Number("number", float(match[1]))
    return number


def read_count(value: Value) -> Number:
    """Read a cell of a number of people: *1.353* and *1,353* are thousands, since there are no parts of a person."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    if _COUNT.fullmatch(text):
        return Number("number", float(re.sub("[.,]", "", text)))
    return read_number(value)


def _decimals(value: float) -> int:
    """Return the digits after the point that a number needs."""
    return len(f"{value:.{NOISE_DIGITS}f}".rstrip("0").partition(".")[2])
