"""Which briefing year a person means: the one owner of the check, for the command line and for notebooks."""

from __future__ import annotations

import re
from numbers import Integral

from chiso.catalog.catalog import Catalog
from chiso.errors import ParameterError

_YEAR = re.compile(r"[1-9][0-9]{3}")


def briefing_year(catalog: Catalog, asked: object) -> int:
    """Read a briefing year and check that there are figures for it.

    Parameters
    ----------
    catalog
        What is known of years.
    asked
        The year as a person gave it: a whole number, or its digits as text.

    Raises
    ------
    ParameterError
        When it is no year, or ``data/raw`` has no table for the index year before it.
    """
    known = catalog.index_years
    valid = f"Give a year from {known[0] + 1} to {known[-1] + 1}, such as YEAR={known[-1] + 1}." if known else ""
    is_number = isinstance(asked, Integral) and not isinstance(asked, bool)
    text = str(asked) if is_number or isinstance(asked, str) else ""
    if not _YEAR.fullmatch(text):
        what = "No year is given." if asked in ("", None) else f"{asked if is_number else repr(asked)} is no year."
        raise ParameterError(what, where="YEAR", remedy=valid)
    year = int(text)
    if year - 1 not in known:
        raise ParameterError(
            f"There can be no briefing for {year}.",
            where="YEAR",
            why=f"The briefing of a year shows the index year before it, here {year - 1}; "
            f"data/raw has tables for the index years {_ranges(known)}.",
            remedy=f"{valid} To make {year}, first add the tables of {year - 1} to data/raw.",
        )
    return year


def _ranges(years: list[int]) -> str:
    """Write years as ranges: ``2011 to 2013, 2015``."""
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{part[0]} to {part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
