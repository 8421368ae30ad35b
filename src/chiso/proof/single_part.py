"""What the figure of a part comes from that is known of some units only: its raw row, with nothing compared."""

from __future__ import annotations

import math
from collections.abc import Iterator

from chiso.catalog import Index, Indicator, Unit
from chiso.catalog.records import read_lines
from chiso.facts.changes import changes
from chiso.facts.comparability import predecessor, reasons
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.lost import LOST, is_known, lost
from chiso.facts.unit_reasons import describe_reasons
from chiso.proof.lines import change, labelled, number, source

_FIGURES = ("score", "percent", "rank")


def explain_single(data: Data, unit: Unit, index: Index, code: str) -> Iterator[str]:
    """Yield the lines that explain a figure of a part that is known of some units only.

    Parameters
    ----------
    data
        The data, read anew from the raw tables.
    unit, index, code
        The figure, in the index year of the data.
    """
    (row,) = LOST.only(lost(data, changes(data), unit), lambda row: (row["index"], row.code) == (index.index, code))
    meaning = data.catalog.indicator(index.index, code, data.index_year)
    yield f"{unit.name_vi} (code {unit.code} of the {unit.vintage} units), {index.label}, {code}: {meaning.name_en}"
    yield ""
    yield f"{data.index_year}"
    if not is_known(row):
        table = _path(data, f"{index.index}/{data.index_year}-parts.csv")
        yield from labelled("none", [f"no figure of this part and unit in {table}"])
    else:
        yield from labelled("raw", _raw(data, row.raw_table, row.raw_row, row.source_id))
        yield from labelled("figure", _figure(row, meaning))
        yield from labelled("rank", [_rank(row)])
    yield from labelled("scale", _scale(data, index, meaning))
    if row.lost is not None:
        yield from labelled("lost", [f"{number(row.lost)} to the end of the scale"])
    before = predecessor(data.catalog, index.index, meaning, row.previous_year)
    if before is None or not row.previous_raw_table:
        return
    yield ""
    yield f"{row.previous_year}"
    yield from labelled("raw", _raw(data, row.previous_raw_table, row.previous_raw_row, row.previous_source_id))
    yield ""
    reason = describe_reasons(reasons(data.catalog, index.index, code, data.index_year, row.previous_year))
    yield from labelled("change", change(Row({**row, "reason": reason})))


def _raw(data: Data, table: str, row: str, source_id: str) -> Iterator[str]:
    """Say where a raw row stands, what figures it has, and where they were read."""
    yield f"{_path(data, table)}, row {row}"
    if known := data.catalog.sources.get(source_id):
        yield f"source {source_id}: {source(known)}"
    lines = {line.number: line.cells for line in read_lines(data.project.raw / table, ("province_code",), ("*",))}
    cells = lines[int(row)]
    yield from (f"{name:<8} {cells[name]}" for name in (*_FIGURES, "rank_last") if cells.get(name))


def _figure(row: Row, meaning: Indicator) -> Iterator[str]:
    if row.value is None and row.percent is None:
        yield "none: a rank alone was published"
    elif row.value is None:
        yield f"{number(row.percent)} % of its maximum, which is not known here: no score can be worked out"
    elif row.status == "E":
        most = number(meaning.scale_max)
        yield f"{number(row.percent)} % of the maximum of {most} = {number(row.value)} (status E, not printed as such)"
    else:
        yield f"{number(row.value)}, as published"


def _rank(row: Row) -> str:
    if row.rank is None:
        return "none: the part is known of some units only, and no rank of this unit was published here"
    shared = f"–{row.rank_last}" if row.rank_last is not None else ""
    return f"{row.rank}{shared} of {row.units_ranked}, as published"


def _scale(data: Data, index: Index, meaning: Indicator) -> Iterator[str]:
    most = "a maximum that is not known from a source" if math.isnan(meaning.scale_max) else number(meaning.scale_max)
    where = _path(data, f"{index.index}/indicators.csv")
    yield f"{number(meaning.scale_min)} to {most}: {where}, row {meaning.line}"
    for source_id in meaning.source_id.split():
        yield f"source {source_id}: {source(data.catalog.sources[source_id])}"


def _path(data: Data, table: str) -> str:
    return data.project.relative(data.project.raw / table)
