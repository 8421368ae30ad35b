"""Which rows of a table are its heading, and which texts stand over each column."""

from __future__ import annotations

from collections.abc import Sequence

from chiso.catalog.spelling import name_key
from chiso.intake.grid import Grid
from chiso.intake.headings import is_numbering, is_unit
from chiso.intake.names import Names
from chiso.intake.numbers import read_place

_MOST_HEADING_ROWS = 12
_LEAST_OTHERS = 3


def first_row(grid: Grid, names: Names, first: int, keys: Sequence[int]) -> int:
    """Return where the figures begin: a row over the first unit can be one whose name is not known.

    Taken for a part of the heading, it would make the headings unknown, and its figures would be lost.

    Parameters
    ----------
    grid, names
        The table, and what its cells name.
    first
        The first row with a unit.
    keys
        The columns of names.
    """
    columns = [column for column in range(grid.width) if column not in keys]
    figures = [column for column in columns if read_place(grid.values[first][column]).kind == "number"]
    row = first
    while row:
        if _is_of_a_unit(grid, names, row - 1, keys, figures):
            row -= 1
        elif halves := next((count for count in (2, 3) if _is_broken_name(grid, names, row, count, keys, figures)), 0):
            row -= halves
        else:
            break
    return row


def _is_broken_name(
    grid: Grid, names: Names, end: int, count: int, keys: Sequence[int], figures: Sequence[int]
) -> bool:
    """Whether the rows before ``end`` name a unit together, and one of them has its figures."""
    rows = range(end - count, end)
    if rows[0] < 0:
        return False
    numbered = [any(read_place(grid.values[row][column]).kind == "number" for column in figures) for row in rows]
    texts = [" ".join(filter(None, (grid.text(row, key) for row in rows))) for key in keys]
    return sum(numbered) == 1 and any(text and names.find(text) is not None for text in texts)


def _is_of_a_unit(grid: Grid, names: Names, row: int, keys: Sequence[int], figures: Sequence[int]) -> bool:
    """Whether a row over that of a unit has figures, and a name that is none of the year's or a number in turn."""
    kinds = [read_place(grid.values[row][column]).kind for column in figures]
    texts = [grid.text(row, key) for key in keys]
    others = [names.other(text) for text in texts if text]
    if "number" not in kinds or "other" in kinds or any(map(is_numbering, filter(None, texts))):
        return False
    if any(kind in ("former", "other_vintage") for kind in others):
        return True
    if any(others):
        return False
    number, following = (read_place(grid.values[one][figures[0]]) for one in (row, row + 1))
    in_turn = figures[0] < min(keys) and kinds[0] == "number" and number.value + 1 == following.value
    return in_turn or any(names.is_near(text) for text in texts if text)


def heading_rows(grid: Grid, names: Names, first: int, keys: Sequence[int]) -> list[int]:
    """Return the rows over the first unit that are its heading: without numbering, units and blank rows."""
    rows = []
    start, end = _heading_span(grid, names, first, keys)
    for row in range(start, end):
        texts = [grid.text(row, column) for column in range(grid.width)]
        filled = [text for text in texts if text]
        if not filled:
            continue
        over_names = [texts[key] for key in keys]
        numbered = sum(is_numbering(text) for text in filled)
        if (
            len(filled) > 1
            and numbered >= 0.7 * len(filled)
            and all(is_numbering(text) or not text for text in over_names)
        ) and (any(over_names) or not _counts_parts(filled)):
            continue
        if all(is_unit(text) for text in filled):
            continue
        if not _is_aggregate(grid, row, keys, names):
            rows.append(row)
    return rows


def _heading_span(grid: Grid, names: Names, first: int, keys: Sequence[int]) -> tuple[int, int]:
    """Return the rows that can be the heading: over the first unit, or over the ministries that stand above it.

    Their rows have figures as those of units have; taken for a part of the heading, they would make it unknown.
    """
    columns = [column for column in range(grid.width) if column not in keys]
    figures = [column for column in columns if read_place(grid.values[first][column]).kind == "number"]

    def is_of_others(row: int) -> bool:
        texts = [text for key in keys if (text := grid.text(row, key))]
        if not texts or any(is_numbering(text) or names.other(text) == "header" for text in texts):
            return False
        numbers = sum(read_place(grid.values[row][column]).kind == "number" for column in figures)
        return 2 * numbers > len(figures)

    others = [row for row in range(first) if is_of_others(row)]
    if len(others) < _LEAST_OTHERS:
        return max(0, first - _MOST_HEADING_ROWS), first
    between = [
        row
        for row in range(others[-1] + 1, first)
        if any(grid.text(row, column) for column in figures if column > min(keys))
    ]
    end = first if between else others[0]
    return max(0, end - _MOST_HEADING_ROWS, others[-1] + 1 if between else 0), end


def _is_aggregate(grid: Grid, row: int, keys: Sequence[int], names: Names) -> bool:
    """Whether a row over the first unit is that of a region or of the country, with or without its figures."""
    texts = [grid.text(row, key) for key in keys]
    return any(names.other(text) in ("region", "total", "statistic") for text in texts if text)


def _counts_parts(texts: Sequence[str]) -> bool:
    """Whether bare numbers are those of parts below a common heading (*Chỉ số nội dung* over 1, 2, 3), from 1 on."""
    return [text.strip("()[]. ") for text in texts] == [str(number) for number in range(1, len(texts) + 1)]


def texts_over(
    grid: Grid, rows: Sequence[int], keys: Sequence[int]
) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Return the texts over every column, merged cells filled, and the texts that stand over all of them."""
    filled = _filled(grid, rows)
    titles: list[str] = []
    levels = []
    for row in rows:
        texts = {text for column in range(grid.width) if (text := filled[row][column])}
        is_last = row == rows[-1]
        if len(texts) == 1 and not (is_last and _covers_names(filled[row], keys)):
            titles.extend(texts)
        elif grid.turned and _is_scale(grid, row, keys):
            continue
        else:
            levels.append(row)
    figures = [column for column in range(grid.width) if column not in keys]
    shared = {
        text
        for row in levels[:-1]
        for text in {filled[row][column] for column in figures}
        if text and all(filled[row][column] == text for column in figures)
    }
    titles.extend(sorted(shared))
    headings = {
        column: tuple(
            dict.fromkeys(
                text for row in levels if (text := filled[row][column]) and text not in shared and not is_unit(text)
            )
        )
        for column in range(grid.width)
    }
    return headings, tuple(titles)


def _covers_names(texts: Sequence[str], keys: Sequence[int]) -> bool:
    return any(texts[key] for key in keys)


def _is_scale(grid: Grid, row: int, keys: Sequence[int]) -> bool:
    """Whether a row of a turned table gives scales: its own heading says so, or it holds numbers only."""
    label = {name_key(grid.text(row, key)) for key in keys}
    words = ("min", "max", "thang", "scale", "toithieu", "toida", "thapnhat", "caonhat")
    if any(word in text for text in label for word in words):
        return True
    values = [grid.values[row][column] for column in range(grid.width) if grid.values[row][column] is not None]
    texts = [grid.text(row, column) for column in range(grid.width) if grid.text(row, column)]
    codes = sum(text.count(".") == 1 and len(text) < 5 and text[0] != "0" for text in texts)
    return bool(values) and all(isinstance(value, float) for value in values) and codes < len(texts) / 2


def _filled(grid: Grid, rows: Sequence[int]) -> dict[int, list[str]]:
    """Return the texts of heading rows with every merged cell holding the text of its area."""
    filled = {row: [grid.text(row, column) for column in range(grid.width)] for row in rows}
    for top, left, bottom, right in grid.merged:
        text = grid.text(top, left)
        for row in (row for row in rows if text and top <= row <= bottom):
            for column in range(left, right + 1):
                filled[row][column] = filled[row][column] or text
    return filled


def repeated_rows(grid: Grid, headings: dict[int, tuple[str, ...]], keys: Sequence[int], first: int) -> frozenset[int]:
    """Return the rows below the first unit in which parts of the heading stand again, as on every page."""
    known = {name_key(text) for texts in headings.values() for text in texts} - {""}
    again = set()
    for row in range(first, grid.height):
        texts = [grid.text(row, column) for column in range(grid.width) if grid.text(row, column)]
        over_names = [grid.text(row, key) for key in keys if grid.text(row, key)]
        is_heading = sum(name_key(text) in known for text in texts) > len(texts) / 2
        is_numbered = (
            len(texts) > 1 and all(is_numbering(text) for text in texts) and all(map(is_numbering, over_names))
        )
        if texts and (is_heading or (is_numbered and bool(over_names))):
            again.add(row)
    return frozenset(again)
