"""What the site has been made of: each part with what it was made from, so that only what changed is made again."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.files import file_sha256, sha256


class Part(TypedDict):
    """A part of the site: what it was made from, and the sizes of its files by their names."""

    made_from: str
    files: dict[str, int]


Parts = dict[str, Part]


class Kept:
    """The notes on a site: the files of each of its parts, and what they were made from.

    Parameters
    ----------
    notes
        The file of the notes.
    folder
        The folder of the site.
    """

    def __init__(self, notes: Path, folder: Path) -> None:
        self._notes = notes
        self._folder = folder
        self._before = _read(notes)
        self._now: Parts = {}
        self.written: list[str] = []

    @property
    def files(self) -> list[str]:
        """The names of the files as they were noted last, from the root of the site."""
        return sorted(_files(self._before))

    def stands(self, part: str, made_from: str, spoiled: Iterable[str] = ()) -> bool:
        """Whether a part needs no making: it was made from the same, and none of its files is among the spoiled."""
        known = self._before.get(part)
        if known is None or known["made_from"] != made_from or {*spoiled} & {*known["files"]}:
            return False
        self._now[part] = known
        return True

    def put(self, part: str, made_from: str, files: Mapping[str, bytes]) -> None:
        """Write the files of a part that are not there as they should be, each whole or not at all.

        Raises
        ------
        RunError
            When a file cannot be written.
        """
        for name, data in files.items():
            path = self._folder / name
            try:
                if not path.is_file() or path.read_bytes() != data:
                    _write(path, data)
                    self.written.append(name)
            except OSError as error:
                raise RunError(
                    "The site cannot be written.",
                    where=str(path),
                    why=error.strerror or str(error),
                    remedy="Make room on the disk or make the folder writable, then run the same command again.",
                ) from None
        self._now[part] = {"made_from": made_from, "files": {name: len(data) for name, data in files.items()}}

    def remove(self) -> list[str]:
        """Remove the files that no part of the site has any longer, and return their names."""
        gone = sorted(_files(self._before) - _files(self._now))
        for name in gone:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()
            with contextlib.suppress(OSError):  # that others lie in
                os.removedirs((self._folder / name).parent)
        return gone

    def close(self) -> None:
        """Note what there is."""
        _write(self._notes, json.dumps(self._now, sort_keys=True).encode())
        self._before = self._now


def _files(parts: Parts) -> set[str]:
    return {name for part in parts.values() for name in part["files"]}


def tables(project: Project) -> list[Path]:
    """Return the processed tables that the site gives away, and their description."""
    package = project.processed / "datapackage.json"
    found = [project.observations, project.published_ranks, package]
    return [path for path in (*found, *sorted((project.processed / "comparisons").glob("*.csv"))) if path.is_file()]


def contents(project: Project, names: Sequence[str]) -> Iterator[str]:
    """Yield what tells the contents of files of the project."""
    return (file_sha256(project.root / name) for name in names if (project.root / name).is_file())


def digest(*parts: str | bytes) -> str:
    """Return one digest of several texts."""
    return sha256(b"\0".join(part.encode() if isinstance(part, str) else part for part in parts))


def _read(path: Path) -> Parts:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: Part(made_from=part["made_from"], files=dict(part["files"])) for name, part in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
