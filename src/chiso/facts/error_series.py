"""Estimating from successive editions what a single score may be off by, series by series.

The scores of a unit in successive years differ by what really changed and by the people who happened to be asked.
The first grows with the time between two years, the second does not: the variance of the units' own changes over one
year, less half of that over two, is that of a single score. Real movement that was gone a year later counts as well,
so that the estimate bounds the sampling error from above.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.catalog import Catalog, Index, Indicator
from chiso.facts.comparability import reasons
from chiso.facts.core import finest
from chiso.facts.data import Data
from chiso.facts.memo import remembered
from chiso.facts.ranking import whole_editions

_FEWEST_YEARS = 3
_FEWEST_UNITS = 10
_DRAWS = 500
_LEVEL = 0.95
_SEED = 20210801


@dataclasses.dataclass(frozen=True)
class Estimate:
    """What a single score of a code may be off by; see :data:`chiso.facts.noise.NOISE`."""

    basis: str
    noise: float | None = None
    noise_low: float | None = None
    noise_high: float | None = None
    first_year: int | None = None
    last_year: int | None = None
    changes: int | None = None
    parts: int | None = None


def estimates_of(data: Data, keys: Iterable[tuple[str, str]], index_year: int) -> dict[tuple[str, str], Estimate]:
    """Return what scores of a year may be off by: the largest estimate of the series known on the scale of that year.

    Three editions make an estimate that is itself uncertain; a small one does not outweigh an earlier one that is
    larger. Where no series on this scale is long enough, the last one on another counts.

    Parameters
    ----------
    data
        The data.
    keys
        What was measured: indices with codes of the index year of the briefing.
    index_year
        The year; not after that of the briefing.
    """
    found = _estimates(data, data.measured.values)
    return {key: _best(data, found.get(key), key[0], index_year) for key in keys}


def _best(data: Data, found: tuple[Estimate, ...] | None, index: str, index_year: int) -> Estimate:
    if found is None:
        return Estimate("not_whole")
    begun = [each for each in found if each.first_year is None or each.first_year <= index_year]
    if not begun or begun[0].noise is None:
        return begun[0] if begun else Estimate("too_short")
    alike = [each for each in begun if _reach(data, index, each.last_year) == _reach(data, index, index_year)]
    return max(alike, key=lambda each: each.noise or 0.0) if alike else begun[0]


def _reach(data: Data, index: str, year: int | None) -> float | None:
    """Return how far the scale of the total reaches in a year."""
    parts = data.catalog.in_year(index, year).values() if year is not None else ()
    return next((part.scale_max - part.scale_min for part in parts if not part.parent), None)


@dataclasses.dataclass(frozen=True)
class _Scores:
    """The scores of an index in all editions: by year, with a row a unit and a column a code."""

    cube: npt.NDArray[np.float64]
    years: Mapping[int, int]
    codes: Mapping[str, int]

    def of(self, year: int, code: str) -> npt.NDArray[np.float64]:
        """Return the scores of all units, missing where there is none."""
        scores: npt.NDArray[np.float64] = self.cube[self.years[year], :, self.codes[code]]
        return scores


@remembered
def _estimates(data: Data, measured: pd.DataFrame) -> dict[tuple[str, str], tuple[Estimate, ...]]:
    found: dict[tuple[str, str], tuple[Estimate, ...]] = {}
    for index in data.indices:
        if (index.index, data.index_year) not in data.catalog.publications:
            continue
        scores = _scores(measured[(measured["index"] == index.index) & measured["value"].notna()])
        whole = _whole_years(data, index)
        for code, meaning in data.catalog.in_year(index.index, data.index_year).items():
            found[index.index, code] = _by_series(data.catalog, index, meaning, scores, whole)
    return found


def _scores(rows: pd.DataFrame) -> _Scores:
    places, names = zip(
        *(pd.factorize(rows[name], sort=True) for name in ("index_year", "unit_code", "code")), strict=True
    )
    cube = np.full([len(each) for each in names], np.nan)
    cube[places] = rows["value"].to_numpy(dtype="float64")
    years, codes = ({each: at for at, each in enumerate(names[axis].tolist())} for axis in (0, 2))
    return _Scores(cube, years, codes)


def _whole_years(data: Data, index: Index) -> list[int]:
    values = data.measured.values
    catalogs = {data.catalog.in_vintage(vintage) for vintage in map(int, values["vintage"].unique())}
    whole: set[int] = set()
    for catalog in catalogs:
        own = values[values["vintage"] == catalog.vintage]
        whole |= {year for name, year in whole_editions(catalog, own) if name == index.index}
    return sorted(whole)


def _by_series(
    catalog: Catalog, index: Index, meaning: Indicator, scores: _Scores, whole: list[int]
) -> tuple[Estimate, ...]:
    """Return an estimate for each series that is long enough, the latest first; without any, why there is none."""
    if not index.survey:
        return (Estimate("not_said" if index.survey is None else "not_survey"),)
    if not whole or whole[-1] < max(scores.years):
        return (Estimate("not_whole"),)
    found = []
    for years in _series(catalog, index, meaning, whole):
        kept = _unbroken(catalog, index, meaning, years) if len(years) >= _FEWEST_YEARS else []
        if not kept:
            continue
        # Of a unit whose own score was withheld nothing counts.
        own = np.array([scores.of(year, _code_of(catalog, index, meaning, year) or "") for year in years])
        estimate = _from_changes(_sums(kept, scores, years) + 0 * own, years, len(kept))
        found += [] if estimate is None else [estimate]
    return tuple(found) or (Estimate("too_short"),)


def _series(catalog: Catalog, index: Index, meaning: Indicator, whole: list[int]) -> list[list[int]]:
    """Return the runs of years of one meaning without a break, the latest first; the total keeps its name for ever."""
    runs: list[list[int]] = []
    for year in whole:
        own = catalog.in_vintage(catalog.vintage_of(year))
        code = _code_of(own, index, meaning, year)
        if code is None:
            continue
        follows = bool(runs) and runs[-1][-1] == year - 1 and catalog.vintage_of(year - 1) == own.vintage
        if follows and not reasons(own, index.index, code, year):
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs[::-1]


def _code_of(catalog: Catalog, index: Index, meaning: Indicator, year: int) -> str | None:
    parts = catalog.in_year(index.index, year).values()
    if not meaning.parent:
        return next((part.code for part in parts if not part.parent), None)
    return next((part.code for part in parts if part.concept == meaning.concept), None)


def _unbroken(catalog: Catalog, index: Index, meaning: Indicator, years: list[int]) -> list[dict[int, str]]:
    """Return the finest parts that had no break over the years, each as its codes by year."""
    own = catalog.in_vintage(catalog.vintage_of(years[-1]))
    code = _code_of(own, index, meaning, years[-1]) or ""
    kept = [
        part
        for part in finest(own, index.index, years[-1], code)
        if _code_of(own, index, part, years[0]) and not reasons(own, index.index, part.code, years[-1], years[0])
    ]
    return [{year: _code_of(own, index, part, year) or "" for year in years} for part in kept]


def _sums(kept: list[dict[int, str]], scores: _Scores, years: list[int]) -> npt.NDArray[np.float64]:
    """Return the sums of parts, a row a year and a column a unit; missing where one of the parts is."""
    return np.array([np.sum([scores.of(year, codes[year]) for codes in kept], axis=0) for year in years])


def _from_changes(scores: npt.NDArray[np.float64], years: list[int], parts: int) -> Estimate | None:
    """Estimate from own changes over one and over two years; None where they leave nothing."""
    one, two = scores[1:] - scores[:-1], scores[2:] - scores[:-2]
    units = ~np.isnan(np.concatenate([one, two])).all(axis=0)
    if units.sum() < _FEWEST_UNITS or np.isnan(two).all():
        return None
    sums = np.column_stack([each for changes in (one, two) for each in _squares(changes[:, units])])
    variance = float(_variance(sums.sum(axis=0)))
    if not variance > 0:
        return None
    low, high = np.quantile(
        np.sqrt(np.maximum(_variance(_draws(len(sums)) @ sums), 0)), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2]
    )
    noise, low, high = (round(float(each), 6) for each in (variance**0.5, low, high))
    changes = int(sums[:, 1].sum())
    return Estimate("estimated", noise, low, high, years[0], years[-1], changes, parts)


def _squares(changes: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the sum of the squares of own changes by unit, and how many there are."""
    known = ~np.isnan(changes)
    means = np.where(known, changes, 0.0).sum(axis=1, keepdims=True) / known.sum(axis=1, keepdims=True)
    own = np.where(known, changes - means, 0.0)
    return (own**2).sum(axis=0), known.sum(axis=0).astype("float64")


@functools.cache
def _draws(units: int) -> npt.NDArray[np.float64]:
    """Return how often each unit is drawn, a row a sample of as many units."""
    generator = np.random.Generator(np.random.PCG64(_SEED))
    return generator.multinomial(units, np.full(units, 1 / units), size=_DRAWS).astype("float64")


def _variance(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Var(one year) - Var(two years) / 2 from sums of squares and counts."""
    squares, count, squares_of_two, count_of_two = np.moveaxis(sums, -1, 0)
    variance: npt.NDArray[np.float64] = squares / count - squares_of_two / count_of_two / 2
    return variance
