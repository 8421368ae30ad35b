"""The date of a document, as its readers write dates."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Mapping

from babel.core import UnknownLocaleError
from babel.dates import format_date

#: Dates as the briefing itself writes them; the long form of Babel is "24 tháng 6, 2021".
_DATES: Mapping[str, str] = types.MappingProxyType({"vi": "d/M/y", "en": "d MMMM y"})


def shown_date(date: str, locale: str) -> str:
    """Return an ISO date as readers of a language write it; as it is where it or the language is unknown."""
    try:
        day = dt.date.fromisoformat(date)
        form = _DATES.get(re.split(r"[-_]", locale)[0].lower(), "long")
        return str(format_date(day, form, locale=locale.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return date
