"""All raw tables together: the long table and its contract, damaged tables, writing and reading back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from checkout import copy_project, thin
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, DataError
from chiso.ingest import Observations, load_observations, read_observations, write_observations
from chiso.ingest.observations import to_csv

KEY = ["index", "index_year", "vintage", "unit_code", "code"]
COLUMNS = [*KEY, "concept", "value", "status", "source_id", "raw_table", "raw_row", "standard_error", "respondents"]
COLUMNS += ["percent"]


@pytest.fixture
def few(project: Project) -> Project:
    """A copy of the project with a few index years, read in no time."""
    return thin(project, (2019, 2020, 2021, 2023))


@pytest.fixture(scope="module")
def few_observations(tmp_path_factory: pytest.TempPathFactory) -> Observations:
    """What is read of them."""
    return read_observations(Catalog(thin(copy_project(tmp_path_factory.mktemp("few")), (2019, 2020, 2021, 2023)).raw))


def refused(project: Project) -> str:
    with pytest.raises(ChisoError) as caught:
        read_observations(Catalog(project.raw))
    return str(caught.value)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


# The long table


def test_the_table_has_the_columns_of_the_contract_and_one_row_a_value(observations: Observations) -> None:
    assert list(observations.values.columns) == COLUMNS
    assert not observations.values.duplicated(["index", "index_year", "vintage", "unit_code", "code"]).any()


def test_all_years_of_the_three_indices_are_there(catalog: Catalog, observations: Observations) -> None:
    pairs = observations.values[["index", "index_year"]].drop_duplicates().itertuples(index=False)
    ranked = observations.ranks[["index", "index_year"]].drop_duplicates().itertuples(index=False)
    assert {*map(tuple, pairs), *map(tuple, ranked)} == set(catalog.publications)


def test_papi_has_a_row_for_every_unit_and_code_of_its_year(catalog: Catalog, observations: Observations) -> None:
    papi = observations.values[observations.values["index"] == "papi"]
    for year, rows in papi.groupby("index_year"):
        codes = catalog.in_year("papi", int(str(year)))
        assert len(rows) == 63 * len(codes)
        assert set(rows["code"]) == set(codes)
        assert set(rows["unit_code"]) == set(catalog.units.by_code)


def test_a_concept_is_that_of_its_code_and_year(catalog: Catalog, observations: Observations) -> None:
    rows = observations.values.drop_duplicates(["index", "index_year", "code"])
    for row in rows.to_dict("records"):
        assert row["concept"] == catalog.indicator(row["index"], row["code"], row["index_year"]).concept
    boards = observations.values[observations.values["concept"] == "peoples_inspection_boards"]
    assert set(zip(boards["index_year"], boards["code"], strict=True)) == {
        *((year, "3.2") for year in range(2011, 2016)),
        (2016, "3.3"),
        (2017, "3.3"),
    }


def test_every_value_lies_on_the_scale_of_its_code(catalog: Catalog, observations: Observations) -> None:
    for (index, year, code), rows in observations.values.groupby(["index", "index_year", "code"]):
        scale = catalog.indicator(str(index), str(code), int(str(year)))
        values, most = rows["value"].dropna(), 100 if math.isnan(scale.scale_max) else scale.scale_max
        assert values.between(scale.scale_min, most).all(), (index, year, code)


def test_a_row_without_value_and_share_has_the_status_m_and_no_other_row_has_it(observations: Observations) -> None:
    table = observations.values
    assert ((table["value"].isna() & table["percent"].isna()) == (table["status"] == "M")).all()
    assert set(observations.values["status"]) == {"A", "E", "M"}


def test_every_row_names_a_source_that_is_listed(catalog: Catalog, observations: Observations) -> None:
    for table in (observations.values, observations.ranks):
        assert set(table["source_id"]) <= set(catalog.sources) - {""}


def test_the_order_is_index_year_unit_code(catalog: Catalog, observations: Observations) -> None:
    values = observations.values
    places = {index: place for place, index in enumerate(catalog.indices)}
    keys = list(zip(values["index"].map(places), values["index_year"], values["unit_code"], strict=True))
    assert keys == sorted(keys)
    can_tho = values[(values["index"] == "papi") & (values["index_year"] == 2020) & (values["unit_code"] == "92")]
    assert list(can_tho["code"]) == list(catalog.in_year("papi", 2020))


# Writing and reading back


def test_the_processed_tables_are_read_back_as_they_were(few: Project, few_observations: Observations) -> None:
    write_observations(few, Catalog(few.raw), few_observations)
    again = load_observations(few)
    pd.testing.assert_frame_equal(again.values, few_observations.values)
    pd.testing.assert_frame_equal(again.ranks, few_observations.ranks)


def test_the_file_is_plain_csv_with_codes_as_text_and_figures_as_published(
    few: Project, few_observations: Observations
) -> None:
    write_observations(few, Catalog(few.raw), few_observations)
    content = few.observations.read_bytes()
    assert content.startswith(",".join(COLUMNS).encode() + b"\n")
    assert b"\r" not in content
    assert b",nan," not in content
    assert b"papi,2020,63,92,TOTAL,papi_total_8d,42.885496,E,s4df47424,papi/2020.csv,60,,,\n" in content
    assert b"papi,2020,63,01,1.1,civic_knowledge,0.737979,A,s4df47424,papi/2020.csv,2,,,\n" in content
    assert b"papi,2023,63,01,TOTAL,papi_total_8d,43.960305,E,s4df47424,papi/2023.csv,2,0.158,,\n" in content
    assert b"papi,2021,63,22,TOTAL,papi_total_8d,,M,s4df47424,papi/2021.csv,15,,,\n" in content
    assert b"par_index,2020,63,92,TOTAL,par_index_total,83.76,A,s0f091648,par_index/2020.csv,24,,,\n" in content


def test_a_second_writing_gives_equal_bytes(few: Project, few_observations: Observations) -> None:
    write_observations(few, Catalog(few.raw), few_observations)
    first = {path.name: path.read_bytes() for path in few.processed.glob("*.*")}
    write_observations(few, Catalog(few.raw), read_observations(Catalog(few.raw)))
    assert {path.name: path.read_bytes() for path in few.processed.glob("*.*")} == first


@given(st.lists(st.decimals(-1000, 1000, places=6), min_size=1, max_size=20))
def test_a_figure_keeps_its_six_decimals_on_the_way_to_the_file(figures: list[object]) -> None:
    table = pd.DataFrame({"value": [float(str(one)) for one in figures]})
    lines = to_csv(table).decode().splitlines()[1:]
    assert [float(line) for line in lines] == table["value"].tolist()
    assert not any(re.search(r"\.\d*0$|\.$|e|^-0$", line) for line in lines)


def test_tables_that_do_not_fit_are_not_written(few: Project, few_observations: Observations) -> None:
    write_observations(few, Catalog(few.raw), few_observations)
    before = {path: path.read_bytes() for path in few.processed.rglob("*.*")}
    wrong = Observations(few_observations.values.assign(status="X"), few_observations.ranks)
    with pytest.raises(DataError):
        write_observations(few, Catalog(few.raw), wrong)
    assert {path: path.read_bytes() for path in few.processed.rglob("*.*")} == before


def test_tables_that_were_not_made_say_how_to_make_them(project: Project) -> None:
    with pytest.raises(DataError, match="not there yet") as caught:
        load_observations(project)
    assert "make ingest" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"42.885496", b"forty-two"),
        (b"papi,2020,63,92,TOTAL", b"papi,2020,63,9 2,TOTAL"),
        (b"papi,2020,63,92,D1,", b"papi,2020,63,92,TOTAL,"),
        (b"42.885496,E", b"42.885496,Z"),
        (b"42.885496,E", b",E"),
        (b"index,index_year", b"index,year"),
    ],
)
def test_a_processed_table_that_was_edited_is_refused(
    project: Project, processed: Project, old: bytes, new: bytes
) -> None:
    project.processed.mkdir(parents=True, exist_ok=True)
    content = processed.observations.read_bytes()
    assert old in content
    project.observations.write_bytes(content.replace(old, new, 1))
    project.published_ranks.write_bytes(processed.published_ranks.read_bytes())
    with pytest.raises(DataError) as caught:
        load_observations(project)
    assert "observations.csv" in str(caught.value)
    assert caught.value.remedy


# Damaged raw tables, as a steward leaves them


def lose_a_column(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rsplit(",", 1)[0] for line in lines) + "\n", encoding="utf-8")


def recode(path: Path, encoding: str) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))


def semicolons(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")


HANOI = "01,Hà Nội,0.737979,"

DAMAGES: dict[str, tuple[str, Callable[[Path], object], list[str]]] = {
    "text in a number": (
        "papi/2020.csv",
        lambda path: edit(path, HANOI, "01,Hà Nội,n/a,"),
        ["papi/2020.csv, row 2, column '1.1'", "'n/a'", "not a number"],
    ),
    "decimal comma": (
        "papi/2020.csv",
        lambda path: edit(path, HANOI, '01,Hà Nội,"0,737979",'),
        ["row 2, column '1.1'", "'0,737979'", "83.76"],
    ),
    "out of scale": (
        "papi/2020.csv",
        lambda path: edit(path, HANOI, "01,Hà Nội,7.37979,"),
        ["row 2, column '1.1'", "7.37979", "0.25 to 2.5"],
    ),
    "an unknown code": (
        "papi/2020.csv",
        lambda path: edit(path, "\n92,Cần Thơ,", "\n99,Cần Thơ,"),
        ["column 'province_code'", "'99' is no code", "92"],
    ),
    "the code of another unit": (
        "papi/2020.csv",
        lambda path: edit(path, "\n92,Cần Thơ,", "\n01,Cần Thơ,"),
        ["The code 01 is Hà Nội", "'Cần Thơ'"],
    ),
    "a lost zero": (
        "papi/2020.csv",
        lambda path: edit(path, "01,Hà Nội,", "1,Hà Nội,"),
        ["row 2, column 'province_code'", "'1' is no code", "leading zero"],
    ),
    "a unit twice": (
        "papi/2020.csv",
        lambda path: path.write_text(
            (text := path.read_text(encoding="utf-8")) + text.splitlines()[-1] + "\n", encoding="utf-8"
        ),
        ["row 65", "stands twice", "first in row 64"],
    ),
    "a missing column": ("papi/2020.csv", lose_a_column, ["papi/2020.csv, row 1", "'8.3'", "lacks column"]),
    "semicolons": ("papi/2020.csv", semicolons, ["papi/2020.csv, row 1", "semicolons"]),
    "UTF-16": ("papi/2020.csv", lambda path: recode(path, "utf-16"), ["papi/2020.csv", "not UTF-8"]),
    "an empty file": ("papi/2020.csv", lambda path: path.write_bytes(b""), ["papi/2020.csv", "empty"]),
    "only a header": (
        "papi/2020.csv",
        lambda path: path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"),
        ["papi/2020.csv", "no rows"],
    ),
    "the file gone": ("papi/2020.csv", Path.unlink, ["papi/2020.csv", "missing", "publications.csv, row 3"]),
    "a folder in its place": (
        "papi/2020.csv",
        lambda path: (path.unlink(), path.mkdir()),
        ["papi/2020.csv"],
    ),
    "an empty cell": (
        "papi/2020.csv",
        lambda path: edit(path, HANOI, "01,Hà Nội,,"),
        ["row 2, column '1.1'", "is empty", "suppressed.csv"],
    ),
    "a withheld cell filled": (
        "papi/2021.csv",
        lambda path: edit(path, "22,Quảng Ninh,,", "22,Quảng Ninh,1.5,"),
        ["column '1.1'", "Quảng Ninh", "1.5", "withheld"],
    ),
    "an edition that is not listed": (
        "papi/2010.csv",
        lambda path: path.write_bytes((path.parent / "2019.csv").read_bytes()),
        ["papi/2010.csv", "No edition of papi is listed for 2010", "publications.csv"],
    ),
    "an unknown status": (
        "par_index/2020.csv",
        lambda path: edit(path, "01,Hà Nội,86.07,A,", "01,Hà Nội,86.07,Q,"),
        ["par_index/2020.csv, row 2, column 'score_status'", "'Q'", "A, E, B, P"],
    ),
    "an unknown source": (
        "par_index/2020.csv",
        lambda path: edit(path, "01,Hà Nội,86.07,A,s54f03584,", "01,Hà Nội,86.07,A,s00000000,"),
        ["row 2, column 'score_source'", "'s00000000'", "sources.csv"],
    ),
    "a figure without a source": (
        "par_index/2020.csv",
        lambda path: edit(path, "01,Hà Nội,86.07,A,s54f03584,", "01,Hà Nội,86.07,A,,"),
        ["row 2, column 'score_source'", "no source"],
    ),
    "a score above 100": (
        "par_index/2020.csv",
        lambda path: edit(path, "01,Hà Nội,86.07,", "01,Hà Nội,860.7,"),
        ["row 2, column 'score'", "860.7", "0 to 100"],
    ),
    "no sources at all": ("sources.csv", Path.unlink, ["sources.csv", "missing"]),
    "no indicators": ("papi/indicators.csv", Path.unlink, ["papi/indicators.csv", "missing"]),
    "an index without its label": (
        "indices.csv",
        lambda path: edit(path, "papi,PAPI,", "papi,,"),
        ["indices.csv, row 4, column 'label'", "empty"],
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_raw_table_is_one_error_that_names_place_value_and_remedy(few: Project, damage: str) -> None:
    file, break_it, parts = DAMAGES[damage]
    break_it(few.raw / file)
    text = refused(few)
    for part in parts:
        assert part in text, (part, text)
    assert "what to do" in text


@pytest.mark.parametrize("file", ["papi/2020.csv", "par_index/2020.csv", "sources.csv"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    few: Project, few_observations: Observations, file: str
) -> None:
    path = few.raw / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    again = read_observations(Catalog(few.raw))
    pd.testing.assert_frame_equal(again.values, few_observations.values)
    pd.testing.assert_frame_equal(again.ranks, few_observations.ranks)


def test_problems_of_several_tables_are_shown_at_once(few: Project) -> None:
    edit(few.raw / "papi" / "2020.csv", HANOI, "01,Hà Nội,n/a,")
    edit(few.raw / "par_index" / "2020.csv", "01,Hà Nội,86.07,A,", "01,Hà Nội,86.07,Q,")
    (few.raw / "sipas" / "2019.csv").unlink()
    text = refused(few)
    assert text.startswith("3 raw tables have problems:")
    for part in ("papi/2020.csv, row 2", "par_index/2020.csv, row 2", "sipas/2019.csv"):
        assert part in text


def test_files_that_are_no_tables_are_passed_over(few: Project, few_observations: Observations) -> None:
    (few.raw / "papi" / "notes.csv").write_text("anything", encoding="utf-8")
    (few.raw / "papi" / "2020.csv.bak").write_text("anything", encoding="utf-8")
    (few.raw / "papi" / "2020 (copy).csv").write_text("anything", encoding="utf-8")
    pd.testing.assert_frame_equal(read_observations(Catalog(few.raw)).values, few_observations.values)
