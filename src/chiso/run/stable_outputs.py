"""What libraries make up anew at each run, and where things happen to lie: said in the same way each time.

Kernels have the clock's place taken (``SOURCE_DATE_EPOCH``) and their hashes seeded. What is left are names
that mean nothing: addresses of objects in memory, ids that only have to differ from one another, the
folders of this machine, and how long something took.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
# Both look only where a word or a line begins: from each letter of a long one on, a picture in base 64 took minutes.
_LIBRARY = re.compile(r"(?<![^\s'\"<>(])[^\s'\"<>(]*/(?:ipykernel_\d+|site-packages|lib(?:64)?/python3\.\d+)/")
_OVERWRITTEN = re.compile(r"^[^\n]*\r(?!\n)[^\n]*\n?", re.MULTILINE)
_STYLER = re.compile(r"<table id=\"(?P<id>T_[0-9a-f]{5})\"")
_SVG = re.compile(r" id=\"(?P<id>[A-Za-z]?[0-9a-f]{10})\"")


class Steady:
    """Replaces made-up names in what one notebook shows.

    Parameters
    ----------
    root
        The project's folder, which is said to be ``.``.
    """

    def __init__(self, root: Path) -> None:
        # A kernel knows its folder without links. And /data is the beginning of no path in /database.
        places = {re.escape(str(one)) for one in (root, root.resolve()) if len(one.parts) > 1}
        self._root = re.compile(rf"(?:{'|'.join(sorted(places))})(?![\w.-])") if places else None
        self._numbers = itertools.count()  # of ids, for all of the page: they must stay different

    def shown(self, text: str) -> str:
        """Return text, HTML or SVG without what differs from run to run or from machine to machine.

        Addresses of objects are zero, files of libraries and of cells without the folder that they lie in,
        and ids of a Styler of pandas and of matplotlib's drawings numbers in the order in which they come.
        """
        text = _LIBRARY.sub("", _ADDRESS.sub("at 0x0", text))
        if self._root is not None:
            text = self._root.sub(".", text)
        text = self._numbered(text, _STYLER, "T_{:05x}")
        return self._numbered(text, _SVG, "i{:010x}") if "<svg" in text else text

    def printed(self, name: str, text: str) -> str:
        """Return what was printed on a stream; without progress bars, which tell how long something took."""
        return self.shown(_OVERWRITTEN.sub("", text) if name == "stderr" else text)

    def _numbered(self, text: str, pattern: re.Pattern[str], form: str) -> str:
        made_up = dict.fromkeys(found["id"] for found in pattern.finditer(text))
        if not made_up:
            return text
        names = {name: form.format(next(self._numbers)) for name in made_up}
        anywhere = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(names)})(?![A-Za-z0-9])")
        return anywhere.sub(lambda found: names[found[0]], text)
