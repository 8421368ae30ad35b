"""Holding the figures of a table against their scale, their ranks, their sums and the year before."""

from __future__ import annotations

import pandas as pd

from chiso.catalog import Catalog, weight_within
from chiso.intake.cells import Figure
from chiso.intake.figures import Table
from chiso.intake.findings import Findings
from chiso.intake.headings import names_code
from chiso.intake.unusual_moves import far_off, jumps
from chiso.intake.vocabulary import TOTAL, Vocabulary

_FINEST = 6
_NEARLY_ALL = 0.9
_PRINTED = 3
"""Tables for readers print at most so many digits after the point; workbooks that hold more are not printed ones."""


def check_values(table: Table, own: Catalog, vocabulary: Vocabulary, findings: Findings) -> None:
    """Check every score against the scale of its code.

    A zero below the scale is how some workbooks show what was withheld: it is taken for a gap, with a note, and
    has to be confirmed like any other.
    """
    zeros: dict[str, list[str]] = {}
    for unit, figures in table.scores.items():
        for code, figure in figures.items():
            meaning = vocabulary.meanings[code]
            slack = 0.5 * _unit(table, code) + 1e-9
            if figure.value == 0 and meaning.scale_min > 0:
                zeros.setdefault(unit, []).append(code)
                figures[code] = Figure(None, 0, figure.place)
            elif figure.value is not None and not (
                meaning.scale_min - slack <= figure.value <= meaning.scale_max + slack
            ):
                findings.problem(
                    f"{own.units.by_code[unit].name_vi} has {figure.value:.12g} for {code}, which cannot be.",
                    figure.place,
                    why=f"The scale of {code} ({meaning.name_vi}) goes from {meaning.scale_min:g} to "
                    f"{meaning.scale_max:g} in {vocabulary.index_year}.",
                )
    for unit, codes in zeros.items():
        name = own.units.by_code[unit].name_vi
        which = "everything" if len(codes) == len(table.scores[unit]) else ", ".join(codes)
        findings.note(f"{name} has 0 for {which}, below the scale: taken for not published")


def check_digits(table: Table, own: Catalog, findings: Findings) -> None:
    """Note figures with more digits than nearly all others of their column: a footnote mark may have run into them."""
    for code in table.codes:
        given = {
            unit: figures[code]
            for unit, figures in table.scores.items()
            if code in figures and figures[code].value is not None
        }
        digits = sorted(figure.decimals for figure in given.values())
        usual = digits[int(_NEARLY_ALL * (len(digits) - 1))] if digits else 0
        for unit, figure in given.items():
            if usual < figure.decimals and usual <= _PRINTED:
                findings.note(
                    f"{own.units.by_code[unit].name_vi} has {figure.value:.12g} for {code}, with {figure.decimals} "
                    f"digits after the point where others have {usual}: see whether the last is a footnote mark",
                    figure.place,
                )


def check_ranks(table: Table, own: Catalog, vocabulary: Vocabulary, findings: Findings) -> None:
    """Check published ranks: whole numbers, none better with fewer points, none given to nobody."""
    for code in {code for figures in table.ranks.values() for code in figures}:
        whole: dict[str, Figure] = {}
        for unit, figures in table.ranks.items():
            figure = figures.get(code)
            if figure is None or figure.value is None:
                continue
            most = len(own.units) + len(table.former)
            if figure.value != int(figure.value) or not 1 <= figure.value <= most:
                findings.problem(
                    f"{own.units.by_code[unit].name_vi} has the rank {figure.value:g}.",
                    figure.place,
                    why=f"Expected: a whole number from 1 to {most}.",
                    remedy="Check the cell; if the column holds no ranks, name the right one with COLUMN=.",
                )
            else:
                whole[unit] = figure
        _check_order(table, own, vocabulary, code, whole, findings)
        scored = {unit for unit, figures in table.scores.items() if code in figures and figures[code].value is not None}
        if unranked := [own.units.by_code[unit].name_vi for unit in scored - set(whole)]:
            findings.note(f"a score for {code} but no rank: {', '.join(sorted(unranked))}")
        if code == TOTAL and not table.former:
            _check_places(own, whole, len(own.units) - len(whole), findings)


def _check_order(
    table: Table, own: Catalog, vocabulary: Vocabulary, code: str, ranks: dict[str, Figure], findings: Findings
) -> None:
    """Name the units whose rank contradicts most others, one after another. Equal printed scores may have any order."""
    sign = -1 if vocabulary.index.better == "lower" else 1
    pairs = {}
    for unit, rank in ranks.items():
        score = table.scores.get(unit, {}).get(code)
        if score is not None and score.value is not None and rank.value is not None:
            pairs[unit] = (sign * score.value, rank.value)
    while pairs:
        against = {
            unit: [
                other
                for other, (points, place) in pairs.items()
                if (points > mine[0] and place >= mine[1]) or (points < mine[0] and place <= mine[1])
            ]
            for unit, mine in pairs.items()
        }
        worst = max(against, key=lambda unit: len(against[unit]))
        if not against[worst]:
            return
        other = against[worst][0]
        name, other_name = own.units.by_code[worst].name_vi, own.units.by_code[other].name_vi
        findings.problem(
            f"{name} has rank {pairs[worst][1]:g} with {sign * pairs[worst][0]:.12g}, but {other_name} has rank "
            f"{pairs[other][1]:g} with {sign * pairs[other][0]:.12g}.",
            ranks[worst].place,
            why=f"Of two units, the one with the {'lower' if sign < 0 else 'higher'} score has the better rank.",
        )
        del pairs[worst]


def _check_places(own: Catalog, ranks: dict[str, Figure], missing: int, findings: Findings) -> None:
    """Check that ranks run without gaps, with equal ones sharing a place either way."""
    places = sorted(int(figure.value) for figure in ranks.values() if figure.value is not None)
    if not places:
        return
    shared = {place: places.index(place) + 1 for place in places}  # 1, 2, 2, 4
    dense = {place: order for order, place in enumerate(sorted(set(places)), start=1)}  # 1, 2, 2, 3
    for expected in (shared, dense):
        if all(expected[place] == place for place in expected):
            return
    gaps = sorted(set(range(1, max(places) + 1)) - set(places))
    free = sum(places.count(place) - 1 for place in set(places))
    if len(gaps) > missing + free:
        findings.problem(
            f"Nobody has the rank {', '.join(map(str, gaps[:10]))}{'…' if len(gaps) > 10 else ''}.",
            why=f"{len(ranks)} of {len(own.units)} units have a rank, the last one {max(places)}.",
            remedy="Check the column of ranks at the publisher.",
        )


def check_sums(table: Table, own: Catalog, vocabulary: Vocabulary, findings: Findings) -> None:
    """Check published dimensions and totals against their parts, as far as rounding or cutting off allows."""
    for code in table.codes:
        leaves = _leaves(vocabulary, code)
        if not leaves or any(leaf not in table.codes for leaf in leaves):
            continue
        weights = {leaf: weight_within(vocabulary.index, vocabulary.meanings, leaf, code) for leaf in leaves}
        factors = {leaf: weight for leaf, weight in weights.items() if weight is not None}
        if len(factors) < len(leaves):
            continue
        tolerance = _unit(table, code) + sum(0.5 * abs(factors[leaf]) * _unit(table, leaf) for leaf in leaves) + 1e-9
        kind = "sum" if set(factors.values()) == {1.0} else "weighted sum"
        for unit, figures in table.scores.items():
            whole = figures.get(code)
            parts = [figures[leaf].value if leaf in figures else None for leaf in leaves]
            if whole is None or whole.value is None or any(part is None for part in parts):
                continue
            total = sum(
                factors[leaf] * float(part) for leaf, part in zip(leaves, parts, strict=True) if part is not None
            )
            if abs(total - whole.value) > tolerance:
                findings.problem(
                    f"{own.units.by_code[unit].name_vi} has {whole.value:.12g} for {code}, but its parts make "
                    f"{total:.6f}.",
                    whole.place,
                    why=f"{code} is the {kind} of {', '.join(leaves)}; rounding explains up to {tolerance:.2g}.",
                )


def check_jumps(table: Table, own: Catalog, vocabulary: Vocabulary, history: pd.DataFrame, findings: Findings) -> None:
    """Note every unit that moved further from the last edition than any unit ever did, and scores of another size.

    Parameters
    ----------
    history
        The observations of the index in its earlier years: ``index_year, vintage, unit_code, concept, value``.
    """
    comparable = history[history["vintage"] == own.vintage]
    for code in table.codes:
        meaning = vocabulary.meanings[code]
        values = {
            unit: figures[code].value
            for unit, figures in table.scores.items()
            if code in figures and figures[code].value is not None
        }
        now = pd.Series(values, dtype="float64")
        if off := far_off(meaning, now, history):
            findings.note(off)
            continue
        found = jumps(
            own,
            vocabulary.index.index,
            vocabulary.index_year,
            meaning,
            now,
            comparable,
            slack=_unit(table, code),
        )
        if found is not None:
            findings.note(found.said, table.scores[found.units[0]][code].place)


def check_meanings(table: Table, vocabulary: Vocabulary, findings: Findings) -> None:
    """Look for signs that a code has got another meaning, or an index another part, since the last known year.

    A part that is not known is a problem where nothing shows that the known ones make up the whole.
    """
    for code, place in table.unknown.items():
        parent = vocabulary.parent_of(code)
        siblings = [one for one, meaning in vocabulary.meanings.items() if meaning.parent == parent]
        if not siblings:
            continue
        what = f"{code} has no meaning in {vocabulary.index_year}"
        if parent in table.codes:
            findings.note(f"{what}; it is not taken, since {parent} is the sum of {', '.join(siblings)} here", place)
            continue
        findings.problem(
            f"{what}.",
            place,
            why=f"A part of {parent} that is left out would make a wrong sum, and the table does not give {parent}.",
            remedy=f"If the index has a new part, add a row for {code} to its indicators.csv.",
        )
    if vocabulary.carried_from is None:
        return
    for code in vocabulary.required:
        heading = table.headings.get(code, "")
        if heading and not names_code(heading, code, vocabulary):
            meaning = vocabulary.meanings[code]
            findings.note(
                f"{code} is called {heading!r}; until {vocabulary.carried_from} it was {meaning.name_vi} "
                f"({meaning.name_en}): make sure that it means the same"
            )


def _leaves(vocabulary: Vocabulary, code: str) -> list[str]:
    """Return the parts of a code down to those without parts; none for one without."""
    leaves: list[str] = []
    for part, meaning in vocabulary.meanings.items():
        if meaning.parent == code:
            leaves += _leaves(vocabulary, part) or [part]
    return leaves


def _unit(table: Table, code: str) -> float:
    """Return one unit of the last digit that a table gives of a code."""
    return float(10.0 ** -min(table.decimals(code), _FINEST))
