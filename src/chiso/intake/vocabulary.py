"""The words by which a table calls the figures of one index in one year."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata

from chiso.catalog import Catalog, Index, Indicator
from chiso.catalog.records import read_lines
from chiso.catalog.spelling import name_key
from chiso.errors import DataError

TOTAL = "TOTAL"

_MOST_MARKS = 12

_PIECES = re.compile(r"[\n\r/|;:]+|\s[-–—]\s|[()]")


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """The codes and names of an index in one year.

    Parameters
    ----------
    index, index_year
        The edition.
    meanings
        The meaning of every code in that year.
    carried_from
        The last year for which ``indicators.csv`` gives these meanings, where the year asked for comes
        after all of them; None where it gives them for the year itself.
    concepts
        For the key of every name the concepts that are called so in some year.
    """

    index: Index
    index_year: int
    meanings: dict[str, Indicator]
    carried_from: int | None
    concepts: dict[str, frozenset[str]]

    @functools.cached_property
    def parts(self) -> list[str]:
        """The codes that have no parts of their own, in the order of ``indicators.csv``."""
        parents = {one.parent for one in self.meanings.values()}
        return [code for code in self.meanings if code not in parents]

    def has_parts(self, code: str) -> bool:
        """Whether a code other than the total has parts of its own."""
        return code != TOTAL and any(one.parent == code for one in self.meanings.values())

    def parent_of(self, code: str) -> str:
        """Return what a code is a part of; one without a meaning is taken for a sibling of those numbered like it."""
        if code in self.meanings:
            return self.meanings[code].parent
        stem = _stem(code)
        alike = {one.parent for known, one in self.meanings.items() if known != TOTAL and _stem(known) == stem}
        return alike.pop() if len(alike) == 1 else TOTAL

    def leading_code(self, text: str) -> tuple[str, str]:
        """Return the code that a text begins with as it is written in ``indicators.csv``, and the text behind it."""
        head, _, rest = text.strip().partition(" ")
        written = {code.casefold(): code for code in self.meanings}
        code = written.get(head.rstrip(".:)–-").casefold(), "")
        is_meant = not rest or any(letter.isdigit() for letter in code)  # *A* may be a word
        return (code, rest.strip(" .:)–-")) if code and is_meant else ("", "")

    @functools.cached_property
    def required(self) -> list[str]:
        """The codes that a table must have."""
        if self.index.layout == "scores":
            return [TOTAL]
        return [code for code in self.parts if code != TOTAL] + ([TOTAL] if self.index.total == "published" else [])

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """The words of the names of the index and of its total, without marks."""
        total = self.meanings[TOTAL]
        texts = (self.index.label, self.index.name_vi, self.index.name_en, total.name_vi, total.name_en)
        aliases = (key for key, found in self.concepts.items() if total.concept in found)
        return frozenset(word for text in texts for word in words_of(text)) | frozenset(aliases)

    def code_of(self, text: str) -> str:
        """Return the code whose name a heading or one of its parts is, or an empty text.

        Of a heading that names the total and a part (*PCI – Chi phí thời gian*), the part is meant.
        """
        found = [code for piece in pieces(text) if (code := self.named(piece))]
        whole = self.named(text)
        return whole or next((code for code in found if code != TOTAL), next(iter(found), ""))

    def named(self, text: str) -> str:
        """Return the code whose name a text is as a whole, or an empty text."""
        code_of = {one.concept: code for code, one in self.meanings.items()}
        codes = {code_of[one] for one in self.concepts.get(name_key(text), ()) if one in code_of}
        return codes.pop() if len(codes) == 1 else ""

    def contradicts(self, code: str, text: str) -> Indicator | None:
        """Return the meaning that ``text`` names where that is another one than that of ``code``, else None."""
        for piece in pieces(text):
            named = self.concepts.get(name_key(piece), frozenset())
            if named and self.meanings[code].concept not in named:
                other = self.code_of(piece)
                return self.meanings.get(other, self.meanings[code])
        return None


def vocabulary(catalog: Catalog, index: str, index_year: int) -> Vocabulary:
    """Return what the codes of an index mean in a year.

    In a year after all that are listed, the meanings of the last year are carried over: whether they
    hold is for the table to show.

    Raises
    ------
    DataError
        When ``indicators.csv`` has no meaning for the year.
    """
    one = catalog.indices[index]
    meanings = catalog.in_year(index, index_year)
    carried = None
    last = max((row.last_year for row in catalog.indicators[index]), default=0)
    if not meanings and last and index_year > last:
        meanings, carried = catalog.in_year(index, last), last
    path = catalog.raw / index / "indicators.csv"
    if TOTAL not in meanings:
        raise DataError(
            f"The codes of {one.label} have no meaning in {index_year}.",
            where=str(path),
            why="The scale of a figure and what it is a part of must be known before it is written.",
            remedy=f"Add rows whose years include {index_year}, with one for TOTAL, or correct INDEX_YEAR.",
        )
    concepts: dict[str, set[str]] = {}
    for row in catalog.indicators[index]:
        for name in (row.name_vi, row.name_en):
            concepts.setdefault(name_key(name), set()).add(row.concept)
    for name, concept in column_names(catalog, index).items():
        concepts.setdefault(name_key(name), set()).add(concept)
    # A total may be called what the index is called, whatever its parts were in that year.
    totals = {row.concept for row in catalog.indicators[index] if row.code == TOTAL}
    for name in (one.label, one.name_vi, one.name_en):
        concepts.setdefault(name_key(name), set()).update(totals)
    return Vocabulary(one, index_year, meanings, carried, {key: frozenset(found) for key, found in concepts.items()})


def _stem(code: str) -> str:
    """Return a code without the number at its end: *3.* of *3.2*."""
    return re.sub("[0-9]+$", "", code)


def column_names(catalog: Catalog, index: str) -> dict[str, str]:
    """Return further spellings of column headings of an index: text to concept."""
    path = catalog.raw / "reference" / "column_names.csv"
    if not path.is_file():
        return {}
    lines = read_lines(path, ("index", "concept", "text"))
    return {line.cells["text"]: line.cells["concept"] for line in lines if line.cells["index"] == index}


def parts_of(text: str) -> list[str]:
    """Return what the marks in a text part: *SIPAS* and *Đất đai* of *SIPAS - Đất đai*."""
    return [piece for part in _PIECES.split(text) if (piece := part.strip())]


def pieces(text: str) -> list[str]:
    """Return a text, what stands before and behind each mark that parts it, and its parts: a name may hold one too."""
    marks = list(_PIECES.finditer(text))[:_MOST_MARKS]
    ends = [piece for mark in marks for piece in (text[: mark.start()], text[mark.end() :])]
    return list(dict.fromkeys([text, *ends, *_PIECES.split(text)]))


def words_of(text: str) -> list[str]:
    """Return the words of a text without marks and in small letters: *Chỉ số* is ``chi so``."""
    composed = unicodedata.normalize("NFC", text)  # a combining mark is no letter: it would end the word
    return [word for word in (name_key(part) for part in re.split(r"[\W_]+", composed)) if word]
