"""Provinces and centrally run cities, and how to know one by any of its spellings.

A GSO code is unique only together with its vintage: seven codes named other units after 1 July 2025.
Names are never matched by similarity, since Tây Nguyên (a region) is two letters from Thái Nguyên;
similarity only orders the hints of an error.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from chiso.errors import ParameterError

CITY = "thành phố trực thuộc trung ương"

VINTAGES = (63, 34)
"""The sets of units by their number, in the order of time."""

MERGED_ON = dt.date(2025, 7, 1)
"""The day from which the 34 units stand."""


def vintage_of(index_year: int) -> int:
    """Return the set of units in which the indices of a year were measured: 63 to 2024, 34 from 2025 on."""
    return VINTAGES[0] if index_year < MERGED_ON.year else VINTAGES[1]


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """A province or centrally run city of one vintage (63 or 34 units)."""

    vintage: int
    code: str
    name_vi: str
    name_en: str
    is_city: bool
    region_vi: str
    region_en: str
    population_thousand: float

    @property
    def slug(self) -> str:
        """Return the name as lower-case ASCII words joined by hyphens: ``ba-ria-vung-tau``."""
        return slug_of(self.name_vi)

    @property
    def region_slug(self) -> str:
        """Return the name of the region in the same way: ``dong-bang-song-cuu-long``."""
        return slug_of(self.region_vi)

    def name(self, locale: str) -> str:
        """Return the short name, with an en dash between the halves of a double name in Vietnamese."""
        return self.name_vi.replace(" - ", " – ") if locale == "vi" else self.name_en.replace("-", "–")

    def full_name(self, locale: str) -> str:
        """Return the name with its kind: *Thành phố Cần Thơ*, *Can Tho City*, *Tỉnh Hậu Giang*."""
        name = self.name(locale)
        if locale == "vi":
            return f"{'Thành phố' if self.is_city else 'Tỉnh'} {name}"
        if self.is_city:
            return name if name.endswith("City") else f"{name} City"
        return f"{name} Province"

    def name_within(self, locale: str) -> str:
        """Return the name with its kind as it stands within a sentence: *thành phố Cần Thơ*, *tỉnh Hậu Giang*.

        Decree 30/2020/NĐ-CP writes the kind with a capital only before the name of a person.
        """
        full = self.full_name(locale)
        return full if locale != "vi" or self.slug == "ho-chi-minh" else f"{full[0].lower()}{full[1:]}"

    def region(self, locale: str) -> str:
        """Return the name of the region that the unit belongs to."""
        return self.region_vi if locale == "vi" else self.region_en


def name_key(text: str) -> str:
    """Return the key under which spellings of one name meet.

    NFKC, case-folded, đ and ð as d, without marks, only a–z and 0–9. The publishers' tables mix
    composed, decomposed and half-composed letters and both *đ* and the Icelandic *ð*.
    """
    return re.sub(r"[^a-z0-9]", "", _ascii(text))


class Units:
    """The units of one vintage.

    Parameters
    ----------
    units
        The units.
    aliases
        Further spellings: text to GSO code.
    """

    def __init__(self, units: Iterable[Unit], aliases: Mapping[str, str]) -> None:
        self.by_code: dict[str, Unit] = {unit.code: unit for unit in units}
        self._by_key: dict[str, Unit] = {}
        for unit in self.by_code.values():
            for spelling in (unit.name_vi, unit.name_en, unit.slug, unit.code):
                self._by_key[name_key(spelling)] = unit
        for spelling, code in aliases.items():
            self._by_key.setdefault(name_key(spelling), self.by_code[code])

    def __len__(self) -> int:
        return len(self.by_code)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.by_code.values())

    def spellings(self) -> dict[str, str]:
        """Return every spelling of a name that is known, as its key, with the unit's code."""
        codes = {name_key(code) for code in self.by_code}
        return {key: unit.code for key, unit in self._by_key.items() if key not in codes}

    def find(self, text: str) -> Unit | None:
        """Return the unit with this code, slug or spelling of its name, or None."""
        for key in _candidate_keys(name_key(text)):
            if unit := self._by_key.get(key):
                return unit
        return None

    def resolve(self, text: str) -> Unit:
        """Return the unit that a person means by ``text``.

        Raises
        ------
        ParameterError
            When nothing has that code, slug or spelling; the error lists the nearest slugs.
        """
        if unit := self.find(text):
            return unit
        slugs = {unit.slug: unit for unit in self.by_code.values()}
        near = difflib.get_close_matches(slug_of(text), slugs, n=5, cutoff=0)
        raise ParameterError(
            f"No province or city is called {text!r}.",
            where="PROVINCE",
            why=f"The nearest of the {len(self)} names: {', '.join(near)}.",
            remedy="Give a slug (can-tho), a GSO code (92) or the name in any spelling; `chiso provinces` lists all.",
        )

    def in_region(self, unit: Unit) -> list[Unit]:
        """Return the units of the region of ``unit``, itself included."""
        return [other for other in self.by_code.values() if other.region_vi == unit.region_vi]


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d").replace("ð", "d")
    return "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))


def slug_of(text: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens; the same for any of its spellings."""
    return re.sub(r"[^a-z0-9]+", "-", _ascii(text)).strip("-")


def _candidate_keys(key: str) -> Iterator[str]:
    yield key
    bare = re.sub(r"^(?:tinh|thanhpho|tp)|(?:province|city)$", "", key)
    if bare and bare != key:
        yield bare
        yield re.sub(r"(?:province|city)$", "", bare)
