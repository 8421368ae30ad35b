"""Which unit a cell names. Spellings are looked up, never guessed: similarity only orders the hints of an error."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from chiso.catalog import Catalog, Unit
from chiso.catalog.records import read_lines
from chiso.catalog.spelling import name_key
from chiso.catalog.unit_tables import alias_lines

Other = Literal["", "header", "region", "total", "statistic", "note", "former", "other_vintage"]

_LONGEST = 100
"""No cell that names a unit, in two languages and with its marks, has more letters."""

_NEAR = 0.8
_START = 5
_LONGEST_SHORT = 16

_ORDINAL = re.compile(r"^\s*+(?:\(?\d{1,3}(?:[.):]|\s*[-–]\s|\s)\s*|[-–+•·▪]\s*)")
# No pattern gives back what it has taken: cells with thirty blanks inside made this one run for minutes.
_MARKS = re.compile(r"(?:[\s*†‡¹²³⁰-⁹]|[(\[]\s*+(?:\d{1,2}|[*†‡]++|[a-z])\s*+[)\]])++$")
_GLUED = re.compile(r"(?<=[^\W\d])\d{1,2}$")
_OFFICE = re.compile(r"^\s*(?:ubnd|[uủ][yỷ] ban nhân dân|people['’]s committee of)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_PARTS = re.compile(r"[\n\r/|]+|\s[-–—]\s")
_NEW = {"moi", "new", "sausapnhap", "sausapxep", "saukhisapxep", "aftermerger"}
_OLD = {"cu", "old", "truocsapnhap", "truocsapxep", "beforemerger"}
# Rows of tables that are no unit begin with these words; their letters are compared with their marks, since a
# misspelt Vũng Tàu must not be passed over as a region (vùng).
_ROWS_OF = {
    "statistic": "trung bình|bình quân|trung vị|điểm trung|điểm cao|điểm thấp|cao nhất|thấp nhất|lớn nhất|nhỏ nhất|"
    "độ lệch|phương sai|min\\b|max\\b|mean\\b|median|average|highest|lowest|std|standard|số quan sát|tứ phân vị|"
    "giá trị (?:trung|cao|thấp|lớn|nhỏ)",
    "total": "tổng|cả nước|toàn quốc|toàn bộ|chung cả|cộng\\b|total|national|nationwide|whole country",
    "region": "vùng\\s|khu vực|region",
    "note": "ghi chú|nguồn|chú thích|lưu ý|note|source|người lập|nơi nhận|\\(\\*|\\*",
}
# These never stand in the name of a unit, so they tell wherever they stand: *Điểm toàn quốc*.
_ANYWHERE = {
    "statistic": "trung bình|bình quân|trung vị|\\baverage\\b|\\bmedian\\b",
    "total": "toàn quốc|cả nước|\\bnational\\b|\\bnationwide\\b|\\bwhole country\\b",
}
_ROW = {kind: re.compile(words) for kind, words in _ROWS_OF.items()}


class Names:
    """The names of the units of one vintage, and of what stands in tables beside units.

    Parameters
    ----------
    own
        The catalogue in the vintage: its units, and the tables of spellings and of rows that are no province.
    """

    def __init__(self, own: Catalog) -> None:
        self.units = own.units
        self.sets = own.sets.listed
        # What may stand in brackets behind a name: its kind, and before or after which merger it was meant.
        self._beside = {"", *own.units.kinds.keys}
        self._beside |= _NEW if own.sets.earlier(own.vintage) else set()
        self._beside |= _OLD if own.sets.after(own.vintage) else set()
        folder = own.raw / "provinces"
        rows = read_lines(folder / "non_province_rows.csv", ("cell_text", "guess"))
        self._others: dict[str, str] = {name_key(row.cells["cell_text"]): row.cells["guess"] for row in rows}
        for unit in self.units:
            self._others.setdefault(name_key(unit.region_vi), "region")
            self._others.setdefault(name_key(unit.region_en), "region")
        all_units = [own.in_vintage(vintage).units for vintage in own.sets.vintages]
        self._elsewhere = frozenset(key for units in all_units for key in units.spellings())
        aliases = alias_lines(folder)
        known = {code for units in all_units for code in units.by_code}
        self._former = {name_key(row.cells["alias"]) for row in aliases if row.cells["gso_code"] not in known}
        # A cell that names a unit holds a known spelling: telling that most cells do not must take no time.
        known_keys = set(self.units.spellings())
        self._starts = {key[:_START] for key in known_keys if len(key) >= _START}
        self._short = {key for key in known_keys if len(key) < _START}
        self._find = functools.cache(self._look_up)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all spellings of all units of any vintage."""
        return self._elsewhere

    def find(self, text: str) -> Unit | None:
        """Return the unit that a cell names, or None.

        A cell may number it (*5. Cần Thơ*), carry a footnote mark, or name it twice (*Cần Thơ / Can Tho*);
        two different units in one cell are none.
        """
        return self._find(text)

    def other(self, text: str) -> Other:
        """Return what a cell names that is no unit: a region, a total, a heading…; empty where that is not known."""
        key = name_key(text)
        if key in self._former:
            return "former"
        kind = self._others.get(key, "")
        if kind in ("header", "region", "total", "statistic", "note"):
            return kind  # type: ignore[return-value]
        if key in self._elsewhere and self.find(text) is None:
            return "other_vintage"
        plain = " ".join(text.split()).casefold().lstrip("-–+•· ")
        for name, pattern in _ROW.items():
            if pattern.match(plain) or (name in _ANYWHERE and re.search(_ANYWHERE[name], plain)):
                return name  # type: ignore[return-value]
        return "note" if len(plain) > 80 else ""

    def nearest(self, text: str) -> list[str]:
        """Return the known names that look most like ``text``, for a hint."""
        names = {name_key(unit.name_vi): unit.name_vi for unit in self.units}
        return [names[key] for key in difflib.get_close_matches(name_key(text), names, n=3, cutoff=0)]

    def is_near(self, text: str) -> bool:
        """Whether a text looks like a misspelt name; enough to ask about its row, never to say which it is."""
        names = [name_key(unit.name_vi) for unit in self.units]
        return bool(difflib.get_close_matches(name_key(text), names, n=1, cutoff=_NEAR))

    def _look_up(self, text: str) -> Unit | None:
        if len(text) > _LONGEST or not self._may_name(text):
            return None
        if unit := self._one(text):
            return unit
        for parts in _divisions(text):
            found = [self._one(part) for part in parts]
            if found[0] is not None and all(unit is found[0] for unit in found):
                return found[0]
        return None

    def _may_name(self, text: str) -> bool:
        key = name_key(text)
        if any(key[place : place + _START] in self._starts for place in range(len(key) - _START + 1)):
            return True
        if len(key) > _LONGEST_SHORT:
            return False
        return key in self._short or any(name_key(part) in self._short for part in re.split(r"[\s/|()*\-–]+", text))

    def _one(self, text: str) -> Unit | None:
        for spelling in _spellings(text):
            if any(letter.isalpha() for letter in spelling) and (unit := self.units.find(spelling)):
                return unit
        bracket = _BRACKETS.search(text)
        if bracket:
            inside = name_key(bracket[1])
            unit = self._one(text[: bracket.start()])
            if unit and (inside in self._beside or self.units.find(bracket[1]) is unit):
                return unit
        return None


def _spellings(text: str) -> Iterator[str]:
    """Yield a cell's text as it is, then without its number in front, footnote marks behind and office."""
    yield text
    bare = _MARKS.sub("", text)
    yield bare
    unnumbered = _ORDINAL.sub("", bare)
    yield unnumbered
    unglued = _GLUED.sub("", unnumbered)
    yield unglued
    yield _OFFICE.sub("", unicodedata.normalize("NFC", unglued))


def _divisions(text: str) -> Iterator[list[str]]:
    """Yield the ways to read a cell as the same name twice, in two languages."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) > 1:
        yield parts
        for place in range(1, len(parts)):
            yield [" ".join(parts[:place]), " ".join(parts[place:])]
    words = text.split()
    for place in range(1, len(words)):
        yield [" ".join(words[:place]), " ".join(words[place:])]
