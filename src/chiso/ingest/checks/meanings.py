"""What an index, its codes and the headings of its tables may say of themselves."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from pathlib import Path

from chiso.catalog import Catalog, Index, Indicator
from chiso.catalog.records import read_lines
from chiso.catalog.spelling import name_key
from chiso.ingest.checks.weights import weights
from chiso.ingest.raw import Problems
from chiso.ingest.schemas import CODE

INDEX_WORDS = {
    "layout": ("scores", "parts"),
    "measure": ("percent", "points"),
    "better": ("higher", "lower"),
    "total": ("sum", "published"),
}
"""The words that the columns of ``indices.csv`` know."""

_TAKEN = ("province_code", "province", "rank")
"""Columns of raw tables, which no code can be called."""

_CLOSE = 0.01
TOTAL = "TOTAL"


def check_indicators(
    index: Index | None, path: Path, indicators: Sequence[Indicator], sources: Collection[str] = ()
) -> Problems:
    """Check that a code has one meaning a year, a meaning one code, and that every part adds to something.

    ``sources`` are the ids of all sources.
    """
    problems = Problems(path)
    for place, one in enumerate(indicators):
        if not CODE.fullmatch(one.code) or one.code in _TAKEN:
            why = "Expected: letters a to z, digits, dots, hyphens and underscores, such as TOTAL, D1 or 1.1."
            why = "Tables of figures have a column of this name." if one.code in _TAKEN else why
            problems.add(f"{one.code!r} is no code.", row=one.line, column="code", why=why)
        if one.scale_min >= one.scale_max:
            what = f"The scale goes from {one.scale_min:g} to {one.scale_max:g}."
            problems.add(what, row=one.line, column="scale_max", why="The maximum is above the minimum.")
        if unknown := set(one.source_id.split()) - set(sources):
            why = "Expected: ids of data/raw/sources.csv, parted by spaces, or an empty cell."
            problems.add(f"{min(unknown)!r} is not known as source_id.", row=one.line, column="source_id", why=why)
        if index is not None and (index.layout == "parts" or one.code == TOTAL):
            _needs(one, problems)
        if one.first_year > one.last_year:
            what = f"The meaning holds from {one.first_year} to {one.last_year}."
            problems.add(what, row=one.line, column="last_year", why="The last year is not before the first.")
        for other in indicators[:place]:
            overlap = one.first_year <= other.last_year and other.first_year <= one.last_year
            for column in ("code", "concept"):
                if overlap and getattr(one, column) == getattr(other, column):
                    problems.add(
                        f"{getattr(one, column)!r} stands in row {other.line} too, for some of the same years.",
                        row=one.line,
                        column=column,
                        remedy="Let the years of the two rows follow one another.",
                    )
        _parent(one, indicators, problems)
    if index is not None and index.total == "published":
        _weights(indicators, problems)
    elif index is not None and index.layout == "parts":
        _sums(indicators, problems)
    return problems


def _needs(one: Indicator, problems: Problems) -> None:
    """Check what only parts of which single figures are known may leave open, or have beside the tree."""
    if math.isnan(one.scale_max):
        why = "Only parts of which single figures are known may be without a maximum."
        problems.add("A cell is empty.", row=one.line, column="scale_max", why=why)
    if one.cut:
        what = f"{one.code} belongs to the cut {one.cut!r}."
        why = "Another cut of the total is for indices whose tables are of totals (`layout` is `scores`)."
        problems.add(what, row=one.line, column="cut", why=why, remedy="Leave the cell empty.")


def _parent(one: Indicator, indicators: Sequence[Indicator], problems: Problems) -> None:
    """Check that every code but the total is a part of another one, and all of them at last of the total."""
    years = {year for other in indicators if other.code == one.parent for year in _years(other)}
    is_total = one.code == TOTAL
    whole = next((other for other in indicators if other.code == one.parent and other.holds_in(one.first_year)), None)
    if whole is not None and whole.parent and whole.cut != one.cut:
        problems.add(
            f"{one.code} belongs to the cut {one.cut!r}, but {whole.code}, which it is a part of, to {whole.cut!r}.",
            row=one.line,
            column="cut",
            why="A part belongs to the same cut of the total as what it is a part of.",
        )
    why = "Expected: an empty cell; the total is a part of nothing."
    if not is_total:
        why = "Expected: the code that it is a part of, TOTAL at last, with a meaning in the same years."
    if is_total != (not one.parent) or (one.parent and not years.issuperset(_years(one))) or _is_loop(one, indicators):
        problems.add(
            f"{one.code!r} is a part of {one.parent!r}." if one.parent else f"{one.code!r} is a part of nothing.",
            row=one.line,
            column="parent",
            why=why,
            remedy="Correct the code of the parent, or add the parent's own row for these years.",
        )


def _is_loop(one: Indicator, indicators: Sequence[Indicator]) -> bool:
    """Whether a code is a part of itself, by way of others."""
    parents = {other.code: other.parent for other in indicators if other.holds_in(one.first_year)}
    seen, code = {one.code}, one.parent
    while code and code not in seen:
        seen.add(code)
        code = parents.get(code, "")
    return bool(code)


def _sums(indicators: Sequence[Indicator], problems: Problems) -> None:
    """Check that a sum goes as far as its parts at their best, so that no part is entered under another sum."""
    for whole in indicators:
        for year in sorted({one.first_year for one in indicators if whole.holds_in(one.first_year)}):
            parts = [one for one in indicators if one.parent == whole.code and one.holds_in(year)]
            best = sum(one.scale_max for one in parts)
            if parts and abs(best - whole.scale_max) > _CLOSE * abs(whole.scale_max):
                problems.add(
                    f"In {year} the parts of {whole.code} at their best make {best:g}, but its scale goes to "
                    f"{whole.scale_max:g}.",
                    row=whole.line,
                    column="scale_max",
                    why=f"It is the sum of {', '.join(one.code for one in parts)}.",
                    remedy="Correct the scales, or the parent of a part.",
                )


def _weights(indicators: Sequence[Indicator], problems: Problems) -> None:
    """Check that only parts of the total have weights, and that at their best they make the total at its best."""
    for one in indicators:
        if one.weight is not None and one.parent != TOTAL:
            problems.add(
                f"{one.code} has the weight {one.weight:g}.",
                row=one.line,
                column="weight",
                why="Only the parts of the total have weights; what finer parts are parts of is their sum.",
                remedy="Leave the cell empty.",
            )
    for total in (one for one in indicators if one.code == TOTAL):
        for year in {one.first_year for one in indicators if total.holds_in(one.first_year)}:
            now = {one.code: one for one in indicators if one.holds_in(year)}
            for cut in sorted({one.cut for one in now.values()}):
                _best(total, year, now, cut, problems)


def _best(total: Indicator, year: int, now: dict[str, Indicator], cut: str, problems: Problems) -> None:
    """Check that the parts of one cut make the total at their best, as far as all maxima are known."""
    known = weights(now, cut)
    best = sum(now[code].scale_max * weight for code, weight in known.items()) if known else total.scale_max
    if abs(best - total.scale_max) > _CLOSE * total.scale_max:
        problems.add(
            f"In {year} the parts at their best make {best:g}, but the total goes to {total.scale_max:g}.",
            row=total.line,
            column="scale_max",
            why="A weight is what a point of the part adds to the points of the total.",
            remedy="Correct the weights, or leave all of them out where they are not published.",
        )


def _years(indicator: Indicator) -> range:
    return range(indicator.first_year, indicator.last_year + 1)


def check_names(catalog: Catalog, table: str) -> Problems:
    """Check that each name of a table of names, of headings or of texts, names one concept of its index."""
    path = catalog.raw / "reference" / f"{table}.csv"
    problems = Problems(path)
    seen: dict[tuple[str, str], int] = {}
    for line in read_lines(path, ("index", "concept", "text")) if path.is_file() else []:
        index, concept, text = (line.cells[column] for column in ("index", "concept", "text"))
        if index not in catalog.indices:
            problems.add(f"{index!r} is not known as index.", row=line.number, column="index")
        elif concept not in {one.concept for one in catalog.indicators[index]}:
            problems.add(f"{concept!r} is no concept of {index}.", row=line.number, column="concept")
        elif first := seen.get((index, name_key(text))):
            problems.add(f"{text!r} stands in row {first} too.", row=line.number, column="text")
        seen[index, name_key(text)] = line.number
    return problems
