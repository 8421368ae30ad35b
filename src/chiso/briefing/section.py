"""What a block of the briefing is about, told from the frames that it is made from."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd

from chiso.blocks.specs import About, Block, CardRow, Figure, Note, Table
from chiso.briefing.words import Words
from chiso.errors import DataError

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made", bound=Block | None)

#: Frames that hold the index year of the briefing and no other: a course has many, an outlook those of its jumps.
_OF_A_YEAR = (
    "drivers", "profile", "what_if", "verdicts", "measures", "standing", "targets", "part_ranks", "ranking", "results",
    "prospects", "lost",
)  # fmt: skip


def section(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let the block that a section makes carry what it is about, so that a report can be held against it."""
    names = tuple(inspect.signature(make).parameters)

    @functools.wraps(make)
    def made(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        frame = _frame_of_one_unit(f"{make.__module__.removeprefix('chiso.')}.{make.__name__}", given)
        say = given.get("say")
        if not isinstance(say, Words):
            return make(*args, **kwargs)
        with say.naming():
            block = make(*args, **kwargs)
        if block is None:
            return block
        about = _about(frame, given)
        named: Block = block
        if frame is not None and say.is_beside(about.vintage, about.unit_code):
            named = _with_name(block, say.name(cast("dict[str, Any]", frame.iloc[0].to_dict()), "unit"))
        return cast("_Made", say.names.lift(dataclasses.replace(named, about=about)))

    return made


def _frame_of_one_unit(name: str, given: Mapping[str, Any]) -> pd.DataFrame | None:
    """Return a frame of the unit that all frames about one unit have, None where there is none.

    Raises
    ------
    DataError
        When they are of two units: figures of one would stand under the name of the other.
    """
    units: dict[tuple[str, str], str] = {}
    found = None
    for argument, frame in given.items():
        if unit := _one(frame, "unit_code"):
            units.setdefault((_one(frame, "vintage"), unit), argument)
            found = frame if found is None else found
    if len(units) > 1:
        said = "; ".join(f"{argument} of unit {unit}" for (_, unit), argument in units.items())
        raise DataError(
            f"The frames of a block are of two units: {said}.",
            where=name,
            why="Figures of one unit would stand under the name of the other.",
            remedy="Make all frames of the block for one unit, such as results = chiso.results(data, changes, unit), "
            "then targets and the others from those results.",
        )
    return found


def _with_name(block: Block, unit: str) -> Block:
    """Name the unit of a block that stands beside those of another one, where it does not itself."""

    def named(text: str) -> str:
        return text if unit in text else f"{unit} – {text}"

    if isinstance(block, CardRow):
        cards = tuple(dataclasses.replace(card, label=named(card.label)) for card in block.cards)
        return dataclasses.replace(block, label=named(block.label), cards=cards)
    if isinstance(block, Table):
        return dataclasses.replace(block, caption=named(block.caption))
    if isinstance(block, Figure | Note):
        return dataclasses.replace(block, title=named(block.title))
    return block


def _about(frame: pd.DataFrame | None, given: Mapping[str, Any]) -> About:
    """Return what frames are about; what they do not say is left empty."""
    say = given.get("say")
    year = next(filter(None, (_one(given.get(name), "index_year") for name in _OF_A_YEAR)), "")
    return About(
        unit_code=_one(frame, "unit_code"),
        vintage=_one(frame, "vintage"),
        year=str(int(year) + 1) if year.isdecimal() else "",
        locale=say.locale if isinstance(say, Words) else "",
    )


def _one(frame: object, column: str) -> str:
    """Return the value of a column that has one alone, as text; empty where it has none or several."""
    if not isinstance(frame, pd.DataFrame) or column not in frame.columns:
        return ""
    # As a set of Python: of the few cells of a frame pandas would take a hundred times as long.
    found = {cell for cell in frame[column].tolist() if cell is not None and cell is not pd.NA and cell == cell}  # noqa: PLR0124
    return str(found.pop()) if len(found) == 1 else ""
