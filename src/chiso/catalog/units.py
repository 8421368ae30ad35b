"""The units that figures are about, such as provinces and cities, and how to know one by any of its spellings.

A code is unique only together with its set of units. Names are never matched by similarity, since Tây Nguyên
(a region) is two letters from Thái Nguyên; similarity only orders the hints of an error.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Iterator, Mapping

from chiso.catalog.kinds import Kind, Kinds
from chiso.catalog.spelling import name_key, slug_of
from chiso.errors import ParameterError


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one set.

    ``weight`` is what its figures count in the mean of a unit that it became part of, such as its population;
    0 where the set has no weights.
    """

    vintage: int
    code: str
    name_vi: str
    name_en: str
    kind: Kind
    region_vi: str
    region_en: str
    weight: float = 0.0

    @property
    def slug(self) -> str:
        """Return the name as lower-case ASCII words joined by hyphens: ``ba-ria-vung-tau``."""
        return slug_of(self.name_vi)

    @property
    def region_slug(self) -> str:
        """Return the name of the region in the same way: ``dong-bang-song-cuu-long``."""
        return slug_of(self.region_vi)

    @property
    def is_city(self) -> bool:
        """Whether the unit is of the kind whose units are measured against one another wherever they lie."""
        return self.kind.is_city

    def name(self, locale: str) -> str:
        """Return the short name, with an en dash between the halves of a double name in Vietnamese."""
        return self.name_vi.replace(" - ", " – ") if locale == "vi" else self.name_en.replace("-", "–")

    def full_name(self, locale: str) -> str:
        """Return the name with its kind: *Thành phố Cần Thơ*, *Can Tho City*, *Tỉnh Hậu Giang*."""
        return self.kind.full(self.name(locale), locale)

    def name_within(self, locale: str) -> str:
        """Return the name with its kind as it stands within a sentence: *thành phố Cần Thơ*, *tỉnh Hậu Giang*."""
        return self.kind.within(self.name(locale), locale)

    def region(self, locale: str) -> str:
        """Return the name of the region that the unit belongs to."""
        return self.region_vi if locale == "vi" else self.region_en


class Units:
    """The units of one set.

    Parameters
    ----------
    units
        The units.
    aliases
        Further spellings: text to code.
    kinds
        The kinds of units, whose words may stand before or behind a name.
    """

    def __init__(self, units: Iterable[Unit], aliases: Mapping[str, str], kinds: Kinds) -> None:
        self.kinds = kinds
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
        for key in self.kinds.candidates(name_key(text)):
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
        example = slugs[near[0]] if near else next(iter(self))
        raise ParameterError(
            f"No province or city is called {text!r}.",
            where="PROVINCE",
            why=f"The nearest of the {len(self)} names: {', '.join(near)}.",
            remedy=f"Give a slug ({example.slug}), a code ({example.code}) or the name in any spelling; "
            "`chiso provinces` lists all.",
        )

    def in_region(self, unit: Unit) -> list[Unit]:
        """Return the units of the region of ``unit``, itself included."""
        return [other for other in self.by_code.values() if other.region_vi == unit.region_vi]
