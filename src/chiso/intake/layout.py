"""Where in a table the units stand, where its heading ends, and which columns belong to which list of units.

Units stand in rows or in columns (the provincial indicator workbooks of PAPI since 2018 have a column a
province). A table may list them once, in two halves side by side, or once for every figure, each list in
its own order, as the workbooks of PCI from 2008 to 2016 do.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from chiso.catalog import Unit
from chiso.catalog.units import name_key
from chiso.intake.grid import Grid
from chiso.intake.headings import is_numbering, is_unit
from chiso.intake.names import Names

LEAST_UNITS = 3
"""A column that names fewer units is no list of them."""

_ALIKE = 0.7
_MOST_HEADING_ROWS = 12


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
        The first row with a unit.
    repeated
        Rows in which the heading stands again.
    """

    grid: Grid
    listings: tuple[Listing, ...]
    headings: dict[int, tuple[str, ...]]
    titles: tuple[str, ...]
    first: int
    repeated: frozenset[int]

    @property
    def units(self) -> set[str]:
        """The codes of the units that the table names."""
        return {unit.code for listing in self.listings for unit in listing.rows.values()}


def layouts(grid: Grid, names: Names) -> list[Layout]:
    """Return every list of units in a table: one, or several that stand below one another; none where it has none."""
    turned = grid.turn()
    found = [turned] if _most(grid, names) < _most(turned, names) else list(_sections(grid, names))
    return [layout for one in found if (layout := _layout(one, names)) is not None]


def _most(grid: Grid, names: Names) -> int:
    columns = (_units(grid, names, column).values() for column in range(grid.width))
    return max((len({unit.code for unit in units}) for units in columns), default=0)


def _units(grid: Grid, names: Names, column: int) -> dict[int, Unit]:
    found = {}
    for row in range(grid.height):
        value = grid.values[row][column]
        if isinstance(value, str) and (unit := names.find(value)):
            found[row] = unit
    return found


def _sections(grid: Grid, names: Names) -> Iterator[Grid]:
    """Part a sheet with tables below one another: a heading, then units that were there already, mostly."""
    column = max(range(grid.width), key=lambda one: len(_units(grid, names, one)), default=0)
    rows = _units(grid, names, column) if grid.width else {}
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


def _layout(grid: Grid, names: Names) -> Layout | None:
    found = {column: _units(grid, names, column) for column in range(grid.width)}
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
    first = min(min(found[column]) for column in keys)
    bare = [row for row in _header_rows(grid, first, keys) if not _is_aggregate(grid, row, keys, names)]
    headings, titles = _headings(grid, bare, keys)
    listings = []
    for place, (start, end) in enumerate(_blocks(grid, keys, headings)):
        key = keys[place]
        beside = [column for column in range(start, end) if column != key and sizes.get(column, 0) < LEAST_UNITS]
        echoes = [
            column
            for column in range(start, end)
            if column not in (key, *beside) and _agreement(found[column], found[key]) >= _ALIKE
        ]
        rows = _wrapped(grid, names, key, found[key], beside)
        listings.append(Listing(key, tuple(beside), rows, tuple(echoes)))
    repeated = _repeated(grid, headings, keys, first)
    return Layout(grid, tuple(listings), headings, titles, first, repeated)


def _is_own_list(units: dict[int, Unit], found: dict[int, dict[int, Unit]], keys: Sequence[int]) -> bool:
    """Whether a further column of names is a list of its own, not the same one in another language or code."""
    if len({unit.code for unit in units.values()}) < _ALIKE * len(units):
        return False  # the new unit of each former one: its names come back many times
    return all(_agreement(units, found[key]) < _ALIKE for key in keys)


def _agreement(units: dict[int, Unit], others: dict[int, Unit]) -> float:
    """Return in which share of the rows that name a unit in both columns it is the same one."""
    shared = [row for row in units if row in others]
    return sum(units[row] is others[row] for row in shared) / len(shared) if shared else 0.0


def _header_rows(grid: Grid, first: int, keys: Sequence[int]) -> list[int]:
    """Return the rows over the first unit that are its heading: without numbering, units and blank rows."""
    rows = []
    for row in range(max(0, first - _MOST_HEADING_ROWS), first):
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
        rows.append(row)
    return rows


def _is_aggregate(grid: Grid, row: int, keys: Sequence[int], names: Names) -> bool:
    """Whether a row over the first unit is that of a region or of the country, with or without its figures."""
    texts = [grid.text(row, key) for key in keys]
    return any(names.other(text) in ("region", "total", "statistic") for text in texts if text)


def _counts_parts(texts: Sequence[str]) -> bool:
    """Whether bare numbers are those of parts below a common heading (*Chỉ số nội dung* over 1, 2, 3), from 1 on."""
    return [text.strip("()[]. ") for text in texts] == [str(number) for number in range(1, len(texts) + 1)]


def _headings(
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
        for row in range(top, bottom + 1):
            if row in filled and text:
                for column in range(left, right + 1):
                    filled[row][column] = filled[row][column] or text
    return filled


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


def _wrapped(grid: Grid, names: Names, key: int, units: dict[int, Unit], beside: Sequence[int]) -> dict[int, Unit]:
    """Add rows whose name was broken over two or three rows, as text taken off a page has it.

    A half may be a name by itself (*Thừa Thiên* over *Huế*): without figures its row is none of a unit.
    """
    found = dict(units)
    bare = {row: not any(grid.text(row, column) for column in beside) for row in range(grid.height)}
    for row in range(max(min(units) - 1, 0), grid.height):
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


def _repeated(grid: Grid, headings: dict[int, tuple[str, ...]], keys: Sequence[int], first: int) -> frozenset[int]:
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
