"""Year over year: every unit and code of an index year beside an earlier one, with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.facts.changes import CHANGES, compare
from chiso.facts.comparability import breaks_between, reasons
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.unit_reasons import describe_reason, unit_reasons
from chiso.ingest import Observations

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]
Comparisons = Mapping[int, pd.DataFrame]


def row(comparisons: Comparisons, year: int, index: str, unit: str, code: str = "TOTAL") -> Row:
    table = comparisons[year]
    found = table[(table["index"] == index) & (table["unit_code"] == unit) & (table["code"] == code)]
    (only,) = CHANGES.rows(found)
    return only


def test_the_figures_of_the_plan_of_2021_come_out(comparisons: Comparisons) -> None:
    for index, value, change, rank, rank_change, previous_rank in (
        ("par_index", "83.76", "2.51", 37, -8, 29),
        ("sipas", "84.14", "3.75", 38, 13, 51),
        ("papi", "42.8855", "-2.8270", 29, -21, 8),
    ):
        found = row(comparisons, 2021, index, "92")
        digits = Decimal(1).scaleb(int(Decimal(value).as_tuple().exponent))
        assert Decimal(str(found.value)).quantize(digits) == Decimal(value)
        assert Decimal(str(found.change)).quantize(digits) == Decimal(change)
        assert (found.rank, found.rank_change, found.previous_rank) == (rank, rank_change, previous_rank)
        assert found.units_ranked == found.previous_units_ranked == 63
        assert (found.comparable, found.reason, found.reasons) == (True, "", "")


def test_every_unit_index_and_code_of_a_year_has_one_row_in_the_order_of_the_briefing(
    catalog: Catalog, comparisons: Comparisons
) -> None:
    for year, table in comparisons.items():
        expected = [
            (index, unit, code)
            for index in catalog.indices
            if (index, year - 1) in catalog.publications
            for unit in sorted(catalog.units.by_code)
            for code in catalog.in_year(index, year - 1)
        ]
        assert list(zip(table["index"], table["unit_code"], table["code"], strict=True)) == expected, year
        assert set(table["index_year"]) == {year - 1}
        assert set(table["vintage"]) == {63}


def test_every_row_agrees_with_itself_and_with_the_observations(
    catalog: Catalog, observations: Observations, comparisons: Comparisons
) -> None:
    known = observations.values.set_index(["index", "index_year", "unit_code", "code"])["value"].to_dict()
    by_concept = observations.values.set_index(["index", "index_year", "unit_code", "concept"])["value"].to_dict()
    for year, table in comparisons.items():
        for found in CHANGES.rows(table):
            index, unit, code = found["index"], found.unit_code, found.code
            assert found.concept == catalog.indicator(index, code, year - 1).concept
            before = (known, code) if code == "TOTAL" else (by_concept, found.concept)
            for figure, of in (
                (found.value, known.get((index, year - 1, unit, code))),
                (found.previous_value, before[0].get((index, year - 2, unit, before[1]))),
            ):
                assert figure == of or (figure is None and pd.isna(of)), (year, index, unit, code)
            both = found.value is not None and found.previous_value is not None
            assert (found.change is not None) == both
            if both:
                exact = Decimal(str(found.value)) - Decimal(str(found.previous_value))
                assert abs(Decimal(str(found.change)) - exact) < Decimal("1e-9")
            ranks = (found.previous_rank, found.rank)
            assert found.rank_change == (None if None in ranks else ranks[0] - ranks[1])
            assert (found.rank is None) == (found.units_ranked is None)
            assert (found.previous_rank is None) == (found.previous_units_ranked is None)
            assert found.comparable == (found.reason == "") == (found.reasons == "")
            assert not found.comparable or found.change is not None or found.rank_change is not None


def test_the_reasons_that_hold_for_all_stand_in_every_row(catalog: Catalog, comparisons: Comparisons) -> None:
    for year, table in comparisons.items():
        for (index, code), rows in table.groupby(["index", "code"], sort=False):
            for reason in reasons(catalog, index, code, year - 1):
                assert rows["reason"].str.contains(describe_reason(reason), regex=False).all(), (year, index, code)


def test_a_code_faces_the_figure_of_its_meaning(observations: Observations, comparisons: Comparisons) -> None:
    values = observations.values.set_index(["index", "index_year", "unit_code", "code"])["value"]
    moved = row(comparisons, 2017, "papi", "92", "3.3")  # people's inspection boards were 3.2 in 2015
    assert (moved.previous_value, moved.previous_code) == (values["papi", 2015, "92", "3.2"], "3.2")
    assert moved.comparable
    renewed = row(comparisons, 2017, "papi", "92", "3.2")
    assert renewed.value is not None
    assert renewed.previous_value is renewed.change is renewed.rank_change is None
    assert renewed.reason == "other meaning: People's Inspection Boards before"
    assert row(comparisons, 2019, "papi", "92", "D7").reason == "other meaning: a new indicator"
    rescaled = row(comparisons, 2019, "papi", "92", "2.2")
    assert rescaled.reason == "other scale: 0.33 to 3.33 before, 0.25 to 2.5 now"
    assert rescaled.change is not None


def test_kinds_of_gaps_are_told_apart(comparisons: Comparisons) -> None:
    withheld = row(comparisons, 2024, "papi", "22")
    assert (withheld.status, withheld.reasons.split()[0]) == ("M", "gap")
    assert withheld.reason.startswith("no figure for 2023: withheld by the publisher (results beyond")
    absent = row(comparisons, 2025, "par_index", "12")
    assert (absent.status, absent.reason) == ("", "no figure for 2024: published, but not in data/raw")
    after = row(comparisons, 2025, "papi", "22")
    assert (after.rank, after.change, after.rank_change, after.reasons) == (1, None, None, "previous_gap")
    assert row(comparisons, 2016, "sipas", "92").reason == "no figure for 2015: the edition did not cover the unit"
    pilot = comparisons[2016].query("index == 'sipas' and value.notna()")
    assert len(pilot) == 10
    assert set(pilot["reason"]) == {"no figure for 2014: no edition is listed"}
    assert "sipas" not in set(comparisons[2017]["index"])
    first = comparisons[2018].query("index == 'sipas' and (value.notna() or rank.notna())")
    assert len(first) > 0
    assert first["reason"].str.startswith("no figure for 2016: the index had no edition; other set of units: ").all()


def test_a_score_that_faces_a_rank_is_no_comparison(catalog: Catalog) -> None:
    figures = {"value": 80.0, "previous_value": None, "change": None, "rank": None, "previous_rank": 3}
    found = unit_reasons(catalog, "par_index", "TOTAL", (2020, 2019), "92", {**figures, "rank_change": None})
    assert [describe_reason(each) for each in found] == ["no matching figure for 2019: published, but not in data/raw"]


def test_a_rank_among_fewer_units_keeps_both_counts(comparisons: Comparisons) -> None:
    found = row(comparisons, 2022, "papi", "92")
    assert (found.units_ranked, found.previous_units_ranked) == (60, 63)


def test_every_figure_names_the_rows_that_it_was_read_from(data: Loaded, comparisons: Comparisons) -> None:
    lines = (data(2021).project.raw / "papi" / "2020.csv").read_text(encoding="utf-8").splitlines()
    for found in CHANGES.rows(comparisons[2021].query("index == 'papi' and code == '3.2'")):
        assert found.raw_table == "papi/2020.csv"
        assert lines[int(found.raw_row) - 1].startswith(f"{found.unit_code},")
        assert found.previous_raw_table == "papi/2019.csv"
    corrected = row(comparisons, 2023, "papi", "01")
    assert (corrected.raw_table, corrected.raw_row.split(";")[1]) == ("papi/2022.csv reference/corrections.csv", "2")


# Another year to compare with


def test_another_baseline_gives_differences_from_it_and_the_reasons_of_all_years_between(data: Loaded) -> None:
    known = data(2025)
    table = chiso.changes(known, against=2018)
    assert set(table["previous_year"]) == {2018}
    earlier = known.observations.query("index_year == 2018")
    by_concept = earlier.set_index(["index", "unit_code", "concept"])["value"].to_dict()
    compared = 0
    for found in CHANGES.rows(table):
        key = (found["index"], found.unit_code, found.concept)
        if found.code != "TOTAL" and found.change is not None:
            assert found.change == round(found.value - by_concept[key], 6)
            compared += 1
        kinds = {each.kind for each in breaks_between(known.catalog, found["index"], found.code, 2024, 2018)}
        assert kinds <= set(found.reasons.split())
    assert compared > 1000
    total = next(each for each in CHANGES.rows(table) if (each["index"], each.unit_code) == ("papi", "92"))
    assert "method" in total.reasons.split()  # the new series of 2021 lies between


def test_a_baseline_that_is_not_before_the_index_year_is_refused(data: Loaded) -> None:
    for year in (2020, 2021):
        with pytest.raises(DataError, match=f"2020 cannot be compared with {year}"):
            chiso.changes(data(2021), against=year)


def test_a_year_without_any_edition_is_refused(catalog: Catalog, observations: Observations) -> None:
    with pytest.raises(DataError, match="Nothing can be compared for 2035") as caught:
        compare(catalog, observations, 2034, 2033)
    assert "publications.csv" in str(caught.value)
    assert caught.value.remedy


# Changed by hand


def test_reworking_what_was_not_changed_changes_nothing(data: Loaded, changes: Compared) -> None:
    for year, units in ((2012, 0), (2016, 0), (2019, 0), (2021, 0), (2024, 0), (2025, 34)):
        table = changes(year, units)
        pd.testing.assert_frame_equal(chiso.rework(table, data(year, units)), table)


UNITS = st.sampled_from(["01", "22", "92", "74", "96"])


@settings(max_examples=10)
@given(edits=st.dictionaries(UNITS, st.integers(30, 50).map(float), min_size=1), earlier=st.booleans())
def test_all_ranks_follow_from_values_that_were_changed(
    data: Loaded, changes: Compared, edits: dict[str, float], earlier: bool
) -> None:
    table = changes(2021).copy()
    is_total = (table["index"] == "papi") & (table["code"] == "TOTAL")
    column = "previous_value" if earlier else "value"
    for unit, value in edits.items():
        table.loc[is_total & (table["unit_code"] == unit), column] = value
    rows = CHANGES.rows(chiso.rework(table, data(2021))[is_total])
    ranks = [each.rank for each in rows]
    for found in rows:
        for prefix in ("", "previous_"):
            scores = [each[f"{prefix}value"] for each in rows]
            assert found[f"{prefix}rank"] == 1 + sum(score > found[f"{prefix}value"] for score in scores)
            assert found[f"{prefix}units_ranked"] == 63
        assert found.rank_change == found.previous_rank - found.rank
        assert found.change == round(found.value - found.previous_value, 6)
        assert found.is_shared == (ranks.count(found.rank) > 1)
    others = ~is_total
    pd.testing.assert_frame_equal(chiso.rework(table, data(2021))[others], table[others])


def test_a_value_that_was_taken_out_has_no_rank_and_the_others_move_up(data: Loaded, changes: Compared) -> None:
    table = changes(2021).copy()
    papi = (table["index"] == "papi") & (table["code"] == "TOTAL")
    best = papi & (table["rank"] == 1)
    table.loc[best, "value"] = None
    again = chiso.rework(table, data(2021))
    assert again.loc[best, ["rank", "units_ranked", "change", "rank_change"]].isna().all(axis=None)
    assert set(again.loc[papi & ~best, "units_ranked"]) == {62}
    assert (again.loc[papi & ~best, "rank"] == table.loc[papi & ~best, "rank"] - 1).all()


def test_ranks_that_were_printed_stay_though_a_score_was_changed(data: Loaded, changes: Compared) -> None:
    table = changes(2021).copy()
    mine = (table["index"] == "par_index") & (table["unit_code"] == "92")
    table.loc[mine, "value"] = 99.0
    again = chiso.rework(table, data(2021))
    assert list(again.loc[mine, "rank"]) == [37]
    assert list(again.loc[mine, "change"]) == [99.0 - table.loc[mine, "previous_value"].item()]


# Written and read back


def test_changes_are_read_back_as_they_were_written(project: Project, data: Loaded) -> None:
    known = chiso.load(project.root, year=2021)
    table = chiso.changes(known)
    chiso.write_changes(known, table)
    pd.testing.assert_frame_equal(chiso.read_changes(known), table)
    first = project.comparison(2021).read_bytes()
    chiso.write_changes(known, table)
    assert project.comparison(2021).read_bytes() == first
    assert first.startswith(b"index,index_year,vintage,unit_code,code,concept,value,")
    assert b"papi,2020,63,92,TOTAL,papi_total_8d,42.885496," in first
    contradicting = table.assign(change=table["change"] + 1)
    with pytest.raises(DataError, match="contradicts itself"):
        chiso.write_changes(known, contradicting)
    assert project.comparison(2021).read_bytes() == first


def test_changes_that_were_not_made_or_made_into_something_else_are_refused(
    processed: Project, project: Project
) -> None:
    known = chiso.load(project.root, year=2021)
    with pytest.raises(DataError, match="not there yet") as missing:
        chiso.read_changes(known)
    assert "make report YEAR=2021" in missing.value.remedy
    path = project.comparison(2021)
    path.parent.mkdir(parents=True)
    content = processed.comparison(2021).read_bytes()
    for old, new in (
        (b",true,", b",maybe,"),
        (b"papi,2020,63,92,TOTAL", b"papi,2020,63,9 2,TOTAL"),
        (b"42.885496", b"forty"),
        (b"index,index_year", b"index,year"),
    ):
        assert old in content
        path.write_bytes(content.replace(old, new, 1))
        with pytest.raises(DataError, match=r"2021\.csv") as caught:
            chiso.read_changes(known)
        assert caught.value.remedy, old
