"""How far the largest of many differences between scores goes by chance: critical values for ranks under error.

Scores have independent, normally distributed errors with known standard errors. A standardized difference is that of
the errors of two units in units of its own standard error. Units without error have no difference among themselves.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DRAWS = 20_000
"""Simulated sets of errors: a quantile of 95 % is then off by about 0.01."""

CELLS = 2_000_000
"""Numbers in an array at a time: what is larger is worked out in parts."""

_SEED = 20110401

_NODES = 33
"""Standard errors whose critical value is worked out; between them it is interpolated."""

_LEAST = 1e-9
"""Share of the largest standard error that stands for none, so that nothing is divided by zero."""


def are_equal(errors: Floats) -> bool:
    """Whether standard errors differ by no more than rounding."""
    return bool(np.ptp(errors) <= _LEAST * errors.max())


def unit_values(errors: Floats, level: float) -> Floats:
    """Return for each unit the quantile of the largest absolute standardized difference between it and the others.

    Parameters
    ----------
    errors
        Standard errors, shape (p,); their unit and common scale do not matter.
    level
        Probability from 0.5 to below 1.

    Returns
    -------
    numpy.ndarray
        Critical values, shape (p,); zeros where no unit has an error.
    """
    if are_equal(errors):
        return np.full(len(errors), _equal_unit_value(len(errors), level) if errors.any() else 0.0)
    different, at, counts = np.unique(floored(errors), return_inverse=True, return_counts=True)
    if errors.min() == 0:
        counts[0] = 1  # all units without error have the same difference from others
    scaled = different / different[-1]
    return np.array(_different_unit_values(tuple(scaled.tolist()), tuple(counts.tolist()), level))[at]


def remaining_unit_value(own: float, others: Floats, above: Flags, below: Flags, level: float) -> float:
    """Return the quantile of the largest standardized difference between a unit and others that is still in question.

    Parameters
    ----------
    own, others
        Standard error of the unit, and of the others, shape (p - 1,); none of them zero.
    above, below
        Which of the others may be better than the unit by chance, and which may be worse;
        shape (p - 1,).
    level
        Probability from 0.5 to below 1.
    """
    return _solved(functools.partial(_within, own, others, np.ones(len(others)), above, below), len(others), level)


def all_pairs_value(errors: Floats, level: float) -> float:
    """Return the quantile of the largest standardized difference between any two units.

    Exact for equal errors, where it is that of the studentized range; otherwise simulated. Parameters are those of
    `unit_values`.
    """
    if len(errors) < 2 or not errors.any():
        return 0.0
    if are_equal(errors):
        return _equal_pairs_value(len(errors), level)
    ordered = np.sort(errors)[max(0, int((errors == 0).sum()) - 1) :]  # as in unit_values, one without error is enough
    return _different_pairs_value(tuple((ordered / ordered[-1]).tolist()), level)


def pairs_value(errors: Floats, level: float, tested: Flags | None = None) -> float:
    """Return the simulated quantile of the largest standardized difference of pairs.

    Parameters
    ----------
    errors
        Standard errors, shape (p,), not all zero.
    level
        Probability from 0.5 to below 1.
    tested
        Shape (p, p): whether column less row is one of the differences; all of them by default.
    """
    largest = np.empty(DRAWS)
    for part, draws in normal_draws(len(errors), DRAWS):
        largest[part] = _largest(draws, floored(errors), tested)
    return float(np.quantile(largest, level))


def normal_draws(units: int, draws: int) -> Iterator[tuple[slice, Floats]]:
    """Yield standard normal draws in parts, the same ones each time: which draws, and shape (draws of them, units)."""
    generator = np.random.Generator(np.random.PCG64(_SEED))
    for part in parts(draws, units):
        yield part, generator.standard_normal((part.stop - part.start, units))


def parts(rows: int, width: int) -> Iterator[slice]:
    """Yield slices of rows with no more than `CELLS` numbers each, or one row."""
    step = max(1, CELLS // width)
    return (slice(start, min(start + step, rows)) for start in range(0, rows, step))


def floored(errors: Floats) -> Floats:
    """Return errors with a very small one for none."""
    return errors.clip(min=_LEAST * errors.max())


@functools.lru_cache(maxsize=1024)
def _equal_unit_value(p: int, level: float) -> float:
    if p < 2:
        return 0.0
    return _solved(functools.partial(_within, 1.0, np.ones(1), np.array([p - 1]), True, True), p - 1, level)


@functools.lru_cache(maxsize=64)
def _different_unit_values(errors: tuple[float, ...], counts: tuple[int, ...], level: float) -> tuple[float, ...]:
    """Return the critical value for each error, in ascending order, of which there are so many units."""
    others, units = np.array(errors), np.array(counts)
    nodes = np.unique(np.linspace(0, len(others) - 1, _NODES).round().astype(int))
    values = []
    for node in nodes:
        rivals = units - (np.arange(len(others)) == node)
        some = rivals > 0
        within = functools.partial(_within, others[node], others[some], rivals[some], True, True)
        values.append(_solved(within, sum(counts), level))
    return tuple(np.interp(np.log(others), np.log(others[nodes]), values).tolist())


@functools.lru_cache(maxsize=64)
def _different_pairs_value(errors: tuple[float, ...], level: float) -> float:
    return pairs_value(np.array(errors), level)


@functools.lru_cache(maxsize=1024)
def _equal_pairs_value(p: int, level: float) -> float:
    z = np.arange(-8, 9, 1 / 64)
    largest_is_z = p * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi) / 64

    def within(value: float) -> float:
        return float(largest_is_z @ (_normal(z) - _normal(z - value * math.sqrt(2))) ** (p - 1))

    return _solved(within, p * (p - 1) // 2, level)


def _within(
    own: float,
    others: Floats,
    counts: npt.NDArray[np.float64 | np.int64],
    above: Flags | bool,
    below: Flags | bool,
    value: float,
) -> float:
    """Return the probability that no standardized difference of a unit from others exceeds a value.

    Given the error of the unit itself, that is a product over the others, which is integrated over the error.
    """
    # Against others with little error the product is steep where the unit's own error is about as large as the value.
    ends = value * np.array([0, 0.8, 0.97, 1, 1.03, 1.2, 1]) + np.array([0, 0, 0, 0, 0, 0, 6])
    points, weights = _gauss_legendre()
    half = np.diff(ends)[:, None] / 2
    positive = (ends[:-1, None] + half * (1 + points)).ravel()
    z = np.concatenate([-positive, positive])
    density = np.tile((half * weights).ravel(), 2) * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    centre, reach = own * z[:, None], value * np.hypot(own, others)
    not_above = np.where(above, _normal((centre + reach) / others), 1)
    too_low = np.where(below, _normal((centre - reach) / others), 0)
    with np.errstate(divide="ignore"):
        return float(density @ np.exp(np.log(not_above - too_low) @ counts))


def _solved(within: Callable[[float], float], pairs: int, level: float) -> float:
    """Return the value within which the largest of some differences stays with the probability of the level.

    It lies between the quantile of one difference and, after Šidák (1967), that of independent ones; found by false
    position with the Illinois rule.
    """

    def excess(value: float) -> float:
        return math.log(max(1 - within(value), 1e-15) / (1 - level))

    low, high = NormalDist().inv_cdf(level), NormalDist().inv_cdf((1 + level ** (1 / pairs)) / 2)
    at_low, at_high = excess(low), excess(high)
    if at_low <= 0 or at_high >= 0:
        return low if at_low <= 0 else high
    last = 0
    for _ in range(60):
        value = (low * at_high - high * at_low) / (at_high - at_low)
        at = excess(value)
        if abs(at) < 1e-7:
            break
        side = 1 if at > 0 else -1
        if side > 0:
            low, at_low = value, at
            at_high /= 1 + (side == last)
        else:
            high, at_high = value, at
            at_low /= 1 + (side == last)
        last = side
    return value


def _largest(draws: Floats, errors: Floats, tested: Flags | None) -> Floats:
    """Return the largest standardized difference of each draw.

    No difference is larger than the root of the sum of both squared errors in units of their own standard error. So
    the few units with the largest such errors nearly always settle it, and the others need not be looked at.
    """
    p = len(errors)
    size, largest = np.abs(draws), np.empty(len(draws))
    rows, few = np.arange(len(draws)), min(8, p)
    while rows.size:
        settled = np.empty(rows.size, dtype=bool)
        for part in parts(rows.size, few * few):
            at = rows[part, None]
            order = np.argpartition(-size[at[:, 0]], few, axis=1) if few < p else np.arange(p)[None]
            chosen, next_largest = order[:, :few], size[at, order[:, few : few + 1]].max(axis=1, initial=0)
            error = errors[chosen]
            value = error * draws[at, chosen]
            differences = (value[:, None] - value[:, :, None]) / np.hypot(error[:, None], error[:, :, None])
            if tested is not None:
                differences[~np.broadcast_to(tested[chosen[:, :, None], chosen[:, None]], differences.shape)] = -np.inf
            largest[rows[part]] = most = differences.max(axis=(1, 2))
            settled[part] = (few == p) | (most >= np.hypot(size[rows[part]].max(axis=1), next_largest))
        rows, few = rows[~settled], min(4 * few, p)
    return largest


@functools.cache
def _gauss_legendre() -> tuple[Floats, Floats]:
    points, weights = np.polynomial.legendre.leggauss(10)
    return np.array(points), np.array(weights)


def _normal(x: Floats) -> Floats:
    """Return the normal distribution function, interpolated with an error below 1e-7."""
    return np.interp(x, *_normal_table())


@functools.cache
def _normal_table() -> tuple[Floats, Floats]:
    points = np.linspace(-9, 9, 18 * 1024 + 1)
    return points, np.array([math.erfc(-point / math.sqrt(2)) / 2 for point in points])
