"""Raw tables of scores and ranks (PAR INDEX, SIPAS), in which every figure names its own source."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog
from chiso.catalog.catalog import VINTAGE
from chiso.errors import DataError
from chiso.ingest.raw import Problems, read_raw
from chiso.ingest.schemas import scores_schema

_TEXT = ("score_status", "score_source", "rank_status", "rank_source")
_NUMBERS = ("score", "rank", "units_ranked")


@dataclasses.dataclass(frozen=True)
class Scores:
    """What one raw table of scores gives: ``observations`` and ``ranks``, both by ``unit_code``."""

    observations: pd.DataFrame
    ranks: pd.DataFrame


def read_scores(catalog: Catalog, index: str, index_year: int, path: Path) -> Scores:
    """Return the totals and the published ranks of one raw table.

    The table may hold only some of the units: nothing is worked out from it here.

    Returns
    -------
    Scores
        ``observations``: ``unit_code, code, concept, value, status, source_id``, a row for every unit
        with a score. ``ranks``: ``unit_code, code, rank, units_ranked, status, source_id``, a row for
        every unit with a rank.

    Raises
    ------
    DataError
        When a cell is wrong, a figure has no status or source (or the other way round), or a unit with
        the higher score has the worse rank.
    """
    total = catalog.indicator(index, "TOTAL", index_year)
    units_ranked = catalog.publications[index, index_year].units_ranked
    schema = scores_schema(list(catalog.units.by_code), list(catalog.sources), units_ranked, total.scale_max)
    frame, problems = read_raw(path, catalog.units, text=_TEXT, numbers=_NUMBERS, schema=schema)
    _check_companions(frame, problems)
    _check_order(frame, problems)
    problems.raise_any()
    if len(frame) > VINTAGE:
        raise DataError("The table has more rows than there are units.", where=str(path))

    scored = frame[frame["score"].notna()]
    observations = pd.DataFrame(
        {
            "unit_code": scored["province_code"],
            "code": total.code,
            "concept": total.concept,
            "value": scored["score"],
            "status": scored["score_status"],
            "source_id": scored["score_source"],
        }
    )
    ranked = frame[frame["rank"].notna()]
    ranks = pd.DataFrame(
        {
            "unit_code": ranked["province_code"],
            "code": total.code,
            "rank": ranked["rank"].astype(int),
            "units_ranked": ranked["units_ranked"].astype(int),
            "status": ranked["rank_status"],
            "source_id": ranked["rank_source"],
        }
    )
    return Scores(observations, ranks)


def _check_companions(frame: pd.DataFrame, problems: Problems) -> None:
    """Every score and rank has a status and a source, and no status or source stands alone."""
    for figure in ("score", "rank"):
        for companion in (f"{figure}_status", f"{figure}_source"):
            for row in frame.index[frame[figure].notna() & frame[companion].isna()]:
                problems.add(
                    f"The {figure} {frame.loc[row, figure]:g} has no {companion.split('_')[1]}.",
                    row=int(row),
                    column=companion,
                    remedy="Say where the figure was read, and whether as published (A) or worked out (E).",
                )
            for row in frame.index[frame[figure].isna() & frame[companion].notna()]:
                problems.add(
                    f"There is a {companion.split('_')[1]} {frame.loc[row, companion]!r} but no {figure}.",
                    row=int(row),
                    column=figure,
                    remedy=f"Enter the {figure}, or empty the cell of its {companion.split('_')[1]}.",
                )
    for row in frame.index[frame["score"].isna() & frame["rank"].isna()]:
        problems.add("The row has neither a score nor a rank.", row=int(row), column="score", remedy="Remove the row.")


def _check_order(frame: pd.DataFrame, problems: Problems) -> None:
    """Hold published ranks against published scores: more points, no worse place."""
    both = frame[frame["score"].notna() & frame["rank"].notna()].sort_values(["score", "rank"], ascending=[False, True])
    for row, cells in both.iterrows():
        better = both[both["score"] > cells["score"]]
        wrong = better[better["rank"] > cells["rank"]]
        if len(wrong):
            other = wrong.iloc[0]
            problems.add(
                f"The unit {cells['province_code']} has rank {cells['rank']:g} with {cells['score']:g}, but "
                f"{other['province_code']} with the higher score {other['score']:g} has rank {other['rank']:g}.",
                row=int(str(row)),
                column="rank",
                why="A higher score cannot have a worse rank.",
                remedy="Check both figures against their sources.",
            )
