"""Tables copied as text: columns that blanks align, or words of a line with the figures behind a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from chiso.catalog.spelling import name_key
from chiso.intake.grid import Grid, Value, rectangle
from chiso.intake.numbers import read_place
from chiso.intake.pdf_lines import Word, layout, lines_of, parted

_SIZE = 2.5
"""The size of a letter that is one wide: one blank is within a cell then, two part cells."""

_LEAST_LINES = 3
_LONGEST_NAME = 8
_MOSTLY = 0.9
_LONGEST_LINE = 2000


def read_aligned(text: str, keys: Collection[str]) -> list[Grid]:
    """Read a table whose cells nothing but blanks parts; nothing where no lines name provinces before figures.

    Where two blanks and more part the cells, these stand in columns, as on a page. Where single blanks part
    everything, a name is known as one, and every word before and behind it is a cell: the heading cannot be parted
    in the same way and stands over the whole table.

    Parameters
    ----------
    text
        The text of the file.
    keys
        The keys of all spellings of all provinces.
    """
    shown = [line[:_LONGEST_LINE].expandtabs() for line in text.splitlines()]
    grids = _by_columns(shown, keys)
    return grids or _by_words(shown, keys)


def _by_columns(shown: Sequence[str], keys: Collection[str]) -> list[Grid]:
    words = [word for number, line in enumerate(shown) for word in _words(number, line)]
    numbers = sorted({int(word.top) // 2 + 1 for word in words})
    lines = lines_of(words, 0, keys)
    named = [line for line in lines if line.names]
    if len(named) < _LEAST_LINES or sum("  " in shown[numbers[line.number - 1] - 1].strip() for line in named) < (
        _MOSTLY * len(named)
    ):
        return []
    grids = []
    for table in parted(lines):
        values, merged = layout(table, keys)
        grids.append(Grid("text", "", values, rows=[numbers[line.number - 1] for line in table], merged=merged))
    return grids


def _words(number: int, line: str) -> list[Word]:
    found = []
    place = 0
    for text in line.split():
        place = line.index(text, place)
        found.append(Word(text, place, place + len(text), 2 * number, 2 * number + 1, _SIZE))
        place += len(text)
    return found


def _by_words(shown: Sequence[str], keys: Collection[str]) -> list[Grid]:
    cells = [_cells(line.split(), keys) for line in shown]
    widths = Counter(len(row) for row in cells if row)
    _, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    if count < _LEAST_LINES or count < _MOSTLY * sum(widths.values()):
        return []
    first = next(number for number, row in enumerate(cells) if row)
    rows: list[list[Value]] = [
        [*row] if row else [" ".join(line.split()) or None]
        for line, row in zip(shown[first:], cells[first:], strict=True)
    ]
    values = rectangle(rows)
    above = "\n".join(" ".join(line.split()) for line in shown[:first])
    return [Grid("text", "", values, rows=[*range(first + 1, first + 1 + len(values))], caption=above)]


def _cells(words: Sequence[str], keys: Collection[str]) -> list[str]:
    """Return the cells of a line that has a name, with at most a number before it and nothing but figures behind."""
    for first in (0, 1):
        for end in range(min(len(words) - 1, first + _LONGEST_NAME), first, -1):
            key = name_key("".join(words[first:end]))
            if key in keys and not key.isdigit() and len(key) > 2:
                around = [*words[:first], *words[end:]]
                is_row = all(read_place(word).kind in ("number", "nothing") for word in around)
                return [*words[:first], " ".join(words[first:end]), *words[end:]] if is_row else []
    return []
