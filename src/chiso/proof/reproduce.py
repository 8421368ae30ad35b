"""Making the same reports twice in different circumstances: equal inputs must give equal bytes."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from chiso.catalog import Project
from chiso.files import sha256
from chiso.proof.project_copy import copy_project, make_there
from chiso.scratch import scratch

DAYS_LATER = 400

#: Two machines of two people, as far as one machine can be both.
FIRST = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "USER": "first",
    "LOGNAME": "first",
    "PYTHONHASHSEED": "1",
    "JOBS": "1",
    "COLUMNS": "40",
}
SECOND = {
    "TZ": "America/St_Johns",
    "LANG": "vi_VN.UTF-8",
    "LC_ALL": "vi_VN.UTF-8",
    "USER": "second",
    "LOGNAME": "second",
    "PYTHONHASHSEED": "4242",
    "JOBS": "2",
    "COLUMNS": "200",
}

_LATER = """\
import datetime
import time_machine

time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days={days}), tick=True).start()
"""


@dataclasses.dataclass(frozen=True)
class Twice:
    """What two builds gave: ``files`` are the SHA-256 by name, ``differing`` says of each other file how it differs.

    ``clock`` is whether the second build ran on a later day.
    """

    files: Mapping[str, str]
    differing: Mapping[str, str]
    clock: bool


def reproduce(project: Project, parameters: Mapping[str, str], say: Callable[[str], None]) -> Twice:
    """Make reports twice, each time in a copy of the project, and compare every file that was built.

    Parameters
    ----------
    project
        The project; nothing is written in it.
    parameters
        The variables of ``make report``.
    say
        Told what is going on.

    Raises
    ------
    RunError
        When the reports cannot be made.
    """
    clock = importlib.util.find_spec("time_machine") is not None
    with scratch() as folder:
        first = _build(project, Path(folder, "a", "first"), parameters, FIRST, 0, say)
        # A name of another length, with a space and letters beyond ASCII.
        second = _build(
            project, Path(folder, "bản sao thứ hai", "của dự án"), parameters, SECOND, DAYS_LATER if clock else 0, say
        )
    differing = {
        name: difference(first.get(name), second.get(name))
        for name in sorted({*first, *second})
        if first.get(name) != second.get(name)
    }
    files = {name: sha256(data) for name, data in sorted(first.items()) if name not in differing}
    return Twice(files=files, differing=differing, clock=clock)


def told(twice: Twice) -> str:
    """Return what two builds gave as the lines that `chiso reproduce` prints."""
    lines = [f"same       {digest}  {name}" for name, digest in twice.files.items()]
    lines += [f"DIFFERENT  {name}: {how}" for name, how in twice.differing.items()]
    clock = f"{DAYS_LATER} days later" if twice.clock else "the clock alone was the same, since time-machine is missing"
    lines.append(
        f"{len(twice.differing)} of {len(twice.files) + len(twice.differing)} files differ between two folders, users, "
        f"time zones, languages, hash seeds, numbers of jobs and terminal widths; {clock}."
    )
    return "\n".join(lines)


def difference(first: bytes | None, second: bytes | None) -> str:
    """Say how two files of the same name differ."""
    if first is None or second is None:
        return f"made only the {'second' if first is None else 'first'} time"
    at = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return f"{len(first)} bytes, then {len(second)}"
    line = first.count(b"\n", 0, at) + 1
    return f"first differs in byte {at + 1}, line {line}"


def built(project: Project) -> dict[str, bytes]:
    """Return every file that was built in a project, by its path from the root."""
    paths = [path for folder in (project.processed, project.reports) for path in folder.rglob("*") if path.is_file()]
    return {project.relative(path): path.read_bytes() for path in paths if path.name != ".gitkeep"}


def _build(
    project: Project,
    folder: Path,
    parameters: Mapping[str, str],
    circumstances: Mapping[str, str],
    days: int,
    say: Callable[[str], None],
) -> dict[str, bytes]:
    copy = copy_project(project, folder)
    home = folder.parent / f"home-{circumstances['USER']}"
    (home / "tmp").mkdir(parents=True)
    environment = {**circumstances, "HOME": str(home), "TMPDIR": str(home / "tmp")}
    if days:
        (home / "sitecustomize.py").write_text(_LATER.format(days=days), encoding="utf-8")
        environment["PYTHONPATH"] = str(home)
    later = f", {days} days later" if days else ""
    said = " ".join(f"{name}={value}" for name, value in circumstances.items())
    say(f"Making the reports with {said}{later}")
    with _umask(0o077 if days else 0o022):
        make_there(copy, parameters, environment)
    return built(copy)


@contextlib.contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)
