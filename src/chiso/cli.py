"""The command line: `chiso report`, `chiso verify`, `chiso check` and others; `chiso --help` lists them.

Each value can also come from the environment, where `make` puts it: YEAR, PROVINCE, LOCALE, UNITS. In
that way nothing that a person types becomes part of a shell command.
"""

from __future__ import annotations

import dataclasses
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chiso.addresses import leave_out_grammar
from chiso.catalog import Catalog, Project, find_project, project_at
from chiso.command_options import (
    FORM,
    FORMATS,
    LOCALE,
    NOTEBOOK,
    PARAMETERS,
    RUN,
    SCHEDULER,
    SHEET_FORMATS,
    Decorator,
    option,
    options,
)
from chiso.errors import ChisoError, ParameterError, for_terminal
from chiso.intake.options import FLAGS, OPTIONS
from chiso.kernels.orphans import leaving_no_orphans
from chiso.run.interrupts import stoppable
from chiso.run.streams import discard_output, is_abandoned, make_streams_usable, refusal

if TYPE_CHECKING:
    from chiso.run.outcome import Outcome

_FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    leave_out_grammar()
    make_streams_usable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    with stoppable() as asked:
        try:
            # Not by calling it: click would end a run whose reader is gone, and an interrupted one, in its own way.
            with chiso.make_context("chiso", given) as context:
                status = int(chiso.invoke(context))
            sys.stdout.flush()
            return status
        except click.exceptions.Exit as done:
            return done.exit_code
        except click.ClickException as error:
            error.show()
            return error.exit_code
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def chiso() -> None:
    """Yearly governance-index briefings."""


def _command(name: str, text: str, *chosen: Decorator, epilog: str = "") -> Decorator:
    """Make a function a command: it takes the project, its catalogue and its options, and gives the exit status."""

    def register(function: Callable[..., int]) -> Callable[..., int]:
        def run(project: str, **given: str) -> int:
            found = project_at(Path(project)) if project else find_project()
            return function(found, Catalog(found.raw), **given)

        where = click.option(
            "--project", default="", help="folder of a project; the one around this folder if not given"
        )
        chiso.command(name, help=text, epilog=epilog or None)(options(*chosen, where)(run))
        return function

    return register


def _make(
    make: Callable[..., Outcome], project: Project, catalog: Catalog, *what: object, why: str, **options: str
) -> int:
    """Make something, leave nothing of it running, and tell what became of it."""
    from chiso.run.options import read_options  # noqa: PLC0415 - each command loads only what it needs
    from chiso.run.summary import tell  # noqa: PLC0415

    with leaving_no_orphans():
        outcome = make(project, catalog, *what, read_options(**options))
    status = tell(project, outcome, why=why not in ("", "0"))
    if outcome.interrupted:
        raise KeyboardInterrupt
    return status


@_command(
    "report", "Make the briefing of a province for a year.", PARAMETERS, LOCALE, FORMATS, FORM, NOTEBOOK, SCHEDULER, RUN
)
def _report(
    project: Project,
    catalog: Catalog,
    year: str,
    province: str,
    units: str,
    locale: str,
    formats: str,
    form: str,
    kind: str,
    notebook: str,
    **run: str,
) -> int:
    from chiso.run.chosen import chosen  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415
    from chiso.run.pipeline import make_reports  # noqa: PLC0415
    from chiso.run.steps import Report  # noqa: PLC0415

    made = chosen(project, notebook=notebook, form=form, kind=kind, formats=formats)
    parameters = report_parameters(catalog, year, province, locale, units, made.notebook, made.form)
    reports = [Report(parameters, one, made.formats) for one in parameters.locales]
    return _make(make_reports, project, catalog, reports, **run)


@_command(
    "reports",
    "Make the briefings of several provinces and years.",
    option("YEAR", "briefing years, such as '2021 2022' or 2021-2023"),
    option("PROVINCES", "all, region:NAME, or a list of provinces"),
    option("UNITS", "set of units; of the year if not given"),
    LOCALE, FORMATS, FORM, NOTEBOOK, SCHEDULER, RUN,
)  # fmt: skip
def _reports(
    project: Project,
    catalog: Catalog,
    year: str,
    provinces: str,
    units: str,
    locale: str,
    formats: str,
    form: str,
    kind: str,
    notebook: str,
    **run: str,
) -> int:
    from chiso.run.chosen import chosen  # noqa: PLC0415
    from chiso.run.pipeline import make_reports  # noqa: PLC0415
    from chiso.run.selection import selected  # noqa: PLC0415

    made = chosen(project, notebook=notebook, form=form, kind=kind, formats=formats)
    reports = selected(catalog, year, provinces, locale, units, made.notebook, made.form)
    reports = [dataclasses.replace(report, formats=made.formats) for report in reports]
    return _make(make_reports, project, catalog, reports, **run)


@_command(
    "sheets",
    "Make the sheet of an agency: what the plans give it to do, and what the indicators did (docs/ledger.md).",
    PARAMETERS,
    option("AGENCY", "id or name of an agency, several parted by semicolons, unassigned, or all (if not given)"),
    LOCALE, SHEET_FORMATS, SCHEDULER, RUN,
)  # fmt: skip
def _sheets(
    project: Project,
    catalog: Catalog,
    year: str,
    province: str,
    units: str,
    agency: str,
    locale: str,
    formats: str,
    **run: str,
) -> int:
    from chiso.run.agencies import sheets  # noqa: PLC0415
    from chiso.run.forms import KINDS, OF_AGENCIES  # noqa: PLC0415
    from chiso.run.options import read_formats  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415
    from chiso.run.pipeline import make_reports  # noqa: PLC0415
    from chiso.run.steps import Report  # noqa: PLC0415

    kind = KINDS[OF_AGENCIES]
    asked = report_parameters(catalog, year, province, locale, units, kind.notebook, (kind.form, OF_AGENCIES))
    made = read_formats(formats, kind.formats)
    reports = [Report(one, tongue, made) for one in sheets(catalog, asked, agency) for tongue in one.locales]
    return _make(make_reports, project, catalog, reports, **run)


@_command(
    "site",
    "Make all briefings and build the site that holds them, in the folder site (docs/site.md).",
    option("YEAR", "briefing years, such as '2021 2022' or 2021-2023; all if not given"),
    option("PROVINCES", "all (if not given), region:NAME, or a list of provinces"),
    option("UNITS", "set of units; of the year if not given"),
    option("SITE_URL", "where the site will be published, such as https://example.vn/indices"),
    SCHEDULER, RUN,
)  # fmt: skip
def _site(project: Project, catalog: Catalog, year: str, provinces: str, units: str, site_url: str, **run: str) -> int:
    from chiso.run.options import read_options  # noqa: PLC0415
    from chiso.run.summary import tell  # noqa: PLC0415
    from chiso.site.make import make_site, site_address, told  # noqa: PLC0415

    root, why = site_address(site_url), run.pop("why")
    with leaving_no_orphans():
        outcome, built = make_site(project, catalog, (year, provinces, units), root, read_options(**run))
    status = tell(project, outcome, why=why not in ("", "0"))
    if outcome.interrupted:
        raise KeyboardInterrupt
    for line in told(built):
        _say(line)
    return status


@_command("serve", "Show the site on this machine.", option("PORT", "port; 8000 if not given"))
def _serve(project: Project, catalog: Catalog, port: str) -> int:  # noqa: ARG001
    from chiso.site.serve import serve  # noqa: PLC0415

    serve(project.site, port, _progress)
    return 0


@_command("ingest", "Build data/processed from data/raw.", RUN)
def _ingest(project: Project, catalog: Catalog, **run: str) -> int:
    from chiso.run.pipeline import make_observations  # noqa: PLC0415

    return _make(make_observations, project, catalog, **run)


@_command(
    "check",
    "Check data/raw and reconcile official statements; writes nothing. With FILE, check the claims of a text about an "
    "index against the data: .docx, .pdf, .html, .txt or .md, or - for standard input. docs/check.md describes it.",
    click.argument("file", default="", envvar="FILE", metavar="[FILE]"),
    option("OUT", "where to write a copy of a .docx with comments"),
    option("PROVINCE", "of whom a text speaks where it names no province or city"),
    option("YEAR", "briefing year of a text: where it names no year, it speaks of the index year before"),
    option("UNITS", "set of units that the figures of a text are for; that of each year if not given"),
    click.option("--json", "as_json", is_flag=True, help="give the claims of a text as JSON"),
    epilog="Exit status with FILE: 0 nothing is wrong; 1 something is; 2 an error.",
)
def _check(
    project: Project, catalog: Catalog, file: str, out: str, province: str, year: str, units: str, as_json: bool
) -> int:
    from chiso.proof.check_text import told_text  # noqa: PLC0415
    from chiso.run.check import told_data  # noqa: PLC0415

    if file:
        given = {"province": province, "year": year, "units": units}
        said, is_bad = told_text(project, catalog, file, out, given, as_json=as_json)
        _say(said)
        return 1 if is_bad else 0
    if out or as_json:
        raise ParameterError("There is no text to check.", where="FILE", remedy="Name it: `chiso check text.docx`.")
    for line in told_data(catalog):
        _say(line)
    return 0


@_command(
    "import",
    "Bring a published table into data/raw; with PLAN, who carries out the measures of a plan (docs/ledger.md).",
    *(option(name, text, is_switch=name in FLAGS) for name, text in OPTIONS.items()),
)
def _import(project: Project, catalog: Catalog, **given: str) -> int:  # noqa: ARG001
    from chiso.run.importing import bring_in  # noqa: PLC0415

    for line in bring_in(project, {name: given[name.lower()] for name in OPTIONS}):
        _say(line)
    return 0


@_command(
    "ledger",
    "Print the measures of a unit's plans: who answers for each, what became of it, what its indicator did since. "
    "docs/ledger.md describes it.",
    PARAMETERS,
    option("AS_OF", "the day as of which it is told; that of the latest publication or plan known if not given"),
    option("OUT", "a .csv or .xlsx file to export it to, with what it was made from"),
)
def _ledger(project: Project, catalog: Catalog, year: str, province: str, units: str, as_of: str, out: str) -> int:
    from chiso.proof.ledger import told_ledger  # noqa: PLC0415

    given = {"year": year, "province": province, "units": units}
    _say(told_ledger(project, catalog, given, out, as_of))
    return 0


@_command("method", "Print the method of the briefing in both languages, as docs/method.md.")
def _method(project: Project, catalog: Catalog) -> int:  # noqa: ARG001
    from chiso.briefing.method import page  # noqa: PLC0415
    from chiso.facts.method import method_of  # noqa: PLC0415

    sys.stdout.write(page(method_of(catalog)))
    return 0


@_command("api", "Print the page on the Python API, as docs/api.md.")
def _api(project: Project, catalog: Catalog) -> int:  # noqa: ARG001
    from chiso.api_page import page  # noqa: PLC0415

    sys.stdout.write(page())
    return 0


@_command(
    "explain",
    "Print the chain behind a figure of INDEX, by its id or label, from the raw cells to the sentence.",
    click.argument("index"),
    PARAMETERS,
    click.option("--code", default="TOTAL", help="TOTAL (by default), a dimension such as D3, or a part such as 3.1"),
)
def _explain(project: Project, catalog: Catalog, index: str, year: str, province: str, units: str, code: str) -> int:
    from chiso.proof.explain import explain, read_anew  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415

    asked = report_parameters(catalog, year, province, "", units)
    data = read_anew(project, catalog, asked.year, asked.unit.vintage)
    _say(explain(data, asked.unit, index, code))
    return 0


@_command(
    "verify",
    "Say of FILE.pdf what it was made from, whether it is untouched, and whether it can be made again here.",
    click.argument("file", metavar="FILE.pdf"),
    option("CERTIFICATES", "files of certificates that signers are trusted by, parted by commas"),
    epilog="Exit status: 0 made again here, byte for byte the same; 2 no PDF of chiso, or an error; 3 untouched, "
    "but it cannot be made again here; 4 it was changed after it was made; 5 made again here, another comes out.",
)
def _verify(project: Project, catalog: Catalog, file: str, certificates: str) -> int:  # noqa: ARG001
    from chiso.proof.verify import told, verify  # noqa: PLC0415

    verdict = verify(
        project, Path(file), _progress, [Path(one.strip()) for one in certificates.split(",") if one.strip()]
    )
    _say(told(verdict))
    return verdict.status


@_command(
    "reproduce", "Make a report twice in different circumstances and compare every byte.",
    PARAMETERS, LOCALE, NOTEBOOK,
)  # fmt: skip
def _reproduce(
    project: Project, catalog: Catalog, year: str, province: str, units: str, locale: str, notebook: str
) -> int:
    from chiso.proof.reproduce import reproduce, told  # noqa: PLC0415
    from chiso.run.chosen import chosen_notebook  # noqa: PLC0415
    from chiso.run.parameters import report_parameters  # noqa: PLC0415

    asked = report_parameters(catalog, year, province, locale, units)
    given = {"YEAR": str(asked.year), "PROVINCE": asked.unit.slug, "LOCALE": " ".join(asked.locales)}
    given |= {"UNITS": str(asked.units)} if asked.units else {}
    given["NOTEBOOK"] = chosen_notebook(project, notebook)
    twice = reproduce(project, given, _progress)
    _say(told(twice))
    return _FAILED if twice.differing else 0


@_command(
    "provinces", "List provinces with their codes and slugs.", option("UNITS", "set of units (provinces/sets.csv)")
)
def _provinces(project: Project, catalog: Catalog, units: str) -> int:  # noqa: ARG001
    vintage = catalog.sets.given(units) or catalog.vintage_of(catalog.index_years[-1])
    for unit in catalog.in_vintage(vintage).units:
        _say(f"{unit.code}  {unit.slug:<18} {unit.name_vi}")
    return 0


@_command(
    "libraries",
    "Lock and install what requirements-own.txt asks for.",
    click.option("--find-links", default="", help="a folder of wheels to take them from, and no index"),
)
def _libraries(project: Project, catalog: Catalog, find_links: str) -> int:  # noqa: ARG001
    from chiso.run.libraries import bring_libraries  # noqa: PLC0415

    found = bring_libraries(project, find_links)
    if found:
        _progress(f"Libraries of your own: {found}.")
    return 0


def _progress(text: str) -> None:
    sys.stderr.write(for_terminal(text) + "\n")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(for_terminal(text) + "\n")
