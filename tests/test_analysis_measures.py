"""A plan's measures beside the indicators that they aim at."""

from __future__ import annotations

from chiso.analysis.measures import measures_of
from chiso.catalog import Catalog
from chiso.ingest import Observations


def test_every_measure_of_the_plan_is_there_with_or_without_an_indicator(
    catalog: Catalog, observations: Observations
) -> None:
    found = measures_of(catalog, observations, "92", 2021, 2020)
    assert len(found) == 14
    assert [one.measure.papi_concept for one in found if one.levels] == [
        "voluntary_contributions",
        "willingness_to_fight_corruption",
        "interaction_with_authorities",
    ]


def test_the_course_begins_with_the_last_year_that_the_plan_could_know(
    catalog: Catalog, observations: Observations
) -> None:
    (aimed, *_) = [one for one in measures_of(catalog, observations, "92", 2021, 2023) if one.levels]
    assert [level.index_year for level in aimed.levels] == [2020, 2021, 2022, 2023]
    assert [level.comparable for level in aimed.levels] == [True, False, True, True]
    assert [level.units_ranked for level in aimed.levels] == [63, 60, 62, 61]  # those that have the indicator


def test_a_level_has_the_score_change_and_place_of_the_indicator(catalog: Catalog, observations: Observations) -> None:
    aimed = next(one for one in measures_of(catalog, observations, "92", 2021, 2020) if one.levels)
    (level,) = aimed.levels
    values = observations.values.query("index == 'papi' and code == '1.4'").set_index(["index_year", "unit_code"])
    mine = values["value"]
    assert level.value == mine[2020, "92"]
    assert level.change == round(mine[2020, "92"] - mine[2019, "92"], 6)
    assert level.rank == 1 + sum(mine[2020] > mine[2020, "92"])


def test_a_unit_without_a_plan_has_no_measures(catalog: Catalog, observations: Observations) -> None:
    assert measures_of(catalog, observations, "01", 2021, 2020) == []
