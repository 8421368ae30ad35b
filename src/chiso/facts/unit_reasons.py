"""Why the change of one unit says nothing of performance, and each reason in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from chiso.catalog import Catalog
from chiso.facts.availability import Gap, gap
from chiso.facts.comparability import Reason, predecessor, reasons


def describe_reasons(found: list[Reason]) -> str | None:
    """Return reasons in English, as the processed table gives them; None without any."""
    return "; ".join(map(describe_reason, found)) or None


def unit_reasons(
    catalog: Catalog,
    index: str,
    code: str,
    years: tuple[int, int],
    unit_code: str,
    row: Mapping[Any, Any],
    shared: list[Reason] | None = None,
) -> list[Reason]:
    """Return why the change of one unit says nothing of performance: missing figures, then breaks.

    Parameters
    ----------
    catalog, index, code, unit_code
        What is compared.
    years
        The index year, and the earlier one.
    row
        The row of the comparison: ``value, previous_value, change, rank, previous_rank, rank_change``.
    shared
        The reasons that hold for every unit, where they are known already.
    """
    index_year, earlier = years
    found: list[Reason] = []
    if pd.isna(row["value"]) and pd.isna(row["rank"]):
        found.append(Reason("gap", gap=gap(catalog, index, index_year, unit_code, code)))
    now = catalog.indicator(index, code, index_year)
    before = predecessor(catalog, index, now, earlier)
    no_change = pd.isna(row["change"]) and pd.isna(row["rank_change"])
    if no_change and not found and (before is not None or not catalog.in_year(index, earlier)):
        missing = Gap("not_in_raw", index, earlier, partly=True)
        # Where both are missing; else a score and a rank of different years cannot be joined.
        if pd.isna(row["previous_value"]) and pd.isna(row["previous_rank"]):
            missing = gap(catalog, index, earlier, unit_code, before.code if before else code)
        found.append(Reason("previous_gap", gap=missing))
    elif no_change and not found:
        found.append(Reason("concept", before=catalog.in_year(index, earlier).get(code), now=now))
    shared = reasons(catalog, index, code, index_year, earlier) if shared is None else shared
    has_concept = any(reason.kind == "concept" for reason in found)
    return found + [reason for reason in shared if not (reason.kind == "concept" and reason.now and has_concept)]


def describe_reason(reason: Reason) -> str:
    """Return a reason in English, as the processed table gives it; briefings say it in their own words."""
    if reason.gap is not None:
        what = "no matching figure" if reason.gap.partly else "no figure"
        return f"{what} for {reason.gap.index_year}: {_describe_gap(reason.gap)}"
    words = {"concept": "other meaning", "scale": "other scale", "method": "other method"}
    words |= {"coverage": "other set of units", "level": "level of the series shifted"}
    words |= {"vintage": "other set of units; the earlier year is estimated for them"}
    if reason.series_break is not None:
        return f"{words[reason.kind]}: {reason.series_break.what_en}"
    before, now = reason.before, reason.now
    if now is None:
        return words[reason.kind]
    if reason.kind == "scale" and before is not None:
        return (
            f"other scale: {before.scale_min:g} to {before.scale_max:g} before, "
            f"{now.scale_min:g} to {now.scale_max:g} now"
        )
    return f"other meaning: {before.name_en} before" if before else "other meaning: a new indicator"


def _describe_gap(missing: Gap) -> str:
    if missing.parts:
        named = ", ".join(f"{part.unit.name_vi} – {_describe_gap(part)}" for part in missing.parts if part.unit)
        return f"no estimate, since parts of the unit have no figure: {named}"
    whats = {
        "withheld": "withheld by the publisher",
        "not_covered": "the edition did not cover the unit",
        "not_in_raw": "published, but not in data/raw",
        "not_measured": "the index had no edition",
        "not_collected": "not collected",
        "not_listed": "no edition is listed",
    }
    return f"{whats[missing.kind]} ({missing.reason_en})" if missing.reason_en else whats[missing.kind]
