"""What kinds of files texts come in, and the errors for those that are not read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal, cast

from chiso import file_kinds
from chiso.errors import DataError
from chiso.file_kinds import MOST_BYTES, Purpose

Format = Literal["docx", "pdf", "html", "text", "markdown"]

MOST_LETTERS = 3_000_000
"""About a thousand pages."""

READABLE = ".docx, .pdf with a text layer, .html, .txt or .md"

_MARKDOWN = (".md", ".markdown")
_ENDINGS: dict[str, tuple[str, ...]] = {
    ".docx": ("docx",),
    ".docm": ("docx",),
    ".pdf": ("pdf",),
    ".htm": ("html",),
    ".html": ("html",),
    ".xhtml": ("html",),
    ".txt": ("text",),
    **dict.fromkeys(_MARKDOWN, ("text", "html")),
}
_NAMES = {"docx": "a Word file", "pdf": "a PDF", "html": "a page of HTML", "text": "plain text"}
_AS_TEXT = "Save its text in one of these kinds."
_AS_WORD = "Open it in a word processor and save it as .docx."
_AS_PDF = "Save it as PDF and check that."
_REFUSED = {
    "picture": ("a picture", "A picture has no text to read; find the text itself."),
    "rtf": ("a rich text (.rtf)", _AS_WORD),
    **dict.fromkeys(
        ("xlsx", "xlsb", "xls", "ods", "xml workbook"),
        ("a workbook", "A table is brought in by `chiso import`; its text can be saved as .docx."),
    ),
    **dict.fromkeys(("pptx", "ppt", "odp"), ("a presentation", _AS_PDF)),
    "odt": ("an OpenDocument file", _AS_WORD),
    "doc": ("a Word 97 file (.doc)", _AS_WORD),
    "compound": ("an old Office file", "Open it in the program that made it and save it as .docx or PDF."),
    "mht": ("a page or a letter saved as one file", "Open it in a browser and save it as .html."),
    "zip": ("a ZIP archive", "Unpack it and check the text that is in it."),
    "": ("no text: it holds bytes that no text has", _AS_TEXT),
}


def detect(data: bytes, name: str) -> Format:
    """Return the kind of a text; see :func:`chiso.file_kinds.detect` for parameters and errors."""
    kind = file_kinds.detect(data, name, _TEXTS)
    is_markdown = kind == "text" and PurePath(name).suffix.lower() in _MARKDOWN
    return cast("Format", "markdown" if is_markdown else kind)


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


def _damaged(name: str, _: str, detail: str) -> DataError:
    return unreadable(name, detail)


_TEXTS = Purpose(
    reads=f"Claims are read from {READABLE}.",
    names=_NAMES,
    refused=_REFUSED,
    endings=_ENDINGS,
    usual={"text": ".txt"},
    again=f"Give a text: {READABLE}.",
    too_large=too_large,
    damaged=_damaged,
    encrypted=encrypted,
    most_part=MOST_BYTES,
)
