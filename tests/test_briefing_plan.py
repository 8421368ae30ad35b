"""Where the unit stands, what moved a total, the plan and its measures, on real data."""

from __future__ import annotations

import re

import pytest
from reading import Brief, Briefing, texts

from chiso.blocks.specs import Note, Prose, Table


@pytest.fixture
def of(brief: Brief) -> Brief:
    """What gives the English briefing of Cần Thơ, or of another unit."""

    def make(year: int, unit: str = "can-tho") -> Briefing:
        return brief(year, unit, "en")

    return make


def cells(table: object, header: str) -> list[str]:
    assert isinstance(table, Table)
    found = next(row for row in table.rows if row.cells[0].text == header)
    return [cell.text for cell in found.cells]


def test_the_largest_own_losses_of_2020_are_told_and_the_shifted_series_is_not_among_them(of: Brief) -> None:
    said = of(2021)["drivers.message papi"]
    assert isinstance(said, Prose)
    intro, losses, gains = ["".join(span.text for span in paragraph) for paragraph in said.paragraphs]
    assert "was 45.71 points in 2019 and 42.89 points in 2020: a fall of 2.83 points as published" in intro
    assert "a fall of 2.49 points on the 28 sub-dimensions (of 29) that can be compared" in intro
    assert "changed by +0.01 points on average; −2.50 points is the unit’s own" in intro
    assert "Of 8 dimensions, 0 rose or probably rose, 3 fell or probably fell; 5 cannot be told." in intro
    assert re.findall(r"(\d\.\d) (?=[A-Z])", losses) == ["5.3", "1.3", "5.4"]
    assert re.findall(r"; (\d\.\d) sd", losses) == ["2.8", "2.7", "2.7"]
    assert re.findall(r"(\d\.\d) (?=[A-Z])", gains) == ["7.3"]


def test_no_part_that_rose_stands_among_the_losses_and_none_that_fell_among_the_gains(of: Brief) -> None:
    for year in (2014, 2020, 2021, 2024, 2025):
        for unit in ("can-tho", "ha-giang", "lang-son"):
            table = of(year, unit)["drivers.components papi"]
            said = of(year, unit)["drivers.message papi"]
            assert isinstance(said, Prose)
            moved = {row.cells[0].text[:3]: row.cells[3].text for row in table.rows}  # type: ignore[union-attr]
            for paragraph in said.paragraphs[1:]:
                text = "".join(span.text for span in paragraph)
                way = "−" if "negative" in text else "+"
                for code in re.findall(r"(\d\.\d) (?=[A-Z])", text):
                    assert moved[code].startswith(way), (year, unit, code)


@pytest.mark.parametrize("year", [2019, 2022])
def test_across_a_break_no_gain_or_loss_is_told(of: Brief, year: int) -> None:
    said = "\n".join(texts(of(year)["drivers.message papi"]))
    assert "cannot be compared" in said
    assert "positive" not in said
    assert "negative" not in said
    table = of(year)["drivers.dimensions papi"]
    assert table is not None
    if year == 2022:  # the method of the whole index broke, not that of single parts
        assert {cell.tone for row in table.rows for cell in row.cells} <= {None, "break"}
    assert table.rows[-1].cells[3].tone == "break"


def test_a_change_above_five_percent_carries_a_word(of: Brief) -> None:
    table = of(2021)["drivers.components papi"]
    assert table is not None
    words = {row.cells[0].text[:3]: row.cells[3].word for row in table.rows}
    assert words["3.2"] == "over 5%"
    assert words["8.3"] == ""  # across a break of its level


def test_a_scale_that_changed_is_shown_as_shares(of: Brief) -> None:
    table = of(2019)["drivers.rescaled papi"]
    assert table is not None
    lists = next(row for row in table.rows if row.cells[0].text.startswith("2.2 "))
    assert [cell.text for cell in lists.cells[1:3]] == ["0.33–3.33", "0.25–2.5"]
    assert of(2021)["drivers.rescaled papi"] is None


def test_a_withheld_unit_is_told_why_nothing_is_taken_apart(of: Brief) -> None:
    said = of(2024, "binh-duong")["drivers.message papi"]
    assert isinstance(said, Note)
    assert "withheld by the publisher" in said.paragraphs[0]
    assert isinstance(of(2024, "binh-duong")["drivers.dimensions papi"], Note)
    assert of(2024, "binh-duong")["what_if.table papi"] is None
    table = of(2024, "binh-duong")["standing.table"]
    assert cells(table, "Rank")[-1] == "withheld"


def test_of_a_fragment_only_published_facts_are_shown(of: Brief) -> None:
    table = of(2021)["standing.table"]
    assert cells(table, "Rank") == ["Rank", "37th of 63", "38th of 63", "29th of 63"]
    assert cells(table, "Provinces and cities with figures here")[1:] == ["24 of 63", "15 of 63", "63 of 63"]
    assert cells(table, "Against the median")[1:3] == ["–", "–"]
    assert cells(table, "Mean of the provinces, from publications")[1:] == ["83.72%", "85.48%", "–"]


def test_groups_are_called_the_publishers_or_quarters(of: Brief) -> None:
    assert cells(of(2021)["standing.table"], "Group")[-1] == "upper middle of four (chance 53%)"
    assert cells(of(2022)["standing.table"], "Group")[-1].startswith("lower middle quarter (chance ")
    assert cells(of(2021)["standing.table"], "Group")[1] == "B"


def test_a_pilot_that_left_the_unit_out_says_so(of: Brief) -> None:
    assert cells(of(2016)["standing.table"], "Rank")[2] == "not covered"


def test_the_plan_of_2021_is_judged_in_2022(of: Brief) -> None:
    table = of(2022)["verdicts.table"]
    assert cells(table, "PAR INDEX")[2:] == ["84.97%, 51st of 63", "missed", "missed"]
    assert cells(table, "SIPAS")[2:] == ["85.54%, 48th of 63", "missed", "missed"]
    assert cells(table, "PAPI")[2:] == ["41.23, 42nd of 60", "missed", "missed"]
    assert table is not None
    assert table.notes[0] == (
        "Not one of the 3 targets of the plan for 2021 was reached; for PAPI, a break in the series lies between the "
        "plan and the result."
    )
    assert any("PAPI: there is a break between" in note for note in table.notes)
    assert "Not one of the 3 targets" in "\n".join(texts(of(2022)["message.message"]))


def test_a_target_whose_result_is_not_known_stays_open_and_says_what_is_missing(of: Brief) -> None:
    table = of(2025, "bac-giang")["verdicts.table"]
    open_score, open_rank = (f"open: the {what} for 2024 is not available here" for what in ("score", "rank"))
    assert cells(table, "SIPAS")[2:] == ["not available here", open_score, open_rank]
    assert cells(table, "PAR INDEX")[2:] == ["not available here", "not set", open_rank]


def test_the_wanted_places_and_jumps_of_the_plan(of: Brief) -> None:
    table = of(2021)["outlook.table"]
    assert cells(table, "PAPI") == [
        "PAPI", "top 20", "43.37", "44.42", "44.72",
        "6 of 124; from 20–38: 0 of 38; own: 9", "35 of 124; from 20–38: 9 of 38",
    ]  # fmt: skip
    assert cells(table, "PAR INDEX")[2:] == ["not available here"] * 5
    assert of(2022)["outlook.table"] is None  # no plan for 2022 is known


def test_a_step_names_points_total_and_place(of: Brief) -> None:
    table = of(2021)["what_if.table papi"]
    assert table is not None
    assert len(table.rows) == 8
    assert len(table.columns) == 5
    assert re.fullmatch(r"\+\d\.\d\d → 4\d\.\d\d: \d+ \(\d+–\d+\)|already there", table.rows[2].cells[2].text)
    across = of(2022)["what_if.table papi"]
    assert across is not None
    assert len(across.columns) == 4  # no way back across a break


def test_measures_stand_beside_their_indicators_or_apart(of: Brief) -> None:
    table = of(2023)["measures.table"]
    assert table is not None
    assert [column.header for column in table.columns[2:]] == ["2020", "2021", "2022"]
    assert [row.cells[3].tone for row in table.rows] == ["break"] * 3
    others, became = of(2021)["measures.others"], of(2023)["measures.became"]
    assert others is not None
    assert became is not None
    assert (len(others.rows), len(became.rows)) == (11, 14)  # in a later year all stand with what became of them
    assert (of(2021)["measures.became"], of(2023)["measures.others"]) == (None, None)
    assert of(2020)["measures.table"] is None


def test_a_change_of_rank_is_told_among_the_units_ranked_in_both_years(of: Brief) -> None:
    said = "\n".join(texts(of(2020)["message.message"]))
    assert "came 8th of 63 (range 1–53), 2\u00a0places higher among the 61 ranked in both years" in said
    said = "\n".join(texts(of(2025)["message.message"]))
    assert "came 59th of 61 (range 30–61), 5\u00a0places lower among the 59 ranked in both years" in said


def test_no_column_offers_a_level_from_before_a_break(of: Brief) -> None:
    for year, code in ((2020, "D7"), (2021, "D8")):
        table = of(year)["what_if.table papi"]
        assert table is not None
        (row,) = [row for row in table.rows if row.cells[0].text.startswith(code)]
        assert row.cells[2].text == "not comparable"


def test_the_score_of_a_place_across_a_break_is_marked(of: Brief) -> None:
    table = of(2023, "lang-son")["outlook.table"]
    assert table is not None
    for row in table.rows:
        known = [cell for cell in row.cells[3:5] if re.search(r"\d", cell.text)]
        assert all(cell.tone == "break" for cell in known), [cell.text for cell in row.cells]
