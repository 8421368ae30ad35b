"""The sheet of an agency: who it is, its measures with what became of them, and the course of what they aim at."""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Sequence

import pandas as pd

from chiso.blocks.specs import Cell, Column, Cover, Prose, Span, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.measures import since
from chiso.briefing.owners import deadline, is_any_told, outcome, owner
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.entries import OUTCOMES
from chiso.facts.frames import Row
from chiso.facts.results import RESULTS
from chiso.facts.sheets import AGENCY, AIMS, SHEET


@section
def cover(results: pd.DataFrame, agency: pd.DataFrame, say: Words) -> Cover:
    """Return what the sheet is about: the agency, the unit, and the day as of which it tells.

    Parameters
    ----------
    results, agency
        Frames of :func:`chiso.results` and :func:`chiso.agency`.
    say
        The words of the briefing.
    """
    rows, who = RESULTS.rows(results), AGENCY.rows(agency)[0]
    first, name = rows[0], _name(who, say)
    unit, year = say.name(first, "unit_full"), str(who["briefing_year"])
    title = say.text("sheet-title", agency=name) if name else say.text("sheet-title-nobody")
    days = [row.published_on for row in rows if row.has_edition]
    return Cover(
        locale=say.locale,
        title=title,
        unit=unit,
        subtitle=say.text("sheet-subtitle", year=year, date=_day(who["as_of"], say)),
        facts=(),
        author="chiso",
        description=say.text("sheet-description", title=title, unit=unit, year=year),
        keywords=(*filter(None, [name]), say.name(first, "unit"), year),
        date=max(days) if days and all(days) else year,
        running_title=say.text("sheet-running-title", unit=unit, title=title, year=year),
        unit_code=first.unit_code,
        vintage=str(first.vintage),
        year=year,
        page_words=say.page_words(),
    )


@section
def summary(agency: pd.DataFrame, sheet: pd.DataFrame, say: Words) -> Prose:
    """Return what became of the agency, how many measures it has, and how they stand.

    Parameters
    ----------
    agency, sheet
        Frames of :func:`chiso.agency` and :func:`chiso.sheet`.
    say
        The words of the briefing.
    """
    who, rows = AGENCY.rows(agency)[0], SHEET.rows(sheet)
    sentences = [*_became(who, say), *_counts(who, rows, say)]
    if rows:
        sentences += _missing(rows, say)
    return Prose(paragraphs=((Span(text=" ".join(sentences)),),))


@section
def roles(agency: pd.DataFrame, say: Words) -> Table | None:
    """Return what the agency does for whole documents; None where no document says so.

    Parameters
    ----------
    agency
        A frame of :func:`chiso.agency`.
    say
        The words of the briefing.
    """
    rows = [row for row in AGENCY.rows(agency) if row["document"]]
    if not rows:
        return None
    headers = (("sheet-column-document", 0.3), ("sheet-column-role", 0.4), ("column-source", 0.3))
    notes = []
    if any(row["is_later"] for row in rows):
        notes.append(say.text("sheet-note-later", date=_day(rows[0]["as_of"], say)))
    return Table(
        id="agency-roles",
        caption=say.text("sheet-roles"),
        columns=tuple(Column(header=say.text(header), width=width) for header, width in headers),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(text=row["document"]),
                    Cell(text=say.sentence(say.name(row, "role")).removesuffix(".")),
                    Cell(text=_source(row, say)),
                )
            )
            for row in rows
        ),
        notes=tuple(notes),
        dense=True,
    )


@section
def leads(sheet: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures that the agency leads; None without any.

    Parameters
    ----------
    sheet
        A frame of :func:`chiso.sheet`.
    say
        The words of the briefing.
    """
    return _tasks(sheet, "lead", say)


@section
def helps(sheet: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures that the agency has a part in and others lead; None without any.

    Parameters
    ----------
    sheet
        A frame of :func:`chiso.sheet`.
    say
        The words of the briefing.
    """
    return _tasks(sheet, "with", say)


@section
def nobodys(sheet: pd.DataFrame, say: Words) -> Table | None:
    """Return the measures that nobody leads; None without any.

    Parameters
    ----------
    sheet
        A frame of :func:`chiso.sheet`.
    say
        The words of the briefing.
    """
    return _tasks(sheet, "nobody", say)


@section
def course(aims: pd.DataFrame, say: Words) -> Table | None:
    """Return the course of what the measures aim at, a row an indicator; None where no figure is known.

    Parameters
    ----------
    aims
        A frame of :func:`chiso.aims`.
    say
        The words of the briefing.
    """
    rows = AIMS.rows(aims)
    if not rows:
        return None
    say.hear("sheet-course", aims=rows)
    years = sorted({row.index_year for row in rows})
    lines: dict[tuple[str, str], dict[int, Row]] = {}
    for row in rows:
        key = row["index"], "" if row.code == "TOTAL" else row["concept"]
        lines.setdefault(key, {})[row.index_year] = row
    broken = any(_is_broken(row, line) for line in lines.values() for row in line.values())
    return Table(
        id="sheet-course",
        caption=say.text("sheet-course", first=str(years[0]), last=str(years[-1])),
        columns=(
            Column(header=say.text("sheet-column-aim"), width=1.0),
            *(Column(header=say.text("column-level-year", year=str(year)), align="end") for year in years),
            Column(header=say.text("sheet-column-change", year=str(years[-1]), before=str(years[-1] - 1)), align="end"),
        ),
        rows=tuple(_line(line, years, say) for line in lines.values()),
        notes=(say.text("sheet-note-course"), *([say.text("measures-note-break")] if broken else [])),
        dense=True,
    )


def _became(who: Row, say: Words) -> list[str]:
    found = []
    if who["merged_on"]:
        date, now = _day(who["merged_on"], say), say.name(who, "agency_now")
        found.append(say.text("sheet-became", now=now, date=date))
    if merged := say.name(who, "merged"):
        found.append(say.text("sheet-merged", merged=say.listed(merged.split("; "))))
    return found


def _counts(who: Row, rows: Sequence[Row], say: Words) -> list[str]:
    """Say how many measures there are, and how they stand."""
    name = _name(who, say)
    counts = collections.Counter(row["part_played"] for row in rows)
    if not rows:
        found = [say.text("sheet-none") if name else say.text("sheet-none-nobody")]
        return [*found, *([say.text("sheet-only-roles")] if who["document"] else [])]
    if not name:
        said = say.text("sheet-count-nobody", count=counts["nobody"])
    elif counts["lead"] and counts["with"]:
        said = say.text("sheet-count-both", count=counts["lead"], others=counts["with"])
    else:
        kind = "lead" if counts["lead"] else "with"
        said = say.text(f"sheet-count-{kind}", count=counts[kind])
    stand = collections.Counter(row["outcome"] for row in rows)
    parts = [say.text(f"sheet-{one}", count=stand[one]) for one in OUTCOMES if stand[one]]
    return [said, say.text("sheet-state", date=_day(who["as_of"], say), parts=say.listed(parts))]


def _missing(rows: Sequence[Row], say: Words) -> list[str]:
    """Say of how many measures there is no deadline and no indicator of their own."""
    dueless = sum(not row["deadline_written"] for row in rows)
    aimless = sum(not row["has_indicator"] for row in rows)
    found = [say.text("sheet-no-deadline", count=dueless)] if dueless else []
    return [*found, *([say.text("sheet-no-indicator", count=aimless)] if aimless else [])]


def _tasks(sheet: pd.DataFrame, part: str, say: Words) -> Table | None:
    rows = [row for row in SHEET.rows(sheet) if row["part_played"] == part]
    if not rows:
        return None
    say.hear(f"sheet-{part}", sheet=rows)
    several = len({row["plan_year"] for row in rows}) > 1
    has_owner = is_any_told(rows)
    has_due = any(row["deadline_written"] or row["product_vi"] for row in rows)
    has_change = any(row.change is not None for row in rows)
    columns = [
        Column(header=say.text("column-measure"), width=0.45),
        Column(header=say.text("sheet-column-aim"), width=0.25),
    ]
    columns += [Column(header=say.text("sheet-column-owner"), width=0.3)] if has_owner else []
    columns += [Column(header=say.text("sheet-column-due"), width=0.2)] if has_due else []
    columns += [Column(header=say.text("measures-column-state"), width=0.25)]
    columns += [Column(header=say.text("measures-column-since"), width=0.3)] if has_change else []

    def line(row: Row) -> TableRow:
        name = say.name(row, "measure")
        if several:
            name = say.text("measures-plan", measure=name, year=str(row["plan_year"]))
        due = "; ".join(filter(None, (say.name(row, "product"), deadline(row, say))))
        none = Cell(text=say.text("cell-none"), tone="missing")
        cells = [Cell(text=name), Cell(text=_aim(row, say)) if row["index"] else none]
        cells += [Cell(text=owner(row, say))] if has_owner else []
        cells += [Cell(text=due) if due else none] if has_due else []
        cells += [Cell(text=say.sentence(outcome(row, say)).removesuffix("."))]
        cells += [since(row, say)] if has_change else []
        return TableRow(cells=tuple(cells))

    notes = [say.text("measures-note-became")]
    if any(row.change is not None and not row["comparable"] for row in rows):
        notes.append(say.text("measures-note-break"))
    if any(row["is_taken_over"] for row in rows):
        notes.append(say.text("sheet-note-taken-over"))
    titles = dict.fromkeys(filter(None, (say.name(row, "plan_source") for row in rows)))
    notes += [say.text("sheet-note-source", sources="; ".join(titles))] if titles else []
    years = sorted({row["plan_year"] for row in rows})
    return Table(
        id=f"sheet-{part}",
        caption=say.text(f"sheet-table-{part}", years=say.listed([str(year) for year in years])),
        columns=tuple(columns),
        rows=tuple(map(line, rows)),
        notes=tuple(notes),
        dense=True,
    )


def _aim(row: Row, say: Words) -> str:
    """Return what a measure aims at: the part of an index, or the index as a whole where no part is named."""
    if not row.code or row.code == "TOTAL":
        return str(row.index_label)
    return say.text("sheet-aim", index=row.index_label, code=row.code, part=say.name(row, "part"))


def _line(line: dict[int, Row], years: list[int], say: Words) -> TableRow:
    last = line.get(years[-1])
    change = Cell(text=say.text("cell-none"), tone="missing")
    if last is not None and last.change is not None:
        meaning = say.change(last)
        shown = say.difference(say.signed(last.change), last.measure)
        change = Cell(text=shown, tone=meaning.tone, word=meaning.word, href=say.cite_change(last))
    levels = (_level(line.get(year), line, say) for year in years)
    return TableRow(cells=(Cell(text=_aim(line[max(line)], say)), *levels, change))


def _level(row: Row | None, line: dict[int, Row], say: Words) -> Cell:
    """Return score and place of a year."""
    if row is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    shown = [] if row.value is None else [say.number(row.value)]
    if row.rank is not None and row.units_ranked is not None:
        shown.append(say.placed(row.rank, row.units_ranked, estimated=row.is_estimated))
    return Cell(text="; ".join(shown), tone="break" if _is_broken(row, line) else None, href=say.cite(row))


def _is_broken(row: Row, line: dict[int, Row]) -> bool:
    """Whether a year cannot be compared with the one before, which stands beside it."""
    return not row.comparable and row.index_year > min(line)


def _name(who: Row, say: Words) -> str:
    name = say.name(who, "agency")
    return name[:1].upper() + name[1:]


def _source(row: Row, say: Words) -> str:
    title, day = say.name(row, "role_source"), row["role_published"]
    published = _day(day, say) if day.count("-") == 2 else day
    return say.text("sheet-source", source=title, published=published) if published else title


def _day(day: str, say: Words) -> str:
    return say.date(dt.date.fromisoformat(day))
