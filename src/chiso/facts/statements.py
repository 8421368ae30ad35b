"""Holding what official documents state against what the data give."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any, Literal

import pandas as pd

from chiso.catalog import Conflict, Statement, Unit
from chiso.facts.course import COURSE, course
from chiso.facts.data import Data
from chiso.facts.describe import index_cells, unit_cells
from chiso.facts.frames import (
    INDEX,
    ORIGIN,
    ORIGIN_NAMES,
    PREVIOUS_ORIGIN,
    UNIT,
    YEAR,
    Field,
    Row,
    Schema,
    fields,
    names,
)

Verdict = Literal["agrees", "rounded", "cut_off", "off", "disagrees", "known_conflict", "not_checkable"]
VERDICTS: tuple[Verdict, ...] = (
    *("agrees", "rounded", "cut_off", "off", "disagrees", "known_conflict", "not_checkable"),
)


STATEMENTS = Schema(
    "statements",
    "Figures as official documents print them beside what the data give, a row a figure",
    fields(
        INDEX,
        YEAR,
        UNIT,
        Field("document", "str", "the document", required=True),
        names("document", "title of the document"),
        Field("quantity", "str", "what the figure is: score, rank, units, score_change, rank_change, scale_max"),
        Field("stated", "str", "the figure with its printed digits, a point and a hyphen-minus", required=True),
        Field("found", "float", "what the data give; missing where they do not have it"),
        Field("verdict", "str", "how the two compare", allowed=VERDICTS, required=True),
        names("conflict", "of a known conflict between sources: how it is read"),
        Field("is_carried", "bool", "whether the data took this very figure from the same document"),
        Field("scale_rows", "str", "rows of the index's indicators.csv whose scales held in either year"),
        Field("statement_row", "str", "row of plans/statements.csv"),
        Field("statement_source_id", "str", "source of the document"),
        Field("previous_year", "int", "the year before"),
        ORIGIN,
        PREVIOUS_ORIGIN,
    ),
)


def statements(data: Data, changes: pd.DataFrame, unit: Unit | str, *, index_year: int | None = None) -> pd.DataFrame:
    """Return the lines of the documents that speak of a unit's figures for the index year.

    A document is shown whole, with its lines on earlier years, in the briefing on the last index year
    that it speaks of.

    Parameters
    ----------
    data
        The data: documents, and figures of earlier years.
    changes
        A frame of :func:`chiso.changes`, which has the figures of the years that it compares.
    unit
        The unit, or its slug, code or name.
    index_year
        The last index year that a document speaks of; that of the briefing if not given.

    Returns
    -------
    pandas.DataFrame
        See :data:`STATEMENTS`.

    Examples
    --------
    >>> statements = chiso.statements(data, changes, "can-tho")
    >>> statements["verdict"].value_counts().to_dict()
    {'agrees': 15, 'cut_off': 2}
    """
    unit = unit if isinstance(unit, Unit) else data.unit(unit)
    year = data.index_year if index_year is None else index_year
    return STATEMENTS.frame(_reconciled(data, changes, unit, statements_of(data, unit.code, year)))


def all_statements(data: Data, changes: pd.DataFrame) -> pd.DataFrame:
    """Return every line of every document on units of the data's own set, reconciled; see :func:`statements`."""
    catalog = data.catalog
    own = [found for found in catalog.statements if catalog.sets.of(found) == catalog.vintage]
    rows: list[dict[str, Any]] = []
    for code in dict.fromkeys(found.province_code for found in own):
        mine = [found for found in own if found.province_code == code]
        rows += _reconciled(data, changes, catalog.units.by_code[code], mine)
    return STATEMENTS.frame(rows)


def judge(stated: str, found: Decimal | None) -> Verdict:
    """Compare a printed figure with a computed one.

    A figure reconciles when it differs by less than one unit of its last printed digit: official
    documents often cut digits off instead of rounding them, or work a change out from rounded figures.

    Parameters
    ----------
    stated
        The figure with the digits that were printed, such as ``"-2.82"``.
    found
        What the data give, or None.

    Returns
    -------
    str
        ``agrees`` when it is the very figure, ``rounded`` when it is the figure rounded half up, ``cut_off``
        when it is the figure without its further digits, ``off`` when it is neither and differs by less than
        one unit of the last digit all the same, ``disagrees`` otherwise, ``not_checkable`` without data.
    """
    if found is None:
        return "not_checkable"
    printed = Decimal(stated)
    unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    if found == printed:
        return "agrees"
    if found.quantize(unit, ROUND_HALF_UP) == printed:
        return "rounded"
    if found.quantize(unit, ROUND_DOWN) == printed:
        return "cut_off"
    return "off" if abs(found - printed) < unit else "disagrees"


def statements_of(data: Data, unit_code: str, index_year: int) -> list[Statement]:
    """Return the lines of the documents whose last index year is the given one."""
    mine = [found for found in data.catalog.statements if found.province_code == unit_code]
    last: dict[str, int] = {}
    for found in mine:
        last[found.document] = max(found.index_year, last.get(found.document, 0))
    return [found for found in mine if last[found.document] == index_year]


def _reconciled(data: Data, changes: pd.DataFrame, unit: Unit, lines: list[Statement]) -> list[dict[str, Any]]:
    courses: dict[str, dict[int, Row]] = {}
    rows = []
    for line in lines:
        index = data.catalog.indices[line.index]
        if index.index not in courses:
            points = COURSE.rows(course(data, changes, unit, index))
            courses[index.index] = {point.index_year: point for point in points}
        now, before = (courses[index.index].get(year) for year in (line.index_year, line.index_year - 1))
        found = _found(line, now, before)
        source, verdict = data.catalog.sources[line.source_id], judge(line.value, found)
        conflict = _conflict(data, line) if verdict == "disagrees" else None
        rows.append(
            {
                **index_cells(index),
                **unit_cells(unit),
                "index_year": line.index_year,
                "document": line.document,
                "document_vi": source.name("vi"),
                "document_en": source.name("en"),
                "quantity": line.quantity,
                "stated": line.value,
                "found": None if found is None else float(found),
                "verdict": verdict if conflict is None else "known_conflict",
                "conflict_vi": conflict.reading_vi if conflict else "",
                "conflict_en": conflict.reading_en if conflict else "",
                "is_carried": _is_carried(line, now),
                "scale_rows": _scale_rows(data, line),
                "statement_row": str(line.line),
                "statement_source_id": line.source_id,
                "previous_year": line.index_year - 1,
                **({name: now[name] for name in ORIGIN_NAMES} if now else {}),
                **({f"previous_{name}": before[name] for name in ORIGIN_NAMES} if before else {}),
            }
        )
    return rows


def _conflict(data: Data, line: Statement) -> Conflict | None:
    """Return the conflict between sources that a statement is known to be a side of."""
    key = line.index, line.index_year, line.province_code, line.quantity
    for one in data.catalog.conflicts:
        same = (one.index, one.index_year, one.province_code, one.quantity) == key
        if same and Decimal(one.value) == Decimal(line.value):
            return one
    return None


def _scale_rows(data: Data, line: Statement) -> str:
    years = line.index_year, line.index_year - 1
    parts = data.catalog.indicators[line.index]
    return " ".join(str(part.line) for part in parts if any(map(part.holds_in, years)))


def _found(line: Statement, now: Row | None, before: Row | None) -> Decimal | None:
    """Return the figure that a statement is about, as the data give it."""
    if now is None:
        return None
    plain = {"score": now.value, "rank": now.rank, "units": now.units_ranked, "scale_max": now.scale_max}
    if line.quantity in plain:
        return _decimal(plain[line.quantity])
    if before is None:
        return None
    # From the two figures: across a break the course has no change, but a document may state one.
    first, second = (now.value, before.value) if line.quantity == "score_change" else (before.rank, now.rank)
    pair = _decimal(first), _decimal(second)
    return None if pair[0] is None or pair[1] is None else pair[0] - pair[1]


def _is_carried(line: Statement, now: Row | None) -> bool:
    if now is None or line.quantity in ("units", "scale_max") or (line.quantity == "score" and now.value is None):
        return False
    value_source, *rank_source = now.source_id.split() or [""]
    source = value_source if line.quantity.startswith("score") or not rank_source else rank_source[0]
    return bool(source == line.source_id)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
