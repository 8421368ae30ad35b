"""The command line: `chiso report`, `chiso verify`, `chiso check` and others; `chiso --help` lists them.

Each value can also come from the environment, where `make` puts it: YEAR, PROVINCE, LOCALE, UNITS. In
that way nothing that a person types becomes part of a shell command.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chiso.catalog import Catalog, Project, find_project, project_at
from chiso.errors import ChisoError, for_terminal
from chiso.kernels.orphans import leaving_no_orphans
from chiso.run.interrupts import stoppable
from chiso.run.streams import discard_output, is_abandoned, make_streams_usable, refusal

if TYPE_CHECKING:
    from chiso.run.options import Options
    from chiso.run.outcome import Outcome

_FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    make_streams_usable()
    options = _parser().parse_args(arguments)
    with stoppable() as asked:
        try:
            project = project_at(Path(options.project)) if options.project else find_project()
            status = int(options.command(project, Catalog(project.raw), options))
            sys.stdout.flush()
            return status
        except ChisoError as error:
            sys.stderr.write(f"error: {for_terminal(str(error))}\n")
            return _FAILED
        except KeyboardInterrupt:
            sys.stderr.write("Interrupted. What was finished stays; run the same command again for the rest.\n")
            return 128 + (asked[0] if asked else signal.SIGINT)
        except OSError as error:
            abandoned, told = is_abandoned(), refusal(error)
            if not abandoned and told is None:
                raise
            discard_output()
            if abandoned:
                return 128 + signal.SIGPIPE
            sys.stderr.write(f"error: {for_terminal(str(told))}\n")
            return _FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chiso", description="Yearly governance-index briefings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser("report", help="make the briefing of a province for a year")
    _add_parameters(report)
    report.set_defaults(command=_report)
    reports = commands.add_parser("reports", help="make the briefings of several provinces and years")
    reports.add_argument("--year", default=_given("YEAR"), help="briefing years, such as '2021 2022' or 2021-2023")
    reports.add_argument("--provinces", default=_given("PROVINCES"), help="all, region:NAME, or a list of provinces")
    reports.set_defaults(command=_reports)
    reports.add_argument("--locale", default=_given("LOCALE"), help="vi, en or 'vi en'")
    reports.add_argument("--units", default=_given("UNITS"), help="set of units; of the year if not given")
    for one in (report, reports):
        one.add_argument("--scheduler", default=_given("SCHEDULER"), help="a cluster: tcp://host:8786")
    ingest = commands.add_parser("ingest", help="build data/processed from data/raw")
    ingest.set_defaults(command=_ingest)
    for one in (report, reports, ingest):
        one.add_argument("--jobs", default=_given("JOBS"), help="reports made at once; one for each processor")
        one.add_argument("--kernels", default=_given("KERNELS"), help="warm, or fresh for ordinary Jupyter kernels")
        one.add_argument("--why", action="store_true", default=_given("WHY") not in ("", "0"), help="say why each ran")
        one.add_argument("--cell-seconds", default=_given("CELL_SECONDS"), help="longest time of a cell; 600")
        one.add_argument("--report-seconds", default=_given("REPORT_SECONDS"), help="longest time of a notebook; 1800")
    _add_import(commands.add_parser("import", help="bring a published table into data/raw"))
    check = commands.add_parser("check", help="check data/raw and reconcile official statements; writes nothing")
    check.set_defaults(command=_check)
    method = commands.add_parser("method", help="print the method of the briefing in both languages, as docs/method.md")
    method.set_defaults(command=_method)
    api = commands.add_parser("api", help="print the page on the Python API, as docs/api.md")
    api.set_defaults(command=_api)
    explain = commands.add_parser("explain", help="print the chain behind a figure, from the raw cells to the sentence")
    _add_parameters(explain, locale=False)
    explain.add_argument("index", help="id or label of an index (indices.csv)", metavar="INDEX")
    explain.add_argument(
        "--code", default="TOTAL", help="TOTAL (by default), a dimension such as D3, or a part such as 3.1"
    )
    explain.set_defaults(command=_explain)
    verify = commands.add_parser(
        "verify",
        help="say of a PDF what it was made from, whether it is untouched, and whether it can be made again here",
        epilog="Exit status: 0 made again here, byte for byte the same; 2 no PDF of chiso, or an error; 3 untouched, "
        "but it cannot be made again here; 4 it was changed after it was made; 5 made again here, another comes out.",
    )
    verify.add_argument("file", help="the PDF", metavar="FILE.pdf")
    verify.set_defaults(command=_verify)
    reproduce = commands.add_parser(
        "reproduce", help="make a report twice in different circumstances and compare every byte"
    )
    _add_parameters(reproduce)
    reproduce.set_defaults(command=_reproduce)
    provinces = commands.add_parser("provinces", help="list provinces with their codes and slugs")
    provinces.add_argument("--units", default=os.environ.get("UNITS", ""), help="set of units (provinces/sets.csv)")
    provinces.set_defaults(command=_provinces)
    for one in (report, reports, reproduce):
        own = "a notebook that stands for 3_briefing.ipynb, such as my.ipynb"
        one.add_argument("--notebook", default=_given("NOTEBOOK"), help=own)
    for one in commands.choices.values():
        one.add_argument("--project", default="", help="folder of a project; the one around this folder if not given")
    return parser


def _add_parameters(command: argparse.ArgumentParser, *, locale: bool = True) -> None:
    command.add_argument("--year", default=_given("YEAR"), help="briefing year, such as 2021")
    command.add_argument("--province", default=_given("PROVINCE"), help="slug, code or name")
    if locale:
        command.add_argument("--locale", default=_given("LOCALE"), help="vi, en or 'vi en'")
    command.add_argument("--units", default=_given("UNITS"), help="set of units; of the year if not given")


def _add_import(command: argparse.ArgumentParser) -> None:
    from chiso.intake.options import FLAGS, OPTIONS  # noqa: PLC0415

    for name, text in OPTIONS.items():
        option = f"--{name.lower().replace('_', '-')}"
        if name in FLAGS:
            command.add_argument(option, dest=name, action="store_const", const="1", default=_given(name), help=text)
        else:
            command.add_argument(option, dest=name, default=_given(name), metavar=name, help=text)
    command.set_defaults(command=_import)


def _options(options: argparse.Namespace) -> Options:
    from chiso.run.options import read_options  # noqa: PLC0415

    return read_options(
        jobs=options.jobs,
        kernels=options.kernels,
        scheduler=getattr(options, "scheduler", ""),
        cell_seconds=options.cell_seconds,
        report_seconds=options.report_seconds,
    )


def _make(
    make: Callable[..., Outcome], project: Project, catalog: Catalog, options: argparse.Namespace, *what: object
) -> int:
    """Make something, leave nothing of it running, and tell what became of it."""
    from chiso.run.summary import tell  # noqa: PLC0415

    with leaving_no_orphans():
        outcome = make(project, catalog, *what, _options(options))
    status = tell(project, outcome, why=options.why)
    if outcome.interrupted:
        raise KeyboardInterrupt
    return status


def _given(name: str) -> str:
    # Where the locale is not UTF-8, Python reads the bytes of the environment as something else.
    return os.fsencode(os.environ.get(name, "")).decode("utf-8", "replace")


def _report(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:
    from chiso.run.chosen import chosen_notebook  # noqa: PLC0415 - each command loads only what it needs
    from chiso.run.parameters import report_parameters  # noqa: PLC0415
    from chiso.run.pipeline import make_reports  # noqa: PLC0415
    from chiso.run.steps import Report  # noqa: PLC0415

    notebook = chosen_notebook(project, options.notebook)
    parameters = report_parameters(catalog, options.year, options.province, options.locale, options.units, notebook)
    reports = [Report(parameters, locale) for locale in parameters.locales]
    return _make(make_reports, project, catalog, options, reports)


def _reports(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:
    from chiso.run.chosen import chosen_notebook  # noqa: PLC0415
    from chiso.run.pipeline import make_reports  # noqa: PLC0415
    from chiso.run.selection import selected  # noqa: PLC0415

    notebook = chosen_notebook(project, options.notebook)
    reports = selected(catalog, options.year, options.provinces, options.locale, options.units, notebook)
    return _make(make_reports, project, catalog, options, reports)


def _ingest(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:
    from chiso.run.pipeline import make_observations  # noqa: PLC0415

    return _make(make_observations, project, catalog, options)


def _check(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    from chiso.ingest import read_observations  # noqa: PLC0415
    from chiso.intake.gaps import gaps, strays  # noqa: PLC0415
    from chiso.intake.unusual_moves import all_jumps  # noqa: PLC0415
    from chiso.run.check import reconciliations, refuse_disagreement  # noqa: PLC0415

    observations = read_observations(catalog)
    _say(
        f"data/raw: {len(observations.values)} observations and {len(observations.ranks)} published ranks, no problem."
    )
    results = reconciliations(catalog, observations)
    _say(f"Statements: {sum(row.verdict != 'disagrees' for row in results)} of {len(results)} reconcile.")
    refuse_disagreement(catalog, results)
    for title, lines in (
        ("To look at:", (*strays(catalog), *all_jumps(catalog, observations))),
        ("What is not there (no errors):", gaps(catalog, observations)),
    ):
        _say(title)
        for line in lines:
            _say(f"  {line}")
    return 0


def _import(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    from chiso.intake.options import OPTIONS  # noqa: PLC0415
    from chiso.run.importing import bring_in  # noqa: PLC0415

    for line in bring_in(project, {name: getattr(options, name) for name in OPTIONS}):
        _say(line)
    return 0


def _method(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    from chiso.briefing.method import page  # noqa: PLC0415
    from chiso.facts.method import method_of  # noqa: PLC0415

    sys.stdout.write(page(method_of(catalog)))
    return 0


def _api(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    from chiso.api_page import page  # noqa: PLC0415

    sys.stdout.write(page())
    return 0


def _explain(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:
    from chiso.proof.explain import explain, read_anew  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415

    asked = report_parameters(catalog, options.year, options.province, "", options.units)
    data = read_anew(project, catalog, asked.year, asked.unit.vintage)
    _say(explain(data, asked.unit, options.index, options.code))
    return 0


def _verify(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    from chiso.proof.verify import told, verify  # noqa: PLC0415

    verdict = verify(project, Path(options.file), _progress)
    _say(told(verdict))
    return verdict.status


def _reproduce(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:
    from chiso.proof.reproduce import DAYS_LATER, reproduce  # noqa: PLC0415
    from chiso.run.chosen import chosen_notebook  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415

    asked = report_parameters(catalog, options.year, options.province, options.locale, options.units)
    given = {"YEAR": str(asked.year), "PROVINCE": asked.unit.slug, "LOCALE": " ".join(asked.locales)}
    given |= {"UNITS": str(asked.units)} if asked.units else {}
    given["NOTEBOOK"] = chosen_notebook(project, options.notebook)
    twice = reproduce(project, given, _progress)
    for name, digest in twice.files.items():
        _say(f"same       {digest}  {name}")
    for name, how in twice.differing.items():
        _say(f"DIFFERENT  {name}: {how}")
    clock = f"{DAYS_LATER} days later" if twice.clock else "the clock alone was the same, since time-machine is missing"
    _say(
        f"{len(twice.differing)} of {len(twice.files) + len(twice.differing)} files differ between two folders, users, "
        f"time zones, languages, hash seeds, numbers of jobs and terminal widths; {clock}."
    )
    return _FAILED if twice.differing else 0


def _provinces(project: Project, catalog: Catalog, options: argparse.Namespace) -> int:  # noqa: ARG001
    vintage = catalog.sets.given(options.units) or catalog.vintage_of(catalog.index_years[-1])
    for unit in catalog.in_vintage(vintage).units:
        _say(f"{unit.code}  {unit.slug:<18} {unit.name_vi}")
    return 0


def _progress(text: str) -> None:
    sys.stderr.write(for_terminal(text) + "\n")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(for_terminal(text) + "\n")
