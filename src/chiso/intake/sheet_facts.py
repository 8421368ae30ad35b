"""What the parts of an XLSX workbook say beside its values: errors, formulas without results, what is hidden."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

from lxml import etree

from chiso.intake.grid import column_letters, column_number

_SHEET = re.compile(r'<sheet\b[^>]*\bname="([^"]*)"[^>]*\br:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\b[^>]*>")
_FIELDS = re.compile(r'\b(\w++)="([^"]*)"')
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DIMENSION = re.compile(rb'<dimension\s++ref="([^"]*)"\s*+/>')
_AREA = re.compile(rb"[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?")
_HEAD = 4096
_MOST_TOLD = 12
_MOST_COLUMN = 1000


@dataclasses.dataclass
class SheetFacts:
    """What one sheet says beside its values.

    ``errors`` gives the error of a formula by row and column, counted from 0; ``unsaved`` how many cells hold a
    formula whose result was not saved; ``rows`` and ``columns`` are hidden, counted from 1 and from 0.
    """

    errors: dict[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    unsaved: int = 0
    rows: list[int] = dataclasses.field(default_factory=list)
    columns: list[int] = dataclasses.field(default_factory=list)

    def hidden(self, height: int, width: int) -> str:
        """Say which rows and columns within the cells of a sheet are not shown; nothing where all are."""
        rows = [str(row) for row in self.rows if row <= height]
        columns = [column_letters(column) for column in self.columns if column < width]
        told = [
            f"{kind}{'s' if len(names) > 1 else ''} {', '.join(names[:_MOST_TOLD])}"
            + (f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else "")
            for kind, names in (("row", rows), ("column", columns))
            if names
        ]
        return " and ".join(told)


def sheet_facts(data: bytes, wanted: Iterable[str]) -> dict[str, SheetFacts]:
    """Return what the sheets of those names say beside their values.

    Raises
    ------
    ValueError
        When a part of the workbook is no XML.
    """
    found = {}
    names = set(wanted)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet, part in _parts(archive):
            if sheet in names and part in archive.namelist():
                with archive.open(part) as stream:
                    found[sheet] = _facts(stream.read())
    return found


def without_wrong_dimensions(data: bytes) -> bytes | None:
    """Return a workbook without what its sheets say of their own extent, where that is no area; else None.

    Only readers that believe it need it. Programs have written ``1:69``.
    """
    changed = False
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        for part in archive.infolist():
            content = archive.read(part)
            found = _DIMENSION.search(content[:_HEAD]) if part.filename.startswith("xl/worksheets/") else None
            if found and not _AREA.fullmatch(found[1]):
                content = content[: found.start()] + content[found.end() :]
                changed = True
            target.writestr(part.filename, content)
    return out.getvalue() if changed else None


def _facts(part: bytes) -> SheetFacts:
    facts = SheetFacts()
    try:
        for element in _elements(part):
            kind = etree.QName(element).localname
            if kind == "row" and element.get("hidden") in ("1", "true") and (element.get("r") or "").isdigit():
                facts.rows.append(int(element.get("r")))
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                facts.columns += range(first - 1, min(last, _MOST_COLUMN))
            elif kind == "c":
                _cell(element, facts)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    return facts


def _elements(part: bytes) -> Iterator[etree._Element]:
    """Yield rows, columns and cells, and forget each, since sheets may have hundred thousands of them."""
    tags = ("{*}row", "{*}col", "{*}c")
    for _, element in etree.iterparse(io.BytesIO(part), tag=tags, resolve_entities=False, no_network=True):
        yield element
        if etree.QName(element).localname != "c":
            element.clear()


def _cell(element: etree._Element, facts: SheetFacts) -> None:
    value = element.findtext("{*}v") or ""
    if element.find("{*}f") is not None and not value and element.find("{*}is") is None:
        facts.unsaved += 1
    match = _CELL.fullmatch(element.get("r") or "") if element.get("t") == "e" else None
    if match:
        facts.errors[int(match[2]) - 1, column_number(match[1])] = value


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part of the archive that holds it."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return
    targets = {}
    for tag in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        fields = dict(_FIELDS.findall(tag))
        targets[fields.get("Id", "")] = fields.get("Target", "")
    for sheet, identifier in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        target = targets.get(identifier, "")
        entities = {"&quot;": '"', "&apos;": "'"}
        yield unescape(sheet, entities), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
