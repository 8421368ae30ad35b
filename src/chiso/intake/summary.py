"""What an import says to the steward: how the table was understood, what to look at, and what was written."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from chiso.catalog import Catalog, Project
from chiso.intake.receive import Outcome
from chiso.intake.vocabulary import TOTAL

_MOST_PASSED = 12
_MOST_LINES = 8


def tell(project: Project, catalog: Catalog, outcome: Outcome, before: dict[Path, bytes]) -> list[str]:
    """Return the lines that an import prints.

    Parameters
    ----------
    project, catalog
        The project, and the catalogue in the vintage of the index year.
    outcome
        What the import did.
    before
        The files that it changes, as they were.
    """
    words, edition, plan = outcome.vocabulary, outcome.edition, outcome.plan
    table = outcome.table
    lines = [f"{words.index.label} {words.index_year}: {outcome.file}, {table.layout.grid.label or 'table'}"]
    lines += [f"  {line}" for line in _understood(catalog, outcome)]
    for title, texts in (("To look at:", outcome.notes), ("Also:", plan.remarks), ("Changes:", plan.differences)):
        if texts:
            lines += [title, *(f"  {text}" for text in texts)]
    if plan.is_known:
        return [*lines, f"Nothing to do: this file is source {plan.source_id} already, and nothing has changed."]
    lines.append("Written:" if outcome.is_written else "Would be written (dry run, nothing has changed):")
    for path, data in plan.contents.items():
        lines += [f"  {line}" for line in told_change(project, path, before.get(path), data)]
    if edition.withheld and words.index.layout == "parts":
        lines.append("Where the publisher gives a reason for what is missing, add it to reference/suppressed.csv.")
    return lines


def _understood(catalog: Catalog, outcome: Outcome) -> Iterator[str]:
    words, edition, table = outcome.vocabulary, outcome.edition, outcome.table
    if edition.adds_only:
        count = len(edition.precision)
        yield f"a table of sums: no figure is new; {count} of {len(catalog.units)} units get what stands beside them"
    else:
        yield f"{len(edition.scores)} of {len(catalog.units)} units; the edition ranks {edition.units_ranked}"
        rest = len(catalog.units) - len(edition.scores)
        if edition.is_partial and rest:
            yield f"an excerpt: the other {rest} units count as not collected, not as withheld"
    for code, codes in edition.withheld.items():
        yield f"not published: {catalog.units.by_code[code].name_vi} ({codes})"
    for code, heading in table.headings.items():
        if code in words.required or code.split()[0] == TOTAL or ":" in code:
            told = f" ({table.taken[code]})" if code in table.taken else ""
            yield f"{code} ← {heading or 'no heading'}{told}"
    checked = [code for code in table.codes if code not in words.required]
    if checked:
        yield f"held against their parts: {', '.join(checked)}"
    passed = [f"{heading} ({why})" for heading, why in table.passed.items()]
    if passed:
        more = f" and {len(passed) - _MOST_PASSED} more" if len(passed) > _MOST_PASSED else ""
        yield f"not taken: {'; '.join(passed[:_MOST_PASSED])}{more}"


def told_change(project: Project, path: Path, before: bytes | None, after: bytes) -> Iterator[str]:
    """Yield a file's path with its new and removed rows, the first of them."""
    if before is None:
        yield f"{project.relative(path)} (new, {len(after.splitlines()) - 1} rows)"
        return
    yield project.relative(path)
    old, new = before.decode().splitlines(), after.decode().splitlines()
    lines = [
        line
        for line in difflib.unified_diff(old, new, lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    yield from (f"  {line[:160]}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"  … and {len(lines) - _MOST_LINES} more lines"
