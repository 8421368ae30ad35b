"""Running chiso as people do: in a process of its own, in a copy of the project."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chiso.catalog import Project

VARIABLES = (
    "YEAR",
    "PROVINCE",
    "PROVINCES",
    "LOCALE",
    "UNITS",
    "JOBS",
    "SCHEDULER",
    "KERNELS",
    "WHY",
    "NOTEBOOK",
    "FORM",
    "KIND",
    "SITE_URL",
    "PORT",
    "CERTIFICATES",
)


def chiso(project: Project, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder with variables as make gives them; the status is not checked."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "chiso", *arguments],
        cwd=project.root,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so, and fail when it is not after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Check that a run ended with one message for people: status, parts of the text, no traceback."""
    assert done.returncode not in (0, 1), (done.returncode, done.stdout, done.stderr)
    assert done.stderr.count("error: ") == 1, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "what to do: " in done.stderr
    for part in parts:
        assert part in done.stderr, (part, done.stderr)
