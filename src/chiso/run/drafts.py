"""Word files that somebody went on writing in: a run never writes over them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DRAFTS = (".docx",)
"""Files that are made to be changed by hand."""


def kept_drafts(paths: Iterable[Path]) -> list[Path]:
    """Give drafts that were changed by hand since they were made another name, and return the new names.

    Parameters
    ----------
    paths
        The files of a report that a run is about to write.
    """
    drafts = [path for path in paths if path.suffix in DRAFTS and path.is_file()]
    if not drafts:
        return []
    from chiso.export.word_seal import is_untouched  # noqa: PLC0415 - with it comes all that exports

    kept = []
    for path in drafts:
        if is_untouched(path.read_bytes()):
            continue
        number = 1
        while (beside := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
            number += 1
        path.rename(beside)
        kept.append(beside)
    return kept
