"""The ledger over the years, with made-up owners and states beside the real plan of Cần Thơ."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from checkout import copy_project
from reading import text_of

import chiso
from chiso.blocks.specs import Table
from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError
from chiso.facts.data import Data
from chiso.facts.frames import Row
from chiso.facts.ledger import LEDGER
from chiso.facts.measures import MEASURES, levels
from chiso.proof.ledger import _export, told_ledger

OWNED = {
    "2021-12": {"lead_agency": "so-vi-du", "with_agencies": "so-noi-vu; cac-so-ban-nganh", "deadline": "2021-09",
                "deadline_written": "Tháng 9/2021", "product_vi": "Bảng công khai"},
    "2021-13": {"lead_agency": "so-noi-vu", "deadline": "2022", "state": "done", "state_on": "2022-03-01",
                "evidence": "Báo cáo ví dụ"},
    "2021-14": {"lead_agency": "so-noi-vu", "deadline_written": "Thường xuyên"},
}  # fmt: skip
MERGED = "so-vi-du,92,Sở Ví dụ,Department of Examples,,,department,so-noi-vu,2022-01-01,\n"


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in whose plan three measures have made-up owners, one of them merged in 2022."""
    project = copy_project(tmp_path_factory.mktemp("owned"))
    path = project.raw / "plans" / "measures.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows([{**row, **OWNED.get(row["id"], {})} for row in rows])
    path.write_text(text.getvalue(), encoding="utf-8")
    agencies = project.raw / "plans" / "agencies.csv"
    agencies.write_text(agencies.read_text(encoding="utf-8") + MERGED, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def loaded(owned: Project, data: Callable[..., Data]) -> Callable[[int], Data]:
    """What gives the data of a year with that plan."""

    def load(year: int) -> Data:
        known = data(year)
        view = Catalog(owned.raw).in_vintage(known.catalog.vintage, known.index_year)
        return dataclasses.replace(known, project=owned, catalog=view)

    return load


@pytest.fixture(scope="module")
def ledger(loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame]) -> Callable[..., dict[str, Row]]:
    """What gives the ledger as briefings of a year know it, by the ids of measures."""
    return lambda year, **asked: {
        row["ledger_id"]: row for row in LEDGER.rows(chiso.ledger(loaded(year), changes(year), "can-tho", **asked))
    }


def test_a_measure_is_late_once_its_deadline_has_passed_and_nothing_was_entered(
    ledger: Callable[..., dict[str, Row]],
) -> None:
    outcomes = {day: ledger(2022, as_of=day)["2021-12"]["outcome"] for day in ("2021-09-30", "2021-10-01")}
    assert outcomes == {"2021-09-30": "open", "2021-10-01": "late"}
    assert ledger(2022, as_of="2030-01-01")["2021-14"]["outcome"] == "open"  # it goes on


def test_a_state_counts_from_its_day_on(ledger: Callable[..., dict[str, Row]]) -> None:
    before, after = (ledger(2022, as_of=day)["2021-13"] for day in ("2022-02-28", "2022-03-01"))
    assert (before["outcome"], before["state"], before["evidence"]) == ("open", "", "")
    assert (after["outcome"], after["state_on"], after["evidence"]) == ("done", "2022-03-01", "Báo cáo ví dụ")


def test_what_is_told_is_as_of_the_latest_publication_or_plan_that_the_year_knows(
    ledger: Callable[..., dict[str, Row]],
) -> None:
    assert {row["as_of"] for row in ledger(2021).values()} == {"2021-08-05"}  # the plan's; the figures' is 24 June
    assert min(row["as_of"] for row in ledger(2022).values()) > "2021-12-31"  # that of the figures is the later one
    with pytest.raises(ChisoError, match="'soon' is no day"):
        ledger(2022, as_of="soon")


def test_a_merged_agency_has_the_name_of_the_time_and_the_name_now(ledger: Callable[..., dict[str, Row]]) -> None:
    before, after = (ledger(2022, as_of=day)["2021-12"] for day in ("2021-12-31", "2022-01-01"))
    assert (before["lead_vi"], before["lead_now_vi"]) == ("Sở Ví dụ", "Sở Ví dụ")
    assert (after["lead_vi"], after["lead_now_vi"], after["lead_now_ids"]) == ("Sở Ví dụ", "Sở Nội vụ", "so-noi-vu")
    assert after["with_ids"] == "so-noi-vu; cac-so-ban-nganh"


def test_a_change_since_the_plan_is_never_read_across_a_break(ledger: Callable[..., dict[str, Row]]) -> None:
    across = ledger(2022)["2021-12"]
    assert (across["previous_year"], across["comparable"], across["verdict"]) == (2020, False, "")
    behind = ledger(2024)["2021-12"]
    assert (behind["previous_year"], behind["index_year"], behind["comparable"]) == (2021, 2023, True)
    assert behind["change"] == round(behind["value"] - behind["previous_value"], 6)
    assert behind["verdict"] == "probably fell"
    assert ledger(2021)["2021-12"]["change"] is None  # nothing was measured since


def test_measures_and_ledger_say_the_same(
    loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame], ledger: Callable[..., dict[str, Row]]
) -> None:
    told = ledger(2024)
    rows = MEASURES.rows(chiso.measures(loaded(2024), changes(2024), "can-tho"))
    shared = [one.name for one in LEDGER.fields if one.name in MEASURES.columns and "previous" not in one.name]
    last = {row["ledger_id"]: row for row in rows}
    for name in {*shared} - {"change", "comparable", "verdict"}:
        assert {key: row[name] for key, row in told.items()} == {key: row[name] for key, row in last.items()}, name


def test_the_ledger_is_printed_with_what_its_indicators_did(processed: Project, catalog: Catalog) -> None:
    asked = {"year": "2024", "province": "can-tho", "units": ""}
    told = told_ledger(processed, catalog, asked, "", "")
    assert "PAPI 1.4 Voluntary Contributions: 1.00 in 2023, 1.33 in 2021 (−0.33): probably fell" in told


def test_an_export_has_the_ledger_and_what_it_was_made_from_and_equal_bytes(
    loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame], tmp_path: Path
) -> None:
    data = loaded(2024)
    frame = chiso.ledger(data, changes(2024), "can-tho")
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for ending in ("xlsx", "csv"):
            _export(data, data.unit("can-tho"), frame, LEDGER.rows(frame), folder / f"ledger.{ending}")
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {"ledger.xlsx", "ledger.csv", "ledger.csv.provenance.json"}
    book = openpyxl.load_workbook(io.BytesIO(made[0]["ledger.xlsx"]))
    assert book.sheetnames == ["ledger", "columns", "made from", "inputs", "sources"]
    heading, *rows = book["ledger"].iter_rows(values_only=True)
    assert list(heading) == LEDGER.columns
    assert rows[12][heading.index("outcome")] == "done"
    note = json.loads(made[0]["ledger.csv.provenance.json"])
    assert {"version", "package sha256", "as of"} <= set(note["made"])
    assert "data/raw/plans/measures.csv" in note["inputs"]
    assert [one["source_id"] for one in note["sources"]][:1] == ["s0f091648"]


@pytest.fixture(scope="module")
def blocks(loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame]) -> Callable[..., Table]:
    """What gives a block of the measures of a year, in English."""

    def make(what: str, year: int) -> Table:
        say = chiso.Words("en")
        frame = (chiso.ledger if what == "became" else chiso.measures)(loaded(year), changes(year), "can-tho")
        return getattr(chiso.briefing.measures, what)(frame, say)  # type: ignore[no-any-return]

    return make


def test_a_briefing_shows_owner_and_deadline_where_they_are_known(blocks: Callable[..., Table]) -> None:
    table = blocks("table", 2021)
    assert table.columns[2].header == "Lead agency, deadline, state"
    assert table.rows[0].cells[2].text == (
        "Department of Examples, with Department of Home Affairs; departments; 30 September 2021"
    )
    assert len(blocks("others", 2021).columns) == 2  # of those nobody is named


def test_a_later_briefing_tells_what_became_of_each_measure(blocks: Callable[..., Table]) -> None:
    table = blocks("became", 2024)
    assert len(table.rows) == 14
    late, done, goes_on = (row.cells[2].text for row in table.rows[11:])
    assert late.startswith("Department of Examples (later Department of Home Affairs)")
    assert late.endswith("late: not known to be done")
    assert done.endswith("done, 1 March 2022")
    assert goes_on == "Department of Home Affairs; Thường xuyên; open: not known to be done"
    assert table.rows[11].cells[3].text.startswith("1.4 1.33 (2021) → 1.00 (2023): −0.33")
    assert blocks("became", 2021) is None


def test_where_nobody_is_named_that_is_said_once(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame]
) -> None:
    say, frame = chiso.Words("en"), chiso.measures(data(2021), changes(2021), "can-tho")
    tables = [chiso.briefing.measures.table(frame, say), chiso.briefing.measures.others(frame, say)]
    notes = " ".join(note for table in tables if table for note in table.notes)
    assert notes.count("The text at hand names no agency for these measures.") == 1


@pytest.fixture(scope="module")
def sheet(loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame]) -> Callable[[int, str], pd.DataFrame]:
    """What gives the sheet of an agency as briefings of a year know it."""

    def make(year: int, agency: str) -> pd.DataFrame:
        frame = chiso.ledger(loaded(year), changes(year), "can-tho")
        return chiso.sheet(loaded(year), frame, "can-tho", agency)

    return make


def played(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["ledger_id"], frame["part_played"], strict=True))


def test_each_measure_is_on_the_sheets_of_those_whom_the_plan_names_and_else_on_that_of_nobody(
    sheet: Callable[[int, str], pd.DataFrame],
) -> None:
    assert played(sheet(2021, "so-vi-du")) == {"2021-12": "lead"}
    assert played(sheet(2021, "so-noi-vu")) == {"2021-13": "lead", "2021-14": "lead", "2021-12": "with"}
    assert played(sheet(2021, "cac-so-ban-nganh")) == {"2021-12": "with"}
    nobodys = played(sheet(2021, "unassigned"))
    assert set(nobodys.values()) == {"nobody"}
    assert set(nobodys) == {f"2021-{number:02}" for number in range(1, 12)}


def test_what_was_given_to_a_merged_agency_is_on_its_own_sheet_and_on_that_of_its_successor(
    sheet: Callable[[int, str], pd.DataFrame], loaded: Callable[[int], Data]
) -> None:
    old, new = sheet(2024, "so-vi-du"), sheet(2024, "so-noi-vu").set_index("ledger_id")
    assert (played(old), old["is_taken_over"].tolist()) == ({"2021-12": "lead"}, [False])
    assert new.loc["2021-12", ["part_played", "is_taken_over"]].tolist() == ["lead", True]
    before, after = (chiso.agency(loaded(year), "can-tho", "so-vi-du").iloc[0] for year in (2021, 2024))
    assert (before["merged_on"], before["agency_now_vi"]) == ("", "Sở Ví dụ")
    assert (after["merged_on"], after["agency_now_vi"]) == ("2022-01-01", "Sở Nội vụ")
    assert chiso.agency(loaded(2024), "can-tho", "so-noi-vu")["merged_vi"].unique().tolist() == ["Sở Ví dụ"]


def test_an_agency_that_no_measure_names_has_a_sheet_that_says_what_documents_say_of_it(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame]
) -> None:
    known, say = data(2021), chiso.Words("en")
    who = chiso.agency(known, "can-tho", "so-noi-vu")
    none = chiso.sheet(known, chiso.ledger(known, changes(2021), "can-tho"), "can-tho", "so-noi-vu")
    said = text_of(chiso.briefing.sheet.summary(who, none, say))
    assert said.startswith("The texts at hand give this agency no measure. They name it only for documents")
    roles = chiso.briefing.sheet.roles(who, say)
    assert roles.rows[0].cells[1].text == "Focal agency for administrative reform"
    assert "published after 5 August 2021" in " ".join(roles.notes)
    assert who["is_later"].all()
    assert chiso.briefing.sheet.leads(none, say) is None
    with pytest.raises(ChisoError, match="has no agency 'so-khong-co'"):
        chiso.agency(known, "can-tho", "so-khong-co")


def test_the_course_of_what_measures_aim_at_is_the_part_or_the_total_of_an_index_named_alone(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame], sheet: Callable[[int, str], pd.DataFrame]
) -> None:
    aims = chiso.aims(data(2021), changes(2021), sheet(2021, "unassigned"))
    assert aims[["index", "code"]].drop_duplicates().values.tolist() == [["par_index", "TOTAL"], ["sipas", "TOTAL"]]
    last = aims[aims["index_year"] == 2020].set_index("index")
    results = chiso.results(data(2021), changes(2021), "can-tho").set_index("index")
    for column in ("value", "rank", "units_ranked", "change", "verdict"):
        assert last.loc["par_index", column] == results.loc["par_index", column]
    assert aims.groupby("index")["ledger_ids"].first()["sipas"].count(";") == 4
    parts = chiso.aims(data(2024), changes(2024), sheet(2024, "so-vi-du"))
    assert parts["index_year"].tolist() == [2019, 2020, 2021, 2022, 2023]
    assert parts.set_index("index_year")["comparable"].tolist() == [True, True, False, True, True]


def test_over_a_table_that_is_a_fragment_no_place_is_worked_out(
    data: Callable[..., Data], changes: Callable[..., pd.DataFrame]
) -> None:
    known = data(2021)
    index, unit = known.index("par_index"), known.unit("can-tho")
    found = levels(known, changes(2021), index, unit, "par_index_total", range(2020, 2021))
    assert [(one["value"], one["rank"], one["units_ranked"]) for one in found] == [(83.76, None, None)]
    papi = levels(known, changes(2021), known.index("papi"), unit, "voluntary_contributions", range(2020, 2021))
    assert [(one["rank"], one["units_ranked"]) for one in papi] == [(18, 63)]


def test_a_sheet_names_what_it_is_about_and_counts_what_is_open(
    sheet: Callable[[int, str], pd.DataFrame], loaded: Callable[[int], Data], changes: Callable[..., pd.DataFrame]
) -> None:
    known = loaded(2024)
    results = chiso.results(known, changes(2024), "can-tho")
    for locale, title in (("en", "Agency sheet: Department of Examples"), ("vi", "Phiếu theo dõi nhiệm vụ: Sở Ví dụ")):
        say, who = chiso.Words(locale), chiso.agency(known, "can-tho", "so-vi-du")
        cover = chiso.briefing.sheet.cover(results, who, say)
        assert (cover.title, cover.unit_code, cover.year) == (title, "92", "2024")
    say, who, mine = chiso.Words("en"), chiso.agency(known, "can-tho", "so-noi-vu"), sheet(2024, "so-noi-vu")
    said = text_of(chiso.briefing.sheet.summary(who, mine, say)).splitlines()[0]
    assert said == (
        "It has taken over the tasks of former agencies: Department of Examples. This agency leads 3 measures. "
        "On 17 April 2024: 1 open, 1 late and 1 done."
    )
    table = chiso.briefing.sheet.leads(mine, say)
    assert [row.cells[4].text for row in table.rows] == [
        "Late: not known to be done", "Done, 1 March 2022", "Open: not known to be done",
    ]  # fmt: skip
    assert any("no cause and effect" in note for note in table.notes)
