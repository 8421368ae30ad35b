"""Whether a document is about what was asked for: the unit, the year, the language and the set of units.

Every block that the package makes says what it is about, as far as its frames tell it. A report may show another
unit, year or language beside its own, but not more of it than of what was asked for: then its name would be wrong.
"""

from __future__ import annotations

import ast
import collections
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from chiso.blocks.specs import About
from chiso.errors import RunError
from chiso.export.document import Document, Placed
from chiso.export.tags import BESIDE, numbered, tags_of
from chiso.facts.inputs import Making
from chiso.run.title import other_unit_named
from chiso.run.used_names import parsed

_LONGEST = 100

Cells = Sequence[tuple[int, Mapping[str, Any]]]


@dataclasses.dataclass(frozen=True)
class Saying:
    """What one piece of a document is about: its cell, whether it is the cover, and what it says."""

    cell: int
    is_cover: bool
    about: About


@dataclasses.dataclass(frozen=True)
class Difference:
    """What a document says otherwise than it was asked to.

    ``variable`` is what a person gives to make, ``parameter`` its name in the notebook; ``said`` tells in words what
    was found, ``cell`` where; ``is_said`` tells whether a constant in a cell means it.
    """

    variable: str
    parameter: str
    said: str
    cell: int
    is_said: Callable[[object], bool]


def refuse_another_subject(before: Making, executed: Mapping[str, Any], document: Document) -> None:
    """Refuse a document that is about something else than what was asked for, or says nowhere what it is about.

    Parameters
    ----------
    before
        What was asked for.
    executed
        The notebook as executed.
    document
        Its document.

    Raises
    ------
    RunError
        Naming what was found, the first cell that shows it, and those in which the other value is written where it
        can be found.
    """
    cells = [(number, cell) for number, cell in numbered(executed["cells"]) if cell["cell_type"] == "code"]
    sayings = list(_sayings(document, executed, before))
    differing = [one for one in (_difference(aspect, before, sayings) for aspect in _ASPECTS) if one]
    titled = None if differing else _title(before, document)
    differing += [titled] if titled else []
    if not differing:
        return
    notebook = f"notebooks/{before.notebook}"
    written = [line for one in differing for line in _written(one, cells)]
    names = " and ".join(f"`{one.parameter}`" for one in differing)
    shown = next((one.cell for one in differing if one.cell), 0)
    remedy = f"Use the parameter{'s' if len(differing) > 1 else ''} {names} instead of a fixed value."
    if differing[0] is titled:
        remedy = "Write the title for the unit that is asked for, or show briefing.cover.cover(…) instead of it."
    elif not shown:
        remedy = "Show a block that is made from the parameters, such as briefing.cover.cover(…)."
    elif not any(one.is_cover and one.cell == shown for one in sayings):
        remedy += f" What is meant to stand beside it goes into cells with the tag {BESIDE}."
    raise RunError(
        "The document is not about what was asked for.",
        where=f"{notebook}, {_place(shown, executed)}" if shown else notebook,
        why="\n         ".join([one.said for one in differing] + written),
        remedy=remedy,
    )


def _sayings(document: Document, executed: Mapping[str, Any], before: Making) -> Iterator[Saying]:
    """Yield what each piece of a document says that it is about, but for what its author put beside it."""
    beside = {number for number, cell in numbered(executed["cells"]) if BESIDE in tags_of(cell)}
    cover = document.cover
    if cover is not None:
        unit = None if cover.unit_code else before.catalog.units.find(cover.unit)
        code, vintage = (unit.code, str(unit.vintage)) if unit else (cover.unit_code, cover.vintage)
        about = About(unit_code=code, vintage=vintage, year=cover.year, locale=cover.locale)
        yield Saying(document.title_cell, is_cover=True, about=about)
    for piece in document.pieces:
        if isinstance(piece, Placed) and piece.block.about is not None and piece.cell not in beside:
            yield Saying(piece.cell, is_cover=False, about=piece.block.about)


@dataclasses.dataclass(frozen=True)
class Aspect:
    """One thing that a report is about, under the name that it has in :class:`About`.

    Where ``is_needed``, a report in which nothing says it is refused; ``what`` is how a sentence names it.
    """

    name: str
    variable: str
    parameter: str
    what: str
    is_needed: bool
    asked: Callable[[Making], str]


_ASPECTS = (
    Aspect("vintage", "UNITS", "units", "set of units", False, lambda asked: str(asked.unit.vintage)),
    Aspect("unit_code", "PROVINCE", "province", "unit", True, lambda asked: asked.unit.code),
    Aspect("year", "YEAR", "year", "briefing year", True, lambda asked: str(asked.year)),
    Aspect("locale", "LOCALE", "locale", "language", True, lambda asked: asked.locale),
)


def _difference(aspect: Aspect, before: Making, sayings: Sequence[Saying]) -> Difference | None:
    """Return what a document says otherwise, or not at all; None where it is about what was asked for."""
    asked = aspect.asked(before)
    given = f"{aspect.variable}={before.unit.slug if aspect.variable == 'PROVINCE' else asked} was asked for"
    saying = [one for one in sayings if getattr(one.about, aspect.name)]
    if not saying:
        silent = f"{given}, and no block says which {aspect.what} it is about."
        return Difference(aspect.variable, aspect.parameter, silent, 0, _never) if aspect.is_needed else None
    counted = collections.Counter(getattr(one.about, aspect.name) for one in saying)
    most, count = max(counted.items(), key=lambda item: item[1])
    titled = next((one for one in saying if one.is_cover), None)
    if titled is not None and getattr(titled.about, aspect.name) != asked:
        most = getattr(titled.about, aspect.name)
        said = f"{given}, and the cover says {_named(most, titled, aspect, before)}."
        return _differing(aspect, said, most, titled, before)
    if counted[asked] >= count:
        return None
    first = next(one for one in saying if getattr(one.about, aspect.name) == most)
    other = f"{_blocks(count)} about {_named(most, first, aspect, before)}, the first in cell {first.cell}."
    return _differing(aspect, f"{given}, and {_blocks(counted[asked])} about it; {other}", most, first, before)


def _differing(aspect: Aspect, said: str, value: str, shown: Saying, before: Making) -> Difference:
    def means(constant: object) -> bool:
        if aspect.name != "unit_code":
            return (constant if aspect.name == "locale" else str(constant)) == value
        units = _units(shown.about.vintage, before)
        found = units.find(str(constant)) if isinstance(constant, str | int) and str(constant).strip() else None
        return found is not None and found.code == value

    return Difference(aspect.variable, aspect.parameter, said, shown.cell, means)


def _units(vintage: str, before: Making) -> Any:
    is_known = vintage.isdecimal() and int(vintage) in before.catalog.sets
    return before.catalog.in_vintage(int(vintage) if is_known else before.unit.vintage).units


def _named(value: str, shown: Saying, aspect: Aspect, before: Making) -> str:
    if aspect.name != "unit_code":
        return value
    unit = _units(shown.about.vintage, before).by_code.get(value)
    return f"{unit.full_name(before.locale)} ({value})" if unit else value


def _blocks(count: int) -> str:
    return {0: "no block is", 1: "1 block is"}.get(count, f"{count} blocks are")


def _title(before: Making, document: Document) -> Difference | None:
    """Return what the title of a document without a cover of the package's own says otherwise."""
    cover = document.cover
    if cover is not None and cover.unit_code:
        return None
    shown = f"{cover.unit} {cover.title}" if cover is not None else document.metadata.title
    other = other_unit_named(shown, before.unit, before.catalog)
    if other is None:
        return None
    given = f"PROVINCE={before.unit.slug} was asked for, and the title says {other}: {_cut(shown)}"
    return Difference("PROVINCE", "province", given, document.title_cell, _never)


def _never(_: object) -> bool:
    return False


def _written(one: Difference, cells: Cells) -> Iterator[str]:
    """Yield the cells in which a value is written, but for those of the parameters."""
    for number, cell in cells:
        if {"parameters", "injected-parameters"} & tags_of(cell):
            continue
        tree = parsed(cell["source"])
        nodes: Iterable[ast.AST] = ast.walk(tree) if tree else ()
        found = [node for node in nodes if isinstance(node, ast.Constant) and one.is_said(node.value)]
        if found:
            line = cell["source"].splitlines()[found[0].lineno - 1]
            yield f"Cell {number} has {found[0].value!r} written in it: {_cut(line)}"


def _place(number: int, executed: Mapping[str, Any]) -> str:
    cell = next(cell for at, cell in numbered(executed["cells"]) if at == number)
    source = cell["source"].strip().splitlines()
    return f"cell {number}: {_cut(source[0])}" if source else f"cell {number}"


def _cut(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
