"""An import of assignments from beginning to end: read, understand, check, try out on a copy, and only then write."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from chiso.catalog import Catalog, Project
from chiso.catalog.spelling import name_key
from chiso.files import write_files
from chiso.intake.assignments.agency_names import AgencyNames
from chiso.intake.assignments.aims import Aims
from chiso.intake.assignments.changes import LedgerPlan, make_ledger_plan
from chiso.intake.assignments.request import AnnexRequest
from chiso.intake.assignments.rows import Annex, read_rows, told_columns
from chiso.intake.assignments.understood import Reading, Understood, understand
from chiso.intake.assignments.words import AnnexWords, annex_words
from chiso.intake.bounded import read_file
from chiso.intake.findings import Findings
from chiso.intake.receive import Verify, read_received, try_out
from chiso.intake.summary import told_change


@dataclasses.dataclass(frozen=True)
class AnnexOutcome:
    """What an import of assignments did, or would do."""

    request: AnnexRequest
    annex: Annex
    reading: Reading
    plan: LedgerPlan
    notes: tuple[str, ...]
    is_written: bool
    file: str


def import_annex(project: Project, request: AnnexRequest, verify: Verify) -> AnnexOutcome:
    """Bring the assignments of a plan into ``data/raw``.

    Parameters
    ----------
    project
        The project.
    request
        Which file assigns the measures of which plan.
    verify
        Checks everything that hangs on ``data/raw`` as it would be.

    Raises
    ------
    ChisoError
        With all problems of the annex at once. Nothing has been written then.
    """
    catalog = Catalog(project.raw)
    words = annex_words()
    received = read_received(request.file)
    name = "".join(letter if letter.isprintable() else "?" for letter in request.file.name)
    findings = Findings(name)
    names = AgencyNames(catalog, request.unit, words)
    grids = read_file(received, name, set(_keys(words, names)), request.choice, ruled=True)
    annex = read_rows([grid for grid in grids if not grid.hidden] or grids, words, findings)
    if not annex.measures and not findings.problems:
        findings.problem(
            "No table of the file assigns measures.",
            why="Looked for headings such as «Nhiệm vụ» beside «Cơ quan chủ trì», «Cơ quan phối hợp», «Thời gian hoàn "
            f"thành» or «Sản phẩm» in {len(grids)} tables.",
            remedy="Check that it is the right file; name its sheet, table or pages with SHEET=, TABLE= or PAGE=.",
        )
    aims = Aims(catalog, request.plan_year, words)
    reading = understand(annex, request, names, aims, words, findings)
    findings.raise_any()
    plan = make_ledger_plan(catalog, reading, request, received)
    if plan.contents:
        try_out(project, plan.contents, verify)
    if plan.contents and not request.dry_run:
        write_files(plan.contents, project.journal)
    written = bool(plan.contents) and not request.dry_run
    return AnnexOutcome(request, annex, reading, plan, tuple(findings.notes), written, name)


def _keys(words: AnnexWords, names: AgencyNames) -> Iterator[str]:
    """Yield the keys by which the encoding of old files is told: headings, and names of agencies."""
    for phrases in words.headings.values():
        yield from ("".join(phrase) for phrase in phrases if len("".join(phrase)) > 3)
    for one in names.agencies:
        yield from map(name_key, one.spellings)


def told_annex(project: Project, outcome: AnnexOutcome, before: dict[Path, bytes]) -> list[str]:
    """Return the lines that an import of assignments prints.

    Parameters
    ----------
    project
        The project.
    outcome
        What the import did.
    before
        The files of ``data/raw`` as they were.
    """
    request, plan, reading = outcome.request, outcome.plan, outcome.reading
    count = len(reading.measures)
    lines = [f"{request.plan} of {request.unit.name_vi}: {outcome.file}, {count} measure{'s' if count != 1 else ''}"]
    lines += [f"  {line}" for line in told_columns(outcome.annex)]
    lines += [f"  no assignments, not read: {', '.join(outcome.annex.skipped)}"] if outcome.annex.skipped else []
    for one, measure_id, told in zip(reading.measures, plan.ids, plan.told, strict=True):
        lines += [f"  {line}" for line in _told(one, measure_id, told)]
    new = [f"{one.id}: {one.name_vi} ({one.kind})" for one in reading.agencies]
    ownerless = [at for at, one in enumerate(reading.measures) if not one.leads]
    notes = list(outcome.notes)
    if ownerless:
        notes.append(f"no lead agency is named for {', '.join(plan.ids[at] for at in ownerless)}")
    for title, texts in (("To look at:", notes), ("Agencies that are new, as they are written:", new)):
        if texts:
            lines += [title, *(f"  {text}" for text in texts)]
    if not plan.contents:
        return [*lines, f"Nothing to do: this file is source {plan.source_id} already, and nothing has changed."]
    lines.append("Written:" if outcome.is_written else "Would be written (dry run, nothing has changed):")
    for path, data in plan.contents.items():
        lines += [f"  {line}" for line in told_change(project, path, before.get(path), data)]
    return lines


def _told(one: Understood, measure_id: str, told: str) -> Iterator[str]:
    """Yield how one measure was understood."""
    aim = " ".join(filter(None, (one.index or "no index", one.concept)))
    yield f"{measure_id} ({told}) {one.text}"
    yield f"    aims at: {aim}; lead: {'; '.join(one.leads) or '–'}; with: {'; '.join(one.others) or '–'}"
    last = one.deadline.last.isoformat() if one.deadline.last else one.deadline.reading
    due = "–" if one.deadline.reading == "none" else f"{one.deadline.written} → {last}"
    yield f"    deadline: {due}; product: {one.product or '–'}"
