"""The work of one report: run the briefing notebook, render and record it, and return all four files as bytes."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chiso.catalog import Catalog, Project
from chiso.errors import RunError
from chiso.export.attachments import report_attachments
from chiso.export.document import Document, build_document
from chiso.export.html import Links, render_html
from chiso.export.pdf import render_pdf
from chiso.facts.inputs import Making, making
from chiso.locales import LOCALES
from chiso.run.execute import execute
from chiso.run.forms import KINDS, USUAL
from chiso.run.limits import Limits
from chiso.run.orders import NOTICES, BriefOrder
from chiso.run.parameters import ReportParameters
from chiso.run.published import notebook_bytes, published
from chiso.run.record import run_record
from chiso.run.subject import refuse_another_subject


def brief(order: BriefOrder) -> dict[str, bytes]:
    """Make one report as a worker does; see :func:`compose`."""
    project = Project(order.root)
    return compose(project, order.parameters, order.locale, limits=order.limits, formats=order.formats)


def compose(
    project: Project,
    parameters: ReportParameters,
    locale: str,
    *,
    limits: Limits | None = None,
    formats: Sequence[str] = USUAL,
) -> dict[str, bytes]:
    """Return the bytes of each file of one report by its kind; nothing is written.

    Parameters
    ----------
    project, parameters, locale
        What to make.
    limits
        After how long the notebook is taken to be endless.
    formats
        What to make of it.

    Raises
    ------
    NotebookFailure, ExportError
        When the notebook fails or cannot be rendered.
    RunError
        When an input is missing, or changed while the report was being made.
    """
    before = making(project, Catalog(project.raw), parameters.year, parameters.unit, locale, parameters.notebook)
    notebook = project.notebooks / parameters.notebook
    given = {"year": parameters.year, "province": parameters.unit.slug, "locale": locale, **parameters.further}
    if parameters.units:
        given["units"] = parameters.units
    executed = published(execute(project, notebook, given, limits=limits), project.root)
    return finished(before, parameters, executed, formats)


def finished(
    before: Making, parameters: ReportParameters, executed: Mapping[str, Any], formats: Sequence[str] = USUAL
) -> dict[str, bytes]:
    """Return the bytes of each file of one report by its kind, from its notebook as executed.

    What of the notebook the report could not have stands under :data:`NOTICES`, where there is any.

    Parameters
    ----------
    before
        What the notebook was made from, as it stood before.
    parameters
        What was asked for.
    executed
        The notebook as it is shared.
    formats
        What to make of it, of :data:`chiso.run.orders.FORMATS`.

    Raises
    ------
    ExportError
        When the notebook cannot be rendered.
    RunError
        When the notebook made a document about something else than what was asked for, or an input changed while
        the report was being made.
    """
    stem = parameters.stem(before.locale)
    document = build_document(executed, stem)
    refuse_another_subject(before, executed, document)
    made = {"ipynb": notebook_bytes(executed)}
    if "html" in formats:
        made["html"] = render_html(document, _links(parameters, before.locale, formats)).encode()
    table = before.project.comparison(before.year, before.unit.vintage)
    comparison = unit_comparison(table, before.unit.code)
    catalog = Catalog(before.project.raw)
    now = making(before.project, catalog, before.year, before.unit, before.locale, before.notebook)
    refuse_changes(before, now)
    asked = as_asked(before, parameters, formats)
    # What stands beside a PDF is the same with a Word file as without one, and so is the PDF.
    inside = as_asked(before, parameters, USUAL) if set(USUAL) <= set(formats) else asked
    attached = report_attachments(
        document.words,
        comparison=(_comparison_name(before), comparison),
        record=(f"{stem}.json", _record(inside, document, stem, made, comparison)),
        notebook=(f"{stem}.ipynb", made["ipynb"]),
    )
    if "pdf" in formats:
        made["pdf"] = render_pdf(document, attached)
    if "docx" in formats:
        # Few ask for it, and it takes a while to load.
        from chiso.export.word import render_word  # noqa: PLC0415
        from chiso.run.letter import letter_of  # noqa: PLC0415

        letter = letter_of(before, parameters, document) if parameters.form else None
        made["docx"] = render_word(document, attached, letter)
    made["json"] = _record(asked, document, stem, made, comparison)
    if document.notices:
        made[NOTICES] = "\n".join(document.notices).encode()
    return made


def _links(parameters: ReportParameters, locale: str, formats: Sequence[str]) -> Links:
    """Return what the page of a report links to: the same report as PDF and in the other language."""
    other = next(one for one in LOCALES if one != locale)
    pdf = f"{parameters.stem(locale)}.pdf" if "pdf" in formats else ""
    return Links(pdf=pdf, other=f"{parameters.stem(other)}.html", other_locale=other)


def unit_comparison(path: Path, unit_code: str) -> bytes:
    """Return the rows of one unit of a table of comparisons, as the table has them."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    column = rows[0].index("unit_code")
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([rows[0], *(row for row in rows[1:] if row[column] == unit_code)])
    return text.getvalue().encode()


def refuse_changes(before: Making, after: Making) -> None:
    """Refuse to record inputs that were changed while the report was made from them.

    Raises
    ------
    RunError
        When the inputs, the commit or the lock file are others than before.
    """
    paths = sorted({*before.digests.items()} ^ {*after.digests.items()})
    if paths or before.origin != after.origin:
        raise RunError(
            "An input changed while the report was being made from it.",
            where=paths[0][0] if paths else "the commit or the state of the working tree",
            why="The report would name inputs that it was not made from.",
            remedy="Run the same command again.",
        )


def as_asked(before: Making, parameters: ReportParameters, formats: Sequence[str]) -> Making:
    """Return what a document is made from, with its command and those of its values that briefings have not.

    Parameters
    ----------
    before
        What it is made from, with the values that every document has.
    parameters
        What was asked for.
    formats
        What it is made as; told where it is not the usual.
    """
    kind = KINDS[parameters.kind]
    more = {"FORM": parameters.form, "KIND": parameters.kind} if parameters.form else {}
    more |= {name.upper(): value for name, value in parameters.further.items()}
    more |= {} if tuple(formats) == kind.formats else {"FORMATS": " ".join(formats)}
    return dataclasses.replace(before, command=kind.command, parameters={**before.parameters, **more})


def _record(made_from: Making, document: Document, stem: str, made: Mapping[str, bytes], comparison: bytes) -> bytes:
    return run_record(
        made_from,
        {f"{stem}.{kind}": data for kind, data in made.items()},
        {_comparison_name(made_from): comparison},
        date=document.metadata.date,
        title=document.metadata.title,
    )


def _comparison_name(made_from: Making) -> str:
    suffix = made_from.catalog.sets.suffix(made_from.year, made_from.unit.vintage)
    return f"comparison-{made_from.year}-{made_from.unit.slug}{suffix}.csv"
