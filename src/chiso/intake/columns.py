"""Choosing the column of each figure: the most telling heading, or the one that the steward names."""

from __future__ import annotations

import dataclasses
import re

from chiso.errors import ParameterError
from chiso.ingest.precision import KINDS, companion
from chiso.intake.beside import beside, without_other
from chiso.intake.column_reasons import all_over, note_parts, reasons_for
from chiso.intake.column_roles import has_numbers, is_paired, read_columns
from chiso.intake.findings import Findings
from chiso.intake.grid import column_letters, column_number
from chiso.intake.headings import BY_LABEL, NO_LEVEL, NO_NUMBERS, UNKNOWN_CODE, Heading
from chiso.intake.layout import Layout, Listing
from chiso.intake.measures import of_measure
from chiso.intake.numbers import read_number, read_place
from chiso.intake.vocabulary import TOTAL, Vocabulary

RANK = "RANK"
_FEW = 0.3
_CODES = r"(?:TOTAL|D\d{1,2}|\d{1,2}\.\d{1,2})"


@dataclasses.dataclass(frozen=True)
class Chosen:
    """The columns of one list of units.

    ``scores`` and ``ranks`` give the column of each code, ``precision`` those that say how sure a figure is, such as
    ``TOTAL:low``; ``reasons`` where each column is and what it was known by; ``passed`` says of every other column with
    figures why it is not taken; ``unknown`` gives the column of each code that has no meaning in the year.
    """

    listing: Listing
    scores: dict[str, int]
    ranks: dict[str, int]
    passed: dict[int, str]
    unknown: dict[str, int]
    precision: dict[str, int]
    reasons: dict[str, str] = dataclasses.field(default_factory=dict)


def parse_columns(text: str) -> dict[str, int]:
    """Read ``COLUMN``: pairs such as ``TOTAL=D, RANK=E`` or ``1.1=F``; rows by their number in a turned table.

    Raises
    ------
    ParameterError
        When a pair cannot be read, or two of them name different columns for the same.
    """
    chosen: dict[str, int] = {}
    for pair in filter(None, re.split(r"[,;\s]+", text.strip())):
        match = re.fullmatch(
            rf"({_CODES}|{_CODES}:(?:{'|'.join(KINDS)})|RANK)=([A-Z]{{1,3}}|\d{{1,5}})", pair, re.IGNORECASE
        )
        if match is None:
            raise ParameterError(
                f"{pair!r} names no column.",
                where="COLUMN",
                remedy="Give pairs of a code and a column, such as COLUMN='TOTAL=D RANK=E', or a row where provinces "
                "stand in columns, such as COLUMN='1.1=12'. TOTAL:standard_error, TOTAL:low, TOTAL:high and "
                "TOTAL:respondents are what stands beside the total.",
            )
        code, place = match[1].upper(), match[2]
        if ":" in code:
            code = companion(code.partition(":")[0], code.partition(":")[2].lower())
        column = int(place) - 1 if place.isdigit() else column_number(place)
        if chosen.setdefault(code, column) != column:
            raise ParameterError(
                f"COLUMN names two columns for {code}.", where="COLUMN", remedy="Name the one that is meant."
            )
    return chosen


def choose_columns(layout: Layout, vocabulary: Vocabulary, given: dict[str, int], findings: Findings) -> list[Chosen]:
    """Choose the columns of every list of units in a table.

    Parameters
    ----------
    layout, vocabulary
        The table, and the words of the index and year.
    given
        Columns that the steward names, by code or ``RANK``; they go before everything else.
    findings
        Where columns that cannot be told apart are noted.
    """
    readings = read_columns(layout, vocabulary, findings)
    chosen = []
    for listing in layout.listings:
        headings = {column: readings[column] for column in listing.columns if has_numbers(layout, listing, column)}
        headings = _ranks_beside(headings)
        if len(layout.listings) > 1:
            headings = _ranks_of_list(headings)
        worded = _worded(layout, listing, readings, [*headings])
        for column, text in worded.items():
            over = " / ".join(layout.headings[column])
            findings.note(
                f"the column {over!r} is not taken: its cells are no numbers, such as {text!r}",
                layout.grid.place(layout.first, column),
            )
        empty = _empty(layout, listing, readings, [*headings])
        for column in empty:
            findings.note(
                f"the column {' / '.join(layout.headings[column])!r} is empty; where a spreadsheet shows figures in "
                "it, they are formulas that were not saved with their results: open the file there and save it again",
                layout.grid.place(layout.first, column),
            )
        for column, heading in headings.items():
            if heading.role == "contradiction" and not given:
                findings.problem(
                    f"The heading of the column contradicts itself: {heading.why}.",
                    layout.grid.place(max(layout.first - 1, 0), column),
                    why="A code is not a meaning: codes have changed theirs from year to year.",
                    remedy="Check INDEX_YEAR and the heading; new wordings of a heading go into "
                    "reference/column_names.csv, or name the columns with COLUMN=.",
                )
        scores = _best(layout, listing, headings, "score", findings, given, vocabulary)
        ranks = _best(layout, listing, headings, "rank", findings, given, vocabulary)
        scores = {**{readings[column].code: column for column in empty if readings[column].role == "score"}, **scores}
        paired = {code: column for code, column in {**ranks, **scores}.items() if is_paired(layout, listing, column)}
        scores, ranks = {**paired, **scores}, {**paired, **ranks}
        named = {code: column for code, column in given.items() if column in listing.columns}
        scores.update({code: column for code, column in named.items() if code != RANK and ":" not in code})
        if given.get(RANK) in listing.columns:
            ranks = {TOTAL: given[RANK]}
        of_scores = {column: one.code for column, one in headings.items() if one.role == "score"}
        of_scores |= {column: code for code, column in scores.items()}
        letters = {column: layout.lettered(column) for column in listing.columns}
        precision, doubtful = beside(listing.columns, headings, of_scores, letters)
        precision |= {name: column for name, column in named.items() if ":" in name}
        doubtful |= without_other(precision, named)
        taken = {*scores.values(), *ranks.values(), *precision.values()}
        passed = {column: one.why or "not taken" for column, one in headings.items()} | doubtful
        passed = {column: why for column, why in passed.items() if column not in taken}
        for name, column in precision.items():
            if column in headings and headings[column].why == NO_LEVEL and name not in named:
                findings.note(
                    f"{' / '.join(layout.headings[column])!r} is taken for {name}, a 95% limit, though {NO_LEVEL}: "
                    "make sure that it is one",
                    layout.grid.place(layout.first, column),
                )
        passed |= dict.fromkeys(worded, NO_NUMBERS)
        unknown = {one.code: column for column, one in headings.items() if one.why == UNKNOWN_CODE}
        reasons = reasons_for(
            layout, {**scores, **{f"{code} rank": column for code, column in ranks.items()}}, readings, given
        )
        note_parts(layout, scores, readings, named, findings)
        chosen.append(Chosen(listing, scores, ranks, passed, unknown, precision, reasons))
    known = {column for listing in layout.listings for column in listing.columns}
    for code, column in given.items():
        if column not in known:
            findings.problem(
                f"COLUMN names {layout.lettered(column)} for {code}, which is no column of figures.",
                layout.grid.label,
                why=f"The figures stand in {', '.join(layout.lettered(other) for other in sorted(known))}.",
                remedy="Correct COLUMN.",
            )
    return _strongest(chosen, readings, given)


def _empty(layout: Layout, listing: Listing, readings: dict[int, Heading], numbered: list[int]) -> list[int]:
    """Return columns that are headed as figures of the index but hold nothing, and share their heading with none."""
    headed = {layout.headings[column] for column in numbered}
    return [
        column
        for column in listing.columns
        if layout.headings[column]
        and layout.headings[column] not in headed
        and readings[column].role in ("score", "rank")
        and not any(layout.grid.text(row, column) for row in listing.rows)
    ]


def _worded(layout: Layout, listing: Listing, readings: dict[int, Heading], numbered: list[int]) -> dict[int, str]:
    """Return columns that are headed as figures of the index but hold words, with the first of them."""
    found = {}
    for column in listing.columns:
        reading = readings[column]
        if column in numbered or reading.role not in ("score", "rank") or not layout.headings[column]:
            continue
        values = [layout.grid.values[row][column] for row in listing.rows]
        words = [value for value in values if read_place(value).kind == "other"]
        if len(words) > len(values) / 2:
            found[column] = str(words[0])[:40]
    return found


def _ranks_beside(headings: dict[int, Heading]) -> dict[int, Heading]:
    """Give ranks without a name of their own to the figure on their left, where there are several."""
    bare = [
        column
        for column, one in headings.items()
        if one.role == "rank" and one.code == TOTAL and one.strength < BY_LABEL
    ]
    if len(bare) < 2:
        return headings
    found = dict(headings)
    for column in bare:
        left = headings.get(column - 1)
        if left is not None and left.role == "score":
            found[column] = dataclasses.replace(left, role="rank")
    return found


def _ranks_of_list(headings: dict[int, Heading]) -> dict[int, Heading]:
    """Give the rank in a list of one figure to that figure: each of several lists is sorted by its own."""
    codes = {one.code for one in headings.values() if one.role == "score"}
    if len(codes) != 1:
        return headings
    return {
        column: dataclasses.replace(one, code=min(codes)) if one.role == "rank" and one.strength < BY_LABEL else one
        for column, one in headings.items()
    }


def _best(
    layout: Layout,
    listing: Listing,
    headings: dict[int, Heading],
    role: str,
    findings: Findings,
    given: dict[str, int],
    vocabulary: Vocabulary,
) -> dict[str, int]:
    best: dict[str, int] = {}
    for code in dict.fromkeys(one.code for one in headings.values() if one.role == role):
        columns = [column for column, one in headings.items() if one.role == role and one.code == code]
        most = max(headings[column].strength for column in columns)
        columns = [column for column in columns if headings[column].strength == most]
        if len(columns) > 1:
            columns = _filled(layout, listing, columns)
            columns = of_measure({column: all_over(layout, column) for column in columns}, code, vocabulary)
        best[code] = columns[0]
        if len(columns) > 1 and not _equal(layout, listing, columns) and code not in given:
            turned = layout.grid.turned
            letters = [str(column + 1) if turned else column_letters(column) for column in columns]
            headings_over = "; ".join(" / ".join(layout.headings[column]) or "none" for column in columns)
            findings.problem(
                f"{'Rows' if turned else 'Columns'} {', '.join(letters)} could all be the "
                f"{'rank' if role == 'rank' else code} of the index.",
                layout.grid.place(max(layout.first - 1, 0), columns[0]),
                why=f"Their headings: {headings_over}.",
                remedy=f"Name the right one: COLUMN='{RANK if role == 'rank' else code}={letters[0]}'.",
            )
    return best


def _filled(layout: Layout, listing: Listing, columns: list[int]) -> list[int]:
    """Leave out columns with figures beside a few units only, as a box of statistics beside the table has them."""
    values = layout.grid.values
    counts = {
        column: sum(read_number(values[row][column]).kind == "number" for row in listing.rows) for column in columns
    }
    return [column for column, count in counts.items() if count > _FEW * max(counts.values())]


def _equal(layout: Layout, listing: Listing, columns: list[int]) -> bool:
    rows = [[read_number(layout.grid.values[row][column]) for column in columns] for row in listing.rows]
    return all(one.kind == cells[0].kind and abs(one.value - cells[0].value) < 1e-6 for cells in rows for one in cells)


def _strongest(chosen: list[Chosen], readings: dict[int, Heading], given: dict[str, int]) -> list[Chosen]:
    """Keep of every code the columns of the lists that name it best: a list without headings adds none."""
    most: dict[tuple[str, str], int] = {}
    for one in chosen:
        for role, columns in (("score", one.scores), ("rank", one.ranks)):
            for code, column in columns.items():
                most[role, code] = max(most.get((role, code), 0), readings[column].strength)

    def kept(role: str, columns: dict[str, int]) -> dict[str, int]:
        return {
            code: column
            for code, column in columns.items()
            if column in given.values() or readings[column].strength == most[role, code]
        }

    return [dataclasses.replace(one, scores=kept("score", one.scores), ranks=kept("rank", one.ranks)) for one in chosen]
