"""Raw tables of scores and ranks, in which every figure names its own source."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog, Indicator
from chiso.errors import DataError
from chiso.ingest.checks.ranks import check_order
from chiso.ingest.precision import companions_in, with_precision
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
        ``observations``: ``unit_code, code, concept, value, status, source_id, raw_row, standard_error, respondents``,
        a row for every unit with a score. ``ranks``: ``unit_code, code, rank, units_ranked, status, source_id,
        raw_row``, a row for every unit with a rank.

    Raises
    ------
    DataError
        When a cell is wrong, a figure has no status or source (or the other way round), a unit with the
        better score has no better rank, a figure is known to be withheld, or there are more rows than
        units were measured, or fewer although the edition did not cover all units.
    """
    total = catalog.indicator(index, "TOTAL", index_year)
    publication = catalog.publications[index, index_year]
    sources = [source for source in catalog.sources if source]
    schema = scores_schema(catalog.units, sources, publication.units_ranked, total.scale_max)
    beside = companions_in(path, ("score",))
    frame, problems = read_raw(path, catalog.units, text=_TEXT, numbers=_NUMBERS, schema=schema, optional=beside)
    _check_companions(frame, problems)
    check_order(frame, "score", catalog.indices[index].sign, problems)
    _check_withheld(catalog, index, index_year, frame, problems)
    observations = with_precision(_observations(frame, total), frame, {"score": total.code}, problems)
    problems.raise_any()
    if len(frame) > publication.units:
        raise DataError(
            f"The table has {len(frame)} units, but {publication.units} were measured.",
            where=str(path),
            why=f"reference/publications.csv, row {publication.line}, column 'units'.",
            remedy="Remove the rows of units that the edition did not cover, or correct the number of units.",
        )

    if publication.units < len(catalog.units) and len(frame) < publication.units:
        raise DataError(
            f"The table has {len(frame)} units of the {publication.units} that were measured.",
            where=str(path),
            why="Of an edition that did not cover all units, those that it covered must all be listed: a unit that is "
            "not in the table is taken for one that was not covered.",
            remedy="Add the missing rows with what is known of them.",
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
            "raw_row": ranked.index.astype("str"),
        }
    )
    return Scores(observations, ranks)


def _observations(frame: pd.DataFrame, total: Indicator) -> pd.DataFrame:
    scored = frame[frame["score"].notna()]
    return pd.DataFrame(
        {
            "unit_code": scored["province_code"],
            "code": total.code,
            "concept": total.concept,
            "value": scored["score"],
            "status": scored["score_status"],
            "source_id": scored["score_source"],
            "raw_row": scored.index.astype("str"),
        }
    )


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


def _check_withheld(catalog: Catalog, index: str, index_year: int, frame: pd.DataFrame, problems: Problems) -> None:
    """No figure stands where one is known to be withheld."""
    known = {unit: one for (of, year, unit), one in catalog.suppressed.items() if (of, year) == (index, index_year)}
    for row, cells in frame[frame["province_code"].isin(known)].iterrows():
        withheld = known[cells["province_code"]]
        for figure in ("score", "rank"):
            if pd.notna(cells[figure]):
                name = catalog.units.by_code[cells["province_code"]].name_vi
                problems.add(
                    f"The {figure} {cells[figure]:g} of {name} is withheld.",
                    row=int(str(row)),
                    column=figure,
                    why=f"reference/suppressed.csv, row {withheld.line}, lists it as withheld.",
                    remedy="Empty the cell, or remove that row of suppressed.csv.",
                )
