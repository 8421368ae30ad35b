"""How sure the figures of a received table are: checking what it gives, and adding it to a table that is here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist, median

from chiso.catalog import Catalog
from chiso.ingest.parts import read_parts
from chiso.ingest.precision import KINDS, LIMIT, Precision, companion, stretched
from chiso.ingest.raw import DECIMALS
from chiso.intake.cells import Figure
from chiso.intake.edition import Edition
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.vocabulary import Vocabulary

_FEW = 12


def check_precision(table: Table, own: Catalog, findings: Findings) -> None:
    """Check what stands beside the figures of a table; what stands beside none is taken off.

    A 0 beside a figure that was not published says nothing, as the figure's own 0 does; a number of people asked is
    left out with a note.
    """
    for code in _codes(table):
        limits = [_decimals(table, companion(code, kind)) for kind in ("low", "high")]
        limit_unit, error_unit = (
            10.0**-digits for digits in (max(limits), _decimals(table, companion(code, KINDS[0])))
        )
        known: list[tuple[Precision, float]] = []
        alone: list[str] = []
        for unit, beside in table.precision.items():
            name = own.units.by_code[unit].name_vi
            figure = table.scores.get(unit, {}).get(code)
            cells = {kind: beside[companion(code, kind)] for kind in KINDS if companion(code, kind) in beside}
            if code in table.codes and (figure is None or figure.value is None):
                alone += [name] if _clear(beside, code, cells) else []
                cells = {kind: beside[companion(code, kind)] for kind in cells}
            error, low, high, asked = (cells[kind].value if kind in cells else None for kind in KINDS)
            precision = Precision(error, low, high, asked, limit_unit, error_unit)
            if not precision.given:
                continue
            value = figure.value if figure else None
            faults = [*(precision.faults(value) if code in table.codes else precision.own_faults())]
            for fault in faults:
                at = cells.get(fault.kind) or next(iter(cells.values()))
                findings.problem(f"{name}, {code}: {fault.what}", at.place, why=fault.why)
            if value is not None and not faults:
                known.append((precision, value))
        if alone:
            findings.note(f"people were asked, but there is no {code}, so their number is left out: {', '.join(alone)}")
        _note(code, known, findings)


def adds_only(table: Table, own: Catalog, vocabulary: Vocabulary) -> bool:
    """Whether a table holds sums alone, with what can be added to the table of the year that is here."""
    here = own.tables[vocabulary.index.index]
    is_parts = vocabulary.index.layout == "parts" and vocabulary.index_year in here
    return is_parts and bool(table.precision) and not set(table.codes) & set(vocabulary.required)


def added(table: Table, own: Catalog, vocabulary: Vocabulary, findings: Findings) -> Edition:
    """Return the edition that is here, with what a table of sums adds to it.

    The errors are those of the figures beside them, so these must be the figures that are here.
    """
    index, index_year = vocabulary.index.index, vocabulary.index_year
    here = read_parts(own, index, index_year, own.tables[index][index_year])
    values = {
        (unit, code): value for unit, code, value in zip(here["unit_code"], here["code"], here["value"], strict=True)
    }
    for code in table.codes:
        _check_same(table, own, code, values, vocabulary, findings)
    for code in _codes(table):
        if code not in table.codes:
            findings.note(f"the table gives no {code} to hold against those that are here: make sure that it is theirs")
    publication = own.publications[index, index_year]
    return Edition(
        vocabulary,
        {unit.code: {code: values.get((unit.code, code)) for code in vocabulary.required} for unit in own.units},
        {},
        {unit: one.codes for (of, year, unit), one in own.suppressed.items() if (of, year) == (index, index_year)},
        publication.units,
        publication.units_ranked,
        given(table),
        adds_only=True,
    )


def _check_same(
    table: Table,
    own: Catalog,
    code: str,
    values: dict[tuple[str, str], float],
    vocabulary: Vocabulary,
    findings: Findings,
) -> None:
    """Check that the figures of a code are those that are here; where most are not, it is another table."""
    slack = 10.0 ** -min(table.decimals(code), DECIMALS) + 1e-9
    figures = {unit: one[code] for unit, one in table.scores.items() if code in one and one[code].value is not None}
    other = {unit: one for unit, one in figures.items() if not abs((one.value or 0) - values[unit, code]) <= slack}
    why = (
        f"The table has no parts, so it can only add to the figures of {vocabulary.index_year} that are here, and an "
        "error belongs to its own figure."
    )
    remedy = (
        "Check INDEX_YEAR and the file. If the publisher has revised its figures, import the table with all parts "
        "first, with REPLACE=1."
    )
    is_other = len(other) > len(figures) / 2
    for unit, figure in [*other.items()][: 1 if is_other else None]:
        value = values[unit, code]
        is_here = "none is published here" if math.isnan(value) else f"here it is {value:.12g}"
        what = f"{own.units.by_code[unit].name_vi} has {figure.value:.12g} for {code}, but {is_here}"
        count = f"; so in {len(other)} of {len(figures)} units" if is_other else ""
        findings.problem(f"{what}{count}.", figure.place, why=why, remedy=remedy)


def given(table: Table) -> dict[str, dict[str, float]]:
    """Return by unit what stands beside its figures, such as ``TOTAL:low``."""
    found = {
        unit: {name: one.value for name, one in beside.items() if one.value is not None}
        for unit, beside in table.precision.items()
    }
    return {unit: beside for unit, beside in found.items() if beside}


def narrow_limits(catalog: Catalog) -> Iterator[str]:
    """Yield which limits in ``data/raw`` cannot be 95% limits, given the standard errors beside them."""
    for index, one in catalog.indices.items():
        for index_year, path in catalog.tables[index].items():
            own = catalog.in_vintage(catalog.vintage_of(index_year))
            columns = ["score"] if one.layout == "scores" else list(own.in_year(index, index_year))
            for column, found in stretched(path, columns).items():
                names = [own.units.by_code[unit].name_vi for unit in found]
                more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
                whose = f"{one.label} {index_year}, {column} of {', '.join(names[:_FEW])}{more}"
                yield (
                    f"{whose}: {_said(list(found.values()))} "
                    f"If one of the two was copied wrongly, correct it in {index}/{index_year}.csv."
                )


def _note(code: str, known: list[tuple[Precision, float]], findings: Findings) -> None:
    """Note limits that cannot be 95% limits or are not those of the figure itself."""
    stretches = [one.stretch for one, _ in known if one.stretch is not None]
    if stretches:
        findings.note(f"{code} of {len(stretches)} units: {_said(stretches)}")
    pairs = [(one, value) for one, value in known if one.low is not None and one.high is not None]
    askew = [one for one, value in pairs if abs((one.low + one.high) / 2 - value) > one.limit_unit]  # type: ignore[operator]
    if len(askew) > len(pairs) / 2:
        findings.note(
            f"{code} does not lie midway between its limits in {len(askew)} of {len(pairs)} units: make sure that they "
            "are not those of another figure, such as one with other weights"
        )


def _said(stretches: list[float]) -> str:
    least, most = f"{min(stretches):.2f}", f"{max(stretches):.2f}"
    span = least if least == most else f"{least} to {most}"
    level = 100 * (2 * NormalDist().cdf(median(stretches)) - 1)
    like = f", as {level:.0f}% limits do" if level < 95 else ""
    return (
        f"the limits lie {span} standard errors to either side{like}; 95% limits lie at {LIMIT:.2f}, or further "
        "out where few were asked. The standard errors count; the limits stay as published and are not used."
    )


def _clear(beside: dict[str, Figure], code: str, cells: dict[str, Figure]) -> bool:
    """Take off what says nothing beside a figure that is not there; return whether people were counted."""
    is_counted = False
    for kind, one in cells.items():
        if one.value == 0 or (one.value is not None and kind == "respondents"):
            is_counted |= one.value != 0
            beside[companion(code, kind)] = Figure(None, 0, one.place)
    return is_counted


def _codes(table: Table) -> list[str]:
    """Return the codes that anything stands beside."""
    return list(dict.fromkeys(name.rpartition(":")[0] for beside in table.precision.values() for name in beside))


def _decimals(table: Table, name: str) -> int:
    return max((beside[name].decimals for beside in table.precision.values() if name in beside), default=0)
