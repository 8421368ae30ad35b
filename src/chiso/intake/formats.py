"""What kinds of files published tables come in, and the errors for those that are not read."""

from __future__ import annotations

from typing import Literal, cast

from chiso import file_kinds
from chiso.errors import DataError
from chiso.file_kinds import Purpose

Format = Literal["xlsx", "xlsb", "xls", "ods", "docx", "doc", "pptx", "pdf", "html", "mht", "text"]

MOST_CELLS = 600_000
MOST_ROWS = 50_000

_ENDINGS: dict[str, tuple[str, ...]] = {
    ".csv": ("text",),
    ".tsv": ("text",),
    ".tab": ("text",),
    ".txt": ("text",),
    ".xlsx": ("xlsx",),
    ".xlsm": ("xlsx",),
    ".xlsb": ("xlsb",),
    ".xls": ("xls",),
    ".ods": ("ods",),
    ".pdf": ("pdf",),
    ".htm": ("html",),
    ".html": ("html",),
    ".xhtml": ("html",),
    ".mht": ("mht",),
    ".mhtml": ("mht",),
    ".docx": ("docx",),
    ".docm": ("docx",),
    ".doc": ("doc",),
    ".pptx": ("pptx",),
    ".ppsx": ("pptx",),
}
_NAMES: dict[str, str] = {
    "xlsx": "an Excel workbook (.xlsx)",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "xls": "an Excel 97 workbook (.xls)",
    "ods": "an OpenDocument workbook (.ods)",
    "docx": "a Word document (.docx)",
    "doc": "a Word document of 97 (.doc)",
    "pptx": "a presentation (.pptx)",
    "pdf": "a PDF",
    "mht": "a page saved as one file (.mht)",
    "html": "a page of HTML",
    "text": "plain text",
}
_READABLE = "CSV or TSV, XLSX, XLS, ODS, HTML, MHT, DOCX, PPTX, or PDF with a text layer"
_REFUSED = {
    "picture": ("a picture", "A picture has no text to read; find the table as text or as a workbook."),
    "rtf": ("a text document (.rtf)", "Copy the table into a spreadsheet and save it as .xlsx."),
    "xml workbook": ("a workbook of 2003 written as XML", "Open it in a spreadsheet and save it as .xlsx."),
    "odt": ("a text document (.odt)", "Open it and save it as .docx, .pptx or PDF."),
    "odp": ("a presentation (.odp)", "Open it and save it as .docx, .pptx or PDF."),
    "ppt": ("a presentation of PowerPoint 97 (.ppt)", "Open it and save it as .pptx or PDF."),
    "compound": ("an old Office file without a workbook", "Open it in the program that made it and save it as .xlsx."),
    "zip": ("a ZIP archive", "Unpack it and import the table that is in it."),
    "": ("of a kind that chiso does not know", f"Get the table as {_READABLE}."),
}


def detect(data: bytes, name: str) -> Format:
    """Return the format of a file; see :func:`chiso.file_kinds.detect` for parameters and errors."""
    return cast("Format", file_kinds.detect(data, name, _TABLES))


def too_large(name: str, why: str) -> DataError:
    """Return the error for a file that holds more than any published table."""
    return DataError(
        "The file is too large to be a published table.",
        where=name,
        why=why,
        remedy="Take out the sheet or pages with the table, save them as a file of their own, and import that.",
    )


def stopped(name: str, seconds: int) -> DataError:
    """Return the error for a file that was still being read when its time was over."""
    return DataError(
        f"Reading the file was stopped after {seconds} seconds.",
        where=name,
        why="No published table takes so long; what makes this one slow is not known.",
        remedy="Name the part with the table by SHEET=, TABLE= or PAGE=, or take it out of the file, save it as a file "
        "of its own, and import that.",
    )


def broken(name: str, kind: str, detail: str) -> DataError:
    """Return the error for a file that breaks off or contradicts itself."""
    return DataError(
        f"The file cannot be read as {_NAMES[kind or 'xlsx']}.",
        where=name,
        why=f"It is damaged or was not downloaded to its end ({detail}).",
        remedy="Download it again, or open it in a spreadsheet and save it anew.",
    )


def encrypted(name: str) -> DataError:
    """Return the error for a file that opens with a password only."""
    return DataError(
        "The file is protected by a password.",
        where=name,
        why="An encrypted file shows nothing without it, and chiso asks for no passwords.",
        remedy="Open the file with its password, save it without one, and import that.",
    )


_TABLES = Purpose(
    reads=f"Tables are read from {_READABLE}.",
    names=_NAMES,
    refused=_REFUSED,
    endings=_ENDINGS,
    usual={"html": ".html", "text": ".csv"},
    again="Download it again; if it is empty at its source too, ask the publisher.",
    too_large=too_large,
    damaged=broken,
    encrypted=encrypted,
    tags=(b"<html", b"<body", b"<table"),
)
