"""What a result was made from: versions, commit, and the content of the files that went in."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import chiso
from chiso.files import file_sha256


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """The software that made a result. ``commit`` is empty without version control."""

    version: str
    commit: str
    changed: bool
    lock_sha256: str


def origin(root: Path) -> Origin:
    """Return version, commit and lock file of the project in ``root``.

    ``changed`` says whether a file under version control differs from the commit.
    """
    lock = root / "requirements.lock"
    commit = _git(root, "rev-parse", "HEAD")
    return Origin(
        version=chiso.__version__,
        commit=commit,
        changed=bool(commit) and bool(_git(root, "status", "--porcelain", "--untracked-files=no")),
        lock_sha256=file_sha256(lock) if lock.is_file() else "",
    )


def inputs(root: Path, paths: list[Path]) -> dict[str, str]:
    """Return the SHA-256 of files by their path from the project's root."""
    return {path.relative_to(root).as_posix(): file_sha256(path) for path in sorted(paths)}


def _git(root: Path, *arguments: str) -> str:
    if not (root / ".git").exists():  # a folder inside somebody else's repository is not under our version control
        return ""
    try:
        result = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git from the path, as the user runs it
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
