"""Holding official documents against the data: rounding, cutting off, and what cannot be checked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import chiso
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.statements import STATEMENTS, all_statements, judge, statements_of

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]

FIGURES = st.decimals(-100, 100, places=6, allow_nan=False)


def test_a_printed_figure_is_held_against_the_data() -> None:
    for stated, found, verdict in (
        ("42.88", "42.885496", "cut_off"),
        ("42.89", "42.885496", "rounded"),
        ("42.87", "42.885496", "disagrees"),
        ("-2.82", "-2.826994", "cut_off"),
        ("-2.83", "-2.826994", "rounded"),
        ("-2.84", "-2.826994", "disagrees"),
        ("2.51", "2.51", "agrees"),
        ("2.5", "2.51", "rounded"),
        ("3", "2.51", "rounded"),
        ("2", "2.51", "cut_off"),
        ("1", "2.51", "disagrees"),
        ("37", "37", "agrees"),
        ("38", "37", "disagrees"),
        ("-21", "-21", "agrees"),
        ("83.8", "83.76", "rounded"),
        ("83.7", "83.76", "cut_off"),
        ("0.13", "0.125", "rounded"),
        ("0.12", "0.125", "cut_off"),
        # Neither, and less than a unit of the last digit away: a figure that was rounded wrongly.
        ("42.89", "42.8801", "off"),
        ("42.88", "42.8801", "rounded"),
        ("42.90", "42.8801", "disagrees"),
        ("-2.83", "-2.8201", "off"),
        ("42.87", "42.8799", "cut_off"),
    ):
        assert judge(stated, Decimal(found)) == verdict, (stated, found)


def test_without_data_nothing_can_be_said() -> None:
    assert judge("42.88", None) == "not_checkable"


@given(FIGURES, st.integers(0, 4))
def test_a_figure_between_two_printed_ones_is_rounded_cut_off_or_off(found: Decimal, digits: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    rounded, cut = found.quantize(unit, ROUND_HALF_UP), found.quantize(unit, ROUND_DOWN)
    assert judge(str(rounded), found) == ("agrees" if rounded == found else "rounded")
    assert judge(str(cut), found) == ("agrees" if cut == found else "rounded" if cut == rounded else "cut_off")
    # What lies between two printed figures is one of them rounded; away from zero, it is not the other one cut off.
    other = cut.copy_sign(found) + unit.copy_sign(found)
    if found not in (cut, other):
        assert judge(str(other), found) == ("rounded" if other == rounded else "off")


@given(FIGURES, st.integers(0, 4), st.integers(1, 50))
def test_a_figure_off_by_a_unit_of_its_last_digit_or_more_disagrees(found: Decimal, digits: int, off: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    exact = found.quantize(unit, ROUND_HALF_UP)
    for stated in (exact + off * unit, exact - off * unit):
        assert judge(str(stated), exact) == "disagrees"


def lines(data: Data, changes: pd.DataFrame, unit: str = "can-tho") -> dict[tuple[str, int, str], Row]:
    rows = STATEMENTS.rows(chiso.statements(data, changes, unit))
    return {(row["index"], row.index_year, row.quantity): row for row in rows}


def test_every_statement_of_the_official_documents_reconciles(data: Loaded) -> None:
    known = data(2025)
    rows = STATEMENTS.rows(all_statements(known, CHANGES.frame([])))
    assert len(rows) == len(known.catalog.statements) > 0
    assert [row.stated for row in rows if row.verdict == "disagrees"] == []
    # A conflict is known only where it is told of, and how it is read stands beside it.
    assert all(bool(row.conflict_en) == (row.verdict == "known_conflict") for row in rows)


def test_the_plan_of_2021_cuts_papi_off_and_agrees_in_all_else(data: Loaded, changes: Compared) -> None:
    found = lines(data(2021), changes(2021))
    assert len(found) == 17
    cut = {key: row.found for key, row in found.items() if row.verdict == "cut_off"}
    assert cut == {("papi", 2020, "score"): 42.885496, ("papi", 2020, "score_change"): -2.826994}
    assert {row.verdict for key, row in found.items() if key not in cut} == {"agrees"}
    # PAPI is worked out; what came from the document itself is called carried.
    assert {(index, quantity) for (index, _, quantity), row in found.items() if row.is_carried} == {
        (index, quantity)
        for index in ("par_index", "sipas")
        for quantity in ("score", "rank", "score_change", "rank_change")
    }


def test_the_plan_of_2025_reconciles_with_papi_among_61(data: Loaded, changes: Compared) -> None:
    found = lines(data(2025), changes(2025))
    papi = {quantity: row for (index, _, quantity), row in found.items() if index == "papi"}
    for quantity, figure in (("rank", 59), ("units", 61), ("rank_change", -6)):
        assert (papi[quantity].found, papi[quantity].verdict) == (figure, "agrees")
    assert papi["score"].verdict == "rounded"


def test_figures_that_were_changed_contradict_what_was_stated(data: Loaded, changes: Compared) -> None:
    edited = changes(2021).copy()
    mine = (edited["index"] == "papi") & (edited["unit_code"] == "92") & (edited["code"] == "TOTAL")
    edited.loc[mine, "value"] = 40.0
    found = lines(data(2021), chiso.rework(edited, data(2021)))
    for quantity in ("score", "rank", "score_change", "rank_change"):
        assert found["papi", 2020, quantity].verdict == "disagrees", quantity
    assert found["papi", 2020, "units"].verdict == "agrees"


def test_a_figure_that_the_data_do_not_have_cannot_be_checked(data: Loaded, changes: Compared) -> None:
    known = data(2021).replace(data(2021).observations.iloc[:0], data(2021).published_ranks.iloc[:0])
    rows = STATEMENTS.rows(chiso.statements(known, CHANGES.frame([]), "can-tho"))
    assert rows
    for row in rows:
        if row.quantity != "scale_max":
            assert (row.found, row.verdict, row.is_carried) == (None, "not_checkable", False)


def test_a_document_is_shown_whole_in_the_year_of_its_last_figures(data: Loaded) -> None:
    known = data(2025)
    of_year = {year: statements_of(known, "92", year) for year in (2019, 2020, 2021)}
    assert {line.document for line in of_year[2020]} == {"plan 2021"}
    assert {line.index_year for line in of_year[2020]} == {2019, 2020}
    # Of the plans of 2021 and 2022, nothing stands in the year before their last figures.
    assert not {"plan 2021", "plan 2022"} & {line.document for line in of_year[2019]}
    assert {"city portal 2022", "plan 2022"} <= {line.document for line in of_year[2021]}
    assert {line.index_year for line in of_year[2021] if line.document == "plan 2022"} == {2020, 2021}
    assert statements_of(known, "01", 2020) == []
