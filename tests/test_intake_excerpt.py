"""Excerpts: what is in them comes in, and the rest counts as not collected."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import thin
from intake_tables import made_ranks, made_scores, put, text, vi, workbook
from test_intake_receive import rows_of, run

from chiso.catalog import Catalog, Project, Unit
from chiso.errors import DataError
from chiso.facts.availability import gap
from chiso.ingest import read_observations
from chiso.intake.gaps import years_between

SIPAS = {
    "INDEX": "sipas",
    "INDEX_YEAR": "2016",
    "SOURCE": "SIPAS 2016, bài báo",
    "URL": "https://moha.gov.vn/2016",
    "PUBLISHED": "2017-04-01",
}


@pytest.fixture
def few(project: Project) -> Project:
    """The project with one index year only, which is not the one that comes in."""
    return thin(project, (2015,))


@pytest.fixture(scope="module")
def ordered(catalog: Catalog) -> list[tuple[Unit, float, int]]:
    """Every unit with its score and rank, the best first."""
    scores = made_scores(catalog.units, 4)
    ranks = made_ranks(scores)
    return sorted(((unit, scores[unit.code], ranks[unit.code]) for unit in catalog.units), key=lambda one: one[2])


def excerpt(rows: list[tuple[Unit, float, int]]) -> str:
    return text([["Tỉnh", "SIPAS", "Hạng"], *([unit.name_vi, vi(score), rank] for unit, score, rank in rows)], ";")


def test_a_table_that_lacks_units_asks_whether_it_is_an_excerpt(
    few: Project, ordered: list[tuple[Unit, float, int]], tmp_path: Path
) -> None:
    file = put(tmp_path, "a.csv", excerpt(ordered[:21]))
    with pytest.raises(DataError, match="42 of 63 units have no figures") as caught:
        run(few, file, **SIPAS)
    assert "PARTIAL=1" in caught.value.remedy


def test_of_an_excerpt_the_rest_is_not_collected_and_ranks_stay_as_printed(
    few: Project, ordered: list[tuple[Unit, float, int]], tmp_path: Path
) -> None:
    run(few, put(tmp_path, "a.csv", excerpt(ordered[20:30])), **SIPAS, PARTIAL="1")
    rows = rows_of(few.raw / "sipas" / "2016.csv")
    assert {(row["province_code"], int(row["rank"]), row["units_ranked"]) for row in rows} == {
        (unit.code, rank, "63") for unit, _, rank in ordered[20:30]
    }
    (edition,) = [
        row
        for row in rows_of(few.raw / "reference" / "publications.csv")
        if (row["index"], row["index_year"]) == ("sipas", "2016")
    ]
    assert (edition["units"], edition["units_ranked"]) == ("63", "63")
    assert (edition["source_id"], edition["published_on"]) == ("", "")  # those of the whole table are not known
    suppressed = rows_of(few.raw / "reference" / "suppressed.csv")
    assert not [row for row in suppressed if (row["index"], row["index_year"]) == ("sipas", "2016")]
    catalog = Catalog(few.raw)
    assert gap(catalog.in_vintage(63), "sipas", 2016, ordered[0][0].code).kind == "not_in_raw"
    assert len(read_observations(catalog).ranks.query("index_year == 2016")) == 10


def test_a_second_excerpt_adds_to_the_first_and_only_other_figures_need_replace(
    few: Project, ordered: list[tuple[Unit, float, int]], tmp_path: Path
) -> None:
    run(few, put(tmp_path, "a.csv", excerpt(ordered[:5])), **SIPAS, PARTIAL="1")
    before = rows_of(few.raw / "sipas" / "2016.csv")
    edition = (few.raw / "reference" / "publications.csv").read_bytes()
    run(few, put(tmp_path, "b.csv", excerpt(ordered[5:8])), **{**SIPAS, "SOURCE": "Another"}, PARTIAL="1")
    after = rows_of(few.raw / "sipas" / "2016.csv")
    assert len(after) == 8
    assert all(row in after for row in before)
    assert len({row["score_source"] for row in after}) == 2
    assert (few.raw / "reference" / "publications.csv").read_bytes() == edition
    unit, score, rank = ordered[2]
    other = put(tmp_path, "c.csv", excerpt([(unit, score + 0.01, rank), *ordered[8:11]]))
    with pytest.raises(DataError, match="There is a table of SIPAS for 2016 already"):
        run(few, other, **{**SIPAS, "SOURCE": "A third"}, PARTIAL="1")


def test_an_excerpt_of_an_index_that_is_worked_out_from_all_units_is_refused(
    few: Project, catalog: Catalog, tmp_path: Path
) -> None:
    meanings = [code for code in catalog.in_year("papi", 2020) if "." in code]
    rows = [["Tỉnh", *meanings], *([unit.name_vi, *(0.9 for _ in meanings)] for unit in list(catalog.units)[:9])]
    file = put(tmp_path, "a.xlsx", workbook({"PAPI 2020": rows}))
    with pytest.raises(DataError, match="An excerpt of PAPI cannot come in") as caught:
        run(few, file, PARTIAL="1")
    assert "worked out from the 63 units" in str(caught.value)


def test_formulas_without_results_are_missing_figures_that_need_to_be_confirmed(
    few: Project, ordered: list[tuple[Unit, float, int]], tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Tỉnh", "Chỉ số SIPAS", "Xếp hạng"]]
    rows += [[unit.name_vi, f"={score}+0", rank] for unit, score, rank in ordered]
    with pytest.raises(DataError, match="63 units have no figure for TOTAL") as caught:
        run(few, put(tmp_path, "a.xlsx", workbook({"SIPAS": rows})), **SIPAS)
    assert "formulas whose results were not saved (63)" in caught.value.why
    assert "ALLOW_MISSING=" in caught.value.remedy


def test_a_year_that_is_left_out_between_two_editions_is_told(few: Project, catalog: Catalog) -> None:
    view = Catalog(few.raw)
    (told,) = years_between(view, "sipas", 2018)
    assert "SIPAS has no edition for 2016, 2017 here" in told
    assert "is_collected" in told
    assert not list(years_between(view, "sipas", 2016))
    assert not list(years_between(catalog, "papi", 2010))
