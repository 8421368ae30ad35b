"""Year over year: every unit and code of an index year beside the year before, with its reasons."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from chiso.analysis.change import compare, describe_reason, load_comparison, unit_reasons, write_comparison
from chiso.analysis.comparability import reasons
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest import Observations, write_observations
from chiso.ingest.schemas import comparisons_schema

YEARS = range(2012, 2026)


def row(
    comparisons: dict[int, pd.DataFrame], year: int, index: str, unit: str, code: str = "TOTAL"
) -> dict[str, object]:
    table = comparisons[year]
    found = table[(table["index"] == index) & (table["unit_code"] == unit) & (table["code"] == code)]
    assert len(found) == 1
    return {str(name): None if pd.isna(cell) else cell for name, cell in found.to_dict("records")[0].items()}


@pytest.mark.parametrize(
    ("index", "value", "change", "rank", "rank_change", "previous_rank"),
    [
        ("par_index", "83.76", "2.51", 37, -8, 29),
        ("sipas", "84.14", "3.75", 38, 13, 51),
        ("papi", "42.8855", "-2.8270", 29, -21, 8),
    ],
)
def test_the_figures_of_the_plan_of_2021_come_out(
    comparisons: dict[int, pd.DataFrame],
    index: str,
    value: str,
    change: str,
    rank: int,
    rank_change: int,
    previous_rank: int,
) -> None:
    found = row(comparisons, 2021, index, "92")
    digits = Decimal(1).scaleb(int(Decimal(value).as_tuple().exponent))
    assert Decimal(str(found["value"])).quantize(digits) == Decimal(value)
    assert Decimal(str(found["change"])).quantize(digits) == Decimal(change)
    assert (found["rank"], found["rank_change"], found["previous_rank"]) == (rank, rank_change, previous_rank)
    assert found["units_ranked"] == found["previous_units_ranked"] == 63
    assert found["comparable"] is True
    assert found["reason"] is None


@pytest.mark.parametrize("year", YEARS)
def test_every_unit_index_and_code_of_the_year_has_one_row(
    catalog: Catalog, comparisons: dict[int, pd.DataFrame], year: int
) -> None:
    table = comparisons[year]
    expected = {
        (index, unit, code)
        for index in catalog.indices
        if (index, year - 1) in catalog.publications
        for unit in catalog.units.by_code
        for code in catalog.in_year(index, year - 1)
    }
    keys = list(zip(table["index"], table["unit_code"], table["code"], strict=True))
    assert len(keys) == len(set(keys))
    assert set(keys) == expected
    assert set(table["index_year"]) == {year - 1}
    assert set(table["vintage"]) == {63}
    assert list(table.columns) == list(comparisons_schema().columns)


@pytest.mark.parametrize("year", YEARS)
def test_changes_are_differences_of_the_figures_beside_them(comparisons: dict[int, pd.DataFrame], year: int) -> None:
    for one in comparisons[year].to_dict("records"):
        both = pd.notna(one["value"]) and pd.notna(one["previous_value"])
        assert pd.notna(one["change"]) == both
        if both:
            exact = Decimal(str(one["value"])) - Decimal(str(one["previous_value"]))
            assert abs(Decimal(str(one["change"])) - exact) < Decimal("1e-9")
        ranked = pd.notna(one["rank"]) and pd.notna(one["previous_rank"])
        assert pd.notna(one["rank_change"]) == ranked
        if ranked:
            assert one["rank_change"] == one["previous_rank"] - one["rank"]
        assert pd.notna(one["rank"]) == pd.notna(one["units_ranked"])
        assert pd.notna(one["previous_rank"]) == pd.notna(one["previous_units_ranked"])


@pytest.mark.parametrize("year", YEARS)
def test_figures_are_those_of_the_observations_and_the_earlier_ones_of_the_same_meaning(
    catalog: Catalog, observations: Observations, comparisons: dict[int, pd.DataFrame], year: int
) -> None:
    known = {
        (one["index"], one["index_year"], one["unit_code"], one["code"]): (one["concept"], one["value"])
        for one in observations.values.to_dict("records")
    }
    by_concept = {(index, y, unit, concept): value for (index, y, unit, _), (concept, value) in known.items()}
    for one in comparisons[year].to_dict("records"):
        index, unit, code = one["index"], one["unit_code"], one["code"]
        concept, value = known.get((index, year - 1, unit, code), (one["concept"], float("nan")))
        assert one["concept"] == concept == catalog.indicator(index, code, year - 1).concept
        assert value == one["value"] or (pd.isna(value) and pd.isna(one["value"]))
        previous = by_concept.get((index, year - 2, unit, concept), float("nan"))
        if code == "TOTAL":
            previous = known.get((index, year - 2, unit, code), ("", float("nan")))[1]
        assert previous == one["previous_value"] or (pd.isna(previous) and pd.isna(one["previous_value"]))


@pytest.mark.parametrize("year", YEARS)
def test_a_row_is_comparable_exactly_where_it_has_no_reason(comparisons: dict[int, pd.DataFrame], year: int) -> None:
    table = comparisons[year]
    assert (table["comparable"] == table["reason"].isna()).all()
    comparable = table[table["comparable"]]
    assert (comparable["change"].notna() | comparable["rank_change"].notna()).all()


@pytest.mark.parametrize("year", YEARS)
def test_the_reasons_that_hold_for_all_stand_in_every_row(
    catalog: Catalog, comparisons: dict[int, pd.DataFrame], year: int
) -> None:
    table = comparisons[year]
    for index in catalog.indices:
        if (index, year - 1) not in catalog.publications:
            continue
        for code in catalog.in_year(index, year - 1):
            rows = table[(table["index"] == index) & (table["code"] == code)]
            for reason in reasons(catalog, index, code, year - 1):
                assert rows["reason"].str.contains(describe_reason(reason), regex=False).all()


def test_a_code_that_moved_faces_its_own_earlier_figure(
    observations: Observations, comparisons: dict[int, pd.DataFrame]
) -> None:
    """People's inspection boards were 3.2 in 2015 and 3.3 in 2016."""
    values = observations.values.set_index(["index", "index_year", "unit_code", "code"])["value"]
    found = row(comparisons, 2017, "papi", "92", "3.3")
    assert found["previous_value"] == values["papi", 2015, "92", "3.2"]
    assert found["comparable"] is True


def test_a_code_with_a_new_meaning_has_no_earlier_figure(comparisons: dict[int, pd.DataFrame]) -> None:
    found = row(comparisons, 2017, "papi", "92", "3.2")
    assert found["value"] is not None
    assert found["previous_value"] is found["change"] is found["rank_change"] is None
    assert found["reason"] == "other meaning: People's Inspection Boards before"


def test_a_code_that_was_not_there_before_is_a_new_indicator(comparisons: dict[int, pd.DataFrame]) -> None:
    found = row(comparisons, 2019, "papi", "92", "D7")
    assert found["reason"] == "other meaning: a new indicator"


def test_a_changed_scale_names_both(comparisons: dict[int, pd.DataFrame]) -> None:
    found = row(comparisons, 2019, "papi", "92", "2.2")
    assert found["reason"] == "other scale: 0.33 to 3.33 before, 0.25 to 2.5 now"
    assert found["change"] is not None


def test_a_withheld_figure_is_told_from_one_that_was_not_collected(comparisons: dict[int, pd.DataFrame]) -> None:
    withheld = row(comparisons, 2024, "papi", "22")
    assert withheld["status"] == "M"
    assert str(withheld["reason"]).startswith("no figure for 2023: withheld by the publisher (results beyond")
    absent = row(comparisons, 2025, "par_index", "12")
    assert absent["status"] is None
    assert absent["reason"] == "no figure for 2024: published, but not in data/raw"


def test_the_year_after_a_withheld_one_has_no_change_and_says_why(comparisons: dict[int, pd.DataFrame]) -> None:
    found = row(comparisons, 2025, "papi", "22")
    assert found["rank"] == 1
    assert found["change"] is found["rank_change"] is found["previous_value"] is None
    assert str(found["reason"]).startswith("no figure for 2023: withheld by the publisher")


def test_the_pilot_of_sipas_and_the_years_without_edition_are_told_apart(comparisons: dict[int, pd.DataFrame]) -> None:
    assert row(comparisons, 2016, "sipas", "92")["reason"] == "no figure for 2015: the edition did not cover the unit"
    covered = comparisons[2016]
    covered = covered[(covered["index"] == "sipas") & covered["value"].notna()]
    assert len(covered) == 10
    assert set(covered["reason"]) == {"no figure for 2014: not measured yet"}
    assert "sipas" not in set(comparisons[2017]["index"])
    first = comparisons[2018]
    first = first[(first["index"] == "sipas") & (first["value"].notna() | first["rank"].notna())]
    assert len(first) > 0
    assert first["reason"].str.startswith("no figure for 2016: the index had no edition; other set of units: ").all()


def test_a_score_that_faces_a_rank_is_no_comparison(catalog: Catalog) -> None:
    """Where only the score of one year and only the rank of the other are known, nothing can be joined."""
    figures = {"value": 80.0, "previous_value": None, "change": None, "rank": None, "previous_rank": 3}
    found = unit_reasons(catalog, "par_index", "TOTAL", 2020, "92", {**figures, "rank_change": None})
    assert [describe_reason(one) for one in found] == ["no matching figure for 2019: published, but not in data/raw"]


def test_a_rank_among_fewer_units_keeps_both_counts(comparisons: dict[int, pd.DataFrame]) -> None:
    found = row(comparisons, 2022, "papi", "92")
    assert (found["units_ranked"], found["previous_units_ranked"]) == (60, 63)


def test_the_order_is_that_of_the_briefing_then_of_the_units(
    catalog: Catalog, comparisons: dict[int, pd.DataFrame]
) -> None:
    table = comparisons[2021]
    assert list(table["index"].unique()) == list(catalog.indices)
    papi = table[table["index"] == "papi"]
    assert list(papi["unit_code"].unique()) == sorted(catalog.units.by_code)
    assert list(papi["code"][: len(catalog.in_year("papi", 2020))]) == list(catalog.in_year("papi", 2020))


def test_a_year_without_any_edition_is_refused(catalog: Catalog, observations: Observations) -> None:
    with pytest.raises(DataError, match="Nothing can be compared for 2035") as caught:
        compare(catalog, observations, 2035)
    assert "publications.csv" in str(caught.value)
    assert caught.value.remedy


def test_a_comparison_is_read_back_as_it_was_written(
    project: Project, catalog: Catalog, observations: Observations, comparisons: dict[int, pd.DataFrame]
) -> None:
    write_observations(project, catalog, observations)
    write_comparison(project, catalog, comparisons[2021], 2021)
    pd.testing.assert_frame_equal(load_comparison(project, 2021), comparisons[2021])
    first = project.comparison(2021).read_bytes()
    write_comparison(project, catalog, comparisons[2021], 2021)
    assert project.comparison(2021).read_bytes() == first
    assert first.startswith(b"index,index_year,vintage,unit_code,code,concept,value,previous_value,change,rank,")
    assert b"papi,2020,63,92,TOTAL,papi_total_8d,42.885496,45.71249,-2.826994,29,8,-21,63,63,true,,E\n" in first


def test_a_comparison_that_was_not_made_says_how_to_make_it(project: Project) -> None:
    with pytest.raises(DataError, match="not there yet") as caught:
        load_comparison(project, 2021)
    assert "make report YEAR=2021" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b",true,", b",maybe,"),
        (b"papi,2020,63,92,TOTAL", b"papi,2020,63,9,TOTAL"),
        (b"42.885496", b"forty"),
        (b",29,8,-21,", b",29th,8,-21,"),
        (b"index,index_year", b"index,year"),
    ],
)
def test_a_comparison_that_was_edited_is_refused(processed: Project, project: Project, old: bytes, new: bytes) -> None:
    path = project.comparison(2021)
    path.parent.mkdir(parents=True)
    content = processed.comparison(2021).read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load_comparison(project, 2021)
    assert "2021.csv" in str(caught.value)
    assert caught.value.remedy
