"""From raw tables to finished reports: which steps there are, and running those that have something to do."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path

from chiso.catalog import Project
from chiso.run.freshness import Step, remember, signatures, stale_because
from chiso.run.lock import only_run
from chiso.run.parameters import ReportParameters

_KINDS = ("pdf", "html", "ipynb", "json")


@dataclasses.dataclass(frozen=True)
class Task:
    """A step with its title for people and the work that it does."""

    step: Step
    title: str
    work: Callable[[bool], None]


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a run did: titles of the steps that ran, and every file that now stands."""

    ran: tuple[str, ...]
    files: tuple[Path, ...]


def report_files(project: Project, parameters: ReportParameters, locale: str) -> dict[str, Path]:
    """Return the files of one report by their kind: ``pdf``, ``html``, ``ipynb``, ``json``."""
    folder = project.report_folder(parameters.year, parameters.name)
    stem = f"briefing-{parameters.year}-{parameters.name}.{locale}"
    return {kind: folder / f"{stem}.{kind}" for kind in _KINDS}


def make_report(project: Project, parameters: ReportParameters) -> Outcome:
    """Make what is asked for, as far as it is not there already.

    Raises
    ------
    ChisoError
        When a step fails; finished files stay as they were.
    """
    tasks = [_ingest(project), _compare(project, parameters.year, parameters.units)]
    tasks += [_brief(project, parameters, locale) for locale in parameters.locales]
    return _run(project, tasks, tuple(path for task in tasks[2:] for path in task.step.writes))


def make_observations(project: Project) -> Outcome:
    """Bring the processed observations up to date."""
    task = _ingest(project)
    return _run(project, [task], task.step.writes)


def _run(project: Project, tasks: list[Task], files: tuple[Path, ...]) -> Outcome:
    def say_waiting() -> None:
        sys.stderr.write("Another run is under way in this project; waiting for it to end.\n")

    with only_run(project, say_waiting):
        if not any(stale_because(project, task.step) for task in tasks):
            return Outcome((), files)
        from chiso.run.progress import Progress  # noqa: PLC0415 - a run with nothing to do has no time to load it

        progress = Progress(len(tasks))
        ran = []
        try:
            for task in tasks:
                why = stale_because(project, task.step)
                with progress.part(task.title, why or "up to date"):
                    if why:
                        before = signatures(task.step)
                        task.work(progress.is_terminal)
                        remember(project, task.step, before)
                        ran.append(task.title)
        finally:
            progress.close()
        return Outcome(tuple(ran), files)


def _ingest(project: Project) -> Task:
    notebook = project.notebooks / "1_ingest.ipynb"

    def work(bar: bool) -> None:
        from chiso.run.execute import execute  # noqa: PLC0415

        execute(project, notebook, {}, progress=bar)

    step = Step(
        name="ingest",
        reads=(notebook, project.lock, *sorted(project.raw.rglob("*.csv"))),
        writes=(project.observations, project.published_ranks),
        roots=("chiso.ingest", "chiso.run.execute"),
    )
    return Task(step, "Ingest data/raw", work)


def _compare(project: Project, year: int, units: int) -> Task:
    notebook = project.notebooks / "2_compare.ipynb"
    table = project.comparison(year, units)
    given = {"year": year, **({"units": units} if units else {})}

    def work(bar: bool) -> None:
        from chiso.run.execute import execute  # noqa: PLC0415

        execute(project, notebook, given, progress=bar)

    step = Step(
        name=f"compare-{table.stem}",
        reads=(notebook, project.lock, project.observations, project.published_ranks),
        writes=(table,),
        roots=("chiso.analysis.change", "chiso.run.execute"),
    )
    return Task(step, f"Compare {year - 1} with {year - 2}{f' in {units} units' if units else ''}", work)


def _brief(project: Project, parameters: ReportParameters, locale: str) -> Task:
    notebook = project.notebooks / "3_briefing.ipynb"
    package = Path(__file__).parents[1]
    files = report_files(project, parameters, locale)
    comparison = project.comparison(parameters.year, parameters.unit.vintage)
    tables = (project.observations, project.published_ranks, comparison)
    assets = (path for room in ("report", "export") for path in (package / room).rglob("*") if path.is_file())
    step = Step(
        name=f"briefing-{parameters.year}-{parameters.name}.{locale}",
        reads=(notebook, project.lock, *tables, *sorted(path for path in assets if path.suffix not in (".py", ".pyc"))),
        writes=tuple(files.values()),
        roots=("chiso.report.briefing", "chiso.export", "chiso.run.brief"),
    )

    def work(bar: bool) -> None:
        from chiso.run.brief import brief  # noqa: PLC0415

        brief(project, parameters, locale, files, progress=bar)

    return Task(step, f"Brief {parameters.unit.name('vi')} {parameters.year} ({locale})", work)
