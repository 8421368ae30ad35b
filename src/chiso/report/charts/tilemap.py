"""Việt Nam as a map of equal tiles, coloured by group, with Hoàng Sa and Trường Sa in labelled boxes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from chiso.report.canvas import Box, Sheet, Words
from chiso.report.charts.labels import wrap
from chiso.report.fonts import text_width
from chiso.report.palette import GROUPS, INK, MUTED, ON_GROUPS, PAPER, TICK

WIDTH = 290.0
_SPACE = 1.2
_NAME, _KEY = 6.0, 6.8
_KEY_ROW = 11.5


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tile:
    """A unit on the map; ``group`` is None where its figure was withheld, ``mine`` the unit of the report."""

    row: int
    column: int
    name: str
    group: int | None
    mine: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Island:
    """An archipelago: its place in the grid and the lines of its name."""

    row: int
    column: int
    name: str


def tile_map(
    tiles: Sequence[Tile],
    islands: Sequence[Island],
    groups: Mapping[int, str],
    *,
    title: str,
    withheld: str,
    missing: str,
    height: float,
) -> Sheet:
    """Draw the map of one set of units.

    Parameters
    ----------
    tiles, islands
        Places in the grid, rows and columns counted from 1. Columns that are empty take no room.
    groups
        What the key says of each group, by its number.
    title, withheld, missing
        The head of the key, what it says of a hatched tile, and the sign that such a tile has.
    height
        In points.
    """
    sheet = Sheet(height, WIDTH)
    rows = max([one.row for one in tiles] + [one.row for one in islands])
    columns = {column: at for at, column in enumerate(sorted({one.column for one in tiles}))}
    island_width = max(text_width(line, _NAME) for one in islands for line in _island_lines(one)) + 5.0
    wide, high = (WIDTH - island_width - 4.0) / len(columns), height / rows

    def place(one: Tile) -> Box:
        left = columns[one.column] * wide
        return Box(left, (one.row - 1) * high, left + wide - _SPACE, one.row * high - _SPACE)

    for one in sorted(tiles, key=lambda one: one.mine):
        _draw_tile(sheet, one, place(one), missing)
    for island in islands:
        top = (island.row - 1) * high
        _draw_island(sheet, island, Box(WIDTH - island_width, top, WIDTH - 0.5, top + high - _SPACE))
    any_withheld = any(one.group is None for one in tiles)
    entries = [(number, groups[number]) for number in sorted(groups)]
    room = _free_corner([place(one) for one in tiles], high)
    _draw_key(sheet, room, title, entries, withheld if any_withheld else "", missing)
    return sheet


def short_name(name: str, width: float, *, bold: bool = False) -> str:
    """Return a name that fits a width: whole, a name of two words with an initial, a longer one as initials.

    *Thái Nguyên* becomes *T.Nguyên*, *Hồ Chí Minh* *HCM*, *Bà Rịa – Vũng Tàu* *BR–VT*.
    """
    if text_width(name, _NAME, bold=bold) <= width:
        return name
    words = name.split()
    if len(words) == 2 and text_width(f"{words[0][0]}.{words[1]}", _NAME, bold=bold) <= width:
        return f"{words[0][0]}.{words[1]}"
    halves = name.replace("-", "–").split("–")
    return "–".join("".join(word[0] for word in half.split()) for half in halves)


def _draw_tile(sheet: Sheet, one: Tile, box: Box, missing: str) -> None:
    middle = (box.left + box.right) / 2
    name = short_name(one.name, box.width - 1.6, bold=one.mine)
    centre = (box.top + box.bottom) / 2
    _ground(sheet, box, one.group)
    if one.mine:
        # Ink and paper, one of which stands out from any ground.
        sheet.rectangle(_inset(box, 0.7), edge=PAPER, edge_width=1.2)
        sheet.rectangle(_inset(box, -0.5), edge=INK, edge_width=1.8)
    ink = INK if one.group is None else ON_GROUPS[one.group - 1]
    number = missing if one.group is None else str(one.group)
    sheet.add(Words(middle, centre - 0.6, name, _NAME, ink, one.mine, "middle"))
    sheet.add(Words(middle, centre + 6.3, number, _NAME, ink, True, "middle"))


def _inset(box: Box, by: float) -> Box:
    return Box(box.left + by, box.top + by, box.right - by, box.bottom - by)


def _ground(sheet: Sheet, box: Box, group: int | None) -> None:
    if group is None:
        sheet.rectangle(box, PAPER, edge=TICK, edge_width=0.5, hatch=True)
        return
    # The lightest group needs an edge to be seen on white.
    sheet.rectangle(box, GROUPS[group - 1], edge=TICK if group == len(GROUPS) else "", edge_width=0.4)


def _island_lines(island: Island) -> list[str]:
    """Return the name on two lines: every one of them has at least two words."""
    return wrap(island.name, text_width(island.name, _NAME) * 0.62, _NAME)


def _draw_island(sheet: Sheet, island: Island, box: Box) -> None:
    sheet.rectangle(box, PAPER, edge=MUTED, edge_width=0.6)
    lines = _island_lines(island)
    centre = (box.top + box.bottom) / 2
    for at, line in enumerate(lines):
        y = centre + 2.2 + 7.2 * (at - (len(lines) - 1) / 2)
        sheet.add(Words((box.left + box.right) / 2, y, line, _NAME, MUTED, anchor="middle"))


def _free_corner(taken: Iterable[Box], high: float) -> Box:
    """Return the largest free rectangle along the left edge, where the key goes."""
    boxes = list(taken)
    rows = round(max(box.bottom for box in boxes) / high + 0.5)
    # How far each row is free from the left edge.
    free = [
        min((box.left for box in boxes if box.top < (row + 1) * high and row * high < box.bottom), default=0.0)
        for row in range(rows)
    ]
    best = Box(0.0, 0.0, 0.0, 0.0)
    for first in range(rows):
        for last in range(first, rows):
            box = Box(0.0, first * high, min(free[first : last + 1]), (last + 1) * high)
            if box.width * box.height > best.width * best.height:
                best = box
    return best


def _draw_key(
    sheet: Sheet, room: Box, title: str, entries: Sequence[tuple[int, str]], withheld: str, missing: str
) -> None:
    width = room.width - 6.0
    lines = wrap(title, width, _KEY, bold=True)
    rows: list[tuple[int | None, list[str]]] = [(number, wrap(text, width - 17.0, _KEY)) for number, text in entries]
    if withheld:
        rows.append((None, wrap(withheld, width - 17.0, _KEY)))
    total = 8.5 * len(lines) + 4.0 + sum(_KEY_ROW + 8.0 * (len(texts) - 1) for _, texts in rows)
    y = room.top + max(0.0, (room.height - total) / 2)
    for line in lines:
        sheet.add(Words(0.5, y + 7.0, line, _KEY, bold=True))
        y += 8.5
    y += 4.0
    for number, texts in rows:
        swatch = Box(0.5, y, 13.0, y + 9.5)
        _ground(sheet, swatch, number)
        sign = missing if number is None else str(number)
        ink = INK if number is None else ON_GROUPS[number - 1]
        sheet.add(Words(6.75, y + 7.0, sign, _NAME, ink, True, "middle"))
        for at, text in enumerate(texts):
            sheet.add(Words(17.0, y + 7.2 + 8.0 * at, text, _KEY))
        y += _KEY_ROW + 8.0 * (len(texts) - 1)
