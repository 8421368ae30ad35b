"""Every unit with its scores and ranks."""

from __future__ import annotations

import unicodedata

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.facts.groups import RANKING
from chiso.facts.results import RESULTS

_SIGNS = {"withheld": "×", "not_covered": "–", "not_in_raw": "…"}
"""What stands for a missing figure, by why it is missing."""

_UNMERGED = "*"
"""What stands behind the name of a unit whose scores are no estimates among such."""


@section
def table(ranking: pd.DataFrame, results: pd.DataFrame, gaps: pd.DataFrame, say: Words) -> Table:
    """Return scores and ranks of all units in the index year, the unit of the briefing marked.

    Missing figures keep their three meanings apart: withheld, not covered by that edition, and published
    but not collected. The notes explain the signs that are there.

    Parameters
    ----------
    ranking, results, gaps
        Frames of :func:`chiso.ranking`, :func:`chiso.results` (the unit) and :func:`chiso.gaps`.
    say
        The words of the briefing.
    """
    mine, rows = RESULTS.rows(results), RANKING.rows(ranking)
    say.hear("units", results=mine, ranking=rows)
    shown = [row for row in mine if row.has_edition]
    ranged = {row["index"] for row in rows if row.rank_low is not None}
    columns = [Column(header=say.text("column-unit"))]
    for row in shown:
        columns.append(Column(header=say.text("column-index-score", index=row.index_label), align="end"))
        if _is_ranked(row):
            header = say.text("column-index-rank", index=row.index_label)
            columns.append(Column(header=say.labelled(header, estimated=row.is_estimated), align="end"))
        if row["index"] in ranged:
            header = say.text("column-index-range", index=row.index_label)
            columns.append(Column(header=say.labelled(header, estimated=row.is_estimated), align="end"))
    units: dict[str, dict[str, Row]] = {}
    for row in rows:
        units.setdefault(row.unit_code, {})[row["index"]] = row
    by_rank = next((row for row in reversed(shown) if row.is_whole), None)
    ordered = sorted(units.values(), key=lambda found: _place(found, by_rank))
    table_rows = tuple(_row(found, shown, ranged, say) for found in ordered)
    year, is_estimated = str(mine[0].index_year), bool(mine[0].is_estimated)
    return Table(
        id="units",
        caption=say.labelled(say.text("units-table", year=year), estimated=is_estimated),
        columns=tuple(columns),
        rows=table_rows,
        notes=(
            *_notes(mine, by_rank, gaps, say),
            *([say.text("units-note-range")] if ranged else []),
            *_legend(table_rows, say),
        ),
        dense=True,
        sortable=True,
        groups=say.text("column-region"),
    )


def _is_ranked(row: Row) -> bool:
    """Whether the index has ranks to show: none are worked out on the estimates of a fragment."""
    return bool(not row.is_estimated or row.is_whole)


def _place(found: dict[str, Row], by_rank: Row | None) -> tuple[float, str]:
    """Return what units are ordered by: the rank of the last index whose table is whole, then the name."""
    first = next(iter(found.values()))
    row = found.get(by_rank["index"]) if by_rank else None
    name = unicodedata.normalize("NFD", first.unit_vi.replace("Đ", "D"))
    return (float("inf") if row is None or row.rank is None else float(row.rank), name)


def _row(found: dict[str, Row], shown: list[Row], ranged: set[str], say: Words) -> TableRow:
    first = next(iter(found.values()))
    is_mine = first.unit_code == shown[0].unit_code
    is_unmerged = first.is_estimated and not first.is_merged
    cells = [Cell(text=f"{say.name(first, 'unit')}{_UNMERGED if is_unmerged else ''}")]
    for index in shown:
        row = found[index["index"]]
        missing = Cell(text=_SIGNS.get(row.gap, say.text("cell-none")))
        href = say.cite(row) if is_mine else say.cite_all(row)
        cells.append(missing if row.value is None else Cell(text=say.number(row.value), href=href))
        if _is_ranked(index):
            cells.append(missing if row.rank is None else Cell(text=say.whole(row.rank), href=href))
        if index["index"] in ranged:
            open_to = "" if row.rank_low is None else say.ranks_between(row.rank_low, row.rank_high)
            cells.append(Cell(text=open_to, href=say.cite_all(row)) if open_to else missing)
    return TableRow(
        cells=tuple(cells), marked=is_mine, anchor=f"unit-{first.unit_slug}", group=say.name(first, "region")
    )


def _notes(mine: list[Row], by_rank: Row | None, gaps: pd.DataFrame, say: Words) -> list[str]:
    missing, year = GapWords(gaps, say), str(mine[0].index_year)
    order = "units-note-order-name" if by_rank is None else "units-note-order"
    notes = [say.text(order, **({"index": by_rank.index_label} if by_rank else {}))]
    for row in mine:
        label, kind = row.index_label, "-estimated" if row.is_estimated else ""
        if not row.has_edition:
            is_none = missing.first_kind(row["index"], row.index_year) == "not_measured"
            notes.append(
                say.text("units-note-not-measured" if is_none else "units-note-not-listed", index=label, year=year)
            )
        elif row.is_whole:
            notes.append(say.text(f"units-note-whole{kind}", index=label, units=say.whole(row.edition_ranks)))
        else:
            units = say.whole(row.units_in_set if kind else row.units_measured)
            notes.append(
                say.text(f"units-note-fragment{kind}", index=label, known=say.whole(row.known_units), units=units)
            )
    if mine[0].is_estimated:
        notes.append(say.text("units-note-unmerged", sign=_UNMERGED, **say.of_set(mine[0])))
    return notes


def _legend(rows: tuple[TableRow, ...], say: Words) -> list[str]:
    """Explain the signs that stand in the table."""
    met = {cell.text for row in rows for cell in row.cells[1:]}
    return [say.text(f"units-note-{kind}", sign=sign) for kind, sign in _SIGNS.items() if sign in met]
