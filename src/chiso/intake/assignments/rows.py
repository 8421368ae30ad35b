"""The measures of a table of assignments, row by row, each with the groups that it stands under."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from chiso.intake.assignments.columns import BESIDE, Columns, find_columns, is_row_of_numbers
from chiso.intake.assignments.words import AnnexWords, find_words, words_of
from chiso.intake.findings import Findings
from chiso.intake.grid import Grid

_NUMBER = re.compile(r"\s*((?:[IVX]+|[A-Z]|[a-zđ]|\d{1,3}(?:\.\d{1,3})*))\s*[.):/-]?\s*")
_NUMBERED = re.compile(r"\s*((?:[IVX]+|[A-Z]|\d{1,3}(?:\.\d{1,3})*))\s*(?:[.):/]|\s[-–])\s*(?=\S)")
_CUT = 1000


@dataclasses.dataclass(frozen=True)
class Group:
    """A row that stands over measures; ``style`` is how it is numbered: *I*, *A*, *1*, *1.1*."""

    text: str
    style: str
    place: str


@dataclasses.dataclass
class Assigned:
    """A measure as its row has it: texts by role, and the places of the cells."""

    number: str
    cells: dict[str, str]
    places: dict[str, str]
    groups: tuple[Group, ...]
    caption: str
    page: str


@dataclasses.dataclass
class Annex:
    """What the tables of a file assign: the measures, and the columns of each table by its name.

    Of several in a file, ``first`` is the place of the first measure of the one that is being read, and ``caption``
    what stands above it; over the pages of a PDF, above its first page.
    """

    measures: list[Assigned] = dataclasses.field(default_factory=list)
    first: int = 0
    caption: str = ""
    tables: dict[str, Columns] = dataclasses.field(default_factory=dict)
    skipped: list[str] = dataclasses.field(default_factory=list)


def read_rows(grids: Sequence[Grid], words: AnnexWords, findings: Findings) -> Annex:
    """Read the tables of a file.

    A table without a heading that is as wide as the one before goes on with it, as over the pages of a PDF.

    Parameters
    ----------
    grids
        The tables.
    words
        What headings and cells are known by.
    findings
        Where problems and notes go.
    """
    annex = Annex()
    columns: Columns | None = None
    groups: list[Group] = []
    before: Grid | None = None
    for grid in grids:
        found = find_columns(grid, words)
        if found is not None:
            if before is None or _is_another(grid, found, before, words):
                groups, annex.first, annex.caption = [], len(annex.measures), grid.caption
            columns = found
            annex.tables[grid.label or "table"] = found
            for pair in found.doubled:
                findings.problem(
                    f"Two columns could be the same: {pair}.",
                    grid.place(found.start - 1, 0),
                    why="Which of them is meant cannot be told from their headings.",
                    remedy="Leave one of them, or give them headings of their own.",
                )
        elif columns is None or grid.width != columns.width:
            if columns is not None and grid.kind == "page":
                findings.problem(
                    f"A table has {grid.width} columns, where the one before has {columns.width}.",
                    grid.place(0, 0),
                    why="It has no heading of its own, so what its columns hold is not known.",
                    remedy="Name the pages with the table by PAGE=, or import the Word file or workbook.",
                )
            annex.skipped.append(grid.label or "table")
            continue
        start = found.start if found is not None else 0
        _read(grid, dataclasses.replace(columns, start=start), groups, annex, words, findings)
        before = grid
    return annex


def _is_another(grid: Grid, columns: Columns, before: Grid, words: AnnexWords) -> bool:
    """Whether a table with a heading is another annex, and does not go on with the one before.

    Over the pages of a PDF the heading is repeated, and what stands above it may be the head of the page: there another
    annex follows on the same page, or it counts anew although the one before did not end on the row of a group.
    """
    if grid.kind != "page" or grid.name == before.name:
        return bool(grid.caption)
    number = columns.roles.get("number", -1)
    counts = (grid.text(row, number) for row in range(columns.start, grid.height) if number >= 0)
    first = _NUMBER.fullmatch(next((text for text in counts if text), ""))
    last = next(
        row for row in reversed(range(before.height)) if any(before.text(row, at) for at in range(before.width))
    )
    ends_on_group = before.width == columns.width and _group(before, last, columns, words) is not None
    return first is not None and first[1] == "1" and not ends_on_group


def _read(
    grid: Grid, columns: Columns, groups: list[Group], annex: Annex, words: AnnexWords, findings: Findings
) -> None:
    """Add the measures of one table; ``groups`` go on from the table before."""
    is_first = grid.kind == "page"
    for row in range(columns.start, grid.height):
        own = {role: _raw(grid, row, column) for role, column in columns.roles.items()}
        if is_row_of_numbers(grid, row) or _repeats(own, columns):
            continue
        if not any(grid.text(row, column) for column in range(grid.width)):
            continue
        group = _group(grid, row, columns, words)
        if group is not None:
            styles = [one.style for one in groups]
            del groups[styles.index(group.style) if group.style in styles else len(groups) :]
            groups.append(group)
        elif is_first and _is_rest(grid, columns, own, annex):
            _add_rest(annex.measures[-1], own)
            findings.note("goes on with the row at the end of the page before", grid.place(row, 0))
        else:
            _measure(grid, row, columns, own, tuple(groups), annex, words, findings)
        is_first = False


def _raw(grid: Grid, row: int, column: int) -> str:
    """Return a cell with its line breaks, which may part names."""
    value = grid.values[row][column]
    if not isinstance(value, str):
        return grid.text(row, column)
    return "\n".join(line for part in value.splitlines() if (line := " ".join(part.split())))


def _repeats(own: dict[str, str], columns: Columns) -> bool:
    """Whether a row is the heading again."""
    said = {role: words_of(text) for role, text in own.items() if text}
    return len(said) > 1 and all(
        text == words_of(columns.headings[role].rpartition(" / ")[2]) or text == words_of(columns.headings[role])
        for role, text in said.items()
    )


def _area(grid: Grid, row: int, column: int) -> tuple[int, int, int, int] | None:
    return next((one for one in grid.merged if one[0] <= row <= one[2] and one[1] <= column <= one[3]), None)


def _filled(grid: Grid, row: int, column: int) -> tuple[str, int]:
    """Return a cell, or that which spans it from above, with the row that it stands in."""
    area = _area(grid, row, column)
    if area is not None and area[0] < row and area[1] == column:
        return _raw(grid, area[0], column), area[0]
    return _raw(grid, row, column), row


def _group(grid: Grid, row: int, columns: Columns, words: AnnexWords) -> Group | None:
    """Return the group that a row names: nothing but one text, over the columns of owners too or numbered apart."""
    texts = [(column, text) for column in range(grid.width) if (text := grid.text(row, column))]
    beside = [role for role in BESIDE if role in columns.roles and _filled(grid, row, columns.roles[role])[0]]
    measure, number = columns.roles["measure"], columns.roles.get("number", -1)
    named = [(column, text) for column, text in texts if column != number or not _NUMBER.fullmatch(text)]
    if len(named) != 1:
        return None
    column, text = named[0]
    area = _area(grid, row, column)
    owners = [columns.roles[role] for role in BESIDE if role in columns.roles]
    is_wide = area is not None and area[0] == row and any(area[1] <= one <= area[3] for one in owners if one != column)
    told = grid.text(row, number) if number >= 0 and column != number else ""
    numbered = _NUMBERED.match(text)
    mark = told or (numbered[1] if numbered else "")
    style = _style(mark)
    if not is_wide and beside:
        return None
    plain = text[numbered.end() :] if numbered and not told else text
    is_apart = column == number or style in ("I", "A") or (style == "1" and _has_children(grid, row, columns, mark))
    is_apart |= any(find_words(words_of(plain), phrase) == 0 for phrase in words.group)
    if is_wide or is_apart or (column < measure and column != columns.roles.get("theme", -1)):
        return Group(plain, style, grid.place(row, column))
    return None


def _style(mark: str) -> str:
    if not mark:
        return ""
    if re.fullmatch("[IVX]+", mark):
        return "I"
    return "A" if mark.isupper() else ".".join("1" for _ in mark.split(".")) if mark[0].isdigit() else "a"


def _has_children(grid: Grid, row: int, columns: Columns, mark: str) -> bool:
    """Whether the next row is numbered below this one, 1.1 below 1, or begins to count anew."""
    number = columns.roles.get("number", columns.roles["measure"])
    for below in range(row + 1, grid.height):
        text = grid.text(below, number)
        if not text:
            continue
        match = _NUMBER.match(text)
        found = match[1] if match else ""
        return found.startswith(f"{mark}.") or (found == "1" and mark != "0") or found == "a"
    return False


def _is_rest(grid: Grid, columns: Columns, own: dict[str, str], annex: Annex) -> bool:
    """Whether the first row of a page is the end of the last one of the page before: it has no number, as others do."""
    if not annex.measures or "number" not in columns.roles:
        return False
    return not own["number"] and bool(annex.measures[-1].number) and annex.measures[-1].page != grid.name


def _add_rest(last: Assigned, own: dict[str, str]) -> None:
    for role, text in own.items():
        if text:
            last.cells[role] = f"{last.cells[role]}\n{text}" if last.cells.get(role) else text


def _measure(
    grid: Grid,
    row: int,
    columns: Columns,
    own: dict[str, str],
    groups: tuple[Group, ...],
    annex: Annex,
    words: AnnexWords,
    findings: Findings,
) -> None:
    cells, places = {}, {}
    for role, column in columns.roles.items():
        text, at = _filled(grid, row, column)
        if words_of(text) in words.ditto:
            if len(annex.measures) == annex.first:
                findings.problem(
                    f"{text!r} stands in the first row of an annex.",
                    grid.place(at, column),
                    why="There is no row above whose cell it could mean.",
                    remedy="Write out what is meant.",
                )
                continue
            text = annex.measures[-1].cells.get(role, "")
        cells[role] = "" if words_of(text) in words.nothing or not words_of(text) else text
        places[role] = grid.place(at, column)
        if len(text) >= _CUT:
            findings.problem(
                f"A cell holds {_CUT} letters or more.",
                places[role],
                why="What stands behind them is not read, and a measure that is cut off would be another one.",
                remedy="Part the row into several.",
            )
    measure = columns.roles["measure"]
    area = _area(grid, row, measure)
    is_same = area is not None and area[0] < row and area[1] == measure and bool(annex.measures)
    if is_same:
        _further(annex.measures[-1], cells, places, columns, findings)
        return
    if not cells["measure"]:
        if any(own.get(role) for role in BESIDE):
            findings.problem(
                "A row assigns something, and no measure stands in it.",
                places["measure"],
                why=f"It has {next(own[role] for role in BESIDE if own.get(role))[:60]!r}.",
                remedy="Merge the cell with that of the measure that it belongs to, or fill it in.",
            )
        return
    annex.measures.append(Assigned(cells.get("number", ""), cells, places, groups, annex.caption, grid.name))


def _further(
    last: Assigned, cells: dict[str, str], places: dict[str, str], columns: Columns, findings: Findings
) -> None:
    """Add a further row of one measure: another product; another owner of the same measure cannot be told apart."""
    for role in (role for role in BESIDE if role in columns.roles):
        before, now = last.cells.get(role, ""), cells.get(role, "")
        if not now or words_of(now) == words_of(before):
            continue
        if role == "product":
            last.cells[role] = "; ".join(filter(None, (before, now)))
        elif before:
            findings.problem(
                f"One measure has two cells of {columns.headings[role]!r}: {before[:60]!r} and {now[:60]!r}.",
                places[role],
                why="Its cell is merged over both rows, so they are one measure.",
                remedy="Give each row a measure of its own, or merge these cells too.",
            )
        else:
            last.cells[role] = now


def told_columns(annex: Annex) -> Iterator[str]:
    """Yield how the columns of each table were understood."""
    for name, columns in annex.tables.items():
        roles = sorted(columns.roles, key=lambda role: columns.roles[role])
        taken = "; ".join(f"{role} ← {columns.headings[role]}" for role in roles)
        yield f"{name}: {taken}"
        if columns.passed:
            yield f"  not taken: {'; '.join(columns.passed)}"
