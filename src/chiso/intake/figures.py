"""The figures of one table: for every unit and code the number, with the cell that it was read in."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable

from chiso.catalog import Unit
from chiso.ingest.precision import KINDS, companion
from chiso.intake.cells import Figure, note_errors, read_cell, thousands_of
from chiso.intake.columns import Chosen, choose_columns
from chiso.intake.findings import Findings
from chiso.intake.headings import is_numbering
from chiso.intake.layout import Layout
from chiso.intake.names import Names
from chiso.intake.numbers import read_count, read_number, read_place
from chiso.intake.vocabulary import Vocabulary

RANKED = "rank"


@dataclasses.dataclass(frozen=True)
class Table:
    """The figures of a table.

    Attributes
    ----------
    layout
        Where they were read.
    scores, ranks
        By unit code, then by code of the index.
    headings
        For every code that was taken the heading of its column, as it stands in the file.
    passed
        Headings of columns with numbers that were not taken, with the reason.
    names
        For every unit the text that names it and its place.
    former
        Units of earlier times whose rows were left out.
    unknown
        Codes with figures that have no meaning in the year, each with the place of its first figure.
    precision
        By unit code what says how sure a figure is, such as ``TOTAL:low``.
    taken
        For every code that was taken where its column is and what it was known by.
    """

    layout: Layout
    scores: dict[str, dict[str, Figure]]
    ranks: dict[str, dict[str, Figure]]
    headings: dict[str, str]
    passed: dict[str, str]
    names: dict[str, tuple[str, str]]
    former: tuple[str, ...] = ()
    unknown: dict[str, str] = dataclasses.field(default_factory=dict)
    precision: dict[str, dict[str, Figure]] = dataclasses.field(default_factory=dict)
    taken: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """The codes for which any unit has a cell."""
        return list(dict.fromkeys(code for figures in self.scores.values() for code in figures))

    def decimals(self, code: str) -> int:
        """Return with how many digits after the point the scores of a code are given."""
        found = [figures[code].decimals for figures in self.scores.values() if code in figures]
        return max(found, default=0)


def read_table(
    layout: Layout, names: Names, vocabulary: Vocabulary, given: dict[str, int], findings: Findings
) -> Table:
    """Read the figures of a table.

    Parameters
    ----------
    layout
        Where units and headings stand.
    names, vocabulary
        The units, and the words of the index and year.
    given
        Columns that the steward names.
    findings
        Where everything that is wrong with a cell is noted.
    """
    chosen = choose_columns(layout, vocabulary, given, findings)
    scores: dict[str, dict[str, Figure]] = {}
    ranks: dict[str, dict[str, Figure]] = {}
    precision: dict[str, dict[str, Figure]] = {}
    seen: dict[str, tuple[str, str]] = {}
    former: list[str] = []
    for one in chosen:
        former += _check_names(layout, one, names, findings)
        thousands = {
            code: thousands_of(layout, one, code, column, vocabulary, findings) for code, column in one.scores.items()
        }
        for row, unit in _each_once(layout, one, seen, findings):
            for columns, into, read in (
                (one.scores, scores, read_number),
                (one.ranks, ranks, read_place),
                (one.precision, precision, read_number),
            ):
                for code, column in columns.items():
                    own = read_count if code.endswith(":respondents") else read
                    if own is read_number:
                        own = functools.partial(read_number, thousands=thousands.get(code, ""))
                    figure = read_cell(layout, row, column, own, findings, is_score=into is scores)
                    _put(into.setdefault(unit.code, {}), code, figure, unit, findings)
    headings = {
        f"{code} {RANKED}" if columns is one.ranks else code: " / ".join(layout.headings[column])
        for one in chosen
        for columns in (one.scores, one.ranks, one.precision)
        for code, column in columns.items()
    }
    passed = {
        " / ".join(layout.headings[column]) or layout.grid.place(layout.first, column): why
        for one in chosen
        for column, why in one.passed.items()
    }
    whole = _whole_percent(scores, precision, vocabulary, findings)
    unknown = {code: layout.grid.place(layout.first, column) for one in chosen for code, column in one.unknown.items()}
    note_errors((scores, ranks), findings)
    taken = {code: told for one in chosen for code, told in one.reasons.items()}
    known = tuple(dict.fromkeys(former))
    return Table(layout, whole, ranks, headings, passed, seen, known, unknown, precision, taken)


def _each_once(
    layout: Layout, chosen: Chosen, seen: dict[str, tuple[str, str]], findings: Findings
) -> Iterable[tuple[int, Unit]]:
    """Yield the rows of units; a unit that stands twice in one list is a problem."""
    within: dict[str, str] = {}
    for row, unit in sorted(chosen.listing.rows.items()):
        place = layout.grid.place(row, chosen.listing.names)
        text = layout.grid.text(row, chosen.listing.names)
        if unit.code in within:
            findings.problem(
                f"{unit.name_vi} stands twice, first in {within[unit.code]}.",
                place,
                why="Every unit has one row; which of the two is right only the publisher can say.",
            )
            continue
        within[unit.code] = place
        seen.setdefault(unit.code, (text, place))
        yield row, unit


def _put(figures: dict[str, Figure], code: str, figure: Figure, unit: Unit, findings: Findings) -> None:
    before = figures.get(code)
    if before is None or (before.value is None and figure.value is not None):
        figures[code] = figure
    elif figure.value is not None and before.value is not None and abs(figure.value - before.value) > 1e-6:
        findings.problem(
            f"{unit.name_vi} has {figure.value:.12g} for {code} here and {before.value:.12g} in {before.place}.",
            figure.place,
            why="One unit has one figure.",
        )


def _check_names(layout: Layout, chosen: Chosen, names: Names, findings: Findings) -> list[str]:
    """Name every row that has figures and names no unit that is known, and rows that name two.

    Returns
    -------
    list of str
        Former units that were passed over.
    """
    former = []
    grid, listing = layout.grid, chosen.listing
    taken = sorted({*chosen.scores.values(), *chosen.ranks.values()})
    for row in range(layout.first, grid.height):
        text = grid.text(row, listing.names)
        place = grid.place(row, listing.names)
        if row in listing.rows:
            _check_echoes(layout, chosen, row, names, findings)
            continue
        if row in layout.repeated or not taken:
            continue
        numbers = [number for column in taken if (number := read_number(grid.values[row][column])).kind == "number"]
        kind = names.other(text) if text else ""
        if numbers and kind == "former":
            findings.note(f"{text} is none of the {len(names.units)} units, so its row is left out", place)
            former.append(text)
        if not numbers or (kind and kind != "other_vintage"):
            continue
        if kind == "other_vintage":
            findings.problem(
                f"{text!r} is no unit of the {len(names.units)} of this index year.",
                place,
                many=f"{{count}} rows name no unit of the {len(names.units)} of this index year.",
                why=f"The sets of units: {names.sets}.",
                remedy="Check INDEX_YEAR; a table of the other set of units belongs to another year.",
            )
            continue
        if not text:
            if not any(_names_other(grid.text(row, column), names) for column in range(grid.width)):
                findings.problem(
                    "A row has figures but names no unit.",
                    place,
                    many="{count} rows have figures but name no unit.",
                    why="A figure without its unit cannot be used, and one that was left out would be missed.",
                    remedy="Look it up at the publisher; where the row is a mean or total, write so in its first cell.",
                )
            continue
        nearest = "" if findings.is_full else ", ".join(names.nearest(text))
        findings.problem(
            f"No province or city is called {text[:60]!r}.",
            place,
            many="{count} rows have names that are not known.",
            why=f"Names are not guessed; the nearest of the {len(names.units)} are {nearest}.",
            remedy="If it is a spelling of one of them, add it to data/raw/provinces/name_aliases.csv with the unit's "
            "code; if it is no unit, add the text to data/raw/provinces/non_province_rows.csv.",
        )
    return former


def _names_other(text: str, names: Names) -> bool:
    return bool(text) and names.other(text) not in ("", "header")


def _check_echoes(layout: Layout, chosen: Chosen, row: int, names: Names, findings: Findings) -> None:
    unit = chosen.listing.rows[row]
    for column in chosen.listing.echoes:
        text = layout.grid.text(row, column)
        other = names.find(text) if text and not is_numbering(text) else None
        if other is not None and other is not unit:
            findings.problem(
                f"The row names {unit.name_vi} ({layout.grid.place(row, chosen.listing.names)}) and "
                f"{other.name_vi} ({text!r}).",
                layout.grid.place(row, column),
                why="One row is about one unit.",
            )


def _whole_percent(
    scores: dict[str, dict[str, Figure]],
    precision: dict[str, dict[str, Figure]],
    vocabulary: Vocabulary,
    findings: Findings,
) -> dict[str, dict[str, Figure]]:
    """Turn fractions into percent where no doubt is left: a scale to 100 and not a single score above 1.

    What stands beside such scores is turned too.
    """
    codes = {
        code
        for code in {code for figures in scores.values() for code in figures}
        if code in vocabulary.meanings and vocabulary.meanings[code].scale_max >= 100
    }
    for code in codes:
        given = [figures[code].value for figures in scores.values() if code in figures]
        known = [value for value in given if value is not None]
        if len(known) < 3 or max(known) > 1 or min(known) < 0:
            continue
        findings.note(
            f"{code} is given as fractions up to {max(known):.6g}, as workbooks save percentages; they are times 100"
        )
        turned = {code, *(companion(code, kind) for kind in KINDS if kind != "respondents")}
        for figures in (*scores.values(), *precision.values()):
            for name in turned & figures.keys():
                one = figures[name]
                if one.value is not None:
                    hundredfold = round(one.value * 100, 9)
                    figures[name] = dataclasses.replace(one, value=hundredfold, decimals=max(one.decimals - 2, 0))
    return scores
