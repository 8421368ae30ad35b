"""Word files that somebody went on writing in: a run never writes over them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from chiso.files import sha256

DRAFTS = (".docx",)
"""Files that are made to be changed by hand."""


def kept_drafts(paths: Iterable[Path]) -> list[Path]:
    """Give drafts that were changed by hand since they were made another name, and return the new names.

    Parameters
    ----------
    paths
        The files of a report that a run is about to write, its record among them.
    """
    paths = list(paths)
    known = _digests(next((path for path in paths if path.suffix == ".json"), None))
    kept = []
    for path in paths:
        if path.suffix not in DRAFTS or not path.is_file() or sha256(path.read_bytes()) == known.get(path.name):
            continue
        number = 1
        while (beside := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
            number += 1
        path.rename(beside)
        kept.append(beside)
    return kept


def _digests(record: Path | None) -> dict[str, str]:
    """Return the SHA-256 of the files that the record beside a report names; nothing where there is none to read."""
    found: dict[str, str] = {}
    if record is not None:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            for entity in json.loads(record.read_text(encoding="utf-8"))["@graph"]:
                if entity.get("@type") == "File" and "sha256" in entity:
                    found[str(entity["@id"])] = str(entity["sha256"])
    return found
