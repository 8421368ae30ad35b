"""What a steward asks for: which file holds which index year, and where it comes from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import Catalog
from chiso.errors import ChisoError, ParameterError, collect
from chiso.intake.columns import parse_columns
from chiso.intake.csv_rows import safe_text
from chiso.intake.options import OPTIONS, REQUIRED
from chiso.intake.worker import Choice

_YES = {"1": True, "yes": True, "true": True, "": False, "0": False, "no": False, "false": False}
_URL = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+")


@dataclasses.dataclass(frozen=True)
class Request:
    """An import, checked as far as it can be without opening the file.

    ``allowed`` holds the codes of units that are confirmed to be missing; ``columns`` the columns that the
    steward names, counted from 0.
    """

    index: str
    index_year: int
    file: Path
    title: str
    title_vi: str
    url: str
    published: dt.date
    publisher_vi: str = ""
    publisher_en: str = ""
    respondents: int | None = None
    measured: int | None = None
    allowed: tuple[str, ...] = ()
    choice: Choice = dataclasses.field(default_factory=Choice)
    columns: Mapping[str, int] = dataclasses.field(default_factory=dict)
    partial: bool = False
    replace: bool = False
    dry_run: bool = False


def parse_request(catalog: Catalog, values: Mapping[str, str]) -> Request:
    """Read an import from its options.

    Parameters
    ----------
    catalog
        The indices and units.
    values
        The options by their name; those of :data:`~chiso.intake.options.REQUIRED` must be there.

    Raises
    ------
    ParameterError, DataError
        With everything that is missing or wrong at once.
    """
    given = {name: values.get(name, "").strip() for name in OPTIONS}
    problems: list[ChisoError] = []

    missing = [name for name in REQUIRED if not given[name]]
    if missing:
        example = next(iter(catalog.indices), "INDEX")
        problems.append(
            ParameterError(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not given.",
                why="A figure is only entered with its source.",
                remedy=f"make import INDEX={example} INDEX_YEAR=2025 FILE=table.xlsx SOURCE='title' URL=https://… "
                "PUBLISHED=2026-04-15",
            )
        )
    reader = Reader(given, problems)
    index_year = reader.number("INDEX_YEAR", 1990, 2100) or 0
    request = Request(
        index=read_index(catalog, given["INDEX"], problems),
        index_year=index_year,
        file=Path(given["FILE"]),
        title=reader.text("SOURCE"),
        title_vi=reader.text("SOURCE_VI"),
        url=read_url(given["URL"], problems),
        published=_date(given["PUBLISHED"], index_year, problems),
        publisher_vi=reader.text("PUBLISHER_VI"),
        publisher_en=reader.text("PUBLISHER_EN"),
        respondents=reader.number("RESPONDENTS", 1, 10_000_000),
        measured=reader.number("MEASURED", 1, catalog.sets[catalog.vintage_of(index_year)].count)
        if index_year
        else None,
        allowed=_units(catalog, given["ALLOW_MISSING"], index_year, problems),
        choice=read_choice(given, problems),
        columns=reader.columns("COLUMN"),
        partial=reader.flag("PARTIAL"),
        replace=reader.flag("REPLACE"),
        dry_run=reader.flag("DRY_RUN"),
    )
    if bool(request.publisher_vi) != bool(request.publisher_en):
        problems.append(
            ParameterError(
                "The publisher is named in one language only.",
                where="PUBLISHER_VI, PUBLISHER_EN",
                remedy="Give both; briefings are made in both languages.",
            )
        )
    if problems:
        raise collect(problems, f"{len(problems)} options are wrong:")
    return request


class Reader:
    """Reads single options and keeps what is wrong with them."""

    def __init__(self, given: Mapping[str, str], problems: list[ChisoError]) -> None:
        self._given = given
        self._problems = problems

    def text(self, name: str) -> str:
        """Return an option as text that may stand in a table."""
        try:
            return safe_text(self._given[name], name)
        except ChisoError as error:
            self._problems.append(error)
            return ""

    def number(self, name: str, least: int, most: int) -> int | None:
        """Return a whole number within limits, None where it is not given."""
        text = self._given[name]
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        self._problems.append(
            ParameterError(f"{name} is {text!r}.", where=name, remedy=f"Give a whole number from {least} to {most}.")
        )
        return None

    def flag(self, name: str) -> bool:
        """Return whether a switch is on."""
        text = self._given[name].lower()
        if text not in _YES:
            self._problems.append(
                ParameterError(f"{name} is {text!r}.", where=name, remedy=f"Give {name}=1, or nothing.")
            )
        return _YES.get(text, False)

    def columns(self, name: str) -> dict[str, int]:
        """Return the columns that are named."""
        try:
            return parse_columns(self._given[name])
        except ChisoError as error:
            self._problems.append(error)
            return {}


def read_index(catalog: Catalog, text: str, problems: list[ChisoError]) -> str:
    """Return the id of the index that a person means; where there is none, that is a problem."""
    if text in catalog.indices or not text:
        return text
    for one in catalog.indices.values():
        if text.casefold() in (one.index.casefold(), one.label.casefold()):
            return one.index
    problems.append(
        ParameterError(
            f"There is no index {text!r}.",
            where="INDEX",
            why=f"data/raw/indices.csv has {', '.join(catalog.indices)}.",
            remedy="Give one of these; docs/import.md says how to add an index.",
        )
    )
    return ""


def read_url(text: str, problems: list[ChisoError]) -> str:
    """Return an address; one that is none is a problem."""
    if text and not _URL.fullmatch(text):
        problems.append(
            ParameterError(
                f"{text[:80]!r} is no address of a page.",
                where="URL",
                remedy="Give where the file or its page can be found: https://…, without spaces.",
            )
        )
    return text


def _date(text: str, index_year: int, problems: list[ChisoError]) -> dt.date:
    if not text:
        return dt.date.min
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        published = dt.date.fromisoformat(text)
    except ValueError:
        problems.append(
            ParameterError(f"{text!r} is no date.", where="PUBLISHED", remedy="Give year, month and day: 2026-04-15.")
        )
        return dt.date.min
    if index_year and published.year < index_year:
        problems.append(
            ParameterError(
                f"The figures of {index_year} cannot have been published on {published}.",
                where="PUBLISHED",
                remedy="Correct PUBLISHED, or INDEX_YEAR: the year that was measured, not that of the publication.",
            )
        )
    return published


def _units(catalog: Catalog, text: str, index_year: int, problems: list[ChisoError]) -> tuple[str, ...]:
    """Return the codes of the units that ALLOW_MISSING names, parted by commas, semicolons or line breaks."""
    if not index_year:
        return ()
    units = catalog.in_vintage(catalog.vintage_of(index_year)).units
    codes = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]+", text))):
        # Names hold spaces, codes and slugs do not: «26 82» and «vinh-phuc tien-giang» are lists too.
        for piece in [part] if units.find(part) else part.split():
            if unit := units.find(piece):
                codes.append(unit.code)
                continue
            names = ", ".join(unit.name_vi for unit in list(units)[:2])
            problems.append(
                ParameterError(
                    f"No province or city is called {part!r}.",
                    where="ALLOW_MISSING",
                    remedy=f"Give names, slugs or codes, parted by commas: ALLOW_MISSING='{names}'.",
                )
            )
            break
    return tuple(dict.fromkeys(codes))


def read_choice(given: Mapping[str, str], problems: list[ChisoError]) -> Choice:
    """Return the sheet, table or pages that are named; two of them are a problem."""
    chosen = [name for name in ("SHEET", "TABLE", "PAGE") if given[name]]
    if len(chosen) > 1:
        problems.append(
            ParameterError(
                f"{' and '.join(chosen)} are given together.",
                why="SHEET chooses from a workbook, TABLE from a page or document, PAGE from a PDF.",
                remedy="Give the one that goes with the file.",
            )
        )
        return Choice()
    return Choice(sheet=given["SHEET"], table=given["TABLE"], page=given["PAGE"])
