"""The list of locked packages with their licences, as `docs/licences.md` has it: `python tests/licences.py > …`."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]

#: What packages that are locked for other systems, or that say it nowhere a program can read, are under.
KNOWN = {
    "aiohappyeyeballs": "PSF-2.0",
    "aiohttp": "Apache-2.0 AND MIT",
    "aiosignal": "Apache-2.0",
    "appnope": "BSD-2-Clause",
    "axe-playwright-python": "MIT (axe-core, which is inside: MPL-2.0)",
    "colorama": "BSD-3-Clause",
    "frozenlist": "Apache-2.0",
    "multidict": "Apache-2.0",
    "propcache": "Apache-2.0",
    "pypandoc-binary": "MIT (pandoc, which is inside: GPL-2.0-or-later; it is run as a program of its own)",
    "pywinpty": "MIT",
    "rich-click": "MIT",
    "yarl": "Apache-2.0",
}

#: The systems that the lock file is for.
SYSTEMS = [
    {**default_environment(), "sys_platform": platform, "platform_system": system, "os_name": name}
    for platform, system, name in (
        ("linux", "Linux", "posix"),
        ("darwin", "Darwin", "posix"),
        ("win32", "Windows", "nt"),
    )
]

_HEAD = (
    "# Licences\n\n"
    "Every package that `requirements.lock` names, with the licence that it declares. *Reports* are made with the "
    "first kind; the second is for tests, style and building only, and no report or installed copy of chiso needs "
    "it. chiso itself is under the MIT licence; the font Be Vietnam Pro, which reports embed, is under the SIL Open "
    "Font License 1.1.\n\n"
    "The list is generated: `.venv/bin/python tests/licences.py > docs/licences.md`. A test holds it against what "
    "is installed.\n\n"
    "| package | licence | needed for |\n"
    "|---|---|---|\n"
)


def page() -> str:
    """Return the page."""
    needed = closure(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    found = installed()
    rows = []
    for name in sorted(locked()):
        licence = KNOWN.get(name) or found.get(name, "")
        rows.append(f"| {name} | {licence or '**not known**'} | {'reports' if name in needed else 'development'} |")
    return _HEAD + "\n".join(rows) + "\n"


def locked() -> set[str]:
    """Return the names of the locked packages."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return {normal(found[1]) for line in lines if (found := re.match(r"([A-Za-z0-9][A-Za-z0-9._-]*)==", line))}


def installed() -> dict[str, str]:
    """Return the licence that each installed package declares."""
    command = [sys.executable, "-m", "piplicenses", "--python", sys.executable, "--from=mixed", "--with-system"]
    done = subprocess.run([*command, "--format=json"], capture_output=True, text=True, check=True)  # noqa: S603 - fixed
    return {
        normal(one["Name"]): " ".join(one["License"].split()).replace("|", "/").replace("UNKNOWN", "")
        for one in json.loads(done.stdout)
        if normal(one["Name"]) not in ("chiso", "pip", "setuptools", "wheel")
    }


def closure(requirements: Iterable[str]) -> set[str]:
    """Return the names of packages that some requirements need, directly or not."""
    needed: set[str] = set()
    left = [Requirement(one) for one in requirements]
    while left:
        one = left.pop()
        name = normal(one.name)
        extras = one.extras or {""}
        if name in needed and not one.extras:
            continue
        needed.add(name)
        try:
            below = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for text in below:
            other = Requirement(text)
            environments = ({**system, "extra": extra} for system in SYSTEMS for extra in extras)
            if not other.marker or any(other.marker.evaluate(one) for one in environments):
                left.append(other)
    return needed


def normal(name: str) -> str:
    """Return a package's name as indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.stdout.write(page())
