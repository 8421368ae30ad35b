"""Section 4, the charts of ranks: strips of every index, and the course of PAPI's ranks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chiso.analysis.profile import rank_history
from chiso.analysis.ranking import is_whole, known_units
from chiso.analysis.series import current_series
from chiso.catalog import Index, Unit
from chiso.report.charts.bump import Line, bump_chart
from chiso.report.charts.strip import Lane, Placed, strip_chart
from chiso.report.context import Context
from chiso.report.specs import Cell, Column, Figure, Row, Table

INDEX = "papi"
HEIGHT = 308.0
"""Of the charts that stand beside each other, in points."""


def strip_figure(context: Context) -> Figure | None:
    """Return the rank strips of all indices whose ranks are known; None where not a single one is.

    Of an index known in part only the published ranks are drawn.
    """
    text, language = context.language.text, context.language
    ranks = {index.index: _ranks(context, index) for index in context.indices}
    shown = [index for index in context.indices if len(ranks[index.index])]
    if not shown:
        return None
    lanes = [_lane(context, index, ranks[index.index]) for index in shown]
    region = context.unit.region(context.locale)
    sheet = strip_chart(lanes, cities_label=text("strip-cities"), region_label=region)
    own = [(index, rank) for index in shown if (rank := context.rank_text(index.index))]
    year, unit = str(context.now), context.unit_name
    title = text("strip-title-none", unit=unit, year=year)
    if own:
        said = [text("strip-rank", index=index.label, rank=rank) for index, rank in own]
        title = text("strip-title", unit=unit, year=year, ranks=language.listed(said))
    return Figure(
        id="strip",
        title=title,
        svg=sheet.svg("strip"),
        alt=" ".join(
            [text("strip-alt", year=year), *(_lane_alt(context, *pair) for pair in zip(shown, lanes, strict=True))]
        ),
        caption=" ".join([text("strip-caption"), *_parts(context, shown), *estimated_ranks(context)]),
        data=_strip_data(context, shown, ranks),
    )


def ranks_figure(context: Context) -> Figure | None:
    """Return the course of the PAPI ranks of the unit and its region since the last break.

    None where the unit has a rank in fewer than two comparable years: there is no course then.
    """
    text = context.language.text
    years = [point.index_year for point in current_series(context.courses[INDEX])]
    history = rank_history(context.catalog, context.observations, INDEX, years)
    code = context.unit.code
    own = {year: ranks[code] for year, ranks in history.items() if code in ranks}
    if context.now not in own or len(own) < 2:
        return None
    counts = {year: len(ranks) for year, ranks in history.items()}
    lines = [
        Line(
            name=one.name(context.locale),
            ranks={year: ranks[one.code] for year, ranks in history.items() if one.code in ranks},
            mine=one.code == code,
        )
        for one in context.catalog.units.in_region(context.unit)
    ]
    below = {year: text("ranks-of", units=str(count)) for year, count in counts.items()}
    sheet = bump_chart(lines, below, last_place=max(counts.values()), height=HEIGHT)
    label = context.catalog.indices[INDEX].label
    first, last = min(own), max(own)
    said = [
        text("ranks-point", year=str(year), rank=context.rank(rank, counts[year], year)) for year, rank in own.items()
    ]
    others = sorted((one for one in lines if last in one.ranks and not one.mine), key=lambda one: one.ranks[last])
    values = {"index": label, "unit": context.unit_name, "region": context.unit.region(context.locale)}
    return Figure(
        id="ranks",
        title=text(
            f"ranks-title-{_direction(own[first], own[last], counts[first], counts[last])}",
            index=label,
            before=context.rank(own[first], counts[first], first),
            now=context.rank(own[last], counts[last], last),
            first=str(first),
            last=str(last),
        ),
        svg=sheet.svg("ranks"),
        alt=text(
            "ranks-alt",
            **values,
            points="; ".join(said),
            last=str(last),
            others=", ".join(f"{one.name} {one.ranks[last]}" for one in others),
        ),
        caption=" ".join([text("ranks-caption", **values), *estimated_ranks(context)]),
        data=_ranks_data(context, lines, counts),
        narrow=True,
    )


def _direction(before: int, now: int, units_before: int, units_now: int) -> str:
    """Say whether a rank rose; between other numbers of units it is neither better nor worse."""
    if units_before != units_now:
        return "other"
    return "same" if before == now else "rise" if now < before else "fall"


def _ranks(context: Context, index: Index) -> pd.Series:
    """Return the known ranks of an index in the index year by unit code."""
    table = context.comparison
    totals = table[(table["index"] == index.index) & (table["code"] == "TOTAL") & table["rank"].notna()]
    return totals.set_index("unit_code")["rank"].astype(int)


def _lane(context: Context, index: Index, ranks: pd.Series) -> Lane:
    units = context.catalog.units
    publication = context.catalog.publications[index.index, context.now]

    def placed(chosen: list[Unit]) -> tuple[Placed, ...]:
        return tuple(
            Placed(name=one.name(context.locale), rank=int(ranks[one.code]), mine=one.code == context.unit.code)
            for one in chosen
            if one.code in ranks.index
        )

    return Lane(
        label=context.rank_label(context.language.text("card-label", index=index.label, year=str(context.now))),
        units_ranked=publication.units_ranked,
        ranks=tuple(int(rank) for rank in ranks),
        cities=placed([one for one in units if one.is_city]),
        region=placed(units.in_region(context.unit)),
    )


def _lane_alt(context: Context, index: Index, lane: Lane) -> str:
    text = context.language.text
    mine = context.rank_text(index.index)
    rank = text("strip-detail", rank=mine) if mine else text("strip-unranked")

    def named(placed: tuple[Placed, ...]) -> str:
        ordered = sorted(placed, key=lambda one: (one.rank, one.name))
        return ", ".join(one.label for one in ordered) or text("cell-none")

    return text(
        "strip-alt-lane",
        index=lane.label,
        unit=context.unit_name,
        rank=rank,
        cities=named(lane.cities),
        region=context.unit.region(context.locale),
        neighbours=named(tuple(one for one in lane.region if not one.mine)),
    )


def _parts(context: Context, shown: list[Index]) -> list[str]:
    """Say of which indices only a part is known, and why one is not drawn."""
    text, parts = context.language.text, []
    for index in context.indices:
        publication = context.catalog.publications.get((index.index, context.now))
        if index not in shown and publication and context.is_estimated():
            parts.append(text("strip-not-estimated", index=index.label))
            continue
        if index not in shown:
            parts.append(text("strip-missing", index=index.label, gap=context.gap_text(context.gap(index.index))))
            continue
        row = context.row(index.index)
        if row is None or row["rank"] is None:
            parts.append(
                text("strip-missing", index=index.label, gap=text("strip-unranked-of", unit=context.unit_name))
            )
        if publication and not is_whole(context.catalog, context.observations, index.index, context.now):
            known = known_units(context.observations, index.index, context.now)
            parts.append(text("strip-part", index=index.label, known=str(known), units=str(publication.units)))
    return parts


def _strip_data(context: Context, shown: list[Index], ranks: dict[str, pd.Series]) -> Table:
    text, units = context.language.text, context.catalog.units
    region = {one.code for one in units.in_region(context.unit)}
    named = [one for one in units if one.is_city or one.code in region]
    headers = [text("column-unit")]
    headers += [context.rank_label(text("column-index-rank", index=index.label)) for index in shown]
    return Table(
        id="strip-data",
        caption=text("strip-data", year=str(context.now)),
        columns=tuple(Column(header=one, align="end" if at else "start") for at, one in enumerate(headers)),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.name(context.locale)),
                    *(
                        _rank_cell(
                            context,
                            ranks[index.index].get(one.code),
                            index.index,
                            context.now,
                            mine=one.code == context.unit.code,
                        )
                        for index in shown
                    ),
                ),
                marked=one.code == context.unit.code,
            )
            for one in named
        ),
    )


def _ranks_data(context: Context, lines: list[Line], counts: dict[int, int]) -> Table:
    text = context.language.text
    headers = [text("column-unit")]
    headers += [context.rank_label(f"{year} ({text('ranks-of', units=str(n))})", year) for year, n in counts.items()]
    return Table(
        id="ranks-data",
        caption=text("ranks-data", index=context.catalog.indices[INDEX].label),
        columns=tuple(Column(header=one, align="end" if at else "start") for at, one in enumerate(headers)),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.name),
                    *(_rank_cell(context, one.ranks.get(year), INDEX, year, mine=one.mine) for year in counts),
                ),
                marked=one.mine,
            )
            for one in lines
        ),
    )


def estimated_ranks(context: Context) -> list[str]:
    """Say that all ranks of a chart are estimates, where they are."""
    return [context.language.text("ranks-estimated")] if context.is_estimated() else []


def _rank_cell(context: Context, rank: Any, index: str, year: int, *, mine: bool) -> Cell:
    if rank is None or pd.isna(rank):
        return Cell(text=context.language.text("cell-none"), tone="missing")
    return Cell(text=str(int(rank)), href=context.unit_entry(index, year, mine=mine))
