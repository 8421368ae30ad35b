"""One catalogue for all who look at the same ``data/raw``: it is read once until a file there changes."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from chiso.catalog.catalog import Catalog

_Signature = tuple[tuple[str, int, int], ...]


def open_catalog(raw: Path) -> Catalog:
    """Return the catalogue of a ``data/raw`` folder as its files are now.

    Raises
    ------
    DataError
        When a link in the folder leads out of it.
    """
    return _opened(raw, _signature(raw))


@functools.lru_cache(maxsize=8)
def _opened(raw: Path, signature: _Signature) -> Catalog:  # noqa: ARG001 - what tells states of the folder apart
    return Catalog(raw)


def _signature(raw: Path) -> _Signature:
    """Return name, time of change and size of every table of the folder; thousands take a few milliseconds."""
    found = []
    for folder, _, names in os.walk(raw, followlinks=True):
        for name in names:
            if name.endswith(".csv"):
                path = os.path.join(folder, name)  # noqa: PTH118 - thousands of times
                try:
                    status = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                found.append((path, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))
