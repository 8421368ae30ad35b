"""What a block of the briefing is about, told from the frames that it is made from."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd

from chiso.blocks.specs import About, Block
from chiso.briefing.words import Words

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made", bound=Block | None)

#: Frames about one unit, by the names under which sections take them: the first that has one is what a block is about.
_OF_A_UNIT = (
    "course", "drivers", "profile", "what_if", "verdicts", "outlook", "measures", "standing", "statements", "targets",
    "part_ranks", "results", "former",
)  # fmt: skip

#: Frames that hold the index year of the briefing and no other: a course has many, an outlook those of its jumps.
_OF_A_YEAR = (
    "drivers", "profile", "what_if", "verdicts", "measures", "standing", "targets", "part_ranks", "ranking", "results",
)  # fmt: skip


def section(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let the block that a section makes carry what it is about, so that a report can be held against it."""
    names = tuple(inspect.signature(make).parameters)

    @functools.wraps(make)
    def made(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        block = make(*args, **kwargs)
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        if block is None:
            return block
        return cast("_Made", dataclasses.replace(block, about=_about(given)))

    return made


def _about(given: Mapping[str, Any]) -> About:
    """Return what frames are about; what they do not say is left empty."""
    say = given.get("say")
    first = next((given[name] for name in _OF_A_UNIT if _one(given.get(name), "unit_code")), None)
    year = next(filter(None, (_one(given.get(name), "index_year") for name in _OF_A_YEAR)), "")
    return About(
        unit_code=_one(first, "unit_code"),
        vintage=_one(first, "vintage"),
        year=str(int(year) + 1) if year.isdecimal() else "",
        locale=say.locale if isinstance(say, Words) else "",
    )


def _one(frame: object, column: str) -> str:
    """Return the value of a column that has one alone, as text; empty where it has none or several."""
    if not isinstance(frame, pd.DataFrame) or column not in frame.columns:
        return ""
    found = frame[column].dropna().unique()
    return str(found[0]) if len(found) == 1 else ""
