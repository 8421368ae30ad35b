"""Making every fact and block of a briefing once, so that processes forked from this one find the groundwork done.

Fonts are read, templates and messages parsed, the tables of the year loaded, what holds for all units worked out: what
is kept of it in this process is the same for every unit.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from chiso import briefing
from chiso.blocks.fragments import fragment
from chiso.blocks.specs import Block
from chiso.briefing.words import Words
from chiso.catalog import Index, Unit
from chiso.facts.comparisons import read_changes
from chiso.facts.data import Data, load
from chiso.locales import LOCALES

_OF_AN_INDEX = ("course", "drivers", "profile", "what_if", "rank_course", "part_ranks", "lost")
"""Facts that sections show one index at a time."""
_OF_ANY_INDEX = ({"course"}, {"lost"})
"""Those of them that there are of an index without whole tables of parts too."""


class Facts:
    """The facts of one unit by the names of the functions that make them, as sections name what they take.

    A fact is made at its first use by the public function of its name, whose own arguments are found in the same way.

    Parameters
    ----------
    data, unit
        The data, and the unit.
    say
        The words of the briefing.
    index
        The index of facts that are about one; all, where a function can, if not given.
    """

    def __init__(self, data: Data, unit: Unit, say: Words, index: Index | None = None) -> None:
        self.known: dict[str, Any] = {"data": data, "unit": unit, "say": say, "locale": say.locale, "index": index}

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            make = getattr(importlib.import_module("chiso"), name)
            self.known[name] = self.call(make)
        return self.known[name]

    def call(self, function: Callable[..., Any]) -> Any:
        """Call a function with the facts that its parameters name; those with a default keep it, but for ``index``."""
        given = {}
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.default is inspect.Parameter.empty or (name == "index" and self.known["index"]):
                fact = self[name]
                given[name] = fact.index if isinstance(fact, Index) else fact
        return function(**given)


def sections() -> Iterator[tuple[str, Callable[..., Block | None]]]:
    """Yield the functions of all sections that make blocks, by module and name."""
    for module_name in dir(briefing):
        module = getattr(briefing, module_name)
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            if "say" in inspect.signature(function).parameters and _makes_a_block(function):
                yield f"{module_name}.{name}", function


def blocks(data: Data, changes: pd.DataFrame, unit: Unit, say: Words) -> Iterator[tuple[str, Block]]:
    """Yield every block of every section of a unit's briefing, of sections about an index one for each that has any."""
    whole = Facts(data, unit, say)
    whole.known["changes"] = changes
    last = []
    for name, function in sections():
        about = set(inspect.signature(function).parameters) & {*_OF_AN_INDEX, "index"}
        if name.startswith("origins"):
            last.append((name, function))
            continue
        with_parts = data.indices if about in _OF_ANY_INDEX else data.indices_with_parts
        for index in with_parts if about and name != "former.block" else [None]:
            facts = whole if index is None else Facts(data, unit, say, index)
            if index is not None:
                facts.known = {
                    **{key: made for key, made in whole.known.items() if key not in _OF_AN_INDEX},
                    "index": index,
                }
            if (block := facts.call(function)) is not None:
                yield name if index is None else f"{name} {index.index}", block
    for name, function in last:
        if (block := whole.call(function)) is not None:
            yield name, block


def warm_up(project: str, year: int, province: str, units: int = 0) -> None:
    """Make the blocks of a unit's briefing in all languages, and drop them.

    Parameters
    ----------
    project
        The project's folder.
    year, province, units
        As for :func:`chiso.load`.
    """
    for locale in LOCALES:
        data = load(project, year=year, units=units)
        for _, block in blocks(data, read_changes(data), data.unit(province), Words(locale)):
            fragment(block)


def _makes_a_block(function: Callable[..., Any]) -> bool:
    returned = str(inspect.signature(function).return_annotation)
    return returned.split(" ", maxsplit=1)[0] in ("Block", "Cover", "CardRow", "Prose", "Table", "Figure", "Note")
