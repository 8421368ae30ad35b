"""The sources of the unit's figures of both years and of its plan, with dates and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.former import FORMER
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS
from chiso.facts.sources import SOURCES
from chiso.facts.targets import TARGETS


@section
def table(
    sources: pd.DataFrame, results: pd.DataFrame, former: pd.DataFrame, targets: pd.DataFrame, say: Words
) -> Table:
    """Return every source of the unit's figures of both years and of its plan, with date and address.

    Parameters
    ----------
    sources, results, former, targets
        Frames of :func:`chiso.sources`, :func:`chiso.results`, :func:`chiso.former` and :func:`chiso.targets`.
    say
        The words of the briefing.
    """
    rows = RESULTS.rows(results)
    used: dict[str, list[str]] = {}
    for label, source_ids in _figures(rows, FORMER.rows(former), say):
        for source_id in source_ids:
            used.setdefault(source_id, []).append(label)
    for row in TARGETS.rows(targets):
        if row.plan_source_id:
            label = say.text("card-target", year=str(row.plan_year))
            used.setdefault(row.plan_source_id, []).append(label)
    known = {row.source_id: row for row in SOURCES.rows(sources)}
    headers = (("column-figures", 0.2), ("column-source", 0.32), ("column-published", 0.0), ("column-address", 0.48))
    return Table(
        id="sources",
        caption=say.text("sources-table"),
        columns=tuple(Column(header=say.text(header), width=width) for header, width in headers),
        rows=tuple(_row(known[source_id], labels, say) for source_id, labels in used.items() if source_id in known),
        notes=tuple(_publishers(rows, say)),
        dense=True,
    )


def published(row: Row, say: Words) -> str:
    """Return the date of publication of a source as far as it is known: to the day, the month, or as it was noted."""
    if row.dated_to == "day":
        return say.date(dt.date.fromisoformat(row.published))
    if row.dated_to == "month":
        return say.month(dt.date.fromisoformat(f"{row.published}-01"))
    return str(row.published) or say.text("source-no-date")


def _figures(rows: list[Row], former: list[Row], say: Words) -> Iterator[tuple[str, list[str]]]:
    """Yield the figures of each year, the earlier first, with their sources; of an estimate, those of all its parts."""
    for row in rows:
        years = (
            (row.previous_year, row.previous_source_id, row.previous_is_estimated),
            (row.index_year, row.source_id, row.is_estimated),
        )
        for year, source_id, is_estimated in years:
            label = say.text("card-label", index=row.index_label, year=str(year))
            parts = [part for part in former if part["index"] == row["index"] and part.index_year == year]
            listed = [name for part in parts for name in part.source_id.split()]
            yield label, list(dict.fromkeys(listed if is_estimated and parts else source_id.split()))


def _row(source: Row, labels: list[str], say: Words) -> TableRow:
    is_address = source.url.startswith(("https://", "http://")) and " " not in source.url
    return TableRow(
        cells=(
            Cell(text=", ".join(dict.fromkeys(labels))),
            Cell(text=say.name(source, "source")),
            Cell(text=published(source, say)),
            Cell(text=source.url, href=source.url if is_address else ""),
        ),
        anchor=f"source-{source.source_id}",
    )


def _publishers(rows: list[Row], say: Words) -> Iterator[str]:
    """Name the publisher of every index once."""
    publishers: dict[str, list[str]] = {}
    for row in rows:
        named = [
            (year, name)
            for year, name in (
                (row.index_year, say.name(row, "publisher")),
                (row.previous_year, say.name(row, "previous_publisher")),
            )
            if name
        ]
        differ = len({name for _, name in named}) > 1
        for year, name in named if differ else named[:1]:
            # With the year only where the publishers changed in between.
            label = say.text("card-label", index=row.index_label, year=str(year)) if differ else row.index_label
            publishers.setdefault(name, []).append(label)
    for publisher, labels in publishers.items():
        yield say.text("source-publisher", figures=say.listed(labels), publisher=publisher)
