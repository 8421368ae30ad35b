"""What kind of file somebody gives, by what is in it; and whether it may be opened at all."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePath

from chiso.errors import DataError

MOST_BYTES = 64 * 2**20
"""A published table has some hundred kilobytes, a text with its pictures some megabytes; nothing above this is read."""

MOST_UNPACKED = 256 * 2**20
"""How large the parts of a package may be together when unpacked."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ENTRY, _ENTRY_NAME = 128, 64
_HEADER = re.compile(rb"(?:[a-z-]{2,40}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,20}+){1,40}+\r?\n")
_PACKED = (("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"), ("word/", "docx"), ("ppt/", "pptx"))
_OPEN = ((b".spreadsheet", "ods"), (b".text", "odt"), (b".presentation", "odp"))


@dataclasses.dataclass(frozen=True)
class Purpose:
    """What files are read for.

    Attributes
    ----------
    reads
        The sentence that says which kinds are read.
    names
        The kinds that are read, and what a person calls each.
    refused
        The kinds that are not, each as what the file is, and what to do; ``""`` stands for all others.
    endings
        The kinds that files of an ending may be of; any other ending says nothing.
    usual
        The ending of a kind whose name is not its ending.
    again
        What to do about an empty file.
    too_large, damaged, encrypted
        What make errors: of the name and why; of the name, the kind and what went wrong; of the name.
    most_part
        How large one part of text within a package may be.
    tags
        What makes a page of a text wherever it stands.
    """

    reads: str
    names: Mapping[str, str]
    refused: Mapping[str, tuple[str, str]]
    endings: Mapping[str, tuple[str, ...]]
    usual: Mapping[str, str]
    again: str
    too_large: Callable[[str, str], DataError]
    damaged: Callable[[str, str, str], DataError]
    encrypted: Callable[[str], DataError]
    most_part: int = MOST_UNPACKED
    tags: tuple[bytes, ...] = (b"<html", b"<body")


def detect(data: bytes, name: str, purpose: Purpose) -> str:
    """Return the kind of a file.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name, whose ending must not say something else; ``-`` for standard input has none.
    purpose
        What it is read for.

    Raises
    ------
    DataError
        When the file is empty, too large, protected by a password, unpacks to too much, is of a kind that is not read,
        or is called by the ending of another kind.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DataError("The file is empty.", where=name, remedy=purpose.again)
    if len(data) > MOST_BYTES:
        raise purpose.too_large(name, f"It has {_mb(len(data))} MB; files of up to {_mb(MOST_BYTES)} MB are read.")
    kind = _by_content(data, name, purpose)
    if kind not in purpose.names:
        what, remedy = purpose.refused[kind if kind in purpose.refused else ""]
        raise DataError(f"The file is {what}.", where=name, why=purpose.reads, remedy=remedy)
    ending = PurePath(name).suffix.lower()
    if kind not in purpose.endings.get(ending, (kind,)):
        right = PurePath(name).with_suffix(purpose.usual.get(kind, f".{kind}")).name
        raise DataError(
            f"The file is called {ending} but is {purpose.names[kind]}.",
            where=name,
            why="What a file is called and what it holds must agree, so that nobody takes one for the other.",
            remedy=f"Make sure that it is the right file, rename it to {right}, then run the same command again.",
        )
    return kind


def _by_content(data: bytes, name: str, purpose: Purpose) -> str:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name, purpose)
    if data.startswith(_OLE):
        return _compound(data, name, purpose)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    # Text in UTF-16 has a zero byte beside every ASCII letter; looking for tags needs them gone.
    plain = data[:65536].replace(b"\x00", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return "xml workbook"
    head = _HEADER.match(start.lower())
    if head and b"mime-version:" in head[0]:
        return "mht"
    if plain.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table", b"<meta")):
        return "html"
    if any(tag in plain for tag in purpose.tags):
        return "html"
    return "binary" if _is_binary(data) else "text"


def _packed(data: bytes, name: str, purpose: Purpose) -> str:
    """Tell what a ZIP archive is, without unpacking anything but its list of contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise purpose.damaged(name, "", str(error)) from None
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    for size, most, what in ((unpacked, MOST_UNPACKED, "It unpacks"), (largest, purpose.most_part, "A part unpacks")):
        if size > most:
            raise purpose.too_large(name, f"{what} to {_mb(size)} MB; up to {_mb(most)} MB are read.")
    if any(part.flag_bits & 1 for part in parts):
        raise purpose.encrypted(name)
    for ending, kind in _OPEN:
        if mimetype.strip().endswith(b"opendocument" + ending):
            return kind
    return next((kind for start, kind in _PACKED if any(part.startswith(start) for part in names)), "zip")


def _compound(data: bytes, name: str, purpose: Purpose) -> str:
    """Tell an old workbook from an encrypted new one and from a Word document, by the names of its streams."""
    if any(stream.encode("utf-16-le") in data for stream in ("EncryptedPackage", "EncryptionInfo")):
        raise purpose.encrypted(name)
    is_workbook = _has_entry(data, "Workbook") or _has_entry(data, "Book")
    # Either may hold the other as an object within it, which Word keeps in a storage of that name.
    if _has_entry(data, "WordDocument") and (_has_entry(data, "ObjectPool") or not is_workbook):
        return "doc"
    if is_workbook:
        return "xls"
    return "ppt" if _has_entry(data, "PowerPoint Document") else "compound"


def _has_entry(data: bytes, name: str) -> bool:
    """Whether the directory of a compound file has an entry of exactly this name; its text may say *Book* too."""
    entry = name.encode("utf-16-le").ljust(_ENTRY_NAME, b"\x00")
    place = data.find(entry)
    while place >= 0 and place % _ENTRY:
        place = data.find(entry, place + 1)
    return place >= 0


def _is_binary(data: bytes) -> bool:
    """Whether a file is no text: more control characters than text has, and not UTF-16."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if any(half and half.count(0) > 0.4 * len(half) for half in (head[0::2], head[1::2])):
        return False
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in head)
    return control > len(head) // 100


def _mb(size: int) -> str:
    return f"{size / 2**20:.0f}"
