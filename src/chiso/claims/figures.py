"""The figures of a Word file of ours, each held against what it was made as and against what the data give now.

A figure is a field on a document property, which names it and keeps what stood there. Where somebody wrote over the
field there is none any more: then the sentence is known by its words, and the cell by its row and column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from chiso.claims.judged import FigureJudgement, JudgedFigure
from chiso.facts.named import FigureName
from chiso.texts.passages import Passage, Text

_NUMBER = re.compile(r"[+−-]?\d(?:[\d.,]*\d)?")
_BLANK = "\N{BLACK SQUARE}"

_Slot = tuple[str, str]
"""A number of a sentence: how it is shown, and its name where it is a figure."""


class Expected:
    """What a file says that is made now: the figures by their names, and each sentence by its words.

    Parameters
    ----------
    passages
        The file as it would be made now.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._shown: dict[FigureName | None, set[str]] = defaultdict(set)
        self._quantities: set[tuple[str, str]] = set()
        self._sentences: dict[tuple[str, str, str], list[list[_Slot]]] = defaultdict(list)
        for passage in passages:
            for start, end, name in passage.fields:
                figure = FigureName.read(name)
                if figure is not None:
                    self._shown[figure].add(passage.text[start:end])
                    self._quantities.add((figure.index, figure.quantity))
            slots = [(passage.text[start:end], name) for start, end, name in _numbers(passage)]
            if any(name for _, name in slots) and slots not in self._sentences[_key(passage)]:
                self._sentences[_key(passage)].append(slots)

    def shown(self, name: str) -> frozenset[str]:
        """Return how a figure is shown now; nothing where the data do not give it any more."""
        return frozenset(self._shown.get(FigureName.read(name), ()))

    def knows(self, name: str) -> bool:
        """Whether figures of that quantity are made at all: those of a notebook of one's own may not be."""
        figure = FigureName.read(name)
        return figure is not None and (figure.index, figure.quantity) in self._quantities

    def slots(self, passage: Passage) -> list[_Slot]:
        """Return the numbers that a sentence of these words has now; nothing where there is none, or several."""
        found = self._sentences.get(_key(passage), [])
        return found[0] if len(found) == 1 else []


def judge_figures(text: Text, expected: Expected) -> Iterator[JudgedFigure]:
    """Yield the figures of a file in their order, each with what came of it.

    Parameters
    ----------
    text
        A Word file of ours, whoever saved it last.
    expected
        The file as it would be made now.
    """
    for number, passage in enumerate(text.passages):
        found = [*_fields(number, passage, text.properties, expected)]
        found += _written_over(number, passage, text.properties, expected)
        yield from sorted(found, key=lambda one: one.start)


def _fields(number: int, passage: Passage, properties: Mapping[str, str], expected: Expected) -> Iterator[JudgedFigure]:
    """Yield the figures of a passage that are fields."""
    for start, end, name in passage.fields:
        if FigureName.read(name) is not None:
            shown = passage.text[start:end]
            made = properties.get(name, shown)
            yield JudgedFigure(number, start, end, shown, name, made, *_held(shown, made, expected, name))


def _held(shown: str, made: str, expected: Expected, name: str) -> tuple[FigureJudgement, str]:
    """Return what came of a figure, and how it is shown now."""
    now = expected.shown(name)
    current = _nearest(made, now)
    if shown != made:
        return "altered by hand", made if made in now else current
    if not now:
        return "no longer supported" if expected.knows(name) else "unclear", ""
    return ("right", shown) if shown in now else ("stale", current)


def _nearest(made: str, now: frozenset[str]) -> str:
    """Return the way of showing a figure that has as many digits behind the point."""
    return min(now, key=lambda one: (abs(len(one) - len(made)), one), default="")


def _written_over(
    number: int, passage: Passage, properties: Mapping[str, str], expected: Expected
) -> Iterator[JudgedFigure]:
    """Yield the figures of a passage that somebody replaced by plain text."""
    slots = expected.slots(passage)
    for (start, end, field), (now, name) in zip(_numbers(passage), slots, strict=False):
        if field or not name:
            continue
        shown = passage.text[start:end]
        ways = {value for key, value in properties.items() if FigureName.read(key) == FigureName.read(name)}
        if ways and shown not in ways and shown not in expected.shown(name):
            made = now if now in ways else min(ways, key=lambda one: (abs(len(one) - len(now)), one))
            yield JudgedFigure(number, start, end, shown, name, made, "altered by hand", now)


def _numbers(passage: Passage) -> list[tuple[int, int, str]]:
    """Return the numbers of a passage with the names of those that are figures; a field is one number."""
    found = list(passage.fields)
    taken = [range(start, end) for start, end, _ in passage.fields]
    for match in _NUMBER.finditer(passage.text):
        start, end = match.span()
        if any(start < one.stop and one.start < end for one in taken):
            continue
        found.append((start, end, ""))
    return sorted(found)


def _key(passage: Passage) -> tuple[str, str, str]:
    """Return what a passage is known by: its words without the numbers, and of a cell what stands above and beside."""
    text, at = [], 0
    for start, end, _ in _numbers(passage):
        text += [passage.text[at:start].rstrip("+−-"), _BLANK]
        at = end
    own = " ".join("".join([*text, passage.text[at:]]).split())
    above, beside = (" ".join(_NUMBER.sub(_BLANK, each).split()) for each in (passage.above, passage.beside))
    return own, above, f"{beside} {passage.place.column}"
