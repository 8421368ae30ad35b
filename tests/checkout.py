"""The project's own checkout, copies of it that a test may damage, and one report as made.

Not in conftest.py: there are two of them, and a test would import whichever was loaded first.
"""

from __future__ import annotations

import dataclasses
import shutil
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


def copy_project(folder: Path) -> Project:
    """Copy what a run reads: raw data, notebooks and lock file."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy2(ROOT / "requirements.lock", folder / "requirements.lock")
    return Project(folder)
