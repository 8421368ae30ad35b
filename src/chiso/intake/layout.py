"""Where in a table the units stand, where its heading ends, and which columns belong to which list of units.

Units stand in rows or in columns (some workbooks of indicators have a column a unit). A table may list them
once, in two halves side by side, or once for every figure, each list in its own order.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from chiso.catalog import Unit
from chiso.catalog.spelling import name_key
from chiso.intake.grid import Grid, column_letters
from chiso.intake.heading_rows import first_row, heading_rows, repeated_rows, texts_over
from chiso.intake.names import Names
from chiso.intake.numbers import read_number

LEAST_UNITS = 3
"""A column that names fewer units is no list of them."""

_ALIKE = 0.7
_HEADING_ROWS = 12
_MOST_SHARING = 20


@dataclasses.dataclass(frozen=True)
class Listing:
    """One list of units: the column of their names, the columns that belong to it, and the unit of each row.

    ``echoes`` are columns that name the same units once more, in another language or by a code.
    """

    names: int
    columns: tuple[int, ...]
    rows: dict[int, Unit]
    echoes: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True)
class Layout:
    """How a table is laid out.

    Attributes
    ----------
    grid
        The table, turned if need be so that units stand in rows.
    listings
        The lists of units, from the left.
    headings
        For every column the texts over it, from the top down, each once.
    titles
        Texts that stand over the whole table.
    first
        The first row with figures.
    repeated
        Rows in which the heading stands again.
    boxed
        Where below the table its heading stands again over a unit or two that it has already: a box for looking up.
    """

    grid: Grid
    listings: tuple[Listing, ...]
    headings: dict[int, tuple[str, ...]]
    titles: tuple[str, ...]
    first: int
    repeated: frozenset[int]
    boxed: tuple[str, ...] = ()

    @property
    def units(self) -> set[str]:
        """The codes of the units that the table names."""
        return {unit.code for listing in self.listings for unit in listing.rows.values()}

    def lettered(self, column: int) -> str:
        """Return a column as COLUMN names it: by its letters, or a row of the file by its number."""
        return str(column + 1) if self.grid.turned else column_letters(column)


def layouts(grid: Grid, names: Names, index_year: int) -> list[Layout]:
    """Return every list of units in a table: one, or several that stand below one another; none where it has none.

    Of a table with a row for every unit and year, only the rows of ``index_year`` are taken.
    """
    turned = grid.turn()
    if _most(grid, names) < _most(turned, names):
        found = [turned]
    else:
        found = list(_sections(of_year(_shared(grid), names, index_year), names))
    return [layout for one in found if (layout := _layout(*without_box(one, names), names)) is not None]


def _shared(grid: Grid) -> Grid:
    """Give every row below a merged cell its number: units that share a place share its cell."""
    values = [list(row) for row in grid.values]
    for top, left, bottom, right in grid.merged:
        value = values[top][left]
        if left == right and bottom - top < _MOST_SHARING and read_number(value).kind == "number":
            for row in range(top + 1, bottom + 1):
                values[row][left] = value if values[row][left] is None else values[row][left]
    return dataclasses.replace(grid, values=values)


def of_year(grid: Grid, names: Names, index_year: int) -> Grid:
    """Return a table of units and years with the rows of one year only; another table as it is."""
    column = max(range(grid.width), key=lambda one: len(units_in(grid, names, one)), default=0)
    rows = units_in(grid, names, column) if grid.width else {}
    if len({unit.code for unit in rows.values()}) > _ALIKE * len(rows):
        return grid
    for place in range(grid.width):
        years = {row: _year(grid, row, place) for row in range(grid.height)}
        pairs = {(unit.code, years[row]) for row, unit in rows.items() if years[row]}
        if len(pairs) > 0.9 * len(rows) and len({year for _, year in pairs}) > 1:
            first = min(rows)
            kept = [row for row in range(grid.height) if row < first or years[row] == index_year]
            numbers = grid.rows or range(1, grid.height + 1)
            return dataclasses.replace(
                grid,
                values=[grid.values[row] for row in kept],
                rows=[numbers[row] for row in kept],
                pages=[grid.pages[row] for row in kept] if grid.pages else (),
                labels=[grid.labels[row] for row in kept] if grid.labels else (),
                merged=[area for area in grid.merged if area[2] < first],
            )
    return grid


def _year(grid: Grid, row: int, column: int) -> int:
    text = grid.text(row, column)
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and text.startswith("20") else 0


def _most(grid: Grid, names: Names) -> int:
    columns = (units_in(grid, names, column).values() for column in range(grid.width))
    return max((len({unit.code for unit in units}) for units in columns), default=0)


def units_in(grid: Grid, names: Names, column: int) -> dict[int, Unit]:
    """Return the units that a column names, by row."""
    found = {}
    for row in range(grid.height):
        value = grid.values[row][column]
        if isinstance(value, str) and (unit := names.find(value)):
            found[row] = unit
    return found


def _sections(grid: Grid, names: Names) -> Iterator[Grid]:
    """Part a sheet with tables below one another: a heading, then units that were there already, mostly."""
    column = max(range(grid.width), key=lambda one: len(units_in(grid, names, one)), default=0)
    rows = units_in(grid, names, column) if grid.width else {}
    start = 0
    seen: set[str] = set()
    previous = -1
    ordered = sorted(rows)
    for place, row in enumerate(ordered):
        following = [rows[one].code for one in ordered[place : place + 10]]
        again = sum(code in seen for code in following)
        gap = any(
            sum(bool(grid.text(between, one)) for one in range(grid.width)) > 1 for between in range(previous + 1, row)
        )
        if previous >= 0 and gap and len(following) >= LEAST_UNITS and again > 0.8 * len(following):
            yield grid.section(start, previous + 1)
            start, seen = previous + 1, set()
        seen.add(rows[row].code)
        previous = row
    yield grid.section(start, grid.height)


def without_box(grid: Grid, names: Names) -> tuple[Grid, tuple[str, ...]]:
    """Return a table without the box below it in which a sheet shows single units again, and where that stood.

    Such a box repeats the heading, or a part of it, over fewer units than a list has, all of which are in the table.
    """
    if grid.turned or not grid.width:
        return grid, ()
    found = [units_in(grid, names, column) for column in range(grid.width)]
    key = max(range(grid.width), key=lambda column: len(found[column]))
    rows = sorted(found[key])
    if len(rows) < 2 * LEAST_UNITS:
        return grid, ()
    # Below a title or above the first unit: not every row of a sheet that names its first unit far down.
    over = [row for row in range(rows[0]) if row < _HEADING_ROWS or row >= rows[0] - _HEADING_ROWS]
    heads = [{name_key(grid.text(row, column)) for column in range(grid.width)} - {""} for row in over]
    for row in range(rows[LEAST_UNITS], grid.height):
        texts = {name_key(grid.text(row, column)) for column in range(grid.width)} - {""}
        if len(texts) < 2 or not any(len(texts & head) > len(texts) / 2 for head in heads):
            continue
        below = {unit.code for units in found for line, unit in units.items() if line > row}
        above = {unit.code for line, unit in found[key].items() if line < row}
        if below and len(below) < LEAST_UNITS and below <= above:
            return grid.section(0, row), (grid.place(row, key),)
    return grid, ()


def _layout(grid: Grid, boxed: tuple[str, ...], names: Names) -> Layout | None:
    found = {column: units_in(grid, names, column) for column in range(grid.width)}
    sizes = {column: len({unit.code for unit in units.values()}) for column, units in found.items()}
    # The first of several that name equally many: tables in two languages begin with their own.
    primary = max(sizes, key=lambda column: (sizes[column], -column), default=-1)
    if primary < 0 or sizes[primary] < LEAST_UNITS:
        return None
    keys = [primary]
    for column in sorted(sizes):
        if column != primary and sizes[column] >= LEAST_UNITS and _is_own_list(found[column], found, keys):
            keys.append(column)
    keys.sort()
    first = first_row(grid, names, min(min(found[column]) for column in keys), keys)
    headings, titles = texts_over(grid, heading_rows(grid, names, first, keys), keys)
    listings = []
    for place, (start, end) in enumerate(_blocks(grid, keys, headings)):
        key = keys[place]
        beside = [column for column in range(start, end) if column != key and sizes.get(column, 0) < LEAST_UNITS]
        echoes = [
            column
            for column in range(start, end)
            if column not in (key, *beside) and _agreement(found[column], found[key]) >= _ALIKE
        ]
        rows = _wrapped(grid, names, key, found[key], beside, first)
        listings.append(Listing(key, tuple(beside), rows, tuple(echoes)))
    repeated = repeated_rows(grid, headings, keys, first)
    return Layout(grid, tuple(listings), headings, titles, first, repeated, boxed)


def _is_own_list(units: dict[int, Unit], found: dict[int, dict[int, Unit]], keys: Sequence[int]) -> bool:
    """Whether a further column of names is a list of its own, not the same one in another language or code."""
    if len({unit.code for unit in units.values()}) < _ALIKE * len(units):
        return False  # the new unit of each former one: its names come back many times
    return all(_agreement(units, found[key]) < _ALIKE for key in keys)


def _agreement(units: dict[int, Unit], others: dict[int, Unit]) -> float:
    """Return in which share of the rows that name a unit in both columns it is the same one."""
    shared = [row for row in units if row in others]
    return sum(units[row] is others[row] for row in shared) / len(shared) if shared else 0.0


def _blocks(grid: Grid, keys: Sequence[int], headings: dict[int, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Return the columns of each list of units: where each begins and ends.

    A list begins with its names, or before them where the same headings (*STT*, *Hạng*) stand before
    the names of every list.
    """
    if len(keys) == 1:
        return [(0, grid.width)]
    before = 0
    while keys[0] - before - 1 >= 0 and _same_before(keys, headings, before + 1):
        before += 1
    starts = [0, *(key - before for key in keys[1:])]
    return list(zip(starts, [*starts[1:], grid.width], strict=True))


def _same_before(keys: Sequence[int], headings: dict[int, tuple[str, ...]], distance: int) -> bool:
    texts = {headings[key - distance] for key in keys}
    apart = all(second - first > distance for first, second in itertools.pairwise(keys))
    return apart and len(texts) == 1


def _wrapped(
    grid: Grid, names: Names, key: int, units: dict[int, Unit], beside: Sequence[int], first: int
) -> dict[int, Unit]:
    """Add rows whose name was broken over two or three rows, as text taken off a page has it.

    A half may be a name by itself (*Thừa Thiên* over *Huế*): without figures its row is none of a unit.
    """
    found = dict(units)
    bare = {row: not any(grid.text(row, column) for column in beside) for row in range(grid.height)}
    for row in range(min(first, max(min(units) - 1, 0)), grid.height):
        text = grid.text(row, key)
        if row in units or bare[row] or (text and names.other(text)):
            continue
        above = grid.text(row - 1, key) if row and bare[row - 1] else ""
        below = grid.text(row + 1, key) if row + 1 < grid.height and bare[row + 1] else ""
        for parts in ((above, text), (text, below), (above, text, below), (above, below)):
            if all(parts[:1] + parts[-1:]) and (unit := names.find(" ".join(filter(None, parts)))):
                found = {one: known for one, known in found.items() if one not in (row - 1, row + 1) or not bare[one]}
                found[row] = unit
                break
    return found
