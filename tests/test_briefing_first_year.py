"""The index year 2025, measured in 34 units: read in them, and set beside estimates without gain or loss."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable

import pandas as pd
import pytest
from checkout import copy_project
from first_year import WITHHELD, add_first_year, append
from reading import NEVER, Briefing, cells, is_prose, table_row, text_of, texts

import chiso
from chiso.blocks.specs import CardRow, Cover, Table
from chiso.catalog import Catalog, Project
from chiso.errors import DataError, ParameterError
from chiso.facts.comparability import Reason, reasons, series_start
from chiso.facts.data import Data
from chiso.ingest import Observations, load_observations, read_observations, write_observations
from chiso.run.parameters import report_parameters

CAN_THO = "92"


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory, observations: Observations) -> Project:
    """A project with the index year 2025, all processed; to be read only."""
    project = copy_project(tmp_path_factory.mktemp("later"))
    raw = add_first_year(project, observations)
    write_observations(project, raw, read_observations(raw))
    data = chiso.load(project.root, year=2026)
    chiso.write_changes(data, chiso.changes(data))
    return project


@pytest.fixture(scope="module")
def raw(later: Project) -> Catalog:
    return Catalog(later.raw)


@pytest.fixture(scope="module")
def measured(later: Project) -> Observations:
    return load_observations(later)


@pytest.fixture(scope="module")
def known(later: Project) -> Data:
    return chiso.load(later.root, year=2026)


@pytest.fixture(scope="module")
def changes(known: Data) -> pd.DataFrame:
    return chiso.read_changes(known)


@pytest.fixture(scope="module")
def brief(known: Data, changes: pd.DataFrame) -> Callable[..., Briefing]:
    @functools.cache
    def make(unit: str, locale: str) -> Briefing:
        return Briefing(known, unit, chiso.Words(locale), changes=changes)

    return make


def totals(table: pd.DataFrame, index: str) -> pd.DataFrame:
    return table[(table["index"] == index) & (table["code"] == "TOTAL")].set_index("unit_code")


def test_the_tables_of_2025_are_read_in_34_units_and_the_others_in_63(measured: Observations) -> None:
    years = measured.values.groupby("vintage")["index_year"].agg(["min", "max"]).to_dict("index")
    assert years == {34: {"min": 2025, "max": 2025}, 63: {"min": 2011, "max": 2024}}
    assert measured.ranks.query("vintage == 34")[["index_year", "units_ranked"]].drop_duplicates().values.tolist() == [
        [2025, 34]
    ]
    assert len(measured.values.query("index == 'papi' and index_year == 2025 and code == 'TOTAL'")) == 34


def test_the_figures_of_earlier_years_do_not_change(measured: Observations, observations: Observations) -> None:
    before = measured.values[measured.values["vintage"] == 63].reset_index(drop=True)
    pd.testing.assert_frame_equal(before, observations.values)


def test_2025_faces_the_estimates_of_2024_and_no_change_counts(changes: pd.DataFrame, estimates: Observations) -> None:
    table = totals(changes, "papi")
    assert len(table) == 34
    assert set(table["vintage"]) == {34}
    estimate = estimates.values.query("index == 'papi' and index_year == 2024 and code == 'TOTAL'")
    previous = estimate.set_index("unit_code")["value"]
    assert table["previous_value"].equals(previous.reindex(table.index))
    assert not table["comparable"].any()
    assert table.loc[CAN_THO, "reason"] == "other set of units; the earlier year is estimated for them"
    assert table.loc[CAN_THO, "status"] == "E"  # a sum of published parts
    assert (table["units_ranked"].dropna() == 33).all()
    assert table.loc[WITHHELD, "status"] == "M"
    components = changes.query("index == 'papi' and code == '1.1'").set_index("unit_code")
    assert components.loc[CAN_THO, "status"] == "A"
    assert not components["comparable"].any()


def test_a_new_series_begins_with_the_34_units(raw: Catalog) -> None:
    view = raw.view(2025)
    assert reasons(view, "papi", "TOTAL", 2025) == [Reason("vintage")]
    assert Reason("vintage") in reasons(view, "papi", "8.3", 2025)
    assert series_start(view, "papi", 2025) == 2025
    assert reasons(view, "papi", "TOTAL", 2024) == []


def test_published_ranks_among_34_stand_and_those_among_63_do_not(changes: pd.DataFrame) -> None:
    table = totals(changes, "par_index")
    assert table["rank"].dropna().tolist() == [1, 2, 3, 4, 5]
    assert set(table["units_ranked"].dropna()) == {34}
    assert table["previous_rank"].isna().all()


def test_the_comparison_of_the_year_stands_under_its_plain_name(later: Project) -> None:
    assert later.comparison(2026).name == "2026.csv"
    assert later.comparison(2026, 34) == later.comparison(2026)
    assert later.comparison(2025, 34).name == "2025-34.csv"


def test_the_data_package_says_which_figures_of_2026_are_estimates(later: Project) -> None:
    described = json.loads(later.datapackage.read_text(encoding="utf-8"))["resources"]
    one = next(resource for resource in described if resource["name"] == "comparisons-2026")
    assert (
        "in the year before are means of the former units, weighted by average population of 2024" in one["description"]
    )


def test_the_year_chooses_its_set_of_units(raw: Catalog) -> None:
    parameters = report_parameters(raw, "2026", "92", "vi")
    assert (parameters.unit.vintage, parameters.units, parameters.name) == (34, 0, "can-tho")
    parameters = report_parameters(raw, "2026", "15", "vi", "34")
    assert (parameters.unit.slug, parameters.units, parameters.name) == ("lao-cai", 0, "lao-cai")
    with pytest.raises(ParameterError, match="Sóc Trăng is none of the 34 units"):
        report_parameters(raw, "2026", "soc-trang", "vi")
    assert report_parameters(raw, "2025", "soc-trang", "vi").unit.vintage == 63


def test_2025_cannot_be_looked_at_in_63_units(later: Project) -> None:
    with pytest.raises(ParameterError, match="no figures of the set 63 for 2025"):
        chiso.load(later.root, year=2026, units=63)


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_briefing_of_2026_shows_published_figures_beside_estimates(
    brief: Callable[..., Briefing], locale: str
) -> None:
    for name, block in brief("can-tho", locale).blocks.items():
        for text in () if name == "record.table" else texts(block):
            assert not is_prose(text) or not NEVER.search(text), (name, text)


def test_the_briefing_of_2026_says_which_figures_are_estimated(brief: Callable[..., Briefing]) -> None:
    briefing = brief("can-tho", "en")
    cover = briefing["cover.cover"]
    assert isinstance(cover, Cover)
    assert cover.title == "PAR INDEX, SIPAS and PAPI: briefing 2026"
    assert "The figures of 2024 are estimated for the 34 provinces and cities" in cover.subtitle
    row = briefing["cover.cards"]
    assert isinstance(row, CardRow)
    papi = next(card for card in row.cards if card.label == "PAPI 2025")
    rank = next(line.text for line in papi.lines if line.label == "Rank")
    assert re.fullmatch(r"\d+(?:st|nd|rd|th) of 33 \(was \d+(?:st|nd|rd|th) of 32, estimated\)", rank)
    assert all(line.tone == "break" for line in papi.lines if "2024" in line.label)
    assert "provinces were merged on 1 July 2025" in text_of(briefing["message.message"])
    table = briefing["course.table papi"]
    assert isinstance(table, Table)
    assert [cells(row)[0] for row in table.rows] == ["2025"]
    assert "63 provinces and cities became 34" in " ".join(table.notes)
    parts = briefing["former.block"]
    assert isinstance(parts, Table)
    assert parts.columns[-1].header == "PAPI 2024"
    breaks = briefing["breaks.table"]
    merged = [row for row in breaks.rows if "Merger" in row.cells[1].text] if isinstance(breaks, Table) else []
    assert [row.cells[0].text for row in merged] == ["PAR INDEX, total", "PAPI, total"]


@pytest.mark.parametrize(
    ("locale", "gap", "denied"),
    [
        ("vi", "các bảng số liệu thu thập được không có kết quả năm 2025", "không có đợt đánh giá năm 2025"),
        ("en", "no edition for 2025 is among the tables collected here", "no edition for 2025."),
    ],
)
def test_an_index_whose_edition_is_not_here_yet_is_not_said_to_have_had_none(
    brief: Callable[..., Briefing], locale: str, gap: str, denied: str
) -> None:
    shown = brief("can-tho", locale).blocks
    told = " ".join(text for block in shown.values() for text in texts(block)).replace("Chưa", "chưa")
    assert gap in told
    assert denied not in told
    assert "SIPAS: " + gap in told


def test_the_dimensions_of_2026_set_an_estimated_rank_beside_a_published_one_only_with_the_word(
    brief: Callable[..., Briefing],
) -> None:
    table = brief("can-tho", "en")["drivers.dimensions papi"]
    assert isinstance(table, Table)
    assert [column.header for column in table.columns][1:3] == ["2024, estimated", "2025"]
    ranks = [row.cells[-1].text for row in table.rows]
    assert all(re.fullmatch(r"\d+/33 \(was \d+/\d\d, estimated\)", rank) for rank in ranks), ranks
    assert not any(row.cells[3].tone in ("gain", "loss") for row in table.rows)


def test_an_unchanged_unit_faces_its_own_score_but_an_estimated_rank(
    brief: Callable[..., Briefing], changes: pd.DataFrame, observations: Observations
) -> None:
    table = totals(changes, "papi")
    published = observations.values.query("index == 'papi' and index_year == 2024 and unit_code == '20'")
    assert table.loc["20", "previous_value"] == published.set_index("code")["value"]["TOTAL"]
    cover = brief("lang-son", "vi")["cover.cover"]
    assert cover.facts[-1] == ("Số liệu 2024", "thứ hạng là ước tính")


def test_a_plan_for_2026_is_that_of_the_present_unit(project: Project, observations: Observations) -> None:
    add_first_year(project, observations)
    append(project.raw / "plans" / "targets.csv", "2026,92,papi,papi_total_8d,46,10,Kế hoạch,Plan,,")
    data = chiso.load(project.root, year=2026)
    targets = Briefing(data, "can-tho", chiso.Words("en"))["targets.table"]
    assert isinstance(targets, Table)
    assert "≥ 46" in cells(table_row(targets, "PAPI"))
    assert not any(target.plan_year == 2026 for target in Catalog(project.raw).in_vintage(63).targets)


def test_a_table_of_2025_with_codes_of_the_63_is_refused(project: Project, observations: Observations) -> None:
    add_first_year(project, observations)
    path = project.raw / "papi" / "2025.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n44,Quảng Trị", "\n45,Quảng Trị"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_observations(Catalog(project.raw))
    assert "'45' is no code of a unit." in str(caught.value)
    assert "'Quảng Trị', whose code is 44" in str(caught.value)
