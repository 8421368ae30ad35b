"""Places: equal scores share the better one, fragments are never ranked, published ranks stand."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.analysis.ranking import is_shared, is_whole, known_units, rank_scores, ranks
from chiso.catalog import Catalog
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


def test_a_rank_is_shared_where_another_unit_has_the_same_total_rank_in_the_same_index() -> None:
    rows = [
        ("papi", "92", "TOTAL", 29), ("papi", "93", "TOTAL", 29), ("papi", "94", "TOTAL", 31), ("papi", "94", "D1", 29),
        ("sipas", "92", "TOTAL", 38), ("sipas", "93", "TOTAL", pd.NA), ("sipas", "94", "TOTAL", pd.NA),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["index", "unit_code", "code", "rank"]).astype({"rank": "Int64"})
    shared = {(index, unit) for index, unit, *_ in rows if is_shared(table, index, unit)}
    assert shared == {("papi", "92"), ("papi", "93")}
    assert not is_shared(table, "par_index", "92")


def test_equal_scores_share_the_better_place_and_the_next_place_is_left_out() -> None:
    assert rank_scores(pd.Series([42.0, 43.5, 43.5, 41.0])).tolist() == [3, 1, 1, 4]


def test_a_unit_without_a_score_has_no_place_and_takes_none_from_others() -> None:
    placed = rank_scores(pd.Series({"a": 42.0, "b": math.nan, "c": 41.0}))
    assert placed["a"] == 1
    assert placed["b"] is pd.NA
    assert placed["c"] == 2


def test_papi_is_whole_in_every_year_and_par_index_in_none(catalog: Catalog, observations: Observations) -> None:
    whole = {edition for edition in catalog.publications if is_whole(catalog, observations, *edition)}
    assert whole == {*(("papi", year) for year in range(2011, 2025)), ("sipas", 2015)}


def test_what_was_not_published_is_not_whole(catalog: Catalog, observations: Observations) -> None:
    assert not is_whole(catalog, observations, "sipas", 2016)
    assert not is_whole(catalog, observations, "papi", 2010)


def test_one_missing_total_makes_a_table_a_fragment(catalog: Catalog, observations: Observations) -> None:
    values = observations.values
    one = (values["index"] == "papi") & (values["index_year"] == 2020) & (values["unit_code"] == "92")
    without = dataclasses.replace(observations, values=values[~(one & (values["code"] == "TOTAL"))])
    assert not is_whole(catalog, without, "papi", 2020)
    placed = ranks(catalog, without)
    assert placed[(placed["index"] == "papi") & (placed["index_year"] == 2020)].empty
    assert len(placed[(placed["index"] == "papi") & (placed["index_year"] == 2019)]) > 0


@pytest.mark.parametrize(("index", "year", "known"), [("papi", 2020, 63), ("papi", 2021, 60), ("sipas", 2015, 10)])
def test_units_of_a_whole_table_are_known(observations: Observations, index: str, year: int, known: int) -> None:
    assert known_units(observations, index, year) == known


def test_a_unit_is_known_by_its_score_or_its_rank_and_counted_once(
    catalog: Catalog, observations: Observations
) -> None:
    table = catalog.tables["par_index"][2020].read_text(encoding="utf-8").splitlines()[1:]
    assert known_units(observations, "par_index", 2020) == len(table)
    assert 0 < known_units(observations, "par_index", 2020) < 63


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
    extra = pd.DataFrame([{**row, "units_ranked": 63, "status": "A", "source_id": "s4df47424"}])
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
    assert known_units(nothing, "papi", 2020) == 0
