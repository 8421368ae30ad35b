"""The words of a language by what they do in a claim, from ``words/LOCALE.toml``; and lists of words, looked up."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from chiso.claims.spelling import word_key

Value = TypeVar("Value")

_WORDS = re.compile(r"[^\W\d_]+|%")


class Phrases(Generic[Value]):
    """Values by phrases of several words; of phrases that begin alike the longest is found."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Add a value; of one phrase there may be several."""
        node = self._root
        for word in words_of(phrase):
            node = node.setdefault(word, {})
        if node is not self._root:
            node.setdefault("", []).append(value)

    def longest(self, words: Sequence[str], first: int, skipped: frozenset[str]) -> tuple[int, list[Value]]:
        """Return how many words the longest phrase takes that begins at one, and its values.

        Parameters
        ----------
        words
            Keys of the words and marks of a text.
        first
            Where to begin.
        skipped
            Marks that may stand within a phrase.
        """
        node, at = self._root, first
        length, found = 0, list[Value]()
        while at < len(words):
            if words[at] in node and words[at]:
                node = node[words[at]]
            elif at == first or words[at] not in skipped:
                break
            at += 1
            if "" in node and words[at - 1] not in skipped:
                length, found = at - first, node[""]
        return length, found


def words_of(phrase: str) -> list[str]:
    """Return the keys of the words of a phrase, without marks."""
    return [word_key(word) for word in _WORDS.findall(phrase)]


@dataclasses.dataclass(frozen=True, eq=False)
class Grammar:
    """The words of one language.

    Attributes
    ----------
    roles
        What a phrase does: ``rise``, ``rank``, ``than`` and others, see the files.
    usual
        Words by which the language of a text is told.
    acronyms
        Capitals that are the name of no index.
    small
        The words for 0, 1, 2 and so on.
    """

    locale: str
    roles: Phrases[str]
    usual: frozenset[str]
    acronyms: frozenset[str]
    small: tuple[str, ...]


@functools.cache
def grammar_of(locale: str) -> Grammar:
    """Return the words of a language."""
    text = importlib.resources.files("chiso.claims").joinpath("words", f"{locale}.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    roles: Phrases[str] = Phrases()
    for role, phrases in table.items():
        if role not in ("language", "acronyms", "small"):
            for phrase in phrases:
                roles.add(phrase, role)
    return Grammar(
        locale,
        roles,
        _keys(table["language"]),
        _keys(table["acronyms"]),
        tuple(word_key(word) for word in table["small"]),
    )


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(words_of(phrase)) for phrase in phrases)
