"""Places: equal scores share the better one, fragments are never ranked, published ranks stand."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.facts.data import Data
from chiso.facts.ranking import best_of, is_reached, place_of, rank_scores, ranks, shared_ranks, whole_editions
from chiso.facts.whole import is_whole, known_units
from chiso.ingest import Observations

# Few different values, so that ties are met all the time.
SCORES = st.lists(st.one_of(st.integers(0, 8).map(float), st.just(math.nan)), max_size=30)


@given(SCORES)
def test_a_place_is_one_more_than_the_number_of_better_scores(scores: list[float]) -> None:
    placed = rank_scores(pd.Series(scores, dtype=float))
    known = [score for score in scores if not math.isnan(score)]
    for score, place in zip(scores, placed, strict=True):
        assert pd.isna(place) if math.isnan(score) else place == 1 + sum(other > score for other in known)


@given(SCORES, st.floats(0.5, 3), st.floats(-5, 5))
def test_places_depend_on_nothing_but_the_order_of_the_scores(scores: list[float], scale: float, shift: float) -> None:
    before = rank_scores(pd.Series(scores, dtype=float))
    after = rank_scores(pd.Series([score * scale + shift for score in scores], dtype=float))
    assert before.equals(after)


def test_a_rank_is_shared_where_another_unit_has_it_in_the_same_index_year_and_code() -> None:
    rows = [
        ("papi", "92", "TOTAL", 29), ("papi", "93", "TOTAL", 29), ("papi", "94", "TOTAL", 31), ("papi", "94", "D1", 29),
        ("sipas", "92", "TOTAL", 38), ("sipas", "93", "TOTAL", pd.NA), ("sipas", "94", "TOTAL", pd.NA),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["index", "unit_code", "code", "rank"]).astype({"rank": "Int64"})
    assert list(shared_ranks(table.assign(index_year=2020, vintage=63))) == [True, True, *[False] * 5]


@given(st.lists(st.integers(0, 8).map(float), min_size=1, max_size=20), st.integers(0, 8).map(float))
def test_where_less_is_better_all_is_the_other_way_round(scores: list[float], mine: float) -> None:
    table = pd.Series(scores, index=[f"{at:02}" for at in range(len(scores))])
    assert list(rank_scores(table, -1)) == [1 + sum(other < score for other in scores) for score in scores]
    for sign in (1, -1):
        assert place_of(mine, table, sign) == 1 + sum(other * sign > mine * sign for other in scores)
        assert table[best_of(table, sign)] == (max if sign > 0 else min)(scores)
        assert is_reached(mine, scores[0], sign) == (mine >= scores[0] if sign > 0 else mine <= scores[0])
    assert best_of(table * float("nan")) is None


def test_equal_scores_share_the_better_place_and_the_next_place_is_left_out() -> None:
    assert rank_scores(pd.Series([42.0, 43.5, 43.5, 41.0])).tolist() == [3, 1, 1, 4]


def test_a_unit_without_a_score_has_no_place_and_takes_none_from_others() -> None:
    placed = rank_scores(pd.Series({"a": 42.0, "b": math.nan, "c": 41.0}))
    assert placed["a"] == 1
    assert placed["b"] is pd.NA
    assert placed["c"] == 2


def test_papi_is_whole_in_every_year_and_par_index_in_none(catalog: Catalog, observations: Observations) -> None:
    assert whole_editions(catalog, observations.values) == {
        *(("papi", year) for year in range(2011, 2025)),
        ("sipas", 2015),
    }


def test_one_missing_total_makes_a_table_a_fragment(catalog: Catalog, observations: Observations) -> None:
    values = observations.values
    mine = (values["index"] == "papi") & (values["index_year"] == 2020) & (values["unit_code"] == "92")
    without = dataclasses.replace(observations, values=values[~(mine & (values["code"] == "TOTAL"))])
    assert ("papi", 2020) not in whole_editions(catalog, without.values)
    placed = ranks(catalog, without)
    assert placed[(placed["index"] == "papi") & (placed["index_year"] == 2020)].empty
    assert len(placed[(placed["index"] == "papi") & (placed["index_year"] == 2019)]) > 0


def test_a_table_is_whole_and_its_units_known_as_the_changes_have_them(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame], catalog: Catalog
) -> None:
    known, table = data(2021), changes(2021)
    assert known_units(known, table)["papi"] == 63
    assert known_units(data(2022), changes(2022))["papi"] == 60
    printed = catalog.tables["par_index"][2020].read_text(encoding="utf-8").splitlines()[1:]
    assert known_units(known, table)["par_index"] == len(printed) < 63
    without = table.copy()
    mine = (without["index"] == "papi") & (without["unit_code"] == "92") & (without["code"] == "TOTAL")
    without.loc[mine, ["value", "rank"]] = None
    assert is_whole(known, table, "papi", 2020)
    assert not is_whole(known, without, "papi", 2020)
    assert is_whole(known, without, "papi", 2019)
    assert known_units(known, without)["papi"] == 62


def test_ranks_of_a_fragment_are_the_published_ones_and_no_others(catalog: Catalog, observations: Observations) -> None:
    placed = ranks(catalog, observations)
    key = ["index", "index_year", "unit_code"]
    fragment = placed[placed["index"] == "par_index"].sort_values(key).reset_index(drop=True)
    published = observations.ranks[observations.ranks["index"] == "par_index"].sort_values(key).reset_index(drop=True)
    assert (
        fragment[[*key, "rank", "units_ranked"]]
        .astype("str")
        .equals(published[[*key, "rank", "units_ranked"]].astype("str"))
    )


def test_a_published_rank_stands_in_a_whole_table(catalog: Catalog, observations: Observations) -> None:
    """The publisher ranked on digits that it did not print: equal printed scores may have different ranks."""
    row = {"index": "papi", "index_year": 2020, "vintage": 63, "unit_code": "92", "code": "TOTAL", "rank": 30}
    extra = pd.DataFrame(
        [
            {
                **row,
                "units_ranked": 63,
                "status": "A",
                "source_id": "s4df47424",
                "raw_table": "papi/2020.csv",
                "raw_row": "60",
            }
        ]
    )
    more = dataclasses.replace(observations, ranks=pd.concat([observations.ranks, extra], ignore_index=True))
    placed = ranks(catalog, more)
    mine = placed[(placed["index"] == "papi") & (placed["index_year"] == 2020) & (placed["code"] == "TOTAL")]
    assert mine.set_index("unit_code")["rank"]["92"] == 30
    assert len(mine) == 63


def test_each_unit_has_one_place_for_each_code(catalog: Catalog, observations: Observations) -> None:
    placed = ranks(catalog, observations)
    assert not placed.duplicated(["index", "index_year", "vintage", "unit_code", "code"]).any()
    assert (placed["rank"] <= placed["units_ranked"]).all()
    assert (placed["rank"] >= 1).all()


def test_the_pilot_of_sipas_ranks_its_ten_provinces(catalog: Catalog, observations: Observations) -> None:
    placed = ranks(catalog, observations)
    pilot = placed[(placed["index"] == "sipas") & (placed["index_year"] == 2015)]
    assert sorted(pilot["rank"]) == list(range(1, 11))
    assert set(pilot["units_ranked"]) == {10}


def test_a_dimension_is_ranked_among_the_units_that_have_it(catalog: Catalog, observations: Observations) -> None:
    """In 2022 Bắc Giang lacks D1, D2, D4 and D5, Bắc Ninh D2, D3, D4 and D8: each dimension has its own count."""
    placed = ranks(catalog, observations)
    papi = placed[(placed["index"] == "papi") & (placed["index_year"] == 2022)]
    counts = papi.groupby("code")["units_ranked"].unique()
    assert {code: list(counts[code]) for code in ("TOTAL", "D1", "D2", "D3", "D5", "D6", "D8", "6.1")} == {
        "TOTAL": [61],
        "D1": [62],
        "D2": [61],
        "D3": [62],
        "D5": [62],
        "D6": [63],
        "D8": [62],
        "6.1": [63],
    }
    assert not ((papi["unit_code"] == "24") & papi["code"].isin(["TOTAL", "D1", "1.1"])).any()
    assert ((papi["unit_code"] == "24") & (papi["code"] == "D6")).any()


def test_where_there_is_nothing_there_are_no_places(catalog: Catalog, observations: Observations) -> None:
    nothing = Observations(observations.values.iloc[:0], observations.ranks.iloc[:0])
    assert ranks(catalog, nothing).empty
    assert whole_editions(catalog, nothing.values) == frozenset()
