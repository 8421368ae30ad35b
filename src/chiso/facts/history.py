"""What each year of a course can bear: comparable changes, errors, ranges of ranks and verdicts on all units.

Those of the years compared are as the changes have them; earlier ones are worked out from the observations in the same
way.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.catalog import Index
from chiso.facts.comparability import reasons
from chiso.facts.data import Data
from chiso.facts.describe import known
from chiso.facts.evidence import EVIDENCE, with_evidence
from chiso.facts.memo import remembered
from chiso.facts.totals import totals_by_year

_NAMES = tuple(field.name for field in EVIDENCE)


@remembered
def history(data: Data, changes: pd.DataFrame, index: str) -> dict[tuple[int, str], dict[str, Any]]:
    """Return what the total of each unit can bear in each year, by year and unit.

    Parameters
    ----------
    data
        The data of all years.
    changes
        A frame of :func:`chiso.changes`, which has what holds of the years that it compares.
    index
        The id of the index.

    Returns
    -------
    dict
        The columns of :data:`chiso.facts.evidence.EVIDENCE` by index year and code of the unit. In the first year of
        a series only what holds of that year alone.
    """
    entry = data.catalog.indices[index]
    totals = totals_by_year(data, changes, index)
    found_years = {int(year) for year in totals.index.get_level_values(0)}
    years = sorted(year for year in found_years if (index, year) in data.catalog.publications)
    tables = [_pair(data, changes, entry, year) for year in years]
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for year, table in zip(years, tables, strict=True):
        for cells in table.to_dict("records"):
            found[year, str(cells["unit_code"])] = {name: known(cells[name]) for name in _NAMES}
    return found


def _pair(data: Data, changes: pd.DataFrame, index: Index, year: int) -> pd.DataFrame:
    """Return the totals of a year beside those of the year before, with what they can bear."""
    compared = changes[(changes["index"] == index.index) & (changes["code"] == "TOTAL")]
    if len(compared) and (compared["index_year"].iloc[0], compared["previous_year"].iloc[0]) == (year, year - 1):
        return compared
    totals = totals_by_year(data, changes, index.index)
    columns = ["value", "rank", "units_ranked"]
    blank = pd.DataFrame(index=totals.loc[year].index, columns=columns, dtype="float64")
    before = totals.loc[year - 1][columns] if year - 1 in totals.index.get_level_values(0) else blank
    table = totals.loc[year][columns].join(before.add_prefix("previous_"), how="left").reset_index()
    is_first = before is blank or bool(reasons(data.catalog, index.index, "TOTAL", year))
    rows = pd.concat([table.assign(code="TOTAL", previous_code="TOTAL"), _parts(data, index, year)], ignore_index=True)
    rows = rows.assign(index=index.index, index_year=year, previous_year=year - 1, comparable=not is_first)
    rows["change"] = rows["value"] - rows["previous_value"]
    rows["rank_change"] = rows["previous_rank"] - rows["rank"]
    return with_evidence(data, rows, codes=["TOTAL"])


def _parts(data: Data, index: Index, year: int) -> pd.DataFrame:
    """Return the scores of the parts of a year beside those of the same meaning in the year before."""
    observed = data.observations
    cells = ["unit_code", "code", "concept", "value"]
    now, before = (
        observed[(observed["index"] == index.index) & (observed["index_year"] == each) & (observed["code"] != "TOTAL")][
            cells
        ]
        for each in (year, year - 1)
    )
    renamed = before.rename(columns={"value": "previous_value", "code": "previous_code"})
    return now.merge(renamed, how="left", on=["unit_code", "concept"])
