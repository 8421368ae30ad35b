"""Raw tables of single parts: what they give, what a damaged one is told, and when parts can be worked with."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pandas as pd
import pytest
from checkout import copy_project, thin
from hypothesis import given, settings
from hypothesis import strategies as st

import chiso
from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.facts.data import Data
from chiso.ingest import Observations, read_observations
from chiso.ingest.single_parts import read_single_parts

HEADER = "province_code,province,code,score,percent,rank,rank_last,status,source_id"
DOMAINS = tuple(f"D{number}" for number in range(1, 9))


def read(catalog: Catalog, folder: Path, *rows: str, year: int = 2023, **totals: float) -> pd.DataFrame:
    path = folder / f"{year}-parts.csv"
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    known = {code.removeprefix("of_"): value for code, value in totals.items()}
    return read_single_parts(catalog, "par_index", year, path, known).observations


def test_every_row_of_every_table_is_read(catalog: Catalog, observations: Observations) -> None:
    tables = catalog.store.part_tables["par_index"]
    rows = {(f"par_index/{path.name}", number) for path in tables.values() for number in range(2, 2 + _count(path))}
    read_from = pd.concat([observations.values, observations.ranks])[["raw_table", "raw_row"]]
    found = {(str(table), int(row)) for table, row in read_from.itertuples(index=False) if "-parts" in str(table)}
    assert found == rows
    assert len(rows) >= 154


def _count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) - 1


def test_a_share_becomes_a_score_where_the_maximum_is_known_and_stays_a_share_elsewhere(
    catalog: Catalog, tmp_path: Path
) -> None:
    found = read(catalog, tmp_path, "62,Kon Tum,D3,,95.23,34,,A,se142c954", "62,Kon Tum,D6,,80,,,A,se142c954")
    known, unknown = found.to_dict("records")
    assert (known["value"], known["percent"], known["status"]) == (pytest.approx(12.3799), 95.23, "E")
    assert (pd.isna(unknown["value"]), unknown["percent"], unknown["status"]) == (True, 80.0, "A")


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("99,Kon Tum,D3,12.38,,,,A,se142c954", "province_code", "'99' is no code of a unit"),
        ("62,Gia Lai,D3,12.38,,,,A,se142c954", "province", "The code 62 is Kon Tum"),
        ("62,Kon Tum,D9,12.38,,,,A,se142c954", "code", "'D9' is no part of PAR INDEX in 2023"),
        ("62,Kon Tum,TOTAL,86.14,,,,A,se142c954", "code", "The total stands in par_index/2023.csv"),
        ("62,Kon Tum,D3,13.01,,,,A,se142c954", "score", "from 0 to 13"),
        ("62,Kon Tum,D3,-1,,,,A,se142c954", "score", "from 0 to 13"),
        ("62,Kon Tum,D6,100.5,,,,A,se142c954", "score", "from 0 to 100"),
        ("62,Kon Tum,D3,12,,5,,A,se142c954\n62,Kon Tum,D3,12,,5,,A,se142c954", "code", "stands twice, first in row 2"),
        ('62,Kon Tum,D3,"12,38",,,,A,se142c954', "score", "which is not a number"),
        ("62,Kon Tum,D3,,100.5,,,A,se142c954", "percent", "from 0 to 100"),
        ("62,Kon Tum,D3,12.38,92.23,,,A,se142c954", "percent", "12.38 of 13 is 95.23 %"),
        ("62,Kon Tum,D3,,,64,,A,se142c954", "rank", "from 1 to 63"),
        ("62,Kon Tum,D3,,,1.5,,A,se142c954", "rank", "1.5"),
        ("62,Kon Tum,D3,,,5,4,A,se142c954", "rank_last", "from 6 to 63"),
        ("62,Kon Tum,D3,12.38,,,5,A,se142c954", "rank_last", "A shared rank has its first place"),
        ("62,Kon Tum,D3,12.38,,,,Q,se142c954", "status", "one of A, E, B, P"),
        ("62,Kon Tum,D3,12.38,,,,A,s00000000", "source_id", "data/raw/sources.csv"),
        ("62,Kon Tum,D3,,,,,A,se142c954", "score", "neither a score nor a share nor a rank"),
        ("62,Kon Tum,D3,12,,9,,A,se142c954\n64,Gia Lai,D3,11,,5,,A,se142c954", "rank", "the better one in row 2"),
        (
            "\n".join(
                f"62,Kon Tum,{code},{score},,,,A,se142c954"
                for code, score in (("B", 31.19), ("B1", 18.33), ("B2", 8.5), ("B3", 5.36))
            ),
            "score",
            "B1 + B2 + B3 make 32.19, but B is 31.19",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_column_and_value(
    catalog: Catalog, tmp_path: Path, row: str, column: str, said: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(catalog, tmp_path, row)
    message = str(caught.value)
    assert said in message
    assert f"column {column!r}" in message
    assert f"2023-parts.csv, row {1 + len(row.splitlines())}" in message


@settings(max_examples=40)
@given(scores=st.lists(st.integers(1, 700), min_size=8, max_size=8), off=st.floats(-4, 4))
def test_all_domains_make_the_total_as_far_as_rounding_explains(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, scores: list[int], off: float
) -> None:
    rows = [
        f"38,Thanh Hóa,{code},{score / 100:.2f},,,,A,s678d9dee" for code, score in zip(DOMAINS, scores, strict=True)
    ]
    total = round(sum(scores) / 100 + off, 2)
    folder = tmp_path_factory.mktemp("sums")
    if abs(round(off, 2)) <= 0.04:
        assert len(read(catalog, folder, *rows, year=2021, of_38=total)) == len(DOMAINS)
    elif abs(off) > 0.06:
        with pytest.raises(DataError, match=r"but TOTAL is") as caught:
            read(catalog, folder, *rows, year=2021, of_38=total)
        assert "row 9, column 'score'" in str(caught.value)


def test_parts_given_in_two_ways_are_each_held_against_the_total(catalog: Catalog, tmp_path: Path) -> None:
    rows = [f"48,Đà Nẵng,{code},{score},,,,A,s54f03584" for code, score in
            (("A", 58.01), ("B1", 18.31), ("B2", 8.24), ("B3", 2.0))]  # fmt: skip
    assert len(read(catalog, tmp_path, *rows, year=2020, of_48=86.56)) == len(rows)
    with pytest.raises(DataError, match=r"A \+ B1 \+ B2 \+ B3 make 86\.56, but TOTAL is 87\.56"):
        read(catalog, tmp_path, *rows, year=2020, of_48=87.56)


def test_a_known_conflict_of_published_figures_is_no_error(catalog: Catalog, tmp_path: Path) -> None:
    rows = [f"17,Hòa Bình,{code},{score},,,,A,sb0ebda0d" for code, score in
            (("A", 57.04), ("B1", 18.34), ("B2", 8.19), ("B3", 4.32))]  # fmt: skip
    assert len(read(catalog, tmp_path, *rows, of_17=86.76)) == len(rows)
    with pytest.raises(DataError, match=r"but TOTAL is 85\.76"):
        read(catalog, tmp_path, *rows, of_17=85.76)


def with_whole_parts(folder: Path, *, without: tuple[str, str] = ("", "")) -> Project:
    """Return a project in which every unit has every domain of 2017, made up, but for one that one unit lacks."""
    project = thin(copy_project(folder), (2016, 2017))
    chance, catalog = random.Random(1), Catalog(project.raw)  # noqa: S311 - made-up scores
    meanings = catalog.structure("par_index", 2017)
    parts, totals = [], []
    for unit in catalog.units:
        scores = {code: round(chance.uniform(0.4, 1) * meanings[code].scale_max, 2) for code in DOMAINS}
        total = round(sum(scores.values()), 2)
        parts += [[unit.code, unit.name_vi, code, f"{score}", "", "", "", "A", "s0e6fd0c5"]
                  for code, score in scores.items() if (unit.code, code) != without]  # fmt: skip
        totals.append((total, unit))
    totals.sort(key=lambda pair: -pair[0])
    table = [
        [unit.code, unit.name_vi, f"{total}", "A", "s0e6fd0c5",
         f"{1 + sum(other > total for other, _ in totals)}", "A", "s0e6fd0c5", "63"]
        for total, unit in totals
    ]  # fmt: skip
    header = (project.raw / "par_index" / "2017.csv").read_text(encoding="utf-8").splitlines()[0]
    for name, head, rows in (("2017-parts", HEADER, parts), ("2017", header, table)):
        with (project.raw / "par_index" / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([head.split(","), *rows])
    return project


def test_a_part_table_that_is_whole_is_worked_with_like_any_other(tmp_path: Path) -> None:
    project = with_whole_parts(tmp_path)
    catalog = Catalog(project.raw)
    assert list(catalog.in_year("par_index", 2017)) == ["TOTAL", *DOMAINS]
    seen = read_observations(catalog)
    data = Data(project, catalog, 2018, seen.values, seen.ranks, seen)
    changes = chiso.changes(data)
    assert "par_index" in {index.index for index in data.indices_with_parts}
    frame = chiso.lost(data, changes, "can-tho", "par_index")
    total = changes.query("index == 'par_index' and code == 'TOTAL' and unit_code == '92'")["value"].item()
    assert frame["is_whole"].all()
    assert frame["of_total"].sum() == pytest.approx(100 - total, abs=0.01)
    assert frame["best_gain"].notna().all()
    steps = chiso.what_if(data, changes, "can-tho", "par_index", aims=["region_best"])
    gains = frame.set_index("code")["region_gain"]
    for code, gain in zip(steps["code"], steps["gain"], strict=True):
        assert gain == pytest.approx(gains[code])
    assert len(chiso.profile(data, changes, "can-tho", "par_index")) == len(DOMAINS)


def test_one_unit_without_one_part_leaves_all_parts_out(tmp_path: Path) -> None:
    catalog = Catalog(with_whole_parts(tmp_path, without=("38", "D4")).raw)
    assert list(catalog.in_year("par_index", 2017)) == ["TOTAL"]
    assert set(DOMAINS) < set(catalog.structure("par_index", 2017))
