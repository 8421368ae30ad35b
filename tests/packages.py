"""Files of many parts, as small as they can be: ZIP archives, and the compound files of old Office programs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def compound(entry: str, before: bytes = b"") -> bytes:
    """Return the start of a compound file with an entry of its directory behind other bytes."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + before
    return start.ljust(-(-len(start) // 128) * 128, b"\0") + entry.encode("utf-16-le").ljust(128, b"\0")
