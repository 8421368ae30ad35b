"""How far a target is: only on its own scale, and only where both sides are known."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.analysis.series import Point, course
from chiso.analysis.targets import distance, targets_of
from chiso.catalog import Catalog, Target
from chiso.ingest import Observations

TARGET = Target(2021, "92", "papi", "papi_total_8d", 45.0, 20, "Kế hoạch", "Plan", "")
POINT = Point(2020, 42.885496, 29, 63, series=2018, concept="papi_total_8d", scale_max=80)


@pytest.mark.parametrize(
    ("index", "score", "within", "score_gap", "place_gap"),
    [("par_index", 86, 15, "2.24", 22), ("sipas", 88, 25, "3.86", 13), ("papi", 45, 20, "2.114504", 9)],
)
def test_the_plan_of_2021_is_as_far_as_its_figures_say(
    catalog: Catalog,
    observations: Observations,
    index: str,
    score: float,
    within: int,
    score_gap: str,
    place_gap: int,
) -> None:
    (target,) = [one for one in targets_of(catalog, "92", 2021) if one.index == index]
    assert (target.target_score, target.target_rank_within) == (score, within)
    found = distance(target, course(catalog, observations, index, "92", 2020)[-1])
    assert found.same_scale
    assert Decimal(str(found.score_gap)) == Decimal(score_gap)
    assert found.place_gap == place_gap


def test_targets_come_in_the_order_of_the_indices_and_only_for_their_unit_and_year(catalog: Catalog) -> None:
    assert [one.index for one in targets_of(catalog, "92", 2021)] == ["par_index", "sipas", "papi"]
    assert [one.index for one in targets_of(catalog, "24", 2024)] == ["par_index", "sipas"]
    assert targets_of(catalog, "92", 2019) == []
    assert targets_of(catalog, "93", 2021) == []


def test_a_target_of_an_index_made_otherwise_has_no_gap(catalog: Catalog, observations: Observations) -> None:
    """42.05 for PAPI 2020 was set in 2018, when the total went to 60: 45.71 of 80 does not reach it."""
    (target,) = targets_of(catalog, "92", 2020)
    found = distance(target, course(catalog, observations, "papi", "92", 2019)[-1])
    assert not found.same_scale
    assert found.score_gap is found.place_gap is None


def test_without_an_edition_there_is_no_gap() -> None:
    found = distance(TARGET, None)
    assert found.same_scale
    assert found.score_gap is found.place_gap is None


@pytest.mark.parametrize(
    ("wanted", "known", "score_gap", "place_gap"),
    [
        ({"target_score": None}, {}, None, 9),
        ({"target_rank_within": None}, {}, 2.114504, None),
        ({}, {"value": None}, None, 9),
        ({}, {"rank": None, "units_ranked": None}, 2.114504, None),
        ({}, {"value": None, "rank": None}, None, None),
    ],
)
def test_what_is_not_wanted_or_not_known_has_no_gap(
    wanted: dict[str, None], known: dict[str, None], score_gap: float | None, place_gap: int | None
) -> None:
    found = distance(dataclasses.replace(TARGET, **wanted), dataclasses.replace(POINT, **known))
    assert (found.score_gap, found.place_gap) == (score_gap, place_gap)


@given(st.decimals(0, 80, places=2), st.decimals(0, 80, places=6), st.integers(1, 63), st.integers(1, 63))
def test_a_gap_is_positive_exactly_while_the_target_is_not_reached(
    wanted: Decimal, score: Decimal, within: int, rank: int
) -> None:
    target = dataclasses.replace(TARGET, target_score=float(wanted), target_rank_within=within)
    found = distance(target, dataclasses.replace(POINT, value=float(score), rank=rank))
    assert Decimal(str(found.score_gap)) == wanted - score
    assert found.place_gap is not None
    assert (found.place_gap > 0) == (rank > within)
    assert rank - found.place_gap == within
