"""Opening a received file in a process of its own, so that no file can take down or slow down the command."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Collection

from chiso.errors import DataError
from chiso.intake.convert_doc import to_docx
from chiso.intake.formats import detect, stopped, too_large
from chiso.intake.grid import Grid
from chiso.intake.worker import MOST_MEMORY, MOST_SECONDS, Choice


def read_file(data: bytes, name: str, keys: Collection[str], choice: Choice) -> list[Grid]:
    """Read the tables of a file.

    Parameters
    ----------
    data, name
        The file as received and its name.
    keys
        The keys of all spellings of all provinces.
    choice
        Which of its parts.

    Returns
    -------
    list of Grid
        Every table that was read, in the order of the file.

    Raises
    ------
    DataError
        When the file cannot be read, or takes more than :data:`~chiso.intake.worker.MOST_MEMORY` or
        :data:`~chiso.intake.worker.MOST_SECONDS`.
    """
    if detect(data, name) == "doc":
        data = to_docx(data, name)
        name = f"{name}, as .docx"
    request = {"name": name, "keys": sorted(keys), "choice": dataclasses.asdict(choice)}
    # Threads of numerical libraries each reserve memory that they never use, and would meet the limit.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "chiso.intake.worker"],
            input=json.dumps(request).encode() + b"\n" + data,
            capture_output=True,
            timeout=MOST_SECONDS,
            env=environment,
            check=False,
        )
        found = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        raise stopped(name, MOST_SECONDS) from None
    except ValueError:
        found = {}
    if "grids" in found:
        return [Grid.from_json(cells) for cells in found["grids"]]
    if "error" in found:
        error = found["error"]
        raise DataError(error["what"], where=error["where"], why=error["why"], remedy=error["remedy"])
    if done.returncode == -signal.SIGXCPU:
        raise stopped(name, MOST_SECONDS)
    raise too_large(name, f"Reading it took more than {MOST_MEMORY // 2**20} MB of memory and was stopped.")
