"""The ledger of a unit's plans over the years: who answered for what, what became of it, what its indicator did."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

import pandas as pd

from chiso.catalog import Unit
from chiso.facts.comparability import reasons
from chiso.facts.data import Data
from chiso.facts.entries import COURSE_OF_WORK, MEASURE, NO_INDEX, OWNER
from chiso.facts.error_series import estimates_of
from chiso.facts.evidence import VERDICTS, verdicts_of
from chiso.facts.frames import ORIGIN, ORIGIN_NAMES, PART, PREVIOUS_ORIGIN, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.measures import MEASURES, measures, part_of_concept, plan_years

LEDGER = Schema(
    "ledger",
    "The measures of all plans of a unit up to the briefing year, a row a measure: its owner, what became of it, and "
    "what its indicator did since. No cause is claimed",
    fields(
        NO_INDEX,
        YEAR,
        UNIT,
        MEASURE,
        OWNER,
        COURSE_OF_WORK,
        PART,
        Field("has_indicator", "bool", "whether the measure aims at an indicator that is known here"),
        Field("value", "float", "last known score of the indicator, that of index_year", "as measure"),
        Field("rank", "int", "its place, 1 is best"),
        Field("units_ranked", "int", "number of units in the ranking"),
        Field("previous_year", "int", "first year, from the last one that the plan could know, that value compares "
              "with; that one where there is none; missing where nothing came since"),
        Field("previous_value", "float", "score of the same meaning in that year", "as measure"),
        Field("change", "float", "value - previous_value; kept across a break, where it says nothing", "as measure"),
        Field("comparable", "bool", "whether the change may be read as a gain or a loss"),
        Field("verdict", "str", "what may be said of the change by its error; empty where nothing can be compared",
              allowed=("", *VERDICTS)),
        Field("is_estimated", "bool", "whether ranks are worked out on estimates"),
        ORIGIN,
        PREVIOUS_ORIGIN,
    ),
)  # fmt: skip


def ledger(
    data: Data,
    changes: pd.DataFrame,
    unit: Unit | str,
    *,
    years: Sequence[int] | None = None,
    as_of: dt.date | str | None = None,
) -> pd.DataFrame:
    """Return the ledger of a unit's plans.

    Parameters
    ----------
    data
        The data: plans, agencies, and figures of earlier years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    unit
        The unit, or its slug, code or name.
    years
        The years of the plans; all up to that of the briefing if not given.
    as_of
        The day as of which it is told what became of a measure; that of the latest publication or plan of the
        unit that the briefing year knows if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`LEDGER`, in the order of the plans. The figures are those of :func:`chiso.measures`; the change is
        that since the last year that the plan could know or, behind a break of the series, since the first one that
        can be compared; its verdict is by the error of such a change.

    Raises
    ------
    ParameterError
        When ``as_of`` is no day, or there is no such unit.

    Examples
    --------
    >>> ledger = chiso.ledger(data, changes, "can-tho")
    >>> ledger["outcome"].value_counts().to_dict()
    {'open': 14}
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    rows: list[dict[str, Any]] = []
    for year in plan_years(data, unit) if years is None else years:
        told = MEASURES.rows(measures(data, changes, unit, plan_year=year, as_of=as_of))
        for _, found in itertools.groupby(told, key=lambda row: row["measure_id"]):
            every = list(found)
            last = max((at for at, row in enumerate(every) if row["value"] is not None), default=len(every) - 1)
            levels = every[: last + 1]
            rows.append({**levels[-1], **_since(data, unit, levels)})
    return LEDGER.frame(rows)


def _since(data: Data, unit: Unit, levels: Sequence[Row]) -> dict[str, Any]:
    """Return what the indicator of a measure did since the first year with which its last score can be compared.

    Where it can be compared with none, the last year that the plan could know stands beside it, and nothing is said.
    """
    last = levels[-1]
    earlier = [row for row in levels[:-1] if row["value"] is not None]
    if last["value"] is None or not earlier:
        keys = ("previous_year", "previous_value", "change", "verdict", *(f"previous_{name}" for name in ORIGIN_NAMES))
        return {**dict.fromkeys(keys), "comparable": False}

    def broken(row: Row) -> bool:
        return bool(reasons(data.catalog, last["index"], last["code"], last["index_year"], row["index_year"]))

    first = next((row for row in earlier if not broken(row)), earlier[0])
    comparable, verdict = not broken(first), ""
    if comparable:
        is_next = first["index_year"] == last["index_year"] - 1
        verdict = last["verdict"] if is_next else _verdict(data, unit, first, last)
    return {
        "previous_year": first["index_year"],
        "previous_value": first["value"],
        "change": round(last["value"] - first["value"], 6),
        "comparable": comparable,
        "verdict": verdict,
        **{f"previous_{name}": first[name] for name in ORIGIN_NAMES},
    }


def _verdict(data: Data, unit: Unit, first: Row, last: Row) -> str:
    """Return what may be said of a change over several years, by the error that is estimated from scores."""
    index, table = data.catalog.indices[last["index"]], data.observations
    columns = []
    for row in (first, last):
        rows = table[(table["index"] == index.index) & (table["index_year"] == row["index_year"])]
        columns.append(rows[rows["code"] == row["code"]].set_index("unit_code")["value"])
    moved = columns[1] - columns[0]
    now = part_of_concept(data, index, last["concept"], data.index_year)
    key = index.index, now.code if now else ""
    noise = estimates_of(data, [key], last["index_year"])[key].noise
    error = float("nan") if noise is None else noise * 2**0.5
    return str(verdicts_of(moved, float(moved.mean()), error)[unit.code])
