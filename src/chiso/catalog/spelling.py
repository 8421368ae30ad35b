"""Names as keys: under which spellings of one name meet, and by which folders and files are named."""

from __future__ import annotations

import re
import unicodedata


def name_key(text: str) -> str:
    """Return the key under which spellings of one name meet.

    NFKC, case-folded, đ and ð as d, without marks, only a–z and 0–9. The publishers' tables mix
    composed, decomposed and half-composed letters and both *đ* and the Icelandic *ð*.
    """
    return re.sub(r"[^a-z0-9]", "", _ascii(text))


def slug_of(text: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens; the same for any of its spellings."""
    return re.sub(r"[^a-z0-9]+", "-", _ascii(text)).strip("-")


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d").replace("ð", "d")
    return "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
