"""Which unit a cell names: looked up in every known spelling, never guessed."""

from __future__ import annotations

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.intake.names import Names


@pytest.fixture(scope="module")
def names_34(catalog: Catalog) -> Names:
    return Names(catalog.in_vintage(34))


def test_every_spelling_of_the_table_names_its_unit(catalog: Catalog, names: Names) -> None:
    path = catalog.raw / "provinces" / "name_aliases.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["gso_code"] != "28":
                assert names.find(row["alias"]).code == row["gso_code"], row["alias"]


def test_no_row_that_is_no_province_names_one(catalog: Catalog, names: Names) -> None:
    path = catalog.raw / "provinces" / "non_province_rows.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert names.find(row["cell_text"]) is None, row["cell_text"]
            assert names.other(row["cell_text"]), row["cell_text"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Cần Thơ", "92"),
        ("CẦN THƠ", "92"),
        ("TP. Cần Thơ *", "92"),
        ("Thành phố Cần Thơ (1)", "92"),
        ("5. Cần Thơ", "92"),
        ("59 Cần Thơ", "92"),
        ("- Cần Thơ", "92"),
        ("Cần Thơ1", "92"),
        ("Cần Thơ / Can Tho", "92"),
        ("Cần Thơ\nCan Tho City", "92"),
        ("Cần Thơ (Can Tho)", "92"),
        ("Cần Thơ (thành phố)", "92"),
        ("Hà Nội Ha Noi", "01"),
        ("Ðà Nẵng", "48"),
        ("Đ\u00e0 N\u0103\u0303ng", "48"),
        ("Thừa Thiên\u00a0-\u00a0Huế", "46"),
        ("TT-Huế", "46"),
        ("Thừa Thiên\nHuế", "46"),
        ("BRVT", "77"),
        ("Bà Rịa –\nVũng Tàu", "77"),
        ("Bà Rịa – Vũng Tàu / Ba Ria – Vung Tau", "77"),
        ("TP.HCM", "79"),
        ("Hoà Bình", "17"),
        ("Đăk Lăk", "66"),
        ("Sóc Trăng province", "94"),
        ("UBND tỉnh Sóc Trăng", "94"),
        ("5. Ủy ban nhân dân thành phố Cần Thơ", "92"),
    ],
)
def test_a_cell_may_number_mark_or_double_a_name(names: Names, cell: str, code: str) -> None:
    assert names.find(cell).code == code


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "92",
        "Tây Nguyên",
        "Thái Nguyen X",
        "Cần Thơ Hà Nội",
        "Huế - Đà Nẵng",
        "Cần Thơ / Hà Nội",
        "Cà Màu xanh",
        "Cần Thơ (Hà Nội)",
        "Tuyên Quang (Hà Giang)",
        "Đông Nam Bộ - Bình Dương",
        "Trung bình",
        "Hà Tây",
    ],
)
def test_two_units_a_number_or_a_likeness_name_none(names: Names, cell: str) -> None:
    assert names.find(cell) is None


def test_every_unit_is_known_composed_decomposed_and_without_marks(names: Names) -> None:
    for unit in names.units:
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert names.find(unicodedata.normalize(form, unit.name_vi)) is unit
            assert names.find(unicodedata.normalize(form, unit.name_vi.upper())) is unit
        assert names.find(unit.name_en) is unit
        assert names.find(unit.full_name("vi")) is unit
        assert names.find(unit.full_name("en")) is unit


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Đồng bằng sông Hồng", "region"),
        ("Red River Delta", "region"),
        ("Vùng Đông Nam Bộ", "region"),
        ("Trung bình cả nước", "statistic"),
        ("Trung vị", "statistic"),
        ("Median", "statistic"),
        ("Cả nước", "total"),
        ("TỔNG SỐ - TOTAL", "total"),
        ("Ghi chú: * thành phố trực thuộc trung ương", "note"),
        ("Nguồn: Bộ Nội vụ", "note"),
        ("Hà Tây", "former"),
        ("Tỉnh, thành phố", "header"),
    ],
)
def test_what_is_no_unit_is_known_by_kind(names: Names, cell: str, kind: str) -> None:
    assert names.other(cell) == kind


@pytest.mark.parametrize("cell", ["Cần Thơo", "Vúng Tàu đảo", "Hà Nội mới toanh", "Tỉnh A", "Bình Dươnggg"])
def test_a_misspelt_unit_is_not_taken_for_something_to_pass_over(names: Names, cell: str) -> None:
    assert names.find(cell) is None
    assert names.other(cell) == ""


def test_the_nearest_names_are_hints_only(names: Names) -> None:
    assert "Cần Thơ" in names.nearest("Cân Thọo")


def test_a_name_goes_with_the_units_of_its_year(names: Names, names_34: Names) -> None:
    assert names.find("Hà Giang").code == "02"
    assert names_34.find("Hà Giang") is None
    assert names_34.other("Hà Giang") == "other_vintage"
    assert names_34.find("Cần Thơ (mới)").code == "92"
    assert names.find("Cần Thơ (mới)") is None
    assert names.find("Cần Thơ (cũ)").code == "92"
    assert names_34.find("Tuyên Quang").vintage == 34


@given(st.text(max_size=40))
def test_no_text_makes_the_lookup_fail(names: Names, cell: str) -> None:
    unit = names.find(cell)
    assert unit is None or unit.code in names.units.by_code
    assert isinstance(names.other(cell), str)
