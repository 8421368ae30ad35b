"""Section 7, in a view of estimates: the former units that a unit was made of, their weights and scores."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import VINTAGES, Index
from chiso.report.context import Context
from chiso.report.links import entry_link
from chiso.report.specs import Block, Cell, Column, Note, Row, Table


def parts_block(context: Context) -> Block | None:
    """Return how the estimates come about; None where neither year has any.

    A table of the parts with populations, weights and scores of the last estimated year, or a note for
    a unit that was not merged.
    """
    years = [year for year in (context.now, context.before) if context.is_estimated(year)]
    if not years:
        return None
    text = context.language.text
    if not context.is_merged:
        said = text("parts-unmerged", unit=context.unit.full_name(context.locale), year=str(years[0]))
        return Note(title=text("parts-title"), paragraphs=(said,))
    return _table(context, years[0])


def part_scores(context: Context, index: Index, index_year: int) -> dict[str, tuple[float, str]]:
    """Return the published total and its source of each former unit that the unit was made of, by code."""
    values = context.measured.values
    rows = values[
        (values["index"] == index.index)
        & (values["index_year"] == index_year)
        & (values["vintage"] == VINTAGES[0])
        & (values["code"] == "TOTAL")
        & values["value"].notna()
        & values["unit_code"].isin([part.code for part in context.catalog.parts_of(context.unit.code)])
    ]
    return {str(row["unit_code"]): (float(row["value"]), str(row["source_id"])) for row in rows.to_dict("records")}


def _table(context: Context, year: int) -> Table:
    text, language = context.language.text, context.language
    indices = [one for one in context.indices if (one.index, year) in context.catalog.publications]
    scores = {one.index: part_scores(context, one, year) for one in indices}
    parts = context.catalog.parts_of(context.unit.code)
    entry = entry_link("parts")
    together = sum(part.population_thousand for part in parts)
    rows = [
        Row(
            cells=(
                Cell(text=part.name(context.locale)),
                Cell(text=language.number(part.population_thousand), href=entry),
                Cell(text=_share(context, part.population_thousand / together), href=entry),
                *(_score(context, one, year, scores[one.index].get(part.code)) for one in indices),
            )
        )
        for part in parts
    ]
    estimates = (
        Cell(text=context.unit.full_name(context.locale)),
        Cell(text=language.number(together), href=entry),
        Cell(text=_share(context, 1.0), href=entry),
        *(_estimate(context, one, year) for one in indices),
    )
    headers = [text("column-part"), text("column-population"), text("column-weight")]
    headers += [text("card-label", index=one.label, year=str(year)) for one in indices]
    return Table(
        id="parts",
        caption=text("parts-table", unit=context.unit.full_name(context.locale), year=str(year)),
        columns=tuple(Column(header=one, align="end" if place else "start") for place, one in enumerate(headers)),
        rows=(*rows, Row(cells=estimates, marked=True)),
        notes=tuple(text(f"parts-note-{one}") for one in ("mean", "weight", "missing", "rank")),
    )


def _share(context: Context, share: float) -> str:
    return context.language.measured(context.language.number(100 * share, 1), "percent")


def _score(context: Context, index: Index, year: int, found: tuple[float, str] | None) -> Cell:
    if found is None:
        return Cell(text=context.language.text("cell-none"), tone="missing")
    # An estimate may be wanting where a part has no score: the edition of all units has the rows of each.
    entry = context.entry(index.index, year) or context.all_entry(index.index, year)
    return Cell(text=context.language.score(found[0], index.measure), href=entry)


def _estimate(context: Context, index: Index, year: int) -> Cell:
    point = next((one for one in context.courses[index.index] if one.index_year == year), None)
    if point is None or pd.isna(point.value):
        return Cell(text=context.language.text("word-not-estimated"), tone="missing")
    shown = context.language.score(float(point.value or 0.0), index.measure)
    return Cell(text=context.language.text("estimated", figure=shown), href=context.entry(index.index, year))
