"""An import from beginning to end: read, name, check, try out on a copy, and only then write."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, DataError, RunError
from chiso.file_kinds import MOST_BYTES
from chiso.files import write_files
from chiso.ingest import Observations, read_observations
from chiso.ingest.parts import read_parts
from chiso.ingest.scores import read_scores
from chiso.intake.bounded import read_file
from chiso.intake.checks import check_digits, check_jumps, check_meanings, check_ranks, check_sums, check_values
from chiso.intake.edition import Edition, make_edition
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.formats import too_large
from chiso.intake.gaps import years_between
from chiso.intake.names import Names
from chiso.intake.pick_table import choose_table
from chiso.intake.precision import added, adds_only, check_precision
from chiso.intake.precision import given as precision_of
from chiso.intake.raw_changes import Plan, make_plan
from chiso.intake.request import Request
from chiso.intake.vocabulary import Vocabulary, vocabulary
from chiso.scratch import scratch

Verify = Callable[[Catalog, Observations], None]


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What an import did, or would do: the table as it was understood, its edition, and the changed files.

    ``file`` is the name of the file as it can be shown.
    """

    request: Request
    vocabulary: Vocabulary
    table: Table
    edition: Edition
    plan: Plan
    notes: tuple[str, ...]
    is_written: bool
    file: str


def import_table(project: Project, request: Request, verify: Verify) -> Outcome:
    """Bring a published table into ``data/raw``.

    Parameters
    ----------
    project
        The project.
    request
        Which file holds what.
    verify
        Checks everything that hangs on the figures, such as the statements of official documents; it gets
        the catalogue and observations as they would be, and raises what is wrong with them.

    Raises
    ------
    ChisoError
        With all problems of the table at once. Nothing has been written then.
    """
    catalog = Catalog(project.raw)
    own = catalog.in_vintage(catalog.vintage_of(request.index_year), request.index_year)
    words = vocabulary(own, request.index, request.index_year)
    names = Names(own)
    received = read_received(request.file)
    name = "".join(letter if letter.isprintable() else "?" for letter in request.file.name)
    findings = Findings(name)
    grids = read_file(received, name, names.keys, request.choice)
    given = dict(request.columns)
    table = choose_table(grids, own, names, words, given, findings, is_chosen=bool(request.choice) or bool(given))
    check_values(table, own, words, findings)
    check_digits(table, own, findings)
    check_ranks(table, own, words, findings)
    check_sums(table, own, words, findings)
    check_meanings(table, words, findings)
    check_precision(table, own, findings)
    if adds_only(table, own, words):
        edition = added(table, own, words, findings)
    else:
        edition = make_edition(
            table, own, words, request.allowed, request.measured, given, findings, partial=request.partial
        )
        edition = dataclasses.replace(edition, precision=precision_of(table))
    findings.raise_any()
    for told in years_between(own, request.index, request.index_year):
        findings.note(told)
    check_jumps(table, own, words, _history(own, request), findings)
    plan = make_plan(own, edition, request, received, dt.datetime.now(dt.UTC).astimezone().date())
    if plan.contents:
        try_out(project, plan.contents, verify)
    if plan.contents and not request.dry_run:
        write_files(plan.contents, project.journal)
    written = bool(plan.contents) and not request.dry_run
    return Outcome(request, words, table, edition, plan, tuple(findings.notes), written, name)


def read_received(path: Path) -> bytes:
    """Read a received file.

    Raises
    ------
    RunError, DataError
        When there is no such file, it may not be read, or is larger than any published table.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.name, f"It has {path.stat().st_size / 2**20:.0f} MB.")
        if not path.is_file():
            raise OSError(0, "It is no ordinary file")
        return path.read_bytes()
    except OSError as error:
        raise RunError(
            "The file cannot be read.",
            where=f"FILE={path}",
            why=error.strerror or str(error),
            remedy="Give the path of a file that is there, from the folder in which the command is run.",
        ) from None


def _history(own: Catalog, request: Request) -> pd.DataFrame:
    """Return the observations of the index in its earlier years, each in the units in which it was measured."""
    tables = []
    for index_year, path in own.tables[request.index].items():
        if index_year >= request.index_year:
            continue
        then = own.in_vintage(own.vintage_of(index_year))
        if own.indices[request.index].layout == "parts":
            table = read_parts(then, request.index, index_year, path)
        else:
            table = read_scores(then, request.index, index_year, path).observations
        tables.append(table.assign(index_year=index_year, vintage=then.vintage))
    columns = ["index_year", "vintage", "unit_code", "concept", "value"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def try_out(project: Project, contents: Mapping[Path, bytes], verify: Verify) -> None:
    """Check ``data/raw`` as it would be, on a copy: nothing is ever left that ``make check`` would refuse."""
    with scratch() as folder:
        raw = folder / "raw"
        shutil.copytree(project.raw, raw, ignore=shutil.ignore_patterns(".*"))
        for path, data in contents.items():
            target = raw / path.relative_to(project.raw)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        catalog = Catalog(raw)
        try:
            verify(catalog, read_observations(catalog))
        except ChisoError as error:
            told = str(error).replace(str(raw), project.relative(project.raw))
            raise DataError(
                "With this table data/raw would no longer be consistent; nothing has been written.",
                why=told,
                remedy="Put right what is named, in the table or in data/raw, then run the same command again.",
            ) from None
