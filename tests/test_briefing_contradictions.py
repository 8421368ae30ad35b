"""A briefing says one thing: a figure that is changed is said anew everywhere, and two that differ are refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from reading import Brief, Briefing, cells, table_row, text_of

import chiso
from chiso.blocks.palette import GAIN, LOSS
from chiso.blocks.specs import CardRow, Figure, Table
from chiso.catalog import Project
from chiso.errors import DataError
from chiso.facts.data import Data

CAN_THO = "92"


def moved(data: Data, by: float, *, index: str, year: int, unit: str, codes: tuple[str, ...]) -> Data:
    """Return data in which some codes of a unit have other values; the sums above them are to be among them."""
    table = data.observations.copy()
    mine = (table["index"] == index) & (table["index_year"] == year) & (table["unit_code"] == unit)
    chosen = mine & table["code"].isin(codes)
    assert chosen.sum() == len(codes)
    table.loc[chosen, "value"] += by
    return data.replace(table)


def read(data: Data) -> tuple[Briefing, str]:
    briefing = Briefing(data, "can-tho", chiso.Words("en"))
    return briefing, "\n".join(text_of(block) for name, block in briefing.blocks.items() if name != "units.table")


def number(text: str, figure: str) -> bool:
    """Whether a text states a figure, and not only its digits within a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d])", text) is not None


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            {"by": 0.5, "index": "papi", "year": 2020, "unit": CAN_THO, "codes": ("TOTAL", "D1", "1.1")},
            ["42.89", "−2.83", "2.11", "−21"],
            ["43.39", "−2.33", "1.61"],
        ),
        (
            {"by": 0.5, "index": "papi", "year": 2019, "unit": CAN_THO, "codes": ("TOTAL", "D1", "1.1")},
            ["45.71", "−2.83"],
            ["46.21", "−3.33"],
        ),
        (
            {"by": -3.14, "index": "sipas", "year": 2020, "unit": CAN_THO, "codes": ("TOTAL",)},
            ["84.14%", "+3.75"],
            ["81.00%", "+0.61", "7.00 percentage points"],
        ),
    ],
    ids=["a score now", "a score before", "a printed score"],
)
def test_a_score_that_is_changed_in_the_data_is_said_anew_everywhere(
    data: Callable[..., Data], brief: Brief, change: dict[str, object], old: list[str], new: list[str]
) -> None:
    before = "\n".join(text_of(block) for block in brief(2021, "can-tho", "en").blocks.values())
    briefing, _ = read(moved(data(2021), **change))  # type: ignore[arg-type]
    for figure in old:
        assert number(before, figure), figure
        # Documents say what they said: their line disagrees now. Other units may have the figure, too.
        met = [
            name
            for name, block in briefing.blocks.items()
            if name.partition(".")[0] not in ("statements", "units", "origins", "sources", "drivers", "rank_course")
            and number(text_of(block), figure)
        ]
        assert met == [], figure
    text = {name: text_of(block) for name, block in briefing.blocks.items()}
    course = text[f"course.figure {change['index']}"]
    for figure in new:
        assert number(text["cover.cards"] + text["message.message"] + text["targets.table"] + course, figure), figure
    assert "disagrees" in text["statements.table"]
    if change["year"] == 2020:
        for block in ("cover.cards", f"course.figure {change['index']}", "units.table"):
            assert number(text[block], new[0].rstrip("%")), block


def test_another_unit_that_overtakes_moves_the_rank_everywhere(data: Callable[..., Data]) -> None:
    table = data(2021).observations
    year = table[(table["index"] == "papi") & (table["index_year"] == 2020) & (table["code"] == "TOTAL")]
    below = year[year["value"] < year.set_index("unit_code")["value"][CAN_THO]].sort_values("value").iloc[0]
    changed = moved(
        data(2021), 10.0, index="papi", year=2020, unit=str(below["unit_code"]), codes=("TOTAL", "D1", "1.1")
    )
    briefing, _ = read(changed)
    for name in ("cover.cards", "message.message", "standing.table", "targets.table", "course.figure papi"):
        assert "30th of 63" in text_of(briefing[name]), name
        assert "29th of 63" not in text_of(briefing[name]).replace("81.25%, 29th of 63", ""), name
    assert cells(table_row(briefing["units.table"], "Can Tho"))[-2] == "30"
    assert [row.cells[1].text for row in briefing["rank_map.figure papi"].data.rows if row.marked] == ["30"]  # type: ignore[union-attr]


def test_a_printed_rank_that_is_changed_is_said_anew(data: Callable[..., Data]) -> None:
    ranks = data(2021).published_ranks.copy()
    mine = (ranks["index"] == "sipas") & (ranks["index_year"] == 2020) & (ranks["unit_code"] == CAN_THO)
    ranks.loc[mine, "rank"] = 40
    briefing, _ = read(data(2021).replace(published_ranks=ranks))
    for name in (
        "cover.cards",
        "standing.table",
        "targets.table",
        "course.figure sipas",
        "strip.figure",
    ):
        assert "38th of 63" not in text_of(briefing[name]), name
        assert "40th of 63" in text_of(briefing[name]), name
    assert "+11" in text_of(briefing["cover.cards"])
    assert "15 places" in text_of(briefing["targets.table"])


# Frames that were changed by hand


@pytest.fixture
def facts(data: Callable[..., Data], changes: Callable[..., pd.DataFrame]) -> Briefing:
    return Briefing(data(2021), "can-tho", chiso.Words("en"), changes=changes(2021).copy())


def papi_of(frame: pd.DataFrame, code: str = "TOTAL") -> pd.Series:
    mine = (frame["index"] == "papi") & (frame["code"] == code)
    return mine & (frame["unit_code"] == CAN_THO)


def refused(caught: pytest.ExceptionInfo[DataError], *said: str) -> None:
    """Whether a refusal names what differs and says what to do."""
    text = str(caught.value)
    for part in ("92", "papi", "TOTAL", "2020", "chiso.rework(changes, data)", *said):
        assert part in text, (part, text)


def test_a_value_without_its_change_is_refused_and_reworked_it_is_said(facts: Briefing) -> None:
    changes = facts.given["changes"]
    assert isinstance(changes, pd.DataFrame)
    changes.loc[papi_of(changes), "value"] = 46.0
    with pytest.raises(DataError) as caught:
        facts["cover.cards"]
    refused(caught, "contradicts itself", "46", "-2.82")
    again = Briefing(facts.data, "can-tho", chiso.Words("en"), changes=chiso.rework(changes, facts.data))
    assert "46.00" in text_of(again["cover.cards"])
    assert "already meets its target" in text_of(again["message.message"])
    assert number(text_of(again["standing.table"]), "+3.28") or "46.00" in text_of(again["course.figure papi"])


@pytest.mark.parametrize(
    ("fact", "index", "block"),
    [
        ("targets", "", "targets.table"),
        ("drivers", "papi", "drivers.message papi"),
        ("course", "papi", "course.figure papi"),
        ("ranking", "", "units.table"),
        ("standing", "", "standing.table"),
        ("verdicts", "", "message.message"),
    ],
)
def test_a_frame_that_says_another_figure_than_the_results_is_refused(
    facts: Briefing, fact: str, index: str, block: str
) -> None:
    frame = facts.facts(index)[fact].copy()
    mine = papi_of(frame if "code" in frame else frame.assign(code="TOTAL"))
    mine &= frame["index_year"] == 2020 if "index_year" in frame else True
    if not mine.any():
        pytest.fail(f"{fact} has no row of PAPI 2020")
    figure = "value" if "value" in frame else "rank"
    frame.loc[mine, figure] = 41
    for name in ("change", "rank_change"):
        if name in frame:
            frame.loc[mine, name] = None
    facts.facts(index).known[fact] = frame
    with pytest.raises(DataError) as caught:
        facts[block]
    refused(caught, "contradict each other", "41", "results", fact)


@pytest.mark.parametrize(
    ("fact", "column", "said", "first", "second"),
    [
        ("results", "comparable", False, "cover.cards", "message.message"),
        ("results", "reasons", "method", "cover.cards", "message.message"),
        ("results", "unit_en", "Tay Do", "cover.cards", "message.message"),
        ("targets", "target_score", 41.0, "cover.cards", "targets.table"),
        ("targets", "target_rank", 3, "cover.cards", "targets.table"),
    ],
    ids=["a break", "its reason", "a name", "a target score", "a target place"],
)
def test_a_break_a_plan_or_a_name_that_two_blocks_are_given_differently_is_refused(
    facts: Briefing, fact: str, column: str, said: object, first: str, second: str
) -> None:
    assert facts[first] is not None
    frame = facts.facts()[fact].copy()
    frame[column] = frame[column].astype(object)
    frame.loc[frame["index"] == "papi", column] = said
    facts.facts().known[fact] = frame
    with pytest.raises(DataError, match=f"contradict each other: the {column} of unit 92") as caught:
        facts[second]
    assert repr(said) in str(caught.value) or f"{said:g}" in str(caught.value)


def test_a_plan_a_break_and_a_name_that_are_changed_in_the_data_are_said_anew_everywhere(
    facts: Briefing, tmp_path: Path
) -> None:
    project = Project(shutil.copytree(facts.data.project.root, tmp_path / "project"))
    for table, old, new in (
        ("plans/targets.csv", "papi_total_8d,45,20", "papi_total_8d,47,20"),
        ("provinces/provinces_63.csv", ",Cần Thơ,Can Tho,", ",Cần Thơ,Tay Do,"),
        (
            "reference/series_breaks.csv",
            "papi,TOTAL,2021,",
            "papi,TOTAL,2020,method,no,Phương pháp mới.,A method of another kind.\npapi,TOTAL,2021,",
        ),
    ):
        path = project.raw / table
        text = path.read_text(encoding="utf-8")
        assert old in text, table
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    data = chiso.load(project.root, year=2021)
    data = data.replace(facts.data.observations)
    made = Briefing(data, "can-tho", chiso.Words("en"), changes=chiso.changes(data))
    texts = {name: text_of(block) for name, block in made.blocks.items()}
    for name in ("cover.cards", "targets.table", "course.figure papi"):
        assert "≥ 47" in texts[name], name
        assert "≥ 45" not in texts[name], name
    assert [name for name, text in texts.items() if re.search(r"\bCan Tho\b", text)] == []
    (card,) = [card for card in made["cover.cards"].cards if card.label == "PAPI 2020"]  # type: ignore[union-attr]
    assert not {line.tone for line in card.lines} & {"gain", "loss"}
    assert "PAPI fell" not in texts["message.message"]
    assert "cannot be compared" in texts["drivers.message papi"]
    for name in ("waterfall.figure papi", "profile.figure papi"):
        assert not {tone for tone in (GAIN, LOSS) if tone in made[name].svg}, name  # type: ignore[union-attr]


def test_a_block_that_differs_from_another_block_is_refused_until_it_is_made_anew(facts: Briefing) -> None:
    say, results = facts.say, facts.facts()["results"]
    given = facts.facts()
    facts["cover.cards"]
    changed = results.copy()
    mine = changed["index"] == "papi"
    changed.loc[mine, "value"] = 41.0
    changed.loc[mine, "change"] = 41.0 - changed.loc[mine, "previous_value"]
    with pytest.raises(DataError, match="cover, after the block cards"):
        chiso.briefing.cover.cover(changed, given["gaps"], given["targets"].iloc[:0], given["former"], say)
    again = chiso.briefing.cover.cards(changed, given["gaps"], given["targets"].iloc[:0], given["statements"], say)
    assert "41.00" in text_of(again)
    chiso.briefing.cover.cover(changed, given["gaps"], given["targets"].iloc[:0], given["former"], say)


def test_a_second_unit_beside_the_first_leads_to_its_own_rows(data: Callable[..., Data]) -> None:
    say = chiso.Words("en")
    both = [
        Briefing(data(2021), unit, say, changes=chiso.read_changes(data(2021))) for unit in ("can-tho", "hau-giang")
    ]
    linked = {card.label: card.href for briefing in both for card in briefing["cover.cards"].cards}  # type: ignore[union-attr]
    table = both[1].blocks["origins.table"]
    entries = {row.anchor: [cell.text for cell in row.cells] for row in table.rows}  # type: ignore[union-attr]
    assert linked["PAPI 2020"] == "#figure-papi-2020-92"
    assert linked["Hau Giang – PAPI 2020"] == "#figure-papi-2020-93"  # of whom it is, stands on each block
    for name, block in both[1].blocks.items():
        if block.about is not None and block.about.unit_code == "93" and isinstance(block, CardRow | Figure | Table):
            assert "Hau Giang" in text_of(block), name
    assert entries["figure-papi-2020-93"][:2] == ["PAPI 2020, Hau Giang", "data/raw/papi/2020.csv, row 61"]
    assert entries["figure-papi-2020-92"][:2] == ["PAPI 2020, Can Tho", "data/raw/papi/2020.csv, row 60"]


@pytest.mark.parametrize(
    ("block", "foreign"),
    [
        ("cover.cards", "results"),
        ("cover.cards", "targets"),
        ("message.message", "verdicts"),
        ("course.figure papi", "results"),
        ("standing.table", "standing"),
        ("what_if.table papi", "what_if"),
        ("drivers.message papi", "drivers"),
    ],
)
def test_frames_of_two_units_are_never_one_block(
    facts: Briefing, data: Callable[..., Data], changes: Callable[..., pd.DataFrame], block: str, foreign: str
) -> None:
    other = Briefing(data(2021), "da-nang", chiso.Words("en"), changes=changes(2021))
    index = "papi" if block.endswith("papi") else ""
    frame = other.facts(index)[foreign].copy()
    if frame.empty:  # a unit without a plan
        frame = facts.facts(index)[foreign].assign(unit_code="48", unit_vi="Đà Nẵng", unit_en="Da Nang")
    facts.facts(index).known[foreign] = frame
    with pytest.raises(DataError, match=r"The frames of a block are of two units: .*unit 48") as caught:
        facts[block]
    assert foreign in caught.value.what
    assert "for one unit" in caught.value.remedy
