"""In a view of estimates: the former units that a unit was made of, their weights and scores."""

from __future__ import annotations

import pandas as pd

from chiso.blocks.specs import Block, Cell, Column, Note, Table
from chiso.blocks.specs import Row as TableRow
from chiso.briefing.citations import Citation
from chiso.briefing.section import section
from chiso.briefing.words import Words
from chiso.facts.course import COURSE
from chiso.facts.former import FORMER
from chiso.facts.frames import Row
from chiso.facts.named import worked_out
from chiso.facts.results import RESULTS


@section
def block(former: pd.DataFrame, results: pd.DataFrame, course: pd.DataFrame, say: Words) -> Block | None:
    """Return how the estimates come about; None where neither year has any.

    A table of the parts with weights and scores of the last estimated year, or a note for a unit that was not merged.

    Parameters
    ----------
    former, results
        Frames of :func:`chiso.former` and :func:`chiso.results`.
    course
        A frame of :func:`chiso.course` of all indices.
    say
        The words of the briefing.
    """
    rows, first = FORMER.rows(former), RESULTS.rows(results)[0]
    if not rows:
        return None
    last = max(row.index_year for row in rows)
    rows = [row for row in rows if row.index_year == last]
    year = str(last)
    if not first.is_merged:
        said = say.text("parts-unmerged", unit=say.name(first, "unit_full"), year=year, **say.of_set(first))
        return Note(title=say.text("parts-title", **say.of_set(first)), paragraphs=(said,))
    labels = {row["index"]: row.index_label for row in rows if row.has_edition}
    parts: dict[str, dict[str, Row]] = {}
    for row in rows:
        parts.setdefault(row.former_code, {})[row["index"]] = row
    estimates = {
        row["index"]: row
        for row in COURSE.rows(course)
        if (row.index_year, row.unit_code) == (rows[0].index_year, first.unit_code)
    }
    href = _cite_weights(rows, say)
    table_rows = [_row(found, list(labels), href, say) for found in parts.values()]
    whole = worked_out(sum(next(iter(found.values())).weighed for found in parts.values()), first, "weighed")
    table_rows.append(
        TableRow(
            cells=(
                Cell(text=say.name(first, "unit_full")),
                Cell(text=say.number(whole), href=href),
                Cell(text=_share(worked_out(1.0, first, "weight"), say), href=href),
                *(_estimate(estimates.get(index), say) for index in labels),
            ),
            marked=True,
        )
    )
    weighed = [say.name(rows[0], name) for name in ("weighed_by", "weighed_unit", "weighed_source")]
    headers = [say.text("column-part"), _quantity(rows[0], say), say.text("column-weight")]
    headers += [say.text("card-label", index=label, year=year) for label in labels.values()]
    return Table(
        id="parts",
        caption=say.text("parts-table", unit=say.name(first, "unit_full"), year=year, **say.of_set(first)),
        columns=tuple(Column(header=header, align="end" if at else "start") for at, header in enumerate(headers)),
        rows=tuple(table_rows),
        notes=(
            _mean(rows[0], results, say),
            say.text("parts-note-weight", source=_capital(", ".join(filter(None, weighed)))),
            *(say.text(f"parts-note-{note}") for note in ("missing", "rank")),
        ),
    )


def _mean(part: Row, results: pd.DataFrame, say: Words) -> str:
    """Say how the estimates are worked out, and of which indices those of the parts are too."""
    with_parts = [row.index_label for row in RESULTS.rows(results) if row.has_parts]
    said = [say.text("parts-note-mean", weight=say.name(part, "weighed_name"))]
    if with_parts:
        said.append(say.text("parts-note-parts", indices=say.listed(with_parts)))
    return " ".join(said)


def _cite_weights(rows: list[Row], say: Words) -> str:
    """Return the link to where the weights of the former units stand, and that they became part of the unit."""
    first = rows[0]
    units = dict.fromkeys((row.unit_row, row.crosswalk_row) for row in rows)
    tables = (
        (f"provinces/{first.units_table}", " ".join(sorted((at for at, _ in units), key=int))),
        (f"provinces/{first.crosswalk}", " ".join(sorted((at for _, at in units), key=int))),
    )
    citation = Citation(say.text("origins-parts"), tables, (), titles=(_source(first, say),))
    return say.cite_as(("parts", first.unit_code), citation)


def _quantity(part: Row, say: Words) -> str:
    """Head the column of what the estimates are weighted by: *Population, thousand*."""
    said = ", ".join(filter(None, (say.name(part, "weighed_name"), say.name(part, "weighed_unit"))))
    return _capital(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(part: Row, say: Words) -> str:
    """Say who publishes what the estimates are weighted by."""
    return ": ".join(filter(None, (say.name(part, "weighed_source"), say.name(part, "weighed_by"))))


def _share(share: float, say: Words) -> str:
    return say.measured(say.number(100 * share, 1), "percent")


def _row(found: dict[str, Row], indices: list[str], href: str, say: Words) -> TableRow:
    part = next(iter(found.values()))
    return TableRow(
        cells=(
            Cell(text=say.name(part, "former")),
            Cell(text=say.number(part.weighed), href=href),
            Cell(text=_share(part.weight, say), href=href),
            *(_score(found[index], say) for index in indices),
        )
    )


def _score(row: Row, say: Words) -> Cell:
    if row.value is None:
        return Cell(text=say.text("cell-none"), tone="missing")
    # Code and name may both be those of the unit that it became part of.
    name = say.text("origins-former", unit=say.name(row, "former"))
    former = {"unit_code": f"{row.former_code}-former", "unit_vi": name, "unit_en": name}
    return Cell(text=say.score(row.value, row.measure), href=say.cite({**row, **former}))


def _estimate(row: Row | None, say: Words) -> Cell:
    if row is None or row.value is None:
        return Cell(text=say.text("word-not-estimated"), tone="missing")
    return Cell(text=say.text("estimated", figure=say.score(row.value, row.measure)), href=say.cite(row))
