"""Where the unit stands among all units."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.links import Marks
from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.gap_words import GapWords
from chiso.briefing.result_words import move_sentence
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.findings import FINDINGS
from chiso.facts.frames import Row
from chiso.facts.groups import GROUPS
from chiso.facts.named import named
from chiso.facts.results import RESULTS
from chiso.facts.standing import STANDING
from chiso.facts.usual import USUAL

_ROWS = (
    "rank", "range", "known", "percentile", "group", "median", "region", "city", "regional", "mean", "max",
)  # fmt: skip


@section
def table(
    standing: pd.DataFrame,
    results: pd.DataFrame,
    gaps: pd.DataFrame,
    groups: pd.DataFrame,
    findings: pd.DataFrame,
    usual: pd.DataFrame,
    say: Words,
) -> Table:
    """Return the place of the unit in every index: of whole tables all, of fragments what is published.

    Parameters
    ----------
    standing, results, gaps, groups, findings, usual
        Frames of the functions of these names. How usual a change of rank is stands in a note where the message does
        not say it.
    say
        The words of the briefing.
    """
    rows, mine = STANDING.rows(standing), RESULTS.rows(results)
    say.hear("standing", standing=rows, results=mine)
    text, first = say.text, mine[0]
    found = {row["index"]: row for row in mine}
    columns = [_column(row, found[row["index"]], GapWords(gaps, say), say) for row in rows]
    none = text("cell-none")
    notes = [text("standing-note-region", region=say.name(first, "region"), unit=say.name(first, "unit"))]
    notes += _group_notes(rows, GROUPS.rows(groups), say)
    notes += _moves(usual, findings, say)
    notes.append(text("standing-note-whole"))
    if first.is_estimated:
        notes.append(text("standing-note-estimated", **say.of_set(first)))
    caption = text("standing-table", unit=say.name(first, "unit"), year=str(first.index_year))
    return Table(
        id="standing",
        caption=say.labelled(caption, estimated=first.is_estimated),
        columns=(Column(header=text("column-index")), *(Column(header=row.index_label, align="end") for row in rows)),
        rows=tuple(
            TableRow(cells=(Cell(text=_label(name, rows, say)), *(column[name] for column in columns)))
            for name in _ROWS
            if any(column[name].text != none for column in columns)
        ),
        notes=tuple(notes),
    )


def _moves(usual: pd.DataFrame, findings: pd.DataFrame, say: Words) -> list[str]:
    """Say how usual the changes of rank are that the message passes over."""
    said = {row["index"] for row in FINDINGS.only(findings, lambda row: row.kind == "move" and bool(row.is_chosen))}
    marks = Marks()
    return [
        marks.plain(move_sentence(row, marks, say))
        for row in USUAL.rows(usual)
        if row["index"] not in said and row.as_far is not None
    ]


def group_name(row: Row, say: Words) -> str:
    """Return the name of a group: the publisher's, or that of a quarter."""
    return say.name(row, "group") or say.text(f"group-quarter-{row.group}")


def _label(name: str, rows: list[Row], say: Words) -> str:
    less = "-lower" if any(row.sign < 0 for row in rows) else ""
    if name == "city":
        return say.text(f"standing-city{less}")
    if name in ("percentile", "region", "max") and less:
        return say.text(f"standing-{name}-lower")
    return say.text(f"standing-{name}")


def _column(row: Row, result: Row, missing: GapWords, say: Words) -> dict[str, Cell]:
    """Return the cells of one index by the names of the rows."""
    none = Cell(text=say.text("cell-none"), tone="missing")
    cells = dict.fromkeys(_ROWS, none)
    cells["rank"] = _rank(row, result, missing, say)
    units = result.units_in_set if row.is_estimated else result.units_measured
    known = say.text("standing-of", known=say.whole(result.known_units), units=say.whole(units))
    cells["known"] = Cell(text=known, href=_cite_table(result, say))
    if row.group_basis:
        href = say.cite(row) if row.group_basis == "announced" else say.cite_all(row)
        cells["group"] = Cell(text=_group(row, say), href=href)
    for name in ("region", "city"):
        if text := _among(row, name, say):
            cells[name] = Cell(text=text, href=say.cite_all(row))
    if result.likely_low is not None and result.rank_low is not None:
        ranges = say.ranks_between(result.rank_low, result.rank_high)
        likely = say.ranks_between(result.likely_low, result.likely_high)
        cells["range"] = Cell(text=say.text("standing-ranges", range=ranges, likely=likely), href=say.cite_all(row))
    if row.ahead_of is not None:
        cells |= _whole(row, say)
    if not row.is_whole:
        cells |= _published(row, say)
    return cells


def _cite_table(result: Row, say: Words) -> str:
    """Return the link to the whole table of an edition, also where the unit itself has no figure in it."""
    tables = [f"{result['index']}/{result.index_year}.csv"] if result.known_units else []
    return say.cite_all({**result, "raw_table": ""}, tables=tables) if tables else ""


def _rank(row: Row, result: Row, missing: GapWords, say: Words) -> Cell:
    if row.rank is not None:
        return Cell(text=say.rank_of(result), href=say.cite(row))
    if row.is_estimated and (result.is_merged or result.value is not None):
        return Cell(text=say.text("word-not-estimated"), tone="missing")
    words = {"withheld": "word-withheld", "not_covered": "word-not-covered"}
    kind = missing.first_kind(row["index"], row.index_year)
    return Cell(text=say.text(words.get(kind, "word-not-collected")), tone="missing")


def _group(row: Row, say: Words) -> str:
    if row.group is None:
        return say.text("group-none")
    name = group_name(row, say)
    if row.group_basis == "announced":
        return name
    shown = say.text(f"group-of-{row.group_basis}", group=name)
    if row.group_chance is None:
        return shown
    # No chance of a simulation is a certainty.
    figure = say.number(100 * row.group_chance, 0)
    bounded = {"100": say.text("more-than", number="99"), "0": say.text("less-than", number="1")}
    return say.text("group-with-chance", group=shown, chance=say.measured(bounded.get(figure, figure), "percent"))


def _whole(row: Row, say: Words) -> dict[str, Cell]:
    """Return what may be said only where the score of every ranked unit is known."""
    href = say.cite_all(row)
    share = say.measured(say.number(row.ahead_of, 0), "percent")
    median = say.score(row.median, row.measure)
    distance = say.signed(row.median_distance)
    return {
        "percentile": Cell(text=say.text("percentile-value", share=share), href=href),
        "median": Cell(text=say.text("against-median", distance=distance, median=median), href=href),
    }


def _among(row: Row, which: str, say: Words) -> str:
    """Say the place of the unit among its peers and, where the whole table is known, who the best is."""
    rank, best = named(row, f"{which}_rank"), row[f"{which}_best"]
    place = "" if rank is None else say.rank(rank, named(row, f"{which}_units"))
    if best is None or rank == 1:
        return place
    peer = _peer(row, f"{which}_best", say)
    return say.text("peer-placed", place=place, best=peer) if place else peer


def _peer(row: Row, which: str, say: Words) -> str:
    name = say.name(row, which)
    if row[f"{which}_code"] == row.unit_code:
        return say.text("peer-self", name=name)
    score = say.score(named(row, which), row.measure)
    return say.text("peer-value", name=name, score=score, distance=say.signed(named(row, f"{which}_distance")))


def _published(row: Row, say: Words) -> dict[str, Cell]:
    """Return the published means and best score of the provinces, for an index known in part only."""
    cells = {}
    for name, value, unit in (("mean", named(row, "mean"), ""), ("max", row.highest, say.name(row, "highest"))):
        if value is not None:
            href = say.cite_national(row, rows=row.national_rows, sources=row.national_source)
            cells[name] = Cell(text=f"{unit} {say.score(value, row.measure)}".strip(), href=href)
    if row.region_mean is not None:
        cells["regional"] = Cell(text=say.score(row.region_mean, row.measure), href=say.cite_regional(row))
    return cells


def _group_notes(rows: list[Row], groups: list[Row], say: Words) -> list[str]:
    """Say whose groups the groups are and, where a publisher's, which ranks or scores they hold."""
    notes = []
    for row in rows:
        mine = [group for group in groups if group["index"] == row["index"]]
        label, year = row.index_label, str(row.index_year)
        bases = {group.group_basis for group in mine}
        if "announced" in bases and not (row.is_estimated and row.is_merged):
            said = [
                say.text(
                    "group-from" if row.sign > 0 else "group-to",
                    group=group_name(group, say),
                    score=say.measured(say.trimmed(group.bound), row.measure),
                )
                for group in mine
            ]
            notes.append(say.text("standing-note-announced", index=label, groups=", ".join(said)))
        published = [group for group in mine if group.group_basis == "publisher"]
        if published:
            said = [
                say.text(
                    "group-range",
                    group=group_name(group, say),
                    first=say.whole(group.first_rank),
                    last=say.whole(group.last_rank),
                )
                for group in published
            ]
            told = [say.text("standing-note-groups-publisher", index=label, groups=say.listed(said))]
            told += [say.text("standing-note-groups-rest")] if "quartile" in bases else []
            notes.append(" ".join(told))
        elif "quartile" in bases:
            kind = "-estimated" if row.is_estimated else ""
            notes.append(say.text(f"standing-note-groups-quartile{kind}", index=label, year=year))
    return notes
