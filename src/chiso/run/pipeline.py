"""From raw tables to finished reports: doing what has to be done, by one engine for one report or for all."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, RunError
from chiso.files import write_files
from chiso.run.dispatch import Done, Piece, Pool, dispatch
from chiso.run.drafts import kept_drafts
from chiso.run.freshness import Look, Signature
from chiso.run.interrupts import uninterrupted
from chiso.run.lock import only_run
from chiso.run.options import Options
from chiso.run.orders import NOTICES, BriefOrder, NotebookOrder, make_brief, run_notebook
from chiso.run.outcome import Outcome, Result, told
from chiso.run.steps import Report, Step, Steps, fonts, modules_of
from chiso.scratch import scratch

if TYPE_CHECKING:
    from chiso.run.progress import Progress

_SPARE_SECONDS = 300
"""How long a worker may take to start, and to render a report, beyond the time of its notebook."""


def make_reports(project: Project, catalog: Catalog, reports: Sequence[Report], options: Options) -> Outcome:
    """Make the reports that are asked for, as far as they are not there already.

    Returns
    -------
    Outcome
        What became of every step. One that fails stops what needs it, and nothing else.

    Raises
    ------
    RunError
        When the project cannot be written, or the cluster not be reached.
    """
    return _Run(project, Steps(project, catalog), options).run(reports)


def make_observations(project: Project, catalog: Catalog, options: Options) -> Outcome:
    """Bring the processed observations up to date."""
    return _Run(project, Steps(project, catalog), options).run([])


class _Run:
    """One run: looks once, then does what has to be done."""

    def __init__(self, project: Project, steps: Steps, options: Options) -> None:
        self._project = project
        self._steps = steps
        self._options = options
        self._look = Look(project)
        self._results: dict[str, Result] = {}
        self._modules: dict[tuple[str, ...], list[str]] = {}
        self._tables: dict[str, Signature] = {}
        self._before: dict[str, Signature] = {}

    def run(self, reports: Sequence[Report]) -> Outcome:
        views = sorted({(report.parameters.year, report.parameters.units) for report in reports})
        before = [self._steps.ingest, *(self._steps.compare(*view) for view in views)]
        briefs = {report: self._steps.brief(report) for report in reports}
        interrupted = False
        with only_run(self._project, say_waiting):
            for step in (*before, *briefs.values()):
                why = tuple(self._look.reasons(step))
                # Until it is made, it is not: that is what stands if the run ends before.
                self._results[step.name] = Result(step, "not made" if why else "reused", why)
            stale = {name for name, result in self._results.items() if result.why}
            if stale:
                try:
                    self._make(
                        [step for step in before if step.name in stale],
                        {report: step for report, step in briefs.items() if step.name in stale},
                    )
                except KeyboardInterrupt:
                    interrupted = True
        return Outcome(
            tuple(self._results[step.name] for step in before),
            tuple(self._results[step.name] for step in briefs.values()),
            interrupted,
        )

    def _make(self, before: list[Step], briefs: dict[Report, Step]) -> None:
        # A run with nothing to do has no time to load these.
        from chiso.run.pool import MODULES, LocalPool  # noqa: PLC0415
        from chiso.run.progress import Progress  # noqa: PLC0415

        self._look.hold()
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(scratch())
            progress = stack.enter_context(contextlib.closing(Progress(len(before) + len(briefs))))
            cluster = self._cluster(stack) if briefs else None
            if before or cluster is None:
                jobs = 1 if cluster else min(self._options.at_once, max(len(briefs), 1))
                modules = MODULES if briefs else MODULES[:1]  # charts and blocks are for reports alone
                pool = LocalPool(jobs, folder, warm=self._options.warm, modules=modules)
                with contextlib.closing(pool):
                    self._prepare(pool, before, progress)
                    if cluster is None:
                        self._brief(pool, briefs, progress)
            if cluster is not None:
                self._brief(cluster, briefs, progress)

    def _cluster(self, stack: contextlib.ExitStack) -> Pool | None:
        """Return the cluster that was asked for; that it is not there shows before anything is done."""
        if not self._options.scheduler:
            return None
        from chiso.run.cluster import Cluster  # noqa: PLC0415 - loads dask

        return stack.enter_context(contextlib.closing(Cluster(self._options.scheduler, self._project)))

    def _prepare(self, pool: Pool, steps: list[Step], progress: Progress) -> None:
        """Ingest, then compare year by year: what follows needs them."""
        for step in steps:
            if step is self._steps.ingest or self._stands(self._steps.ingest):
                self._before = self._look.written(map(self._project.relative, step.writes))
                order = NotebookOrder(self._project.root, step.notebook, step.parameters, self._options.limits)
                self._do(pool, {step.name: step}, [Piece(step.name, run_notebook, order)], progress)

    def _brief(self, pool: Pool, briefs: dict[Report, Step], progress: Progress) -> None:
        """Make the reports whose comparison stands."""
        # What somebody changes by hand while reports are made from it must not count as made from data/raw.
        steps = [self._steps.ingest, *(self._comparison(report) for report in briefs)]
        self._tables = self._look.written(self._project.relative(path) for step in steps for path in step.writes)
        pieces = []
        for report, step in briefs.items():
            if self._stands(self._steps.ingest) and self._stands(self._comparison(report)):
                inputs = self._steps.inputs(report.parameters.year, report.parameters.notebook)
                order = BriefOrder(
                    self._project.root, report.parameters, report.locale, inputs, self._options.limits, report.formats
                )
                pieces.append(Piece(step.name, make_brief, order))
        if pieces:
            pool.rehearse(self._project, list(briefs))
            self._do(pool, {step.name: step for step in briefs.values()}, pieces, progress)

    def _do(self, pool: Pool, steps: dict[str, Step], pieces: list[Piece], progress: Progress) -> None:
        patience = self._options.limits.report + _SPARE_SECONDS
        for done in dispatch(pool, pieces, patience, lambda piece: progress.begin(steps[piece.name].title)):
            step = steps[done.piece.name]
            found = self._found(step)
            with uninterrupted():  # what is in place but not noted would be made again
                result = self._settled(step, done, found)
                self._results[step.name] = result
            progress.end(step.title, done.seconds, result.note)

    def _settled(self, step: Step, done: Done, found: list[str]) -> Result:
        """Put in place what was made, or keep what is left of it."""
        why = self._results[step.name].why
        error, moved = done.error, list[Path]()
        if error is None:
            try:
                if done.result is None:
                    self._refuse_unwritten(step)
                else:
                    self._refuse_changes(step)
                    moved = kept_drafts(step.writes)
                    write_files({path: done.result[path.suffix[1:]] for path in step.writes}, self._project.journal)
            except ChisoError as unwritten:
                error = unwritten
        kept = self._project.state / "failed" / f"{step.name}.ipynb"
        if error is not None:
            return Result(step, "failed", why, done.seconds, told(self._project, step, error, kept))
        kept.unlink(missing_ok=True)
        if self._tables == self._look.written(self._tables):
            self._look.remember(step, found)
        notices = tuple((done.result or {}).get(NOTICES, b"").decode().splitlines())
        notices += tuple(f"The Word file was changed by hand; it is kept as {path.name}." for path in moved)
        return Result(step, "made", why, done.seconds, notices=notices)

    def _refuse_changes(self, step: Step) -> None:
        """Refuse a report whose inputs are no longer those that its tables were made from in this run."""
        if changed := self._look.changed(step.reads):
            raise RunError(
                "An input changed while the report was being made.",
                where=changed[0],
                why="The report would name inputs that its figures were not made from.",
                remedy="Run the same command again.",
            )

    def _refuse_unwritten(self, step: Step) -> None:
        """Refuse a notebook that ran to its end without writing its tables: what stands there is old or nothing."""
        for name, before in self._before.items():
            if self._look.written([name])[name] in (None, before):
                raise RunError(
                    "The notebook ran to its end, but has not written its table.",
                    where=name,
                    remedy=f"Bring the cell back that writes it, in notebooks/{step.notebook}.",
                )

    def _found(self, step: Step) -> list[str]:
        if step.roots not in self._modules:
            found = modules_of(self._project, step.roots)
            self._modules[step.roots] = found + (fonts() if "chiso.briefing" in step.roots else [])
        return self._modules[step.roots]

    def _comparison(self, report: Report) -> Step:
        return self._steps.compare(report.parameters.year, report.parameters.units)

    def _stands(self, step: Step) -> bool:
        return self._results[step.name].state in ("made", "reused")


def say_waiting() -> None:
    """Say that another run has to end first."""
    sys.stderr.write("Another run is under way in this project; waiting for it to end.\n")
