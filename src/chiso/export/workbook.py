"""Tables as an XLSX workbook: text and numbers alone, nothing that a spreadsheet would run, equal bytes for equals.

A library that writes workbooks would be one more dependency, for the seven small parts that these take.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | int | None
Rows = Sequence[Sequence[Cell]]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31
_WIDEST, _NARROWEST = 60, 8
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook.

    Parameters
    ----------
    sheets
        For each sheet its rows, the first of them the heading, which stays in sight. A text is never a formula.
    """
    names = list(sheets)
    parts = {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(names) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        **{f"xl/worksheets/sheet{at}.xml": "".join(_sheet(rows)) for at, rows in enumerate(sheets.values(), 1)},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            package.writestr(entry, (_HEAD + text).encode())
    return packed.getvalue()


def _content_types(count: int) -> str:
    parts = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPE}.styles+xml")]
    parts += [(f"/xl/worksheets/sheet{at}.xml", f"{_TYPE}.worksheet+xml") for at in range(1, count + 1)]
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _book(names: Sequence[str]) -> str:
    told = "".join(
        f'<sheet name={quoteattr(_plain(_NOT_IN_NAME.sub(" ", name))[:_LONGEST_NAME])} sheetId="{at}" r:id="r{at}"/>'
        for at, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{told}</sheets></workbook>'


def _styles() -> str:
    fonts = "".join(f'<font>{bold}<sz val="11"/><name val="Calibri"/></font>' for bold in ("", "<b/>"))
    fills = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
    cells = "".join(
        f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        for font in (0, 1)
    )
    return (
        f'<styleSheet xmlns="{_SHEET}"><fonts count="2">{fonts}</fonts><fills count="2">{fills}</fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="2">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(rows: Rows) -> Iterator[str]:
    width = max(map(len, rows), default=0)
    yield (
        f'<worksheet xmlns="{_SHEET}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    if width:
        longest = [max((len(str(row[at])) for row in rows if at < len(row)), default=0) for at in range(width)]
        widths = [min(max(each + 2, _NARROWEST), _WIDEST) for each in longest]
        told = (f'<col min="{at}" max="{at}" width="{each}" customWidth="1"/>' for at, each in enumerate(widths, 1))
        yield f"<cols>{''.join(told)}</cols>"
    yield "<sheetData>"
    for number, row in enumerate(rows):
        yield f'<row r="{number + 1}">{"".join(_cell(value, is_head=not number) for value in row)}</row>'
    yield "</sheetData></worksheet>"


def _cell(value: Cell, *, is_head: bool) -> str:
    style = int(is_head)
    if value is None or value == "":
        return f'<c s="{style}"/>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c s="{style}"><v>{value!r}</v></c>'
    text = "yes" if value is True else "no" if value is False else value
    shown = escape(_plain(str(text))[:_LONGEST_CELL])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
