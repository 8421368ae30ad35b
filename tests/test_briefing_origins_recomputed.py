"""A linked figure comes out anew from the very rows of ``data/raw`` that its entry names, and from nothing else."""

from __future__ import annotations

import csv
import functools
import itertools
import re
import statistics
from collections.abc import Mapping

import pytest
from checkout import ROOT
from reading import Brief, Briefing, table_row

from chiso.blocks.specs import Cell, Figure, Prose, Table

Cells = Mapping[str, str]


class Annex:
    """The entries of a briefing as a reader has them, and the rows of raw tables that they name."""

    def __init__(self, briefing: Briefing) -> None:
        table = briefing["origins.table"]
        assert isinstance(table, Table)
        self._raw = {f"#{row.anchor}": row.cells[1].text for row in table.rows}
        self._listing = {row.cells[0].text: row.cells[1].text for row in table.rows}

    def rows(self, href: str) -> list[Cells]:
        """Return the rows that an entry names by their numbers, in its order."""
        found = []
        for file, rows in re.findall(r"(data/raw/\S+\.csv), dòng ([\d–, và]+)", self._raw[href]):
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", rows):
                found += [raw_row(file, number) for number in range(int(first), int(last or first) + 1)]
        return found

    def units(self, href: str) -> dict[str, dict[str, list[Cells]]]:
        """Return the rows of every unit by its name, by the file that an entry on all units names."""
        said = self._raw[href]
        found = re.findall(r"(data/raw/\S+?/)(\d{4})\.csv(?:–(\d{4})\.csv)?", said)
        files = [f"{folder}{year}.csv" for folder, one, to in found for year in range(int(one), int(to or one) + 1)]
        other = re.search(r"như ở mục “(.+)”", said)
        listing = self._listing[other[1]] if other else said
        units = re.findall(r"([^;:]+?) (\d+(?:, \d+)*)(?: \([\d, ]+\))?(?:;|$)", listing.partition("đơn vị:")[2])
        assert units
        return {
            file: {
                name.strip(): [raw_row(file, int(number)) for number in numbers.split(", ")] for name, numbers in units
            }
            for file in files
        }

    def totals(self, href: str) -> list[dict[str, float]]:
        """Return the PAPI totals of the units that have one, by name, of each file that an entry names."""
        return [
            {
                name: papi(row)
                for name, (row,) in units.items()
                if all(row[code] for code in row if re.match(r"\d", code))
            }
            for units in self.units(href).values()
        ]


def raw_row(file: str, number: int) -> Cells:
    """Return a row of a raw table by its number; the header is row 1."""
    lines = raw_lines(file)
    return dict(zip(lines[0], lines[number - 1], strict=True))


@functools.cache
def raw_lines(file: str) -> list[list[str]]:
    with (ROOT / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def papi(row: Cells, dimension: str = "") -> float:
    """Return the sum of the cells of a PAPI row, or of those of a dimension."""
    return sum(float(cell) for code, cell in row.items() if re.match(rf"{dimension or r'[0-9]+'}\.\d", code))


def shown(value: float, *, signed: bool = False, decimals: int = 2) -> str:
    """Return a figure as the Vietnamese briefing prints it."""
    text = f"{value + (1e-9 if value > 0 else -1e-9):{'+' if signed else ''}.{decimals}f}"
    return text.replace(".", ",").replace("-", "−")


def place(value: float, of: Mapping[str, float]) -> int:
    return 1 + sum(round(other - value, 6) > 0 for other in of.values())


def medians(totals: Mapping[str, float]) -> float:
    return statistics.median(totals.values())


@pytest.fixture(scope="module")
def briefing(brief: Brief) -> Briefing:
    return brief(2021, "can-tho", "vi")


@pytest.fixture(scope="module")
def annex(briefing: Briefing) -> Annex:
    return Annex(briefing)


def cell(table: object, first: str, at: int) -> Cell:
    assert isinstance(table, Table)
    return table_row(table, first).cells[at]


def spans(prose: object) -> list[tuple[str, str]]:
    assert isinstance(prose, Prose)
    return [(span.text, span.href) for paragraph in prose.paragraphs for span in paragraph if span.href]


def test_changes_of_scores_and_ranks(briefing: Briefing, annex: Annex) -> None:
    one = cell(briefing["course.table papi"], "2020", 2)
    now, before = annex.rows(one.href)
    core = sum(float(now[code]) - float(before[code]) for code in now if "." in code and code != "8.3")
    printed, comparable = (shown(change, signed=True) for change in (papi(now) - papi(before), core))
    assert one.text == f"{printed} (so sánh được: {comparable})"
    one = cell(briefing["course.table par_index"], "2020", 2)
    now, before = annex.rows(one.href)
    assert one.text == shown(float(now["score"]) - float(before["score"]), signed=True)
    one = cell(briefing["course.table par_index"], "2020", 4)
    now, before = annex.rows(one.href)
    assert one.text == shown(int(before["rank"]) - int(now["rank"]), signed=True, decimals=0)
    one = cell(briefing["drivers.dimensions papi"], "D3 Trách nhiệm giải trình với người dân", 3)
    now, before = annex.rows(one.href)
    assert one.text == shown(papi(now, "3") - papi(before, "3"), signed=True)


def test_a_rank_of_a_whole_table_is_that_of_its_row_among_all_rows(briefing: Briefing, annex: Annex) -> None:
    one = cell(briefing["standing.table"], "Xếp hạng", 3)
    (mine,) = annex.rows(one.href)
    assert mine["province_code"] == "92"
    (totals,) = annex.totals("#figure-papi-2020-all")
    assert one.text == f"{place(papi(mine), totals)}/{len(totals)}"


def test_every_score_and_rank_of_the_table_of_units(briefing: Briefing, annex: Annex) -> None:
    table, met = briefing["units.table"], 0
    assert isinstance(table, Table)
    mine = briefing.unit.name("vi")
    for row in table.rows:
        name = row.cells[0].text
        for at, key in ((1, "score"), (2, "rank"), (3, "score"), (4, "rank")):
            one = row.cells[at]
            if one.href:
                rows = annex.rows(one.href)
                if name != mine:
                    (units,) = annex.units(one.href).values()
                    rows = units[name]
                (raw,) = rows
                assert one.text == (shown(float(raw[key])) if key == "score" else raw[key]), (name, at)
                met += 1
        if name != mine:
            (totals,) = annex.totals(row.cells[5].href)
            assert row.cells[5].text == shown(totals[name]), name
            assert row.cells[6].text == str(place(totals[name], totals)), name
    assert met > 40


def test_where_the_unit_stands(briefing: Briefing, annex: Annex) -> None:
    table = briefing["standing.table"]
    one = cell(table, "So với trung vị", 3)
    (totals,) = annex.totals(one.href)
    middle = medians(totals)
    assert one.text == f"{shown(totals['Cần Thơ'] - middle, signed=True)} (trung vị {shown(middle)})"
    one = cell(table, "Cao hơn", 3)
    lower = sum(value < totals["Cần Thơ"] for value in totals.values())
    assert one.text.startswith(f"{100 * lower / (len(totals) - 1):.0f}\u00a0%")
    one = cell(table, "Số đơn vị có số liệu", 1)
    (units,) = annex.units(one.href).values()
    assert one.text == f"{len(units)}/63"
    one = cell(table, "Trung bình các tỉnh, theo nguồn công bố", 1)
    assert one.text.removesuffix("\u00a0%") in {shown(float(row["value"])) for row in annex.rows(one.href)}


def test_what_all_share_of_a_change_and_what_is_own(briefing: Briefing, annex: Annex) -> None:
    found = spans(briefing["drivers.message papi"])
    href = "#figure-papi-2019-2020-all"
    told = [text for text, leads in found if leads == href]
    before, now = annex.totals(href)
    both = before.keys() & now.keys()
    mean = statistics.fmean(now[name] - before[name] for name in both)
    # On the parts that can be compared, which the sentence tells; the total row of the table tells all.
    assert told[:5] == ["28", "29", "63", "+0,01", "−2,50"]
    total = (
        cell(briefing["drivers.dimensions papi"], "Tổng điểm", 4),
        cell(briefing["drivers.dimensions papi"], "Tổng điểm", 5),
    )
    own = now["Cần Thơ"] - before["Cần Thơ"] - mean
    assert [one.text for one in total] == [shown(mean, signed=True), shown(own, signed=True)]


def test_what_a_place_took_and_how_often_such_a_jump_was_seen(briefing: Briefing, annex: Annex) -> None:
    one = cell(briefing["outlook.table"], "PAPI", 3)
    (totals,) = annex.totals(one.href)
    assert one.text == shown(sorted(totals.values(), reverse=True)[19])
    one = cell(briefing["outlook.table"], "PAPI", 5)
    years = annex.totals(one.href)
    (gap,) = briefing.facts()["targets"].query("index == 'papi'")["score_gap"]
    changes = [
        now[name] - before[name] for before, now in itertools.pairwise(years) for name in before.keys() & now.keys()
    ]
    assert one.text.startswith(f"{sum(change >= gap for change in changes)}/{len(changes)} ")


def test_what_is_still_to_go_and_what_the_plan_and_documents_say(briefing: Briefing, annex: Annex) -> None:
    one = cell(briefing["targets.table"], "PAPI", 3)
    rows = annex.rows(one.href)
    (target,) = (row for row in rows if row.get("plan_year") and row["index"] == "papi")
    assert one.text == f"thiếu {shown(float(target['target_score']) - papi(rows[-1]))} điểm"
    one = cell(briefing["targets.table"], "PAR INDEX", 5)
    rows = annex.rows(one.href)
    (target,) = (row for row in rows if row.get("plan_year") and row["index"] == "par_index")
    assert one.text == f"thiếu {int(rows[3]['rank']) - int(target['target_rank_within'])}\u00a0bậc"
    one = cell(briefing["statements.table"], "SIPAS 2020, thay đổi điểm", 1)
    stated = [
        row["value"] for row in annex.rows(one.href) if (row["index"], row["quantity"]) == ("sipas", "score_change")
    ]
    assert one.text == shown(float(stated[0]), signed=True)


def test_medians_of_a_sub_dimension_and_the_rank_of_another_year(briefing: Briefing, annex: Annex) -> None:
    heat = briefing["profile.figure papi"]
    assert isinstance(heat, Figure)
    assert heat.data is not None
    (row,) = (row for row in heat.data.rows if row.cells[0].text.startswith("1.1 "))
    (units,) = annex.units(row.cells[2].href).values()
    middle = statistics.median(float(raw["1.1"]) for (raw,) in units.values() if raw["1.1"])
    scale = briefing.data.catalog.indicator("papi", "1.1", 2020)
    share = 100 * (middle - scale.scale_min) / (scale.scale_max - scale.scale_min)
    assert row.cells[2].text == shown(share, decimals=0)
    ranks = briefing["rank_course.figure papi"]
    assert isinstance(ranks, Figure)
    one = cell(ranks.data, "An Giang", 1)
    assert one.href == "#figure-papi-2018-all"
    (totals,) = annex.totals(one.href)
    assert one.text == str(place(totals["An Giang"], totals))


def test_an_estimate_and_its_change_come_from_the_rows_of_the_former_units(brief: Brief) -> None:
    briefing = brief(2021, "can-tho", "vi", 34)
    annex = Annex(briefing)
    parts = briefing["former.block"]
    populations = {
        row["gso_code"]: float(row["population_2024_thousand"])
        for row in annex.rows(cell(parts, "Hậu Giang", 1).href)
        if row.get("gso_code")
    }
    together = sum(populations.values())
    assert cell(parts, "Hậu Giang", 2).text == f"{shown(100 * populations['93'] / together, decimals=1)}\u00a0%"
    one = cell(briefing["course.table papi"], "2020", 2)
    rows = annex.rows(one.href)
    now, before = (
        sum(populations[row["province_code"]] * papi(row) for row in of_year) / together
        for of_year in (rows[:3], rows[3:])
    )
    assert one.text.partition(" (")[0] == shown(now - before, signed=True)
