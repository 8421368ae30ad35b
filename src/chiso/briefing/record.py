"""How a briefing was made."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Cell, Column, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.results import RESULTS


@section
def table(making: pd.DataFrame, results: pd.DataFrame, say: Words) -> Table:
    """Return the colophon: parameters, software and input, as the run record has them.

    Parameters
    ----------
    making
        A frame of :func:`chiso.making`.
    results
        A frame of :func:`chiso.results`.
    say
        The words of the briefing.
    """
    facts = {str(row["item"]): str(row["value"]) for row in making.to_dict("records")}
    commit = say.text("record-commit-unknown")
    if facts["commit"]:
        message = "record-commit-changed" if facts["changed"] == "yes" else "record-commit"
        commit = say.text(message, commit=facts["commit"][:12])
    items: tuple[tuple[str, str], ...] = (
        ("record-parameters", facts["parameters"]),
        ("record-software", say.text("record-software-value", version=facts["version"], commit=commit)),
        ("record-lock", f"SHA-256 {facts['lock']}"),
        ("record-inputs", say.text("record-inputs-value", count=int(facts["inputs"]), digest=facts["fingerprint"])),
    )
    if "libraries" in facts:
        items += (("record-libraries", facts["libraries"]),)
    if "unlocked" in facts:
        items += (("record-unlocked", facts["unlocked"]),)
    first = RESULTS.rows(results)[0]
    return Table(
        id="record",
        caption=say.text("record-table"),
        columns=(Column(header=say.text("column-item"), width=0.3), Column(header=say.text("column-value"), width=0.7)),
        rows=tuple(TableRow(cells=(Cell(text=say.text(item)), Cell(text=value))) for item, value in items),
        notes=(say.text("record-note", unit=say.name(first, "unit_within")),),
        dense=True,
    )
