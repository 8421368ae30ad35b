"""What kind of file was received, by what is in it; and whether it may be opened at all."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from chiso.errors import DataError

Format = Literal["xlsx", "xlsb", "xls", "ods", "docx", "doc", "pptx", "pdf", "html", "mht", "text"]

MOST_BYTES = 64 * 2**20
"""A published table has some hundred kilobytes; nothing above this is read."""

MOST_UNPACKED = 256 * 2**20
"""How large the parts of a workbook may be together when unpacked."""

MOST_CELLS = 600_000
MOST_ROWS = 50_000

_ENDINGS: dict[str, tuple[Format, ...]] = {
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
_NAMES: dict[Format, str] = {
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
_USUAL: dict[Format, str] = {"html": ".html", "text": ".csv"}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ENTRY, _ENTRY_NAME = 128, 64
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READABLE = "CSV or TSV, XLSX, XLS, ODS, HTML, MHT, DOCX, PPTX, or PDF with a text layer"
_HEADER = re.compile(rb"(?:[a-z-]{2,40}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,20}+){1,40}+\r?\n")


def detect(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name, whose ending must not say something else.

    Raises
    ------
    DataError
        When the file is empty, too large, protected by a password, a workbook that unpacks to too much,
        of a kind that holds no table, or called by the ending of another kind.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DataError(
            "The file is empty.",
            where=name,
            remedy="Download it again; if it is empty at its source too, ask the publisher.",
        )
    if len(data) > MOST_BYTES:
        raise too_large(name, f"It has {len(data) / 2**20:.0f} MB; tables of up to {MOST_BYTES // 2**20} MB are read.")
    kind = _by_content(data, name)
    ending = PurePath(name).suffix.lower()
    expected = _ENDINGS.get(ending)
    if expected and kind not in expected:
        right = PurePath(name).with_suffix(_USUAL.get(kind, f".{kind}")).name
        raise DataError(
            f"The file is called {ending} but is {_NAMES[kind]}.",
            where=name,
            why="What a file is called and what it holds must agree, so that nobody takes one for the other.",
            remedy=f"Make sure that it is the right file, rename it to {right}, then run the same command again.",
        )
    return kind


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


def broken(name: str, kind: Format, detail: str) -> DataError:
    """Return the error for a file that breaks off or contradicts itself."""
    return DataError(
        f"The file cannot be read as {_NAMES[kind]}.",
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


def _by_content(data: bytes, name: str) -> Format:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    if data.startswith(OLE):
        return _compound(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(PICTURES):
        raise _no_table(name, "a picture", "A picture has no text to read; find the table as text or as a workbook.")
    if start.startswith(b"{\\rtf"):
        raise _no_table(name, "a text document (.rtf)", "Copy the table into a spreadsheet and save it as .xlsx.")
    # Text in UTF-16 has a zero byte beside every ASCII letter; looking for tags needs them gone.
    plain = data[:65536].replace(b"\x00", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        raise _no_table(name, "a workbook of 2003 written as XML", "Open it in a spreadsheet and save it as .xlsx.")
    head = _HEADER.match(start.lower())
    if head and b"mime-version:" in head[0]:
        return "mht"
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "html"
    if b"<html" in plain or b"<table" in plain or b"<body" in plain:
        return "html"
    if is_binary(data):
        raise _no_table(name, "of a kind that chiso does not know", f"Get the table as {_READABLE}.")
    return "text"


def _packed(data: bytes, name: str) -> Format:
    """Tell what a ZIP archive is, without unpacking anything but its list of contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise broken(name, "xlsx", str(error)) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise too_large(name, f"It unpacks to {unpacked / 2**20:.0f} MB; up to {MOST_UNPACKED // 2**20} MB are read.")
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(name)
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("word/") for part in names):
        return "docx"
    if any(part.startswith("ppt/") for part in names):
        return "pptx"
    for kind, what in ((b"text", "a text document (.odt)"), (b"presentation", "a presentation (.odp)")):
        if mimetype.endswith(b"opendocument." + kind):
            raise _no_table(name, what, "Open it and save it as .docx, .pptx or PDF.")
    raise _no_table(name, "a ZIP archive", "Unpack it and import the table that is in it.")


def _compound(data: bytes, name: str) -> Format:
    """Tell an old workbook from an encrypted new one and from a Word document, by the names of its streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise encrypted(name)
    # Either may hold the other as an object within it, which Word keeps in a storage of that name.
    if _has_entry(data, "WordDocument") and (_has_entry(data, "ObjectPool") or not _is_workbook(data)):
        return "doc"
    if _is_workbook(data):
        return "xls"
    if _has_entry(data, "PowerPoint Document"):
        raise _no_table(name, "a presentation of PowerPoint 97 (.ppt)", "Open it and save it as .pptx or PDF.")
    raise broken(name, "xls", "it has no workbook in it")


def _is_workbook(data: bytes) -> bool:
    return _has_entry(data, "Workbook") or _has_entry(data, "Book")


def _has_entry(data: bytes, name: str) -> bool:
    """Whether the directory of a compound file has an entry of exactly this name; its text may say *Book* too."""
    entry = name.encode("utf-16-le").ljust(_ENTRY_NAME, b"\x00")
    place = data.find(entry)
    while place >= 0 and place % _ENTRY:
        place = data.find(entry, place + 1)
    return place >= 0


def _no_table(name: str, what: str, remedy: str) -> DataError:
    return DataError(f"The file is {what}.", where=name, why=f"Tables are read from {_READABLE}.", remedy=remedy)


def is_binary(data: bytes) -> bool:
    """Whether a file is no text: more control characters than text has, and not UTF-16."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if any(half and half.count(0) > 0.4 * len(half) for half in (head[0::2], head[1::2])):
        return False
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in head)
    return control > len(head) // 100
