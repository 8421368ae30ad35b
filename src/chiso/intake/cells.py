"""Single cells of figures: what each holds, told where it is no number; and the one way of writing in a column."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from chiso.intake.columns import Chosen
from chiso.intake.findings import Findings
from chiso.intake.grid import Value
from chiso.intake.layout import Layout
from chiso.intake.numbers import Number, column_marks, read_pair
from chiso.intake.spoiled import figures_of_day, formula_error
from chiso.intake.vocabulary import Vocabulary


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was read.

    ``value`` is None where the cell says that there is none; ``said`` is what it holds in the place of a figure, which
    has been told then.
    """

    value: float | None
    decimals: int
    place: str
    said: str = ""


def read_cell(
    layout: Layout,
    row: int,
    column: int,
    read: Callable[[Value], Number],
    findings: Findings,
    *,
    is_score: bool = False,
) -> Figure:
    """Read a cell; what is no number and does not say that there is none is a problem."""
    place = layout.grid.place(row, column)
    value = layout.grid.values[row][column]
    number = pair[1] if is_score and (pair := read_pair(value)) else read(value)
    text = layout.grid.text(row, column)
    if number.kind == "other" and (days := figures_of_day(value)):
        findings.problem(
            f"A cell holds the day {text!r}, which a spreadsheet made of a figure: {' or '.join(days)}.",
            place,
            why="Typed with the mark that parts days and months, a figure turns into a day of the year. Which one it "
            "was is not guessed.",
            remedy="Ask the publisher, or look for the same table as PDF or on a page, where the figure is as printed.",
            many="{count} cells hold days, which a spreadsheet made of figures.",
        )
    elif number.kind == "other":
        findings.problem(
            f"A cell holds {text[:60]!r}, which is not a number.",
            place,
            why="Expected: a number such as 83,76 or 83.76, or nothing, a dash, * or N/A where it was not published.",
            many="{count} cells of figures hold what is not a number.",
        )
    if number.kind != "number":
        return Figure(None, 0, place, text if number.kind == "other" or formula_error(value) else "")
    return Figure(number.value, number.decimals, place)


def thousands_of(
    layout: Layout, chosen: Chosen, code: str, column: int, vocabulary: Vocabulary, findings: Findings
) -> str:
    """Return the marks that part thousands in a column; where cells could be either, that is a problem."""
    marks = column_marks(layout.grid.values[row][column] for row in chosen.listing.rows)
    place = layout.grid.place(layout.first, column)
    if marks.is_mixed:
        findings.problem(
            f"The column of {code} uses one mark before fractions and between thousands.",
            place,
            why="A column has one way of writing numbers; with two, a figure could be read a thousand times too large.",
            remedy="Save the table as XLSX with numbers in place of texts, or ask the publisher which is meant.",
        )
    largest = vocabulary.meanings[code].scale_max if code in vocabulary.meanings else 0
    if marks.open and largest >= 1000:
        findings.problem(
            f"{marks.open[0]!r} in the column of {code} can be thousands or a fraction.",
            place,
            why=f"The scale of {code} reaches {largest:.12g}, and no cell of the column shows which"
            " mark parts thousands.",
            remedy="Save the table as XLSX with numbers in place of texts.",
        )
    return marks.thousands


def note_errors(tables: Iterable[dict[str, dict[str, Figure]]], findings: Findings) -> None:
    """Name the cells that hold the error of a formula: there may be a figure where the publisher works it out."""
    found: dict[str, list[str]] = {}
    for table in tables:
        for one in (one for figures in table.values() for one in figures.values()):
            if formula_error(one.said):
                found.setdefault(one.said.strip().upper(), []).append(one.place)
    for error, places in found.items():
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        count = f"{len(places)} cells hold" if len(places) > 1 else "a cell holds"
        findings.note(f"{count} {error}, the error of a formula and no figure: {'; '.join(places[:3])}{more}")
