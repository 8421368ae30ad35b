"""chiso: yearly governance-index briefings, from published figures to PDF and HTML.

``chiso.load(...)`` gives the data of a project as of a briefing year; functions that take frames and give frames work
out the facts; ``chiso.charts`` draws them, ``chiso.briefing`` makes blocks of them, ``chiso.Words`` says them.
``docs/api.md`` describes all names.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from chiso import briefing, charts
    from chiso.blocks.own import figure, table
    from chiso.briefing.words import Words
    from chiso.facts.breaks import breaks
    from chiso.facts.changes import changes, rework
    from chiso.facts.comparisons import read_changes, write_changes
    from chiso.facts.course import course, courses
    from chiso.facts.data import Data, load
    from chiso.facts.drivers import drivers
    from chiso.facts.findings import findings
    from chiso.facts.former import former
    from chiso.facts.gaps import gaps
    from chiso.facts.groups import groups, ranking, tile_map
    from chiso.facts.ledger import ledger
    from chiso.facts.lost import lost
    from chiso.facts.making import making
    from chiso.facts.measures import measures
    from chiso.facts.method import method
    from chiso.facts.noise import noise
    from chiso.facts.outlook import outlook
    from chiso.facts.places import part_ranks, rank_course
    from chiso.facts.profile import profile
    from chiso.facts.prospects import prospects
    from chiso.facts.results import results
    from chiso.facts.sources import editions, raw_rows, sources
    from chiso.facts.standing import standing
    from chiso.facts.statements import statements
    from chiso.facts.targets import targets, verdicts
    from chiso.facts.usual import usual
    from chiso.facts.what_if import what_if

HOMES = {
    "load": "facts.data",
    "Data": "facts.data",
    "changes": "facts.changes",
    "rework": "facts.changes",
    "write_changes": "facts.comparisons",
    "read_changes": "facts.comparisons",
    "results": "facts.results",
    "gaps": "facts.gaps",
    "course": "facts.course",
    "courses": "facts.course",
    "ranking": "facts.groups",
    "groups": "facts.groups",
    "tile_map": "facts.groups",
    "standing": "facts.standing",
    "noise": "facts.noise",
    "usual": "facts.usual",
    "rank_course": "facts.places",
    "part_ranks": "facts.places",
    "drivers": "facts.drivers",
    "profile": "facts.profile",
    "what_if": "facts.what_if",
    "lost": "facts.lost",
    "targets": "facts.targets",
    "verdicts": "facts.targets",
    "outlook": "facts.outlook",
    "prospects": "facts.prospects",
    "findings": "facts.findings",
    "measures": "facts.measures",
    "ledger": "facts.ledger",
    "agency": "facts.sheets",
    "sheet": "facts.sheets",
    "aims": "facts.sheets",
    "statements": "facts.statements",
    "breaks": "facts.breaks",
    "former": "facts.former",
    "sources": "facts.sources",
    "editions": "facts.sources",
    "raw_rows": "facts.sources",
    "making": "facts.making",
    "method": "facts.method",
    "Words": "briefing.words",
    "figure": "blocks.own",
    "table": "blocks.own",
    "charts": "",
    "briefing": "",
}
"""Where each public name lives, in the order of an analysis.

It is loaded at its first use, since a run with nothing to do needs no pandas.
"""

__all__ = [
    "Data",
    "Words",
    "__version__",
    "agency",
    "aims",
    "breaks",
    "briefing",
    "changes",
    "charts",
    "course",
    "courses",
    "drivers",
    "editions",
    "figure",
    "findings",
    "former",
    "gaps",
    "groups",
    "ledger",
    "load",
    "lost",
    "making",
    "measures",
    "method",
    "noise",
    "outlook",
    "part_ranks",
    "profile",
    "prospects",
    "rank_course",
    "ranking",
    "raw_rows",
    "read_changes",
    "results",
    "rework",
    "sheet",
    "sources",
    "standing",
    "statements",
    "table",
    "targets",
    "tile_map",
    "usual",
    "verdicts",
    "what_if",
    "write_changes",
]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"chiso has no {name!r}; there are {', '.join(HOMES)}")
    home = HOMES[name]
    if not home:
        return importlib.import_module(f"chiso.{name}")
    return getattr(importlib.import_module(f"chiso.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
