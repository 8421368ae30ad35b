"""Parts whose level seems to have broken: the change mirrors the earlier score, and the units lie close together."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pandas as pd

from chiso.catalog import Catalog
from chiso.catalog.records import read_records
from chiso.ingest.checks.cells import known, named
from chiso.ingest.raw import Problems

MIRRORED = -0.8
"""Correlation over the units of the change with the earlier score, below which the score begins anew.

Where the units only changed places at random it is about -0.7; -1 says that nothing is left of the earlier score.
"""

SQUEEZED = 0.6
"""Standard deviation of the later year as a share of that of the earlier one, below which much spread was lost."""

_FEWEST = 10
"""With fewer units than that, a correlation says little."""

_FILE = ("reference", "levels_seen.csv")


@dataclasses.dataclass(frozen=True, slots=True)
class LevelSeen:
    """One row of ``reference/levels_seen.csv``: a part that was looked at, and is no break; ``note`` says why."""

    index: str
    code: str
    index_year: int
    note: str
    line: int = 0


@dataclasses.dataclass(frozen=True)
class LevelShift:
    """A part whose scores of ``index_year`` hardly depend on those of the year before.

    ``correlation`` is that of the change with the earlier score over the ``units`` that have both; ``spread_before``
    and ``spread_now`` are the standard deviations of these units' scores.
    """

    index: str
    code: str
    index_year: int
    units: int
    correlation: float
    spread_before: float
    spread_now: float


def level_shifts(catalog: Catalog, values: pd.DataFrame) -> list[LevelShift]:
    """Return the parts whose level seems to have broken although no break of it is listed.

    Looked at are the finest parts of every index, in each pair of successive years that were measured in one set of
    units, where meaning and scale stayed. Not returned is what ``reference/series_breaks.csv`` lists as ``level``
    for that code and year, or ``reference/levels_seen.csv`` as looked at.

    Parameters
    ----------
    catalog
        Meanings, scales, and what is listed.
    values
        All observations, with the columns of ``observations.csv``.

    Returns
    -------
    list of LevelShift
        By index, year and code as their tables have them.
    """
    listed = {(one.index, one.code, one.first_year_of_new_series) for one in catalog.breaks if one.kind == "level"}
    listed |= {(one.index, one.code, one.index_year) for one in _seen(catalog)}
    found = []
    for index, tables in catalog.tables.items():
        scores = {
            key: rows.set_index("unit_code")["value"]
            for key, rows in values[values["index"] == index].groupby(["index_year", "code"])
        }
        for year in sorted(tables):
            if year - 1 not in tables or catalog.vintage_of(year) != catalog.vintage_of(year - 1):
                continue
            for before, code in _pairs(catalog, index, year):
                was, now = scores.get((year - 1, before)), scores.get((year, code))
                if was is None or now is None or (index, code, year) in listed:
                    continue
                if figures := broken(was, now):
                    found.append(LevelShift(index, code, year, *figures))
    return found


def broken(was: pd.Series, now: pd.Series) -> tuple[int, float, float, float] | None:
    """Return what tells that a level broke between two years; None where nothing does.

    Parameters
    ----------
    was, now
        The scores of the two years by unit.

    Returns
    -------
    tuple or None
        The number of units that have both scores, the correlation of the change with the earlier score, and the
        standard deviation of the earlier and of the later scores.
    """
    both = pd.DataFrame({"was": was, "now": now}).dropna()
    if len(both) < _FEWEST:
        return None
    before, after = float(both["was"].std()), float(both["now"].std())
    if not after < SQUEEZED * before:  # a part that moved by a constant keeps its spread
        return None
    correlation = float((both["now"] - both["was"]).corr(both["was"]))
    return (len(both), correlation, before, after) if correlation < MIRRORED else None


def said_of(catalog: Catalog, shift: LevelShift) -> str:
    """Say what was seen of a part, and what to do about it."""
    name = catalog.indicator(shift.index, shift.code, shift.index_year).name("vi")
    return (
        f"{catalog.indices[shift.index].label} {shift.index_year}, {shift.code} ({name}): over {shift.units} units the "
        f"change has a correlation of {shift.correlation:.3f} with the score of {shift.index_year - 1}, and the "
        f"standard deviation went from {shift.spread_before:.3f} to {shift.spread_now:.3f}: its level may have broken. "
        f"Look at the questionnaires of both years; list it in reference/series_breaks.csv as `level`, or in "
        f"reference/levels_seen.csv as looked at."
    )


def check_levels_seen(catalog: Catalog) -> Iterator[Problems]:
    """Check that what was looked at is a part of an index."""
    path, rows = catalog.raw.joinpath(*_FILE), _seen(catalog)
    indices = set(catalog.indices)
    yield known(
        catalog,
        path,
        rows,
        index=indices,
        code=lambda record: {one.code for one in catalog.indicators.get(record.index, [])},
    )
    yield named(path, rows, ("note",))


def _seen(catalog: Catalog) -> list[LevelSeen]:
    path = catalog.raw.joinpath(*_FILE)
    return read_records(path, LevelSeen) if path.is_file() else []


def _pairs(catalog: Catalog, index: str, year: int) -> Iterator[tuple[str, str]]:
    """Yield the codes of the year before and of the year under which one finest part stands on one scale."""
    now, before = catalog.in_year(index, year), catalog.in_year(index, year - 1)
    parents = {one.parent for one in now.values()}
    earlier = {one.concept: one for one in before.values()}
    for code, one in now.items():
        was = earlier.get(one.concept)
        if code in parents or not one.parent or was is None:
            continue
        if (was.scale_min, was.scale_max) == (one.scale_min, one.scale_max):
            yield was.code, code
