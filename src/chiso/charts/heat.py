"""A heat table: the level of every sub-dimension, and how far it lies from two medians, in coloured cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from chiso.blocks.drawing import WIDTH
from chiso.blocks.palette import FAINT, HEAT, INK, MUTED, PAPER, TICK
from chiso.blocks.specs import Tone
from chiso.blocks.tones import tone_in
from chiso.charts.frame import Margins, place, slot_of
from chiso.charts.items import Box, Layer, Words
from chiso.charts.labels import wrap
from chiso.charts.layers import View
from chiso.charts.marks import tone_shape, tone_words
from chiso.charts.rows import Row, Say, only_once, rows_of, whole

_GUTTER = 15.0
_CELLS = (26.0, 28.0, 28.0, 34.0)
_SIZE, _HEADER, _LINE = 6.7, 6.2, 8.2
_PAD, _SECTION = 2.8, 12.5

NEAR, FAR = 0.025, 0.075
"""A distance of less, in shares of the range, is no more than noise; one of more than the second is large."""

NEEDED = ("code", "parent", "level", "national", "regional", "relative_change", "comparable", "notable")


@dataclasses.dataclass(frozen=True)
class _Entry:
    lines: list[str]
    level: str
    versus: tuple[tuple[float | None, str], ...]
    change: str
    tone: Tone | None


@dataclasses.dataclass(frozen=True)
class _Section:
    title: list[str]
    entries: list[_Entry]

    @property
    def head(self) -> float:
        return _SECTION + _LINE * (len(self.title) - 1)

    @property
    def height(self) -> float:
        return self.head + sum(_height(entry) for entry in self.entries)


def heat(
    profile: pd.DataFrame,
    say: Say,
    *,
    ax: Axes | None = None,
    headers: Sequence[str] | None = None,
    withheld: str | None = None,
) -> Axes:
    """Draw the sub-dimensions of an index by dimension, in two columns of about equal length.

    x and y are points from the upper left corner of the table.

    Parameters
    ----------
    profile
        A row for each sub-dimension, in order; a row for each dimension gives the name of its section:

        ========================  =====================================================================
        ``code``, ``parent``      the part, and the one that it belongs to
        ``part_vi``, ``part_en``  its names
        ``level``                 the unit's, as a share of the range; missing where it was withheld
        ``national``              the median of all units, as a share of the range
        ``regional``              that of the region; may be missing
        ``relative_change``       against the year before, as a share of the earlier score; may be missing
        ``comparable``            whether the change is a gain or a loss; missing where there is none
        ``notable``               whether the change is written
        ``sign``                  optional: +1 more is better, −1 less is better
        ``verdict``               optional: what may be said of the change by its error
        ``index_year``            optional: for the heading of the change
        ========================  =====================================================================
    say
        The words of the language.
    ax
        Axes to draw on; without, those of a figure of the chart's own.
    headers
        What stands over level, the two distances and the change; with three of them no change is shown
        and the names have more room.
    withheld
        The sign of a figure that is not there.

    Raises
    ------
    chiso.errors.DataError
        When a column is missing or a part stands there twice.
    """
    rows = rows_of(
        profile, "heat", NEEDED, names=("part",), say=say, optional=("sign", "verdict", "error_basis", "index_year"),
        numbers=("level", "national", "regional", "relative_change"),
    )  # fmt: skip
    only_once(rows, ("code",), "heat")
    parents = {row["parent"] for row in rows}
    heads = {row["code"]: row for row in rows if row["code"] in parents}
    parts = [row for row in rows if row["code"] not in parents and row["code"] != "TOTAL"]
    if headers is None:
        headers = [say.text("heat-level"), say.text("heat-national"), say.text("heat-regional")]
        if any(row["notable"] and row["comparable"] and row["relative_change"] is not None for row in parts):
            year = next((whole(row["index_year"]) for row in parts if row.get("index_year")), None)
            headers.append(say.text("heat-change", year=str(year - 1)) if year else say.text("column-change"))
    width = slot_of(ax).width if ax else WIDTH
    table = _Table(headers, width)
    sign = withheld if withheld is not None else say.text("map-missing")
    for code in dict.fromkeys(row["parent"] for row in parts):
        entries = [_entry(row, say, table.name_width, sign) for row in parts if row["parent"] == code]
        number = str(code).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        title = f"{number}. {say.name(heads[code], 'part')}" if code in heads else str(code or "")
        table.sections.append(_Section(wrap(title, table.column, _SIZE, bold=True) if title else [], entries))
    ax = place(ax, WIDTH, table.height, Margins(), table.compose)
    ax.set_xlim(0.0, width)
    ax.set_ylim(table.height, 0.0)
    return ax


def heat_ground(distance: float | None, sign: int = 1) -> str:
    """Return the ground of a distance from a median; where less is better, that of the opposite distance."""
    if distance is None:
        return PAPER
    distance *= sign
    level = 0 if distance <= -FAR else 1 if distance <= -NEAR else 2 if distance < NEAR else 3
    return HEAT[4 if distance >= FAR else level]


def _entry(row: Row, say: Say, name_width: float, withheld: str) -> _Entry:
    level, sign = row["level"], int(row.get("sign") or 1)

    def versus(median: float | None) -> tuple[float | None, str]:
        if level is None or median is None:
            return None, withheld
        return (level - median) * sign, say.signed(100 * (level - median), 0)

    change, tone = "", None
    if level is not None and row["comparable"] is not None:
        if not row["comparable"]:
            tone = "break"
        elif row["notable"] and row["relative_change"] is not None:
            share = 100 * row["relative_change"]
            change, tone = say.signed(share, 1), tone_in(row, share)
    return _Entry(
        lines=wrap(f"{row['code']} {say.name(row, 'part')}".strip(), name_width, _SIZE),
        level=withheld if level is None else say.number(100 * level, 0),
        versus=(versus(row["national"]), versus(row["regional"])),
        change=change,
        tone=tone,  # type: ignore[arg-type]
    )


def _height(entry: _Entry) -> float:
    return len(entry.lines) * _LINE + _PAD


class _Table:
    """Where everything in the table stands, in points from its upper left corner."""

    def __init__(self, headers: Sequence[str], width: float) -> None:
        self._cells = _CELLS[: len(headers)]
        self.column = (width - _GUTTER) / 2
        self.name_width = self.column - sum(self._cells) - 3.0
        self._headers = [wrap(text, cell - 3.0, _HEADER) for text, cell in zip(headers, self._cells, strict=True)]
        self._head = max(len(lines) for lines in self._headers) * 7.4 + 4.0
        self.sections: list[_Section] = []

    @property
    def _columns(self) -> tuple[list[_Section], list[_Section]]:
        """Part the sections so that the longer column is as short as can be."""
        heights = [section.height for section in self.sections]
        at = min(range(1, len(heights) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])), default=0)
        return self.sections[:at], self.sections[at:]

    @property
    def height(self) -> float:
        """How high the table is."""
        return self._head + max(sum(section.height for section in column) for column in self._columns)

    def compose(self, view: View, back: Layer, front: Layer) -> None:
        """Fill the layers; in axes of another size the cells are stretched, the letters are not."""
        for left, column in zip((0.0, self.column + _GUTTER), self._columns, strict=True):
            if not column:
                continue
            self._draw_headers(view, front, left + self.name_width + 3.0)
            y = self._head
            for section in column:
                for at, line in enumerate(section.title):
                    front.add(Words(view.x(left), view.y(y) + 9.5 + _LINE * at, line, _SIZE, bold=True))
                y += section.head
                for entry in section.entries:
                    self._draw_entry(view, back, front, entry, left, y)
                    y += _height(entry)

    def _draw_headers(self, view: View, front: Layer, left: float) -> None:
        for lines, width in zip(self._headers, self._cells, strict=True):
            left += width
            for at, text in enumerate(lines):
                y = view.y(self._head) - 5.0 - 7.4 * (len(lines) - 1 - at)
                front.add(Words(view.x(left) - 2.0, y, text, _HEADER, MUTED, anchor="end"))

    def _draw_entry(self, view: View, back: Layer, front: Layer, entry: _Entry, left: float, y: float) -> None:
        top, bottom = view.y(y), view.y(y + _height(entry))
        right = left + self.column
        back.line([(view.x(left), top), (view.x(right), top)], FAINT, 0.4)
        for at, line in enumerate(entry.lines):
            base = (top + bottom) / 2 + 1.9 + _LINE * (at - (len(entry.lines) - 1) / 2)
            front.add(Words(view.x(left), base, line, _SIZE))
        base = (top + bottom) / 2 + 2.4
        edges = [right - sum(self._cells)]
        for width in self._cells:
            edges.append(edges[-1] + width)
        front.add(Words(view.x(edges[1]) - 5.0, base, entry.level, 7.0, anchor="end"))
        for (distance, text), start, end in zip(entry.versus, edges[1:], edges[2:], strict=False):
            box = Box(view.x(start) + 0.6, top + 0.6, view.x(end) - 0.6, bottom - 0.6)
            unknown = distance is None
            back.rectangle(box, heat_ground(distance), edge=TICK if unknown else "", edge_width=0.4, hatch=unknown)
            front.add(Words(view.x(end) - 6.0, base, text, 7.0, INK, anchor="end"))
        if len(self._cells) > 3 and entry.change:
            tone_words(front, view.x(edges[4]) - 1.0, base, entry.change, entry.tone, size=6.8, anchor="end")
        elif len(self._cells) > 3 and entry.tone:
            tone_shape(front, view.x(edges[4]) - 5.0, base - 2.4, entry.tone, 5.4)
