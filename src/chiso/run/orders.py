"""What workers are asked to do. Loads nothing of what the work takes: that is for the workers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from chiso.catalog import Project
from chiso.run.forms import USUAL
from chiso.run.limits import Limits
from chiso.run.parameters import ReportParameters

ALWAYS = ("ipynb", "json")
"""What stands beside a report in any case: the notebook as run, and the run record."""

NOTICES = "notices"
"""Beside the kinds of files of a report: a line for each thing of its notebook that it cannot have."""


@dataclasses.dataclass(frozen=True)
class NotebookOrder:
    """A notebook to run for what it writes itself: ingest and compare."""

    root: Path
    notebook: str
    parameters: dict[str, int | str]
    limits: Limits


@dataclasses.dataclass(frozen=True)
class BriefOrder:
    """A report to make. ``inputs`` are the files that it is made from, by their names in the project."""

    root: Path
    parameters: ReportParameters
    locale: str
    inputs: tuple[str, ...]
    limits: Limits
    formats: tuple[str, ...] = USUAL


def run_notebook(order: NotebookOrder) -> None:
    """Run a notebook in this process for what it writes itself; see :func:`chiso.run.execute.execute`."""
    from chiso.run.execute import execute  # noqa: PLC0415 - see above

    project = Project(order.root)
    execute(project, project.notebooks / order.notebook, order.parameters, limits=order.limits)


def make_brief(order: BriefOrder) -> dict[str, bytes]:
    """Make a report in this process; see :func:`chiso.run.brief.brief`."""
    from chiso.run import brief  # noqa: PLC0415 - see above

    return brief.brief(order)
