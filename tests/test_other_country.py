"""A country of other units and indices is data alone: nothing of it stands in the package."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest
from other_country import (
    CANTONS,
    DISTRICTS,
    LEAVES,
    YEARS,
    burden,
    code_of,
    made_of,
    other_country,
    total,
    trust,
    write,
)

import chiso
from chiso.catalog import Catalog, Project, unread_tables
from chiso.catalog.grids import read_grid
from chiso.catalog.records import read_lines
from chiso.errors import DataError, ParameterError
from chiso.facts.availability import gap
from chiso.facts.group_rules import group_of
from chiso.facts.merger import in_units
from chiso.ingest import Observations, read_observations, write_observations
from chiso.intake.receive import import_table
from chiso.intake.request import parse_request
from chiso.run.check import check_statements
from chiso.run.parameters import report_parameters
from chiso.run.selection import selected


@pytest.fixture(scope="module")
def norland(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The made-up country, to be read only."""
    return other_country(tmp_path_factory.mktemp("norland"))


@pytest.fixture(scope="module")
def districts(norland: Project) -> Catalog:
    """Its catalogue, in the districts."""
    return Catalog(norland.raw)


@pytest.fixture(scope="module")
def seen(districts: Catalog) -> Observations:
    """All of its observations."""
    return read_observations(districts)


def people(catalog: Catalog, name: str) -> float:
    return catalog.units.resolve(name).weight


def totals_of(project: Project, year: int, units: int = 0) -> pd.DataFrame:
    """Return the changes of the totals of burden that a briefing year shows, by unit."""
    changes = chiso.changes(chiso.load(project.root, year=year, units=units))
    return changes[(changes["index"] == "burden") & (changes["code"] == "TOTAL")].set_index("unit_code")


def test_its_tables_are_read_and_checked_and_nothing_lies_unread(districts: Catalog, seen: Observations) -> None:
    assert unread_tables(districts.raw, districts.indices) == []
    values = seen.values.set_index(["index", "index_year", "unit_code", "code"])["value"]
    for year in YEARS:
        for name in CANTONS if year >= 2022 else DISTRICTS:
            code = code_of(name, canton=year >= 2022)
            assert values["trust", year, code, "TOTAL"] == trust(name, year)
            if (year, name) != (2020, "Fern"):
                assert values["burden", year, code, "TOTAL"] == pytest.approx(total(name, year))


def test_sums_of_three_levels_end_where_a_part_was_withheld(districts: Catalog, seen: Observations) -> None:
    fern = seen.values.query("index == 'burden' and index_year == 2020 and unit_code == @code_of('Fern')")
    missing = set(fern.loc[fern["value"].isna(), "code"])
    assert missing == {"A-1.x", "A-1.y", "A-1", "A", "TOTAL"}
    assert gap(districts, "burden", 2020, code_of("Fern"), "A").kind == "withheld"


def test_fewer_hours_are_the_better_rank(norland: Project) -> None:
    table = totals_of(norland, 2022)
    order = sorted(DISTRICTS, key=lambda name: total(name, 2021))
    assert [int(table.loc[code_of(name), "rank"]) for name in order] == list(range(1, 18))
    assert int(totals_of(norland, 2021)["rank"].max()) == 16


def test_figures_of_merged_districts_are_means_weighted_by_people(districts: Catalog, seen: Observations) -> None:
    cantons = districts.in_vintage(2)
    values = in_units(cantons, seen).values
    found = values.query("index == 'burden' and index_year == 2021 and code == 'A-1.x'").set_index("unit_code")
    for canton in CANTONS:
        parts = made_of(canton)
        weights = [people(districts, name) for name in parts]
        scores = [burden(name, 2021)["A-1.x"] for name in parts]
        mean = sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)
        row = found.loc[code_of(canton, canton=True)]
        assert row["value"] == pytest.approx(mean, abs=1e-6)
        assert (row["status"], row["vintage"]) == ("E" if len(parts) > 1 else "A", 2)


def test_the_first_year_in_other_units_is_compared_with_estimates(norland: Project) -> None:
    table = totals_of(norland, 2023, 2)
    assert len(table) == 12
    assert not table["comparable"].any()
    assert table["reason"].str.contains("other set of units").all()
    assert totals_of(norland, 2024, 2)["comparable"].all()


@pytest.mark.parametrize(
    "spelling", ["Free Town of Port Pine", "phố tự do Port Pine", "N-16", "PORT-PINE", "Portpine on sea"]
)
def test_units_are_known_by_its_own_kinds_and_spellings(districts: Catalog, spelling: str) -> None:
    assert report_parameters(districts, "2022", spelling, "en").unit.slug == "port-pine"


def test_names_stand_with_its_own_kinds(districts: Catalog) -> None:
    pine, elm = districts.resolve("port-pine"), districts.resolve("Dist. Elm")
    assert (pine.full_name("en"), pine.name_within("en")) == ("Free Town of Port Pine", "the Free Town of Port Pine")
    assert (elm.full_name("vi"), elm.name_within("vi")) == ("Quận Elm", "quận Elm")
    assert [unit.slug for unit in districts.units if unit.is_city] == ["cedar", "port-pine"]


def test_reports_are_named_after_the_set_that_was_asked_for(districts: Catalog) -> None:
    assert report_parameters(districts, "2022", "cedar", "en", "2").name == "cedar-2"
    assert report_parameters(districts, "2023", "cedar", "en").name == "cedar"
    assert len(selected(districts, "2022", "all", "en")) == 17
    assert len(selected(districts, "2022", "all", "en", "2")) == 12
    assert len(selected(districts, "2022", "region:mien-nam", "en")) == 8


def test_errors_name_its_own_sets_and_units(districts: Catalog) -> None:
    with pytest.raises(ParameterError, match="no set of units '34'") as caught:
        report_parameters(districts, "2022", "cedar", "en", "34")
    assert "12 cantons of Norland" in caught.value.why
    assert "Give 1 or 2" in caught.value.remedy
    with pytest.raises(ParameterError, match="Moss is none of the 12 units") as caught:
        report_parameters(districts, "2023", "moss", "en")
    assert caught.value.why == "It became part of Larch on 1 March 2022."
    with pytest.raises(ParameterError, match="No unit is given") as caught:
        report_parameters(districts, "2022", "", "en")
    assert caught.value.where == "PROVINCE"


def test_groups_by_score_begin_with_the_fewest_hours(districts: Catalog) -> None:
    index = districts.indices["burden"]
    scores = (0.0, 40.0, 40.1, 60.0, 60.1, 100.5)
    found = [group_of(districts, index, 2021, 1, 17, score) for score in scores]
    assert [group and group.name("en") for group in found] == ["light", "light", "middling", "middling", "heavy", ""]


def test_the_best_of_a_region_has_the_fewest_hours(norland: Project) -> None:
    data = chiso.load(norland.root, year=2022)
    best = min(DISTRICTS, key=lambda name: total(name, 2021))
    changes = chiso.changes(data)
    standing = chiso.standing(data, changes, chiso.results(data, changes, best)).set_index("index")
    assert standing.loc["burden", ["rank", "ahead_of", "region_best_en"]].tolist() == [1, 100.0, best]


def test_measures_follow_the_part_of_their_own_index(norland: Project) -> None:
    data = chiso.load(norland.root, year=2022)
    aimed = chiso.measures(data, chiso.changes(data), "Cedar").dropna(subset=["value"])
    assert aimed[["index_year", "code"]].to_numpy().tolist() == [[2020, "A-1"], [2021, "A-1"]]
    column = {name: burden(name, 2021)["A-1.x"] + burden(name, 2021)["A-1.y"] for name in DISTRICTS}
    better = sum(hours < column["Cedar"] for hours in column.values())
    assert aimed["rank"].iloc[-1] == better + 1


def test_a_map_needs_no_archipelago_and_a_set_needs_no_map(districts: Catalog) -> None:
    assert read_grid(districts) is None
    grid = read_grid(districts.in_vintage(2))
    assert grid is not None
    assert (len(grid.places), grid.islands) == (12, ())


def test_the_data_package_names_its_own_rights_and_weights(tmp_path: Path) -> None:
    project = other_country(tmp_path)
    catalog = Catalog(project.raw)
    seen = read_observations(catalog)
    write_observations(project, catalog, seen)
    data = chiso.load(project.root, year=2022, units=2)
    chiso.write_changes(data, chiso.changes(data))
    package = json.loads(project.datapackage.read_text(encoding="utf-8"))
    assert package["licenses"][0]["title"].endswith("Norland keeps the rights.")
    described = {one["name"]: one["description"] for one in package["resources"]}
    assert "in the 12 cantons of Norland" in described["comparisons-2022-2"]
    assert "weighted by population of 2021" in described["comparisons-2022-2"]


def test_a_country_may_have_one_set_of_units_and_no_more(tmp_path: Path) -> None:
    project = other_country(tmp_path, sets=1)
    table = totals_of(project, 2024)
    assert len(table) == 17
    assert table["comparable"].all()
    with pytest.raises(ParameterError, match="no set of units '2'"):
        chiso.load(project.root, year=2023, units=2)


def test_a_third_set_is_estimated_from_the_first_by_way_of_the_second(tmp_path: Path) -> None:
    project = other_country(tmp_path)
    folder = project.raw / "provinces"
    lines = read_lines(folder / "sets.csv", (), ("*",))
    third = {"vintage": "3", "first_day": "2024-01-01", "first_index_year": "2024", "count": "1",
             "units": "counties.csv", "crosswalk": "cantons_to_counties.csv", "grid": "",
             "name_vi": "1 vùng", "name_en": "1 county"}  # fmt: skip
    write(folder / "sets.csv", [line.cells for line in lines] + [{**lines[1].cells, **third}])
    cantons = [line.cells for line in read_lines(folder / "cantons.csv", (), ("*",))]
    everyone = sum(int(one["people"]) for one in cantons)
    write(folder / "counties.csv", [{**cantons[0], "gso_code": "C", "people": everyone}])
    became = [
        {"old_gso_code": one["gso_code"], "old_name_vi": one["name_vi"], "new_gso_code": "C", "new_name_vi": "Alder",
         "relation": "merged"}
        for one in cantons
    ]  # fmt: skip
    write(folder / "cantons_to_counties.csv", became)

    catalog = Catalog(project.raw)
    county = catalog.in_vintage(3)
    seen = read_observations(catalog)
    values = in_units(county, seen).values.query("index == 'trust'").set_index("index_year")["value"]
    weights = {name: people(catalog, name) for name in DISTRICTS}
    mean = sum(weights[name] * trust(name, 2021) for name in DISTRICTS) / sum(weights.values())
    assert values[2021] == pytest.approx(mean, abs=1e-6)
    assert len(values) == len(YEARS)
    assert [unit.slug for unit in county.parts_of("C")] == [name.lower().replace(" ", "-") for name in CANTONS]
    assert len(county.parts_of("C", 1)) == 17
    assert catalog.view(2021, 3).resolve("alder").vintage == 3
    with pytest.raises(ParameterError, match="no figures of the set 1 for 2023"):
        catalog.view(2023, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("provinces/sets.csv", "2,2022-03-01,2022", "2,,2022", "row 3, column 'first_day'", "begins with nothing"),
        ("provinces/sets.csv", "\n2,2022", "\n1,2022", "row 3, column 'vintage'", "1 cannot be the id"),
        ("provinces/sets.csv", "districts_to_cantons.csv", "", "row 3, column 'crosswalk'", "no crosswalk"),
        ("provinces/kinds.csv", "{name} District,{name} District", "District,{name} District",
         "row 2, column 'full_en'", "no place for the name"),
        ("provinces/districts.csv", "Elm,Elm,district", "Elm,Elm,village", "row 6, column 'type'", "no kind of units"),
        ("provinces/districts.csv", "N-05,Elm,", "N-05,Dune,", "row 6, column 'name_vi'", "no name for a folder"),
        ("provinces/cantons.csv", "Miền Bắc,North,27", "Miền Bắc,North,28", "row 2, column 'people'", "weight is 28"),
        ("reference/groups.csv", ",score,2,60,", ",score,2,30,", "row 3, column 'bound'", "ends at 30"),
        ("reference/groups.csv", ",score,2,60,", ",score,4,60,", "row 4, column 'number'", "numbered 3, not 2"),
        ("indices.csv", "yes,0.1,", "no,0.1,", "row 2, column 'index'", "not shown in groups"),
        ("indices.csv", "yes,0.1,", "yes,10,", "row 2, column 'notable_change'", "change of 10"),
        ("burden/indicators.csv", "A-1,burden_A-1,A,", "A-1,burden_A-1,A-1.x,", "column 'parent'", "part of 'A-1.x'"),
        ("burden/indicators.csv", "B-2,burden_B-2,B,", "B-2,burden_B-2,A,", "column 'scale_max'", "at their best make"),
        ("plans/measures.csv", "burden_A-1", "trust_total", "row 2, column 'concept'", "not known as concept"),
    ],
)  # fmt: skip
def test_what_its_tables_get_wrong_is_named(
    tmp_path: Path, file: str, old: str, new: str, where: str, what: str
) -> None:
    project = other_country(tmp_path)
    path = project.raw / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=what) as caught:
        read_observations(Catalog(project.raw))
    assert where in str(caught.value)


def test_an_island_that_one_map_leaves_out_is_missed(tmp_path: Path) -> None:
    project = other_country(tmp_path)
    island = {"name_vi": "Đảo Gull", "name_en": "Gull Island", "belongs_to": "Port Pine"}
    write(project.raw / "provinces" / "islands.csv", [island])
    with pytest.raises(DataError, match="is without Đảo Gull"):
        read_observations(Catalog(project.raw))


def test_a_table_of_its_own_codes_and_names_is_imported(tmp_path: Path) -> None:
    project = other_country(tmp_path / "norland")
    hours = {name: burden(name, 2024) for name in CANTONS}
    order = sorted(CANTONS, key=lambda name: total(name, 2024))
    header = ["Canton", "A-1.x Forms at home", "A-1.y", "A-2", "B-1 Waiting", "B-2", "Total hours", "Rank"]
    rows = [
        [f"{name} District", *(hours[name][code] for code in LEAVES), total(name, 2024), order.index(name) + 1]
        for name in CANTONS
    ]
    file = tmp_path / "burden.csv"
    file.write_text("\n".join(",".join(map(str, row)) for row in [header, *rows]) + "\n", encoding="utf-8")
    given = {"INDEX": "burden", "INDEX_YEAR": "2024", "FILE": str(file), "SOURCE": "Burden Index 2024",
             "URL": "https://example.org/burden", "PUBLISHED": "2025-05-02"}  # fmt: skip
    import_table(project, parse_request(Catalog(project.raw), given), check_statements)
    catalog = Catalog(project.raw)
    values = read_observations(catalog).values.query("index == 'burden' and index_year == 2024 and code == 'TOTAL'")
    assert dict(zip(values["unit_code"], values["value"], strict=True)) == {
        code_of(name, canton=True): pytest.approx(total(name, 2024)) for name in CANTONS
    }


def test_a_unit_carries_nothing_of_another_country(districts: Catalog) -> None:
    elm = dataclasses.asdict(districts.resolve("elm"))
    assert elm["kind"]["type"] == "district"
    assert elm["weight"] == 38
