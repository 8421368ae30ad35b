"""What kind of text a file is, by what is in it; and whether it may be opened at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Literal

from chiso.errors import DataError
from chiso.intake.formats import MOST_UNPACKED, OLE, PICTURES, is_binary

Format = Literal["docx", "pdf", "html", "text", "markdown"]

MOST_BYTES = 64 * 2**20
"""A text with its pictures has some megabytes; nothing above this is read."""

MOST_LETTERS = 3_000_000
"""About a thousand pages."""

READABLE = ".docx, .pdf with a text layer, .html, .txt or .md"

_ENDINGS: dict[str, tuple[Format, ...]] = {
    ".docx": ("docx",),
    ".docm": ("docx",),
    ".pdf": ("pdf",),
    ".htm": ("html",),
    ".html": ("html",),
    ".xhtml": ("html",),
    ".txt": ("text",),
    ".md": ("markdown", "html"),
    ".markdown": ("markdown", "html"),
}
_NAMES: dict[Format, str] = {
    "docx": "a Word file",
    "pdf": "a PDF",
    "html": "a page of HTML",
    "text": "plain text",
    "markdown": "plain text",
}


def detect(data: bytes, name: str) -> Format:
    """Return the kind of a text.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name, whose ending must not say something else; ``-`` for standard input has none.

    Raises
    ------
    DataError
        When the file is empty, too large, protected by a password, unpacks to too much, is no text, or is called by
        the ending of another kind.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DataError("The file is empty.", where=name, remedy=f"Give a text: {READABLE}.")
    if len(data) > MOST_BYTES:
        raise too_large(name, f"It has {len(data) / 2**20:.0f} MB; texts of up to {MOST_BYTES // 2**20} MB are read.")
    kind = _by_content(data, name)
    ending = PurePath(name).suffix.lower()
    if kind == "text" and ending in (".md", ".markdown"):
        kind = "markdown"
    expected = _ENDINGS.get(ending)
    if expected and kind not in expected:
        raise DataError(
            f"The file is called {ending} but is {_NAMES[kind]}.",
            where=name,
            why="What a file is called and what it holds must agree, so that nobody takes one for the other.",
            remedy="Make sure that it is the right file and rename it.",
        )
    return kind


def too_large(name: str, why: str) -> DataError:
    """Return the error for a file that holds more than any text."""
    return DataError(
        "The file is too large to be checked as a text.",
        where=name,
        why=why,
        remedy="Save the part that is to be checked as a file of its own.",
    )


def unreadable(name: str, detail: str) -> DataError:
    """Return the error for a file that breaks off or contradicts itself."""
    return DataError(
        "The file cannot be read.",
        where=name,
        why=f"It is damaged or not what it seems ({detail}).",
        remedy="Get it again, or open it in the program that made it and save it anew.",
    )


def encrypted(name: str) -> DataError:
    """Return the error for a file that opens with a password only."""
    return DataError(
        "The file is protected by a password.",
        where=name,
        why="An encrypted file shows nothing without it, and chiso asks for no passwords.",
        remedy="Open it with its password, save it without one, and check that.",
    )


def no_text(name: str, what: str, remedy: str = "") -> DataError:
    """Return the error for a file that is no text."""
    return DataError(
        f"The file is {what}.",
        where=name,
        why=f"Claims are read from {READABLE}.",
        remedy=remedy or "Save its text in one of these kinds.",
    )


def _by_content(data: bytes, name: str) -> Format:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    if data.startswith(OLE):
        raise _compound(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(PICTURES):
        raise no_text(name, "a picture", "A picture has no text to read; find the text itself.")
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise no_text(name, "a rich text (.rtf)", "Open it in a word processor and save it as .docx.")
    plain = data[:65536].replace(b"\x00", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in plain or b"<body" in plain:
        return "html"
    if is_binary(data):
        raise no_text(name, "no text: it holds bytes that no text has")
    return "text"


def _packed(data: bytes, name: str) -> Format:
    """Tell what a ZIP archive is, without unpacking anything but its list of contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise unreadable(name, str(error)) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise too_large(name, f"It unpacks to {unpacked / 2**20:.0f} MB; up to {MOST_UNPACKED // 2**20} MB are read.")
    largest = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    if largest > MOST_BYTES:
        raise too_large(
            name, f"A part of its text has {largest / 2**20:.0f} MB; up to {MOST_BYTES // 2**20} MB are read."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(name)
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        return "docx"
    if any(part.startswith("xl/") for part in names):
        raise no_text(name, "a workbook", "A table is brought in by `chiso import`; its text can be saved as .docx.")
    if any(part.startswith("ppt/") for part in names):
        raise no_text(name, "a presentation", "Save it as PDF and check that.")
    if "mimetype" in names:
        raise no_text(name, "an OpenDocument file", "Open it in a word processor and save it as .docx.")
    raise no_text(name, "a ZIP archive", "Unpack it and check the text that is in it.")


def _compound(data: bytes, name: str) -> DataError:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return encrypted(name)
    if has("WordDocument"):
        return no_text(name, "a Word 97 file (.doc)", "Open it in a word processor and save it as .docx.")
    return no_text(name, "an old Office file", "Open it in the program that made it and save it as .docx or PDF.")
