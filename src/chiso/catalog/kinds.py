"""The kinds of units – in Việt Nam provinces and centrally run cities – and how names are written with them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from chiso.catalog.records import read_records
from chiso.catalog.spelling import name_key

NAME = "{name}"
"""What stands for the name of a unit in a template."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """A kind of units, one row of ``provinces/kinds.csv``.

    ``type`` is the word in the tables of units. The templates say how a name stands with its kind, alone or at
    the head of a sentence (``full_vi``, ``full_en``) and within one (``within_vi``, ``within_en``); a row with
    a ``slug`` is for that unit only. ``is_city`` is yes for the kind whose units are measured against one
    another wherever they lie. ``spellings`` are further templates, parted by semicolons, that tables use.
    """

    type: str
    slug: str
    is_city: bool
    full_vi: str
    within_vi: str
    full_en: str
    within_en: str
    plural_vi: str
    plural_en: str
    spellings: str = ""
    line: int = 0

    @property
    def templates(self) -> tuple[str, ...]:
        """Every way in which a name of the kind may be written with it."""
        further = (one.strip() for one in self.spellings.split(";"))
        return tuple(filter(None, (self.full_vi, self.within_vi, self.full_en, self.within_en, *further)))

    def full(self, name: str, locale: str) -> str:
        """Return a name with its kind: *Thành phố Cần Thơ*, *Can Tho City*."""
        return (self.full_vi if locale == "vi" else self.full_en).replace(NAME, name)

    def within(self, name: str, locale: str) -> str:
        """Return a name with its kind as it stands within a sentence: *thành phố Cần Thơ*."""
        return (self.within_vi if locale == "vi" else self.within_en).replace(NAME, name)

    def plural(self, locale: str) -> str:
        """Return the name of all units of the kind: *centrally run cities*."""
        return self.plural_vi if locale == "vi" else self.plural_en


class Kinds:
    """The kinds of units of a country.

    Parameters
    ----------
    kinds
        The rows of the table.
    """

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = {(one.type, one.slug): one for one in reversed(kinds)}
        halves = [template.split(NAME) for one in kinds for template in one.templates if template.count(NAME) == 1]
        self._before = _longest_first(name_key(half[0]) for half in halves)
        self._after = _longest_first(name_key(half[1]) for half in halves)
        words = [f"^(?:{'|'.join(self._before)})"] if self._before else []
        words += [f"(?:{'|'.join(self._after)})$"] if self._after else []
        self._affix = re.compile("|".join(words)) if words else None

    @property
    def keys(self) -> frozenset[str]:
        """The words that may stand before or behind a name, as keys: *tinh*, *thanhpho*, *city*."""
        return frozenset((*self._before, *self._after))

    @property
    def types(self) -> tuple[str, ...]:
        """The words for kinds that the tables of units may hold."""
        return tuple(dict.fromkeys(of_type for of_type, slug in self._kinds if not slug))

    def of(self, of_type: str, slug: str) -> Kind | None:
        """Return how a unit of a type is called, or None where the type is not known."""
        return self._kinds.get((of_type, slug)) or self._kinds.get((of_type, ""))

    def candidates(self, key: str) -> Iterator[str]:
        """Yield the keys under which a spelling may be known: as it is, then without its kind."""
        yield key
        bare = self._affix.sub("", key) if self._affix else key
        if bare and bare != key:
            yield bare
            if self._after:
                yield re.sub(f"(?:{'|'.join(self._after)})$", "", bare)


def read_kinds(folder: Path) -> Kinds:
    """Read the kinds of units from the folder of the units' tables.

    Raises
    ------
    DataError
        When the table cannot be read.
    """
    return Kinds(read_records(folder / "kinds.csv", Kind))


def _longest_first(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(filter(None, words)), key=lambda word: (-len(word), word)))
