"""Holding published ranks against published scores."""

from __future__ import annotations

import bisect
import itertools

import numpy as np
import numpy.typing as npt
import pandas as pd

from chiso.ingest.raw import Problems

Floats = npt.NDArray[np.float64]


def check_order(frame: pd.DataFrame, column: str, sign: int, problems: Problems) -> None:
    """Check that of two units, the one with the better score has the better rank.

    One wrong figure contradicts many right ones: the row with most contradictions is named, then left out.

    Parameters
    ----------
    frame
        A row a unit, with ``province_code``, ``rank`` and the scores.
    column
        The column of the scores.
    sign
        1 where more points are better, -1 where fewer are.
    problems
        Where contradictions are noted.
    """
    both = frame[frame[column].notna() & frame["rank"].notna()]
    score, rank = sign * both[column].to_numpy(), both["rank"].to_numpy()
    counts = contradictions(score, rank)
    left = np.ones(len(both), dtype=bool)
    while counts.any():
        worst = int(counts.argmax())
        against = left & _against(score, rank, worst)
        cells, other = both.iloc[worst], both.iloc[int(against.argmax())]
        problems.add(
            f"The unit {cells['province_code']} (row {cells.name}) has rank {cells['rank']:g} with the score "
            f"{cells[column]:g}, but "
            f"{other['province_code']} (row {other.name}) has rank {other['rank']:g} with {other[column]:g}.",
            row=int(both.index[worst]),
            column="rank",
            why=f"Of two units, the one with the {'higher' if sign > 0 else 'lower'} score has the better rank.",
            remedy="Check the scores and ranks of both against their sources.",
        )
        counts -= against
        counts[worst], left[worst] = 0, False


def contradictions(score: Floats, rank: Floats) -> npt.NDArray[np.int64]:
    """Count for each unit the others that contradict it: a better score with a rank that is not better.

    Parameters
    ----------
    score, rank
        A score and a rank for each unit, more points being better and rank 1 the best.

    Returns
    -------
    numpy.ndarray
        The counts. Time and memory grow with the number of units, not with the number of pairs.
    """
    counts = np.zeros(len(score), dtype=np.int64)
    for sign in (-1, 1):  # those with better scores that rank no better, then those with worse that rank no worse
        order = np.lexsort((np.arange(len(score)), sign * score))
        seen: list[float] = []
        for _, group in itertools.groupby(order, key=lambda at: score[at]):
            units = list(group)
            for at in units:
                place = bisect.bisect_left(seen, -sign * rank[at])
                counts[at] += len(seen) - place
            for at in units:
                bisect.insort(seen, -sign * rank[at])
    return counts


def _against(score: Floats, rank: Floats, at: int) -> npt.NDArray[np.bool_]:
    """Tell which units contradict one of them."""
    better, worse = score > score[at], score < score[at]
    found: npt.NDArray[np.bool_] = (better & (rank >= rank[at])) | (worse & (rank <= rank[at]))
    return found
