"""A code is bound to its set of units: what of the 63 applies to the 34, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import DataError, ParameterError

RECYCLED = ("15", "24", "44", "52", "80", "82", "91")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(path: Path, *lines: str) -> None:
    path.write_text("\n".join([path.read_text(encoding="utf-8").rstrip("\n"), *lines]) + "\n", encoding="utf-8")


def parts(catalog: Catalog, code: str) -> list[str]:
    return [unit.name_vi for unit in catalog.parts_of(code)]


def test_index_years_to_2024_were_measured_in_63_units_and_later_ones_in_34(catalog: Catalog) -> None:
    assert [catalog.vintage_of(year) for year in (2011, 2024, 2025, 2026)] == [63, 63, 34, 34]


def test_there_are_34_units_of_their_own_vintage(present: Catalog) -> None:
    assert len(present.units) == len(present.units.by_code) == 34
    assert {unit.vintage for unit in present.units} == {34}


def test_seven_codes_name_other_units_than_before(catalog: Catalog, present: Catalog) -> None:
    names = {code: (catalog.units.by_code[code].name_vi, present.units.by_code[code].name_vi) for code in RECYCLED}
    assert names == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }
    others = [code for code in present.units.by_code if code not in RECYCLED]
    renamed = [code for code in others if catalog.units.by_code[code].name_vi != present.units.by_code[code].name_vi]
    assert renamed == ["46"]  # Thừa Thiên Huế became Huế, with the same borders


def test_every_former_unit_is_part_of_one_present_unit(catalog: Catalog, present: Catalog) -> None:
    made_of = [part for unit in present.units for part in present.parts_of(unit.code)]
    assert sorted(part.code for part in made_of) == sorted(catalog.units.by_code)
    assert {part.vintage for part in made_of} == {63}
    assert sum(len(present.parts_of(unit.code)) == 1 for unit in present.units) == 11


def test_the_part_that_gave_its_name_comes_first(present: Catalog) -> None:
    assert parts(present, "92") == ["Cần Thơ", "Hậu Giang", "Sóc Trăng"]
    assert parts(present, "91") == ["An Giang", "Kiên Giang"]
    assert parts(present, "24") == ["Bắc Ninh", "Bắc Giang"]
    assert parts(present, "46") == ["Thừa Thiên Huế"]


def test_the_population_of_a_unit_is_that_of_its_parts(present: Catalog) -> None:
    for unit in present.units:
        together = sum(part.weight for part in present.parts_of(unit.code))
        assert unit.weight == pytest.approx(together, abs=0.005 * 4), unit.name_vi


def test_regions_follow_the_set_of_units(catalog: Catalog, present: Catalog) -> None:
    # Lâm Đồng was of the Central Highlands; the coast of Bình Thuận is a part of it now.
    assert catalog.units.resolve("lam-dong").region("en") == "Central Highlands"
    assert present.units.resolve("lam-dong").region("en") == "South Central Coast and Central Highlands"
    mekong = [unit.slug for unit in present.units.in_region(present.units.resolve("can-tho"))]
    assert mekong == ["dong-thap", "vinh-long", "an-giang", "can-tho", "ca-mau"]


def test_a_code_is_resolved_in_its_set_of_units(catalog: Catalog, present: Catalog) -> None:
    assert catalog.resolve("15").slug == "yen-bai"
    assert present.resolve("15").slug == "lao-cai"
    assert catalog.resolve("can-tho").vintage == 63
    assert present.resolve("TP. Cần Thơ").vintage == 34


@pytest.mark.parametrize("text", ["Huế", "hue", "TT-Huế", "thua-thien-hue", "Thừa Thiên – Huế", "46"])
def test_hue_is_found_by_its_former_spellings(present: Catalog, text: str) -> None:
    assert present.resolve(text).slug == "hue"


def test_every_spelling_of_a_name_finds_its_namesake_or_says_what_became_of_it(
    catalog: Catalog, present: Catalog
) -> None:
    for spelling, code in catalog.units.spellings().items():
        former = catalog.units.by_code[code]
        successor = next(unit for unit in present.units if former in present.parts_of(unit.code))
        if present.parts_of(successor.code)[0] is former:
            assert present.resolve(spelling) is successor, spelling
        else:
            with pytest.raises(ParameterError, match=f"became part of {successor.name_vi} on 1 July 2025"):
                present.resolve(spelling)


@pytest.mark.parametrize("text", ["soc-trang", "Sóc Trăng", "94", "Tỉnh Sóc Trăng"])
def test_a_unit_that_was_merged_away_says_so_and_what_to_give(present: Catalog, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        present.resolve(text)
    assert caught.value.what == "Sóc Trăng is none of the 34 units."
    assert caught.value.why == "It became part of Cần Thơ on 1 July 2025."
    assert "PROVINCE=can-tho" in caught.value.remedy
    assert "UNITS=34" in caught.value.remedy


def test_an_unknown_name_lists_the_nearest_of_the_34(present: Catalog) -> None:
    with pytest.raises(ParameterError, match="nearest of the 34 names: can-tho"):
        present.resolve("can-to")


def test_the_year_chooses_the_set_of_units_unless_one_is_given(catalog: Catalog) -> None:
    assert catalog.view(2020).vintage == 63
    assert catalog.view(2020, 63) is catalog
    assert catalog.view(2020, 34).vintage == 34
    assert catalog.view(2025).vintage == catalog.view(2025, 34).vintage == 34


def test_figures_of_34_units_cannot_be_had_in_63(catalog: Catalog) -> None:
    with pytest.raises(ParameterError, match="no figures of the set 63 for 2025") as caught:
        catalog.view(2025, 63)
    assert caught.value.where == "UNITS"
    assert "cannot be divided" in caught.value.why


def test_an_unknown_set_of_units_is_refused(catalog: Catalog) -> None:
    with pytest.raises(ParameterError, match="no set of units '64'") as caught:
        catalog.view(2020, 64)
    assert "63 provinces and cities (to 30 June 2025)" in caught.value.why
    assert "Give 63 or 34" in caught.value.remedy


def test_a_sibling_shares_the_tables_that_were_read(catalog: Catalog, present: Catalog) -> None:
    assert present.store is catalog.store
    assert present.in_vintage(63) is catalog
    assert catalog.in_vintage(34) is present
    assert catalog.view(2020, 34) is present


def test_only_years_before_2025_are_estimated_for_the_34(catalog: Catalog, present: Catalog) -> None:
    assert [present.is_estimated(year) for year in (2011, 2024, 2025)] == [True, True, False]
    assert not any(catalog.is_estimated(year) for year in catalog.index_years)


def test_a_province_that_became_a_city_is_one_from_that_year_on(catalog: Catalog) -> None:
    # Đồng Nai, 30 April 2026; Quảng Ninh, 1 September 2026; Bắc Ninh, 20 September 2026.
    cities = {year: {one.slug for one in catalog.view(year, 34).units if one.is_city} for year in (2020, 2025, 2026)}
    assert cities[2020] == cities[2025] == {"ha-noi", "hai-phong", "hue", "da-nang", "ho-chi-minh", "can-tho"}
    assert cities[2026] - cities[2025] == {"dong-nai", "quang-ninh", "bac-ninh"}
    assert catalog.view(2025).resolve("quang-ninh").full_name("vi") == "Tỉnh Quảng Ninh"
    assert catalog.view(2026).resolve("quang-ninh").full_name("vi") == "Thành phố Quảng Ninh"


def test_an_edition_counts_the_units_of_which_every_part_was_measured_and_published(present: Catalog) -> None:
    # 2021: Quảng Ninh, Bắc Giang and Bắc Ninh were withheld; the latter two are one unit now.
    edition = present.publications["papi", 2021]
    assert (edition.units, edition.units_ranked) == (34, 32)
    assert (present.publications["papi", 2020].units, present.publications["papi", 2020].units_ranked) == (34, 34)
    # The pilot of ten provinces held four that were not merged, and no whole merged one: no ranking of 34.
    assert (present.publications["sipas", 2015].units, present.publications["sipas", 2015].units_ranked) == (4, 0)


def test_what_was_withheld_from_a_part_is_withheld_from_the_whole(present: Catalog) -> None:
    # 2022: of Bắc Giang D1, D2, D4, D5, of Bắc Ninh D2, D3, D4, D8.
    joined = present.suppressed["papi", 2022, "24"]
    parents = present.parents("papi", 2022)
    withheld = {code for code in ("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8") if joined.covers(code, parents)}
    assert withheld == {"D1", "D2", "D3", "D4", "D5", "D8"}
    assert joined.reason("vi") == "dữ liệu khảo sát bị đánh giá là không chính xác (theo báo chí)"
    assert present.suppressed["papi", 2018, "82"].codes == "D2 D4"  # Đồng Tháp was 87 then
    assert ("papi", 2018, "87") not in present.suppressed


def test_the_plan_of_the_former_can_tho_is_not_that_of_the_present_one(catalog: Catalog, present: Catalog) -> None:
    for records in ("targets", "measures", "statements"):
        assert any(one.province_code == "92" for one in getattr(catalog, records)), records
        assert not any(one.province_code == "92" for one in getattr(present, records)), records


def test_the_plan_of_an_unchanged_unit_stays_its_own_without_places_among_others(present: Catalog) -> None:
    # Lạng Sơn wanted PAR INDEX 85 and a place among the first 35 of 63.
    mine = [(one.index, one.target_score, one.target_rank_within) for one in present.targets]
    assert mine == [("par_index", 85.0, None), ("sipas", 80.0, None)]
    assert {one.province_code for one in present.targets} == {"20"}


def test_a_plan_belongs_to_the_set_of_units_of_its_briefing_or_to_the_one_given(project: Project) -> None:
    plans = project.raw / "plans"
    row = "92,papi,papi_total_8d,45,,,,,"
    append(plans / "targets.csv", f"2025,{row}", f"2026,{row}")
    statement = "92,2024,papi,scale_max,80,s175b1d39"
    append(plans / "statements.csv", f"portal 2026,{statement}")
    raw = Catalog(project.raw)
    years = {vintage: [one.plan_year for one in raw.in_vintage(vintage).targets if one.province_code == "92"]
             for vintage in (63, 34)}  # fmt: skip
    assert years == {63: [2021, 2021, 2021, 2020, 2025, 2025], 34: [2026]}
    assert not any(one.province_code == "92" for one in raw.in_vintage(34).statements)

    header, *rows = (plans / "statements.csv").read_text(encoding="utf-8").splitlines()
    given = [f"{header},vintage", *(f"{row}," for row in rows[:-1]), f"{rows[-1]},34"]
    (plans / "statements.csv").write_text("\n".join(given) + "\n", encoding="utf-8")
    mine = [one.document for one in Catalog(project.raw).in_vintage(34).statements if one.province_code == "92"]
    assert mine == ["portal 2026"]


def test_the_statements_of_an_unchanged_unit_stay_without_places(project: Project) -> None:
    start, end = "portal,20,2022,par_index,", "s175b1d39"
    lines = [f"{start}{quantity},{value},{end}" for quantity, value in
             (("score", 84.1), ("rank", 40), ("units", 63), ("score_change", 0.2), ("rank_change", 1))]  # fmt: skip
    append(project.raw / "plans" / "statements.csv", *lines)
    kept = [one.quantity for one in Catalog(project.raw).in_vintage(34).statements]
    assert kept == ["score", "score_change"]


def test_national_figures_and_corrections_are_of_one_set_of_units(catalog: Catalog, present: Catalog) -> None:
    assert catalog.national
    assert catalog.corrections
    assert present.national == present.corrections == []


@pytest.mark.parametrize(
    ("old", "new", "what", "place"),
    [
        (
            "94,Sóc Trăng,92,",
            "97,Sóc Trăng,92,",
            "'97' is no code of the 63 units",
            "row 62, column 'old_gso_code'",
        ),
        (
            "94,Sóc Trăng,92,",
            "94,Sóc Trăng,93,",
            "'93' is no code of the 34 units",
            "row 62, column 'new_gso_code'",
        ),
        ("94,Sóc Trăng,92,", "93,Sóc Trăng,92,", "The unit 93 stands twice, first in row 61", "row 62"),
        ("94,Sóc Trăng,92,Cần Thơ,merged\n", "", "says nothing of Sóc Trăng", "column 'old_gso_code'"),
    ],
)
def test_a_wrong_crosswalk_is_refused(project: Project, old: str, new: str, what: str, place: str) -> None:
    change(project.raw / "provinces" / "crosswalk_63_to_34.csv", old, new)
    with pytest.raises(DataError, match=what) as caught:
        Catalog(project.raw).in_vintage(34).parts_of("92")
    assert place in caught.value.where


def test_a_present_unit_that_is_missing_is_refused(project: Project) -> None:
    change(project.raw / "provinces" / "provinces_34.csv", "\n96,Cà Mau", "\n92,Cà Mau")
    with pytest.raises(DataError, match="34 rows with 33 different codes"):
        _ = Catalog(project.raw).in_vintage(34).units
