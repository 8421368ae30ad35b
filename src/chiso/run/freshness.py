"""Knowing whether a step has anything to do, from what its last run read and wrote.

A step is fresh while every file that it depends on and every file that it wrote is the one of its last
run. Files are told apart by time of change and size, as make does it, so that looking at thousands takes
a moment. One that was only touched, or that went away and came back as version control lets it, is told
by its content: it has not changed. Of a notebook the content is what version control keeps, without outputs.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.files import sha256
from chiso.kept_notebook import kept
from chiso.run.steps import Step, package_folder

Signature = tuple[int, int] | None
"""Time of change in nanoseconds, and size in bytes; None where there is no file, or a pipe, a device or a socket."""

FIRST_TIME = "it was not made yet"

_NOTEBOOK = ".ipynb"

_DIGITS = 16
"""Of a SHA-256: enough to tell the states of one file apart, and little to read in the notes of all reports."""


class Look:
    """One look at the files of a project. Every file is looked at once, before anything runs.

    What changes while a run is under way then counts as changed at the next look: the step may have read
    it before.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._seen: dict[str, Signature] = {}
        self._contents: dict[str, str] = {}

    def reasons(self, step: Step) -> list[str]:
        """Say why a step has to run; empty while it is fresh.

        Returns
        -------
        list of str
            ``"observations.csv is not there"``, ``"notebooks/3_briefing.ipynb changed"``, …

        Raises
        ------
        RunError
            When a file that the step reads is no ordinary one.
        """
        for name in step.reads:
            if self.signature(name) is None and (self._project.root / name).exists():
                raise RunError(
                    "What a run reads is no ordinary file.",
                    where=name,
                    why="It is a pipe, a device or a socket, and reading it could take for ever.",
                    remedy="Bring the file back from version control, then run the same command again.",
                )
        try:
            state = json.loads(self._state(step).read_text(encoding="utf-8"))
            reads, writes, found = dict(state["reads"]), dict(state["writes"]), list(state["found"])
            contents, python = dict(state["contents"]), str(state["python"])
        except (OSError, ValueError, KeyError, TypeError):
            return [FIRST_TIME]
        why = []
        for path in step.writes:
            name = self._project.relative(path)
            now = self._fresh(name)
            if now is None:
                why.append(f"{name} is not there")
            elif list(now) != writes.get(name):
                why.append(f"{name} was changed")
        if python != platform.python_version():
            why.append(f"Python {python} is now {platform.python_version()}")
        known = {*step.reads, *found}
        for name in sorted(known):
            if name not in reads:
                why.append(f"{name} is new")
            elif not self._is_same(name, reads[name], contents.get(name)):
                why.append(f"{name} changed" if self.signature(name) else f"{name} is gone")
        return why + [f"{name} is gone" for name in sorted(set(reads) - known)]

    def signature(self, name: str) -> Signature:
        """Return the signature of a file as it was at this look's first sight of it."""
        if name not in self._seen:
            self._seen[name] = self._fresh(name)
        return self._seen[name]

    def changed(self, names: Iterable[str]) -> list[str]:
        """Return the names of files that are no longer what they were at this look's first sight of them."""
        return [name for name in names if self.signature(name) != self._fresh(name)]

    def hold(self) -> None:
        """See every file of the package now: processes that start later load what stands there then."""
        for path in package_folder().rglob("*"):
            if path.suffix != ".pyc":
                self.signature(self._project.relative(path))

    def remember(self, step: Step, found: Iterable[str]) -> None:
        """Note that a step has run to its end.

        Parameters
        ----------
        step
            The step.
        found
            Files that it depends on besides ``step.reads``: modules and fonts.
        """
        names = sorted({*step.reads, *found})
        # What is another file now was perhaps read as a third one in between: its content is not known.
        other = set(self.changed(names))
        contents = {name: self._content(name) for name in names if name not in other}
        state = {
            "python": platform.python_version(),
            "reads": {name: self.signature(name) for name in names},
            "contents": {name: content for name, content in contents.items() if content},
            "writes": self.written(map(self._project.relative, step.writes)),
            "found": sorted(set(found) - set(step.reads)),
        }
        _write(self._state(step), json.dumps(state).encode())

    def written(self, names: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of files as they are now."""
        return {name: self._fresh(name) for name in names}

    def _is_same(self, name: str, then: list[int] | None, content: str | None) -> bool:
        """Tell whether a file is the one of the last run."""
        now = self.signature(name)
        if now is None or then is None:
            return now is None and then is None
        if list(now) == then:
            return True
        # A notebook that was run and saved has another size, and is the same.
        may_be_same = now[1] == then[1] or name.endswith(_NOTEBOOK)
        return may_be_same and content is not None and self._content(name) == content

    def _content(self, name: str) -> str:
        """Return what tells the content of a file at this look's first sight of it; empty where it is another now."""
        if name not in self._contents:
            seen, digest = self.signature(name), ""
            with contextlib.suppress(OSError):
                if seen is not None and seen == self._fresh(name):
                    data = (self._project.root / name).read_bytes()
                    digest = sha256(kept(data) if name.endswith(_NOTEBOOK) else data)[:_DIGITS]
            self._contents[name] = digest if seen == self._fresh(name) else ""
        return self._contents[name]

    def _fresh(self, name: str) -> Signature:
        try:
            status = os.stat(os.path.join(self._project.root, name))  # noqa: PTH116, PTH118 - thousands of times
        except OSError:
            return None
        is_ordinary = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        return (status.st_mtime_ns, status.st_size) if is_ordinary else None

    def _state(self, step: Step) -> Path:
        return self._project.state / "steps" / f"{step.name}.json"


def _write(path: Path, data: bytes) -> None:
    """Write a note whole or not at all. Lost with the power, it costs no more than one run of its step."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise RunError(
            "What was made cannot be noted.",
            where=str(path),
            why=error.strerror or str(error),
            remedy="Make room on the disk or make the folder writable, then run the same command again.",
        ) from None
