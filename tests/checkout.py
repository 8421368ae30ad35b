"""The project's own checkout, copies of it that a test may damage, and one report as made.

Not in conftest.py: there are two of them, and a test would import whichever was loaded first.
"""

from __future__ import annotations

import dataclasses
import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

from chiso.catalog import Project
from chiso.run.parameters import ReportParameters

ROOT = Path(__file__).parents[1]

SECRET = "hush-4f1c-do-not-tell"  # noqa: S105 - a word to look for, which opens nothing
"""What an environment holds that must not reach any file."""


@dataclasses.dataclass(frozen=True)
class Report:
    """One report as made: the bytes of its files by kind, the project, the parameters and the files' name."""

    project: Project
    parameters: ReportParameters
    stem: str
    made: dict[str, bytes]


@dataclasses.dataclass(frozen=True)
class Briefed:
    """A project with both reports of 2021, as made by the command from nothing, and what the command said."""

    project: Project
    out: str
    err: str


def copy_project(folder: Path) -> Project:
    """Copy what a run reads: raw data, notebooks and lock file."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy2(ROOT / "requirements.lock", folder / "requirements.lock")
    return Project(folder)


def make_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder that ``make`` fills, by whichever process comes first; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir(parents=True)
            make(begun)
            begun.rename(folder)
    return folder
