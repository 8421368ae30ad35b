"""Whose sheets are asked for: agencies of a unit as a person names them, and what is nobody's."""

from __future__ import annotations

import dataclasses
import re

from chiso.catalog import Catalog
from chiso.catalog.agencies import EVERYBODY, NOBODY, Agency
from chiso.catalog.spelling import name_key
from chiso.errors import ParameterError
from chiso.ingest.checks.ledger import nearest
from chiso.run.parameters import ReportParameters

_ADD = "data/raw/plans/{table}.csv, or let `make import PLAN=… FILE=…` read the annex of assignments (docs/ledger.md)"


def sheets(catalog: Catalog, asked: ReportParameters, text: str) -> list[ReportParameters]:
    """Return what to make, a sheet an agency.

    Parameters
    ----------
    catalog
        What is known of agencies and plans.
    asked
        Unit, year and languages.
    text
        Ids or names of agencies, parted by semicolons; ``unassigned`` for what is nobody's; ``all`` or nothing for
        every agency of the unit and what is nobody's.

    Raises
    ------
    ParameterError
        When the unit has no plan up to the year, or no such agency; naming those that come nearest.
    """
    _refuse_without_plan(catalog, asked)
    agencies = catalog.store.agencies.of(asked.unit.vintage, asked.unit.code)
    if text.strip().casefold() in ("", EVERYBODY):
        if not agencies:
            raise ParameterError(
                f"No agency of {asked.unit.name_vi} is known.",
                where="AGENCY",
                remedy=f"Enter them in {_ADD.format(table='agencies')}; AGENCY={NOBODY} shows what is nobody's.",
            )
        found = [*(one.id for one in agencies), NOBODY]
    else:
        found = [_named(agencies, part, asked) for part in re.split(r"[;\n]", text) if part.strip()]
    return [dataclasses.replace(asked, agency=one) for one in dict.fromkeys(found)]


def _refuse_without_plan(catalog: Catalog, asked: ReportParameters) -> None:
    view = catalog.view(asked.year - 1, asked.unit.vintage)
    years = sorted({one.plan_year for one in view.measures if one.province_code == asked.unit.code})
    if not years or years[0] > asked.year:
        later = f"There are measures for {', '.join(map(str, years))}." if years else ""
        raise ParameterError(
            f"No plan of {asked.unit.name_vi} with measures is known up to {asked.year}.",
            where="YEAR" if years else "PROVINCE",
            why=later,
            remedy=f"Give a later year: YEAR={years[0]}."
            if years
            else f"Give a unit that has one, or enter its measures in {_ADD.format(table='measures')}.",
        )


def _named(agencies: list[Agency], text: str, asked: ReportParameters) -> str:
    if text.strip().casefold() == NOBODY:
        return NOBODY
    wanted = name_key(text)
    for one in agencies:
        if wanted in {name_key(spelling) for spelling in (one.id, *one.spellings)}:
            return one.id
    near = nearest(text, agencies)
    listed = ", ".join(one.id for one in agencies)
    raise ParameterError(
        f"{asked.unit.name_vi} has no agency {text.strip()!r}.",
        where="AGENCY",
        why=f"Nearest: {'; '.join(near)}." if near else "",
        remedy=f"Give {EVERYBODY}, {NOBODY}{', ' if listed else ''}{listed}.",
    )
