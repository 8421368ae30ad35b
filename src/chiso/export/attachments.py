"""The files that travel inside a PDF: putting them in, and reading them out of a PDF that anybody may have made."""

from __future__ import annotations

import dataclasses
import io
import re
import zlib
from collections.abc import Mapping
from typing import Literal

import pikepdf

#: What a file is to the PDF: what it was made from, the data behind what it shows, or something more.
Relationship = Literal["source", "data", "supplement"]

NOTEBOOK, RECORD, TABLE = "application/x-ipynb+json", "application/ld+json", "text/csv"

#: A report has three files of less than a megabyte. What is far larger was made to fill the memory.
MOST_FILES, MOST_BYTES = 10, 20_000_000


class AttachmentError(ValueError):
    """A PDF whose files cannot be read."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside a PDF; ``name`` is unique there, ``description`` is in the reader's language."""

    name: str
    data: bytes
    media: str
    relationship: Relationship
    description: str


def report_attachments(
    words: Mapping[str, str], *, comparison: tuple[str, bytes], record: tuple[str, bytes], notebook: tuple[str, bytes]
) -> list[Attachment]:
    """Return the three files of a report, each given as its name and its bytes, in the order of the PDF."""
    kinds: tuple[tuple[tuple[str, bytes], str, Relationship, str], ...] = (
        (comparison, TABLE, "data", "attached_comparison"),
        (record, RECORD, "supplement", "attached_record"),
        (notebook, NOTEBOOK, "source", "attached_notebook"),
    )
    return [
        Attachment(name=name, data=data, media=media, relationship=relationship, description=words[word])
        for (name, data), media, relationship, word in kinds
    ]


def file_name(text: str) -> str:
    """Return text as the name of a file that leads nowhere else, whatever saves it."""
    return re.sub(r"[/\\:\x00-\x1f\x7f]+", "-", text).lstrip(".") or "file"


def read_attachments(pdf: bytes) -> dict[str, bytes]:
    """Return the files inside a PDF by their names.

    Parameters
    ----------
    pdf
        The PDF, which need not be one.

    Raises
    ------
    AttachmentError
        When it is no PDF, is damaged or protected, or its files are not packed as chiso packs them or
        are larger than those of any report.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            if len(file.attachments) > MOST_FILES:
                raise AttachmentError(f"It has more than {MOST_FILES} files inside.")
            found = {}
            left = MOST_BYTES
            for name, spec in file.attachments.items():
                found[name] = _unpacked(spec.get_file().obj, left)
                left -= len(found[name])
            return found
    except pikepdf.PasswordError:
        raise AttachmentError("It is protected by a password.") from None
    except (pikepdf.PikepdfError, RuntimeError, TypeError, KeyError, AttributeError, UnicodeError) as error:
        raise AttachmentError(f"It is no readable PDF: {error}") from None


def _unpacked(stream: pikepdf.Object, most: int) -> bytes:
    """Return the bytes of a file, never more than ``most``: a few bytes can stand for any number of them."""
    raw = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if "/DecodeParms" in stream or packing not in (None, pikepdf.Name.FlateDecode):
        raise AttachmentError("A file inside is packed in another way than chiso packs them.")
    if packing is None:
        data = raw
    else:
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(raw, most + 1)
        except zlib.error as error:
            raise AttachmentError(f"A file inside is damaged: {error}.") from None
        if len(data) <= most and not unpacking.eof:
            raise AttachmentError("A file inside is damaged: it ends too soon.")
    if len(data) > most:
        raise AttachmentError(f"The files inside are larger than {MOST_BYTES:,} bytes.")
    return data
