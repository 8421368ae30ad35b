"""Section 4: where the unit stands among all provinces and cities."""

from __future__ import annotations

from chiso.analysis.ranking import known_units
from chiso.analysis.standing import Group, Peer, Standing, papi_group, par_group, standing
from chiso.analysis.tables import whole_totals
from chiso.catalog import Index
from chiso.report.context import Context
from chiso.report.links import entry_link
from chiso.report.specs import Cell, Column, Row, Table

_ROWS = ("rank", "known", "percentile", "group", "median", "region", "city", "mean", "max")


def standing_table(context: Context) -> Table:
    """Return the place of the unit in every index: of whole tables all, of fragments what is published."""
    text = context.language.text
    shown = [one for one in context.indices if (one.index, context.now) in context.catalog.publications]
    columns = [_column(context, one) for one in shown]
    rows = tuple(
        Row(cells=(Cell(text=_row_label(context, name)), *(column[name] for column in columns)))
        for name in _ROWS
        if any(column[name].text != text("cell-none") for column in columns)
    )
    notes = [
        text("standing-note-region", region=context.unit.region(context.locale), unit=context.unit_name),
        *_group_notes(context),
    ]
    if any(one.index == "par_index" for one in shown) and not (context.is_merged and context.is_estimated()):
        notes.append(text("standing-note-par"))
    notes.append(text("standing-note-whole"))
    if context.is_estimated():
        notes.append(text("standing-note-estimated"))
    return Table(
        id="standing",
        caption=context.rank_label(text("standing-table", unit=context.unit_name, year=str(context.now))),
        columns=(Column(header=text("column-index")), *(Column(header=one.label, align="end") for one in shown)),
        rows=rows,
        notes=tuple(notes),
    )


def _row_label(context: Context, name: str) -> str:
    cities = sum(one.is_city for one in context.catalog.units)
    return context.language.text("standing-city-any" if name == "city" and cities != 5 else f"standing-{name}")


def _group_notes(context: Context) -> list[str]:
    """Say whose groups PAPI's are and, where the publisher's, which ranks they hold."""
    text = context.language.text
    publication = context.catalog.publications.get(("papi", context.now))
    if publication is None or whole_totals(context.catalog, context.observations, "papi", context.now) is None:
        return []
    ranges: dict[int, list[int]] = {}
    for rank in range(1, publication.units_ranked + 1):
        group = papi_group(context.now, rank, publication.units_ranked)
        if group.basis == "publisher":
            ranges.setdefault(group.number, []).append(rank)
    if not ranges:
        return [text("standing-note-groups-quartile", year=str(context.now))]
    named = [
        text("group-range", group=text(f"group-papi-{number}"), first=str(ranks[0]), last=str(ranks[-1]))
        for number, ranks in ranges.items()
    ]
    return [text("standing-note-groups-publisher", groups=context.language.listed(named))]


def _column(context: Context, index: Index) -> dict[str, Cell]:
    """Return the cells of one index by the names of the rows."""
    totals = whole_totals(context.catalog, context.observations, index.index, context.now)
    mine = None if totals is None else standing(context.catalog, totals, context.unit, context.now)
    none = Cell(text=context.language.text("cell-none"), tone="missing")
    cells = dict.fromkeys(_ROWS, none)
    cells["rank"] = _rank(context, index)
    cells["known"] = _known(context, index)
    if mine is not None:
        cells |= _whole(context, index, mine)
    elif (
        index.index == "par_index"
        and (row := context.row(index.index))
        and row["value"] is not None
        and not (context.is_merged and context.is_estimated())  # groups were announced for published scores
    ):
        group = par_group(float(row["value"]))
        cells["group"] = Cell(text=_group_text(context, "par", group), href=context.entry(index.index))
    if totals is None:
        cells |= _published(context, index)
    return cells


def _rank(context: Context, index: Index) -> Cell:
    if rank := context.rank_text(index.index):
        return Cell(text=rank, href=context.entry(index.index))
    row = context.row(index.index)
    if context.is_estimated() and (context.is_merged or (row is not None and row["value"] is not None)):
        return Cell(text=context.language.text("word-not-estimated"), tone="missing")
    words = {"withheld": "word-withheld", "not_covered": "word-not-covered"}
    return Cell(
        text=context.language.text(words.get(context.gap(index.index).kind, "word-not-collected")), tone="missing"
    )


def _known(context: Context, index: Index) -> Cell:
    """Say how many of the units that were measured are known here."""
    known = known_units(context.observations, index.index, context.now)
    units = context.catalog.publications[index.index, context.now].units
    if context.is_estimated():
        units = len(context.catalog.units)
    shown = context.language.text("standing-of", known=str(known), units=str(units))
    return Cell(text=shown, href=context.all_entry(index.index))


def _whole(context: Context, index: Index, mine: Standing) -> dict[str, Cell]:
    language, text = context.language, context.language.text
    share = language.measured(language.number(mine.percentile, 0), "percent")
    entry = context.all_entry(index.index)
    cells = {
        "percentile": Cell(text=text("percentile-value", share=share), href=entry),
        "median": Cell(
            text=text(
                "against-median",
                distance=language.signed(mine.median_distance),
                median=language.score(mine.median, index.measure),
            ),
            href=entry,
        ),
    }
    if index.index == "papi":
        cells["group"] = Cell(text=_group_text(context, "papi", mine.group), href=entry)
    for name, peer in (("region", mine.best_of_region), ("city", mine.best_city)):
        if peer is not None:
            cells[name] = Cell(text=_peer(context, index, peer), href=entry)
    return cells


def _published(context: Context, index: Index) -> dict[str, Cell]:
    """Return the published mean and highest score of the provinces, for an index known in part only."""
    cells = {}
    for one in context.catalog.national:
        if (one.index, one.index_year) == (index.index, context.now) and one.statistic in ("mean", "max"):
            shown = context.language.score(one.value, index.measure)
            unit = context.catalog.units.by_code.get(one.province_code)
            name = f"{unit.name(context.locale)} " if unit else ""
            entry = entry_link(index.index, context.now, "national")
            cells[one.statistic] = Cell(text=f"{name}{shown}", href=entry)
    return cells


def _peer(context: Context, index: Index, peer: Peer) -> str:
    language, text = context.language, context.language.text
    name = peer.unit.name(context.locale)
    if peer.unit.code == context.unit.code:
        return text("peer-self", name=name)
    score = language.score(peer.score, index.measure)
    return text("peer-value", name=name, score=score, distance=language.signed(peer.distance))


def _group_text(context: Context, index: str, group: Group | None) -> str:
    text = context.language.text
    if group is None:
        return text("group-none")
    name = text(f"group-{index}-{group.number}")
    return name if group.basis == "announced" else text(f"group-of-{group.basis}", group=name)
