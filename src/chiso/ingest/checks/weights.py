"""Holding a published total against its parts, where the weights of the parts are published too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from chiso.catalog import Catalog, Indicator
from chiso.ingest.raw import DECIMALS, Problems


def weights(indicators: Mapping[str, Indicator], cut: str = "") -> dict[str, float] | None:
    """Return the weight of every part of the total in one cut, or None where not all of them are known.

    A weight is what a point of the part adds to the points of the total.
    """
    parts = {code: one.weight for code, one in indicators.items() if one.parent == "TOTAL" and one.cut == cut}
    known = {code: weight for code, weight in parts.items() if weight is not None}
    return known if known and len(known) == len(parts) else None


def check_changed_weights(catalog: Catalog) -> list[Problems]:
    """Check that a total made by other weights, or of other parts, than the year before is listed as a break.

    Left undetected, scores that stood still in every part would be told as a fall or a rise of the total.
    """
    found = []
    listed = {(one.index, one.first_year_of_new_series) for one in catalog.breaks if one.code == "TOTAL"}
    for index, rows in catalog.store.structures.items():
        if index not in catalog.indices or catalog.indices[index].total != "published":
            continue
        problems = Problems(catalog.raw / index / "indicators.csv")
        for year in sorted({one.first_year for one in rows}):
            before, now = ({one.code: one for one in rows if one.holds_in(at)} for at in (year - 1, year))
            old, new = (
                None if (known := weights(each)) is None else {each[code].concept: one for code, one in known.items()}
                for each in (before, now)
            )
            goes_on = "TOTAL" in now and now["TOTAL"] in before.values()
            if old is None or new is None or old == new or not goes_on or (index, year) in listed:
                continue
            other = next((one for one in now.values() if old.get(one.concept) != new.get(one.concept)), now["TOTAL"])
            problems.add(
                f"From {year} on other weights or parts make the total, and no break of it is listed.",
                row=other.line,
                column="weight",
                why="A change of the total would be told as a gain or a loss, even where no part moved.",
                remedy=f"Give reference/series_breaks.csv a row for {index}, TOTAL, {year}: of kind `concept` where "
                "the parts can be compared all the same, else `method`.",
            )
        found.append(problems)
    return found


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
