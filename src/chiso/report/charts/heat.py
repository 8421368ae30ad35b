"""A heat table: the level of every sub-dimension, and how far it lies from two medians, in coloured cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.report.canvas import WIDTH, Box, Sheet, Words
from chiso.report.charts.labels import wrap
from chiso.report.charts.marks import tone_shape, tone_words
from chiso.report.palette import FAINT, HEAT, INK, MUTED, PAPER, TICK
from chiso.report.specs import Tone

_GUTTER = 15.0
_COLUMN = (WIDTH - _GUTTER) / 2
_CELLS = (26.0, 28.0, 28.0, 34.0)
_SIZE, _HEADER, _LINE = 6.7, 6.2, 8.2
_PAD, _SECTION = 2.8, 12.5

#: A distance of less, in shares of the range, is no more than noise; one of more than the second is large.
_NEAR, _FAR = 0.025, 0.075


@dataclasses.dataclass(frozen=True, kw_only=True)
class Versus:
    """How far a level lies from a median, as a share of the range and in words; None where it is not known."""

    distance: float | None
    text: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Entry:
    """One sub-dimension: name, level, the distances from the two medians, and a marked change if any."""

    name: str
    level: str
    versus: tuple[Versus, Versus]
    change: str = ""
    tone: Tone | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Section:
    """A dimension and its sub-dimensions."""

    name: str
    entries: tuple[Entry, ...]


def heat_chart(sections: Sequence[Section], headers: Sequence[str]) -> Sheet:
    """Draw the dimensions in two columns of about equal length.

    Parameters
    ----------
    sections
        The dimensions in their order.
    headers
        What stands over level, the two distances and the change; without a fourth one no change is
        shown and the names have more room.
    """
    cells = _CELLS[: len(headers)]
    name_width = _COLUMN - sum(cells) - 3.0
    blocks = [_Laid.of(section, name_width) for section in sections]
    lines = [wrap(text, width - 3.0, _HEADER) for text, width in zip(headers, cells, strict=True)]
    head = max(len(one) for one in lines) * 7.4 + 4.0
    at = _split([block.height for block in blocks])
    columns = [blocks[:at], blocks[at:]]
    height = head + max(sum(block.height for block in column) for column in columns)
    sheet = Sheet(height)
    for left, column in zip((0.0, _COLUMN + _GUTTER), columns, strict=True):
        if column:
            _draw_headers(sheet, left + name_width + 3.0, lines, cells, head)
        y = head
        for block in column:
            block.draw(sheet, left, y, cells)
            y += block.height
    return sheet


def heat_ground(distance: float | None) -> str:
    """Return the ground of a distance from a median."""
    if distance is None:
        return PAPER
    level = 0 if distance <= -_FAR else 1 if distance <= -_NEAR else 2 if distance < _NEAR else 3
    return HEAT[4 if distance >= _FAR else level]


@dataclasses.dataclass(frozen=True)
class _Laid:
    """A section whose lines are broken."""

    section: Section
    title: list[str]
    names: list[list[str]]

    @classmethod
    def of(cls, section: Section, name_width: float) -> _Laid:
        names = [wrap(entry.name, name_width, _SIZE) for entry in section.entries]
        return cls(section, wrap(section.name, _COLUMN, _SIZE, bold=True), names)

    @property
    def height(self) -> float:
        return _SECTION + _LINE * (len(self.title) - 1) + sum(self._row(lines) for lines in self.names)

    @staticmethod
    def _row(lines: list[str]) -> float:
        return len(lines) * _LINE + _PAD

    def draw(self, sheet: Sheet, left: float, top: float, cells: Sequence[float]) -> None:
        y = top
        for at, line in enumerate(self.title):
            sheet.add(Words(left, y + 9.5 + _LINE * at, line, _SIZE, bold=True))
        y += _SECTION + _LINE * (len(self.title) - 1)
        for entry, lines in zip(self.section.entries, self.names, strict=True):
            height = self._row(lines)
            sheet.line([(left, y), (left + _COLUMN, y)], FAINT, 0.4)
            for at, line in enumerate(lines):
                sheet.add(Words(left, y + _PAD / 2 + 6.0 + _LINE * at, line, _SIZE))
            _draw_cells(sheet, entry, left + _COLUMN - sum(cells), y, height, cells)
            y += height


def _draw_cells(sheet: Sheet, entry: Entry, left: float, top: float, height: float, cells: Sequence[float]) -> None:
    base = top + height / 2 + 2.4
    sheet.add(Words(left + cells[0] - 5.0, base, entry.level, 7.0, anchor="end"))
    left += cells[0]
    for versus, width in zip(entry.versus, cells[1:3], strict=True):
        box = Box(left + 0.6, top + 0.6, left + width - 0.6, top + height - 0.6)
        unknown = versus.distance is None
        sheet.rectangle(box, heat_ground(versus.distance), edge=TICK if unknown else "", edge_width=0.4, hatch=unknown)
        sheet.add(Words(left + width - 6.0, base, versus.text, 7.0, INK, anchor="end"))
        left += width
    if len(cells) > 3 and entry.change:
        tone_words(sheet, left + cells[3] - 1.0, base, entry.change, entry.tone, size=6.8, anchor="end")
    elif len(cells) > 3 and entry.tone:
        tone_shape(sheet, left + cells[3] - 5.0, base - 2.4, entry.tone, 5.4)


def _draw_headers(
    sheet: Sheet, left: float, lines: Sequence[Sequence[str]], cells: Sequence[float], head: float
) -> None:
    for texts, width in zip(lines, cells, strict=True):
        left += width
        for at, text in enumerate(texts):
            y = head - 5.0 - 7.4 * (len(texts) - 1 - at)
            sheet.add(Words(left - 2.0, y, text, _HEADER, MUTED, anchor="end"))


def _split(heights: Sequence[float]) -> int:
    """Return how many blocks stand in the first column so that the longer column is as short as can be."""
    return min(range(1, len(heights) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
