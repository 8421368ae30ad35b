"""What moved a total by dimension, as steps between the two totals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from chiso import charts
from chiso.blocks.drawing import svg_of
from chiso.blocks.language import is_zero
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.driver_rows import core_of, core_shared_of
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.drivers import DRIVERS
from chiso.facts.frames import Row

BROKEN = "BROKEN"
"""Code of the step of all parts that cannot be compared."""

_OTHER_TOTAL = frozenset({"concept", "scale"})


@section
def figure(drivers: pd.DataFrame, say: Words, *, ax: Axes | None = None) -> Figure | None:
    """Return the change of a total by dimension as steps between the two totals.

    Across a break in method all steps are grey. None where a total is missing, where the totals go
    to other maxima, or where the parts do not add up to it, so that no steps lead from one to the other.

    Parameters
    ----------
    drivers
        A frame of :func:`chiso.drivers`.
    say
        The words of the briefing.
    ax
        The chart, where it was drawn and changed already: ``ax = chiso.charts.waterfall(steps(drivers, say), say)``.
    """
    shown = steps(drivers, say)
    rows = DRIVERS.rows(shown)
    total = next((row for row in rows if not row.parent), None)
    if total is None or set(total.reasons.split()) & _OTHER_TOTAL or any(row.adds is None for row in rows):
        return None
    say.hear(f"waterfall of {total['index']}", drivers=DRIVERS.rows(drivers))
    names = [
        say.labelled(say.text("waterfall-total", year=str(year)), estimated=total.is_merged and flag)
        for year, flag in (
            (total.previous_year, total.previous_is_estimated),
            (total.index_year, total.is_estimated),
        )
    ]
    identifier = f"waterfall-{total['index'].replace('_', '-')}"
    axes = ax or charts.waterfall(shown, say, totals=(names[0], names[1]))
    said = [
        say.text(
            "waterfall-alt-step",
            name=say.name(row, "part"),
            change=say.signed(row.adds),
            shared=say.signed(row.shared),
            own=say.signed(row.own),
        )
        for row in rows
        if row.parent
    ]
    opening = say.text(
        "waterfall-alt",
        before=str(total.previous_year),
        previous=say.amount(say.number(total.previous_value), total.measure),
        now=str(total.index_year),
        score=say.amount(say.number(total.value), total.measure),
    )
    return Figure(
        id=identifier,
        title=_title(rows, total, say),
        svg=svg_of(axes, identifier),
        alt=f"{opening} {'; '.join(said)}.",
        caption=_caption(rows, total, say),
        data=_data(rows, total, identifier, say),
    )


def steps(drivers: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return the dimensions and the total of drivers; where the totals cannot be compared, no step can.

    Where finer parts cannot be compared, the step of a dimension is that of its others, and all that cannot makes one
    step of its own, with the code :data:`BROKEN`.
    """
    shown = drivers[drivers["parent"].isin(["TOTAL"]) | drivers["code"].eq("TOTAL")]
    comparable = shown.loc[shown["code"] == "TOTAL", "comparable"]
    shown = shown.assign(change=shown["adds"])
    if comparable.empty or not bool(comparable.iloc[0]):
        return shown.assign(comparable=False)
    return _with_core(shown, say)


def _with_core(shown: pd.DataFrame, say: Words) -> pd.DataFrame:
    """Return steps of what can be compared of each part, and one step of everything that cannot."""
    broken = shown["core_excluded"].fillna("").ne("") & shown["code"].ne("TOTAL") & shown["comparable"]
    if not broken.any():
        return shown
    core, common = (shown[name].fillna(0.0) * shown["weight"] for name in ("core_change", "core_shared"))
    rest = pd.DataFrame({"adds": shown["adds"] - core, "shared": shown["shared"] - common})[broken].sum()
    parts = shown.assign(
        adds=shown["adds"].mask(broken, core),
        shared=shown["shared"].mask(broken, common),
        own=shown["own"].mask(broken, core - common),
    )
    parts = parts[~(broken & shown["core_change"].isna())]
    is_total = parts["code"] == "TOTAL"
    codes = " ".join(shown.loc[broken, "core_excluded"]).split()
    name = say.text("waterfall-broken", codes=say.listed(codes))
    named = dict.fromkeys(("part_vi", "part_en", f"part_{say.locale}"), name)
    figures = {"adds": rest["adds"], "shared": rest["shared"], "own": rest["adds"] - rest["shared"]}
    step = (
        shown[broken].head(1).assign(code=BROKEN, concept=BROKEN, comparable=False, reasons="level", **named, **figures)
    )
    step[["verdict", "core_excluded"]] = ""
    step[["value", "previous_value"]] = np.nan
    step[["rank", "previous_rank", "rank_change"]] = pd.NA
    table = pd.concat([parts[~is_total], step, parts[is_total]], ignore_index=True)
    return table.assign(change=table["adds"])


def _title(rows: list[Row], total: Row, say: Words) -> str:
    values = {"index": total.index_label, "before": str(total.previous_year), "now": str(total.index_year)}
    if not total.comparable:
        return say.text("waterfall-title-break", **values)
    if is_zero(total.adds):
        return say.text("waterfall-title-same", **values)
    core = core_of(total)
    change, shared = (total.adds, total.shared) if core is None else (core, core_shared_of(total) or 0.0)
    told = say.change(total, value=change)
    values["amount"] = say.difference(say.number(abs(total.adds)), total.measure)
    direction = "rise" if total.adds > 0 else "fall"
    if told.tone in (None, "unclear"):
        return say.text(f"waterfall-title-{direction}-{'no-error' if told.tone is None else 'unclear'}", **values)
    if total.core_excluded and total.is_merged and total.is_estimated:
        return say.text(f"waterfall-title-{direction}-core-estimated", **values, core=say.signed(change))
    if total.core_excluded:
        values["core"] = say.signed(change)
        return say.text(f"waterfall-title-{direction}-core", **values)
    if change * (change - shared) < 0 and not is_zero(change - shared):
        # It moved with all others, but less: that is what the reader has to know first.
        return say.text(
            f"waterfall-title-{direction}-less", **values, shared=say.number(abs(shared)), units=say.whole(total.units)
        )
    alike = [row for row in rows if row.parent and row.comparable and row.adds * total.adds > 0]
    if not alike:
        return say.text(f"waterfall-title-{direction}-alone", **values)
    most = max(alike, key=lambda row: abs(row.adds))
    named = {"part": say.name(most, "part"), "change": say.signed(most.adds)}
    return say.text(f"waterfall-title-{direction}", **values, **named)


def _caption(rows: list[Row], total: Row, say: Words) -> str:
    said = [say.text("waterfall-caption")]
    if not total.comparable:
        said.append(say.text("waterfall-caption-break", reason=say.reason(total.reasons.split()[0], total)))
    elif any(not row.comparable for row in rows):
        said.append(say.text("waterfall-caption-parts"))
    if total.comparable and total.error_basis != "not_published" and any(row.verdict for row in rows):
        said.append(say.text("waterfall-caption-verdicts"))
    return " ".join(said)


def _data(rows: list[Row], total: Row, identifier: str, say: Words) -> Table:
    shared = say.cite_all(total, since=total.previous_year)
    table_rows = []
    for row in rows:
        meaning = say.change(row, value=row.adds) if row.parent else say.printed(row, row.adds)
        href = say.cite_change(row) or say.cite(row) or say.cite_previous(row)
        table_rows.append(
            TableRow(
                cells=(
                    Cell(text=say.name(row, "part") if row.parent else say.text("total-row")),
                    Cell(text=say.signed(row.adds), tone=meaning.tone, word=meaning.word, href=href),
                    Cell(text=say.signed(row.shared), href=shared),
                    Cell(text=say.signed(row.own), href=shared),
                ),
                marked=row is total,
            )
        )
    headers = [say.text(name) for name in ("column-change", "column-shared", "column-own")]
    return Table(
        id=f"{identifier}-data",
        caption=say.text("waterfall-data"),
        columns=(
            Column(header=say.text("column-dimension")),
            *(Column(header=header, align="end") for header in headers),
        ),
        rows=tuple(table_rows),
    )
