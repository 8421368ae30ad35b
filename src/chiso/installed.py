"""What is installed beside what the lock files name: a researcher's own libraries, and what no lock file knows."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from packaging.utils import canonicalize_name

from chiso.file_cache import cached_by_file

LOCK = "requirements.lock"
"""The locked versions of everything that chiso needs."""

OWN_LOCK = "requirements-own.lock"
"""The locked versions of what a researcher added; see :mod:`chiso.run.libraries`."""

_SUFFIX = ".dist-info"
_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]\n]*\])?==([^\s;\\]+)", re.MULTILINE)

#: What every environment has, in the version that its Python brings, and the package itself.
_GIVEN = frozenset({"chiso", "pip", "setuptools", "wheel"})


def installed() -> dict[str, str]:
    """Return the version of each installed distribution by its name, told from the names of folders alone."""
    found: dict[str, str] = {}
    for folder in map(Path, sys.path):
        for path in folder.glob(f"*{_SUFFIX}") if folder.is_dir() else ():
            name, _, version = path.name.removesuffix(_SUFFIX).rpartition("-")
            found.setdefault(canonicalize_name(name), version)
    return found


@cached_by_file
def locked(lock: Path) -> Mapping[str, frozenset[str]]:
    """Return the versions that a lock file names for each distribution; none where there is no such file."""
    found: dict[str, set[str]] = {}
    for name, version in _LOCKED.findall(lock.read_text(encoding="utf-8") if lock.is_file() else ""):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return {name: frozenset(versions) for name, versions in found.items()}


def libraries(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the versions of a researcher's own libraries, and of those that no lock file of the project names."""
    base, own = locked(root / LOCK), locked(root / OWN_LOCK)
    added: dict[str, str] = {}
    unlocked: dict[str, str] = {}
    for name, version in sorted(installed().items()):
        if name in _GIVEN or version in base.get(name, ()):
            continue
        (added if version in own.get(name, ()) else unlocked)[name] = version
    return added, unlocked


def in_words(versions: Mapping[str, str]) -> str:
    """Return libraries with their versions as one line: *plotly 7.1.0, statsmodels 0.15.0*."""
    return ", ".join(f"{name} {version}" for name, version in versions.items())
