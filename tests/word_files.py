"""Word files as their parts, and as the text that a reader sees."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_of_word(data: bytes) -> str:
    """Return the text of the body and its notes, a line a paragraph, with plain spaces."""
    parts = parts_of(data)
    lines = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in parts:
            paragraphs = etree.fromstring(parts[name]).iter(f"{_W}p")
            lines += ["".join(one.text or "" for one in paragraph.iter(f"{_W}t")) for paragraph in paragraphs]
    return "\n".join(lines).replace("\u00a0", " ")
