"""Which agencies a cell names. Names are looked up, never guessed: similarity only orders the hints of an error."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from chiso.catalog import Agency, Catalog, Unit
from chiso.catalog.agencies import KINDS
from chiso.intake.assignments.words import AnnexWords, Words, find_words, words_of

_HARD = re.compile(r"\s*;\s*|\n\s*[-–+•·]\s+")
_BULLET = re.compile(r"^\s*[-–+•·]\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell: as it is written, and the agency that has it, None where none is known."""

    written: str
    agency: Agency | None


class AgencyNames:
    """The names of the agencies of a unit.

    Parameters
    ----------
    catalog, unit
        The agencies, and whose they are.
    words
        How names are written.
    """

    def __init__(self, catalog: Catalog, unit: Unit, words: AnnexWords) -> None:
        self.agencies = catalog.store.agencies.of(unit.vintage, unit.code)
        self._words = words.agencies
        word = "|".join(map(re.escape, self._words.separators))
        self._soft = re.compile(rf"(\s+(?:{word})\s+|\s*[,/\n]\s*(?:(?:{word})\s+)?)", re.IGNORECASE)
        own = {words_of(unit.name_vi), words_of(unit.name_en)}
        kinds = {self._long(words_of(one)) for one in ("TP", "thành phố", "tỉnh", "city", "province")}
        self._own = [*(kind + name for kind in kinds for name in own), *own]
        self._kinds = [kind for kind in kinds if kind]
        self._by_key: dict[Words, Agency] = {}
        for one in self.agencies:
            for spelling in one.spellings:
                self._by_key.setdefault(self.key(spelling), one)
        self._collective = {self.key(one) for one in self._words.collective}

    def key(self, name: str) -> Words:
        """Return the key under which spellings of one name meet: short forms written out, without the unit's name."""
        words = self._long(words_of(name))
        for phrase in self._words.within:
            if (at := find_words(words, phrase)) > 0:
                words = words[:at] + words[at + len(phrase) :]
        for tail in (*self._words.tails, *self._own):
            if len(words) > len(tail) and words[-len(tail) :] == tail:
                words = words[: -len(tail)]
        return words

    def _long(self, words: Words) -> Words:
        """Write short forms out, the longest first."""
        found: list[str] = []
        at = 0
        longest = max(map(len, self._words.short))
        while at < len(words):
            for size in range(min(longest, len(words) - at), 0, -1):
                if long := self._words.short.get(words[at : at + size]):
                    found += long
                    at += size
                    break
            else:
                found.append(words[at])
                at += 1
        return tuple(found)

    def find(self, name: str) -> Agency | None:
        """Return the agency of a name; *Sở Nội vụ thành phố* is *Sở Nội vụ* where no other has that name."""
        key = self.key(name)
        if key in self._by_key:
            return self._by_key[key]
        shorter = next((key[: -len(kind)] for kind in self._kinds if key[-len(kind) :] == kind), None)
        return self._by_key.get(shorter) if shorter else None

    def read(self, cell: str) -> list[Named]:
        """Return the names in a cell, in their order, each once.

        A semicolon or a bullet always parts names. A comma, a slash, a line break or *và* does where the words of two
        names, or of a name and another beginning, meet: *Sở Giáo dục và Đào tạo* is one.
        """
        found: dict[str, Named] = {}
        for part in _HARD.split(_BULLET.sub("", cell)):
            pieces = self._soft.split(part.strip(" ,.\n\t"))
            for name in self._names(pieces[0::2], pieces[1::2]):
                plain = " ".join(name.split()).strip(" ,.:")
                if plain:
                    one = Named(plain, self.find(plain))
                    found.setdefault(one.agency.id if one.agency else " ".join(self.key(plain)), one)
        return list(found.values())

    def _names(self, texts: Sequence[str], marks: Sequence[str]) -> Iterable[str]:
        def whole(first: int, end: int) -> str:
            return texts[first] + "".join(marks[at] + texts[at + 1] for at in range(first, end - 1))

        at = 0
        while at < len(texts):
            known = (end for end in range(len(texts), at, -1) if self._is_known(whole(at, end)))
            end = next(known, 0)
            if not end:
                end = at + 1
                while end < len(texts) and not self._begins(texts[end]):
                    end += 1
            yield whole(at, end)
            at = end

    def _is_known(self, name: str) -> bool:
        return self.find(name) is not None or self.key(name) in self._collective

    def _begins(self, text: str) -> bool:
        """Whether a text begins as the name of an agency does: in capitals, but for words such as *các*."""
        words = words_of(text)
        if any(words[: len(head)] == head for head in self._words.small_heads):
            return True
        is_capital = text.strip()[:1].isupper()
        return is_capital and any(words[: len(head)] == head for head in self._words.heads)

    def kind(self, name: str) -> str:
        """Return what an agency is by its name."""
        key = self.key(name)
        if key in self._collective:
            return "collective"
        starts = (
            (len(start), kind)
            for kind, phrases in self._words.kinds.items()
            for start in map(self._long, phrases)
            if find_words(key, start) == 0
        )
        found = max(starts, default=(0, "other"))[1]
        return found if found in KINDS else "other"

    def new_id(self, name: str) -> str:
        """Return an id for an agency that is not known yet: the same for any of its spellings."""
        key = self.key(name)
        short = next((key[: -len(kind)] for kind in self._kinds if key[-len(kind) :] == kind), key)
        # The committee of a city is called after the city; of others it only says whose they are.
        return "-".join(key if self.kind(name) in ("committee", "front", "collective") else short or key)
