"""A country as a map of equal tiles, coloured by group, with islands in labelled boxes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from chiso.blocks.fonts import text_width
from chiso.blocks.palette import GROUPS, INK, MUTED, ON_GROUPS, PAPER, TICK
from chiso.charts.bump import HEIGHT
from chiso.charts.frame import Margins, extend, place
from chiso.charts.items import Box, Layer, Words
from chiso.charts.labels import wrap
from chiso.charts.layers import View
from chiso.charts.rows import Say, only_once, rows_of, whole
from chiso.errors import DataError

WIDTH = 290.0
_SPACE = 1.2
_NAME, _KEY = 6.0, 6.8
_KEY_ROW = 11.5

NEEDED = ("row", "column", "group", "mine")


@dataclasses.dataclass(frozen=True)
class _Tile:
    row: int
    column: int
    name: str
    group: int | None
    mine: bool


@dataclasses.dataclass(frozen=True)
class _Island:
    row: int
    lines: list[str]

    @property
    def width(self) -> float:
        return max(text_width(line, _NAME) for line in self.lines)


def tilemap(
    groups: pd.DataFrame,
    say: Say,
    *,
    islands: pd.DataFrame,
    ax: Axes | None = None,
    height: float = HEIGHT,
    title: str = "",
    key: Mapping[int, str] | None = None,
    withheld: str | None = None,
    missing: str | None = None,
) -> Axes:
    """Draw the map of one set of units, each a tile in the colour of its group.

    x is the column, y the row, both counted from 1 in the north-west.

    Parameters
    ----------
    groups
        A row for each unit:

        ========================  ========================================================
        ``row``, ``column``       its place in the grid
        ``unit_vi``, ``unit_en``  its names
        ``group``                 from 1 for the best to 4; missing where it was withheld
        ``mine``                  whether it is the unit of the report
        ========================  ========================================================
    say
        The words of the language.
    islands
        A row for each archipelago, which stands in a box of its own: ``row``, ``name_vi``, ``name_en``.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    height
        Of that figure, in points.
    title, key
        The head of the key, and what it says of each group by its number.
    withheld, missing
        What the key says of a hatched tile, and the sign that such a tile has.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing, two units have one place, or there is no such group.
    """
    rows = rows_of(groups, "tilemap", NEEDED, names=("unit",), say=say, numbers=("row", "column", "group"))
    only_once(rows, ("row", "column"), "tilemap")
    tiles = [
        _Tile(round(row["row"]), round(row["column"]), say.name(row, "unit"), whole(row["group"]), bool(row["mine"]))
        for row in rows
    ]
    for tile in tiles:
        if tile.group is not None and not 1 <= tile.group <= len(GROUPS):
            raise DataError(
                f"There is no colour for group {tile.group} of {tile.name}.",
                where="charts.tilemap, column 'group'",
                why=f"Groups are numbered from 1 to {len(GROUPS)}; a unit without one has none.",
                remedy="Number the groups anew.",
            )
    boxes = []
    if len(islands):
        apart = rows_of(islands, "tilemap(islands=...)", ("row",), names=("name",), say=say, numbers=("row",))
        boxes = [_Island(round(row["row"]), _halves(say.name(row, "name"))) for row in apart]
    drawing = _Drawing(
        tiles, boxes, title, dict(key or {}),
        withheld if withheld is not None else say.text("map-withheld"),
        missing if missing is not None else say.text("map-missing"),
    )  # fmt: skip
    ax = place(ax, WIDTH, height, Margins(0.0, 0.0, drawing.beside, 0.0), drawing.compose)
    ax.set_xmargin(0.0)
    ax.set_ymargin(0.0)
    columns = [tile.column for tile in tiles]
    down = [tile.row for tile in tiles] + [island.row for island in boxes]
    extend(ax, (min(columns) - 0.5, max(columns) + 0.5), (min(1, *down) - 0.5, max(down) + 0.5))
    ax.yaxis.set_inverted(True)
    return ax


def short_name(name: str, width: float, *, bold: bool = False) -> str:
    """Return a name that fits a width: whole, a name of two words with an initial, a longer one as initials.

    *Thái Nguyên* becomes *T.Nguyên*, *Hồ Chí Minh* *HCM*, *Bà Rịa – Vũng Tàu* *BR–VT*. Empty where even
    that is too long.
    """
    if text_width(name, _NAME, bold=bold) <= width:
        return name
    words = name.split()
    if len(words) == 2 and text_width(f"{words[0][0]}.{words[1]}", _NAME, bold=bold) <= width:
        return f"{words[0][0]}.{words[1]}"
    halves = name.replace("-", "–").split("–")
    initials = "–".join("".join(word[0] for word in half.split()) for half in halves)
    while initials and text_width(initials, _NAME, bold=bold) > width:
        initials = initials[:-1]
    return initials


class _Drawing:
    """What the map draws, from the limits and places of the moment."""

    def __init__(
        self, tiles: list[_Tile], islands: list[_Island], title: str, key: dict[int, str], withheld: str, missing: str
    ) -> None:
        self._tiles, self._islands, self._title, self._key = tiles, islands, title, key
        self._withheld, self._missing = withheld, missing

    @property
    def beside(self) -> float:
        """How much room the islands need."""
        return max(island.width for island in self._islands) + 9.0 if self._islands else 0.0

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        """Fill the layers."""
        boxes = []
        for tile in sorted(self._tiles, key=lambda tile: tile.mine):
            left, right = sorted((view.x(tile.column - 0.5), view.x(tile.column + 0.5)))
            top, bottom = sorted((view.y(tile.row - 0.5), view.y(tile.row + 0.5)))
            box = Box(left, top, right - _SPACE, bottom - _SPACE)
            boxes.append(box)
            if view.shows(tile.column, tile.row):
                self._draw_tile(back, front, tile, box)
        for island in self._islands:
            if view.shows(y=island.row):
                top, bottom = sorted((view.y(island.row - 0.5), view.y(island.row + 0.5)))
                right = view.slot.right
                _draw_island(back, front, island, Box(right - self.beside + 4.0, top, right - 0.5, bottom - _SPACE))
        if self._key or self._title:
            high = abs(view.y(1) - view.y(0))
            self._draw_key(back, front, _free_corner(boxes, high, view.box))

    def _draw_tile(self, back: Layer, front: Layer, tile: _Tile, box: Box) -> None:
        middle, centre = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        _ground(back, box, tile.group)
        if tile.mine:
            # Ink and paper, one of which stands out from any ground.
            front.rectangle(_inset(box, 0.7), edge=PAPER, edge_width=1.2)
            front.rectangle(_inset(box, -0.5), edge=INK, edge_width=1.8)
        ink = INK if tile.group is None else ON_GROUPS[tile.group - 1]
        number = self._missing if tile.group is None else str(tile.group)
        if name := short_name(tile.name, box.width - 1.6, bold=tile.mine):
            front.add(Words(middle, centre - 0.6, name, _NAME, ink, tile.mine, "middle"))
        front.add(Words(middle, centre + 6.3, number, _NAME, ink, True, "middle"))

    def _draw_key(self, back: Layer, front: Layer, room: Box) -> None:
        width = max(room.width - 6.0, 30.0)
        lines = wrap(self._title, width, _KEY, bold=True) if self._title else []
        rows: list[tuple[int | None, list[str]]] = [
            (number, wrap(text, width - 17.0, _KEY)) for number, text in sorted(self._key.items())
        ]
        if any(tile.group is None for tile in self._tiles):
            rows.append((None, wrap(self._withheld, width - 17.0, _KEY)))
        total = 8.5 * len(lines) + 4.0 + sum(_KEY_ROW + 8.0 * (len(texts) - 1) for _, texts in rows)
        left, y = room.left, room.top + max(0.0, (room.height - total) / 2)
        for line in lines:
            front.add(Words(left + 0.5, y + 7.0, line, _KEY, bold=True))
            y += 8.5
        y += 4.0
        for number, texts in rows:
            _ground(back, Box(left + 0.5, y, left + 13.0, y + 9.5), number)
            sign = self._missing if number is None else str(number)
            ink = INK if number is None else ON_GROUPS[number - 1]
            front.add(Words(left + 6.75, y + 7.0, sign, _NAME, ink, True, "middle"))
            for at, text in enumerate(texts):
                front.add(Words(left + 17.0, y + 7.2 + 8.0 * at, text, _KEY))
            y += _KEY_ROW + 8.0 * (len(texts) - 1)


def _inset(box: Box, by: float) -> Box:
    return Box(box.left + by, box.top + by, box.right - by, box.bottom - by)


def _ground(back: Layer, box: Box, group: int | None) -> None:
    if group is None:
        back.rectangle(box, PAPER, edge=TICK, edge_width=0.5, hatch=True)
        return
    # The lightest group needs an edge to be seen on white.
    back.rectangle(box, GROUPS[group - 1], edge=TICK if group == len(GROUPS) else "", edge_width=0.4)


def _halves(name: str) -> list[str]:
    """Return the name of an archipelago on two lines: nearly every one has at least two words."""
    return wrap(name, text_width(name, _NAME) * 0.62, _NAME)


def _draw_island(back: Layer, front: Layer, island: _Island, box: Box) -> None:
    back.rectangle(box, PAPER, edge=MUTED, edge_width=0.6)
    centre = (box.top + box.bottom) / 2
    for at, line in enumerate(island.lines):
        y = centre + 2.2 + 7.2 * (at - (len(island.lines) - 1) / 2)
        front.add(Words((box.left + box.right) / 2, y, line, _NAME, MUTED, anchor="middle"))


def _free_corner(taken: Iterable[Box], high: float, within: Box) -> Box:
    """Return the largest free rectangle along the left edge, where the key goes."""
    boxes: Sequence[Box] = list(taken)
    rows = max(1, round(within.height / high))
    edges = [(within.top + row * high, within.top + (row + 1) * high) for row in range(rows)]
    # How far each row is free from the left edge.
    free = [
        min((box.left for box in boxes if box.top < bottom - 0.01 and top < box.bottom), default=within.right)
        for top, bottom in edges
    ]
    best = Box(within.left, within.top, within.left, within.top)
    for first in range(rows):
        for last in range(first, rows):
            box = Box(within.left, edges[first][0], min(free[first : last + 1]), edges[last][1])
            if box.width * box.height > best.width * best.height:
                best = box
    return best
