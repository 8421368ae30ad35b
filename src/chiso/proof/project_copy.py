"""Making reports in a folder of their own: a copy of the project, with nothing built in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.kernels.orphans import ending_with_parent
from chiso.provenance import git
from chiso.run.forms import KINDS, kind_given

_BUILT = (".chiso", ".venv", "wheelhouse", "reports", "__pycache__", ".git")
_SECONDS = 1800


def copy_project(project: Project, folder: Path) -> Project:
    """Copy a project as it stands, with its commit, into a folder that does not exist yet.

    What is built and what version control passes over stays behind. Changes that are not committed go along.

    Raises
    ------
    RunError
        When it cannot be copied.
    """
    try:
        folder.mkdir(parents=True)
        if (project.root / ".git").exists():
            _clone(project.root, folder)
            for name in _listed(project.root):
                _copy(project, name, folder / name)
        else:
            shutil.copytree(project.root, folder, ignore=shutil.ignore_patterns(*_BUILT), dirs_exist_ok=True)
            shutil.rmtree(folder / "data" / "processed", ignore_errors=True)
        return Project(folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise RunError(
            "The project cannot be copied.",
            where=str(project.root),
            why=getattr(error, "stderr", None) or str(error),
            remedy="Make room for a copy in the folder for temporary files, or name another one in TMPDIR.",
        ) from None


def make_there(project: Project, parameters: Mapping[str, str], environment: Mapping[str, str]) -> str:
    """Run ``chiso report``, or what makes another kind of document, in a project, with its own package if it has one.

    Parameters
    ----------
    project
        The project.
    parameters
        The variables of the command.
    environment
        Further variables; they replace those of this process.

    Returns
    -------
    str
        What the command said.

    Raises
    ------
    RunError
        When the reports cannot be made.
    """
    package = project.root / "src"
    paths = [environment.get("PYTHONPATH", ""), str(package) if (package / "chiso").is_dir() else ""]
    # A set of units or a notebook that the environment names is not meant for a report that was made without it.
    command = KINDS[kind_given(parameters)[1]].command
    own = {**os.environ, **environment, "UNITS": "", "NOTEBOOK": "", "FORM": "", "KIND": "", "AGENCY": ""}
    variables = {**own, **parameters, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        done = subprocess.run(  # noqa: S603 - a command of our own, no shell
            [sys.executable, "-m", "chiso", command],
            cwd=project.root,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
            # Going on alone, it would write into folders that the next run takes for abandoned and removes.
            preexec_fn=ending_with_parent(signal.SIGTERM),
        )
    except subprocess.TimeoutExpired:
        raise RunError("Making the report again took too long.", where=str(project.root)) from None
    if done.returncode:
        raise RunError(
            "The report cannot be made again.",
            where=str(project.root),
            why=done.stderr.strip(),
            remedy="Make it in its usual place first: `make report`.",
        )
    return done.stdout


def _clone(root: Path, folder: Path) -> None:
    # The other end of a clone is a process of its own, which does not hear whom this one trusts.
    other = "git -c safe.directory=* upload-pack"
    git(
        root,
        "clone",
        "--quiet",
        "--no-checkout",
        "--shared",
        "--upload-pack",
        other,
        ".",
        str(folder),
        seconds=_SECONDS,
    )
    git(folder, "reset", "--quiet", seconds=_SECONDS)


def _listed(root: Path) -> list[str]:
    """Return the files under version control and the new ones, as they stand."""
    names = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", seconds=_SECONDS)
    return sorted({name for name in names.split("\0") if name and os.path.lexists(root / name)})


def _copy(project: Project, name: str, target: Path) -> None:
    source = project.root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    # On another disk may lie what is read, and what is built: a link in the copy would lead to the project's own.
    if source.is_dir() and any(read.is_relative_to(source) for read in (project.raw, project.notebooks)):
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("processed"), dirs_exist_ok=True)
    elif source.is_dir() and source in (project.reports, project.processed, project.state):
        return
    elif source.is_symlink() and not source.resolve().is_relative_to(project.root.resolve()):
        target.symlink_to(source.resolve())  # as it was written it may lead elsewhere from the copy
    elif not (target.exists() and target.samefile(source)):  # a file below such a link is there with it
        shutil.copy2(source, target, follow_symlinks=False)
