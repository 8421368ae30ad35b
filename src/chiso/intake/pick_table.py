"""Choosing among the tables of a file: the one with the figures, the year and the index that are asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from chiso.catalog import Catalog
from chiso.catalog.spelling import name_key
from chiso.errors import DataError
from chiso.intake.cells import Figure
from chiso.intake.figures import Table, read_table
from chiso.intake.findings import Findings
from chiso.intake.grid import Grid
from chiso.intake.headings import NO_NUMBERS, UNKNOWN, years_in
from chiso.intake.joined import joined
from chiso.intake.layout import layouts
from chiso.intake.names import Names
from chiso.intake.vocabulary import TOTAL, Vocabulary


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A table that has some of the figures, and what speaks for it."""

    table: Table
    findings: Findings
    codes: frozenset[str]
    year: int
    label: int

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """What decides between tables: that it speaks of the year, how many figures it has, then year and index."""
        return self.year == 1, len(self.codes), self.year, self.label

    @property
    def name(self) -> str:
        """The table as people find it in the file."""
        grid = self.table.layout.grid
        first = grid.place(self.table.layout.first, self.table.layout.listings[0].names)
        return f"{grid.label} from {first.split(', ')[-2]}" if grid.label else first


def choose_table(
    grids: Sequence[Grid],
    catalog: Catalog,
    names: Names,
    vocabulary: Vocabulary,
    given: dict[str, int],
    findings: Findings,
    *,
    is_chosen: bool,
) -> Table:
    """Read the table of a file that has the figures.

    Parameters
    ----------
    grids
        The tables of the file.
    catalog, names, vocabulary
        All indices; the units; the words of the index and year.
    given
        Columns that the steward names.
    findings
        Where problems and notes of the chosen table go.
    is_chosen
        Whether the steward named the sheet, table or page.

    Raises
    ------
    DataError
        When no table has the figures, or several have different ones.
    """
    shown = joined([grid for grid in grids if not grid.hidden] or grids, names)
    candidates = list(_candidates(shown, catalog, names, vocabulary, given, findings.file))
    usable = [one for one in candidates if one.codes]
    if not usable:
        raise _nothing_found(grids, candidates, names, vocabulary, findings)
    best = _best(usable, vocabulary, findings)
    asked = str(vocabulary.index_year)
    if best.year < 0:
        years = ", ".join(map(str, sorted(_years(best.table)))) or "another year"
        # A sheet may keep its name from the year before; what the table itself says is another matter.
        is_named = asked in findings.file and not any(map(years_in, best.table.layout.titles))
        if not (is_chosen or is_named):
            raise DataError(
                f"The table speaks of {years}, not of {asked}.",
                where=f"{findings.file}, {best.name}",
                why="A table of one year that is entered for another would go unnoticed.",
                remedy=f"Correct INDEX_YEAR; if it is that of {asked} all the same, name its sheet, table or page.",
            )
        findings.note(f"the table speaks of {years}; it is taken for {asked}, as the file or the steward names it")
    if best.label < 0 and not is_chosen:
        raise DataError(
            f"The table speaks of {', '.join(_others(best.table, catalog, vocabulary))}, "
            f"not of {vocabulary.index.label}.",
            where=f"{findings.file}, {best.name}",
            why="A table of one index that is entered for another would go unnoticed.",
            remedy=f"Correct INDEX; if it is {vocabulary.index.label} all the same, name its sheet, table, page or "
            "column.",
        )
    findings.add(best.findings)
    for place in best.table.layout.boxed:
        findings.note("a box below the table repeats its heading over units that it has already: not read", place)
    if unseen := best.table.layout.grid.unseen:
        findings.note(f"the spreadsheet does not show {unseen}; what stands there is read all the same")
    for note in best.findings.notes:
        findings.note(note)
    return _completed(best, usable, vocabulary, findings)


def _candidates(
    grids: Iterable[Grid],
    catalog: Catalog,
    names: Names,
    vocabulary: Vocabulary,
    given: dict[str, int],
    file: str,
) -> Iterable[Candidate]:
    for grid in grids:
        for layout in layouts(grid, names, vocabulary.index_year):
            own = Findings(file)
            table = read_table(layout, names, vocabulary, given, own)
            known = {code for codes in table.scores.values() for code, one in codes.items() if one.value is not None}
            codes = known & set(vocabulary.required)
            if not codes and vocabulary.index.layout == "scores" and any(TOTAL in one for one in table.ranks.values()):
                codes = {f"{TOTAL} rank"}
            if not codes and table.precision:  # sums alone, with their errors
                codes = known
            yield Candidate(table, own, frozenset(codes), _year(table, vocabulary), _label(table, catalog, vocabulary))


def _context(table: Table) -> list[str]:
    grid = table.layout.grid
    return [grid.name if grid.kind == "sheet" else grid.caption, *table.layout.titles]


def _years(table: Table) -> set[int]:
    return {year for text in _context(table) for year in years_in(text)}


def _year(table: Table, vocabulary: Vocabulary) -> int:
    """Say whether a table speaks of the year: 1, of none or only of the year of publication: 0, of another: -1."""
    asked = vocabulary.index_year
    years = _years(table)
    headed = {year for text in table.headings.values() for year in years_in(text)}
    if asked in years | headed:
        return 1
    grid = table.layout.grid
    in_name = years_in(grid.name) if grid.kind == "sheet" else set()
    return -1 if in_name or years - {asked + 1} else 0


def _label(table: Table, catalog: Catalog, vocabulary: Vocabulary) -> int:
    """Say whether a table speaks of the index: 1, of none: 0, of another one only: -1."""
    texts = name_key(" ".join([*_context(table), *table.headings.values()]))
    own = vocabulary.index
    if any(key in texts for key in map(name_key, (own.label, own.name_vi, own.name_en)) if key):
        return 1
    return -1 if _others(table, catalog, vocabulary) else 0


def _others(table: Table, catalog: Catalog, vocabulary: Vocabulary) -> list[str]:
    """Return the labels of other indices that a table speaks of."""
    texts = name_key(" ".join([*_context(table), *table.headings.values()]))
    others = [one for one in catalog.indices.values() if one.index != vocabulary.index.index]
    return [one.label for one in others if name_key(one.label) in texts or name_key(one.name_vi) in texts]


def _best(candidates: Sequence[Candidate], vocabulary: Vocabulary, findings: Findings) -> Candidate:
    """Return the table that most speaks for; equal ones must not contradict each other."""
    first = max(candidates, key=lambda one: (one.rank, len(one.table.scores), _digits(one)))
    rivals = [one for one in candidates if one is not first and one.rank == first.rank]
    codes = vocabulary.required if first.codes & set(vocabulary.required) else first.table.codes
    against = [one for one in rivals if _differ(first.table, one.table, codes)]
    if against:
        kind = {"sheet": "SHEET", "table": "TABLE", "page": "PAGE"}.get(first.table.layout.grid.kind, "")
        raise DataError(
            f"{len(against) + 1} tables could be the one of {vocabulary.index.label} {vocabulary.index_year}, "
            "and they have different figures.",
            where=f"{findings.file}: {'; '.join(one.name for one in (first, *against))}",
            why="Which of them is meant cannot be told from their headings.",
            remedy=f"Name the right one with {kind}=." if kind else "Leave only the right one in the file.",
        )
    return first


def _digits(one: Candidate) -> int:
    return sum(one.table.decimals(code) for code in one.codes)


def _differ(one: Table, other: Table, codes: Iterable[str]) -> bool:
    """Whether two tables contradict each other by more than the digits that they leave out."""
    for code in codes:
        unit = 10.0 ** -min(one.decimals(code), other.decimals(code))
        for unit_code, figures in one.scores.items():
            pair = figures.get(code), other.scores.get(unit_code, {}).get(code)
            values = [figure.value for figure in pair if figure is not None and figure.value is not None]
            if len(values) == 2 and abs(values[0] - values[1]) > unit * 1.001:
                return True
    return False


def _completed(best: Candidate, candidates: Sequence[Candidate], vocabulary: Vocabulary, findings: Findings) -> Table:
    """Add what other tables of the file have of the same year: workbooks have a sheet for each dimension.

    The errors of sums come with those sums, so that these are held against their parts.
    """
    lacking = [code for code in vocabulary.required if code not in best.codes]
    if vocabulary.index.layout == "scores":
        return best.table
    scores = {unit: dict(figures) for unit, figures in best.table.scores.items()}
    headings = dict(best.table.headings)
    precision = {unit: dict(beside) for unit, beside in best.table.precision.items()}
    others = [one for one in candidates if one is not best and one.year == best.year and one.label >= best.label]
    for code in lacking:
        having = [one for one in others if code in one.codes]
        if not having or any(_differ(having[0].table, one.table, vocabulary.required) for one in having[1:]):
            continue
        source = having[0]
        for unit, figures in source.table.scores.items():
            found: Figure | None = figures.get(code)
            if found is not None:
                scores.setdefault(unit, {})[code] = found
        headings[code] = source.table.headings[code]
        findings.add(source.findings)
        findings.note(f"{code} was read in {source.name}")
    for source in others:
        names = {
            name
            for name in {name for beside in source.table.precision.values() for name in beside} - headings.keys()
            if not _differ(best.table, source.table, [name.rpartition(":")[0]])
        }
        wholes = {name.rpartition(":")[0] for name in names} - set(best.table.codes) - set(vocabulary.required)
        for into, figures_of in ((precision, source.table.precision), (scores, source.table.scores)):
            for unit, figures in figures_of.items():
                taken = {name: one for name, one in figures.items() if name in names | wholes}
                into.setdefault(unit, {}).update(taken)
        headings |= {name: source.table.headings[name] for name in (names | wholes) & source.table.headings.keys()}
        if names:
            findings.add(source.findings)
            findings.note(f"{', '.join(sorted(names))} was read in {source.name}")
    return dataclasses.replace(best.table, scores=scores, headings=headings, precision=precision)


def _open(candidate: Candidate) -> str:
    """Return how COLUMN names the first column that could hold figures all the same."""
    layout = candidate.table.layout
    unknown = [text for text, why in candidate.table.passed.items() if why in (UNKNOWN, NO_NUMBERS)]
    columns = [
        column
        for listing in layout.listings
        for column in listing.columns
        if unknown and " / ".join(layout.headings[column]) == unknown[0]
    ]
    return layout.lettered(columns[0]) if columns else "D"


def _nothing_found(
    grids: Sequence[Grid],
    candidates: Sequence[Candidate],
    names: Names,
    vocabulary: Vocabulary,
    findings: Findings,
) -> DataError:
    formulas = sum(grid.formulas for grid in grids)
    if formulas:
        return DataError(
            f"The workbook has {formulas} formulas whose results were not saved.",
            where=findings.file,
            why="Formulas are not worked out here: only what was published counts.",
            remedy="Open it in a spreadsheet, save it, and import it again.",
        )
    index = vocabulary.index
    if not candidates:
        return DataError(
            "No table of the file lists provinces.",
            where=findings.file,
            why=f"{len(grids)} tables were searched for rows or columns with names of the {len(names.units)} units.",
            remedy="Check that it is the right file; name a hidden sheet with SHEET=, or pages with PAGE=.",
        )
    most = max(candidates, key=lambda one: len(one.table.layout.units))
    wanted = ", ".join(f"{code} ({vocabulary.meanings[code].name_vi})" for code in vocabulary.required[:6])
    seen = "; ".join(f"{text} ({why})" for text, why in list(most.table.passed.items())[:8]) or "no column of numbers"
    reading = most.findings.error()
    return DataError(
        f"No table of the file has a column of {index.label} {vocabulary.index_year}.",
        where=f"{findings.file}, {most.name}",
        why=f"Looked for: {wanted}{'…' if len(vocabulary.required) > 6 else ''}. Found: {seen}."
        + (f"\n{reading}" if reading else ""),
        remedy=f"Check INDEX and INDEX_YEAR; name the column with COLUMN='{vocabulary.required[0]}={_open(most)}', "
        "or add its heading to data/raw/reference/column_names.csv.",
    )
