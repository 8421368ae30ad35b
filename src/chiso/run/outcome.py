"""What a run did, step by step, and how it is told at the end."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from chiso.catalog import Project
from chiso.errors import ChisoError, NotebookFailure, RunError
from chiso.run.steps import Step

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

State = Literal["made", "reused", "failed", "not made"]


@dataclasses.dataclass(frozen=True)
class Result:
    """What became of one step.

    ``why`` says why it had to run, ``error`` how it failed, ``notices`` what of its notebook a report cannot have.
    A step is not made where one that it needs has failed, or where the run was interrupted before.
    """

    step: Step
    state: State
    why: tuple[str, ...] = ()
    seconds: float = 0.0
    error: ChisoError | None = None
    notices: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What to say beside the title when the step has ended."""
        return "failed" if self.error else shortened(self.why)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a run did. ``reports`` are the results of the reports, ``steps`` those of what comes before."""

    steps: tuple[Result, ...]
    reports: tuple[Result, ...]
    interrupted: bool = False

    @property
    def all(self) -> tuple[Result, ...]:
        """The results of all steps, in the order of their making."""
        return self.steps + self.reports

    @property
    def failed(self) -> list[Result]:
        """The results of steps that failed."""
        return [result for result in self.all if result.state == "failed"]

    @property
    def nothing_to_do(self) -> bool:
        """Whether everything was up to date."""
        return all(result.state == "reused" for result in self.all)

    @property
    def files(self) -> list[Path]:
        """The files of the reports, or of the steps where no report was asked for, that now stand."""
        shown = self.reports or self.steps
        return [path for result in shown if result.state in ("made", "reused") for path in result.step.writes]


def shortened(why: Sequence[str]) -> str:
    """Return the first reasons, and how many there are more."""
    return "; ".join(why[:3]) + (f"; and {len(why) - 3} more" if len(why) > 3 else "")


def told(project: Project, step: Step, error: Exception, kept: Path) -> ChisoError:
    """Add to an error what is kept of the step that failed, and the command that makes it again.

    Parameters
    ----------
    project, step
        What failed.
    error
        How it failed; one that is none of ours is a defect of chiso.
    kept
        Where to keep the notebook as it failed, or what tells of the defect.
    """
    again = f"Then make only this again: `{step.command}`."
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return RunError(
            "There is no room to work in.",
            where=str(error.filename or "the folder for temporary files"),
            why=error.strerror or str(error),
            remedy=f"Make room, or name another folder for temporary files in TMPDIR. {again}",
        )
    if not isinstance(error, ChisoError):
        report = kept.with_suffix(".txt")
        _keep(report, "".join(traceback.format_exception(error)).encode())
        return RunError(
            f"This is a defect of chiso: {type(error).__name__}: {error}",
            where=project.relative(report),
            remedy=f"Report it with that file. {again}",
        )
    parts = [error.remedy, again]
    if isinstance(error, NotebookFailure) and error.notebook:
        _keep(kept, error.notebook)
        parts.append(f"The notebook as it failed: {project.relative(kept)}.")
    return type(error)(error.what, where=error.where, why=error.why, remedy=" ".join(filter(None, parts)))


def _keep(path: Path, data: bytes) -> None:
    with contextlib.suppress(OSError):  # on a full disk the message alone has to do
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # a link that stands there would be written through
        path.write_bytes(data)
