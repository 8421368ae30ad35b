"""Section 4, the ranks of the unit by PAPI dimension, where its total has no course to show."""

from __future__ import annotations

from chiso.catalog import Indicator
from chiso.report.charts.ladder import Rung, ladder_chart
from chiso.report.context import Context
from chiso.report.sections.figures_ranks import HEIGHT, INDEX, estimated_ranks
from chiso.report.specs import Cell, Column, Figure, Row, Table


def dimensions_figure(context: Context) -> Figure | None:
    """Return the ranks of the unit by PAPI dimension in the index year; None where it has not a single one."""
    text = context.language.text
    rungs = [
        _rung(context, one)
        for one in context.catalog.in_year(INDEX, context.now).values()
        if one.parent == "TOTAL" and (INDEX, context.now) in context.catalog.publications
    ]
    ranked = [one for one in rungs if one.rank is not None]
    if not ranked:
        return None
    values = {"index": context.catalog.indices[INDEX].label, "year": str(context.now)}
    best, worst = min(_rank(one) for one in ranked), max(_rank(one) for one in ranked)
    said = [
        text("ladder-rung", name=one.name, rank=context.rank(one.rank, one.units_ranked))
        if one.rank is not None
        else text("heat-alt-none", name=one.name)
        for one in rungs
    ]
    caption = [text("ladder-caption"), *estimated_ranks(context)]
    if len(ranked) < len(rungs):
        caption.append(text("heat-caption-withheld", sign=text("map-missing")))
    title = "ladder-title-one" if best == worst else "ladder-title"
    return Figure(
        id="dimension-ranks",
        title=context.rank_label(text(title, **values, best=str(best), worst=str(worst))),
        svg=ladder_chart(rungs, withheld=text("map-missing"), height=HEIGHT).svg("dimension-ranks"),
        alt=f"{text('ladder-alt', **values, unit=context.unit_name)} {'; '.join(said)}.",
        caption=" ".join(caption),
        data=_data(context, rungs),
        narrow=True,
    )


def _rung(context: Context, dimension: Indicator) -> Rung:
    table = context.comparison
    of_code = table[(table["index"] == INDEX) & (table["code"] == dimension.code)]
    row = context.row(INDEX, dimension.code)
    return Rung(
        name=dimension.name(context.locale),
        rank=int(row["rank"]) if row is not None and row["rank"] is not None else None,
        units_ranked=int(of_code["rank"].notna().sum()),
    )


def _rank(rung: Rung) -> int:
    return rung.rank or 0


def _data(context: Context, rungs: list[Rung]) -> Table:
    text = context.language.text
    none = Cell(text=text("cell-none"), tone="missing")
    return Table(
        id="dimension-ranks-data",
        caption=text("ladder-data"),
        columns=(
            Column(header=text("column-dimension")),
            Column(header=context.rank_label(text("column-rank")), align="end"),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.name),
                    none
                    if one.rank is None
                    else Cell(text=context.language.rank(one.rank, one.units_ranked), href=context.entry(INDEX)),
                )
            )
            for one in rungs
        ),
    )
