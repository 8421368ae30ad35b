"""What places that a next plan could want would take: the score each had last, and how often such rises were seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from chiso.facts.data import Data
from chiso.facts.describe import set_cells
from chiso.facts.frames import INDEX, ORIGIN, SCORE, SET, UNIT, YEAR, Field, Row, Schema, fields
from chiso.facts.outlook import rises, score_at
from chiso.facts.ranges import first_units
from chiso.facts.results import RESULTS
from chiso.facts.targets import TARGETS
from chiso.facts.totals import totals_by_year
from chiso.facts.whole import is_whole

_STEP, _MOST = 5, 4
"""Places are five apart, as plans want them, and the four next better ones are looked at."""

PROSPECTS = Schema(
    "prospects",
    "Places that a plan for the year after the briefing's could want, with what each would take: a row a place",
    fields(
        INDEX,
        YEAR,
        UNIT,
        SET,
        SCORE,
        Field("plan_year", "int", "year that such a plan is for", required=True),
        Field("place", "int", "place or better", required=True),
        Field("is_last_target", "bool", "whether the plan of the briefing year wants it"),
        Field("place_score", "float", "score of that place in index_year; missing where not known", "as measure"),
        Field("score_gap", "float", "what is to go to that score, by the direction of the index", "as measure"),
        Field("rank_gap", "int", "rank - place: places to go; 0 or less: reached"),
        Field("is_reached", "bool", "whether the unit had that place or a better one in index_year"),
        Field("may_be_there", "bool", "whether the errors leave open that the unit is there already"),
        Field("count", "int", "how often a unit rose by at least rank_gap places within a year"),
        Field("cases", "int", "unit-years looked at; missing where no comparable pair of whole tables is known"),
        Field("start_first", "int", "best place that counts as near that of the unit"),
        Field("start_last", "int", "worst such place"),
        Field("start_count", "int", "how often a unit that began there rose by at least rank_gap places"),
        Field("start_cases", "int", "unit-years that began there"),
        Field("first_year", "int", "first index year looked at"),
        Field("last_year", "int", "last index year looked at"),
        Field("is_estimated", "bool", "whether ranks of index_year are worked out on estimates"),
        Field("rise_tables", "str", "raw tables that rises were counted in, separated by spaces"),
        Field("plan_units", "int", "units in the set in which plan_year is measured"),
        ORIGIN,
    ),
)


def prospects(
    data: Data,
    changes: pd.DataFrame,
    results: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    places: Iterable[int] | None = None,
) -> pd.DataFrame:
    """Return what places that a plan for the next year could want would take.

    Parameters
    ----------
    data
        The data of all years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    results
        A frame of :func:`chiso.results`: the unit and where it stands.
    targets
        A frame of :func:`chiso.targets`: the places that the last plan wants are looked at too.
    places
        The places to look at; if not given, the four next better ones that are multiples of five, as far as anything
        is known of them.

    Returns
    -------
    pandas.DataFrame
        See :data:`PROSPECTS`; nothing for an index of which the unit has no place. It says what was seen, and
        forecasts nothing.

    Examples
    --------
    >>> prospects = chiso.prospects(data, changes, results, targets)
    >>> prospects.query("is_last_target")[["index_label", "place", "rank_gap"]].values.tolist()
    [['PAR INDEX', 15, 22], ['SIPAS', 25, 13], ['PAPI', 20, 9]]
    """
    wanted = {row["index"]: row.target_rank for row in TARGETS.rows(targets)}
    asked = None if places is None else sorted(set(places), reverse=True)
    return PROSPECTS.frame(
        cells
        for row in RESULTS.rows(results)
        if row.rank is not None
        for cells in _of_index(data, changes, row, wanted.get(row["index"]), asked)
    )


def _of_index(
    data: Data, changes: pd.DataFrame, result: Row, wanted: int | None, asked: list[int] | None
) -> Iterable[dict[str, Any]]:
    index, year = data.catalog.indices[result["index"]], result.index_year
    totals, whole = totals_by_year(data, changes, index.index), is_whole(data, changes, index.index, year)
    base = {name: result[name] for name in result if name in PROSPECTS.columns} | set_cells(data.catalog)
    base |= {"plan_year": data.year + 1, "is_estimated": data.catalog.is_estimated(year)}
    base["plan_units"] = data.catalog.sets[data.catalog.vintage_of(data.year + 1)].count
    looked_at = asked if asked is not None else _places(result.rank)
    for place in sorted({*looked_at, *([] if wanted is None else [wanted])}, reverse=True):
        gap = result.rank - place
        found = None
        if gap > 0:
            found = rises(data, changes, index, gap, of_ranks=True, last_year=year, rank=result.rank)
        years = range(found["first_year"], found["last_year"] + 1) if found else ()
        tables = [f"{index.index}/{one}.csv" for one in years if (index.index, one) in data.catalog.publications]
        score = score_at(totals, index, year, place, whole=whole)
        if asked is None and place != wanted and score is None and found is None and gap > 0:
            continue
        known = score is not None and result.value is not None
        yield (
            base
            | (found or {})
            | {
                "place": place,
                "is_last_target": place == wanted,
                "place_score": score,
                "score_gap": round((score - result.value) * index.sign, 6) if known else None,
                "rank_gap": gap,
                "rise_tables": " ".join(tables),
                "is_reached": gap <= 0,
                "may_be_there": result.unit_code in (first_units(data, changes, index.index, place) or ()),
            }
        )


def _places(rank: int) -> list[int]:
    """Return the next better places that are multiples of five; the first place for those before the fifth."""
    return list(range((rank - 1) // _STEP * _STEP, 0, -_STEP))[:_MOST] or [1]
