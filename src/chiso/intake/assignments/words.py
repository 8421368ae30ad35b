"""The words of annexes of assignments, from ``words.toml``: what a heading, a cell or a deadline is known by."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chiso.catalog.spelling import slug_of

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the words of a text without capitals, marks and punctuation; ``&`` is *và*."""
    return tuple(filter(None, slug_of(text.replace("&", " và ")).split("-")))


def find_words(words: Sequence[str], phrase: Sequence[str], start: int = 0) -> int:
    """Return where a phrase stands in words, from a place on; -1 where it does not."""
    size = len(phrase)
    ends = range(start, len(words) - size + 1)
    return next((at for at in ends if tuple(words[at : at + size]) == tuple(phrase)), -1)


def without(words: Sequence[str], phrases: Iterable[Words]) -> Words:
    """Return words without those of phrases, the longest first."""
    kept = list(words)
    for phrase in sorted(phrases, key=len, reverse=True):
        while (at := find_words(kept, phrase)) >= 0:
            del kept[at : at + len(phrase)]
    return tuple(kept)


@dataclasses.dataclass(frozen=True)
class AgencyWords:
    """How names of agencies are written; see ``words.toml``."""

    heads: tuple[Words, ...]
    small_heads: tuple[Words, ...]
    separators: tuple[str, ...]
    tails: tuple[Words, ...]
    within: tuple[Words, ...]
    collective: tuple[str, ...]
    kinds: Mapping[str, tuple[Words, ...]]
    short: Mapping[Words, Words]


@dataclasses.dataclass(frozen=True)
class DeadlineWords:
    """How deadlines are written; see ``words.toml``."""

    continuing: tuple[Words, ...]
    before: tuple[Words, ...]
    since: tuple[Words, ...]
    until: tuple[Words, ...]
    day: tuple[Words, ...]
    month: tuple[Words, ...]
    quarter: tuple[Words, ...]
    year: tuple[Words, ...]
    half: Mapping[Words, int]
    months: Mapping[str, int]
    fill: tuple[Words, ...]


@dataclasses.dataclass(frozen=True)
class AnnexWords:
    """All of them."""

    headings: Mapping[str, tuple[Words, ...]]
    labels: Mapping[str, tuple[Words, ...]]
    ditto: tuple[Words, ...]
    nothing: tuple[Words, ...]
    group: tuple[Words, ...]
    numbered_part: tuple[Words, ...]
    agencies: AgencyWords
    deadlines: DeadlineWords

    def roles(self, heading: str) -> tuple[str, ...]:
        """Return what a heading speaks of, the first thing first."""
        words = words_of(heading) or ("#",) * (heading.strip() == "#")
        found = []
        for role, phrases in self.headings.items():
            places = [(at, -len(one)) for one in phrases if (at := find_words(words, one)) >= 0]
            found += [(*min(places), role)] if places else []
        return tuple(role for _, _, role in sorted(found))


@functools.cache
def annex_words() -> AnnexWords:
    """Return the words of annexes."""
    text = importlib.resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    agencies, deadlines, cells = table["agencies"], table["deadlines"], table["cells"]
    lists = ("continuing", "before", "since", "until", "day", "month", "quarter", "year", "fill")
    return AnnexWords(
        headings={role: _phrases(phrases) for role, phrases in table["headings"].items()},
        labels={role: _phrases(phrases) for role, phrases in table["labels"].items()},
        **{name: _phrases(cells[name]) for name in ("ditto", "nothing", "group", "numbered_part")},
        agencies=AgencyWords(
            **{name: _phrases(agencies[name]) for name in ("heads", "small_heads", "tails", "within")},
            separators=tuple(agencies["separators"]),
            collective=tuple(agencies["collective"]),
            kinds={kind: _phrases(phrases) for kind, phrases in agencies["kinds"].items()},
            short={words_of(short): words_of(long) for short, long in agencies["short"].items()},
        ),
        deadlines=DeadlineWords(
            **{name: _phrases(deadlines[name]) for name in lists},
            half={words_of(phrase): month for phrase, month in deadlines["half"].items()},
            months=deadlines["months"],
        ),
    )


def _phrases(phrases: Iterable[str]) -> tuple[Words, ...]:
    return tuple(words_of(one) or (one,) for one in phrases)
