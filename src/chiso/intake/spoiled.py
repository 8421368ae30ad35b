"""What a spreadsheet makes of a figure: a day, or the error of a formula. Both are told, and never read as figures."""

from __future__ import annotations

import re

from chiso.intake.grid import Value

_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NUM!|NAME\?|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[ T]00:00:00)?")
_WRITTEN = re.compile(
    r"(\d{1,2})[-/. ](?:(?:thg|th|tháng) ?)?(\d{1,2}|[a-z]{3,9})[-/. ]?((?:19|20)\d\d|\d\d)?", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def formula_error(value: Value) -> str:
    """Return the error that stands in a cell in the place of a formula's result, such as ``#REF!``; else nothing."""
    text = value.strip() if isinstance(value, str) else ""
    return text.upper() if _ERROR.fullmatch(text) else ""


def figures_of_day(value: Value) -> tuple[str, ...]:
    """Return the figures from which a spreadsheet may have made the day in a cell: 12.5 of 12 May; none of others.

    A day of a month is typed *12.5* where points part days and months, or *5.12*; the first of a month can also be
    *5.12* of May 2012.
    """
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if match := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _WRITTEN.fullmatch(text):
        month = _month(match[2])
        day, year = int(match[1]), int(match[3] or 0)
        if not match[3] and match[2].isdigit():
            return ()  # 37/63 is a place of how many
    else:
        return ()
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    found = [f"{day}.{month}", f"{month}.{day}"]
    if day == 1 and year:
        found.append(f"{month}.{year % 100:02d}")
    return tuple(dict.fromkeys(found))


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(_MONTHS, start=1) if text.lower().startswith(name)), 0)
