"""The date of a document, as its readers write dates."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Mapping

from babel.core import UnknownLocaleError
from babel.dates import format_date

from chiso.export.pieces import NO_DATE

#: Dates as the briefing itself writes them; the long form of Babel is "24 tháng 6, 2021".
_DATES: Mapping[str, str] = types.MappingProxyType({"vi": "d/M/y", "en": "d MMMM y"})

_YEAR = re.compile(r"[0-9]{4}")


def shown_date(date: str, locale: str) -> str:
    """Return an ISO date as readers of a language write it; as it is where it or the language is unknown.

    Nothing where no day is known: of a document that has no date, or only a year.
    """
    if date == NO_DATE or _YEAR.fullmatch(date):
        return ""
    try:
        day = dt.date.fromisoformat(date)
        form = _DATES.get(re.split(r"[-_]", locale)[0].lower(), "long")
        return str(format_date(day, form, locale=locale.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return date


def timestamp(date: str) -> dt.datetime:
    """Return the date of a document as the time of its PDF: of a year its first day, a fixed one where it is none."""
    try:
        day = dt.date.fromisoformat(f"{date}-01-01" if _YEAR.fullmatch(date) else date)
    except ValueError:
        day = dt.date.fromisoformat(NO_DATE)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
