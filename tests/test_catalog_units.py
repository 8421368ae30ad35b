from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.catalog import Catalog
from chiso.catalog.records import read_lines
from chiso.catalog.spelling import name_key
from chiso.errors import ParameterError


@pytest.mark.parametrize(
    "text",
    ["Cần Thơ", "can-tho", "92", "TP. Can Tho", "CẦN THƠ", "Thành phố Cần Thơ", "Can Tho City", " can tho ", "CanTho"],
)
def test_can_tho_is_found_by_every_spelling(catalog: Catalog, text: str) -> None:
    assert catalog.units.resolve(text).code == "92"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TT-Huế", "46"),
        ("Huế", "46"),
        ("BRVT", "77"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Đăk Lăk", "66"),
        ("Đắc Lắk", "66"),
        ("Ðắk Nông", "67"),  # with the Icelandic letter eth
        ("HOÀ BÌNH", "17"),
        ("Hòa Bình", "17"),
        ("Tỉnh Hậu\u00a0Giang", "93"),
        ("Ｃần Thơ", "92"),
    ],
)
def test_spellings_met_in_the_wild_are_found(catalog: Catalog, text: str, code: str) -> None:
    assert catalog.units.resolve(text).code == code


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_name_is_found_in_every_unicode_form(catalog: Catalog, form: str) -> None:
    for unit in catalog.units:
        assert catalog.units.find(unicodedata.normalize(form, unit.name_vi)) is unit


def test_every_unit_is_found_by_its_code_slug_and_names(catalog: Catalog) -> None:
    for unit in catalog.units:
        for text in (unit.code, unit.slug, *(unit.full_name(locale) for locale in ("vi", "en")), unit.name("vi")):
            assert catalog.units.find(text) is unit, text


def test_every_listed_spelling_finds_the_unit_of_its_row(catalog: Catalog) -> None:
    rows = read_lines(catalog.raw / "provinces" / "name_aliases.csv", ("alias", "gso_code", "kind"))
    found = {row.cells["alias"]: catalog.units.find(row.cells["alias"]) for row in rows}
    wrong = [row.cells for row in rows if (unit := found[row.cells["alias"]]) and unit.code != row.cells["gso_code"]]
    assert wrong == []
    assert {row.cells["gso_code"] for row in rows if found[row.cells["alias"]] is None} == {"28"}  # Hà Tây, until 2008


def test_rows_that_are_no_province_are_not_taken_for_one(catalog: Catalog) -> None:
    rows = read_lines(catalog.raw / "provinces" / "non_province_rows.csv", ("cell_text", "guess"))
    assert [row.cells["cell_text"] for row in rows if catalog.units.find(row.cells["cell_text"])] == []


@pytest.mark.parametrize(
    "text", ["", " ", "xyz", "1", "9", "092", "Tỉnh", "City", "Tây Nguyên", "하노이", "Hà Tây", "-"]
)
def test_what_names_no_unit_is_not_found(catalog: Catalog, text: str) -> None:
    assert catalog.units.find(text) is None


def test_an_unknown_name_lists_close_slugs(catalog: Catalog) -> None:
    with pytest.raises(ParameterError) as caught:
        catalog.units.resolve("can-to")
    assert "can-tho" in caught.value.why
    assert "'can-to'" in caught.value.what
    assert caught.value.where == "PROVINCE"


def test_even_nonsense_lists_five_slugs(catalog: Catalog) -> None:
    with pytest.raises(ParameterError) as caught:
        catalog.units.resolve("xyz")
    assert sum(unit.slug in caught.value.why.replace(".", "").split(": ")[1].split(", ") for unit in catalog.units) == 5


@given(st.text())
def test_a_key_is_ascii_letters_and_digits_and_its_own_key(text: str) -> None:
    key = name_key(text)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())
    assert name_key(key) == key


@given(st.text())
def test_any_text_finds_a_unit_or_none_without_failing(catalog: Catalog, text: str) -> None:
    unit = catalog.units.find(text)
    assert unit is None or catalog.units.by_code[unit.code] is unit


def test_slugs_are_unique_and_safe_in_file_names(catalog: Catalog) -> None:
    slugs = [unit.slug for unit in catalog.units]
    assert len(set(slugs)) == len(slugs) == 63
    assert all(slug.replace("-", "").isalpha() and slug.isascii() for slug in slugs)
    assert {"can-tho", "ba-ria-vung-tau", "thua-thien-hue", "ho-chi-minh", "dak-lak"} <= set(slugs)


def test_the_five_centrally_run_cities_are_known(catalog: Catalog) -> None:
    assert {unit.code for unit in catalog.units if unit.is_city} == {"01", "31", "48", "79", "92"}


def test_names_read_as_people_write_them(catalog: Catalog) -> None:
    units = catalog.units.by_code
    assert units["92"].full_name("vi") == "Thành phố Cần Thơ"
    assert units["92"].full_name("en") == "Can Tho City"
    assert units["79"].full_name("en").count("City") == 1
    assert units["93"].full_name("vi") == "Tỉnh Hậu Giang"
    assert units["93"].full_name("en") == "Hau Giang Province"


def test_within_a_vietnamese_sentence_the_kind_has_a_capital_only_before_the_name_of_a_person(
    catalog: Catalog,
) -> None:
    units = catalog.units.by_code
    assert units["92"].name_within("vi") == "thành phố Cần Thơ"
    assert units["93"].name_within("vi") == "tỉnh Hậu Giang"
    assert units["79"].name_within("vi") == "Thành phố Hồ Chí Minh"
    assert units["93"].name_within("en") == units["93"].full_name("en")
    assert units["77"].name("vi") == "Bà Rịa – Vũng Tàu"


def test_the_regions_part_the_63_units(catalog: Catalog) -> None:
    regions = {unit.region_vi: {one.code for one in catalog.units.in_region(unit)} for unit in catalog.units}
    assert sum(len(codes) for codes in regions.values()) == 63
    assert len(regions) == 6
    delta = regions[catalog.units.by_code["92"].region_vi]
    assert len(delta) == 13  # the Mekong Delta has thirteen provinces and cities
    assert {"92", "93", "94"} <= delta
