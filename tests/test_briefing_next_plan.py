"""The draft of the next plan: its figures are those of the facts, and what nobody has decided is blank."""

from __future__ import annotations

from reading import Brief

import chiso
from chiso.blocks.specs import Cell, Cover, Table
from chiso.facts.results import RESULTS


def table(brief: Brief, name: str, year: int = 2021, unit: str = "can-tho") -> Table:
    found = brief(year, unit, "vi")[name]
    assert isinstance(found, Table)
    return found


def blanks(cells: tuple[Cell, ...]) -> list[bool]:
    return [set(cell.text) == {"…"} for cell in cells]


def test_the_draft_is_for_the_year_after_the_briefing_and_says_what_it_rests_on(brief: Brief) -> None:
    cover = brief(2021, "can-tho", "vi")["plan.cover"]
    assert isinstance(cover, Cover)
    assert "năm\u00a02022" in cover.title
    assert cover.year == "2021"
    assert "2020" in cover.subtitle


def test_results_are_those_of_the_facts_with_what_may_be_said_of_them(brief: Brief) -> None:
    shown = brief(2021, "can-tho", "vi")
    say, rows = chiso.Words("vi"), RESULTS.rows(shown.facts()["results"])
    found = table(brief, "plan.outcome").rows
    for row, told in zip(rows, found, strict=True):
        assert told.cells[0].text == row.index_label
        assert told.cells[1].text == say.score(row.value, row.measure)
        assert told.cells[2].text.startswith(say.signed(row.change))
        assert told.cells[2].tone == say.change(row).tone
        assert told.cells[4].tone == say.moved(row).tone
    assert [one.cells[2].tone for one in found] == [None, None, "loss"]


def test_targets_of_the_next_year_are_blank_beside_result_and_last_target(brief: Brief) -> None:
    for row, target in zip(table(brief, "plan.goals").rows, ("≥\u00a086", "≥\u00a088", "≥\u00a045"), strict=True):
        assert blanks(row.cells) == [False, False, False, True, True]
        assert row.cells[2].text.startswith(target)
    assert [row.cells[2].tone for row in table(brief, "plan.goals", unit="ha-noi").rows] == ["missing"] * 3


def test_each_place_stands_with_its_score_and_rises_and_nothing_is_forecast(brief: Brief) -> None:
    found = table(brief, "plan.takes")
    wanted = next(row for row in found.rows if row.cells[0].text == "PAPI" and "mục tiêu 2021" in row.cells[1].text)
    assert [cell.text for cell in wanted.cells[2:5]] == ["43,37", "0,49 điểm", "9\u00a0bậc"]
    assert wanted.cells[5].text.replace("\u00a0", " ") == "35/124 lượt; từ 20–38: 9/38"
    assert any("không dự báo" in note for note in found.notes)
    assert any("34 tỉnh, thành phố" in note for note in table(brief, "plan.takes", 2025, "hai-phong").notes)


def test_measures_are_those_of_the_last_plan_and_nobody_is_named_for_them(brief: Brief) -> None:
    found = table(brief, "plan.tasks")
    measures = brief(2021, "can-tho", "vi").facts()["measures"]
    assert len(found.rows) == measures["measure_id"].nunique()
    assert all(blanks(row.cells) == [False, False, True, True, True, True] for row in found.rows)
    without = table(brief, "plan.tasks", unit="ha-noi")
    assert all(all(blanks(row.cells)) for row in without.rows)
    assert "thành phố Hà Nội" in without.notes[0]
