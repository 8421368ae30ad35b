"""Years, provinces and languages are understood as people type them."""

from __future__ import annotations

import pytest

from chiso.catalog import Catalog
from chiso.errors import ParameterError
from chiso.run.selection import regions, selected


def asked(
    catalog: Catalog, years: str = "2021", provinces: str = "", locales: str = "vi"
) -> list[tuple[int, str, str]]:
    found = selected(catalog, years, provinces, locales)
    return [(one.parameters.year, one.parameters.unit.slug, one.locale) for one in found]


def test_all_provinces_in_two_languages_are_126_reports(catalog: Catalog) -> None:
    assert len(set(asked(catalog, provinces="all", locales=""))) == 126
    assert asked(catalog, provinces="", locales="") == asked(catalog, provinces="ALL", locales="vi en")


@pytest.mark.parametrize(
    "provinces",
    [
        "can-tho, ha-noi",
        "ha-noi can-tho",
        "92 01",
        "Cần Thơ; Hà Nội",
        "Hà Nội,\nTP. Can Tho,can-tho",
        " HaNoi  can-tho ",
    ],
)
def test_a_list_is_understood_in_any_spelling_and_names_each_once(catalog: Catalog, provinces: str) -> None:
    assert asked(catalog, provinces=provinces) == [(2021, "ha-noi", "vi"), (2021, "can-tho", "vi")]


def test_a_region_stands_for_its_provinces(catalog: Catalog) -> None:
    slugs = [slug for _, slug, _ in asked(catalog, provinces="region:dong-bang-song-cuu-long, ha-noi")]
    assert len(slugs) == 14
    assert {"can-tho", "ca-mau", "ha-noi"} <= set(slugs)
    assert "ho-chi-minh" not in slugs


@pytest.mark.parametrize(
    "region", ["region:Đồng bằng sông Cửu Long", "Region: dong-bang-song-cuu-long", "region:dong bang song cuu long"]
)
def test_a_region_is_understood_in_any_spelling(catalog: Catalog, region: str) -> None:
    expected = asked(catalog, provinces="region:dong-bang-song-cuu-long, ha-noi")
    assert asked(catalog, provinces=f"{region}, ha-noi") == expected


@pytest.mark.parametrize("provinces", [",", " ; ", "\n,\n"])
def test_a_list_that_names_nothing_is_refused(catalog: Catalog, provinces: str) -> None:
    with pytest.raises(ParameterError, match="No province is named") as caught:
        asked(catalog, provinces=provinces)
    assert caught.value.where == "PROVINCES"


def test_another_set_of_units_has_its_own_provinces_and_regions(catalog: Catalog) -> None:
    assert len(selected(catalog, "2021", "all", "vi", "34")) == 34
    assert {report.parameters.name for report in selected(catalog, "2021", "can-tho", "vi", "34")} == {"can-tho-34"}
    with pytest.raises(ParameterError, match="Hậu Giang is none of the 34 units"):
        selected(catalog, "2021", "can-tho, hau-giang", "vi", "34")
    with pytest.raises(ParameterError):
        selected(catalog, "2021", "all", "vi", "62")


def test_every_region_can_be_asked_for_and_together_they_are_all(catalog: Catalog) -> None:
    names = regions(catalog.units)
    assert sum(len(asked(catalog, provinces=f"region:{name}")) for name in names) == 63
    assert len(names) == 6


def test_an_unknown_region_names_those_that_there_are(catalog: Catalog) -> None:
    with pytest.raises(ParameterError) as caught:
        asked(catalog, provinces="region:tay-bac")
    for name in regions(catalog.units):
        assert f"region:{name}" in str(caught.value)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("2021 2022", [2021, 2022]),
        ("2021-2023", [2021, 2022, 2023]),
        ("2021–2022,2025", [2021, 2022, 2025]),
        ("2022 2021 2022", [2021, 2022]),
        ("2021 - 2022, 2025,", [2021, 2022, 2025]),
    ],
)
def test_several_years_are_made_in_order_and_once(catalog: Catalog, years: str, expected: list[int]) -> None:
    assert [year for year, _, _ in asked(catalog, years, "can-tho")] == expected


@pytest.mark.parametrize("years", ["", "2035", "2021-2035", "2023-2021", "21", "2021-", "all"])
def test_wrong_years_are_refused_with_what_to_give(catalog: Catalog, years: str) -> None:
    with pytest.raises(ParameterError) as caught:
        asked(catalog, years, "can-tho")
    assert caught.value.where == "YEAR"
    assert "20" in caught.value.remedy


def test_an_unknown_province_in_a_list_is_named_alone(catalog: Catalog) -> None:
    with pytest.raises(ParameterError, match="No province or city is called 'xyz'") as caught:
        asked(catalog, provinces="can-tho xyz")
    assert caught.value.where == "PROVINCES"
    assert "parted by commas" in caught.value.remedy
    with pytest.raises(ParameterError) as caught:
        asked(catalog, provinces="can-tho, xyz")
    assert "parted by commas" not in caught.value.remedy
