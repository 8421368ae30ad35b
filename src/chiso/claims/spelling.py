"""Words of a text as keys: what they must share to be the same word."""

from __future__ import annotations

import unicodedata

_TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def word_key(word: str) -> str:
    """Return a word in small letters, its tone behind its letters: *hoà* and *hòa* are one, *năm* and *nam* are not.

    Where in a syllable the tone stands is a matter of taste, and both ways are printed.
    """
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)) + tones
