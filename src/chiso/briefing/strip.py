"""Rank strips of all indices: every unit known, with the centrally run cities and the unit's region named."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.groups import RANKING
from chiso.facts.results import RESULTS


@section
def figure(
    ranking: pd.DataFrame, results: pd.DataFrame, gaps: pd.DataFrame, say: Words, *, ax: Axes | None = None
) -> Figure | None:
    """Return the rank strips of all indices whose ranks are known; None where not a single one is.

    Of an index known in part only the published ranks are drawn.

    Parameters
    ----------
    ranking, results, gaps
        Frames of :func:`chiso.ranking`, :func:`chiso.results` (the unit) and :func:`chiso.gaps`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already: ``ax = chiso.charts.strip(placed(ranking, results), say)``.
    """
    mine = RESULTS.rows(results)
    lanes = placed(ranking, results)
    rows = RANKING.rows(lanes)
    say.hear("strip", results=mine, ranking=rows)
    by_index: dict[str, list[Row]] = {}
    for row in rows:
        by_index.setdefault(row["index"], []).append(row)
    shown = [row for row in mine if row["index"] in by_index]
    if not shown:
        return None
    labels = {
        row["index"]: say.labelled(
            say.text("card-label", index=row.index_label, year=str(row.index_year)), estimated=row.is_estimated
        )
        for row in shown
    }
    year, unit = str(mine[0].index_year), say.name(mine[0], "unit")
    own = [say.text("strip-rank", index=row.index_label, rank=say.ranged(row)) for row in shown if row.rank is not None]
    title = say.text("strip-title-none", unit=unit, year=year)
    if own:
        title = say.text("strip-title", unit=unit, year=year, ranks=say.listed(own))
    axes = ax or charts.strip(lanes, say, unit=mine[0].unit_code, labels=labels)
    said = [_lane_alt(row, by_index[row["index"]], labels[row["index"]], say) for row in shown]
    ranged = [row for row in shown if row.rank is not None and row.rank_low is not None]
    caption = [say.text("strip-caption"), *([say.text("strip-caption-range")] if ranged else [])]
    caption += _parts(mine, by_index, gaps, say)
    if mine[0].is_estimated:
        caption.append(say.text("ranks-estimated"))
    return Figure(
        id="strip",
        title=title,
        svg=svg_of(axes, "strip"),
        alt=" ".join([say.text("strip-alt", year=year), *said]),
        caption=" ".join(caption),
        data=_data(shown, by_index, ranking, say),
    )


def placed(ranking: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Return the units that have a rank, with ``mine`` for the unit of the results and ``in_region`` for its region."""
    mine = RESULTS.rows(results)[0]
    open_to = {row["index"]: (row.rank_low, row.rank_high) for row in RESULTS.rows(results)}
    shown = ranking[ranking["rank"].notna()]
    # A range for the unit alone: those of the table hold for all units at once.
    shown = shown.assign(
        **{
            name: pd.array([open_to.get(index, (None, None))[at] for index in shown["index"]], dtype="Int64")
            for at, name in enumerate(("rank_low", "rank_high"))
        }
    )
    return shown.assign(mine=shown["unit_code"] == mine.unit_code, in_region=shown["region_en"] == mine.region_en)


def _lane_alt(mine: Row, rows: list[Row], label: str, say: Words) -> str:
    rank = say.text("strip-detail", rank=say.ranged(mine)) if mine.rank is not None else say.text("strip-unranked")

    def named(units: list[Row]) -> str:
        said = sorted((row.rank, f"{say.name(row, 'unit')} {row.rank}") for row in units)
        return ", ".join(words for _, words in said) or say.text("cell-none")

    return say.text(
        "strip-alt-lane",
        index=label,
        unit=say.name(mine, "unit"),
        rank=rank,
        cities=named([row for row in rows if row.is_city]),
        region=say.name(mine, "region"),
        neighbours=named([row for row in rows if row.in_region and not row.mine]),
    )


def _parts(mine: list[Row], by_index: dict[str, list[Row]], gaps: pd.DataFrame, say: Words) -> list[str]:
    """Say of which indices only a part is known, and why one is not drawn."""
    parts, missing, known_in_part = [], GapWords(gaps, say), []
    for row in mine:
        label, index = row.index_label, row["index"]
        if index not in by_index and row.has_edition and row.is_estimated:
            parts.append(say.text("strip-not-estimated", index=label))
            continue
        if index not in by_index:
            parts.append(say.text("strip-missing", index=label, gap=missing.clause(index, row.index_year)))
            continue
        if row.rank is None:
            gap = say.text("strip-unranked-of", unit=say.name(row, "unit"))
            parts.append(say.text("strip-missing", index=label, gap=gap))
        if not row.is_whole:
            known_in_part.append(label)
    return [*parts, say.text("strip-part", indices=say.listed(known_in_part))] if known_in_part else parts


def _data(shown: list[Row], by_index: dict[str, list[Row]], ranking: pd.DataFrame, say: Words) -> Table:
    region, mine = shown[0].region_en, shown[0].unit_code
    units = {row.unit_code: row for row in RANKING.rows(ranking) if row.is_city or row.region_en == region}
    ranks = {(row["index"], row.unit_code): row for rows in by_index.values() for row in rows}
    none = Cell(text=say.text("cell-none"), tone="missing")
    headers = [say.text("column-unit")]
    headers += [
        say.labelled(say.text("column-index-rank", index=row.index_label), estimated=row.is_estimated) for row in shown
    ]

    def cell(row: Row | None) -> Cell:
        if row is None:
            return none
        return Cell(text=say.whole(row.rank), href=say.cite(row) if row.unit_code == mine else say.cite_all(row))

    return Table(
        id="strip-data",
        caption=say.text("strip-data", year=str(shown[0].index_year)),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(text=say.name(unit, "unit")),
                    *(cell(ranks.get((row["index"], code))) for row in shown),
                ),
                marked=code == mine,
            )
            for code, unit in units.items()
        ),
    )
