"""Raw tables of single parts: figures of parts of an index whose tables are of totals, known of some units."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from chiso.catalog import Catalog, Conflict, Indicator
from chiso.catalog.records import Line, read_lines
from chiso.ingest.checks.weights import unit_of, weights
from chiso.ingest.raw import DECIMALS, Problems, number_in, unit_of_line
from chiso.ingest.schemas import KNOWN_STATUSES
from chiso.ingest.scores import Scores

_FIGURES = ("score", "percent", "rank")
_COLUMNS = ("province_code", "province", "code", *_FIGURES, "status", "source_id")
_OPTIONAL = ("rank_last",)


def read_single_parts(catalog: Catalog, index: str, index_year: int, path: Path, totals: Mapping[str, float]) -> Scores:
    """Return the figures of one raw table of single parts: a row a unit and part, each with its source.

    A figure that was published as a share of the maximum alone becomes a score where the maximum is known, with the
    status of what is worked out; else the share stays, without a score. Nothing is worked out over units.

    Parameters
    ----------
    catalog
        Units, meanings and sources, of the set of units that the year was measured in.
    index, index_year
        The edition.
    path
        The table.
    totals
        The totals of the edition by unit, as far as they are known.

    Returns
    -------
    Scores
        ``observations``: ``unit_code, code, concept, value, percent, status, source_id, raw_row``, a row for every
        score or share. ``ranks``: ``unit_code, code, rank, rank_last, units_ranked, status, source_id, raw_row``.

    Raises
    ------
    DataError
        When a cell is wrong or off its scale, a unit, code or source is not known, a part stands twice, a share
        contradicts its score, the better score does not have the better rank, or the parts of a figure do not make
        the figure.
    """
    problems = Problems(path)
    meanings = catalog.structure(index, index_year)
    lines = read_lines(path, _COLUMNS, _OPTIONAL)
    rows = list(_rows(catalog, index, index_year, meanings, lines, problems))
    _check_order(rows, catalog.indices[index].sign, problems)
    conflicts = [one for one in catalog.conflicts if (one.index, one.index_year) == (index, index_year)]
    _check_sums(meanings, rows, totals, conflicts, problems)
    problems.raise_any()
    units_ranked = catalog.publications[index, index_year].units_ranked
    observed = [row for row in rows if not (math.isnan(row["value"]) and math.isnan(row["percent"]))]
    ranked = [{**row, "units_ranked": units_ranked} for row in rows if not math.isnan(row["rank"])]
    observations = _frame(
        observed, ("unit_code", "code", "concept", "value", "percent", "value_status", "source_id", "raw_row")
    ).rename(columns={"value_status": "status"})
    ranks = _frame(ranked, ("unit_code", "code", "rank", "rank_last", "units_ranked", "status", "source_id", "raw_row"))
    return Scores(observations, ranks.astype({"rank": "int64", "rank_last": "Int64", "units_ranked": "int64"}))


def is_single(catalog: Catalog, table: pd.DataFrame) -> pd.Series:
    """Return for each row of a table of ``index, index_year, code`` whether it is of a part known of some units only.

    Such a figure stands for itself: nothing may be ranked, averaged or estimated over it.
    """
    single = pd.Series(False, index=table.index)
    of_totals = [index for index, one in catalog.indices.items() if one.layout == "scores"]
    found = table[table["code"].ne("TOTAL") & table["index"].isin(of_totals)]
    for (index, year), rows in found.groupby(["index", "index_year"], sort=False):
        single[rows.index[~rows["code"].isin(list(catalog.in_year(str(index), int(str(year)))))]] = True
    return single


def _frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([{name: row[name] for name in columns} for row in rows], columns=list(columns))


def _rows(
    catalog: Catalog,
    index: str,
    index_year: int,
    meanings: Mapping[str, Indicator],
    lines: Sequence[Line],
    problems: Problems,
) -> Iterator[dict[str, Any]]:
    """Yield the rows that can be read, each checked by itself."""
    units_ranked = catalog.publications[index, index_year].units_ranked
    withheld = {unit: one for (of, year, unit), one in catalog.suppressed.items() if (of, year) == (index, index_year)}
    parents = {code: one.parent for code, one in meanings.items()}
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        unit_code, code = unit_of_line(line, catalog.units, problems), line.cells["code"]
        meaning = meanings.get(code)
        if meaning is None or not meaning.parent:
            known = ", ".join(each.code for each in meanings.values() if each.parent) or "none"
            problems.add(
                f"{code!r} is no part of {catalog.indices[index].label} in {index_year}.",
                row=line.number,
                column="code",
                why=f"Parts with a meaning in that year: {known}. The total stands in {index}/{index_year}.csv.",
                remedy=f"Correct the code, or give it a row in {index}/indicators.csv.",
            )
        figures = {name: _number(line, name, problems) for name in (*_FIGURES, *_OPTIONAL)}
        status, source_id = line.cells["status"], line.cells["source_id"]
        if status not in KNOWN_STATUSES:
            why = f"Expected: one of {', '.join(KNOWN_STATUSES)}."
            problems.add(f"A cell holds {status!r}, which cannot be.", row=line.number, column="status", why=why)
        if not source_id or source_id not in catalog.sources:
            why = "Expected: a source_id of data/raw/sources.csv."
            problems.add(f"A cell holds {source_id!r}, which cannot be.", row=line.number, column="source_id", why=why)
        if all(math.isnan(figures[name]) for name in _FIGURES):
            what = "The row has neither a score nor a share nor a rank."
            problems.add(what, row=line.number, column="score", remedy="Remove the row.")
        if unit_code is None or meaning is None or not meaning.parent:
            continue
        first, name = seen.setdefault((unit_code, code), line.number), catalog.units.by_code[unit_code].name_vi
        if first != line.number:
            problems.add(
                f"{code} of {name} stands twice, first in row {first}.",
                row=line.number,
                column="code",
                remedy="Remove one of the two rows.",
            )
            continue
        if unit_code in withheld and withheld[unit_code].covers(code, parents):
            problems.add(
                f"{code} of {name} is there, though withheld.",
                row=line.number,
                column="code",
                why=f"reference/suppressed.csv, row {withheld[unit_code].line}, lists it as withheld.",
                remedy="Remove the row, or that row of suppressed.csv.",
            )
        _check_cells(line, meaning, _top(meanings, code), units_ranked, figures, problems)
        value, value_status = figures["score"], status
        if math.isnan(value) and not math.isnan(meaning.scale_max + figures["percent"]):
            value, value_status = round(figures["percent"] * meaning.scale_max / 100, DECIMALS), "E"
        yield {
            "unit_code": unit_code,
            "code": code,
            "concept": meaning.concept,
            "value": value,
            "status": status,
            "value_status": value_status,
            "source_id": source_id,
            "raw_row": str(line.number),
            **figures,
        }


def _number(line: Line, column: str, problems: Problems) -> float:
    found = number_in(line, column, problems)
    return math.nan if found is None else found


def _top(meanings: Mapping[str, Indicator], code: str) -> float:
    """Return the most that a part can have: its own maximum or, where that is not known, that of what it is part of."""
    one = meanings[code]
    return _top(meanings, one.parent) if math.isnan(one.scale_max) and one.parent in meanings else one.scale_max


def _check_cells(
    line: Line, meaning: Indicator, top: float, units_ranked: int, figures: Mapping[str, float], problems: Problems
) -> None:
    """Check each figure against what it can be, and the share against the score."""
    score, percent, rank = (figures[name] for name in _FIGURES)
    bounds = {
        "score": (meaning.scale_min, top, "a score"),
        "percent": (0.0, 100.0, "a share of the maximum"),
        "rank": (1.0, float(units_ranked), "a rank"),
        "rank_last": (rank + 1, float(units_ranked), "the last place of a rank that was printed as shared,"),
    }
    for column, (low, high, what) in bounds.items():
        found = figures[column]
        if math.isnan(found):
            continue
        if not low <= found <= high or (column.startswith("rank") and found % 1):
            problems.add(
                f"A cell holds {found:.12g}, which cannot be.",
                row=line.number,
                column=column,
                why=f"Expected: {what} from {low:g} to {high:g}."
                if not math.isnan(low)
                else "A shared rank has its first place in the column 'rank'.",
            )
    if math.isnan(score + percent + meaning.scale_max):
        return
    share = score / meaning.scale_max * 100
    slack = unit_of([percent]) / 2 + unit_of([score]) / 2 / meaning.scale_max * 100
    if abs(share - percent) > slack + 1e-9:
        problems.add(
            f"The share is {percent:.12g} %, but {score:.12g} of {meaning.scale_max:g} is {share:.2f} %.",
            row=line.number,
            column="percent",
            why="A share and its score differ by no more than rounding explains.",
            remedy="Check both after the published source, or scale_max in indicators.csv.",
        )


def _check_order(rows: Sequence[Mapping[str, Any]], sign: int, problems: Problems) -> None:
    """Check that of two units with score and rank of a part the better score has no worse rank."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if not math.isnan(row["value"] + row["rank"]):
            by_code.setdefault(row["code"], []).append(row)
    for code, found in by_code.items():
        found.sort(key=lambda row: (-row["value"] * sign, row["rank"]))
        for better, worse in itertools.pairwise(found):
            if better["value"] != worse["value"] and better["rank"] > worse["rank"]:
                problems.add(
                    f"The rank {worse['rank']:.0f} of {code} is that of a score of {worse['value']:.12g}, but "
                    f"{better['value']:.12g}, the better one in row {better['raw_row']}, has {better['rank']:.0f}.",
                    row=int(worse["raw_row"]),
                    column="rank",
                )


def _check_sums(
    meanings: Mapping[str, Indicator],
    rows: Sequence[Mapping[str, Any]],
    totals: Mapping[str, float],
    conflicts: Sequence[Conflict],
    problems: Problems,
) -> None:
    """Check that parts make what they are parts of, wherever all of them are known; a known conflict is no error."""
    known: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if not math.isnan(row["value"]):
            known.setdefault(row["unit_code"], {})[row["code"]] = row
    for unit_code, found in known.items():
        figures = {code: float(row["value"]) for code, row in found.items()}
        if unit_code in totals:
            figures["TOTAL"] = totals[unit_code]
        for whole, cut in dict.fromkeys((one.parent, one.cut) for one in meanings.values() if one.parent):
            if whole not in figures:
                continue
            factors = weights(meanings, cut) if whole == "TOTAL" else None
            parts = _parts_of(meanings, figures, whole, cut)
            if parts is None or (whole == "TOTAL" and factors is None):
                continue
            made = sum(figures[code] * (factors or {}).get(_first(meanings, code, whole), 1.0) for code in parts)
            finest = unit_of([figures[whole], *(figures[code] for code in parts)])
            is_known = any(
                (one.province_code, one.quantity, whole) == (unit_code, "score", "TOTAL")
                and max(abs(float(one.value) - made), abs(float(one.other_value) - figures[whole])) < finest
                for one in conflicts
            )
            if abs(made - figures[whole]) > finest * (len(parts) + 1) / 2 + 1e-9 and not is_known:
                last = found[parts[-1]]
                problems.add(
                    f"{' + '.join(parts)} make {made:.6g}, but {whole} is {figures[whole]:.12g}.",
                    row=int(last["raw_row"]),
                    column="score",
                    why=f"{whole} is their sum, within what rounding explains.",
                    remedy="Check the parts and what they are parts of after the published sources; where these "
                    "contradict each other, enter that in reference/conflicts.csv.",
                )


def _parts_of(
    meanings: Mapping[str, Indicator], figures: Mapping[str, float], whole: str, cut: str
) -> list[str] | None:
    """Return known parts that make up a figure; those of a part in its place where it is not known itself."""
    found: list[str] = []
    children = [one.code for one in meanings.values() if one.parent == whole and one.cut == cut]
    for code in children:
        finer = [code] if code in figures else _parts_of(meanings, figures, code, cut)
        if finer is None:
            return None
        found += finer
    return found or None


def _first(meanings: Mapping[str, Indicator], code: str, whole: str) -> str:
    """Return the part of a whole that a finer part belongs to."""
    return code if meanings[code].parent == whole else _first(meanings, meanings[code].parent, whole)
