"""Holding the file of offices against the catalogue: units, years, and lines that two languages both need."""

from __future__ import annotations

from collections.abc import Iterator

from chiso.catalog import Catalog, Office
from chiso.ingest.checks.cells import codes_of, known, named
from chiso.ingest.raw import Problems

_REMEDY = "Correct the cell after a document of the office."
_LINES = ("capacity", "addressees", "grounds", "recipients")


def check_offices(catalog: Catalog) -> Iterator[Problems]:
    """Check the offices.

    Yields
    ------
    Problems
        Of units that there are not, names that are not there, years that contradict each other, and lines that only
        one language has.
    """
    path, offices = catalog.raw / "office" / "offices.csv", catalog.store.offices
    yield known(catalog, path, offices, province_code=codes_of(catalog))
    yield named(path, offices, ("body_vi", "body_en", "symbol", "place_vi", "place_en"))
    problems = Problems(path)
    for at, one in enumerate(offices):
        if one.first_year is not None and one.last_year is not None and one.last_year < one.first_year:
            what = f"The office ends in {one.last_year}, before it begins in {one.first_year}."
            problems.add(what, row=one.line, column="last_year", remedy=_REMEDY)
            continue
        other = next((before for before in offices[:at] if _meet(before, one)), None)
        if other is not None:
            problems.add(
                f"Two rows hold for unit {one.province_code} of {one.vintage} in the same year.",
                row=one.line,
                column="first_year",
                why=f"The other is row {other.line}; of two, one would silently win.",
                remedy="Give the rows years that do not meet.",
            )
        for what in _LINES:
            counts = [len(one.lines(what, locale)) for locale in ("vi", "en")]
            if counts[0] != counts[1]:
                problems.add(
                    f"There are {counts[0]} lines in Vietnamese and {counts[1]} in English.",
                    row=one.line,
                    column=f"{what}_en",
                    why="Lines are parted by |, and each stands in both languages.",
                    remedy=_REMEDY,
                )
    yield problems


def _meet(one: Office, other: Office) -> bool:
    """Whether two rows hold for the same unit in some year."""
    if (one.vintage, one.province_code) != (other.vintage, other.province_code):
        return False
    begins = max(one.first_year or 0, other.first_year or 0)
    return begins <= min(one.last_year or begins, other.last_year or begins)
