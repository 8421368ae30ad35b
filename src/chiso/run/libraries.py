"""A researcher's own libraries: what ``requirements-own.txt`` asks for, locked with checksums and installed.

pip resolves them beside what is locked already, of which nothing changes, and says which files it would take. Those
stand in ``requirements-own.lock``: whoever gets it with the notebooks installs the same files or none.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.files import sha256, write_files
from chiso.installed import LOCK, OWN_LOCK, in_words, installed, locked
from chiso.scratch import scratch

OWN = "requirements-own.txt"

LAST_LOCK = ".locked"
"""The lock file that the environment was last set up by, in the environment's own folder."""

_SECONDS = 3600


def bring_libraries(project: Project, wheels: str = "") -> str:
    """Install what ``requirements-own.txt`` asks for, and remove what no lock file names any longer.

    What was installed in another way stays: only what stood in the lock files that the environment was last set up
    by is removed.

    Parameters
    ----------
    project
        The project.
    wheels
        A folder of wheels to take them from, where no index can be reached.

    Returns
    -------
    str
        What is installed now, in words; empty where nothing of one's own is.

    Raises
    ------
    RunError
        When pip cannot find, resolve or install them.
    """
    wanted, lock = project.root / OWN, project.root / OWN_LOCK
    source = ("--no-index", "--find-links", wheels) if wheels else ()
    before = locked(lock)
    if wanted.is_file():
        asked = sha256(wanted.read_bytes() + project.lock.read_bytes())
        if not lock.is_file() or asked not in lock.read_text(encoding="utf-8"):
            found = _resolved(project, wanted, source)
            lines = [f"{name}=={version} --hash=sha256:{digest}\n" for name, (version, digest) in sorted(found.items())]
            head = f"# Made from {OWN} and {project.lock.name}, whose SHA-256 is {asked}.\n"
            if lines:
                write_files({lock: (head + "".join(lines)).encode()}, project.journal)
            else:
                lock.unlink(missing_ok=True)
    now = locked(lock)
    here = installed()
    earlier = before.keys() | locked(Path(sys.prefix, LAST_LOCK)).keys()
    if gone := sorted((earlier - now.keys() - locked(project.lock).keys()) & here.keys()):
        _pip("uninstall", "--yes", *gone)
    if any(here.get(name) not in versions for name, versions in now.items()):
        _pip("install", *source, "--no-deps", "--require-hashes", "-r", str(lock))
    return in_words({name: next(iter(versions)) for name, versions in sorted(now.items())})


def _resolved(project: Project, wanted: Path, source: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return version and SHA-256 of each distribution that is wanted beside those that are locked already."""
    known = {name: version for name, version in installed().items() if version in locked(project.lock).get(name, ())}
    with scratch() as folder:
        pins = Path(folder, "pins.txt")
        pins.write_text("".join(f"{name}=={version}\n" for name, version in known.items()), encoding="utf-8")
        report = Path(folder, "report.json")
        given = ("--dry-run", "--ignore-installed", "--only-binary", ":all:", "--report", str(report))
        _pip("install", *source, *given, "-c", str(pins), "-r", str(wanted))
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {canonicalize_name(item["metadata"]["name"]): _file(item) for item in items}
    return {name: file for name, file in found.items() if name not in known}


def _file(item: Mapping[str, Any]) -> tuple[str, str]:
    archive = item["download_info"].get("archive_info") or {}
    digest = (archive.get("hashes") or {}).get("sha256", "")
    if not digest:
        raise RunError(
            "A library cannot be locked.",
            where=f"{OWN}: {item['metadata']['name']}",
            why="It comes from a folder or from version control, for which there is no checksum.",
            remedy="Name a published version of it, or put its module beside the notebooks, as notebooks/NAME.py.",
        )
    return str(item["metadata"]["version"]), str(digest)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    try:
        done = subprocess.run(  # noqa: S603 - our own pip, no shell
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise RunError("pip has not ended within an hour.", where=OWN) from None
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")] or done.stderr.splitlines()[-3:]
        raise RunError(
            "The libraries of your own cannot be installed.",
            where=OWN if "--dry-run" in arguments else OWN_LOCK,
            why="\n         ".join(dict.fromkeys(line.removeprefix("ERROR: ") for line in said))[:2000],
            remedy=f"Correct the names and versions in {OWN}; what {LOCK} names keeps its version. A lock made "
            f"on another kind of machine: remove {OWN_LOCK}, and the same command makes one for this machine.",
        )
