"""The page of an index in a year: the ranking with its ranges, the map, the distribution."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

import pandas as pd
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

import chiso
from chiso import briefing, charts
from chiso.blocks.block import About
from chiso.blocks.drawing import WIDTH, add_fonts, as_it_comes, told
from chiso.blocks.palette import ACCENT, INK
from chiso.blocks.specs import Cell, Column, Figure, Table
from chiso.blocks.specs import Row as TableRow
from chiso.blocks.style import HOUSE
from chiso.catalog import Index
from chiso.export.document import Document
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.groups import GROUPS, RANKING, is_tile
from chiso.site.material import Piece, as_document, cover
from chiso.site.words import site_words

_BARS = 16


def index_page(data: Data, changes: pd.DataFrame, index: Index, locale: str) -> Document:
    """Return the page of an index in the index year of the data.

    Parameters
    ----------
    data, changes
        What is known as of a briefing year, from :func:`chiso.load`, and its changes.
    index
        An index with an edition of that index year.
    locale
        The language.

    Raises
    ------
    DataError, ExportError
        When the figures contradict each other or cannot be shown.
    """
    return as_document(f"indices/{index.index}/{data.index_year}", _pieces(data, changes, index, locale))


def _pieces(data: Data, changes: pd.DataFrame, index: Index, locale: str) -> Iterator[Piece]:
    say, text = chiso.Words(locale), site_words(locale).text
    ranking = chiso.ranking(data, changes)
    ranking = ranking[ranking["index"] == index.index]
    rows = RANKING.rows(ranking)
    known = [row for row in rows if row.value is not None]
    is_whole = bool(rows) and all(row.is_whole for row in rows)
    editions = chiso.editions(data)
    mine = editions[(editions["index"] == index.index) & (editions["index_year"] == data.index_year)]
    date = str(mine["published_on"].iloc[0] or data.index_year) if len(mine) else str(data.index_year)
    named = {"index": index.label, "year": str(data.index_year)}
    counted = {"known": str(len(known)), "units": str(len(rows))}
    yield cover(
        locale, title=f"{index.label} {data.index_year}", unit=say.name(dict(rows[0]), "index"),
        subtitle=text("index-whole" if is_whole else "index-part", **counted), author="chiso", date=date,
    )  # fmt: skip
    if is_whole:
        yield f"## {text('index-shape')}"
        yield distribution(known, locale)
        yield _map(data, changes, ranking, index, say)
    yield f"## {text('index-ranking')}"
    yield _table(rows, say, text("index-table", **named), text("index-order"))
    yield f"## {text('sources')}"
    yield briefing.origins.table(chiso.sources(data), editions, chiso.raw_rows(data), say)


def _table(rows: Sequence[Row], say: chiso.Words, caption: str, order: str) -> Table:
    first = rows[0]
    ranged = any(row.rank_low is not None for row in rows)
    ordered = sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, -(row.value or 0), row.unit_slug))
    heads = [(say.text("column-unit"), "start"), (say.text(f"column-score-{first.measure}"), "end")]
    heads += [(say.labelled(say.text("column-rank"), estimated=bool(first.is_estimated)), "end")]
    heads += [(say.text("column-index-range", index=first.index_label), "end")] if ranged else []
    missing = Cell(text=say.text("cell-none"), tone="missing")

    def line(row: Row) -> TableRow:
        href = say.cite_all(row)
        cells = [Cell(text=say.name(row, "unit"))]
        cells.append(missing if row.value is None else Cell(text=say.number(row.value), href=href))
        cells.append(missing if row.rank is None else Cell(text=say.whole(row.rank), href=href))
        if ranged:
            is_open = row.rank_low is not None
            cells.append(Cell(text=say.ranks_between(row.rank_low, row.rank_high), href=href) if is_open else missing)
        return TableRow(cells=tuple(cells), anchor=f"unit-{row.unit_slug}", group=say.name(row, "region"))

    return Table(
        id="ranking",
        caption=caption,
        columns=tuple(Column(header=head, align="end" if align == "end" else "start") for head, align in heads),
        rows=tuple(map(line, ordered)),
        notes=(order, *([say.text("units-note-range")] if ranged else [])),
        dense=True,
        sortable=True,
        groups=say.text("column-region"),
        about=About(locale=say.locale, year=str(first.index_year + 1)),
    )


def _map(data: Data, changes: pd.DataFrame, ranking: pd.DataFrame, index: Index, say: chiso.Words) -> Figure | None:
    """Return the map of the groups of the index; None where it has none, or the set of units has no map."""
    tile_map, groups = chiso.tile_map(data), chiso.groups(data, changes)
    key = [row for row in GROUPS.rows(groups) if row["index"] == index.index and row.first_rank is not None]
    if tile_map.empty or not key:
        return None
    first = RANKING.rows(ranking)[0]
    named = {"index": index.label, "year": str(data.index_year)}
    placed = is_tile(tile_map)
    tiles = tile_map.loc[placed, ["row", "column", "unit_code"]].merge(ranking, on="unit_code", how="left")
    title = say.text(f"map-key-{'publisher' if key[0].group_basis == 'publisher' else 'quartile'}", **named)
    title = say.labelled(title, estimated=bool(first.is_estimated))
    legend = {
        row.group: say.sentence(
            say.text("map-group", group=briefing.standing.group_name(row, say), first=str(row.first_rank),
                     last=str(row.last_rank))
        ).rstrip(".")
        for row in key
    }  # fmt: skip
    ax = charts.tilemap(tiles.assign(mine=False), say, islands=tile_map[~placed], title=title, key=legend)
    return Figure(
        id="map",
        title=title,
        svg=charts.svg_of(ax, "map"),
        alt=site_words(say.locale).text("index-map-alt", **named, groups="; ".join(legend.values())),
        caption=say.text("map-caption"),
        narrow=True,
        about=About(locale=say.locale, year=str(data.year)),
    )


def distribution(known: Sequence[Row], locale: str) -> Figure:
    """Return how the scores of all units are spread, with the median and the middle half.

    Parameters
    ----------
    known
        Rows of :func:`chiso.ranking` of one index, all with a value: the table must be whole.
    locale
        The language.
    """
    say, text = chiso.Words(locale), site_words(locale).text
    values = sorted(float(row.value) for row in known)
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    first = known[0]
    said = {name: say.score(value, first.measure) for name, value in (("low", low), ("middle", middle), ("high", high))}
    title = text("distribution-title", index=first.index_label, year=str(first.index_year), **said)
    add_fonts()
    with told(as_it_comes() | dict(HOUSE)):
        drawing = Drawing(figsize=(WIDTH / 72, WIDTH / 200), facecolor="none")
        ax = drawing.subplots()
        ax.axvspan(low, high, color=ACCENT, alpha=0.12, linewidth=0)
        ax.hist(values, bins=_BARS, color=ACCENT, rwidth=0.9)
        ax.axvline(middle, color=INK, linewidth=1.2)
        ax.set_ylabel(text("distribution-count"))
        ax.xaxis.set_major_formatter(lambda value, _: say.trimmed(round(value, 2)))
        ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    edges = [values[0] + (values[-1] - values[0]) * step / _BARS for step in range(_BARS + 1)]
    counts = [
        sum(1 for value in values if edges[at] <= value and (value < edges[at + 1] or at == _BARS - 1))
        for at in range(_BARS)
    ]
    return Figure(
        id="distribution",
        title=title,
        svg=charts.svg_of(drawing, "distribution"),
        alt=text("distribution-alt", units=str(len(values)), least=say.score(values[0], first.measure),
                 most=say.score(values[-1], first.measure), **said),
        caption=text("distribution-caption"),
        data=Table(
            id="distribution-data",
            caption=text("distribution-data"),
            columns=(Column(header=text("distribution-from")), Column(header=text("distribution-to"), align="end"),
                     Column(header=text("distribution-count"), align="end")),
            rows=tuple(
                TableRow(cells=(Cell(text=say.number(edges[at])), Cell(text=say.number(edges[at + 1])),
                                Cell(text=str(count))))
                for at, count in enumerate(counts)
            ),
            dense=True,
        ),
        about=About(locale=locale, year=str(first.index_year + 1)),
    )  # fmt: skip
