"""Packages without the moment of their making, that can tell whether anybody changed them since."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from chiso.files import sha256

SEAL = "chiso/seal.txt"
"""The part of a package that holds the SHA-256 of all others."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def sealed(package: bytes) -> bytes:
    """Return a package with its seal, the same for the same parts; it has a part of that name already."""
    with zipfile.ZipFile(io.BytesIO(package)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[SEAL] = _seal(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, data)
    return packed.getvalue()


def is_untouched(data: bytes) -> bool:
    """Whether a file is a package as :func:`sealed` left it; an office that saves it anew leaves the seal out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    return parts.get(SEAL) == _seal(parts)


def _seal(parts: Mapping[str, bytes]) -> bytes:
    lines = [f"{sha256(data)}  {name}\n" for name, data in sorted(parts.items()) if name != SEAL]
    return f"{sha256(''.join(lines).encode())}\n".encode()
