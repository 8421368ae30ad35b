"""What the ledger says of a measure as of a day: who answers for it, by when, and what became of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from chiso.catalog import Agency, Catalog, Measure, Unit
from chiso.catalog.agencies import ids_in, joined
from chiso.catalog.plans import STATES, day_of
from chiso.errors import ParameterError
from chiso.facts.data import Data
from chiso.facts.frames import INDEX, Field, names

OUTCOMES = ("open", "late", "done", "dropped")

NO_INDEX = tuple(dataclasses.replace(one, required=False) for one in INDEX)
"""The columns of an index, empty for a measure that names none."""

MEASURE = (
    Field("plan_year", "int", "year that the plan is for", required=True),
    Field("plan", "str", "the document, as plans/measures.csv calls it"),
    Field("measure_id", "int", "place of the measure in the plan, from 1", required=True),
    Field("ledger_id", "str", "id of the measure, which never changes", required=True),
    *names("measure", "the measure in words"),
)
OWNER = (
    Field("lead_ids", "str", "ids of the lead agencies, parted by semicolons; empty where the text at hand names none"),
    *names("lead", "their names in the time of the plan, parted by semicolons"),
    Field("lead_now_ids", "str", "ids of what they had become by as_of; lead_ids where they are still the same"),
    *names("lead_now", "names of what they had become by as_of"),
    Field("with_ids", "str", "ids of the agencies with it, parted by semicolons"),
    *names("with", "their names in the time of the plan, parted by semicolons"),
    Field("with_now_ids", "str", "ids of what they had become by as_of"),
    *names("with_now", "names of what they had become by as_of"),
)
COURSE_OF_WORK = (
    *names("product", "what is to come of it"),
    Field("deadline", "str", "last day that the deadline leaves, 2021-09-30; empty where there is none"),
    Field("deadline_written", "str", "the deadline as the plan writes it"),
    Field("state", "str", "the state as entered, as far as it was known on as_of", allowed=STATES),
    Field("state_on", "str", "day since which the state holds"),
    Field("outcome", "str", "late: the deadline had passed on as_of, and nothing was known to be done or dropped",
          allowed=OUTCOMES, required=True),
    Field("is_late", "bool", "whether the outcome is late"),
    Field("briefing_year", "int", "year of the briefing that tells it", required=True),
    Field("as_of", "str", "the day as of which all that is told", required=True),
    Field("evidence", "str", "what the state rests on"),
    Field("ledger_row", "str", "row of plans/measures.csv"),
    Field("plan_source_id", "str", "source of the row"),
)  # fmt: skip


def as_of_day(data: Data, unit: Unit) -> dt.date:
    """Return the day as of which a briefing year tells what became of the measures of a unit.

    That of the latest publication or plan of the unit that it knows, since nothing can be told of a plan as of a day
    before it; where none has a day, the last one of the index year.
    """
    catalog = data.catalog
    days = [one.published_on for (_, year), one in catalog.publications.items() if year < data.year]
    mine = (one for one in catalog.measures if one.province_code == unit.code and one.plan_year <= data.year)
    days += [day_of(catalog.sources[one.source_id].published) for one in mine if one.source_id in catalog.sources]
    return max((day for day in days if day is not None), default=dt.date(data.index_year, 12, 31))


def given_day(day: dt.date | str) -> dt.date:
    """Return the day that a person gives as of which something is told.

    Raises
    ------
    ParameterError
        When it is none.
    """
    found = day if isinstance(day, dt.date) else day_of(day.strip())
    if found is None:
        raise ParameterError(f"{day!r} is no day.", where="AS_OF", remedy="Give year, month and day: 2022-06-30.")
    return found


def entry_cells(data: Data, measure: Measure, number: int, as_of: dt.date) -> dict[str, Any]:
    """Return the columns of :data:`MEASURE`, :data:`OWNER` and :data:`COURSE_OF_WORK` of a measure.

    Parameters
    ----------
    data
        The agencies, and the briefing year.
    measure, number
        The measure, and its place in the plan from 1.
    as_of
        The day; what was entered since a later one is not known yet.
    """
    catalog = data.catalog
    is_known = measure.state_day is not None and measure.state_day <= as_of
    state = measure.state if is_known else ""
    outcome = state if state in ("done", "dropped") else "open"
    if outcome == "open" and measure.due is not None and measure.due < as_of:
        outcome = "late"
    return {
        "plan_year": measure.plan_year,
        "plan": measure.plan,
        "measure_id": number,
        "ledger_id": measure.id,
        "measure_vi": measure.text("vi"),
        "measure_en": measure.text("en"),
        **_agencies(catalog, "lead", catalog.agencies_of(measure, ids_in(measure.lead_agency)), as_of),
        **_agencies(catalog, "with", catalog.agencies_of(measure, ids_in(measure.with_agencies)), as_of),
        "product_vi": measure.product("vi"),
        "product_en": measure.product("en"),
        "deadline": measure.due.isoformat() if measure.due else "",
        "deadline_written": measure.deadline_written or measure.deadline,
        "state": state,
        "state_on": measure.state_on if is_known else "",
        "outcome": outcome,
        "is_late": outcome == "late",
        "briefing_year": data.year,
        "as_of": as_of.isoformat(),
        "evidence": measure.evidence if is_known else "",
        "ledger_row": str(measure.line),
        "plan_source_id": measure.source_id,
    }


def _agencies(catalog: Catalog, what: str, then: list[Agency], as_of: dt.date) -> dict[str, str]:
    now = list(dict.fromkeys(catalog.store.agencies.line_of(one, as_of)[-1] for one in then))
    cells = {}
    for name, found in ((what, then), (f"{what}_now", now)):
        cells[f"{name}_ids"] = joined(one.id for one in found)
        for locale in ("vi", "en"):
            cells[f"{name}_{locale}"] = joined(one.name(locale) for one in found)
    return cells
