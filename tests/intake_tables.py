"""Tables in the shape of published ones, made for the tests: workbooks, pages, PDFs and text."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import typst

from chiso.catalog import Catalog, Unit
from chiso.intake.encoding import _TCVN3
from chiso.intake.names import Names
from chiso.intake.worker import Choice, read_grids

Rows = Sequence[Sequence[object]]

TONES = "\u0300\u0301\u0303\u0309\u0323"


def made_scores(units: Iterable[Unit], seed: int, low: float = 70, high: float = 95) -> dict[str, float]:
    """Return a score of two decimals for every unit."""
    source = random.Random(seed)  # noqa: S311 - figures for a test
    return {unit.code: round(source.uniform(low, high), 2) for unit in units}


def made_ranks(scores: dict[str, float]) -> dict[str, int]:
    """Return the place of every score, equal ones sharing the better."""
    ordered = sorted(scores.values(), reverse=True)
    return {code: ordered.index(score) + 1 for code, score in scores.items()}


def vi(number: float, decimals: int = 2) -> str:
    """Return a number as Vietnamese tables print it: 83,76."""
    return f"{number:.{decimals}f}".replace(".", ",")


def raw_rows(catalog: Catalog, index: str, index_year: int) -> list[dict[str, str]]:
    """Return the rows of a raw table of the project."""
    path = catalog.raw / index / f"{index_year}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def workbook(
    sheets: dict[str, Rows], merged: dict[str, Sequence[str]] | None = None, hidden: Sequence[str] = ()
) -> bytes:
    """Return an XLSX workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None and value != "":
                    sheet.cell(number, column, value)
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(rows: Rows, delimiter: str = ",") -> str:
    """Return rows as CSV."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def page(rows: Rows, *, head: str = "") -> str:
    """Return rows as a page of HTML with one table; ``head`` goes before the rows, as markup."""
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    start = "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"
    return f"{start}<table>{head}{''.join(lines)}</table></body></html>"


def pdf(rows: Rows, *, ruled: bool, title: str = "", columns: str = "", size: int = 9, head: int = 1) -> bytes:
    """Return rows as the pages of a PDF, the first ``head`` of them repeated on every page."""
    cells = [f"[{_typst(cell)}]" for row in rows for cell in row]
    width = len(rows[0])
    header = ", ".join(cells[: head * width])
    body = ", ".join(cells[head * width :])
    stroke = "0.5pt" if ruled else "none"
    columns = columns or "(" + "auto, " * width + ")"
    source = (
        f'#set page(paper: "a5", margin: 1.5cm)\n#set text(size: {size}pt)\n{_typst(title)}\n\n'
        f"#table(columns: {columns}, stroke: {stroke}, table.header({header}), {body})\n"
    )
    return typst.compile(source.encode())


def _typst(value: object) -> str:
    shown = str(value)
    for mark in "\\#*_$[]<>@`~":
        shown = shown.replace(mark, f"\\{mark}")
    return shown


def in_1258(shown: str) -> bytes:
    """Return text in Windows-1258, which has the tones as marks of their own."""
    data = bytearray()
    for letter in unicodedata.normalize("NFC", shown):
        try:
            data += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            shape = "".join(mark for mark in marks if mark not in TONES)
            data += unicodedata.normalize("NFC", base + shape).encode("cp1258")
            data += b"".join(mark.encode("cp1258") for mark in marks if mark in TONES)
    return bytes(data)


def in_tcvn3(shown: str) -> bytes:
    """Return text as a TCVN3 font has it; its capitals are those of another font and have the same codes."""
    codes = {letter: code for code, letter in _TCVN3.items()}
    return bytes(codes.get(letter, ord(letter) if letter.isascii() else ord("?")) for letter in shown)


def grids(data: bytes, name: str, names: Names, **choice: str):
    """Read a file in this process."""
    return read_grids(data, name, names.keys, Choice(**choice))


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
