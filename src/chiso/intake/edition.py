"""The edition that a table makes: its figures by unit, what is missing in it, and how many units it covers."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from chiso.catalog import Catalog, Unit
from chiso.intake.cells import Figure
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.headings import NO_NUMBERS, OF_YEARS, UNKNOWN, UNKNOWN_CODE
from chiso.intake.spoiled import formula_error
from chiso.intake.vocabulary import TOTAL, Vocabulary

_OPEN = (UNKNOWN, UNKNOWN_CODE, NO_NUMBERS)
"""Why columns are passed over that may hold the scores all the same."""


@dataclasses.dataclass(frozen=True)
class Edition:
    """The figures of one index year, checked and ready to be written.

    Attributes
    ----------
    vocabulary
        Index, year and meanings.
    scores
        By unit code and code of the index, in the order of the units; only codes that are written.
    ranks
        Published places of the total by unit code.
    withheld
        By unit code what was not published: ``all``, or codes parted by spaces.
    units, units_ranked
        How many units were measured, and how many have a complete total.
    precision
        By unit code what says how sure a figure is, such as ``TOTAL:low``.
    adds_only
        Whether the figures are those that are here already, and nothing but that is new.
    is_partial
        Whether the table is an excerpt: the units that it does not name are not collected here.
    """

    vocabulary: Vocabulary
    scores: dict[str, dict[str, float | None]]
    ranks: dict[str, int]
    withheld: dict[str, str]
    units: int
    units_ranked: int
    precision: dict[str, dict[str, float]] = dataclasses.field(default_factory=dict)
    adds_only: bool = False
    is_partial: bool = False


def make_edition(
    table: Table,
    own: Catalog,
    vocabulary: Vocabulary,
    allowed: Collection[str],
    measured: int | None,
    given: Collection[str],
    findings: Findings,
    *,
    partial: bool = False,
) -> Edition:
    """Find out what a table lacks and hold it against what the steward or ``suppressed.csv`` confirms.

    Parameters
    ----------
    table
        The figures as read.
    own
        The catalogue in the vintage of the index year.
    vocabulary
        Index, year and meanings.
    allowed
        The codes of the units that the steward confirms to be missing.
    measured
        How many units the edition covered; None for what ``publications.csv`` lists, or all.
    given
        What the steward named columns for.
    findings
        Where problems are noted.
    partial
        Whether the steward says that the table is an excerpt.
    """
    key = (vocabulary.index.index, vocabulary.index_year)
    publication = own.store.publications.get(key)
    units = measured or (publication.units if publication else len(own.units))
    lacking = [code for code in vocabulary.required if code not in table.codes]
    # A table of ranks alone is one only where no column is left that could hold the scores.
    unknown = [why for why in table.passed.values() if why in _OPEN or why.startswith(OF_YEARS)]
    if vocabulary.index.layout == "parts" or (unknown and not given):
        _check_columns(table, vocabulary, lacking, findings)
    scores: dict[str, dict[str, float | None]] = {}
    gaps: dict[str, list[str]] = {}
    for unit in own.units:
        figures = table.scores.get(unit.code, {})
        scores[unit.code] = {code: _value(figures.get(code)) for code in vocabulary.required}
        missing = [code for code, value in scores[unit.code].items() if value is None and code not in lacking]
        if missing:
            gaps[unit.code] = missing
    # A rank without its score is kept, but the gap beside it is as likely an oversight as any other.
    ranked = {code for code in gaps if _value(table.ranks.get(code, {}).get(TOTAL)) is not None}
    ranked = ranked if vocabulary.index.layout == "scores" else set()
    whole = len(vocabulary.required) - len(lacking)
    absent = {code for code, missing in gaps.items() if len(missing) == whole and code not in ranked}
    uncovered = _uncovered(own, units, absent, allowed)
    if partial:
        _check_excerpt(own, vocabulary, findings)
        uncovered = {code for code in absent if code not in {*table.names, *allowed}}
    unconfirmed = {code: gap for code, gap in gaps.items() if code not in {*allowed, *uncovered}}
    _check_gaps(table, own, vocabulary, unconfirmed, absent, findings)
    _check_allowed(own, allowed, gaps, findings)
    kept = {code: figures for code, figures in scores.items() if code not in uncovered}
    ranks = _ranks(table, own, findings)
    withheld = {code: _withheld(vocabulary, gap) for code, gap in gaps.items() if code not in uncovered | ranked}
    if vocabulary.index.layout == "scores":
        kept = {code: figures for code, figures in kept.items() if code not in gaps or code in ranked}
        if ranks and max(ranks.values()) > len(kept):
            withheld = {}  # the units that are not in the table were ranked too: published, but not here
    complete = sum(_is_complete(figures, vocabulary) or code in ranks for code, figures in kept.items())
    if partial:
        # An excerpt cannot say of how many its ranks are: the edition does.
        complete = publication.units_ranked if publication else units
    return Edition(vocabulary, kept, ranks, withheld, units, max([complete, *ranks.values()]), is_partial=partial)


def _check_excerpt(own: Catalog, vocabulary: Vocabulary, findings: Findings) -> None:
    if vocabulary.index.layout == "parts":
        findings.problem(
            f"An excerpt of {vocabulary.index.label} cannot come in.",
            why=f"Its ranks and medians are worked out from the {len(own.units)} units of a year, so a table of it has "
            "all of them.",
            remedy="Get the whole table. Figures of single units that an official document gives can be entered in "
            "data/raw/plans/statements.csv.",
        )


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure is not None else None


def _is_complete(figures: dict[str, float | None], vocabulary: Vocabulary) -> bool:
    """Whether a unit has a total: published, or the sum of parts that are all there."""
    if vocabulary.index.layout == "scores" or vocabulary.index.total == "published":
        return figures.get(TOTAL) is not None
    return all(value is not None for value in figures.values())


def _check_columns(table: Table, vocabulary: Vocabulary, lacking: list[str], findings: Findings) -> None:
    if not lacking:
        return
    named = ", ".join(f"{code} ({vocabulary.meanings[code].name_vi})" for code in lacking)
    passed = "; ".join(f"{text} ({why})" for text, why in list(table.passed.items())[:12])
    findings.problem(
        f"The table has no column for {named}.",
        table.layout.grid.label,
        why=f"Every figure of the index is needed. Columns that were not taken: {passed or 'none'}.",
        remedy=f"If one of them is it, name it with COLUMN='{lacking[0]}=D' or add its heading to "
        "data/raw/reference/column_names.csv; if the index has new parts, add rows to its indicators.csv.",
    )


def _uncovered(own: Catalog, units: int, absent: set[str], allowed: Collection[str]) -> set[str]:
    """Return the units that the edition did not cover: those without figures, where it measured fewer than all."""
    spare = len(own.units) - units
    candidates = [code for code in absent if code not in allowed]
    return set(candidates) if spare and len(candidates) <= spare else set()


def _check_gaps(
    table: Table,
    own: Catalog,
    vocabulary: Vocabulary,
    gaps: dict[str, list[str]],
    absent: set[str],
    findings: Findings,
) -> None:
    key = (vocabulary.index.index, vocabulary.index_year)
    open_gaps = {}
    parents = {code: meaning.parent for code, meaning in vocabulary.meanings.items()}
    for code, missing in gaps.items():
        known = own.suppressed.get((*key, code))
        if known is None or not all(known.covers(one, parents) for one in missing):
            open_gaps[code] = missing
    names = {code: own.units.by_code[code].name_vi for code in open_gaps}
    confirm = "If the publisher gives no figure either, confirm it: ALLOW_MISSING='{names}'."
    excerpt = "If the table is an excerpt of a larger one, say so: PARTIAL=1; the others then count as not collected. "
    excerpt = excerpt if vocabulary.index.layout == "scores" else ""
    formulas = table.layout.grid.formulas
    unsaved = f" The sheet has formulas whose results were not saved ({formulas})." if formulas else ""
    if formulas:
        confirm = f"Open the file in a spreadsheet, save it anew and import that. {confirm}"
    gone = [code for code in open_gaps if code in absent]
    if gone:
        listed = ", ".join(names[code] for code in gone)
        findings.problem(
            f"{len(gone)} of {len(own.units)} units have no figures: {listed}.",
            table.layout.grid.label,
            why=f"A unit that is missing by oversight would be taken for one that was not published.{unsaved}",
            remedy=excerpt + confirm.format(names=listed),
        )
    listed = ", ".join(names[code] for code in open_gaps if code not in absent)
    for code, missing in open_gaps.items():
        if code in absent:
            continue
        figure = table.scores.get(code, {}).get(missing[0])
        if figure is not None and figure.said and not formula_error(figure.said):
            continue  # told already, with what the cell holds
        findings.problem(
            f"{names[code]} has {figure.said}, the error of a formula, for {', '.join(missing)}."
            if figure and figure.said
            else f"{names[code]} has no figure for {', '.join(missing)}.",
            figure.place if figure else table.names.get(code, ("", table.layout.grid.label))[1],
            why=f"A gap is never filled.{unsaved}",
            remedy=confirm.format(names=listed),
            many="{count} units have no figure for " + f"{', '.join(missing)}.",
        )


def _check_allowed(own: Catalog, allowed: Collection[str], gaps: dict[str, list[str]], findings: Findings) -> None:
    for code in allowed:
        if code not in gaps:
            unit: Unit = own.units.by_code[code]
            findings.problem(
                f"ALLOW_MISSING names {unit.name_vi}, which has all its figures.",
                why="What is confirmed to be missing must be missing; otherwise it may be the wrong table.",
                remedy="Take the name out of ALLOW_MISSING, or check the table.",
            )


def _withheld(vocabulary: Vocabulary, missing: list[str]) -> str:
    """Return missing codes as ``suppressed.csv`` has them: a dimension for all of its parts."""
    if len(missing) == len(vocabulary.required):
        return "all"
    codes: list[str] = []
    for code in missing:
        parent = vocabulary.meanings[code].parent
        siblings = [one for one in vocabulary.required if vocabulary.meanings[one].parent == parent]
        whole = parent not in ("", TOTAL) and set(siblings) <= set(missing)
        codes.append(parent if whole else code)
    return " ".join(dict.fromkeys(codes))


def _ranks(table: Table, own: Catalog, findings: Findings) -> dict[str, int]:
    """Return the published ranks of the total; none where they count units that are no more."""
    found = {
        unit.code: figure.value
        for unit in own.units
        if (figure := table.ranks.get(unit.code, {}).get(TOTAL)) is not None and figure.value is not None
    }
    if found and table.former and max(found.values()) > len(own.units):
        findings.note(
            f"the ranks count {', '.join(table.former)} too and are not taken; they are worked out from the scores"
        )
        return {}
    return {code: int(value) for code, value in found.items() if value == int(value)}
