"""What ingest and compare take grows with the data and no faster, in steps and in memory."""

from __future__ import annotations

import cProfile
import pstats
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from load import LAST, made_up, table

from chiso.catalog import Catalog
from chiso.facts.changes import compare
from chiso.ingest import read_observations
from chiso.ingest.checks.ranks import check_order, contradictions
from chiso.ingest.raw import Problems

SIZES = {"units": ((64, 1), (256, 1)), "years": ((63, 1), (63, 4))}


def steps(work: Callable[[], object]) -> int:
    """Return how many functions were called: as good as a clock, and the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def peak(work: Callable[[], object]) -> int:
    """Return the bytes held at the highest point."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def both(catalog: Catalog) -> object:
    return compare(catalog, read_observations(catalog), LAST, LAST - 1)


@pytest.mark.parametrize("growing", SIZES)
def test_four_times_the_data_take_four_times_the_work_and_memory_at_most(growing: str, tmp_path: Path) -> None:
    small, large = (made_up(tmp_path / str(size), *size)[1] for size in SIZES[growing])
    both(made_up(tmp_path / "first", 63, 2)[1])  # loads and keeps what is there once
    assert steps(lambda: both(large)) <= 4.2 * steps(lambda: both(small))
    small, large = (made_up(tmp_path / f"again {size}", *size)[1] for size in SIZES[growing])
    assert peak(lambda: both(large)) <= 4.2 * peak(lambda: both(small))


def test_made_up_data_are_what_they_claim_to_be(tmp_path: Path) -> None:
    _, catalog = made_up(tmp_path, 100, 3)
    observations = read_observations(catalog)
    assert set(observations.values["index_year"]) == {LAST - 2, LAST - 1, LAST}
    assert observations.values.groupby(["index", "index_year"])["unit_code"].nunique().unique().tolist() == [100]
    found = compare(catalog, observations, LAST, LAST - 1)
    assert found["change"].notna().all()
    assert len(found) == 100 * (1 + 1 + 8 + 28)


def test_measures_are_shown_as_a_table() -> None:
    from load import Measured

    shown = table([Measured(units=10000, years=2, values=760000, ingest=6.8, compare=7.1, memory=510.0)])
    assert shown.splitlines()[-1] == "| 10,000 | 2 | 760,000 | 6.80 s | 8.9 ms | 7.10 s | 9.3 ms | 510 MB |"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12)), max_size=25))
def test_contradictions_are_those_of_every_pair(units: list[tuple[int, int]]) -> None:
    score = np.array([one for one, _ in units], dtype=float)
    rank = np.array([one for _, one in units], dtype=float)
    expected = [sum((s > t and r >= q) or (s < t and r <= q) for t, q in units) for s, r in units]
    assert contradictions(score, rank).tolist() == expected


def test_a_long_table_of_ranks_with_a_wrong_one_is_held_against_itself_without_a_square(tmp_path: Path) -> None:
    count = 10_000
    rank = np.arange(1, count + 1, dtype=float)
    rank[5000] = 9000.0
    frame = pd.DataFrame(
        {"province_code": [f"{at:05d}" for at in range(count)], "score": np.arange(count, 0, -1.0), "rank": rank},
        index=pd.RangeIndex(2, count + 2),
    )
    problems = Problems(tmp_path / "table.csv")
    assert peak(lambda: check_order(frame, "score", 1, problems)) < 20_000_000
    assert "05000" in str(problems.error())
    assert "problems in" not in str(problems.error())
