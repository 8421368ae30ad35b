"""What the plans give an agency to do: who it is, its measures, and the course of what they aim at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from chiso.catalog import Agency, Index, Unit
from chiso.catalog.agencies import KINDS, NOBODY, ids_in, joined
from chiso.errors import ParameterError
from chiso.facts.comparability import reasons
from chiso.facts.course import COURSE, course
from chiso.facts.data import Data
from chiso.facts.describe import part_cells, unit_cells
from chiso.facts.entries import as_of_day, given_day
from chiso.facts.evidence import VERDICTS
from chiso.facts.frames import (
    INDEX,
    ORIGIN,
    ORIGIN_NAMES,
    PART,
    PREVIOUS_ORIGIN,
    SCORE,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
    names,
)
from chiso.facts.ledger import LEDGER
from chiso.facts.measures import levels

PARTS = ("lead", "with", "nobody")
"""What an agency does for a measure; of ``unassigned``, that nobody leads it."""

YEARS = 5
"""How many index years the course of what a measure aims at has."""

AGENCY = Schema(
    "agency",
    "Who an agency is, and what it does for whole documents: a row a role, or one row without",
    fields(
        YEAR,
        UNIT,
        Field("agency_id", "str", "id of the agency; unassigned for what is nobody's", required=True),
        *names("agency", "its name; empty for what is nobody's"),
        Field("kind", "str", "what it is", allowed=KINDS),
        *names("agency_now", "name of what it had become by as_of; its own where it is still the same"),
        Field("merged_on", "str", "day since which it is that; empty where it is still the same"),
        *names("merged", "names of the agencies that had become part of it by as_of, parted by semicolons"),
        Field("briefing_year", "int", "year of the briefing that tells it", required=True),
        Field("as_of", "str", "the day as of which it is told", required=True),
        Field("document", "str", "a document for which it has a role; empty where none is known"),
        *names("role", "the role in words, as a source has it"),
        Field("role_source_id", "str", "source of the role"),
        *names("role_source", "title of the source"),
        Field("role_published", "str", "day, month or year of its publication"),
        Field("is_later", "bool", "whether it was published after as_of"),
    ),
)  # fmt: skip

SHEET = Schema(
    "sheet",
    "The measures of an agency: the rows of the ledger that it leads or has a part in, or that nobody leads",
    fields(
        LEDGER.fields,
        Field("agency_id", "str", "id of the agency; unassigned for what is nobody's", required=True),
        Field("part_played", "str", "what it does: it leads, it is one with it, or nobody is named", allowed=PARTS,
              required=True),
        Field("is_taken_over", "bool", "whether the plan names an agency that became part of it"),
        *names("plan_source", "title of the source of the plan"),
    ),
)  # fmt: skip

AIMS = Schema(
    "aims",
    "The course of what the measures of a sheet aim at, a row an indicator and index year: a part of an index, or its "
    "total where the measures name the index alone. No cause is claimed",
    fields(
        INDEX,
        YEAR,
        UNIT,
        PART,
        SCORE,
        Field("ledger_ids", "str", "the measures that aim at it, parted by semicolons", required=True),
        Field("change", "float", "value - that of the year before, of the same meaning", "as measure"),
        Field("comparable", "bool", "whether the change may be read as a gain or a loss"),
        Field("verdict", "str", "what may be said of the change by its error", allowed=("", *VERDICTS)),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        Field("previous_year", "int", "the year before"),
        Field("briefing_year", "int", "year of the briefing that tells it", required=True),
        ORIGIN,
        PREVIOUS_ORIGIN,
    ),
)


def agency(data: Data, unit: Unit | str, agency: str = NOBODY, *, as_of: dt.date | str | None = None) -> pd.DataFrame:
    """Return who an agency is, what it became, and what it does for whole documents.

    Parameters
    ----------
    data
        The data: the agencies of the unit.
    unit
        The unit, or its slug, code or name.
    agency
        The id of the agency; ``unassigned`` for what is nobody's.
    as_of
        The day as of which it is told; that of the latest publication or plan of the unit that the briefing year
        knows if not given. Roles that were published later are there, and marked: an agency may be known by nothing
        else.

    Returns
    -------
    pandas.DataFrame
        See :data:`AGENCY`.

    Raises
    ------
    ParameterError
        When the unit has no such agency, or ``as_of`` is no day.

    Examples
    --------
    >>> agency = chiso.agency(data, "can-tho", "so-noi-vu")
    >>> agency[["agency_en", "role_en"]].values.tolist()[0]
    ['Department of Home Affairs', 'focal agency for administrative reform']
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    day = as_of_day(data, unit) if as_of is None else given_day(as_of)
    base = {**unit_cells(unit), "index_year": data.index_year, "agency_id": agency, "as_of": day.isoformat()}
    base["briefing_year"] = data.year
    mine = _agency(data, unit, agency)
    if mine is None:
        return AGENCY.frame([base])
    known, agencies = data.catalog.store.agencies.all, data.catalog.store.agencies
    line = agencies.line_of(mine, day)
    merged = [one for one in known if one is not mine and mine in agencies.line_of(one, day)]
    base |= {
        "kind": mine.kind,
        "merged_on": line[-2].successor_on if len(line) > 1 else "",
        **{f"agency_{locale}": mine.name(locale) for locale in ("vi", "en")},
        **{f"agency_now_{locale}": line[-1].name(locale) for locale in ("vi", "en")},
        **{f"merged_{locale}": joined(one.name(locale) for one in merged) for locale in ("vi", "en")},
    }
    roles = [base | cells for cells in _roles(data, unit, mine, day)]
    return AGENCY.frame(roles or [base])


def sheet(data: Data, ledger: pd.DataFrame, unit: Unit | str, agency: str = NOBODY) -> pd.DataFrame:
    """Return the measures of an agency.

    Parameters
    ----------
    data
        The data: the agencies of the unit.
    ledger
        A frame of :func:`chiso.ledger`.
    unit
        The unit, or its slug, code or name.
    agency
        The id of the agency; ``unassigned`` for the measures that nobody leads.

    Returns
    -------
    pandas.DataFrame
        See :data:`SHEET`, in the order of the ledger; those that it leads first. What was given to an agency that has
        become part of this one by then is this one's, too.

    Raises
    ------
    ParameterError
        When the unit has no such agency.

    Examples
    --------
    >>> sheet = chiso.sheet(data, ledger, "can-tho")
    >>> sheet["part_played"].value_counts().to_dict()
    {'nobody': 14}
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    mine = _agency(data, unit, agency)
    found = []
    for row in LEDGER.rows(ledger):
        if mine is None:
            part, taken = "" if row["lead_ids"] else "nobody", False
        else:
            part, taken = _part(data, mine, row)
        if part:
            source = data.catalog.sources.get(row["plan_source_id"])
            titles = {f"plan_source_{locale}": source.name(locale) if source else "" for locale in ("vi", "en")}
            found.append({**row, **titles, "agency_id": agency, "part_played": part, "is_taken_over": taken})
    return SHEET.frame(sorted(found, key=lambda row: PARTS.index(row["part_played"])))


def aims(data: Data, changes: pd.DataFrame, sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the course of what the measures of a sheet aim at.

    Parameters
    ----------
    data
        The data; figures of earlier years come from them.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    sheet
        A frame of :func:`chiso.sheet`.

    Returns
    -------
    pandas.DataFrame
        See :data:`AIMS`, over the last five index years. A part is followed by its meaning, under
        whatever code it had; ranks are those of whole tables, or published.

    Examples
    --------
    >>> aims = chiso.aims(data, changes, sheet)
    >>> aims.query("index_year == 2020")[["index_label", "code", "value"]].values.tolist()[0]
    ['PAR INDEX', 'TOTAL', 83.76]
    """
    aimed: dict[tuple[str, str], list[str]] = {}
    rows = SHEET.rows(sheet)
    for row in rows:
        if row["index"]:
            aimed.setdefault((row["index"], row["concept"] if row["has_indicator"] else ""), []).append(
                row["ledger_id"]
            )
    found: list[dict[str, Any]] = []
    for (name, concept), ids in aimed.items():
        index, unit = data.catalog.indices[name], data.unit(rows[0]["unit_code"])
        course_of = (
            _part_course(data, changes, index, unit, concept) if concept else _course(data, changes, index, unit)
        )
        base = {**unit_cells(unit), "ledger_ids": joined(ids), "briefing_year": data.year}
        base |= {key: next(row[key] for row in rows if row["index"] == name) for key in (one.name for one in INDEX)}
        found += [base | cells for cells in course_of]
    return AIMS.frame(found)


def _agency(data: Data, unit: Unit, agency: str) -> Agency | None:
    """Return the agency, None for what is nobody's."""
    if agency == NOBODY:
        return None
    found = data.catalog.store.agencies.by_key.get((unit.vintage, unit.code, agency))
    if found is None:
        mine = data.catalog.store.agencies.of(unit.vintage, unit.code)
        raise ParameterError(
            f"{unit.name_vi} has no agency {agency!r}.",
            where="AGENCY",
            remedy=f"Give one of {', '.join([*(one.id for one in mine), NOBODY])}.",
        )
    return found


def _roles(data: Data, unit: Unit, mine: Agency, day: dt.date) -> Iterator[dict[str, Any]]:
    catalog = data.catalog
    for role in catalog.store.roles:
        if (catalog.sets.of(role), role.province_code) != (unit.vintage, unit.code):
            continue
        if mine.id in ids_in(role.agencies):
            source = catalog.sources[role.source_id]
            yield {
                "document": role.document,
                "role_source_id": role.source_id,
                "role_published": source.published,
                "is_later": source.published > day.isoformat(),
                **{f"role_{locale}": role.text(locale) for locale in ("vi", "en")},
                **{f"role_source_{locale}": source.name(locale) for locale in ("vi", "en")},
            }


def _part(data: Data, mine: Agency, row: Row) -> tuple[str, bool]:
    """Return what an agency does for a measure, and whether that was given to one that became part of it."""
    agencies = data.catalog.store.agencies
    day = dt.date.fromisoformat(row["as_of"])
    measure = next(one for one in data.catalog.measures if str(one.line) == row["ledger_row"])
    for part in ("lead", "with"):
        named = data.catalog.agencies_of(measure, ids_in(row[f"{part}_ids"]))
        if mine in named:
            return part, False
        if any(mine in agencies.line_of(one, day) for one in named):
            return part, True
    return "", False


def _part_course(data: Data, changes: pd.DataFrame, index: Index, unit: Unit, concept: str) -> list[dict[str, Any]]:
    found = levels(data, changes, index, unit, concept, _years(data))
    return [one for one in found if one["value"] is not None]


def _course(data: Data, changes: pd.DataFrame, index: Index, unit: Unit) -> list[dict[str, Any]]:
    found = []
    for row in COURSE.rows(course(data, changes, unit, index)):
        if row.index_year not in _years(data) or (row.value is None and row.rank is None):
            continue
        total = data.catalog.indicator(index.index, "TOTAL", row.index_year)
        same = {key: row[key] for key in (*_FIGURES, "index_year", "is_estimated", "change", "verdict")}
        before = {f"previous_{key}": row[f"previous_{key}"] for key in _FIGURES[3:]}
        comparable = not reasons(data.catalog, index.index, "TOTAL", row.index_year)
        found.append(
            {**part_cells(total), **same, **before, "comparable": comparable, "previous_year": row.index_year - 1}
        )
    return found


def _years(data: Data) -> range:
    return range(data.index_year + 1 - YEARS, data.index_year + 1)


_FIGURES = ("value", "rank", "units_ranked", *ORIGIN_NAMES)
