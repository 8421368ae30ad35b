"""The paragraphs of a Word file in their order, and which letters of their text stand in which run.

One reading serves both: finding claims, and putting comments where they were found.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from chiso.texts.formats import unreadable
from chiso.texts.passages import Kind, Passage, Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_NOT_SHOWN = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback"}
_APART = {f"{W}txbxContent", f"{W}p", f"{W}tbl"}
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_HEADING = re.compile(r"(?:heading|tiêu ?đề|title|subtitle)\b.*", re.IGNORECASE)
_BODY, _PROPERTIES = "word/document.xml", "docProps/custom.xml"
_SHOWN = re.compile(r"\s*DOCPROPERTY\s+(?:\"([^\"]{1,255})\"|([^\s\"]{1,255}))", re.IGNORECASE)
_MOST_DEPTH = 200


@dataclasses.dataclass(frozen=True)
class Letters:
    """A stretch of text of one paragraph, in the element of the run that shows it.

    ``field`` is the document property that it shows, as the innermost field around it says.
    """

    run: Any
    element: Any
    text: str
    field: str = ""


@dataclasses.dataclass(frozen=True)
class Paragraph:
    """A paragraph with its text in stretches and the part of the package that it stands in."""

    element: Any
    part: str
    passage: Passage
    letters: tuple[Letters, ...]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a package; pictures and what else is embedded stay packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}


def parse(data: bytes) -> Any:
    """Return the root of a part; nothing outside of it is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=False)
    return etree.fromstring(data, parser)


def unread_parts(data: bytes) -> list[str]:
    """Return in sentences what of a Word file is not opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    found = []
    if any(name.endswith("vbaProject.bin") for name in names):
        found.append("The file holds macros. They were neither run nor read.")
    if embedded := [name for name in names if name.startswith("word/embeddings/")]:
        found.append(f"{len(embedded)} embedded objects were not opened.")
    chunks = [name for name in names if re.fullmatch(r"word/(?:afchunk|embeddedHtml)[^/]*", name, re.IGNORECASE)]
    if chunks or b"altChunk" in parts_of(data).get(_BODY, b""):
        found.append("Documents that are nested in it (altChunk) were not opened.")
    return found


def paragraphs(parts: dict[str, bytes], name: str) -> tuple[dict[str, Any], list[Paragraph]]:
    """Return the parsed parts that hold text, and their paragraphs in order: body, notes, headers, footers.

    Raises
    ------
    DataError
        When the package has no body.
    """
    if _BODY not in parts:
        raise unreadable(name, "it has no body")
    headings = _headings(parts)
    wanted = [(_BODY, ""), *_NOTES]
    wanted += [(each, "header") for each in sorted(parts) if re.fullmatch(r"word/header\d*\.xml", each)]
    wanted += [(each, "footer") for each in sorted(parts) if re.fullmatch(r"word/footer\d*\.xml", each)]
    roots: dict[str, Any] = {}
    found: list[Paragraph] = []
    for part, called in wanted:
        if part in parts:
            roots[part] = parse(parts[part])
            found += _Walk(part, called, headings).all(roots[part])
    return roots, found


def _headings(parts: dict[str, bytes]) -> frozenset[str]:
    """Return the ids of the styles of headings, which Word names differently in each language."""
    if "word/styles.xml" not in parts:
        return frozenset()
    found = set()
    for style in parse(parts["word/styles.xml"]).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if style.find(f".//{W}outlineLvl") is not None or (
            name is not None and _HEADING.fullmatch(name.get(f"{W}val", ""))
        ):
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


class _Walk:
    """The paragraphs of one part."""

    def __init__(self, part: str, called: str, headings: frozenset[str]) -> None:
        self._part, self._called, self._headings = part, called, headings
        self._paragraphs = self._tables = 0

    def all(self, root: Any) -> list[Paragraph]:
        return list(self._blocks(root, self._called))

    def _blocks(self, element: Any, called: str, depth: int = 0) -> Iterator[Paragraph]:
        if depth > _MOST_DEPTH:
            return
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, called, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, called, depth)
            elif isinstance(child.tag, str) and child.tag not in _NOT_SHOWN:
                yield from self._blocks(child, called, depth + 1)

    def _paragraph(
        self, element: Any, called: str, depth: int, cell: Place | None = None, above: str = "", beside: str = ""
    ) -> Iterator[Paragraph]:
        self._paragraphs += 1
        letters = tuple(_letters(element))
        style = element.find(f"{W}pPr/{W}pStyle")
        is_heading = (style is not None and style.get(f"{W}val") in self._headings) or (
            element.find(f"{W}pPr/{W}outlineLvl") is not None
        )
        kind: Kind = "cell" if cell else "heading" if is_heading else "paragraph"
        place = dataclasses.replace(cell or Place(part=called), paragraph=self._paragraphs)
        text = "".join(each.text for each in letters)
        if text.strip():
            fields = _fields(letters)
            yield Paragraph(element, self._part, Passage(text, kind, place, above, beside, fields), letters)
        for box in element.iter(f"{W}txbxContent"):
            if not any(up.tag == f"{_MC}Fallback" for up in box.iterancestors()) and _is_own(box, element):
                yield from self._blocks(box, "box", depth + 1)

    def _table(self, element: Any, called: str, depth: int) -> Iterator[Paragraph]:
        self._tables += 1
        table, rows = self._tables, [row for row in element if row.tag == f"{W}tr"]
        grid = [list(_cells(row)) for row in rows]
        headed = 0
        while headed < len(rows) - 1 and rows[headed].find(f"{W}trPr/{W}tblHeader") is not None:
            headed += 1
        headed = headed or (1 if len(rows) > 1 else 0)
        above: dict[int, str] = {}
        for line in grid[:headed]:
            for first, span, cell in line:
                for column in range(first, min(first + span, 100)):
                    above[column] = " ".join(filter(None, (above.get(column, ""), _text(cell))))
        for number, line in enumerate(grid):
            beside = _text(line[0][2]) if line else ""
            for first, _, cell in line:
                place = Place(part=called, table=table, row=number + 1, column=first + 1)
                for child in cell:
                    if child.tag == f"{W}tbl":
                        yield from self._table(child, called, depth + 1)
                    elif child.tag == f"{W}p":
                        heads = (above.get(first, ""), beside if first else "") if number >= headed else ("", "")
                        yield from self._paragraph(child, called, depth, place, *heads)


def _is_own(box: Any, paragraph: Any) -> bool:
    """Whether a text box is of this paragraph, and not of one in another box."""
    return next((up for up in box.iterancestors(f"{W}p")), None) is paragraph


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Yield the cells of a row with their first column in the grid and how many they span."""
    column = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        wide = int(span.get(f"{W}val", "1")) if span is not None else 1
        yield column, wide, cell
        column += wide


def _text(element: Any) -> str:
    return " ".join("".join(each.text for each in _letters(one)) for one in element.iter(f"{W}p")).strip()


def properties(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the properties that somebody gave to a Word file, by their names."""
    if _PROPERTIES not in parts:
        return {}
    return {one.get("name", ""): "".join(one.itertext()) for one in parse(parts[_PROPERTIES]) if one.get("name")}


def _fields(letters: Sequence[Letters]) -> tuple[tuple[int, int, str], ...]:
    """Return which letters of a text show a document property, and its name."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for one in letters:
        if one.field and found and found[-1][1:] == (at, one.field):
            found[-1] = (found[-1][0], at + len(one.text), one.field)
        elif one.field:
            found.append((at, at + len(one.text), one.field))
        at += len(one.text)
    return tuple(found)


def _letters(paragraph: Any) -> Iterator[Letters]:
    """Yield the shown text of a paragraph.

    A field shows its result: what stands between *begin* and *separate* is its instruction. ``w:fldSimple`` holds
    nothing but the result. Hidden runs and tracked deletions show nothing.
    """
    hidden = 0
    fields: list[bool] = []  # of each open field, whether its instruction has ended
    said: list[str] = []  # and the instruction
    for run in _runs(paragraph):
        vanish = run.find(f"{W}rPr/{W}vanish")
        hidden = vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")
        for element in run:
            if element.tag == f"{W}fldChar":
                of_type = element.get(f"{W}fldCharType")
                if of_type == "begin":
                    fields.append(False)
                    said.append("")
                elif of_type == "separate" and fields:
                    fields[-1] = True
                elif of_type == "end" and fields:
                    fields.pop()
                    said.pop()
            elif element.tag == f"{W}instrText" and said:
                said[-1] += element.text or ""
            elif hidden or not all(fields):
                continue
            elif element.tag == f"{W}t":
                yield Letters(run, element, element.text or "", _property(said[-1] if said else _simple(run)))
            elif element.tag in _BREAKS:
                yield Letters(run, element, _BREAKS[element.tag])


def _simple(run: Any) -> str:
    """Return the instruction of the field in one element that a run stands in."""
    up = run.getparent()
    return up.get(f"{W}instr", "") if up.tag == f"{W}fldSimple" else ""


def _property(instruction: str) -> str:
    found = _SHOWN.match(instruction)
    return (found[1] or found[2]) if found else ""


def _runs(element: Any) -> Iterator[Any]:
    """Yield the runs of a paragraph in order, also those in links, fields and tracked insertions."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NOT_SHOWN and child.tag not in _APART:
            yield from _runs(child)
