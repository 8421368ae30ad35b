"""Reading a text, and giving a Word file comments, without opening either in this process."""

from __future__ import annotations

import base64
import dataclasses
import sys
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from chiso.bounded import ask
from chiso.errors import DataError
from chiso.file_kinds import MOST_BYTES
from chiso.texts.formats import READABLE, too_large
from chiso.texts.passages import Passage, Remark, Text
from chiso.texts.worker import MOST_SECONDS

_WORKER = "chiso.texts.worker"


def load(file: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file; ``-`` is standard input.

    Raises
    ------
    DataError
        When it is not there, cannot be read, or is too large.
    """
    if file == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        name = "standard input"
    else:
        path = Path(file)
        name = path.name
        try:
            if not path.is_file():
                raise DataError(
                    "There is no such file." if not path.exists() else "It is no ordinary file.",
                    where=file,
                    remedy=f"Give a text: {READABLE}; or - for standard input.",
                )
            size = path.stat().st_size
            if size > MOST_BYTES:
                raise too_large(
                    file, f"It has {size / 2**20:.0f} MB; texts of up to {MOST_BYTES // 2**20} MB are read."
                )
            data = path.read_bytes()
        except OSError as error:
            raise DataError("The file cannot be read.", where=file, why=error.strerror or str(error)) from None
    return name, data


def read_text(name: str, data: bytes, keys: Collection[str]) -> Text:
    """Return the passages of a text.

    Parameters
    ----------
    name, data
        The file, as :func:`load` gives it.
    keys
        The keys of all spellings of all units, by which old encodings are told apart.

    Raises
    ------
    DataError
        When it cannot be read, or takes more memory or time than a text does.
    """
    request = {"name": name, "keys": sorted(keys)}
    found = ask(_WORKER, request, data, partial(too_large, name), seconds=MOST_SECONDS)
    passages = tuple(Passage.from_json(each) for each in found["passages"])
    return Text(name, found["kind"], passages, tuple(found["unread"]), found["properties"])


def commented(name: str, data: bytes, remarks: Sequence[Remark], author: str) -> bytes:
    """Return a Word file with comments; everything else in it stays as it is.

    Raises
    ------
    DataError
        When it is no Word file or cannot be read.
    """
    request = {"name": name, "remarks": [dataclasses.asdict(one) for one in remarks], "author": author}
    found = ask(_WORKER, request, data, partial(too_large, name), seconds=MOST_SECONDS)
    return base64.b64decode(found["file"])
