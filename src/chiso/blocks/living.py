"""Figures that know what they are, wherever they stand in a block: their names go along beside its texts.

A number with a name is written between marks, in whatever message it ends up. When a block is finished its texts are
freed of the marks, and where each figure stands is kept in the block; what writes a document of living figures puts
the marks back.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from chiso.blocks.plain_json import BlockError

if TYPE_CHECKING:
    from chiso.blocks.block import Block

# Characters without a meaning or a shape, none of those that mark links: no message, number or name has them.
_OPEN, _MIDDLE, _CLOSE = "\U0010fffa", "\U0010fffb", "\U0010fffc"
_ZERO = 0x10FF00
_DIGITS = {str(digit): chr(_ZERO + digit) for digit in range(10)}
_NAMED = re.compile(f"{_OPEN}([{_DIGITS['0']}-{_DIGITS['9']}]+){_MIDDLE}([^{_OPEN}{_MIDDLE}{_CLOSE}]*){_CLOSE}")

ABOUT = "chiso"
"""The name of what a file with figures that know what they are says of itself: see :class:`Subject`."""

_SUBJECT = re.compile(r"(\d{4})/(\d{1,4})-(\w{1,20})/([\w-]{2,20})", re.ASCII)

_UNREAD = frozenset({"about", "figures", "svg"})
"""Fields of blocks whose texts hold no figure that is read."""

_Spec = TypeVar("_Spec")
_Block = TypeVar("_Block", bound="Block")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Figures:
    """Where the figures of a block stand.

    ``texts`` is the number of texts of the block, by which it is known that it is still the one that was looked at;
    each of ``places`` the text by its number, the character at which a figure begins, the figure, and its name.
    """

    texts: int
    places: tuple[tuple[int, int, str, str], ...]


@dataclasses.dataclass(frozen=True)
class Subject:
    """What a file is about: briefing year, set and code of the unit, language."""

    year: int
    vintage: int
    unit_code: str
    locale: str

    def __str__(self) -> str:
        return f"{self.year}/{self.vintage}-{self.unit_code}/{self.locale}"

    @classmethod
    def read(cls, text: str) -> Subject | None:
        """Return what a text says, as :meth:`__str__` wrote it; None where it is nothing of the kind."""
        found = _SUBJECT.fullmatch(text)
        return cls(int(found[1]), int(found[2]), found[3], found[4]) if found else None


class Names:
    """The names of the figures of one document, and the marks that stand for them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    def mark(self, figure: str, name: str) -> str:
        """Return a figure between marks that stand for its name; of one without a name nothing but itself."""
        if not name or not any(letter.isdecimal() for letter in figure):
            return figure
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
        return f"{_OPEN}{''.join(_DIGITS[digit] for digit in str(number))}{_MIDDLE}{figure}{_CLOSE}"

    def parts(self, text: str) -> list[tuple[str, str]]:
        """Return a text with marks as runs of text, each with its name or without one."""
        pieces, found = _NAMED.split(text), []
        for at in range(0, len(pieces), 3):
            if pieces[at]:
                found.append((pieces[at], ""))
            if at + 2 < len(pieces):
                found.append((pieces[at + 2], self._names[_number(pieces[at + 1])]))
        return found

    def lift(self, block: _Block) -> _Block:
        """Return a block whose texts have no marks, and which says where its figures stand.

        Raises
        ------
        BlockError
            When a mark got into a drawing, where nothing would take it out.
        """
        if _OPEN in getattr(block, "svg", ""):
            raise BlockError("a chart was given a figure between marks: give it plain text")
        block = self.put_back(block)  # one section may have asked another
        places: list[tuple[int, int, str, str]] = []
        count = -1

        def lifted(text: str) -> str:
            nonlocal count
            count += 1
            if _OPEN not in text:
                return text
            at, plain = 0, []
            for part, name in self.parts(text):
                if name:
                    places.append((count, at, part, name))
                plain.append(part)
                at += len(part)
            return "".join(plain)

        changed = _with_texts(block, lifted)
        figures = Figures(texts=count + 1, places=tuple(places)) if places else None
        return dataclasses.replace(changed, figures=figures)

    def put_back(self, block: _Block) -> _Block:
        """Return a block with marks around its figures; as it is where it is not the one any more that was lifted."""
        figures = block.figures
        if figures is None:
            return block
        by_text: dict[int, list[tuple[int, str, str]]] = {}
        for number, start, shown, name in figures.places:
            by_text.setdefault(number, []).append((start, shown, name))
        count = -1

        def marked(text: str) -> str:
            nonlocal count
            count += 1
            return self._marked(text, by_text.get(count, ()))

        changed = _with_texts(block, marked)
        return changed if count + 1 == figures.texts else block

    def _marked(self, text: str, figures: Iterable[tuple[int, str, str]]) -> str:
        """Return a text with marks around the figures that still stand where they stood."""
        made, at = [], 0
        for start, shown, name in figures:
            if start >= at and text.startswith(shown, start):
                made += [text[at:start], self.mark(shown, name)]
                at = start + len(shown)
        return "".join([*made, text[at:]]) if made else text


def unnamed(text: str) -> str:
    """Return a text without marks."""
    return _NAMED.sub(lambda found: found[2], text) if _OPEN in text else text


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


def _with_texts(spec: _Spec, change: Callable[[str], str]) -> _Spec:
    """Return a record with every text of it changed, in the order of its fields; the very same where none is."""
    found: dict[str, Any] = {}
    kind: Any = type(spec)
    for field in _fields(kind):
        value = getattr(spec, field)
        changed = _changed(value, change)
        if changed is not value:
            found[field] = changed
    return dataclasses.replace(spec, **found) if found else spec  # type: ignore[type-var]


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        made = change(value)
        return value if made == value else made
    if isinstance(value, tuple):
        items = [_changed(item, change) for item in value]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else tuple(items)
    return _with_texts(value, change) if dataclasses.is_dataclass(value) else value


@functools.cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name not in _UNREAD)
