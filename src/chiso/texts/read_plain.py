"""Reading plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from chiso.intake.encoding import decode
from chiso.texts.formats import unreadable
from chiso.texts.passages import Passage, Place

_ENDS = (".", ":", ";", "!", "?", "…", ".”", '."')
_ITEM = re.compile(r"[ \t]{0,8}(?:[-+*•–]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\d{3}[.)]|[a-zđ][.)])[ \t]")
_BROKEN = 60
"""A line of fewer letters was ended by its author, and not by the width of the page."""

_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_RULE = re.compile(r"[ \t|:=-]+")


def read_plain(data: bytes, name: str, keys: Collection[str], *, is_markdown: bool = False) -> list[Passage]:
    """Read a text: a passage a paragraph, where empty lines, list items and lines that end a sentence part them.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all units, by which encodings are told apart.
    is_markdown
        Whether headings, tables of bars, links and marks of emphasis are Markdown's.

    Raises
    ------
    DataError
        When the encoding cannot be told, or the text holds a NUL character.
    """
    text = decode(data, name, keys)
    if "\x00" in text:
        raise unreadable(name, "it holds a NUL character, which no text has")
    lines = re.split(r"\r\n|[\n\r\u2028\u2029]", text)
    return list(_markdown(lines) if is_markdown else _paragraphs(enumerate(lines, 1)))


def _paragraphs(lines: Collection[tuple[int, str]] | enumerate[str]) -> Iterator[Passage]:
    first, kept = 0, list[str]()
    for number, line in lines:
        if kept and (not line.strip() or _ITEM.match(line) or kept[-1].rstrip().endswith(_ENDS) or _begins(kept, line)):
            yield Passage("\n".join(kept), "paragraph", Place(line=first))
            kept = []
        if line.strip():
            first = first if kept else number
            kept.append(line)
    if kept:
        yield Passage("\n".join(kept), "paragraph", Place(line=first))


def _begins(kept: list[str], line: str) -> bool:
    """Whether a line is one of its own behind a numbered one that is too short to have been broken."""
    return bool(_ITEM.match(kept[-1])) and len(kept[-1]) < _BROKEN and line[:1].isupper()


def _markdown(lines: list[str]) -> Iterator[Passage]:
    plain: list[tuple[int, str]] = []
    table, head = 0, list[str]()
    is_code = in_table = False
    for number, raw in enumerate(lines, 1):
        if raw.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
            continue
        line = raw if is_code else _LINK.sub(r"\1", raw).replace("**", "").replace("__", "").replace("`", "")
        is_row = not is_code and line.lstrip().startswith("|")
        if not is_row:
            in_table = False
        if not is_row and not line.startswith("#"):
            plain.append((number, line))
            continue
        yield from _paragraphs(plain)
        plain = []
        if line.startswith("#"):
            yield Passage(line.lstrip("#").strip(), "heading", Place(line=number))
            continue
        if _RULE.fullmatch(line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not in_table:
            in_table, head, table, row = True, cells, table + 1, 0
        row += 1
        for column, cell in enumerate(cells):
            above = head[column] if row > 1 and column < len(head) else ""
            if cell:
                place = Place(line=number, table=table, row=row, column=column + 1)
                yield Passage(cell, "cell", place, above, cells[0] if column and row > 1 else "")
    yield from _paragraphs(plain)
