"""What a worker of a cluster does: unpack what it was sent, make a report of it, and return its files."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import functools
import importlib.metadata
import io
import os
import platform
import re
import shutil
import threading
import zipfile
from pathlib import Path

from chiso.errors import RunError
from chiso.files import file_sha256, sha256
from chiso.kernels.environment import SERVER
from chiso.kernels.warm import WarmServer, can_fork, fits
from chiso.run.orders import BriefOrder
from chiso.run.pool import MODULES
from chiso.run.steps import package_folder
from chiso.scratch import scratch

_MOST_ROOTS = 32
"""So many archives are kept unpacked: a worker may serve many runs."""

_lock = threading.Lock()


def brief_from(archive: bytes, order: BriefOrder, expected: dict[str, str], *, rehearse: bool) -> dict[str, bytes]:
    """Make a report from an archive.

    Parameters
    ----------
    archive
        From :func:`chiso.run.cluster.packed`.
    order
        The report.
    expected
        What the caller has installed; other versions could write other bytes.

    rehearse
        Whether this worker will make so many of the year's reports that shared work pays.

    Raises
    ------
    RunError
        When this worker has something else installed.
    NotebookFailure, ExportError
        As :func:`chiso.run.brief.brief` does.
    """
    from chiso.run.brief import brief  # noqa: PLC0415 - the scheduler unpickles this function and needs no more

    _refuse_others(expected)
    with _lock:
        root = _workplace().unpacked(archive, order, rehearse=rehearse)
    return brief(dataclasses.replace(order, root=root))


@functools.cache
def _installed() -> tuple[tuple[str, str], ...]:
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in importlib.metadata.requires("chiso") or ()]
    versions = {name: importlib.metadata.version(name) for name in names}
    files = sorted(path for path in package_folder().rglob("*") if path.is_file() and path.suffix != ".pyc")
    source = "\n".join(f"{path.relative_to(package_folder()).as_posix()} {file_sha256(path)}" for path in files)
    versions |= {"Python": platform.python_version(), "chiso": sha256(source.encode())}
    return tuple(sorted(versions.items()))


def installed() -> dict[str, str]:
    """Return the versions of what a report is made with: Python, packages, and the source of chiso by its checksum."""
    return dict(_installed())


def _refuse_others(expected: dict[str, str]) -> None:
    own = installed()
    other = sorted(name for name in {*own, *expected} if own.get(name) != expected.get(name))
    if other:
        shown = [
            f"{name} {own.get(name, 'missing')[:12]} instead of {expected.get(name, 'none')[:12]}" for name in other
        ]
        raise RunError(
            "A worker of the cluster has something else installed.",
            where=platform.node(),
            why="; ".join(shown),
            remedy="Install the same commit and its requirements.lock on every worker.",
        )


class _Workplace:
    """Where this process unpacks what it is sent, and its server of warm kernels; both end with it."""

    def __init__(self) -> None:
        stack = contextlib.ExitStack()
        atexit.register(stack.close)
        self._folder = stack.enter_context(scratch())
        self._roots: dict[str, Path] = {}
        self._server: WarmServer | None = None
        if can_fork() and fits(self._folder):
            self._server = WarmServer(self._folder)
            stack.callback(self._server.stop)
            self._server.load(modules=MODULES)
            os.environ[SERVER] = self._server.address

    def unpacked(self, archive: bytes, order: BriefOrder, *, rehearse: bool) -> Path:
        """Return the project that an archive holds, unpacked once for all its reports."""
        digest = sha256(archive)
        if digest not in self._roots:
            for earlier in list(self._roots)[: 1 - _MOST_ROOTS]:
                shutil.rmtree(self._roots.pop(earlier), ignore_errors=True)
            root = self._folder / digest[:16]
            with zipfile.ZipFile(io.BytesIO(archive)) as pack:
                pack.extractall(root)
            if self._server is not None and rehearse:
                asked = order.parameters
                given = [str(root), asked.year, asked.unit.slug, asked.units]
                self._server.load(calls=[("chiso.run.warm_up:warm_up", given)])
            self._roots[digest] = root
        return self._roots[digest]


@functools.cache
def _workplace() -> _Workplace:
    return _Workplace()
