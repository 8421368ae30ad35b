"""What a cell says: a number in any usual writing, that there is none, or something else."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from chiso.catalog.spelling import name_key
from chiso.intake.grid import Value
from chiso.intake.spoiled import formula_error

NOISE_DIGITS = 9
"""Digits after the point beyond which a number saved by a program holds nothing but the dust of binary fractions."""

_NOTHING = {"na", "nan", "null", "none", "nd", "khongco", "khongcodulieu", "khongcongbo", "khongxephang", "khongdo"}
_NOTHING |= {"chuacongbo", "khongdanhgia", "chuacosolieu", "kxh", "kcb", "notavailable", "notpublished", "notranked"}
_NOTHING |= {"nodata", "missing", "withheld", "x", "div0", "ref", "value", "num"}
_BLANK = re.compile(r"[\s\-–—−‐_.…*†‡/×]*+")
_MARKS = re.compile(r"(?:\s*+(?:[*†‡§¶ᵃ-ᶻ¹²³⁰-⁹]|[(\[]\s*+(?:\d{1,2}|[*†‡]++|[a-z])\s*+[)\]]))++$")
_RAISED = re.compile(r"^[¹²³⁰-⁹ᵃ-ᶻ]++\s*+(?=\d)")
_RAISED_DIGIT = re.compile(r"[¹²³⁰-⁹]")
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f']++")
_LOOSE = re.compile(r" (?=[.,%])|(?<=[.,+-]) ")
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})++(?:[.,]\d++)?%?")
_UNIT = re.compile(r"(?<=\d)\s*(?:điểm|diem|points?|pts?\.?)$", re.IGNORECASE)
_PAIR = re.compile(r"(\d{1,3}(?:[.,]\d{1,9})?%?)\s*+[(\[]\s*+(\d{1,3}(?:[.,]\d{1,9})?%?)\s*+[)\]]")
_PLACE = re.compile(
    r"(?:(?:đồng|cùng|xếp|thứ|hạng|vị trí|tied|joint|ranked|rank|no\.|#|=)\s*+)*+[:(]?\s*+"
    r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\s*(?:=|[.)]|(?:/|trên|of)\s*\d{1,2}|(?:st|nd|rd|th)(?:\s+of\s+\d{1,2})?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*)")
_PLAIN_IN = re.compile(r"\d++(?:[.,]\d++)*+")
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_GROUP = re.compile(r"\d{1,3}([.,])\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})++")


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


def read_number(value: Value, thousands: str = "") -> Number:
    """Read a cell.

    83,76 and 83.76 are the same: the only separator of a number, and the last one of two different
    ones, is the decimal point, unless it is one of ``thousands``, which part groups of three in the rest of the
    column (:func:`column_marks`). Footnote marks before and behind are passed over.
    """
    if value is None:
        return _EMPTY
    if isinstance(value, float):
        exact = round(value, NOISE_DIGITS)
        return Number("number", exact, _decimals(exact))
    bare = _RAISED.sub("", _MARKS.sub("", value.strip()))
    if _RAISED_DIGIT.search(bare):
        return Number("other")  # a raised digit within a figure would become one of its own
    text = unicodedata.normalize("NFKC", bare).strip()
    if formula_error(text) or _BLANK.fullmatch(text) or name_key(text) in _NOTHING:
        return _EMPTY
    text = _UNIT.sub("", text)
    text = _LOOSE.sub("", _BLANKS.sub(" ", text).strip().translate(str.maketrans("−–—‐", "----")))
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")  # other blanks between digits part two numbers: a note «1» before 87,48
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
    elif marks and marks[0] in thousands and _GROUP.fullmatch(digits):
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


def read_pair(value: Value) -> tuple[Number, Number] | None:
    """Read a cell that holds a rank and a score, one of them in brackets: *01 (0,727)*, *0,727 (01)*; else None."""
    match = _PAIR.fullmatch(unicodedata.normalize("NFKC", value).strip()) if isinstance(value, str) else None
    if match is None:
        return None
    first, second = read_number(match[1]), read_number(match[2])
    is_place = ["." not in text and "," not in text and "%" not in text for text in match.groups()]
    if first.kind != "number" or second.kind != "number" or is_place[0] == is_place[1]:
        return None
    return (first, second) if is_place[0] else (second, first)


def read_place(value: Value) -> Number:
    """Read a cell of a rank, which may be in words (*Thứ 37*), say of how many (*37/63*) or that it is shared.

    Units that share places 5 and 6 (*5-6*) have the better one, as with *5=*.
    """
    if pair := read_pair(value):
        return pair[0]
    number = read_number(value)
    if number.kind == "other" and isinstance(value, str):
        text = unicodedata.normalize("NFKC", _MARKS.sub("", value.strip())).strip()
        if (match := _PLACE.fullmatch(text)) and (match[2] is None or int(match[1]) < int(match[2])):
            return Number("number", float(match[1]))
    return number


@dataclasses.dataclass(frozen=True, slots=True)
class Marks:
    """How the numbers of one column are written.

    ``thousands`` are the marks that part groups of three; ``decimal`` those that stand before a fraction; ``open``
    are cells that could be either, with nothing in the column that says which.
    """

    thousands: str = ""
    decimal: str = ""
    open: tuple[str, ...] = ()

    @property
    def is_mixed(self) -> bool:
        """Whether the column uses one mark for both."""
        return bool(set(self.thousands) & set(self.decimal))


def column_marks(values: Iterable[Value]) -> Marks:
    """Return the one convention of a column: 512.047 is 512047 beside 1.353.223, and 512 and a bit beside 83.76."""
    texts = [_BLANKS.sub("", value) for value in values if isinstance(value, str)]
    numbers = [found[0] for text in texts if (found := _PLAIN_IN.search(text))]
    thousands, decimal = set(), set()
    doubtful = []
    for digits in numbers:
        marks = [mark for mark in digits if not mark.isdigit()]
        if not marks:
            continue
        if len(set(marks)) == 2:
            thousands.add(marks[0])
            decimal.add(marks[-1])
        elif len(marks) > 1:
            thousands.update(marks if _THOUSANDS.fullmatch(digits) else ())
        elif _GROUP.fullmatch(digits):
            doubtful.append(digits)
        else:
            decimal.add(marks[0])
    if not thousands and len(decimal) == 1 and doubtful:
        # Beside 83,76 a point can only part thousands.
        thousands |= {mark for mark in ".," if mark not in decimal} & {mark for text in doubtful for mark in text}
    known = thousands | decimal
    left = tuple(text for text in doubtful if not known & set(text))
    return Marks("".join(sorted(thousands)), "".join(sorted(decimal)), left)


def read_count(value: Value) -> Number:
    """Read a cell of a number of people: *1.353* and *1,353* are thousands, since there are no parts of a person."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    if _COUNT.fullmatch(text):
        return Number("number", float(re.sub("[.,]", "", text)))
    return read_number(value)


def _decimals(value: float) -> int:
    """Return the digits after the point that a number needs."""
    return len(f"{value:.{NOISE_DIGITS}f}".rstrip("0").partition(".")[2])
