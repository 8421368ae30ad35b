"""Tables of a PDF that have no rules: columns are the white stripes that run through all lines with a province."""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections.abc import Collection, Iterable, Sequence

from chiso.catalog.spelling import name_key
from chiso.intake.grid import MergedArea, Value

_GAP = 0.6
"""White of this many letter heights parts two cells; the space between two words is about 0.3."""

_FIGURE = re.compile(r"[-–+(]?\d[\d.,]*%?\)?[*†‡]*")
_MARK = re.compile(r"[\d*†‡()\[\],]+")
_FOLIO = re.compile(r"[-–—|\s]*+(?:(?:trang|page)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d])[\d*†‡()\[\],]+$")
_LONGEST_NAME = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its text, its box in points from the top left, and its size in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line of words from left to right on page ``page``; ``number`` counts the lines of the page from 1."""

    page: int
    number: int
    words: tuple[Word, ...]
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)


def lines_of(words: Iterable[Word], page: int, keys: Collection[str]) -> list[Line]:
    """Return the words of a page as lines, each with the names of provinces that stand in it like cells of a table."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (word.top + word.bottom) / 2
        if rows and any(one.top < middle < one.bottom for one in rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = []
    for number, row in enumerate(rows, start=1):
        line = Line(page, number, without_marks(sorted(row, key=lambda one: one.left)))
        lines.append(dataclasses.replace(line, names=tuple(_names(line, keys))))
    return lines


def without_folio(lines: Sequence[Line]) -> list[Line]:
    """Leave out the number of the page above or below everything else: it may stand below a column of figures."""
    kept = list(lines)
    for end in (0, -1):
        if kept and not kept[end].names and _FOLIO.fullmatch(kept[end].text):
            del kept[end]
    return kept


def without_marks(words: Sequence[Word]) -> tuple[Word, ...]:
    """Leave out raised footnote marks: they would run into the figure or name before them."""
    kept: list[Word] = []
    for place, word in enumerate(words):
        before = kept[-1] if kept else None
        after = words[place + 1] if place + 1 < len(words) else None
        is_small = before is not None and word.size < 0.8 * before.size and word.left - before.right < 0.3 * before.size
        # A note may stand before its figure too: «¹87,48» would be read as 187,48.
        is_small |= after is not None and word.size < 0.8 * after.size and after.left - word.right < 0.3 * after.size
        if not (is_small and _MARK.fullmatch(word.text)):
            kept.append(word)
    return tuple(kept)


def unmarked(text: str) -> str:
    """Return a name without the footnote mark that stands on it in plain text, as in *Huế(1)*."""
    return _GLUED.sub("", text)


def parted(lines: Sequence[Line]) -> list[list[Line]]:
    """Part lines into tables: where a line is about a province that the table had already, the next table begins."""
    tables: list[list[Line]] = [[]]
    seen: set[str] = set()
    rest: list[Line] = []
    for line in lines:
        rest.append(line)
        if line.names:
            if line.names[0] in seen:
                tables.append([])
                seen = set()
            seen.add(line.names[0])
            tables[-1] += rest
            rest = []
    tables[-1] += rest
    return [table for table in tables if any(line.names for line in table)]


def layout(lines: Sequence[Line], keys: Collection[str]) -> tuple[list[list[Value]], list[MergedArea]]:
    """Lay out the lines of one table as rows of cells.

    Returns
    -------
    rows
        A row a line; words of one cell are joined by spaces.
    merged
        Areas of headings that stand over several columns.
    """
    columns = _joined(_columns(lines), lines, keys)
    rows: list[list[Value]] = []
    merged: list[MergedArea] = []
    for row, line in enumerate(lines):
        cells: list[list[str]] = [[] for _ in columns]
        phrases = [[word] for word in line.words] if line.names else _phrases(line.words)
        under = [_under(phrase, columns) for phrase in phrases]
        for number, phrase in enumerate(phrases):
            taken = {column for other in under[:number] + under[number + 1 :] for column in other}
            first, last = _place(phrase, columns, taken)
            cells[first].append(" ".join(word.text for word in phrase))
            if last > first and not line.names:
                merged.append((row, first, row, last))
        rows.append([" ".join(cell) or None for cell in cells])
    return rows, merged


def _names(line: Line, keys: Collection[str]) -> Iterable[str]:
    """Yield the names in a line that have white or a number on both sides, and a number somewhere behind."""
    words = line.words
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + _LONGEST_NAME), place, -1):
            key = name_key(unmarked("".join(word.text for word in words[place:end])))
            if key in keys and not key.isdigit() and len(key) > 2 and _stands_alone(words, place, end):
                yield key
                place = end - 1
                break
        place += 1


def _stands_alone(words: Sequence[Word], first: int, end: int) -> bool:
    has_figure = any(_FIGURE.fullmatch(word.text) for word in words[end:])
    size = words[first].size
    before, after = words[first - 1] if first else None, words[end] if end < len(words) else None
    is_first = before is None or words[first].left - before.right > _GAP * size or bool(_FIGURE.match(before.text))
    is_last = after is None or after.left - words[end - 1].right > _GAP * size or bool(_FIGURE.fullmatch(after.text))
    return has_figure and is_first and is_last


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the extents of the columns: what the words of the lines with a province cover together."""
    boxes = sorted((word.left, word.right) for line in lines if line.names for word in line.words)
    size = statistics.median(word.size for line in lines if line.names for word in line.words)
    columns: list[tuple[float, float]] = []
    for left, right in boxes:
        if columns and left - columns[-1][1] < 0.5 * size:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _joined(
    columns: list[tuple[float, float]], lines: Sequence[Line], keys: Collection[str]
) -> list[tuple[float, float]]:
    """Join columns that only part the words of names: with few lines a stripe may run through them by chance."""
    place = 0
    while place < len(columns) - 1:
        halves = 0
        for line in lines:
            if not line.names:
                continue
            parts = [[word for word in line.words if _place([word], columns)[0] == place + side] for side in (0, 1)]
            first, both = ("".join(word.text for word in part) for part in (parts[0], parts[0] + parts[1]))
            halves += name_key(both) in keys and name_key(first) not in keys and bool(parts[1])
        if halves:
            columns = [*columns[:place], (columns[place][0], columns[place + 1][1]), *columns[place + 2 :]]
        else:
            place += 1
    return columns


def _phrases(words: Sequence[Word]) -> list[list[Word]]:
    phrases: list[list[Word]] = []
    for word in words:
        if phrases and word.left - phrases[-1][-1].right < _GAP * word.size:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


def _under(words: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns that words lie over."""
    left, right = words[0].left, words[-1].right
    return [place for place, (start, end) in enumerate(columns) if left < end and right > start]


def _place(
    words: Sequence[Word], columns: Sequence[tuple[float, float]], taken: Collection[int] = ()
) -> tuple[int, int]:
    """Return the first and last column that words lie over; the nearest one where they lie over none.

    A heading that is centred over the white between two columns is that of both, unless it begins or ends
    with one of them, or another heading of its line lies over one (``taken``).
    """
    over = _under(words, columns)
    left, right, size = words[0].left, words[-1].right, words[0].size
    middle = (left + right) / 2
    between = [
        place
        for place in range(len(columns) - 1)
        if columns[place][1] < middle < columns[place + 1][0]
        and min(abs(left - columns[place][0]), abs(right - columns[place + 1][1])) > 0.5 * size
    ]
    if between and len(words) > 1 and not {between[0], between[0] + 1} & set(taken):
        over += [between[0], between[0] + 1]
    if over:
        return min(over), max(over)
    nearest = min(
        range(len(columns)), key=lambda place: abs(middle - (columns[place][0] + columns[place][1]) / 2), default=0
    )
    return nearest, nearest
