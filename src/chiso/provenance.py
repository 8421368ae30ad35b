"""What a result was made from: versions, commit, and the content of the files that went in."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import chiso
from chiso.errors import RunError
from chiso.file_cache import cached_by_file
from chiso.files import file_sha256, sha256
from chiso.installed import LOCK, in_words, libraries
from chiso.kept_notebook import kept

ORIGIN = ".chiso/origin.json"
"""Where a copy of a project says what it is a copy of."""

FILTER = "chiso"
"""What ``.gitattributes`` calls the filter of notebooks; see :mod:`chiso.kept_notebook`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """The software that made a result.

    ``commit`` is empty without version control; ``changed`` says whether a file under version control
    differs from it. ``package_sha256`` is the :func:`fingerprint` of the package's own files, which tells
    whether two copies compute alike, whatever their commits. ``libraries`` are those that a researcher added and
    locked, ``unlocked`` what else is installed that no lock file names; see :func:`chiso.installed.in_words`.
    """

    version: str
    commit: str
    changed: bool
    lock_sha256: str
    package_sha256: str
    libraries: str = ""
    unlocked: str = ""


def origin(root: Path) -> Origin:
    """Return version, commit, lock file and package of the project in ``root``.

    A copy that was sent to another machine has them in a file, since version control stays behind.

    Raises
    ------
    RunError
        When that file says something else.
    """
    if (root / ORIGIN).is_file():
        return _told_origin(root / ORIGIN)
    lock = root / LOCK
    added, unlocked = libraries(root)
    commit = _told_by_git(root, "rev-parse", "HEAD")
    return Origin(
        version=chiso.__version__,
        commit=commit,
        changed=bool(commit) and _is_changed(root),
        lock_sha256=file_sha256(lock) if lock.is_file() else "",
        package_sha256=package_sha256(),
        libraries=in_words(added),
        unlocked=in_words(unlocked),
    )


def _told_origin(path: Path) -> Origin:
    try:
        told = Origin(**json.loads(path.read_text(encoding="utf-8")))
        wrong = [one.name for one in dataclasses.fields(told) if type(getattr(told, one.name)).__name__ != one.type]
        if wrong:
            raise TypeError(f"{wrong[0]} is of another type")
    except (ValueError, TypeError, OSError, RecursionError) as error:
        raise RunError(
            "The file that says what this project is a copy of cannot be read.",
            where=str(path),
            why=str(error),
            remedy="Remove it, unless this is a copy on a worker: then make the copy again.",
        ) from None
    return told


def checksums(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of files by their path from ``root``, in the order of the paths.

    Notebooks have that of what version control keeps of them: one that was only run is the same.

    Raises
    ------
    OSError
        When a file cannot be read.
    """
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: _digest(named[name]) for name in sorted(named)}


@cached_by_file
def _digest(path: Path) -> str:
    return sha256(kept(path.read_bytes())) if path.suffix == ".ipynb" else file_sha256(path)


def fingerprint(files: Mapping[str, str]) -> str:
    """Return one SHA-256 for many files.

    Parameters
    ----------
    files
        The SHA-256 of each by its name.

    Returns
    -------
    str
        The SHA-256 of the lines that ``sha256sum`` prints for the files in the order of their names.
    """
    return sha256("".join(f"{digest}  {name}\n" for name, digest in sorted(files.items())).encode())


@functools.cache
def package_sha256() -> str:
    """Return the :func:`fingerprint` of the package that is running: modules, templates, styles, messages."""
    folder = Path(chiso.__file__).parent
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return fingerprint(checksums(folder, files))


def git(root: Path, *arguments: str, seconds: float = 30) -> str:
    """Ask git about the project in ``root``, and about no other.

    Raises
    ------
    OSError, subprocess.SubprocessError
        When there is no git, it fails, or it does not answer in so many seconds.
    """
    # A hook of git, or whoever works on several projects, may have set variables that name another one.
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Of a project that belongs to another user git tells nothing: who runs its code trusts it already. And
    # looking must not run a program, as a watch over its files would be.
    trusted = ("-c", f"safe.directory={root.resolve()}", "-c", "core.fsmonitor=false")
    return subprocess.run(  # noqa: S603 - fixed arguments, no shell
        ["git", *trusted, "-C", str(root), *arguments],  # noqa: S607 - git as the user runs it
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=True,
        timeout=seconds,
        env={**own, "GIT_OPTIONAL_LOCKS": "0"},  # nor write: two runs would meet at the lock of git's index
    ).stdout


def _is_changed(root: Path) -> bool:
    """Tell whether a file under version control differs from the commit, notebooks by what is kept of them."""
    # Our own filter would be a program for each notebook, and is not set up in every clone.
    unfiltered = ("-c", f"filter.{FILTER}.clean=", "-c", f"filter.{FILTER}.required=false")
    try:
        told = git(root, *unfiltered, "status", "--porcelain", "-z", "--untracked-files=no")
        return any(not _is_kept(root, line) for line in told.split("\0") if line)
    except (OSError, subprocess.SubprocessError):
        return False


def is_filtered(root: Path, name: str) -> bool:
    """Tell whether git commits of a notebook only what is kept, as `make lab` sets it up."""
    try:
        is_set = git(root, "config", "--get", f"filter.{FILTER}.clean").strip()
    except subprocess.CalledProcessError:  # as git says that there is none
        return False
    return bool(is_set) and git(root, "check-attr", "-z", "filter", "--", name).split("\0")[2] == FILTER


def _is_kept(root: Path, line: str) -> bool:
    """Tell whether a line of git's status is about a notebook of which the commit keeps just what is there."""
    state, name = line[:2], line[3:]
    if state != " M" or not (name.startswith("notebooks/") and name.endswith(".ipynb")):
        return False
    return kept((root / name).read_bytes()) == git(root, "show", f"HEAD:{name}").encode("utf-8", "surrogateescape")


def _told_by_git(root: Path, *arguments: str) -> str:
    if not (root / ".git").exists():  # a folder inside somebody else's repository is not under our version control
        return ""
    try:
        return git(root, *arguments).strip()
    except (OSError, subprocess.SubprocessError):
        return ""
