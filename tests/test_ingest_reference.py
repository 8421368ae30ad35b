"""Holding the reference tables against one another: each test damages one row of a copy."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import DataError
from chiso.ingest.checks.reference import check_reference


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_reference_tables_of_the_project_agree(catalog: Catalog) -> None:
    check_reference(catalog)


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value"),
    [
        ("indices.csv", "percent,scores,higher,1", "percent,table,higher,1", 2, "layout", "'table'"),
        ("indices.csv", "papi,PAPI,", "papi,,", 4, "label", "empty"),
        ("indices.csv", "points,parts,higher,3,sum", "marks,parts,higher,3,sum", 4, "measure", "'marks'"),
        ("indices.csv", "points,parts,higher,3,sum", "points,parts,up,3,sum", 4, "better", "'up'"),
        ("indices.csv", "points,parts,higher,3,sum", "points,parts,higher,3,mean", 4, "total", "'mean'"),
        (
            "papi/indicators.csv",
            "D1,participation,TOTAL,Participation at Local Levels",
            "D1,participation,TOTAL,",
            4,
            "name_en",
            "empty",
        ),
        ("reference/series_breaks.csv", "Mean of provinces moves from 1.25 to 0.41.", "", 21, "what_en", "empty"),
        ("sources.csv", "s04a6508a,viet-jo: PAR INDEX 2018 (ja)", "s04a6508a,", 3, "title", "empty"),
        ("reference/publications.csv", "papi,2020,", "PAPI,2020,", 12, "index", "'PAPI'"),
        ("reference/publications.csv", ",14732,63,63,s4df47424", ",14732,63,63,s4df4742X", 12, "source_id", "X'"),
        ("reference/publications.csv", ",14732,63,63,s4df47424", ",14732,63,63,", 12, "source_id", "no source"),
        ("reference/publications.csv", ",14732,63,63,", ",14732,64,63,", 12, "units", "64"),
        ("reference/publications.csv", ",14732,63,63,", ",14732,61,63,", 12, "units_ranked", "63 of 61"),
        ("reference/publications.csv", ",14732,63,63,", ",14732,63,0,", 12, "units_ranked", "0 of 63"),
        (
            "reference/column_names.csv",
            "par_index,par_index_total,PARI",
            "par,par_index_total,PARI",
            5,
            "index",
            "'par'",
        ),
        ("provinces/region_names.csv", "Đông Nam Bộ,Southeast\n", "Đông Nam,Southeast\n", 8, "region", "'Đông Nam'"),
        ("reference/text_names.csv", "par_index_total,CCHC", "par_index_sum,CCHC", 2, "concept", "'par_index_sum'"),
        ("reference/column_names.csv", "par_index_total,PARI", "par_index_sum,PARI", 5, "concept", "'par_index_sum'"),
        ("reference/column_names.csv", "par_index_total,PARI", "par_index_total,CCHC", 5, "text", "row 2"),
        ("reference/series_breaks.csv", "papi,8.3,2020,level", "pap,8.3,2020,level", 21, "index", "'pap'"),
        ("reference/series_breaks.csv", "papi,8.3,2020,level", "papi,8.4,2020,level", 21, "code", "'8.4'"),
        ("reference/series_breaks.csv", "papi,8.3,2020,level", "papi,8.3,2020,jump", 21, "kind", "'jump'"),
        ("reference/series_breaks.csv", "par_index,TOTAL,2022", "par_index,D9,2022", 4, "code", "'D9'"),
        ("reference/suppressed.csv", "papi,2014,24,", "papi,2014,9,", 2, "province_code", "'9'"),
        ("reference/suppressed.csv", "papi,2014,24,all", "papi,2014,24,D7", 2, "codes", "'D7'"),  # not before 2018
        ("reference/suppressed.csv", "papi,2014,24,all", "papi,2014,24,all D2", 2, "codes", "'all D2'"),
        ("reference/suppressed.csv", "papi,2014,24,all", "papi,2014,24,", 2, "codes", "''"),
        ("reference/suppressed.csv", "papi,2014,24,all", "papi,2010,24,all", 2, "index_year", "2010"),
        ("reference/corrections.csv", "papi,2022,01,", "papi,2022,1,", 2, "province_code", "'1'"),
        ("reference/corrections.csv", "papi,2022,01,D1", "papi,2022,01,1.3", 2, "code", "'1.3'"),
        ("reference/corrections.csv", "papi,2022,01,", "papi,2025,01,", 2, "index_year", "2025"),
        ("reference/corrections.csv", "papi,2022,01,D1", "sipas,2022,01,TOTAL", 2, "code", "'TOTAL'"),
        (
            "reference/national.csv",
            "par_index,2013,max,87.02,48",
            "par_index,2013,max,87.02,47",
            3,
            "province_code",
            "47",
        ),
        ("plans/targets.csv", "2021,92,par_index,", "2021,92,parindex,", 2, "index", "'parindex'"),
        ("plans/targets.csv", "par_index_total,86,15", "papi_total_8d,86,15", 2, "concept", "'papi_total_8d'"),
        ("plans/targets.csv", "par_index_total,86,15", "par_index_total,,", 2, "target_score", "neither"),
        ("plans/targets.csv", "par_index_total,86,15", "par_index_total,860,15", 2, "target_score", "from 0 to 100"),
        ("plans/targets.csv", "par_index_total,86,15", "par_index_total,86,64", 2, "target_rank_within", "63 units"),
        ("plans/targets.csv", "2021,92,par_index,", "20210,92,par_index,", 2, "plan_year", "no plan for 20210"),
        ("plans/measures.csv", ",interaction_with_authorities", ",interactions", 15, "concept", "'interactions'"),
        ("plans/statements.csv", "papi,score,42.88,", 'papi,score,"42,88",', 13, "value", "'42,88'"),
        ("plans/statements.csv", "papi,score,42.88,", "papi,score,−42.88,", 13, "value", "'−42.88'"),
        ("plans/statements.csv", "papi,score,42.88,", "papi,score,nan,", 13, "value", "'nan'"),
        ("plans/statements.csv", "papi,score,42.88,", "papi,score,,", 13, "value", "''"),
        ("plans/statements.csv", "papi,score,42.88,", "papi,points,42.88,", 13, "quantity", "'points'"),
        ("plans/statements.csv", "papi,score,42.88,s0f091648", "papi,score,42.88,", 13, "source_id", "empty"),
        ("papi/indicators.csv", "D8,e_governance,TOTAL", "D8,e_governance,", 11, "parent", "nothing"),
        ("papi/indicators.csv", "D8,e_governance,TOTAL", "D8,e_governance,D8", 11, "parent", "'D8'"),
        (
            "papi/indicators.csv",
            "1.1,civic_knowledge,D1",
            "1.1,civic_knowledge,D2",
            4,
            "scale_max",
            "of D1 at their best make",
        ),
        ("papi/indicators.csv", "1.1,civic_knowledge,", "1 1,civic_knowledge,", 12, "code", "'1 1'"),
        ("papi/indicators.csv", "7.2,air_quality,", "7.1,air_quality,", 46, "code", "'7.1'"),
        ("papi/indicators.csv", "7.2,air_quality,", "7.2,environmental_protection,", 46, "concept", "stands in row 45"),
        ("provinces/name_aliases.csv", "Ha Noi,01,ascii", "Ha Noi,02,ascii", 2, "gso_code", "'Ha Noi'"),
        ("provinces/name_aliases.csv", "Ha Noi,01,ascii", "Ha Noi,1,ascii", 2, "gso_code", "'1'"),
        ("provinces/provinces_63.csv", "Ha Giang,tỉnh,Trung du", "Ha Giang,tỉnh,Trung đu", 3, "region_vi", "đu"),
        ("provinces/provinces_34.csv", "Red River Delta,8717", "Red Delta,8717", 2, "region_en", "Red Delta"),
        ("sources.csv", "(ja),,2019-05-28,", "(ja),,2019-02-30,", 3, "published", "'2019-02-30'"),
        ("sources.csv", "(ja),,2019-05-28,", "(ja),,2019-13,", 3, "published", "'2019-13'"),
        ("reference/publications.csv", "papi,2020,2021-04-14", "papi,2020,2012-04-14", 12, "published_on", "2012"),
        ("reference/national.csv", "par_index,2013,mean,77.56", "par_index,2013,avg,77.56", 2, "statistic", "'avg'"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place_and_value(
    project: Project, file: str, old: str, new: str, row: int, column: str, value: str
) -> None:
    change(project.raw / file, old, new)
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    text = str(caught.value)
    assert f"{project.raw / file}, row {row}, column '{column}'" in text
    assert value in text
    assert "what to do: " in text


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("Seriousness in Environmental Protection,Nghiêm túc trong bảo vệ môi trường,0.33,3.33", None, "scale_max"),
        ("Nghiêm túc trong bảo vệ môi trường,0.33,3.33,2018,2024", None, "last_year"),
    ],
)
def test_an_indicator_with_a_scale_or_years_the_wrong_way_round_is_refused(
    project: Project, old: str, new: str | None, column: str
) -> None:
    swapped = {"scale_max": old.replace("0.33,3.33", "3.33,0.33"), "last_year": old.replace("2018,2024", "2024,2018")}
    change(project.raw / "papi" / "indicators.csv", old, new or swapped[column])
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    assert f"row 45, column '{column}'" in str(caught.value)


def test_two_units_in_one_place_of_the_map_are_found_by_the_check(project: Project) -> None:
    path = project.raw / "provinces" / "grid_63.csv"
    change(path, "02,Hà Giang,1,3", "02,Hà Giang,4,3")
    with pytest.raises(DataError, match="Two units have the place 4, 3 in the map") as caught:
        check_reference(Catalog(project.raw))
    assert caught.value.where == f"{path}, rows 2 and 3"


def test_tables_whose_letters_were_saved_decomposed_are_the_same_tables(project: Project) -> None:
    path = project.raw / "provinces" / "provinces_34.csv"
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")
    catalog = Catalog(project.raw)
    check_reference(catalog)
    assert catalog.in_vintage(34).units.by_code["92"].name_vi == "Cần Thơ"


def test_of_two_rows_for_one_target_only_what_is_given_is_shown(project: Project) -> None:
    path = project.raw / "plans" / "targets.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="2021, 92, par_index: stands in row 2 already"):
        check_reference(Catalog(project.raw))


def test_a_part_of_a_dimension_that_had_not_begun_is_refused(project: Project) -> None:
    path = project.raw / "papi" / "indicators.csv"
    change(path, "Chất lượng không khí,0.33,3.33,2018,2024", "Chất lượng không khí,0.33,3.33,2017,2024")
    with pytest.raises(DataError, match="is a part of 'D7'") as caught:
        check_reference(Catalog(project.raw))
    assert caught.value.where == f"{path}, row 46, column 'parent'"


def test_the_problems_of_all_tables_are_shown_at_once(project: Project) -> None:
    change(project.raw / "plans" / "targets.csv", "2021,92,par_index,", "2021,9,par_index,")
    change(project.raw / "plans" / "statements.csv", "papi,score,42.88,", "papi,score,x,")
    change(project.raw / "reference" / "series_breaks.csv", "papi,8.3,2020,level", "papi,8.9,2020,jump")
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    text = str(caught.value)
    assert text.startswith("3 reference tables have problems:")
    assert all(name in text for name in ("targets.csv", "statements.csv", "series_breaks.csv"))
    assert "2 problems in" in text  # of series_breaks.csv: code and kind


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("publications.csv", "papi,2020,2021-04-14", "papi,2020,14/04/2021", "row 12, column 'published_on'"),
        ("publications.csv", ",14732,", ",14.732,", "row 12, column 'respondents'"),
        ("series_breaks.csv", "papi,8.3,2020,level,no", "papi,8.3,2020,level,maybe", "row 21, column 'official_"),
        ("corrections.csv", ",5.826143,", ',"5,826143",', "row 2, column 'here'"),
        ("national.csv", "par_index,2013,mean,77.56", "par_index,2013,mean,inf", "row 2, column 'value'"),
    ],
)
def test_a_cell_of_the_wrong_type_is_named(project: Project, file: str, old: str, new: str, where: str) -> None:
    change(project.raw / "reference" / file, old, new)
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    assert f"{file}, {where}" in caught.value.where


def test_a_reference_row_of_an_index_that_is_gone_is_named(project: Project) -> None:
    path = project.raw / "indices.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("papi,")), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    for name in ("publications.csv", "suppressed.csv", "corrections.csv", "targets.csv"):
        assert name in str(caught.value)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("plans/targets.csv", "2021,92,papi,papi_total_8d,45,"),
        ("plans/measures.csv", "2021,92,par_index,personnel,Recruit"),
        ("plans/statements.csv", "plan 2021,92,2020,papi,rank,29,"),
        ("reference/series_breaks.csv", "papi,8.3,2020,level,"),
        ("reference/corrections.csv", "papi,2022,01,D1,"),
        ("reference/national.csv", "sipas,2024,max,"),
    ],
)
def test_two_rows_about_the_same_are_refused_with_both_places(project: Project, file: str, row: str) -> None:
    path = project.raw / file
    lines = path.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(row)]
    path.write_text("\n".join([*lines, line]) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        check_reference(Catalog(project.raw))
    text = str(caught.value)
    assert f"{path}, row {len(lines) + 1}" in text
    assert f"stands in row {lines.index(line) + 1} already" in text
