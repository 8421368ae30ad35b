"""Holding official documents against the data: rounding, cutting off, and what cannot be checked."""

from __future__ import annotations

import dataclasses
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.analysis.statements import judge, reconcile, statements_for
from chiso.catalog import Catalog, Statement
from chiso.ingest import Observations

FIGURES = st.decimals(-100, 100, places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("stated", "found", "verdict"),
    [
        ("42.88", "42.885496", "cut_off"),
        ("42.89", "42.885496", "agrees"),
        ("42.87", "42.885496", "disagrees"),
        ("-2.82", "-2.826994", "cut_off"),
        ("-2.83", "-2.826994", "agrees"),
        ("-2.84", "-2.826994", "disagrees"),
        ("2.51", "2.51", "agrees"),
        ("2.5", "2.51", "agrees"),
        ("3", "2.51", "agrees"),
        ("2", "2.51", "cut_off"),
        ("1", "2.51", "disagrees"),
        ("37", "37", "agrees"),
        ("38", "37", "disagrees"),
        ("-21", "-21", "agrees"),
        ("83.8", "83.76", "agrees"),
        ("83.7", "83.76", "cut_off"),
        ("0.13", "0.125", "agrees"),
        ("0.12", "0.125", "cut_off"),
    ],
)
def test_a_printed_figure_is_held_against_the_data(stated: str, found: str, verdict: str) -> None:
    assert judge(stated, Decimal(found)) == verdict


def test_without_data_nothing_can_be_said() -> None:
    assert judge("42.88", None) == "not_checkable"


@given(FIGURES, st.integers(0, 4))
def test_a_rounded_figure_always_agrees_and_a_cut_one_never_disagrees(found: Decimal, digits: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    assert judge(str(found.quantize(unit, ROUND_HALF_UP)), found) == "agrees"
    assert judge(str(found.quantize(unit, ROUND_DOWN)), found) in ("agrees", "cut_off")


@given(FIGURES, st.integers(0, 4), st.integers(1, 50))
def test_a_figure_off_by_a_unit_of_its_last_digit_or_more_disagrees(found: Decimal, digits: int, off: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    exact = found.quantize(unit, ROUND_HALF_UP)
    for stated in (exact + off * unit, exact - off * unit):
        assert judge(str(stated), exact) == "disagrees"


def test_every_statement_of_the_official_documents_reconciles(catalog: Catalog, observations: Observations) -> None:
    results = reconcile(catalog, observations, catalog.statements)
    assert [one.statement for one in results] == catalog.statements
    assert {one.verdict for one in results} <= {"agrees", "cut_off", "not_checkable"}


def test_the_plan_of_2021_cuts_papi_off_and_agrees_in_all_else(catalog: Catalog, observations: Observations) -> None:
    results = reconcile(catalog, observations, statements_for(catalog, "92", 2020))
    assert len(results) == 17
    cut = {(one.statement.index, one.statement.quantity): one.found for one in results if one.verdict == "cut_off"}
    assert cut == {("papi", "score"): Decimal("42.885496"), ("papi", "score_change"): Decimal("-2.826994")}
    assert all(one.verdict == "agrees" for one in results if (one.statement.index, one.statement.quantity) not in cut)


def test_papi_is_worked_out_and_what_came_from_the_document_itself_is_called_carried(
    catalog: Catalog, observations: Observations
) -> None:
    results = reconcile(catalog, observations, statements_for(catalog, "92", 2020))
    carried = {(one.statement.index, one.statement.quantity) for one in results if one.carried}
    assert carried == {
        (index, quantity)
        for index in ("par_index", "sipas")
        for quantity in ("score", "rank", "score_change", "rank_change")
    }


def test_the_plan_of_2025_reconciles_with_papi_among_61(catalog: Catalog, observations: Observations) -> None:
    results = reconcile(catalog, observations, statements_for(catalog, "92", 2024))
    papi = {one.statement.quantity: (one.found, one.verdict) for one in results if one.statement.index == "papi"}
    assert papi["rank"] == (Decimal(59), "agrees")
    assert papi["units"] == (Decimal(61), "agrees")
    assert papi["rank_change"] == (Decimal(-6), "agrees")
    assert papi["score"][1] == "agrees"


@pytest.mark.parametrize(
    ("quantity", "wrong"),
    [
        ("score", "42.86"),
        ("rank", "28"),
        ("units", "61"),
        ("score_change", "2.82"),
        ("rank_change", "21"),
        ("scale_max", "60"),
    ],
)
def test_a_wrong_statement_of_any_quantity_disagrees(
    catalog: Catalog, observations: Observations, quantity: str, wrong: str
) -> None:
    (one,) = [one for one in statements_for(catalog, "92", 2020) if one.index == "papi" and one.quantity == quantity]
    (result,) = reconcile(catalog, observations, [dataclasses.replace(one, value=wrong)])
    assert result.verdict == "disagrees"


def test_a_figure_that_the_data_do_not_have_cannot_be_checked(catalog: Catalog, observations: Observations) -> None:
    absent = Statement("x", "92", 2018, "sipas", "score", "80.00", "s0f091648")
    early = Statement("x", "92", 2011, "papi", "score_change", "1.00", "s0f091648")
    unmeasured = Statement("x", "92", 2016, "sipas", "rank", "1", "s0f091648")
    results = reconcile(catalog, observations, [absent, early, unmeasured])
    assert [(one.found, one.verdict, one.carried) for one in results] == [(None, "not_checkable", False)] * 3


def test_nothing_stated_gives_nothing(catalog: Catalog, observations: Observations) -> None:
    assert reconcile(catalog, observations, []) == []


def test_a_document_is_shown_whole_in_the_year_of_its_last_figures(catalog: Catalog) -> None:
    lines = statements_for(catalog, "92", 2020)
    assert {one.document for one in lines} == {"plan 2021"}
    assert {one.index_year for one in lines} == {2019, 2020}
    assert statements_for(catalog, "92", 2019) == []
    assert {one.document for one in statements_for(catalog, "92", 2021)} == {"city portal 2022"}
    assert statements_for(catalog, "01", 2020) == []
