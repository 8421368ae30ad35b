"""Ranks under measurement error: confidence sets of ranks, units that may be among the first, and likely ranks.

Everywhere a higher score is better and rank 1 is best; where less is better, the caller changes the sign. Scores have
independent, normally distributed errors with known standard errors, in the unit of the score.

Confidence sets follow M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm, "Inference for Ranks with Applications to
Mobility across Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91 (2024),
476-518. They hold whatever the true scores are, and are wide where many units are close. Likely ranks assume in
addition that true scores are normally distributed over the units, and are narrower.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from chiso.facts.critical_values import (
    CELLS,
    DRAWS,
    Flags,
    Floats,
    all_pairs_value,
    are_equal,
    floored,
    normal_draws,
    pairs_value,
    parts,
    remaining_unit_value,
    unit_values,
)

Integers = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, eq=False)
class RankSets:
    """The best and the worst rank that each unit may have: integers of shape (p,)."""

    low: Integers
    high: Integers


@dataclasses.dataclass(frozen=True, eq=False)
class LikelyRanks(RankSets):
    """Ranges of likely ranks, and the simulated ranks that they come from.

    Attributes
    ----------
    variance
        Estimated variance of the true scores, in the squared unit of the score; 0 where errors explain all differences.
    simulated
        Ranks of each unit in ascending order, shape (p, draws); of tied units the rank that they share.
    tied
        How many units share the rank, the unit itself included, shape (p,).
    """

    variance: float
    simulated: npt.NDArray[np.unsignedinteger] = dataclasses.field(repr=False)
    tied: Integers = dataclasses.field(repr=False)

    def group_probabilities(self, bounds: Sequence[tuple[int, int]]) -> Floats:
        """Return how likely the rank of each unit lies in each group of ranks.

        Parameters
        ----------
        bounds
            First and last rank of each group; ``[(rank, rank) for rank in range(1, p + 1)]`` gives every single rank.

        Returns
        -------
        numpy.ndarray
            Probabilities from 0 to 1, shape (p, groups). Tied units take each of their ranks equally often.

        Raises
        ------
        ValueError
            A group ends before it begins, or does not lie within 1 to p.
        """
        p = len(self.low)
        if any(not 1 <= first <= last <= p for first, last in bounds):
            raise ValueError(f"groups of ranks have to lie within 1 to {p}: {list(bounds)}")
        first, last = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
        probabilities = np.empty((p, len(bounds)))
        for unit, (simulated, tied) in enumerate(zip(self.simulated, self.tied, strict=True)):
            ranks, counts = np.unique(simulated, return_counts=True)
            best = ranks.astype(np.int64)[:, None]
            inside = np.minimum(best + tied - 1, last) - np.maximum(best, first) + 1
            probabilities[unit] = counts @ np.maximum(inside, 0) / (tied * simulated.size)
        return probabilities


def marginal_sets(
    scores: npt.ArrayLike, errors: npt.ArrayLike, *, level: float = 0.95, stepdown: bool = False
) -> RankSets:
    """Return for each unit the set that holds its true rank with at least a given probability.

    For a unit that was chosen beforehand; for many units, or those that stand out, see `simultaneous_sets`. A unit
    that truly ties with others has all ranks that they share.

    Parameters
    ----------
    scores, errors
        Scores and their standard errors, shape (p,). Without errors the set is the rank, or the ranks of a tie.
    level
        Probability from 0.5 to below 1.
    stepdown
        Test the remaining differences anew once some are beyond error, until no more are found. Sets get at most a few
        ranks narrower; time grows with p², from a second for 63 units.

    Returns
    -------
    RankSets
        From 1 and the number of units that are better beyond error to p less the number of those that are worse.

    Raises
    ------
    ValueError
        Scores and errors are not of one shape (p,) with p at least 1, are missing or infinite, an error is negative, or
        the level is out of range.
    """
    scores, errors = _checked(scores, errors, level)
    values = unit_values(errors, level)
    if not stepdown:
        return _sets(scores, errors, values)
    p = len(scores)
    low, high = np.empty(p, dtype=np.int64), np.empty(p, dtype=np.int64)
    for unit, first_value in enumerate(values):
        ahead, spread = scores - scores[unit], np.hypot(errors[unit], errors)
        rivals = (spread > 0) & (np.arange(p) != unit)
        own, others = floored(errors)[unit], floored(errors)[rivals]
        value, found = float(first_value), -1
        while True:
            better, worse = ahead > value * spread, ahead < -value * spread
            if not rivals.any() or found == (found := int(better.sum() + worse.sum())):
                break
            value = min(value, remaining_unit_value(own, others, ~better[rivals], ~worse[rivals], level))
        low[unit], high[unit] = 1 + better.sum(), p - worse.sum()
    return RankSets(low, high)


def simultaneous_sets(
    scores: npt.ArrayLike, errors: npt.ArrayLike, *, level: float = 0.95, stepdown: bool = False
) -> RankSets:
    """Return sets that hold the true ranks of all units at once with at least a given probability.

    For tables of all units, and for units that were chosen by their scores. Parameters, result and errors are those of
    `marginal_sets`; with ``stepdown`` memory grows with p², too.
    """
    scores, errors = _checked(scores, errors, level)
    value, p = all_pairs_value(errors, level), len(scores)
    if not stepdown:
        return _sets(scores, errors, np.full(p, value))
    ahead, spread = scores - scores[:, None], np.hypot(errors[:, None], errors)
    better, found = ahead > value * spread, -1
    while spread.any() and found != (found := int(better.sum())):
        value = min(value, pairs_value(errors, level, ~better & (spread > 0)))
        better = ahead > value * spread
    return RankSets(1 + better.sum(axis=1), p - better.sum(axis=0))


def top_sets(
    scores: npt.ArrayLike, errors: npt.ArrayLike, n: int, *, level: float = 0.95, stepdown: bool = False
) -> Flags:
    """Return which units may be among the first n: all that truly are, with at least a given probability.

    These are the units whose simultaneous sets begin at n or before. Bounds on one side, for all units, rest on all
    ordered pairs, so that their critical value is that of the sets with two sides.

    Parameters
    ----------
    scores, errors, level, stepdown
        As of `simultaneous_sets`.
    n
        Number of first ranks, at least 1.

    Returns
    -------
    numpy.ndarray
        Booleans of shape (p,), true for n units or more, for all where there are fewer.

    Raises
    ------
    ValueError
        As of `simultaneous_sets`, or n is below 1.
    """
    if n < 1:
        raise ValueError(f"the number of first ranks has to be at least 1: {n}")
    return simultaneous_sets(scores, errors, level=level, stepdown=stepdown).low <= n


def likely_ranks(
    scores: npt.ArrayLike, errors: npt.ArrayLike, *, level: float = 0.90, draws: int = DRAWS
) -> LikelyRanks:
    """Return the ranks that units likely have, once scores are drawn towards their mean by what errors explain.

    Empirical Bayes: true scores are normally distributed over the units, with the variance that R. C. Paule and
    J. Mandel, "Consensus Values and Weighting Factors", Journal of Research of the National Bureau of Standards 87
    (1982), 377-385, estimate. For equal errors that is the variance of the scores less that of the errors. Ranks are
    simulated for all units together.

    Parameters
    ----------
    scores, errors
        Scores and their standard errors, shape (p,). Without errors ranks are those of the scores.
    level
        Probability of the range of each unit, from 0.5 to below 1; as much is left out below as above.
    draws
        How often ranks are simulated at most.

    Returns
    -------
    LikelyRanks
        Ranges, and the probabilities of groups of ranks. All ranks where errors explain all differences.

    Raises
    ------
    ValueError
        As of `marginal_sets`.
    """
    scores, errors = _checked(scores, errors, level)
    p, order = len(scores), np.lexsort((errors, -scores))
    variance, mean = _true_scores(scores[order], errors[order])
    total = variance + errors[order] ** 2
    kept = np.divide(variance, total, out=np.zeros(p), where=total > 0)
    centre, spread = kept * scores[order] + (1 - kept) * mean, np.sqrt(kept) * errors[order]
    _, first, tie, sizes = np.unique(centre + 1j * spread, return_index=True, return_inverse=True, return_counts=True)
    # Units that cannot vary follow one another, and a stable sort leaves them so: their shared rank is their first.
    behind = np.where(spread > 0, 0, np.arange(p) - first[tie])
    tied = np.empty(p, dtype=np.int64)
    tied[order] = np.where(spread > 0, 1, sizes[tie])
    draws = min(draws, max(1, 10 * CELLS // p))
    simulated = np.empty((p, draws), dtype=np.uint16 if p < 2**16 else np.uint32)
    for part, noise in normal_draws(p, draws):
        sequence = np.argsort(-(centre + spread * noise), axis=1, kind="stable")
        ranks = np.empty_like(sequence)
        np.put_along_axis(ranks, sequence, np.arange(1, p + 1)[None], axis=1)
        simulated[order, part] = (ranks - behind).T
    simulated.sort(axis=1)
    cut = math.ceil((1 - level) / 2 * draws) - 1
    low, high = (simulated[:, at].astype(np.int64) for at in (cut, draws - 1 - cut))
    return LikelyRanks(low, high + tied - 1, variance, simulated, tied)


def _checked(scores: npt.ArrayLike, errors: npt.ArrayLike, level: float) -> tuple[Floats, Floats]:
    scores, errors = np.asarray(scores, dtype=float), np.asarray(errors, dtype=float)
    if scores.ndim != 1 or scores.shape != errors.shape or not scores.size:
        raise ValueError(f"scores and errors have to be arrays of the same length: {scores.shape}, {errors.shape}")
    if not (np.isfinite(scores).all() and np.isfinite(errors).all()):
        raise ValueError("scores and errors have to be finite numbers")
    if (errors < 0).any():
        raise ValueError(f"a standard error cannot be negative: {errors.min()}")
    if not 0.5 <= level < 1:
        raise ValueError(f"the level has to be from 0.5 to below 1: {level}")
    return scores, errors


def _sets(scores: Floats, errors: Floats, values: Floats) -> RankSets:
    """Return the sets that are left by differences beyond the critical value of each unit."""
    p = len(scores)
    if are_equal(errors):
        ordered, reach = np.sort(scores), values * math.sqrt(2) * errors
        better = p - np.searchsorted(ordered, scores + reach, side="right")
        return RankSets(1 + better, p - np.searchsorted(ordered, scores - reach, side="left"))
    low, high = np.empty(p, dtype=np.int64), np.empty(p, dtype=np.int64)
    for part in parts(p, p):
        ahead = scores - scores[part, None]
        reach = values[part, None] * np.hypot(errors[part, None], errors)
        low[part], high[part] = 1 + (ahead > reach).sum(axis=1), p - (ahead < -reach).sum(axis=1)
    return RankSets(low, high)


def _true_scores(scores: Floats, errors: Floats) -> tuple[float, float]:
    """Return the variance of the true scores over the units, and their mean."""
    at_most = float(scores.var(ddof=1)) if len(scores) > 1 else 0.0
    if not errors.any():
        return at_most, float(scores.mean())
    squares = floored(errors) ** 2

    def weigh(variance: float) -> tuple[float, float]:
        weights = 1 / (variance + squares)
        mean = float(weights @ scores / weights.sum())
        return mean, float(weights @ (scores - mean) ** 2)

    variance, high = 0.0, at_most
    for _ in range(60):
        middle = (variance + high) / 2
        if weigh(middle)[1] > len(scores) - 1:
            variance = middle
        else:
            high = middle
    return variance, weigh(variance)[0]
