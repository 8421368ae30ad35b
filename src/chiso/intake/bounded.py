"""Reading the tables of a received file, which is opened in a process of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from functools import partial

from chiso.bounded import MOST_SECONDS, ask
from chiso.intake.convert_doc import to_docx
from chiso.intake.formats import detect, stopped, too_large
from chiso.intake.grid import Grid
from chiso.intake.worker import Choice


def read_file(data: bytes, name: str, keys: Collection[str], choice: Choice, *, ruled: bool = False) -> list[Grid]:
    """Read the tables of a file.

    Parameters
    ----------
    data, name
        The file as received and its name.
    keys
        The keys of all spellings of all provinces, or of other words by which the tables are known.
    choice
        Which of its parts.
    ruled
        Whether every ruled table of a PDF is wanted, in the place of tables of provinces.

    Returns
    -------
    list of Grid
        Every table that was read, in the order of the file.

    Raises
    ------
    DataError
        When the file cannot be read, or takes more than :data:`~chiso.bounded.MOST_MEMORY` or
        :data:`~chiso.bounded.MOST_SECONDS`.
    """
    if detect(data, name) == "doc":
        data = to_docx(data, name)
        name = f"{name}, as .docx"
    request = {"name": name, "keys": sorted(keys), "choice": dataclasses.asdict(choice), "ruled": ruled}
    found = ask(
        "chiso.intake.worker",
        request,
        data,
        partial(too_large, name),
        seconds=MOST_SECONDS,
        stopped=partial(stopped, name),
    )
    return [Grid.from_json(cells) for cells in found["grids"]]
