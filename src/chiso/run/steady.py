"""What libraries make up anew at each run in what a cell shows: said in the same way each time.

Kernels have the clock's place taken (``SOURCE_DATE_EPOCH``) and their hashes seeded. What is left are names
that mean nothing: addresses of objects in memory, and ids that only have to differ from one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_WHERE_FROM = re.compile(r"\S*/ipykernel_\d+/")
_STYLER = re.compile(r"<table id=\"(?P<id>T_[0-9a-f]{5})\"")
_SVG = re.compile(r" id=\"(?P<id>[A-Za-z]?[0-9a-f]{10})\"")


def steady(text: str, numbers: Iterator[int]) -> str:
    """Return text, HTML or SVG with made-up names replaced by numbers in the order in which they come.

    Replaced are the addresses of objects, the folder of a kernel's cells, the ids of a Styler of pandas,
    and in drawings of matplotlib those of what is drawn several times or clipped.

    Parameters
    ----------
    text
        What a cell shows.
    numbers
        Numbers for ids, the same iterator for all that stands on one page.
    """
    text = _WHERE_FROM.sub("", _ADDRESS.sub("at 0x0", text))
    text = _numbered(text, _STYLER, "T_{:05x}", numbers)
    return _numbered(text, _SVG, "i{:010x}", numbers) if "<svg" in text else text


def _numbered(text: str, pattern: re.Pattern[str], form: str, numbers: Iterator[int]) -> str:
    made_up = dict.fromkeys(found["id"] for found in pattern.finditer(text))
    if not made_up:
        return text
    names = {name: form.format(next(numbers)) for name in made_up}
    anywhere = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(names)})(?![A-Za-z0-9])")
    return anywhere.sub(lambda found: names[found[0]], text)
