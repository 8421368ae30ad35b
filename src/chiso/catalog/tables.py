"""The records of the reference tables under ``data/raw``: publications, breaks, withheld figures, sources."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Literal

_DATE = re.compile(r"[0-9]{4}(?P<month>-[0-9]{2}(?P<day>-[0-9]{2})?)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """One edition of an index. ``units`` were measured, ``units_ranked`` of them have a complete total.

    ``errors_source_id`` is the source of standard errors where it is not that of the figures.
    ``is_collected`` is False for an edition that is known of and has no table here; empty means yes.
    """

    index: str
    index_year: int
    published_on: dt.date | None
    publisher_vi: str
    publisher_en: str
    respondents: int | None
    units: int
    units_ranked: int
    source_id: str
    errors_source_id: str = ""
    is_collected: bool | None = None
    line: int = 0

    def publisher(self, locale: str) -> str:
        """Return the name of the publisher."""
        return self.publisher_vi if locale == "vi" else self.publisher_en


@dataclasses.dataclass(frozen=True, slots=True)
class Break:
    """A place where a series must not be read across: between ``first_year_of_new_series`` and the year before."""

    index: str
    code: str
    first_year_of_new_series: int
    kind: str
    official_statement: bool
    what_vi: str
    what_en: str
    line: int = 0

    def what(self, locale: str) -> str:
        """Return what changed."""
        return self.what_vi if locale == "vi" else self.what_en


@dataclasses.dataclass(frozen=True, slots=True)
class Suppression:
    """What a publisher withheld for a unit: ``codes`` is ``all``, or the codes withheld, parted by spaces."""

    index: str
    index_year: int
    province_code: str
    codes: str
    reason_vi: str
    reason_en: str
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year whose set of units ``province_code`` belongs to."""
        return self.index_year

    def covers(self, code: str, parents: Mapping[str, str]) -> bool:
        """Whether a code was withheld, what it is a part of, or any part of it.

        Parameters
        ----------
        code
            The code.
        parents
            What each code of the year is a part of.
        """
        withheld = set(self.codes.split())
        if self.codes == "all" or not withheld.isdisjoint(_upwards(code, parents)):
            return True
        return any(code in _upwards(one, parents) for one in withheld)

    def reason(self, locale: str) -> str:
        """Return the publisher's reason, or an empty text where none was given."""
        return self.reason_vi if locale == "vi" else self.reason_en


def _upwards(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield a code and all that it is a part of."""
    for _ in range(len(parents) + 1):  # not for ever, where a table makes a code a part of itself
        yield code
        if not (code := parents.get(code, "")):
            return


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """A known defect: where the table gives ``here``, the publisher says ``published_elsewhere``."""

    index: str
    index_year: int
    province_code: str
    code: str
    published_elsewhere: float
    here: float
    note: str
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year whose set of units ``province_code`` belongs to."""
        return self.index_year


@dataclasses.dataclass(frozen=True, slots=True)
class NationalFigure:
    """A mean, median, maximum or minimum of the provinces as published."""

    index: str
    index_year: int
    statistic: str
    value: float
    province_code: str
    status: str
    source: str
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year whose set of units ``province_code`` belongs to."""
        return self.index_year


@dataclasses.dataclass(frozen=True, slots=True)
class RegionalFigure:
    """A mean of the provinces of a region as published; the region by its name in the set of units of the year."""

    index: str
    index_year: int
    region_vi: str
    statistic: str
    value: float
    source_id: str
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year whose set of units the region belongs to."""
        return self.index_year


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """A published figure that another source contradicts, and how the two are read.

    It is of a unit, of a region, or of the whole country where both are empty. ``other_value`` is what stands here,
    or what else was published where neither does.
    """

    index: str
    index_year: int
    province_code: str
    region_vi: str
    quantity: str
    value: str
    source: str
    other_value: str
    other_source: str
    reading_vi: str
    reading_en: str
    line: int = 0

    @property
    def measured_year(self) -> int:
        """The index year whose set of units ``province_code`` belongs to."""
        return self.index_year


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read. ``title_vi`` is there where ``title`` is an English description of it.

    ``file``, ``sha256`` and ``bytes`` describe the file as it was received, where the figures came in by one.
    """

    source_id: str
    title: str
    title_vi: str
    published: str
    url: str
    publisher: str = ""
    file: str = ""
    sha256: str = ""
    bytes: int | None = None
    line: int = 0

    def name(self, locale: str) -> str:
        """Return the title as it is cited."""
        return self.title_vi if locale == "vi" and self.title_vi else self.title

    @property
    def dated_to(self) -> Literal["day", "month", "year", "words", ""]:
        """How far its date is known, by how it is written; ``words`` are printed as they stand."""
        if not self.published:
            return ""
        found = _DATE.fullmatch(self.published)
        if found is None:
            return "words"
        return "day" if found["day"] else "month" if found["month"] else "year"
