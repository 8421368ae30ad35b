"""Sections 4 to 6 of the briefing on real data: standing, drivers, the plan and its measures."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from reading import briefing_of, texts

from chiso.catalog import Catalog, Project
from chiso.ingest import Observations
from chiso.report.context import Context
from chiso.report.sections import drivers, measures, message, outlook, standing
from chiso.report.specs import Note, Prose, Table

Comparisons = dict[int, pd.DataFrame]


@pytest.fixture(scope="module")
def context(catalog: Catalog, observations: Observations, comparisons: Comparisons) -> object:
    def make(year: int, unit: str = "can-tho", locale: str = "en") -> Context:
        project = Project(Path())
        return briefing_of(catalog, observations, comparisons[year], project, year, unit, locale).context

    return make


def cells(table: Table | None, header: str) -> list[str]:
    assert table is not None
    found = next(row for row in table.rows if row.cells[0].text == header)
    return [cell.text for cell in found.cells]


def test_the_largest_own_losses_of_2020_are_told_and_the_shifted_series_is_not_among_them(context) -> None:  # type: ignore[no-untyped-def]
    said = drivers.drivers_message(context(2021))
    assert isinstance(said, Prose)
    intro, losses, _, shift = ["".join(span.text for span in one) for one in said.paragraphs]
    assert "was 45.71 points in 2019 and 42.89 in 2020, a change of −2.83 points" in intro
    assert "−0.84" in intro
    assert "−1.99" in intro
    assert re.findall(r"\d\.\d (?=[A-Z])", losses) == ["3.2 ", "2.3 ", "1.3 "]
    assert shift.startswith("8.3 ")
    assert "0.51 points better than the mean" in shift


@pytest.mark.parametrize("year", [2019, 2022])
def test_across_a_break_no_gain_or_loss_is_told(context, year: int) -> None:  # type: ignore[no-untyped-def]
    said = "\n".join(texts(drivers.drivers_message(context(year))))
    assert "cannot be compared" in said
    assert "gains" not in said
    assert "losses" not in said
    table = drivers.dimensions_table(context(year))
    assert table is not None
    assert {cell.tone for row in table.rows for cell in row.cells} <= {None, "break"} if year == 2022 else True
    assert table.rows[-1].cells[3].tone == "break"


def test_a_change_above_five_percent_carries_a_word(context) -> None:  # type: ignore[no-untyped-def]
    table = drivers.components_table(context(2021))
    assert table is not None
    words = {row.cells[0].text[:3]: row.cells[3].word for row in table.rows}
    assert words["3.2"] == "over 5%"
    assert words["8.3"] == ""  # across a break of its level


def test_a_scale_that_changed_is_shown_as_shares(context) -> None:  # type: ignore[no-untyped-def]
    table = drivers.rescaled_table(context(2019))
    assert table is not None
    lists = next(row for row in table.rows if row.cells[0].text.startswith("2.2 "))
    assert [cell.text for cell in lists.cells[1:3]] == ["0.33–3.33", "0.25–2.5"]
    assert drivers.rescaled_table(context(2021)) is None


def test_a_withheld_unit_is_told_why_nothing_is_taken_apart(context) -> None:  # type: ignore[no-untyped-def]
    said = drivers.drivers_message(context(2024, "binh-duong"))
    assert isinstance(said, Note)
    assert "withheld by the publisher" in said.paragraphs[0]
    assert isinstance(drivers.dimensions_table(context(2024, "binh-duong")), Note)
    assert outlook.steps_table(context(2024, "binh-duong")) is None
    table = standing.standing_table(context(2024, "binh-duong"))
    assert cells(table, "Rank")[-1] == "withheld"


def test_of_a_fragment_only_published_facts_are_shown(context) -> None:  # type: ignore[no-untyped-def]
    table = standing.standing_table(context(2021))
    assert cells(table, "Rank") == ["Rank", "37th of 63", "38th of 63", "29th of 63"]
    assert cells(table, "Provinces and cities with figures here")[1:] == ["21 of 63", "11 of 63", "63 of 63"]
    assert cells(table, "Against the median")[1:3] == ["–", "–"]
    assert cells(table, "Mean of the provinces, as published")[1:] == ["83.72%", "85.48%", "–"]


def test_groups_are_called_the_publishers_or_quarters(context) -> None:  # type: ignore[no-untyped-def]
    assert cells(standing.standing_table(context(2021)), "Group")[-1] == "upper middle of four"
    assert cells(standing.standing_table(context(2022)), "Group")[-1] == "lower middle quarter"
    assert cells(standing.standing_table(context(2021)), "Group")[1] == "B"


def test_a_pilot_that_left_the_unit_out_says_so(context) -> None:  # type: ignore[no-untyped-def]
    assert cells(standing.standing_table(context(2016)), "Rank")[2] == "not covered"


def test_the_plan_of_2021_is_judged_in_2022(context) -> None:  # type: ignore[no-untyped-def]
    table = outlook.judgement_table(context(2022))
    assert cells(table, "PAR INDEX")[2:] == ["84.97%, 51st of 63", "missed", "missed"]
    assert cells(table, "SIPAS")[2:] == ["48th of 63", "open: the score for 2021 is not available here", "missed"]
    assert cells(table, "PAPI")[2:] == ["41.23, 42nd of 60", "missed", "missed"]
    assert table is not None
    assert table.notes[0] == "Not one of the 3 targets of the plan for 2021 was reached."
    assert any("PAPI: there is a break between" in note for note in table.notes)
    assert "Not one of the 3 targets" in "\n".join(texts(message.message(context(2022))))


def test_the_wanted_places_and_jumps_of_the_plan(context) -> None:  # type: ignore[no-untyped-def]
    table = outlook.outlook_table(context(2021))
    assert cells(table, "PAPI") == ["PAPI", "top 20", "43.37", "44.42", "44.72", "6 of 124", "17 of 63"]
    assert cells(table, "PAR INDEX")[2:] == ["not available here"] * 5
    assert outlook.outlook_table(context(2022)) is None  # no plan for 2022 is known


def test_a_step_names_points_total_and_place(context) -> None:  # type: ignore[no-untyped-def]
    table = outlook.steps_table(context(2021))
    assert table is not None
    assert len(table.rows) == 8
    assert len(table.columns) == 5
    assert re.fullmatch(r"\+\d\.\d\d → 4\d\.\d\d, \d+(st|nd|rd|th)|already there", table.rows[2].cells[2].text)
    across = outlook.steps_table(context(2022))
    assert across is not None
    assert len(across.columns) == 4  # no way back across a break


def test_measures_stand_beside_their_indicators_or_apart(context) -> None:  # type: ignore[no-untyped-def]
    table = measures.measures_table(context(2023))
    assert table is not None
    assert [column.header for column in table.columns[2:]] == ["2020", "2021", "2022"]
    assert [row.cells[3].tone for row in table.rows] == ["break"] * 3
    others = measures.measures_others(context(2023))
    assert others is not None
    assert len(others.rows) == 11
    assert measures.measures_table(context(2020)) is None


def test_ranks_among_other_numbers_of_units_are_neither_rise_nor_fall(context) -> None:  # type: ignore[no-untyped-def]
    said = "\n".join(texts(message.message(context(2020))))
    assert "came 8th of 63 (was 8th of 61; other numbers of units, so neither a rise nor a fall)" in said
    said = "\n".join(texts(message.message(context(2025))))
    assert "fell 6\u00a0places to 59th of 61" in said
