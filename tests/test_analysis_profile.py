from __future__ import annotations

import pytest

from chiso.analysis.profile import Trait, is_notable, profile, rank_history
from chiso.analysis.tables import scores
from chiso.catalog import Catalog
from chiso.ingest import Observations


def test_levels_and_medians_are_shares_of_the_range(catalog: Catalog, observations: Observations) -> None:
    traits = profile(catalog, observations, "papi", catalog.units.resolve("can-tho"), 2020)
    assert [one.indicator.code for one in traits][:5] == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert len(traits) == 29
    table = scores(observations, "papi", 2020)
    one = next(trait for trait in traits if trait.indicator.code == "7.3")
    assert one.level == pytest.approx((table["7.3"]["92"] - 0.33) / 3.0)
    assert one.national == pytest.approx((table["7.3"].median() - 0.33) / 3.0)
    region = [unit.code for unit in catalog.units.in_region(catalog.units.resolve("can-tho"))]
    assert one.regional == pytest.approx((table["7.3"][region].median() - 0.33) / 3.0)
    assert one.above_national == pytest.approx(one.level - one.national)


def test_a_withheld_part_has_no_level_but_the_others_keep_their_medians(
    catalog: Catalog, observations: Observations
) -> None:
    traits = profile(catalog, observations, "papi", catalog.units.resolve("binh-duong"), 2023)
    assert any(one.level is None and one.above_national is None for one in traits)
    assert all(0 <= one.national <= 1 for one in traits)


def test_nothing_is_worked_out_over_a_fragment(catalog: Catalog, observations: Observations) -> None:
    unit = catalog.units.resolve("can-tho")
    assert profile(catalog, observations, "par_index", unit, 2020) == []
    assert rank_history(catalog, observations, "par_index", [2019, 2020]) == {}


def test_ranks_of_the_years_count_the_units_with_a_total(catalog: Catalog, observations: Observations) -> None:
    history = rank_history(catalog, observations, "papi", [2018, 2019, 2020, 2021])
    assert {year: len(ranks) for year, ranks in history.items()} == {2018: 61, 2019: 63, 2020: 63, 2021: 60}
    assert [history[year]["92"] for year in (2018, 2019, 2020)] == [8, 8, 29]


@pytest.mark.parametrize(
    ("change", "previous", "notable"),
    [
        (0.06, 1.0, True),
        (-0.06, 1.0, True),
        (0.05, 1.0, False),
        (None, 1.0, False),
        (0.1, None, False),
        (0.1, 0.0, False),
    ],
)
def test_a_change_is_marked_from_five_per_cent_on(change: float | None, previous: float | None, notable: bool) -> None:
    assert is_notable(change, previous) is notable


def test_a_trait_without_a_region_has_no_distance_from_it(catalog: Catalog) -> None:
    indicator = catalog.indicator("papi", "1.1", 2020)
    assert Trait(indicator, 0.5, 0.4, None).above_regional is None
