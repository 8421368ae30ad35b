"""Holding published ranks against published scores."""

from __future__ import annotations

import pandas as pd

from chiso.ingest.raw import Problems


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
    while len(both):
        score, rank = sign * both[column].to_numpy(), both["rank"].to_numpy()
        against = (score[:, None] > score) & (rank[:, None] >= rank)
        against |= against.T
        if not against.any():
            return
        worst = int(against.sum(axis=1).argmax())
        cells, other = both.iloc[worst], both.iloc[int(against[worst].argmax())]
        problems.add(
            f"The unit {cells['province_code']} (row {cells.name}) has rank {cells['rank']:g} with the score "
            f"{cells[column]:g}, but "
            f"{other['province_code']} (row {other.name}) has rank {other['rank']:g} with {other[column]:g}.",
            row=int(both.index[worst]),
            column="rank",
            why=f"Of two units, the one with the {'higher' if sign > 0 else 'lower'} score has the better rank.",
            remedy="Check the scores and ranks of both against their sources.",
        )
        both = both.drop(index=both.index[worst])
