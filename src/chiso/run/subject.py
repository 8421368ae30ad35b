"""Whether a document is about what was asked for: the unit, the year, the language and the set of units."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chiso.blocks.specs import MIME, Cover
from chiso.errors import RunError
from chiso.export.tags import numbered, tags_of
from chiso.facts.inputs import Making
from chiso.run.used_names import parsed

_LONGEST = 100


@dataclasses.dataclass(frozen=True)
class Difference:
    """What a document says otherwise than it was asked to.

    ``variable`` is what a person gives to make, ``parameter`` its name in the notebook; ``is_said`` tells whether a
    constant in a cell means what the document says.
    """

    variable: str
    parameter: str
    asked: str
    said: str
    is_said: Callable[[object], bool]


def refuse_another_subject(before: Making, executed: Mapping[str, Any], cover: Cover | None) -> None:
    """Refuse a document whose cover says that it is about something else than what was asked for.

    Parameters
    ----------
    before
        What was asked for.
    executed
        The notebook as executed.
    cover
        The cover of its document; what it leaves out is not held against anything.

    Raises
    ------
    RunError
        Naming the cell of the cover, and those in which the other value is written where it can be found.
    """
    differing = list(_differences(before, cover)) if cover else []
    if not differing:
        return
    cells = [(number, cell) for number, cell in numbered(executed["cells"]) if cell["cell_type"] == "code"]
    given = [f"{one.variable}={one.asked} was asked for, and the cover says {one.said}." for one in differing]
    written = [line for one in differing for line in _written(one, cells)]
    names = " and ".join(f"`{one.parameter}`" for one in differing)
    raise RunError(
        "The document is not about what was asked for.",
        where=f"notebooks/{before.notebook}, {_place(next(filter(_makes_cover, cells)))}",
        why="\n         ".join(given + written),
        remedy=f"Use the parameter{'s' if len(differing) > 1 else ''} {names} instead of a fixed value.",
    )


def _differences(before: Making, cover: Cover) -> Iterator[Difference]:
    unit, sets = before.unit, before.catalog.sets
    if cover.vintage and cover.vintage != str(unit.vintage):
        yield Difference("UNITS", "units", str(unit.vintage), cover.vintage, lambda value: str(value) == cover.vintage)
    if cover.unit_code and cover.unit_code != unit.code:
        is_known = cover.vintage.isdecimal() and int(cover.vintage) in sets
        units = before.catalog.in_vintage(int(cover.vintage) if is_known else unit.vintage).units

        def is_unit(value: object) -> bool:
            found = units.find(str(value)) if isinstance(value, str | int) and str(value).strip() else None
            return found is not None and found.code == cover.unit_code

        yield Difference("PROVINCE", "province", unit.slug, f"{cover.unit} ({cover.unit_code})", is_unit)
    if cover.year and cover.year != str(before.year):
        yield Difference("YEAR", "year", str(before.year), cover.year, lambda value: str(value) == cover.year)
    if cover.locale != before.locale:
        yield Difference("LOCALE", "locale", before.locale, cover.locale, lambda value: value == cover.locale)


def _written(one: Difference, cells: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[str]:
    """Yield the cells in which a value is written, but for those of the parameters."""
    for number, cell in cells:
        if {"parameters", "injected-parameters"} & tags_of(cell):
            continue
        tree = parsed(cell["source"])
        nodes = ast.walk(tree) if tree else iter(())
        found = [node for node in nodes if isinstance(node, ast.Constant) and one.is_said(node.value)]
        if found:
            line = cell["source"].splitlines()[found[0].lineno - 1]
            yield f"Cell {number} has {found[0].value!r} written in it: {_cut(line)}"


def _makes_cover(numbered_cell: tuple[int, Mapping[str, Any]]) -> bool:
    outputs = numbered_cell[1].get("outputs", ())
    return any((output.get("data") or {}).get(MIME, {}).get("kind") == Cover.kind for output in outputs)


def _place(numbered_cell: tuple[int, Mapping[str, Any]]) -> str:
    number, cell = numbered_cell
    source = cell["source"].strip().splitlines()
    return f"cell {number}: {_cut(source[0])}" if source else f"cell {number}"


def _cut(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
