"""Telling a person at the end what a run has done: files, a table, and for each failure what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from chiso.catalog import Project
from chiso.errors import for_terminal
from chiso.run.outcome import Outcome, Result, shortened

_FEW = 2
"""Up to so many reports are told by their files, more by a table."""

FAILED = 2
"""The exit status of a run in which something failed."""


def tell(project: Project, outcome: Outcome, *, why: bool = False) -> int:
    """Print what a run has done, errors to the standard error stream, and return the exit status.

    Parameters
    ----------
    project
        The project.
    outcome
        What became of each step.
    why
        Whether to say why each step ran.
    """
    if why:
        _say(_reasons(outcome.all))
    many = len(outcome.reports) > _FEW
    if outcome.nothing_to_do:
        _say(
            [f"Nothing to do, all {len(outcome.reports)} reports are up to date."]
            if many
            else [f"Nothing to do, all up to date{_elsewhere(project)}:", *_files(project, outcome)]
        )
    elif many:
        _say([*_table(outcome), _counted(outcome.reports)])
    elif outcome.files and not outcome.interrupted:
        _say([f"Made{_elsewhere(project)}:", *_files(project, outcome)])
    for result in outcome.reports:
        for notice in result.notices:
            sys.stderr.write(for_terminal(f"note: {result.step.title}: {notice}\n"))
    for result in outcome.failed:
        sys.stderr.write(for_terminal(f"error: {result.step.title}: {result.error}\n"))
    return FAILED if outcome.failed else 0


def _reasons(results: Sequence[Result]) -> list[str]:
    ran = [result for result in results if result.why]
    return ["Why:", *(f"  {result.step.title}: {shortened(result.why)}" for result in ran)] if ran else []


def _elsewhere(project: Project) -> str:
    """Say where the project is, for a person who is not in it: files are named from its folder."""
    return "" if Path.cwd().is_relative_to(project.root) else f" in {project.root}"


def _files(project: Project, outcome: Outcome) -> list[str]:
    return [f"  {project.relative(path)}" for path in outcome.files]


def _table(outcome: Outcome) -> list[str]:
    """Lay out what became of each report, and of any step before that failed."""
    rows = [("", "", "", "")]
    for result in (*(one for one in outcome.steps if one.state in ("failed", "not made")), *outcome.reports):
        seconds = f"{result.seconds:.1f} s" if result.seconds else ""
        failed = result.error.what.splitlines()[0] if result.error else ""
        again = result.step.command if result.state in ("failed", "not made") else ""
        rows.append((result.state, result.step.title, seconds, "  ".join(filter(None, (failed, again)))))
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    return [
        f"{state:<{widths[0]}}  {title:<{widths[1]}}  {seconds:>{widths[2]}}  {rest}".rstrip()
        for state, title, seconds, rest in rows[1:]
    ]


def _counted(results: Sequence[Result]) -> str:
    states = [result.state for result in results]
    counts = ", ".join(f"{states.count(state)} {state}" for state in ("made", "reused", "failed", "not made"))
    return f"{len(results)} reports: {counts}."


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write(for_terminal("".join(f"{line}\n" for line in lines)))
