"""Who signs official documents of a unit: the body and its names, as a small file gives them."""

from __future__ import annotations

import dataclasses

PARTED_BY = "|"
"""What parts the lines of a cell that holds several: grounds, recipients, what a signatory signs as."""


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """The body that issues official documents of a unit, in the briefing years from ``first_year`` to ``last_year``.

    ``superior`` is the body above it, empty where it has none; ``symbol`` the abbreviation of its name in the symbol
    of a document; ``place`` where it has its seat. ``capacity`` is what is written above the signature,
    ``drafted_by`` the abbreviation of the unit that drafts and keeps a copy. ``capacity``, ``grounds``,
    ``recipients`` and ``addressees`` hold lines, parted by :data:`PARTED_BY`. An empty cell is to be filled by hand
    in the document, but for ``superior`` and ``addressees``: most documents have none. ``source`` is where all that
    was read.
    """

    province_code: str
    vintage: int
    body_vi: str
    body_en: str
    symbol: str
    place_vi: str
    place_en: str
    capacity_vi: str
    capacity_en: str
    first_year: int | None = None
    last_year: int | None = None
    superior_vi: str = ""
    superior_en: str = ""
    signatory: str = ""
    addressees_vi: str = ""
    addressees_en: str = ""
    grounds_vi: str = ""
    grounds_en: str = ""
    recipients_vi: str = ""
    recipients_en: str = ""
    drafted_by: str = ""
    source: str = ""
    line: int = 0

    @property
    def measured_year(self) -> int:
        """No year: a row always says which set of units it is about."""
        return 0

    def holds_in(self, year: int) -> bool:
        """Whether it holds in a briefing year."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def text(self, what: str, locale: str) -> str:
        """Return a text such as ``body`` in a language: that of the catalogue, else English."""
        return str(getattr(self, f"{what}_{'vi' if locale == 'vi' else 'en'}"))

    def lines(self, what: str, locale: str) -> tuple[str, ...]:
        """Return the lines of a cell such as ``grounds`` in a language."""
        return tuple(one.strip() for one in self.text(what, locale).split(PARTED_BY) if one.strip())
