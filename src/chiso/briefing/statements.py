"""What official documents state, held against the data."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Block, Cell, Column, Note, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.citations import Citation
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.former import FORMER
from chiso.facts.frames import Row
from chiso.facts.named import worked_out
from chiso.facts.results import RESULTS
from chiso.facts.statements import STATEMENTS


@section
def table(statements: pd.DataFrame, results: pd.DataFrame, former: pd.DataFrame, say: Words) -> Block:
    """Return each line of the official documents on the index year with what the data give, or a note without any.

    Parameters
    ----------
    statements, results, former
        Frames of :func:`chiso.statements`, :func:`chiso.results` and :func:`chiso.former`.
    say
        The words of the briefing.
    """
    rows, first = STATEMENTS.rows(statements), RESULTS.rows(results)[0]
    year = str(first.index_year)
    if not rows:
        within = say.name(first, "unit_within")
        why = [say.text("statements-none", year=year, unit=within)]
        units = dict.fromkeys(
            say.name(row, "former") for row in FORMER.rows(former) if row.has_statements and first.is_merged
        )
        if units:
            why.append(say.text("statements-former", parts=say.listed(list(units)), unit=within, **say.of_set(first)))
        return Note(title=say.text("statements-table"), paragraphs=tuple(why))
    headers = ("column-quantity", "column-stated", "column-found", "column-verdict")
    ends = ("column-stated", "column-found")
    widths = {"column-quantity": 0.5, "column-verdict": 0.5}
    documents = list(dict.fromkeys(say.name(row, "document") for row in rows))
    citation = Citation(
        say.text("statements-table"),
        (("plans/statements.csv", " ".join(sorted((row.statement_row for row in rows), key=int))),),
        tuple(dict.fromkeys(row.statement_source_id for row in rows)),
        unit=say.name(first, "unit"),
    )
    stated = say.cite_as(("statements", first.index_year, first.unit_code), citation)
    return Table(
        id="statements",
        caption=_caption(documents, say),
        columns=tuple(
            Column(header=say.text(name), align="end" if name in ends else "start", width=widths.get(name, 0.0))
            for name in headers
        ),
        rows=tuple(_row(row, documents, stated, say) for row in rows),
        notes=(say.text("statements-note"),),
        dense=True,
    )


def _caption(documents: list[str], say: Words) -> str:
    """Return the caption, in which several documents are numbered: two may state the same figure."""
    if len(documents) == 1:
        return say.text("statements-caption", document=documents[0])
    numbered = [
        say.text("statements-document", number=str(number), document=document)
        for number, document in enumerate(documents, start=1)
    ]
    return say.text("statements-caption-several", documents="; ".join(numbered))


def _row(row: Row, documents: list[str], stated: str, say: Words) -> TableRow:
    quantity = say.text(f"quantity-{row.quantity}", index=row.index_label, year=str(row.index_year))
    if len(documents) > 1:
        number = str(documents.index(say.name(row, "document")) + 1)
        quantity = say.text("statements-figure", quantity=quantity, number=number)
    shown = say.signed if row.quantity.endswith("_change") else say.number
    decimals = len(row.stated.partition(".")[2])
    found = say.text("unknown")
    if row.found is not None:
        found = shown(row.found, 4 if row.verdict in ("cut_off", "off") else decimals)
    verdict = say.text(f"verdict-{row.verdict}")
    if row.verdict == "known_conflict":
        verdict = say.text("verdict-conflict-read", verdict=verdict, reading=say.name(row, "conflict"))
    if row.is_carried:
        verdict = say.text("verdict-carried", verdict=verdict)
    return TableRow(
        cells=(
            Cell(text=quantity),
            Cell(text=shown(worked_out(float(row.stated), row, "stated"), decimals), href=stated),
            Cell(text=found, href=_cite_found(row, say)),
            Cell(text=verdict, tone="loss" if row.verdict == "disagrees" else None),
        )
    )


def _cite_found(row: Row, say: Words) -> str:
    """Return the link from what the data give for a statement to where it stands."""
    if row.found is None:
        return ""
    if row.quantity == "scale_max":
        return say.cite_scales(row)
    return say.cite_change(row) if row.quantity.endswith("_change") else say.cite(row)
