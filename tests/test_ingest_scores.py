"""Raw tables of scores and ranks: what they give, and what a damaged one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.scores import Scores, read_scores

CANTHO = "92,Cần Thơ,83.76,A,s0f091648,37,A,s0f091648,63"
HEADER = "province_code,province,score,score_status,score_source,rank,rank_status,rank_source,units_ranked"


def text_of(catalog: Catalog, index: str = "par_index", year: int = 2020) -> str:
    return catalog.tables[index][year].read_text(encoding="utf-8")


def read(catalog: Catalog, folder: Path, content: str | bytes, index: str = "par_index", year: int = 2020) -> Scores:
    path = folder / f"{year}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_scores(catalog, index, year, path)


def row_of_cantho(text: str) -> int:
    """Return the row in the file of Cần Thơ, which stands there once."""
    (place,) = [place for place, line in enumerate(text.splitlines(), start=1) if line == CANTHO]
    return place


def refused(catalog: Catalog, folder: Path, row: str) -> DataError:
    text = text_of(catalog)
    place = row_of_cantho(text)
    with pytest.raises(DataError) as caught:
        read(catalog, folder, text.replace(CANTHO, row))
    assert caught.value.where.startswith(f"{folder / '2020.csv'}, row ")
    assert f"row {place}" in str(caught.value)
    assert caught.value.remedy
    return caught.value


def test_scores_and_ranks_keep_their_own_status_and_source(catalog: Catalog, tmp_path: Path) -> None:
    row = "08,Tuyên Quang,83.81,E,sbce56146,35,A,s0f091648,63"
    scores = read(catalog, tmp_path, f"{HEADER}\n{row}\n")
    assert scores.observations.drop(columns=["standard_error", "respondents"]).to_dict("records") == [
        {
            "unit_code": "08",
            "code": "TOTAL",
            "concept": "par_index_total",
            "value": 83.81,
            "status": "E",
            "source_id": "sbce56146",
            "raw_row": "2",
        }
    ]
    assert scores.ranks.to_dict("records") == [
        {
            "unit_code": "08",
            "code": "TOTAL",
            "rank": 35,
            "units_ranked": 63,
            "status": "A",
            "source_id": "s0f091648",
            "raw_row": "2",
        }
    ]


def test_a_unit_with_only_a_rank_has_no_observation_and_the_other_way_round(catalog: Catalog, tmp_path: Path) -> None:
    rows = ["10,Lào Cai,,,,14,E,sd42c6833,63", "33,Hưng Yên,81.98,A,s6d32e07b,,,,63"]
    scores = read(catalog, tmp_path, "\n".join([HEADER, *rows]))
    assert scores.observations["unit_code"].tolist() == ["33"]
    assert scores.ranks["unit_code"].tolist() == ["10"]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_gives_the_same_however_it_was_saved(catalog: Catalog, tmp_path: Path, mark: bytes, end: str) -> None:
    content = mark + text_of(catalog).replace("\n", end).encode()
    scores, expected = read(catalog, tmp_path, content), read(catalog, tmp_path, text_of(catalog))
    assert scores.observations.equals(expected.observations)
    assert scores.ranks.equals(expected.ranks)


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        pytest.param("92,Cần Thơ,83.7G,A,s0f091648,37,A,s0f091648,63", "score", "'83.7G'", id="letter"),
        pytest.param('92,Cần Thơ,"83,76",A,s0f091648,37,A,s0f091648,63', "score", "'83,76'", id="decimal comma"),
        pytest.param("92,Cần Thơ,83.76%,A,s0f091648,37,A,s0f091648,63", "score", "'83.76%'", id="percent sign"),
        pytest.param("92,Cần Thơ,183.76,A,s0f091648,37,A,s0f091648,63", "score", "183.76", id="above the scale"),
        pytest.param("92,Cần Thơ,-83.76,A,s0f091648,37,A,s0f091648,63", "score", "-83.76", id="negative"),
        pytest.param("92,Cần Thơ,,A,s0f091648,37,A,s0f091648,63", "score", "status 'A' but no score", id="no score"),
        pytest.param("92,Cần Thơ,,,s0f091648,37,A,s0f091648,63", "score", "source 's0f091648' but no", id="source"),
        pytest.param("92,Cần Thơ,83.76,,s0f091648,37,A,s0f091648,63", "score_status", "no status", id="no status"),
        pytest.param("92,Cần Thơ,83.76,A,,37,A,s0f091648,63", "score_source", "no source", id="no source"),
        pytest.param("92,Cần Thơ,83.76,X,s0f091648,37,A,s0f091648,63", "score_status", "'X'", id="unknown status"),
        pytest.param("92,Cần Thơ,83.76,M,s0f091648,37,A,s0f091648,63", "score_status", "'M'", id="missing but there"),
        pytest.param("92,Cần Thơ,83.76,A,s0000000,37,A,s0f091648,63", "score_source", "'s0000000'", id="bad source"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,37,A,s0000000,63", "rank_source", "'s0000000'", id="bad source 2"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,,A,s0f091648,63", "rank", "status 'A' but no rank", id="no rank"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,37,,s0f091648,63", "rank_status", "37 has no status", id="rank"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,0,A,s0f091648,63", "rank", "holds 0,", id="rank 0"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,64,A,s0f091648,63", "rank", "holds 64,", id="rank 64"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,3.5,A,s0f091648,63", "rank", "holds 3.5,", id="rank 3.5"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,-37,A,s0f091648,63", "rank", "holds -37,", id="rank -37"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,thứ 37,A,s0f091648,63", "rank", "'thứ 37'", id="rank in words"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,37,A,s0f091648,61", "units_ranked", "holds 61,", id="61 ranked"),
        pytest.param("92,Cần Thơ,83.76,A,s0f091648,37,A,s0f091648,", "units_ranked", "empty", id="none ranked"),
        pytest.param("92,Cần Thơ,,,,,,,63", "score", "neither a score nor a rank", id="empty row"),
        pytest.param("9,Cần Thơ,83.76,A,s0f091648,37,A,s0f091648,63", "province_code", "'9'", id="code"),
        pytest.param("92,Hậu Giang,83.76,A,s0f091648,37,A,s0f091648,63", "province", "'Hậu Giang'", id="name"),
        pytest.param("01,Hà Nội,83.76,A,s0f091648,37,A,s0f091648,63", "province_code", "twice", id="twice"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place_and_value(
    catalog: Catalog, tmp_path: Path, row: str, column: str, what: str
) -> None:
    error = refused(catalog, tmp_path, row)
    assert error.where.endswith(f"column '{column}'")
    assert what in error.what


@pytest.mark.parametrize("rank", ["1", "5", "34", "63"])
def test_a_rank_that_contradicts_the_scores_is_named_with_its_row(catalog: Catalog, tmp_path: Path, rank: str) -> None:
    # 83.76 lies between Tuyên Quang (83.81, 35th) and Quảng Ngãi (73.25, 63rd).
    error = refused(catalog, tmp_path, f"92,Cần Thơ,83.76,A,s0f091648,{rank},A,s0f091648,63")
    # Where two rows contradict each other alone, nothing tells which is wrong: both are named.
    assert f"92 (row {row_of_cantho(text_of(catalog))}) has rank {rank} with" in error.what
    assert "83.76" in error.what


def test_two_scores_cannot_share_a_rank_but_equal_scores_can(catalog: Catalog, tmp_path: Path) -> None:
    rows = ["01,Hà Nội,84.94,A,s0f091648,4,A,s0f091648,63", "02,Hà Giang,84.93,A,s0f091648,4,A,s0f091648,63"]
    with pytest.raises(DataError, match="has rank 4 with the score"):
        read(catalog, tmp_path, "\n".join([HEADER, *rows]))
    assert len(read(catalog, tmp_path, "\n".join([HEADER, *rows]).replace("84.93", "84.94")).ranks) == 2


def test_equal_printed_scores_may_have_different_ranks(catalog: Catalog, tmp_path: Path) -> None:
    # SIPAS 2015: Hà Tĩnh 4th and Lai Châu 5th, both printed as 84.94: ranked on digits that were not printed.
    ranks = read(catalog, tmp_path, text_of(catalog, "sipas", 2015), "sipas", 2015).ranks.set_index("unit_code")
    assert ranks["rank"][["42", "12"]].tolist() == [4, 5]


def test_more_units_than_were_measured_are_refused(catalog: Catalog, tmp_path: Path) -> None:
    content = text_of(catalog, "sipas", 2015) + "92,Cần Thơ,80,A,sfb37a2db,,,,10\n"
    with pytest.raises(DataError, match="The table has 11 units, but 10 were measured") as caught:
        read(catalog, tmp_path, content, "sipas", 2015)
    assert str(tmp_path / "2015.csv") in caught.value.where


def test_an_edition_in_some_units_lists_all_of_them(catalog: Catalog, tmp_path: Path) -> None:
    """A unit that is not in the table of a pilot counts as not covered: one that was covered must not get lost."""
    lines = text_of(catalog, "sipas", 2015).splitlines()
    with pytest.raises(DataError, match="The table has 9 units of the 10 that were measured") as caught:
        read(catalog, tmp_path, "\n".join([lines[0], *lines[2:]]) + "\n", "sipas", 2015)
    assert caught.value.where == str(tmp_path / "2015.csv")


def test_a_table_without_rows_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no rows"):
        read(catalog, tmp_path, HEADER + "\n")


def test_a_year_after_the_last_known_meaning_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no meaning in 2025"):
        read(catalog, tmp_path, text_of(catalog), "par_index", 2025)


def test_a_figure_where_it_was_withheld_is_refused(project: Project) -> None:
    path = project.raw / "reference" / "suppressed.csv"
    path.write_text(path.read_text(encoding="utf-8") + "par_index,2020,92,all,,\n", encoding="utf-8")
    catalog = Catalog(project.raw)
    with pytest.raises(DataError) as caught:
        read_scores(catalog, "par_index", 2020, catalog.tables["par_index"][2020])
    text, place = str(caught.value), row_of_cantho(text_of(catalog))
    assert f"row {place}, column 'score'" in text
    assert f"row {place}, column 'rank'" in text
    assert "suppressed.csv, row 15" in text


def test_all_problems_are_shown_at_once(catalog: Catalog, tmp_path: Path) -> None:
    rows = ["1,Hà Nội,86.07,A,nope,8,A,s54f03584,63", "92,Cần Thơ,x,A,s0f091648,37.5,A,s0f091648,62"]
    with pytest.raises(DataError) as caught:
        read(catalog, tmp_path, "\n".join([HEADER, *rows]))
    text = str(caught.value)
    assert text.startswith("5 problems in ")
    assert [text.count(f"row {row}, column '{column}'") for row, column in PLACES] == [1] * 5


PLACES = [(2, "province_code"), (2, "score_source"), (3, "score"), (3, "rank"), (3, "units_ranked")]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=12, unique=True), st.data())
def test_ranks_by_score_always_pass_and_two_swapped_ranks_never_do(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, hundredths: list[int], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("scores")
    ranks = {score: place for place, score in enumerate(sorted(hundredths, reverse=True), start=1)}

    def table() -> str:
        units = list(catalog.units)
        rows = [
            f"{units[at].code},{units[at].name_vi},{score / 100},A,s0f091648,{ranks[score]},A,s0f091648,63"
            for at, score in enumerate(hundredths)
        ]
        return "\n".join([HEADER, *rows])

    assert len(read(catalog, folder, table()).ranks) == len(hundredths)
    one, other = data.draw(st.lists(st.sampled_from(hundredths), min_size=2, max_size=2, unique=True))
    ranks[one], ranks[other] = ranks[other], ranks[one]
    with pytest.raises(DataError, match="higher score has the better rank"):
        read(catalog, folder, table())
