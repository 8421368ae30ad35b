"""The records of the reference tables under ``data/raw``: indices, indicators, publications, breaks, sources."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Literal

Layout = Literal["scores", "parts"]

_DATE = re.compile(r"[0-9]{4}(?P<month>-[0-9]{2}(?P<day>-[0-9]{2})?)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Index:
    """An index.

    ``layout`` says how its raw tables look: ``scores`` (score and rank) or ``parts`` (components). ``total``
    says how the total of ``parts`` comes about: ``sum`` of the components, or ``published`` beside them,
    as where they have weights. ``better`` is ``higher`` or ``lower``. The publisher is needed for the first
    edition only; later ones have that of the edition before.

    ``grouped`` says whether units are shown in groups (empty: no): those of ``reference/groups.csv``, or quarters.
    ``notable_change`` is the share of the earlier score above which the publisher marks a change, None where it
    marks none, and ``notable_vi`` and ``notable_en`` say so in words. In the citations *{year}* stands for the
    index year. ``rights_vi`` and ``rights_en`` say who keeps which rights; empty for nothing but facts. ``survey`` says
    whether scores rest on asking people, so that they have a sampling error (empty: no).
    """

    index: str
    label: str
    name_vi: str
    name_en: str
    measure: str
    layout: str
    better: str
    order: int
    total: str = "sum"
    publisher_vi: str = ""
    publisher_en: str = ""
    grouped: bool | None = None
    notable_change: float | None = None
    notable_vi: str = ""
    notable_en: str = ""
    citation_vi: str = ""
    citation_en: str = ""
    rights_vi: str = ""
    rights_en: str = ""
    survey: bool | None = None
    line: int = 0

    @property
    def sign(self) -> int:
        """1 where more points are better, -1 where fewer are."""
        return -1 if self.better == "lower" else 1

    def name(self, locale: str) -> str:
        """Return the full name of the index."""
        return self.name_vi if locale == "vi" else self.name_en

    def citation(self, locale: str, index_year: int) -> str:
        """Return how the edition of a year is cited; empty where that is not entered."""
        text = self.citation_vi if locale == "vi" else self.citation_en
        return text.replace("{year}", str(index_year))

    def notable(self, locale: str) -> str:
        """Return what the publisher marks, in words."""
        return self.notable_vi if locale == "vi" else self.notable_en

    def rights(self, locale: str) -> str:
        """Return who keeps which rights in what the index was published in."""
        return self.rights_vi if locale == "vi" else self.rights_en


@dataclasses.dataclass(frozen=True, slots=True)
class GroupCut:
    """A bound of a group of units, one row of ``reference/groups.csv``.

    It holds in the index years from ``first_year`` to ``last_year`` (empty: to this day), where as many units are
    ranked as ``units_ranked`` says (empty: any number). ``by`` says what ``bound`` bounds: the last ``rank`` of
    the group, or the ``score`` that a unit of it has at least. Group 1 is the best. ``basis`` is ``publisher``
    for groups that the publisher puts into its reports, ``announced`` for those that it announces otherwise.
    """

    index: str
    first_year: int
    last_year: int | None
    units_ranked: int | None
    by: str
    number: int
    bound: float
    basis: str
    name_vi: str
    name_en: str
    note: str = ""
    source_id: str = ""
    line: int = 0

    def holds_in(self, index_year: int) -> bool:
        """Whether the bound holds in a year."""
        return self.first_year <= index_year and (self.last_year is None or index_year <= self.last_year)

    def name(self, locale: str) -> str:
        """Return the name of the group."""
        return self.name_vi if locale == "vi" else self.name_en


@dataclasses.dataclass(frozen=True, slots=True)
class Indicator:
    """The meaning and scale that a code has in the index years from ``first_year`` to ``last_year``.

    ``weight`` is what a point of a part of the total adds to the points of the total; None where that is not
    published, and for finer parts: what they are parts of is their sum.
    """

    code: str
    concept: str
    parent: str
    name_en: str
    name_vi: str
    scale_min: float
    scale_max: float
    first_year: int
    last_year: int
    name_vi_basis: str
    weight: float | None = None
    line: int = 0

    def holds_in(self, index_year: int) -> bool:
        """Whether this meaning holds in ``index_year``."""
        return self.first_year <= index_year <= self.last_year

    def name(self, locale: str) -> str:
        """Return the name of the indicator."""
        return self.name_vi if locale == "vi" else self.name_en


def weight_within(index: Index, meanings: Mapping[str, Indicator], code: str, within: str = "TOTAL") -> float | None:
    """Return what a point of a part adds to the points of a code above it; None where a weight was not published.

    Parameters
    ----------
    index
        The index; in one whose total is a sum, a point adds a point.
    meanings
        The meanings of one index year, by code.
    code, within
        The part, and the code above it.
    """
    if index.total == "sum" or code == within or not meanings[code].parent:
        return 1.0
    meaning = meanings[code]
    if meaning.parent == "TOTAL":
        return meaning.weight
    return weight_within(index, meanings, meaning.parent, within)


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
