"""Holding a published total against its parts, where the weights of the parts are published too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from chiso.catalog import Indicator
from chiso.ingest.raw import DECIMALS, Problems


def weights(indicators: Mapping[str, Indicator], cut: str = "") -> dict[str, float] | None:
    """Return the weight of every part of the total in one cut, or None where not all of them are known.

    A weight is what a point of the part adds to the points of the total.
    """
    parts = {code: one.weight for code, one in indicators.items() if one.parent == "TOTAL" and one.cut == cut}
    known = {code: weight for code, weight in parts.items() if weight is not None}
    return known if known and len(known) == len(parts) else None


def check_weights(indicators: Mapping[str, Indicator], frame: pd.DataFrame, problems: Problems) -> None:
    """Check that published totals are the weighted sums of their parts, as far as rounding explains.

    Parameters
    ----------
    indicators
        The meanings of one index year by code.
    frame
        A row a unit, with a column for the total and for every part.
    problems
        Where contradictions are noted.
    """
    known = weights(indicators)
    if known is None or any(code not in frame for code in known):
        return
    total = (frame[list(known)] * pd.Series(known)).sum(axis=1, skipna=False)
    slack = unit_of(frame["TOTAL"]) + sum(0.5 * weight * unit_of(frame[code]) for code, weight in known.items())
    for row in frame.index[(frame["TOTAL"] - total).abs() > slack + 1e-9]:
        problems.add(
            f"The total is {frame.loc[row, 'TOTAL']:.12g}, but the weighted parts make {total[row]:.6f}.",
            row=int(row),
            column="TOTAL",
            why=f"indicators.csv gives the weights {', '.join(f'{code} {one:g}' for code, one in known.items())}.",
            remedy="Check the total and its parts after the published source, or the weights.",
        )


def unit_of(scores: Iterable[float]) -> float:
    """Return one unit of the last digit that any of the scores has; missing ones are passed over."""
    known = (score for score in scores if not math.isnan(score))
    digits = (len(f"{score:.{DECIMALS}f}".rstrip("0").partition(".")[2]) for score in known)
    return float(10.0 ** -max(digits, default=0))
