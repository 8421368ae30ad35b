"""What is found wrong or worth knowing in a received table: all of it at once, each with its cell."""

from __future__ import annotations

import dataclasses

from chiso.errors import ChisoError, DataError, collect

_MOST_SHOWN = 40
_MOST_APART = 3
"""Of so many problems with one cause each is told by itself; of more, how many there are and where the first stand."""

_MOST_KEPT = 2000


@dataclasses.dataclass
class Findings:
    """The problems of a table, which stop its import, and the notes, which do not.

    Parameters
    ----------
    file
        The name of the file; every place is within it.
    more
        How many problems there are beyond those that are kept: a file of many rows must not take all memory.
    """

    file: str
    problems: list[DataError] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    more: int = 0
    _seen: set[str] = dataclasses.field(default_factory=set, repr=False)
    _causes: dict[str, str] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.problems) >= _MOST_KEPT

    def problem(self, what: str, place: str = "", *, why: str = "", remedy: str = "", many: str = "") -> None:
        """Note what must be put right first.

        Parameters
        ----------
        what, place, why, remedy
            The problem, its cell within the file, and what to do.
        many
            What more than three problems with the same cause are called together, with ``{count}``: one cause is
            one problem.
        """
        if self.is_full:
            self.more += 1
            return
        where = f"{self.file}, {place}" if place else self.file
        default = "Check the cell against what the publisher shows; if it is wrong there, ask the publisher."
        found = DataError(what, where=where, why=why, remedy=remedy or default)
        if many:
            self._causes[str(found)] = many
        self._keep(found)

    def add(self, other: Findings) -> None:
        """Note the problems of another part of the same file."""
        self._causes |= other._causes
        for found in other.problems:
            self._keep(found)
        self.more += other.more

    def _keep(self, found: DataError) -> None:
        if str(found) not in self._seen:
            self._seen.add(str(found))
            self.problems.append(found)

    def note(self, text: str, place: str = "") -> None:
        """Note what a steward should look at."""
        shown = f"{place}: {text}" if place else text
        if shown not in self.notes:
            self.notes.append(shown)

    def error(self) -> ChisoError | None:
        """Return all problems as one error, or None."""
        if not self.problems:
            return None
        shown = self._by_cause()
        count = len(shown) + self.more
        heading = f"{count} problems in {self.file}; nothing has been written"
        heading += f"; the first {_MOST_SHOWN}:" if count > _MOST_SHOWN else ":"
        return collect(shown[:_MOST_SHOWN], heading)

    def _by_cause(self) -> list[DataError]:
        """Return the problems, those with one cause as one: with their number and the first three places."""
        groups: dict[str, list[DataError]] = {}
        for found in self.problems:
            groups.setdefault(self._causes.get(str(found), str(found)), []).append(found)
        told = []
        for cause, group in groups.items():
            if len(group) <= _MOST_APART:
                told += group
                continue
            start = f"{self.file}, "
            places = [one.where.removeprefix(start) for one in group[:_MOST_APART]]
            where = f"{start}{'; '.join(places)} and {len(group) - _MOST_APART} more"
            first = group[0]
            why = f"The first: {first.what} {first.why}".strip()
            told.append(DataError(cause.format(count=len(group)), where=where, why=why, remedy=first.remedy))
        return told

    def raise_any(self) -> None:
        """Raise all problems as one error.

        Raises
        ------
        DataError
            When there is a problem.
        """
        if error := self.error():
            raise error
