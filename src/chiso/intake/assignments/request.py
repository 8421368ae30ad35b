"""What a steward asks for: which file assigns the measures of which plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import Catalog, Unit
from chiso.errors import ChisoError, ParameterError, collect
from chiso.intake.options import FIGURES_ONLY, PLAN_OPTIONS
from chiso.intake.request import Reader, read_choice, read_index, read_url
from chiso.intake.worker import Choice


@dataclasses.dataclass(frozen=True)
class AnnexRequest:
    """An import of assignments, checked as far as it can be without opening the file.

    ``index`` is that of measures which stand under none; ``new_agencies`` says whether agencies that are not known
    are entered as they are written.
    """

    plan_year: int
    plan: str
    unit: Unit
    file: Path
    index: str = ""
    title: str = ""
    title_vi: str = ""
    url: str = ""
    published: str = ""
    publisher: str = ""
    choice: Choice = dataclasses.field(default_factory=Choice)
    new_agencies: bool = False
    replace: bool = False
    dry_run: bool = False


def parse_annex_request(catalog: Catalog, values: Mapping[str, str], unit: Unit) -> AnnexRequest:
    """Read an import of assignments from its options.

    Parameters
    ----------
    catalog
        The indices and plans.
    values
        The options by their name.
    unit
        The unit whose plan it is.

    Raises
    ------
    ParameterError, DataError
        With everything that is missing or wrong at once.
    """
    given = {name: values.get(name, "").strip() for name in (*PLAN_OPTIONS, *FIGURES_ONLY)}
    problems: list[ChisoError] = []
    reader = Reader(given, problems)
    if foreign := [name for name in FIGURES_ONLY if given[name]]:
        problems.append(
            ParameterError(
                f"{', '.join(foreign)} {'does' if len(foreign) == 1 else 'do'} not go with PLAN.",
                where=", ".join(foreign),
                why="PLAN brings in who carries out the measures of a plan; these are for tables of figures.",
                remedy="Leave them out, or give INDEX and INDEX_YEAR in the place of PLAN.",
            )
        )
    if not given["FILE"]:
        problems.append(
            ParameterError("FILE is not given.", remedy="make import PLAN=2021 PROVINCE=can-tho FILE=assignment.docx")
        )
    year = plan_year(given["PLAN"])
    request = AnnexRequest(
        plan_year=year,
        plan=reader.text("DOCUMENT") or _only_plan(catalog, unit, year),
        unit=unit,
        file=Path(given["FILE"]),
        index=read_index(catalog, given["INDEX"], problems),
        title=reader.text("SOURCE"),
        title_vi=reader.text("SOURCE_VI"),
        url=read_url(given["URL"], problems),
        published=_day(given["PUBLISHED"], problems),
        publisher=reader.text("PUBLISHER_EN"),
        choice=read_choice(given, problems),
        new_agencies=reader.flag("NEW_AGENCIES"),
        replace=reader.flag("REPLACE"),
        dry_run=reader.flag("DRY_RUN"),
    )
    if problems:
        raise collect(problems, f"{len(problems)} options are wrong:")
    return request


def plan_year(text: str) -> int:
    """Return the year of a plan.

    Raises
    ------
    ParameterError
        When the text is none.
    """
    if not re.fullmatch(r"20[0-9]{2}", text.strip()):
        raise ParameterError(
            f"PLAN is {text!r}.", where="PLAN", remedy="Give the year that the plan is for: PLAN=2021."
        )
    return int(text)


def _only_plan(catalog: Catalog, unit: Unit, year: int) -> str:
    """Return the plan of a year that is known, else a name as documents have it: *plan 2021*."""
    known = {
        one.plan
        for one in catalog.store.measures
        if (catalog.sets.of(one), one.province_code, one.plan_year) == (unit.vintage, unit.code, year)
    }
    return known.pop() if len(known) == 1 else f"plan {year}"


def _day(text: str, problems: list[ChisoError]) -> str:
    try:
        if text:
            dt.date.fromisoformat(text)
    except ValueError:
        problems.append(
            ParameterError(f"{text!r} is no date.", where="PUBLISHED", remedy="Give year, month and day: 2021-08-05.")
        )
    return text
