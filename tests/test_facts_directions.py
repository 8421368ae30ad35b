"""An index of which less is better, in a made-up country: best is least, everywhere; and figures changed in place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from other_country import CANTONS, DISTRICTS, FREE_TOWNS, WITHHELD, burden, code_of, other_country, total

import chiso
from chiso.facts.changes import CHANGES
from chiso.facts.data import Data
from chiso.facts.outlook import rises
from chiso.facts.profile import PROFILE
from chiso.facts.results import RESULTS
from chiso.facts.standing import STANDING
from chiso.facts.targets import OUTCOME, TARGETS
from chiso.facts.what_if import WHAT_IF


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return other_country(tmp_path_factory.mktemp("norland")).root


@pytest.fixture
def norland(root: Path) -> Data:
    """The briefing year whose plan wants fewer hours: index year 2020 is compared with 2019."""
    return chiso.load(root, year=2021)


@pytest.fixture
def norland_changes(norland: Data) -> pd.DataFrame:
    return chiso.changes(norland)


def ranked(year: int) -> dict[str, float]:
    """Return the hours of every district that has a total, by its code."""
    return {code_of(name): total(name, year) for name in DISTRICTS if (str(year), name) != WITHHELD[:2]}


def test_the_fewest_hours_are_the_first_place_in_both_years(norland_changes: pd.DataFrame) -> None:
    for found in CHANGES.rows(norland_changes.query("index == 'burden' and code == 'TOTAL'")):
        for prefix, year in (("", 2020), ("previous_", 2019)):
            hours = ranked(year)
            mine = hours.get(found.unit_code)
            place = None if mine is None else 1 + sum(other < mine for other in hours.values())
            assert found[f"{prefix}rank"] == place
        if found.change is not None:
            assert found.change == pytest.approx(found.value - found.previous_value)


def test_reworking_ranks_from_the_fewest_hours(norland: Data, norland_changes: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(chiso.rework(norland_changes, norland), norland_changes)
    edited = norland_changes.copy()
    mine = edited.eval("index == 'burden' and code == 'TOTAL' and unit_code == @code_of('Oak')")
    edited.loc[mine, "value"] = 0.5
    again = chiso.rework(edited, norland)
    assert again.loc[mine, "rank"].item() == 1
    assert again.loc[mine, "rank_change"].item() == again.loc[mine, "previous_rank"].item() - 1


def test_a_unit_is_ahead_of_those_with_more_hours_and_behind_the_fewest(
    norland: Data, norland_changes: pd.DataFrame
) -> None:
    hours = ranked(2020)
    for unit in norland.catalog.units:
        results = chiso.results(norland, norland_changes, unit)
        (found,) = [row for row in STANDING.rows(chiso.standing(norland, norland_changes, results))
                    if row["index"] == "burden"]  # fmt: skip
        if unit.code not in hours:
            assert found.ahead_of is None
            continue
        mine = hours.pop(unit.code)
        assert found.ahead_of == pytest.approx(100 * sum(other > mine for other in hours.values()) / len(hours))
        hours[unit.code] = mine
        region = {
            other.code: hours[other.code] for other in norland.catalog.units.in_region(unit) if other.code in hours
        }
        towns = {code_of(name): hours[code_of(name)] for name in FREE_TOWNS}
        for best, group in ((found.region_best_code, region), (found.city_best_code, towns)):
            assert best == min(group, key=group.__getitem__)
        assert found.region_best_distance == pytest.approx(mine - min(region.values()))
        assert found.group == (1 if mine <= 40 else 2 if mine <= 60 else 3)


def test_a_step_to_fewer_hours_gains_and_never_costs_places(norland: Data, norland_changes: pd.DataFrame) -> None:
    hours = ranked(2020)
    gained = 0
    for name in DISTRICTS:
        for found in WHAT_IF.rows(chiso.what_if(norland, norland_changes, code_of(name), "burden")):
            region = norland.catalog.units.in_region(norland.unit(name))
            if found.level is None:
                continue
            if found.aim == "region_best":
                codes = {other.name_en for other in region} - {WITHHELD[1]}
                parts = [sum(cell for leaf, cell in burden(each, 2020).items() if leaf.startswith(found.code))
                         for each in codes]  # fmt: skip
                assert found.level <= min(parts) + 1e-9
                assert found.gain >= -1e-9
            assert found.gain == pytest.approx(found.score - found.level)
            assert found.total == pytest.approx(hours[code_of(name)] + found.level - found.score)
            assert found.places >= 0 if found.gain >= 0 else found.places <= 0
            gained += found.places > 0
    assert gained


def test_a_level_is_better_the_lower_it_is(norland: Data, norland_changes: pd.DataFrame) -> None:
    rows = PROFILE.rows(chiso.profile(norland, norland_changes, "Cedar", "burden"))
    assert {row.code for row in rows} == {"A-1.x", "A-1.y", "A-2", "B-1", "B-2"}
    for row in rows:
        assert row.above == pytest.approx(-(row.level - row.national))
        assert (row.above > 0) == (row.value < row.national_score) or row.value == row.national_score


def test_a_target_of_hours_is_reached_at_most(root: Path, norland: Data, norland_changes: pd.DataFrame) -> None:
    results = chiso.results(norland, norland_changes, "Cedar")
    (found,) = TARGETS.rows(chiso.targets(norland, results))
    hours = total("Cedar", 2020)
    assert found.score_gap == pytest.approx(hours - 35, abs=1e-6)
    assert found.rank_gap == found.rank - 5
    # The plan of 2021 beside what became of it, and beside results that were changed to either side of it.
    later = chiso.load(root, year=2022)
    for wanted, verdict in ((35.0, "reached"), (34.9, "reached"), (35.1, "missed")):
        changes = chiso.changes(later)
        mine = changes.eval("index == 'burden' and code == 'TOTAL' and unit_code == @code_of('Cedar')")
        changes.loc[mine, "value"] = wanted
        (outcome,) = OUTCOME.rows(chiso.verdicts(later, chiso.rework(changes, later), "Cedar"))
        assert outcome.score_verdict == verdict


def test_falls_are_the_rises_of_hours(norland: Data, norland_changes: pd.DataFrame) -> None:
    now, before = ranked(2020), ranked(2019)
    burden_index = norland.index("burden")
    for size in (0.0, 2.0, 10.0):
        found = rises(norland, norland_changes, burden_index, size, of_ranks=False, last_year=2020)
        assert found is not None
        assert found["cases"] == len(now) == 16
        assert found["count"] == sum(round(before[unit] - now[unit], 6) >= size for unit in now)


def test_the_score_of_a_wanted_place_counts_from_the_fewest_hours(norland: Data, norland_changes: pd.DataFrame) -> None:
    targets = chiso.targets(norland, chiso.results(norland, norland_changes, "Cedar"))
    outlook = chiso.outlook(norland, norland_changes, targets).query("kind == 'place' and index_year == 2020")
    assert list(outlook["score"]) == [sorted(ranked(2020).values())[4]]


def test_parts_that_move_a_total_add_up_whatever_the_direction(norland: Data, norland_changes: pd.DataFrame) -> None:
    frame = chiso.drivers(norland, norland_changes, "Cedar", "burden")
    whole = frame[frame["code"] == "TOTAL"]["adds"].item()
    assert frame[frame["parent"] == "TOTAL"]["adds"].sum() == pytest.approx(whole, abs=1e-9)
    assert frame[frame["parent"] == "A"]["adds"].sum() == pytest.approx(
        frame[frame["code"] == "A"]["adds"].item(), abs=1e-9
    )


# Figures that were changed in place


def test_facts_go_by_figures_that_were_changed_in_place(norland: Data) -> None:
    oak = code_of("Oak")

    def facts() -> tuple[object, ...]:
        changes = chiso.changes(norland)
        (result,) = [row for row in RESULTS.rows(chiso.results(norland, changes, oak)) if row["index"] == "burden"]
        ranking = chiso.ranking(norland, changes).query("index == 'burden' and unit_code == @oak")
        course = chiso.course(norland, changes, oak, "burden").query("index_year == 2020")
        places = chiso.rank_course(norland, changes, oak, "burden").query("unit_code == @oak and index_year == 2020")
        ranks = [result.rank, *(int(frame["rank"].item()) for frame in (ranking, course, places))]
        return (result.is_whole, ranking["value"].item(), *ranks)

    before = facts()
    mine = norland.observations.eval(
        "index == 'burden' and index_year == 2020 and code == 'TOTAL' and unit_code == @oak"
    )
    kept = norland.observations.loc[mine, "value"].item()
    norland.observations.loc[mine, "value"] = 0.25
    assert facts() == (True, 0.25, 1, 1, 1, 1)
    norland.observations.loc[mine, "value"] = kept
    assert facts() == before
    norland.observations.loc[mine, "value"] = None
    changes = chiso.changes(norland)
    assert set(chiso.ranking(norland, changes).query("index == 'burden'")["is_whole"]) == {False}


def test_what_one_frame_was_changed_into_does_not_reach_the_next(norland: Data, norland_changes: pd.DataFrame) -> None:
    first = chiso.ranking(norland, norland_changes)
    first.loc[:, "value"] = -1.0
    assert (chiso.ranking(norland, norland_changes)["value"].dropna() > 0).all()
    again = chiso.load(norland.project.root, year=2021)
    norland.observations.loc[:, "value"] = -1.0
    assert (again.observations["value"].dropna() > 0).all()


def test_cantons_are_ranked_by_the_fewest_hours_of_their_districts(root: Path) -> None:
    known = chiso.load(root, year=2023)
    assert len(known.catalog.units) == len(CANTONS)
    table = chiso.changes(known).query("index == 'burden' and code == 'TOTAL'")
    for prefix in ("", "previous_"):
        hours = table[f"{prefix}value"]
        assert list(table[f"{prefix}rank"]) == [1 + int((hours < mine).sum()) for mine in hours]
