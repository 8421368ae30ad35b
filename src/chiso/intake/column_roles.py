"""What the columns of a table hold: by the heading over each, and by its place among the others."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from chiso.intake.codes import place_below
from chiso.intake.findings import Findings
from chiso.intake.headings import BY_LABEL, BY_PLACE, UNKNOWN, Heading, read_heading
from chiso.intake.layout import Layout, Listing
from chiso.intake.numbers import read_number, read_pair, read_place
from chiso.intake.ordered import in_order
from chiso.intake.vocabulary import TOTAL, Vocabulary

_LEAST_SERIAL = 4
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOSTLY = 0.8


def read_columns(layout: Layout, vocabulary: Vocabulary, findings: Findings) -> dict[int, Heading]:
    """Return what every column beside a list of units holds, by its heading, or by its place beside known ones.

    Columns that are taken by their place alone are named in ``findings``.
    """
    counts = Counter(text for texts in layout.headings.values() for text in texts)
    several = len(layout.listings) > 1
    readings: dict[int, Heading] = {}
    for listing in layout.listings:
        above_names = layout.headings[listing.names]
        for column in listing.columns:
            texts = layout.headings[column]
            reading = read_heading(texts, vocabulary, [text for text in texts if counts[text] == 1])
            is_bare = reading.role in ("score", "rank") and reading.code == TOTAL and reading.strength < BY_LABEL
            if several and is_bare and above_names and column == listing.names + 1:
                # In a row of lists, each with its own names, the heading often stands over the names alone.
                reading = read_heading((*above_names, *texts), vocabulary)
            counted = serial(layout, listing, column) if reading.role == "score" else ""
            readings[column] = Heading("passed", why=counted) if counted else reading
        _borrow(layout, listing, readings)
        _place_below(layout, listing, readings, vocabulary)
    for listings in ([one] for one in layout.listings):
        _by_order(layout, listings, readings, vocabulary, findings)
    if len(layout.listings) > 1:
        _by_order(layout, layout.listings, readings, vocabulary, findings)
    return readings


def _by_order(
    layout: Layout,
    listings: Sequence[Listing],
    readings: dict[int, Heading],
    vocabulary: Vocabulary,
    findings: Findings,
) -> None:
    """Give columns whose headings are not known the code that their place among the known ones shows."""
    lists = {column: one for one in listings for column in one.columns if has_numbers(layout, one, column)}
    placed = in_order({column: readings[column] for column in lists}, vocabulary)
    if not placed or not all(
        _is_within(layout, lists[column], column, vocabulary, one) for column, one in placed.items()
    ):
        return
    named = {
        one.code: layout.headings[column] or (layout.headings[lists[column].names] if len(listings) > 1 else ())
        for column, one in placed.items()
    }
    told = "; ".join(f"{code} {' / '.join(texts)!r}" for code, texts in named.items())
    findings.note(
        f"the columns stand in the order of the index, so these are taken by their place: {told}; make sure that "
        "they mean what they are taken for"
    )
    readings.update(placed)


def _place_below(layout: Layout, listing: Listing, readings: dict[int, Heading], vocabulary: Vocabulary) -> None:
    """Give parts that are only numbered within their dimension the code that they have in it."""
    dimension = ""
    found: dict[str, list[tuple[int, int]]] = {}
    for column in listing.columns:
        reading = readings[column]
        if reading.role == "score" and vocabulary.has_parts(reading.code):
            dimension = reading.code
        number, name = place_below(layout.headings[column])
        is_open = reading.role == "passed" and reading.why == UNKNOWN and not (name and vocabulary.code_of(name))
        if number and dimension and is_open:
            found.setdefault(dimension, []).append((number, column))
    for dimension, places in found.items():
        codes = [code for code, meaning in vocabulary.meanings.items() if meaning.parent == dimension]
        numbers = [number for number, _ in places]
        if len(set(numbers)) < len(numbers):
            continue
        numbered = {number: code for code in codes if (number := _last_number(code))}
        if set(numbers) <= set(numbered):
            chosen = {numbered[number]: column for number, column in places}
        elif numbers == list(range(1, len(codes) + 1)):
            chosen = {codes[number - 1]: column for number, column in places}
        else:
            continue
        for code, column in chosen.items():
            readings[column] = Heading("score", code, BY_PLACE, by="its place")


def _borrow(layout: Layout, listing: Listing, readings: dict[int, Heading]) -> None:
    """Give the second half of a table the headings of the first where it has none of its own."""
    first = layout.listings[0]
    has_none = not any(layout.headings[column] for column in (listing.names, *listing.columns))
    if has_none and len(listing.columns) == len(first.columns):
        for column, model in zip(listing.columns, first.columns, strict=True):
            readings[column] = readings[model]


def serial(layout: Layout, listing: Listing, column: int) -> str:
    """Say what a column counts where it is none of scores: running numbers, places, years or codes of the units.

    Headings are missing or wrong often enough, and such numbers lie within many a scale.
    """
    rows = sorted(listing.rows)
    read = {row: read_number(layout.grid.values[row][column]) for row in rows}
    numbers = [one.value for one in read.values() if one.kind == "number"]
    if len(numbers) < _LEAST_SERIAL or any(value != int(value) for value in numbers):
        return ""
    if all(after == before + 1 or after == 1 for before, after in itertools.pairwise(numbers)):
        return "running numbers"
    if sorted(numbers) == [float(number) for number in range(1, len(numbers) + 1)]:
        return "places"
    if all(_FIRST_YEAR <= value <= _LAST_YEAR for value in numbers):
        return "years"
    codes = sum(
        one.value == int(listing.rows[row].code) for row, one in read.items() if listing.rows[row].code.isdigit()
    )
    return "codes of the units" if codes > _MOSTLY * len(numbers) else ""


def has_numbers(layout: Layout, listing: Listing, column: int) -> bool:
    """Whether a column holds a number beside any unit of a list."""
    return any(read_place(layout.grid.values[row][column]).kind == "number" for row in listing.rows)


def is_paired(layout: Layout, listing: Listing, column: int) -> bool:
    """Whether nearly every cell of a column holds a rank and a score; one alone may be a figure with a note."""
    pairs = [pair for row in listing.rows if (pair := read_pair(layout.grid.values[row][column]))]
    places = {place.value for place, _ in pairs}  # the same note behind every figure is no rank
    return len(pairs) > _MOSTLY * len(listing.rows) and len(places) > len(pairs) / 2


def _is_within(layout: Layout, listing: Listing, column: int, vocabulary: Vocabulary, reading: Heading) -> bool:
    """Whether the numbers of a column lie within the scale of a code, zeros for what was withheld apart."""
    meaning = vocabulary.meanings[reading.code]
    numbers = [read_number(layout.grid.values[row][column]) for row in listing.rows]
    values = [one.value for one in numbers if one.kind == "number"]
    return all(value == 0 or meaning.scale_min - 0.01 <= value <= meaning.scale_max + 0.01 for value in values)


def _last_number(code: str) -> int:
    """Return the number that a code ends with: 2 of *3.2*; 0 where there is none."""
    found = re.search("[0-9]+$", code)
    return int(found[0]) if found else 0
