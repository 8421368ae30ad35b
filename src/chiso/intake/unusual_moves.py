"""Moves from one year to the next that no unit ever made before: mostly a slip, sometimes news."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pandas as pd

from chiso.catalog import Catalog, Indicator
from chiso.ingest import Observations

_TOTAL = "TOTAL"
_FEW = 3
_TIMES = 4
"""No published concept moved so much as a whole; scores out of 10 or of 1 for those out of 100 do."""


@dataclasses.dataclass(frozen=True)
class Jumps:
    """The units that moved further than any before, furthest first, and what to say of it."""

    units: tuple[str, ...]
    said: str


def jumps(
    own: Catalog,
    index: str,
    index_year: int,
    meaning: Indicator,
    now: pd.Series,
    history: pd.DataFrame,
    slack: float = 0.0,
) -> Jumps | None:
    """Return which units moved further from the last edition than any unit ever did in one comparable year.

    Parameters
    ----------
    own
        The catalogue in the set of units of the year.
    index, index_year, meaning
        What is looked at.
    now
        The scores of the year by unit code.
    history
        Earlier observations of the index in the same set of units: ``index_year, unit_code, concept, value``.
    slack
        One unit of the last digit that is printed.

    Returns
    -------
    Jumps or None
        None where no unit did, or where there is nothing to compare with.
    """
    series = history[history["concept"] == meaning.concept].dropna(subset=["value"])
    by_year = {int(str(year)): rows.set_index("unit_code")["value"] for year, rows in series.groupby("index_year")}
    before = max(by_year, default=0)
    if before == 0 or not _comparable(own, index, meaning.concept, index_year, meaning.code):
        return None
    moves = [
        float((by_year[year] - by_year[year - 1]).abs().max())
        for year in sorted(by_year)
        if year - 1 in by_year and _comparable(own, index, meaning.concept, year)
    ]
    if not moves:
        return None
    moved = (now - by_year[before]).dropna()
    far = moved[moved.abs() > max(moves) + slack]
    if far.empty:
        return None
    far = far.loc[far.abs().sort_values(ascending=False, kind="stable").index]
    names = ", ".join(f"{own.units.by_code[str(unit)].name_vi} {move:+.4g}" for unit, move in far.items())
    said = (
        f"{meaning.code} ({meaning.name_vi}): from {before} to {index_year} these moved further than the "
        f"{max(moves):.4g} by which any unit ever moved in a comparable year: {names}"
    )
    return Jumps(tuple(map(str, far.index)), said)


def far_off(meaning: Indicator, now: pd.Series, history: pd.DataFrame) -> str:
    """Say that all scores together are of another size than in the last edition, as if on another scale.

    Parameters
    ----------
    meaning
        What is looked at.
    now
        The scores of a year.
    history
        Earlier observations of the index in any set of units: ``index_year, concept, value``.

    Returns
    -------
    str
        Empty where they are not, or where there is nothing to compare with.
    """
    series = history[history["concept"] == meaning.concept].dropna(subset=["value"])
    if series.empty or now.count() < _FEW:
        return ""
    before = int(series["index_year"].max())
    there, here = float(series.loc[series["index_year"] == before, "value"].median()), float(now.median())
    if here * _TIMES >= there and there * _TIMES >= here:
        return ""
    return (
        f"{meaning.code} ({meaning.name_vi}): half of the scores lie above {here:.4g}, in {before} above {there:.4g}: "
        f"see whether they are on the scale from {meaning.scale_min:g} to {meaning.scale_max:g}"
    )


def all_jumps(catalog: Catalog, observations: Observations) -> Iterator[str]:
    """Yield the jumps of the total in every edition that is here, against the editions before it."""
    values = observations.values
    for index, index_year in sorted(catalog.store.editions):
        own = catalog.in_vintage(catalog.vintage_of(index_year))
        every = values[values["index"] == index]
        mine = every[every["vintage"] == own.vintage]
        now = mine[(mine["index_year"] == index_year) & (mine["code"] == _TOTAL)].set_index("unit_code")["value"]
        meaning = own.in_year(index, index_year).get(_TOTAL)
        if meaning is None:
            continue
        if off := far_off(meaning, now, every[every["index_year"] < index_year]):
            yield f"{own.indices[index].label} {index_year}: {off}."
        elif found := jumps(own, index, index_year, meaning, now, mine[mine["index_year"] < index_year]):
            yield f"{own.indices[index].label} {index_year}: {found.said}."


def _comparable(own: Catalog, index: str, concept: str, year: int, code: str = "") -> bool:
    """Whether a concept may be read across from the year before ``year``: same scale, no break listed."""
    now, before = (
        {one.concept: one for one in own.in_year(index, one_year).values()}.get(concept)
        for one_year in (year, year - 1)
    )
    breaks = {(one.code, one.first_year_of_new_series) for one in own.breaks if one.index == index}
    code = code or (now.code if now else "")
    if (code, year) in breaks or (_TOTAL, year) in breaks:
        return False
    return now is None or before is None or (now.scale_min, now.scale_max) == (before.scale_min, before.scale_max)
