"""A sentence as items: numbers, dates, names and words, each with what it may do in a claim."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from chiso.claims.grammar import Grammar
from chiso.claims.names import Named, Names
from chiso.claims.number_words import number_in_words
from chiso.claims.spelling import word_key

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\n|\S")
Made = Callable[..., tuple[int, "Item"]]

_MARKS = frozenset(",/-–—\n")
_QUOTES = frozenset("“”\"'’‘*_")
_MOST_DIGITS = 15
_YEARS = range(1990, 2100)
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_ACRONYM = 3


@dataclasses.dataclass(slots=True)
class Item:
    """A word, mark or name of a sentence.

    Attributes
    ----------
    start, end
        Offsets into the passage.
    roles
        What it may do: roles of the grammar, or ``num``, ``year``, ``date``, ``index``, ``unit``, ``place`` (a region
        by its name), ``mark``, ``word`` (not known).
    value
        Of a number its :class:`Number`, of a year its number, of names what they name.
    """

    start: int
    end: int
    text: str
    roles: frozenset[str]
    value: Any = None

    def does(self, *roles: str) -> bool:
        """Whether it may do one of these."""
        return not self.roles.isdisjoint(roles)


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written; ``is_ordinal`` of *37th* and of *thirty-seventh*."""

    value: Decimal
    decimals: int
    is_ordinal: bool = False
    in_words: bool = False
    sign: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it has no digits after the point."""
        return self.decimals == 0


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a text."""

    start: int
    end: int
    text: str


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text."""
    return [Token(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]


def sentences_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens at the ends of sentences: a mark with a space behind, where no abbreviation stands before."""
    found: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        found[-1].append(token)
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1].text if at else ""
        if after is None or after.start == token.end:
            continue
        is_short = len(before) <= 2 and before.isalpha() and token.text == "."
        if token.text in "!?" or (token.text == "." and not is_short and not after.text[0].islower()):
            found.append([])
    return [sentence for sentence in found if sentence]


def items_of(tokens: Sequence[Token], grammar: Grammar, names: Names) -> list[Item]:
    """Return a sentence as items."""
    texts = [token.text for token in tokens]
    keys = [word_key(text) if text not in _QUOTES else "," for text in texts]
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        length, item = _item(tokens, texts, keys, at, grammar, names)
        if item is not None:
            found.append(item)
        at += length
    return found


def _item(
    tokens: Sequence[Token], texts: list[str], keys: list[str], at: int, grammar: Grammar, names: Names
) -> tuple[int, Item | None]:
    """Return how many tokens the next item takes, and the item; None of what has no meaning at all."""

    def made(length: int, *roles: str, value: Any = None) -> tuple[int, Item]:
        start, end = tokens[at].start, tokens[at + length - 1].end
        text = " ".join(texts[at : at + length])
        return length, Item(start, end, text, frozenset(roles), value)

    text = texts[at]
    if text[0].isdigit():
        return _figure(tokens, texts, at, made)
    candidates: list[tuple[int, tuple[str, ...], Any]] = []
    length, named = names.indices.longest(keys, at, _MARKS)
    if named:
        candidates.append((length, ("index",), tuple(dict.fromkeys(named))))
    length, codes = names.unit_at(texts, at) if text[0].isupper() else (0, {})
    if codes:
        candidates.append((length, ("unit",), codes))
    length, regions = names.regions.longest(keys, at, _MARKS)
    if regions and text[0].isupper():
        candidates.append((length, ("place",), regions[0]))
    length, roles = grammar.roles.longest(keys, at, frozenset())
    if roles:
        candidates.append((length, tuple(roles), None))
    if candidates:
        length, chosen, value = max(candidates, key=lambda one: one[0])
        # A number in words may be a word of the grammar, too: *năm* is five and year.
        if word := number_in_words(keys, at, grammar):
            taken, amount, is_ordinal = word
            if taken > length or (taken == length and "index" not in chosen and amount >= 11):
                return made(taken, "num", value=Number(Decimal(amount), 0, is_ordinal, in_words=True))
        return made(length, *chosen, value=value)
    if word := number_in_words(keys, at, grammar):
        return made(word[0], "num", value=Number(Decimal(word[1]), 0, word[2], in_words=True))
    if text.isalpha():
        is_other = text.isupper() and len(text) >= _ACRONYM and keys[at] not in grammar.acronyms
        return made(1, "fill" if keys[at] in grammar.acronyms else "other" if is_other else "word")
    if text in _QUOTES or text in "\n\ufeff\u200b":
        return 1, None
    return made(1, "mark")


def _figure(tokens: Sequence[Token], texts: list[str], at: int, made: Made) -> tuple[int, Item]:
    """Return a number, year or date that begins at a token."""
    if date := _date(tokens, texts, at):
        return made(date, "date")
    text = texts[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    touching = after is not None and after.start == tokens[at].end
    digits = text.replace(".", "").replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return made(1, "word")
    if text.isdigit() and len(text) == 4 and int(text) in _YEARS:
        return made(1, "year", value=int(text))
    if touching and after is not None and after.text.isalpha() and after.text.lower() not in _ORDINALS:
        return made(2, "word")  # a code such as 15a
    marks = [mark for mark in text if not mark.isdigit()]
    groups = re.split("[.,]", text)
    if len(marks) > 1 or (len(marks) == 1 and len(groups[1]) == 3 and groups[0] != "0" and len(groups[0]) > 2):
        return made(1, "word")  # thousands, or the number of a section
    whole, fraction = groups[0], groups[1] if marks else ""
    is_ordinal = touching and after is not None and after.text.lower() in _ORDINALS
    sign = 0
    before = tokens[at - 1] if at else None
    if before is not None and before.end == tokens[at].start and before.text in "+-−–":
        further = tokens[at - 2] if at > 1 else None
        if further is None or further.end < before.start or further.text in "(:;[":
            sign = 1 if before.text == "+" else -1
    number = Number(Decimal(f"{whole}.{fraction or 0}").quantize(Decimal(1).scaleb(-len(fraction))), len(fraction),
                    is_ordinal, sign=sign)  # fmt: skip
    return made(2 if is_ordinal else 1, "num", value=number)


def _date(tokens: Sequence[Token], texts: list[str], at: int) -> int:
    """Return how many tokens a date takes that begins at a token: 14/4/2021, 24-6, 8/2021; 0 for none."""
    parts, marks, end = [texts[at]], list[str](), at
    while end + 2 < len(tokens) and texts[end + 1] in ("/", "-", "–") and texts[end + 2].isdigit():
        if tokens[end + 1].start != tokens[end].end or tokens[end + 2].start != tokens[end + 1].end:
            break
        marks.append(texts[end + 1])
        parts.append(texts[end + 2])
        end += 2
    joined = f"{texts[at]}"
    if len(parts) == 1:
        pieces = joined.split(".")
        is_dotted = len(pieces) == 3 and len(pieces[2]) == 4 and all(piece.isdigit() for piece in pieces)
        return 1 if is_dotted else 0
    if not all(part.isdigit() for part in parts):
        return 0
    sizes = [len(part) for part in parts]
    if len(parts) == 2:
        is_month = sizes[1] == 4 and sizes[0] <= 2
        is_span = sizes == [4, 4]
        before = word_key(texts[at - 1]) if at else ""
        is_day = before in (word_key("ngày"), word_key("sáng"), word_key("chiều")) and int(parts[1]) <= 12
        return 3 if is_month or is_span or is_day else 0
    return 2 * len(parts) - 1


def named_totals(item: Item) -> tuple[Named, ...]:
    """Return what an item of the role ``index`` names."""
    return tuple(item.value)
