"""Raw tables of components: sums, gaps, corrections, and what a damaged table is told."""

from __future__ import annotations

import functools
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.parts import read_parts

HANOI = "01,Hà Nội,0.737979,1.499946"


def text_of(catalog: Catalog, year: int) -> str:
    return catalog.tables["papi"][year].read_text(encoding="utf-8")


def read(catalog: Catalog, folder: Path, content: str | bytes, year: int = 2020) -> pd.DataFrame:
    path = folder / f"{year}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_parts(catalog, "papi", year, path)


def replaced(catalog: Catalog, old: str, new: str, year: int = 2020) -> str:
    text = text_of(catalog, year)
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def refused(catalog: Catalog, folder: Path, content: str | bytes, year: int = 2020) -> DataError:
    with pytest.raises(DataError) as caught:
        read(catalog, folder, content, year)
    assert f"{year}.csv" in str(caught.value)
    assert caught.value.remedy or "what to do" in str(caught.value)
    return caught.value


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def value(table: pd.DataFrame, unit: str, code: str) -> float:
    return float(table.set_index(["unit_code", "code"])["value"][unit, code])


def test_every_unit_has_a_row_for_every_code(catalog: Catalog, tmp_path: Path) -> None:
    table = read(catalog, tmp_path, text_of(catalog, 2020))
    assert len(table) == 63 * len(catalog.in_year("papi", 2020))
    assert not table.duplicated(["unit_code", "code"]).any()
    assert set(table["source_id"]) == {catalog.publications["papi", 2020].source_id}


def test_components_are_as_published_and_sums_are_derived(catalog: Catalog, tmp_path: Path) -> None:
    table = read(catalog, tmp_path, text_of(catalog, 2020))
    derived = set(table.loc[table["status"] == "E", "code"])
    assert derived == {"TOTAL", *(f"D{place}" for place in range(1, 9))}
    assert set(table.loc[~table["code"].isin(derived), "status"]) == {"A"}


def test_a_sum_is_what_one_adds_up_by_hand(catalog: Catalog, tmp_path: Path) -> None:
    # Hà Nội 2020, dimension 8: 0.391679 + 2.100031 + 0.426044 = 2.917754
    table = read(catalog, tmp_path, text_of(catalog, 2020))
    assert value(table, "01", "D8") == 2.917754


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="with a byte-order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="with the line ends of Windows"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="without a last line end"),
        pytest.param(lambda text: text.replace(HANOI, "01,Ha Noi, 0.737979 ,1.499946").encode(), id="with spaces"),
    ],
)
def test_a_table_gives_the_same_however_it_was_saved(catalog: Catalog, tmp_path: Path, save: object) -> None:
    text = text_of(catalog, 2020)
    pd.testing.assert_frame_equal(read(catalog, tmp_path, save(text)), read(catalog, tmp_path, text))  # type: ignore[operator]


def test_the_order_of_rows_and_columns_does_not_matter(catalog: Catalog, tmp_path: Path) -> None:
    lines = text_of(catalog, 2020).splitlines()
    turned = [",".join(reversed(line.split(","))) for line in [lines[0], *reversed(lines[1:])]]
    table = read(catalog, tmp_path, "\n".join(turned))
    expected = read(catalog, tmp_path, text_of(catalog, 2020))
    keys = ["unit_code", "code"]
    table, expected = (found.sort_values(keys, ignore_index=True) for found in (table, expected))
    assert list(table["raw_row"]) == [str(len(lines) + 2 - int(row)) for row in expected["raw_row"]]
    pd.testing.assert_frame_equal(table.drop(columns="raw_row"), expected.drop(columns="raw_row"))


@pytest.mark.parametrize("year", [2014, 2018, 2021, 2022, 2023, 2024])
def test_what_was_withheld_is_missing_and_so_is_every_sum_over_it(catalog: Catalog, tmp_path: Path, year: int) -> None:
    table = read(catalog, tmp_path, text_of(catalog, year), year)
    withheld = {unit: one for (_, its_year, unit), one in catalog.suppressed.items() if its_year == year}
    assert withheld
    expected = [
        unit in withheld and withheld[unit].covers(code, catalog.parents("papi", year))
        for unit, code in zip(table["unit_code"], table["code"], strict=True)
    ]
    assert (table["status"] == "M").tolist() == expected
    assert table["value"].isna().tolist() == expected


def test_an_incomplete_unit_keeps_what_is_published(catalog: Catalog, tmp_path: Path) -> None:
    # 2022: of Bắc Giang (24) dimensions 1, 2, 4 and 5 are withheld, of Bắc Ninh (27) 2, 3, 4 and 8.
    table = read(catalog, tmp_path, text_of(catalog, 2022), 2022)
    kept = table[table["value"].notna() & table["code"].str.startswith("D")].groupby("unit_code")["code"].apply(list)
    assert kept["24"] == ["D3", "D6", "D7", "D8"]
    assert kept["27"] == ["D1", "D5", "D6", "D7"]
    # Bắc Ninh, dimension 1: 1.350947 + 1.655354 + 1.548851 + 1.262265 = 5.817417
    assert value(table, "27", "D1") == 5.817417


def test_the_correction_of_hanoi_reaches_its_dimension_and_total(catalog: Catalog, tmp_path: Path) -> None:
    # The publisher's own figures: dimension 1 is 5.825448 and the total 43.904930; the cells add up to 5.826143.
    table = read(catalog, tmp_path, text_of(catalog, 2022), 2022).set_index(["unit_code", "code"])
    assert table["value"]["01", "D1"] == 5.825448
    assert table["status"]["01", "D1"] == "A"
    # Eight dimensions of six digits each: their sum may differ from the publisher's in the last digit or two.
    assert table["value"]["01", "TOTAL"] == pytest.approx(43.904930, abs=4e-6)
    assert table["status"]["01", "TOTAL"] == "E"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1.1a", "'1.1a'"),
        ('"0,737979"', "'0,737979'"),
        ("2.6", "2.6"),
        ("0.2", "0.2"),
        ("-0.7", "-0.7"),
        ("NaN", "'NaN'"),
        ("inf", "'inf'"),
        ("7e-1", "'7e-1'"),
        ("０.７", "'０.７'"),
        ("…", "'…'"),
        ("n/a", "'n/a'"),
    ],
)
def test_a_wrong_score_is_named_with_its_place_and_value(
    catalog: Catalog, tmp_path: Path, cell: str, shown: str
) -> None:
    error = refused(catalog, tmp_path, replaced(catalog, HANOI, f"01,Hà Nội,{cell},1.499946"))
    assert error.where == f"{tmp_path / '2020.csv'}, row 2, column '1.1'"
    assert f"holds {shown}" in error.what


def test_an_empty_score_that_was_not_withheld_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, replaced(catalog, HANOI, "01,Hà Nội,,1.499946"))
    assert error.what == "The score of Hà Nội is empty."
    assert "suppressed.csv" in error.why


def test_a_score_where_it_was_withheld_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    content = replaced(
        catalog, "22,Quảng Ninh,1.240792,1.692747,1.731832,1.190309,,", "22,Quảng Ninh,1,1,1,1,1.5,", 2018
    )
    error = refused(catalog, tmp_path, content, 2018)
    assert error.what == "The score of Quảng Ninh is 1.5, though withheld."
    assert error.where.endswith("row 15, column '2.1'")
    assert "reference/suppressed.csv, row 4" in error.why


def test_a_missing_row_is_named_by_its_unit(catalog: Catalog, tmp_path: Path) -> None:
    lines = text_of(catalog, 2020).splitlines()
    error = refused(catalog, tmp_path, "\n".join(lines[:1] + lines[3:]))
    assert error.what == "Hà Nội (01), Hà Giang (02): not in the table."


def test_an_extra_row_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    lines = text_of(catalog, 2020).splitlines()
    error = refused(catalog, tmp_path, "\n".join([*lines, lines[1].replace("01,Hà Nội", "98,Trung vị")]))
    assert error.where.endswith("row 65, column 'province_code'")


def test_more_units_than_were_measured_are_not_answered_with_add_a_row(project: Project) -> None:
    path = project.raw / "reference" / "publications.csv"
    change(path, ",14732,63,63,", ",14732,62,62,")
    catalog = Catalog(project.raw)
    with pytest.raises(DataError, match="The table has 63 units, but 62 were measured") as caught:
        read_parts(catalog, "papi", 2020, project.raw / "papi" / "2020.csv")
    assert "publications.csv, row 12" in caught.value.why
    assert caught.value.remedy.startswith("Remove the rows")


def test_a_repeated_row_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    lines = text_of(catalog, 2020).splitlines()
    error = refused(catalog, tmp_path, "\n".join([*lines, lines[1]]))
    assert error.what == "Hà Nội (01) stands twice, first in row 2."


def test_a_lost_leading_zero_is_one_problem_a_row(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, text_of(catalog, 2020).replace("\n0", "\n"))
    assert str(error).count("leading zero") == 5  # 01, 02, 04, 06 and 08
    assert "not in the table" not in str(error)


def test_two_names_that_were_swapped_are_both_found(catalog: Catalog, tmp_path: Path) -> None:
    text = text_of(catalog, 2020).replace("01,Hà Nội", "01,Hà Giang").replace("02,Hà Giang", "02,Hà Nội")
    assert str(refused(catalog, tmp_path, text)).startswith("2 problems in ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (",1.1,", ",", "lacks column '1.1'"),
        (",1.1,", ",1.1,1.5,", "unknown column '1.5'"),
        (",1.1,1.2,", ",1.1,1.1,", "lacks column '1.2'"),
        (",1.1,1.2,", ",1.1,1.2,1.2,", "repeats column '1.2'"),
        ("province_code,", "gso_code,", "lacks column 'province_code'"),
    ],
)
def test_a_wrong_header_is_told_which_column(catalog: Catalog, tmp_path: Path, old: str, new: str, what: str) -> None:
    header, _, rows = text_of(catalog, 2020).partition("\n")
    error = refused(catalog, tmp_path, header.replace(old, new) + "\n" + rows)
    assert what in error.what
    assert "row 1" in error.where


def test_a_table_of_another_year_does_not_fit(catalog: Catalog, tmp_path: Path) -> None:
    assert "5.2" in refused(catalog, tmp_path, text_of(catalog, 2020), 2021).what


def test_a_ragged_row_is_shown(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, replaced(catalog, HANOI, "01,Hà Nội,0,737979,1.499946"))
    assert "row 2: 01,Hà Nội,0,737979" in error.where
    assert "point" in error.remedy


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        ("province_code,province".encode("utf-16"), "UTF-8"),
        (b"province_code,province\n01,\x00", "NUL"),
    ],
)
def test_a_file_that_is_no_table_is_refused(catalog: Catalog, tmp_path: Path, content: str | bytes, what: str) -> None:
    assert what in refused(catalog, tmp_path, content).what


def test_a_quote_without_partner_is_found_in_its_row(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, replaced(catalog, "02,Hà Giang,", '02,"Hà Giang,'))
    assert error.where.endswith("2020.csv, row 3")


def test_a_header_without_rows_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    assert "no rows" in refused(catalog, tmp_path, text_of(catalog, 2020).splitlines()[0]).what


def test_a_year_after_the_last_known_meaning_says_where_to_extend_it(catalog: Catalog, tmp_path: Path) -> None:
    error = refused(catalog, tmp_path, text_of(catalog, 2024), 2025)
    assert error.what == "No code of papi has a meaning in 2025."
    assert "last_year" in error.remedy


def test_a_correction_that_no_longer_fits_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    # The publisher mends cell 1.3 of Hà Nội in the last of its six digits.
    content = replaced(catalog, "1.57,1.28,", "1.570001,1.28,", 2022)
    with pytest.raises(DataError) as caught:
        read(catalog, tmp_path, content, 2022)
    assert "expects 5.826143, the table gives 5.826144" in caught.value.what
    assert "corrections.csv, row 2, column 'here'" in caught.value.where


def test_a_correction_of_what_was_withheld_is_refused(project: Project) -> None:
    change(project.raw / "reference" / "corrections.csv", "papi,2022,01,D1", "papi,2022,24,D1")
    catalog = Catalog(project.raw)
    with pytest.raises(DataError, match="the table gives nothing"):
        read_parts(catalog, "papi", 2022, catalog.tables["papi"][2022])


def test_another_count_of_ranked_units_is_refused(project: Project) -> None:
    change(project.raw / "reference" / "publications.csv", ",15893,63,60,", ",15893,63,61,")
    catalog = Catalog(project.raw)
    with pytest.raises(DataError, match="61 units are listed as ranked, but 60 have a complete total") as caught:
        read_parts(catalog, "papi", 2021, catalog.tables["papi"][2021])
    assert "publications.csv, row 13, column 'units_ranked'" in caught.value.where


@functools.cache
def _values_of_2020(catalog: Catalog) -> pd.Series[float]:
    return read_parts(catalog, "papi", 2020, catalog.tables["papi"][2020]).set_index(["unit_code", "code"])["value"]


@settings(max_examples=30)
@given(st.integers(333_000, 2_500_000), st.sampled_from(["01", "22", "92", "96"]), st.integers(0, 28))
def test_a_changed_component_changes_its_dimension_and_total_by_as_much_and_nothing_else(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, millionths: int, unit: str, place: int
) -> None:
    path = tmp_path_factory.mktemp("parts") / "2020.csv"
    header, *rows = [line.split(",") for line in text_of(catalog, 2020).splitlines()]
    code = header[place + 2]
    row = next(row for row in rows if row[0] == unit)
    step = millionths / 1e6 - float(row[place + 2])
    before = _values_of_2020(catalog)
    row[place + 2] = f"{millionths / 1e6:.6f}"
    path.write_text("\n".join(",".join(cells) for cells in [header, *rows]), encoding="utf-8")
    after = read_parts(catalog, "papi", 2020, path).set_index(["unit_code", "code"])["value"]
    changed = (after - before).round(6)
    for one in (code, f"D{code[0]}", "TOTAL"):
        assert changed[unit, one] == pytest.approx(step, abs=1.5e-6)
    assert (changed.drop([(unit, code), (unit, f"D{code[0]}"), (unit, "TOTAL")]) == 0).all()
