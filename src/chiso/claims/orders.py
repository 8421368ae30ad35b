"""Which of several names or years each of several figures is of, where a text says *lần lượt*, *respectively*."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from chiso.claims.frames import Frame
from chiso.claims.items import Item

_ROLES = ("index", "unit", "year")
_FEWEST = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Ordered:
    """What a figure is of by its place in a list: ``index``, ``unit`` or ``year``, and the item that names it."""

    role: str
    at: int


def orders_of(items: Sequence[Item], frames: Sequence[Frame]) -> Mapping[int, Ordered]:
    """Return what each figure of a list is of, by the place of the figure's number; none where two lists would do."""
    if not any(item.does("respectively") for item in items):
        return {}
    found: dict[int, Ordered] = {}
    lists = [one for role in _ROLES for one in _lists(items, role, frames)]
    for shape in dict.fromkeys(frame.shape for frame in frames):
        alike = [frame for frame in frames if frame.shape == shape]
        fitting = [
            (role, places) for role, places in lists
            if len(places) == len(alike) and (places[-1] < alike[0].first or places[0] > alike[-1].last)
        ]  # fmt: skip
        if len(fitting) == 1:
            role, places = fitting[0]
            found |= {frame.at: Ordered(role, at) for frame, at in zip(alike, places, strict=True)}
    return found


def _lists(items: Sequence[Item], role: str, frames: Sequence[Frame]) -> Iterator[tuple[str, list[int]]]:
    """Yield the lists of names or years of a sentence: several in a row, no two alike."""
    taken = {place for frame in frames for place in range(frame.first, frame.last + 1)}
    run: list[int] = []
    for at, item in enumerate(items):
        if item.does(role) and item.value is not None and at not in taken:
            if run and not are_listed(items, run[-1], at):
                yield from _whole(items, role, run)
                run = []
            run.append(at)
    yield from _whole(items, role, run)


def _whole(items: Sequence[Item], role: str, run: list[int]) -> Iterator[tuple[str, list[int]]]:
    values = [repr(items[at].value) for at in run]
    if len(run) >= _FEWEST and len(set(values)) == len(values):
        yield role, run


def are_listed(items: Sequence[Item], one: int, other: int) -> bool:
    """Whether nothing but a comma, *and* and the like stands between two members of a list."""
    between = items[one + 1 : other]
    parts = [item.does("and") or item.text in (",", ";") for item in between]
    return any(parts) and all(part or item.does("fill", "year") for part, item in zip(parts, between, strict=True))
