"""The agencies that plans name: who they are, what they became, and what they do for whole documents."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from chiso.catalog.plans import day_of
from chiso.catalog.sets import UnitSets

PARTED_BY = ";"
"""What parts the agencies of a cell."""

KINDS = ("", "department", "office", "committee", "front", "collective", "other")
"""What an agency may be: ``collective`` names many at once, such as all departments."""

EVERYBODY, NOBODY = "all", "unassigned"
"""What is asked for instead of an agency: every one of them, and what is nobody's. No agency has such an id."""

_ELSEWHERE = re.compile(r"(?P<vintage>[0-9]+)-(?P<unit>[^/]+)/(?P<id>.+)")

Key = tuple[int, str, str]
"""Set of units, code of the unit, id of the agency."""


@dataclasses.dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a unit.

    ``id`` is unique within the unit. ``aliases`` are further spellings, parted by ``|``. ``successor`` is what it
    became part of on ``successor_on``: an id of the same unit, or ``34-92/so-noi-vu`` for one of another unit or set.
    """

    id: str
    province_code: str
    name_vi: str
    name_en: str = ""
    short_name: str = ""
    aliases: str = ""
    kind: str = ""
    successor: str = ""
    successor_on: str = ""
    source_id: str = ""
    vintage: int | None = None
    line: int = 0

    @property
    def measured_year(self) -> int:
        """No year: where ``vintage`` is empty the agency is one of the first set of units."""
        return 0

    def name(self, locale: str) -> str:
        """Return the name in a language; as it was written where there is no other."""
        return self.name_vi if locale == "vi" else self.name_en or self.name_vi

    @property
    def succeeded_on(self) -> dt.date | None:
        """The day on which it became part of its successor; None where there is none, or it is no day."""
        return day_of(self.successor_on)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that names it."""
        further = (one.strip() for one in self.aliases.split("|"))
        return tuple(filter(None, dict.fromkeys((self.name_vi, self.name_en, self.short_name, *further))))


@dataclasses.dataclass(frozen=True, slots=True)
class Role:
    """What agencies do for a whole document, as a source says it; ``agencies`` are ids parted by ``;``."""

    document: str
    province_code: str
    index: str
    agencies: str
    role_vi: str
    role_en: str
    source_id: str
    vintage: int | None = None
    line: int = 0

    @property
    def measured_year(self) -> int:
        """No year: where ``vintage`` is empty the units are those of the first set."""
        return 0

    def text(self, locale: str) -> str:
        """Return the role in words."""
        return self.role_vi if locale == "vi" else self.role_en


class Agencies:
    """All agencies, by set, unit and id."""

    def __init__(self, sets: UnitSets, agencies: Sequence[Agency]) -> None:
        self._sets = sets
        self.all = agencies

    @functools.cached_property
    def by_key(self) -> Mapping[Key, Agency]:
        """The agencies by their key; of two with one key the first."""
        found: dict[Key, Agency] = {}
        for one in self.all:
            found.setdefault(self.key(one), one)
        return found

    def key(self, one: Agency) -> Key:
        """Return the key of an agency."""
        return self._sets.of(one), one.province_code, one.id

    def of(self, vintage: int, code: str) -> list[Agency]:
        """Return the agencies of a unit."""
        return [one for (own, unit, _), one in self.by_key.items() if (own, unit) == (vintage, code)]

    def successor_key(self, one: Agency) -> Key:
        """Return the key of what an agency became part of."""
        vintage, code, _ = self.key(one)
        if match := _ELSEWHERE.fullmatch(one.successor):
            return int(match["vintage"]), match["unit"], match["id"]
        return vintage, code, one.successor

    def line_of(self, one: Agency, day: dt.date | None = None) -> list[Agency]:
        """Return an agency and, in order, what it became by a day (by any day where none is given).

        A circle ends where it closes, a successor that is not known at the last one that is.
        """
        line = [one]
        while line[-1].successor:
            last = line[-1]
            if day is not None and (last.succeeded_on is None or last.succeeded_on > day):
                break
            after = self.by_key.get(self.successor_key(last))
            if after is None or after in line:
                break
            line.append(after)
        return line


def ids_in(cell: str) -> tuple[str, ...]:
    """Return the ids in a cell that names several agencies, each once."""
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in cell.split(PARTED_BY)))))


def joined(names: Iterable[str]) -> str:
    """Return names as a cell that holds several."""
    return f"{PARTED_BY} ".join(names)
